//! String-backed enums that a newer version may extend without breaking anyone.

use std::fmt;

/// A word that this version of the library does not list; it survives a round trip.
///
/// It cannot be built or matched from outside, so that a word which becomes a
/// listed one later changes no program: compare with `as_str()`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unlisted(pub(crate) Box<str>);

impl fmt::Debug for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A listed word and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct WordInfo {
    /// The spelling.
    pub word: &'static str,
    /// Its Rust name, from which other languages make theirs.
    pub name: &'static str,
    /// What it means, one or more sentences.
    pub doc: &'static str,
}

macro_rules! open_enum {
    ($(#[$about:meta])* $name:ident { $($(#[doc = $doc:expr])+ $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[doc = $doc])+ $variant,)+
            /// A word of a newer version.
            Unlisted($crate::words::Unlisted),
        }

        impl $name {
            /// Every listed value, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Every listed value with its meaning, in the same order.
            pub const INFO: &'static [$crate::words::WordInfo] = &[$($crate::words::WordInfo {
                word: $word,
                name: stringify!($variant),
                doc: concat!($($doc),+).trim_ascii(),
            },)+];

            /// The documented spelling.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Unlisted(word) => &word.0,
                }
            }

            /// The listed value of that spelling.
            pub(crate) fn listed(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                Self::listed(word).unwrap_or_else(|| Self::Unlisted($crate::words::Unlisted(word.into())))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(Self::from(word.as_ref()))
            }
        }
    };
}

pub(crate) use open_enum;
