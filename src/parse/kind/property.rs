//! Property pages: a canonical property with its tag, its long id or its name.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parse::item::{Common, Flag};

/// How a property is identified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PropertyKind {
    /// By a property tag: a 16-bit identifier.
    #[default]
    Tag,
    /// By a long id (LID) in a property set.
    Lid,
    /// By a string name in a property set.
    Name,
}

/// A canonical property.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Property {
    /// What every item has; the name is the canonical one: `PidTagDisplayName`.
    #[serde(flatten)]
    pub common: Common,
    /// Tag, long id or name.
    pub kind: PropertyKind,
    /// The identifier or long id; `null` where the page states no number.
    pub identifier: Option<u32>,
    /// The property types: `PT_UNICODE`.
    pub types: Vec<String>,
    /// The names by which headers know it: `PR_DISPLAY_NAME_W`, `dispidReminderSet`.
    pub associated: Vec<String>,
    /// The property set's name: `PSETID_Common`.
    pub property_set: Option<String>,
    /// The property set's GUID, where the page states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_set_guid: Option<String>,
    /// The string name of a named property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_name: Option<String>,
    /// The area: `Reminder`.
    pub area: Option<String>,
    /// The values that the page lists for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Flag>,
}
