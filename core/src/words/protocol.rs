/// A violation of the protocol, seen locally.
pub(crate) struct Violation {
    pub(crate) word: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) why: &'static str,
}

macro_rules! violations {
    ($($word:literal $why:literal;)+) => {
        &[$(Violation { word: $word, rule: concat!("protocol.", $word), why: $why },)+]
    };
}

pub(crate) const VIOLATIONS: &[Violation] = violations! {
    "undecodable" "bytes that are no message of the protocol";
    "unexpected_message" "a message that the handshake does not allow";
    "text_frame" "the protocol has binary frames only";
    "missing_payload" "a server error that says nothing";
    "missing_connection_id" "a confirmation without the ID that names the session";
    "missing_token" "success without a session token";
    "other" "a violation under a word that is not listed";
};
