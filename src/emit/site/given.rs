//! What templates are given, as the engine's context: each field of a structure under its name.
//!
//! The engine makes a map of them, and from that a second one whose names are copies; a page has forty.

use std::fmt;

use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeStruct, Serializer};
use tera::{Context, Error, TeraResult, Value};

/// The context of a structure's fields, those of flattened ones too.
///
/// # Errors
///
/// When a field has no form in templates: a map whose keys are no texts.
pub(super) fn context(given: &impl Serialize) -> TeraResult<Context> {
    let mut context = Context::new();
    given.serialize(Fields { context: &mut context, key: None }).map_err(Error::message)?;
    Ok(context)
}

/// Takes a structure, and nothing else.
struct Fields<'c> {
    context: &'c mut Context,
    /// The name of the next field, where names are not known beforehand.
    key: Option<String>,
}

fn value<T: Serialize + ?Sized>(field: &T) -> Result<Value, fmt::Error> {
    Value::try_from_serializable(field).map_err(fmt::Error::custom)
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, field: &T) -> fmt::Result {
        self.context.insert_value(key, value(field)?);
        Ok(())
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}

impl SerializeMap for Fields<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        self.key = value(key)?.as_str().map(str::to_owned);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, field: &T) -> fmt::Result {
        let key = self.key.take().ok_or(fmt::Error)?;
        self.context.insert_value(key, value(field)?);
        Ok(())
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}

/// What is no structure.
macro_rules! refused {
    ($($method:ident($($argument:ty),*) -> $result:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$result, fmt::Error> {
            Err(fmt::Error)
        })*
    };
}

type Never = Impossible<(), fmt::Error>;

impl Serializer for Fields<'_> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Never;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, given: &T) -> fmt::Result {
        given.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, given: &T) -> fmt::Result {
        given.serialize(self)
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

    refused! {
        serialize_bool(bool) -> ();
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_u32(u32) -> ();
        serialize_u64(u64) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_str(&str) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_seq(Option<usize>) -> Never;
        serialize_tuple(usize) -> Never;
        serialize_tuple_struct(&'static str, usize) -> Never;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never;
    }
}

#[cfg(test)]
mod tests {
    use super::super::context::{HomeContext, KindCount, Link, PageContext};
    use super::*;

    #[test]
    fn it_is_the_context_that_the_engine_makes() {
        let crumb = Link { name: "a".to_owned(), href: "b".to_owned() };
        let page = PageContext {
            title: "t".to_owned(),
            stale: 3,
            breadcrumbs: vec![crumb],
            ..PageContext::default()
        };
        assert_eq!(context(&page).unwrap(), Context::from_serialize(&page).unwrap());
        let home = HomeContext { page, kinds: vec![KindCount::default()], ..HomeContext::default() };
        assert_eq!(context(&home).unwrap(), Context::from_serialize(&home).unwrap());
    }

    #[test]
    fn what_is_no_structure_is_refused() {
        assert!(context(&1).is_err());
        assert!(context(&["a"]).is_err());
        assert!(context(&std::collections::BTreeMap::from([(1, "a")])).is_err());
    }
}
