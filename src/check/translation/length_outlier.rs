//! `length-outlier`: the target is far longer or shorter than a translation of its source can be.
//!
//! ## What it finds
//! Texts whose translation has less than a quarter of their letters, or more than three times as many and a few; ideographs
//! count twice. Numbers and code count on neither side, and damaged targets are left to their own rule.
//!
//! ## Why it matters
//! A part of the sentence was lost, or another one got into its place.
//!
//! ## Example
//! `Opens a folder and returns its table, sorted as the caller wants.` translated as `Abre.`
//!
//! ## How to mend
//! Read both halves, and translate the sentence anew.

use super::prose::is_damaged;
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, Token, TokenKind};

pub(super) static RULE: Rule = super::rule!(
    "length-outlier",
    Warning,
    "The target is far longer or shorter than its source.",
    "length_outlier.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The fewest letters of a source whose length says something.
const ENOUGH: usize = 24;
/// Letters that a translation may always have more: `See Remarks.` becomes a sentence in many languages.
const SPARE: usize = 16;

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    // No letter takes more than three bytes: halves of like length need no counting.
    let (source, target) = (pair.source.text.len(), pair.target.text.len());
    if target < source * 3 && source < target * 2 {
        return;
    }
    let source = letters(&pair.source);
    let target = letters(&pair.target);
    // Ideographs and kana say as much in half of the letters.
    let target = if knowledge.is_dense() { target * 2 } else { target };
    if source.max(target) < ENOUGH || is_damaged(pair.target.text) {
        return;
    }
    if source >= ENOUGH && target * 4 < source {
        found.whole(pair, format!("far shorter than the source: {target} letters to {source}"));
    } else if target * 5 > source * 16 + 5 * SPARE {
        found.whole(pair, format!("far longer than the source: {target} letters to {source}"));
    }
}

/// The letters of a half's words and names.
fn letters(half: &Half<'_>) -> usize {
    let is_said = |token: &&Token| matches!(token.kind, TokenKind::Word | TokenKind::Identifier);
    half.tokens.iter().filter(is_said).map(|token| half.text_of(token).chars().count()).sum()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn a_sentence_that_ends_early_is_found() {
        let source = "Opens a folder and returns its table, sorted as the caller wants.";
        assert_eq!(ask(&CHECK, source, "Abre."), [("Abre.".to_owned(), None)]);
        assert_eq!(ask(&CHECK, "NOT", source).len(), 1);
    }

    #[test]
    fn short_and_ideographic_translations_are_right() {
        assert_eq!(ask(&CHECK, "Reserved; must be zero.", "Cero."), []);
        assert_eq!(ask(&CHECK, "See Remarks.", "Para obtener más información, vea las notas."), []);
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "Contains a value that is reserved.", "予約された値が含まれます。"),
            []
        );
    }
}
