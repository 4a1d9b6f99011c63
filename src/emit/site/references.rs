//! Who uses what, found once for all pages: types, properties, return codes, bases of interfaces.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::context::{Diagram, Node, Uses};
use super::page::{Shelf, link_to};
use super::parts::Maker;
use crate::model::{Api, Interface, chain};
use crate::parse::item::{Field, Flag, Parameter, ReturnValue};
use crate::parse::sheet::is_identifier;

/// How many users a page names before the rest are folded.
const SHOWN: usize = 12;

/// An item that uses something: its name, then its page.
type User<'a> = (String, &'a str);

/// What the model's items use of each other.
pub(super) struct References<'a> {
    /// A page → who takes, returns, holds or lists what it tells of.
    users: HashMap<Arc<str>, BTreeSet<User<'a>>>,
    /// A return code → who returns it.
    pub(super) codes: BTreeMap<&'a str, BTreeSet<User<'a>>>,
    /// A flag → who takes it.
    pub(super) flags: BTreeMap<&'a str, BTreeSet<User<'a>>>,
    /// The values of flags, as pages write them.
    stated: HashMap<&'a str, &'a str>,
    /// The values of constants.
    values: HashMap<&'a str, String>,
    /// An interface's name → those that derive from it, by name.
    derived: HashMap<&'a str, Vec<&'a Interface>>,
}

impl<'a> References<'a> {
    /// Reads the model. `types` leads from names of types to their pages.
    pub(super) fn new(api: &'a Api, types: &HashMap<String, Arc<str>>) -> Self {
        let value = |constant: &'a crate::model::Constant| {
            // Results are 32 bits wide, whatever the sign of a number that a page writes.
            let number = constant.number?;
            Some((constant.name.as_str(), format!("0x{:08X}", number & 0xFFFF_FFFF)))
        };
        let mut found = Self {
            users: HashMap::new(),
            codes: BTreeMap::new(),
            flags: BTreeMap::new(),
            stated: HashMap::new(),
            values: api.constants.iter().filter_map(value).collect(),
            derived: HashMap::new(),
        };
        found.interfaces(api, types);
        for item in api.functions.iter().filter(|item| item.common.witness.is_none()) {
            let user = (item.common.name.clone(), item.common.page.as_str());
            found.call(&user, item.return_type.as_deref(), &item.parameters, &item.returns, types);
        }
        for item in api.callbacks.iter().filter(|item| item.common.witness.is_none()) {
            let user = (item.common.name.clone(), item.common.page.as_str());
            found.call(&user, item.return_type.as_deref(), &item.parameters, &item.returns, types);
        }
        for item in api.structures.iter().filter(|item| item.common.witness.is_none()) {
            let user = (item.common.name.clone(), item.common.page.as_str());
            found.fields(&user, &item.fields, types);
        }
        for item in api.properties.iter().filter(|item| item.common.witness.is_none()) {
            found.flags(&(item.common.name.clone(), item.common.page.as_str()), &item.values);
        }
        found.keep_constants(api, types);
        found
    }

    /// Takes out what pages list as flags or codes do and is something else: properties and structures, the fields of a record, `TRUE`.
    fn keep_constants(&mut self, api: &'a Api, types: &HashMap<String, Arc<str>>) {
        let names = api.properties.iter().flat_map(|property| {
            let others = property.associated.iter().chain(&property.property_set);
            std::iter::once(&property.common.name).chain(others)
        });
        let properties: HashSet<&str> = names.map(String::as_str).collect();
        let Self { flags, codes, values, stated, .. } = self;
        flags.retain(|flag, _| {
            let is_field = || flag.bytes().any(|byte| byte.is_ascii_lowercase()) && !flag.contains('_');
            let has_value = values.contains_key(flag) || stated.contains_key(flag);
            !properties.contains(flag) && !types.contains_key(*flag) && (has_value || !is_field())
        });
        codes.retain(|code, _| code.contains('_') || values.contains_key(code));
    }

    fn interfaces(&mut self, api: &'a Api, types: &HashMap<String, Arc<str>>) {
        let mut properties: HashMap<&str, &str> = HashMap::new();
        for property in &api.properties {
            for name in &property.associated {
                properties.entry(name).or_insert(&property.common.page);
            }
        }
        for item in &api.interfaces {
            if let Some(base) = &item.base {
                self.derived.entry(base).or_default().push(item);
            }
            if item.common.witness.is_some() {
                continue;
            }
            for row in &item.properties {
                if let Some(page) = properties.get(row.name.as_str()) {
                    let user = (item.common.name.clone(), item.common.page.as_str());
                    self.users.entry((*page).into()).or_default().insert(user);
                }
            }
            for method in item.methods.iter().filter(|method| method.common.page != item.common.page) {
                let name = format!("{}::{}", method.interface, method.common.name);
                let user = (name, method.common.page.as_str());
                self.call(&user, method.return_type.as_deref(), &method.parameters, &method.returns, types);
            }
        }
    }

    fn call(
        &mut self,
        user: &User<'a>,
        return_type: Option<&str>,
        parameters: &'a [Parameter],
        returns: &'a [ReturnValue],
        types: &HashMap<String, Arc<str>>,
    ) {
        let used = parameters.iter().map(|parameter| parameter.ty.as_str());
        used.chain(return_type).for_each(|ty| self.ty(user, ty, types));
        for parameter in parameters {
            self.flags(user, &parameter.flags);
        }
        for value in returns.iter().filter(|value| is_identifier(&value.code)) {
            self.codes.entry(&value.code).or_default().insert(user.clone());
        }
    }

    /// Fields, those declared in place included. Depth is bounded by the declaration's reader.
    fn fields(&mut self, user: &User<'a>, fields: &'a [Field], types: &HashMap<String, Arc<str>>) {
        for field in fields {
            self.ty(user, &field.ty, types);
            self.flags(user, &field.flags);
            self.fields(user, &field.fields, types);
        }
    }

    fn flags(&mut self, user: &User<'a>, flags: &'a [Flag]) {
        for flag in flags.iter().filter(|flag| is_identifier(&flag.name)) {
            self.flags.entry(&flag.name).or_default().insert(user.clone());
            if let Some(value) = &flag.value {
                self.stated.entry(&flag.name).or_insert(value);
            }
        }
    }

    fn ty(&mut self, user: &User<'a>, ty: &str, types: &HashMap<String, Arc<str>>) {
        for word in ty.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')) {
            // A structure that points to its own kind is no news.
            if let Some(page) = types.get(word).filter(|page| page.as_ref() != user.1) {
                self.users.entry(page.clone()).or_default().insert(user.clone());
            }
        }
    }

    /// The value of a constant; empty where nobody knows it.
    pub(super) fn value(&self, name: &str) -> &str {
        self.values.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The value of a constant, else what a page writes beside it; empty where nobody knows it.
    pub(super) fn value_of(&self, name: &str) -> &str {
        let stated = || self.stated.get(name).copied().unwrap_or_default();
        self.values.get(name).map_or_else(stated, String::as_str)
    }

    /// The way to a flag in the list of all, from a page that `base` leads up from; empty where the list lacks it.
    pub(super) fn flag_href(&self, base: &str, flag: &str) -> String {
        if self.flags.contains_key(flag) { format!("{base}_flag.html#{flag}") } else { String::new() }
    }

    /// The way to a code in the list of all, from a page that `base` leads up from; empty where the list lacks it.
    pub(super) fn code_href(&self, base: &str, code: &str) -> String {
        if self.codes.contains_key(code) { format!("{base}_code.html#{code}") } else { String::new() }
    }

    /// Who uses what a page tells of.
    pub(super) fn uses(&self, shelf: &Shelf<'_>, key: &str) -> Uses {
        let users = self.users.get(key).into_iter().flatten();
        let mut links: Vec<_> = users.map(|(name, page)| link_to(&shelf.links, key, page, name)).collect();
        let more = links.split_off(links.len().min(SHOWN));
        Uses { links, more }
    }
}

/// The diagram's measures, in its own units, which are pixels where there is room.
const NODE: (u32, u32) = (272, 32);
const STEP: u32 = 48;
const BRANCH: u32 = 40;
const INDENT: u32 = 28;

impl Maker<'_, '_> {
    /// An interface between its bases and those that derive from it; `None` where there is nothing to see.
    pub(super) fn diagram(&self, item: &Interface) -> Option<Diagram> {
        let api = &self.shelf.model.api;
        let from = self.page.sheet.key.as_ref();
        let own = self.interface_named(&item.common.name)?;
        let mut line = chain(&api.interfaces, &own.common.name);
        line.insert(0, own);
        let mut nodes = Vec::new();
        // The last base is often one of COM's own, which no page describes.
        let outer = line
            .last()
            .and_then(|last| last.base.as_deref())
            .filter(|base| self.interface_named(base).is_none());
        nodes.extend(outer.map(|name| Node { name: name.to_owned(), ..Node::default() }));
        let node = |interface: &Interface| Node {
            name: interface.common.name.clone(),
            href: if interface.common.witness.is_some() || interface.common.page == from {
                String::new()
            } else {
                self.shelf.links.page(from, &interface.common.page)
            },
            own: interface.common.name == own.common.name,
            ..Node::default()
        };
        nodes.extend(line.iter().rev().map(|interface| node(interface)));
        let derived = self.shelf.references.derived.get(own.common.name.as_str());
        let bases = nodes.len();
        nodes.extend(derived.into_iter().flatten().map(|interface| node(interface)));
        (nodes.len() > 2).then(|| lay_out(nodes, bases))
    }
}

/// Bases above one another, the last of `bases` being the page's own; below it, further in, what derives from it.
fn lay_out(mut nodes: Vec<Node>, bases: usize) -> Diagram {
    let mut path = String::new();
    let mut y = 1;
    let mut trunk = 0;
    for (place, node) in nodes.iter_mut().enumerate() {
        let inner = place >= bases;
        (node.x, node.y) = (if inner { 1 + INDENT } else { 1 }, y);
        (node.text_x, node.text_y) = (node.x + 12, y + 21);
        if inner {
            let middle = y + NODE.1 / 2;
            let _ = write!(path, "M15 {trunk}V{middle}H{}", node.x);
        } else if place + 1 < bases {
            let _ = write!(path, "M15 {}V{}", y + NODE.1, y + STEP);
        }
        if !inner {
            trunk = y + NODE.1;
        }
        y += if inner { BRANCH } else { STEP };
    }
    let height = nodes.last().map_or(0, |node| node.y + NODE.1 + 1);
    let (node_width, node_height) = NODE;
    let name = nodes.get(bases - 1).map(|own| own.name.clone()).unwrap_or_default();
    Diagram { name, width: node_width + INDENT + 2, height, node_width, node_height, path, nodes }
}
