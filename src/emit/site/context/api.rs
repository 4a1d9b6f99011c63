//! What the templates are given of the typed parts that only API pages have.

use serde::Serialize;

use super::{Heading, InfoRow, Link};

/// A parameter, field, enumerator or flag: a name with a type and a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The anchor: `param-ulFlags`.
    pub id: String,
    /// The name; empty for an anonymous union.
    pub name: String,
    /// What a return code says of a call: `good`, `warn`, `bad`; empty for all else.
    pub outcome: &'static str,
    /// Where the name leads, as a return code to the list of all; empty for most.
    pub href: String,
    /// The type with links, or the enumerator's or flag's value; empty where there is none.
    pub type_html: String,
    /// `in`, `out`, `in, out` or empty.
    pub direction: &'static str,
    /// Whether the page says `optional`.
    pub optional: bool,
    /// Whether the page tells of it and the right declaration lacks it.
    pub stray: bool,
    /// What it is; empty where the page does not say.
    pub html: String,
    /// Its flags or values, or the fields of a structure declared in place.
    pub entries: Vec<Entry>,
}

/// A list of entries with its heading: parameters, return values, members.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entries {
    /// The page's own heading for it.
    pub heading: Heading,
    /// What the page says under the heading before the first entry or after the last, if anything.
    pub html: String,
    /// The entries in order.
    pub entries: Vec<Entry>,
}

/// A slot of a vtable.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Slot {
    /// The slot's number; `None` where it is not known.
    pub number: Option<u32>,
    /// The method's name in the source language.
    pub name: String,
    /// Its page; empty where it has none.
    pub href: String,
    /// Whether it is a placeholder.
    pub reserved: bool,
    /// What it does.
    pub html: String,
    /// Of a method that no page tells of: where it is declared, such as `MAPISPI.h`; empty for others.
    pub witness: String,
    /// Of such a method: its declaration with links.
    pub declaration_html: String,
}

/// What a page says wrong, and what is right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Amendment {
    /// What of the item: `vtable`, `base`, `iid`, `return_type`, `parameter`, `parameters`, `field`, `fields`, `tag`.
    pub what: String,
    /// Which parameter or field; empty for the rest.
    pub name: String,
    /// What the page says; empty where it says nothing.
    pub says: String,
    /// What is right.
    pub right: String,
    /// How that is known.
    pub evidence: String,
}

/// The methods that an interface inherits from one base.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Inherited {
    /// The base.
    pub base: Link,
    /// Its methods.
    pub methods: Vec<Link>,
}

/// Who uses what a page tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Uses {
    /// The first of them by name.
    pub links: Vec<Link>,
    /// The rest.
    pub more: Vec<Link>,
}

/// An interface between its bases and those that derive from it, laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diagram {
    /// The interface that it is about.
    pub name: String,
    /// Its size.
    pub width: u32,
    /// Its size.
    pub height: u32,
    /// The size of a node.
    pub node_width: u32,
    /// The size of a node.
    pub node_height: u32,
    /// The lines between the nodes, as a path of SVG.
    pub path: String,
    /// The interfaces, the furthest base first.
    pub nodes: Vec<Node>,
}

/// An interface in a diagram.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Node {
    /// The interface.
    pub name: String,
    /// Its page; empty where it has none and for the page's own.
    pub href: String,
    /// Whether the page tells of it.
    pub own: bool,
    /// Where its box begins.
    pub x: u32,
    /// Where its box begins.
    pub y: u32,
    /// Where its name begins.
    pub text_x: u32,
    /// The line that its name stands on.
    pub text_y: u32,
}

/// The parts that only API pages have. Empty ones are left out by the templates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ApiParts {
    /// The declaration, highlighted, its types linked: the inside of a `<code>`.
    pub signature_html: String,
    /// What it is in Rust, like it; empty where the bindings lack it.
    pub rust_html: String,
    /// Who confirms what is shown: `headers`, `supplement`, `pages` for nobody; empty where that is not asked.
    pub verified: &'static str,
    /// What the page says wrong. The typed parts are right.
    pub amendments: Vec<Amendment>,
    /// The declaration as the page has it, where `signature_html` is not that; like it.
    pub uncorrected_html: String,
    /// The rows of the table under the heading.
    pub info: Vec<InfoRow>,
    /// An interface's identifier, a GUID; empty where nobody tells it.
    pub iid: String,
    /// Parameters.
    pub parameters: Option<Entries>,
    /// Return values.
    pub returns: Option<Entries>,
    /// Fields of a structure, enumerators of an enumeration.
    pub members: Option<Entries>,
    /// An interface's own vtable, with the page's heading for it.
    pub vtable_heading: Option<Heading>,
    /// An interface's own slots.
    pub vtable: Vec<Slot>,
    /// What stands under the vtable's heading beside the slots: prose, tables of properties.
    pub vtable_html: String,
    /// What it inherits, nearest base first.
    pub inherited: Vec<Inherited>,
    /// A method's interface, or an interface's base.
    pub parent: Option<Link>,
    /// The method before it in the vtable.
    pub previous: Option<Link>,
    /// The method after it.
    pub next: Option<Link>,
    /// Who uses it.
    pub used_by: Uses,
    /// An interface's bases and what derives from it; `None` where there is nothing to see.
    pub diagram: Option<Diagram>,
    /// A property's names with their tags, `0x3001001F`; its identifier alone where it has none.
    pub tags: Vec<Entry>,
}

impl ApiParts {
    /// The headings of the typed sections that the page has.
    pub(in crate::emit::site) fn typed_headings(&self) -> impl Iterator<Item = &Heading> {
        let lists = [&self.parameters, &self.returns, &self.members].into_iter().flatten();
        lists.map(|list| &list.heading).chain(&self.vtable_heading)
    }
}
