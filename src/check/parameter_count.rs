//! `parameter-count`: a declaration has more or fewer parameters than the headers' one.
//!
//! Everything behind the one that lacks is passed in its place.

use super::calls::{calls, spelled};
use super::{Check, Comparison, Disagreement};
use crate::diagnostic::rule;
use crate::parse::item::Parameter;

pub(super) const CHECK: Check = Check { rule: &rule::PARAMETER_COUNT, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for call in calls(comparison) {
        let (says, right) = (call.parameters.len(), call.fact.parameters.len());
        if says == right {
            continue;
        }
        let message = format!("`{}` takes {right} parameters, not {says}", call.item);
        found.push(
            Disagreement::new(CHECK.rule, call.page, &call.item, "parameters")
                .between(&list(call.parameters), &list(&call.fact.parameters), &call.fact.origin)
                .message(message),
        );
    }
}

/// `ULONG ulFlags, LPCSTR szName`.
fn list(parameters: &[Parameter]) -> String {
    let one = |parameter: &Parameter| {
        let dimensions: String = parameter.array.iter().map(|dimension| format!("[{dimension}]")).collect();
        match parameter.array.is_empty() {
            true => format!("{} {}", spelled(parameter), parameter.name).trim_end().to_owned(),
            false => format!("{} {}{dimensions}", parameter.ty, parameter.name),
        }
    };
    parameters.iter().map(one).collect::<Vec<_>>().join(", ")
}
