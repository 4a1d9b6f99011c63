//! Constants: flags, codes and GUIDs.

use super::context::Context;
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
        docs.paragraph(&format!("Page: {}", code_of(&constant.page)));
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
    let in_hex = constant.value.as_deref().is_none_or(|value| value.contains("0x") || value.contains("0X"));
    let (ty, value) = typed(number, in_hex);
    if context.claim_value(&rust, &constant.page, &format!("{ty} = {value}")) {
        code.gap();
        code.docs(&docs(context));
        code.line(&format!("pub const {rust}: {ty} = {value};"));
    }
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
    let value = format!("windows_core::GUID::from_u128({value});");
    if head.len() + 1 + value.len() <= 100 {
        code.line(&format!("{head} {value}"));
    } else {
        code.line(&head);
        code.line(&format!("    {value}"));
    }
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
