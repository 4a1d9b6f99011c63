//! `swapped-identifier`: another name of the API stands where the source's should.
//!
//! ## What it finds
//! An identifier of the source that is gone from the target, while the target says another name of the API that the
//! source does not say.
//!
//! ## Why it matters
//! The sentence is wrong and looks right: the reader calls the other method or sets the other property.
//!
//! ## Example
//! `set PR_SUBJECT` translated as `establezca MAPI_E_BUSY`.
//!
//! ## How to mend
//! Look at both halves and write the source's name.

use super::{Found, Knowledge, Pair, SegmentCheck, identifiers};
use crate::diagnostic::Rule;

pub(super) static RULE: Rule = super::rule!(
    "swapped-identifier",
    Error,
    "Another name of the API stands in the place of the source's.",
    "swapped_identifier.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    if let Some((lacking, at)) = identifiers::swapped(pair, knowledge.names) {
        let other = at.of(pair.target.text);
        found.at(at, format!("`{other}` stands where the source has `{}`", lacking.name));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn another_name_is_told() {
        assert_eq!(
            ask(&CHECK, "set PR_SUBJECT", "establezca MAPI_E_BUSY"),
            [("MAPI_E_BUSY".to_owned(), None)]
        );
    }

    #[test]
    fn a_part_of_the_name_is_no_other_name() {
        assert_eq!(ask(&CHECK, "IAddrBook::GetIt", "IAddrBook"), []);
        assert_eq!(ask(&CHECK, "set PR_BODY", "establezca PR_CUERPO"), [], "no name of the API");
        assert_eq!(ask(&CHECK, "set PR_SUBJECT", "establezca PR_SUBJECT y MAPI_E_BUSY"), []);
    }
}
