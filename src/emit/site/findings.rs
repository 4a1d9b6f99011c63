//! Findings on the pages they are about: the list at a page's end, and a mark in the text where one is about a segment.
//!
//! Findings are data here, whoever made them: a rule, a page, a place.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use super::context::{Finding, SeverityCount};
use super::escape::escape;
use crate::diagnostic::{Diagnostic, Severity, rule};
use crate::locale::Locale;
use crate::segment::Unwoven;

/// How many findings a page lists; of a page that is broken all over, the rest are counted.
const MOST: usize = 100;

/// The findings of one locale's pages.
#[derive(Debug, Default)]
pub(super) struct Findings<'a> {
    /// Page key → its findings in the order of the text.
    by_page: BTreeMap<&'a str, Vec<&'a Diagnostic>>,
    /// Whether findings are shown at all, if there were any.
    pub(super) shown: bool,
}

impl<'a> Findings<'a> {
    /// The findings about pages of `locale` that it `has`. That other locales lack a page is no fault of it, and told elsewhere.
    pub(super) fn of(
        findings: Option<&'a [Diagnostic]>,
        locale: &Locale,
        has: impl Fn(&Arc<str>) -> bool,
    ) -> Self {
        let mut by_page: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        let own = findings.unwrap_or_default().iter().filter(|finding| {
            finding.locale.as_ref() == Some(locale) && finding.rule != rule::MISSING_TRANSLATION.name
        });
        for finding in own {
            if let Some(page) = finding.page.as_ref().filter(|page| has(page)) {
                by_page.entry(page).or_default().push(finding);
            }
        }
        for findings in by_page.values_mut() {
            let order = |finding: &&Diagnostic| (finding.line, finding.column, finding.rule);
            findings.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.message.cmp(&b.message)));
            findings.dedup_by(|a, b| order(a) == order(b) && a.message == b.message);
        }
        Self { by_page, shown: findings.is_some() }
    }

    /// A page's findings.
    pub(super) fn on(&self, page: &str) -> &[&'a Diagnostic] {
        self.by_page.get(page).map(Vec::as_slice).unwrap_or_default()
    }

    /// All pages that have some, by key.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&'a str, &[&'a Diagnostic])> {
        self.by_page.iter().map(|(page, findings)| (*page, findings.as_slice()))
    }
}

/// The findings that a page lists, numbered from 1.
pub(super) fn listed(findings: &[&Diagnostic]) -> Vec<Finding> {
    let finding = |(place, finding): (usize, &&Diagnostic)| Finding {
        id: id(place),
        rule: finding.rule.to_owned(),
        severity: finding.severity.name(),
        html: coded(&finding.message),
        line: finding.line,
    };
    findings.iter().take(MOST).enumerate().map(finding).collect()
}

/// A message as HTML: what stands between backquotes is code.
pub(super) fn coded(message: &str) -> String {
    let mut html = String::new();
    let pieces = message.matches('`').count() + 1;
    for (place, piece) in message.split('`').enumerate() {
        // A backquote that nothing closes is itself.
        let is_last = place + 1 == pieces;
        html.push_str(match (place % 2, is_last) {
            (1, false) => "<code translate=\"no\">",
            (1, true) => "`",
            _ => "",
        });
        html.push_str(&escape(piece));
        html.push_str(if place % 2 == 1 && !is_last { "</code>" } else { "" });
    }
    html
}

/// The anchor of a page's finding.
pub(super) fn id(place: usize) -> String {
    format!("finding-{}", place + 1)
}

/// The severities, the worst first.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

/// How many errors, warnings and notes there are.
pub(super) fn severities(findings: &[&Diagnostic]) -> [usize; 3] {
    SEVERITIES.map(|severity| findings.iter().filter(|finding| finding.severity == severity).count())
}

/// How much there is of each severity that there is any of, the worst first.
pub(super) fn by_severity(findings: &[&Diagnostic]) -> Vec<SeverityCount> {
    let counts = SEVERITIES.into_iter().zip(severities(findings)).filter(|(_, count)| *count > 0);
    counts.map(|(severity, count)| SeverityCount { severity: severity.name(), count }).collect()
}

/// The marks of a page: where its segments begin in the file → the mark as HTML.
#[derive(Debug, Default)]
pub(super) struct Marks(HashMap<u32, String>);

impl Marks {
    /// The marks of those findings that are about a segment. One mark stands for all findings of its segment, and leads to
    /// the worst one in the list, which tells what the mark has no room for.
    pub(super) fn new(findings: &[&Diagnostic], unwoven: &Unwoven) -> Self {
        let mut by_segment: BTreeMap<u32, Vec<(usize, &Diagnostic)>> = BTreeMap::new();
        for (place, finding) in findings.iter().enumerate().take(MOST) {
            if let Some(segment) = segment(finding, unwoven) {
                by_segment.entry(segment).or_default().push((place, finding));
            }
        }
        Self(by_segment.into_iter().map(|(segment, findings)| (segment, mark(findings))).collect())
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mark of the segment that begins there; empty where it has none.
    pub(super) fn at(&self, segment: u32) -> &str {
        self.0.get(&segment).map(String::as_str).unwrap_or_default()
    }
}

/// The mark of a segment with these findings, each with its place in the list.
fn mark(mut findings: Vec<(usize, &Diagnostic)>) -> String {
    // Of the worst, the first.
    findings.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.severity));
    let (mut said, mut others) = (String::new(), String::new());
    for (place, finding) in &findings {
        let between = if said.is_empty() { "" } else { "; " };
        let _ = write!(said, "{between}{}: {}", finding.rule, finding.message);
        if !between.is_empty() {
            let _ = write!(others, "{}{}", if others.is_empty() { "" } else { " " }, id(*place));
        }
    }
    let said = escape(&said);
    let (leads, severity) =
        findings.first().map_or((0, ""), |(place, worst)| (*place, worst.severity.name()));
    // The script finds the way back from the others in the list by it.
    let others = if others.is_empty() { others } else { format!(" data-also=\"{others}\"") };
    // Empty, so that no text of the page is changed by it; messages are in English.
    format!(
        "<a class=\"mark severity-{severity}\" href=\"#{}\"{others} lang=\"en\" title=\"{said}\" aria-label=\"{said}\"></a>",
        id(leads)
    )
}

/// Where the segment begins in the file that a finding is about: the first that its span touches.
fn segment(finding: &Diagnostic, unwoven: &Unwoven) -> Option<u32> {
    let span = finding.span?;
    let first = unwoven.segments.partition_point(|segment| segment.whole.end <= span.start);
    let segment = unwoven.segments.get(first)?;
    (segment.whole.start < span.end.max(span.start + 1)).then_some(segment.whole.start)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diagnostic::Place;
    use crate::segment::unweave;
    use crate::span::Span;

    const FILE: &str = "# <span data-ttu-id=\"a-1\">Uno</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">One</span></span>\n\nx <span data-ttu-id=\"a-2\">Dos</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-2\">Two</span></span>\n";

    fn finding(locale: &str, at: usize, message: &str) -> Diagnostic {
        let (page, path): (Arc<str>, Arc<Path>) = ("p.md".into(), Path::new("p.md").into());
        let locale = Locale::parse(locale).unwrap();
        Place::new(&locale, &page, &path, FILE).report(&rule::BROKEN_PAIR, Span::new(at, at + 2), message)
    }

    #[test]
    fn names_in_messages_are_code() {
        let code = |text: &str| format!("<code translate=\"no\">{text}</code>");
        assert_eq!(coded("`a<b` leads to `c`"), format!("{} leads to {}", code("a&lt;b"), code("c")));
        assert_eq!(coded("`a` and ` b"), format!("{} and ` b", code("a")));
        assert_eq!(coded("plain"), "plain");
    }

    #[test]
    fn a_mark_stands_at_the_segment_and_says_all_of_its_findings() {
        let dos = FILE.find("Dos").unwrap();
        let all = [
            finding("es-ES", dos, "z"),
            finding("es-ES", FILE.find("Uno").unwrap(), "<a>"),
            finding("es-ES", dos, "y"),
            finding("es-ES", dos, "y"),
            finding("es-ES", FILE.find("x <").unwrap() - 1, "outside"),
            finding("ja-JP", dos, "not ours"),
        ];
        let locale = Locale::parse("es-ES").unwrap();
        let findings = Findings::of(Some(&all), &locale, |_| true);
        let listed: Vec<String> = listed(findings.on("p.md")).into_iter().map(|item| item.html).collect();
        assert_eq!(listed, ["&lt;a&gt;", "outside", "y", "z"]);
        let unwoven = unweave(FILE);
        let marks = Marks::new(findings.on("p.md"), &unwoven);
        let at = |place: usize| marks.at(unwoven.segments[place].whole.start);
        assert!(at(0).contains("href=\"#finding-1\" lang="), "{}", at(0));
        assert!(at(1).contains("href=\"#finding-3\" data-also=\"finding-4\""), "{}", at(1));
        assert!(at(0).contains("aria-label=\"broken-pair: &lt;a&gt;\""), "{}", at(0));
        assert!(at(1).contains("title=\"broken-pair: y; broken-pair: z\""), "{}", at(1));
        let counts = by_severity(findings.on("p.md"));
        assert_eq!(counts, [SeverityCount { severity: "warning", count: 4 }]);
        assert_eq!(Findings::of(None, &locale, |_| true).on("p.md").len(), 0);
    }
}
