use super::depth::DEEPEST;

/// Why a text is not the JSON that was asked for; it never repeats the text, which may hold secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidJson {
    /// Not JSON at all, or more than one value.
    #[error("not valid JSON at line {line}, column {column}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
    /// JSON, but no object.
    #[error("not a JSON object")]
    NotAnObject,
    /// Nested deeper than 128 levels.
    #[error("nested deeper than {DEEPEST} levels")]
    TooDeep,
    /// An object with a member missing or of another type than the contract's.
    #[error(
        "not of the contract: a member is missing or has the wrong type at line {line}, column {column}"
    )]
    Member {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1.
        column: usize,
    },
    /// An object without a member that every error has.
    #[error("not an error of the contract: `{name}` is missing")]
    Missing {
        /// The member.
        name: &'static str,
    },
    /// An object with a member whose value no error has.
    #[error("not an error of the contract: no error has such a `{name}`")]
    Value {
        /// The member.
        name: &'static str,
    },
    /// An object with the same member twice.
    #[error("not an error of the contract: a member is there twice")]
    Twice,
    /// An object of which one member says what another denies.
    #[error("not an error of the contract: `{name}` contradicts `{other}`")]
    Contradiction {
        /// The member.
        name: &'static str,
        /// What it follows from.
        other: &'static str,
    },
}

impl From<serde_json::Error> for InvalidJson {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        match error.classify() {
            serde_json::error::Category::Data => Self::Member { line, column },
            _ => Self::Syntax { line, column },
        }
    }
}
