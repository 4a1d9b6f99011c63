//! Runs the rules over the pages of every locale.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::allow::Allowed;
use super::siblings;
use super::{Defect, Knowledge, Levels, Names, Pair, SEGMENT_CHECKS, SegmentCheck, inconsistent_term};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::rule::{OVERSIZED_SEGMENT, UNKNOWN_ALLOWANCE};
use crate::locale::Locale;
use crate::memory::{Memory, Place};
use crate::model::Api;
use crate::parse::{Page, Sheet};
use crate::span::Span;

/// The longest half that is checked, in bytes. The longest of the MAPI reference has 2,351.
const LONGEST_HALF: usize = 16 << 10;

/// What is checked.
#[derive(Debug)]
pub struct Subject<'a> {
    /// All pages, sorted by key.
    pub pages: &'a [Page],
    /// The locales that were given.
    pub locales: &'a [Locale],
    /// The language of the source halves.
    pub source: &'a Locale,
    /// The model, whose names are the dictionary of identifiers.
    pub api: &'a Api,
    /// The pages to look at, by locale and key; all where it is `None`. What is known of a locale is known by all of its pages.
    pub only: Option<&'a BTreeSet<(Locale, Arc<str>)>>,
}

impl Subject<'_> {
    /// Whether a page is to be looked at.
    pub(super) fn wants(&self, locale: &Locale, key: &str) -> bool {
        self.only.is_none_or(|only| only.iter().any(|(own, page)| own == locale && **page == *key))
    }
}

/// Finds what is wrong with the translations, locale by locale and in the order of pages.
///
/// The findings have the rules' own severities; rules that `levels` turns off are not asked. Each is what `kept` makes of it: of all
/// that a book's findings repeat of its pages, not everyone wants to hold everything.
pub fn check(
    subject: &Subject<'_>,
    levels: &Levels,
    kept: impl Fn(Diagnostic) -> Diagnostic,
) -> Vec<Diagnostic> {
    let checks: Vec<&SegmentCheck> = SEGMENT_CHECKS.iter().filter(|check| levels.asks(check.rule)).collect();
    let mut found = Vec::new();
    if !checks.is_empty() {
        let names = Names::new(subject.api, []);
        let locales = subject.locales.iter().filter(|locale| *locale != subject.source);
        // One after another: what is known of all of them at once would be much of what a site may take.
        found.extend(locales.flat_map(|locale| check_locale(subject, locale, &names, &checks)).map(&kept));
    }
    if levels.asks(&UNKNOWN_ALLOWANCE) {
        found.extend(unknown_allowances(subject).into_iter().map(&kept));
    }
    let of_pages = siblings::asked(|rule| levels.asks(rule));
    found.extend(siblings::check(subject, &of_pages).into_iter().map(kept));
    found
}

/// The comments that allow what is no rule: whoever wrote one believes that a finding is gone.
fn unknown_allowances(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let is_rule = |name: &str| crate::check::rules().any(|rule| rule.name == name);
    let of_sheet = |sheet: &Sheet| {
        let place = sheet.place();
        let told = |(at, name): (Span, &str)| {
            let message = match name {
                "" => "the comment names no rule".to_owned(),
                name => format!("there is no rule `{name}`"),
            };
            place.report(&UNKNOWN_ALLOWANCE, at, message)
        };
        Allowed::unknown(&place.text, is_rule).into_iter().map(told).collect::<Vec<_>>()
    };
    let sheets = subject.pages.iter().map(|page| &page.sheet);
    let sheets = sheets.filter(|sheet| subject.wants(&sheet.locale, &sheet.key));
    sheets.filter(|sheet| Allowed::may_be_in(&sheet.unwoven.target)).flat_map(of_sheet).collect()
}

/// The findings of one locale.
fn check_locale<'a>(
    subject: &Subject<'a>,
    locale: &'a Locale,
    names: &Names<'a>,
    checks: &[&SegmentCheck],
) -> Vec<Diagnostic> {
    let sheets: Vec<&Sheet> =
        subject.pages.iter().map(|page| &page.sheet).filter(|sheet| sheet.locale == *locale).collect();
    let wanted: Vec<bool> = sheets.iter().map(|sheet| subject.wants(locale, &sheet.key)).collect();
    if !wanted.contains(&true) {
        return Vec::new();
    }
    let memory = Memory::new(locale, sheets.iter().map(|sheet| &sheet.unwoven));
    let knowledge = Knowledge::new(locale, names, memory);
    let is_wanted = |place: &Place| wanted[place.page as usize];
    let defects: Vec<Vec<Defect>> = knowledge
        .memory
        .units
        .par_iter()
        .map(|unit| {
            if !unit.places.iter().any(is_wanted) {
                return Vec::new();
            }
            defects_of(unit.source, unit.target, &knowledge, checks.iter().copied())
        })
        .collect();
    let mut by_page: Vec<Vec<(u32, &Defect)>> = vec![Vec::new(); sheets.len()];
    for (unit, defects) in knowledge.memory.units.iter().zip(&defects).filter(|(_, found)| !found.is_empty())
    {
        for place in unit.places.iter().filter(|place| is_wanted(place)) {
            by_page[place.page as usize].extend(defects.iter().map(|defect| (place.segment, defect)));
        }
    }
    let reported = sheets.par_iter().zip(by_page).map(|(sheet, mut found)| {
        found.sort_by_key(|(segment, _)| *segment);
        report(sheet, &found)
    });
    reported.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// The rules that a pair breaks by itself, one name for each defect; rules that are off by default are not asked.
///
/// Nor is `inconsistent-term`: which of two translations stands more often is no merit of an edit. Where most places are still
/// untranslated, translating one would be called a defect.
pub fn broken(source: &str, target: &str, knowledge: &Knowledge<'_>) -> Vec<&'static str> {
    let is_own = |check: &&SegmentCheck| check.rule.on && check.rule.name != inconsistent_term::RULE.name;
    let checks = SEGMENT_CHECKS.iter().filter(is_own);
    defects_of(source, target, knowledge, checks).into_iter().map(|defect| defect.rule.name).collect()
}

/// What rules find in a pair.
fn defects_of<'a>(
    source: &str,
    target: &str,
    knowledge: &Knowledge<'_>,
    checks: impl Iterator<Item = &'a SegmentCheck>,
) -> Vec<Defect> {
    let longest = source.len().max(target.len());
    if longest > LONGEST_HALF {
        let message = format!(
            "this segment has {} kB: what is over {} kB is not checked",
            longest >> 10,
            LONGEST_HALF >> 10
        );
        let at = Span::new(0, 0);
        return vec![Defect { rule: &OVERSIZED_SEGMENT, at, message, fix: None }];
    }
    let pair = Pair::new(source, target);
    let mut defects = Vec::new();
    for check in checks {
        check.ask(&pair, knowledge, &mut defects);
    }
    defects
}

/// The diagnostics of a page's defects.
fn report(sheet: &Sheet, found: &[(u32, &Defect)]) -> Vec<Diagnostic> {
    if found.is_empty() {
        return Vec::new();
    }
    let unwoven = &sheet.unwoven;
    // Weaving the file is what costs: once a page.
    let place = sheet.place();
    let allowed = Allowed::of(&place.text);
    let of_defect = |(segment, defect): &(u32, &Defect)| {
        let segment = &unwoven.segments[*segment as usize];
        let start = segment.target_in_file.start;
        let span = Span { start: start + defect.at.start, end: start + defect.at.end };
        Diagnostic {
            id: Some(unwoven.id_of(segment).to_owned()),
            source: Some(segment.source.of(&unwoven.source).to_owned()),
            target: Some(segment.target.of(&unwoven.target).to_owned()),
            fix: defect.fix.clone(),
            ..place.report(defect.rule, span, defect.message.as_str())
        }
    };
    let findings = found.iter().map(of_defect);
    findings.filter(|finding| !allowed.allows(finding.rule, finding.line)).collect()
}
