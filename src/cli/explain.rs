//! `mapidoc explain`: what a rule finds, why it matters, how to mend it.

use clap::Args;

use super::{Failure, to_stdout};
use crate::check;
use crate::diagnostic::Rule;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The rule, as findings name it: `error[RULE]`; without one, all rules are listed
    rule: Option<String>,
}

pub(super) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let Some(name) = &arguments.rule else {
        return to_stdout(|out| {
            for rule in check::rules() {
                let off = if rule.on { "" } else { " (off unless turned on)" };
                writeln!(out, "{:<26} {:<8} {}{off}", rule.name, rule.severity.name(), rule.summary.trim())?;
            }
            Ok(())
        });
    };
    // As findings show it: `error[lost-bold]`.
    let shown = name.split_once('[').and_then(|(_, rule)| rule.strip_suffix(']'));
    let rule = find(&shown.unwrap_or(name).to_lowercase())?;
    to_stdout(|out| {
        write!(out, "{}", rule.explanation())?;
        let shown = if rule.on { "shown unless turned off" } else { "off unless turned on" };
        writeln!(
            out,
            "\nSeverity: {}, {shown} (mapidoc.toml: [check.rules] {} = \"…\")",
            rule.severity.name(),
            rule.name
        )
    })
}

/// The rule of a name.
pub(super) fn find(name: &str) -> Result<&'static Rule, Failure> {
    check::rules().find(|rule| rule.name == name).ok_or_else(|| {
        let near = check::rules().map(|rule| rule.name).filter(|rule| shares_word(rule, name));
        let near: Vec<&str> = near.collect();
        let help = match near.as_slice() {
            [] => "`mapidoc explain` lists all rules".to_owned(),
            near => format!("did you mean {}? `mapidoc explain` lists all rules", near.join(" or ")),
        };
        Failure { message: format!("there is no rule `{name}`"), help: Some(help) }
    })
}

/// Whether two names have a word in common.
fn shares_word(rule: &str, name: &str) -> bool {
    rule.split('-').any(|word| {
        name.split(['-', '_', ' ']).any(|other| other.trim_end_matches('s') == word.trim_end_matches('s'))
    })
}
