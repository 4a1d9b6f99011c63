//! An interface's page: its vtable in the model's order, what it inherits.

use super::context::{ApiParts, Heading, Inherited, Link, Slot};
use super::page::{inline_html, link_to};
use super::parts::Maker;
use crate::model::links::Target;
use crate::model::{Interface, Method, chain, row_name};
use crate::parse::kind::interface::VtableRow;
use crate::parse::terms;

impl Maker<'_, '_> {
    /// The parts of an interface's page.
    pub(super) fn interface(&mut self, api: &mut ApiParts, item: &Interface) {
        let from = self.page.sheet.key.as_ref();
        let shelf = self.shelf;
        let Some(interface) = self.interface_named(&item.common.name) else { return };
        let inherited: Vec<Inherited> = chain(&shelf.model.api.interfaces, &item.common.name)
            .into_iter()
            .map(|base| Inherited {
                base: match base.common.witness {
                    // No page tells of it.
                    Some(_) => Link { name: base.common.name.clone(), href: String::new() },
                    None => link_to(&shelf.links, from, &base.common.page, &base.common.name),
                },
                methods: base
                    .methods
                    .iter()
                    .filter(|method| !method.reserved)
                    .map(|method| self.method_link(base, method))
                    .collect(),
            })
            .collect();
        api.inherited = inherited;
        api.iid = interface.iid.clone().unwrap_or_default();
        api.parent = api.inherited.first().map(|inherited| inherited.base.clone());
        let reordered = interface.common.corrections.iter().any(|correction| correction.what == "vtable");
        let places = if reordered { by_name(self, item, interface) } else { in_order(self, item, interface) };
        let mut slots: Vec<(Option<usize>, Slot)> = item
            .vtable
            .iter()
            .zip(&places)
            .map(|(row, place)| {
                let method = place.and_then(|place| interface.methods.get(place));
                (*place, self.slot(item, Some(row), method))
            })
            .collect();
        if reordered {
            let missing = (0..interface.methods.len()).filter(|place| !places.contains(&Some(*place)));
            let missing =
                missing.map(|place| (Some(place), self.slot(item, None, Some(&interface.methods[place]))));
            slots.extend(missing.collect::<Vec<_>>());
            slots.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
        }
        api.vtable = slots.into_iter().map(|(_, slot)| slot).collect();
        api.diagram = self.diagram(item);
        self.beside_slots(api, item);
    }

    /// The key of the page that a row leads to; the interface's own where it leads to none.
    fn row_page(&self, item: &Interface, row: &VtableRow) -> String {
        let sheet = &self.page.sheet;
        let index = self.shelf.links.index;
        match row.link.as_deref().map(|link| index.resolve(&sheet.key, &sheet.locale, link)) {
            Some(Target::Page { key, .. }) => key.to_string(),
            _ => item.common.page.clone(),
        }
    }

    fn slot(&self, item: &Interface, row: Option<&VtableRow>, method: Option<&Method>) -> Slot {
        let page = match (row, method) {
            (Some(row), _) => self.row_page(item, row),
            (None, method) => method.map(|method| method.common.page.clone()).unwrap_or_default(),
        };
        let label = row.map(|row| row.label.clone()).unwrap_or_default();
        // Of a method that only a witness declares, its declaration is all there is.
        let witness = method.and_then(|method| Some((method.common.witness.clone()?, method)));
        Slot {
            number: method.and_then(|method| method.slot),
            name: method.map_or(label, |method| method.common.name.clone()),
            href: if page == item.common.page || page.is_empty() {
                String::new()
            } else {
                self.shelf.links.page(&self.page.sheet.key, &page)
            },
            reserved: method.map_or(row.is_some_and(|row| row.reserved), |method| method.reserved),
            html: row.map(|row| inline_html(&row.summary, self.blocks)).unwrap_or_default(),
            declaration_html: witness
                .as_ref()
                .map(|(_, method)| self.linked(&super::escape::escape(&method.prototype)))
                .unwrap_or_default(),
            witness: witness.map(|(witness, _)| witness).unwrap_or_default(),
        }
    }

    /// The vtable's heading, and what stands under it beside the slots.
    fn beside_slots(&mut self, api: &mut ApiParts, item: &Interface) {
        if api.vtable.is_empty() && item.property_tables.is_empty() {
            return;
        }
        let heading = match self.page.sheet.titled(terms::VTABLE) {
            Some(block) => self.blocks.heading(block),
            // Slots of which the page says nothing.
            None => self.blocks.note("vtable", super::escape::escape(self.shelf.words.get("vtable"))),
        };
        let prose = item.common.sections.iter().find(|section| section.id == heading.id);
        let mut html = prose.map(|section| self.blocks.text(&section.body)).unwrap_or_default();
        for &table in &item.property_tables {
            self.blocks.block(table, &mut html);
        }
        api.vtable_html = html;
        api.vtable_heading = Some(Heading { ..heading });
    }

    fn method_link(&self, interface: &Interface, method: &Method) -> Link {
        if method.common.page == interface.common.page || method.common.witness.is_some() {
            return Link { name: method.common.name.clone(), href: String::new() };
        }
        link_to(&self.shelf.links, &self.page.sheet.key, &method.common.page, &method.common.name)
    }
}

/// The place of each row's method, where rows and methods are in the same order. A row that repeats an inherited method
/// is in the page's table and in no slot of the interface's own.
fn in_order(maker: &Maker<'_, '_>, item: &Interface, interface: &Interface) -> Vec<Option<usize>> {
    let mut next = 0;
    let place = |row| {
        let page = maker.row_page(item, row);
        let place = interface.methods.get(next).filter(|method| method.common.page == page).map(|_| next);
        next += usize::from(place.is_some());
        place
    };
    item.vtable.iter().map(place).collect()
}

/// The place of each row's method, whatever the order.
fn by_name(maker: &Maker<'_, '_>, item: &Interface, interface: &Interface) -> Vec<Option<usize>> {
    let place = |row: &VtableRow| {
        let page = maker.row_page(item, row);
        let name = row_name(&row.label);
        let is = |method: &Method| {
            method.common.page == page && (page != item.common.page || method.common.name == name)
        };
        interface.methods.iter().position(is)
    };
    item.vtable.iter().map(place).collect()
}
