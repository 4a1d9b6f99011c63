//! What the rules on calls share: each method, function and callback that both know.

use super::Comparison;
use crate::model::declare;
use crate::model::facts::CallFact;
use crate::parse::item::{Common, Parameter};

/// A call that a page and the witness declare.
pub(super) struct Call<'a> {
    /// `IABLogon::Advise`, `MAPIAllocateBuffer`.
    pub(super) item: String,
    /// The page.
    pub(super) page: &'a str,
    /// The page's result.
    pub(super) return_type: Option<&'a str>,
    /// The page's parameters.
    pub(super) parameters: &'a [Parameter],
    /// What the witness declares.
    pub(super) fact: &'a CallFact,
}

/// The calls that both know; what a witness alone declares is no page's.
pub(super) fn calls<'a>(comparison: &Comparison<'a>) -> Vec<Call<'a>> {
    let Comparison { api, facts, .. } = comparison;
    let mut calls = Vec::new();
    let mut add = |common: &'a Common,
                   item: String,
                   return_type: &'a Option<String>,
                   parameters: &'a [Parameter],
                   fact| {
        if common.witness.is_none() {
            let return_type = return_type.as_deref();
            let parameters = Parameter::declared(parameters);
            calls.push(Call { item, page: common.page.as_str(), return_type, parameters, fact });
        }
    };
    for interface in &api.interfaces {
        let Some(known) = facts.interfaces.get(&interface.common.name) else { continue };
        for method in interface.methods.iter().filter(|method| method.common.page != interface.common.page) {
            if let Some(fact) = known.methods.iter().find(|fact| fact.name == method.common.name) {
                let item = format!("{}::{}", interface.common.name, method.common.name);
                add(&method.common, item, &method.return_type, &method.parameters, fact);
            }
        }
    }
    for function in &api.functions {
        if let Some(fact) = facts.functions.get(&function.common.name) {
            let name = function.common.name.clone();
            add(&function.common, name, &function.return_type, &function.parameters, fact);
        }
    }
    for callback in &api.callbacks {
        let name = &callback.common.name;
        let fact = facts.callbacks.get(name).or_else(|| facts.callback_pointers.get(name));
        if let Some(fact) = fact {
            add(&callback.common, name.clone(), &callback.return_type, &callback.parameters, fact);
        }
    }
    calls
}

/// A type and what stands behind the name: `BYTE [4]`.
pub(super) fn spelled(parameter: &Parameter) -> String {
    format!("{} {}", parameter.ty, declare::dimensions(&parameter.array)).trim_end().to_owned()
}
