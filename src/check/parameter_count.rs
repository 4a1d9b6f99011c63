//! `parameter-count`: a declaration has more or fewer parameters than the headers' one.
//!
//! Everything behind the one that lacks is passed in its place.

use super::calls::calls;
use super::{Check, Comparison, Disagreement};
use crate::diagnostic::rule;
use crate::model::declare;

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
                .between(
                    &declare::parameters(call.parameters),
                    &declare::parameters(&call.fact.parameters),
                    &call.fact.origin,
                )
                .message(message),
        );
    }
}
