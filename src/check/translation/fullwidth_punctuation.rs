//! `fullwidth-punctuation`: a wide sign of East Asian text stands inside a name, a number or code.
//!
//! ## What it finds
//! Full-width letters, digits and signs where Latin letters stand on both sides (`IAddrBook：：Details`, `[in， out]`), and
//! any of them in a language that does not write so. Between ideographs and kana they are right.
//!
//! ## Why it matters
//! Whoever copies the name gets one that no compiler knows, and search does not find it.
//!
//! ## Example
//! `[in, out]` translated as `[in， out]`.
//!
//! ## How to mend
//! Write the ASCII sign. The finding's fix does that where the source has the name so.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "fullwidth-punctuation",
    Warning,
    "A wide sign of East Asian text stands inside a name, a number or code.",
    "fullwidth_punctuation.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    let text = pair.target.text;
    // All of them begin with one byte.
    if !text.bytes().any(|byte| byte == 0xef) {
        return;
    }
    let wide: Vec<Span> = wide(text, knowledge.has_wide_signs()).collect();
    let (Some(first), Some(last)) = (wide.first(), wide.last()) else { return };
    let ascii = |span: &Span| span.of(text).chars().next().and_then(narrow).unwrap_or_default();
    let message = match wide.as_slice() {
        [one] => format!("`{}` is a wide `{}`", one.of(text), ascii(one)),
        _ => format!("{} signs are wide, the first a `{}`", wide.len(), ascii(first)),
    };
    let mut fix = text.to_owned();
    for span in wide.iter().rev() {
        fix.replace_range(span.range(), ascii(span).encode_utf8(&mut [0; 4]));
    }
    let span = Span { start: first.start, end: last.end };
    // Certain is it where the source has the very stretch, with what stands beside.
    let grown = Span::new(before(&fix, first.start as usize), after(&fix, first.start as usize));
    let is_certain = pair.source.text.contains(grown.of(&fix));
    let defect = found.at(span, message);
    defect.fix = is_certain.then_some(fix);
}

/// The ASCII sign of a full-width one.
fn narrow(wide: char) -> Option<char> {
    matches!(wide, '！'..='～').then(|| char::from_u32(u32::from(wide) - 0xfee0)).flatten()
}

/// Wide signs that should not be wide.
fn wide(text: &str, cjk: bool) -> impl Iterator<Item = Span> {
    text.char_indices().filter_map(move |(at, sign)| {
        let ascii = narrow(sign)?;
        let end = at + sign.len_utf8();
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        let wrong = match ascii {
            _ if !cjk => true,
            ':' => before == Some('：') || after == Some('：'),
            '_' | '#' | '\\' | '<' | '>' | '=' | '&' | '.' => latin(before) && latin(after),
            ',' => latin(before) && in_direction(text, at),
            _ => ascii.is_ascii_alphanumeric(),
        };
        wrong.then(|| Span::new(at, end))
    })
}

/// Whether the place is inside `[in， out]`.
fn in_direction(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let Some(open) = before.rfind('[') else { return false };
    let word = before[open + 1..].trim();
    word.len() < 10 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Where the word begins that ends at or goes on over `at`.
fn before(text: &str, at: usize) -> usize {
    text[..at]
        .rfind(|letter: char| !letter.is_ascii_alphanumeric())
        .map_or(0, |found| found + text[found..].chars().next().map_or(1, char::len_utf8))
}

/// Where what follows the sign at `at` ends.
fn after(text: &str, at: usize) -> usize {
    let from = at + 1;
    let rest = text.get(from..).unwrap_or_default();
    let stop = |letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, ' ' | ':'));
    from + rest.find(stop).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn wide_signs_in_names_are_made_narrow() {
        assert_eq!(
            ask_in(&CHECK, "zh-CN", "[in, out] A name", "[in， out] 名称"),
            [("，".to_owned(), Some("[in, out] 名称".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "IAddrBook::Details is", "IAddrBook：：Details は"),
            [("：：".to_owned(), Some("IAddrBook::Details は".to_owned()))]
        );
        assert_eq!(ask(&CHECK, "a (b)", "a （b)").len(), 1);
    }

    #[test]
    fn wide_signs_between_ideographs_are_right() {
        for target in ["フォルダー（IPM）：", "名称，值。", "型：PT_LONG"] {
            assert_eq!(ask_in(&CHECK, "zh-CN", "a (IPM): x", target), [], "{target}");
        }
        assert_eq!(ask(&CHECK, "a", "a\u{fffd}"), []);
    }
}
