//! Putting a page's file together again from its two texts and its segments.

use super::{Segment, Unwoven};
use crate::span::Span;

impl Unwoven {
    /// The page's file: the text between pairs, and each pair woven from its halves.
    ///
    /// The markup of a regular pair is written out anew, so that a round trip proves the grammar; that of a recovered
    /// pair is carried over as it stood.
    pub fn weave(&self) -> String {
        self.weave_with(|segment| segment.target.of(&self.target))
    }

    /// The same with other targets: `target` gives the text for each segment. This is how edited translations come back into a page.
    pub fn weave_with<'a>(&'a self, mut target: impl FnMut(&'a Segment) -> &'a str) -> String {
        let mut woven = String::with_capacity(self.file.len());
        let mut from = 0;
        for segment in &self.segments {
            woven.push_str(&self.target[from..segment.target.start as usize]);
            let id = self.id_of(segment);
            let (target, source) = (target(segment), segment.source.of(&self.source));
            if segment.recovered {
                let markup = |start: u32, end: u32| Span { start, end }.of(&self.file);
                woven.push_str(markup(segment.whole.start, segment.target_in_file.start));
                woven.push_str(target);
                woven.push_str(markup(segment.target_in_file.end, segment.source_in_file.start));
                woven.push_str(source);
                woven.push_str(markup(segment.source_in_file.end, segment.whole.end));
            } else {
                push_pair(&mut woven, id, target, source);
            }
            from = segment.target.end as usize;
        }
        woven.push_str(&self.target[from..]);
        woven
    }
}

/// Writes one regular pair.
fn push_pair(woven: &mut String, id: &str, target: &str, source: &str) {
    for part in [
        "<span data-ttu-id=\"",
        id,
        "\">",
        target,
        "</span><span class=\"sxs-lookup\"><span data-stu-id=\"",
        id,
        "\">",
        source,
        "</span></span>",
    ] {
        woven.push_str(part);
    }
}
