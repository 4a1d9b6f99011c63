//! Putting a page's file together again from its two texts and its segments.

use super::{Segment, Unwoven};

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
        self.weave_halves(|segment| (segment.source.of(&self.source), target(segment)))
    }

    /// The same with other halves: `halves` gives the source and the target for each segment.
    pub fn weave_halves<'a>(&'a self, mut halves: impl FnMut(&'a Segment) -> (&'a str, &'a str)) -> String {
        let mut woven = String::with_capacity(self.length());
        let mut from = 0;
        for segment in &self.segments {
            woven.push_str(&self.target[from..segment.target.start as usize]);
            let id = self.id_of(segment);
            let (source, target) = halves(segment);
            if let Some([before, between, behind]) = self.odd_markup.get(&segment.whole.start) {
                for part in [before, target, between, source, behind] {
                    woven.push_str(part);
                }
            } else {
                push_pair(&mut woven, id, target, source);
            }
            from = segment.target.end as usize;
        }
        woven.push_str(&self.target[from..]);
        woven
    }
}

impl Unwoven {
    /// The file's length in bytes.
    fn length(&self) -> usize {
        match self.segments.last() {
            Some(last) => last.whole.end as usize + self.target.len() - last.target.end as usize,
            None => self.target.len(),
        }
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
