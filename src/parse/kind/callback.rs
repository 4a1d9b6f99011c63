//! Callback pages: the type of a function that someone else defines.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind};
use crate::parse::item::{Common, Parameter, ReturnValue};
use crate::parse::reader::Reader;
use crate::parse::sheet::Sheet;
use crate::parse::terms;

/// The type of a function that is called back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Callback {
    /// What every item has.
    #[serde(flatten)]
    pub common: Common,
    /// The header that declares it.
    pub header: Option<String>,
    /// Who defines such a function, in the source language.
    pub implemented_by: Option<String>,
    /// Who calls it, in the source language.
    pub called_by: Option<String>,
    /// Its return type in C; `null` where the page gives none.
    pub return_type: Option<String>,
    /// Its parameters in order.
    pub parameters: Vec<Parameter>,
    /// What it may return.
    pub returns: Vec<ReturnValue>,
    /// Its declaration as the page has it.
    pub prototype: String,
}

/// How callback pages are known and read: rows that say who defines the function and who calls it.
pub(super) const KIND: Kind = Kind { name: "callback", recognise, read };

fn recognise(sheet: &Sheet) -> bool {
    let defined = sheet.info_value(terms::row::DEFINED_BY).or_else(|| sheet.info_value(terms::row::CALLED_BY));
    sheet.identifier_title().is_some() && defined.is_some()
}

fn read(reader: &mut Reader<'_>) -> Item {
    let name = reader.sheet.title();
    let call = reader.call(name);
    Item::Callback(Callback {
        header: reader.info(terms::row::HEADER),
        implemented_by: reader.info(terms::row::DEFINED_BY),
        called_by: reader.info(terms::row::CALLED_BY),
        return_type: call.return_type,
        parameters: call.parameters,
        returns: call.returns,
        prototype: call.prototype,
        common: reader.common(name),
    })
}
