//! Macro pages: a call-shaped macro around a structure.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::{Common, Parameter, ReturnValue};

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
}
