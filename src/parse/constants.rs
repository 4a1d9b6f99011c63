//! Constants that pages state: `#define` lines, GUIDs, tables of names and numbers, and the flags listed inline.

use super::item::Text;
use super::outline::BlockKind;
use super::passage::Passage;
use super::prototype::{self, Declaration};
use super::sheet::{Sheet, is_identifier};

/// A constant as one page states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedConstant {
    /// Its name.
    pub name: String,
    /// Its value as written; `None` where the page only says what it means.
    pub value: Option<String>,
    /// Whether the value is a GUID.
    pub is_guid: bool,
    /// What the page says of it.
    pub summary: Text,
    /// The block that states it.
    pub block: u32,
}

/// Whether `text` is a number as C writes it: `0x8`, `1`, `(ULONG) 0x1`, `-1L`.
pub(super) fn is_number(text: &str) -> bool {
    number(text).is_some()
}

/// The value of a C number, casts, suffixes and parentheses aside; `None` for any other expression.
pub fn number(text: &str) -> Option<i64> {
    let mut rest = text.trim();
    loop {
        let before = rest;
        if let Some(inside) = rest.strip_prefix('(') {
            // `(ULONG) 0x1` is a cast, `(0x1)` a number in parentheses.
            rest = match inside.split_once(')') {
                Some((cast, value)) if is_identifier(cast.trim()) && !value.trim().is_empty() => value.trim(),
                _ => inside.strip_suffix(')')?.trim(),
            };
        }
        if rest == before {
            break;
        }
    }
    let (negative, digits) = rest.strip_prefix('-').map_or((false, rest), |digits| (true, digits.trim()));
    let digits = digits.trim_end_matches(['u', 'U', 'l', 'L']);
    let value = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) => i64::from_str_radix(hex, 16).ok()?,
        None if digits.len() < 12
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            digits.parse().ok()?
        }
        None => return None,
    };
    Some(if negative { -value } else { value })
}

/// All constants that a page states outside its parameters, members and values.
pub(super) fn read(sheet: &Sheet) -> Vec<StatedConstant> {
    let mut constants = Vec::new();
    for index in 0..sheet.outline.blocks.len() as u32 {
        match &sheet.outline.block(index).kind {
            BlockKind::Code(_) => from_code(sheet, index, &mut constants),
            BlockKind::Table if !sheet.info_tables.contains(&index) => {
                from_table(sheet, index, &mut constants);
            }
            BlockKind::Paragraph { .. } => {
                from_line(sheet, index, &mut constants);
                from_item(sheet, index, &mut constants);
            }
            _ => {}
        }
    }
    constants
}

fn from_code(sheet: &Sheet, block: u32, constants: &mut Vec<StatedConstant>) {
    let code = &sheet.outline.block(block).plain;
    // Parsing costs; only fences with preprocessor lines or GUIDs can state a constant.
    if !code.contains("#define") && !code.contains("GUID") {
        return;
    }
    for declaration in prototype::parse(code).declarations {
        let (name, value, is_guid) = match declaration {
            Declaration::Define { name, value } if !value.is_empty() => (name, value, false),
            Declaration::Guid { name, value } => (name, value, true),
            _ => continue,
        };
        constants.push(StatedConstant { name, value: Some(value), is_guid, summary: Text::default(), block });
    }
}

/// A table that has names in its first column and numbers in its second.
fn from_table(sheet: &Sheet, table: u32, constants: &mut Vec<StatedConstant>) {
    for cells in sheet.rows(table) {
        let [name, value, rest @ ..] = cells.as_slice() else { continue };
        let plain = |cell: u32| sheet.outline.block(cell).plain.trim();
        if is_constant_name(plain(*name)) && is_number(plain(*value)) {
            constants.push(StatedConstant {
                name: plain(*name).to_owned(),
                value: Some(plain(*value).to_owned()),
                is_guid: false,
                summary: rest.first().map(|&cell| sheet.inline(cell)).unwrap_or_default(),
                block: table,
            });
        }
    }
}

/// A line that is a name and its value: `MAPI_X (0x00000001)`, `MAPI_X = 1`.
fn from_line(sheet: &Sheet, block: u32, constants: &mut Vec<StatedConstant>) {
    let plain = sheet.outline.block(block).plain.trim();
    let Some((name, value)) = split_line(plain) else { return };
    let passage = sheet.quote_behind(block).map_or(Passage::Nowhere, |quote| Passage::Blocks {
        blocks: sheet.outline.children(quote).collect(),
        skip: 0,
    });
    constants.push(StatedConstant {
        name: name.to_owned(),
        value: Some(value.to_owned()),
        is_guid: false,
        summary: Text::at(passage),
        block,
    });
}

/// An item of a list that says what a name means: `- FL_PREFIX: To match, …`.
fn from_item(sheet: &Sheet, block: u32, constants: &mut Vec<StatedConstant>) {
    let paragraph = sheet.outline.block(block);
    let is_item = |parent: u32| sheet.outline.block(parent).kind == BlockKind::Item;
    let Some((name, _)) = paragraph.plain.trim().split_once(": ") else { return };
    if !name.contains('_') || !is_constant_name(name) || !paragraph.parent.is_some_and(is_item) {
        return;
    }
    constants.push(StatedConstant {
        name: name.to_owned(),
        value: None,
        is_guid: false,
        summary: Text::at(Passage::Blocks { blocks: vec![block], skip: 0 }),
        block,
    });
}

/// A text of a list's item without the name that it is about.
pub(crate) fn without_name<'t>(text: &'t str, name: &str) -> &'t str {
    let mark = ["**", "*", "_"].into_iter().find(|mark| text.starts_with(mark) && !name.starts_with(mark));
    let mark = mark.unwrap_or_default();
    let mut rest = &text[mark.len()..];
    // Markdown may have a backslash before each underscore, and emphasis around the name, with the colon or without.
    for letter in name.chars() {
        let Some(behind) = rest.strip_prefix('\\').unwrap_or(rest).strip_prefix(letter) else { return text };
        rest = behind;
    }
    let unmarked = rest.strip_prefix(mark);
    let Some(behind) = unmarked.unwrap_or(rest).trim_start().strip_prefix([':', '：']) else { return text };
    let behind = if unmarked.is_none() || mark.is_empty() { behind.strip_prefix(mark) } else { Some(behind) };
    behind.map(str::trim_start).filter(|behind| !behind.is_empty()).unwrap_or(text)
}

/// Splits `NAME (value)`, `NAME = value` and `NAME value` where the value is a number.
pub(super) fn split_line(plain: &str) -> Option<(&str, &str)> {
    let end = plain.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))?;
    let (name, rest) = plain.split_at(end);
    let rest = rest.trim();
    let value = rest.strip_prefix(['=', ':']).map_or(rest, str::trim);
    let value = value.strip_prefix('(').and_then(|value| value.strip_suffix(')')).unwrap_or(value).trim();
    (is_constant_name(name) && is_number(value)).then_some((name, value))
}

/// Whether a word is written as constants are: capitals, digits and underscores, more than one of them.
pub(super) fn is_constant_name(word: &str) -> bool {
    is_identifier(word)
        && word.len() > 2
        && word.bytes().filter(u8::is_ascii_uppercase).count() >= 2
        && !word.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_c_writes_them() {
        for (text, value) in [
            ("0x0002", 2),
            ("((ULONG)0x00000180)", 0x180),
            ("(ULONG) 0x00200000", 0x0020_0000),
            ("12", 12),
            ("-1L", -1),
            ("( 3 )", 3),
            ("0x80040102", 0x8004_0102),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for text in ["", "()", "x", "PROP_TAG(PT_BINARY, 0x3D15)", "1.5", "2018 年", "0x", "(("] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn texts_of_items_lose_their_names() {
        for (text, name, left) in [
            ("FL_PREFIX: To match, it", "FL_PREFIX", "To match, it"),
            ("FL\\_PREFIX：一致", "FL_PREFIX", "一致"),
            ("**FL_PREFIX**: it", "FL_PREFIX", "it"),
            ("**FL_PREFIX:** it", "FL_PREFIX", "it"),
            ("FL_PREFIX: **X** is", "FL_PREFIX", "**X** is"),
            ("**FL_PREFIX** : _x_ is", "FL_PREFIX", "_x_ is"),
            ("_FL_X: it", "_FL_X", "it"),
            ("**FL_PREFIX: it**", "FL_PREFIX", "**FL_PREFIX: it**"),
            ("FL_PREFIXES: it", "FL_PREFIX", "FL_PREFIXES: it"),
            ("FL_PREFIX", "FL_PREFIX", "FL_PREFIX"),
            ("", "FL_PREFIX", ""),
        ] {
            assert_eq!(without_name(text, name), left, "{text}");
        }
    }

    #[test]
    fn lines_give_a_name_and_a_value() {
        assert_eq!(split_line("MAPI_X (0x00000001)"), Some(("MAPI_X", "0x00000001")));
        assert_eq!(split_line("MAPI_X = 1"), Some(("MAPI_X", "1")));
        for line in ["MAPI_X", "In 2018", "Outlook 2013", "MAPI_X (the value)", "x = 1"] {
            assert_eq!(split_line(line), None, "{line}");
        }
    }
}
