//! The site's own pages: the root, a locale's home, and the lists by kind.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Address, open_graph};
use super::context::{
    CodeItem, CodesContext, HomeContext, KindCount, Language, Link, ListContext, ListItem, PageContext,
};
use super::escape::escape;
use super::inline::{Languages, Renderer};
use super::page::{Shelf, direction, link_to, native_name, qualified_name};
use crate::locale::Locale;
use crate::parse::kind::KINDS;
use crate::parse::outline::BlockKind;
use crate::parse::passage::Passage;
use crate::parse::{Item, Page};

/// What return codes are called among the kinds of page.
pub(super) const CODE: &str = "code";
/// What flags are called among them.
pub(super) const FLAG: &str = "flag";

/// The overviews that readers of a kind's list may look for; the kinds in the order in which a home names them, others last.
const RELATED: &[(&str, &[&str])] = &[
    ("interface", &["hierarchy", "header"]),
    ("method", &[FLAG, CODE]),
    ("function", &[FLAG, CODE, "header"]),
    ("callback", &["header"]),
    ("macro", &["header"]),
    ("structure", &[FLAG, "header"]),
    ("enumeration", &["header"]),
    ("typedef", &["header"]),
    ("property", &["tag", FLAG]),
];

/// Pages by kind, sorted by name.
pub(super) type Listing = BTreeMap<&'static str, Vec<ListItem>>;

/// The key of the list of a kind; the underscore keeps it apart from pages' keys.
pub(super) fn list_key(kind: &str) -> String {
    format!("_{kind}")
}

/// The page that a locale shows for a key: its own; for the source language also another's, of which it shows the source.
pub(super) fn shown<'a>(shelf: &Shelf<'_>, group: &'a [Page]) -> Option<(&'a Page, Languages)> {
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
        let renderer = Renderer::new(&page.sheet, languages, &source, &shelf.links, None);
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
        shelf.order.sort(items, |item| &item.link.name, |item| item.link.href.clone());
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
pub(super) fn list(
    shelf: &Shelf<'_>,
    kind: &str,
    items: &[ListItem],
    overviews: &[(&str, usize)],
) -> ListContext {
    let wanted = RELATED.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, related)| related);
    let related = wanted.iter().filter(|wanted| overviews.iter().any(|(there, _)| there == *wanted));
    let related = related.map(|kind| Link {
        name: shelf.words.get(&format!("kinds_{kind}")).to_owned(),
        href: format!("{}.html", list_key(kind)),
    });
    let title = shelf.words.get(&format!("kinds_{kind}")).to_owned();
    let key = list_key(kind);
    let markdown = shelf.twin_href(&key);
    let page = PageContext { kind: "list".to_owned(), markdown, ..frame(shelf, &key, &title) };
    ListContext { page, listed: kind.to_owned(), items: items.to_vec(), related: related.collect() }
}

/// The list of all return codes, or of all flags; `None` where there are none.
pub(super) fn codes(shelf: &Shelf<'_>, kind: &str) -> Option<CodesContext> {
    let references = shelf.references;
    let listed = if kind == FLAG { &references.flags } else { &references.codes };
    if listed.is_empty() {
        return None;
    }
    let key = list_key(kind);
    let title = shelf.words.get(&format!("kinds_{kind}")).to_owned();
    let item = |(name, users): (&&str, &BTreeSet<(String, &str)>)| CodeItem {
        name: (*name).to_owned(),
        value: references.value_of(name).to_owned(),
        links: users.iter().map(|(name, page)| link_to(&shelf.links, "", page, name)).collect(),
    };
    Some(CodesContext {
        page: PageContext { kind: "codes".to_owned(), ..frame(shelf, &key, &title) },
        listed: kind.to_owned(),
        codes: listed.iter().map(item).collect(),
    })
}

/// A locale's home.
pub(super) fn home(shelf: &Shelf<'_>, listing: &Listing, overviews: &[(&str, usize)]) -> HomeContext {
    let card = |kind: &str, count: usize| KindCount {
        kind: kind.to_owned(),
        count,
        href: format!("{}.html", list_key(kind)),
    };
    let mut names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let place = |name: &str| RELATED.iter().position(|(kind, _)| *kind == name).unwrap_or(RELATED.len());
    names.sort_by_key(|name| place(name));
    let kinds = names.iter().filter_map(|name| Some(card(name, listing.get(name)?.len())));
    let markdown = if shelf.markdown { super::llms::FILE.to_owned() } else { String::new() };
    HomeContext {
        page: PageContext { kind: "home".to_owned(), markdown, ..frame(shelf, "index", shelf.title) },
        kinds: kinds.collect(),
        indexes: overviews.iter().map(|(kind, count)| card(kind, *count)).collect(),
    }
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
        language.folder = format!("{path}/{}", language.folder);
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
        folder: format!("{locale}/"),
        address: address.map(|address| address.of(&format!("{locale}/"))).unwrap_or_default(),
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
        path: "index.html".to_owned(),
        languages: locales.iter().map(language).collect(),
        ..PageContext::default()
    }
}
