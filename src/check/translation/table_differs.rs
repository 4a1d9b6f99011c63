//! `table-differs`: a page's tables have another shape than in another locale.
//!
//! ## What it finds
//! Pages of one key that translate the same commit of the source and whose tables differ in number, rows or cells. Where
//! the commits differ or are not known, nothing is compared.
//!
//! ## Why it matters
//! A row that lacks is a flag, a property or a return code that the reader is not told of.
//!
//! ## Example
//! A table of three rows on one page, of two on the other.
//!
//! ## How to mend
//! Give the page the rows of the source at that commit.

use super::PageCheck;
use super::siblings::{Odd, Siblings};
use crate::diagnostic::Rule;
use crate::parse::outline::BlockKind;

pub(super) static RULE: Rule = super::rule!(
    "table-differs",
    Warning,
    "A page's tables have another shape than in another locale.",
    "table_differs.rs"
);
pub(super) const CHECK: PageCheck = PageCheck { rule: &RULE, find };

fn find(siblings: &Siblings<'_>) -> Option<Odd> {
    siblings.first_odd(
        "table",
        |sheet| {
            let outline = &sheet.outline;
            let tables = (0..outline.blocks.len() as u32)
                .filter(|index| outline.block(*index).kind == BlockKind::Table);
            tables
                .map(|table| {
                    let rows: Vec<usize> =
                        outline.children(table).map(|row| outline.children(row).count()).collect();
                    (outline.block(table).span, rows)
                })
                .collect()
        },
        |rows: &Vec<usize>| format!("{} rows of {} cells", rows.len(), rows.iter().sum::<usize>()),
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::compare;
    use super::*;

    #[test]
    fn tables_have_the_same_shape_everywhere() {
        let page = "# A\n\n|a|b|\n|-|-|\n|1|2|\n";
        assert_eq!(compare(&CHECK, page, "# A\n\n|a|b|\n|-|-|\n|3|4|\n"), None);
        assert_eq!(
            compare(&CHECK, page, "# A\n\n|a|b|\n|-|-|\n|1|2|\n|3|4|\n").as_deref(),
            Some("table 1 is 3 rows of 6 cells in de-DE and 2 rows of 4 cells in es-ES")
        );
    }
}
