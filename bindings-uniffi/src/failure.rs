use avatar_errors as core;
use core::{Link, Phase, with_facts};

/// A response header with one of its values.
#[derive(uniffi::Record)]
pub struct Header {
    pub(crate) name: String,
    pub(crate) value: String,
}

/// A response body.
#[derive(uniffi::Enum)]
pub enum Payload {
    /// As received.
    Bytes {
        /// All of them.
        bytes: Vec<u8>,
    },
    /// Decoded already.
    Text {
        /// All of it.
        text: String,
    },
}

macro_rules! kind {
    (integer) => { Option<i64> };
    (headers) => { Vec<Header> };
    (payload) => { Option<Payload> };
    ($text:ident) => { Option<String> };
}

macro_rules! given {
    ($failure:ident, headers, $headers:expr, $name:ident) => {
        $headers
            .iter()
            .fold($failure, |failure, header| failure.header(&header.name, &header.value))
    };
    ($failure:ident, payload, $body:expr, $name:ident) => {
        match $body {
            Some(Payload::Bytes { bytes }) => $failure.$name(bytes.as_slice()),
            Some(Payload::Text { text }) => $failure.$name(text.as_str()),
            None => $failure,
        }
    };
    ($failure:ident, bytes, $bytes:expr, $name:ident) => {
        match $bytes {
            Some(bytes) => $failure.$name(bytes),
            None => $failure,
        }
    };
    ($failure:ident, integer, $number:expr, $name:ident) => {
        match $number {
            Some(number) => $failure.$name(*number),
            None => $failure,
        }
    };
    ($failure:ident, $text:ident, $value:expr, $name:ident) => {
        match $value {
            Some(text) => $failure.$name(text.as_str()),
            None => $failure,
        }
    };
}

macro_rules! records {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        /// What happened. All but the phase may be missing.
        #[derive(Default, uniffi::Record)]
        pub struct Failure {
            /// Where it happened.
            pub(crate) phase: String,
            $($(#[$doc])+ #[uniffi(default)] pub(crate) $name: kind!($kind),)+
            /// A binary WebSocket frame as received.
            #[uniffi(default)]
            pub(crate) frame: Option<Vec<u8>>,
            /// What the links of a chain of exceptions say, depth first.
            #[uniffi(default)]
            pub(crate) evidence: Vec<Observation>,
        }

        /// What one link of a chain of exceptions says.
        #[derive(uniffi::Record)]
        pub struct Observation {
            /// How it hangs together with the link above it: `cause`, `member` or `bystander`.
            link: String,
            /// How far it is from the outermost.
            depth: i32,
            /// Whether it is no failure: a cancellation, or a close that the caller began.
            #[uniffi(default = false)]
            no_failure: bool,
            /// Whether it is an error of this library already.
            #[uniffi(default = false)]
            classified: bool,
            /// Where it happened, where the link says so; counts where the failure does not.
            #[uniffi(default = "")]
            phase: String,
            $($(#[$doc])+ #[uniffi(default)] $name: kind!($kind),)+
            /// A binary WebSocket frame as received.
            #[uniffi(default)]
            frame: Option<Vec<u8>>,
        }

        impl Failure {
            /// What the core reads, borrowed from here.
            pub(crate) fn facts(&self) -> core::Failure<'_> {
                let failure = core::Failure::new(Phase::from_name(&self.phase));
                $(let failure = given!(failure, $kind, &self.$name, $name);)+
                let failure = given!(failure, bytes, &self.frame, frame);
                self.evidence.iter().map(Observation::facts).fold(failure, core::Failure::observation)
            }
        }

        impl Observation {
            /// What a link says, with the facts that were told one by one.
            pub(crate) fn of(
                link: String,
                depth: i32,
                no_failure: bool,
                classified: bool,
                facts: Failure,
            ) -> Self {
                let Failure { phase, $($name,)+ frame, .. } = facts;
                Self { link, depth, no_failure, classified, phase, $($name,)+ frame }
            }

            pub(crate) fn facts(&self) -> core::Observation<'_> {
                let facts = core::Failure::new(Phase::from_name(&self.phase));
                $(let facts = given!(facts, $kind, &self.$name, $name);)+
                let facts = given!(facts, bytes, &self.frame, frame);
                let depth = u32::try_from(self.depth).unwrap_or_default();
                let link = core::Observation::new(Link::from_name(&self.link), depth).facts(facts);
                let link = if self.classified { link.classified() } else { link };
                if self.no_failure { link.no_failure() } else { link }
            }
        }
    };
}

with_facts!(records);
