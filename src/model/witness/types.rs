//! Types that the pages use and do not define, declared as the witness has them, with all that these need in turn.

use std::collections::{BTreeMap, HashSet, VecDeque};

use super::method_of;
use crate::model::facts::{CallFact, EnumerationFact, Facts, InterfaceFact, Origin, RecordFact};
use crate::model::{Api, Callback, Enumeration, Interface, Structure, Typedef, declare as c};
use crate::parse::item::{Alias, Common, Field, Parameter, Verified};
use crate::parse::kind::enumeration::Enumerator;
use crate::parse::prototype::CType;

/// Adds the declarations that are lacking.
pub(super) fn declare(api: &mut Api, facts: &Facts) {
    let owners = owners(facts);
    let mut defined = defined(api);
    let mut open: VecDeque<(String, String)> = uses(api).into_iter().collect();
    while let Some((name, page)) = open.pop_front() {
        let Some(owner) = owners.get(name.as_str()).filter(|_| !defined.contains(&name)) else { continue };
        if owner.own_name().is_some_and(|own| defined.contains(own)) {
            // A page tells of the item and leaves out this name of it.
            api.typedefs.extend(owner.alias(facts, &name, &page));
            defined.insert(name);
            continue;
        }
        let mut used = Vec::new();
        owner.add(api, facts, &page, &mut used);
        defined.insert(name);
        defined
            .extend(owners.iter().filter(|(_, other)| *other == owner).map(|(name, _)| (*name).to_owned()));
        open.extend(used.into_iter().map(|name| (name, page.clone())));
    }
    api.sort();
}

/// The item of a witness that defines a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner<'f> {
    Interface(&'f str),
    Record(&'f str),
    Enumeration(&'f str),
    Callback(&'f str),
    CallbackPointer(&'f str),
    Typedef(&'f str),
}

/// Who defines which name.
fn owners(facts: &Facts) -> BTreeMap<&str, Owner<'_>> {
    let mut owners: BTreeMap<&str, Owner<'_>> = BTreeMap::new();
    let mut all: Vec<(&str, Owner<'_>)> = Vec::new();
    for (name, fact) in &facts.interfaces {
        all.push((name, Owner::Interface(name)));
        all.extend(fact.pointer_types.iter().map(|pointer| (pointer.as_str(), Owner::Interface(name))));
    }
    for (name, fact) in &facts.records {
        all.extend([(name.as_str(), Owner::Record(name)), (fact.tag.as_str(), Owner::Record(name))]);
        all.extend(fact.aliases.iter().map(|alias| (alias.name.as_str(), Owner::Record(name))));
    }
    for (name, fact) in &facts.enumerations {
        all.push((name, Owner::Enumeration(name)));
        all.extend(fact.aliases.iter().map(|alias| (alias.name.as_str(), Owner::Enumeration(name))));
    }
    all.extend(facts.callbacks.keys().map(|name| (name.as_str(), Owner::Callback(name))));
    all.extend(facts.callback_pointers.keys().map(|name| (name.as_str(), Owner::CallbackPointer(name))));
    all.extend(facts.typedefs.keys().map(|name| (name.as_str(), Owner::Typedef(name))));
    for (name, owner) in all.into_iter().filter(|(name, _)| !name.is_empty()) {
        owners.entry(name).or_insert(owner);
    }
    owners
}

impl<'f> Owner<'f> {
    /// The item's own name.
    fn own_name(self) -> Option<&'f str> {
        match self {
            Self::Interface(name) | Self::Record(name) | Self::Enumeration(name) => Some(name),
            Self::Callback(_) | Self::CallbackPointer(_) | Self::Typedef(_) => None,
        }
    }

    /// Another name of an item of which a page tells, as a typedef.
    fn alias(self, facts: &Facts, name: &str, page: &str) -> Option<Typedef> {
        let pointers = |aliases: &[Alias]| {
            aliases.iter().find(|alias| alias.name == name).map_or(0, |alias| usize::from(alias.pointers))
        };
        let (own, pointers, origin) = match self {
            Self::Interface(own) => (own, 1, &facts.interfaces[own].origin),
            Self::Record(own) => (own, pointers(&facts.records[own].aliases), &facts.records[own].origin),
            Self::Enumeration(own) => {
                (own, pointers(&facts.enumerations[own].aliases), &facts.enumerations[own].origin)
            }
            Self::Callback(_) | Self::CallbackPointer(_) | Self::Typedef(_) => return None,
        };
        let target = format!("{own} {}", "*".repeat(pointers));
        Some(typedef(name, target.trim_end(), origin, page))
    }

    /// Adds the item to the API; the names that it uses join `used`.
    fn add(self, api: &mut Api, facts: &Facts, page: &str, used: &mut Vec<String>) {
        match self {
            Self::Interface(name) => {
                let fact = &facts.interfaces[name];
                fact.methods.iter().for_each(|method| names_of_call(method, used));
                used.push(fact.base.clone());
                api.interfaces.push(interface(name, fact, facts, page));
            }
            Self::Record(name) => {
                let fact = &facts.records[name];
                names_of_fields(&fact.fields, used);
                api.structures.push(structure(name, fact, page));
            }
            Self::Enumeration(name) => {
                api.enumerations.push(enumeration(name, &facts.enumerations[name], page));
            }
            Self::Callback(name) => {
                let fact = &facts.callbacks[name];
                names_of_call(fact, used);
                api.callbacks.push(callback(name, fact, "", page));
            }
            Self::CallbackPointer(name) => {
                let fact = &facts.callback_pointers[name];
                names_of_call(fact, used);
                api.callbacks.push(callback(name, fact, "* ", page));
            }
            Self::Typedef(name) => {
                let fact = &facts.typedefs[name];
                names_of_type(&fact.target, used);
                api.typedefs.push(typedef(name, &fact.target, &fact.origin, page));
            }
        }
    }
}

/// What an item has of which no page tells; `page` is one that uses it.
fn common(name: &str, origin: &Origin, page: &str) -> Common {
    Common {
        name: name.to_owned(),
        page: page.to_owned(),
        witness: Some(origin.file.clone()),
        ..Common::default()
    }
}

fn header(origin: &Origin) -> Option<String> {
    Some(origin.file.clone()).filter(|file| !file.is_empty())
}

fn interface(name: &str, fact: &InterfaceFact, facts: &Facts, page: &str) -> Interface {
    let mut interface = Interface {
        common: common(name, &fact.origin, page),
        base: Some(fact.base.clone()).filter(|base| !base.is_empty()),
        pointer_type: fact.pointer_types.first().cloned(),
        header: header(&fact.origin),
        ..Interface::default()
    };
    super::identify(&mut interface, facts);
    interface.methods = fact.methods.iter().map(|method| method_of(&interface, method)).collect();
    interface
}

fn structure(name: &str, fact: &RecordFact, page: &str) -> Structure {
    Structure {
        common: common(name, &fact.origin, page),
        record: fact.kind,
        tag: fact.tag.clone(),
        aliases: fact.aliases.clone(),
        packing: fact.packing,
        header: header(&fact.origin),
        verified: Verified::Pages,
        fields: fact.fields.clone(),
        prototype: c::record(name, fact),
    }
}

fn enumeration(name: &str, fact: &EnumerationFact, page: &str) -> Enumeration {
    let member = |(name, value): &(String, i64)| Enumerator {
        name: name.clone(),
        value: Some(value.to_string()),
        ..Enumerator::default()
    };
    Enumeration {
        common: common(name, &fact.origin, page),
        header: header(&fact.origin),
        aliases: fact.aliases.clone(),
        members: fact.members.iter().map(member).collect(),
        prototype: String::new(),
    }
}

/// The type of a function, or, with a `star`, of a pointer to one.
fn callback(name: &str, fact: &CallFact, star: &str, page: &str) -> Callback {
    let parameters = c::parameters(&fact.parameters);
    Callback {
        common: common(name, &fact.origin, page),
        header: header(&fact.origin),
        return_type: Some(fact.return_type.clone()),
        parameters: fact.parameters.clone(),
        prototype: format!("typedef {} ({star}{name})({parameters});", fact.return_type),
        ..Callback::default()
    }
}

fn typedef(name: &str, target: &str, origin: &Origin, page: &str) -> Typedef {
    Typedef {
        common: common(name, origin, page),
        header: header(origin),
        ty: target.to_owned(),
        aliases: vec![Alias { name: name.to_owned(), pointers: 0 }],
        prototype: format!("typedef {target} {name};"),
        ..Typedef::default()
    }
}

/// The names of types that the API's items define.
fn defined(api: &Api) -> HashSet<String> {
    let mut names = HashSet::new();
    for interface in &api.interfaces {
        names.insert(interface.common.name.clone());
        names.extend(interface.pointer_type.iter().map(|pointer| pointer.trim().to_owned()));
    }
    for structure in &api.structures {
        names.extend([structure.common.name.clone(), structure.tag.clone()]);
        names.extend(structure.aliases.iter().map(|alias| alias.name.clone()));
    }
    for enumeration in &api.enumerations {
        names.insert(enumeration.common.name.clone());
        names.extend(enumeration.aliases.iter().map(|alias| alias.name.clone()));
    }
    names.extend(api.callbacks.iter().map(|callback| callback.common.name.clone()));
    for typedef in &api.typedefs {
        names.extend(typedef.aliases.iter().map(|alias| alias.name.clone()));
    }
    names
}

/// The names of types that the API's items use, each with the first page that does.
fn uses(api: &Api) -> BTreeMap<String, String> {
    let mut uses = BTreeMap::new();
    let mut add = |page: &str, names: Vec<String>| {
        for name in names {
            uses.entry(name).or_insert_with(|| page.to_owned());
        }
    };
    for interface in &api.interfaces {
        add(&interface.common.page, interface.base.iter().cloned().collect());
        for method in &interface.methods {
            add(&method.common.page, names_of(&method.parameters, method.return_type.as_deref()));
        }
    }
    for function in &api.functions {
        add(&function.common.page, names_of(&function.parameters, function.return_type.as_deref()));
    }
    for callback in &api.callbacks {
        add(&callback.common.page, names_of(&callback.parameters, callback.return_type.as_deref()));
    }
    for structure in &api.structures {
        let mut names = Vec::new();
        names_of_fields(&structure.fields, &mut names);
        add(&structure.common.page, names);
    }
    for typedef in &api.typedefs {
        add(&typedef.common.page, names_of(&[], Some(&typedef.ty)));
    }
    uses
}

fn names_of(parameters: &[Parameter], return_type: Option<&str>) -> Vec<String> {
    let mut names = Vec::new();
    for ty in parameters.iter().map(|parameter| parameter.ty.as_str()).chain(return_type) {
        names_of_type(ty, &mut names);
    }
    names
}

fn names_of_call(fact: &CallFact, names: &mut Vec<String>) {
    names.extend(names_of(&fact.parameters, Some(&fact.return_type)));
}

fn names_of_fields(fields: &[Field], names: &mut Vec<String>) {
    for field in fields {
        names_of_fields(&field.fields, names);
        if let Some(parameters) = &field.callback {
            names.extend(names_of(parameters, None));
        }
        if field.fields.is_empty() {
            names_of_type(&field.ty, names);
        }
    }
}

fn names_of_type(text: &str, names: &mut Vec<String>) {
    names.extend(CType::parse(text).map(|ty| ty.base).filter(|base| !base.is_empty()));
}
