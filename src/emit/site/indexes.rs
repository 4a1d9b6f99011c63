//! The site's own pages: the root, a locale's home, the lists by kind, and the scripts of names.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Address, open_graph};
use super::context::{
    CodeItem, CodesContext, HomeContext, KindCount, Language, ListContext, ListItem, PageContext,
};
use super::escape::escape;
use super::inline::{Languages, Renderer};
use super::links::{encoded, html_path};
use super::page::{Shelf, direction, link_to, native_name, qualified_name};
use super::toc::script_json;
use crate::locale::Locale;
use crate::parse::kind::KINDS;
use crate::parse::outline::BlockKind;
use crate::parse::passage::Passage;
use crate::parse::{Item, Page};

/// What return codes are called among the kinds of page.
const CODE: &str = "code";

/// Pages by kind, sorted by name.
pub(super) type Listing = BTreeMap<&'static str, Vec<ListItem>>;

/// The key of the list of a kind; the underscore keeps it apart from pages' keys.
pub(super) fn list_key(kind: &str) -> String {
    format!("_{kind}")
}

/// The page that a locale shows for a key: its own; for the source language also another's, of which it shows the source.
fn shown<'a>(shelf: &Shelf<'_>, group: &'a [Page]) -> Option<(&'a Page, Languages)> {
    let own = group.iter().find(|page| page.sheet.locale == *shelf.locale);
    let lent = || group.iter().find(|page| page.sheet.unwoven.is_bilingual()).or(group.first());
    match own {
        Some(page) => Some((page, Languages::All)),
        None if shelf.locale == shelf.source => lent().map(|page| (page, Languages::Source)),
        None => None,
    }
}

/// All pages of the locale by kind.
pub(super) fn listing(shelf: &Shelf<'_>, groups: &[&[Page]]) -> Listing {
    let source = shelf.source.to_string();
    let mut listing = Listing::new();
    for group in groups {
        let Some((page, languages)) = shown(shelf, group) else { continue };
        let renderer =
            Renderer { sheet: &page.sheet, languages, source: &source, links: &shelf.links, marks: None };
        let name = match (&page.item, &page.item.common().title.passage) {
            (Item::Concept(_), Passage::Inline(span)) => {
                super::inline::plain(&renderer.inline_unlinked(*span))
            }
            _ => qualified_name(&page.item),
        };
        listing.entry(page.item.kind()).or_default().push(ListItem {
            link: link_to(&shelf.links, "", &page.sheet.key, &name),
            html: summary(page, &renderer),
        });
    }
    for items in listing.values_mut() {
        items.sort_by_cached_key(|item| (item.link.name.to_lowercase(), item.link.href.clone()));
    }
    listing
}

/// A page's summary as inline HTML.
fn summary(page: &Page, renderer: &Renderer<'_>) -> String {
    let Passage::Blocks { blocks, .. } = &page.item.common().summary.passage else { return String::new() };
    let first = blocks.first().map(|&block| page.sheet.outline.block(block));
    match first {
        Some(block) if matches!(block.kind, BlockKind::Paragraph { .. }) => {
            renderer.inline_unlinked(block.content)
        }
        _ => String::new(),
    }
}

/// What the site's own pages have in common.
pub(super) fn frame(shelf: &Shelf<'_>, key: &str, title: &str) -> PageContext {
    let frame = shelf.frame(key);
    PageContext {
        title: title.to_owned(),
        title_html: escape(title),
        bilingual: shelf.locale != shelf.source,
        toc_html: shelf.contents.part("", ""),
        ..frame
    }
}

/// A list of all pages of a kind.
pub(super) fn list(shelf: &Shelf<'_>, kind: &str, items: &[ListItem]) -> ListContext {
    let title = shelf.words.get(&format!("kinds_{kind}")).to_owned();
    let key = list_key(kind);
    let markdown = shelf.twin_href(&key);
    let page = PageContext { kind: "list".to_owned(), markdown, ..frame(shelf, &key, &title) };
    ListContext { page, listed: kind.to_owned(), items: items.to_vec() }
}

/// The list of all return codes.
pub(super) fn codes(shelf: &Shelf<'_>) -> CodesContext {
    let key = list_key(CODE);
    let title = shelf.words.get("kinds_code").to_owned();
    let item = |(name, users): (&&str, &BTreeSet<(String, &str)>)| CodeItem {
        name: (*name).to_owned(),
        value: shelf.references.value(name).to_owned(),
        links: users.iter().map(|(name, page)| link_to(&shelf.links, "", page, name)).collect(),
    };
    CodesContext {
        page: PageContext { kind: "codes".to_owned(), ..frame(shelf, &key, &title) },
        codes: shelf.references.codes.iter().map(item).collect(),
    }
}

/// A locale's home.
pub(super) fn home(shelf: &Shelf<'_>, listing: &Listing) -> HomeContext {
    let codes = KindCount {
        kind: CODE.to_owned(),
        count: shelf.references.codes.len(),
        href: format!("{}.html", list_key(CODE)),
    };
    let kinds = KINDS
        .iter()
        .filter_map(|kind| {
            let count = listing.get(kind.name)?.len();
            Some(KindCount {
                kind: kind.name.to_owned(),
                count,
                href: format!("{}.html", list_key(kind.name)),
            })
        })
        .chain((codes.count > 0).then_some(codes))
        .collect();
    let markdown = if shelf.markdown { super::llms::FILE.to_owned() } else { String::new() };
    let page = PageContext { kind: "home".to_owned(), markdown, ..frame(shelf, "index", shelf.title) };
    HomeContext { page, kinds }
}

/// What a host shows at addresses that no page has: its links begin at the site's path, else at the host's root.
pub(super) fn lost(
    title: &str,
    locales: &[Locale],
    own: &Locale,
    address: Option<Address<'_>>,
) -> PageContext {
    let path = address.map(Address::path).unwrap_or_default();
    let mut lost = root(title, locales, own, address);
    for language in &mut lost.languages {
        language.href = format!("{path}/{}", language.href);
    }
    PageContext { kind: "lost".to_owned(), root: format!("{path}/"), noindex: true, ..lost }
}

/// The site's first page, itself in the locale `own`.
pub(super) fn root(
    title: &str,
    locales: &[Locale],
    own: &Locale,
    address: Option<Address<'_>>,
) -> PageContext {
    let language = |locale: &Locale| Language {
        tag: locale.to_string(),
        name: native_name(locale),
        dir: direction(locale),
        href: format!("{locale}/index.html"),
        address: address.map(|address| address.of(&format!("{locale}/index.html"))).unwrap_or_default(),
        open_graph: open_graph(locale),
        current: false,
        missing: false,
    };
    PageContext {
        site_title: title.to_owned(),
        locale: own.to_string(),
        dir: direction(own),
        source_locale: own.to_string(),
        address: address.map(|address| address.of("")).unwrap_or_default(),
        kind: "root".to_owned(),
        title: title.to_owned(),
        title_html: escape(title),
        languages: locales.iter().map(language).collect(),
        ..PageContext::default()
    }
}

/// All names in the source language as the script that finds pages by them: `[name, href, kind]`.
pub(super) fn names(shelf: &Shelf<'_>, groups: &[&[Page]]) -> String {
    let mut names: Vec<serde_json::Value> = Vec::new();
    for group in groups {
        let Some((page, _)) = shown(shelf, group) else { continue };
        let href = encoded(&html_path(&page.sheet.key));
        let kind = page.item.kind();
        let mut add = |name: &str| names.push(serde_json::json!([name, href, kind]));
        add(&qualified_name(&page.item));
        if let Item::Property(property) = &page.item {
            property.associated.iter().for_each(|name| add(name));
        }
    }
    format!("mapidoc.names({});\n", script_json(&serde_json::Value::from(names)))
}
