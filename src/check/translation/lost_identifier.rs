//! `lost-identifier`: a name of code stands in the source and not in the target.
//!
//! ## What it finds
//! Identifiers of the source (`lpMods`, `PR_BODY`, `IAddrBook::Details`, whatever the API names) that stand nowhere in
//! the target, not even split or in other letter case, which other rules report.
//!
//! ## Why it matters
//! The sentence tells of another thing than the original, or of none.
//!
//! ## Example
//! `the _lppMSLogon_ parameter` translated as `el parámetro`.
//!
//! ## How to mend
//! Say the name where the sentence needs it.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{TokenKind, plain_identifier};

pub(super) static RULE: Rule =
    super::rule!("lost-identifier", Error, "A name of code is lost.", "lost_identifier.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if pair.source.of_kind(TokenKind::Identifier).next().is_none() {
        return;
    }
    let bare = bare(pair.target.text);
    let mut told: Vec<&str> = Vec::new();
    for token in pair.source.of_kind(TokenKind::Identifier) {
        let written = pair.source.text_of(token);
        let name = plain_identifier(written).to_lowercase();
        if !bare.contains(&name) && !told.contains(&written) {
            told.push(written);
            found.whole(pair, format!("`{}` is lost", plain_identifier(written)));
        }
    }
}

/// A text in lower case without spaces and backslashes: what is split or recased is there all the same.
fn bare(text: &str) -> String {
    let kept = |letter: &char| !letter.is_whitespace() && *letter != '\\';
    text.chars().filter(kept).flat_map(char::to_lowercase).collect()
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
