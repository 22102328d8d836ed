//! Reads JSON as the API's document describes it: an object is written as an object, never as the array of its fields' values
//! (which serde takes too), and a whole number may be written `5.0`, for JSON knows one kind of number.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Unexpected, Visitor};

/// A deserializer, or what it hands out, that reads strictly all the way down.
pub struct Strict<T>(pub T);

/// Floats beyond this are not exact any more.
const EXACT: f64 = 9_007_199_254_740_992.0;

macro_rules! hand_on {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(Reader { visitor, objects_only: false })
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<D> {
    type Error = D::Error;

    hand_on! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16
        deserialize_u32 deserialize_u64 deserialize_f32 deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_option deserialize_unit deserialize_seq deserialize_map deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_unit_struct(name, Reader { visitor, objects_only: false })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, Reader { visitor, objects_only: false })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple(length, Reader { visitor, objects_only: false })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, name: &'static str, length: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple_struct(name, length, Reader { visitor, objects_only: false })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_struct(name, fields, Reader { visitor, objects_only: true })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, Reader { visitor, objects_only: false })
    }
}

/// Hands what was read to the visitor.
struct Reader<V> {
    visitor: V,
    objects_only: bool,
}

macro_rules! visit {
    ($($method:ident($type:ty))*) => {
        $(fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.visitor.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Reader<V> {
    type Value = V::Value;

    fn expecting(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(text)
    }

    visit! {
        visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_str(&str) visit_borrowed_str(&'de str) visit_string(String)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        if value.fract() != 0.0 || value.abs() > EXACT {
            return self.visitor.visit_f64(value);
        }
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and small enough to be exact")]
        self.visitor.visit_i64(value as i64)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(Strict(deserializer))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(Strict(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        if self.objects_only {
            return Err(A::Error::invalid_type(Unexpected::Seq, &self));
        }
        self.visitor.visit_seq(Strict(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(Strict(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_enum(variant)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Strict<A> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, A::Error> {
        self.0.next_element_seed(Strict(seed))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Strict<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.0.next_value_seed(Strict(seed))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Strict<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Strict(deserializer))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        kind: String,
        #[serde(default)]
        quantity: Option<i64>,
        #[serde(default)]
        parts: Vec<Line>,
    }

    fn read(text: &str) -> Result<Line, serde_json::Error> {
        Line::deserialize(Strict(&mut serde_json::Deserializer::from_str(text)))
    }

    #[test]
    fn an_object_is_not_an_array() {
        assert!(read(r#"["labour", 1, []]"#).is_err());
        assert!(read(r#"{"kind": "labour", "parts": [["part", 1, []]]}"#).is_err());
        let line = read(r#"{"kind": "labour", "parts": [{"kind": "part", "quantity": null}]}"#).unwrap();
        assert_eq!(line.parts[0], Line { kind: "part".into(), quantity: None, parts: vec![] });
    }

    #[test]
    fn a_whole_number_may_have_a_point() {
        assert_eq!(read(r#"{"kind": "x", "quantity": 1500.0}"#).unwrap().quantity, Some(1500));
        assert_eq!(read(r#"{"kind": "x", "quantity": -2e3}"#).unwrap().quantity, Some(-2000));
        assert!(read(r#"{"kind": "x", "quantity": 1.5}"#).is_err());
        assert!(read(r#"{"kind": "x", "quantity": 1e300}"#).is_err());
        assert!(read(r#"{"kind": 5.0}"#).is_err());
    }

    #[test]
    fn unknown_fields_are_still_refused() {
        assert!(read(r#"{"kind": "x", "paid": true}"#).is_err());
        assert!(read(r#"{"kind": "x", "parts": [{"kind": "y", "paid": true}]}"#).is_err());
    }
}
