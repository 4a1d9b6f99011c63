//! `punctuation-in-link`: a sign of the sentence stands in the text of a link.
//!
//! ## What it finds
//! A link of the target whose text begins or ends with a comma, a full stop or the like, or with a bracket of the sentence, where
//! no link of the source does.
//!
//! ## Why it matters
//! The sign is underlined with the link, and the text is not the page's title any more.
//!
//! ## Example
//! `see [Tables](tables.md).` translated as `vea [Tablas.](tables.md)`
//!
//! ## How to mend
//! Put the sign outside the brackets. The finding's fix does that.

use super::drawn_in::{Ends, ends, ends_and_brackets, move_out, place};
use super::links::{Link, links};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::Half;

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
    if source.is_empty() || source.iter().any(|link| ends_and_brackets(link.text) != (0, 0)) {
        return;
    }
    // A bracket that no bracket of the source stands for may be the link's own.
    let ends: Ends = if has_brackets(&pair.source, &source) { ends_and_brackets } else { ends };
    let text = pair.target.text;
    let links: Vec<Link<'_>> = links(&pair.target);
    let odd = |link: &&Link<'_>| !link.image && ends(link.text) != (0, 0);
    let Some(first) = links.iter().find(odd) else { return };
    // From the last to the first, so that what stands before stays where it is.
    let mut fix = text.to_owned();
    for link in links.iter().rev().filter(odd) {
        move_out(&mut fix, link.whole, link.inner, ends);
    }
    let at = place(text, first.inner, ends);
    // Brackets that came to stand twice, or behind others that they would make a link of, are for whoever reads the sentence.
    let doubled = fix.contains("]([") || (fix.contains("(([") && !pair.source.text.contains("(("));
    found.at(at, format!("`{}` stands in the link to `{}`", at.of(text).trim(), first.address)).fix =
        Some(fix).filter(|_| !doubled);
}

/// Whether a half has brackets beside those of its links.
fn has_brackets(half: &Half<'_>, links: &[Link<'_>]) -> bool {
    let of_link = |at: usize| links.iter().any(|link| link.whole.contains(at as u32));
    half.text.match_indices(['(', '（']).any(|(at, _)| !of_link(at))
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
    fn brackets_of_the_sentence_are_put_outside() {
        let fix = |source, target| ask_in(&CHECK, "ru-RU", source, target).remove(0).1;
        let source = "the **PR_A** ([PidTagA](a.md)) property";
        assert_eq!(
            fix(source, "свойство **PR_A** [(PidTagA)](a.md) для").as_deref(),
            Some("свойство **PR_A** ([PidTagA](a.md)) для")
        );
        assert_eq!(
            fix(source, "свойство **PR_A** [(PidTagA).](a.md)для").as_deref(),
            Some("свойство **PR_A** ([PidTagA](a.md)). для")
        );
        assert_eq!(fix(source, "**PR_A**[(PidTagA](a.md))").as_deref(), Some("**PR_A**([PidTagA](a.md))"));
        assert_eq!(fix(source, "**PR_A** ([PidTagA)](a.md)").as_deref(), Some("**PR_A** ([PidTagA](a.md))"));
        assert_eq!(fix(source, "**PR_A** ([(PidTagA)](a.md))"), None);
        assert_eq!(fix(source, "[**PR_A**][(PidTagA)](a.md)"), None);
        assert_eq!(ask(&CHECK, "call [Foo](a.md)", "llame a [Foo(x)](a.md)"), []);
        assert_eq!(ask(&CHECK, source, "**PR_A** ([PidTagA (x)](a.md))"), []);
        assert_eq!(
            ask(&CHECK, "see [Tables](a.md)", "vea [(Tablas)](a.md)"),
            [],
            "the source has no bracket"
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
