//! Callback pages: the type of a function that someone else defines.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::{Common, Parameter, ReturnValue};

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
