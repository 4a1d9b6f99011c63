//! `heading-differs`: a page's headings are other than in another locale.
//!
//! ## What it finds
//! Pages of one key that translate the same commit of the source and whose headings differ in the source language, in
//! their level or in number; letter case does not count. Where the commits differ or are not known, nothing is compared.
//!
//! ## Why it matters
//! Headings make a page's sections: one that lacks hides what stands below it, and links to it lead nowhere.
//!
//! ## Example
//! `## Remarks` on one page, `### Remarks` on the other.
//!
//! ## How to mend
//! Give the page the headings of the source at that commit.

use super::PageCheck;
use super::siblings::{Odd, Siblings};
use crate::diagnostic::Rule;
use crate::parse::outline::BlockKind;

pub(super) static RULE: Rule = super::rule!(
    "heading-differs",
    Warning,
    "A page's headings are other than in another locale.",
    "heading_differs.rs"
);
pub(super) const CHECK: PageCheck = PageCheck { rule: &RULE, find };

fn find(siblings: &Siblings<'_>) -> Option<Odd> {
    siblings.first_odd(
        "heading",
        |sheet| {
            let blocks = sheet.outline.blocks.iter();
            blocks
                .filter_map(|block| match block.kind {
                    BlockKind::Heading(level) => Some((block.span, (level, block.plain.to_lowercase()))),
                    _ => None,
                })
                .collect()
        },
        |(level, text)| format!("`{} {text}`", "#".repeat(usize::from(*level))),
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::compare;
    use super::*;

    #[test]
    fn headings_are_the_same_everywhere() {
        let page = "# A\n\n## B\n\ntext\n";
        assert_eq!(compare(&CHECK, page, "# a\n\n## B\n\nother text\n"), None);
        assert_eq!(
            compare(&CHECK, page, "# A\n\n### B\n\ntext\n").as_deref(),
            Some("heading 2 is `### b` in de-DE and `## b` in es-ES")
        );
        assert_eq!(
            compare(&CHECK, page, "# A\n\ntext\n").as_deref(),
            Some("1 headings in de-DE, 2 in es-ES")
        );
    }
}
