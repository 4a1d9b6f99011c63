//! `repeated-word`: a word stands twice in a row.
//!
//! ## What it finds
//! A word or name of the target directly followed by itself, unless the source has it twice too or the language does so
//! (`die die`, `tanto como como`). Numbers do not count, nor do single letters where the source speaks of letters.
//!
//! ## Why it matters
//! One of the two is in the place of another word, or too much.
//!
//! ## Example
//! `en lugar de de un objeto`.
//!
//! ## How to mend
//! Take one out, or write what should stand there.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule =
    super::rule!("repeated-word", Warning, "A word stands twice in a row.", "repeated_word.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// Words that a sentence can need twice in a row: relative pronouns behind articles, and the like.
const RIGHTLY: &[(&str, &[&str])] = &[
    ("de", &["an", "auf", "das", "dem", "den", "der", "deren", "die", "es", "in", "mit", "sie", "von", "zu"]),
    ("es", &["como", "nos", "que"]),
    ("fr", &["nous", "vous"]),
    ("it", &["si"]),
    ("pt", &["como", "se"]),
    ("ru", &["что"]),
];

/// Within how many words a word that is said twice may become a word twice in a row.
const NEAR: usize = 6;
/// Words beyond are not looked at: no sentence has so many.
const MOST_WORDS: usize = 400;

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    let target = &pair.target;
    for span in twice(target) {
        let word = span.of(target.text);
        let first = word.split_whitespace().next().unwrap_or_default();
        let language = knowledge.locale.language();
        let rightly = RIGHTLY.iter().any(|(of, words)| {
            *of == language && words.iter().any(|right| right.eq_ignore_ascii_case(first))
        });
        // `The row's row number` has to say its word twice, and may have to in a row.
        let is_meant = || !pair.source.text.contains(first) && says_twice(&pair.source);
        // `from a to f` is about letters, and `de a a f` says one beside a word of one letter.
        let is_letter = || first.len() == 1 && says_letter(&pair.source);
        if !rightly && twice(&pair.source).next().is_none() && !is_meant() && !is_letter() {
            found.at(span, format!("`{first}` stands twice"));
        }
    }
}

/// Where a word, a space and the same word stand.
fn twice<'h>(half: &'h Half<'_>) -> impl Iterator<Item = Span> + 'h {
    let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Identifier);
    half.tokens.windows(3).filter_map(move |three| {
        let [one, space, other] = three else { return None };
        let ends = |end: u32| !half.text[end as usize..].starts_with('-');
        let same = is_word(one.kind)
            && one.kind == other.kind
            && space.kind == TokenKind::Space
            && one.span.range().len() == other.span.range().len()
            && half.text_of(one) == half.text_of(other)
            && ends(other.span.end)
            && !super::prose::is_damaged(half.text_of(one));
        same.then_some(Span { start: one.span.start, end: other.span.end })
    })
}

/// Whether a half says a letter that is no English word.
fn says_letter(half: &Half<'_>) -> bool {
    let letters = half.of_kind(TokenKind::Word).map(|token| half.text_of(token));
    letters.filter(|word| word.len() == 1).any(|letter| !matches!(letter, "a" | "A" | "I"))
}

/// Whether a half says some longer word twice within a few words, in the singular or the plural.
fn says_twice(half: &Half<'_>) -> bool {
    let words: Vec<&str> = half
        .of_kind(TokenKind::Word)
        .map(|token| half.text_of(token).trim_end_matches('s'))
        .filter(|word| word != &"the")
        .take(MOST_WORDS)
        .collect();
    let near = |at: usize| &words[at + 1..words.len().min(at + 1 + NEAR)];
    words
        .iter()
        .enumerate()
        .any(|(at, word)| word.len() > 2 && near(at).iter().any(|other| other.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn a_word_too_many_is_found() {
        assert_eq!(ask(&CHECK, "instead of one", "en lugar de de uno"), [("de de".to_owned(), None)]);
        let found = ask_in(&CHECK, "ja-JP", "**PR_SUBJECT** is", "**、PR_SUBJECT PR_SUBJECT** は");
        assert_eq!(found, [("PR_SUBJECT PR_SUBJECT".to_owned(), None)]);
    }

    #[test]
    fn what_the_language_or_the_source_has_twice_is_right() {
        assert_eq!(ask(&CHECK, "both as x and as columns", "tanto como x como como columnas"), []);
        assert_eq!(ask_in(&CHECK, "de-DE", "those that", "die Namen, die die Tabelle hat"), []);
        assert_eq!(ask_in(&CHECK, "ru-RU", "the row's row number", "номер строки строки"), []);
        assert_eq!(ask_in(&CHECK, "pt-BR", "digits from a to f", "dígitos de a a f"), []);
        assert_eq!(ask_in(&CHECK, "pt-BR", "goes to the page", "vai a a página").len(), 1);
        assert_eq!(ask(&CHECK, "the blah blah", "el blah blah"), []);
        assert_eq!(ask(&CHECK, "600,000,000", "600 000 000"), []);
        assert_eq!(ask(&CHECK, "Word Word2", "Word, Word"), []);
    }
}
