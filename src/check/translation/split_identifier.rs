//! `split-identifier`: a name of code is torn apart by spaces.
//!
//! ## What it finds
//! The letters of an identifier of the source, in their order, with spaces, lost underscores or signs as wide as
//! ideographs between them, where the target does not say the name itself.
//!
//! ## Why it matters
//! Nobody finds the name by searching, and what is copied from the page does not compile. Machine translation leaves such
//! names where `::P` or `::D` look to it like a smiley, or `_` like a mark of emphasis.
//!
//! ## Example
//! `IAddrBook::PrepareRecips` translated as `IAddrBook::P repareRecips`, or `PR_SUBJECT` as `PR \_ SUBJECT`.
//!
//! ## How to mend
//! Write the name as the source does. The finding's fix does that.

use super::identifiers::Fate;
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;

pub(super) static RULE: Rule =
    super::rule!("split-identifier", Warning, "A name of code is torn apart.", "split_identifier.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    for lacking in pair.lacking() {
        if let Fate::Split(at) = lacking.fate {
            let torn = at.of(pair.target.text);
            let defect = found.at(at, format!("`{}` is torn apart: `{torn}`", lacking.name));
            defect.mended(pair.target.text, at, lacking.written);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn torn_names_are_put_together() {
        assert_eq!(
            ask(&CHECK, "call IAddrBook::PrepareRecips.", "llame a IAddrBook::P repareRecips."),
            [(
                "IAddrBook::P repareRecips".to_owned(),
                Some("llame a IAddrBook::PrepareRecips.".to_owned())
            )]
        );
        assert_eq!(
            ask(&CHECK, r"**PR\_SUBJECT**", r"**PR \_ SUBJECT**"),
            [(r"PR \_ SUBJECT".to_owned(), Some(r"**PR\_SUBJECT**".to_owned()))]
        );
    }

    #[test]
    fn words_that_look_like_a_name_are_words() {
        assert_eq!(ask(&CHECK, "the IsRead flag", "la marca que is read dice"), []);
        assert_eq!(ask(&CHECK, "IAddrBook::Details", "IAddrBook::Details"), []);
        assert_eq!(ask(&CHECK, "PR_SUBJECT", "PR_SUBJECT_A"), []);
    }
}
