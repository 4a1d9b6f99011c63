//! Links of the site: from one page's HTML to another's, relative, and never to nowhere.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::Mutex;

use super::escape::{escape, escape_into};
use super::pictures::Pictures;
use crate::locale::Locale;
use crate::model::LinkIndex;
use crate::model::links::Target;
use crate::parse::sheet::Sheet;

/// Makes links for the pages of one locale.
pub(super) struct Links<'a> {
    pub(super) index: &'a LinkIndex,
    /// The locale whose pages are made.
    pub(super) locale: &'a Locale,
    /// The source language: where the site has it, it has every page.
    pub(super) source: &'a Locale,
    /// The site's locales.
    pub(super) locales: &'a [Locale],
    /// Where links from the root lead.
    pub(super) root: &'a str,
    /// The anchors of each page's headings.
    pub(super) anchors: &'a HashMap<&'a str, BTreeSet<String>>,
    /// The headings of the locale's pages, for links that say nothing themselves.
    pub(super) titles: &'a HashMap<&'a str, &'a str>,
    /// How large pictures are.
    pub(super) pictures: &'a Pictures<'a>,
    /// Files that pages show: to be copied.
    pub(super) used: &'a Mutex<BTreeSet<(Locale, String)>>,
}

/// The path of a page's HTML below its locale's folder; a key without an ending is one of the site's own pages.
///
/// A page that is named like one of those, such as `index.md`, gets a name that none of them and no other page has.
pub(super) fn html_path(key: &str) -> String {
    let Some((stem, _)) = key.rsplit_once('.') else { return format!("{key}.html") };
    let is_taken = stem.eq_ignore_ascii_case("index") || stem.starts_with('_');
    if is_taken { format!("_page-{stem}.html") } else { format!("{stem}.html") }
}

/// The path of a page's Markdown twin, beside its HTML.
pub(super) fn twin_path(key: &str) -> String {
    let html = html_path(key);
    format!("{}.md", html.strip_suffix(".html").unwrap_or(&html))
}

/// The locale whose page a reader of `locale` gets: its own; that in the source language, where the site has it, as every
/// page is in it; else the first there is.
pub(super) fn shown_in<'a>(
    key: &str,
    locale: &'a Locale,
    source: &'a Locale,
    locales: &'a [Locale],
    index: &LinkIndex,
) -> &'a Locale {
    if index.has(locale, key) {
        return locale;
    }
    let has = |locale: &&Locale| *locale == source || index.has(locale, key);
    let known = locales.iter().filter(|&known| known == source).chain(locales);
    std::iter::once(locale).chain(known).find(has).unwrap_or(locale)
}

/// The way from a page up to its locale's folder: `../` for each folder in its key.
pub(super) fn base(key: &str) -> String {
    "../".repeat(key.matches('/').count())
}

/// A path as part of an address.
pub fn encoded(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    encode(path, &mut address);
    address
}

/// The same, appended.
fn encode(path: &str, address: &mut String) {
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/');
    if path.bytes().all(is_plain) {
        return address.push_str(path);
    }
    for byte in path.bytes() {
        if is_plain(byte) {
            address.push(byte as char);
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
}

impl Links<'_> {
    /// The address of a page from another; that of its page in the source language where the locale lacks it.
    pub(super) fn page(&self, from: &str, key: &str) -> String {
        self.file_of(from, key, &html_path(key))
    }

    /// The address of a file that stands for a page, in the locale whose page a reader gets.
    fn file_of(&self, from: &str, key: &str, path: &str) -> String {
        let shown = shown_in(key, self.locale, self.source, self.locales, self.index);
        let mut address = base(from);
        if shown != self.locale {
            address.extend(["../", shown.as_str(), "/"]);
        }
        encode(path, &mut address);
        address
    }

    /// Appends the opening tag of a link as written on a page. What leads nowhere becomes a span that says so.
    pub(super) fn open(&self, sheet: &Sheet, link: &str, html: &mut String) {
        let from = sheet.key.as_ref();
        match self.index.resolve(from, &sheet.locale, link) {
            Target::Page { key, fragment, .. } => {
                html.extend(["<a href=\"", &self.page(from, &key)]);
                if let Some(fragment) = fragment.filter(|fragment| self.has_anchor(&key, fragment)) {
                    html.push('#');
                    escape_into(&fragment, html);
                }
            }
            Target::Here(fragment) if self.has_anchor(from, &fragment) => {
                html.push_str("<a href=\"#");
                escape_into(&fragment, html);
            }
            Target::Media { locale, path, .. } => {
                html.extend(["<a href=\"", &self.file(from, locale, path)]);
            }
            Target::Root => html.extend(["<a href=\"", &escape(self.root), &escape(link.trim())]),
            Target::Elsewhere if is_safe(link) => {
                html.push_str("<a href=\"");
                escape_into(link, html);
            }
            _ => html.push_str("<a class=\"dead"),
        }
        html.push_str("\">");
    }

    /// Where a link as written on a page leads from the page's Markdown twin; `None` where that is nowhere.
    pub(super) fn twin(&self, sheet: &Sheet, link: &str) -> Option<String> {
        let from = sheet.key.as_ref();
        match self.index.resolve(from, &sheet.locale, link) {
            Target::Page { key, fragment, .. } => {
                let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
                Some(self.file_of(from, &key, &twin_path(&key)) + &fragment)
            }
            Target::Media { locale, path, .. } => Some(self.file(from, locale, path)),
            Target::Root => Some(format!("{}{}", self.root, link.trim())),
            Target::Here(_) => Some(link.to_owned()),
            Target::Elsewhere => Some(link.to_owned()).filter(|link| is_safe(link)),
            Target::OtherBook | Target::Dead => None,
        }
    }

    /// What a link says that a translation left without words: the heading of the page that it leads to, else its address.
    pub(super) fn label(&self, sheet: &Sheet, link: &str) -> String {
        match self.index.resolve(&sheet.key, &sheet.locale, link) {
            Target::Page { key, .. } => {
                let stem = || key.rsplit_once('.').map_or(key.as_ref(), |(stem, _)| stem);
                self.titles.get(key.as_ref()).copied().unwrap_or_else(stem).to_owned()
            }
            _ => link.trim().to_owned(),
        }
    }

    /// An image as written on a page; its text where the file is not there. The `first` of a page may be seen at once.
    pub(super) fn image(&self, sheet: &Sheet, target: &str, alt: &str, first: bool) -> String {
        let from = sheet.key.as_ref();
        let (address, size) = match self.index.resolve(from, &sheet.locale, target) {
            Target::Media { locale, path, .. } => {
                let size = self.pictures.size(&locale, &path);
                (self.file(from, locale, path), size)
            }
            Target::Elsewhere if is_safe(target) => (escape(target), None),
            _ => return format!("<span class=\"missing\">{}</span>", escape(alt)),
        };
        let mut html = format!("<img src=\"{address}\" alt=\"{}\"", escape(alt));
        if let Some((width, height)) = size {
            let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
        }
        // The first is not put off: it is the largest thing of a page that begins with it.
        html.push_str(if first { " decoding=\"async\">" } else { " loading=\"lazy\" decoding=\"async\">" });
        html
    }

    fn file(&self, from: &str, locale: Locale, path: String) -> String {
        let address = if locale == *self.locale {
            format!("{}{}", base(from), encoded(&path))
        } else {
            format!("{}../{locale}/{}", base(from), encoded(&path))
        };
        let mut used = self.used.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        used.insert((locale, path));
        address
    }

    fn has_anchor(&self, key: &str, fragment: &str) -> bool {
        self.anchors.get(key).is_some_and(|anchors| anchors.contains(fragment))
    }
}

/// Whether an address is one that a page may lead to: no script.
fn is_safe(link: &str) -> bool {
    let link = link.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:", "ftp://", "//"].iter().any(|scheme| link.starts_with(scheme))
}
