//! The typed parts of API pages: signature, parameters, return values, members, vtable, tags.

use super::blocks::Blocks;
use super::context::{ApiParts, Entries, Entry, Heading, Inherited, Link, Slot};
use super::escape::escape;
use super::highlight::link_types;
use super::page::{Shelf, info_rows, link_to};
use crate::model::links::Target;
use crate::model::{Interface, Method, chain};
use crate::parse::item::{self, Direction, Field, Flag};
use crate::parse::kind::enumeration::Enumerator;
use crate::parse::passage::Passage;
use crate::parse::{Item, Page, terms};

/// The parts of a page.
pub(super) fn api(shelf: &Shelf<'_>, page: &Page, blocks: &mut Blocks<'_>) -> ApiParts {
    let mut maker = Maker { shelf, page, blocks };
    let mut api = ApiParts { info: info_rows(page.item.common(), maker.blocks), ..ApiParts::default() };
    match &page.item {
        Item::Method(item) => {
            maker.call(&mut api, &item.prototype, &item.parameters, &item.returns);
            maker.neighbours(&mut api, item);
        }
        Item::Function(item) => maker.call(&mut api, &item.prototype, &item.parameters, &item.returns),
        Item::Callback(item) => maker.call(&mut api, &item.prototype, &item.parameters, &item.returns),
        Item::Macro(item) => maker.call(&mut api, &item.prototype, &item.parameters, &item.returns),
        Item::Interface(item) => maker.interface(&mut api, item),
        Item::Structure(item) => {
            api.signature_html = maker.signature(&item.prototype);
            let entries = item.fields.iter().map(|field| maker.field(field)).collect();
            api.members = maker.entries(terms::MEMBERS, entries);
        }
        Item::Enumeration(item) => {
            api.signature_html = maker.signature(&item.prototype);
            let entries = item.members.iter().map(|member| maker.enumerator(member)).collect();
            api.members = maker.entries(terms::MEMBERS, entries);
        }
        Item::Typedef(item) => api.signature_html = maker.signature(&item.prototype),
        Item::Property(item) => api.tags = tags(item),
        Item::Attribute(_) | Item::Concept(_) => {}
    }
    api
}

struct Maker<'a, 'b> {
    shelf: &'a Shelf<'a>,
    page: &'a Page,
    blocks: &'a mut Blocks<'b>,
}

impl Maker<'_, '_> {
    fn call(
        &mut self,
        api: &mut ApiParts,
        prototype: &str,
        parameters: &[item::Parameter],
        returns: &[item::ReturnValue],
    ) {
        api.signature_html = self.signature(prototype);
        let entries = parameters.iter().map(|parameter| self.parameter(parameter)).collect();
        api.parameters = self.entries(terms::PARAMETERS, entries);
        let entries = returns
            .iter()
            .map(|value| Entry {
                id: self.blocks.anchor(&format!("return-{}", value.code)),
                name: value.code.clone(),
                html: self.blocks.text(&value.summary),
                ..Entry::default()
            })
            .collect();
        api.returns = self.entries(terms::RETURNS, entries);
    }

    /// The declaration as the page has it, in colour, its types linked.
    fn signature(&self, prototype: &str) -> String {
        if prototype.is_empty() {
            return String::new();
        }
        let html = self.shelf.code.html("cpp", prototype.trim_end());
        self.linked(&html)
    }

    fn linked(&self, html: &str) -> String {
        let own = self.page.sheet.key.as_ref();
        link_types(html, |word| {
            let key = self.shelf.types.get(word).filter(|key| key.as_ref() != own)?;
            Some(self.shelf.links.page(own, key))
        })
    }

    /// A list under the page's own heading for it; nothing where it is empty.
    fn entries(&mut self, titles: &[&str], entries: Vec<Entry>) -> Option<Entries> {
        if entries.is_empty() {
            return None;
        }
        let heading = if let Some(block) = self.page.sheet.titled(titles) {
            self.blocks.heading(block)
        } else {
            // Declared and not documented: the page has no heading to show.
            let words = self.blocks.words;
            let id = titles.first().copied().unwrap_or_default();
            let name = format!("heading_{}", id.replace(' ', "_"));
            self.blocks.note(id, escape(words.get(&name)))
        };
        let prose = self.page.item.common().sections.iter().find(|section| section.id == heading.id);
        let html = prose.map(|section| self.blocks.text(&section.body)).unwrap_or_default();
        Some(Entries { heading, html, entries })
    }

    fn parameter(&mut self, parameter: &item::Parameter) -> Entry {
        Entry {
            id: self.blocks.anchor(&format!("param-{}", parameter.name)),
            name: parameter.name.clone(),
            type_html: self.type_html(&parameter.ty, &parameter.array),
            direction: direction(parameter.direction),
            optional: parameter.optional,
            html: self.blocks.text(&parameter.summary),
            entries: self.flags(&parameter.flags, &parameter.summary),
        }
    }

    fn type_html(&self, ty: &str, array: &[String]) -> String {
        let mut html = escape(ty);
        for dimension in array {
            html.push_str(&escape(&format!("[{dimension}]")));
        }
        self.linked(&html)
    }

    /// The flags that are named by lines; those of a table are in the text already, as the table.
    fn flags(&mut self, flags: &[Flag], around: &item::Text) -> Vec<Entry> {
        let in_table = |flag: &Flag| {
            matches!(flag.summary.passage, Passage::Inline(_)) && around.passage != Passage::Nowhere
        };
        flags
            .iter()
            .filter(|flag| !in_table(flag))
            .map(|flag| Entry {
                id: self.blocks.anchor(&format!("flag-{}", flag.name)),
                name: flag.name.clone(),
                type_html: flag.value.as_deref().map(escape).unwrap_or_default(),
                html: self.blocks.text(&flag.summary),
                ..Entry::default()
            })
            .collect()
    }

    fn field(&mut self, field: &Field) -> Entry {
        let id = if field.name.is_empty() { "member" } else { &field.name };
        let mut entry = Entry {
            id: self.blocks.anchor(&format!("member-{id}")),
            name: field.name.clone(),
            type_html: self.type_html(&field.ty, field.array.as_deref().unwrap_or_default()),
            html: self.blocks.text(&field.summary),
            ..Entry::default()
        };
        entry.entries = self.flags(&field.flags, &field.summary);
        for inner in &field.fields {
            let inner = self.field(inner);
            entry.entries.push(inner);
        }
        entry
    }

    fn enumerator(&mut self, member: &Enumerator) -> Entry {
        Entry {
            id: self.blocks.anchor(&format!("member-{}", member.name)),
            name: member.name.clone(),
            type_html: member
                .value
                .as_deref()
                .map(|value| format!("= {}", escape(value)))
                .unwrap_or_default(),
            html: self.blocks.text(&member.summary),
            ..Entry::default()
        }
    }

    /// A method's interface and its neighbours in the vtable.
    fn neighbours(&self, api: &mut ApiParts, method: &Method) {
        let from = self.page.sheet.key.as_ref();
        let links = &self.shelf.links;
        let Some(interface) = self.interface_named(&method.interface) else { return };
        api.parent = Some(link_to(links, from, &interface.common.page, &interface.common.name));
        let described: Vec<&Method> =
            interface.methods.iter().filter(|other| other.common.page != interface.common.page).collect();
        let Some(place) = described.iter().position(|other| other.common.page == from) else { return };
        let link = |other: &&Method| link_to(links, from, &other.common.page, &other.common.name);
        api.previous = place.checked_sub(1).and_then(|place| described.get(place)).map(link);
        api.next = described.get(place + 1).map(link);
    }

    fn interface_named(&self, name: &str) -> Option<&Interface> {
        self.shelf.model.api.interfaces.iter().find(|interface| interface.common.name == name)
    }

    fn interface(&mut self, api: &mut ApiParts, item: &Interface) {
        let sheet = &self.page.sheet;
        let from = sheet.key.as_ref();
        let shelf = self.shelf;
        let Some(interface) = self.interface_named(&item.common.name) else { return };
        let methods = interface.methods.clone();
        let inherited: Vec<Inherited> = chain(&shelf.model.api.interfaces, &item.common.name)
            .into_iter()
            .map(|base| Inherited {
                base: link_to(&shelf.links, from, &base.common.page, &base.common.name),
                methods: base
                    .methods
                    .iter()
                    .filter(|method| !method.reserved)
                    .map(|method| self.method_link(base, method))
                    .collect(),
            })
            .collect();
        api.inherited = inherited;
        api.parent = api.inherited.first().map(|inherited| inherited.base.clone());
        let mut next = 0;
        for row in &item.vtable {
            let target = row.link.as_deref().map(|link| shelf.links.index.resolve(from, &sheet.locale, link));
            let page = match &target {
                Some(Target::Page { key, .. }) => key.as_ref(),
                _ => item.common.page.as_str(),
            };
            // A row that repeats an inherited method is in the page's table and in no slot of the interface's own.
            let method = methods.get(next).filter(|method| method.common.page == page);
            next += usize::from(method.is_some());
            api.vtable.push(Slot {
                number: method.and_then(|method| method.slot),
                name: method.map_or_else(|| row.label.clone(), |method| method.common.name.clone()),
                href: if page == item.common.page { String::new() } else { shelf.links.page(from, page) },
                reserved: row.reserved,
                html: super::page::inline_html(&row.summary, self.blocks),
            });
        }
        self.beside_slots(api, item);
    }

    /// The vtable's heading, and what stands under it beside the slots.
    fn beside_slots(&mut self, api: &mut ApiParts, item: &Interface) {
        if api.vtable.is_empty() && item.property_tables.is_empty() {
            return;
        }
        let heading = self.vtable_heading();
        let prose = item.common.sections.iter().find(|section| section.id == heading.id);
        let mut html = prose.map(|section| self.blocks.text(&section.body)).unwrap_or_default();
        for &table in &item.property_tables {
            self.blocks.block(table, &mut html);
        }
        api.vtable_html = html;
        api.vtable_heading = Some(heading);
    }

    fn vtable_heading(&mut self) -> Heading {
        match self.page.sheet.titled(terms::VTABLE) {
            Some(block) => self.blocks.heading(block),
            None => Heading::default(),
        }
    }

    fn method_link(&self, interface: &Interface, method: &Method) -> Link {
        let from = self.page.sheet.key.as_ref();
        if method.common.page == interface.common.page {
            return Link { name: method.common.name.clone(), href: String::new() };
        }
        link_to(&self.shelf.links, from, &method.common.page, &method.common.name)
    }
}

fn direction(direction: Option<Direction>) -> &'static str {
    match direction {
        Some(Direction::In) => "in",
        Some(Direction::Out) => "out",
        Some(Direction::InOut) => "in, out",
        None => "",
    }
}

/// What identifies a property: its number, as a card.
fn tags(property: &crate::model::Property) -> Vec<Entry> {
    let Some(identifier) = property.identifier else { return Vec::new() };
    let number = Entry {
        name: property.common.name.clone(),
        type_html: format!("0x{identifier:04X}"),
        ..Entry::default()
    };
    vec![number]
}
