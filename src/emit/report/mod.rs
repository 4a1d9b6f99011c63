//! Findings as reports that other tools show: SARIF for code scanning, commands for a workflow's log, `JUnit` for test viewers.
//!
//! Each takes the findings as they are to be shown and makes text. What a report has no room for it says.

mod github;
mod junit;
mod sarif;
#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;

pub use github::github;
pub use junit::junit;
pub use sarif::sarif;

/// The findings with the severe ones first, those of one severity in their order.
fn severe_first<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Vec<&'a Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = findings.into_iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    sorted
}

/// The locale that a finding is about; empty where it is about none.
fn locale(finding: &Diagnostic) -> &str {
    finding.locale.as_ref().map_or("", |locale| locale.as_str())
}

/// The findings' locales, each once, in the order in which they come.
fn locales<'a>(findings: &[&'a Diagnostic]) -> Vec<&'a str> {
    let mut locales: Vec<&str> = Vec::new();
    for finding in findings {
        let own = locale(finding);
        if !locales.contains(&own) {
            locales.push(own);
        }
    }
    locales
}

/// The file that a finding points into, with `/`.
fn path(finding: &Diagnostic) -> Option<String> {
    finding.path.as_ref().map(|path| path.to_string_lossy().replace('\\', "/"))
}
