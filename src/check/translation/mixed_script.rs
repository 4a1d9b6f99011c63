//! `mixed-script`: letters of two scripts stand in one word.
//!
//! ## What it finds
//! Cyrillic letters directly beside Latin ones, within a word or a name: a Cyrillic `с` looks like a Latin one. Names and
//! abbreviations before an ending that a hyphen parts (`MAPI-сервер`) are no such thing, and in languages without spaces a
//! name may touch the words.
//!
//! ## Why it matters
//! The word looks right and is not: search, spelling checkers and compilers see another one.
//!
//! ## Example
//! `cообщение` with a Latin `c`.
//!
//! ## How to mend
//! Write the word in one script.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Token, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule =
    super::rule!("mixed-script", Warning, "Letters of two scripts stand in one word.", "mixed_script.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    // Every Cyrillic letter begins with one of four bytes.
    let text = pair.target.text;
    if !text.bytes().any(|byte| matches!(byte, 0xd0..=0xd3)) {
        return;
    }
    let is_word = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Identifier);
    for two in pair.target.tokens.windows(2) {
        let [one, other] = two else { continue };
        if !is_word(one) || !is_word(other) {
            continue;
        }
        let span = Span { start: one.span.start, end: other.span.end };
        let word = span.of(text);
        let (one, other) = (one.of(text), other.of(text));
        if is_mixed(one, other) && !pair.source.text.contains(word) {
            found.at(span, format!("`{word}` mixes Latin and Cyrillic letters"));
        }
    }
}

/// Whether one is of Cyrillic letters and the other of Latin ones that nothing has damaged.
fn is_mixed(one: &str, other: &str) -> bool {
    let cyrillic = |word: &str| word.starts_with(|letter: char| matches!(letter, '\u{400}'..='\u{52f}'));
    let latin = |word: &str| word.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let mixed = (cyrillic(one) && latin(other)) || (latin(one) && cyrillic(other));
    mixed && !super::prose::is_damaged(one) && !super::prose::is_damaged(other)
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask_in;
    use super::*;

    #[test]
    fn a_latin_letter_in_a_cyrillic_word_is_found() {
        let found = ask_in(&CHECK, "ru-RU", "a message", "новое cообщение");
        assert_eq!(found, [("cообщение".to_owned(), None)]);
    }

    #[test]
    fn names_beside_words_are_none() {
        for target in ["MAPI-сервер", "метод Details и PR_SUBJECT", "информаци\u{fffd}n"]
        {
            assert_eq!(ask_in(&CHECK, "ru-RU", "a message", target), [], "{target}");
        }
        assert_eq!(ask_in(&CHECK, "ja-JP", "a message", "Detailsメソッド"), []);
    }
}
