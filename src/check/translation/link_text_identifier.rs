//! `link-text-identifier`: the text of a link lost the name that it has in the source.
//!
//! ## What it finds
//! A link of the source whose text has an identifier, where none of the target's links to that address says it.
//!
//! ## Why it matters
//! The link leads to the page of a method or property and does not say of which, or another one's name leads there.
//!
//! ## Example
//! `[IFoo::Bar](ifoo-bar.md) for messages` translated as `[IFoo::barra](ifoo-bar.md) para mensajes`.
//!
//! ## How to mend
//! Put the name between the brackets, as the source writes it. Where it stands there torn or in other letter case, the
//! fix of `split-identifier` or `recased-identifier` does that.

use super::links::{Link, links};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{TokenKind, plain_identifier};
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "link-text-identifier",
    Warning,
    "The text of a link lost its name.",
    "link_text_identifier.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    let (source, target) = (links(&pair.source), links(&pair.target));
    if source.is_empty() || target.is_empty() {
        return;
    }
    let mut told: Vec<Span> = Vec::new();
    for link in source.iter().filter(|link| !link.image) {
        let same: Vec<&Link<'_>> =
            target.iter().filter(|other| other.address == link.address && has_words(other.text)).collect();
        let Some(first) = same.first() else { continue };
        for token in pair.source.within(link.inner) {
            if token.kind != TokenKind::Identifier {
                continue;
            }
            let name = plain_identifier(pair.source.text_of(token));
            if !same.iter().any(|other| plain_identifier(other.text).contains(name.as_ref()))
                && !told.contains(&first.inner)
            {
                told.push(first.inner);
                found.at(first.inner, format!("the link's text is `{}`, without `{name}`", first.text));
            }
        }
    }
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn names_stay_in_their_links() {
        assert_eq!(
            ask(&CHECK, "[IFoo::Bar](b.md) for it", "[IFoo::barra](b.md) para ello"),
            [("IFoo::barra".to_owned(), None)]
        );
        assert_eq!(ask(&CHECK, "[IFoo::Bar](b.md)", "[método IFoo::Bar](b.md)"), []);
        assert_eq!(ask(&CHECK, r"[PR\_A](b.md)", "[PR_A](b.md)"), []);
        assert_eq!(ask(&CHECK, "[IFoo::Bar](b.md)", "IFoo::Bar[](b.md)"), [], "another rule's");
    }
}
