//! Function pages: a free function of a DLL.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::{Common, Parameter, ReturnValue};

/// A free function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Function {
    /// What every item has.
    #[serde(flatten)]
    pub common: Common,
    /// The header that declares it.
    pub header: Option<String>,
    /// Its return type in C; `null` where the page gives none.
    pub return_type: Option<String>,
    /// Its parameters in order.
    pub parameters: Vec<Parameter>,
    /// What it may return.
    pub returns: Vec<ReturnValue>,
    /// Its declaration as the page has it.
    pub prototype: String,
}
