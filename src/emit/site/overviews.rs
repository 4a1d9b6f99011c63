//! Overviews of the whole API: what each header declares, every property tag.

use std::collections::BTreeMap;

use super::context::{HeaderGroup, HeaderItem, HeadersContext, PageContext, TagRow, TagsContext};
use super::indexes::{frame, list_key};
use super::page::{Shelf, link_to};
use crate::model::Property;
use crate::parse::item::Common;

/// What the pages are called among the lists.
pub(super) const HEADER: &str = "header";
pub(super) const TAG: &str = "tag";

/// What one header declares.
#[derive(Default)]
struct Header<'a> {
    /// How the pages write its name, and how many do.
    spellings: BTreeMap<&'a str, usize>,
    items: BTreeMap<&'static str, Vec<&'a Common>>,
}

/// What each header declares; `None` where no page names one.
pub(super) fn headers(shelf: &Shelf<'_>) -> Option<HeadersContext> {
    let api = &shelf.model.api;
    // Windows does not tell the case of files' names, and the pages do not either.
    let mut headers: BTreeMap<String, Header<'_>> = BTreeMap::new();
    macro_rules! add {
        ($($list:ident $kind:literal)+) => {
            $(for item in api.$list.iter().filter(|item| item.common.witness.is_none()) {
                let Some(name) = item.header.as_deref().map(str::trim).filter(|name| !name.is_empty()) else { continue };
                let header = headers.entry(name.to_lowercase()).or_default();
                *header.spellings.entry(name).or_default() += 1;
                header.items.entry($kind).or_default().push(&item.common);
            })+
        };
    }
    add!(interfaces "interface" functions "function" callbacks "callback" macros "macro" structures "structure"
         enumerations "enumeration" typedefs "typedef");
    if headers.is_empty() {
        return None;
    }
    let item = |header: &Header<'_>| HeaderItem {
        // The one that most pages write.
        name: header
            .spellings
            .iter()
            .rev()
            .max_by_key(|(_, count)| **count)
            .map(|(name, _)| (*name).to_owned())
            .unwrap_or_default(),
        count: header.items.values().map(Vec::len).sum(),
        groups: header
            .items
            .iter()
            .map(|(kind, items)| HeaderGroup {
                kind: (*kind).to_owned(),
                links: items
                    .iter()
                    .map(|common| link_to(&shelf.links, "", &common.page, &common.name))
                    .collect(),
            })
            .collect(),
    };
    let title = shelf.words.get("kinds_header").to_owned();
    Some(HeadersContext {
        page: PageContext {
            kind: "headers".to_owned(),
            bilingual: false,
            ..frame(shelf, &list_key(HEADER), &title)
        },
        headers: headers.values().map(item).collect(),
    })
}

/// Every property with what identifies it, by name; `None` where there is none.
pub(super) fn tags(shelf: &Shelf<'_>) -> Option<TagsContext> {
    let properties = &shelf.model.api.properties;
    if properties.is_empty() {
        return None;
    }
    let mut rows: Vec<TagRow> = properties
        .iter()
        .map(|property| TagRow {
            link: link_to(&shelf.links, "", &property.common.page, &property.common.name),
            names: property.associated.clone(),
            identifiers: identifiers(property),
            types: property.types.clone(),
            area: property.area.clone().unwrap_or_default(),
            set: property.property_set.clone().unwrap_or_default(),
        })
        .collect();
    shelf.order.sort(&mut rows, |row| &row.link.name, |row| row.link.href.clone());
    let title = shelf.words.get("kinds_tag").to_owned();
    Some(TagsContext {
        page: PageContext {
            kind: "tags".to_owned(),
            bilingual: false,
            ..frame(shelf, &list_key(TAG), &title)
        },
        rows,
    })
}

/// The whole tags of a property, each once; else its number; else its name in its set.
fn identifiers(property: &Property) -> Vec<String> {
    let mut tags: Vec<u32> = property.tags.values().copied().collect();
    tags.sort_unstable();
    tags.dedup();
    if !tags.is_empty() {
        return tags.into_iter().map(|tag| format!("0x{tag:08X}")).collect();
    }
    let number = property.identifier.map(|number| format!("0x{number:04X}"));
    number.or_else(|| property.property_name.clone()).into_iter().collect()
}
