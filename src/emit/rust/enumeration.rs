//! Enumerations: a number in a type of its own, the enumerators as its constants.

use std::collections::{HashMap, HashSet};

use super::context::Context;
use super::docs::Docs;
use super::names;
use super::writer::Code;
use crate::diagnostic::rule;
use crate::model::{Enumeration, headers};

/// Writes `enumeration`, which is called `rust` in the crate.
pub(super) fn write(context: &mut Context<'_>, code: &mut Code, enumeration: &Enumeration, rust: &str) {
    let mut docs = Docs::of(context, &enumeration.common);
    docs.sections(&enumeration.common.sections, |_| true);
    docs.origin(&enumeration.common, enumeration.header.as_deref());
    code.gap();
    code.docs(&docs.finish());
    let values = values(context, enumeration);
    let mut used = HashSet::new();
    let mut members = Vec::new();
    for (member, value) in enumeration.members.iter().zip(values) {
        let Some(value) = value else { continue };
        let mut docs = Docs::new(context);
        if !docs.text(&member.summary) {
            docs.paragraph(&super::markdown::code(&member.name));
        }
        let name = names::unique(names::local(&member.name), &mut used);
        members.push((docs.finish(), format!("pub const {name}: Self = Self({value});")));
    }
    declare(code, rust, &members, Code::docs);
    context.note(&enumeration.common, |code| declare(code, rust, &members, |_, _| {}));
}

/// Writes the declaration; `document` writes the documentation of an enumerator.
fn declare(
    code: &mut Code,
    rust: &str,
    members: &[(Vec<String>, String)],
    document: impl Fn(&mut Code, &[String]),
) {
    code.line("#[repr(transparent)]");
    code.line("#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]");
    code.line(&format!("pub struct {rust}(pub i32);"));
    if members.is_empty() {
        return;
    }
    code.gap();
    code.open(&format!("impl {rust} {{"));
    for (docs, member) in members {
        document(code, docs);
        code.line(member);
    }
    code.close("}");
}

/// The enumerators' values; `None`, and a diagnostic, where one is no number.
pub(super) fn values(context: &mut Context<'_>, enumeration: &Enumeration) -> Vec<Option<i32>> {
    let mut known: HashMap<&str, i64> = HashMap::new();
    let mut next = Some(0_i64);
    let mut values = Vec::with_capacity(enumeration.members.len());
    for member in &enumeration.members {
        let value = match &member.value {
            Some(text) => {
                headers::value(text, &|name| known.get(name).copied().or_else(|| context.number_of(name)))
            }
            None => next,
        };
        // `0x80000000` is what an enumerator of 32 bits may be written as, whatever its sign.
        let bits = value.and_then(|value| {
            i32::try_from(value).ok().or_else(|| u32::try_from(value).ok().map(u32::cast_signed))
        });
        if bits.is_none() {
            let message =
                format!("`{}` has no value that could be made out; the bindings leave it out", member.name);
            context.report(&rule::UNREADABLE_VALUE, &enumeration.common.page, message);
        }
        if let Some(value) = value {
            known.insert(&member.name, value);
        }
        next = value.and_then(|value| value.checked_add(1));
        values.push(bits);
    }
    values
}
