//! XML of `JUnit`'s form: a suite a locale, a test case a page and rule.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{locale, locales};
use crate::diagnostic::{Diagnostic, Severity};

/// The findings as test cases. A case fails where a finding is as severe as `deny` or more; all else is its output.
///
/// Pages and rules without findings have no case: they would be a hundred thousand. A locale with none is not there
/// either, and without any there is one case that passes, since viewers take an empty report for a broken one.
pub fn junit(findings: &[Diagnostic], deny: Option<Severity>) -> String {
    let fails =
        |case: &[&Diagnostic]| deny.is_some_and(|deny| case.iter().any(|finding| finding.severity >= deny));
    let all: Vec<&Diagnostic> = findings.iter().collect();
    let mut suites = String::new();
    let (mut tests, mut failures) = (0, 0);
    for name in locales(&all) {
        let mut cases: BTreeMap<(&str, &str), Vec<&Diagnostic>> = BTreeMap::new();
        for finding in all.iter().filter(|finding| locale(finding) == name) {
            let page = finding.page.as_deref().unwrap_or_default();
            cases.entry((page, finding.rule)).or_default().push(finding);
        }
        let failed = cases.values().filter(|case| fails(case)).count();
        let suite = if name.is_empty() { "all locales" } else { name };
        let (count, suite) = (cases.len(), attribute(suite));
        let _ = writeln!(suites, "  <testsuite name=\"{suite}\" tests=\"{count}\" failures=\"{failed}\">");
        for ((page, rule), case) in &cases {
            write_case(&mut suites, (name, page, rule), case, fails(case));
        }
        suites.push_str("  </testsuite>\n");
        tests += count;
        failures += failed;
    }
    if tests == 0 {
        tests = 1;
        suites.push_str(
            "  <testsuite name=\"mapidoc\" tests=\"1\" failures=\"0\">\n    <testcase classname=\"mapidoc\" name=\"check\"/>\n  </testsuite>\n",
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mapidoc\" tests=\"{tests}\" failures=\"{failures}\">\n{suites}</testsuites>\n"
    )
}

fn write_case(out: &mut String, (locale, page, rule): (&str, &str, &str), case: &[&Diagnostic], fails: bool) {
    let class = [locale, page].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
    let (class, name) = (attribute(&class), attribute(rule));
    let _ = writeln!(out, "    <testcase classname=\"{class}\" name=\"{name}\">");
    let mut details = String::new();
    for finding in case {
        if finding.line > 0 {
            let path = super::path(finding).unwrap_or_else(|| page.to_owned());
            let _ = write!(details, "{path}:{}:{}: ", finding.line, finding.column);
        }
        let _ = writeln!(details, "{}: {}", finding.severity.name(), finding.message);
        for (half, text) in [("source", &finding.source), ("target", &finding.target)] {
            if let Some(text) = text {
                let _ = writeln!(details, "  {half}: {text}");
            }
        }
    }
    let details = content(&details);
    let worst = case.iter().max_by_key(|finding| finding.severity);
    match worst.filter(|_| fails) {
        Some(worst) => {
            let (kind, message) = (worst.severity.name(), attribute(&worst.message));
            let _ = writeln!(out, "      <failure type=\"{kind}\" message=\"{message}\">{details}</failure>");
        }
        None => {
            let _ = writeln!(out, "      <system-out>{details}</system-out>");
        }
    }
    out.push_str("    </testcase>\n");
}

/// Text between tags. Characters that XML cannot hold at all become U+FFFD.
fn content(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\t' | '\n' => escaped.push(letter),
            '\r' => escaped.push_str("&#13;"),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// Text in an attribute.
fn attribute(text: &str) -> String {
    content(text).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;")
}
