//! `lost-identifier`: a name of code stands in the source and not in the target.
//!
//! ## What it finds
//! Identifiers of the source (`lpMods`, `PR_BODY`, `IAddrBook::Details`, whatever looks like code, and words in
//! capitals that the API names) that stand nowhere in the target, not even split, in other letter case or in another
//! script, which other rules report.
//!
//! ## Why it matters
//! The sentence tells of another thing than the original, or of none.
//!
//! ## Example
//! `the _lppMSLogon_ parameter` translated as `el parámetro`.
//!
//! ## How to mend
//! Say the name where the sentence needs it.

use super::identifiers::Fate;
use super::{Found, Knowledge, Pair, SegmentCheck, identifiers};
use crate::diagnostic::Rule;

pub(super) static RULE: Rule =
    super::rule!("lost-identifier", Error, "A name of code is lost.", "lost_identifier.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    let gone = |lacking: &&identifiers::Lacking<'_>| lacking.everywhere && lacking.fate == Fate::Gone;
    let mut lost = pair.lacking(knowledge.names).iter().filter(gone);
    let Some(first) = lost.next() else { return };
    if identifiers::swapped(pair, knowledge.names).is_none_or(|(other, _)| other != first) {
        found.whole(pair, format!("`{}` is lost", first.name));
    }
    for lacking in lost {
        found.whole(pair, format!("`{}` is lost", lacking.name));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn a_name_that_is_nowhere_is_lost() {
        let target = "el parámetro";
        assert_eq!(ask(&CHECK, "the _lppMSLogon_ parameter", target), [(target.to_owned(), None)]);
        assert_eq!(ask(&CHECK, "PR\\_BODY", "PR \\_ BODY"), []);
        assert_eq!(ask(&CHECK, "IAddrBook::Details", "IAddrBook::D etails"), []);
        assert_eq!(ask(&CHECK, "lpMods", "LPMODS"), []);
    }
}
