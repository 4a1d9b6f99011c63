//! `escaped-markup`: marks of emphasis are escaped, and readers see them as signs.
//!
//! ## What it finds
//! More `\*` in the target than in the source.
//!
//! ## Why it matters
//! The page shows `**Open**` with its stars, and what should be bold is not.
//!
//! ## Example
//! `click **File** and **Open**` translated as `clic en **Archivo \*\*\*\*y Abrir**`.
//!
//! ## How to mend
//! Put the marks around what they stand around in the source, without backslashes.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, Token, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule =
    super::rule!("escaped-markup", Warning, "Marks of emphasis are shown as signs.", "escaped_markup.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// A mark that is escaped.
const STAR: &str = "\\*";

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if !pair.target.text.contains(STAR) {
        return;
    }
    let (source, target) = (stars(&pair.source).count(), stars(&pair.target).count());
    let (Some(first), Some(last)) = (stars(&pair.target).next(), stars(&pair.target).last()) else { return };
    if target > source {
        let at = Span { start: first.span.start, end: last.span.end };
        let more = target - source;
        let verb = if more == 1 { "star is" } else { "stars are" };
        found.at(at, format!("{more} {verb} escaped that the source does not show"));
    }
}

fn stars<'a>(half: &'a Half<'_>) -> impl Iterator<Item = &'a Token> {
    half.of_kind(TokenKind::Escape).filter(|token| half.text_of(token) == STAR)
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn stars_that_are_shown_are_found() {
        assert_eq!(
            ask(&CHECK, "**File** and **Open**", r"**Archivo \*\*\*\*y Abrir**"),
            [(r"\*\*\*\*".to_owned(), None)]
        );
        assert_eq!(ask(&CHECK, r"2 \* 3", r"2 \* 3"), []);
        assert_eq!(ask(&CHECK, r"a file `*.md`", r"un archivo `\*.md`"), []);
    }
}
