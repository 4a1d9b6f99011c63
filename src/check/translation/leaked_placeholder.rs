//! `leaked-placeholder`: a sign that machine translation put in the place of a name was not put back.
//!
//! ## What it finds
//! `#A0`, `#A1` and their like in the prose of a target whose source has none: a number sign, one capital letter, one or
//! two digits.
//!
//! ## Why it matters
//! A word that the sentence is about is gone, and readers see a code that means nothing to them.
//!
//! ## Example
//! `each MAPI session` translated as `jede #A0`.
//!
//! ## How to mend
//! Translate the words of the source that stand nowhere in the target, and write them in its place.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, Token, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "leaked-placeholder",
    Error,
    "A machine translation's placeholder stands in the text.",
    "leaked_placeholder.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// What a placeholder begins with.
const SIGN: &str = "#";

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if !pair.target.text.contains(SIGN) {
        return;
    }
    let mut places = placeholders(&pair.target);
    let Some(first) = places.next() else { return };
    if placeholders(&pair.source).next().is_some() {
        return;
    }
    let placeholder = first.of(pair.target.text);
    let message = match places.count() {
        0 => format!("`{placeholder}` stands in the place of words of the source"),
        more => format!("`{placeholder}` and {more} more stand in the place of words of the source"),
    };
    found.at(first, message);
}

/// Where a half has a placeholder in its prose.
fn placeholders<'h>(half: &'h Half<'_>) -> impl Iterator<Item = Span> + 'h {
    half.tokens.windows(2).filter_map(move |two| {
        let [sign, code] = two else { return None };
        let is_sign = sign.kind == TokenKind::Punctuation && half.text_of(sign) == SIGN;
        (is_sign && is_code(half, code)).then_some(Span { start: sign.span.start, end: code.span.end })
    })
}

/// Whether a token is one capital letter and one or two digits.
fn is_code(half: &Half<'_>, token: &Token) -> bool {
    let text = half.text_of(token);
    matches!(token.kind, TokenKind::Word | TokenKind::Identifier)
        && matches!(text.len(), 2 | 3)
        && text.starts_with(|letter: char| letter.is_ascii_uppercase())
        && text.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn placeholders_are_found_once_a_segment() {
        let found = ask(&CHECK, "each MAPI session and store", "jede #A0 und #A1.");
        assert_eq!(found, [("#A0".to_owned(), None)]);
    }

    #[test]
    fn what_the_source_says_and_code_is_not() {
        assert_eq!(ask(&CHECK, "cell #A0 of it", "celda #A0"), []);
        assert_eq!(ask(&CHECK, "the note", "la nota `#A0`, [x](a.md#A0), C#, #1, #ABC, &#A0;"), []);
    }
}
