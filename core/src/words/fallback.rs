/// What a failure counts as where nothing is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fallback {
    /// A broken connection.
    Transport,
    /// A violation of the protocol.
    Protocol,
}

impl Fallback {
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "transport" => Some(Self::Transport),
            "protocol" => Some(Self::Protocol),
            _ => None,
        }
    }
}
