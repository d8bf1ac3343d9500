use std::borrow::Cow;

use super::AvatarError;
use crate::text::{Limit, report};

impl AvatarError {
    /// The same error with the IDs that became known later; one that is not given stays.
    ///
    /// ```
    /// # extern crate avatar_errors_core as avatar_errors;
    /// use avatar_errors::{Failure, Phase, classify};
    ///
    /// let error = classify(&Failure::new(Phase::WebsocketRuntime).transport("reset").req_id("r-1"));
    /// let error = error.with_ids(Some("c-1"), None);
    /// assert_eq!((error.connection_id(), error.req_id()), (Some("c-1"), Some("r-1")));
    /// ```
    #[must_use]
    pub fn with_ids(self, connection_id: Option<&str>, req_id: Option<&str>) -> Self {
        let (connection_id, req_id) = (connection_id.and_then(id), req_id.and_then(id));
        self.with_fields(|fields| {
            fields.connection_id = connection_id.or(fields.connection_id.take());
            fields.req_id = req_id.or(fields.req_id.take());
        })
    }

    /// The same error with that connection ID; none and a blank one take it away.
    #[must_use]
    pub fn with_connection_id(self, connection_id: Option<&str>) -> Self {
        let connection_id = connection_id.and_then(id);
        self.with_fields(|fields| fields.connection_id = connection_id)
    }

    /// The same error with that request ID; none and a blank one take it away.
    #[must_use]
    pub fn with_req_id(self, req_id: Option<&str>) -> Self {
        let req_id = req_id.and_then(id);
        self.with_fields(|fields| fields.req_id = req_id)
    }
}

fn id(given: &str) -> Option<String> {
    report(Cow::Borrowed(given), Limit::ID)
}
