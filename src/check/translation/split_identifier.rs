//! `split-identifier`: a name of code is torn apart by spaces.
//!
//! ## What it finds
//! The letters of an identifier of the source, in their order, with spaces, lost underscores or signs as wide as
//! ideographs between them, where the target does not say the name itself.
//!
//! ## Why it matters
//! Nobody finds the name by searching, and what is copied from the page does not compile. Machine translation leaves such
//! names where `::P` or `::D` look to it like a smiley, or `_` like a mark of emphasis.
//!
//! ## Example
//! `IAddrBook::PrepareRecips` translated as `IAddrBook::P repareRecips`, or `PR_SUBJECT` as `PR \_ SUBJECT`.
//!
//! ## How to mend
//! Write the name as the source does. The finding's fix does that.

use std::ops::Range;

use super::identifiers::{Fate, Lacking, same_but_wide};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::plain_identifier;
use crate::span::Span;

pub(super) static RULE: Rule =
    super::rule!("split-identifier", Warning, "A name of code is torn apart.", "split_identifier.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    let all = pair.lacking(knowledge.names);
    for lacking in all {
        if let Fate::Split(at) = lacking.fate {
            let torn = at.of(pair.target.text);
            let message = if same_but_wide(&plain_identifier(torn), &lacking.name) {
                format!("`{}` is written with wide signs: `{torn}`", lacking.name)
            } else {
                format!("`{}` is torn apart: `{torn}`", lacking.name)
            };
            let defect = found.at(at, message);
            defect.mended(pair.target.text, at, lacking.written);
            defect.fix = defect.fix.take().map(|fix| without_strays(pair, &fix, at, lacking, all));
        }
    }
}

/// The fix without the underscores that the name lost to other places of the sentence: `PR BODY de \_ texto`.
fn without_strays(
    pair: &Pair<'_>,
    fix: &str,
    at: Span,
    lacking: &Lacking<'_>,
    all: &[Lacking<'_>],
) -> String {
    let count = |text: &str| text.matches('_').count();
    let lost = count(&lacking.name).saturating_sub(count(at.of(pair.target.text)));
    if lost == 0 || strays(pair.source.text).next().is_some() {
        return fix.to_owned();
    }
    let of_others = |stray: &Span| {
        all.iter().any(|other| match other.fate {
            Fate::Split(span) => span.start <= stray.start && stray.end <= span.end,
            _ => false,
        })
    };
    let mut found: Vec<Span> = strays(pair.target.text).filter(|stray| !of_others(stray)).collect();
    found.sort_by_key(|stray| stray.start.abs_diff(at.start));
    found.truncate(lost);
    found.sort_unstable_by_key(|stray| std::cmp::Reverse(stray.start));
    let mut text = fix.to_owned();
    // From the last to the first, so that what stands before stays where it is.
    let place = |offset: u32| {
        let (offset, behind) = (offset as usize, offset >= at.end);
        if behind { (offset + fix.len()).saturating_sub(pair.target.text.len()) } else { offset }
    };
    for stray in found {
        let (start, mut end) = (place(stray.start), place(stray.end));
        // One of the two spaces around it goes with it.
        if text.get(end..).is_some_and(|rest| rest.starts_with(' ')) {
            end += 1;
        }
        if text.get(start..end).is_some() {
            let gone = with_emphasis(&text, start..end);
            text.replace_range(gone, "");
        }
    }
    text
}

/// Marks of emphasis, the longer ones first.
const EMPHASIS: &[&str] = &["**", "*"];

/// A stray with the emphasis that is around nothing else, and then with one of the two spaces around that.
fn with_emphasis(text: &str, stray: Range<usize>) -> Range<usize> {
    let before = text[..stray.start].trim_end_matches(' ');
    let behind = text[stray.end..].trim_start_matches(' ');
    let around = EMPHASIS.iter().find_map(|mark| before.strip_suffix(mark).zip(behind.strip_prefix(mark)));
    let Some((before, behind)) = around else { return stray };
    let is_spaced = behind.starts_with(' ') && (before.is_empty() || before.ends_with(' '));
    before.len()..text.len() - behind.len() + usize::from(is_spaced)
}

/// Escaped underscores that are part of no name.
fn strays(text: &str) -> impl Iterator<Item = Span> + '_ {
    let of_name = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let bytes = text.as_bytes();
    text.match_indices("\\_").map(|(at, sign)| Span::new(at, at + sign.len())).filter(move |span| {
        let (start, end) = (span.start as usize, span.end as usize);
        !of_name(start.checked_sub(1).and_then(|at| bytes.get(at))) && !of_name(bytes.get(end))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn torn_names_are_put_together() {
        assert_eq!(
            ask(&CHECK, "call IAddrBook::PrepareRecips.", "llame a IAddrBook::P repareRecips."),
            [("IAddrBook::P repareRecips".to_owned(), Some("llame a IAddrBook::PrepareRecips.".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, r"**PR\_SUBJECT**", r"**PR \_ SUBJECT**"),
            [(r"PR \_ SUBJECT".to_owned(), Some(r"**PR\_SUBJECT**".to_owned()))]
        );
    }

    #[test]
    fn underscores_that_went_astray_are_taken_back() {
        let fix = |source, target| ask(&CHECK, source, target).remove(0).1.unwrap();
        assert_eq!(fix(r"**PR\_BODY** is", r"**PR BODY es \_ el**"), r"**PR\_BODY es el**");
        assert_eq!(fix(r"**PR\_BODY** is", r"**\_ PR BODY** es"), r"**PR\_BODY** es");
        assert_eq!(
            fix(r"**PR\_BODY** is", r"**PR BODY** **\_** es el **\_**"),
            r"**PR\_BODY** es el **\_**",
            "the name lost one"
        );
        assert_eq!(fix(r"**PR\_BODY** is it", r"El **PR BODY** es. **\_**"), r"El **PR\_BODY** es. ");
        assert_eq!(
            fix(r"PR\_A and PR\_B", r"PR A y PR \_ B de \_ uno"),
            r"PR\_A y PR \_ B de uno",
            "what is another name's stays"
        );
    }

    #[test]
    fn words_that_look_like_a_name_are_words() {
        assert_eq!(ask(&CHECK, "the IsRead flag", "la marca que is read dice"), []);
        assert_eq!(ask(&CHECK, "IAddrBook::Details", "IAddrBook::Details"), []);
        assert_eq!(ask(&CHECK, "PR_SUBJECT", "PR_SUBJECT_A"), []);
    }
}
