//! All names of the model, and the pages to which each leads.

use std::collections::{BTreeMap, HashMap};

use super::fold::fold;
use super::pack;
use crate::model::{Api, Property};
use crate::parse::item::{Alias, Common};

/// What a name is to the page that it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Its own.
    Own,
    /// A method's without its interface's.
    Short,
    /// Another that the page tells of: an alias, an identifier, a constant.
    Told,
    /// An article's heading in the source language.
    Heading,
}

/// How many roles there are.
const ROLES: u32 = 4;

/// How many names begin with what is a common prefix.
const COMMON: usize = 25;
/// How many such prefixes a question is tried with.
const PREFIXES: usize = 8;

/// What may be left out in front of a name: its first one or two parts before an underscore, or in front of a capital.
fn prefixes_of(name: &str) -> Vec<&str> {
    if name.starts_with("0x") || name.contains([' ', '-']) {
        return Vec::new();
    }
    if name.contains('_') {
        let ends = name.match_indices('_').map(|(at, _)| at + 1);
        return ends.filter(|end| *end > 2 && *end < name.len()).take(2).map(|end| &name[..end]).collect();
    }
    let bytes = name.as_bytes();
    // Interfaces of COM are called so.
    let is_interface = name.starts_with('I');
    let begins = |at: &usize| {
        let small_before = bytes[at - 1].is_ascii_lowercase() || (*at == 1 && is_interface);
        bytes[*at].is_ascii_uppercase() && small_before
    };
    (1..bytes.len().min(LONGEST_PREFIX + 1)).filter(begins).map(|at| &name[..at]).collect()
}

/// The longest prefix of a name without underscores.
const LONGEST_PREFIX: usize = 8;

/// Names → documents.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// Key of a page → its document.
    documents: HashMap<&'a str, u32>,
    /// Folded name, name → documents.
    names: BTreeMap<(String, String), BTreeMap<u32, Role>>,
}

impl<'a> Names<'a> {
    /// No names yet for these pages, which are numbered in order.
    pub(super) fn of(keys: impl Iterator<Item = &'a str>) -> Self {
        Self { documents: keys.zip(0..).collect(), ..Self::default() }
    }

    /// Adds a name of a document.
    pub(super) fn name(&mut self, name: &str, document: u32, role: Role) {
        let name = name.trim();
        if !name.is_empty() {
            let documents = self.names.entry((fold(name), name.to_owned())).or_default();
            let known = documents.entry(document).or_insert(role);
            *known = role.min(*known);
        }
    }

    /// Adds a name that a page tells of.
    fn told(&mut self, name: &str, page: &str) {
        if let Some(&document) = self.documents.get(page) {
            self.name(name, document, Role::Told);
        }
    }

    /// Adds every name of the model but those of constants that `is_listed` knows.
    pub(super) fn model(&mut self, api: &Api, is_listed: impl Fn(&str) -> bool) {
        for item in &api.interfaces {
            self.told(&item.common.name, &item.common.page);
            for name in [&item.pointer_type, &item.iid_name, &item.iid].into_iter().flatten() {
                self.told(name, &item.common.page);
            }
            for method in item.methods.iter().filter(|method| !method.reserved) {
                let page =
                    if method.common.page.is_empty() { &item.common.page } else { &method.common.page };
                self.told(&format!("{}::{}", method.interface, method.common.name), page);
                self.told(&method.common.name, page);
            }
        }
        let aliased = |names: &mut Self, common: &Common, aliases: &[Alias]| {
            names.told(&common.name, &common.page);
            for alias in aliases {
                names.told(&alias.name, &common.page);
            }
        };
        for item in &api.structures {
            aliased(self, &item.common, &item.aliases);
            self.told(&item.tag, &item.common.page);
        }
        for item in &api.enumerations {
            aliased(self, &item.common, &item.aliases);
            item.members.iter().for_each(|member| self.told(&member.name, &item.common.page));
        }
        api.typedefs.iter().for_each(|item| aliased(self, &item.common, &item.aliases));
        let functions = api.functions.iter().map(|item| &item.common);
        let callbacks = api.callbacks.iter().map(|item| &item.common);
        let others =
            api.macros.iter().map(|item| &item.common).chain(api.attributes.iter().map(|item| &item.common));
        functions.chain(callbacks).chain(others).for_each(|common| self.told(&common.name, &common.page));
        api.properties.iter().for_each(|item| self.property(item));
        for constant in &api.constants {
            if !is_listed(&constant.name) {
                self.told(&constant.name, &constant.page);
            }
            self.told(constant.guid.as_deref().unwrap_or_default(), &constant.page);
        }
    }

    fn property(&mut self, item: &Property) {
        let page = &item.common.page;
        self.told(&item.common.name, page);
        let names = item.associated.iter().chain(item.tags.keys()).chain(&item.property_name);
        names.for_each(|name| self.told(name, page));
        for tag in item.tags.values() {
            self.told(&format!("0x{tag:08X}"), page);
        }
        if let Some(identifier) = item.identifier {
            let width = if identifier > 0xFFFF { 8 } else { 4 };
            self.told(&format!("0x{identifier:0width$X}"), page);
        }
    }

    /// The names by document, without the own and short ones.
    pub(super) fn by_document(&self) -> HashMap<u32, Vec<&str>> {
        let mut names: HashMap<u32, Vec<&str>> = HashMap::new();
        for ((_, name), documents) in &self.names {
            for (document, role) in documents {
                if *role == Role::Told {
                    names.entry(*document).or_default().push(name);
                }
            }
        }
        names
    }

    /// What many names begin with, folded, the commonest first: `pr_`, `mapi_e_`, `pidtag`, `i`. Who asks for `DISPLAY_NAME`
    /// leaves it out.
    pub(super) fn prefixes(&self) -> Vec<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (_, name) in self.names.keys() {
            for prefix in prefixes_of(name) {
                *counts.entry(fold(prefix)).or_default() += 1;
            }
        }
        // What mostly goes on as a longer one, as `pid` does, is none of its own.
        let goes_on = |prefix: &str, count: usize| {
            let longer = counts.range(prefix.to_owned()..).take_while(|(other, _)| other.starts_with(prefix));
            longer.filter(|(other, _)| other.len() > prefix.len()).any(|(_, other)| other * 2 > count)
        };
        let mut prefixes: Vec<(String, usize)> = counts
            .iter()
            .filter(|(prefix, count)| **count >= COMMON && !goes_on(prefix, **count))
            .map(|(prefix, count)| (prefix.clone(), *count))
            .collect();
        prefixes.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        prefixes.into_iter().take(PREFIXES).map(|(prefix, _)| prefix).collect()
    }

    /// The shards: the first letters of the first key, then names and documents in turn.
    pub(super) fn shards(&self, size: usize) -> Vec<(String, serde_json::Value)> {
        let mut records: Vec<(&str, &str, String)> = Vec::with_capacity(self.names.len());
        for ((key, name), documents) in &self.names {
            let mut written = String::new();
            let documents = documents.iter().map(|(document, role)| (*document, *role as u32));
            pack::postings(documents, ROLES, &mut written);
            records.push((key, name, written));
        }
        records.sort_by(|a, b| pack::scripted(a.0, b.0).then_with(|| a.1.cmp(b.1)));
        pack::cut(&records, size, |(key, name, written)| (*key, *key, name.len() + written.len() + 6))
            .into_iter()
            .map(|(first, run)| {
                let flat = run.iter().flat_map(|(_, name, written)| [(*name).to_owned(), written.clone()]);
                (first, serde_json::Value::from(flat.collect::<Vec<_>>()))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_end_where_a_part_begins() {
        assert_eq!(prefixes_of("MAPI_E_NOT_FOUND"), ["MAPI_", "MAPI_E_"]);
        assert_eq!(prefixes_of("PidTagSubject"), ["Pid", "PidTag"]);
        assert_eq!(prefixes_of("IMAPITable"), ["I"]);
        for name in [
            "LPMAPITABLE",
            "_LARGE",
            "0x0037001F",
            "00020D0B-0000-0000-C000-000000000046",
            "Table notifications",
            "é",
            "",
        ] {
            assert_eq!(prefixes_of(name), [""; 0], "{name}");
        }
    }
}
