//! What a search can be narrowed by beside the kind: return codes, and the names and types of parameters.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::pack;
use crate::model::Api;
use crate::parse::item::{Common, Parameter, ReturnValue};
use crate::parse::sheet::is_identifier;

/// A value → the documents that have it.
type Values = BTreeMap<String, BTreeSet<u32>>;

/// The values of the model's items.
#[derive(Default)]
pub(super) struct Facets {
    returns: Values,
    parameters: Values,
}

impl Facets {
    /// Reads the model. `types` leads from names of types to their pages, `documents` from those to their numbers.
    pub(super) fn of(api: &Api, types: &HashMap<String, Arc<str>>, documents: &HashMap<&str, u32>) -> Self {
        let mut facets = Self::default();
        // A type's page → the name that it is known by: `LPSRowSet` is an `SRowSet`.
        let structures = api.structures.iter().map(|item| &item.common);
        let interfaces = api.interfaces.iter().map(|item| &item.common);
        let others =
            api.typedefs.iter().map(|item| &item.common).chain(api.callbacks.iter().map(|item| &item.common));
        let known: HashMap<&str, &str> =
            structures.chain(interfaces).chain(others).map(|common| (&*common.page, &*common.name)).collect();
        let proper = |name: &str| types.get(name).and_then(|page| known.get(&**page).copied());
        let mut add = |common: &Common, parameters: &[Parameter], returns: &[ReturnValue]| {
            let Some(&document) = documents.get(common.page.as_str()) else { return };
            for value in returns.iter().filter(|value| is_identifier(&value.code)) {
                facets.returns.entry(value.code.clone()).or_default().insert(document);
            }
            for parameter in parameters {
                let words = parameter.ty.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
                for word in words.chain([parameter.name.as_str()]).filter(|word| is_identifier(word)) {
                    for name in [Some(word), proper(word)].into_iter().flatten() {
                        facets.parameters.entry(name.to_owned()).or_default().insert(document);
                    }
                }
            }
        };
        for item in api.interfaces.iter().flat_map(|interface| &interface.methods) {
            add(&item.common, &item.parameters, &item.returns);
        }
        api.functions.iter().for_each(|item| add(&item.common, &item.parameters, &item.returns));
        api.callbacks.iter().for_each(|item| add(&item.common, &item.parameters, &item.returns));
        api.macros.iter().for_each(|item| add(&item.common, &item.parameters, &[]));
        facets
    }

    /// As a shard.
    pub(super) fn json(&self) -> serde_json::Value {
        let written = |values: &Values| {
            let one = |(name, documents): (&String, &BTreeSet<u32>)| {
                let mut written = String::new();
                pack::postings(documents.iter().map(|&document| (document, 0)), 1, &mut written);
                (name.clone(), serde_json::Value::from(written))
            };
            values.iter().map(one).collect::<serde_json::Map<_, _>>()
        };
        serde_json::json!({ "param": written(&self.parameters), "returns": written(&self.returns) })
    }
}
