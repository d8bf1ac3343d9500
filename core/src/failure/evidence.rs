//! Which link of a chain of errors decides, by the rule "Evidence" of the contract.

use std::borrow::Cow;
use std::fmt;

use super::Failure;
use super::tree::Tree;
use crate::words::{Link, Phase};

/// A chain has no more links that count; what comes later is not looked at.
pub(super) const MOST: usize = 64;

const OTHER: &str = "other";

/// Nobody sends these: they stand for a connection that ended without a close frame, and for TLS.
const NO_CLOSE_FRAME: u16 = 1006;
const NO_TLS: u16 = 1015;

/// What one link of a chain of errors says: the error itself, a cause, a member, a bystander.
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// use avatar_errors::{Failure, Link, Observation, Phase, classify};
///
/// let says = || Failure::new(Phase::Unknown);
/// let failure = Failure::new(Phase::WebsocketRuntime)
///     .observation(Observation::new(Link::Cause, 0).facts(says().close_code(1006)))
///     .observation(Observation::new(Link::Cause, 1).facts(says().transport("reset")));
/// assert_eq!(classify(&failure).rule(), "transport.websocket_runtime.reset");
/// ```
#[derive(Clone)]
pub struct Observation<'a> {
    pub(super) link: Link,
    pub(super) depth: u32,
    facts: Failure<'a>,
    kind: Kind,
}

/// Where it stands only: the facts may hold secrets.
impl fmt::Debug for Observation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { link, depth, .. } = self;
        f.debug_struct("Observation").field("link", link).field("depth", depth).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Facts,
    NoFailure,
    Classified,
}

/// What decides, as a place in the list of observations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Weighed {
    /// No link says anything.
    Nothing,
    /// The facts of this one.
    Facts(usize),
    /// It is no failure: this one is a cancellation, or a close that the caller began.
    NoFailure(usize),
    /// This one has been classified already: its answer stands.
    Classified(usize),
}

impl<'a> Observation<'a> {
    /// A link that says nothing yet; the first of a list is the error itself, at depth 0.
    #[must_use]
    pub fn new(link: Link, depth: u32) -> Self {
        Self { link, depth, facts: Failure::new(Phase::Unknown), kind: Kind::Facts }
    }

    /// What it says; the phase and the time do not count. Here alone 1006 and 1015 are close codes.
    #[must_use]
    pub fn facts(mut self, mut facts: Failure<'a>) -> Self {
        if let Some(NO_CLOSE_FRAME | NO_TLS) = facts.close_code {
            let word = if facts.close_code == Some(NO_TLS) { Some("tls") } else { facts.transport };
            facts.transport = word.or(Some(OTHER));
            (facts.close_code, facts.close_reason) = (None, None);
        }
        self.facts = facts;
        self
    }

    /// It is a cancellation, or a close that the caller began.
    #[must_use]
    pub fn no_failure(mut self) -> Self {
        self.kind = Kind::NoFailure;
        self
    }

    /// It has been classified already.
    #[must_use]
    pub fn classified(mut self) -> Self {
        self.kind = Kind::Classified;
        self
    }

    fn says_something(&self) -> bool {
        let facts = &self.facts;
        self.kind != Kind::Facts
            || self.is_specific()
            || facts.transport.is_some()
            || facts.invalid_argument.is_some()
            || facts.body.is_some()
            || facts.server_code.is_some()
            || facts.server_title.is_some()
            || facts.server_detail.is_some()
    }

    /// A broken connection of which no more is known, and nothing else.
    fn is_wrapper(&self) -> bool {
        let facts = &self.facts;
        let says_more = self.is_specific()
            || facts.invalid_argument.is_some()
            || facts.body.is_some()
            || facts.server_code.is_some()
            || facts.server_title.is_some()
            || facts.server_detail.is_some();
        self.kind == Kind::Facts && facts.transport == Some(OTHER) && !says_more
    }

    /// What a wrapper gives way to: a word, a status, a close, a violation, an answer.
    fn is_specific(&self) -> bool {
        let facts = &self.facts;
        self.kind == Kind::Classified
            || facts.transport.is_some_and(|word| word != OTHER)
            || facts.http_status.is_some()
            || facts.close_code.is_some()
            || facts.close_reason.is_some()
            || facts.protocol.is_some()
            || facts.frame.is_some()
    }
}

impl<'a> Failure<'a> {
    /// Adds what a link of the chain of errors says: outermost first, depth first.
    #[must_use]
    pub fn observation(mut self, observation: Observation<'a>) -> Self {
        if self.evidence.len() < MOST {
            self.evidence.push(observation);
        }
        self
    }

    /// Which observation decides.
    #[must_use]
    pub fn weigh(&self) -> Weighed {
        match self.deciding(&Tree::of(&self.evidence)) {
            None => Weighed::Nothing,
            Some((at, Kind::Facts)) => Weighed::Facts(at),
            Some((at, Kind::NoFailure)) => Weighed::NoFailure(at),
            Some((at, Kind::Classified)) => Weighed::Classified(at),
        }
    }

    fn deciding(&self, tree: &Tree) -> Option<(usize, Kind)> {
        let at = self.decide(tree, 0)?;
        Some((at, self.evidence.get(at)?.kind))
    }

    /// What decides of a link and all beneath it: bystanders only where nothing explicit says anything.
    fn decide(&self, tree: &Tree, root: usize) -> Option<usize> {
        let is = |at: &usize, test: fn(&Observation<'a>) -> bool| {
            self.evidence.get(*at).is_some_and(test)
        };
        let explicit = tree.explicit(root);
        let Some(first) = explicit.iter().find(|at| is(at, Observation::says_something)) else {
            return tree.bystanders(root).into_iter().find_map(|at| self.decide(tree, at));
        };
        let specific = is(first, Observation::is_wrapper).then(|| {
            tree.beneath(*first).into_iter().find(|at| is(at, Observation::is_specific))
        });
        specific.flatten().or(Some(*first))
    }

    /// The failure with what its evidence tells; what was given besides stays.
    pub(crate) fn weighed(&self) -> Cow<'_, Self> {
        if self.evidence.is_empty() {
            return Cow::Borrowed(self);
        }
        let tree = Tree::of(&self.evidence);
        let deciding = self.deciding(&tree);
        let mut failure = self.clone();
        let evidence = std::mem::take(&mut failure.evidence);
        let outward = match deciding {
            Some((at, _)) => tree.outward(at),
            None => tree.explicit(0),
        };
        let told = |order: &[usize], read: fn(&Self) -> &Option<Cow<'a, str>>| {
            let mut links = order.iter().filter_map(|at| evidence.get(*at));
            links.find_map(|link| read(&link.facts).clone())
        };
        failure.message = failure.message.or_else(|| told(&tree.all(), |facts| &facts.message));
        failure.connection_id = failure.connection_id.or_else(|| told(&outward, |facts| &facts.connection_id));
        failure.req_id = failure.req_id.or_else(|| told(&outward, |facts| &facts.req_id));
        if let Some((at, Kind::Facts)) = deciding
            && let Some(observation) = evidence.get(at)
        {
            failure.take(observation.facts.clone());
        }
        Cow::Owned(failure)
    }

    /// Takes what is not known yet.
    fn take(&mut self, found: Self) {
        macro_rules! take {
            ($($name:ident),+) => { $(self.$name = self.$name.take().or(found.$name);)+ };
        }
        take!(http_status, body, server_code, server_title, server_detail, frame, close_code);
        take!(close_reason, transport, protocol, invalid_argument);
        if self.headers.is_empty() {
            self.headers = found.headers;
        }
    }
}
