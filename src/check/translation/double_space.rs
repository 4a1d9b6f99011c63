//! `double-space`: two spaces stand in the target where the source has one.
//!
//! ## What it finds
//! White space of two characters or more between words of the target, unless the source has such a place too.
//!
//! ## Why it matters
//! It shows where a machine put a sentence together again, often around a word that stands in the wrong place, and it
//! makes every comparison with other translations fail.
//!
//! ## Example
//! `Cuando se hace clic  en el botón`.
//!
//! ## How to mend
//! Write one space. The finding's fix does that.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, Token, TokenKind};

pub(super) static RULE: Rule =
    super::rule!("double-space", Info, "Two spaces stand where one should.", "double_space.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if doubled(&pair.source).next().is_some() {
        return;
    }
    let Some(first) = doubled(&pair.target).next() else { return };
    let mut fix = pair.target.text.to_owned();
    let spans: Vec<_> = doubled(&pair.target).map(|token| token.span).collect();
    for span in spans.iter().rev() {
        fix.replace_range(span.range(), " ");
    }
    let message = match spans.len() {
        1 => "a space is doubled".to_owned(),
        count => format!("{count} spaces are doubled"),
    };
    found.at(first.span, message).fix = Some(fix);
}

/// Spaces of more than one character that stand between other tokens.
fn doubled<'a>(half: &'a Half<'_>) -> impl Iterator<Item = &'a Token> {
    let inner = half.tokens.get(1..half.tokens.len().saturating_sub(1)).unwrap_or_default();
    inner.iter().filter(|token| token.kind == TokenKind::Space && half.text_of(token).chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn doubled_spaces_are_one() {
        assert_eq!(
            ask(&CHECK, "one two three", "uno  dos   tres"),
            [("  ".to_owned(), Some("uno dos tres".to_owned()))]
        );
        assert_eq!(ask(&CHECK, "one  two", "uno  dos"), []);
        assert_eq!(ask(&CHECK, "one", "  uno  "), []);
    }
}
