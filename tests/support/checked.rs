//! What every rule finds in the corpus, segment by segment: for the tests that compare it with what people judged.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// A segment: locale, page, id.
pub(crate) type Place = (String, String, String);

/// A folder that a variable names, else one beside the project.
pub(crate) fn folder(variable: &str, beside: &str) -> PathBuf {
    let folder = std::env::var_os(variable).map_or_else(|| PathBuf::from(beside), PathBuf::from);
    assert!(folder.is_dir(), "{} is not there: set {variable}", folder.display());
    folder
}

/// The place that a line of JSON names, with the key of its page and of its id.
pub(crate) fn place(line: &Value, page: &str, id: &str) -> Place {
    let word = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
    (word("locale"), word(page), word(id))
}

/// The rules that find something in each segment of some locales, those that are off among them.
pub(crate) fn findings(locales: &[&str]) -> HashMap<Place, HashSet<String>> {
    let mapidoc = || Command::new(env!("CARGO_BIN_EXE_mapidoc"));
    let rules = String::from_utf8(mapidoc().arg("explain").output().unwrap().stdout).unwrap();
    let names: Vec<&str> = rules.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let corpus = folder("MAPIDOC_CORPUS", "../shared/corpus");
    let source =
        |locale: &&str| format!("{locale}={}", corpus.join(locale).join("docs/outlook/mapi").display());
    let output = mapidoc()
        .args(["check", "-q", "--deny", "none", "--format", "json", "--only", &names.join(",")])
        .args(locales.iter().map(source))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut found: HashMap<_, HashSet<String>> = HashMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let finding: Value = serde_json::from_str(line).unwrap();
        let rule = finding["rule"].as_str().unwrap_or_default().to_owned();
        found.entry(place(&finding, "page", "id")).or_default().insert(rule);
    }
    found
}
