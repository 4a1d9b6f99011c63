//! Function pages: a free function of a DLL.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind};
use crate::parse::item::{Common, Parameter, ReturnValue, Verified};
use crate::parse::reader::Reader;
use crate::parse::sheet::Sheet;
use crate::parse::terms;

/// A free function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Function {
    /// What every item has.
    #[serde(flatten)]
    pub common: Common,
    /// The header that declares it.
    pub header: Option<String>,
    /// The library that exports it: `mapi32.dll`; `null` where no witness says.
    pub library: Option<String>,
    /// The name by which the library exports it, where that is another than its own: pages err in the case of letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub export: Option<String>,
    /// Who confirms its signature.
    pub verified: Verified,
    /// Its return type in C; `null` where the page gives none.
    pub return_type: Option<String>,
    /// Its parameters in order.
    pub parameters: Vec<Parameter>,
    /// What it may return.
    pub returns: Vec<ReturnValue>,
    /// Its declaration as the page has it.
    pub prototype: String,
}

/// How function pages are known and read: a prototype that no other kind has claimed.
pub(super) const KIND: Kind = Kind { name: "function", recognise, read };

fn recognise(sheet: &Sheet) -> bool {
    sheet.identifier_title().is_some() && sheet.prototype.is_some()
}

fn read(reader: &mut Reader<'_>) -> Item {
    let name = reader.sheet.title();
    let call = reader.call(name);
    Item::Function(Function {
        header: reader.info(terms::row::HEADER),
        library: None,
        export: None,
        verified: Verified::Pages,
        return_type: call.return_type,
        parameters: call.parameters,
        returns: call.returns,
        prototype: call.prototype,
        common: reader.common(name),
    })
}
