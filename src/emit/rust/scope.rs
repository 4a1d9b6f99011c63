//! What every name of the pages is in the crate: settled before the first line is written.

use std::collections::{HashMap, HashSet};

use super::ctype::CType;
use super::names::{self, Claim, Claims};
use super::windows::{self, Known};
use crate::diagnostic::{Diagnostic, rule};
use crate::model::Api;
use crate::parse::item::{Alias, Common};

/// What a C name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A type as any other.
    Plain,
    /// The type of a function: a pointer to it is what Rust calls one.
    Function,
    /// A COM interface: a pointer to it is what Rust calls one.
    Interface,
    /// A pointer to the interface of this Rust name.
    InterfacePointer(String),
}

/// A C name that the crate knows.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its name in Rust.
    pub rust: String,
    /// What it stands for.
    pub meaning: Meaning,
}

/// A name beside an item's own: `LPADRLIST`.
#[derive(Clone, Debug)]
pub(super) struct AliasItem {
    /// Its name in Rust.
    pub rust: String,
    /// What it renames, in C.
    pub target: String,
    /// The page that gives it.
    pub page: String,
    /// Where a typedef page tells of it, the page's place in [`Api::typedefs`].
    pub typedef: Option<usize>,
}

/// The names of the crate.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Types by their C names.
    pub types: HashMap<String, Entry>,
    /// Every name of the crate.
    pub claims: Claims,
    /// The Rust name of each item that is emitted, by kind and place in its list; what is not here lost its name.
    items: HashMap<(&'static str, usize), String>,
    /// Aliases in the order in which they are emitted.
    pub aliases: Vec<AliasItem>,
    /// C names of aliases and callbacks that lead back to themselves.
    pub endless_aliases: HashSet<String>,
    /// C names of structures that hold themselves by value.
    pub endless_structures: HashSet<String>,
    /// Names that two items claim.
    pub diagnostics: Vec<Diagnostic>,
}

impl Scope {
    /// Settles the names of `api`. The first of two items of one name has it, in the order of the kinds.
    pub(super) fn of(api: &Api) -> Self {
        let mut scope = Self::default();
        for (index, interface) in api.interfaces.iter().enumerate() {
            let Some(rust) = scope.item("interface", index, &interface.common) else { continue };
            for suffix in ["_Vtbl", "_Impl"] {
                scope.claims.claim(&format!("{rust}{suffix}"), &interface.common.page, None);
            }
            scope.define(&interface.common.name, &rust, Meaning::Interface);
        }
        for (index, structure) in api.structures.iter().enumerate() {
            if let Some(rust) = scope.item("structure", index, &structure.common) {
                scope.define(&structure.common.name, &rust, Meaning::Plain);
            }
        }
        for (index, enumeration) in api.enumerations.iter().enumerate() {
            if let Some(rust) = scope.item("enumeration", index, &enumeration.common) {
                scope.define(&enumeration.common.name, &rust, Meaning::Plain);
            }
        }
        for (index, callback) in api.callbacks.iter().enumerate() {
            let name = &callback.common.name;
            let meaning =
                if is_pointer(&callback.prototype, name) { Meaning::Plain } else { Meaning::Function };
            if let Some(rust) = scope.item("callback", index, &callback.common) {
                scope.define(name, &rust, meaning);
            }
        }
        scope.name_aliases(api);
        for (index, function) in api.functions.iter().enumerate() {
            scope.item("function", index, &function.common);
        }
        let names_of = |property: &'_ crate::model::Property| {
            [property.common.name.clone()]
                .into_iter()
                .chain(property.associated.clone())
                .chain(property.property_set.clone())
        };
        let identifiers = api.interfaces.iter().filter_map(|interface| interface.iid_name.clone());
        let constants = api.constants.iter().map(|constant| constant.name.clone());
        for name in identifiers.chain(constants).chain(api.properties.iter().flat_map(names_of)) {
            scope.claims.expect(&name);
        }
        scope.find_interface_pointers();
        scope.find_endless(api);
        scope
    }

    /// The Rust name of the item at `index` of its kind's list; `None` where another item has the name.
    pub(super) fn name_of(&self, kind: &'static str, index: usize) -> Option<&str> {
        self.items.get(&(kind, index)).map(String::as_str)
    }

    /// Whether an item of this kind is called `rust`.
    pub(super) fn is(&self, kind: &'static str, rust: &str) -> bool {
        self.items.iter().any(|((other, _), name)| *other == kind && name == rust)
    }

    /// Reports that `name` of `page` is there already.
    pub(super) fn report_duplicate(&mut self, name: &str, page: &str, other: &str) {
        let message = format!("`{name}` is defined on {other} too; the bindings keep that one");
        let page = Some(page.into());
        self.diagnostics.push(Diagnostic { page, ..Diagnostic::bare(&rule::DUPLICATE_NAME, message) });
    }

    fn item(&mut self, kind: &'static str, index: usize, common: &Common) -> Option<String> {
        let rust = names::item(&common.name);
        if let Claim::Taken(other) = self.claims.claim(&rust, &common.page, None) {
            self.report_duplicate(&common.name, &common.page, &other);
            return None;
        }
        self.items.insert((kind, index), rust.clone());
        Some(rust)
    }

    fn define(&mut self, name: &str, rust: &str, meaning: Meaning) {
        self.types.entry(name.to_owned()).or_insert_with(|| Entry { rust: rust.to_owned(), meaning });
    }

    fn name_aliases(&mut self, api: &Api) {
        for (index, interface) in api.interfaces.iter().enumerate() {
            if let (Some(pointer), Some(_)) = (&interface.pointer_type, self.name_of("interface", index)) {
                let alias = Alias { name: pointer.trim().to_owned(), pointers: 1 };
                self.alias(&alias, &interface.common.name, &interface.common.page, None);
            }
        }
        for (index, structure) in api.structures.iter().enumerate() {
            if self.name_of("structure", index).is_some() {
                self.aliases_of(&structure.aliases, &structure.tag, &structure.common);
            }
        }
        for (index, enumeration) in api.enumerations.iter().enumerate() {
            if self.name_of("enumeration", index).is_some() {
                self.aliases_of(&enumeration.aliases, "", &enumeration.common);
            }
        }
        for (index, typedef) in api.typedefs.iter().enumerate() {
            for alias in &typedef.aliases {
                self.alias(alias, &typedef.ty, &typedef.common.page, Some(index));
            }
        }
    }

    fn aliases_of(&mut self, aliases: &[Alias], tag: &str, common: &Common) {
        for alias in aliases {
            self.alias(alias, &common.name, &common.page, None);
        }
        // A tag is known, but needs no name of its own: `struct _ADRLIST *` is `*mut ADRLIST`.
        if let (Some(entry), false) = (self.types.get(&common.name).cloned(), tag.is_empty()) {
            self.types.entry(tag.to_owned()).or_insert(entry);
        }
    }

    fn alias(&mut self, alias: &Alias, target: &str, page: &str, typedef: Option<usize>) {
        let known = windows::known(&alias.name);
        if alias.name.is_empty()
            || (alias.name == target && alias.pointers == 0)
            || matches!(known, Some(Known::As(_)))
        {
            return;
        }
        let pointers = usize::from(alias.pointers);
        let target =
            if pointers == 0 { target.to_owned() } else { format!("{target} {}", "*".repeat(pointers)) };
        let rust = names::item(&alias.name);
        match self.claims.claim(&rust, page, Some(&target)) {
            Claim::Granted => {
                self.define(&alias.name, &rust, Meaning::Plain);
                self.aliases.push(AliasItem { rust, target, page: page.to_owned(), typedef });
            }
            Claim::Same => {}
            Claim::Taken(other) => self.report_duplicate(&alias.name, page, &other),
        }
    }

    /// Aliases that come down to a pointer to an interface are such pointers themselves.
    fn find_interface_pointers(&mut self) {
        // Each round follows one more alias of an alias.
        for _ in 0..8 {
            let mut found = Vec::new();
            for alias in &self.aliases {
                let target = CType::split(&alias.target);
                let interface = match (self.types.get(&target.base), target.pointers.len()) {
                    (Some(Entry { rust, meaning: Meaning::Interface }), 1)
                    | (Some(Entry { meaning: Meaning::InterfacePointer(rust), .. }), 0) => rust.clone(),
                    _ => match (windows::known(&target.base), target.pointers.len()) {
                        (Some(Known::Interface(rust)), 1) | (Some(Known::InterfacePointer(rust)), 0) => {
                            rust.to_owned()
                        }
                        _ => continue,
                    },
                };
                found.push((alias.rust.clone(), interface));
            }
            let mut changed = false;
            for entry in self.types.values_mut().filter(|entry| entry.meaning == Meaning::Plain) {
                if let Some((_, interface)) = found.iter().find(|(rust, _)| *rust == entry.rust) {
                    entry.meaning = Meaning::InterfacePointer(interface.clone());
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
    }

    fn find_endless(&mut self, api: &Api) {
        let mut names_of: HashMap<&str, HashSet<String>> = HashMap::new();
        let mut values_of: HashMap<&str, HashSet<String>> = HashMap::new();
        let rust = |text: &str| {
            let ty = CType::split(text);
            self.types.get(&ty.base).map(|entry| (entry.rust.clone(), ty.pointers.is_empty()))
        };
        for alias in &self.aliases {
            if let Some((target, by_value)) = rust(&alias.target) {
                names_of.entry(&alias.rust).or_default().insert(target.clone());
                if by_value {
                    values_of.entry(&alias.rust).or_default().insert(target);
                }
            }
        }
        for (index, callback) in api.callbacks.iter().enumerate() {
            let Some(name) = self.name_of("callback", index) else { continue };
            let types =
                callback.parameters.iter().map(|parameter| &parameter.ty).chain(&callback.return_type);
            names_of.entry(name).or_default().extend(types.filter_map(|ty| rust(ty)).map(|(name, _)| name));
        }
        for (index, structure) in api.structures.iter().enumerate() {
            let Some(name) = self.name_of("structure", index) else { continue };
            let mut fields: Vec<_> = structure.fields.iter().collect();
            while let Some(field) = fields.pop() {
                fields.extend(&field.fields);
                if let (Some((target, true)), None) = (rust(&field.ty), &field.callback) {
                    values_of.entry(name).or_default().insert(target);
                }
            }
        }
        let (aliases, structures) = (on_cycle(&names_of), on_cycle(&values_of));
        self.endless_aliases = aliases;
        self.endless_structures = structures;
    }
}

/// The names from which the edges lead back to themselves.
fn on_cycle(edges: &HashMap<&str, HashSet<String>>) -> HashSet<String> {
    edges
        .keys()
        .filter(|start| {
            let mut seen = HashSet::new();
            let mut ahead = vec![**start];
            while let Some(name) = ahead.pop() {
                for next in edges.get(name).into_iter().flatten() {
                    if next == *start {
                        return true;
                    }
                    if seen.insert(next.as_str()) {
                        ahead.push(next);
                    }
                }
            }
            false
        })
        .map(|name| (*name).to_owned())
        .collect()
}

/// Whether `prototype` makes `name` a pointer to a function (`(* NAME)(…)`) and not the function's type.
fn is_pointer(prototype: &str, name: &str) -> bool {
    prototype.match_indices(name).any(|(start, _)| prototype[..start].trim_end().ends_with('*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_found() {
        let edges = HashMap::from([
            ("a", HashSet::from(["b".to_owned()])),
            ("b", HashSet::from(["a".to_owned(), "c".to_owned()])),
            ("c", HashSet::from(["c".to_owned()])),
            ("d", HashSet::from(["a".to_owned()])),
        ]);
        assert_eq!(on_cycle(&edges), ["a", "b", "c"].map(str::to_owned).into());
    }

    #[test]
    fn prototypes_tell_pointers_from_functions() {
        assert!(is_pointer("SCODE (STDMETHODCALLTYPE FAR * LPFNBUTTON)(ULONG)", "LPFNBUTTON"));
        assert!(!is_pointer("typedef ULONG (FREEBUFFER)(LPVOID)", "FREEBUFFER"));
    }
}
