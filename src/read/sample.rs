//! The built-in sample: `content/`, compiled into the program, so that a first run needs no pages.

use super::folder::{Shelf, decode, is_page};
use super::{Book, Document, MediaFile, ReadError, Source, redirects, toc};
use crate::diagnostic::{Diagnostic, rule};
use crate::embedded;
use crate::locale::Locale;

/// The folder of the pages below a locale's own.
const PAGES: &str = "mapi";

/// The sample's title on its site.
pub const TITLE: &str = "MAPI sample";

/// The sample's locales as sources: the translations first, as a user would name them.
pub fn sources() -> Vec<Source> {
    let mut locales: Vec<Locale> = embedded::CONTENT
        .iter()
        .filter_map(|(path, _)| Locale::from_folder(path.split('/').next()?))
        .collect();
    locales.dedup();
    // `en-US` sorts first by its name; the reading order of the contract's example has it last.
    locales.sort_by_key(|locale| locale.language() == "en");
    locales.into_iter().map(|locale| Source::Sample { locale }).collect()
}

/// Reads one locale of the sample.
pub(super) fn read(locale: &Locale, diagnostics: &mut Vec<Diagnostic>) -> Result<Shelf, ReadError> {
    let mut documents = Vec::new();
    let mut book = Book::default();
    for (path, bytes) in embedded::CONTENT {
        let Some(below) = path.strip_prefix(locale.as_str()).and_then(|rest| rest.strip_prefix('/')) else {
            continue;
        };
        let name = std::path::Path::new("content").join(path);
        if below == "TOC.yml" {
            match toc::parse(&String::from_utf8_lossy(bytes), PAGES) {
                Ok(toc) => book.toc = toc,
                Err(message) => diagnostics.push(Diagnostic::about_file(&rule::INVALID_TOC, name, message)),
            }
            continue;
        }
        if below == redirects::FILE_NAME {
            match redirects::parse(&String::from_utf8_lossy(bytes), PAGES, &name) {
                Ok(redirects) => book.redirects = redirects,
                Err(message) => {
                    diagnostics.push(Diagnostic::about_file(&rule::INVALID_REDIRECTS, name, message));
                }
            }
            continue;
        }
        let Some(key) = below.strip_prefix(PAGES).and_then(|rest| rest.strip_prefix('/')) else { continue };
        if !is_page(key.as_ref()) {
            book.media.insert(key.to_owned(), MediaFile::Embedded(bytes));
            continue;
        }
        let (text, findings) = decode(bytes.to_vec());
        let document = Document { locale: locale.clone(), key: key.into(), path: name.into(), text };
        diagnostics.extend(findings.into_iter().map(|finding| finding.at(&document.place())));
        documents.push(document);
    }
    if documents.is_empty() {
        return Err(ReadError::new(format!("the built-in sample has no pages in {locale}"), "give a SOURCE"));
    }
    Ok(Shelf { locale: locale.clone(), documents, book })
}
