/// Words that refine a rule, each with its spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Egress,
    Avatar,
    AppId,
    Credit,
}

impl Word {
    pub(crate) const ALL: [Self; 4] = [Self::Egress, Self::Avatar, Self::AppId, Self::Credit];

    pub(crate) fn spellings(self) -> &'static [&'static str] {
        match self {
            Self::Egress => &["livekit", "agora", "egress"],
            Self::Avatar => &["avatar"],
            Self::AppId => &["app id", "app_id", "appid"],
            Self::Credit => &["credit"],
        }
    }

    /// How a rule's name says it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Egress => "egress",
            Self::Avatar => "avatar",
            Self::AppId => "app_id",
            Self::Credit => "credit",
        }
    }
}
