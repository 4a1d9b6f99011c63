//! One edited page: all its edits in place, and nothing else of it changed.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, TagEnd};

use super::EditedSegment;
use crate::parse::outline;
use crate::segment::{Segment, Unwoven, unweave};
use crate::span::Span;

/// An edit of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edit<'a> {
    /// The index of the segment.
    pub(super) segment: usize,
    /// What its target is to say.
    pub(super) target: &'a str,
    /// What its source is to say, where that changes.
    pub(super) source: Option<&'a str>,
}

impl Edit<'_> {
    /// What changes.
    pub(super) fn of(&self, unwoven: &Unwoven) -> EditedSegment {
        let (source, target) = halves(unwoven, self.segment);
        EditedSegment {
            ordinal: self.segment + 1,
            target: [target.to_owned(), self.target.to_owned()],
            source: [source.to_owned(), self.source.unwrap_or(source).to_owned()],
        }
    }
}

/// A segment's source and target.
fn halves(unwoven: &Unwoven, segment: usize) -> (&str, &str) {
    let segment = &unwoven.segments[segment];
    (segment.source.of(&unwoven.source), segment.target.of(&unwoven.target))
}

/// The page's file with its edits, which are in the order of its segments. Everything but the edited halves is woven as it was.
pub(super) fn edited(unwoven: &Unwoven, edits: &[Edit<'_>]) -> String {
    let mut edits = edits.iter().peekable();
    let mut index = 0;
    unwoven.weave_halves(|segment| {
        let edit = edits.next_if(|edit| edit.segment == index);
        index += 1;
        let (source, target) = (segment.source.of(&unwoven.source), segment.target.of(&unwoven.target));
        edit.map_or((source, target), |edit| (edit.source.unwrap_or(source), edit.target))
    })
}

/// The first edit that would change more than its own half: the page's pairs, or its blocks.
pub(super) fn first_breakout(unwoven: &Unwoven, edits: &[Edit<'_>]) -> Option<usize> {
    let blocks_of_source = |unwoven: &Unwoven| blocks(unwoven, &unwoven.source, |segment| segment.source);
    let blocks_of_target = |unwoven: &Unwoven| blocks(unwoven, &unwoven.target, |segment| segment.target);
    let (source, target) = (blocks_of_source(unwoven), blocks_of_target(unwoven));
    let holds = |edits: &[Edit<'_>]| {
        let again = unweave(&edited(unwoven, edits));
        is_as_meant(unwoven, &again, edits)
            && blocks_of_target(&again) == target
            && (again.source == unwoven.source || blocks_of_source(&again) == source)
    };
    if holds(edits) {
        return None;
    }
    // What breaks out with the first edits does so with more of them: halving finds the one that begins it.
    let (mut good, mut bad) = (0, edits.len());
    while bad - good > 1 {
        let middle = good + (bad - good) / 2;
        if holds(&edits[..middle]) { good = middle } else { bad = middle }
    }
    Some(good)
}

/// Whether a page that was read anew has the same segments, the edited ones with their new targets.
fn is_as_meant(before: &Unwoven, again: &Unwoven, edits: &[Edit<'_>]) -> bool {
    let is_source_meant = before.source == again.source || edits.iter().any(|edit| edit.source.is_some());
    let mut edits = edits.iter().peekable();
    is_source_meant
        && before.segments.len() == again.segments.len()
        && before.flaws.len() == again.flaws.len()
        && (0..before.segments.len()).all(|index| {
            let (source, target) = halves(before, index);
            let edit = edits.next_if(|edit| edit.segment == index);
            let meant = edit.map_or((source, target), |edit| (edit.source.unwrap_or(source), edit.target));
            halves(again, index) == meant
        })
}

/// A block, or emphasis or a link that reaches out of a segment: its kind, how many segments begin before it, and how many end
/// before its end.
///
/// Kinds alone would not do: a row that gets a cell too many loses its last one without a trace.
type Block = (TagEnd, usize, usize);

/// The blocks of one of a page's texts, each before those in it; `half` is where a segment stands in that text.
fn blocks(unwoven: &Unwoven, text: &str, half: impl Fn(&Segment) -> Span) -> Vec<Block> {
    let is_inline = |tag: &TagEnd| {
        matches!(
            tag,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        )
    };
    let segments = &unwoven.segments;
    let begun = |offset: usize| segments.partition_point(|segment| (half(segment).start as usize) < offset);
    let ended = |offset: usize| segments.partition_point(|segment| half(segment).end as usize <= offset);
    let events = Parser::new_ext(text, outline::options()).into_offset_iter();
    let blocks = events.filter_map(|(event, range)| match event {
        Event::Start(tag) => Some((tag.to_end(), range)),
        _ => None,
    });
    // What stands within one half is the half's own affair.
    let is_within = |range: &Range<usize>| {
        let of_segment = segments.get(begun(range.start + 1).wrapping_sub(1));
        of_segment.is_some_and(|segment| {
            let half = half(segment);
            half.start as usize <= range.start && range.end <= half.end as usize
        })
    };
    blocks
        .filter(|(tag, range)| !(is_inline(tag) && is_within(range)))
        .map(|(tag, range)| (tag, begun(range.start), ended(range.end)))
        .collect()
}
