//! `constant-value`: a constant has another value in the headers.
//!
//! A flag that means another one does what nobody asked for.

use super::{Check, Comparison, Disagreement};
use crate::diagnostic::rule;

pub(super) const CHECK: Check = Check { rule: &rule::CONSTANT_VALUE, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for constant in comparison.api.constants.iter().filter(|constant| constant.witness.is_none()) {
        let (Some(said), Some(fact)) = (constant.number, comparison.facts.constants.get(&constant.name))
        else {
            continue;
        };
        // The same 32 bits, read with and without a sign, are one value.
        if said & 0xFFFF_FFFF == fact.value & 0xFFFF_FFFF {
            continue;
        }
        let (name, right) = (&constant.name, format!("{:#010X}", fact.value));
        let says = format!("{said:#010X}");
        let message = format!("`{name}` is {right}, not {says}");
        found.push(
            Disagreement::new(CHECK.rule, &constant.page, name, "value")
                .between(&says, &right.replace("0X", "0x"), &fact.origin)
                .message(message),
        );
    }
}
