//! What pages say, typed: the pieces that the page kinds share.
//!
//! A page of one locale is read into these types with [`Text`]s that know only *where* their words stand (a
//! [`Passage`]); [`crate::model`] fills in the words of every locale. The page kinds' own types are in [`super::kind`].

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::passage::Passage;
use crate::locale::Locale;

/// A text in every locale that has it: locale → Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Text {
    /// Locale → Markdown, without the page's span markup.
    pub locales: BTreeMap<Locale, String>,
    /// Where the words stand on the page that the item was read from.
    #[serde(skip)]
    #[schemars(skip)]
    pub passage: Passage,
}

impl Text {
    /// The text that stands at `passage`.
    pub fn at(passage: Passage) -> Self {
        Self { locales: BTreeMap::new(), passage }
    }

    /// The Markdown in `locale`, else in `fallback`; `None` where neither has any.
    pub fn get(&self, locale: &Locale, fallback: &Locale) -> Option<&str> {
        self.locales.get(locale).or_else(|| self.locales.get(fallback)).map(String::as_str)
    }

    /// Whether no locale says anything.
    pub fn is_empty(&self) -> bool {
        self.locales.is_empty()
    }
}

/// What every item has, whatever its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Common {
    /// The item's name: `IABLogon`, `Logoff`, `PidTagDisplayName`, `ADRLIST`; a concept's heading in the source language.
    pub name: String,
    /// The key of the page that tells of it, such as `iablogon-logoff.md`.
    pub page: String,
    /// `ms.assetid`, the GUID by which other pages may link to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asset_id: Option<String>,
    /// The heading.
    pub title: Text,
    /// The first paragraph that says what it is.
    pub summary: Text,
    /// The rows of the table under the heading, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub info: Vec<InfoRow>,
    /// The sections that are not typed data: remarks, notes to callers and implementers and the like, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// The links under "See also".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see_also: Vec<SeeAlso>,
    /// What the supplement corrected of what the page says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Of an item of which no page tells: where the witness declares it (`MAPIDefS.h`). `page` is one that uses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
}

/// What a page says wrong, and what is right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Correction {
    /// What of the item: `vtable`, `base`, `return type`, `parameter ulFlags`, `field ulAlignPad`, `value`, `tag`.
    pub what: String,
    /// What the page says; empty where it says nothing.
    pub says: String,
    /// What is right.
    pub right: String,
    /// How that is known: `MAPIDefS.h, line 1234`.
    pub evidence: String,
}

/// A row of the table under a page's heading: `Header file:` / `Mapidefs.h`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InfoRow {
    /// The label in the source language, without its colon.
    pub label: String,
    /// The value as plain text in the source language.
    pub plain: String,
    /// The label.
    pub label_text: Text,
    /// The value.
    pub value: Text,
}

/// A section of prose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Section {
    /// Its anchor, equal in every locale: `notes-to-callers`.
    pub id: String,
    /// Its heading's level, 2 to 6; 0 for what stands before the first heading.
    pub level: u8,
    /// Its heading.
    pub title: Text,
    /// What it says, sections of deeper levels included.
    pub body: Text,
}

/// A link under "See also".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeeAlso {
    /// The link's text.
    pub text: Text,
    /// The key of the page it leads to; the address where it leads elsewhere.
    pub target: String,
}

/// Who confirms what a page says of an item's layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verified {
    /// Nobody: the pages alone say it.
    #[default]
    Pages,
    /// The supplement's facts.
    Supplement,
    /// The headers that were given.
    Headers,
}

/// Which way a parameter's data goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Direction {
    /// `[in]`
    #[serde(rename = "in")]
    In,
    /// `[out]`
    #[serde(rename = "out")]
    Out,
    /// `[in, out]`
    #[serde(rename = "in, out")]
    InOut,
}

/// A parameter of a method, function, callback or macro.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Parameter {
    /// Its name in the signature; the documented one where the signature has none.
    pub name: String,
    /// Its C type, such as `LPMAPIERROR *`; empty where the signature has none.
    #[serde(rename = "type")]
    pub ty: String,
    /// Array dimensions after the name, as written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub array: Vec<String>,
    /// The documented direction.
    pub direction: Option<Direction>,
    /// Whether the page says `optional`.
    pub optional: bool,
    /// What the page says of it, without the direction; empty where it says nothing.
    pub summary: Text,
    /// The flags or values that the page lists for it.
    pub flags: Vec<Flag>,
}

impl Parameter {
    /// The parameters that the declaration has: what a page documents besides stands behind them, without a type. All of
    /// them where none has one, as of a macro.
    pub fn declared(parameters: &[Self]) -> &[Self] {
        let typed = parameters.iter().rposition(|parameter| !parameter.ty.is_empty());
        typed.map_or(parameters, |last| &parameters[..=last])
    }
}

/// A flag or value that a parameter, member or property may take.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Flag {
    /// Its name.
    pub name: String,
    /// Its value, where the page states one, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What it means.
    pub summary: Text,
}

/// A documented return value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReturnValue {
    /// `S_OK`, `MAPI_E_NOT_FOUND`, `TRUE`…
    pub code: String,
    /// What it means.
    pub summary: Text,
}

/// A field of a structure or union.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Field {
    /// Its name; empty for an anonymous union or structure.
    pub name: String,
    /// Its C type; `struct` or `union` for one declared in place, the C signature's return type for a function pointer.
    #[serde(rename = "type")]
    pub ty: String,
    /// Array dimensions, as written; `null` for none.
    pub array: Option<Vec<String>>,
    /// What the page says of it.
    pub summary: Text,
    /// The flags or values that the page lists for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// The fields of a structure or union declared in place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// The parameters of a function pointer declared in place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback: Option<Vec<Parameter>>,
}

/// A name that a typedef adds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Alias {
    /// The name: `LPADRLIST`.
    pub name: String,
    /// How many pointers to the item it stands for; 0 for the item itself.
    pub pointers: u8,
}
