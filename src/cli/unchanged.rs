//! Whether there is anything to do: a fingerprint of all that goes in, and one of the files that came out of it.
//!
//! What goes in is told by its content, never by its time: a checkout or a copy is no change. What came out is told by size and
//! time, for a folder that somebody has edited or cleared is to be made anew. Both are kept beside the results, with what was
//! said, so that a second run says the same. A first run has nothing to compare with: its pages are noted as they are read, and
//! not read a second time for it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

use super::input::Project;
use super::witnesses::Witnesses;
use super::{Common, Failure, report};
use crate::check;
use crate::diagnostic::{Diagnostic, Excerpt, Severity};
use crate::output;
use crate::read::{self, Document};
use crate::span::Span;

/// A hash of contents: it tells a change from none, and protects from nobody.
type Hash = u128;

/// What a run of a command depends on, and where what is kept of it lies.
pub(super) struct Fingerprint {
    /// `None` where it cannot be told what goes in: then every run is a first one.
    inputs: Option<Gathered>,
    folder: PathBuf,
    command: &'static str,
    /// The folders that the command writes.
    results: Vec<PathBuf>,
}

/// All that goes in.
struct Gathered {
    /// What is no file.
    settings: Vec<u8>,
    files: Vec<PathBuf>,
    /// The content of each file, as far as it is known; `None` of one that cannot be read.
    contents: Mutex<HashMap<Arc<Path>, Option<Hash>>>,
}

/// What is kept of a run.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    inputs: String,
    results: String,
    said: Said,
    findings: Vec<Finding>,
}

/// What a command says of its results.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Said {
    /// Text that is the same whenever nothing changed.
    pub(super) text: String,
    /// Files that are there, one count a folder.
    pub(super) files: Vec<usize>,
}

/// A finding as far as it is shown.
#[derive(Debug, Serialize, Deserialize)]
struct Finding {
    rule: String,
    severity: char,
    message: String,
    help: Option<String>,
    path: Option<PathBuf>,
    line: u32,
    column: u32,
    excerpt: Option<(String, u32, u32)>,
}

/// What a fingerprint is taken of, beside the files that the sources name.
pub(super) struct Inputs<'a> {
    pub(super) project: &'a Project,
    pub(super) witnesses: &'a Witnesses,
    /// The command's arguments, all of them: one that is added later counts without anybody thinking of it.
    pub(super) arguments: &'a dyn std::fmt::Debug,
    /// The theme's files.
    pub(super) theme: &'a [(String, Vec<u8>)],
    /// The English repository, where one is compared with.
    pub(super) english: Option<&'a str>,
}

impl Fingerprint {
    /// Takes the fingerprint of `command`, which writes `results` below `folder` (the folder itself where one is empty).
    pub(super) fn new(command: &'static str, folder: &Path, results: &[&str], inputs: &Inputs<'_>) -> Self {
        let results = results.iter().map(|result| folder.join(result)).collect();
        let inputs = gather(command, inputs);
        if let Some(inputs) = &inputs {
            let is_first = !output::note_path(folder, command).exists();
            inputs.read(|path| !(is_first && read::is_page(path)));
        }
        Self { inputs, folder: folder.to_owned(), command, results }
    }

    /// Notes a page that was read.
    pub(super) fn note(&self, document: &Document) {
        let Some(inputs) = &self.inputs else { return };
        let hash = XxHash3_128::oneshot(document.text.as_bytes());
        inputs.lock().entry(Arc::clone(&document.path)).or_insert(Some(hash));
    }

    /// What was said by the last run, said again, where nothing has changed since.
    pub(super) fn unchanged(&self, common: &Common) -> Option<Said> {
        let inputs = self.inputs.as_ref()?;
        let text = fs::read(output::note_path(&self.folder, self.command)).ok()?;
        let record: Record = serde_json::from_slice(&text).ok()?;
        if record.inputs != inputs.written() || record.results != self.results() {
            return None;
        }
        let findings: Option<Vec<Diagnostic>> =
            record.findings.into_iter().map(Finding::into_shown).collect();
        report::settled(&findings?, common);
        Some(record.said)
    }

    /// Keeps what a run has found and said; `findings` as they are shown.
    pub(super) fn keep(&self, findings: &[Diagnostic], said: &Said) -> Result<(), Failure> {
        let Some(inputs) = &self.inputs else { return Ok(()) };
        let record = Record {
            inputs: inputs.written(),
            results: self.results(),
            said: said.clone(),
            findings: findings.iter().map(Finding::of).collect(),
        };
        let text = serde_json::to_vec(&record).unwrap_or_default();
        output::note(&self.folder, self.command, &text)
            .map_err(|error| Failure::writing(&self.folder, &error))
    }

    /// The files that are there of earlier results: which, how long and when written.
    fn results(&self) -> String {
        let mut all = Vec::new();
        for folder in &self.results {
            let files = output::made(folder);
            let facts: Vec<(u64, u128)> = files.par_iter().map(|file| facts(file)).collect();
            for (file, (length, time)) in files.iter().zip(facts) {
                field(&mut all, file.as_os_str().as_encoded_bytes());
                all.extend(length.to_le_bytes());
                all.extend(time.to_le_bytes());
            }
        }
        written(&all)
    }
}

impl Gathered {
    /// Reads the content of those files that are not known and `wanted`.
    fn read(&self, wanted: impl Fn(&Path) -> bool) {
        let unknown: Vec<&PathBuf> = {
            let contents = self.lock();
            self.files.iter().filter(|path| wanted(path) && !contents.contains_key(path.as_path())).collect()
        };
        let read: Vec<Option<Hash>> = unknown.par_iter().map(|path| content(path)).collect();
        self.lock().extend(unknown.into_iter().map(|path| path.as_path().into()).zip(read));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Arc<Path>, Option<Hash>>> {
        self.contents.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The hash of it all, as it is kept.
    fn written(&self) -> String {
        self.read(|_| true);
        let contents = self.lock();
        let mut all = self.settings.clone();
        for path in &self.files {
            field(&mut all, path.as_os_str().as_encoded_bytes());
            match contents.get(path.as_path()).copied().flatten() {
                Some(hash) => field(&mut all, &hash.to_le_bytes()),
                None => field(&mut all, b"unreadable"),
            }
        }
        written(&all)
    }
}

/// The content of a file: of a page that of its text, which is what [`Fingerprint::note`] is given.
fn content(path: &Path) -> Option<Hash> {
    let bytes = fs::read(path).ok()?;
    let page = read::is_page(path).then(|| String::from_utf8_lossy(&bytes));
    Some(XxHash3_128::oneshot(page.as_ref().map_or(&bytes, |text| text.as_bytes())))
}

fn written(bytes: &[u8]) -> String {
    format!("{:032x}", XxHash3_128::oneshot(bytes))
}

/// A file's length and time; of one that is not there, what no file has.
fn facts(path: &Path) -> (u64, u128) {
    let Ok(metadata) = fs::symlink_metadata(path) else { return (u64::MAX, 0) };
    let time = metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    (metadata.len(), time.map_or(0, |time| time.as_nanos()))
}

/// Adds a field with its length, so that no two lists of fields read alike.
fn field(all: &mut Vec<u8>, bytes: &[u8]) {
    all.extend((bytes.len() as u64).to_le_bytes());
    all.extend(bytes);
}

/// Everything that goes in; `None` where a source is not made of files, or the program cannot be read.
fn gather(command: &str, inputs: &Inputs<'_>) -> Option<Gathered> {
    let Inputs { project, witnesses, arguments, theme, english } = inputs;
    let mut files = read::files(&project.sources)?;
    if let Some(folder) = witnesses.headers_folder(&project.config) {
        files.extend(read::all_files(folder));
    }
    files.extend(witnesses.supplement_file(&project.config).map(Path::to_owned));
    files.extend(project.config.check.baseline.clone());
    // The program itself: a build of it that differs may make other files, whatever its version says.
    files.push(std::env::current_exe().ok()?);
    let mut all = Vec::new();
    // Paths are relative to the working folder, whose name may tell a locale.
    let here = std::env::current_dir().ok()?;
    field(&mut all, here.as_os_str().as_encoded_bytes());
    let settings = (command, arguments, &project.config, &project.sources, &project.source);
    field(&mut all, format!("{settings:?}").as_bytes());
    if let Some(english) = english {
        field(&mut all, read::upstream::state(english)?.as_bytes());
    }
    for (path, bytes) in *theme {
        field(&mut all, path.as_bytes());
        field(&mut all, bytes);
    }
    Some(Gathered { settings: all, files, contents: Mutex::default() })
}

impl Finding {
    fn of(diagnostic: &Diagnostic) -> Self {
        let excerpt = diagnostic.excerpt.as_ref();
        Self {
            rule: diagnostic.rule.to_owned(),
            severity: match diagnostic.severity {
                Severity::Info => 'i',
                Severity::Warning => 'w',
                Severity::Error => 'e',
            },
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            path: diagnostic.path.as_deref().map(Path::to_owned),
            line: diagnostic.line,
            column: diagnostic.column,
            excerpt: excerpt.map(|excerpt| (excerpt.line.clone(), excerpt.marked.start, excerpt.marked.end)),
        }
    }

    /// The diagnostic again; `None` for a rule that nobody knows.
    fn into_shown(self) -> Option<Diagnostic> {
        let rule = check::rules().find(|rule| rule.name == self.rule)?;
        let severity = match self.severity {
            'i' => Severity::Info,
            'w' => Severity::Warning,
            'e' => Severity::Error,
            _ => return None,
        };
        Some(Diagnostic {
            severity,
            help: self.help,
            path: self.path.map(Into::into),
            line: self.line,
            column: self.column,
            excerpt: self.excerpt.map(|(line, start, end)| Excerpt { line, marked: Span { start, end } }),
            ..Diagnostic::bare(rule, self.message)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{render, rule};

    #[test]
    fn a_finding_that_was_kept_is_shown_alike() {
        let excerpt = Excerpt { line: "one two".to_owned(), marked: Span::new(4, 7) };
        let found = Diagnostic {
            line: 3,
            column: 5,
            path: Some(Path::new("a/b.md").into()),
            excerpt: Some(excerpt),
            ..Diagnostic::bare(&rule::BROKEN_PAIR, "a message").with_help("some help")
        };
        let kept = serde_json::to_string(&Finding::of(&found)).unwrap();
        let again = serde_json::from_str::<Finding>(&kept).unwrap().into_shown().unwrap();
        assert_eq!(render::human(&again, true), render::human(&found, true));
        assert_eq!(again.severity, found.severity);
        let unknown = kept.replace("broken-pair", "no-such-rule");
        assert!(serde_json::from_str::<Finding>(&unknown).unwrap().into_shown().is_none());
    }
}
