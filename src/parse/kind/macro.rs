//! Macro pages: a call-shaped macro around a structure.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind, split_names};
use crate::parse::item::{Common, Parameter, ReturnValue};
use crate::parse::prototype::Declaration;
use crate::parse::reader::Reader;
use crate::parse::sheet::Sheet;
use crate::parse::terms;

/// A macro that is called like a function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Macro {
    /// What every item has.
    #[serde(flatten)]
    pub common: Common,
    /// The header that defines it.
    pub header: Option<String>,
    /// The structures and macros that the page calls related, in the source language.
    pub related: Vec<String>,
    /// Its parameters in order; they have no types.
    pub parameters: Vec<Parameter>,
    /// What it may give.
    pub returns: Vec<ReturnValue>,
    /// The call as the page shows it.
    pub prototype: String,
    /// What it computes, where the headers say that and it is a number: `ulPropTag >> 16`. No page does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
}

/// How macro pages are known and read: a row of related structures or macros, and a call.
pub(super) const KIND: Kind = Kind { name: "macro", recognise, read };

fn recognise(sheet: &Sheet) -> bool {
    sheet.identifier_title().is_some()
        && sheet.prototype.is_some()
        && sheet.info_value(terms::row::RELATED).is_some()
        && !matches!(
            sheet.first_declaration(),
            Some(Declaration::Record { .. } | Declaration::Typedef { .. } | Declaration::Enumeration { .. })
        )
}

fn read(reader: &mut Reader<'_>) -> Item {
    let name = reader.sheet.title();
    let related = reader.info(terms::row::RELATED).unwrap_or_default();
    let call = reader.call(name);
    Item::Macro(Macro {
        header: reader.info(terms::row::HEADER),
        related: split_names(&related),
        parameters: call.parameters,
        returns: call.returns,
        prototype: call.prototype,
        definition: None,
        common: reader.common(name),
    })
}
