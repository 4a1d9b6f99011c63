//! `lost-link`: a link of the source is none in the target.
//!
//! ## What it finds
//! Links of the source to an address to which fewer of the target lead, though no other link took its place; links that
//! stand more often in the target; and ends of links, `](address)`, that nothing opens.
//!
//! ## Why it matters
//! The reader does not get to the page that the sentence is about, or sees brackets and addresses in the text.
//!
//! ## Example
//! `see [Tables](tables.md)` translated as `véase Tablas`.
//!
//! ## How to mend
//! Make the words a link again that are one in the source.

use super::links::{Link, links};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule =
    super::rule!("lost-link", Warning, "A link of the source is lost.", "lost_link.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if !pair.source.text.contains("](") {
        return;
    }
    if let Some(at) = stray(&pair.target)
        && stray(&pair.source).is_none()
    {
        found.at(at, "nothing opens the link that ends here");
        return;
    }
    let only_links = |half| {
        let mut links: Vec<Link<'_>> = links(half);
        links.retain(|link| !link.image);
        links
    };
    let (source, target) = (only_links(&pair.source), only_links(&pair.target));
    let count = |links: &[Link<'_>], link: &Link<'_>| {
        links.iter().filter(|other| other.address == link.address).count()
    };
    if let Some(link) = target.iter().find(|link| (1..count(&target, link)).contains(&count(&source, link))) {
        found.at(link.whole, format!("more links lead to `{}` than in the source", link.address));
    }
    if target.len() >= source.len() {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for link in &source {
        if count(&target, link) < count(&source, link) && !told.contains(&link.address) {
            told.push(link.address);
            found.whole(pair, format!("the link to `{}` is lost", link.address));
        }
    }
}

/// How far the end of an address is looked for.
const REACH: usize = 512;

/// The end of a link that no bracket opens.
fn stray(half: &Half<'_>) -> Option<Span> {
    let mut tokens = half.tokens.windows(2);
    let opens = |text: &str| text.starts_with('(') && !text.starts_with("( ");
    let is_address = |rest: &str| {
        let end = rest.bytes().take(REACH).position(|byte| byte == b')');
        end.is_some_and(|end| {
            rest[..end].contains(".md") || rest[..end].contains("://") || rest[..end].contains("media/")
        })
    };
    let stray = tokens.find(|two| {
        let rest = &half.text[two[1].span.start as usize..];
        two[0].kind == TokenKind::Punctuation
            && half.text_of(&two[0]) == "]"
            && opens(rest)
            && is_address(rest)
    })?;
    Some(stray[0].span)
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn links_that_are_gone_are_told() {
        let target = "véase Tablas";
        assert_eq!(ask(&CHECK, "see [Tables](t.md)", target), [(target.to_owned(), None)]);
        assert_eq!(
            ask(&CHECK, "see [Tables](t.md)", "véase [Tablas](t.md) y [más](t.md)"),
            [("[Tablas](t.md)".to_owned(), None)]
        );
        assert_eq!(
            ask(&CHECK, "see [Tables](t.md)", "véase [Tablas](t.md) y más](t.md)"),
            [("]".to_owned(), None)]
        );
    }

    #[test]
    fn links_that_moved_are_there() {
        assert_eq!(ask(&CHECK, "[A](a.md), [B](b.md)", "[B](b.md), [A](a.md)"), []);
        assert_eq!(ask(&CHECK, "see [[MS-X]](a.md)", "véase [[MS-X]](a.md)"), []);
        assert_eq!(ask(&CHECK, "![A](a.gif)", "A"), [], "an image is another rule's");
    }
}
