//! Enumeration pages: a C `enum`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind};
use crate::parse::item::{Alias, Common, Text};
use crate::parse::members;
use crate::parse::prototype::Declaration;
use crate::parse::reader::Reader;
use crate::parse::sheet::Sheet;
use crate::parse::terms;

/// An enumeration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Enumeration {
    /// What every item has.
    #[serde(flatten)]
    pub common: Common,
    /// The header that declares it.
    pub header: Option<String>,
    /// The names its typedef gives.
    pub aliases: Vec<Alias>,
    /// Its enumerators in order.
    pub members: Vec<Enumerator>,
    /// Its declaration as the page has it.
    pub prototype: String,
}

/// One enumerator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Enumerator {
    /// Its name.
    pub name: String,
    /// The expression after `=` as written; `null` where it counts on from the one before.
    pub value: Option<String>,
    /// What it means.
    pub summary: Text,
}

/// How enumeration pages are known and read: the first fence declares an `enum`.
pub(super) const KIND: Kind = Kind { name: "enumeration", recognise, read };

fn recognise(sheet: &Sheet) -> bool {
    sheet.identifier_title().is_some() && matches!(sheet.first_declaration(), Some(Declaration::Enumeration { .. }))
}

fn read(reader: &mut Reader<'_>) -> Item {
    let name = reader.sheet.title();
    let (enumerators, aliases) = match reader.sheet.first_declaration() {
        Some(Declaration::Enumeration { enumerators, aliases, .. }) => (enumerators.clone(), aliases.clone()),
        _ => (Vec::new(), Vec::new()),
    };
    let prototype = reader.take_prototype();
    let mut enumerators: Vec<Enumerator> = enumerators
        .into_iter()
        .map(|enumerator| Enumerator { name: enumerator.name, value: enumerator.value, summary: Text::default() })
        .collect();
    members::describe(reader, &mut enumerators, |enumerator| (&enumerator.name, &mut enumerator.summary));
    Item::Enumeration(Enumeration {
        header: reader.info(terms::row::HEADER),
        aliases: members::aliases(&aliases),
        members: enumerators,
        prototype,
        common: reader.common(name),
    })
}
