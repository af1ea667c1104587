//! JSON values read without failing on a wrong type.
//!
//! The reader of the graph decides whether a wrong type is a fault to report with its path or a
//! value to do without; serde alone would stop at the first one and not say where.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A value that may be absent, null, or of another type than hoped for.
#[derive(Debug, Default)]
pub(super) enum Loose<T> {
    /// The key is absent.
    #[default]
    Missing,
    /// The value is null.
    Null,
    /// The value has the wanted type.
    Value(T),
    /// The value has this type instead.
    Wrong(&'static str),
}

/// A type that can be read from one or more kinds of JSON value; every kind not implemented is a
/// wrong type.
pub(super) trait Shape<'de>: Sized {
    /// The wanted type, for messages.
    const EXPECTED: &'static str;

    /// Reads a string.
    fn text(_: Cow<'de, str>) -> Option<Self> {
        None
    }

    /// Reads a number.
    fn number(_: Number) -> Option<Self> {
        None
    }

    /// Reads an array.
    fn list<A: SeqAccess<'de>>(mut seq: A) -> Result<Option<Self>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    /// Reads an object.
    fn object<A: MapAccess<'de>>(mut map: A) -> Result<Option<Self>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}

/// A JSON number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    /// A whole number in the range of an `i64`.
    Whole(i64),
    /// Any other number.
    Other(f64),
}

impl Number {
    /// The number as floating point.
    #[expect(clippy::cast_precision_loss, reason = "layout weights are small")]
    pub(super) fn as_f64(self) -> f64 {
        match self {
            Self::Whole(whole) => whole as f64,
            Self::Other(other) => other,
        }
    }

    /// The number without its fraction; saturates.
    #[expect(clippy::cast_possible_truncation, reason = "truncating is the meaning")]
    pub(super) fn truncated(self) -> i64 {
        match self {
            Self::Whole(whole) => whole,
            Self::Other(other) => other.trunc() as i64,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(whole) => whole.fmt(f),
            // The short form of very large and very small numbers.
            Self::Other(other) => fmt::Debug::fmt(other, f),
        }
    }
}

impl<'de> Shape<'de> for Number {
    const EXPECTED: &'static str = "a number";

    fn number(number: Number) -> Option<Self> {
        Some(number)
    }
}

/// A whole number; a fraction is a wrong type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole(pub(super) i64);

impl<'de> Shape<'de> for Whole {
    const EXPECTED: &'static str = "a whole number";

    fn number(number: Number) -> Option<Self> {
        match number {
            Number::Whole(whole) => Some(Self(whole)),
            Number::Other(_) => None,
        }
    }
}

/// A string, borrowed from the input unless it has escapes.
#[derive(Debug, Clone)]
pub(super) struct Text<'de>(pub(super) Cow<'de, str>);

impl<'de: 'a, 'a> Shape<'de> for Text<'a> {
    const EXPECTED: &'static str = "a string";

    fn text(text: Cow<'de, str>) -> Option<Self> {
        Some(Self(text))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(TextVisitor)
    }
}

/// An array whose elements are loose in turn.
#[derive(Debug)]
pub(super) struct List<T>(pub(super) Vec<Loose<T>>);

impl<'de, T: Shape<'de>> Shape<'de> for List<T> {
    const EXPECTED: &'static str = "an array";

    fn list<A: SeqAccess<'de>>(mut seq: A) -> Result<Option<Self>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Some(Self(items)))
    }
}

/// An object with known keys.
#[derive(Debug)]
pub(super) struct Object<T>(pub(super) T);

impl<'de, T: Deserialize<'de>> Shape<'de> for Object<T> {
    const EXPECTED: &'static str = "an object";

    fn object<A: MapAccess<'de>>(map: A) -> Result<Option<Self>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|value| Some(Self(value)))
    }
}

/// An object used as a table, in file order, with possibly repeated keys.
#[derive(Debug)]
pub(super) struct Table<'de, T>(pub(super) Vec<(Text<'de>, T)>);

impl<'de: 'a, 'a, T: Deserialize<'de>> Shape<'de> for Table<'a, T> {
    const EXPECTED: &'static str = "an object";

    fn object<A: MapAccess<'de>>(mut map: A) -> Result<Option<Self>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Some(Self(entries)))
    }
}

impl<'de, T: Shape<'de>> Deserialize<'de> for Loose<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LooseVisitor(PhantomData))
    }
}

struct LooseVisitor<T>(PhantomData<T>);

fn or_wrong<T>(value: Option<T>, found: &'static str) -> Loose<T> {
    value.map_or(Loose::Wrong(found), Loose::Value)
}

impl<'de, T: Shape<'de>> Visitor<'de> for LooseVisitor<T> {
    type Value = Loose<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Loose::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Loose::Wrong("a boolean"))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(or_wrong(T::number(Number::Whole(number)), "a number"))
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "so large a number is out of any range here"
    )]
    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        let number = i64::try_from(number).map_or(Number::Other(number as f64), Number::Whole);
        Ok(or_wrong(T::number(number), "a number"))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(or_wrong(
            T::number(Number::Other(number)),
            "a fractional number",
        ))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(or_wrong(T::text(Cow::Borrowed(text)), "a string"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(or_wrong(T::text(Cow::Owned(text.to_owned())), "a string"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        T::list(seq).map(|value| or_wrong(value, "an array"))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::object(map).map(|value| or_wrong(value, "an object"))
    }
}
