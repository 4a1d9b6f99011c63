//! The localized static site: one HTML page a page and locale, both languages in it.
//!
//! `page` makes what a template is given, from the page's `blocks` and `inline` content and its typed `parts`;
//! `toc` lays out the contents, `indexes` makes the site's own pages. Every link is relative: the site works from any
//! folder, any host and straight from the file system.

mod address;
mod blocks;
mod catalog;
mod collate;
pub mod context;
mod corrected;
mod escape;
mod explanation;
mod findings;
mod fixed;
mod given;
mod hierarchy;
mod highlight;
mod indexes;
mod inline;
mod links;
mod llms;
mod missing;
mod numbers;
mod overview;
mod overview_file;
mod overviews;
mod page;
mod parts;
mod pictures;
mod prepared;
mod redirects;
mod references;
mod rust_code;
mod search;
mod simple;
mod slots;
mod theme;
mod toc;
mod translation;
mod twin;
mod ui;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use serde::Serialize;
use tera::Tera;

use super::OutputFile;
use crate::diagnostic::{Diagnostic, Rule, rule};
use crate::locale::Locale;
pub use crate::memory::freshness::Lags;
use crate::model::{Api, Model};
use crate::parse::Page;
use crate::parse::item::Common;
use crate::read;
use address::Address;
use fixed::Fixed;
use inline::Languages;
pub use links::encoded;
use links::html_path;
pub use overview_file::{OverviewOf, overview_file};
use page::Shelf;
pub use prepared::{Part, Site, page_address, page_stem, prepare};
pub use theme::{Theme, ThemeError};
use translation::Coverage;

/// What the site is made of.
#[derive(Debug)]
pub struct Book<'a> {
    /// The book's title; made up from the table of contents where there is none.
    pub title: Option<String>,
    /// Where links from the root lead.
    pub link_root: &'a str,
    /// Where the site will be, such as `https://example.org/mapi`, without a slash at the end; `None` where nobody knows.
    pub address: Option<&'a str>,
    /// The language of the source halves.
    pub source: &'a Locale,
    /// The locales that were given.
    pub locales: &'a [Locale],
    /// Tables of contents and media.
    pub books: &'a BTreeMap<Locale, read::Book>,
    /// All pages, sorted by key and locale.
    pub pages: &'a [Page],
    /// The model.
    pub model: &'a Model,
    /// What pages' items are in Rust, by the pages' keys.
    pub rust: &'a BTreeMap<String, String>,
    /// Templates and files.
    pub theme: &'a Theme,
    /// Whether each page has a Markdown twin, and the site an `llms.txt`.
    pub markdown: bool,
    /// What was found on the pages, to be shown on them; `None` where readers are not to see it.
    pub findings: Option<&'a [Diagnostic]>,
    /// How far pages are behind the English; `None` where readers are not to see it.
    pub lags: Option<&'a Lags>,
    /// The rules that may have found them, for their explanations.
    pub rules: &'a [&'static Rule],
}

/// Files of a locale's folder that are the site's own, beside its pages and lists.
const OWN_FILES: &[&str] = &["index.html", "toc.js", "search.json", llms::FILE];

/// How long most pages are at most, in bytes.
const USUAL_PAGE: usize = 32 * 1024;

/// Takes the files as they are made; called from several threads, in no order.
pub type Sink<'a> = dyn Fn(OutputFile) + Sync + 'a;

/// Makes the site, file by file, into `sink`: all of it at once would be a gigabyte.
pub fn emit(book: &Book<'_>, sink: &Sink<'_>) -> Vec<Diagnostic> {
    prepare(book, |site| site.all(sink))
}

/// Makes the pages of one locale.
struct Emitter<'a> {
    tera: &'a Tera,
    fixed: &'a Fixed,
    shelf: &'a Shelf<'a>,
    failed: &'a Mutex<Vec<Diagnostic>>,
    sink: &'a Sink<'a>,
}

impl Emitter<'_> {
    /// What the locale shows for a key, and where the words of a page in the source language are from; `None` where a page
    /// is to lead on to the locales that have it.
    fn shown<'p>(&self, group: &'p [Page]) -> Option<(&'p Page, Languages, String)> {
        let (page, languages) = indexes::shown(self.shelf, group)?;
        let from = match languages {
            Languages::Source => page.sheet.locale.to_string(),
            Languages::All if self.shelf.locale == self.shelf.source => "pages".to_owned(),
            Languages::All => String::new(),
        };
        Some((page, languages, from))
    }

    /// Makes the page of one key, and says what the search knows of it.
    fn page(&self, group: &[Page]) -> Option<search::Entry> {
        let Some((page, languages, from)) = self.shown(group) else {
            let context = missing::missing(self.shelf, group)?;
            self.render("missing.html", &html_path(&group[0].sheet.key), &context);
            return Some(search::Entry::missing(&group[0], &context.page));
        };
        let context = self.shelf.page(page, languages, &from);
        if self.shelf.markdown {
            let twin = twin::twin(self.shelf, page, languages, &context.title);
            self.file(&links::twin_path(&page.sheet.key), twin);
        }
        let template = format!("{}.html", page.item.kind());
        self.render(&template, &html_path(&page.sheet.key), &context);
        Some(search::Entry::of(page, languages, &context))
    }

    /// What the search knows of the page of one key, without making it.
    fn entry(&self, group: &[Page]) -> Option<search::Entry> {
        match self.shown(group) {
            Some((page, languages, from)) => {
                Some(search::Entry::of(page, languages, &self.shelf.page(page, languages, &from)))
            }
            None => Some(search::Entry::missing(&group[0], &missing::missing(self.shelf, group)?.page)),
        }
    }

    /// Hands on a file of the locale's folder.
    fn file(&self, path: &str, text: String) {
        (self.sink)(OutputFile::text(format!("{}/{path}", self.shelf.locale), text));
    }

    /// Renders a context and hands the file on.
    fn render(&self, template: &str, path: &str, context: &impl Serialize) {
        let mut bytes = Vec::with_capacity(USUAL_PAGE);
        let rendered = given::context(context).and_then(|mut context| {
            self.fixed.give(self.tera, Some(self.shelf), &mut context)?;
            self.tera.render_to(template, &context, &mut bytes)
        });
        match rendered {
            Ok(()) => (self.sink)(OutputFile { path: format!("{}/{path}", self.shelf.locale), bytes }),
            Err(error) => fail(self.failed, path, &error),
        }
    }

    /// The locale's home, its lists by kind, its contents and the page of its search.
    fn indexes(&self, groups: &[&[Page]]) {
        let listing = indexes::listing(self.shelf, groups);
        let mut overviews = Vec::new();
        for kind in [indexes::CODE, indexes::FLAG] {
            let Some(context) = indexes::codes(self.shelf, kind) else { continue };
            overviews.push((kind, context.codes.len()));
            self.render("codes.html", &format!("{}.html", indexes::list_key(kind)), &context);
        }
        if let Some(context) = overviews::tags(self.shelf) {
            overviews.push((overviews::TAG, context.rows.len()));
            self.render("tags.html", &format!("{}.html", indexes::list_key(overviews::TAG)), &context);
        }
        if let Some(context) = hierarchy::page(self.shelf, &listing) {
            overviews.push((hierarchy::HIERARCHY, context.count));
            let path = format!("{}.html", indexes::list_key(hierarchy::HIERARCHY));
            self.render("hierarchy.html", &path, &context);
        }
        if let Some(context) = overviews::headers(self.shelf) {
            overviews.push((overviews::HEADER, context.headers.len()));
            self.render("headers.html", &format!("{}.html", indexes::list_key(overviews::HEADER)), &context);
        }
        for (kind, items) in &listing {
            let context = indexes::list(self.shelf, kind, items, &overviews);
            self.render("list.html", &format!("{}.html", indexes::list_key(kind)), &context);
        }
        self.render("home.html", "index.html", &indexes::home(self.shelf, &listing, &overviews));
        self.render("search.html", &format!("{}.html", search::FOLDER), &search::page(self.shelf));
        self.file("toc.js", self.shelf.contents.script());
        if self.shelf.markdown {
            for (path, text) in llms::files(self.shelf, &listing) {
                self.file(&path, text);
            }
        }
    }

    /// The state of the locale's translation, and the rules that found something.
    fn state(&self, groups: &[&[Page]], coverage: &[Coverage], rules: &[&Rule]) {
        let state = translation::translation(self.shelf, groups, coverage);
        self.render("translation.html", &format!("{}.html", translation::KEY), &state);
        if self.shelf.findings.shown {
            let rules = translation::rules(self.shelf, rules);
            self.render("rules.html", &format!("{}.html", translation::RULES_KEY), &rules);
            self.render("overview.html", &format!("{}.html", overview::KEY), &overview::page(self.shelf));
        }
    }
}

/// Notes that a file could not be made.
fn fail(failed: &Mutex<Vec<Diagnostic>>, path: &str, error: &tera::Error) {
    let message = format!("{path} could not be made: {error}");
    let mut failed = failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    failed.push(Diagnostic::bare(&rule::FAILED_TEMPLATE, message));
}

/// The site's first page, the languages to choose from, and the one for addresses that no page has.
fn emit_root(book: &Book<'_>, title: &str, failed: &Mutex<Vec<Diagnostic>>, sink: &Sink<'_>) {
    let (locales, source) = (&book.model.api.locales, book.source);
    // In the source language where the site has it: the script loads what that locale's folder holds.
    let own = locales.iter().find(|locale| *locale == source).or(locales.first()).unwrap_or(source);
    let words = ui::Words::of(own);
    let address = book.address.map(Address);
    let pages = [
        ("root.html", "index.html", indexes::root(title, locales, own, address)),
        ("lost.html", "404.html", indexes::lost(title, locales, own, address)),
    ];
    for (template, path, context) in pages {
        let rendered = given::context(&context).and_then(|mut context| {
            context.insert("ui", &words.words);
            Fixed::default().give(&book.theme.tera, None, &mut context)?;
            book.theme.tera.render(template, &context)
        });
        match rendered {
            Ok(html) => sink(OutputFile::text(path, html)),
            Err(error) => fail(failed, path, &error),
        }
    }
    if book.markdown {
        sink(OutputFile::text(llms::FILE, llms::root(title, locales, &words)));
    }
}

/// The pages that search engines should know, below their locales' folders, with the locales that have them.
fn paths<'a>(book: &Book<'a>, groups: &[&'a [Page]]) -> Vec<(String, Vec<&'a Locale>)> {
    let locales = &book.model.api.locales;
    let has = |group: &[Page], locale: &Locale| {
        locale == book.source || group.iter().any(|page| page.sheet.locale == *locale)
    };
    let of = |group: &&'a [Page]| {
        let path = links::encoded(&html_path(&group[0].sheet.key));
        (path, locales.iter().filter(|locale| has(group, locale)).collect())
    };
    std::iter::once(("index.html".to_owned(), locales.iter().collect()))
        .chain(groups.iter().map(of))
        .collect()
}

/// The names of the site's own files, in lower case, that no file which pages show may take.
fn own_names(book: &Book<'_>, moved: &BTreeMap<Locale, redirects::Moved>) -> BTreeSet<String> {
    let former = moved.values().flat_map(redirects::Moved::keys).map(String::as_str);
    let keys = book.pages.iter().map(|page| page.sheet.key.as_ref()).chain(former);
    keys.map(|key| html_path(key).to_lowercase()).collect()
}

/// A file that pages show; `None` where there is none, or its name is that of one of the site's own (`own`).
fn emit_media(
    book: &Book<'_>,
    own: &BTreeSet<String>,
    (locale, path): (&Locale, &str),
    sink: &Sink<'_>,
) -> Option<Diagnostic> {
    // A link to such a file leads to the site's own, which must stay what it is.
    let lower = path.to_lowercase();
    if own.contains(&lower)
        || OWN_FILES.contains(&lower.as_str())
        || lower.starts_with(&format!("{}/", search::FOLDER))
        || (lower.starts_with('_') && lower.rsplit('.').next() == Some("html"))
    {
        return None;
    }
    let file = book.books.get(locale).and_then(|book| book.media.get(path))?;
    match file.read() {
        Ok(bytes) => sink(OutputFile { path: format!("{locale}/{path}"), bytes }),
        Err((file, error)) => {
            let message = format!("the file cannot be read: {error}");
            return Some(Diagnostic::about_file(&rule::UNREADABLE_FILE, file, message));
        }
    }
    None
}

/// The names of types that signatures may use, with the pages that tell of them.
fn type_pages(api: &Api) -> HashMap<String, Arc<str>> {
    let mut types: HashMap<String, Arc<str>> = HashMap::new();
    let mut add = |name: &str, common: &Common| {
        // What only witnesses declare has no page: its `page` is one that uses it.
        if !name.is_empty() && common.witness.is_none() {
            types.entry(name.to_owned()).or_insert_with(|| common.page.as_str().into());
        }
    };
    for item in &api.interfaces {
        add(&item.common.name, &item.common);
        add(item.pointer_type.as_deref().unwrap_or_default(), &item.common);
    }
    for item in &api.structures {
        add(&item.common.name, &item.common);
        item.aliases.iter().for_each(|alias| add(&alias.name, &item.common));
    }
    for item in &api.enumerations {
        add(&item.common.name, &item.common);
        item.aliases.iter().for_each(|alias| add(&alias.name, &item.common));
    }
    for item in &api.typedefs {
        add(&item.common.name, &item.common);
        item.aliases.iter().for_each(|alias| add(&alias.name, &item.common));
    }
    for item in &api.callbacks {
        add(&item.common.name, &item.common);
    }
    types
}
