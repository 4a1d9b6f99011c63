//! Interfaces: a callable type, its vtable, and the trait for who implements it, a file each.

use super::context::{ANY, Context};
use super::docs::Docs;
use super::markdown::code;
pub(super) use super::slots::{Lineage, method_paths};
use super::slots::{MethodParts, ROOT, Slot, reserved, slots};
use super::writer::{Code, guid};
use super::{caller, implementer};
use crate::model::Interface;

/// Writes the file of `interface`, which is called `rust` in the crate.
pub(super) fn write(context: &mut Context<'_>, interface: &Interface, rust: &str) -> String {
    context.imports = false;
    let lineage = Lineage::of(context, interface);
    let slots = slots(context, interface, &lineage);
    let iid = interface.iid.as_deref().and_then(guid);
    context.imports |= lineage.bases.len() > 1;

    let mut code = Code::default();
    code.module_docs(&[format!("[`{rust}`]: the interface, its vtable, and the trait that implements it.")]);
    if context.imports {
        code.line("use crate::*;");
        code.gap();
    }
    let docs = interface_docs(context, interface, &lineage, &slots, iid.is_some());
    code.docs(&docs);
    write_type(&mut code, rust, &lineage, iid.as_deref());
    caller::write(context, &mut code, &slots, rust, interface.verified);
    write_vtable(&mut code, &slots, rust, &lineage);
    implementer::write_trait(context, &mut code, &slots, rust, &lineage);
    implementer::write_constructor(context, &mut code, &slots, rust, &lineage);
    context.note_interface(interface, &slots, rust, &lineage);
    code.gap();
    code.line(&format!("impl windows_core::RuntimeName for {rust} {{}}"));
    code.finish()
}

fn write_type(code: &mut Code, rust: &str, lineage: &Lineage, iid: Option<&str>) {
    code.line("#[repr(transparent)]");
    code.line("#[derive(Clone, Debug, PartialEq, Eq)]");
    code.line(&format!("pub struct {rust}({ROOT});"));
    code.gap();
    code.open(&format!("unsafe impl windows_core::Interface for {rust} {{"));
    code.line(&format!("type Vtable = {rust}_Vtbl;"));
    let value = iid.map_or("zeroed()".to_owned(), |iid| format!("from_u128({iid})"));
    code.define("const IID: windows_core::GUID =", &format!("windows_core::GUID::{value};"));
    code.close("}");
    code.gap();
    let family: Vec<&str> = std::iter::once(rust).chain(lineage.bases.iter().map(String::as_str)).collect();
    code.macro_call("windows_core::imp::interface_hierarchy", &family);
    if lineage.bases.len() > 1 {
        let base = lineage.base();
        code.gap();
        code.open(&format!("impl core::ops::Deref for {rust} {{"));
        code.line(&format!("type Target = {base};"));
        code.gap();
        code.open("fn deref(&self) -> &Self::Target {");
        code.line("// SAFETY: both are one pointer to a vtable that begins with the base's.");
        code.line("unsafe { core::mem::transmute(self) }");
        code.close("}");
        code.close("}");
    }
}

fn interface_docs(
    context: &Context<'_>,
    interface: &Interface,
    lineage: &Lineage,
    slots: &[Slot<'_>],
    has_iid: bool,
) -> Vec<String> {
    let mut docs = Docs::of(context, &interface.common);
    if let Some(base) = &lineage.unknown {
        let methods: Vec<String> = interface
            .methods
            .iter()
            .filter(|method| !method.reserved)
            .map(|method| code(&method.common.name))
            .collect();
        docs.paragraph(&format!(
            "**Incomplete**: the base, {}, is on no page. Where its methods end is not known, so this type has \
             those of `IUnknown` alone and none of its own: {}.",
            code(base),
            methods.join(", ")
        ));
    }
    let untold: Vec<String> = slots
        .iter()
        .filter_map(|slot| match slot {
            Slot::Reserved { method, .. } => method.map(|method| code(&method.common.name)),
            Slot::Method(_) => None,
        })
        .collect();
    if !untold.is_empty() {
        docs.paragraph(&format!(
            "**Incomplete**: no page declares {}. The vtable keeps the slot; what is in it can be neither called nor implemented.",
            untold.join(", ")
        ));
    }
    if !has_iid {
        let name = interface.iid_name.as_deref().map(|name| format!(", {}", code(name))).unwrap_or_default();
        docs.paragraph(&format!(
            "**No identifier**: no page states the interface identifier{name}. `IID` is zero, and casting to this type fails."
        ));
    }
    docs.verified(interface.verified, "the base of this interface and the order of its vtable");
    docs.sections(&interface.common.sections, |_| true);
    if let Some(pointer) = &interface.pointer_type {
        docs.paragraph(&format!("Pointer type in C: {}", code(pointer)));
    }
    docs.origin(&interface.common, interface.header.as_deref());
    docs.finish()
}

fn write_vtable(code: &mut Code, slots: &[Slot<'_>], rust: &str, lineage: &Lineage) {
    code.gap();
    code.docs(&[format!("The vtable of [`{rust}`].")]);
    code.line("#[repr(C)]");
    code.open(&format!("pub struct {rust}_Vtbl {{"));
    code.docs(&["The base's part.".to_owned()]);
    code.line(&format!("pub base__: {}_Vtbl,", lineage.base()));
    for slot in slots {
        match slot {
            Slot::Reserved { slot, method } => {
                code.docs(&[reserved(*slot, *method)]);
                code.line(&format!("pub Reserved{slot}: usize,"));
            }
            Slot::Method(MethodParts { name, slot, call, .. }) => {
                let path = name.trim_start_matches("r#");
                code.docs(&[format!("Slot {slot}: [`{rust}::{path}`].")]);
                let mut items = vec![format!("this: {ANY}")];
                items.extend(call.raw());
                code.pointer(&format!("pub {name}: "), false, &items, &call.result, ",");
            }
        }
    }
    code.close("}");
}
