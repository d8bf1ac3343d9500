/// A key of a failure.
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct FactInfo {
    /// The name, as in the JSON form.
    pub name: &'static str,
    /// What its values are.
    pub kind: FactKind,
    /// What it says.
    pub doc: &'static str,
}

/// What the values of a key of a failure are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FactKind {
    /// An integer.
    Integer,
    /// Names with one or more values each.
    Headers,
    /// Text or bytes.
    Payload,
    /// Bytes in standard base64 with padding.
    Base64,
    /// A text or an integer.
    Code,
    /// A text.
    Text,
}

/// Calls a macro with every key of a failure but `phase` and `evidence`: its docs, its name, and its
/// kind, which is `integer`, `headers`, `payload`, `base64`, `code` or `text`.
///
/// The one place where a key is named; what other crates need of it they make of this.
#[macro_export]
macro_rules! with_facts {
    ($callback:ident) => {
        $callback! {
            #[doc = "The HTTP status, 100–599."]
            http_status integer;
            #[doc = "The response headers. Names are taken in any case."]
            headers headers;
            #[doc = "The response body as received."]
            body payload;
            #[doc = "The response body in standard base64 with padding; anything else counts as not given, and a body that was given already wins."]
            body_base64 base64;
            #[doc = "The server's own code, where the caller has parsed it already."]
            server_code code;
            #[doc = "The server's title, where the caller has parsed it already."]
            server_title text;
            #[doc = "The server's detail, where the caller has parsed it already."]
            server_detail text;
            #[doc = "A frame in standard base64 with padding: an empty text is zero bytes, a blank one no frame, anything else a frame that does not decode."]
            frame_base64 base64;
            #[doc = "The code of the close frame received from the peer, 0–65535; never 1006 or 1015, which nobody sends."]
            close_code integer;
            #[doc = "The reason of the close frame received from the peer; alone it is a close without a code."]
            close_reason text;
            #[doc = "What broke below HTTP and WebSocket: `dns`, `refused`, `unreachable`, `reset`, `tls`, `timeout` or `other`."]
            transport text;
            #[doc = "A violation seen locally: `undecodable`, `unexpected_message`, `text_frame`, `missing_payload`, `missing_connection_id`, `missing_token` or `other`."]
            protocol text;
            #[doc = "A parameter refused locally, before any request."]
            invalid_argument text;
            #[doc = "The native exception's own text."]
            message text;
            #[doc = "What the caller was doing: stands before the message, as `prefix: message`, or with a dash where the message would look like the value of a name."]
            prefix text;
            #[doc = "What it counts as where nothing is known of it: `transport` or `protocol`; anything else counts as not given."]
            fallback text;
            #[doc = "The connection ID that the caller knows."]
            connection_id text;
            #[doc = "The request ID that the caller knows."]
            req_id text;
            #[doc = "Unix time in milliseconds for reading `Retry-After` dates; the system clock where not given."]
            now_ms integer;
        }
    };
}

macro_rules! kind {
    (integer) => {
        FactKind::Integer
    };
    (headers) => {
        FactKind::Headers
    };
    (payload) => {
        FactKind::Payload
    };
    (base64) => {
        FactKind::Base64
    };
    (code) => {
        FactKind::Code
    };
    (text) => {
        FactKind::Text
    };
}

macro_rules! list {
    ($($(#[doc = $doc:literal])+ $name:ident $kind:ident;)+) => {
        /// Every key of a failure but `phase` and `evidence`, in the order of the contract.
        pub const FACTS: &[FactInfo] = &[$(FactInfo {
            name: stringify!($name),
            kind: kind!($kind),
            doc: concat!($($doc),+),
        },)+];
    };
}

with_facts!(list);
