//! Interface pages: a COM interface with its vtable.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::{Common, Text};
use crate::parse::kind::method::Method;

/// A COM interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Interface {
    /// What every item has.
    #[serde(flatten)]
    pub common: Common,
    /// The interface it derives from.
    pub base: Option<String>,
    /// The name of its interface identifier: `IID_IABLogon`.
    pub iid_name: Option<String>,
    /// The interface identifier itself, where a page states it: `XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX`.
    pub iid: Option<String>,
    /// The name of the pointer type: `LPABLOGON`.
    pub pointer_type: Option<String>,
    /// The header that declares it.
    pub header: Option<String>,
    /// Its own methods in slot order, placeholders included.
    pub methods: Vec<Method>,
    /// The properties that objects with this interface have, where the page lists them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<PropertyRow>,
    /// The rows under "Vtable order" as the page has them; [`crate::model`] makes the methods of them.
    #[serde(skip)]
    #[schemars(skip)]
    pub vtable: Vec<VtableRow>,
}

/// A row under "Vtable order".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VtableRow {
    /// The label in the source language: `Logoff`.
    pub label: String,
    /// Where the label links to, as written.
    pub link: Option<String>,
    /// Whether the row is a placeholder, or said to be neither supported nor documented: a slot without a method.
    pub reserved: bool,
    /// What the row says of the method.
    pub summary: Text,
    /// Where the row stands in the source text.
    pub span: crate::span::Span,
}

/// A row of a table of properties on an interface's page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PropertyRow {
    /// The property's name: `PR_DISPLAY_NAME`.
    pub name: String,
    /// The heading of the table's first column in the source language: `Required properties`.
    pub group: String,
    /// What the further columns say: access, as a rule.
    pub access: Text,
}
