//! The fields of a value as one text: each behind a separator that none of them holds.
//!
//! One string costs far less to hand over than an object with properties. Its first character is
//! the separator. A field that may be absent is empty, or `=` and its value.

use std::fmt::{self, Write as _};

use serde::ser::{Impossible, SerializeStruct};
use serde::{Serialize, Serializer};

const USUAL: u8 = b'\n';

/// Writes them.
pub fn of(value: &impl Serialize) -> String {
    let texts = Texts::of(value, USUAL.into());
    if texts.text.bytes().filter(|byte| *byte == USUAL).count() == texts.fields {
        return texts.text;
    }
    let free = ('\u{e000}'..=char::MAX).find(|free| !texts.text.contains(*free));
    Texts::of(value, free.unwrap_or(USUAL.into())).text
}

/// Takes them apart.
pub fn apart(texts: &str) -> impl Iterator<Item = &str> {
    let separator = texts.chars().next().unwrap_or(USUAL.into());
    texts.split(separator).skip(1)
}

struct Texts {
    text: String,
    separator: char,
    fields: usize,
}

impl Texts {
    fn of(value: &impl Serialize, separator: char) -> Self {
        let mut texts = Self { text: String::with_capacity(512), separator, fields: 0 };
        // Only what is no struct of plain values could fail.
        let _ = value.serialize(&mut texts);
        texts
    }

    fn begin(&mut self) {
        self.text.push(self.separator);
        self.fields += 1;
    }
}

impl SerializeStruct for &mut Texts {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        _: &'static str,
        value: &T,
    ) -> fmt::Result {
        self.begin();
        value.serialize(&mut **self)
    }

    fn skip_field(&mut self, _: &'static str) -> fmt::Result {
        self.begin();
        Ok(())
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}

macro_rules! plain {
    ($($name:ident $type:ty,)+) => {
        $(fn $name(self, value: $type) -> fmt::Result {
            write!(self.text, "{value}")
        })+
    };
}

macro_rules! never {
    ($($name:ident($($type:ty),*) -> $answer:ty,)+) => {
        $(fn $name(self, $(_: $type),*) -> Result<$answer, fmt::Error> {
            Err(fmt::Error)
        })+
    };
}

type Never = Impossible<(), fmt::Error>;

impl Serializer for &mut Texts {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Self;
    type SerializeStructVariant = Never;

    fn serialize_str(self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        self.text.push('=');
        value.serialize(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    plain! {
        serialize_bool bool, serialize_char char,
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64,
    }

    never! {
        serialize_f32(f32) -> (),
        serialize_f64(f64) -> (),
        serialize_bytes(&[u8]) -> (),
        serialize_none() -> (),
        serialize_unit() -> (),
        serialize_unit_struct(&'static str) -> (),
        serialize_unit_variant(&'static str, u32, &'static str) -> (),
        serialize_seq(Option<usize>) -> Never,
        serialize_tuple(usize) -> Never,
        serialize_tuple_struct(&'static str, usize) -> Never,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never,
        serialize_map(Option<usize>) -> Never,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never,
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: &T,
    ) -> fmt::Result {
        Err(fmt::Error)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> fmt::Result {
        Err(fmt::Error)
    }
}
