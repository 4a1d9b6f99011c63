//! TNEF attribute pages: prose about one attribute of the encapsulation format.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::Common;

/// An attribute of the Transport-Neutral Encapsulation Format.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attribute {
    /// What every item has.
    #[serde(flatten)]
    pub common: Common,
}
