//! `punctuation-in-emphasis`: a sign of the sentence is bold or in italics with the name beside it.
//!
//! ## What it finds
//! A name that the source emphasises, and that the target emphasises together with the comma, the full stop or the like
//! beside it, where no emphasis of the source has such a sign.
//!
//! ## Why it matters
//! Emphasis tells a name from its sentence. With a sign in it, the name is one that nobody has: what is copied from the
//! page has a comma, and in Japanese the mark often does not open at all.
//!
//! ## Example
//! `with **SetReceiveFolder**, a client` translated as `con **SetReceiveFolder,** un cliente`.
//!
//! ## How to mend
//! Put the sign outside the marks. The finding's fix does that.

use super::drawn_in::{ends, move_out, place};
use super::{Found, Knowledge, Pair, SegmentCheck, marks};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Enclosed, TokenKind};

pub(super) static RULE: Rule = super::rule!(
    "punctuation-in-emphasis",
    Info,
    "A sign of the sentence is emphasised with a name.",
    "punctuation_in_emphasis.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    for kind in [TokenKind::Bold, TokenKind::Italic] {
        let names = marks::names(&pair.source, kind);
        if names.is_empty()
            || pair.source.enclosed(kind).any(|one| ends(one.inner.of(pair.source.text)) != (0, 0))
        {
            continue;
        }
        let text = pair.target.text;
        let is_odd = |one: &Enclosed| {
            let inner = one.inner.of(text);
            ends(inner) != (0, 0) && names.contains(&marks::core(inner))
        };
        let odd: Vec<Enclosed> = pair.target.enclosed(kind).filter(is_odd).take(marks::MOST).collect();
        let Some(first) = odd.first() else { continue };
        // From the last to the first, so that what stands before stays where it is.
        let mut fix = text.to_owned();
        for one in odd.iter().rev() {
            move_out(&mut fix, marks::whole(&pair.target, one), one.inner, ends);
        }
        let at = place(text, first.inner, ends);
        let name = marks::core(first.inner.of(text));
        found.at(at, format!("`{}` is emphasised with `{name}`", at.of(text).trim())).fix = Some(fix);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn signs_are_put_outside_the_marks() {
        assert_eq!(
            ask(&CHECK, "With **GetRow**, it", "Con **GetRow,** lo"),
            [(",".to_owned(), Some("Con **GetRow**, lo".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "using **ITable** it", "これは **、ITable** を"),
            [("、".to_owned(), Some("これは、**ITable** を".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, "in the _ulFlags_ parameter.", "en el parámetro _ulFlags._"),
            [(".".to_owned(), Some("en el parámetro _ulFlags_.".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, "**PR_A** and **PR_B**", "**PR_A,** y **PR_B.**")[0].1.as_deref(),
            Some("**PR_A**, y **PR_B**.")
        );
    }

    #[test]
    fn what_the_source_has_too_and_other_words_are_left() {
        assert_eq!(ask(&CHECK, "**Note:** use **GetRow**", "**Nota:** use **GetRow,**"), []);
        assert_eq!(ask(&CHECK, "click **File**", "haga clic en **Archivo.**"), [], "a sentence may be bold");
        assert_eq!(ask(&CHECK, "use **GetRow**, it", "use **GetRow**, lo"), []);
    }
}
