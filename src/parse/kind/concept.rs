//! Concept pages: everything that is prose.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind};
use crate::parse::item::Common;
use crate::parse::reader::Reader;

/// A page of prose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Concept {
    /// What every item has; all of the page is in its sections.
    #[serde(flatten)]
    pub common: Common,
}

/// How concept pages are known and read: every page that no other kind has claimed.
pub(super) const KIND: Kind = Kind { name: "concept", recognise: |_| true, read };

fn read(reader: &mut Reader<'_>) -> Item {
    Item::Concept(Concept { common: reader.common(reader.sheet.title()) })
}
