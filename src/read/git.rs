//! Revisions of git repositories, read object by object: nothing is checked out, nothing is fetched.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gix::ObjectId;
use rayon::prelude::*;

use super::folder::{self, LARGEST_PAGE, RawPage, Shelf, TOC_LEVELS, has_extension, is_page};
use super::{Book, MediaFile, ReadError, toc};
use crate::diagnostic::{Diagnostic, rule};
use crate::locale::Locale;

/// The most files that a revision may hold. A few hundred bytes of trees that hold each other many times name billions.
const MOST_FILES: usize = 1 << 18;
/// The deepest that folders may lie in each other.
const DEEPEST: usize = 64;
/// The first bytes of a bundle.
const BUNDLE: &[u8] = b"# v";

/// A git repository, opened for reading. Cheap to clone.
#[derive(Clone)]
pub struct Repository {
    store: Arc<gix::ThreadSafeRepository>,
    path: Arc<Path>,
}

/// The files of one revision.
#[derive(Clone, Debug)]
pub struct Revision {
    repository: Repository,
    /// As the user named it.
    name: String,
    tree: ObjectId,
}

/// A file of a repository that is read when it is wanted.
#[derive(Clone, Debug)]
pub struct Blob {
    repository: Repository,
    id: ObjectId,
    /// `REPO@REV:path`.
    path: PathBuf,
}

/// A file of a revision.
struct Entry {
    /// Its path below the folder that was asked for.
    key: String,
    id: ObjectId,
    is_link: bool,
}

impl fmt::Debug for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Repository({})", self.path.display())
    }
}

impl Repository {
    /// Opens the repository of a work tree, or a bare one.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        // Isolated: what a user's configuration says must not change what a revision holds.
        match gix::ThreadSafeRepository::open_opts(path, gix::open::Options::isolated()) {
            Ok(store) => Ok(Self { store: Arc::new(store), path: path.into() }),
            Err(error) => Err(no_repository(path, &error)),
        }
    }

    /// Looks a revision up: anything that names a commit, a tag or a tree, such as `HEAD~2`, `v1.2`, `main@{2019-06-01}`.
    ///
    /// # Errors
    ///
    /// When the repository has no such revision, or it is no commit, tag or tree.
    pub fn revision(&self, name: &str) -> Result<Revision, ReadError> {
        let repository = self.store.to_thread_local();
        let found = repository.rev_parse_single(name).map_err(|error| {
            ReadError::new(
                format!("`{}` has no revision `{name}`: {}", self.path.display(), error.probable_cause()),
                "give a branch, a tag or a commit that `git rev-parse` finds there; a shallow clone lacks older ones",
            )
        })?;
        let tree = found.object().and_then(gix::Object::peel_to_tree).map_err(|error| {
            ReadError::new(
                format!("`{name}` of `{}` holds no files: {}", self.path.display(), error.probable_cause()),
                "give a commit, or a branch or tag that leads to one",
            )
        })?;
        Ok(Revision { repository: self.clone(), name: name.to_owned(), tree: tree.id })
    }
}

fn no_repository(path: &Path, error: &gix::Error) -> ReadError {
    let is_bundle = || {
        let mut first = [0; BUNDLE.len()];
        let read = std::fs::File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut first));
        read.is_ok() && first == BUNDLE
    };
    let shown = path.display();
    if !path.exists() {
        ReadError::new(
            format!("the git repository `{shown}` is not there"),
            "REPO is a work tree or a bare repository, and stands before the `@` of REPO@REV; a folder with `@` in its name must exist",
        )
    } else if path.is_file() && is_bundle() {
        ReadError::new(
            format!("`{shown}` is a bundle, not a repository"),
            format!("make a repository of it: git clone --bare {shown} REPO"),
        )
    } else if error.is_not_found() || gix::discover::is_git(path).is_err() {
        ReadError::new(
            format!("`{shown}` is not a git repository"),
            "give a work tree, with its .git in it, or a bare repository",
        )
    } else {
        ReadError::new(
            format!("the repository `{shown}` cannot be read: {}", error.probable_cause()),
            "see what `git fsck` says of it",
        )
    }
}

impl Revision {
    /// The name of its tree, which is that of its contents.
    pub fn state(&self) -> String {
        self.tree.to_string()
    }

    /// `REPO@REV:path`: how findings name a file.
    pub(super) fn shown(&self, path: &str) -> PathBuf {
        PathBuf::from(format!("{}@{}:{path}", self.repository.path.display(), self.name))
    }

    fn blob(&self, id: ObjectId, path: &str) -> Blob {
        Blob { repository: self.repository.clone(), id, path: self.shown(path) }
    }

    /// The tree of a folder.
    fn folder(&self, folder: &str) -> Result<ObjectId, ReadError> {
        let repository = self.repository.store.to_thread_local();
        let mut tree = self.tree;
        for name in names(folder) {
            let found = entries(&repository, tree).map_err(|error| self.broken(&error))?;
            let below = found.iter().find(|(entry, kind, _)| entry == name && *kind == Kind::Folder);
            let Some((_, _, id)) = below else {
                let known: Vec<&str> = found
                    .iter()
                    .filter(|(entry, kind, _)| *kind == Kind::Folder && !entry.starts_with('.'))
                    .map(|(entry, ..)| entry.as_str())
                    .take(8)
                    .collect();
                return Err(ReadError::new(
                    format!("there is no folder `{folder}` in {}", self.shown("").display()),
                    if known.is_empty() {
                        format!("where `{name}` should be, there are no folders")
                    } else {
                        format!("where `{name}` should be, there is {}", known.join(", "))
                    },
                ));
            };
            tree = *id;
        }
        Ok(tree)
    }

    fn broken(&self, error: &gix::Error) -> ReadError {
        ReadError::new(
            format!("{} cannot be read: {}", self.shown("").display(), error.probable_cause()),
            "see what `git fsck` says of the repository",
        )
    }

    /// All files below a folder, sorted by their paths; hidden ones are left out, as in folders. And the folders that are not in
    /// the repository: a partial clone has only some.
    fn files(&self, folder: &str) -> Result<(Vec<Entry>, Vec<String>), ReadError> {
        let repository = self.repository.store.to_thread_local();
        let (mut files, mut lacking) = (Vec::new(), Vec::new());
        let mut open = vec![(self.folder(folder)?, String::new(), 0)];
        let mut seen = 0;
        while let Some((tree, prefix, depth)) = open.pop() {
            let Ok(entries) = entries(&repository, tree) else {
                lacking.push(prefix);
                continue;
            };
            for (name, kind, id) in entries {
                seen += 1;
                if seen > MOST_FILES || depth > DEEPEST {
                    return Err(ReadError::new(
                        format!("{} holds more than can be pages", self.shown(folder).display()),
                        "name the folder of the pages: LOCALE=REPO@REV:FOLDER",
                    ));
                }
                // A name with a slash can only be forged.
                if name.starts_with('.') || name.contains(['/', '\\']) || name.is_empty() {
                    continue;
                }
                let key = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
                match kind {
                    Kind::Folder => open.push((id, key, depth + 1)),
                    Kind::File | Kind::Link => files.push(Entry { key, id, is_link: kind == Kind::Link }),
                    Kind::Other => {}
                }
            }
        }
        files.sort_by(|a, b| a.key.cmp(&b.key));
        lacking.sort();
        Ok((files, lacking))
    }

    /// All Markdown pages below a folder with their keys, sorted; what a partial clone lacks is left out.
    ///
    /// # Errors
    ///
    /// When the folder is not there, or the repository is broken.
    pub fn pages(&self, folder: &str) -> Result<Vec<(String, Blob)>, ReadError> {
        let files = self.files(folder)?.0.into_iter();
        Ok(files
            .filter(|file| !file.is_link && is_page(file.key.as_ref()))
            .map(|file| {
                let blob = self.blob(file.id, &joined(folder, &file.key));
                (file.key, blob)
            })
            .collect())
    }
}

impl Blob {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// When the repository lacks it (a partial clone does) or is broken.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        contents(&self.repository.store.to_thread_local(), self.id)
    }

    /// Reads the file, unless it is larger than any page.
    pub(super) fn read_page(&self) -> io::Result<Vec<u8>> {
        let handle = self.repository.store.to_thread_local();
        let size = handle.find_header(self.id).map_err(|error| io::Error::other(error.to_string()))?.size();
        if size > LARGEST_PAGE { Err(io::ErrorKind::FileTooLarge.into()) } else { contents(&handle, self.id) }
    }

    /// `REPO@REV:path`.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What names these very bytes: two files with one name are the same.
    pub fn name(&self) -> String {
        self.id.to_string()
    }
}

fn contents(repository: &gix::Repository, id: ObjectId) -> io::Result<Vec<u8>> {
    let failed = |error: gix::Error| io::Error::other(error.probable_cause().to_string());
    Ok(repository.find_blob(id).map_err(failed)?.take_data())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Folder,
    File,
    Link,
    /// A submodule: the commit of another repository.
    Other,
}

/// What a tree holds; names that are not Unicode are left out.
fn entries(repository: &gix::Repository, tree: ObjectId) -> gix::Result<Vec<(String, Kind, ObjectId)>> {
    let tree = repository.find_tree(tree)?;
    let mut entries = Vec::new();
    for entry in tree.iter() {
        let entry = entry?;
        let Ok(name) = std::str::from_utf8(entry.filename()) else { continue };
        let mode = entry.mode();
        let kind = if mode.is_tree() {
            Kind::Folder
        } else if mode.is_blob() {
            Kind::File
        } else if mode.is_link() {
            Kind::Link
        } else {
            Kind::Other
        };
        entries.push((name.to_owned(), kind, entry.object_id()));
    }
    Ok(entries)
}

/// The names of a folder's path.
fn names(folder: &str) -> impl Iterator<Item = &str> {
    folder.split('/').filter(|name| !name.is_empty() && *name != ".")
}

fn joined(folder: &str, below: &str) -> String {
    names(folder).chain(names(below)).collect::<Vec<_>>().join("/")
}

/// Reads the pages, the table of contents and the media of a revision's folder.
pub(super) fn read(
    locale: &Locale,
    (repository, revision, folder): (&Path, &str, &str),
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Shelf, ReadError> {
    let revision = Repository::open(repository)?.revision(revision)?;
    let (mut pages, mut media) = (Vec::new(), Vec::new());
    let (files, lacking) = revision.files(folder)?;
    for path in lacking {
        let message = "this folder is not in the repository, which is no whole clone";
        let path = revision.shown(&joined(folder, &path));
        diagnostics.push(Diagnostic::about_file(&rule::UNREADABLE_FILE, path, message));
    }
    for file in files {
        let blob = revision.blob(file.id, &joined(folder, &file.key));
        if file.is_link {
            let message = "this is a symbolic link; in a revision, links are not followed";
            diagnostics.push(Diagnostic::about_file(&rule::UNREADABLE_FILE, blob.path, message));
        } else if is_page(file.key.as_ref()) {
            pages.push((file.key, blob));
        } else if !has_extension(file.key.as_ref(), "yml") {
            media.push((file.key, MediaFile::Blob(blob)));
        }
    }
    if pages.is_empty() {
        return Err(ReadError::new(
            format!("{} holds no Markdown page", revision.shown(folder).display()),
            "name the folder of the pages: LOCALE=REPO@REV:FOLDER",
        ));
    }
    let texts: Vec<Result<RawPage, Diagnostic>> = pages
        .into_par_iter()
        // A handle keeps the objects that deltas are made from; one for each thread.
        .map_init(
            || revision.repository.store.to_thread_local(),
            |handle, (key, blob)| page(handle, key, blob),
        )
        .collect();
    let mut read = Vec::with_capacity(texts.len());
    for text in texts {
        match text {
            Ok(page) => read.push(page),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let documents = folder::documents(read, locale, diagnostics);
    let toc = find_toc(&revision, folder, diagnostics);
    Ok(Shelf {
        locale: locale.clone(),
        documents,
        book: Book { toc, media: media.into_iter().collect(), redirects: Vec::new() },
    })
}

fn page(handle: &gix::Repository, key: String, blob: Blob) -> Result<RawPage, Diagnostic> {
    let unreadable = |error: String| {
        let message = format!("the page cannot be read: {error}");
        Diagnostic::about_file(&rule::UNREADABLE_FILE, &blob.path, message)
    };
    // Asked first: the object may say that it has gigabytes.
    let size =
        handle.find_header(blob.id).map_err(|error| unreadable(error.probable_cause().to_string()))?.size();
    if size > LARGEST_PAGE {
        return Err(folder::oversized(&blob.path, size));
    }
    let bytes = contents(handle, blob.id).map_err(|error| unreadable(error.to_string()))?;
    folder::raw_page(key, blob.path, bytes)
}

/// Reads the nearest `TOC.yml`, in the folder or above it.
fn find_toc(revision: &Revision, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<toc::TocEntry> {
    let handle = revision.repository.store.to_thread_local();
    let path: Vec<&str> = names(folder).collect();
    for level in 0..=TOC_LEVELS.min(path.len()) {
        let (above, below) = path.split_at(path.len() - level);
        let above = above.join("/");
        let Ok(found) = revision
            .folder(&above)
            .and_then(|tree| entries(&handle, tree).map_err(|error| revision.broken(&error)))
        else {
            continue;
        };
        let is_toc = |(name, kind, _): &&(String, Kind, ObjectId)| {
            *kind == Kind::File && matches!(name.as_str(), "TOC.yml" | "toc.yml")
        };
        let Some((name, _, id)) = found.iter().find(is_toc) else { continue };
        let parsed = contents(&handle, *id)
            .map_err(|error| error.to_string())
            .and_then(|bytes| toc::parse(&String::from_utf8_lossy(&bytes), &below.join("/")));
        return parsed.unwrap_or_else(|message| {
            let message = format!("the table of contents cannot be read: {message}");
            let path = revision.shown(&joined(&above, name));
            diagnostics.push(Diagnostic::about_file(&rule::INVALID_TOC, path, message));
            Vec::new()
        });
    }
    Vec::new()
}

#[cfg(test)]
mod tests;
