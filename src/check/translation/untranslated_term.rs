//! `untranslated-term`: a short text was left in the source language, although the locale has a translation of it.
//!
//! ## What it finds
//! Headings, cells and labels of a few words that are the same in source and target, where the same source text is
//! translated in another place of the locale. Names of the API and types of C do not count, nor do translations that say
//! the source's word too (`Type (Tipo)`).
//!
//! ## Why it matters
//! Readers meet two words for one thing, and one of them is not in their language.
//!
//! ## Example
//! The heading `Parameters` left so on one page, and `Parámetros` on another.
//!
//! ## How to mend
//! Write what the other place says. Where the locale has one translation only, the finding's fix is that.

use super::prose::{is_damaged, is_glue, left_words, same_letters};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::parse::prototype;
use crate::segment::tokens::{Half, TokenKind};

pub(super) static RULE: Rule = super::rule!(
    "untranslated-term",
    Warning,
    "A short text that is translated elsewhere was left in the source language.",
    "untranslated_term.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The most words of a term.
const MOST_WORDS: usize = 6;

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    if pair.source.text.trim() != pair.target.text.trim() || !is_term(&pair.source) {
        return;
    }
    let term = pair.source.text.trim();
    if knowledge.names.contains(term) || prototype::is_builtin_type(term) {
        return;
    }
    let left = left_words(&pair.source, &pair.source);
    let mut others = knowledge.memory.translations(pair.source.text).filter(|unit| {
        let is_other = !is_damaged(unit.target) && !same_letters(unit.source, unit.target);
        is_other && (left == 0 || left_words(&pair.source, &Half::new(unit.target)) < left)
    });
    let Some(other) = others.next() else { return };
    let defect = found.whole(pair, format!("not translated, although it is `{}` elsewhere", other.target));
    if others.next().is_none() {
        defect.fix = Some(other.target.to_owned());
    }
}

/// Whether a half is a few words of prose, beside which names and code may stand.
fn is_term(half: &Half<'_>) -> bool {
    let words = || half.of_kind(TokenKind::Word).map(|token| half.text_of(token));
    let is_sentence = words().count() > 2 && words().any(is_glue);
    words().any(|word| word.len() > 2) && words().nth(MOST_WORDS).is_none() && !is_sentence
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask_among;
    use super::*;

    fn ask(others: &[(&str, &str)], text: &str) -> Vec<(String, Option<String>)> {
        ask_among(&CHECK, "es-ES", others, text, text)
    }

    #[test]
    fn a_term_with_a_translation_is_found() {
        let fix = Some("Parámetros".to_owned());
        let others = [("Parámetros", "Parameters"), ("Par\u{fffd}metros", "Parameters")];
        assert_eq!(ask(&others, "Parameters"), [("Parameters".to_owned(), fix)]);
        let others = [("Vea", "See also"), ("Ver también", "See also")];
        assert_eq!(ask(&others, "See also"), [("See also".to_owned(), None)]);
    }

    #[test]
    fn what_is_the_same_everywhere_and_names_are_none() {
        assert_eq!(ask(&[("Mapi", "MAPI"), ("MAPI", "MAPI")], "MAPI"), []);
        assert_eq!(ask(&[("Detalles", "Details")], "Details"), []);
        assert_eq!(ask(&[], "Parameters"), []);
        assert_eq!(ask(&[("Otro", "PR_SUBJECT")], "PR_SUBJECT"), []);
        assert_eq!(ask(&[("flotante", "float")], "float"), [], "a type of C");
        assert_eq!(ask(&[("Tipo (Type)", "Type")], "Type"), [], "the other says the word too");
    }
}
