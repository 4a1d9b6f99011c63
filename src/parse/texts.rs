//! The texts of an item, each with an address that is the same in every locale: how translations find each other.

use std::collections::HashMap;

use super::item::{Common, Field, Flag, Parameter, ReturnValue, Text};
use super::kind::Item;

/// Which of several things of one name a thing is. Not its place among all: a locale that lacks one of them has the others all the same.
#[derive(Default)]
struct Places(HashMap<String, usize>);

impl Places {
    fn of(&mut self, name: &str) -> usize {
        let next = self.0.entry(name.to_owned()).or_default();
        *next += 1;
        *next - 1
    }
}

/// An item's texts with their addresses, such as `parameter:ulFlags:0`, the first parameter of that name.
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
                let mut places = Places::default();
                for row in &mut item.vtable {
                    texts.push("slot", &row.label, places.of(&row.label), &mut row.summary);
                }
                let mut places = Places::default();
                for row in &mut item.properties {
                    texts.push("property", &row.name, places.of(&row.name), &mut row.access);
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
                let mut places = Places::default();
                for member in &mut item.members {
                    texts.push("member", &member.name, places.of(&member.name), &mut member.summary);
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
        let mut places = Places::default();
        for row in &mut common.info {
            let place = places.of(&row.label);
            self.push("label", &row.label, place, &mut row.label_text);
            self.push("value", &row.label, place, &mut row.value);
        }
        for section in &mut common.sections {
            self.push("heading", &section.id, 0, &mut section.title);
            self.push("section", &section.id, 0, &mut section.body);
        }
        let mut places = Places::default();
        for link in &mut common.see_also {
            self.push("see", &link.target, places.of(&link.target), &mut link.text);
        }
    }

    fn call(
        &mut self,
        common: &'a mut Common,
        parameters: &'a mut [Parameter],
        returns: &'a mut [ReturnValue],
    ) {
        self.common(common);
        let mut places = Places::default();
        for parameter in parameters {
            let role = format!("parameter:{}:{}", parameter.name, places.of(&parameter.name));
            self.flags(&role, &mut parameter.flags);
            self.list.push((role, &mut parameter.summary));
        }
        let mut places = Places::default();
        for value in returns {
            self.push("return", &value.code, places.of(&value.code), &mut value.summary);
        }
    }

    fn flags(&mut self, role: &str, flags: &'a mut [Flag]) {
        let mut places = Places::default();
        for flag in flags {
            self.push(role, &flag.name, places.of(&flag.name), &mut flag.summary);
        }
    }

    fn fields(&mut self, role: &str, fields: &'a mut [Field]) {
        let mut places = Places::default();
        for field in fields {
            let role = format!("{role}:{}:{}", field.name, places.of(&field.name));
            self.flags(&role, &mut field.flags);
            self.fields(&role, &mut field.fields);
            self.list.push((role, &mut field.summary));
        }
    }
}
