//! Annotations of a workflow on GitHub: commands that its log understands.

use std::fmt::Write as _;

use super::{path, severe_first};
use crate::diagnostic::{Diagnostic, Severity};

/// GitHub shows so many annotations of each kind a step; the rest stands in the log alone.
const SHOWN: usize = 10;

/// The findings as workflow commands, one a line, the severe ones first, and how many are only in the log.
pub fn github(findings: &[Diagnostic]) -> String {
    let mut text = String::new();
    let mut counts = [0_usize; 3];
    for finding in severe_first(findings) {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        counts[finding.severity as usize] += 1;
        let mut properties = Vec::new();
        if let Some(path) = path(finding) {
            properties.push(format!("file={}", property(&path)));
        }
        if finding.line > 0 {
            properties.push(format!("line={}", finding.line));
            properties.push(format!("col={}", finding.column.max(1)));
        }
        properties.push(format!("title={}", property(finding.rule)));
        let mut message = finding.message.clone();
        if let Some(target) = &finding.target {
            let _ = write!(message, "\n{target}");
        }
        let _ = writeln!(text, "::{command} {}::{}", properties.join(","), data(&message));
    }
    if counts.iter().any(|count| *count > SHOWN) {
        let _ = writeln!(
            text,
            "{} findings; GitHub annotates the first {SHOWN} of each severity, the others stand above",
            findings.len()
        );
    }
    text
}

/// What a command says: line ends and the escape itself are escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A command's property: what parts properties is escaped as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
