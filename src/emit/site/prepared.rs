//! A site that is prepared once: made whole, or only the part that somebody asks for.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use tera::Tera;

use super::address::Address;
use super::fixed::Fixed;
use super::links::{Links, encoded, html_path};
use super::page::Shelf;
use super::redirects::Moved;
use super::translation::Coverage;
use super::{
    Book, Emitter, Sink, catalog, collate, emit_media, emit_root, findings, highlight, numbers, own_names,
    page, paths, pictures, redirects, references, search, toc, type_pages, ui,
};
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::parse::Page;

/// What every page needs that is not its own, made once.
pub struct Site<'a> {
    book: &'a Book<'a>,
    title: &'a str,
    /// The pages of each key.
    groups: &'a [&'a [Page]],
    locals: Vec<Local<'a>>,
    used: &'a Mutex<BTreeSet<(Locale, String)>>,
    failed: Mutex<Vec<Diagnostic>>,
    /// How much of the book each locale has.
    coverage: &'a [Coverage],
    /// Where former names lead, by locale.
    moved: &'a BTreeMap<Locale, Moved>,
    /// Paths below a locale's folder without their endings → the page's place in `groups`.
    places: HashMap<String, usize>,
    /// The names of pages' files, in lower case.
    own: BTreeSet<String>,
}

/// What the pages of a locale need.
struct Local<'a> {
    tera: Tera,
    fixed: Fixed,
    shelf: Shelf<'a>,
}

/// A part of the site that is made at once; it may be more files than one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A page in a locale: places in the lists of locales and of pages.
    Page(usize, usize),
    /// A file that pages show.
    Media(usize, String),
    /// A locale's home, its lists and its scripts.
    Locale(usize),
    /// The index of a locale's search.
    Search(usize),
    /// What belongs to no locale: the first page, the theme's files.
    Root,
}

/// Prepares a site and hands it to `work`; it borrows what stands on the way.
pub fn prepare<T>(book: &Book<'_>, work: impl FnOnce(&Site<'_>) -> T) -> T {
    let title = book.title.clone().unwrap_or_else(|| "API reference".to_owned());
    // The locales given, and the source language where bilingual pages bring it.
    let locales = &book.model.api.locales;
    let anchors = page::anchors(book.pages);
    let types = type_pages(&book.model.api);
    let catalog = catalog::Catalog::new(&book.model.api);
    let references = references::References::new(&book.model.api, &types);
    let code = highlight::Code::default();
    let used = Mutex::new(BTreeSet::new());
    let pictures = pictures::Pictures::new(book.books);
    let groups: Vec<&[Page]> = book.pages.chunk_by(|a, b| a.sheet.key == b.sheet.key).collect();
    let (moved, unmoved) = redirects::resolve(book.books, book.source, locales, book.pages, book.link_root);
    let coverage = locales.iter().map(|locale| {
        let lags = book.lags.and_then(|lags| lags.get(locale));
        Coverage::of(book.pages, locale, book.source, groups.len()).behind(lags)
    });
    let coverage: Vec<Coverage> = coverage.collect();
    let titles: Vec<_> = locales.par_iter().map(|locale| page::titles(book.pages, locale)).collect();
    let local = |(locale, titles)| {
        let toc =
            book.books.get(locale).or_else(|| book.books.get(book.source)).map(|book| book.toc.as_slice());
        let shelf = Shelf {
            locale,
            source: book.source,
            title: &title,
            address: book.address.map(Address),
            markdown: book.markdown,
            locales,
            words: ui::Words::of(locale),
            order: collate::Order::of(locale),
            contents: toc::Contents::new(toc.unwrap_or_default(), locale, book.source, book.model),
            links: Links {
                root: book.link_root,
                index: &book.model.links,
                locale,
                source: book.source,
                locales,
                anchors: &anchors,
                titles,
                pictures: &pictures,
                used: &used,
            },
            code: &code,
            model: book.model,
            types: &types,
            rust: book.rust,
            catalog: &catalog,
            references: &references,
            findings: findings::Findings::of(book.findings, locale, |page| {
                book.model.links.has(locale, page)
            }),
            lags: book.lags.and_then(|lags| lags.get(locale)),
        };
        // The words are many and the same on every page: they are handed over once.
        let mut tera = book.theme.tera.clone();
        tera.global_context().insert("ui", &shelf.words.words);
        numbers::Numbers::of(locale, &shelf.words).teach(&mut tera);
        Local { tera, fixed: Fixed::default(), shelf }
    };
    let site = Site {
        book,
        title: &title,
        groups: &groups,
        locals: locales.iter().zip(&titles).map(local).collect(),
        used: &used,
        failed: Mutex::new(unmoved),
        coverage: &coverage,
        places: groups.iter().enumerate().map(|(place, group)| (stem_of(group), place)).collect(),
        own: own_names(book, &moved),
        moved: &moved,
    };
    work(&site)
}

/// The path of a page's files below its locale's folder, without their endings.
pub fn page_stem(key: &str) -> String {
    stem(&html_path(key)).to_owned()
}

/// The address of a page's HTML below its locale's folder.
pub fn page_address(key: &str) -> String {
    encoded(&html_path(key))
}

fn stem_of(group: &[Page]) -> String {
    group.first().map(|page| page_stem(&page.sheet.key)).unwrap_or_default()
}

/// A path without its ending.
fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'a> Site<'a> {
    /// Makes all of it.
    pub(super) fn all(&self, sink: &Sink<'_>) -> Vec<Diagnostic> {
        // Threads work on different locales as long as there are any: two that make files in one folder wait for each other.
        (0..self.locals.len()).into_par_iter().for_each(|place| {
            let Some(emitter) = self.emitter(place, sink) else { return };
            // Collected in the order of the groups: the index does not depend on how many threads there are.
            let entries = self.groups.par_iter().filter_map(|group| emitter.page(group)).collect();
            self.make(&Part::Locale(place), sink);
            search::files(emitter.shelf, entries).into_iter().for_each(sink);
        });
        self.make(&Part::Root, sink);
        let used = std::mem::take(&mut *lock(self.used));
        let media =
            used.iter().filter_map(|(locale, path)| emit_media(self.book, &self.own, (locale, path), sink));
        let mut diagnostics: Vec<Diagnostic> = media.collect();
        diagnostics.append(&mut self.failures());
        diagnostics
    }

    /// Makes a part.
    pub fn make(&self, part: &Part, sink: &Sink<'_>) {
        match part {
            Part::Page(place, group) => {
                if let Some(group) = self.groups.get(*group) {
                    self.page(*place, group, sink);
                }
            }
            Part::Media(place, path) => {
                let media = self.locals.get(*place).map(|local| (local.shelf.locale, path.as_str()));
                let failed = media.and_then(|media| emit_media(self.book, &self.own, media, sink));
                lock(&self.failed).extend(failed);
            }
            Part::Locale(place) => {
                if let Some(emitter) = self.emitter(*place, sink) {
                    emitter.indexes(self.groups);
                    emitter.state(self.groups, self.coverage, self.book.rules);
                    for (from, key) in self.moved.get(emitter.shelf.locale).into_iter().flatten() {
                        let context = redirects::moved(emitter.shelf, from, key);
                        emitter.render("moved.html", &html_path(from), &context);
                    }
                }
            }
            Part::Search(place) => {
                if let Some(emitter) = self.emitter(*place, sink) {
                    let entries = self.groups.par_iter().filter_map(|group| emitter.entry(group)).collect();
                    search::files(emitter.shelf, entries).into_iter().for_each(sink);
                }
            }
            Part::Root => {
                emit_root(self.book, self.title, &self.failed, sink);
                if let Some(address) = self.book.address.map(Address) {
                    address
                        .sitemap(&paths(self.book, self.groups), self.book.source)
                        .into_iter()
                        .for_each(sink);
                }
                self.book.theme.assets().for_each(sink);
            }
        }
    }

    /// Makes the page of `group` in a locale. The group need not be the site's: it may be what its page has become since.
    pub fn page(&self, locale: usize, group: &[Page], sink: &Sink<'_>) {
        if let Some(emitter) = self.emitter(locale, sink) {
            emitter.page(group);
        }
    }

    fn emitter<'s>(&'s self, locale: usize, sink: &'s Sink<'s>) -> Option<Emitter<'s>> {
        let local = self.locals.get(locale)?;
        Some(Emitter {
            tera: &local.tera,
            fixed: &local.fixed,
            shelf: &local.shelf,
            failed: &self.failed,
            sink,
        })
    }

    /// The parts that a file at `path` may be of, the likeliest first; none for a path that leads nowhere.
    pub fn parts(&self, path: &str) -> Vec<Part> {
        let Some((folder, below)) = path.split_once('/') else { return vec![Part::Root] };
        let Some(locale) = self.locales().position(|locale| locale.as_str() == folder) else {
            return vec![Part::Root];
        };
        let page = self.places.get(stem(below)).map(|&group| Part::Page(locale, group));
        let mut parts: Vec<Part> = page.into_iter().collect();
        parts.push(Part::Media(locale, below.to_owned()));
        parts.push(if search::is_own(below) { Part::Search(locale) } else { Part::Locale(locale) });
        parts
    }

    /// The site's locales; their places are those that parts name.
    pub fn locales(&self) -> impl Iterator<Item = &'a Locale> + '_ {
        self.locals.iter().map(|local| local.shelf.locale)
    }

    /// What could not be made since somebody last asked.
    pub fn failures(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut *lock(&self.failed))
    }
}
