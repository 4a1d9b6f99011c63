//! Constants of all pages, each name once, with the value that a page states.

use std::collections::BTreeMap;

use super::merge::fill;
use super::{Constant, Interface, Words};
use crate::diagnostic::{Diagnostic, rule};
use crate::locale::Locale;
use crate::parse::constants::{StatedConstant, number, without_name};
use crate::parse::item::Flag;
use crate::parse::{Item, Page};

/// Constants by name.
#[derive(Default)]
pub(super) struct Constants {
    by_name: BTreeMap<String, Constant>,
}

impl Constants {
    /// Adds what the pages of one key state.
    pub(super) fn add_pages(&mut self, pages: &[Page], source: &Locale, diagnostics: &mut Vec<Diagnostic>) {
        let has_source_page = pages.iter().any(|page| page.sheet.locale == *source);
        let source = (!has_source_page).then_some(source);
        for (place, page) in pages.iter().enumerate() {
            for stated in &page.constants {
                self.add_stated(page, stated, place == 0, source, diagnostics);
            }
        }
    }

    fn add_stated(
        &mut self,
        page: &Page,
        stated: &StatedConstant,
        is_first: bool,
        source: Option<&Locale>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let key = page.sheet.key.as_ref();
        let guid = stated.value.clone().filter(|_| stated.is_guid);
        let fresh = Constant {
            name: stated.name.clone(),
            page: key.to_owned(),
            value: stated.value.clone(),
            number: stated.value.as_deref().filter(|_| !stated.is_guid).and_then(number),
            guid,
            ..Constant::default()
        };
        let constant = self.by_name.entry(stated.name.clone()).or_insert_with(|| fresh.clone());
        if constant.value.is_none() {
            (constant.value, constant.number, constant.guid) = (fresh.value, fresh.number, fresh.guid);
        } else if is_first
            && constant.number.is_some()
            && fresh.number.is_some()
            && constant.number != fresh.number
        {
            let value = stated.value.as_deref().unwrap_or_default();
            let message = format!(
                "`{}` is `{value}` here and `{}` in {}",
                stated.name,
                constant.value.as_deref().unwrap_or_default(),
                constant.page
            );
            let span = page.sheet.outline.block(stated.block).content;
            diagnostics.push(page.sheet.report(&rule::CONSTANT_CONFLICT, span, message));
        }
        if constant.page == key {
            fill(&mut constant.summary, &stated.summary.passage, &page.sheet, source, Words::All);
            for words in constant.summary.locales.values_mut() {
                let short = without_name(words, &stated.name);
                if short.len() < words.len() {
                    *words = short.to_owned();
                }
            }
        }
    }

    /// Adds the flags and values that an item lists, its texts filled in already.
    pub(super) fn add_flags(&mut self, item: &Item) {
        let page = item.common().page.as_str();
        match item {
            Item::Method(item) => {
                item.parameters.iter().for_each(|parameter| self.flags(page, &parameter.flags));
            }
            Item::Function(item) => {
                item.parameters.iter().for_each(|parameter| self.flags(page, &parameter.flags));
            }
            Item::Callback(item) => {
                item.parameters.iter().for_each(|parameter| self.flags(page, &parameter.flags));
            }
            Item::Macro(item) => {
                item.parameters.iter().for_each(|parameter| self.flags(page, &parameter.flags));
            }
            Item::Structure(item) => item.fields.iter().for_each(|field| self.flags(page, &field.flags)),
            Item::Typedef(item) => self.flags(page, &item.values),
            Item::Property(item) => self.flags(page, &item.values),
            _ => {}
        }
    }

    fn flags(&mut self, page: &str, flags: &[Flag]) {
        for flag in flags {
            let constant = self.by_name.entry(flag.name.clone()).or_insert_with(|| Constant {
                name: flag.name.clone(),
                page: page.to_owned(),
                ..Constant::default()
            });
            if constant.value.is_none() {
                constant.value.clone_from(&flag.value);
                constant.number = flag.value.as_deref().and_then(number);
            }
            if constant.summary.is_empty() {
                constant.summary = flag.summary.clone();
            }
        }
    }

    /// The constants sorted by name, and the interfaces' identifiers where a page states them.
    pub(super) fn finish(self, interfaces: &mut [Interface]) -> Vec<Constant> {
        for interface in interfaces {
            let name = interface.iid_name.as_deref().unwrap_or_default();
            let alike = || self.by_name.values().find(|constant| constant.name.eq_ignore_ascii_case(name));
            let constant = self.by_name.get(name).or_else(alike);
            interface.iid = constant.and_then(|constant| constant.guid.clone());
        }
        self.by_name.into_values().collect()
    }
}
