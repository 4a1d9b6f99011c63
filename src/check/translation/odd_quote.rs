//! `odd-quote`: a quotation mark of the target has no partner.
//!
//! ## What it finds
//! An odd number of `"`, or of opening and closing marks of one kind (`「」`, `『』`, `«»`, `“”`) not the same number, in a target whose
//! source is in order. Code and addresses do not count, nor do targets with lost letters.
//!
//! ## Why it matters
//! What is quoted is a value to type or a title to look for, and where it ends nobody can tell.
//!
//! ## Example
//! `class "IPF.Note".` translated as `クラス "IPF" です。注」`.
//!
//! ## How to mend
//! Put the marks around what they stand around in the source; often that was torn apart.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, TokenKind};

pub(super) static RULE: Rule =
    super::rule!("odd-quote", Warning, "A quotation mark has no partner.", "odd_quote.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if !pair.target.text.contains(['"', '「', '」', '『', '』', '«', '»', '“', '”', '„'])
        || super::prose::is_damaged(pair.target.text)
    {
        return;
    }
    if odd(&pair.source).is_none()
        && let Some(mark) = odd(&pair.target)
    {
        found.whole(pair, format!("a `{mark}` has no partner"));
    }
}

/// The quotation mark that has no partner.
fn odd(half: &Half<'_>) -> Option<&'static str> {
    let (mut straight, mut corner, mut double_corner, mut angle, mut curly) =
        (0_u32, 0_i32, 0_i32, 0_i32, 0_u32);
    for token in half.of_kind(TokenKind::Punctuation) {
        match half.text_of(token) {
            "\"" => straight += 1,
            "「" => corner += 1,
            "」" => corner -= 1,
            "『" => double_corner += 1,
            "』" => double_corner -= 1,
            "«" => angle += 1,
            "»" => angle -= 1,
            // A language's closing mark is another one's opening mark.
            "“" | "”" | "„" => curly += 1,
            _ => {}
        }
    }
    let kinds = [
        (straight % 2 != 0, "\""),
        (corner > 0, "「"),
        (corner < 0, "」"),
        (double_corner != 0, "『"),
        (angle > 0, "«"),
        (angle < 0, "»"),
        (curly % 2 != 0, "“"),
    ];
    kinds.into_iter().find(|(is_odd, _)| *is_odd).map(|(_, mark)| mark)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn a_mark_without_a_partner_is_found() {
        assert_eq!(ask_in(&CHECK, "ja-JP", "of \"IPF.Note\".", "\"IPF\" です。注」").len(), 1);
        assert_eq!(ask(&CHECK, "the \"x\"", "el \"x").len(), 1);
    }

    #[test]
    fn pairs_inches_and_other_marks_are_right() {
        assert_eq!(ask_in(&CHECK, "ja-JP", "see \"x\" and [y](y.md)", "「x」と「[y](y.md)」"), []);
        assert_eq!(ask_in(&CHECK, "de-DE", "the \"x\"", "das „x“"), []);
        assert_eq!(ask(&CHECK, "a 3\" disk", "un disco de 3\""), []);
        assert_eq!(ask(&CHECK, "it's `\"`", "es `\"`"), []);
    }
}
