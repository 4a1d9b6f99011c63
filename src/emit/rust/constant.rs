//! Constants: flags, codes and GUIDs.

use super::context::{Context, Value};
use super::docs::Docs;
use super::markdown::code as code_of;
use super::names;
use super::writer::{Code, guid, hex};
use crate::model::{Constant, Interface};

/// Writes `constant`, if a page states a value that it can have.
pub(super) fn write(context: &mut Context<'_>, code: &mut Code, constant: &Constant) {
    let rust = names::item(&constant.name);
    let docs = |context: &Context<'_>| {
        let mut docs = Docs::new(context);
        if !docs.text(&constant.summary) {
            docs.paragraph(&code_of(&constant.name));
        }
        docs.corrections(&constant.corrections);
        docs.paragraph(&origin(constant));
        docs.finish()
    };
    if let Some(value) = constant.guid.as_deref().and_then(guid) {
        if context.claim_value(&rust, &constant.page, &value) {
            code.gap();
            code.docs(&docs(context));
            write_guid(code, &rust, &value);
        }
        return;
    }
    let Some(number) = constant.number else { return };
    let (ty, value) = typed(number, in_hex(constant));
    if context.claim_value(&rust, &constant.page, &format!("{ty} = {value}")) {
        code.gap();
        code.docs(&docs(context));
        code.line(&format!("pub const {rust}: {ty} = {value};"));
    }
}

/// Where `constant` is from.
pub(super) fn origin(constant: &Constant) -> String {
    let page = match code_of(&constant.page) {
        page if page.is_empty() => "On no page.".to_owned(),
        page => format!("Page: {page}"),
    };
    match &constant.witness {
        Some(witness) => format!("{page} · No page states the value: it is from {}", code_of(witness)),
        None => page,
    }
}

/// Notes the constants that the crate will have, so that documentation can link to them.
pub(super) fn note_values(context: &mut Context<'_>) {
    for constant in &context.api.constants {
        let rust = names::item(&constant.name);
        let text = match (constant.number, constant.guid.as_deref().and_then(guid)) {
            (Some(number), _) => typed(number, in_hex(constant)).1,
            (None, Some(_)) => constant.guid.clone().unwrap_or_default(),
            (None, None) => continue,
        };
        // An item that has the name keeps it.
        if !context.scope.claims.has(&rust) {
            context.values.entry(constant.name.clone()).or_insert(Value { rust, text });
        }
    }
}

/// Whether a page writes the number of `constant` in hexadecimal.
fn in_hex(constant: &Constant) -> bool {
    constant.value.as_deref().is_none_or(|value| value.contains("0x") || value.contains("0X"))
}

/// The narrowest usual type of `number`, and the number as the page writes it.
fn typed(number: i64, in_hex: bool) -> (&'static str, String) {
    let ty = if u32::try_from(number).is_ok() {
        "u32"
    } else if i32::try_from(number).is_ok() {
        "i32"
    } else {
        "i64"
    };
    let value = match u64::try_from(number) {
        Ok(number) if in_hex => hex(number),
        _ => number.to_string(),
    };
    (ty, value)
}

/// Writes the identifier of `interface` under its own name.
pub(super) fn write_iid(context: &mut Context<'_>, code: &mut Code, interface: &Interface) {
    let (Some(name), Some(value)) = (&interface.iid_name, interface.iid.as_deref().and_then(guid)) else {
        return;
    };
    let rust = names::item(name);
    if context.claim_value(&rust, &interface.common.page, &value) {
        code.gap();
        code.docs(&[format!("The interface identifier of {}.", code_of(&interface.common.name))]);
        write_guid(code, &rust, &value);
    }
}

/// `pub const NAME: GUID = …;`, broken where the line would be too long.
pub(super) fn write_guid(code: &mut Code, rust: &str, value: &str) {
    let head = format!("pub const {rust}: windows_core::GUID =");
    code.define(&head, &format!("windows_core::GUID::from_u128({value});"));
}

/// The names that pages use without stating a value.
pub(super) fn valueless(constants: &[Constant]) -> Vec<String> {
    let mut names: Vec<String> = constants
        .iter()
        .filter(|constant| constant.number.is_none() && constant.guid.is_none())
        .map(|constant| code_of(&constant.name))
        .filter(|name| !name.is_empty())
        .collect();
    names.sort();
    names.dedup();
    names
}
