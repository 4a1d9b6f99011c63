//! SARIF 2.1.0, within what GitHub's code scanning takes.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::{locale, locales, path, severe_first};
use crate::diagnostic::{Diagnostic, Rule, Severity, fingerprint};

/// The most results of a run: GitHub shows no more of one.
const MOST_RESULTS: usize = 5_000;

/// What relative paths are relative to.
const ROOT: &str = "SRCROOT";

/// The findings as a log with a run for each locale, the severe ones first. `rules` are those that may be named.
///
/// A result's fingerprint is of its rule, its page and the source text, so that it stays the same when lines move, when
/// pages are published anew and when the translation is edited.
pub fn sarif(findings: &[Diagnostic], rules: &[&Rule]) -> String {
    let sorted = severe_first(findings);
    let all = locales(&sorted);
    let own = |name: &str| -> Vec<&Diagnostic> {
        sorted.iter().copied().filter(|finding| locale(finding) == name).collect()
    };
    let runs: Vec<Value> = match all.as_slice() {
        [] => vec![run("", &[], rules)],
        all => all.iter().map(|name| run(name, &own(name), rules)).collect(),
    };
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": runs,
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// The run of one locale.
fn run(name: &str, findings: &[&Diagnostic], rules: &[&Rule]) -> Value {
    let total = findings.len();
    let shown = &findings[..total.min(MOST_RESULTS)];
    let named: Vec<&&Rule> =
        rules.iter().filter(|rule| shown.iter().any(|finding| finding.rule == rule.name)).collect();
    let index: HashMap<&str, usize> =
        named.iter().enumerate().map(|(index, rule)| (rule.name, index)).collect();
    let mut seen = HashMap::new();
    let results: Vec<Value> = shown.iter().map(|finding| result(finding, &index, &mut seen)).collect();
    let descriptors: Vec<Value> = named.iter().map(|rule| descriptor(rule)).collect();
    let mut run = json!({
        "tool": { "driver": {
            "name": "mapidoc",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": descriptors,
        } },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": { ROOT: { "description": { "text": "The folder in which mapidoc was run." } } },
        "results": results,
        "properties": { "findings": total, "shown": shown.len() },
    });
    let id = if name.is_empty() { "mapidoc/".to_owned() } else { format!("mapidoc/{name}/") };
    run["automationDetails"] = json!({ "id": id });
    run
}

/// A rule with the text that explains it.
fn descriptor(rule: &Rule) -> Value {
    let markdown = rule.explanation();
    json!({
        "id": rule.name,
        "name": pascal_case(rule.name),
        "shortDescription": { "text": rule.summary.trim() },
        "fullDescription": { "text": rule.summary.trim() },
        "help": { "text": markdown, "markdown": markdown },
        "defaultConfiguration": { "level": level(rule.severity), "enabled": rule.on },
    })
}

/// `LostBold` of `lost-bold`: what a descriptor's name has to look like.
fn pascal_case(name: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    name.split('-').map(capital).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A finding. `seen` counts how often its fingerprint was there before.
fn result(finding: &Diagnostic, index: &HashMap<&str, usize>, seen: &mut HashMap<String, usize>) -> Value {
    let print = fingerprint(finding);
    let times = seen.entry(print.clone()).or_default();
    *times += 1;
    let mut result = Map::new();
    result.insert("ruleId".into(), finding.rule.into());
    if let Some(index) = index.get(finding.rule) {
        result.insert("ruleIndex".into(), (*index).into());
    }
    result.insert("level".into(), level(finding.severity).into());
    result.insert("message".into(), json!({ "text": message(finding) }));
    if let Some(location) = location(finding) {
        result.insert("locations".into(), json!([location]));
    }
    result.insert("partialFingerprints".into(), json!({ "mapidoc/v1": format!("{print}:{times}") }));
    let mut properties = Map::new();
    for (key, value) in [("page", finding.page.as_deref()), ("segment", finding.id.as_deref())] {
        properties.extend(value.map(|value| (key.to_owned(), value.into())));
    }
    for (key, value) in [("source", &finding.source), ("target", &finding.target), ("fix", &finding.fix)] {
        properties.extend(value.clone().map(|value| (key.to_owned(), value.into())));
    }
    result.insert("properties".into(), properties.into());
    result.into()
}

/// What is wrong, as a sentence, and the halves that it is wrong about.
fn message(finding: &Diagnostic) -> String {
    let mut text = finding.message.clone();
    text.push('.');
    let halves = [("Source", &finding.source), ("Target", &finding.target), ("Fix", &finding.fix)];
    for (name, half) in halves {
        if let Some(half) = half {
            let _ = write!(text, "\n{name}: {half}");
        }
    }
    text
}

fn location(finding: &Diagnostic) -> Option<Value> {
    let path = path(finding)?;
    let mut artifact = Map::new();
    artifact.insert("uri".into(), uri(&path).into());
    if !path.starts_with('/') && !has_drive(&path) {
        artifact.insert("uriBaseId".into(), ROOT.into());
    }
    let mut place = Map::new();
    place.insert("artifactLocation".into(), artifact.into());
    if finding.line > 0 {
        place.insert(
            "region".into(),
            json!({ "startLine": finding.line, "startColumn": finding.column.max(1) }),
        );
    }
    Some(json!({ "physicalLocation": place }))
}

fn has_drive(path: &str) -> bool {
    path.as_bytes().get(1) == Some(&b':')
}

/// A path as a URI: relative as it is, absolute as a `file:` one; what a URI cannot hold is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if has_drive(path) {
        uri.push_str("file:///");
    }
    let path = path.strip_prefix("./").unwrap_or(path);
    for byte in path.bytes() {
        // A colon in the first part would make a scheme of it.
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}
