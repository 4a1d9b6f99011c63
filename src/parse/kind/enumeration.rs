//! Enumeration pages: a C `enum`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::{Alias, Common, Text};

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
