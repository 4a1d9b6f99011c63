//! Typedef pages: another name for a type.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind};
use crate::parse::item::{Alias, Common, Flag};
use crate::parse::members;
use crate::parse::prototype::Declaration;
use crate::parse::reader::Reader;
use crate::parse::sheet::Sheet;
use crate::parse::terms;

/// Another name for a type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Typedef {
    /// What every item has.
    #[serde(flatten)]
    pub common: Common,
    /// The header that declares it.
    pub header: Option<String>,
    /// The C type that is renamed.
    #[serde(rename = "type")]
    pub ty: String,
    /// The names it gets.
    pub aliases: Vec<Alias>,
    /// The values that the page lists for it.
    pub values: Vec<Flag>,
    /// Its declaration as the page has it.
    pub prototype: String,
}

/// How typedef pages are known and read: the first fence is a `typedef` of a plain type.
pub(super) const KIND: Kind = Kind { name: "typedef", recognise, read };

fn recognise(sheet: &Sheet) -> bool {
    sheet.identifier_title().is_some() && matches!(sheet.first_declaration(), Some(Declaration::Typedef { .. }))
}

fn read(reader: &mut Reader<'_>) -> Item {
    let name = reader.sheet.title();
    let (ty, aliases) = match reader.sheet.first_declaration() {
        Some(Declaration::Typedef { target, aliases }) => (target.to_string(), members::aliases(aliases)),
        _ => (String::new(), Vec::new()),
    };
    let prototype = reader.take_prototype();
    Item::Typedef(Typedef {
        header: reader.info(terms::row::HEADER),
        ty,
        aliases,
        values: reader.listed_values(),
        prototype,
        common: reader.common(name),
    })
}
