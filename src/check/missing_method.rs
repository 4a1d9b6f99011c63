//! `missing-method`: an interface's page lacks methods that the headers have, or lists some that they lack.
//!
//! Where one is left out in the middle, every slot behind it moves.

use super::vtable_order::{interfaces, names};
use super::{Check, Comparison, Disagreement};
use crate::diagnostic::rule;

pub(super) const CHECK: Check = Check { rule: &rule::MISSING_METHOD, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for (interface, fact) in interfaces(comparison) {
        let (says, right) = names(interface, fact);
        let list = |names: &[&str], others: &[&str]| {
            let names: Vec<String> =
                names.iter().filter(|name| !others.contains(name)).map(|name| format!("`{name}`")).collect();
            names.join(", ")
        };
        let (lacks, strange) = (list(&right, &says), list(&says, &right));
        let message = match (lacks.is_empty(), strange.is_empty()) {
            (true, true) => continue,
            (false, true) => format!("`{}` lacks {lacks}", interface.common.name),
            (true, false) => format!("`{}` has no {strange}", interface.common.name),
            (false, false) => format!("`{}` lacks {lacks} and has no {strange}", interface.common.name),
        };
        found.push(
            Disagreement::new(CHECK.rule, &interface.common.page, &interface.common.name, "vtable")
                .between(&says.join(", "), &right.join(", "), &fact.origin)
                .message(message),
        );
    }
}
