//! The trait for who implements an interface, and the vtable that leads to it.

use super::call::abi;
use super::context::{ANY, Context, Shape};
use super::docs::Docs;
use super::outcome::{Outcome, Returned};
use super::slots::{Lineage, MethodParts, ROOT, Slot, methods};
use super::writer::{Code, guid};
use crate::parse::item::{Direction, Parameter};

/// Writes the trait of the interface that is called `rust`.
pub(super) fn write_trait(
    context: &Context<'_>,
    code: &mut Code,
    slots: &[Slot<'_>],
    rust: &str,
    lineage: &Lineage,
) {
    code.gap();
    code.docs(&[format!("What an implementation of [`{rust}`] has to do.")]);
    let methods: Vec<&MethodParts<'_>> = methods(slots).collect();
    write_methods(code, &methods, rust, lineage, |code, parts| {
        code.gap();
        code.docs(&documentation(context, parts, rust));
    });
}

/// Writes the trait without its documentation.
pub(super) fn declare(code: &mut Code, methods: &[&MethodParts<'_>], rust: &str, lineage: &Lineage) {
    write_methods(code, methods, rust, lineage, |_, _| {});
}

/// Writes the trait, `before` each method what shall stand there.
fn write_methods(
    code: &mut Code,
    methods: &[&MethodParts<'_>],
    rust: &str,
    lineage: &Lineage,
    before: impl Fn(&mut Code, &MethodParts<'_>),
) {
    let parent = match lineage.base() {
        ROOT => "windows_core::IUnknownImpl".to_owned(),
        base => format!("{base}_Impl"),
    };
    if methods.is_empty() {
        code.line(&format!("pub trait {rust}_Impl: {parent} {{}}"));
        return;
    }
    code.open(&format!("pub trait {rust}_Impl: {parent} {{"));
    for parts in methods {
        before(code, parts);
        let (items, result) = signature(parts);
        code.list(&format!("unsafe fn {}", parts.name), &items, &format!("{result};"), false);
    }
    code.close("}");
}

fn documentation(context: &Context<'_>, parts: &MethodParts<'_>, rust: &str) -> Vec<String> {
    let common = &parts.method.common;
    let mut docs = Docs::of(context, common);
    docs.parameters_in_short(&parts.method.parameters);
    docs.returned(&parts.call);
    docs.sections(&common.sections, |id| id.contains("implement"));
    docs.paragraph(&format!("More, and what it may return: [`{rust}::{}`].", parts.path()));
    docs.finish()
}

/// The parameters of the trait's method, `&self` first, and ` -> T` or nothing.
pub(super) fn signature(parts: &MethodParts<'_>) -> (Vec<String>, String) {
    let mut items = vec!["&self".to_owned()];
    items.extend(parts.call.kept().map(|(name, shape, parameter)| match (shape, filled(shape, parameter)) {
        (Shape::Interface(interface), _) => format!("{name}: windows_core::Ref<'_, {interface}>"),
        (_, Some(interface)) => format!("{name}: windows_core::OutRef<'_, {interface}>"),
        (shape, None) => format!("{name}: {}", abi(shape)),
    }));
    (items, parts.call.returned())
}

/// The interface that the caller wants to have filled in.
fn filled<'s>(shape: &'s Shape, parameter: &Parameter) -> Option<&'s str> {
    let Shape::Plain(text) = shape else { return None };
    let interface = text.strip_prefix("*mut Option<")?.strip_suffix('>')?;
    (parameter.direction == Some(Direction::Out) && parameter.array.is_empty()).then_some(interface)
}

/// Writes what makes a vtable of an implementation, and what tells which identifiers it answers to.
pub(super) fn write_constructor(
    context: &Context<'_>,
    code: &mut Code,
    slots: &[Slot<'_>],
    rust: &str,
    lineage: &Lineage,
) {
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
            Slot::Reserved { slot, .. } => code.line(&format!("Reserved{slot}: 0,")),
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
    let is_known = |name: &str| {
        let interface = context.interface_called(name);
        interface.is_some_and(|interface| interface.iid.as_deref().and_then(guid).is_some())
    };
    let family = std::iter::once(rust).chain(lineage.bases.iter().map(String::as_str));
    let tests: Vec<String> = family
        .filter(|name| is_known(name))
        .map(|name| format!("iid == &<{name} as windows_core::Interface>::IID"))
        .collect();
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
    let MethodParts { name, call, .. } = parts;
    let result = &call.result;
    let mut items = vec![format!("this: {ANY}")];
    items.extend(call.raw());
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
    write_body(code, parts, rust);
    code.close("}");
    code.close("}");
}

fn write_body(code: &mut Code, parts: &MethodParts<'_>, rust: &str) {
    let call = &parts.call;
    let mut arguments = vec!["this".to_owned()];
    arguments.extend(call.kept().map(|(name, shape, parameter)| match shape {
        Shape::Interface(_) => format!("core::mem::transmute_copy(&{name})"),
        shape if filled(shape, parameter).is_some() => format!("core::mem::transmute_copy(&{name})"),
        _ => name.clone(),
    }));
    // What the last parameter points to, before the call and after one that succeeded.
    let out = match (&call.outcome, call.parameters.last()) {
        (Outcome::Value(Returned::Copy(_)), Some((out, _))) => Some((out, "core::mem::zeroed()", "ok__")),
        (Outcome::Value(Returned::Interface(_)), Some((out, _))) => Some((out, "None", "Some(ok__)")),
        _ => None,
    };
    if let Some((out, before, _)) = out {
        code.open(&format!("if {out}.is_null() {{"));
        code.line("return windows_core::imp::E_POINTER;");
        code.close("}");
        code.line(&format!("{out}.write({before});"));
    }
    code.line("let this: &Identity =");
    code.line("    &*((this as *const *const ()).offset(OFFSET) as *const Identity);");
    let callee = format!("{rust}_Impl::{}", parts.name);
    if matches!(call.outcome, Outcome::Raw | Outcome::Codes(_)) {
        code.list(&callee, &arguments, "", true);
        return;
    }
    code.assign("result__", &callee, &arguments);
    code.open("match result__ {");
    match out {
        Some((out, _, after)) => {
            code.open("Ok(ok__) => {");
            code.line(&format!("{out}.write({after});"));
            code.line("windows_core::HRESULT(0)");
            code.close("}");
        }
        None => code.line("Ok(()) => windows_core::HRESULT(0),"),
    }
    code.line("Err(err__) => err__.into(),");
    code.close("}");
}
