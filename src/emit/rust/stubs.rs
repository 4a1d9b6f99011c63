//! Implementations of interfaces that do nothing yet: every method answers that it is not implemented.

use super::caller;
use super::context::Context;
use super::implementer;
use super::outcome::Outcome;
use super::slots::{Lineage, MethodParts, methods, slots};
use super::writer::Code;
use crate::model::Interface;
use crate::parse::item::Verified;

/// The error that a method returns which nobody has written: its name and its number.
pub(super) const NOT_IMPLEMENTED: (&str, u32) = ("E_NOTIMPL", 0x8000_4001);

/// Writes the methods of `interface` that are not in `written`; with their documentation, if it is `told`.
pub(super) fn write(
    context: &mut Context<'_>,
    code: &mut Code,
    interface: &Interface,
    written: &[&str],
    told: bool,
) {
    // What there is to report has been reported with the crate.
    let reported = context.diagnostics.len();
    let lineage = Lineage::of(context, interface);
    let slots = slots(context, interface, &lineage);
    context.diagnostics.truncate(reported);
    for parts in methods(&slots).filter(|parts| !written.contains(&parts.path())) {
        code.gap();
        if told {
            code.docs(&outside(caller::documentation(context, parts, interface.verified), context));
        }
        write_stub(code, parts);
    }
}

fn write_stub(code: &mut Code, parts: &MethodParts<'_>) {
    let (items, result) = implementer::signature(parts);
    let head = format!("unsafe fn {}", parts.name);
    if result.is_empty() {
        code.list(&head, &items, " {}", false);
        return;
    }
    code.list(&head, &items, &format!("{result} {{"), false);
    code.enter();
    let name = NOT_IMPLEMENTED.0;
    match parts.call.outcome {
        Outcome::Value(_) | Outcome::Plain => code.line(&format!("Err({name}.into())")),
        Outcome::Codes(_) => code.line(name),
        Outcome::Raw if result == " -> windows_core::HRESULT" => code.line(name),
        Outcome::Raw => {
            code.line(
                "// SAFETY: a number or a pointer, and no error to tell: zero is the least that can be said.",
            );
            code.line("unsafe { core::mem::zeroed() }");
        }
    }
    code.close("}");
}

/// Documentation of the crate as another crate has it: with links into the crate.
pub(super) fn outside(lines: Vec<String>, context: &Context<'_>) -> Vec<String> {
    let path = format!("]({}::", context.options.crate_name.replace('-', "_"));
    lines.into_iter().map(|line| line.replace("](crate::", &path)).collect()
}

/// What a reader of an unfinished implementation has to know of its vtable.
pub(super) fn warning(interface: &Interface) -> Option<&'static str> {
    (interface.verified == Verified::Pages).then_some(
        "**Unverified**: no header confirms the order of this vtable. Compare it with one before others call this object.",
    )
}
