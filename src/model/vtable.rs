//! Vtables: the rows of interface pages become methods in slots.
//!
//! A slot is never guessed: a row that leads to no method page keeps its place, so that what follows it does.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::links::{LinkIndex, Target};
use super::{Interface, Method};
use crate::diagnostic::{Diagnostic, rule};
use crate::parse::item::Common;
use crate::parse::sheet::Sheet;

/// How many slots the interfaces of COM itself take, which no page of a reference describes.
const COM_SLOTS: &[(&str, u32)] = &[("IUnknown", 3), ("IDispatch", 7), ("IClassFactory", 5), ("IPersist", 4)];

/// Puts the methods into their interfaces' vtables and numbers the slots.
///
/// `sheets` gives the first page of each key, for findings. Returns the methods in no interface: one whose page names an
/// interface that no page describes stays to be told.
pub(super) fn fill(
    interfaces: &mut [Interface],
    methods: Vec<Method>,
    links: &LinkIndex,
    sheets: &HashMap<&str, &Sheet>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let bases: HashMap<String, Option<String>> =
        interfaces.iter().map(|interface| (interface.common.name.clone(), interface.base.clone())).collect();
    let mut by_page: BTreeMap<String, Method> =
        methods.into_iter().map(|method| (method.common.page.clone(), method)).collect();
    for interface in interfaces.iter_mut() {
        let Some(sheet) = sheets.get(interface.common.page.as_str()) else { continue };
        let rows = std::mem::take(&mut interface.vtable);
        for row in rows {
            let target = row.link.as_deref().map(|link| links.resolve(&sheet.key, &sheet.locale, link));
            let page = match &target {
                Some(Target::Page { key, .. }) => by_page.get(key.as_ref()),
                _ => None,
            };
            let method = match page {
                Some(method) if inherits(&bases, &interface.common.name, &method.interface) => continue,
                Some(_) => by_page.remove(page_key(target.as_ref())),
                None => None,
            };
            if method.is_none() && !row.reserved {
                let message = format!("`{}` leads to no method's page; its slot is kept", row.label);
                diagnostics.push(sheet.report(&rule::UNRESOLVED_METHOD, row.span, message));
            }
            let method = method.unwrap_or_else(|| Method {
                common: Common {
                    name: row_name(&row.label),
                    page: interface.common.page.clone(),
                    summary: row.summary.clone(),
                    ..Common::default()
                },
                interface: interface.common.name.clone(),
                reserved: row.reserved,
                ..Method::default()
            });
            interface.methods.push(method);
        }
    }
    for method in by_page.into_values() {
        if let Some(sheet) = sheets.get(method.common.page.as_str()) {
            let message = format!("no interface's vtable lists {}::{}", method.interface, method.common.name);
            diagnostics.push(sheet.place().report_page(&rule::ORPHAN_METHOD, message));
        }
    }
    renumber(interfaces);
}

fn page_key(target: Option<&Target>) -> &str {
    match target {
        Some(Target::Page { key, .. }) => key,
        _ => "",
    }
}

/// A row's label without the interface and without words behind the name.
pub(crate) fn row_name(label: &str) -> String {
    label.rsplit("::").next().unwrap_or(label).trim().trim_end_matches('.').to_owned()
}

/// Whether a row repeats a method of an interface further up.
fn inherits(bases: &HashMap<String, Option<String>>, interface: &str, other: &str) -> bool {
    ancestors(bases, interface).any(|base| base == other)
}

/// The interfaces above one, nearest first; a loop ends where it closes.
fn ancestors<'a>(
    bases: &'a HashMap<String, Option<String>>,
    interface: &'a str,
) -> impl Iterator<Item = &'a str> + 'a {
    let mut seen = HashSet::from([interface]);
    let mut next = bases.get(interface).and_then(Option::as_deref);
    std::iter::from_fn(move || {
        let current = next.filter(|current| seen.insert(current))?;
        next = bases.get(current).and_then(Option::as_deref);
        Some(current)
    })
}

/// Reports the interfaces whose base's size is not known: their slots are not numbered.
pub(super) fn unplaced(interfaces: &[Interface], sheets: &HashMap<&str, &Sheet>) -> Vec<Diagnostic> {
    let firsts = first_slots(interfaces);
    let unplaced = interfaces.iter().filter(|interface| firsts[&interface.common.name].is_none());
    unplaced
        .filter_map(|interface| {
            let sheet = sheets.get(interface.common.page.as_str())?;
            let message = match &interface.base {
                Some(base) => {
                    format!("the base `{base}` leads to no interface that is known; slots are not numbered")
                }
                None => "the page names no base; slots are not numbered".to_owned(),
            };
            Some(sheet.place().report_page(&rule::UNKNOWN_BASE, message))
        })
        .collect()
}

/// Counts slots from the vtable's start.
pub(super) fn renumber(interfaces: &mut [Interface]) {
    let sizes = first_slots(interfaces);
    for interface in interfaces {
        let first = sizes.get(&interface.common.name).copied().flatten();
        for (place, method) in interface.methods.iter_mut().enumerate() {
            method.slot = first.map(|first| first + place as u32);
        }
    }
}

/// The first own slot of each interface; `None` where a base's size is not known.
fn first_slots(interfaces: &[Interface]) -> HashMap<String, Option<u32>> {
    let bases: HashMap<String, Option<String>> =
        interfaces.iter().map(|interface| (interface.common.name.clone(), interface.base.clone())).collect();
    let own: HashMap<&str, u32> = interfaces
        .iter()
        .map(|interface| (interface.common.name.as_str(), interface.methods.len() as u32))
        .collect();
    let com = |name: &str| COM_SLOTS.iter().find(|(known, _)| *known == name).map(|(_, slots)| *slots);
    let first_slot = |name: &str| -> Option<u32> {
        let mut slots = 0;
        for base in ancestors(&bases, name) {
            match own.get(base) {
                Some(own) => slots += own,
                None => return Some(slots + com(base)?),
            }
        }
        None
    };
    interfaces
        .iter()
        .map(|interface| (interface.common.name.clone(), first_slot(&interface.common.name)))
        .collect()
}

/// The interface that a page of a locale would be listed under; used by the site.
pub(crate) fn chain<'a>(interfaces: &'a [Interface], name: &str) -> Vec<&'a Interface> {
    let find = |name: &str| {
        interfaces
            .binary_search_by(|interface| interface.common.name.as_str().cmp(name))
            .ok()
            .map(|at| &interfaces[at])
    };
    let mut chain: Vec<&Interface> = Vec::new();
    let mut next = find(name).and_then(|interface| interface.base.as_deref());
    while let Some(interface) = next.and_then(find) {
        if chain.iter().any(|known| known.common.name == interface.common.name)
            || interface.common.name == name
        {
            break;
        }
        chain.push(interface);
        next = interface.base.as_deref();
    }
    chain
}
