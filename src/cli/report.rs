//! What is said on stderr: findings, and why a command failed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::path::Path;

use super::{Color, Common, Failure};
use crate::diagnostic::{Diagnostic, Severity, render, settle};
use crate::locale::Locale;

/// How many findings of each rule are shown unless `-v` asks for all.
const SHOWN: usize = 2;

impl Common {
    /// Whether results are to be coloured that go into a file, or to stdout where none is named. A file has no colours unless they
    /// are asked for.
    pub(super) fn colored_in(&self, file: Option<&Path>) -> bool {
        match file {
            Some(_) => self.color == Color::Always,
            None => self.colored(&io::stdout()),
        }
    }

    /// Whether what goes to `stream` is to be coloured.
    pub(super) fn colored(&self, stream: &impl IsTerminal) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        }
    }
}

/// Says the findings, each once, and gives back those that there are.
pub(super) fn findings(diagnostics: Vec<Diagnostic>, locales: &[Locale], common: &Common) -> Vec<Diagnostic> {
    let diagnostics = settle(diagnostics, locales);
    settled(&diagnostics, common);
    diagnostics
}

/// Says findings that are in order: the first of each rule and how many more there are; all of them with `-v`, errors alone
/// with `-q`.
pub(super) fn settled(diagnostics: &[Diagnostic], common: &Common) {
    let mut counts: BTreeMap<(std::cmp::Reverse<Severity>, &str), usize> = BTreeMap::new();
    let mut text = String::new();
    let mut seen = 0;
    for diagnostic in diagnostics {
        let count = counts.entry((std::cmp::Reverse(diagnostic.severity), diagnostic.rule)).or_default();
        *count += 1;
        let shown = match diagnostic.severity {
            Severity::Error => true,
            Severity::Warning => !common.quiet && *count <= SHOWN,
            Severity::Info => false,
        };
        if shown || common.verbose {
            seen += 1;
            text.push_str(&render::human(diagnostic, common.colored(&io::stderr())));
            text.push_str("\n\n");
        }
    }
    // A few that stand above already need no table.
    if !common.quiet && seen < diagnostics.len() {
        text.push_str("Findings on the pages:\n");
        for ((severity, rule), count) in &counts {
            let _ = writeln!(text, "{count:>8}  {:<7}  {rule}", severity.0.name());
        }
        text.push_str("          (-v shows every one)\n");
    }
    // Nobody reads stderr any more where this fails.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Says why a command failed.
pub(super) fn failure(failure: &Failure, common: &Common) {
    let (red, bold, plain) =
        if common.colored(&io::stderr()) { ("\x1b[31;1m", "\x1b[1m", "\x1b[0m") } else { ("", "", "") };
    let mut text = format!("{red}error{plain}: {}\n", failure.message);
    if let Some(help) = &failure.help {
        let _ = writeln!(text, " {bold}help{plain}: {help}");
    }
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
