//! Edited exchange files back into the Markdown: only the bytes of edited targets, and all of them or none.
//!
//! A unit that says what the page says, or what was exported, claims nothing. Any other is an edit: it is taken where the page still
//! says what was exported and where the edit stays in its half (`edit`) and leaves the page's blocks as they are (`page`).

mod edit;
mod input;
mod page;
mod po;
mod propagate;
mod unit;
mod xliff;
mod xml;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::rule::{self, Rule};
use crate::locale::Locale;
use crate::read::Document;
use crate::segment::codes::{Coded, fingerprint};
use crate::segment::{Unwoven, unweave};
use unit::{Part, Unit, is_blank};

/// After how many refusals a file is not read any further.
const ENOUGH: usize = 100;

/// The same where refused units are left: what has more of them is not the file of these pages.
const MOST_SKIPPED: usize = 10_000;

/// A page's stale segments by their indices, ascending, and the English in their place where that is known.
pub type StaleSegments = Vec<(u32, Option<Arc<str>>)>;

/// Page → its stale segments.
pub type Newer = HashMap<Arc<str>, StaleSegments>;

/// What may be changed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Takes edits that are marked as unfinished, too: fuzzy in PO, in a state before `translated` in XLIFF.
    pub take_unfinished: bool,
    /// Leaves units that are refused, and takes the rest. What is wrong with a file as a whole still refuses all.
    pub skip_refused: bool,
    /// Makes each edit wherever else the same source had the same target.
    pub propagate: bool,
    /// What the English says now. An edit that was made of it brings it into the page as the segment's source.
    pub newer: Option<&'a Newer>,
}

/// A page of the target locale.
#[derive(Debug)]
struct Target {
    key: Arc<str>,
    path: Arc<Path>,
    unwoven: Unwoven,
    /// Index of the segment → its edit.
    edits: BTreeMap<usize, Edit>,
    /// Segments for which there are two texts.
    disputed: BTreeSet<usize>,
    /// Segments whose unit was refused or is unfinished: they stay as they are.
    left: BTreeSet<usize>,
}

/// What a file says in place of a target.
#[derive(Debug)]
struct Edit {
    text: String,
    /// The English that the page is to have, where it is another one.
    source: Option<Arc<str>>,
    file: usize,
    line: u32,
    /// Whether it was made for another segment.
    propagated: bool,
}

impl Edit {
    fn of_page(&self, segment: usize) -> page::Edit<'_> {
        page::Edit { segment, target: &self.text, source: self.source.as_deref() }
    }
}

/// A page's edits in the order of its segments.
fn of_page(edits: &BTreeMap<usize, Edit>) -> Vec<page::Edit<'_>> {
    edits.iter().map(|(segment, edit)| edit.of_page(*segment)).collect()
}

/// A page with its edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedPage {
    /// The page's key.
    pub key: Arc<str>,
    /// Its file.
    pub path: Arc<Path>,
    /// Its edits, in the order of its segments.
    pub edits: Vec<EditedSegment>,
    /// The file's bytes as they were read.
    pub before: String,
    /// The file's bytes as they are to be.
    pub after: String,
}

/// A segment's edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditedSegment {
    /// The segment's place on the page, from 1.
    pub ordinal: usize,
    /// Its target as it was and as it is to be.
    pub target: [String; 2],
    /// Its source as it was and as it is to be: the same unless newer English comes in.
    pub source: [String; 2],
}

/// What came of the files.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What is to be written; nothing where anything was refused.
    pub pages: Vec<EditedPage>,
    /// All pages of the locale as they were, in the order of their keys.
    pub before: Vec<Unwoven>,
    /// Why something was refused.
    pub refusals: Vec<Diagnostic>,
    /// How many of the refusals are about one unit. Where such are left, the rest is to be written.
    pub of_units: usize,
    /// How many units the files have.
    pub units: usize,
    /// How many of them have no target.
    pub untranslated: usize,
    /// How many edits were made for another segment that said the same.
    pub propagated: usize,
    /// How many edits are marked as unfinished, and were left.
    pub unfinished: usize,
    /// How many edits were made of newer English that the page does not take over, for nothing confirms it.
    pub unconfirmed: usize,
}

impl Outcome {
    /// How many refused units are left, and keep nothing from being written.
    pub fn left(&self, options: Options<'_>) -> usize {
        if options.skip_refused { self.of_units } else { 0 }
    }
}

/// Reads exchange files against the pages of `locale`.
pub fn import(files: &[PathBuf], locale: &Locale, documents: Vec<Document>, options: Options<'_>) -> Outcome {
    let targets =
        documents.into_iter().filter(|document| document.locale == *locale).map(|document| Target {
            key: document.key,
            path: document.path,
            unwoven: unweave(&document.text),
            edits: BTreeMap::new(),
            disputed: BTreeSet::new(),
            left: BTreeSet::new(),
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
    options: Options<'a>,
    targets: BTreeMap<Arc<str>, Target>,
    outcome: Outcome,
}

/// What a unit says.
enum Claim {
    /// Nothing new.
    None,
    /// What a segment is to say.
    Edit(usize, String),
    /// A segment says in the newer English what it says: its translation is right.
    Kept(usize, String),
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
                    if !self.is_ours(&tag) {
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
            self.outcome.refusals.len() - before
                < if self.options.skip_refused { MOST_SKIPPED } else { ENOUGH }
        };
        let read = input::open(path).and_then(|mut input| {
            if let Some(format) = input.one_way() {
                let message = format!("this is {format}: an import reads XLIFF 1.2, XLIFF 2.1 and PO");
                return Err(input::Broken::new(1, message));
            }
            if input.is_xml() { xliff::read(input, &mut take) } else { po::read(input, &mut take) }
        });
        self.outcome.units += units;
        if self.outcome.refusals.len() - before >= MOST_SKIPPED {
            let message = format!("{MOST_SKIPPED} things are refused, and the rest is not read");
            self.refuse(index, 0, (&rule::UNREADABLE_EXCHANGE, message));
        }
        if let Err(broken) = read {
            self.refuse(index, broken.line, (&rule::UNREADABLE_EXCHANGE, broken.message));
        }
    }

    /// Whether a file's language is that of the pages. Tools that know languages and no regions write `es` for `es-ES`.
    fn is_ours(&self, tag: &str) -> bool {
        let tag = Locale::parse(tag);
        tag.is_some_and(|tag| tag == *self.locale || tag.as_str() == self.locale.language())
    }

    fn unit(&mut self, file: usize, unit: &Unit) {
        if is_blank(&unit.target) {
            self.outcome.untranslated += 1;
            return;
        }
        let refusals = match self.claim(unit) {
            Ok(Claim::None) => return,
            Ok(Claim::Edit(..)) if unit.is_unfinished && !self.options.take_unfinished => {
                self.outcome.unfinished += 1;
                self.leave(unit);
                return;
            }
            Ok(Claim::Kept(..)) if unit.is_unfinished || !unit.is_done || self.newer(unit).is_none() => {
                return;
            }
            Ok(Claim::Edit(segment, text) | Claim::Kept(segment, text)) => {
                self.edit(file, unit, segment, text)
            }
            Err(refusals) => refusals,
        };
        if !refusals.is_empty() {
            self.leave(unit);
        }
        for (rule, message) in refusals {
            self.refuse(file, unit.line, (rule, format!("{}, unit {}: {message}", unit.page, unit.ordinal)));
            self.outcome.of_units += 1;
        }
    }

    /// Notes that a unit's segment stays as it is.
    fn leave(&mut self, unit: &Unit) {
        if let (Some(target), Some(place)) = (self.targets.get_mut(unit.page.as_str()), unit.place()) {
            target.left.insert(place);
        }
    }

    /// What the unit says beside its page, or why that cannot be told.
    fn claim(&self, unit: &Unit) -> Result<Claim, Vec<edit::Refusal>> {
        let refused = |rule: &'static Rule, message: &str| vec![(rule, message.to_owned())];
        let target = self.targets.get(unit.page.as_str());
        let target = target.ok_or_else(|| refused(&rule::UNKNOWN_UNIT, "there is no such page"))?;
        let unwoven = &target.unwoven;
        let found = unit.place().and_then(|place| Some((place, unwoven.segments.get(place)?)));
        let (index, segment) =
            found.ok_or_else(|| refused(&rule::UNKNOWN_UNIT, "the page has no such segment"))?;
        let (source, current) = (segment.source.of(&unwoven.source), segment.target.of(&unwoven.target));
        let coded = Coded::new(source, current);
        let codes = edit::codes(&[&coded.source, &coded.target]);
        let new = edit::markdown(&unit.target, &codes);
        let new = new.map(|new| edit::without_new_edges(&new, current).to_owned());
        // The page's codes may have changed since, and its numbers with them: what nobody edited is no claim all the same.
        let shown = edit::as_shown(&unit.target, &codes);
        let is_exported = |text: &str| Some(fingerprint(text)) == unit.exported;
        if new.as_ref().is_ok_and(|new| new == current || is_exported(new))
            || shown.is_some_and(|text| is_exported(&text))
        {
            // Whoever is done with a stale unit and changed nothing says that the translation is still right.
            let is_kept = unit.newer.is_some() && unit.exported == Some(fingerprint(current));
            let kept = is_kept.then(|| Claim::Kept(index, current.to_owned()));
            return Ok(kept.unwrap_or(Claim::None));
        }
        let exported_source = edit::markdown(&unit.source, &edit::codes(&[&coded.source]));
        let is_same = match unit.page_source {
            Some(page_source) => page_source == fingerprint(source),
            None => exported_source.as_deref().ok() == Some(source),
        };
        if !is_same {
            return Err(refused(&rule::OUTDATED_UNIT, "the page's source is not the one that was exported"));
        }
        let outdated = match unit.exported {
            None => Some("the file does not say any more what was exported"),
            Some(_) if is_exported(current) => None,
            Some(_) => Some("the page's target has changed since it was exported"),
        };
        if let Some(outdated) = outdated {
            return Err(refused(&rule::OUTDATED_UNIT, outdated));
        }
        let new = new.map_err(|refusal| vec![refusal])?;
        // Of the newer English an edit may have the names and the emphasis, too; all of it where that is to be the source.
        let confirmed = self.newer(unit);
        let source = confirmed.as_deref().unwrap_or(source);
        let refusals = edit::refusals(source, unit.newer.as_deref(), current, &new);
        if refusals.is_empty() { Ok(Claim::Edit(index, new)) } else { Err(refusals) }
    }

    /// The English that a unit was translated from anew, where it is what the English says now.
    fn newer(&self, unit: &Unit) -> Option<Arc<str>> {
        let stale = self.options.newer?.get(unit.page.as_str())?;
        let segment = u32::try_from(unit.place()?).ok()?;
        let at = stale.binary_search_by_key(&segment, |(segment, _)| *segment).ok()?;
        stale[at].1.clone().filter(|now| unit.newer.as_deref() == Some(now))
    }

    /// Notes an edit, unless another one says something else.
    fn edit(&mut self, file: usize, unit: &Unit, segment: usize, text: String) -> Vec<edit::Refusal> {
        let source = self.newer(unit);
        self.outcome.unconfirmed += usize::from(unit.newer.is_some() && source.is_none());
        let Some(target) = self.targets.get_mut(unit.page.as_str()) else { return Vec::new() };
        if target.disputed.contains(&segment) {
            return vec![(&rule::CONFLICTING_UNIT, "there are other texts for it".to_owned())];
        }
        match target.edits.get_mut(&segment) {
            Some(other) if other.text != text => {
                let place = format!("{}:{}", self.files[other.file].display(), other.line);
                // Which of them is right nobody knows: where the rest is taken, neither is.
                target.edits.remove(&segment);
                target.disputed.insert(segment);
                vec![(&rule::CONFLICTING_UNIT, format!("{place} has another text for it"))]
            }
            Some(other) => {
                other.source = source.or(other.source.take());
                Vec::new()
            }
            None => {
                let edit = Edit { text, source, file, line: unit.line, propagated: false };
                target.edits.insert(segment, edit);
                Vec::new()
            }
        }
    }

    /// Puts the edits into their pages.
    fn finish(mut self) -> Outcome {
        let mut targets = std::mem::take(&mut self.targets);
        for target in targets.values_mut() {
            self.refuse_breakouts(target);
        }
        if self.options.propagate {
            self.outcome.propagated = propagate::propagate(&mut targets);
        }
        for target in targets.into_values() {
            if !target.edits.is_empty() {
                let edits = of_page(&target.edits);
                self.outcome.pages.push(EditedPage {
                    edits: edits.iter().map(|edit| edit.of(&target.unwoven)).collect(),
                    before: target.unwoven.weave(),
                    after: page::edited(&target.unwoven, &edits),
                    key: target.key,
                    path: target.path,
                });
            }
            self.outcome.before.push(target.unwoven);
        }
        if self.outcome.refusals.len() > self.outcome.left(self.options) {
            self.outcome.pages.clear();
        }
        self.outcome
    }

    /// Takes out the edits that would change the page around them: all of them where refused units are left, else the first.
    fn refuse_breakouts(&mut self, target: &mut Target) {
        loop {
            let edits = of_page(&target.edits);
            let Some(at) = page::first_breakout(&target.unwoven, &edits) else { return };
            let segment = edits[at].segment;
            let (file, line) = target.edits.get(&segment).map_or((0, 0), |edit| (edit.file, edit.line));
            let what = "the edit would change the page around it: it makes a list, a cell, emphasis or a link of what is none";
            self.refuse(
                file,
                line,
                (&rule::BREAKOUT_TEXT, format!("{}, unit {}: {what}", target.key, segment + 1)),
            );
            self.outcome.of_units += 1;
            target.edits.remove(&segment);
            target.left.insert(segment);
            if !self.options.skip_refused {
                return;
            }
        }
    }
}
