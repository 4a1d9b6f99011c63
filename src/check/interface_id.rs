//! `interface-id`: an interface has another identifier in the headers.
//!
//! A wrong one makes `QueryInterface` fail, or answer with another interface.

use super::{Check, Comparison, Disagreement};
use crate::diagnostic::rule;

pub(super) const CHECK: Check = Check { rule: &rule::INTERFACE_ID, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for interface in comparison.api.interfaces.iter().filter(|interface| interface.common.witness.is_none()) {
        let Some(name) = &interface.iid_name else { continue };
        let (Some(said), Some(fact)) = (&interface.iid, comparison.facts.guids.get(name)) else { continue };
        if said.eq_ignore_ascii_case(&fact.value) {
            continue;
        }
        let message = format!("`{name}` is {}, not {said}", fact.value);
        found.push(
            Disagreement::new(CHECK.rule, &interface.common.page, &interface.common.name, "iid")
                .between(said, &fact.value, &fact.origin)
                .message(message),
        );
    }
}
