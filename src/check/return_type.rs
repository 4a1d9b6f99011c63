//! `return-type`: a result's type is not the headers', or lacks.
//!
//! A caller that takes no result, or another one, misses the error.

use super::calls::calls;
use super::{Check, Comparison, Disagreement};
use crate::diagnostic::{Severity, rule};

pub(super) const CHECK: Check = Check { rule: &rule::RETURN_TYPE, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for call in calls(comparison) {
        let right = &call.fact.return_type;
        let said = call.return_type.unwrap_or_default();
        // Windows writes `VOID` for the same word.
        if said == right
            || right.is_empty()
            || (said.eq_ignore_ascii_case("void") && right.eq_ignore_ascii_case("void"))
        {
            continue;
        }
        let types = &comparison.types;
        let (says, has) = (types.canon(said), types.canon(right));
        let finding = Disagreement::new(CHECK.rule, call.page, &call.item, "return type").between(
            said,
            right,
            &call.fact.origin,
        );
        found.push(if said.is_empty() {
            finding.message(format!("`{}` returns `{right}`; the page says nothing of it", call.item))
        } else if says.same_abi(&has) {
            let message = format!("`{}` returns `{right}`, spelled `{said}` here", call.item);
            finding.severity(Severity::Info).message(message)
        } else {
            finding.message(format!("`{}` returns `{right}`, not `{said}`", call.item))
        });
    }
}
