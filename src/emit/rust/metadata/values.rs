//! Constants, read from the values that the crate's text gives them.

use windows_metadata::{Type, Value};

use super::{Constant, Literal, vocabulary};
use crate::emit::rust::context::Context;

/// The constants that the crate has, sorted by name.
pub(super) fn constants(context: &Context<'_>) -> Vec<Constant> {
    let read = |(name, text): &(String, String)| Some(Constant { name: name.clone(), value: literal(text)? });
    let mut constants: Vec<Constant> = context.constants.iter().filter_map(read).collect();
    constants.sort_by(|a, b| a.name.cmp(&b.name));
    constants
}

/// `u32 = 0x0001`, `&str = "text"`, a code as windows-core's type has it, or the number of a GUID.
fn literal(text: &str) -> Option<Literal> {
    if let Some(code) = text.strip_prefix("windows_core::HRESULT(").and_then(|rest| rest.strip_suffix(')')) {
        let bits = u32::try_from(number(code.trim_end_matches("_u32 as i32"))?).ok()?;
        let ty = vocabulary::known("windows_core::HRESULT")?;
        return Some(Literal::Plain(ty, Value::I32(bits.cast_signed())));
    }
    let Some((ty, value)) = text.split_once(" = ") else {
        return guid_literal(text).map(Literal::Guid);
    };
    let (ty, value) = match ty {
        "u32" => (Type::U32, Value::U32(number(value)?.try_into().ok()?)),
        "i32" => (Type::I32, Value::I32(number(value)?.try_into().ok()?)),
        "i64" => (Type::I64, Value::I64(number(value)?.try_into().ok()?)),
        "u64" => (Type::U64, Value::U64(number(value)?.try_into().ok()?)),
        "&str" => (Type::String, Value::Utf16(string(value)?)),
        _ => return None,
    };
    Some(Literal::Plain(ty, value))
}

/// A number as Rust writes it.
fn number(text: &str) -> Option<i128> {
    let text = text.replace('_', "");
    match text.strip_prefix("0x") {
        Some(digits) => i128::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// A GUID as the pages write it.
pub(super) fn guid(text: &str) -> Option<u128> {
    crate::emit::rust::writer::guid(text).as_deref().and_then(guid_literal)
}

fn guid_literal(text: &str) -> Option<u128> {
    u128::from_str_radix(&text.strip_prefix("0x")?.replace('_', ""), 16).ok()
}

/// What a string says that [`str::escape_default`] wrote.
fn string(text: &str) -> Option<String> {
    let mut letters = text.strip_prefix('"')?.strip_suffix('"')?.chars();
    let mut string = String::new();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            string.push(letter);
            continue;
        }
        string.push(match letters.next()? {
            't' => '\t',
            'r' => '\r',
            'n' => '\n',
            'u' => {
                let digits: String = letters.by_ref().skip(1).take_while(|letter| *letter != '}').collect();
                char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
            }
            letter => letter,
        });
    }
    Some(string)
}
