//! The fields of a value as one text: each behind a separator that none of them holds.
//!
//! One string costs far less to hand over than an object with properties. Its first character is
//! the separator. A field that may be absent is empty, or `=` and its value.

use std::fmt::{self, Display, Write as _};

use serde::ser::{Impossible, SerializeStruct};
use serde::{Serialize, Serializer};

const USUAL: u8 = b'\n';

/// Writes the fields of a struct of plain values.
pub(crate) fn of(value: &impl Serialize) -> String {
    joined(|texts| {
        // Only what is no such struct could fail.
        let _ = value.serialize(texts);
    })
}

/// Joins what is put.
pub(crate) fn joined(put: impl Fn(&mut Texts)) -> String {
    let texts = Texts::of(&put, USUAL.into());
    if texts.joined.bytes().filter(|byte| *byte == USUAL).count() == texts.count {
        return texts.joined;
    }
    let free = ('\u{e000}'..=char::MAX).find(|free| !texts.joined.contains(*free));
    Texts::of(&put, free.unwrap_or(USUAL.into())).joined
}

/// Takes them apart.
pub(crate) fn apart(joined: &str) -> impl Iterator<Item = &str> {
    let separator = joined.chars().next().unwrap_or(USUAL.into());
    joined.split(separator).skip(1)
}

pub(crate) struct Texts {
    joined: String,
    separator: char,
    count: usize,
}

impl Texts {
    fn of(put: &impl Fn(&mut Self), separator: char) -> Self {
        let mut texts = Self { joined: String::with_capacity(1024), separator, count: 0 };
        put(&mut texts);
        texts
    }

    fn begin(&mut self) {
        self.joined.push(self.separator);
        self.count += 1;
    }

    pub(crate) fn put(&mut self, text: &str) {
        self.begin();
        self.joined.push_str(text);
    }

    /// Of what may be absent.
    pub(crate) fn maybe(&mut self, value: Option<impl Display>) {
        self.begin();
        if let Some(value) = value {
            let _ = write!(self.joined, "={value}");
        }
    }

    pub(crate) fn maybe_text(&mut self, text: Option<&str>) {
        self.begin();
        if let Some(text) = text {
            self.joined.push('=');
            self.joined.push_str(text);
        }
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
            write!(self.joined, "{value}")
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
        self.joined.push_str(text);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        self.joined.push('=');
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
