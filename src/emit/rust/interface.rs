//! Interfaces: a callable type, its vtable, and the trait for who implements it, a file each.

use std::collections::HashSet;

use super::context::{ANY, Context, Shape};
use super::docs::Docs;
use super::markdown::code;
use super::names;
use super::writer::{Code, guid};
use crate::diagnostic::rule;
use crate::model::{Interface, Method};
use crate::parse::item::Direction;

/// The interface that every other derives from, and the slots that it has.
const ROOT: &str = "windows_core::IUnknown";
const ROOT_SLOTS: u32 = 3;
/// Placeholders between two documented slots at most; a larger gap is a slip of the page.
const WIDEST_GAP: u32 = 64;

/// A slot of an interface's own part of the vtable.
enum Slot<'a> {
    /// One that no page tells of.
    Reserved(u32),
    /// A method.
    Method(MethodParts<'a>),
}

/// A method with its types in Rust.
struct MethodParts<'a> {
    method: &'a Method,
    name: String,
    slot: u32,
    /// Name and type of each parameter.
    parameters: Vec<(String, Shape)>,
    /// ` -> T`, or nothing.
    result: String,
}

/// Where an interface stands among the others.
pub(super) struct Lineage {
    /// Its bases in Rust, the nearest first, [`ROOT`] last.
    bases: Vec<String>,
    /// The slots of the bases; `None` where one of them is on no page.
    slots: Option<u32>,
    /// The base that is on no page.
    unknown: Option<String>,
}

impl Lineage {
    /// Follows the bases of `interface`.
    pub(super) fn of(context: &Context<'_>, interface: &Interface) -> Self {
        let mut lineage = Self { bases: Vec::new(), slots: Some(ROOT_SLOTS), unknown: None };
        let mut seen = HashSet::from([interface.common.name.as_str()]);
        let mut base = interface.base.as_deref();
        while let Some(name) = base.filter(|name| !matches!(*name, "" | "IUnknown")) {
            let known =
                context.api.interfaces.iter().enumerate().find(|(_, other)| other.common.name == name);
            let rust = known.and_then(|(index, _)| context.scope.name_of("interface", index));
            let (Some((_, parent)), Some(rust), true) = (known, rust, seen.insert(name)) else {
                lineage.unknown = Some(name.to_owned());
                lineage.slots = None;
                break;
            };
            lineage.bases.push(rust.to_owned());
            lineage.slots = lineage.slots.map(|slots| slots + own_slots(parent));
            base = parent.base.as_deref();
        }
        lineage.bases.push(ROOT.to_owned());
        lineage
    }

    fn base(&self) -> &str {
        self.bases.first().map_or(ROOT, String::as_str)
    }
}

/// The slots before each method that no row of the page stands for, and the method's own.
fn own_slots(interface: &Interface) -> u32 {
    let Some(first) = interface.methods.first().and_then(|method| method.slot) else {
        return interface.methods.len() as u32;
    };
    let mut next = first;
    for method in &interface.methods {
        next += gap(method, next) + 1;
    }
    next - first
}

/// How many slots lie between `next` and the one that `method` says it has.
fn gap(method: &Method, next: u32) -> u32 {
    method.slot.and_then(|slot| slot.checked_sub(next)).filter(|gap| *gap <= WIDEST_GAP).unwrap_or(0)
}

/// Page and name of each method that can be called.
pub(super) fn method_paths<'m>(
    interface: &'m Interface,
    lineage: &Lineage,
) -> impl Iterator<Item = (&'m String, String)> {
    let mut used = HashSet::from(["base__".to_owned()]);
    let methods = if lineage.slots.is_some() { interface.methods.as_slice() } else { &[] };
    methods.iter().filter(|method| !method.reserved).map(move |method| {
        let name = names::unique(names::local(&method.common.name), &mut used);
        (&method.common.page, name.trim_start_matches("r#").to_owned())
    })
}

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
    write_type(context, &mut code, interface, rust, &lineage, iid.as_deref());
    write_methods(context, &mut code, &slots, rust);
    write_vtable(&mut code, &slots, rust, &lineage);
    write_trait(context, &mut code, &slots, rust, &lineage);
    write_constructor(&mut code, &slots, rust, &lineage, iid.is_some());
    code.gap();
    code.line(&format!("impl windows_core::RuntimeName for {rust} {{}}"));
    code.finish()
}

/// An interface as another form of it needs it.
pub(super) struct Layout<'a> {
    /// The base in Rust.
    pub base: String,
    /// The own slots by their numbers in the vtable; what is reserved has no method.
    pub slots: Vec<(u32, Option<Laid<'a>>)>,
}

/// A method in its slot: its name in Rust, the types of its parameters, and ` -> T` or nothing.
pub(super) struct Laid<'a> {
    pub method: &'a Method,
    pub name: String,
    pub parameters: Vec<Shape>,
    pub result: String,
}

/// The slots of `interface`, as its vtable has them.
pub(super) fn layout<'m>(context: &mut Context<'_>, interface: &'m Interface) -> Layout<'m> {
    let lineage = Lineage::of(context, interface);
    let slots = slots(context, interface, &lineage).into_iter().map(|slot| match slot {
        Slot::Reserved(slot) => (slot, None),
        Slot::Method(MethodParts { method, name, slot, parameters, result }) => {
            let parameters = parameters.into_iter().map(|(_, shape)| shape).collect();
            (slot, Some(Laid { method, name, parameters, result }))
        }
    });
    Layout { slots: slots.collect(), base: lineage.base().to_owned() }
}

fn slots<'m>(context: &mut Context<'_>, interface: &'m Interface, lineage: &Lineage) -> Vec<Slot<'m>> {
    let Some(first) = lineage.slots else { return report_unplaced(context, interface, lineage) };
    let mut slots = Vec::new();
    let mut used = HashSet::from(["base__".to_owned()]);
    let mut next = first;
    for method in &interface.methods {
        for _ in 0..gap(method, next) {
            slots.push(Slot::Reserved(next));
            next += 1;
        }
        if method.reserved {
            slots.push(Slot::Reserved(next));
        } else {
            let name = names::unique(names::local(&method.common.name), &mut used);
            slots.push(Slot::Method(method_parts(context, method, name, next)));
        }
        next += 1;
    }
    slots
}

/// A vtable whose beginning nobody knows has no slot that could be called.
fn report_unplaced<'m>(context: &mut Context<'_>, interface: &Interface, lineage: &Lineage) -> Vec<Slot<'m>> {
    let name = &interface.common.name;
    let base = lineage.unknown.as_deref().unwrap_or_default();
    let message = format!(
        "`{base}`, the base of `{name}`, is on no page: the bindings leave the methods of `{name}` out"
    );
    context.report(&rule::UNKNOWN_BASE, &interface.common.page, message);
    Vec::new()
}

fn method_parts<'m>(
    context: &mut Context<'_>,
    method: &'m Method,
    name: String,
    slot: u32,
) -> MethodParts<'m> {
    let page = &method.common.page;
    let owner = format!("{}::{}", method.interface, method.common.name);
    let shapes: Vec<Shape> =
        method.parameters.iter().map(|parameter| context.parameter(parameter, page)).collect();
    let names =
        context.scope.claims.parameters(method.parameters.iter().map(|parameter| parameter.name.as_str()));
    let result = context.result(method.return_type.as_deref(), &owner, page);
    MethodParts { method, name, slot, parameters: names.into_iter().zip(shapes).collect(), result }
}

fn write_type(
    context: &Context<'_>,
    code: &mut Code,
    interface: &Interface,
    rust: &str,
    lineage: &Lineage,
    iid: Option<&str>,
) {
    code.docs(&interface_docs(context, interface, lineage, iid.is_some()));
    code.line("#[repr(transparent)]");
    code.line("#[derive(Clone, Debug, PartialEq, Eq)]");
    code.line(&format!("pub struct {rust}({ROOT});"));
    code.gap();
    code.open(&format!("unsafe impl windows_core::Interface for {rust} {{"));
    code.line(&format!("type Vtable = {rust}_Vtbl;"));
    let value = iid.map_or("zeroed()".to_owned(), |iid| format!("from_u128({iid})"));
    let line = format!("const IID: windows_core::GUID = windows_core::GUID::{value};");
    if line.len() + 4 > 100 {
        code.line("const IID: windows_core::GUID =");
        code.line(&format!("    windows_core::GUID::{value};"));
    } else {
        code.line(&line);
    }
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
    if !has_iid {
        let name = interface.iid_name.as_deref().map(|name| format!(", {}", code(name))).unwrap_or_default();
        docs.paragraph(&format!(
            "**No identifier**: no page states the interface identifier{name}. `IID` is zero, and casting to this type fails."
        ));
    }
    docs.sections(&interface.common.sections, |_| true);
    if let Some(pointer) = &interface.pointer_type {
        docs.paragraph(&format!("Pointer type in C: {}", code(pointer)));
    }
    docs.origin(&interface.common, interface.header.as_deref());
    docs.finish()
}

fn write_methods(context: &Context<'_>, code: &mut Code, slots: &[Slot<'_>], rust: &str) {
    if !slots.iter().any(|slot| matches!(slot, Slot::Method(_))) {
        return;
    }
    code.gap();
    code.open(&format!("impl {rust} {{"));
    for slot in slots {
        let Slot::Method(parts) = slot else { continue };
        let MethodParts { method, name, slot, parameters, result } = parts;
        let mut docs = Docs::of(context, &method.common);
        docs.parameters(&method.parameters);
        docs.returns(&method.returns);
        docs.sections(&method.common.sections, |_| true);
        docs.paragraph(&format!("Slot {slot} of the vtable."));
        docs.origin(&method.common, None);
        let mut signature = vec!["&self".to_owned()];
        let mut arguments = vec!["windows_core::Interface::as_raw(self)".to_owned()];
        for ((name, shape), parameter) in parameters.iter().zip(&method.parameters) {
            let out = matches!(parameter.direction, Some(Direction::Out | Direction::InOut));
            match shape {
                Shape::Interface(interface) if !out => {
                    signature.push(format!("{name}: impl windows_core::Param<{interface}>"));
                    arguments.push(format!("windows_core::Param::param({name}).abi()"));
                }
                shape => {
                    signature.push(format!("{name}: {}", abi(shape)));
                    arguments.push(name.clone());
                }
            }
        }
        code.gap();
        code.docs(&docs.finish());
        code.list(&format!("pub unsafe fn {name}"), &signature, &format!("{result} {{"), false);
        code.enter();
        code.open("unsafe {");
        let callee = format!("(windows_core::Interface::vtable(self).{name})");
        code.list(&callee, &arguments, "", true);
        code.close("}");
        code.close("}");
    }
    code.close("}");
}

/// The type of a parameter as the vtable has it.
fn abi(shape: &Shape) -> &str {
    match shape {
        Shape::Plain(text) => text,
        Shape::Interface(_) | Shape::Void => ANY,
    }
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
            Slot::Reserved(slot) => {
                code.docs(&[format!("Slot {slot}: no page tells what is there.")]);
                code.line(&format!("pub Reserved{slot}: usize,"));
            }
            Slot::Method(MethodParts { name, slot, parameters, result, .. }) => {
                let path = name.trim_start_matches("r#");
                code.docs(&[format!("Slot {slot}: [`{rust}::{path}`].")]);
                let mut items = vec![format!("this: {ANY}")];
                items.extend(parameters.iter().map(|(name, shape)| format!("{name}: {}", abi(shape))));
                code.pointer(&format!("pub {name}: "), false, &items, result, ",");
            }
        }
    }
    code.close("}");
}

fn write_trait(context: &Context<'_>, code: &mut Code, slots: &[Slot<'_>], rust: &str, lineage: &Lineage) {
    let parent = match lineage.base() {
        ROOT => "windows_core::IUnknownImpl".to_owned(),
        base => format!("{base}_Impl"),
    };
    code.gap();
    code.docs(&[format!("What an implementation of [`{rust}`] has to do.")]);
    let methods: Vec<&MethodParts<'_>> = methods(slots).collect();
    if methods.is_empty() {
        code.line(&format!("pub trait {rust}_Impl: {parent} {{}}"));
        return;
    }
    code.open(&format!("pub trait {rust}_Impl: {parent} {{"));
    for MethodParts { method, name, parameters, result, .. } in methods {
        let mut docs = Docs::of(context, &method.common);
        docs.paragraph(&format!(
            "Parameters and return values: [`{rust}::{}`].",
            name.trim_start_matches("r#")
        ));
        docs.sections(&method.common.sections, |id| id.contains("implement"));
        let mut items = vec!["&self".to_owned()];
        items.extend(parameters.iter().map(|(name, shape)| match shape {
            Shape::Interface(interface) => format!("{name}: windows_core::Ref<'_, {interface}>"),
            shape => format!("{name}: {}", abi(shape)),
        }));
        code.gap();
        code.docs(&docs.finish());
        code.list(&format!("unsafe fn {name}"), &items, &format!("{result};"), false);
    }
    code.close("}");
}

fn write_constructor(code: &mut Code, slots: &[Slot<'_>], rust: &str, lineage: &Lineage, has_iid: bool) {
    code.gap();
    code.open(&format!("impl {rust}_Vtbl {{"));
    code.docs(&[format!(
        "The vtable of an object whose `{rust}_Impl` lies `OFFSET` pointers behind the interface."
    )]);
    let head = format!("pub const fn new<Identity: {rust}_Impl, const OFFSET: isize>() -> Self");
    if head.len() + " {".len() + 4 <= 100 {
        code.open(&format!("{head} {{"));
    } else {
        code.line(&head);
        code.open("{");
    }
    for parts in methods(slots) {
        write_thunk(code, parts, rust);
    }
    code.open("Self {");
    code.line(&format!("base__: {}_Vtbl::new::<Identity, OFFSET>(),", lineage.base()));
    for slot in slots {
        match slot {
            Slot::Reserved(slot) => code.line(&format!("Reserved{slot}: 0,")),
            Slot::Method(MethodParts { name, .. }) => {
                code.line(&format!("{name}: {name}::<Identity, OFFSET>,"));
            }
        }
    }
    code.close("}");
    code.close("}");
    code.gap();
    code.docs(&["Whether `iid` is this interface's or a base's.".to_owned()]);
    // An identifier that is not known matches nothing, not even itself.
    let ancestors = lineage.bases.iter().filter(|base| *base != ROOT).map(String::as_str);
    let known: Vec<&str> = has_iid.then_some(rust).into_iter().chain(ancestors).collect();
    let tests: Vec<String> =
        known.iter().map(|name| format!("iid == &<{name} as windows_core::Interface>::IID")).collect();
    if tests.is_empty() {
        code.open("pub fn matches(_: &windows_core::GUID) -> bool {");
        code.line("false");
    } else {
        code.open("pub fn matches(iid: &windows_core::GUID) -> bool {");
        code.line(&tests[0]);
        for test in &tests[1..] {
            code.line(&format!("    || {test}"));
        }
    }
    code.close("}");
    code.close("}");
}

/// A function of the vtable: finds the object and calls its trait.
fn write_thunk(code: &mut Code, parts: &MethodParts<'_>, rust: &str) {
    let MethodParts { name, parameters, result, .. } = parts;
    let mut items = vec![format!("this: {ANY}")];
    let mut arguments = vec!["this".to_owned()];
    for (name, shape) in parameters {
        items.push(format!("{name}: {}", abi(shape)));
        arguments.push(match shape {
            Shape::Interface(_) => format!("core::mem::transmute_copy(&{name})"),
            _ => name.clone(),
        });
    }
    let head = format!("unsafe extern \"system\" fn {name}<");
    let generics = format!("Identity: {rust}_Impl, const OFFSET: isize");
    // rustfmt's limit, less what it counts of the brackets behind.
    if head.len() + generics.len() <= 87 {
        code.list(&format!("{head}{generics}>"), &items, &format!("{result} {{"), false);
    } else {
        code.open(&head);
        generics.split(", ").for_each(|generic| code.line(&format!("{generic},")));
        code.close(">(");
        code.enter();
        for item in &items {
            code.line(&format!("{item},"));
        }
        code.close(&format!("){result} {{"));
    }
    code.enter();
    code.open("unsafe {");
    code.line("let this: &Identity =");
    code.line("    &*((this as *const *const ()).offset(OFFSET) as *const Identity);");
    code.list(&format!("{rust}_Impl::{name}"), &arguments, "", true);
    code.close("}");
    code.close("}");
}

fn methods<'s, 'm>(slots: &'s [Slot<'m>]) -> impl Iterator<Item = &'s MethodParts<'m>> {
    slots.iter().filter_map(|slot| match slot {
        Slot::Method(parts) => Some(parts),
        Slot::Reserved(_) => None,
    })
}
