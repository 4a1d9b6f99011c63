//! `source-run`: a stretch of the source language was left inside a translated sentence.
//!
//! ## What it finds
//! Three words or more in a row that stand the same in source and target, of which at least one only holds others together
//! (`the`, `of`, `which`). Titles (`Out of Office`), quotations, code and the texts of links do not count, nor does a
//! sentence that was left as a whole: `untranslated-sentence` finds that.
//!
//! ## Why it matters
//! The sentence changes its language on the way; often the machine that translated it lost the thread there.
//!
//! ## Example
//! `Release the stream` within `llama a **Release** on the stream para guardar`.
//!
//! ## How to mend
//! Translate what is left, and read the whole sentence again.

use super::prose::{is_glue, words};
use super::untranslated_sentence::is_untranslated;
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "source-run",
    Warning,
    "A stretch of the source language was left inside the translation.",
    "source_run.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The fewest words of a stretch.
const STRETCH: usize = 3;
/// Words beyond are not compared: no sentence has so many.
const MOST_WORDS: usize = 400;

/// A word of prose: its text, where, and whether nothing but a space parts it from the word before.
struct Word<'a> {
    text: &'a str,
    span: Span,
    follows: bool,
}

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if !words(&pair.target).any(|(_, token)| is_english(pair.target.text_of(token))) || is_untranslated(pair)
    {
        return;
    }
    let (source, target) = (row(&pair.source), row(&pair.target));
    let mut at = 0;
    while at < target.len() {
        let length = (0..source.len()).map(|from| common(&source[from..], &target[at..])).max().unwrap_or(0);
        if length >= STRETCH && is_prose(&target[at..at + length]) {
            let span = Span { start: target[at].span.start, end: target[at + length - 1].span.end };
            found.at(span, format!("`{}` is left in the source language", span.of(pair.target.text)));
        }
        at += length.max(1);
    }
}

fn is_english(word: &str) -> bool {
    word.is_ascii() && is_glue(word)
}

/// The words of a half's prose.
fn row<'a>(half: &Half<'a>) -> Vec<Word<'a>> {
    let mut row = Vec::new();
    let mut last = usize::MAX;
    for (index, token) in words(half).take(MOST_WORDS) {
        let follows = index >= 2 && last == index - 2 && half.tokens[index - 1].kind == TokenKind::Space;
        row.push(Word { text: half.text_of(token), span: token.span, follows });
        last = index;
    }
    row
}

/// How many words two rows have in common from their beginning on, without a sign between them.
fn common(source: &[Word<'_>], target: &[Word<'_>]) -> usize {
    let pairs = source.iter().zip(target).enumerate();
    pairs
        .take_while(|(index, (one, other))| {
            (*index == 0 || (one.follows && other.follows)) && one.text.eq_ignore_ascii_case(other.text)
        })
        .count()
}

/// Whether a stretch is of a sentence and no title: it has glue, and other small words or much glue.
fn is_prose(words: &[Word<'_>]) -> bool {
    let glue = words.iter().filter(|word| is_english(word.text)).count();
    let others = || words.iter().filter(|word| !is_english(word.text));
    let small =
        others().filter(|word| word.text.starts_with(|letter: char| letter.is_ascii_lowercase())).count();
    glue > 0 && (small * 2 > others().count() || glue > 2)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn a_stretch_inside_a_translation_is_found() {
        let source = "Call **Release** on the stream to save it and free it.";
        let found = ask_in(&CHECK, "ja-JP", source, "**Release** on the stream を呼び出して保存します。");
        assert_eq!(found, [("on the stream".to_owned(), None)]);
        let found =
            ask(&CHECK, "The flag tells that all names are kept.", "El flag tells that all se conservan.");
        assert_eq!(found, [("flag tells that all".to_owned(), None)]);
    }

    #[test]
    fn titles_and_quotations_are_none() {
        for (source, target) in [
            ("Except for Out of Office rules.", "Excepto las reglas Out of Office."),
            ("See \"a book on the format\" first.", "Vea antes \"a book on the format\"."),
            ("Names such as John (What a Guy) Doe.", "Nombres como John (What a Guy) Doe."),
            ("The store is open.", "El almacén está abierto."),
        ] {
            assert_eq!(ask(&CHECK, source, target), [], "{target}");
        }
    }
}
