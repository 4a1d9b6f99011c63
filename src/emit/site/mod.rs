//! The localized static site: one HTML page a page and locale, both languages in it.
//!
//! `page` makes what a template is given, from the page's `blocks` and `inline` content and its typed `parts`;
//! `toc` lays out the contents, `indexes` makes the site's own pages. Every link is relative: the site works from any
//! folder, any host and straight from the file system.

mod address;
mod blocks;
mod catalog;
pub mod context;
mod corrected;
mod escape;
mod highlight;
mod indexes;
mod inline;
mod links;
mod missing;
mod page;
mod parts;
mod references;
mod slots;
mod theme;
mod toc;
mod ui;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera};

use super::OutputFile;
use crate::diagnostic::{Diagnostic, rule};
use crate::locale::Locale;
use crate::model::{Api, Model};
use crate::parse::Page;
use crate::parse::item::Common;
use crate::read;
use address::Address;
use inline::Languages;
use links::{Links, html_path};
use page::Shelf;
pub use theme::{Theme, ThemeError};

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
    /// Templates and files.
    pub theme: &'a Theme,
}

/// Files of a locale's folder that are the site's own, beside its pages and lists.
const OWN_FILES: &[&str] = &["index.html", "toc.js", "names.js"];

/// Takes the files as they are made; called from several threads, in no order.
pub type Sink<'a> = dyn Fn(OutputFile) + Sync + 'a;

/// Makes the site, file by file, into `sink`: all of it at once would be a gigabyte.
pub fn emit(book: &Book<'_>, sink: &Sink<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let tera = &book.theme.tera;
    let title = book.title.clone().unwrap_or_else(|| "API reference".to_owned());
    // The locales given, and the source language where bilingual pages bring it.
    let locales = &book.model.api.locales;
    let anchors = page::anchors(book.pages);
    let types = type_pages(&book.model.api);
    let catalog = catalog::Catalog::new(&book.model.api);
    let references = references::References::new(&book.model.api, &types);
    let code = highlight::Code::default();
    let used = Mutex::new(BTreeSet::new());
    let failed = Mutex::new(Vec::new());
    let groups: Vec<&[Page]> = book.pages.chunk_by(|a, b| a.sheet.key == b.sheet.key).collect();
    for locale in locales {
        let toc =
            book.books.get(locale).or_else(|| book.books.get(book.source)).map(|book| book.toc.as_slice());
        let titles = page::titles(book.pages, locale);
        let shelf = Shelf {
            locale,
            source: book.source,
            title: &title,
            address: book.address.map(Address),
            locales,
            words: ui::Words::of(locale),
            contents: toc::Contents::new(toc.unwrap_or_default(), locale, book.source, book.model),
            links: Links {
                root: book.link_root,
                index: &book.model.links,
                locale,
                source: book.source,
                locales,
                anchors: &anchors,
                titles: &titles,
                used: &used,
            },
            code: &code,
            model: book.model,
            types: &types,
            catalog: &catalog,
            references: &references,
        };
        // The words are many and the same on every page: they are handed over once.
        let mut tera = tera.clone();
        tera.global_context().insert("ui", &shelf.words.words);
        let renderer = Emitter { tera: &tera, shelf: &shelf, failed: &failed, sink };
        groups.par_iter().for_each(|group| renderer.page(group));
        renderer.indexes(&groups);
    }
    emit_root(book, &title, sink);
    if let Some(address) = book.address.map(Address) {
        address.sitemap(&paths(book, &groups), book.source).into_iter().for_each(sink);
    }
    emit_media(book, &used, sink, &mut diagnostics);
    book.theme.assets().for_each(sink);
    diagnostics.append(&mut failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner));
    diagnostics
}

/// Makes the pages of one locale.
struct Emitter<'a> {
    tera: &'a Tera,
    shelf: &'a Shelf<'a>,
    failed: &'a Mutex<Vec<Diagnostic>>,
    sink: &'a Sink<'a>,
}

impl Emitter<'_> {
    /// The page of one key: the locale's own, else, for the source language, one made of the source halves,
    /// for others one that leads on.
    fn page(&self, group: &[Page]) {
        let (locale, source) = (self.shelf.locale, self.shelf.source);
        let own = group.iter().find(|page| page.sheet.locale == *locale);
        let (page, languages, from) = match own {
            Some(page) if locale == source => (page, Languages::All, "pages".to_owned()),
            Some(page) => (page, Languages::All, String::new()),
            None if locale == source => {
                let Some(page) =
                    group.iter().find(|page| page.sheet.unwoven.is_bilingual()).or(group.first())
                else {
                    return;
                };
                (page, Languages::Source, page.sheet.locale.to_string())
            }
            None => {
                if let Some(context) = missing::missing(self.shelf, group) {
                    self.render("missing.html", &html_path(&group[0].sheet.key), &context);
                }
                return;
            }
        };
        let context = self.shelf.page(page, languages, &from);
        let template = format!("{}.html", page.item.kind());
        self.render(&template, &html_path(&page.sheet.key), &context);
    }

    /// Renders a context and hands the file on.
    fn render(&self, template: &str, path: &str, context: &impl Serialize) {
        let rendered =
            Context::from_serialize(context).and_then(|context| self.tera.render(template, &context));
        match rendered {
            Ok(html) => (self.sink)(OutputFile::text(format!("{}/{path}", self.shelf.locale), html)),
            Err(error) => {
                let message = format!("{path} could not be made: {error}");
                let mut failed = self.failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                failed.push(Diagnostic::bare(&rule::FAILED_TEMPLATE, message));
            }
        }
    }

    /// The locale's home, its lists by kind and its scripts.
    fn indexes(&self, groups: &[&[Page]]) {
        let listing = indexes::listing(self.shelf, groups);
        for (kind, items) in &listing {
            let context = indexes::list(self.shelf, kind, items);
            self.render("list.html", &format!("{}.html", indexes::list_key(kind)), &context);
        }
        if !self.shelf.references.codes.is_empty() {
            self.render("codes.html", "_code.html", &indexes::codes(self.shelf));
        }
        self.render("home.html", "index.html", &indexes::home(self.shelf, &listing));
        let file = |name: &str, text: String| OutputFile::text(format!("{}/{name}", self.shelf.locale), text);
        (self.sink)(file("toc.js", self.shelf.contents.script()));
        (self.sink)(file("names.js", indexes::names(self.shelf, groups)));
    }
}

/// The site's first page, the languages to choose from, and the one for addresses that no page has.
fn emit_root(book: &Book<'_>, title: &str, sink: &Sink<'_>) {
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
        let rendered = Context::from_serialize(&context).and_then(|mut context| {
            context.insert("ui", &words.words);
            book.theme.tera.render(template, &context)
        });
        if let Ok(html) = rendered {
            sink(OutputFile::text(path, html));
        }
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

/// The files that pages show.
fn emit_media(
    book: &Book<'_>,
    used: &Mutex<BTreeSet<(Locale, String)>>,
    sink: &Sink<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let used = std::mem::take(&mut *used.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    let own: BTreeSet<String> =
        book.pages.iter().map(|page| html_path(&page.sheet.key).to_lowercase()).collect();
    for (locale, path) in used {
        // A link to such a file leads to the site's own, which must stay what it is.
        let lower = path.to_lowercase();
        if own.contains(&lower)
            || OWN_FILES.contains(&lower.as_str())
            || (lower.starts_with('_') && lower.rsplit('.').next() == Some("html"))
        {
            continue;
        }
        let Some(file) = book.books.get(&locale).and_then(|book| book.media.get(&path)) else { continue };
        match file.read() {
            Ok(bytes) => sink(OutputFile { path: format!("{locale}/{path}"), bytes }),
            Err((file, error)) => {
                let message = format!("the file cannot be read: {error}");
                diagnostics.push(Diagnostic::about_file(&rule::UNREADABLE_FILE, file, message));
            }
        }
    }
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
