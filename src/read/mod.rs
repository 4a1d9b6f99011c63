//! Folders of pages and git revisions become documents, paired across locales by their page keys.

mod catalogue;
mod config;
mod folder;
pub mod git;
mod redirects;
pub mod sample;
pub(crate) mod scalar;
mod source;
mod toc;
pub mod upstream;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use catalogue::Catalogue;
pub use config::{CONFIG_FILE, CheckConfig, Config};
pub(crate) use folder::is_page;
pub use folder::{all_files, files, reread, toc_places};
pub use redirects::Redirect;
pub use source::Source;
pub use toc::{TocEntry, TocTarget};

use crate::diagnostic::{Diagnostic, Place, rule};
use crate::locale::Locale;

/// A page's file as it was read.
#[derive(Clone, Debug)]
pub struct Document {
    /// The locale it belongs to.
    pub locale: Locale,
    /// The page's key: its path below the given folder, with `/`, such as `iablogon-logoff.md`.
    pub key: Arc<str>,
    /// The file, as the user would name it.
    pub path: Arc<Path>,
    /// Its text. Bytes that are not UTF-8 have become U+FFFD, and were reported.
    pub text: String,
}

impl Document {
    /// Where findings about the document are.
    pub fn place(&self) -> Place<'_> {
        Place::new(&self.locale, &self.key, &self.path, self.text.as_str())
    }
}

/// What one locale's folder holds beside its pages.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The table of contents, empty where there is none; page entries name keys.
    pub toc: Vec<TocEntry>,
    /// Images and other files that pages may show: key (path below the folder) → file.
    pub media: BTreeMap<String, MediaFile>,
    /// The names that pages had before, in the order of the files that tell of them.
    pub redirects: Vec<Redirect>,
}

/// A file that is no page: an image as a rule.
#[derive(Clone, Debug)]
pub enum MediaFile {
    /// In a folder.
    File(PathBuf),
    /// Compiled into the program: the built-in sample.
    Embedded(&'static [u8]),
    /// In a git repository.
    Blob(git::Blob),
}

impl MediaFile {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// Which file cannot be read, and why.
    pub fn read(&self) -> Result<Vec<u8>, (PathBuf, std::io::Error)> {
        match self {
            Self::File(file) => std::fs::read(file).map_err(|error| (file.clone(), error)),
            Self::Embedded(bytes) => Ok(bytes.to_vec()),
            Self::Blob(blob) => blob.read().map_err(|error| (blob.path().to_owned(), error)),
        }
    }
}

/// Everything that was read.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The locales in the order in which they were given.
    pub locales: Vec<Locale>,
    /// All pages, sorted by key and then by the order of locales.
    pub documents: Vec<Document>,
    /// What else each locale holds.
    pub books: BTreeMap<Locale, Book>,
}

/// Why nothing could be read at all: the environment's fault or the command line's, never a page's.
#[derive(Debug)]
pub struct ReadError {
    /// What failed, in lower case without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl ReadError {
    pub(crate) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: Some(help.into()) }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

/// What is read of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Its pages and its book.
    All,
    /// Its pages alone.
    Pages,
}

/// Reads every source, in order.
///
/// # Errors
///
/// When a source is not there, holds no page at all, or its locale cannot be told.
pub fn read(sources: &[Source]) -> Result<(Library, Vec<Diagnostic>), ReadError> {
    read_wanted(sources, Wanted::All)
}

/// Reads the pages of every source, in order, for who asks for texts alone: the books stay empty.
///
/// # Errors
///
/// As for [`read()`].
pub fn read_pages(sources: &[Source]) -> Result<(Library, Vec<Diagnostic>), ReadError> {
    read_wanted(sources, Wanted::Pages)
}

fn read_wanted(sources: &[Source], wanted: Wanted) -> Result<(Library, Vec<Diagnostic>), ReadError> {
    let mut library = Library::default();
    let mut diagnostics = Vec::new();
    each_once(sources, |source| {
        let shelf = folder::read(source, wanted, &mut diagnostics)?;
        if !library.locales.contains(&shelf.locale) {
            library.locales.push(shelf.locale.clone());
        }
        let book = library.books.entry(shelf.locale).or_default();
        book.toc.extend(shelf.book.toc);
        book.media.extend(shelf.book.media);
        book.redirects.extend(shelf.book.redirects);
        library.documents.extend(shelf.documents);
        Ok(())
    })?;
    let Library { locales, documents, .. } = &mut library;
    settle(locales, documents, |page| (&page.locale, &page.key, &page.path), &mut diagnostics);
    Ok((library, diagnostics))
}

/// Goes through the sources, of which none may be named twice.
fn each_once(
    sources: &[Source],
    mut read: impl FnMut(&Source) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    for (index, source) in sources.iter().enumerate() {
        if sources[..index].contains(source) {
            return Err(ReadError::new(format!("`{source}` is named twice"), "name each source once"));
        }
        read(source)?;
    }
    Ok(())
}

/// Sorts pages by key and then by the order of `locales`, and drops those that are there twice.
fn settle<T>(
    locales: &[Locale],
    pages: &mut Vec<T>,
    name: impl Fn(&T) -> (&Locale, &Arc<str>, &Arc<Path>),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let rank = |locale: &Locale| locales.iter().position(|known| known == locale);
    // The sort is stable: of two pages with one key, the one given first stays first.
    pages.sort_by(|a, b| {
        let ((a_locale, a_key, _), (b_locale, b_key, _)) = (name(a), name(b));
        a_key.cmp(b_key).then_with(|| rank(a_locale).cmp(&rank(b_locale)))
    });
    let mut taken: BTreeSet<(Locale, String)> = BTreeSet::new();
    pages.retain(|page| {
        let (locale, key, path) = name(page);
        // Site and bindings are written to file systems that may fold letter case, and links are resolved without it.
        let first = taken.insert((locale.clone(), key.to_lowercase()));
        if !first {
            let message =
                "another page of this locale has the same name but for letter case; this one is left out";
            let place = Place::new(locale, key, path, "");
            diagnostics.push(place.report_page(&rule::DUPLICATE_PAGE, message));
        }
        first
    });
}

impl Library {
    /// The keys of all pages, sorted, each once.
    pub fn keys(&self) -> impl Iterator<Item = &Arc<str>> {
        let mut last: Option<&Arc<str>> = None;
        self.documents.iter().map(|document| &document.key).filter(move |key| {
            let fresh = last != Some(key);
            last = Some(key);
            fresh
        })
    }
}
