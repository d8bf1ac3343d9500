use std::borrow::Cow;

use serde::Serialize;

use crate::error::AvatarError;
use crate::rules::between;
use crate::text::is_blank;
use crate::words::{CodeInfo, ErrorCode, Phase};

/// A longer wait is a server's mistake or worse, and no client of the backend is to sleep for it.
const DAY_S: u64 = 86_400;

/// What a backend tells its own clients of a failure: a problem document of RFC 9457.
///
/// Send it as `application/problem+json` with [`status`](Self::status), and where
/// [`retry_after_s`](Self::retry_after_s) is set with `Retry-After`. It says nothing of the
/// service behind: none of the server's words, no status or close code of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Problem<'a> {
    /// Where the code is documented.
    #[serde(rename = "type")]
    pub type_: Cow<'static, str>,
    /// What happened.
    pub title: &'static str,
    /// The HTTP status to answer with.
    pub status: u16,
    /// What to tell an end user.
    pub detail: &'static str,
    /// The code.
    pub code: ErrorCode,
    /// Where it happened.
    pub phase: Phase,
    /// Whether trying again may help.
    pub retryable: bool,
    /// When to try again, in whole seconds: at most a day.
    #[serde(rename = "retry_after", skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u64>,
    /// For a question to whoever runs the backend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connection_id: Option<&'a str>,
    /// For a question to whoever runs the backend.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub req_id: Option<&'a str>,
}

impl Problem<'_> {
    /// One line of JSON, the same bytes in every language.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl AvatarError {
    /// A code of a newer version is spoken of as `unknown`.
    fn known(&self) -> Option<&'static CodeInfo> {
        self.code().info().or_else(|| ErrorCode::Unknown.info())
    }

    /// What to tell an end user: plain words, nothing of what is behind.
    #[must_use]
    pub fn user_message(&self) -> &'static str {
        self.known().map_or("", |info| info.user_message)
    }

    /// What an operator should check: what the rule that decided points at, else the code.
    #[must_use]
    pub fn operator_hint(&self) -> &'static str {
        let of_code = || self.known().map_or("", |info| info.action);
        between::hint(self.rule()).unwrap_or_else(of_code)
    }

    /// Where the code is documented.
    #[must_use]
    pub fn doc_url(&self) -> &'static str {
        self.code().doc_url()
    }

    /// What a backend tells its own clients.
    ///
    /// ```
    /// # extern crate avatar_errors_core as avatar_errors;
    /// use avatar_errors::{Failure, Phase, classify};
    ///
    /// let error = classify(&Failure::new(Phase::SessionToken).http_status(401));
    /// assert_eq!(error.problem().status, 502, "the backend's key is at fault, not its client");
    /// ```
    #[must_use]
    pub fn problem(&self) -> Problem<'_> {
        self.problem_at("")
    }

    /// The same of an SDK that documents the codes on a page of its own: the `type` is there.
    #[must_use]
    pub fn problem_at(&self, page: &str) -> Problem<'_> {
        let error = self.acting();
        let info = error.known();
        let wait = error.retry_after_ms().filter(|_| error.retryable());
        Problem {
            type_: error.documented(page),
            title: info.map_or("", |info| info.meaning),
            status: info.map_or(500, |info| info.problem_status),
            detail: error.user_message(),
            code: error.code().clone(),
            phase: error.phase().clone(),
            retryable: error.retryable(),
            retry_after_s: wait.map(|ms| ms.div_ceil(1000).min(DAY_S)),
            connection_id: self.connection_id(),
            req_id: self.req_id(),
        }
    }

    /// Where an SDK documents the code on a page of its own, with an anchor for each code.
    ///
    /// ```
    /// # extern crate avatar_errors_core as avatar_errors;
    /// use avatar_errors::{Failure, Phase, classify};
    ///
    /// let error = classify(&Failure::new(Phase::SessionToken).http_status(402));
    /// assert_eq!(error.doc_url_at("https://sdk.example/errors"), "https://sdk.example/errors#billingRequired");
    /// assert_eq!(error.doc_url_at(""), error.doc_url());
    /// ```
    #[must_use]
    pub fn doc_url_at(&self, page: &str) -> String {
        self.documented(page).into_owned()
    }

    fn documented(&self, page: &str) -> Cow<'static, str> {
        if is_blank(page) {
            return self.doc_url().into();
        }
        format!("{page}#{}", self.code()).into()
    }
}
