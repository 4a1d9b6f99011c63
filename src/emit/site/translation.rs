//! The state of a locale's translation: how much there is of it, what was found on its pages, and what each rule means.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::context::{Link, PageContext};
use super::explanation::Explanation;
use super::findings::Findings;
use super::indexes::frame;
use super::page::{Shelf, date, direction, link_to, native_name};
use crate::diagnostic::{Diagnostic, Rule};
use crate::locale::Locale;
use crate::memory::freshness::Lag;
use crate::parse::Page;

/// The pages' keys; the underscore keeps them apart from pages of the book.
pub(super) const KEY: &str = "_translation";
pub(super) const RULES_KEY: &str = "_rules";

/// What a locale has of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Coverage {
    tag: String,
    /// What the language calls itself.
    name: String,
    dir: &'static str,
    /// Its page of this kind, relative to the locale's folder.
    href: String,
    /// Pages of the book that it has, and those that it lacks.
    pages: usize,
    missing: usize,
    /// The pages that it has, of a hundred.
    share: usize,
    /// Its segments, and those that say the same in both languages.
    segments: usize,
    same: usize,
    same_share: usize,
    /// The words of its source halves.
    words: usize,
    /// Pages translated by a machine, by people, and by nobody knows whom.
    machine: usize,
    human: usize,
    unstated: usize,
    /// Whether it could be compared with the English of now.
    compared: bool,
    /// Its segments that say what the English says now, of a hundred.
    current_share: usize,
    /// Those whose English has changed, and the pages that have such.
    stale: usize,
    stale_pages: usize,
    /// Sentences of the English that have no translation, and the pages that lack such.
    untranslated: usize,
    untranslated_pages: usize,
    /// When its pages were handed to translation, from the first to the last; empty where they do not say.
    first: String,
    last: String,
}

impl Coverage {
    /// What `locale` has of a book of `total` pages. The `source` language has of each page at least the source halves.
    pub(super) fn of(pages: &[Page], locale: &Locale, source: &Locale, total: usize) -> Self {
        let mut coverage = Self {
            tag: locale.to_string(),
            name: native_name(locale),
            dir: direction(locale),
            href: format!("../{locale}/{KEY}.html"),
            ..Self::default()
        };
        let mut dates = BTreeSet::new();
        for page in pages.iter().filter(|page| page.sheet.locale == *locale) {
            let unwoven = &page.sheet.unwoven;
            coverage.pages += 1;
            coverage.segments += unwoven.segments.len();
            for segment in &unwoven.segments {
                let (source, target) =
                    (segment.source.of(&unwoven.source), segment.target.of(&unwoven.target));
                coverage.same += usize::from(source.trim() == target.trim());
                coverage.words += source.split_whitespace().count();
            }
            if unwoven.is_bilingual() {
                match page.sheet.front.translation_type.as_deref() {
                    Some("MT") => coverage.machine += 1,
                    Some("HT") => coverage.human += 1,
                    _ => coverage.unstated += 1,
                }
                dates.extend(Some(date(page, true)).filter(|date| date.len() == "2021-06-01".len()));
            }
        }
        if locale == source {
            coverage.pages = total;
        }
        coverage.missing = total.saturating_sub(coverage.pages);
        coverage.share = percent(coverage.pages, total);
        coverage.same_share = percent(coverage.same, coverage.segments);
        coverage.first = dates.first().cloned().unwrap_or_default();
        coverage.last = dates.last().cloned().unwrap_or_default();
        coverage
    }

    /// The same with how far its pages are behind the English, where that is known.
    pub(super) fn behind(mut self, lags: Option<&BTreeMap<Arc<str>, Lag>>) -> Self {
        let Some(lags) = lags else { return self };
        let sum = |of: fn(&Lag) -> usize| {
            let counts = lags.values().map(of).filter(|count| *count > 0);
            counts.fold((0, 0), |(sum, pages), count| (sum + count, pages + 1))
        };
        self.compared = true;
        (self.stale, self.stale_pages) = sum(|lag| lag.stale);
        (self.untranslated, self.untranslated_pages) = sum(|lag| lag.missing);
        self.current_share = percent(self.segments.saturating_sub(self.stale), self.segments);
        self
    }
}

/// So many of a hundred, rounded down: only what is whole is 100.
fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or_default()
}

/// A bar of a chart: what it stands for, how long it is beside the longest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Bar {
    #[serde(flatten)]
    link: Link,
    severity: &'static str,
    findings: usize,
    /// The pages that have some.
    pages: usize,
    /// Of a hundred; 1 at least.
    share: usize,
}

/// What the template of the state of a translation is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct TranslationContext {
    /// As on every page; `kind` is `translation`.
    #[serde(flatten)]
    page: PageContext,
    /// The locale's own.
    own: Coverage,
    /// Whether findings are shown.
    findings_shown: bool,
    /// Those of all locales.
    coverage: Vec<Coverage>,
    /// Findings, the most frequent first.
    rule_bars: Vec<Bar>,
    /// Findings by section of the contents, in its order.
    section_bars: Vec<Bar>,
    /// The pages that the locale lacks.
    missing: Vec<Link>,
    found: usize,
}

/// A rule that found something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct RuleItem {
    name: String,
    severity: &'static str,
    /// What `mapidoc explain` says of it, in English.
    #[serde(flatten)]
    explanation: Explanation,
    findings: usize,
    /// The pages that have some, with how many.
    pages: Vec<PageCount>,
}

/// A page with how many findings it has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct PageCount {
    #[serde(flatten)]
    link: Link,
    count: usize,
}

/// What the template of the rules is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct RulesContext {
    /// As on every page; `kind` is `rules`.
    #[serde(flatten)]
    page: PageContext,
    /// By name.
    rules: Vec<RuleItem>,
}

/// What one rule found: how much of what severity, on which pages.
#[derive(Default)]
struct Found<'a> {
    severity: &'static str,
    pages: BTreeMap<&'a str, usize>,
}

impl Found<'_> {
    fn count(&self) -> usize {
        self.pages.values().sum()
    }
}

/// What was found in the locale, by rule.
fn by_rule<'a>(findings: &Findings<'a>) -> BTreeMap<&'a str, Found<'a>> {
    let mut rules: BTreeMap<&str, Found<'_>> = BTreeMap::new();
    for (page, findings) in findings.pages() {
        for &finding in findings {
            let finding: &Diagnostic = finding;
            let found = rules.entry(finding.rule).or_default();
            found.severity = finding.severity.name();
            *found.pages.entry(page).or_default() += 1;
        }
    }
    rules
}

/// The state of the shelf's translation; `coverage` is that of all locales.
pub(super) fn translation(
    shelf: &Shelf<'_>,
    groups: &[&[Page]],
    coverage: &[Coverage],
) -> TranslationContext {
    let bars = by_rule(&shelf.findings).into_iter().map(|(name, found)| Bar {
        link: Link { name: name.to_owned(), href: format!("{RULES_KEY}.html#{name}") },
        severity: found.severity,
        findings: found.count(),
        pages: found.pages.len(),
        share: 0,
    });
    let mut rules: Vec<Bar> = bars.collect();
    rules.sort_by(|a, b| b.findings.cmp(&a.findings).then_with(|| a.link.name.cmp(&b.link.name)));
    let is_source = shelf.locale == shelf.source;
    let has = |group: &[Page]| is_source || group.iter().any(|page| page.sheet.locale == *shelf.locale);
    let missing = groups.iter().filter(|group| !has(group)).map(|group| {
        let sheet = &group[0].sheet;
        Link { name: sheet.title().to_owned(), href: own_href(&sheet.key) }
    });
    let title = shelf.words.get("state").to_owned();
    let found = rules.iter().map(|bar| bar.findings).sum();
    TranslationContext {
        page: PageContext { kind: "translation".to_owned(), bilingual: false, ..frame(shelf, KEY, &title) },
        own: coverage.iter().find(|own| own.tag == shelf.locale.as_str()).cloned().unwrap_or_default(),
        coverage: coverage.to_vec(),
        findings_shown: shelf.findings.shown,
        rule_bars: scaled(rules),
        section_bars: scaled(sections(shelf)),
        missing: missing.collect(),
        found,
    }
}

/// The locale's own page of a key, also where that says that the locale lacks it.
fn own_href(key: &str) -> String {
    super::links::encoded(&super::links::html_path(key))
}

/// Findings by section of the contents; pages that are in none come last, under their own words.
fn sections(shelf: &Shelf<'_>) -> Vec<Bar> {
    let mut bars: BTreeMap<usize, Bar> = BTreeMap::new();
    let contents = shelf.contents.sections();
    for (page, findings) in shelf.findings.pages() {
        let place = contents.place_of(page);
        let bar = bars.entry(place.unwrap_or(usize::MAX)).or_default();
        bar.findings += findings.len();
        bar.pages += 1;
        bar.link = match place {
            Some(place) => contents.link(place),
            None => Link { name: shelf.words.get("no_section").to_owned(), href: String::new() },
        };
    }
    bars.into_values().collect()
}

/// The bars with their lengths, the longest being whole.
fn scaled(mut bars: Vec<Bar>) -> Vec<Bar> {
    let longest = bars.iter().map(|bar| bar.findings).max().unwrap_or_default();
    for bar in &mut bars {
        bar.share = percent(bar.findings, longest).max(1);
    }
    bars
}

/// Those of the `known` rules that found something in the shelf's locale.
pub(super) fn rules(shelf: &Shelf<'_>, known: &[&Rule]) -> RulesContext {
    let explanation = |name: &str| {
        let rule = known.iter().find(|rule| rule.name == name);
        rule.map(|rule| Explanation::of(rule)).unwrap_or_default()
    };
    let pages = |found: &Found<'_>| {
        let page = |(key, count): (&&str, &usize)| {
            let name = shelf.links.titles.get(key).copied().unwrap_or(key);
            PageCount { link: link_to(&shelf.links, "", key, name), count: *count }
        };
        found.pages.iter().map(page).collect()
    };
    let item = |(name, found): (&str, Found<'_>)| RuleItem {
        name: name.to_owned(),
        severity: found.severity,
        explanation: explanation(name),
        findings: found.count(),
        pages: pages(&found),
    };
    let title = shelf.words.get("rules").to_owned();
    RulesContext {
        page: PageContext { kind: "rules".to_owned(), bilingual: false, ..frame(shelf, RULES_KEY, &title) },
        rules: by_rule(&shelf.findings).into_iter().map(item).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_whole_is_a_hundred() {
        assert_eq!([percent(999, 1000), percent(1000, 1000), percent(0, 0)], [99, 100, 0]);
        let bars = [6_000, 600, 1].map(|findings| Bar { findings, ..Bar::default() });
        let shares: Vec<usize> = scaled(bars.to_vec()).iter().map(|bar| bar.share).collect();
        assert_eq!(shares, [100, 10, 1]);
    }
}
