//! Structure pages: a `struct` or `union`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::{Alias, Common, Field};
use crate::parse::prototype::RecordKind;

/// A structure or union.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Structure {
    /// What every item has; the name is that of the page.
    #[serde(flatten)]
    pub common: Common,
    /// Structure or union.
    #[serde(rename = "type")]
    pub record: RecordKind,
    /// The tag after `struct` or `union`; empty where there is none.
    pub tag: String,
    /// The names its typedef gives.
    pub aliases: Vec<Alias>,
    /// The `n` of a `#pragma pack(n)` in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing: Option<u8>,
    /// The header that declares it.
    pub header: Option<String>,
    /// Its fields in order.
    pub fields: Vec<Field>,
    /// Its declaration as the page has it.
    pub prototype: String,
}
