//! Declarations of Rust in colour, by their tokens: they are short, and the crate writes them.

use super::escape::{escape, escape_into};

const KEYWORDS: &[&str] = &[
    "as", "const", "dyn", "enum", "extern", "fn", "impl", "mut", "pub", "self", "struct", "trait", "type",
    "union", "unsafe",
];
const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "isize", "str", "u8", "u16", "u32", "u64",
    "usize",
];

/// A declaration as HTML, the inside of a `<code>`.
pub(super) fn highlight(code: &str) -> String {
    let mut html = String::with_capacity(code.len() * 3);
    let mut rest = code;
    let mut before = "";
    while let Some(first) = rest.chars().next() {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let end = match first {
            '"' => rest[1..].find('"').map_or(rest.len(), |end| end + 2),
            '#' if rest.starts_with("#[") => rest.find('\n').unwrap_or(rest.len()),
            _ if is_word(first) => rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()),
            '#' => 1,
            _ => rest.find(|letter| is_word(letter) || matches!(letter, '"' | '#')).unwrap_or(rest.len()),
        };
        let (token, behind) = rest.split_at(end);
        rest = behind;
        match class(first, token, before, rest) {
            Some(class) => {
                html.push_str("<span class=\"hl-");
                html.push_str(class);
                html.push_str("\">");
                html.push_str(&escape(token));
                html.push_str("</span>");
            }
            None => escape_into(token, &mut html),
        }
        if is_word(first) {
            before = token;
        }
    }
    html
}

/// What a token is, from what it begins with, the word before it and what follows; `None` for what has no colour.
fn class(first: char, token: &str, before: &str, behind: &str) -> Option<&'static str> {
    match first {
        '"' => Some("string"),
        '#' if token.len() > 1 => Some("attribute"),
        '0'..='9' => Some("number"),
        _ if KEYWORDS.contains(&token) => Some("keyword"),
        _ if PRIMITIVES.contains(&token) => Some("type-builtin"),
        _ if token == "_" || !(first.is_alphabetic() || first == '_') || behind.starts_with("::") => None,
        _ if before == "fn" => Some("function"),
        _ if matches!(before, "trait" | "struct" | "union" | "type") => Some("type"),
        _ if before == "const" && behind.starts_with(':') => Some("constant"),
        _ if behind.starts_with(':') => Some("variable-parameter"),
        _ => Some("type"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_told_apart() {
        let html =
            highlight("pub unsafe fn Logoff(\n    &self,\n    ulFlags: u32,\n) -> windows_core::Result<()>");
        for part in [
            "<span class=\"hl-keyword\">fn</span> <span class=\"hl-function\">Logoff</span>(",
            "&amp;<span class=\"hl-keyword\">self</span>",
            "<span class=\"hl-variable-parameter\">ulFlags</span>: <span class=\"hl-type-builtin\">u32</span>",
            "-&gt; windows_core::<span class=\"hl-type\">Result</span>&lt;()&gt;",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(highlight("pub trait X_Impl: Y {").contains("<span class=\"hl-type\">X_Impl</span>"));
        assert!(
            highlight("#[repr(C)]\npub struct X")
                .starts_with("<span class=\"hl-attribute\">#[repr(C)]</span>\n")
        );
    }

    #[test]
    fn no_letter_is_lost() {
        for code in ["#", "##[", "\"open", "é::ü \u{2028}", "a#b\"c\"d", "", "<>&"] {
            let text = highlight(code)
                .replace("</span>", "")
                .split("<span")
                .map(|part| part.split_once("\">").map_or(part, |(_, text)| text))
                .collect::<String>();
            assert_eq!(text, escape(code), "{code}");
        }
    }
}
