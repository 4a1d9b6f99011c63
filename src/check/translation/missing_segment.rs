//! `missing-segment`: the newest English has a sentence that the translated page lacks.
//!
//! ## What it finds
//! Sentences, headings and cells of the newest English page (of the repository that `--upstream` names, else among the sources)
//! whose words no source on the translated page says. It points at the last sentence before it that both have.
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
use std::collections::HashMap;

use super::FreshnessCheck;
use super::english::{Beside, Lag, Lagging};
use crate::diagnostic::Rule;
use crate::memory::freshness::{PageFreshness, Untranslated};
use crate::memory::letters::bare;
use crate::memory::plain::sentences;
use crate::parse::Sheet;
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "missing-segment",
    Info,
    "The newest English has a sentence that the translated page lacks.",
    "missing_segment.rs"
);
pub(super) const CHECK: FreshnessCheck = FreshnessCheck { rule: &RULE, find };

/// How many letters of the English a message shows.
const SHOWN: usize = 80;

fn find<'a>(beside: &Beside<'a>) -> Vec<Lag<'a>> {
    let of_page = |(page, sheet, fresh): (usize, &'a Sheet, &PageFreshness<'a>)| {
        let said = if fresh.untranslated.is_empty() { HashMap::new() } else { said(sheet) };
        let lag = |lacking: &Untranslated<'a>| Lag {
            at: Lagging::Behind(page, lacking.after.and_then(|after| said.get(&*bare(after)).copied())),
            message: format!("{} lacks what the English says: {}", beside.locale, shown(lacking.text)),
            source: Some(lacking.text),
            help: None,
        };
        fresh.untranslated.iter().map(lag).collect::<Vec<_>>()
    };
    beside.pages().flat_map(of_page).collect()
}

/// The sentences of a page's source text by what they say, the first of several; what no segment translates is among them.
fn said(sheet: &Sheet) -> HashMap<Cow<'_, str>, Span> {
    let source = &sheet.unwoven.source;
    let mut said = HashMap::new();
    for at in sentences(source) {
        said.entry(bare(at.of(source))).or_insert(at);
    }
    said
}

/// The beginning of a sentence.
fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("`{}…`", text[..end].trim_end()),
        None => format!("`{text}`"),
    }
}
