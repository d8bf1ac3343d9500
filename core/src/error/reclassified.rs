use std::borrow::Cow;

use super::given::GIVEN;
use super::message;
use super::{AvatarError, classify};
use crate::failure::{Failure, Observation};
use crate::rules::fallback;
use crate::words::{Link, Phase};

impl AvatarError {
    /// What the facts of an error say whose code was [given](Self::given): they are classified anew.
    /// The given code stays where they decide nothing; any other error is as it was.
    ///
    /// What acts on an error asks for this by itself: retry, recurrence and problem documents.
    ///
    /// ```
    /// # extern crate avatar_errors_core as avatar_errors;
    /// use avatar_errors::{AvatarError, Failure, Phase};
    ///
    /// let failure = Failure::new(Phase::SessionToken).http_status(402);
    /// let error = AvatarError::given("connectionFailed", "Failed to get a token", &failure);
    /// assert_eq!(error.recovery().as_str(), "retry", "as its maker said");
    /// assert_eq!(error.reclassified().code().as_str(), "billingRequired");
    /// ```
    #[must_use]
    pub fn reclassified(&self) -> Self {
        self.acting().into_owned()
    }

    /// The same with facts that are known besides, such as what a cause says: where they decide
    /// something, they come first.
    #[must_use]
    pub fn reclassified_with(&self, facts: &Failure<'_>) -> Self {
        let answer = self.is_given().then(|| classify(facts));
        let decided = answer.filter(|answer| !fallback::is_one(answer.rule()));
        decided.unwrap_or_else(|| self.reclassified())
    }

    /// Whether its code was [given](Self::given), and is not what the facts say.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.rule() == GIVEN
    }

    /// The same for whoever only looks at it.
    pub(crate) fn acting(&self) -> Cow<'_, Self> {
        if self.is_given() { self.by_its_facts() } else { Cow::Borrowed(self) }
    }

    #[cold]
    #[inline(never)]
    fn by_its_facts(&self) -> Cow<'_, Self> {
        let mut facts = self.facts();
        // How long to wait is known; that the server asked for it counts.
        if self.retry_after_ms().is_some() {
            facts = facts.header("Retry-After", "0");
        }
        let answer = classify(&facts);
        if fallback::is_one(answer.rule()) {
            return Cow::Borrowed(self);
        }
        let raw_body = self.raw_body().map(str::to_owned);
        let answer = answer.with_fields(|fields| {
            fields.retry_after_ms = self.retry_after_ms();
            // It may be one of a newer version.
            if let Phase::Unlisted(_) = self.phase() {
                fields.phase = self.phase().clone();
                message::settle(fields);
            }
        });
        Cow::Owned(match raw_body {
            Some(body) => answer.with_raw_body(body),
            None => answer,
        })
    }

    fn facts(&self) -> Failure<'_> {
        let mut facts = Failure::new(Phase::Unknown).message(self.message());
        if let Some(status) = self.http_status() {
            facts = facts.http_status(status.into());
        }
        if let Some(code) = self.close_code() {
            facts = facts.close_code(code.into());
        }
        if let Some(body) = self.raw_body() {
            facts = facts.body(body);
        }
        macro_rules! take {
            ($($name:ident),+) => {
                $(if let Some(text) = self.$name() { facts = facts.$name(text); })+
            };
        }
        take!(server_code, server_title, server_detail, close_reason, connection_id, req_id);
        // As one link of a chain: who decides by hand may have taken 1006 for a close code.
        let seen = Observation::new(Link::Cause, 0).facts(facts);
        Failure::new(self.phase().clone()).observation(seen)
    }
}
