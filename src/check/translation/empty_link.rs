//! `empty-link`: a link has no text.
//!
//! ## What it finds
//! A link of the target with nothing between its brackets, where the source's links all have text.
//!
//! ## Why it matters
//! Readers cannot see the link, and a screen reader reads out its address. The text that belongs to it stands somewhere
//! else in the sentence, mostly in another link.
//!
//! ## Example
//! `see [Tables](tables.md)` translated as `véase Tablas [](tables.md)`.
//!
//! ## How to mend
//! Put the words that the link is about between its brackets.

use super::links::links;
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;

pub(super) static RULE: Rule = super::rule!("empty-link", Warning, "A link has no text.", "empty_link.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if !pair.target.text.contains("](") {
        return;
    }
    // Letters that were lost are another rule's.
    let is_empty = |text: &str| {
        !text.contains(|letter: char| letter.is_alphanumeric() || letter == super::prose::DAMAGE)
    };
    if links(&pair.source).iter().any(|link| is_empty(link.text)) {
        return;
    }
    for link in links(&pair.target).iter().filter(|link| !link.image && is_empty(link.text)) {
        let message = match link.text.trim() {
            "" => format!("the link to `{}` has no text", link.address),
            sign => format!("the link to `{}` has nothing but `{sign}` for its text", link.address),
        };
        found.at(link.whole, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn a_link_without_text_is_found() {
        assert_eq!(
            ask(&CHECK, "see [Tables](t.md)", "véase Tablas [](t.md)"),
            [("[](t.md)".to_owned(), None)]
        );
        assert_eq!(ask(&CHECK, "see [Tables](t.md)", "véase [Tablas](t.md)"), []);
        assert_eq!(ask(&CHECK, "[](t.md) x", "[](t.md) x"), [], "the source's own");
        assert_eq!(ask(&CHECK, "[A](t.md)", "[\u{fffd}\u{fffd}](t.md)"), [], "damaged");
        assert_eq!(ask(&CHECK, "![x](m.gif)", "![](m.gif)"), [], "an image");
    }
}
