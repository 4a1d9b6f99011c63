//! Interface pages: a COM interface with its vtable.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind};
use crate::parse::item::{Common, Text, Verified};
use crate::parse::kind::method::Method;
use crate::parse::outline::{Block, BlockKind};
use crate::parse::reader::Reader;
use crate::parse::sheet::{Sheet, is_identifier};
use crate::parse::terms;

/// A COM interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Interface {
    /// What every item has.
    #[serde(flatten)]
    pub common: Common,
    /// The interface it derives from.
    pub base: Option<String>,
    /// The name of its interface identifier: `IID_IABLogon`.
    pub iid_name: Option<String>,
    /// The interface identifier itself, where a page states it: `XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX`.
    pub iid: Option<String>,
    /// The name of the pointer type: `LPABLOGON`.
    pub pointer_type: Option<String>,
    /// The header that declares it.
    pub header: Option<String>,
    /// Who confirms its base and the order of its methods.
    pub verified: Verified,
    /// Its own methods in slot order, placeholders included.
    pub methods: Vec<Method>,
    /// The properties that objects with this interface have, where the page lists them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<PropertyRow>,
    /// The rows under "Vtable order" as the page has them; [`crate::model`] makes the methods of them.
    #[serde(skip)]
    #[schemars(skip)]
    pub vtable: Vec<VtableRow>,
    /// The blocks of the tables of properties, which the site shows as they are.
    #[serde(skip)]
    #[schemars(skip)]
    pub property_tables: Vec<u32>,
}

/// A row under "Vtable order".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VtableRow {
    /// The label in the source language: `Logoff`.
    pub label: String,
    /// Where the label links to, as written.
    pub link: Option<String>,
    /// Whether the row is a placeholder, or said to be neither supported nor documented: a slot without a method.
    pub reserved: bool,
    /// What the row says of the method.
    pub summary: Text,
    /// Where the row stands in the source text.
    pub span: crate::span::Span,
}

/// A row of a table of properties on an interface's page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PropertyRow {
    /// The property's name: `PR_DISPLAY_NAME`.
    pub name: String,
    /// The heading of the table's first column in the source language: `Required properties`.
    pub group: String,
    /// What the further columns say: access, as a rule.
    pub access: Text,
}

/// How interface pages are known and read: a vtable, or a heading `IName : IBase` without code.
pub(super) const KIND: Kind = Kind { name: "interface", recognise, read };

fn recognise(sheet: &Sheet) -> bool {
    has_vtable(sheet) || (names(sheet).is_some() && sheet.prototype.is_none())
}

fn has_vtable(sheet: &Sheet) -> bool {
    let is_vtable = |block: &Block| {
        block.kind == BlockKind::Heading(2) && terms::VTABLE.contains(&block.plain.trim().to_lowercase().as_str())
    };
    sheet.outline.blocks.iter().any(is_vtable)
}

/// The interface and the base that the heading names.
fn names(sheet: &Sheet) -> Option<(&str, &str)> {
    let (name, base) = sheet.title().split_once(':')?;
    let (name, base) = (name.trim(), base.trim());
    (is_identifier(name) && is_identifier(base)).then_some((name, base))
}

fn read(reader: &mut Reader<'_>) -> Item {
    let sheet = reader.sheet;
    let (name, base) = match names(sheet) {
        Some((name, base)) => (name, Some(base.to_owned())),
        None => (sheet.title(), reader.info(terms::row::INHERITED_FROM).filter(|base| is_identifier(base))),
    };
    reader.check_api_name(name);
    let (mut vtable, mut properties, mut property_tables) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(mut section) = reader.take(terms::VTABLE) {
        section.blocks.retain(|&block| {
            if sheet.outline.block(block).kind != BlockKind::Table || sheet.info_tables.contains(&block) {
                return true;
            }
            match property_group(sheet, block) {
                Some(group) => {
                    properties.extend(property_rows(sheet, block, &group));
                    property_tables.push(block);
                }
                None => vtable.extend(vtable_rows(sheet, block)),
            }
            false
        });
        if !section.blocks.is_empty() {
            reader.put_back(section);
            break;
        }
    }
    Item::Interface(Interface {
        base,
        iid_name: reader.info(terms::row::INTERFACE_ID),
        iid: None,
        pointer_type: reader.info(terms::row::POINTER_TYPE),
        header: reader.info(terms::row::HEADER),
        verified: Verified::Pages,
        methods: Vec::new(),
        properties,
        property_tables,
        vtable,
        common: reader.common(name),
    })
}

/// The heading of a table of properties, which may stand under the vtable's own heading; `None` for a vtable.
///
/// Their heading cells say so, or their first column names properties and links to no method.
fn property_group(sheet: &Sheet, table: u32) -> Option<String> {
    let head = sheet.head(table).first().map(|cell| cell.trim().to_owned()).unwrap_or_default();
    let names_properties = |cells: &Vec<u32>| {
        cells.first().is_some_and(|&cell| {
            let plain = sheet.outline.block(cell).plain.trim();
            terms::PROPERTY_NAMES.iter().any(|prefix| plain.starts_with(prefix))
        })
    };
    // `Property` alone heads the first column of any table of the form, a vtable too.
    let lower = head.to_lowercase();
    let says_so = lower.contains(terms::PROPERTIES) && lower != terms::PROPERTY_HEAD;
    (says_so || sheet.rows(table).first().is_some_and(names_properties)).then_some(head)
}

fn property_rows(sheet: &Sheet, table: u32, group: &str) -> Vec<PropertyRow> {
    let row = |cells: Vec<u32>| {
        let name = sheet.outline.block(*cells.first()?).plain.split_whitespace().next()?.to_owned();
        let access = cells.get(1).map(|&cell| sheet.inline(cell)).unwrap_or_default();
        Some(PropertyRow { name, group: group.to_owned(), access })
    };
    sheet.rows(table).into_iter().filter_map(row).collect()
}

fn vtable_rows(sheet: &Sheet, table: u32) -> Vec<VtableRow> {
    let row = |cells: Vec<u32>| {
        let &label = cells.first()?;
        let block = sheet.outline.block(label);
        let plain = block.plain.trim();
        let told = cells.get(1).map(|&cell| sheet.outline.block(cell).plain.trim().to_lowercase()).unwrap_or_default();
        let reserved = plain.to_lowercase().starts_with(terms::PLACEHOLDER) || told.starts_with(terms::UNSUPPORTED);
        (!plain.is_empty()).then(|| VtableRow {
            label: plain.to_owned(),
            link: sheet.outline.links_in(label).iter().find(|link| !link.is_image).map(|link| link.target.clone()),
            reserved,
            summary: cells.get(1).map(|&cell| sheet.inline(cell)).unwrap_or_default(),
            span: block.content,
        })
    };
    sheet.rows(table).into_iter().filter_map(row).collect()
}
