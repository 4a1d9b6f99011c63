//! `parameter-name`: a parameter has another name in the headers.
//!
//! Nothing breaks, but who reads both has to guess.

use super::calls::calls;
use super::{Check, Comparison, Disagreement};
use crate::diagnostic::rule;

pub(super) const CHECK: Check = Check { rule: &rule::PARAMETER_NAME, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for call in calls(comparison) {
        if call.parameters.len() != call.fact.parameters.len() {
            continue;
        }
        for (said, right) in call.parameters.iter().zip(&call.fact.parameters) {
            if said.name == right.name || right.name.is_empty() {
                continue;
            }
            let message = match said.name.as_str() {
                "" => format!("a parameter without a name is `{}` in the header", right.name),
                name => format!("`{name}` is `{}` in the header", right.name),
            };
            let word = if said.name.is_empty() { &call.item } else { &said.name };
            found.push(
                Disagreement::new(CHECK.rule, call.page, &call.item, "parameter name")
                    .between(&said.name, &right.name, &call.fact.origin)
                    .message(message)
                    .at(word),
            );
        }
    }
}
