//! The tables of the contract: codes, phases, recoveries, phrases, fields. No logic but look-ups.

mod code;
mod fact;
mod fallback;
mod field;
mod link;
mod open_enum;
mod phase;
mod phrase;
mod protocol;
mod recovery;
mod severity;
mod transport;
mod word;

pub(crate) use code::CODES;
pub use code::{CodeInfo, ErrorCode};
pub use fact::{FACTS, FactInfo, FactKind};
pub(crate) use fallback::Fallback;
pub use field::{FIELDS, FieldInfo, FieldKind};
pub use link::Link;
pub(crate) use open_enum::open_enum;
pub use open_enum::{Unlisted, WordInfo};
pub use phase::Phase;
pub(crate) use phrase::{Only, PHRASES, Phrase};
pub(crate) use protocol::VIOLATIONS;
pub use recovery::Recovery;
pub use severity::Severity;
pub(crate) use transport::TRANSPORTS;
pub(crate) use word::Word;
