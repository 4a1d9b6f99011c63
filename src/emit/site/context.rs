//! What the templates are given. Fields that end in `html` are HTML already; all others are text that the template escapes.
//!
//! A segment is `<span class="seg"><span class="t">TARGET</span><span class="s" lang="en-US">SOURCE</span></span>`
//! wherever it stands: one markup for the three views, which the style sheet tells apart.

use serde::Serialize;

/// A locale as the language switcher shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Language {
    /// The tag: `es-ES`.
    pub tag: String,
    /// Its own name for itself: `Español`.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The same page in that locale, relative to this one; where it lacks the page, one that says so.
    pub href: String,
    /// The same as an absolute address; empty where the locale lacks the page or the site's address is not known.
    pub address: String,
    /// The locale as Open Graph writes it: `es_ES`.
    pub open_graph: String,
    /// Whether it is the page's own.
    pub current: bool,
    /// Whether the locale lacks the page.
    pub missing: bool,
}

/// A link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What it says.
    pub name: String,
    /// Where it leads, relative to the page; empty for a heading that leads nowhere.
    pub href: String,
}

/// A heading for "On this page".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Its anchor.
    pub id: String,
    /// 2 to 6.
    pub level: u8,
    /// What it says.
    pub html: String,
}

/// What was found on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Its anchor: `finding-1`.
    pub id: String,
    /// The rule, which the list of rules has under this name.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// What is wrong, in English, as HTML.
    pub html: String,
    /// The line of the page's file; 0 where it is about none.
    pub line: u32,
}

/// How much was found of one severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SeverityCount {
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// How much.
    pub count: usize,
}

/// A titled run of blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading; `None` for what stands before the first.
    pub heading: Option<Heading>,
    /// Its blocks.
    pub html: String,
}

/// A row of the table under the heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InfoRow {
    /// The label.
    pub label_html: String,
    /// The value.
    pub value_html: String,
}

/// A parameter, field, enumerator or flag: a name with a type and a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The anchor: `param-ulFlags`.
    pub id: String,
    /// The name; empty for an anonymous union.
    pub name: String,
    /// Where the name leads, as a return code to the list of all; empty for most.
    pub href: String,
    /// The type with links, or the enumerator's or flag's value; empty where there is none.
    pub type_html: String,
    /// `in`, `out`, `in, out` or empty.
    pub direction: &'static str,
    /// Whether the page says `optional`.
    pub optional: bool,
    /// Whether the page tells of it and the right declaration lacks it.
    pub stray: bool,
    /// What it is; empty where the page does not say.
    pub html: String,
    /// Its flags or values, or the fields of a structure declared in place.
    pub entries: Vec<Entry>,
}

/// A list of entries with its heading: parameters, return values, members.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entries {
    /// The page's own heading for it.
    pub heading: Heading,
    /// What the page says under the heading before the first entry or after the last, if anything.
    pub html: String,
    /// The entries in order.
    pub entries: Vec<Entry>,
}

/// A slot of a vtable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Slot {
    /// The slot's number; `None` where it is not known.
    pub number: Option<u32>,
    /// The method's name in the source language.
    pub name: String,
    /// Its page; empty where it has none.
    pub href: String,
    /// Whether it is a placeholder.
    pub reserved: bool,
    /// What it does.
    pub html: String,
    /// Of a method that no page tells of: where it is declared, such as `MAPISPI.h`; empty for others.
    pub witness: String,
    /// Of such a method: its declaration with links.
    pub declaration_html: String,
}

/// What a page says wrong, and what is right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Amendment {
    /// What of the item: `vtable`, `base`, `iid`, `return_type`, `parameter`, `parameters`, `field`, `fields`, `tag`.
    pub what: String,
    /// Which parameter or field; empty for the rest.
    pub name: String,
    /// What the page says; empty where it says nothing.
    pub says: String,
    /// What is right.
    pub right: String,
    /// How that is known.
    pub evidence: String,
}

/// The methods that an interface inherits from one base.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Inherited {
    /// The base.
    pub base: Link,
    /// Its methods.
    pub methods: Vec<Link>,
}

/// Who uses what a page tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Uses {
    /// The first of them by name.
    pub links: Vec<Link>,
    /// The rest.
    pub more: Vec<Link>,
}

/// An interface between its bases and those that derive from it, laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diagram {
    /// The interface that it is about.
    pub name: String,
    /// Its size.
    pub width: u32,
    /// Its size.
    pub height: u32,
    /// The size of a node.
    pub node_width: u32,
    /// The size of a node.
    pub node_height: u32,
    /// The lines between the nodes, as a path of SVG.
    pub path: String,
    /// The interfaces, the furthest base first.
    pub nodes: Vec<Node>,
}

/// An interface in a diagram.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Node {
    /// The interface.
    pub name: String,
    /// Its page; empty where it has none and for the page's own.
    pub href: String,
    /// Whether the page tells of it.
    pub own: bool,
    /// Where its box begins.
    pub x: u32,
    /// Where its box begins.
    pub y: u32,
    /// Where its name begins.
    pub text_x: u32,
    /// The line that its name stands on.
    pub text_y: u32,
}

/// The parts that only API pages have. Empty ones are left out by the templates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ApiParts {
    /// The declaration, highlighted, its types linked: the inside of a `<code>`.
    pub signature_html: String,
    /// What it is in Rust, like it; empty where the bindings lack it.
    pub rust_html: String,
    /// Who confirms what is shown: `headers`, `supplement`, `pages` for nobody; empty where that is not asked.
    pub verified: &'static str,
    /// What the page says wrong. The typed parts are right.
    pub amendments: Vec<Amendment>,
    /// The declaration as the page has it, where `signature_html` is not that; like it.
    pub uncorrected_html: String,
    /// The rows of the table under the heading.
    pub info: Vec<InfoRow>,
    /// Parameters.
    pub parameters: Option<Entries>,
    /// Return values.
    pub returns: Option<Entries>,
    /// Fields of a structure, enumerators of an enumeration.
    pub members: Option<Entries>,
    /// An interface's own vtable, with the page's heading for it.
    pub vtable_heading: Option<Heading>,
    /// An interface's own slots.
    pub vtable: Vec<Slot>,
    /// What stands under the vtable's heading beside the slots: prose, tables of properties.
    pub vtable_html: String,
    /// What it inherits, nearest base first.
    pub inherited: Vec<Inherited>,
    /// A method's interface, or an interface's base.
    pub parent: Option<Link>,
    /// The method before it in the vtable.
    pub previous: Option<Link>,
    /// The method after it.
    pub next: Option<Link>,
    /// Who uses it.
    pub used_by: Uses,
    /// An interface's bases and what derives from it; `None` where there is nothing to see.
    pub diagram: Option<Diagram>,
    /// A property's names with their tags, `0x3001001F`; its identifier alone where it has none.
    pub tags: Vec<Entry>,
}

impl ApiParts {
    /// The headings of the typed sections that the page has.
    pub(super) fn typed_headings(&self) -> impl Iterator<Item = &Heading> {
        let lists = [&self.parameters, &self.returns, &self.members].into_iter().flatten();
        lists.map(|list| &list.heading).chain(&self.vtable_heading)
    }
}

/// One page, or one of the site's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PageContext {
    /// The book's title.
    pub site_title: String,
    /// The page's locale.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language of the source halves.
    pub source_locale: String,
    /// The way back to the site's root: `../`.
    pub root: String,
    /// The way back to the locale's folder; empty for pages that stand in it.
    pub base: String,
    /// The page's absolute address; empty where the site's is not known.
    pub address: String,
    /// Whether search engines should leave the page out: it is not what its address promises.
    pub noindex: bool,
    /// The way to the page for search engines, as JSON for a script element; empty where the site's address is not known.
    pub trail_json: String,
    /// The page's key, such as `iablogon-logoff.md`.
    pub key: String,
    /// The page kind: `method`, also the template's name.
    pub kind: String,
    /// The heading as plain text, for `<title>`.
    pub title: String,
    /// The heading.
    pub title_html: String,
    /// The name in the source language: what a reader copies.
    pub name: String,
    /// One sentence for `<meta name="description">`.
    pub description: String,
    /// What it is; empty where it begins with a section.
    pub lede_html: String,
    /// "Applies to", as the page has it; empty where it has none.
    pub applies_html: String,
    /// Whether the page is in two languages.
    pub bilingual: bool,
    /// `MT` or `HT`; empty where the page does not say.
    pub translation: String,
    /// The date of the last handoff to translation, or of the page; empty where it does not say.
    pub date: String,
    /// The word for that date: `translated_on` or `date`.
    pub dated: &'static str,
    /// For a page in the source language, where its words are from: `pages`, or the locale whose source halves they are.
    pub source_from: String,
    /// The page's Markdown twin, relative to it; empty where it has none.
    pub markdown: String,
    /// The page that tells the state of the locale's translation, relative to this one; empty on those above the locales.
    pub state: String,
    /// What was found on the page: the first of it.
    pub findings: Vec<Finding>,
    /// How much was found on it.
    pub findings_total: usize,
    /// The same by severity, the worst first.
    pub findings_by_severity: Vec<SeverityCount>,
    /// Whether marks stand in its text.
    pub findings_marked: bool,
    /// Segments whose English has changed since they were translated.
    pub stale: usize,
    /// Sentences of the English that are not translated.
    pub untranslated: usize,
    /// The locales.
    pub languages: Vec<Language>,
    /// The way from the home page to here.
    pub breadcrumbs: Vec<Link>,
    /// The page's own part of the table of contents, the items of a list: its ancestors, the nearest of its siblings, its children.
    pub toc_html: String,
    /// The page's headings, those of typed parts included, in order.
    pub headings: Vec<Heading>,
    /// What only API pages have.
    pub api: ApiParts,
    /// The sections that are prose, in order.
    pub sections: Vec<Section>,
    /// "See also", with the page's own heading.
    pub see_also: Option<Section>,
}

/// The locale's home page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HomeContext {
    /// As on every page; `kind` is `home`.
    #[serde(flatten)]
    pub page: PageContext,
    /// The kinds that have pages, with how many and the list's page.
    pub kinds: Vec<KindCount>,
    /// The overviews of the whole, in the same form.
    pub indexes: Vec<KindCount>,
}

/// A page kind on the home page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KindCount {
    /// The kind: `method`.
    pub kind: String,
    /// How many pages.
    pub count: usize,
    /// The page that lists them.
    pub href: String,
}

/// The list of all pages of a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListContext {
    /// As on every page; `kind` is `list`.
    #[serde(flatten)]
    pub page: PageContext,
    /// The kind that is listed.
    pub listed: String,
    /// Its pages, sorted by name: the link and the summary.
    pub items: Vec<ListItem>,
    /// The overviews that have more of it.
    pub related: Vec<Link>,
}

/// A page in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ListItem {
    /// The page's name in the source language, and where it is.
    #[serde(flatten)]
    pub link: Link,
    /// What it is.
    pub html: String,
}

/// The list of all return codes, or of all flags.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CodesContext {
    /// As on every page; `kind` is `codes`.
    #[serde(flatten)]
    pub page: PageContext,
    /// What is listed: `code` or `flag`.
    pub listed: String,
    /// The codes by name.
    pub codes: Vec<CodeItem>,
}

/// A return code or flag in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CodeItem {
    /// `MAPI_E_NOT_FOUND`, also its anchor.
    pub name: String,
    /// `0x8004010F`; empty where nobody knows it.
    pub value: String,
    /// The methods and functions that return it; what takes it.
    pub links: Vec<Link>,
}

/// What each header declares.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HeadersContext {
    /// As on every page; `kind` is `headers`.
    #[serde(flatten)]
    pub page: PageContext,
    /// The headers by name.
    pub headers: Vec<HeaderItem>,
}

/// A header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HeaderItem {
    /// Its name as most pages write it.
    pub name: String,
    /// How much it declares.
    pub count: usize,
    /// What it declares, by kind.
    pub groups: Vec<HeaderGroup>,
}

/// What a header declares of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HeaderGroup {
    /// The kind: `structure`.
    pub kind: String,
    /// The items by name.
    pub links: Vec<Link>,
}

/// All interfaces by what they derive from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HierarchyContext {
    /// As on every page; `kind` is `hierarchy`.
    #[serde(flatten)]
    pub page: PageContext,
    /// How many interfaces.
    pub count: usize,
    /// The branches that have branches themselves, each drawn from its root.
    pub branches: Vec<Diagram>,
    /// The items of the list of roots, each with the list of what derives from it.
    pub tree_html: String,
}

/// All properties with what identifies them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TagsContext {
    /// As on every page; `kind` is `tags`.
    #[serde(flatten)]
    pub page: PageContext,
    /// The properties by name.
    pub rows: Vec<TagRow>,
}

/// A property in the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TagRow {
    /// Its name and page.
    #[serde(flatten)]
    pub link: Link,
    /// The names by which headers know it.
    pub names: Vec<String>,
    /// `0x3001001F`, one for each type; its number or its name in its set where it has no tag.
    pub identifiers: Vec<String>,
    /// `PT_UNICODE`.
    pub types: Vec<String>,
    /// Its area; empty where the page names none.
    pub area: String,
    /// Its property set; empty where it is in none.
    pub set: String,
}
