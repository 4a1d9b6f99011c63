//! `untranslated-link-text`: the text of a link is left in the source language.
//!
//! ## What it finds
//! A link of words, not of names, whose text is the source's in a target that is otherwise translated, where the locale
//! translates the same words elsewhere.
//!
//! ## Why it matters
//! The reader is sent to a page whose title is another one there.
//!
//! ## Example
//! `see [Opening a Table](open.md)` translated as `vea [Opening a Table](open.md)`.
//!
//! ## How to mend
//! Write the page's title as its own page has it.

use super::drawn_in::ends;
use super::links::links;
use super::prose::is_damaged;
use super::untranslated_sentence::is_untranslated;
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Token, TokenKind};

pub(super) static RULE: Rule = super::rule!(
    "untranslated-link-text",
    Warning,
    "The text of a link is not translated.",
    "untranslated_link_text.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    if pair.source.text == pair.target.text || is_untranslated(pair) {
        return;
    }
    for link in links(&pair.target).iter().filter(|link| !link.image) {
        let words = pair.target.within(link.inner);
        // A sign of the sentence that was drawn in is another rule's.
        let text = without_signs(link.text);
        if !is_prose(words, pair.target.text)
            || !links(&pair.source).iter().any(|other| without_signs(other.text) == text)
        {
            continue;
        }
        let translated = || knowledge.memory.similar(text).filter(|unit| unit.target != unit.source);
        let whole = translated().find(|unit| !is_damaged(unit.target));
        if let Some(unit) = whole.or_else(|| translated().next()) {
            found.at(link.inner, format!("`{text}` is translated as `{}` elsewhere", unit.target));
        }
    }
}

/// A link's text without the signs of the sentence that stand at its ends.
fn without_signs(text: &str) -> &str {
    let (before, behind) = ends(text);
    text[before..text.len() - behind].trim()
}

/// Whether two words at least are words of a language: in small letters, behind the first one.
fn is_prose(tokens: &[Token], text: &str) -> bool {
    let is_word = |token: &&Token| {
        let word = token.of(text);
        token.kind == TokenKind::Word
            && word.len() > 1
            && word.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
    };
    let names = tokens.iter().any(|token| token.kind == TokenKind::Identifier);
    !names && tokens.iter().filter(is_word).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_among};
    use super::*;

    #[test]
    fn titles_that_are_translated_elsewhere_are_to_be_here() {
        let others = [("Abrir una tabla", "Opening a Table")];
        assert_eq!(
            ask_among(&CHECK, "es-ES", &others, "see [Opening a Table](t.md)", "vea [Opening a Table](t.md)"),
            [("Opening a Table".to_owned(), None)]
        );
        assert_eq!(
            ask_among(
                &CHECK,
                "es-ES",
                &others,
                "see [Opening a Table](t.md).",
                "vea [Opening a Table.](t.md)"
            ),
            [("Opening a Table.".to_owned(), None)]
        );
    }

    #[test]
    fn names_and_titles_nobody_translates_stay() {
        assert_eq!(ask(&CHECK, "see [Opening a Table](t.md)", "vea [Opening a Table](t.md)"), []);
        let others = [("IFoo : IBar", "IFoo : IBar"), ("tabla de filas SRow", "SRow table rows")];
        for link in ["[IFoo : IBar](t.md)", "[SRow table rows](t.md)"] {
            let (source, target) = (format!("see {link}"), format!("vea {link}"));
            assert_eq!(ask_among(&CHECK, "es-ES", &others, &source, &target), []);
        }
    }
}
