//! What a witness confirms: slots, signatures, layouts.

use std::collections::HashMap;

use crate::model::canon::Types;
use crate::model::facts::{CallFact, Facts};
use crate::model::{Api, Interface, vtable};
use crate::parse::item::{Field, Parameter, Verified};

/// Notes on each item whether `facts` confirm it.
pub(super) fn verify(api: &mut Api, facts: &Facts, by: Verified) {
    let types = Types::new(api, facts);
    for function in &mut api.functions {
        let fact = facts.functions.get(&function.common.name);
        if fact.is_some_and(|fact| {
            same_call(&types, function.return_type.as_deref(), &function.parameters, fact)
        }) {
            function.verified = function.verified.max(by);
        }
    }
    for structure in &mut api.structures {
        let names = [&structure.common.name, &structure.tag];
        let fact = names.into_iter().find_map(|name| facts.records.get(name));
        if fact.is_some_and(|fact| {
            fact.kind == structure.record && same_fields(&types, &structure.fields, &fact.fields)
        }) {
            structure.verified = structure.verified.max(by);
        }
    }
    let confirmed: HashMap<String, bool> = api
        .interfaces
        .iter()
        .map(|interface| (interface.common.name.clone(), same_slots(interface, facts)))
        .collect();
    let lineages: Vec<bool> = api
        .interfaces
        .iter()
        .map(|interface| {
            let bases = vtable::chain(&api.interfaces, &interface.common.name);
            let all = std::iter::once(interface).chain(bases);
            all.map(|interface| &interface.common.name).all(|name| confirmed.get(name) == Some(&true))
        })
        .collect();
    for (interface, confirmed) in api.interfaces.iter_mut().zip(lineages) {
        let Some(fact) = facts.interfaces.get(&interface.common.name) else { continue };
        if confirmed {
            interface.verified = interface.verified.max(by);
        }
        for method in interface.methods.iter_mut().filter(|method| !method.reserved) {
            let known = fact.methods.iter().find(|known| known.name == method.common.name);
            if known.is_some_and(|known| {
                same_call(&types, method.return_type.as_deref(), &method.parameters, known)
            }) {
                method.verified = method.verified.max(by);
            }
        }
    }
}

/// Whether an interface has the base and, in order, the own methods that the witness gives it.
fn same_slots(interface: &Interface, facts: &Facts) -> bool {
    facts.interfaces.get(&interface.common.name).is_some_and(|fact| {
        let names = interface.methods.iter().map(|method| method.common.name.as_str());
        interface.base.as_deref() == Some(fact.base.as_str())
            && names.eq(fact.methods.iter().map(|method| method.name.as_str()))
    })
}

/// Whether a call is passed as the witness's: as many parameters, each passed alike, and the result as well.
pub fn same_call(
    types: &Types,
    return_type: Option<&str>,
    parameters: &[Parameter],
    fact: &CallFact,
) -> bool {
    let same = |a: &str, b: &str| types.canon(a).same_abi(&types.canon(b));
    let parameters = Parameter::declared(parameters);
    return_type.is_some_and(|ty| same(ty, &fact.return_type))
        && parameters.len() == fact.parameters.len()
        && parameters
            .iter()
            .zip(&fact.parameters)
            .all(|(a, b)| types.parameter(a).same_abi(&types.parameter(b)))
}

/// Whether two structures hold the same, in the same order, under the same names.
fn same_fields(types: &Types, fields: &[Field], others: &[Field]) -> bool {
    fields.len() == others.len()
        && fields.iter().zip(others).all(|(field, other)| {
            field.name == other.name
                && types.same_array(field.array.as_deref(), other.array.as_deref())
                && field.callback.is_some() == other.callback.is_some()
                && same_fields(types, &field.fields, &other.fields)
                && (!field.fields.is_empty() || types.canon(&field.ty).same_abi(&types.canon(&other.ty)))
        })
}
