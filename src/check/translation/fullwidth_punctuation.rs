//! `fullwidth-punctuation`: a wide sign of East Asian text stands inside a name, a number or code.
//!
//! ## What it finds
//! Full-width letters, digits and signs where Latin letters stand on both sides (`IAddrBook：：Details`, `[in， out]`,
//! `ITable ： IUnknown`) or digits that the source has as one number (`15，000`), and any of them in a language that does not write so. Between ideographs and kana they are right.
//!
//! ## Why it matters
//! Whoever copies the name gets one that no compiler knows, and search does not find it.
//!
//! ## Example
//! `[in, out]` translated as `[in， out]`.
//!
//! ## How to mend
//! Write the ASCII sign. The finding's fix does that where the source has the name so.

use super::identifiers::bounded;
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
    let wide: Vec<Span> = wide(text, pair.source.text, knowledge.has_wide_signs()).take(MOST + 1).collect();
    let (Some(first), Some(last)) = (wide.first(), wide.last()) else { return };
    let ascii = |span: &Span| span.of(text).chars().next().and_then(narrow).unwrap_or_default();
    let message = match wide.as_slice() {
        [one] => format!("`{}` is a wide `{}`", one.of(text), ascii(one)),
        _ => format!("{} signs are wide, the first a `{}`", wide.len(), ascii(first)),
    };
    let mended = |signs: &[&Span]| {
        let mut mended = text.to_owned();
        for span in signs.iter().rev() {
            mended.replace_range(span.range(), ascii(span).encode_utf8(&mut [0; 4]));
        }
        mended
    };
    let span = Span { start: first.start, end: last.end };
    if wide.len() > MOST {
        found.at(span, message);
        return;
    }
    let all = mended(&wide.iter().collect::<Vec<_>>());
    // Certain are those where the source has the very stretch, with what stands beside; neighbours are judged as one.
    let mut certain: Vec<&Span> = Vec::new();
    let mut narrowed = 0;
    for run in wide.chunk_by(|one, next| one.end == next.start) {
        let at = run[0].start as usize - narrowed;
        narrowed += run.iter().map(|span| span.range().len() - 1).sum::<usize>();
        let grown = Span::new(before(&all, at), after(&all, at + run.len() - 1));
        if bounded(pair.source.text, grown.of(&all).trim()).next().is_some() {
            certain.extend(run);
        }
    }
    let defect = found.at(span, message);
    defect.fix = (!certain.is_empty()).then(|| mended(&certain));
}

/// The most wide signs of a segment that are mended, each looked for in the source.
const MOST: usize = 64;

/// The ASCII sign of a full-width one.
pub(super) fn narrow(wide: char) -> Option<char> {
    matches!(wide, '！'..='～').then(|| char::from_u32(u32::from(wide) - 0xfee0)).flatten()
}

/// Wide signs that should not be wide.
fn wide<'t>(text: &'t str, source: &'t str, cjk: bool) -> impl Iterator<Item = Span> + 't {
    text.char_indices().filter_map(move |(at, sign)| {
        let ascii = narrow(sign)?;
        let end = at + sign.len_utf8();
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        let wrong = match ascii {
            _ if !cjk => true,
            ':' => {
                let is_beside = |sign| before == Some(sign) || after == Some(sign);
                is_beside('：') || is_beside(':') || is_between_names(text, source, at, end)
            }
            '_' | '#' | '\\' | '<' | '>' | '=' | '&' | '.' => latin(before) && latin(after),
            ',' => {
                latin(before) && (in_direction(text, at) || parts_thousands(text, source, Span::new(at, end)))
            }
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

/// Whether the colon stands, with spaces, between names that the source has with a colon between: `ITable ： IUnknown`.
fn is_between_names(text: &str, source: &str, at: usize, end: usize) -> bool {
    let of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let (Some(before), Some(behind)) = (text[..at].strip_suffix(' '), text[end..].strip_prefix(' ')) else {
        return false;
    };
    let first = &before[before.trim_end_matches(of_name).len()..];
    let second = &behind[..behind.len() - behind.trim_start_matches(of_name).len()];
    !first.is_empty() && !second.is_empty() && source.contains(&format!("{first} : {second}"))
}

/// Whether the comma parts the thousands of a number that the source has: `600，000`.
pub(super) fn parts_thousands(text: &str, source: &str, comma: Span) -> bool {
    let (at, end) = (comma.start as usize, comma.end as usize);
    let is_digit = |letter: char| letter.is_ascii_digit();
    let before = &text[text[..at].trim_end_matches(is_digit).len()..at];
    let behind = &text[end..text.len() - text[end..].trim_start_matches(is_digit).len()];
    matches!((before.len(), behind.len()), (1..=3, 3)) && source.contains(&format!("{before},{behind}"))
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
        assert_eq!(
            ask_in(&CHECK, "zh-CN", "of 600,000,000 at most", "为 600，000，000")[0].1.as_deref(),
            Some("为 600,000,000")
        );
        assert_eq!(
            ask_in(&CHECK, "zh-CN", "See [ITable : IUnknown](a.md).", "请参阅 [ITable ： IUnknown](a.md)。")
                [0]
            .1
            .as_deref(),
            Some("请参阅 [ITable : IUnknown](a.md)。")
        );
        assert_eq!(
            ask_in(&CHECK, "zh-CN", "IAddrBook::Details is", "Iaddrbook：：Details 是"),
            [("：：".to_owned(), None)],
            "half of it is not certain"
        );
        assert_eq!(ask(&CHECK, "16 of it", "１ de ello"), [("１".to_owned(), None)]);
        assert_eq!(ask(&CHECK, "A", &"Ａ".repeat(300_000)).len(), 1, "quickly");
        assert_eq!(ask(&CHECK, "a (b)", "a （b)").len(), 1);
    }

    #[test]
    fn wide_signs_between_ideographs_are_right() {
        for target in ["フォルダー（IPM）：", "名称，值。", "型：PT_LONG"] {
            assert_eq!(ask_in(&CHECK, "zh-CN", "a (IPM): x", target), [], "{target}");
        }
        assert_eq!(ask_in(&CHECK, "zh-CN", "Outlook 2007, 2010", "Outlook 2007，2010"), []);
        assert_eq!(ask(&CHECK, "a", "a\u{fffd}"), []);
    }
}
