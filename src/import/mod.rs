//! Edited exchange files back into the Markdown: only the bytes of edited targets, and all of them or none.
//!
//! A unit that says what the page says, or what was exported, claims nothing. Any other is an edit: it is taken where the page still
//! says what was exported and where the edit stays in its half (`edit`) and leaves the page's blocks as they are (`page`).

mod edit;
mod input;
mod page;
mod po;
mod unit;
mod xliff;
mod xml;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rule::{self, Rule};
use crate::locale::Locale;
use crate::read::Document;
use crate::segment::codes::{Coded, fingerprint};
use crate::segment::{Unwoven, unweave};
use unit::{Part, Unit};

/// After how many refusals a file is not read any further.
const ENOUGH: usize = 100;

/// What may be changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Takes entries of PO that are marked as fuzzy, too.
    pub take_fuzzy: bool,
}

/// A page of the target locale.
#[derive(Debug)]
struct Target {
    key: Arc<str>,
    path: Arc<Path>,
    unwoven: Unwoven,
    /// Index of the segment → its edit.
    edits: BTreeMap<usize, Edit>,
}

/// What a file says in place of a target.
#[derive(Debug)]
struct Edit {
    text: String,
    file: usize,
    line: u32,
}

/// A page with its edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedPage {
    /// The page's key.
    pub key: Arc<str>,
    /// Its file.
    pub path: Arc<Path>,
    /// How many of its segments are edited.
    pub segments: usize,
    /// The file's bytes as they were read.
    pub before: String,
    /// The file's bytes as they are to be.
    pub after: String,
}

/// What came of the files.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What is to be written; nothing where anything was refused.
    pub pages: Vec<EditedPage>,
    /// Why something was refused.
    pub refusals: Vec<Diagnostic>,
    /// How many units the files have.
    pub units: usize,
    /// How many of them have no target.
    pub untranslated: usize,
    /// How many edits are marked as fuzzy, and were left.
    pub fuzzy: usize,
}

/// Reads exchange files against the pages of `locale`.
pub fn import(files: &[PathBuf], locale: &Locale, documents: Vec<Document>, options: Options) -> Outcome {
    let targets =
        documents.into_iter().filter(|document| document.locale == *locale).map(|document| Target {
            key: document.key,
            path: document.path,
            unwoven: unweave(&document.text),
            edits: BTreeMap::new(),
        });
    let targets = targets.map(|target| (Arc::clone(&target.key), target)).collect();
    let mut import = Import { files, locale, options, targets, outcome: Outcome::default() };
    for (index, path) in files.iter().enumerate() {
        import.file(index, path);
    }
    import.finish()
}

struct Import<'a> {
    files: &'a [PathBuf],
    locale: &'a Locale,
    options: Options,
    targets: BTreeMap<Arc<str>, Target>,
    outcome: Outcome,
}

/// What a unit says.
enum Claim {
    /// Nothing new.
    None,
    Edit(usize, String),
}

impl Import<'_> {
    fn refuse(&mut self, file: usize, line: u32, (rule, message): (&'static Rule, String)) {
        let mut refusal = Diagnostic::about_file(rule, self.files[file].clone(), message);
        (refusal.line, refusal.column) = (line, u32::from(line > 0));
        self.outcome.refusals.push(refusal);
    }

    fn file(&mut self, index: usize, path: &Path) {
        let before = self.outcome.refusals.len();
        let mut units = 0_usize;
        let mut take = |part: Part| {
            match part {
                Part::Locale(tag, line) => {
                    if Locale::parse(&tag).as_ref() != Some(self.locale) {
                        let message = format!("this is for `{tag}`, and the pages are {}", self.locale);
                        self.refuse(index, line, (&rule::UNKNOWN_UNIT, message));
                        return false;
                    }
                }
                Part::Unit(unit) => {
                    units += 1;
                    self.unit(index, &unit);
                }
            }
            self.outcome.refusals.len() - before < ENOUGH
        };
        let read = input::open(path).and_then(|mut input| {
            if input.is_xml() { xliff::read(input, &mut take) } else { po::read(input, &mut take) }
        });
        self.outcome.units += units;
        if let Err(broken) = read {
            self.refuse(index, broken.line, (&rule::UNREADABLE_EXCHANGE, broken.message));
        }
    }

    fn unit(&mut self, file: usize, unit: &Unit) {
        if unit.target.is_empty() {
            self.outcome.untranslated += 1;
            return;
        }
        let refusals = match self.claim(unit) {
            Ok(Claim::None) => return,
            Ok(Claim::Edit(..)) if unit.is_fuzzy && !self.options.take_fuzzy => {
                self.outcome.fuzzy += 1;
                return;
            }
            Ok(Claim::Edit(segment, text)) => self.edit(file, unit, segment, text),
            Err(refusals) => refusals,
        };
        for (rule, message) in refusals {
            self.refuse(file, unit.line, (rule, format!("{}, unit {}: {message}", unit.page, unit.ordinal)));
        }
    }

    /// What the unit says beside its page, or why that cannot be told.
    fn claim(&self, unit: &Unit) -> Result<Claim, Vec<edit::Refusal>> {
        let refused = |rule: &'static Rule, message: &str| vec![(rule, message.to_owned())];
        let target = self.targets.get(unit.page.as_str());
        let target = target.ok_or_else(|| refused(&rule::UNKNOWN_UNIT, "there is no such page"))?;
        let unwoven = &target.unwoven;
        let index = unit.ordinal.parse::<usize>().ok().and_then(|ordinal| ordinal.checked_sub(1));
        let found = index.and_then(|index| Some((index, unwoven.segments.get(index)?)));
        let (index, segment) =
            found.ok_or_else(|| refused(&rule::UNKNOWN_UNIT, "the page has no such segment"))?;
        let (source, current) = (segment.source.of(&unwoven.source), segment.target.of(&unwoven.target));
        let coded = Coded::new(source, current);
        let new = edit::markdown(&unit.target, &edit::codes(&[&coded.source, &coded.target]));
        if new.as_ref().is_ok_and(|new| new == current || Some(fingerprint(new)) == unit.exported) {
            return Ok(Claim::None);
        }
        let exported_source = edit::markdown(&unit.source, &edit::codes(&[&coded.source]));
        let is_same = match unit.page_source {
            Some(page_source) => page_source == fingerprint(source),
            None => exported_source.as_deref().ok() == Some(source),
        };
        if !is_same {
            return Err(refused(&rule::OUTDATED_UNIT, "the page's source is not the one that was exported"));
        }
        match unit.exported {
            None => {
                return Err(refused(
                    &rule::OUTDATED_UNIT,
                    "the file does not say any more what was exported",
                ));
            }
            Some(exported) if exported != fingerprint(current) => {
                return Err(refused(
                    &rule::OUTDATED_UNIT,
                    "the page's target has changed since it was exported",
                ));
            }
            Some(_) => {}
        }
        let new = new.map_err(|refusal| vec![refusal])?;
        // Of the newer English an edit may have the names and the emphasis, too.
        let newer = exported_source.ok().filter(|_| unit.page_source.is_some());
        let refusals = edit::refusals(source, newer.as_deref(), current, &new);
        if refusals.is_empty() { Ok(Claim::Edit(index, new)) } else { Err(refusals) }
    }

    /// Notes an edit, unless another one says something else.
    fn edit(&mut self, file: usize, unit: &Unit, segment: usize, text: String) -> Vec<edit::Refusal> {
        let Some(target) = self.targets.get_mut(unit.page.as_str()) else { return Vec::new() };
        match target.edits.get(&segment) {
            Some(other) if other.text != text => {
                let place = format!("{}:{}", self.files[other.file].display(), other.line);
                vec![(&rule::CONFLICTING_UNIT, format!("{place} has another text for it"))]
            }
            Some(_) => Vec::new(),
            None => {
                target.edits.insert(segment, Edit { text, file, line: unit.line });
                Vec::new()
            }
        }
    }

    /// Puts the edits into their pages.
    fn finish(mut self) -> Outcome {
        let targets = std::mem::take(&mut self.targets);
        for target in targets.into_values().filter(|target| !target.edits.is_empty()) {
            let edits: Vec<(usize, &str)> =
                target.edits.iter().map(|(segment, edit)| (*segment, edit.text.as_str())).collect();
            if let Some(at) = page::first_breakout(&target.unwoven, &edits) {
                let (segment, _) = edits[at];
                let (file, line) = target.edits.get(&segment).map_or((0, 0), |edit| (edit.file, edit.line));
                let what =
                    "the edit would change the page around it (a `|` in a table's cell is written `\\|`)";
                let message = format!("{}, unit {}: {what}", target.key, segment + 1);
                self.refuse(file, line, (&rule::BREAKOUT_TEXT, message));
                continue;
            }
            self.outcome.pages.push(EditedPage {
                segments: edits.len(),
                before: target.unwoven.weave(),
                after: page::edited(&target.unwoven, &edits),
                key: target.key,
                path: target.path,
            });
        }
        if !self.outcome.refusals.is_empty() {
            self.outcome.pages.clear();
        }
        self.outcome
    }
}
