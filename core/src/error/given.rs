use std::borrow::Cow;

use super::message;
use super::word::word;
use super::{AvatarError, classify};
use crate::failure::Failure;
use crate::text::{Limit, report};
use crate::words::{ErrorCode, Phase, Recovery};

/// Names the absence of a rule: nobody but the caller decided.
pub(super) const GIVEN: &str = "given";

impl AvatarError {
    /// The error of a caller who has decided on the code already, as the SDKs' own constructors do.
    ///
    /// Texts are redacted, normalized and cut as in any error; the message says no more than was
    /// given, or what the code means. The recovery is that of the facts where they lead to the same
    /// code, else the code's own. A code that is none is `unknown`.
    ///
    /// ```
    /// # extern crate avatar_errors_core as avatar_errors;
    /// use avatar_errors::{AvatarError, Failure, Phase};
    ///
    /// let error = AvatarError::given("creditsExhausted", "No credits", &Failure::new(Phase::Unknown));
    /// assert_eq!((error.recovery().as_str(), error.rule()), ("surface", "given"));
    /// ```
    #[must_use]
    pub fn given(code: &str, message: &str, failure: &Failure<'_>) -> Self {
        Self::given_in(failure.phase.as_str(), code, message, failure)
    }

    /// The same in a phase that a newer version may have named.
    #[must_use]
    pub fn given_in(phase: &str, code: &str, message: &str, failure: &Failure<'_>) -> Self {
        let code = word(code).map_or(ErrorCode::Unknown, ErrorCode::from);
        let phase = word(phase).map_or(Phase::Unknown, Phase::from);
        let message = report(Cow::Borrowed(message), Limit::TEXT);
        classify(failure).with_fields(|fields| {
            let info = code.info();
            let meaning = || info.map(|info| info.meaning.to_owned());
            fields.recovery = match info {
                Some(_) if fields.code == code => fields.recovery.clone(),
                Some(info) => info.recovery.clone(),
                None => Recovery::Report,
            };
            fields.retryable = fields.recovery == Recovery::Retry;
            fields.alert = info.is_some_and(|info| info.alert);
            fields.rule = GIVEN.into();
            (fields.code, fields.phase) = (code, phase);
            if let Some(message) = message.or_else(meaning) {
                fields.message = message.into();
            }
            // The place is that of another phase now.
            message::settle(fields);
        })
    }
}
