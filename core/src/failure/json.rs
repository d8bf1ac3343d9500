use super::evidence::MOST;
use super::payload::BOM;
use super::{Failure, Headers, Observation};
use crate::json::{self, InvalidJson, Raw};
use crate::with_facts;
use crate::words::{Link, Phase};

impl<'a> Failure<'a> {
    /// Reads one JSON object with the keys of the contract.
    ///
    /// Unknown keys are ignored, a value of the wrong type counts as not given, the
    /// last of duplicate keys wins.
    ///
    /// # Errors
    ///
    /// Only where the text is not one JSON object, or nested deeper than 128 levels.
    ///
    /// ```
    /// # extern crate avatar_errors_core as avatar_errors;
    /// use avatar_errors::{Failure, classify};
    ///
    /// let line = r#"{"phase":"websocket_runtime","server_code":4001}"#;
    /// let error = classify(&Failure::from_json(line)?);
    /// assert_eq!(error.code().as_str(), "creditsExhausted");
    /// # Ok::<(), avatar_errors::InvalidJson>(())
    /// ```
    pub fn from_json(text: &'a str) -> Result<Self, InvalidJson> {
        let mut members = Members::default();
        let text = text.strip_prefix(BOM).unwrap_or(text);
        json::object(text, None, |key, value| members.take(key, value))?;
        Ok(members.read())
    }
}

macro_rules! members {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        /// The last value of every key of the contract.
        #[derive(Default)]
        struct Members<'a> {
            phase: Option<Raw<'a>>,
            evidence: Option<Raw<'a>>,
            $($name: Option<Raw<'a>>,)+
            // Of an observation.
            link: Option<Raw<'a>>,
            depth: Option<Raw<'a>>,
            no_failure: Option<Raw<'a>>,
            classified: Option<Raw<'a>>,
        }

        impl<'a> Members<'a> {
            fn take(&mut self, key: &str, value: Raw<'a>) {
                match key {
                    "phase" => self.phase = Some(value),
                    "evidence" => self.evidence = Some(value),
                    "link" => self.link = Some(value),
                    "depth" => self.depth = Some(value),
                    "no_failure" => self.no_failure = Some(value),
                    "classified" => self.classified = Some(value),
                    $(stringify!($name) => self.$name = Some(value),)+
                    _ => {}
                }
            }
        }
    };
}

with_facts!(members);

macro_rules! set {
    ($failure:ident, $members:ident: $($name:ident = $read:ident,)+) => {
        $(if let Some(value) = $members.$name.and_then(Raw::$read) {
            $failure = $failure.$name(value);
        })+
    };
}

impl<'a> Members<'a> {
    fn read(self) -> Failure<'a> {
        let phase = self.phase.and_then(Raw::string);
        let mut failure =
            Failure::new(phase.map_or(Phase::Unknown, |name| Phase::from_name(&name)));
        set! { failure, self:
            http_status = integer, body = text, server_title = text, server_detail = text,
            close_code = integer, close_reason = text, invalid_argument = text, message = text,
            prefix = text, connection_id = text, req_id = text, now_ms = integer,
        }
        if let Some(code) =
            self.server_code.filter(|code| code.string().is_some() || code.integer().is_some())
        {
            failure.server_code = code.code();
        }
        if let Some(word) = self.transport.and_then(Raw::text) {
            failure = failure.transport(&word);
        }
        if let Some(word) = self.protocol.and_then(Raw::text) {
            failure = failure.protocol(&word);
        }
        if let Some(word) = self.fallback.and_then(Raw::text) {
            failure = failure.fallback(&word);
        }
        if let Some(body) = self.body_base64.and_then(Raw::string) {
            failure = failure.body_base64(&body);
        }
        if let Some(frame) = self.frame_base64.and_then(Raw::string) {
            failure = failure.frame_base64(&frame);
        }
        if let Some(headers) = self.headers {
            for (name, value) in last_of_each(headers) {
                match value.string() {
                    Some(text) => failure = failure.header(&name, text),
                    None => failure = failure.header_list(&name, value),
                }
            }
        }
        if let Some(evidence) = self.evidence {
            failure = failure.read_evidence(evidence);
        }
        failure
    }

    /// An observation; one whose depth is not given stands beneath the one before it.
    fn observe(self, before: Option<u32>) -> Observation<'a> {
        let depth = self.depth.and_then(Raw::integer).and_then(|depth| u16::try_from(depth).ok());
        let next = before.map_or(0, |before| before.saturating_add(1));
        let depth = depth.map_or(next, u32::from);
        let link = match (self.link.and_then(Raw::text), before) {
            (Some(name), _) => Link::from_name(&name),
            (None, None) => Link::Cause,
            (None, Some(_)) => Link::Bystander,
        };
        let (no_failure, classified) = (self.no_failure, self.classified);
        let mut observation = Observation::new(link, depth).facts(self.read());
        if classified.and_then(Raw::flag) == Some(true) {
            observation = observation.classified();
        }
        if no_failure.and_then(Raw::flag) == Some(true) {
            observation = observation.no_failure();
        }
        observation
    }
}

/// The headers that count; of duplicate keys the last, in the place of the first.
fn last_of_each(headers: Raw<'_>) -> Vec<(String, Raw<'_>)> {
    let mut last: Vec<(String, Raw<'_>)> = Vec::new();
    headers.members(|name, value| match last.iter_mut().find(|(seen, _)| seen == name) {
        Some((_, seen)) => *seen = value,
        None if Headers::default().values(name).is_some() => last.push((name.to_owned(), value)),
        None => {}
    });
    last
}

impl<'a> Failure<'a> {
    /// Elements that are no objects are no observations.
    fn read_evidence(mut self, list: Raw<'a>) -> Self {
        let mut depth = None;
        list.elements(|element| {
            let mut members = Members::default();
            if self.evidence.len() >= MOST
                || element.members(|key, value| members.take(key, value)).is_none()
            {
                return;
            }
            members.evidence = None;
            let observation = members.observe(depth);
            depth = Some(observation.depth);
            self.evidence.push(observation);
        });
        self
    }

    fn header_list(mut self, name: &str, list: Raw<'a>) -> Self {
        if let Some(values) = self.headers.values(name) {
            list.elements(|element| values.extend(element.text()));
        }
        self
    }
}
