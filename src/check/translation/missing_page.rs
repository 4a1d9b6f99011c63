//! `missing-page`: the newest English has a page that a locale lacks.
//!
//! ## What it finds
//! Pages of the English repository that `--upstream` names, else English pages among the sources, without a page of the same
//! name in the locale. Letter case does not count.
//!
//! ## Why it matters
//! The reader is led to a page in another language, or to none.
//!
//! ## Example
//! The English has `scountrestriction.md`, the Spanish folder has no such file.
//!
//! ## How to mend
//! Translate the page.

use super::FreshnessCheck;
use super::english::{Beside, Lag, Lagging};
use crate::diagnostic::Rule;

pub(super) static RULE: Rule = super::rule!(
    "missing-page",
    Warning,
    "The newest English has a page that a locale lacks.",
    "missing_page.rs"
);
pub(super) const CHECK: FreshnessCheck = FreshnessCheck { rule: &RULE, find };

fn find<'a>(beside: &Beside<'a>) -> Vec<Lag<'a>> {
    // The locale is in the message: another that lacks the page as well is another finding.
    let lag = |page: &&'a str| Lag {
        at: Lagging::Lacking(page),
        message: format!("{} lacks the English page {page}", beside.locale),
        source: None,
        help: None,
    };
    beside.fresh.missing.iter().map(lag).collect()
}
