//! Concept pages: everything that is prose.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::Common;

/// A page of prose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Concept {
    /// What every item has; all of the page is in its sections.
    #[serde(flatten)]
    pub common: Common,
}
