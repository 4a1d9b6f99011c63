//! `transliterated-identifier`: a qualified name is written in another script, or its halves are torn from `::`.
//!
//! ## What it finds
//! Where the source has a name like `IAddrBook::Details` that the target lacks: the name in Cyrillic letters, with three
//! colons, or a `::` that stands beside translated words.
//!
//! ## Why it matters
//! The reader cannot know which method is meant, and no search finds it.
//!
//! ## Example
//! `IABLogon::Logoff` translated as `иаблогон::логофф`, or `IMAPITable::Restrict` as `IMAPITable::制限`.
//!
//! ## How to mend
//! Write the name as the source does. Where its letters map back to it, the finding's fix does that.

use super::identifiers::Fate;
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;

pub(super) static RULE: Rule = super::rule!(
    "transliterated-identifier",
    Error,
    "A qualified name is translated or written in another script.",
    "transliterated_identifier.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    let mut torn = false;
    for lacking in pair.lacking(knowledge.names) {
        match lacking.fate {
            Fate::Transliterated(at) => {
                let other = at.of(pair.target.text);
                let defect = found.at(at, format!("`{other}` is `{}` in the source", lacking.name));
                defect.mended(pair.target.text, at, lacking.written);
            }
            // The same colons would be told of once for each name.
            Fate::TornApart(at) if !torn => {
                torn = true;
                found.at(at, format!("`{}` is translated around its `::`", lacking.name));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask_in;
    use super::*;

    #[test]
    fn names_in_another_script_are_mapped_back() {
        assert_eq!(
            ask_in(&CHECK, "ru-RU", "**IABLogon::Logoff**", "**иаблогон::логофф**"),
            [("иаблогон::логофф".to_owned(), Some("**IABLogon::Logoff**".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "call IProp::GetIDs", "IProp:::GetIDs を呼ぶ"),
            [("IProp:::GetIDs".to_owned(), Some("IProp::GetIDs を呼ぶ".to_owned()))]
        );
    }

    #[test]
    fn a_name_that_is_torn_from_its_colons_is_only_named() {
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "To implement IFoo::Copy", "IFoo を実装するには::Copy"),
            [("::".to_owned(), None)]
        );
        assert_eq!(ask_in(&CHECK, "ja-JP", "IFoo::Copy", "IFoo::Copy::を"), [], "the name is there");
        assert_eq!(ask_in(&CHECK, "ru-RU", "the IFoo interface", "интерфейс::IBar"), [], "no qualified name");
    }
}
