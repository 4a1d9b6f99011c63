//! Witnesses complete the model: what no page says and headers or the supplement do.
//!
//! Only gaps are filled. Where a page says something else than a witness, the page's word stays until a correction of the
//! supplement changes it, visibly; the rules of [`crate::check`] tell of it.

mod mentioned;
mod types;
mod verify;

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{CallFact, Facts};
use super::{Api, Constant, Interface, Method, vtable};
use crate::parse::Page;
use crate::parse::item::{Common, Field, Verified};
use crate::parse::kind::property::PropertyKind;

pub use verify::same_call;

/// Fills the gaps of the pages with `facts` and notes what they confirm, on behalf of `by`. What `pages` speak of is looked
/// for among the constants of `facts`.
pub fn complete(api: &mut Api, pages: &[Page], facts: &Facts, by: Verified) {
    for interface in &mut api.interfaces {
        identify(interface, facts);
        declare_methods(interface, facts);
    }
    api.functions.iter_mut().filter(|function| function.library.is_none()).for_each(|function| {
        let name = &function.common.name;
        let alike = || facts.libraries.iter().find(|(export, _)| export.eq_ignore_ascii_case(name));
        let Some((export, library)) = facts.libraries.get_key_value(name).or_else(alike) else { return };
        function.library = Some(library.clone());
        function.export = (export != name).then(|| export.clone());
    });
    define(api, facts);
    give_values(api, pages, facts);
    give_tags(api, facts);
    types::declare(api, facts);
    vtable::renumber(&mut api.interfaces);
    verify::verify(api, facts, by);
}

/// The identifier, under the name that the page gives it, and the pointer's name.
fn identify(interface: &mut Interface, facts: &Facts) {
    if interface.iid_name.is_none() {
        let usual = format!("IID_{}", interface.common.name);
        interface.iid_name = facts.guids.contains_key(&usual).then_some(usual);
    }
    if interface.iid.is_none() {
        let guid = interface.iid_name.as_ref().and_then(|name| facts.guids.get(name));
        interface.iid = guid.map(|guid| guid.value.clone());
    }
    let Some(fact) = facts.interfaces.get(&interface.common.name) else { return };
    if interface.pointer_type.is_none() {
        interface.pointer_type = fact.pointer_types.first().cloned();
    }
    if interface.header.is_none() && !fact.origin.file.is_empty() {
        interface.header = Some(fact.origin.file.clone());
    }
    if interface.base.is_none() && !fact.base.is_empty() {
        interface.base = Some(fact.base.clone());
    }
}

/// Rows of the vtable that no page tells of, where the witness has a method of that name.
fn declare_methods(interface: &mut Interface, facts: &Facts) {
    let Some(fact) = facts.interfaces.get(&interface.common.name) else { return };
    for method in &mut interface.methods {
        let has_page = method.common.page != interface.common.page;
        if has_page || method.common.witness.is_some() {
            continue;
        }
        if let Some(known) = fact.methods.iter().find(|known| known.name == method.common.name) {
            declare_method(method, known);
        }
    }
}

/// Gives a method of which no page tells the signature that the witness has.
pub(super) fn declare_method(method: &mut Method, fact: &CallFact) {
    method.reserved = false;
    method.common.witness = Some(fact.origin.file.clone());
    method.return_type = Some(fact.return_type.clone());
    method.parameters.clone_from(&fact.parameters);
    method.prototype = super::declare::call(fact);
}

/// A method of `interface` of which no page tells.
pub(super) fn method_of(interface: &Interface, fact: &CallFact) -> Method {
    let mut method = Method {
        common: Common { name: fact.name.clone(), page: interface.common.page.clone(), ..Common::default() },
        interface: interface.common.name.clone(),
        ..Method::default()
    };
    declare_method(&mut method, fact);
    method
}

/// What macros compute, where the page has the same parameters.
fn define(api: &mut Api, facts: &Facts) {
    for item in api.macros.iter_mut().filter(|item| item.definition.is_none()) {
        let Some(fact) = facts.macros.get(&item.common.name) else { continue };
        if fact.parameters.iter().eq(item.parameters.iter().map(|parameter| &parameter.name)) {
            item.definition = Some(fact.formula.to_string());
        }
    }
}

/// Each name in what macros compute, and the macro's page.
fn defining(api: &Api) -> impl Iterator<Item = (String, String)> + '_ {
    let of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    api.macros.iter().flat_map(move |item| {
        let words = item.definition.iter().flat_map(move |text| text.split(move |letter| !of_name(letter)));
        words.filter(|word| !word.is_empty()).map(|word| (word.to_owned(), item.common.page.clone()))
    })
}

/// The values of constants that pages name without one, and the codes that pages say are returned.
fn give_values(api: &mut Api, pages: &[Page], facts: &Facts) {
    let mut known: BTreeMap<String, usize> =
        api.constants.iter().enumerate().map(|(at, constant)| (constant.name.clone(), at)).collect();
    let named: Vec<(String, String)> =
        returned(api).into_iter().chain(dimensions(api)).chain(sets(api)).chain(defining(api)).collect();
    for (name, page) in named.into_iter().chain(mentioned::mentioned(api, pages, facts)) {
        let is_fact = facts.constants.contains_key(&name) || facts.guids.contains_key(&name);
        if is_fact && !known.contains_key(&name) {
            known.insert(name.clone(), api.constants.len());
            api.constants.push(Constant { name, page, ..Constant::default() });
        }
    }
    for constant in &mut api.constants {
        if constant.number.is_some() || constant.guid.is_some() {
            continue;
        }
        if let Some(fact) = facts.constants.get(&constant.name) {
            constant.number = Some(fact.value);
            constant.value = Some(hexadecimal(fact.value));
            constant.witness = Some(fact.origin.file.clone());
        } else if let Some(fact) = facts.guids.get(&constant.name) {
            constant.guid = Some(fact.value.clone());
            constant.value = Some(fact.value.clone());
            constant.witness = Some(fact.origin.file.clone());
        }
    }
    api.constants.sort_by(|a, b| a.name.cmp(&b.name));
}

/// The values of property tags whose pages give no identifier or no type.
fn give_tags(api: &mut Api, facts: &Facts) {
    for property in api.properties.iter_mut().filter(|property| property.kind == PropertyKind::Tag) {
        for name in &property.associated {
            let fact = facts.constants.get(name).and_then(|fact| u32::try_from(fact.value).ok());
            if let (Some(value), false) = (fact, property.tags.contains_key(name)) {
                property.tags.insert(name.clone(), value);
            }
        }
    }
}

fn hexadecimal(value: i64) -> String {
    if value < 0 { value.to_string() } else { format!("0x{value:08X}") }
}

/// Each code that a page says is returned, and the first such page.
fn returned(api: &Api) -> BTreeMap<String, String> {
    let methods = api.interfaces.iter().flat_map(|interface| &interface.methods);
    let calls = methods.map(|method| (&method.common.page, &method.returns));
    let calls = calls.chain(api.functions.iter().map(|function| (&function.common.page, &function.returns)));
    let calls = calls.chain(api.callbacks.iter().map(|callback| (&callback.common.page, &callback.returns)));
    let mut codes = BTreeMap::new();
    for (page, returns) in calls {
        for value in returns {
            codes.entry(value.code.clone()).or_insert_with(|| page.clone());
        }
    }
    codes
}

/// Each name that stands for a number of elements, and the first page where it does.
fn dimensions(api: &Api) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for structure in &api.structures {
        let mut fields: Vec<&Field> = structure.fields.iter().collect();
        while let Some(field) = fields.pop() {
            fields.extend(&field.fields);
            for dimension in field.array.iter().flatten() {
                names.entry(dimension.trim().to_owned()).or_insert_with(|| structure.common.page.clone());
            }
        }
    }
    names
}

/// The property set of each named property, and the first page that tells of it.
fn sets(api: &Api) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for property in &api.properties {
        if let Some(set) = &property.property_set {
            names.entry(set.trim().to_owned()).or_insert_with(|| property.common.page.clone());
        }
    }
    names
}

/// The names of constants that the pages mention: what a supplement for them has to know.
pub fn wanted_constants(api: &Api) -> BTreeSet<String> {
    let mut wanted: BTreeSet<String> = api.constants.iter().map(|constant| constant.name.clone()).collect();
    let named = returned(api).into_keys().chain(dimensions(api).into_keys()).chain(sets(api).into_keys());
    wanted.extend(named);
    wanted
}
