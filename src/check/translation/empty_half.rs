//! `empty-half`: one half of a segment says something and the other says nothing.
//!
//! ## What it finds
//! A segment whose target is empty or white space, and its source is not; or the other way round.
//!
//! ## Why it matters
//! Readers of the translation see a gap where the English has a sentence. Where the source is empty, the page's structure, which is
//! read from the source, has no such paragraph, and the translation is shown nowhere.
//!
//! ## Example
//! `Returns the row.` translated as nothing.
//!
//! ## How to mend
//! Translate the source, or take the segment away where it is not needed. An empty source is found in the English page.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;

pub(super) static RULE: Rule = super::rule!(
    "empty-half",
    Error,
    "One half of a segment says something and the other nothing.",
    "empty_half.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    let is_blank = |text: &str| text.trim().is_empty();
    match (is_blank(pair.source.text), is_blank(pair.target.text)) {
        (false, true) => found.whole(pair, "nothing is translated"),
        (true, false) => found.whole(pair, "the source is empty: no page shows this translation"),
        _ => return,
    };
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn a_half_that_says_nothing_is_found() {
        assert_eq!(ask(&CHECK, "Remarks", "").len(), 1);
        assert_eq!(ask(&CHECK, "Remarks", " ").len(), 1);
        assert_eq!(ask(&CHECK, "", "Comentarios").len(), 1);
        assert_eq!(ask(&CHECK, " ", ""), []);
        assert_eq!(ask(&CHECK, "Remarks", "Comentarios"), []);
    }
}
