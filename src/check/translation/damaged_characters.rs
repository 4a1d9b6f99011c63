//! `damaged-characters`: letters of the target were lost when its encoding was mistaken.
//!
//! ## What it finds
//! U+FFFD, the sign that stands for what could not be decoded, in a target whose source has none.
//!
//! ## Why it matters
//! The letters are gone: readers see `informaci�n`, and search finds neither the word nor the page.
//!
//! ## Example
//! `The address` translated as `La direcci�n`.
//!
//! ## How to mend
//! Write the letters again. `mapidoc repair` finds them where the same sentence stands undamaged elsewhere, or where the
//! word can only be one.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "damaged-characters",
    Error,
    "Letters were lost to a mistaken encoding.",
    "damaged_characters.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// What stands for a letter that could not be decoded.
const DAMAGE: char = '\u{fffd}';

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    let text = pair.target.text;
    let Some(first) = text.find(DAMAGE) else { return };
    if pair.source.text.contains(DAMAGE) {
        return;
    }
    let count = text.matches(DAMAGE).count();
    let last = text.rfind(DAMAGE).map_or(first, |last| last + DAMAGE.len_utf8());
    let letters = if count == 1 { "letter is" } else { "letters are" };
    found.at(Span::new(first, last), format!("{count} {letters} lost"));
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn lost_letters_are_found_from_the_first_to_the_last() {
        assert_eq!(
            ask(&CHECK, "address of", "direcci\u{fffd}n del se\u{fffd}or"),
            [("\u{fffd}n del se\u{fffd}".to_owned(), None)]
        );
        assert_eq!(ask(&CHECK, "address", "dirección"), []);
        assert_eq!(ask(&CHECK, "a\u{fffd}b", "a\u{fffd}b"), []);
    }
}
