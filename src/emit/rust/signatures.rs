//! The declarations alone, by the pages that tell of the items: what the site shows beside C.
//!
//! They are noted while the crate is written, for what is shown is to be what the crate has: the same names and types, with a
//! parameter a line and without the documentation.

use std::collections::BTreeMap;

use super::context::Context;
use super::slots::{Lineage, MethodParts, Slot, methods};
use super::writer::Code;
use super::{Options, caller, implementer};
use crate::model::{Api, Interface};
use crate::parse::item::Common;

/// Declarations wider than this have a parameter a line.
const WIDTH: usize = 40;
/// In a trait, where a line a method is easier to take in.
const TRAIT_WIDTH: usize = 96;
/// A trait of more lines than this is no summary.
const LONGEST_TRAIT: usize = 24;

/// The declarations of methods, functions, callbacks, structures, enumerations, interfaces and those macros that are functions,
/// as the crate has them, by the keys of their pages.
pub fn signatures(api: &Api, options: &Options) -> BTreeMap<String, String> {
    let mut context = Context::new(api, options);
    context.bare = true;
    super::declared(&mut context);
    context.signatures
}

impl Context<'_> {
    /// Notes what the page of an item declares. What only a witness tells of has no page of its own.
    pub(super) fn note(&mut self, common: &Common, write: impl FnOnce(&mut Code)) {
        if common.witness.is_some() {
            return;
        }
        let mut code = Code::narrow(WIDTH);
        write(&mut code);
        self.note_text(&common.page, &code.finish());
    }

    /// Notes a part of what a page declares; more than one are set apart.
    pub(super) fn note_text(&mut self, page: &str, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let known = self.signatures.entry(page.to_owned()).or_default();
        if !known.is_empty() {
            known.push_str("\n\n");
        }
        known.push_str(text);
    }

    /// Notes an interface's trait where it is short, and the methods as their callers have them.
    pub(super) fn note_interface(
        &mut self,
        interface: &Interface,
        slots: &[Slot<'_>],
        rust: &str,
        lineage: &Lineage,
    ) {
        let parts: Vec<&MethodParts<'_>> = methods(slots).collect();
        let mut declared = Code::narrow(TRAIT_WIDTH);
        implementer::declare(&mut declared, &parts, rust, lineage);
        let text = declared.finish();
        if text.lines().count() <= LONGEST_TRAIT {
            self.note(&interface.common, |code| code.append_text(&text));
        }
        for parts in parts.iter().filter(|parts| parts.method.common.page != interface.common.page) {
            let (items, result) = caller::signature(parts);
            let head = format!("pub unsafe fn {}", parts.name);
            self.note(&parts.method.common, |code| match items.as_slice() {
                [only] => code.line(&format!("{head}({only}){result}")),
                _ => code.list(&head, &items, &result, false),
            });
        }
    }
}
