//! Bilingual text ⇄ segments, byte-exact both ways.
//!
//! A page of the corpus says everything twice, sentence by sentence, in pairs of sibling spans:
//!
//! ```text
//! <span data-ttu-id="1aaa7-105">TARGET</span><span class="sxs-lookup"><span data-stu-id="1aaa7-105">SOURCE</span></span>
//! ```
//!
//! [`unweave`] takes a page's file apart into the source text, the target text and the [`Segment`]s that tie them;
//! [`Unwoven::weave`] puts the file together again. What stands outside pairs (code, fences, list marks, link targets)
//! is the same in both texts. A page without pairs is a page in one language: its two texts are equal.

pub mod codes;
mod scan;
pub mod tokens;
mod weave;

#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) mod testing;

use std::collections::BTreeMap;

use crate::span::Span;
pub use scan::unweave;

/// One pair: a sentence, a table cell or a link's text in two languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The ttu id; [`Unwoven::id_of`] gives it. Made anew at every publish: it names the segment on this page, in this
    /// revision, and nothing more.
    id: Span,
    /// The whole pair with its markup, in the file.
    pub whole: Span,
    /// The target half, in the file.
    pub target_in_file: Span,
    /// The source half, in the file.
    pub source_in_file: Span,
    /// The target half, in the target text.
    pub target: Span,
    /// The source half, in the source text.
    pub source: Span,
    /// Whether the pair's markup was not quite what the grammar says, and was recovered.
    pub recovered: bool,
}

/// What is wrong with a pair, or with what looks like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where, in the file.
    pub span: Span,
    /// What, in lower case without a full stop.
    pub message: &'static str,
    /// Whether the pair was read all the same.
    pub recovered: bool,
}

/// A page's file taken apart. The file itself is not kept: [`Unwoven::weave`] gives it back, byte for byte, and thousands
/// of pages are held at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unwoven {
    /// The text in the source language (English).
    pub source: String,
    /// The text in the target language; equal to `source` where there are no segments.
    pub target: String,
    /// The segments in file order, disjoint.
    pub segments: Vec<Segment>,
    /// What was wrong with the markup, in file order.
    pub flaws: Vec<Flaw>,
    /// The segments' ids, one after another.
    ids: String,
    /// The markup of pairs that had to be recovered: before the target half, between the halves, behind the source half.
    odd_markup: BTreeMap<u32, [String; 3]>,
}

/// Which of a page's texts an offset counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Text {
    File,
    Source,
    Target,
}

impl Segment {
    fn half(&self, text: Text) -> Span {
        match text {
            Text::File => self.whole,
            Text::Source => self.source,
            Text::Target => self.target,
        }
    }
}

impl Unwoven {
    /// Whether the page says anything in two languages.
    pub fn is_bilingual(&self) -> bool {
        !self.segments.is_empty()
    }

    /// The segment's ttu id.
    pub fn id_of(&self, segment: &Segment) -> &str {
        segment.id.of(&self.ids)
    }

    /// The segments whose source halves lie in `span` of the source text.
    pub fn segments_in_source(&self, span: Span) -> &[Segment] {
        let first = self.segments.partition_point(|segment| segment.source.start < span.start);
        let last = self.segments.partition_point(|segment| segment.source.end <= span.end);
        self.segments.get(first..last).unwrap_or_default()
    }

    /// The span of the target text that says what `span` of the source text says.
    ///
    /// Outside pairs the two correspond byte by byte; an end inside a pair is widened to the whole half.
    pub fn source_to_target(&self, span: Span) -> Span {
        self.convert(span, Text::Source, Text::Target)
    }

    /// The span of the file that holds `span` of the source text, widened to whole pairs likewise where it ends in two of them;
    /// inside one source half it is exact.
    pub fn source_to_file(&self, span: Span) -> Span {
        let first = self.segments.partition_point(|segment| segment.source.end <= span.start);
        if let Some(segment) = self.segments.get(first)
            && segment.source.start <= span.start
            && span.end <= segment.source.end
        {
            let shift = segment.source_in_file.start - segment.source.start;
            return Span { start: span.start + shift, end: span.end + shift };
        }
        self.convert(span, Text::Source, Text::File)
    }

    fn convert(&self, span: Span, from: Text, to: Text) -> Span {
        // The first segment that does not end before the span begins, and the first that begins at or after its end.
        let first = self.segments.partition_point(|segment| segment.half(from).end <= span.start);
        let past = self.segments.partition_point(|segment| segment.half(from).start < span.end).max(first);
        let start = match self.segments.get(first) {
            Some(segment) if segment.half(from).start < span.start => segment.half(to).start,
            _ => self.outside(span.start, first, from, to),
        };
        let end = match past.checked_sub(1).and_then(|last| self.segments.get(last)) {
            Some(segment) if segment.half(from).end > span.end => segment.half(to).end,
            _ => self.outside(span.end, past, from, to),
        };
        Span { start, end: end.max(start) }
    }

    /// Converts an offset that lies outside pairs, behind `behind` of them.
    fn outside(&self, offset: u32, behind: usize, from: Text, to: Text) -> u32 {
        match behind.checked_sub(1).and_then(|last| self.segments.get(last)) {
            Some(segment) => {
                segment.half(to).end + (offset.max(segment.half(from).end) - segment.half(from).end)
            }
            None => offset,
        }
    }
}
