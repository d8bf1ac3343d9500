/// A field of an error.
#[derive(Clone, Copy, Debug, serde::Serialize)]
#[non_exhaustive]
pub struct FieldInfo {
    /// The documented name, as in the canonical JSON.
    pub name: &'static str,
    /// What its values are.
    pub kind: FieldKind,
    /// What it says.
    pub doc: &'static str,
}

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FieldKind {
    /// A word of an open list: a code, a phase, a recovery.
    Word,
    /// A text, always there and never empty.
    Text,
    /// A truth value, always there.
    Flag,
    /// A text, where there is one.
    MaybeText,
    /// An integer of 16 bits, where there is one.
    MaybeU16,
    /// An integer of at most 2^53−1, where there is one.
    MaybeU64,
}

/// Calls a macro with every field of an error, in the order of the canonical JSON: its docs, its
/// name, and its kind, which is `word`, `text`, `flag`, `maybe_text`, `maybe_u16` or `maybe_u64`.
///
/// The one place where a field is named; what other crates need of it they make of this.
///
/// ```
/// # extern crate avatar_errors_core as avatar_errors;
/// macro_rules! names {
///     ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => { [$(stringify!($name)),+] };
/// }
/// let names = avatar_errors::with_fields!(names);
/// assert_eq!((names.len(), names[0]), (16, "code"));
/// ```
#[macro_export]
macro_rules! with_fields {
    ($callback:ident) => {
        $callback! {
            #[doc = "The stable code."]
            code word;
            #[doc = "Where it happened."]
            phase word;
            #[doc = "One sentence: what happened and where. At most 1,024 characters, never empty."]
            message text;
            #[doc = "The HTTP status, 100–599: the one that the body names where HTTP says nothing or success."]
            http_status maybe_u16;
            #[doc = "The server's own code, at most 64 characters."]
            server_code maybe_text;
            #[doc = "The server's title, at most 1,024 characters."]
            server_title maybe_text;
            #[doc = "The server's detail, at most 1,024 characters."]
            server_detail maybe_text;
            #[doc = "The connection's ID, for tracing it in logs; at most 128 characters."]
            connection_id maybe_text;
            #[doc = "The request's ID, for tracing it in logs; at most 128 characters."]
            req_id maybe_text;
            #[doc = "The code of the close frame that the peer sent."]
            close_code maybe_u16;
            #[doc = "The reason of the close frame that the peer sent, at most 123 bytes."]
            close_reason maybe_text;
            #[doc = "What to do about it."]
            recovery word;
            #[doc = "Whether it is transient: true exactly for the recovery `retry`."]
            retryable flag;
            #[doc = "Whether to alert when it recurs."]
            alert flag;
            #[doc = "How long the server asks to wait, in milliseconds; at most 2^53−1."]
            retry_after_ms maybe_u64;
            #[doc = "The name of the rule that gave the code; `given` where the caller did."]
            rule text;
        }
    };
}

macro_rules! kind {
    (word) => {
        FieldKind::Word
    };
    (text) => {
        FieldKind::Text
    };
    (flag) => {
        FieldKind::Flag
    };
    (maybe_text) => {
        FieldKind::MaybeText
    };
    (maybe_u16) => {
        FieldKind::MaybeU16
    };
    (maybe_u64) => {
        FieldKind::MaybeU64
    };
}

macro_rules! list {
    ($($(#[doc = $doc:literal])+ $name:ident $kind:ident;)+) => {
        /// Every field of an error, in the order of the canonical JSON.
        pub const FIELDS: &[FieldInfo] = &[$(FieldInfo {
            name: stringify!($name),
            kind: kind!($kind),
            doc: concat!($($doc),+),
        },)+];
    };
}

with_fields!(list);
