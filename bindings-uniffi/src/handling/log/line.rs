use serde::ser::{Error, Impossible, Serialize, SerializeStruct, Serializer};
use serde_json::Value;

use super::{LogField, LogValue};

/// A log line's fields in their order, as they are serialized.
#[derive(Default)]
pub(super) struct Line(Vec<LogField>);

type No = Impossible<Vec<LogField>, serde_json::Error>;
type Refusal<T = Vec<LogField>> = Result<T, serde_json::Error>;

/// A log line is a structure, and nothing else.
fn refused<T>() -> Refusal<T> {
    Err(Error::custom("a log line has fields"))
}

macro_rules! refuse {
    ($($name:ident($($kind:ty),*) $(-> $ok:ty)?;)+) => {
        $(fn $name(self, $(_: $kind),*) -> Refusal$(<$ok>)? { refused() })+
    };
}

impl Serializer for Line {
    type Ok = Vec<LogField>;
    type Error = serde_json::Error;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = Self;
    type SerializeStructVariant = No;

    fn serialize_struct(self, _: &'static str, _: usize) -> Refusal<Self> {
        Ok(self)
    }

    refuse! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
        serialize_seq(Option<usize>) -> No;
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Refusal {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Refusal {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Refusal {
        refused()
    }
}

impl SerializeStruct for Line {
    type Ok = Vec<LogField>;
    type Error = serde_json::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Refusal<()> {
        let value = match serde_json::to_value(value)? {
            Value::String(text) => LogValue::Text { text },
            Value::Bool(flag) => LogValue::Flag { flag },
            other => LogValue::Number { number: other.as_i64().unwrap_or_default() },
        };
        self.0.push(LogField { name: name.to_owned(), value });
        Ok(())
    }

    fn end(self) -> Refusal {
        Ok(self.0)
    }
}
