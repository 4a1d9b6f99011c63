//! `signature-differs`: a page's code is other than in another locale.
//!
//! ## What it finds
//! Pages of one key that translate the same commit of the source and differ in their blocks of code. Where the commits
//! differ or are not known, nothing is compared.
//!
//! ## Why it matters
//! Code is not translated: one of the two declarations is wrong, and whoever copies it gets an error or a crash.
//!
//! ## Example
//! `HRESULT Logoff(ULONG ulFlags);` on one page, `HRESULT Logoff(ULONG ulIndicadores);` on the other.
//!
//! ## How to mend
//! Look at the source at that commit and copy its code into the page that is other.

use super::PageCheck;
use super::siblings::{Odd, Siblings};
use crate::diagnostic::Rule;
use crate::parse::outline::BlockKind;

pub(super) static RULE: Rule = super::rule!(
    "signature-differs",
    Error,
    "A page's code is other than in another locale.",
    "signature_differs.rs"
);
pub(super) const CHECK: PageCheck = PageCheck { rule: &RULE, find };

fn find(siblings: &Siblings<'_>) -> Option<Odd> {
    siblings.first_odd(
        "block of code",
        |sheet| {
            let blocks = sheet.outline.blocks.iter();
            blocks
                .filter(|block| matches!(block.kind, BlockKind::Code(_)))
                .map(|block| (block.span, words(&block.plain)))
                .collect()
        },
        |code| format!("`{}`", shown(code)),
    )
}

/// Code with one space wherever it has any.
fn words(code: &str) -> String {
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shown(code: &str) -> String {
    let mut shown: String = code.chars().take(60).collect();
    if shown.len() < code.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::super::testing::compare;
    use super::*;

    #[test]
    fn code_is_the_same_everywhere() {
        let page = "# A\n\n```cpp\nint f(int a);\n```\n";
        assert_eq!(compare(&CHECK, page, "# A\n\n```cpp\nint  f(int a);\n```\n"), None);
        assert_eq!(
            compare(&CHECK, page, "# A\n\n```cpp\nint f(int b);\n```\n").as_deref(),
            Some("block of code 1 is `int f(int b);` in de-DE and `int f(int a);` in es-ES")
        );
    }
}
