//! `stale-segment`: the English of a segment is not said any more.
//!
//! ## What it finds
//! Segments whose source the English page said at the commit that the translation states (`ms.sourcegitcommit`), and whose
//! words the newest English page does not say. Only letters and digits are compared: new marks make nothing stale. What stands in a
//! comment is not said.
//!
//! That needs the English repository (`--upstream REPO`). Without it, or where it lacks the commit, the English pages among
//! the sources are all there is to compare with: then every segment is told whose source is not on the English page, also
//! such as never was. Without any English page nothing is found.
//!
//! ## Why it matters
//! The reader is told what was true once. The finding says what the English is now, where one new sentence is like the old one.
//!
//! ## Example
//! A segment translates "The call fails." where the English says now "The call does nothing."
//!
//! ## How to mend
//! Translate the new English, and make it the segment's source. `mapidoc export --upstream REPO` gives stale segments to
//! translators with the new English, `mapidoc import --upstream REPO` brings both back into the page.

use super::FreshnessCheck;
use super::english::{Beside, Lag, Lagging};
use crate::diagnostic::Rule;
use crate::memory::freshness::{PageFreshness, source_commit};
use crate::parse::Sheet;

pub(super) static RULE: Rule = super::rule!(
    "stale-segment",
    Warning,
    "The English of a segment is not said any more.",
    "stale_segment.rs"
);
pub(super) const CHECK: FreshnessCheck = FreshnessCheck { rule: &RULE, find };

/// What would tell more.
const HELP: &str =
    "--upstream names the English repository, which tells what has changed from what was never said";

fn find<'a>(beside: &Beside<'a>) -> Vec<Lag<'a>> {
    let of_page = |(page, sheet, fresh): (usize, &Sheet, &PageFreshness<'a>)| {
        let commit = fresh.change.and_then(|_| source_commit(&sheet.unwoven));
        let (message, help) = match commit {
            Some(commit) => {
                let commit: String = commit.chars().take(9).collect();
                (format!("the English has changed since {commit}, from which this was translated"), None)
            }
            None => {
                ("the English page that was given does not say this source".to_owned(), Some(HELP.into()))
            }
        };
        let lag = move |(segment, now): (u32, Option<&str>)| Lag {
            at: Lagging::At(page, segment),
            message: match now {
                Some(now) => format!("{message}; it is now: {now}"),
                None => format!("{message}; nothing that is new there is like it"),
            },
            source: None,
            help: help.clone(),
        };
        fresh.successors(&sheet.unwoven).into_iter().map(lag).collect::<Vec<_>>()
    };
    beside.pages().flat_map(of_page).collect()
}
