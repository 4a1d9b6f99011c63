//! What the reports make of hostile and of many findings.

use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::*;
use crate::diagnostic::{Rule, Severity};
use crate::locale::Locale;

static RULE: Rule = Rule {
    name: "lost-thing",
    severity: Severity::Warning,
    summary: "A thing is lost.",
    documentation: "//! `lost-thing`: a thing is lost.\n//!\n//! ## What it finds\n//! Things.\n",
    on: true,
};

fn finding(tag: &str, severity: Severity, line: u32, message: &str) -> Diagnostic {
    Diagnostic {
        severity,
        locale: Locale::parse(tag),
        page: Some("a b.md".into()),
        path: Some(Arc::from(Path::new("docs/a b,ü.md"))),
        line,
        column: 3,
        source: Some("the \"source\"".into()),
        target: Some("das <Ziel>\r\n100%".into()),
        ..Diagnostic::bare(&RULE, message)
    }
}

fn read(findings: &[Diagnostic]) -> Value {
    serde_json::from_str(&sarif(findings, &[&RULE])).unwrap()
}

#[test]
fn a_locale_is_a_run_with_the_severe_findings_first() {
    let log = read(&[
        finding("de-DE", Severity::Info, 1, "note"),
        finding("ja-JP", Severity::Error, 1, "other"),
        finding("de-DE", Severity::Error, 2, "worse"),
    ]);
    let runs = log["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 2);
    let ids: Vec<_> = runs.iter().map(|run| run["automationDetails"]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["mapidoc/ja-JP/", "mapidoc/de-DE/"]);
    let levels: Vec<_> =
        runs[1]["results"].as_array().unwrap().iter().map(|result| &result["level"]).collect();
    assert_eq!(levels, ["error", "note"]);
    let place = &runs[1]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "docs/a%20b%2C%C3%BC.md");
    assert_eq!(place["region"]["startLine"], 2);
    assert_eq!(runs[0]["tool"]["driver"]["rules"][0]["name"], "LostThing");
}

#[test]
fn fingerprints_know_nothing_of_lines_and_targets() {
    let prints = |findings: &[Diagnostic]| -> Vec<Value> {
        let log = read(findings);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        results.into_iter().map(|result| result["partialFingerprints"]["mapidoc/v1"].clone()).collect()
    };
    let one = finding("de-DE", Severity::Error, 1, "x");
    let mut moved = finding("de-DE", Severity::Error, 9, "y");
    moved.target = Some("edited".into());
    moved.id = Some("new-1".into());
    assert_eq!(prints(std::slice::from_ref(&one)), prints(std::slice::from_ref(&moved)));
    let both = prints(&[one.clone(), moved]);
    assert_ne!(both[0], both[1]);
    let mut other = one.clone();
    other.source = Some("another".into());
    assert_ne!(prints(&[one]), prints(&[other]));
}

#[test]
fn a_run_has_no_more_results_than_are_shown() {
    let many: Vec<_> = (0..5_100).map(|line| finding("de-DE", Severity::Info, line, "x")).collect();
    let run = &read(&many)["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), 5_000);
    assert_eq!(
        (run["properties"]["findings"].as_u64(), run["properties"]["shown"].as_u64()),
        (Some(5_100), Some(5_000))
    );
    assert_eq!(read(&[])["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn workflow_commands_stay_in_their_lines() {
    let text = github(&[finding("de-DE", Severity::Info, 4, "a: b, 5%\n::error::x")]);
    assert_eq!(
        text,
        "::notice file=docs/a b%2Cü.md,line=4,col=3,title=lost-thing::a: b, 5%25%0A::error::x%0Adas <Ziel>%0D%0A100%25\n"
    );
    let many: Vec<_> = (0..11).map(|line| finding("de-DE", Severity::Error, line, "x")).collect();
    assert!(github(&many).ends_with("stand above\n"));
}

#[test]
fn a_page_and_a_rule_are_a_test_case() {
    let found = [
        finding("de-DE", Severity::Error, 4, "a \"b\" & <c>\u{1}"),
        finding("de-DE", Severity::Info, 5, "d"),
        finding("es-ES", Severity::Info, 5, "e"),
    ];
    let text = junit(&found, Some(Severity::Warning));
    assert_eq!(text.matches("<testcase ").count(), 2);
    assert!(text.contains("<testsuites name=\"mapidoc\" tests=\"2\" failures=\"1\">"), "{text}");
    assert!(text.contains("message=\"a &quot;b&quot; &amp; &lt;c&gt;\u{fffd}\""), "{text}");
    assert!(text.contains("<system-out>docs/a b,ü.md:5:3: info: e\n"), "{text}");
    assert_eq!(junit(&[], Some(Severity::Error)).matches("<testcase ").count(), 1);
}
