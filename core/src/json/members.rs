use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserializer, de};
use serde_json::value::RawValue;

use super::raw::Raw;

/// Hands every member of an object to a function.
pub(super) struct Members<F> {
    pub(super) each: F,
    /// Of the array under this key only the first element is read.
    pub(super) list: Option<&'static str>,
    /// Reads keys with lone surrogates, and a `list` that is no array.
    pub(super) careful: bool,
}

impl<'de, F: FnMut(&str, Raw<'de>)> Members<F> {
    fn next_key<A: MapAccess<'de>>(&self, map: &mut A) -> Result<Option<Cow<'de, str>>, A::Error> {
        if !self.careful {
            return map.next_key_seed(Key);
        }
        let key = map.next_key::<&'de RawValue>()?;
        Ok(key.map(|key| Raw(key.get()).string().unwrap_or_default()))
    }

    fn next_value<A: MapAccess<'de>>(
        &self,
        is_list: bool,
        map: &mut A,
    ) -> Result<Raw<'de>, A::Error> {
        if is_list && !self.careful {
            return map.next_value_seed(FirstElement);
        }
        let value = Raw(map.next_value::<&'de RawValue>()?.get());
        Ok(if is_list { value.first_element() } else { value })
    }
}

impl<'de, F: FnMut(&str, Raw<'de>)> Visitor<'de> for Members<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = self.next_key(&mut map)? {
            let value = self.next_value(self.list == Some(key.as_ref()), &mut map)?;
            (self.each)(&key, value);
        }
        Ok(())
    }
}

/// A key, borrowed where it has no escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: de::Error>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}

/// The first element of an array, `null` for an empty one.
pub(super) struct FirstElement;

impl<'de> DeserializeSeed<'de> for FirstElement {
    type Value = Raw<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for FirstElement {
    type Value = Raw<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let first = seq.next_element::<&'de RawValue>()?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(first.map_or(Raw::NULL, |first| Raw(first.get())))
    }
}

/// Hands every element of an array to a function.
pub(super) struct Elements<F>(pub(super) F);

impl<'de, F: FnMut(Raw<'de>)> Visitor<'de> for Elements<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element::<&'de RawValue>()? {
            (self.0)(Raw(value.get()));
        }
        Ok(())
    }
}
