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
        f.debug_struct("Observation")
            .field("link", link)
            .field("depth", depth)
            .finish_non_exhaustive()
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

    /// What it says; the time does not count, nor prefix and fallback, and the phase only where the
    /// failure has none. Here alone 1006 and 1015 are close codes.
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

    /// Whether it says anything; headers, a text and IDs alone do not.
    fn says_something(&self) -> bool {
        self.kind != Kind::Facts || self.facts.transport.is_some() || self.says_more()
    }

    /// A broken connection of which no more is known: what is beneath it may know more.
    fn is_wrapper(&self) -> bool {
        self.kind == Kind::Facts && self.facts.transport == Some(OTHER) && !self.says_more()
    }

    fn gives_more_than_a_wrapper(&self) -> bool {
        self.says_something() && !self.is_wrapper() && self.kind != Kind::NoFailure
    }

    /// Whether it says anything but what broke below HTTP and WebSocket.
    fn says_more(&self) -> bool {
        let facts = &self.facts;
        facts.http_status.is_some()
            || facts.body.is_some()
            || facts.server_code.is_some()
            || facts.server_title.is_some()
            || facts.server_detail.is_some()
            || facts.frame.is_some()
            || facts.close_code.is_some()
            || facts.close_reason.is_some()
            || facts.protocol.is_some()
            || facts.invalid_argument.is_some()
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
        let tree = Tree::of(&self.evidence);
        match self.deciding(&tree, &tree.chains()).map(|(_, at, kind)| (at, kind)) {
            None => Weighed::Nothing,
            Some((at, Kind::Facts)) => Weighed::Facts(at),
            Some((at, Kind::NoFailure)) => Weighed::NoFailure(at),
            Some((at, Kind::Classified)) => Weighed::Classified(at),
        }
    }

    /// The chain in which something decides, and what: a bystander only where nothing explicit says
    /// anything.
    fn deciding(&self, tree: &Tree, chains: &[Vec<usize>]) -> Option<(usize, usize, Kind)> {
        let is =
            |at: usize, test: fn(&Observation<'a>) -> bool| self.evidence.get(at).is_some_and(test);
        let first = chains.iter().enumerate().find_map(|(chain, links)| {
            let says = links.iter().find(|at| is(**at, Observation::says_something));
            says.map(|at| (chain, *at))
        });
        let (chain, outermost) = first?;
        let mut at = outermost;
        if is(outermost, Observation::is_wrapper) {
            let mut beneath = tree.beneath(outermost).into_iter();
            let more = beneath.find(|at| is(*at, Observation::gives_more_than_a_wrapper));
            at = more.unwrap_or(outermost);
        }
        Some((chain, at, self.evidence.get(at)?.kind))
    }

    /// The failure with what its evidence tells; what was given besides stays.
    pub(crate) fn weighed(&self) -> Cow<'_, Self> {
        if self.evidence.is_empty() {
            return Cow::Borrowed(self);
        }
        let tree = Tree::of(&self.evidence);
        let chains = tree.chains();
        let deciding = self.deciding(&tree, &chains);
        let told = |links: &[usize], read: fn(&Self) -> &Option<Cow<'a, str>>| {
            let mut links = links.iter().filter_map(|at| self.evidence.get(*at));
            links.find_map(|link| read(&link.facts).clone())
        };

        let mut failure = Self { evidence: Vec::new(), ..self.clone() };
        // A text from the outside in, an ID from the inside out.
        let up_to = deciding.map_or(chains.len(), |(chain, ..)| chain + 1);
        let texts: Vec<_> = chains.iter().take(up_to).flatten().copied().collect();
        let explicit = || chains.first().cloned().unwrap_or_default();
        let ids = deciding.map_or_else(explicit, |(_, at, _)| tree.outward(at));
        failure.message = failure.message.or_else(|| told(&texts, |facts| &facts.message));
        failure.connection_id =
            failure.connection_id.or_else(|| told(&ids, |facts| &facts.connection_id));
        failure.req_id = failure.req_id.or_else(|| told(&ids, |facts| &facts.req_id));
        if failure.phase == Phase::Unknown {
            let mut links = ids.iter().filter_map(|at| self.evidence.get(*at));
            let named = links.find(|link| link.facts.phase != Phase::Unknown);
            failure.phase = named.map_or(Phase::Unknown, |link| link.facts.phase.clone());
        }
        if let Some((_, at, Kind::Facts | Kind::Classified)) = deciding
            && let Some(observation) = self.evidence.get(at)
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
