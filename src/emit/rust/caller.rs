//! The methods of an interface as its callers have them.

use super::context::{Context, Shape};
use super::docs::Docs;
use super::outcome::{Outcome, Returned};
use super::slots::Slot;
use super::slots::{MethodParts, abi, methods};
use super::writer::Code;
use crate::parse::item::{Direction, Parameter, Verified};

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
    docs.outcome(&parts.outcome, Parameter::declared(&method.parameters));
    docs.sections(&method.common.sections, |_| true);
    docs.paragraph(&format!("Slot {} of the vtable.", parts.slot));
    docs.signature_unverified(method, vtable);
    docs.origin(&method.common, None);
    docs.finish()
}

/// The parameters that a caller gives, `&self` first, and ` -> T` or nothing.
pub(super) fn signature(parts: &MethodParts<'_>) -> (Vec<String>, String) {
    let mut items = vec!["&self".to_owned()];
    items.extend(given(parts).map(|(name, shape, lent)| match lent {
        Some(interface) => format!("{name}: impl windows_core::Param<{interface}>"),
        None => format!("{name}: {}", abi(shape)),
    }));
    (items, parts.outcome.called(&parts.result))
}

/// The parameters that a caller gives; with the interface of those that the callee only borrows.
fn given<'p>(
    parts: &'p MethodParts<'_>,
) -> impl Iterator<Item = (&'p String, &'p Shape, Option<&'p String>)> {
    parts.kept().iter().zip(&parts.method.parameters).map(|((name, shape), parameter)| {
        let out = matches!(parameter.direction, Some(Direction::Out | Direction::InOut));
        let lent = match shape {
            Shape::Interface(interface) if !out => Some(interface),
            _ => None,
        };
        (name, shape, lent)
    })
}

fn write_method(code: &mut Code, parts: &MethodParts<'_>) {
    let MethodParts { name, outcome, .. } = parts;
    let (signature, result) = signature(parts);
    let mut arguments = vec!["windows_core::Interface::as_raw(self)".to_owned()];
    arguments.extend(given(parts).map(|(name, _, lent)| match lent {
        Some(_) => format!("windows_core::Param::param({name}).abi()"),
        None => name.clone(),
    }));
    code.list(&format!("pub unsafe fn {name}"), &signature, &format!("{result} {{"), false);
    code.enter();
    code.open("unsafe {");
    let callee = format!("(windows_core::Interface::vtable(self).{name})");
    match outcome {
        Outcome::Value(Returned::Copy(_)) => {
            code.line("let mut result__ = core::mem::zeroed();");
            arguments.push("&mut result__".to_owned());
            code.assign("code__", &callee, &arguments);
            code.line("code__.map(|| result__)");
        }
        Outcome::Value(Returned::Interface(_)) => {
            // What a failed call leaves behind is not to be released.
            code.line("let mut result__ = core::mem::ManuallyDrop::new(None);");
            arguments.push("&mut *result__".to_owned());
            code.assign("code__", &callee, &arguments);
            code.open("code__.and_then(|| {");
            code.line("core::mem::ManuallyDrop::into_inner(result__)");
            code.line("    .ok_or_else(|| windows_core::Error::from_hresult(windows_core::imp::E_POINTER))");
            code.close("})");
        }
        _ => code.list(&callee, &arguments, "", true),
    }
    code.close("}");
    code.close("}");
}
