//! TNEF attribute pages: prose about one attribute of the encapsulation format.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind};
use crate::parse::item::Common;
use crate::parse::reader::Reader;
use crate::parse::sheet::Sheet;
use crate::parse::terms;

/// An attribute of the Transport-Neutral Encapsulation Format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attribute {
    /// What every item has.
    #[serde(flatten)]
    pub common: Common,
}

/// How attribute pages are known and read: an identifier such as `attFrom` for a heading, and no code.
pub(super) const KIND: Kind = Kind { name: "attribute", recognise, read };

fn recognise(sheet: &Sheet) -> bool {
    let named = |title: &str| {
        let rest = title.strip_prefix(terms::ATTRIBUTE_PREFIX);
        rest.is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_uppercase()))
    };
    sheet.identifier_title().is_some_and(named) && sheet.prototype.is_none()
}

fn read(reader: &mut Reader<'_>) -> Item {
    Item::Attribute(Attribute { common: reader.common(reader.sheet.title()) })
}
