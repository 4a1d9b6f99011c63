//! The English repository behind translations: its newest pages, and those of the commits that translations were made from.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::ReadError;
use super::git::{Blob, Repository, Revision};
use super::source::{split_repository, split_revision};

/// The pages of the English repository.
#[derive(Debug)]
pub struct Upstream {
    repository: Repository,
    /// The folder of the pages in it.
    folder: String,
    /// The newest pages by their keys.
    now: BTreeMap<String, Blob>,
}

/// The texts of pages by the commit and the key of each; two that are the same bytes are held once.
#[derive(Debug, Default)]
pub struct Texts {
    /// The newest texts by their keys.
    pub now: BTreeMap<String, Arc<str>>,
    then: HashMap<(String, String), Arc<str>>,
}

/// What tells the revision that `REPO[@REV[:SUBDIR]]` names from any other, as text; `None` where there is none.
pub fn state(argument: &str) -> Option<String> {
    let (repository, revision, _) = split(argument);
    Some(Repository::open(Path::new(repository)).ok()?.revision(revision).ok()?.state())
}

/// The repository, the revision and the folder that an argument names.
fn split(argument: &str) -> (&str, &str, &str) {
    let (repository, revision) = match split_repository(argument) {
        Some(halves) if !Path::new(argument).exists() => halves,
        _ => (argument, "HEAD"),
    };
    let (revision, folder) = split_revision(revision);
    (repository, revision, folder)
}

impl Upstream {
    /// Opens `REPO[@REV[:SUBDIR]]`; the revision is `HEAD` unless said. Without a folder, it is the one below which most of
    /// the pages stand that have `keys`.
    ///
    /// # Errors
    ///
    /// When there is no such repository, revision or folder, or no page of these keys in it.
    pub fn open<'a>(argument: &str, keys: impl IntoIterator<Item = &'a str>) -> Result<Self, ReadError> {
        let (repository, revision, folder) = split(argument);
        let repository = Repository::open(Path::new(repository))?;
        let revision = repository.revision(revision)?;
        let keys: Vec<&str> = keys.into_iter().collect();
        if folder.is_empty() {
            let folder = folder_of(&revision, keys)?;
            let now = revision.pages(&folder)?.into_iter().collect();
            return Ok(Self { repository, folder, now });
        }
        let now: BTreeMap<String, Blob> = revision.pages(folder)?.into_iter().collect();
        let is_there = |key: &&str| now.keys().any(|known| known.eq_ignore_ascii_case(key));
        // A folder too high or too low has pages, and none of these: everything would seem fresh.
        if !keys.is_empty() && !keys.iter().any(is_there) {
            let help = match folder_of(&revision, keys) {
                Ok(folder) => format!("they are in `{folder}`; without a folder it is looked for"),
                Err(error) => error.message,
            };
            return Err(ReadError::new(format!("`{argument}` has none of the pages in that folder"), help));
        }
        Ok(Self { repository, folder: folder.to_owned(), now })
    }

    /// Reads the newest pages, and each of `wanted` (a commit and a page's key) as it was.
    ///
    /// What the repository lacks, a shallow clone's older commits for one, is left out.
    pub fn texts(&self, wanted: &[(&str, &str)]) -> Texts {
        let mut commits: Vec<&str> = wanted.iter().map(|(commit, _)| *commit).collect();
        commits.sort_unstable();
        commits.dedup();
        let pages_of = |commit: &&str| -> Option<(String, HashMap<String, Blob>)> {
            let revision = self.repository.revision(commit).ok()?;
            Some(((*commit).to_owned(), revision.pages(&self.folder).ok()?.into_iter().collect()))
        };
        let history: HashMap<String, HashMap<String, Blob>> =
            commits.par_iter().filter_map(pages_of).collect();
        let then: Vec<((String, String), &Blob)> = wanted
            .iter()
            .filter_map(|(commit, key)| {
                let pages = history.get(*commit)?;
                let folded = || pages.iter().find(|(known, _)| known.eq_ignore_ascii_case(key));
                let blob = pages.get(*key).or_else(|| folded().map(|(_, blob)| blob))?;
                Some((((*commit).to_owned(), (*key).to_owned()), blob))
            })
            .collect();
        let mut distinct: BTreeMap<String, &Blob> = BTreeMap::new();
        for blob in self.now.values().chain(then.iter().map(|(_, blob)| *blob)) {
            distinct.entry(blob.name()).or_insert(blob);
        }
        let distinct: Vec<(String, &Blob)> = distinct.into_iter().collect();
        let texts: HashMap<String, Arc<str>> = distinct
            .into_par_iter()
            .filter_map(|(name, blob)| {
                let bytes = blob.read_page().ok()?;
                Some((name, String::from_utf8_lossy(&bytes).into()))
            })
            .collect();
        let text = |blob: &Blob| texts.get(&blob.name()).cloned();
        Texts {
            now: self.now.iter().filter_map(|(key, blob)| Some((key.clone(), text(blob)?))).collect(),
            then: then.into_iter().filter_map(|(wanted, blob)| Some((wanted, text(blob)?))).collect(),
        }
    }
}

impl Texts {
    /// Pages as they are, of which nothing older is known.
    pub fn newest(now: impl IntoIterator<Item = (String, Arc<str>)>) -> Self {
        Self { now: now.into_iter().collect(), then: HashMap::new() }
    }

    /// A page as it was at a commit.
    pub fn then(&self, commit: &str, key: &str) -> Option<&str> {
        self.then.get(&(commit.to_owned(), key.to_owned())).map(AsRef::as_ref)
    }

    /// A page as it is; where no page has the key, the one whose key differs in letter case alone.
    pub fn now(&self, key: &str) -> Option<&str> {
        let same =
            || self.now.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)).map(|(_, text)| text);
        self.now.get(key).or_else(same).map(AsRef::as_ref)
    }
}

/// The folder below which most pages stand that have these keys.
fn folder_of<'a>(revision: &Revision, keys: impl IntoIterator<Item = &'a str>) -> Result<String, ReadError> {
    let all = revision.pages("")?;
    // Letter case does not count, here as elsewhere.
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let mut folders: HashMap<String, Vec<&str>> = HashMap::new();
    for (path, _) in &all {
        folders.entry(name(path)).or_default().push(path);
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in keys {
        for path in folders.get(&name(key)).into_iter().flatten() {
            let below = path.len().checked_sub(key.len()).and_then(|at| path.split_at_checked(at));
            let folder =
                below.filter(|(_, below)| below.eq_ignore_ascii_case(key)).and_then(|(folder, _)| {
                    if folder.is_empty() { Some(folder) } else { folder.strip_suffix('/') }
                });
            if let Some(folder) = folder {
                *counts.entry(folder).or_default() += 1;
            }
        }
    }
    // Of two folders with as many, the first: `max_by_key` would take the last.
    let best = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    best.map(|(folder, _)| folder.to_owned()).ok_or_else(|| {
        ReadError::new(
            format!("{} has none of the pages that were given", revision.shown("").display()),
            "name the folder of the English pages: --upstream REPO@REV:FOLDER",
        )
    })
}
