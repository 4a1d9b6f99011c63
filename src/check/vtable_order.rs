//! `vtable-order`: an interface lists its methods in another order than the headers do.
//!
//! A vtable is its order: a caller of one slot too far reaches another method.

use super::{Check, Comparison, Disagreement};
use crate::diagnostic::rule;
use crate::model::Interface;
use crate::model::facts::InterfaceFact;

pub(super) const CHECK: Check = Check { rule: &rule::VTABLE_ORDER, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for (interface, fact) in interfaces(comparison) {
        let (says, right) = names(interface, fact);
        let shared: Vec<&str> = says.iter().copied().filter(|name| right.contains(name)).collect();
        let ordered: Vec<&str> = right.iter().copied().filter(|name| says.contains(name)).collect();
        let Some(first) = shared.iter().zip(&ordered).find(|(said, right)| said != right) else { continue };
        let name = &interface.common.name;
        let message = format!("`{name}` has `{}` where the page lists `{}`", first.1, first.0);
        found.push(
            Disagreement::new(CHECK.rule, &interface.common.page, name, "vtable")
                .between(&says.join(", "), &right.join(", "), &fact.origin)
                .message(message),
        );
    }
}

/// The interfaces that both know.
pub(super) fn interfaces<'a>(
    comparison: &Comparison<'a>,
) -> impl Iterator<Item = (&'a Interface, &'a InterfaceFact)> {
    let facts = comparison.facts;
    let both = comparison.api.interfaces.iter().filter(|interface| interface.common.witness.is_none());
    both.filter_map(|interface| Some((interface, facts.interfaces.get(&interface.common.name)?)))
}

/// The names of the own methods, the page's and the witness's.
pub(super) fn names<'a>(interface: &'a Interface, fact: &'a InterfaceFact) -> (Vec<&'a str>, Vec<&'a str>) {
    let says = interface.methods.iter().map(|method| method.common.name.as_str()).collect();
    (says, fact.methods.iter().map(|method| method.name.as_str()).collect())
}
