//! One page in one locale: what its template is given.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::address::{Address, open_graph};
use super::blocks::{self, Blocks};
use super::catalog::Catalog;
use super::collate::Order;
use super::context::{ApiParts, Heading, InfoRow, Language, Link, NamedLocale, PageContext, Section};
use super::findings::{self, Findings, Marks};
use super::highlight::Code;
use super::inline::{Languages, Renderer, plain};
use super::links::{Links, base, encoded, html_path, twin_path};
use super::parts;
use super::references::References;
use super::toc::Contents;
use super::ui::Words;
use crate::locale::Locale;
use crate::memory::freshness::Lag;
use crate::model::Model;
use crate::parse::item::{self, Common, Text};
use crate::parse::outline::BlockKind;
use crate::parse::passage::{Passage, Side};
use crate::parse::{Item, Page, terms};

/// How long a description may be, in characters.
const DESCRIPTION: usize = 200;

/// Ids of the templates' own elements, which no heading may take.
const OWN_IDS: [&str; 23] = [
    "content",
    "toc",
    "find",
    "findings",
    "hide-marks",
    "found",
    "found-count",
    "query",
    "results",
    "result-count",
    "help",
    "narrow",
    "index",
    "inherited-methods",
    "inheritance",
    "used-by",
    "view-target",
    "view-both",
    "view-source",
    "code-c",
    "code-rust",
    "tab-c",
    "tab-rust",
];

/// Everything that the pages of one locale share.
pub(super) struct Shelf<'a> {
    pub(super) locale: &'a Locale,
    pub(super) source: &'a Locale,
    pub(super) title: &'a str,
    /// The site's address, where it is known.
    pub(super) address: Option<Address<'a>>,
    /// Whether each page has a Markdown twin.
    pub(super) markdown: bool,
    /// All locales of the site, in order.
    pub(super) locales: &'a [Locale],
    pub(super) words: Words,
    /// How names are sorted.
    pub(super) order: Order,
    pub(super) contents: Contents,
    pub(super) links: Links<'a>,
    pub(super) code: &'a Code,
    pub(super) model: &'a Model,
    /// Names of types → keys of their pages.
    pub(super) types: &'a HashMap<String, Arc<str>>,
    /// What pages' items are in Rust.
    pub(super) rust: &'a BTreeMap<String, String>,
    /// The model's items by page.
    pub(super) catalog: &'a Catalog<'a>,
    /// Who uses what.
    pub(super) references: &'a References<'a>,
    /// What was found on the locale's pages.
    pub(super) findings: Findings<'a>,
    /// How far they are behind the English; `None` where that is not known.
    pub(super) lags: Option<&'a BTreeMap<Arc<str>, Lag>>,
}

impl Shelf<'_> {
    /// What every page of the locale is given, whatever it says.
    pub(super) fn frame(&self, key: &str) -> PageContext {
        let base = base(key);
        let path = encoded(&html_path(key));
        let address = self.address.map(|address| address.of(&format!("{}/{path}", self.locale)));
        PageContext {
            address: address.unwrap_or_default(),
            site_title: self.title.to_owned(),
            locale: self.locale.to_string(),
            dir: direction(self.locale),
            source_locale: self.source.to_string(),
            state: format!("{base}{}.html", super::translation::KEY),
            root: format!("{base}../"),
            language: NamedLocale { tag: self.locale.to_string(), name: native_name(self.locale) },
            presence: self.presence(key),
            path,
            base,
            key: key.to_owned(),
            ..PageContext::default()
        }
    }

    /// Which of the locales have a page, a sign for each.
    fn presence(&self, key: &str) -> String {
        // The site's own pages have no ending, and every locale has them.
        let shared = !key.contains('.');
        let has = |locale: &Locale| shared || locale == self.source || self.model.links.has(locale, key);
        self.locales.iter().map(|locale| if has(locale) { '1' } else { '0' }).collect()
    }

    /// The language switcher of pages in a folder that so many locales have: the same page in every locale; where a locale
    /// lacks it, one that says so.
    pub(super) fn languages(&self, base: &str, presence: &str) -> Vec<Language> {
        let language = |(locale, present): (&Locale, char)| {
            let missing = present == '0';
            let address = self.address.filter(|_| !missing);
            Language {
                address: address.map(|address| address.of(&format!("{locale}/"))).unwrap_or_default(),
                open_graph: open_graph(locale),
                tag: locale.to_string(),
                name: native_name(locale),
                dir: direction(locale),
                folder: format!("{base}../{locale}/"),
                current: locale == self.locale,
                missing,
            }
        };
        self.locales.iter().zip(presence.chars()).map(language).collect()
    }

    /// A page's context. `source_from` says where the words of a page in the source language are from; empty on others.
    pub(super) fn page(&self, page: &Page, languages: Languages, source_from: &str) -> PageContext {
        let sheet = &page.sheet;
        let source = self.source.to_string();
        // A page in the source language that is made of another's has none of its own.
        let found = if sheet.locale == *self.locale { self.findings.on(&sheet.key) } else { &[] };
        let marks = Marks::new(found, &sheet.unwoven);
        let renderer = Renderer::new(sheet, languages, &source, &self.links, Some(&marks));
        let findings = findings::listed(found);
        let lag = self.lags.and_then(|lags| lags.get(&sheet.key)).filter(|_| sheet.locale == *self.locale);
        let lag = lag.copied().unwrap_or_default();
        let mut blocks = Blocks {
            renderer: &renderer,
            code: self.code,
            words: &self.words,
            own_ids: &OWN_IDS,
            anchors: findings.iter().map(|finding| (finding.id.clone(), 1)).collect(),
            headings: Vec::new(),
            levels: blocks::levels(sheet),
            values: parts::values(self, page),
        };
        let common = page.item.common();
        let title_html = match &common.title.passage {
            Passage::Inline(span) if !span.is_empty() => renderer.inline_unlinked(*span),
            _ => super::escape::escape(sheet.title()),
        };
        let lede_html = blocks.text(&common.summary);
        let api = parts::api(self, page, &mut blocks);
        // What a typed section says beside its entries is shown with them.
        let typed: Vec<String> = api.typed_headings().map(|heading| heading.id.clone()).collect();
        let prose = common.sections.iter().filter(|section| !typed.contains(&section.id));
        let sections = prose.map(|section| section_html(section, &mut blocks)).collect();
        let see_also = see_also(common, &mut blocks);
        let bilingual = languages == Languages::All && sheet.unwoven.is_bilingual();
        let mut headings = blocks.headings;
        // Typed sections are rendered first; readers want the page's own order.
        let order: HashMap<String, usize> = sheet
            .outline
            .roots()
            .enumerate()
            .filter(|(_, block)| matches!(sheet.outline.block(*block).kind, BlockKind::Heading(_)))
            .map(|(place, block)| (sheet.anchor(block), place))
            .collect();
        headings.sort_by_key(|heading| order.get(&heading.id).copied().unwrap_or(usize::MAX));
        let see_also_id =
            see_also.as_ref().and_then(|section| section.heading.as_ref()).map(|heading| &*heading.id);
        self.own_headings(&api, see_also_id, &mut headings);
        let mut frame = self.frame(&sheet.key);
        frame.breadcrumbs =
            vec![Link { name: self.title.to_owned(), href: format!("{}index.html", frame.base) }];
        frame.breadcrumbs.extend(self.contents.breadcrumbs(&sheet.key, &frame.base));
        frame.toc_html = self.contents.part(&sheet.key, &frame.base);
        let title = plain(&title_html);
        PageContext {
            kind: page.item.kind().to_owned(),
            trail_json: self.trail(&encoded(&html_path(&sheet.key)), &frame.breadcrumbs, &title),
            title,
            title_html: super::escape::breaks(&title_html),
            description: shorten(&plain(&lede_html)),
            name: qualified_name(&page.item),
            lede_html,
            applies_html: applies(page, &renderer),
            bilingual,
            translation: if bilingual {
                sheet.front.translation_type.clone().unwrap_or_default()
            } else {
                String::new()
            },
            date: date(page, bilingual),
            dated: if bilingual && sheet.front.last_handoff.is_some() { "translated_on" } else { "date" },
            markdown: self.twin_href(&sheet.key),
            findings,
            findings_total: found.len(),
            findings_by_severity: findings::by_severity(found),
            findings_marked: !marks.is_empty(),
            stale: lag.stale,
            untranslated: lag.missing,
            source_from: source_from.to_owned(),
            headings,
            api,
            sections,
            see_also,
            ..frame
        }
    }
}

impl Shelf<'_> {
    /// The address of a page's twin, from the page; empty where pages have none.
    pub(super) fn twin_href(&self, key: &str) -> String {
        let path = if self.markdown { encoded(&twin_path(key)) } else { String::new() };
        path.rsplit('/').next().unwrap_or_default().to_owned()
    }

    /// Adds the headings of what the page itself does not have, where the templates show it.
    fn own_headings(&self, api: &ApiParts, see_also: Option<&str>, headings: &mut Vec<Heading>) {
        let own = |id: &str, word: &str| Heading {
            id: id.to_owned(),
            level: 2,
            html: super::escape::escape(self.words.get(word)),
        };
        let vtable = api.vtable_heading.as_ref().map(|heading| heading.id.as_str());
        let mut place = headings
            .iter()
            .position(|heading| Some(heading.id.as_str()) == vtable)
            .map_or(0, |place| place + 1);
        if !api.inherited.is_empty() {
            headings.insert(place, own("inherited-methods", "inherited_methods"));
            place += 1;
        }
        if api.diagram.is_some() {
            headings.insert(place, own("inheritance", "inheritance"));
        }
        if !api.used_by.links.is_empty() {
            let end = headings.iter().position(|heading| Some(heading.id.as_str()) == see_also);
            headings.insert(end.unwrap_or(headings.len()), own("used-by", "used_by"));
        }
    }
}

/// A section of prose.
fn section_html(section: &item::Section, blocks: &mut Blocks<'_>) -> Section {
    let heading = match section.title.passage {
        Passage::Inline(span) => {
            let html = blocks.renderer.inline_unlinked(span);
            (!html.is_empty()).then(|| blocks.note(&section.id, html))
        }
        _ => None,
    };
    Section { heading, html: blocks.text(&section.body) }
}

/// "See also" as a list of links.
fn see_also(common: &Common, blocks: &mut Blocks<'_>) -> Option<Section> {
    let renderer = blocks.renderer;
    let link = |link: &item::SeeAlso| {
        let text = match &link.text.passage {
            Passage::Inline(span) => renderer.inline_unlinked(*span),
            _ => String::new(),
        };
        let mut item = "<li>".to_owned();
        renderer.links.open(renderer.sheet, &link.target, &mut item);
        item + &text + "</a></li>"
    };
    let links: String = common.see_also.iter().map(link).collect();
    if links.is_empty() {
        return None;
    }
    let heading = blocks.renderer.sheet.titled(terms::SEE_ALSO).map(|block| blocks.heading(block));
    Some(Section { heading, html: format!("<ul>{links}</ul>") })
}

/// The line that names products.
fn applies(page: &Page, renderer: &Renderer<'_>) -> String {
    page.sheet
        .applies_to()
        .map(|block| renderer.inline(page.sheet.outline.block(block).content))
        .unwrap_or_default()
}

/// The name that a reader copies: with its interface for a method.
pub(super) fn qualified_name(item: &Item) -> String {
    match item {
        Item::Method(method) => format!("{}::{}", method.interface, method.common.name),
        other => other.common().name.clone(),
    }
}

/// The date that matters: of the translation's handoff, else the page's own; ISO where it was American.
pub(super) fn date(page: &Page, bilingual: bool) -> String {
    let front = &page.sheet.front;
    let stated =
        if bilingual { front.last_handoff.as_ref().or(front.date.as_ref()) } else { front.date.as_ref() };
    let stated = stated.map(String::as_str).unwrap_or_default();
    match stated.split('/').collect::<Vec<_>>().as_slice() {
        [month, day, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => stated.to_owned(),
    }
}

/// A text of many words, cut after so many that a description may have.
pub(super) fn shorten(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(DESCRIPTION) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
        None => text,
    }
}

/// `ltr` or `rtl`.
pub(super) fn direction(locale: &Locale) -> &'static str {
    if locale.is_right_to_left() { "rtl" } else { "ltr" }
}

/// What a language calls itself, with its region where it is not the usual one.
pub(super) fn native_name(locale: &Locale) -> String {
    let name =
        NATIVE_NAMES.iter().find(|(language, _)| *language == locale.language()).map(|(_, name)| *name);
    match (name, locale.as_str(), locale.script()) {
        (Some(_), _, "Hans") => "简体中文".to_owned(),
        (Some(_), _, "Hant") => "繁體中文".to_owned(),
        (Some(_), "pt-BR", _) => "Português (Brasil)".to_owned(),
        (Some(name), _, _) => name.to_owned(),
        (None, tag, _) => tag.to_owned(),
    }
}

/// Languages' own names, for those that Microsoft localizes into.
const NATIVE_NAMES: &[(&str, &str)] = &[
    ("ar", "العربية"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hu", "Magyar"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("nb", "Norsk"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ru", "Русский"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("zh", "中文"),
];

/// A link to a page of the same locale, named in the source language.
pub(super) fn link_to(links: &Links<'_>, from: &str, key: &str, name: &str) -> Link {
    Link { name: name.to_owned(), href: links.page(from, key) }
}

/// The anchors of every page's headings, for links that name one.
pub(super) fn anchors(pages: &[Page]) -> HashMap<&str, BTreeSet<String>> {
    let mut anchors: HashMap<&str, BTreeSet<String>> = HashMap::new();
    for page in pages {
        let sheet = &page.sheet;
        let known = anchors.entry(sheet.key.as_ref()).or_default();
        for block in sheet.outline.roots() {
            if matches!(sheet.outline.block(block).kind, BlockKind::Heading(2..)) {
                known.insert(sheet.anchor(block));
            }
        }
    }
    anchors
}

/// The headings of a locale's pages, in its language.
pub(super) fn titles<'p>(pages: &'p [Page], locale: &Locale) -> HashMap<&'p str, &'p str> {
    let title = |page: &'p Page| {
        let sheet = &page.sheet;
        let title = match sheet.heading.map(|block| sheet.outline.block(block).content) {
            Some(span) => sheet.words(span, Side::Target).trim(),
            None => "",
        };
        (sheet.key.as_ref(), if title.is_empty() { sheet.title() } else { title })
    };
    pages.iter().filter(|page| page.sheet.locale == *locale).map(title).collect()
}

/// The HTML of a text that is a cell.
pub(super) fn inline_html(text: &Text, blocks: &Blocks<'_>) -> String {
    match text.passage {
        Passage::Inline(span) => blocks.renderer.inline(span),
        _ => String::new(),
    }
}

/// The rows of facts.
pub(super) fn info_rows(common: &Common, blocks: &Blocks<'_>) -> Vec<InfoRow> {
    let row = |row: &item::InfoRow| InfoRow {
        label_html: inline_html(&row.label_text, blocks),
        value_html: inline_html(&row.value, blocks),
    };
    common
        .info
        .iter()
        .map(row)
        .filter(|row| !row.label_html.is_empty() || !row.value_html.is_empty())
        .collect()
}
