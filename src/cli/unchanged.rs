//! Whether there is anything to do: a fingerprint of all that goes in, and one of the files that came out of it.
//!
//! What goes in is told by its content, never by its time: a checkout or a copy is no change. What came out is told by size and
//! time, for a folder that somebody has edited or cleared is to be made anew. Both are kept beside the results, with what was
//! said, so that a second run says the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use blake3::{Hash, Hasher};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::input::Project;
use super::witnesses::Witnesses;
use super::{Common, Failure, report};
use crate::check;
use crate::diagnostic::{Diagnostic, Excerpt, Severity};
use crate::output;
use crate::read;
use crate::span::Span;

/// What a run of a command depends on, and where what is kept of it lies.
pub(super) struct Fingerprint {
    /// `None` where it cannot be told what goes in: then every run is a first one.
    inputs: Option<Hash>,
    folder: PathBuf,
    command: &'static str,
    /// The folders that the command writes.
    results: Vec<PathBuf>,
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
        Self { inputs: hash_inputs(command, inputs), folder: folder.to_owned(), command, results }
    }

    /// What was said by the last run, said again, where nothing has changed since.
    pub(super) fn unchanged(&self, common: &Common) -> Option<Said> {
        let inputs = self.inputs?;
        let text = fs::read(output::note_path(&self.folder, self.command)).ok()?;
        let record: Record = serde_json::from_slice(&text).ok()?;
        if record.inputs != inputs.to_hex().as_str() || record.results != self.results().to_hex().as_str() {
            return None;
        }
        let findings: Option<Vec<Diagnostic>> =
            record.findings.into_iter().map(Finding::into_shown).collect();
        report::settled(&findings?, common);
        Some(record.said)
    }

    /// Keeps what a run has found and said; `findings` as they are shown.
    pub(super) fn keep(&self, findings: &[Diagnostic], said: &Said) -> Result<(), Failure> {
        let Some(inputs) = self.inputs else { return Ok(()) };
        let record = Record {
            inputs: inputs.to_hex().to_string(),
            results: self.results().to_hex().to_string(),
            said: said.clone(),
            findings: findings.iter().map(Finding::of).collect(),
        };
        let text = serde_json::to_vec(&record).unwrap_or_default();
        output::note(&self.folder, self.command, &text)
            .map_err(|error| Failure::writing(&self.folder, &error))
    }

    /// The files that are there of earlier results: which, how long and when written.
    fn results(&self) -> Hash {
        let mut hasher = Hasher::new();
        for folder in &self.results {
            let files = output::made(folder);
            let facts: Vec<(u64, u128)> = files.par_iter().map(|file| facts(file)).collect();
            for (file, (length, time)) in files.iter().zip(facts) {
                field(&mut hasher, file.as_os_str().as_encoded_bytes());
                hasher.update(&length.to_le_bytes());
                hasher.update(&time.to_le_bytes());
            }
        }
        hasher.finalize()
    }
}

/// A file's length and time; of one that is not there, what no file has.
fn facts(path: &Path) -> (u64, u128) {
    let Ok(metadata) = fs::symlink_metadata(path) else { return (u64::MAX, 0) };
    let time = metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    (metadata.len(), time.map_or(0, |time| time.as_nanos()))
}

/// Adds a field with its length, so that no two lists of fields read alike.
fn field(hasher: &mut Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

/// Everything that goes in; `None` where a source is not made of files, or the program cannot be read.
fn hash_inputs(command: &str, inputs: &Inputs<'_>) -> Option<Hash> {
    let Inputs { project, witnesses, arguments, theme, english } = inputs;
    let mut files = read::files(&project.sources)?;
    if let Some(folder) = witnesses.headers_folder(&project.config) {
        files.extend(read::all_files(folder));
    }
    files.extend(witnesses.supplement_file(&project.config).map(Path::to_owned));
    files.extend(project.config.check.baseline.clone());
    // The program itself: a build of it that differs may make other files, whatever its version says.
    files.push(std::env::current_exe().ok()?);
    let mut hasher = Hasher::new();
    // Paths are relative to the working folder, whose name may tell a locale.
    let here = std::env::current_dir().ok()?;
    field(&mut hasher, here.as_os_str().as_encoded_bytes());
    let settings = (command, arguments, &project.config, &project.sources, &project.source);
    field(&mut hasher, format!("{settings:?}").as_bytes());
    if let Some(english) = english {
        field(&mut hasher, read::upstream::state(english)?.as_bytes());
    }
    for (path, bytes) in *theme {
        field(&mut hasher, path.as_bytes());
        field(&mut hasher, bytes);
    }
    let contents: Vec<Option<Hash>> =
        files.par_iter().map(|path| fs::read(path).ok().map(|bytes| blake3::hash(&bytes))).collect();
    for (path, content) in files.iter().zip(contents) {
        field(&mut hasher, path.as_os_str().as_encoded_bytes());
        field(&mut hasher, content.as_ref().map_or(b"unreadable", |hash| hash.as_bytes().as_slice()));
    }
    Some(hasher.finalize())
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
