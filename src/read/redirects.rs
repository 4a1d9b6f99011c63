//! `.openpublishing.redirection.json`: the names that pages had before, and where their readers are sent.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::folder::{is_page, key_below};
use crate::diagnostic::{Diagnostic, rule};

/// The file's name.
pub(super) const FILE_NAME: &str = ".openpublishing.redirection.json";
/// How many folders above the pages are looked into where none of them is a repository's root.
const LEVELS: usize = 6;
/// The largest file that is read. Those of whole sites have a few megabytes.
const LARGEST: u64 = 32 << 20;

/// A name that a page had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The key that it had: its path below the book's folder, with `/`.
    pub from: String,
    /// Where its readers are sent, as the file says it: `/office/client-developer/outlook/mapi/new`.
    pub to: String,
    /// The name of the book's folder, `mapi`, by which addresses of the book are known; empty where it is the file's own.
    pub book: Arc<str>,
    /// The file that says so.
    pub file: Arc<Path>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    redirections: Vec<Raw>,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default, alias = "source_path_from_root")]
    source_path: String,
    #[serde(default)]
    redirect_url: String,
}

/// Reads the files in the book's folder and above it, up to the root of its repository; the nearest first.
pub(super) fn find(root: &Path, diagnostics: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let Ok(absolute) = std::path::absolute(root) else { return Vec::new() };
    let mut redirects = Vec::new();
    for path in places(root).into_iter().filter(|path| path.is_file()) {
        let Some(folder) = path.parent() else { continue };
        let below = key_below(folder, &absolute).unwrap_or_default();
        match read(&path).and_then(|text| parse(&text, &below, &path)) {
            Ok(found) => redirects.extend(found),
            Err(message) => {
                let message = format!("the list of former names cannot be read: {message}");
                diagnostics.push(Diagnostic::about_file(&rule::INVALID_REDIRECTS, path, message));
            }
        }
    }
    redirects
}

/// Where such files may be for a folder of pages, the nearest first, whether or not they are there.
pub(super) fn places(root: &Path) -> Vec<PathBuf> {
    let Ok(absolute) = std::path::absolute(root) else { return Vec::new() };
    let is_repository = |folder: &Path| folder.join(".git").exists();
    let depth = absolute.ancestors().position(is_repository).unwrap_or(LEVELS);
    absolute.ancestors().take(1 + depth).map(|folder| folder.join(FILE_NAME)).collect()
}

fn read(path: &PathBuf) -> Result<String, String> {
    let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > LARGEST {
        return Err(format!("it has {} MB; what is over {} MB is not read", size >> 20, LARGEST >> 20));
    }
    std::fs::read_to_string(path).map_err(|error| error.to_string())
}

/// The former names of pages in the folder `below` the file's own.
pub(super) fn parse(text: &str, below: &str, path: &Path) -> Result<Vec<Redirect>, String> {
    let file: File =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())?;
    let book: Arc<str> = below.rsplit('/').next().unwrap_or_default().into();
    let path: Arc<Path> = path.into();
    let redirect = |raw: Raw| {
        let source = raw.source_path.replace('\\', "/");
        let source = source.trim_start_matches("./").trim_start_matches('/');
        let inside = if below.is_empty() { source } else { strip_folder(source, below)? };
        let is_name = is_page(Path::new(inside)) && inside.split('/').all(is_part);
        is_name.then(|| Redirect {
            from: inside.to_owned(),
            to: raw.redirect_url.trim().to_owned(),
            book: Arc::clone(&book),
            file: Arc::clone(&path),
        })
    };
    Ok(file.redirections.into_iter().filter_map(redirect).collect())
}

/// What of a path stands below a folder, in any letter case, as publishing forgives it.
fn strip_folder<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let head = path.get(..folder.len())?;
    let rest = path[folder.len()..].strip_prefix('/')?;
    head.eq_ignore_ascii_case(folder).then_some(rest)
}

/// Whether a part of a path is a name: what could lead out of the folder, or is none on some system, is not.
fn is_part(part: &str) -> bool {
    let odd = |letter: char| letter.is_control() || matches!(letter, ':' | '*' | '?' | '"' | '<' | '>' | '|');
    !part.is_empty()
        && part.len() < 200
        && !part.starts_with('.')
        && !part.ends_with(['.', ' '])
        && !part.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_former_pages_of_the_book_are_kept() {
        let text = r#"{"redirections": [
            {"source_path": "docs/outlook/mapi/old.md", "redirect_url": "/office/mapi/new", "redirect_document_id": false},
            {"source_path_from_root": "/Docs/Outlook/mapi/sub/a.md", "redirect_url": " b "},
            {"source_path": "docs/outlook/pia/other.md", "redirect_url": "/x"},
            {"source_path": "docs/outlook/mapi/../../x.md", "redirect_url": "/x"},
            {"source_path": "docs/outlook/mapi/picture.png", "redirect_url": "/x"},
            {"source_path": "docs/outlook/mapi", "redirect_url": "/x"},
            {"redirect_url": "/x"}
        ]}"#;
        let found = parse(text, "docs/outlook/mapi", Path::new("r.json")).unwrap();
        let told: Vec<_> = found.iter().map(|found| (found.from.as_str(), found.to.as_str())).collect();
        assert_eq!(told, [("old.md", "/office/mapi/new"), ("sub/a.md", "b")]);
        assert_eq!(&*found[0].book, "mapi");
        assert!(parse("{\"redirections\": 1}", "", Path::new("r.json")).is_err());
        assert_eq!(parse("{}", "", Path::new("r.json")), Ok(Vec::new()));
    }
}
