//! `unbalanced-bracket`: a bracket of the target is not closed, or closes nothing.
//!
//! ## What it finds
//! Round, square and curly brackets, wide ones too, of which the target has more opening than closing ones or fewer, while the
//! source's are in balance. Brackets of links and code do not count, nor do targets with lost letters.
//!
//! ## Why it matters
//! A remark in brackets runs into the sentence, and an expression does not compile.
//!
//! ## Example
//! `the folder (see **Copy**)` translated as `la carpeta (vea **Copy**`.
//!
//! ## How to mend
//! Put the bracket where the remark ends.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, TokenKind};

pub(super) static RULE: Rule = super::rule!(
    "unbalanced-bracket",
    Warning,
    "A bracket is not closed, or closes nothing.",
    "unbalanced_bracket.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The kinds of bracket that are counted.
const KINDS: usize = 3;
/// How each opens and closes.
const SIGNS: [(&str, &str); KINDS] = [("(", ")"), ("[", "]"), ("{", "}")];

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    let target = balance(&pair.target);
    if target == [0; KINDS] || super::prose::is_damaged(pair.target.text) {
        return;
    }
    let source = balance(&pair.source);
    for kind in 0..KINDS {
        if target[kind] != 0 && source[kind] == 0 {
            let count = target[kind].unsigned_abs();
            let (open, close) = SIGNS[kind];
            let (is, has) = if count == 1 { ("is", "has") } else { ("are", "have") };
            let message = match target[kind] {
                1.. => format!("{count} `{open}` {is} not closed"),
                _ => format!("{count} `{close}` {has} no `{open}` before"),
            };
            found.whole(pair, message);
            return;
        }
    }
}

/// How many brackets of each kind open more than close.
fn balance(half: &Half<'_>) -> [i32; KINDS] {
    let mut balance = [0; KINDS];
    for token in &half.tokens {
        if !matches!(token.kind, TokenKind::Punctuation | TokenKind::Escape) {
            continue;
        }
        match half.text_of(token).trim_start_matches(['\\', '!']) {
            "(" | "（" => balance[0] += 1,
            ")" | "）" => balance[0] -= 1,
            "[" | "［" => balance[1] += 1,
            "]" | "］" => balance[1] -= 1,
            "{" | "｛" => balance[2] += 1,
            "}" | "｝" => balance[2] -= 1,
            _ => {}
        }
    }
    balance
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn a_bracket_that_stays_open_is_found() {
        assert_eq!(ask(&CHECK, "the folder (see _x_) is", "la carpeta (vea _x_ es").len(), 1);
        assert_eq!(ask(&CHECK, r"(((v) &amp; M) \>\> 8)", r"((v) &amp; M) \> \> 8)").len(), 1);
    }

    #[test]
    fn links_lists_and_wide_brackets_are_right() {
        assert_eq!(ask(&CHECK, "a [b](c_(d).md) e", "a [b](c_(d).md) e"), []);
        assert_eq!(ask(&CHECK, "a) first", "a) primero"), []);
        assert_eq!(ask_in(&CHECK, "ja-JP", "folder (IPM)", "フォルダー（IPM)"), []);
        assert_eq!(ask(&CHECK, "a (b)", "�(b"), []);
    }
}
