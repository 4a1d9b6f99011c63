//! `shifted-italic`: emphasis stands around other words than in the source.
//!
//! ## What it finds
//! A name that is in italics in the source, and in the target only together with other words, or plain while other words
//! are in italics. What a hyphen joins to the name is one word with it, as in German compounds.
//!
//! ## Why it matters
//! The reference sets parameters in italics. Where the words beside one are so too, readers take them for a part of it.
//!
//! ## Example
//! `the _ulFlags_ parameter` translated as `_el parámetro ulFlags_`.
//!
//! ## How to mend
//! Put the marks around the name. Where it stands in the stretch that is in italics, the finding's fix does that.

use super::{Found, Knowledge, Pair, SegmentCheck, marks};
use crate::diagnostic::Rule;
use crate::segment::tokens::TokenKind;

pub(super) static RULE: Rule = super::rule!(
    "shifted-italic",
    Info,
    "Other words than in the source are in italics.",
    "shifted_italic.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if let Some(shifted) = marks::shifted(pair, TokenKind::Italic) {
        let other = shifted.at.of(pair.target.text);
        found.at(shifted.at, format!("`{}` is in italics in the source, not `{other}`", shifted.name)).fix =
            shifted.fix;
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn marks_are_put_around_the_name() {
        assert_eq!(
            ask(&CHECK, "in the  _ulData_ parameter.", "en _el parámetro ulData._"),
            [("_el parámetro ulData._".to_owned(), Some("en el parámetro _ulData_.".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "if _ulData_ is", "_ulDataが_ ある"),
            [("_ulDataが_".to_owned(), Some("*ulData*が ある".to_owned()))]
        );
    }

    #[test]
    fn emphasised_words_may_be_other_words() {
        assert_eq!(ask(&CHECK, "a _view_ of it", "una _vista_ de ello"), []);
        assert_eq!(ask(&CHECK, "_cb_ bytes", "bytes de _cb_,"), []);
    }
}
