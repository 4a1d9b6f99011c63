//! What the templates are given. Fields that end in `html` are HTML already; all others are text that the template escapes.
//!
//! A segment is `<span class="seg"><span class="t">TARGET</span><span class="s" lang="en-US">SOURCE</span></span>`
//! wherever it stands: one markup for the three views, which the style sheet tells apart.

mod api;

use serde::Serialize;

pub use api::*;

/// A locale as the language switcher shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Language {
    /// The tag: `es-ES`.
    pub tag: String,
    /// Its own name for itself: `Español`.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The way from the page to that locale's folder, `../es-ES/`: the page's `path` behind it leads to the same page there;
    /// where the locale lacks it, to one that says so.
    pub folder: String,
    /// The folder's absolute address; empty where the locale lacks the page or the site's address is not known.
    pub address: String,
    /// The locale as Open Graph writes it: `es_ES`.
    pub open_graph: String,
    /// Whether it is the page's own.
    pub current: bool,
    /// Whether the locale lacks the page.
    pub missing: bool,
}

/// A locale's tag and its own name for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NamedLocale {
    /// The tag: `es-ES`.
    pub tag: String,
    /// `Español`.
    pub name: String,
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
    /// The page's path below its locale's folder, as part of an address.
    pub path: String,
    /// The page's locale by name.
    pub language: NamedLocale,
    /// Which of the locales have the page: `1` or `0` for each, in their order. Templates are given `languages` made of it,
    /// and `original`, that of the source language where it is among them. Empty on pages above the locales.
    pub presence: String,
    /// The locales, on pages above them.
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
