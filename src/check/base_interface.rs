//! `base-interface`: an interface derives from another one than the headers say.
//!
//! Every slot of the interface moves when the base's vtable has another size, and casts to the base go wrong.

use super::{Check, Comparison, Disagreement};
use crate::diagnostic::rule;

pub(super) const CHECK: Check = Check { rule: &rule::BASE_INTERFACE, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for interface in comparison.api.interfaces.iter().filter(|interface| interface.common.witness.is_none()) {
        let Some(fact) = comparison.facts.interfaces.get(&interface.common.name) else { continue };
        let said = interface.base.as_deref().unwrap_or_default();
        if fact.base.is_empty() || said == fact.base {
            continue;
        }
        let name = &interface.common.name;
        let message = format!("`{name}` derives from `{}`, not from `{said}`", fact.base);
        found.push(
            Disagreement::new(CHECK.rule, &interface.common.page, name, "base")
                .between(said, &fact.base, &fact.origin)
                .message(message),
        );
    }
}
