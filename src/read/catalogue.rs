//! Pages by name, each read when its turn comes: who goes through them once holds one at a time.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Document, Library, ReadError, Source, Wanted, folder, settle};
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;

/// The pages of sources, known by name.
///
/// Pages of folders are read as they are asked for; those of git revisions and of the sample are in hand from the beginning.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The locales in the order in which they were given.
    pub locales: Vec<Locale>,
    /// All pages, sorted by key and then by the order of locales.
    pages: Vec<Listed>,
}

/// A page that may not have been read yet.
#[derive(Clone, Debug)]
struct Listed {
    locale: Locale,
    key: Arc<str>,
    path: Arc<Path>,
    /// Its text, where it is in hand.
    text: Option<String>,
}

impl Catalogue {
    /// Lists the pages of every source, in order.
    ///
    /// # Errors
    ///
    /// As for [`read()`](super::read()).
    pub fn open(sources: &[Source]) -> Result<(Self, Vec<Diagnostic>), ReadError> {
        let mut catalogue = Self::default();
        let mut diagnostics = Vec::new();
        super::each_once(sources, |source| {
            let locale = match source {
                Source::Folder { locale, path } => {
                    let (locale, pages) = folder::list(locale.as_ref(), path, &mut diagnostics)?;
                    catalogue.pages.extend(pages.into_iter().map(|(key, path)| unread(&locale, key, path)));
                    locale
                }
                Source::Git { .. } | Source::Sample { .. } => {
                    let shelf = folder::read(source, Wanted::Pages, &mut diagnostics)?;
                    catalogue.pages.extend(shelf.documents.into_iter().map(Listed::from));
                    shelf.locale
                }
            };
            if !catalogue.locales.contains(&locale) {
                catalogue.locales.push(locale);
            }
            Ok(())
        })?;
        let Self { locales, pages } = &mut catalogue;
        settle(locales, pages, |page| (&page.locale, &page.key, &page.path), &mut diagnostics);
        Ok((catalogue, diagnostics))
    }

    /// Leaves the pages that `keep` takes by their keys; whether there are any.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) -> bool {
        self.pages.retain(|page| keep(&page.key));
        !self.pages.is_empty()
    }

    /// Hands on the pages of `locale` in the order of their keys, and lets go of each. One that cannot be read is told and
    /// passed over.
    ///
    /// # Errors
    ///
    /// Those of `page`, which end it.
    pub fn hand_on(
        &mut self,
        locale: &Locale,
        diagnostics: &mut Vec<Diagnostic>,
        mut page: impl FnMut(&Document) -> io::Result<()>,
    ) -> io::Result<()> {
        for listed in self.pages.iter_mut().filter(|listed| listed.locale == *locale) {
            if let Some(document) = listed.take(diagnostics) {
                page(&document)?;
            }
        }
        Ok(())
    }
}

impl Listed {
    /// The page, read if it is not in hand; nothing where it cannot be read.
    fn take(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Option<Document> {
        let (locale, key, path) = (self.locale.clone(), Arc::clone(&self.key), Arc::clone(&self.path));
        if let Some(text) = self.text.take() {
            return Some(Document { locale, key, path, text });
        }
        match folder::reread(&locale, &key, &path) {
            Ok((document, findings)) => {
                diagnostics.extend(findings);
                Some(document)
            }
            Err(finding) => {
                diagnostics.push(finding);
                None
            }
        }
    }
}

fn unread(locale: &Locale, key: String, path: PathBuf) -> Listed {
    Listed { locale: locale.clone(), key: key.into(), path: path.into(), text: None }
}

impl From<Document> for Listed {
    fn from(Document { locale, key, path, text }: Document) -> Self {
        Self { locale, key, path, text: Some(text) }
    }
}

/// All pages that were read.
impl From<Library> for Catalogue {
    fn from(library: Library) -> Self {
        Self { locales: library.locales, pages: library.documents.into_iter().map(Listed::from).collect() }
    }
}
