//! Method pages: one method of a COM interface.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind};
use crate::parse::item::{Common, Parameter, ReturnValue, Verified};
use crate::parse::reader::Reader;
use crate::parse::sheet::{Sheet, is_identifier};

/// A method of an interface, or a reserved slot of its vtable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Method {
    /// What every item has; the name is without the interface's.
    #[serde(flatten)]
    pub common: Common,
    /// The interface that the page's heading names.
    pub interface: String,
    /// Its slot, counted from the vtable's start (0 is `QueryInterface`); `null` where the base's size is not known.
    pub slot: Option<u32>,
    /// Whether the slot is a placeholder: it is there in the vtable, and no page tells of it.
    pub reserved: bool,
    /// Who confirms its signature.
    pub verified: Verified,
    /// Its return type in C; `null` where the page gives none.
    pub return_type: Option<String>,
    /// Its parameters in order, `this` left out.
    pub parameters: Vec<Parameter>,
    /// What it may return.
    pub returns: Vec<ReturnValue>,
    /// Its declaration as the page has it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub prototype: String,
}

/// How method pages are known and read.
pub(super) const KIND: Kind = Kind { name: "method", recognise, read };

fn recognise(sheet: &Sheet) -> bool {
    names(sheet).is_some()
}

/// The interface and the method that the heading names: `IABLogon::Logoff`.
///
/// One page of the reference writes a single colon, as an interface's page does; its `api_name` tells them apart.
fn names(sheet: &Sheet) -> Option<(&str, &str)> {
    let title = sheet.title();
    if let Some((interface, method)) = title.split_once("::") {
        let (interface, method) = (interface.trim(), method.trim());
        return (is_identifier(interface) && is_identifier(method)).then_some((interface, method));
    }
    let (interface, method) = title.split_once(':')?;
    let (interface, method) = (interface.trim(), method.trim());
    let stated = sheet.front.api_name.iter().any(|name| name.split_once('.') == Some((interface, method)));
    (stated && sheet.prototype.is_some()).then_some((interface, method))
}

fn read(reader: &mut Reader<'_>) -> Item {
    let (interface, name) = names(reader.sheet).unwrap_or_default();
    reader.check_api_name(&format!("{interface}.{name}"));
    let call = reader.call(name);
    Item::Method(Method {
        interface: interface.to_owned(),
        slot: None,
        reserved: false,
        verified: Verified::Pages,
        return_type: call.return_type,
        parameters: call.parameters,
        returns: call.returns,
        prototype: call.prototype,
        common: reader.common(name),
    })
}
