/// A text that is no error of the contract, or a value that no policy can have.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[uniffi(flat_error)]
pub enum Refused {
    /// Says what is wrong with it, without repeating it.
    #[error("{0}")]
    Because(String),
}

impl Refused {
    pub(crate) fn because(reason: &impl ToString) -> Self {
        Self::Because(reason.to_string())
    }

    pub(crate) fn defect() -> Self {
        Self::Because("not read, because of a defect of the library".into())
    }
}
