//! Property pages: a canonical property with its tag, its long id or its name.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind, split_names};
use crate::diagnostic::rule;
use crate::parse::item::{Common, Flag, Text};
use crate::parse::passage::Passage;
use crate::parse::reader::Reader;
use crate::parse::sheet::{Sheet, is_identifier};
use crate::parse::terms;
use crate::span::Span;

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
    /// Of a tag: each of its names with its value, `identifier << 16 | type`; those of text types apart by their endings.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, u32>,
    /// The values that the page lists for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Flag>,
}

/// How property pages are known and read: a canonical name for a heading, and a word or a row that says so.
pub(super) const KIND: Kind = Kind { name: "property", recognise, read };

/// The rows of which a property page has at least one.
const TELLING_ROWS: &[&[&str]] = &[terms::row::AREA, terms::row::DATA_TYPE, terms::row::IDENTIFIER];

fn recognise(sheet: &Sheet) -> bool {
    canonical_name(sheet).is_some()
        && (sheet.title().contains(terms::CANONICAL)
            || TELLING_ROWS.iter().any(|labels| sheet.info_value(labels).is_some()))
}

/// The canonical name that the heading begins with, and how such a property is identified.
fn canonical_name(sheet: &Sheet) -> Option<(&str, PropertyKind)> {
    let name = sheet.title().split_whitespace().next().filter(|name| is_identifier(name))?;
    let known = terms::PROPERTY_PREFIXES.iter().find(|(prefix, _)| name.starts_with(prefix))?;
    Some((name, known.1))
}

fn read(reader: &mut Reader<'_>) -> Item {
    let (name, kind) = canonical_name(reader.sheet).unwrap_or_default();
    let identifier = identifier(reader, kind);
    let (property_set, property_set_guid) = property_set(reader);
    check_table(reader);
    let list = |reader: &Reader<'_>, labels| {
        let names = reader.info(labels).filter(|names| names != terms::NONE);
        names.map(|names| split_names(&names)).unwrap_or_default()
    };
    Item::Property(Property {
        kind,
        identifier,
        types: list(reader, terms::row::DATA_TYPE).into_iter().filter(|word| is_type(word)).collect(),
        associated: list(reader, terms::row::ASSOCIATED),
        property_set,
        property_set_guid,
        property_name: reader.info(terms::row::PROPERTY_NAME),
        area: reader.info(terms::row::AREA),
        tags: BTreeMap::new(),
        values: reader.listed_values(),
        common: reader.common(name),
    })
}

/// Reports a page whose table of facts is not there, or not right under the page's heading.
fn check_table(reader: &mut Reader<'_>) {
    let sheet = reader.sheet;
    let span = reader.heading_span();
    let Some(&table) = sheet.info_tables.first() else {
        return reader.report(&rule::INCOMPLETE_PAGE, span, "the page has no table of facts about its property");
    };
    if let Some(section) = sheet.sections().into_iter().find(|section| section.blocks.contains(&table))
        && let Some(heading) = section.heading
    {
        let title = sheet.outline.block(heading);
        let message = match title.plain.as_str() {
            "" => "the table of facts stands under an empty heading".to_owned(),
            title => format!("the table of facts stands under `{title}`, not under the page's heading"),
        };
        reader.report(&rule::DISPLACED_TABLE, title.span, message);
    }
}

/// Whether a word of the type row is a type and not its number: `PT_UNICODE` of `PT_UNICODE, 0x001F`.
fn is_type(word: &str) -> bool {
    is_identifier(word)
}

/// The number that identifies the property: of the row that its kind calls for, or of the other where the label is wrong.
fn identifier(reader: &mut Reader<'_>, kind: PropertyKind) -> Option<u32> {
    let (own, other) = match kind {
        PropertyKind::Tag => (terms::row::IDENTIFIER, terms::row::LONG_ID),
        PropertyKind::Lid => (terms::row::LONG_ID, terms::row::IDENTIFIER),
        PropertyKind::Name => return None,
    };
    let sheet = reader.sheet;
    let (row, mislabelled) = match (sheet.info_value(own), sheet.info_value(other)) {
        (Some(row), _) => (row, false),
        (None, Some(row)) => (row, true),
        (None, None) => return None,
    };
    let place = row_span(&row.value);
    let label_place = row_span(&row.label_text);
    let hex = row.plain.strip_prefix("0x").or_else(|| row.plain.strip_prefix("0X")).unwrap_or(&row.plain);
    let number = u32::from_str_radix(hex.trim(), 16).ok();
    match number {
        None => {
            reader.report(&rule::ODD_IDENTIFIER, place, format!("`{}` is not a hexadecimal number", row.plain));
        }
        Some(_) if mislabelled => {
            let message = format!("the row is labelled `{}`, which this kind of property does not have", row.label);
            reader.report(&rule::MISLABELLED_ROW, label_place, message);
        }
        Some(_) => {}
    }
    number
}

fn row_span(text: &Text) -> Span {
    match text.passage {
        Passage::Inline(span) => span,
        _ => Span::default(),
    }
}

/// The property set's name, and its GUID where the row states it.
fn property_set(reader: &Reader<'_>) -> (Option<String>, Option<String>) {
    let Some(plain) = reader.info(terms::row::PROPERTY_SET) else { return (None, None) };
    let name = plain.split([' ', '(', '{', ',']).next().filter(|name| is_identifier(name));
    let guid = plain.split(|letter: char| !(letter.is_ascii_hexdigit() || letter == '-')).find(|word| {
        word.len() == 36 && word.bytes().filter(|&byte| byte == b'-').count() == 4
    });
    (Some(name.map_or_else(|| plain.clone(), str::to_owned)), guid.map(str::to_uppercase))
}
