//! Method pages: one method of a COM interface.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::{Common, Parameter, ReturnValue};

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
