//! The texts of an item, each with an address that is the same in every locale: how translations find each other.

use super::item::{Common, Field, Flag, Parameter, ReturnValue, Text};
use super::kind::Item;

/// An item's texts with their addresses, such as `parameter:ulFlags:0`.
pub struct Texts<'a> {
    /// The texts in the order in which the item has them.
    pub list: Vec<(String, &'a mut Text)>,
}

impl<'a> Texts<'a> {
    /// Collects the texts of an item.
    pub fn of(item: &'a mut Item) -> Self {
        let mut texts = Self { list: Vec::new() };
        match item {
            Item::Interface(item) => {
                texts.common(&mut item.common);
                for (place, row) in item.vtable.iter_mut().enumerate() {
                    texts.push("slot", &row.label, place, &mut row.summary);
                }
                for (place, row) in item.properties.iter_mut().enumerate() {
                    texts.push("property", &row.name, place, &mut row.access);
                }
            }
            Item::Method(item) => texts.call(&mut item.common, &mut item.parameters, &mut item.returns),
            Item::Function(item) => texts.call(&mut item.common, &mut item.parameters, &mut item.returns),
            Item::Callback(item) => texts.call(&mut item.common, &mut item.parameters, &mut item.returns),
            Item::Macro(item) => texts.call(&mut item.common, &mut item.parameters, &mut item.returns),
            Item::Structure(item) => {
                texts.common(&mut item.common);
                texts.fields("field", &mut item.fields);
            }
            Item::Enumeration(item) => {
                texts.common(&mut item.common);
                for (place, member) in item.members.iter_mut().enumerate() {
                    texts.push("member", &member.name, place, &mut member.summary);
                }
            }
            Item::Typedef(item) => {
                texts.common(&mut item.common);
                texts.flags("value", &mut item.values);
            }
            Item::Property(item) => {
                texts.common(&mut item.common);
                texts.flags("value", &mut item.values);
            }
            Item::Attribute(item) => texts.common(&mut item.common),
            Item::Concept(item) => texts.common(&mut item.common),
        }
        texts
    }

    fn push(&mut self, role: &str, name: &str, place: usize, text: &'a mut Text) {
        self.list.push((format!("{role}:{name}:{place}"), text));
    }

    fn common(&mut self, common: &'a mut Common) {
        self.push("title", "", 0, &mut common.title);
        self.push("summary", "", 0, &mut common.summary);
        for (place, row) in common.info.iter_mut().enumerate() {
            self.push("label", &row.label, place, &mut row.label_text);
            self.push("value", &row.label, place, &mut row.value);
        }
        for section in &mut common.sections {
            self.push("heading", &section.id, 0, &mut section.title);
            self.push("section", &section.id, 0, &mut section.body);
        }
        for (place, link) in common.see_also.iter_mut().enumerate() {
            self.push("see", &link.target, place, &mut link.text);
        }
    }

    fn call(
        &mut self,
        common: &'a mut Common,
        parameters: &'a mut [Parameter],
        returns: &'a mut [ReturnValue],
    ) {
        self.common(common);
        for (place, parameter) in parameters.iter_mut().enumerate() {
            let role = format!("parameter:{}:{place}", parameter.name);
            self.flags(&role, &mut parameter.flags);
            self.list.push((role, &mut parameter.summary));
        }
        for (place, value) in returns.iter_mut().enumerate() {
            self.push("return", &value.code, place, &mut value.summary);
        }
    }

    fn flags(&mut self, role: &str, flags: &'a mut [Flag]) {
        for (place, flag) in flags.iter_mut().enumerate() {
            self.push(role, &flag.name, place, &mut flag.summary);
        }
    }

    fn fields(&mut self, role: &str, fields: &'a mut [Field]) {
        for (place, field) in fields.iter_mut().enumerate() {
            let role = format!("{role}:{}:{place}", field.name);
            self.flags(&role, &mut field.flags);
            self.fields(&role, &mut field.fields);
            self.list.push((role, &mut field.summary));
        }
    }
}
