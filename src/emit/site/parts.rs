//! The typed parts of API pages: signature, parameters, return values, members, vtable, tags.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::blocks::{Blocks, Value};
use super::catalog::Known;
use super::context::{ApiParts, Entries, Entry};
use super::corrected::{self, Corrected};
use super::escape::escape;
use super::highlight::link_types;
use super::links::base;
use super::page::{Shelf, info_rows, link_to};
use super::rust_code;
use crate::model::{Interface, Method, Structure, Verified};
use crate::parse::item::{self, Direction, Field, Flag, Parameter};
use crate::parse::kind::enumeration::Enumerator;
use crate::parse::outline::BlockKind;
use crate::parse::passage::Passage;
use crate::parse::{Item, Page, terms};

/// The parts of a page.
pub(super) fn api(shelf: &Shelf<'_>, page: &Page, blocks: &mut Blocks<'_>) -> ApiParts {
    let known = shelf.catalog.of(&page.sheet.key);
    let mut maker = Maker { shelf, page, blocks, known };
    let corrections = known.map(Known::corrections).unwrap_or_default();
    let mut api = ApiParts {
        info: info_rows(page.item.common(), maker.blocks),
        verified: known.and_then(Known::verified).map(verified).unwrap_or_default(),
        amendments: corrected::amendments(corrections),
        used_by: shelf.references.uses(shelf, &page.sheet.key),
        rust_html: maker.rust(),
        ..ApiParts::default()
    };
    match &page.item {
        Item::Method(item) => {
            maker.call(&mut api, &item.prototype, &item.parameters, &item.returns);
            maker.neighbours(&mut api, item);
        }
        Item::Function(item) => maker.call(&mut api, &item.prototype, &item.parameters, &item.returns),
        Item::Callback(item) => maker.call(&mut api, &item.prototype, &item.parameters, &item.returns),
        Item::Macro(item) => maker.call(&mut api, &item.prototype, &item.parameters, &item.returns),
        Item::Interface(item) => maker.interface(&mut api, item),
        Item::Structure(item) => maker.structure(&mut api, item),
        Item::Enumeration(item) => {
            api.signature_html = maker.signature(&item.prototype);
            let entries = item.members.iter().map(|member| maker.enumerator(member)).collect();
            api.members = maker.entries(terms::MEMBERS, entries);
        }
        Item::Typedef(item) => api.signature_html = maker.signature(&item.prototype),
        Item::Property(item) => {
            let known = match known {
                Some(Known::Property(known)) => known,
                _ => item,
            };
            api.tags = tags(known);
        }
        Item::Attribute(_) | Item::Concept(_) => {}
    }
    api
}

/// The paragraphs of a property's page that name its values, as pages list those of flags: a name, and a quote that tells of it.
pub(super) fn values(shelf: &Shelf<'_>, page: &Page) -> HashMap<u32, Value, RandomState> {
    let mut values = HashMap::default();
    let Item::Property(item) = &page.item else { return values };
    let named: HashMap<&str, &Flag, RandomState> =
        item.values.iter().map(|value| (value.name.as_str(), value)).collect();
    let outline = &page.sheet.outline;
    for index in outline.roots().filter(|&index| page.sheet.quote_behind(index).is_some()) {
        let block = outline.block(index);
        let is_paragraph = matches!(block.kind, BlockKind::Paragraph { .. });
        if let Some(value) = named.get(block.plain.trim()).filter(|_| is_paragraph) {
            let href = shelf.references.flag_href(&base(&page.sheet.key), &value.name);
            let number = shelf.references.value_of(&value.name).to_owned();
            values.insert(index, Value { name: value.name.clone(), number, href });
        }
    }
    values
}

/// Makes the parts of one page.
pub(super) struct Maker<'a, 'b> {
    pub(super) shelf: &'a Shelf<'a>,
    pub(super) page: &'a Page,
    pub(super) blocks: &'a mut Blocks<'b>,
    /// The model's item, where the page tells of one that witnesses confirm or correct.
    pub(super) known: Option<Known<'a>>,
}

impl<'a> Maker<'a, '_> {
    fn call(
        &mut self,
        api: &mut ApiParts,
        prototype: &str,
        parameters: &[Parameter],
        returns: &[item::ReturnValue],
    ) {
        let entries = if let Some((return_type, name, right)) = self.corrected_call() {
            api.uncorrected_html = self.signature(prototype);
            api.signature_html =
                self.signature(&corrected::call(return_type, name, Parameter::declared(right)));
            let Corrected { entries, declared } = corrected::parameters(parameters, right);
            let entry = |(place, parameter)| Entry { stray: place >= declared, ..self.parameter(parameter) };
            entries.iter().enumerate().map(entry).collect()
        } else {
            api.signature_html = self.signature(prototype);
            parameters.iter().map(|parameter| self.parameter(parameter)).collect()
        };
        api.parameters = self.entries(terms::PARAMETERS, entries);
        let entries = returns
            .iter()
            .map(|value| Entry {
                id: self.blocks.anchor(&format!("return-{}", value.code)),
                name: value.code.clone(),
                outcome: outcome(&value.code),
                href: self.shelf.references.code_href(&base(&self.page.sheet.key), &value.code),
                type_html: self.shelf.references.value(&value.code).to_owned(),
                html: self.blocks.text(&value.summary),
                ..Entry::default()
            })
            .collect();
        api.returns = self.entries(terms::RETURNS, entries);
    }

    /// The return type, name and parameters of a call that was corrected.
    fn corrected_call(&self) -> Option<(Option<&'a str>, &'a str, &'a [Parameter])> {
        let known = self.known.filter(|known| !known.corrections().is_empty())?;
        match known {
            Known::Method(item) => Some((item.return_type.as_deref(), &item.common.name, &item.parameters)),
            Known::Function(item) => Some((item.return_type.as_deref(), &item.common.name, &item.parameters)),
            Known::Callback(item) => Some((item.return_type.as_deref(), &item.common.name, &item.parameters)),
            _ => None,
        }
    }

    fn structure(&mut self, api: &mut ApiParts, item: &Structure) {
        let entries = match self.known {
            Some(Known::Structure(known)) if !known.common.corrections.is_empty() => {
                api.uncorrected_html = self.signature(&item.prototype);
                api.signature_html = self.signature(&corrected::record(known));
                let Corrected { entries, declared } = corrected::fields(&item.fields, &known.fields);
                let entry = |(place, field)| Entry { stray: place >= declared, ..self.field(field) };
                entries.iter().enumerate().map(entry).collect()
            }
            _ => {
                api.signature_html = self.signature(&item.prototype);
                item.fields.iter().map(|field| self.field(field)).collect()
            }
        };
        api.members = self.entries(terms::MEMBERS, entries);
    }

    /// The declaration as the page has it, in colour, its types linked.
    fn signature(&self, prototype: &str) -> String {
        if prototype.is_empty() {
            return String::new();
        }
        let html = self.shelf.code.html("cpp", prototype.trim_end());
        self.linked(&html)
    }

    /// What the item is in Rust; empty where the crate has nothing of it.
    fn rust(&self) -> String {
        let declaration = self.shelf.rust.get(self.page.sheet.key.as_ref());
        declaration.map(|text| self.linked(&rust_code::highlight(text))).unwrap_or_default()
    }

    pub(super) fn linked(&self, html: &str) -> String {
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

    fn parameter(&mut self, parameter: &Parameter) -> Entry {
        Entry {
            id: self.blocks.anchor(&format!("param-{}", parameter.name)),
            name: parameter.name.clone(),
            type_html: self.type_html(&parameter.ty, &parameter.array),
            direction: direction(parameter.direction),
            optional: parameter.optional,
            html: self.blocks.text(&parameter.summary),
            entries: self.flags(&parameter.flags, &parameter.summary),
            ..Entry::default()
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
                href: self.shelf.references.flag_href(&base(&self.page.sheet.key), &flag.name),
                type_html: escape(
                    flag.value.as_deref().unwrap_or_else(|| self.shelf.references.value(&flag.name)),
                ),
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

    pub(super) fn interface_named(&self, name: &str) -> Option<&'a Interface> {
        self.shelf.model.api.interfaces.iter().find(|interface| interface.common.name == name)
    }
}

/// Who confirms an item, as the templates know it.
fn verified(verified: Verified) -> &'static str {
    match verified {
        Verified::Headers => "headers",
        Verified::Supplement => "supplement",
        Verified::Pages => "pages",
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

/// What identifies a property: each name with its whole tag; its number alone where no type makes it one.
fn tags(property: &crate::model::Property) -> Vec<Entry> {
    let card =
        |name: &str, value: String| Entry { name: name.to_owned(), type_html: value, ..Entry::default() };
    if !property.tags.is_empty() {
        return property.tags.iter().map(|(name, tag)| card(name, format!("0x{tag:08X}"))).collect();
    }
    let number =
        property.identifier.map(|identifier| card(&property.common.name, format!("0x{identifier:04X}")));
    number.into_iter().collect()
}

/// What a return code says of a call by the way it is named: `good`, `warn`, `bad`; empty where its name says nothing.
fn outcome(code: &str) -> &'static str {
    if code.starts_with("S_") {
        "good"
    } else if code.contains("_W_") {
        "warn"
    } else if code.starts_with("E_") || code.contains("_E_") {
        "bad"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart_by_their_names() {
        let codes =
            ["S_OK", "MAPI_W_ERRORS_RETURNED", "MAPI_E_BUSY", "E_OUTOFMEMORY", "TRUE", "MAPI_SAVE_ALL"];
        assert_eq!(codes.map(outcome), ["good", "warn", "bad", "bad", "", ""]);
    }
}
