//! One source becomes its pages, its table of contents and its media.

use std::borrow::Borrow;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::WalkBuilder;
use rayon::prelude::*;

use super::{Book, Document, MediaFile, ReadError, Source, Wanted, git, redirects, sample, toc};
use crate::diagnostic::{Diagnostic, Place, rule};
use crate::locale::Locale;
use crate::span::Span;

/// The largest page that is read. The largest of the MAPI reference has 0.4 MB; what is far beyond is not a page.
pub(super) const LARGEST_PAGE: u64 = 16 << 20;

/// How many folders above the pages a `TOC.yml` is looked for: `docs/TOC.yml` over `docs/outlook/mapi`, and one to spare.
pub(super) const TOC_LEVELS: usize = 3;

/// How many pages are asked for `ms.contentlocale` before the folder's name decides.
const LOCALE_WITNESSES: usize = 20;

/// One source, read.
pub(super) struct Shelf {
    pub(super) locale: Locale,
    pub(super) documents: Vec<Document>,
    pub(super) book: Book,
}

/// Reads a source.
pub(super) fn read(
    source: &Source,
    wanted: Wanted,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Shelf, ReadError> {
    match source {
        Source::Folder { locale, path } => read_folder(locale.as_ref(), path, wanted, diagnostics),
        Source::Git { locale, repository, revision, folder } => {
            git::read(locale, (repository, revision, folder), diagnostics)
        }
        Source::Sample { locale } => sample::read(locale, diagnostics),
    }
}

fn read_folder(
    given: Option<&Locale>,
    root: &Path,
    wanted: Wanted,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Shelf, ReadError> {
    let (pages, media) = walk_pages(root, diagnostics)?;
    let texts: Vec<Result<RawPage, Diagnostic>> =
        pages.into_par_iter().map(|(key, path)| read_page(key, path)).collect();
    let mut read = Vec::with_capacity(texts.len());
    for text in texts {
        match text {
            Ok(page) => read.push(page),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let locale = locale_of(given, root, stated_locale(&read), diagnostics)?;
    let documents = documents(read, &locale, diagnostics);
    let book = match wanted {
        Wanted::Pages => Book::default(),
        Wanted::All => Book {
            toc: find_toc(root, diagnostics),
            media: media.into_iter().collect(),
            redirects: redirects::find(root, diagnostics),
        },
    };
    Ok(Shelf { locale, documents, book })
}

/// The locale and the pages of a folder, of which none is read but those that state the locale.
pub(super) fn list(
    given: Option<&Locale>,
    root: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(Locale, Files), ReadError> {
    let (pages, _) = walk_pages(root, diagnostics)?;
    // What cannot be read is told when its turn comes.
    let readable = pages.iter().filter_map(|(key, path)| read_page(key.clone(), path.clone()).ok());
    let locale = locale_of(given, root, stated_locale(readable), diagnostics)?;
    Ok((locale, pages))
}

/// All files below a folder that must be there and hold pages.
fn walk_pages(
    root: &Path,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(Files, Vec<(String, MediaFile)>), ReadError> {
    if !root.is_dir() {
        let what = if root.exists() { "is not a folder" } else { "is not there" };
        return Err(ReadError::new(
            format!("`{}` {what}", root.display()),
            "a SOURCE is a folder of Markdown pages, such as es-ES=docs/outlook/mapi",
        ));
    }
    let (pages, media) = walk(root, diagnostics);
    if pages.is_empty() {
        return Err(ReadError::new(
            format!("`{}` holds no Markdown page", root.display()),
            "give the folder that holds the .md files, or a folder above it",
        ));
    }
    Ok((pages, media))
}

/// The locale of a folder: the given one, else the one that its pages state, else what the folder is called.
fn locale_of(
    given: Option<&Locale>,
    root: &Path,
    stated: Option<Locale>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Locale, ReadError> {
    let locale =
        given.cloned().or_else(|| stated.clone()).or_else(|| folder_locale(root)).ok_or_else(|| {
            ReadError::new(
                format!("the locale of `{}` cannot be told from its pages or its name", root.display()),
                format!("say it: es-ES={}", root.display()),
            )
        })?;
    if let Some(stated) = stated.filter(|stated| stated.language() != locale.language()) {
        let message =
            format!("its pages say that they are {stated} (ms.contentlocale), and are read as {locale}");
        diagnostics.push(Diagnostic::about_file(&rule::OTHER_LOCALE, root.to_owned(), message));
    }
    Ok(locale)
}

/// Pages as documents of a locale, and what was wrong with them as diagnostics.
pub(super) fn documents(
    pages: Vec<RawPage>,
    locale: &Locale,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Document> {
    let mut documents = Vec::with_capacity(pages.len());
    for RawPage { key, path, text, findings } in pages {
        let document = Document { locale: locale.clone(), key: key.into(), path: Arc::from(path), text };
        diagnostics.extend(findings.into_iter().map(|finding| finding.at(&document.place())));
        documents.push(document);
    }
    documents
}

/// The files that reading these sources depends on, in order; `None` where one of them is not made of files.
pub fn files(sources: &[Source]) -> Option<Vec<PathBuf>> {
    let mut files = Vec::new();
    for source in sources {
        match source {
            Source::Folder { path, .. } => {
                let (pages, media) = walk(path, &mut Vec::new());
                files.extend(pages.into_iter().map(|(_, path)| path));
                files.extend(media.into_iter().filter_map(|(_, file)| match file {
                    MediaFile::File(path) => Some(path),
                    _ => None,
                }));
                files.extend(tocs(path).map(|(_, path)| path));
                files.extend(super::redirects::places(path).into_iter().filter(|path| path.is_file()));
            }
            Source::Git { .. } => return None,
            // Compiled into the program.
            Source::Sample { .. } => {}
        }
    }
    Some(files)
}

/// Every file below a folder, hidden ones too, in order.
pub fn all_files(root: &Path) -> Vec<PathBuf> {
    let walk =
        WalkBuilder::new(root).standard_filters(false).follow_links(true).sort_by_file_name(Ord::cmp).build();
    let files =
        walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    files.map(ignore::DirEntry::into_path).collect()
}

/// Keys and paths.
pub(super) type Files = Vec<(String, PathBuf)>;

/// All files below `root`: pages, and the rest.
fn walk(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> (Files, Vec<(String, MediaFile)>) {
    let (mut pages, mut media) = (Vec::new(), Vec::new());
    let canonical_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let upward = Arc::new(Mutex::new(Vec::new()));
    let upward_links = Arc::clone(&upward);
    // Nothing is ignored but hidden files: a page does not stop being one because a .gitignore names it.
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(move |entry| {
            let loops = entry.path_is_symlink() && leads_above(entry.path(), &canonical_root);
            if loops && let Ok(mut upward) = upward_links.lock() {
                upward.push(entry.path().to_owned());
            }
            !loops
        })
        .build();
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                diagnostics.push(walk_finding(root, &error));
                continue;
            }
        };
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.into_path();
        let Some(key) = key_below(root, &path) else { continue };
        if is_page(&path) {
            pages.push((key, path));
        } else if !has_extension(&path, "yml") {
            media.push((key, MediaFile::File(path)));
        }
    }
    for path in upward.lock().map(|mut links| std::mem::take(&mut *links)).unwrap_or_default() {
        let message = "this link leads back to a folder above it, and is not followed";
        diagnostics.push(Diagnostic::about_file(&rule::LINK_LOOP, path, message));
    }
    (pages, media)
}

/// Whether a link leads to `root` or above it: the walk knows only the loops it has been through, which reads pages twice.
fn leads_above(link: &Path, root: &Path) -> bool {
    link.canonicalize().is_ok_and(|target| root.starts_with(target))
}

fn walk_finding(root: &Path, error: &ignore::Error) -> Diagnostic {
    fn of(error: &ignore::Error) -> Option<(&'static rule::Rule, PathBuf, String)> {
        match error {
            ignore::Error::Loop { ancestor, child } => Some((
                &rule::LINK_LOOP,
                child.clone(),
                format!("this link leads back to {}, and is not followed", ancestor.display()),
            )),
            ignore::Error::WithPath { path, err } => of(err).or_else(|| {
                Some((&rule::UNREADABLE_FILE, path.clone(), format!("this cannot be read: {err}")))
            }),
            ignore::Error::WithDepth { err, .. } => of(err),
            _ => None,
        }
    }
    let (rule, path, message) =
        of(error).unwrap_or_else(|| (&rule::UNREADABLE_FILE, root.to_owned(), error.to_string()));
    Diagnostic::about_file(rule, path, message)
}

/// The path of `path` below `root`, with `/` on every system; `None` for names that are not Unicode.
pub(super) fn key_below(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

pub(super) fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
}

/// Whether a file is a page by its name.
pub(crate) fn is_page(path: &Path) -> bool {
    has_extension(path, "md")
}

/// Reads a page again, whose file may have changed.
///
/// # Errors
///
/// When it cannot be read any more, or is no page now.
pub fn reread(
    locale: &Locale,
    key: &Arc<str>,
    path: &Arc<Path>,
) -> Result<(Document, Vec<Diagnostic>), Diagnostic> {
    let RawPage { text, findings, .. } = read_page(key.to_string(), path.to_path_buf())?;
    let document = Document { locale: locale.clone(), key: Arc::clone(key), path: Arc::clone(path), text };
    let findings = findings.into_iter().map(|finding| finding.at(&document.place())).collect();
    Ok((document, findings))
}

/// What was wrong with a page's bytes; becomes a diagnostic once the locale is known.
pub(super) struct Finding {
    rule: &'static rule::Rule,
    at: Span,
    message: String,
}

impl Finding {
    pub(super) fn at(self, place: &Place<'_>) -> Diagnostic {
        place.report(self.rule, self.at, self.message)
    }
}

/// A page before its locale is known.
pub(super) struct RawPage {
    key: String,
    path: PathBuf,
    text: String,
    findings: Vec<Finding>,
}

fn read_page(key: String, path: PathBuf) -> Result<RawPage, Diagnostic> {
    let unreadable = |error: std::io::Error| {
        Diagnostic::about_file(&rule::UNREADABLE_FILE, &path, format!("the page cannot be read: {error}"))
    };
    let file = std::fs::File::open(&path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > LARGEST_PAGE {
        return Err(oversized(&path, size));
    }
    let mut bytes = Vec::with_capacity(size as usize);
    // As long as it was when it was opened: asking for its end, and for its length once more, costs as much as the page.
    file.take(size).read_to_end(&mut bytes).map_err(unreadable)?;
    raw_page(key, path, bytes)
}

/// What is told of a page that is too large.
pub(super) fn oversized(path: &Path, size: u64) -> Diagnostic {
    let message =
        format!("the page has {} MB; what is over {} MB is not read", size >> 20, LARGEST_PAGE >> 20);
    Diagnostic::about_file(&rule::OVERSIZED_PAGE, path, message)
}

/// A page of its bytes.
pub(super) fn raw_page(key: String, path: PathBuf, bytes: Vec<u8>) -> Result<RawPage, Diagnostic> {
    if bytes.contains(&0) {
        let message = match bytes.as_slice() {
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "the page is UTF-16, and is left out: pages are UTF-8",
            _ => "the page holds NUL bytes: it is not text, and is left out",
        };
        return Err(Diagnostic::about_file(&rule::BINARY_PAGE, path, message));
    }
    let (text, findings) = decode(bytes);
    Ok(RawPage { key, path, text, findings })
}

/// Decodes a page; what is not UTF-8 becomes U+FFFD and is told once, where it first stands.
pub(super) fn decode(bytes: Vec<u8>) -> (String, Vec<Finding>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let finding = Finding {
                rule: &rule::INVALID_UTF8,
                at: Span::new(at, at + '\u{FFFD}'.len_utf8()),
                message: "the page is not UTF-8 from here; bytes that are not are read as U+FFFD".to_owned(),
            };
            (text, vec![finding])
        }
    }
}

/// The `ms.contentlocale` that the first pages state.
fn stated_locale(pages: impl IntoIterator<Item = impl Borrow<RawPage>>) -> Option<Locale> {
    let stated = |text: &str| {
        let front = text.strip_prefix("---")?;
        let front = &front[..front.find("\n---")?];
        let value = front.lines().find_map(|line| line.strip_prefix("ms.contentlocale:"))?;
        Locale::parse(value.trim().trim_matches(['"', '\'']))
    };
    pages.into_iter().take(LOCALE_WITNESSES).find_map(|page| stated(&page.borrow().text))
}

/// The locale that the folder's name says, or the nearest name above it that is one.
fn folder_locale(root: &Path) -> Option<Locale> {
    let absolute = std::path::absolute(root).ok()?;
    let names = absolute.ancestors().filter_map(|folder| folder.file_name()?.to_str());
    names.into_iter().find_map(Locale::from_folder)
}

/// Reads the nearest `TOC.yml`, in the folder or above it.
fn find_toc(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<toc::TocEntry> {
    if let Some((below, path)) = tocs(root).next() {
        let parsed = std::fs::read_to_string(&path)
            .map_err(|error| error.to_string())
            .and_then(|text| toc::parse(&text, &below));
        match parsed {
            Ok(toc) => return toc,
            Err(message) => {
                let message = format!("the table of contents cannot be read: {message}");
                diagnostics.push(Diagnostic::about_file(&rule::INVALID_TOC, path, message));
            }
        }
    }
    Vec::new()
}

/// Where the table of contents of a folder may be: in it or above it.
pub fn toc_places(root: &Path) -> Vec<PathBuf> {
    let absolute = std::path::absolute(root).unwrap_or_default();
    let folders = absolute.ancestors().take(1 + TOC_LEVELS);
    let tocs = folders.flat_map(|folder| ["TOC.yml", "toc.yml"].map(|name| folder.join(name)));
    tocs.chain(super::redirects::places(root)).collect()
}

/// The tables of contents in a folder and above it, the nearest first, each with the way down from it to the folder.
fn tocs(root: &Path) -> impl Iterator<Item = (String, PathBuf)> {
    let absolute = std::path::absolute(root).unwrap_or_default();
    let folders: Vec<PathBuf> = absolute.ancestors().take(1 + TOC_LEVELS).map(Path::to_owned).collect();
    folders.into_iter().filter_map(move |folder| {
        let names = ["TOC.yml", "toc.yml"].map(|name| folder.join(name));
        let path = names.into_iter().find(|path| path.is_file())?;
        Some((key_below(&folder, &absolute).unwrap_or_default(), path))
    })
}
