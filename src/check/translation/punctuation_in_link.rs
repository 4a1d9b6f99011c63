//! `punctuation-in-link`: a sign of the sentence stands in the text of a link.
//!
//! ## What it finds
//! A link of the target whose text begins or ends with a comma, a full stop or the like, where no link of the source does.
//!
//! ## Why it matters
//! The sign is underlined with the link, and the text is not the page's title any more.
//!
//! ## Example
//! `see [Tables](tables.md).` translated as `vea [Tablas.](tables.md)`
//!
//! ## How to mend
//! Put the sign outside the brackets. The finding's fix does that.

use super::drawn_in::{ends, move_out, place};
use super::links::{Link, links};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;

pub(super) static RULE: Rule = super::rule!(
    "punctuation-in-link",
    Info,
    "A sign of the sentence stands in a link.",
    "punctuation_in_link.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if !pair.target.text.contains("](") {
        return;
    }
    let source = links(&pair.source);
    if source.is_empty() || source.iter().any(|link| ends(link.text) != (0, 0)) {
        return;
    }
    let text = pair.target.text;
    let links: Vec<Link<'_>> = links(&pair.target);
    let odd = |link: &&Link<'_>| !link.image && ends(link.text) != (0, 0);
    let Some(first) = links.iter().find(odd) else { return };
    // From the last to the first, so that what stands before stays where it is.
    let mut fix = text.to_owned();
    for link in links.iter().filter(odd).collect::<Vec<_>>().into_iter().rev() {
        move_out(&mut fix, link.whole, link.inner);
    }
    let at = place(text, first.inner);
    found.at(at, format!("`{}` stands in the link to `{}`", at.of(text).trim(), first.address)).fix =
        Some(fix);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn signs_are_put_outside() {
        assert_eq!(
            ask(&CHECK, "see [Tables](t.md).", "vea [Tablas.](t.md)"),
            [(".".to_owned(), Some("vea [Tablas](t.md).".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "[A](a.md), [B](b.md).", "[A](a.md)[、B](b.md)を見る。"),
            [("、".to_owned(), Some("[A](a.md)、[B](b.md)を見る。".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, "[A](a.md): it", "[A:](a.md): ello"),
            [(":".to_owned(), Some("[A](a.md): ello".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, "[A](a.md): it", "[A:](a.md)ello"),
            [(":".to_owned(), Some("[A](a.md): ello".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "of [A](a.md)", "次の [、A](a.md) の"),
            [("、".to_owned(), Some("次の、[A](a.md) の".to_owned()))]
        );
    }

    #[test]
    fn what_the_source_has_too_is_right() {
        assert_eq!(ask(&CHECK, "[Which one?](t.md)", "[¿Cuál?](t.md)"), []);
        assert_eq!(ask(&CHECK, "such as [A](t.md)", "z. [B.](t.md) A"), [], "an abbreviation");
        assert_eq!(ask(&CHECK, "[More](t.md)", "[Más...](t.md)"), []);
        assert_eq!(ask(&CHECK, "[IFoo : IBar](t.md)", "[IFoo : IBar](t.md)"), []);
    }
}
