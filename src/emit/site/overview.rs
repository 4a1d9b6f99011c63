//! The overview of a locale's findings: rules by sections of the contents, and the pages that need most work.
//!
//! It is made once and shown twice: as a page of the site, and in the file that `overview_file` makes.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::context::{Link, PageContext};
use super::findings::{Findings, severities};
use super::indexes::frame;
use super::page::Shelf;
use super::toc::Contents;
use super::translation::RULES_KEY;
use crate::diagnostic::Diagnostic;

/// The page's key; the underscore keeps it apart from pages of the book.
pub(super) const KEY: &str = "_overview";

/// How many pages are listed.
const MOST: usize = 100;

/// How many rules are named beside a page.
const NAMED: usize = 4;

/// The deepest of the colours that tell how much is found; 0 is none.
const DEEPEST: u32 = 5;

/// What was found in a locale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Overview {
    /// The sections of the contents in which something was found, in order.
    sections: Vec<Link>,
    /// The rules that found something, the most frequent first.
    rules: Vec<RuleRow>,
    /// How much was found in each section.
    totals: Vec<Cell>,
    /// How much was found at all, and on how many pages.
    pub(super) found: usize,
    pub(super) found_on: usize,
    /// The pages with findings, the worst first.
    pages: Vec<PageRow>,
    /// How many more there are.
    more_pages: usize,
}

/// A rule and where it found how much.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct RuleRow {
    #[serde(flatten)]
    link: Link,
    severity: &'static str,
    /// For sorting: the higher, the worse.
    weight: u8,
    found: usize,
    pages: usize,
    /// By section.
    cells: Vec<Cell>,
}

/// How much was found, and how deep its colour is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
struct Cell {
    count: usize,
    heat: u32,
}

/// A page and how much was found on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct PageRow {
    #[serde(flatten)]
    link: Link,
    section: String,
    /// How much of each severity, `error`, `warning` and `info`.
    counts: [usize; 3],
    /// The rules that found most there.
    rules: Vec<RuleCount>,
    /// How many more rules found something there.
    more_rules: usize,
}

/// A rule with how much it found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct RuleCount {
    #[serde(flatten)]
    link: Link,
    severity: &'static str,
    count: usize,
}

/// What the overview's links lead to.
pub(super) struct Ways<'a> {
    /// A page, by its key, with its name.
    pub(super) page: &'a dyn Fn(&str) -> Link,
    /// A rule's explanation, by the rule's name.
    pub(super) rule: &'a dyn Fn(&str) -> String,
    /// What stands for the section of pages that the contents do not name.
    pub(super) no_section: &'a str,
}

/// What a rule found.
#[derive(Default)]
struct Found {
    severity: &'static str,
    weight: u8,
    pages: usize,
    sections: BTreeMap<usize, usize>,
}

impl Overview {
    /// The overview of `findings`, by the sections of `contents`.
    pub(super) fn new(findings: &Findings<'_>, contents: &Contents, ways: &Ways<'_>) -> Self {
        let sections = contents.sections();
        let mut by_rule: HashMap<&'static str, Found> = HashMap::new();
        let mut by_section: BTreeMap<usize, usize> = BTreeMap::new();
        let mut pages = Vec::new();
        for (key, found) in findings.pages() {
            // What stands in no section comes last.
            let section = sections.place_of(key).unwrap_or(usize::MAX);
            *by_section.entry(section).or_default() += found.len();
            let counts = counts(found);
            for (rule, (finding, count)) in &counts {
                let of_rule = by_rule.entry(*rule).or_default();
                (of_rule.severity, of_rule.weight) = (finding.severity.name(), finding.severity as u8);
                of_rule.pages += 1;
                *of_rule.sections.entry(section).or_default() += count;
            }
            pages.push((key, section, found, counts));
        }
        let most = by_rule.values().flat_map(|found| found.sections.values()).copied().max();
        let most_total = by_section.values().copied().max().unwrap_or_default();
        let row = |(rule, found): (&&str, &Found)| RuleRow {
            link: Link { name: (*rule).to_owned(), href: (ways.rule)(rule) },
            severity: found.severity,
            weight: found.weight,
            found: found.sections.values().sum(),
            pages: found.pages,
            cells: by_section
                .keys()
                .map(|section| cell(found.sections.get(section), most.unwrap_or(1)))
                .collect(),
        };
        let mut rules: Vec<RuleRow> = by_rule.iter().map(row).collect();
        rules.sort_by(|a, b| b.found.cmp(&a.found).then_with(|| a.link.name.cmp(&b.link.name)));
        let name = |section: usize| match section {
            usize::MAX => Link { name: ways.no_section.to_owned(), href: String::new() },
            section => sections.link(section),
        };
        let found_on = pages.len();
        pages.sort_by_cached_key(|(key, _, found, _)| {
            (std::cmp::Reverse(severities(found)), (*key).to_owned())
        });
        let page_row = |(key, section, found, counts): &(&str, usize, &[&Diagnostic], Counts<'_>)| PageRow {
            link: (ways.page)(key),
            section: name(*section).name,
            counts: severities(found),
            more_rules: counts.len().saturating_sub(NAMED),
            rules: worst(counts, ways),
        };
        Self {
            rules,
            totals: by_section.values().map(|count| cell(Some(count), most_total)).collect(),
            found: by_section.values().sum(),
            found_on,
            pages: pages.iter().take(MOST).map(page_row).collect(),
            more_pages: found_on.saturating_sub(MOST),
            sections: by_section.into_keys().map(name).collect(),
        }
    }
}

/// Rule → one of its findings, and how many there are.
type Counts<'a> = BTreeMap<&'static str, (&'a Diagnostic, usize)>;

fn counts<'a>(found: &[&'a Diagnostic]) -> Counts<'a> {
    let mut counts = Counts::new();
    for &finding in found {
        counts.entry(finding.rule).or_insert((finding, 0)).1 += 1;
    }
    counts
}

/// The worst rules of a page, then the most frequent.
fn worst(counts: &Counts<'_>, ways: &Ways<'_>) -> Vec<RuleCount> {
    let mut rules: Vec<_> = counts.iter().collect();
    rules.sort_by_key(|(name, (finding, count))| (std::cmp::Reverse((finding.severity, *count)), **name));
    let count = |(rule, (finding, count)): &(&&'static str, &(&Diagnostic, usize))| RuleCount {
        link: Link { name: (**rule).to_owned(), href: (ways.rule)(rule) },
        severity: finding.severity.name(),
        count: *count,
    };
    rules.iter().take(NAMED).map(count).collect()
}

/// A cell of a table whose largest count is `most`: its colour deepens with the number of (binary) digits, not with the
/// number, or one large count would leave all others pale.
fn cell(count: Option<&usize>, most: usize) -> Cell {
    let count = count.copied().unwrap_or_default();
    let digits = |count: usize| count.checked_ilog2().map_or(0, |digits| digits + 1);
    let heat = (digits(count) * DEEPEST).div_ceil(digits(most.max(1))).min(DEEPEST);
    Cell { count, heat }
}

/// What the template of the overview is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct OverviewContext {
    /// As on every page; `kind` is `overview`.
    #[serde(flatten)]
    page: PageContext,
    overview: Overview,
}

/// The overview of the shelf's locale.
pub(super) fn page(shelf: &Shelf<'_>) -> OverviewContext {
    let link = |key: &str| Link {
        name: shelf.links.titles.get(key).copied().unwrap_or(key).to_owned(),
        href: format!("{}#findings", shelf.links.page("", key)),
    };
    let rule = |name: &str| format!("{RULES_KEY}.html#{name}");
    let ways = Ways { page: &link, rule: &rule, no_section: shelf.words.get("no_section") };
    let overview = Overview::new(&shelf.findings, &shelf.contents, &ways);
    let title = shelf.words.get("overview").to_owned();
    OverviewContext {
        page: PageContext { kind: "overview".to_owned(), bilingual: false, ..frame(shelf, KEY, &title) },
        overview,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_seen_beside_thousands() {
        let heat = |count| cell(Some(&count), 2_000).heat;
        assert_eq!([0, 1, 10, 100, 700, 2_000].map(heat), [0, 1, 2, 4, 5, 5]);
        assert_eq!(cell(None, 0), Cell::default());
        assert_eq!(cell(Some(&1), 1).heat, 5);
    }
}
