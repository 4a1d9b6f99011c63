//! Pages become one API model: interfaces with their vtables, properties, links, in every locale.

pub mod canon;
mod check;
mod constants;
pub mod declare;
pub mod facts;
pub mod formula;
pub mod headers;
pub mod links;
mod merge;
pub mod supplement;
pub mod tags;
mod vtable;
pub mod witness;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, rule};
use crate::locale::Locale;
pub use crate::parse::item::Verified;
use crate::parse::item::{Correction, Text};
pub use crate::parse::kind::attribute::Attribute;
pub use crate::parse::kind::callback::Callback;
pub use crate::parse::kind::concept::Concept;
pub use crate::parse::kind::enumeration::Enumeration;
pub use crate::parse::kind::function::Function;
pub use crate::parse::kind::interface::Interface;
pub use crate::parse::kind::macro_::Macro;
pub use crate::parse::kind::method::Method;
pub use crate::parse::kind::property::Property;
pub use crate::parse::kind::structure::Structure;
pub use crate::parse::kind::typedef::Typedef;
use crate::parse::{Item, Page, Sheet};
use crate::read::{Book, TocEntry, TocTarget};
pub use links::LinkIndex;
pub(crate) use vtable::{chain, row_name};

/// The version of the model's JSON.
pub const SCHEMA: &str = "mapidoc-model/1";

/// Everything that the pages say of the API. Every list is sorted by name, then by page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "mapidoc model")]
pub struct Api {
    /// The version of this format: [`SCHEMA`].
    pub schema: String,
    /// The locales of the texts, in the order in which they were given.
    pub locales: Vec<Locale>,
    /// The language of the texts that the translations were made from.
    pub source_locale: String,
    /// COM interfaces with their methods.
    pub interfaces: Vec<Interface>,
    /// Free functions.
    pub functions: Vec<Function>,
    /// Types of callback functions.
    pub callbacks: Vec<Callback>,
    /// Macros.
    pub macros: Vec<Macro>,
    /// Structures and unions.
    pub structures: Vec<Structure>,
    /// Enumerations.
    pub enumerations: Vec<Enumeration>,
    /// Typedefs.
    pub typedefs: Vec<Typedef>,
    /// Flags, codes and other constants that pages state.
    pub constants: Vec<Constant>,
    /// Canonical properties.
    pub properties: Vec<Property>,
    /// TNEF attributes.
    pub attributes: Vec<Attribute>,
    /// Pages of prose.
    pub concepts: Vec<Concept>,
}

/// A constant that a page defines or gives a value for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Constant {
    /// Its name: `CCSF_SMTP`, `MAPI_UNICODE`, `IID_IAttachmentSecurity`.
    pub name: String,
    /// The page that states it first.
    pub page: String,
    /// Its value as the page writes it: `0x0002`, `((ULONG)0x00000180)`, `PROP_TAG(PT_BINARY, 0x3D15)`; `null` where no page states one.
    pub value: Option<String>,
    /// The value as a number, where the expression is one.
    pub number: Option<i64>,
    /// The value as a GUID, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guid: Option<String>,
    /// What the page says of it.
    pub summary: Text,
    /// Where the value is from, where no page states it: `MAPICode.h`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub witness: Option<String>,
    /// What the supplement corrected of what the page says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

impl Api {
    /// The JSON Schema of [`Api`].
    pub fn json_schema() -> serde_json::Value {
        // Of what is written: fields that are left out where they are empty are not required.
        let settings = schemars::generate::SchemaSettings::default().for_serialize();
        settings.into_generator().into_root_schema_for::<Self>().to_value()
    }
}

/// Everything that later stages need: the API, and where links lead.
#[derive(Debug)]
pub struct Model {
    /// The API.
    pub api: Api,
    /// Where links lead.
    pub links: LinkIndex,
}

/// Whether the texts of a model have their words, in each locale, or their places on the first page alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words<'a> {
    /// They do: what is written of the model tells them.
    All,
    /// In some of the locales.
    Of(&'a [Locale]),
    /// They do not, for whoever reads the pages beside the model: a copy of all that these say.
    None,
}

impl Words<'_> {
    /// Whether those of a locale are there.
    fn has(self, locale: &Locale) -> bool {
        match self {
            Self::All => true,
            Self::Of(locales) => locales.contains(locale),
            Self::None => false,
        }
    }
}

/// Makes the model of all pages, which are sorted by key and then by the order of locales.
///
/// `source` is the language of the source halves.
pub fn build(
    pages: &[Page],
    locales: &[Locale],
    books: &BTreeMap<Locale, Book>,
    source: &Locale,
    words: Words<'_>,
) -> (Model, Vec<Diagnostic>) {
    let links = LinkIndex::new(pages, books);
    let groups: Vec<&[Page]> = pages.chunk_by(|a, b| a.sheet.key == b.sheet.key).collect();
    // In parallel, but collected in the order of the groups: the model does not depend on how many threads there are.
    let merged: Vec<(Option<Item>, Vec<Diagnostic>)> = groups
        .par_iter()
        .map(|group| {
            let mut diagnostics = Vec::new();
            let item = merge::merge(group, source, words, &mut diagnostics);
            missing(group, locales, &mut diagnostics);
            for page in *group {
                check::links(page, &links, &mut diagnostics);
            }
            (item, diagnostics)
        })
        .collect();
    let mut diagnostics = Vec::new();
    let mut api = Api {
        schema: SCHEMA.to_owned(),
        locales: locales_with_source(pages, locales, source),
        source_locale: source.to_string(),
        ..Api::default()
    };
    let mut constants = constants::Constants::default();
    let mut methods = Vec::new();
    for ((item, mut findings), group) in merged.into_iter().zip(&groups) {
        diagnostics.append(&mut findings);
        constants.add_pages(group, source, &mut diagnostics);
        if let Some(mut item) = item {
            resolve_see_also(&mut item, &links, group);
            constants.add_flags(&item);
            api.add(item, &mut methods);
        }
    }
    api.sort();
    let sheets = first_sheets(pages);
    vtable::fill(&mut api.interfaces, methods, &links, &sheets, &mut diagnostics);
    api.constants = constants.finish(&mut api.interfaces);
    api.properties.iter_mut().for_each(tags::fill);
    for (locale, book) in books {
        dead_entries(locale, &book.toc, &links, &mut diagnostics);
    }
    (Model { api, links }, diagnostics)
}

/// The first page of each key.
fn first_sheets(pages: &[Page]) -> HashMap<&str, &Sheet> {
    let groups = pages.chunk_by(|a, b| a.sheet.key == b.sheet.key);
    groups.filter_map(|group| group.first()).map(|page| (page.sheet.key.as_ref(), &page.sheet)).collect()
}

/// Reports the interfaces whose slots cannot be numbered, once all that is known has completed the API.
pub fn unplaced(api: &Api, pages: &[Page]) -> Vec<Diagnostic> {
    vtable::unplaced(&api.interfaces, &first_sheets(pages))
}

/// The locales of the texts: those that were given, and the source language where it comes from source halves alone.
fn locales_with_source(pages: &[Page], locales: &[Locale], source: &Locale) -> Vec<Locale> {
    let mut locales = locales.to_vec();
    if !locales.contains(source) && pages.iter().any(|page| page.sheet.unwoven.is_bilingual()) {
        locales.push(source.clone());
    }
    locales
}

/// Reports the locales that lack a page which others have.
fn missing(group: &[Page], locales: &[Locale], diagnostics: &mut Vec<Diagnostic>) {
    let lacking: Vec<&str> = locales
        .iter()
        .filter(|locale| !group.iter().any(|page| page.sheet.locale == **locale))
        .map(Locale::as_str)
        .collect();
    if let Some(page) = group.first().filter(|_| !lacking.is_empty()) {
        let message = format!("the page is missing in {}", lacking.join(", "));
        diagnostics.push(page.sheet.place().report_page(&rule::MISSING_TRANSLATION, message));
    }
}

/// Turns the addresses of "See also" into keys where they lead to pages.
fn resolve_see_also(item: &mut Item, links: &LinkIndex, group: &[Page]) {
    let Some(page) = group.first() else { return };
    for link in &mut item.common_mut().see_also {
        if let links::Target::Page { key, .. } =
            links.resolve(&page.sheet.key, &page.sheet.locale, &link.target)
        {
            link.target = key.to_string();
        }
    }
}

/// Reports entries of a table of contents that lead to no page.
fn dead_entries(locale: &Locale, entries: &[TocEntry], links: &LinkIndex, diagnostics: &mut Vec<Diagnostic>) {
    for entry in entries {
        if let TocTarget::Page(key) = &entry.target {
            let finding = match links.resolve("", locale, key) {
                links::Target::Page { mended: false, .. } => None,
                links::Target::Page { key: page, .. } => Some((
                    &rule::LINK_CASE,
                    format!("the table of contents names `{key}`, the page is `{page}`"),
                )),
                _ => Some((
                    &rule::DEAD_TOC_ENTRY,
                    format!("the table of contents names `{key}`, which is not there"),
                )),
            };
            diagnostics.extend(finding.map(|(rule, message)| Diagnostic {
                locale: Some(locale.clone()),
                ..Diagnostic::bare(rule, format!("{message} ({locale})"))
            }));
        }
        dead_entries(locale, &entry.items, links, diagnostics);
    }
}

impl Api {
    fn add(&mut self, item: Item, methods: &mut Vec<Method>) {
        match item {
            Item::Interface(item) => self.interfaces.push(item),
            Item::Method(item) => methods.push(item),
            Item::Function(item) => self.functions.push(item),
            Item::Callback(item) => self.callbacks.push(item),
            Item::Macro(item) => self.macros.push(item),
            Item::Structure(item) => self.structures.push(item),
            Item::Enumeration(item) => self.enumerations.push(item),
            Item::Typedef(item) => self.typedefs.push(item),
            Item::Property(item) => self.properties.push(item),
            Item::Attribute(item) => self.attributes.push(item),
            Item::Concept(item) => self.concepts.push(item),
        }
    }

    /// Sorts every list by name, then by page.
    fn sort(&mut self) {
        macro_rules! sort {
            ($($list:ident)+) => {
                $(self.$list.sort_by(|a, b| (&a.common.name, &a.common.page).cmp(&(&b.common.name, &b.common.page)));)+
            };
        }
        sort!(interfaces functions callbacks macros structures enumerations typedefs properties attributes concepts);
    }
}
