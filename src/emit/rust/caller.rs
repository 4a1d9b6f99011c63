//! The methods of an interface as its callers have them.

use super::context::Context;
use super::docs::Docs;
use super::slots::{MethodParts, Slot, methods};
use super::writer::Code;
use crate::parse::item::Verified;

/// Writes the methods of the interface that is called `rust`, if it has any of its own.
pub(super) fn write(
    context: &Context<'_>,
    code: &mut Code,
    slots: &[Slot<'_>],
    rust: &str,
    vtable: Verified,
) {
    if methods(slots).next().is_none() {
        return;
    }
    code.gap();
    code.open(&format!("impl {rust} {{"));
    for parts in methods(slots) {
        code.gap();
        code.docs(&documentation(context, parts, vtable));
        write_method(code, parts);
    }
    code.close("}");
}

/// What a caller reads; `vtable` tells who confirms the slots.
pub(super) fn documentation(context: &Context<'_>, parts: &MethodParts<'_>, vtable: Verified) -> Vec<String> {
    let method = parts.method;
    let mut docs = Docs::of(context, &method.common);
    docs.parameters(&method.parameters);
    docs.returns(&method.returns);
    docs.outcome(&parts.call);
    docs.sections(&method.common.sections, |_| true);
    docs.paragraph(&format!("Slot {} of the vtable.", parts.slot));
    docs.signature_unverified(method, vtable);
    docs.origin(&method.common, None);
    docs.finish()
}

/// The parameters that a caller gives, `&self` first, and ` -> T` or nothing.
pub(super) fn signature(parts: &MethodParts<'_>) -> (Vec<String>, String) {
    let mut items = vec!["&self".to_owned()];
    items.extend(parts.call.given());
    (items, parts.call.returned())
}

fn write_method(code: &mut Code, parts: &MethodParts<'_>) {
    let name = &parts.name;
    let (items, result) = signature(parts);
    code.list(&format!("pub unsafe fn {name}"), &items, &format!("{result} {{"), false);
    code.enter();
    let callee = format!("(windows_core::Interface::vtable(self).{name})");
    parts.call.write_body(code, &callee, vec!["windows_core::Interface::as_raw(self)".to_owned()]);
    code.close("}");
}
