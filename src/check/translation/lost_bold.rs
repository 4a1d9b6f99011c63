//! `lost-bold`: something is strongly emphasised in the source and not in the target.
//!
//! ## What it finds
//! A target with fewer pairs of `**` than its source.
//!
//! ## Why it matters
//! The reference sets in bold what is to be typed or pressed, and what is a name: without it, a reader cannot tell the
//! method from the word.
//!
//! ## Example
//! `set **PR_BODY** only` translated as `establezca PR_BODY solo`.
//!
//! ## How to mend
//! Put the marks around what they stand around in the source. Where that is a name that the target has once, the
//! finding's fix does it.

use super::identifiers::bounded;
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, TokenKind};

pub(super) static RULE: Rule =
    super::rule!("lost-bold", Warning, "Strong emphasis of the source is lost.", "lost_bold.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The most stretches that are compared, each with each.
const MOST: usize = 256;

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    let (source, target) = (bold(&pair.source), bold(&pair.target));
    if target.len() >= source.len() || source.len() > MOST {
        return;
    }
    // What is bold in both needs no marks, nor does what is bold with other words; of the rest, the first is what the
    // finding names.
    let mut left = target.clone();
    let lost: Vec<&str> = source
        .iter()
        .copied()
        .filter(|text| match left.iter().position(|other| other == text) {
            Some(index) => {
                left.swap_remove(index);
                false
            }
            None => true,
        })
        .collect();
    let is_wider = |text: &&&str| left.iter().any(|other| bounded(other, text).next().is_some());
    let Some(first) = lost.iter().find(|text| !is_wider(text)).or(lost.first()) else { return };
    let message = format!(
        "{} of {} stretches in bold are left; `{first}` is bold in the source",
        target.len(),
        source.len()
    );
    let defect = found.whole(pair, message);
    if let [only] = lost.as_slice()
        && target.len() + 1 == source.len()
        && left.is_empty()
        && pair.target.text.matches(only).count() == 1
        && let Some(token) = pair.target.tokens.iter().find(|token| token.of(pair.target.text) == *only)
    {
        defect.at = token.span;
        defect.mended(pair.target.text, token.span, &format!("**{only}**"));
    }
}

/// The texts that are bold, in order.
fn bold<'a>(half: &Half<'a>) -> Vec<&'a str> {
    half.enclosed(TokenKind::Bold).map(|found| found.inner.of(half.text).trim()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn a_name_that_lost_its_marks_gets_them_back() {
        assert_eq!(
            ask(&CHECK, "set **PR_BODY** and **PR_X** only", "establezca PR_BODY y **PR_X** solo"),
            [("PR_BODY".to_owned(), Some("establezca **PR_BODY** y **PR_X** solo".to_owned()))]
        );
    }

    #[test]
    fn words_that_lost_their_marks_are_only_named() {
        let target = "Haga clic en Aceptar";
        assert_eq!(ask(&CHECK, "Click **OK**", target), [(target.to_owned(), None)]);
        assert_eq!(ask(&CHECK, "Click **OK**", "Haga clic en **Aceptar**"), []);
    }
}
