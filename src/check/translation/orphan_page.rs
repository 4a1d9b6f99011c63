//! `orphan-page`: a locale has a page that the newest English has not.
//!
//! ## What it finds
//! Translated pages without an English page of the same name in the repository that `--upstream` names, else among the English
//! pages of the sources. Letter case does not count.
//!
//! ## Why it matters
//! What the English gave up, or moved, is still read, and nobody keeps it right.
//!
//! ## Example
//! The Spanish folder has `old-name.md`, the English one `new-name.md`.
//!
//! ## How to mend
//! Remove the page, or give it the English page's new name. Where not all English pages were given, give them.

use super::FreshnessCheck;
use super::english::{Beside, Lag, Lagging};
use crate::diagnostic::Rule;

pub(super) static RULE: Rule = super::rule!(
    "orphan-page",
    Warning,
    "A locale has a page that the newest English has not.",
    "orphan_page.rs"
);
pub(super) const CHECK: FreshnessCheck = FreshnessCheck { rule: &RULE, find };

fn find<'a>(beside: &Beside<'a>) -> Vec<Lag<'a>> {
    let orphans = &beside.fresh.orphans;
    // Both are in the order of the pages.
    let mut rest = orphans.iter().peekable();
    let pages = beside
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| rest.next_if(|orphan| **orphan == &*sheet.key).is_some());
    let lag = |(page, _)| Lag {
        at: Lagging::Page(page),
        message: format!("{} has this page, the newest English has none of its name", beside.locale),
        source: None,
        help: None,
    };
    pages.map(lag).collect()
}
