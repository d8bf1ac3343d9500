use super::open_enum;

open_enum! {
    /// How a link of a chain of errors hangs together with the one above it.
    Link {
        /// What the one above was raised from, explicitly.
        Cause = "cause",
        /// One of several that the one above gathers.
        Member = "member",
        /// What was merely being handled when the one above was raised.
        Bystander = "bystander",
    }
}

impl Link {
    /// The kind of that name; any other is a bystander, which decides least.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::listed(name).unwrap_or(Self::Bystander)
    }
}
