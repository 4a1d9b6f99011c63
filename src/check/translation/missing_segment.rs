//! `missing-segment`: the newest English has a sentence that the translated page lacks.
//!
//! ## What it finds
//! Sentences, headings and cells of the newest English page (of the repository that `--upstream` names, else among the sources)
//! whose words no source on the translated page says. It points at the last sentence before it that both have.
//!
//! What five pages or more lack alike is one change of the English, such as a heading that all tables have got: it is told once,
//! on the first of them, with how many the others are.
//!
//! ## Why it matters
//! What is new in the English, a reader of the translation does not get to know. One or two words are a table's heading as a rule.
//!
//! ## Example
//! The English page has gained "The caller frees the memory."
//!
//! ## How to mend
//! Translate the sentence. Where `stale-segment` stands beside it, it has taken the place of the stale one.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::FreshnessCheck;
use super::allow::Allowed;
use super::english::{Beside, Lag, Lagging};
use crate::diagnostic::Rule;
use crate::memory::freshness::PageFreshness;
use crate::memory::letters::bare;
use crate::parse::Sheet;

pub(super) static RULE: Rule = super::rule!(
    "missing-segment",
    Info,
    "The newest English has a sentence that the translated page lacks.",
    "missing_segment.rs"
);
pub(super) const CHECK: FreshnessCheck = FreshnessCheck { rule: &RULE, find };

/// How many letters of the English a message shows.
const SHOWN: usize = 80;
/// On how many pages the same English lacks by one change.
const ONE_CHANGE: usize = 5;
/// How many of these pages are named.
const NAMED: usize = 5;

fn find<'a>(beside: &Beside<'a>) -> Vec<Lag<'a>> {
    // What is lacking → the pages that lack it, in order.
    let mut pages: HashMap<Cow<'a, str>, Vec<&'a str>> = HashMap::new();
    for (_, sheet, fresh) in beside.pages().filter(|(_, sheet, _)| !is_allowed(sheet)) {
        for lacking in &fresh.untranslated {
            let pages = pages.entry(bare(lacking.text)).or_default();
            if pages.last() != Some(&&*sheet.key) {
                pages.push(&sheet.key);
            }
        }
    }
    let mut told: HashSet<&str> = HashSet::new();
    let of_page = |(page, sheet, fresh): (usize, &'a Sheet, &PageFreshness<'a>)| {
        let mut lags = Vec::new();
        for lacking in fresh.untranslated.iter().filter(|_| !is_allowed(sheet)) {
            let mut message =
                format!("{} lacks what the English says: {}", beside.locale, shown(lacking.text));
            let mut help = None;
            if let Some((text, pages)) =
                pages.get_key_value(&*bare(lacking.text)).filter(|(_, pages)| pages.len() >= ONE_CHANGE)
            {
                if !told.insert(text) {
                    continue;
                }
                let _ = write!(message, ", here and on {} other pages", pages.len() - 1);
                help = Some(others(&pages[1..]).into());
            }
            let at = Lagging::Behind(page, lacking.after);
            lags.push(Lag { at, message, source: Some(lacking.text), help });
        }
        lags
    };
    beside.pages().flat_map(of_page).collect()
}

/// Whether a page allows to lack anything: what it alone would be told of stands on another page, where several lack it.
fn is_allowed(sheet: &Sheet) -> bool {
    Allowed::may_be_in(&sheet.unwoven.target) && Allowed::of(&sheet.place().text).allows_everywhere(RULE.name)
}

/// Names pages.
fn others(pages: &[&str]) -> String {
    let named = pages.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match pages.len().saturating_sub(NAMED) {
        0 => format!("the others are {named}"),
        more => format!("the others are {named} and {more} more"),
    }
}

/// The beginning of a sentence.
fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("`{}…`", text[..end].trim_end()),
        None => format!("`{text}`"),
    }
}
