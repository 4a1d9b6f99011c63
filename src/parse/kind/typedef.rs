//! Typedef pages: another name for a type.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::{Alias, Common, Flag};

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
