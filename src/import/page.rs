//! One edited page: all its edits in place, and nothing else of it changed.

use pulldown_cmark::{Event, Parser, TagEnd};

use crate::parse::outline;
use crate::segment::{Unwoven, unweave};

/// The edits of a page, in the order of its segments: index of the segment and its new target.
pub(super) type Edits<'a> = [(usize, &'a str)];

/// The page's file with the edits. Everything but the edited targets is woven as it was.
pub(super) fn edited(unwoven: &Unwoven, edits: &Edits<'_>) -> String {
    let mut edits = edits.iter().peekable();
    let mut index = 0;
    unwoven.weave_with(|segment| {
        let edit = edits.next_if(|(at, _)| *at == index);
        index += 1;
        edit.map_or_else(|| segment.target.of(&unwoven.target), |(_, text)| text)
    })
}

/// The first edit that would change more than its own half: the page's pairs, or its blocks.
pub(super) fn first_breakout(unwoven: &Unwoven, edits: &Edits<'_>) -> Option<usize> {
    let before = blocks(unwoven);
    let holds = |edits: &Edits<'_>| {
        let again = unweave(&edited(unwoven, edits));
        is_as_meant(unwoven, &again, edits) && blocks(&again) == before
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
fn is_as_meant(before: &Unwoven, again: &Unwoven, edits: &Edits<'_>) -> bool {
    let mut edits = edits.iter().peekable();
    before.segments.len() == again.segments.len()
        && before.flaws.len() == again.flaws.len()
        && before.source == again.source
        && before.segments.iter().zip(&again.segments).enumerate().all(|(index, (old, new))| {
            let edit = edits.next_if(|(at, _)| *at == index).map(|(_, text)| *text);
            new.target.of(&again.target) == edit.unwrap_or_else(|| old.target.of(&before.target))
        })
}

/// A block: its kind, how many segments begin before it, and how many end before its end.
///
/// Kinds alone would not do: a row that gets a cell too many loses its last one without a trace.
type Block = (TagEnd, usize, usize);

/// The blocks of a page's target text, each before those in it.
fn blocks(unwoven: &Unwoven) -> Vec<Block> {
    let is_block = |tag: &TagEnd| {
        !matches!(
            tag,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        )
    };
    let segments = &unwoven.segments;
    let begun = |offset: usize| segments.partition_point(|segment| (segment.target.start as usize) < offset);
    let ended = |offset: usize| segments.partition_point(|segment| segment.target.end as usize <= offset);
    let events = Parser::new_ext(&unwoven.target, outline::options()).into_offset_iter();
    let blocks = events.filter_map(|(event, range)| match event {
        Event::Start(tag) => Some((tag.to_end(), begun(range.start), ended(range.end))),
        _ => None,
    });
    blocks.filter(|(tag, ..)| is_block(tag)).collect()
}
