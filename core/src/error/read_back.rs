//! Reading canonical JSON: an error is what classification could have made, nothing else is.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::Fields;
use super::message::{self, Place};
use super::newer::Newer;
use super::word::word;
use crate::json::{self, InvalidJson, Raw};
use crate::rules::recovery::exceptions;
use crate::text::{Limit, report};
use crate::with_fields;
use crate::words::{FIELDS, Recovery};

/// As many members of a newer version are kept.
const NEWER: usize = 16;

const STATUS: RangeInclusive<i64> = 100..=599;
const U16: RangeInclusive<i64> = 0..=65_535;
/// What every language's numbers hold.
const INTEGER: RangeInclusive<i64> = 0..=(1 << 53) - 1;

/// Reads the fields, and what a newer version wrote besides.
pub(super) fn read(json: &str) -> Result<(Fields, Vec<Newer>), InvalidJson> {
    let mut members = Members::default();
    json::members(json, |key, value| members.take(key, value))?;
    if members.twice {
        return Err(InvalidJson::Twice);
    }
    let mut fields = members.fields()?;
    let message = message::settled(&fields.message, &Place::known(&fields));
    fields.message = message.ok_or(InvalidJson::Value { name: "message" })?.into();
    check(&fields)?;
    Ok((fields, members.newer))
}

/// Whether the fields agree, as far as this version knows their words.
fn check(fields: &Fields) -> Result<(), InvalidJson> {
    let contradicts = |name, other| Err(InvalidJson::Contradiction { name, other });
    if fields.retryable != (fields.recovery == Recovery::Retry) {
        return contradicts("retryable", "recovery");
    }
    let Some(info) = fields.code.info() else {
        return Ok(());
    };
    if fields.alert != info.alert {
        return contradicts("alert", "code");
    }
    let is = |recovery: &Recovery| *recovery == fields.recovery;
    let may_be = matches!(fields.recovery, Recovery::Unlisted(_))
        || is(&info.recovery)
        || exceptions(&fields.code).iter().any(|row| is(&row.recovery));
    if may_be { Ok(()) } else { contradicts("recovery", "code") }
}

/// A member by its name, where it was given.
struct Member<'a>(&'static str, Option<Raw<'a>>);

impl<'a> Member<'a> {
    fn maybe<T>(self, read: impl FnOnce(Raw<'a>) -> Option<T>) -> Result<Option<T>, InvalidJson> {
        let Self(name, value) = self;
        let value = value.filter(|value| value.spelled() != "null");
        value.map(|value| read(value).ok_or(InvalidJson::Value { name })).transpose()
    }

    fn always<T>(self, read: impl FnOnce(Raw<'a>) -> Option<T>) -> Result<T, InvalidJson> {
        let name = self.0;
        self.maybe(read)?.ok_or(InvalidJson::Missing { name })
    }

    fn word(self) -> Result<String, InvalidJson> {
        self.always(|value| Some(word(&value.string()?)?.to_owned()))
    }

    fn text(self) -> Result<Option<String>, InvalidJson> {
        let limit = match self.0 {
            "server_code" => Limit::SERVER_CODE,
            "connection_id" | "req_id" => Limit::ID,
            "close_reason" => Limit::CLOSE_REASON,
            _ => Limit::TEXT,
        };
        Ok(self.maybe(Raw::string)?.and_then(|text| report(text, limit)))
    }

    fn number<T: TryFrom<i64>>(
        self,
        range: &RangeInclusive<i64>,
    ) -> Result<Option<T>, InvalidJson> {
        self.maybe(|value| value.integer().filter(|number| range.contains(number))?.try_into().ok())
    }
}

macro_rules! value {
    (message text $member:expr) => {
        Cow::Owned($member.always(Raw::text)?.into_owned())
    };
    (rule text $member:expr) => {
        Cow::Owned($member.word()?)
    };
    ($name:ident word $member:expr) => {
        $member.word()?.as_str().into()
    };
    ($name:ident flag $member:expr) => {
        $member.always(Raw::flag)?
    };
    ($name:ident maybe_text $member:expr) => {
        $member.text()?
    };
    (http_status maybe_u16 $member:expr) => {
        $member.number(&STATUS)?
    };
    ($name:ident maybe_u16 $member:expr) => {
        $member.number(&U16)?
    };
    ($name:ident maybe_u64 $member:expr) => {
        $member.number(&INTEGER)?
    };
}

macro_rules! define {
    ($($(#[$doc:meta])+ $name:ident $kind:ident;)+) => {
        #[derive(Default)]
        struct Members<'a> {
            $($name: Option<Raw<'a>>,)+
            newer: Vec<Newer>,
            /// The place of the last member that is known, from 1.
            place: usize,
            twice: bool,
        }

        impl<'a> Members<'a> {
            fn known(&mut self, name: &str) -> Option<&mut Option<Raw<'a>>> {
                match name {
                    $(stringify!($name) => Some(&mut self.$name),)+
                    _ => None,
                }
            }

            fn fields(&self) -> Result<Fields, InvalidJson> {
                Ok(Fields {
                    $($name: value!($name $kind Member(stringify!($name), self.$name)),)+
                })
            }
        }
    };
}

with_fields!(define);

impl<'a> Members<'a> {
    fn take(&mut self, key: &str, value: Raw<'a>) {
        if let Some(member) = self.known(key) {
            let before = member.replace(value);
            self.twice |= before.is_some();
            let place = FIELDS.iter().position(|field| field.name == key);
            self.place = place.map_or(self.place, |at| at + 1);
        } else if self.newer.len() < NEWER
            && let Some(newer) = Newer::read(self.place, key, value)
        {
            self.twice |= self.newer.iter().any(|other| other.key == newer.key);
            self.newer.push(newer);
        }
    }
}
