//! `recased-identifier`: a name of code is written in other letter case.
//!
//! ## What it finds
//! A word of the target that is an identifier of the source but for its capitals, where the source does not write it so
//! itself; and words in capitals, such as `MAPI`, in other letters. Keys pressed together (`CTRL+P`) do not count.
//!
//! ## Why it matters
//! C and C++ tell capitals apart: what is copied from the page does not compile.
//!
//! ## Example
//! `the IMAPITable implementation` translated as `la implementación imapitable`.
//!
//! ## How to mend
//! Write the name as the source does. The finding's fix does that, unless what stands there may be a word.

use super::identifiers::Fate;
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "recased-identifier",
    Warning,
    "A name of code is written in other letter case.",
    "recased_identifier.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    for lacking in pair.lacking(knowledge.names) {
        if let Fate::Recased(at) = lacking.fate {
            let other = at.of(pair.target.text);
            if is_key(pair.target.text, at) {
                continue;
            }
            let defect = found.at(at, format!("`{other}` is `{}` in the source", lacking.name));
            // `notification` may be a word beside the structure of that name, and `Ctrl` a key's name for `CTRL`.
            let is_word = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
            let is_title = |text: &str| is_word(text.get(1..).unwrap_or_default());
            let is_capital = |name: &str| name.bytes().all(|byte| byte.is_ascii_uppercase());
            let may_be_word = is_word(other) || (is_title(other) && !knowledge.names.contains(&lacking.name));
            if !(may_be_word && is_capital(&lacking.name)) {
                defect.mended(pair.target.text, at, lacking.written);
            }
        }
    }
}

/// Whether a word is a key's name, pressed together with another one: each language writes them in its own way.
fn is_key(text: &str, at: Span) -> bool {
    let range = at.range();
    text[..range.start].ends_with('+') || text[range.end..].starts_with('+')
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn capitals_are_the_source_s() {
        assert_eq!(
            ask(&CHECK, "the **ITable** view", "la vista **itable**"),
            [("itable".to_owned(), Some("la vista **ITable**".to_owned()))]
        );
        assert_eq!(ask(&CHECK, "uses MAPI here", "usa mapi aquí"), [("mapi".to_owned(), None)]);
        assert_eq!(
            ask(&CHECK, "press CTRL", "pulse Ctrl"),
            [("Ctrl".to_owned(), None)],
            "it may be the key's name"
        );
        assert_eq!(ask(&CHECK, "press CTRL+P", "pulse Ctrl+P"), [], "a key's name");
        assert_eq!(ask(&CHECK, "a MAPI call", "una MapI")[0].1.as_deref(), Some("una MAPI"));
        assert_eq!(ask(&CHECK, "uses MAPI here", "usa otra cosa"), [], "a word may be another");
        assert_eq!(ask(&CHECK, "fooBar or FooBar", "FooBar"), [], "the source writes both");
        assert_eq!(ask(&CHECK, "the View", "la view"), [], "a word is no name");
    }
}
