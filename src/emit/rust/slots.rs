//! The vtable of an interface: which slot holds which method, and what its types are in Rust.

use std::collections::HashSet;

use super::call::{Call, Declaration};
use super::context::Context;
use super::names;
use crate::diagnostic::rule;
use crate::model::{Interface, Method};
use crate::parse::item::Parameter;

/// The interface that every other derives from, and the slots that it has.
pub(super) const ROOT: &str = "windows_core::IUnknown";
const ROOT_SLOTS: u32 = 3;
/// Placeholders between two documented slots at most; a larger gap is a slip of the page.
const WIDEST_GAP: u32 = 64;

/// A slot of an interface's own part of the vtable.
pub(super) enum Slot<'a> {
    /// One that no page tells of, or whose method has a name and nothing else.
    Reserved { slot: u32, method: Option<&'a Method> },
    /// A method.
    Method(MethodParts<'a>),
}

/// A method with its types in Rust.
pub(super) struct MethodParts<'a> {
    pub method: &'a Method,
    /// Its name in Rust.
    pub name: String,
    pub slot: u32,
    /// How it is called.
    pub call: Call<'a>,
}

/// Where an interface stands among the others.
pub(super) struct Lineage {
    /// Its bases in Rust, the nearest first, [`ROOT`] last.
    pub bases: Vec<String>,
    /// The slots of the bases; `None` where one of them is on no page.
    pub slots: Option<u32>,
    /// The base that is on no page.
    pub unknown: Option<String>,
}

impl MethodParts<'_> {
    /// Its name in paths of the documentation.
    pub(super) fn path(&self) -> &str {
        self.name.trim_start_matches("r#")
    }
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

    /// The nearest base.
    pub(super) fn base(&self) -> &str {
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

/// Whether anybody tells how a method is called. What a row of a vtable names and no page declares would be called with what it
/// does not expect.
fn is_told(method: &Method) -> bool {
    let has_type = |parameter: &Parameter| !parameter.ty.is_empty();
    let is_declared = method.return_type.is_some() || method.parameters.iter().any(has_type);
    is_declared && !method.reserved
}

/// What a placeholder says of itself.
pub(super) fn reserved(slot: u32, method: Option<&Method>) -> String {
    match method {
        Some(method) => {
            format!("Slot {slot}: {}, which no page declares.", super::markdown::code(&method.common.name))
        }
        None => format!("Slot {slot}: no page tells what is there."),
    }
}

/// Page and name of each method that can be called.
pub(super) fn method_paths<'m>(
    interface: &'m Interface,
    lineage: &Lineage,
) -> impl Iterator<Item = (&'m String, String)> {
    let mut used = HashSet::from(["base__".to_owned()]);
    let methods = if lineage.slots.is_some() { interface.methods.as_slice() } else { &[] };
    methods.iter().filter(|method| is_told(method)).map(move |method| {
        let name = names::unique(names::local(&method.common.name), &mut used);
        (&method.common.page, name.trim_start_matches("r#").to_owned())
    })
}

/// The slots of `interface`'s own part; none where they cannot be placed, which is reported.
pub(super) fn slots<'m>(
    context: &mut Context<'_>,
    interface: &'m Interface,
    lineage: &Lineage,
) -> Vec<Slot<'m>> {
    let Some(first) = lineage.slots else { return report_unplaced(context, interface, lineage) };
    let mut slots = Vec::new();
    let mut used = HashSet::from(["base__".to_owned()]);
    let mut next = first;
    for method in &interface.methods {
        for _ in 0..gap(method, next) {
            slots.push(Slot::Reserved { slot: next, method: None });
            next += 1;
        }
        if is_told(method) {
            let name = names::unique(names::local(&method.common.name), &mut used);
            slots.push(Slot::Method(method_parts(context, method, name, next)));
        } else {
            let named = Some(method).filter(|method| !method.reserved);
            slots.push(Slot::Reserved { slot: next, method: named });
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
    let declaration = Declaration {
        common: &method.common,
        owner: format!("{}::{}", method.interface, method.common.name),
        parameters: Parameter::declared(&method.parameters),
        return_type: method.return_type.as_deref(),
        returns: &method.returns,
    };
    MethodParts { method, name, slot, call: Call::of(context, &declaration) }
}

/// The slots that have a method.
pub(super) fn methods<'s, 'm>(slots: &'s [Slot<'m>]) -> impl Iterator<Item = &'s MethodParts<'m>> {
    slots.iter().filter_map(|slot| match slot {
        Slot::Method(parts) => Some(parts),
        Slot::Reserved { .. } => None,
    })
}
