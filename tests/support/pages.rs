//! Folders of pages made for a test, in the corpus's form.

#![allow(dead_code, reason = "every test crate uses its own part of what they share")]

use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// A pair of halves, as the corpus writes it.
pub(crate) fn pair(id: &str, target: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"{id}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{source}</span></span>"
    )
}

/// A page of prose in two languages: a heading and a paragraph.
pub(crate) fn prose(target: &str, source: &str) -> String {
    format!(
        "# {}\n\n{}\n",
        pair("a1a1a-101", target, source),
        pair("a1a1a-102", "Unas palabras.", "Some words.")
    )
}

/// A temporary folder with these files, folders made as needed.
pub(crate) fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let root = TempDir::new().unwrap();
    for (path, bytes) in files {
        put(root.path(), path, bytes);
    }
    root
}

/// Writes one file below a folder.
pub(crate) fn put(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
