//! Byte ranges and positions: the one way every stage says *where*.

use std::cell::Cell;
use std::ops::Range;

/// A half-open byte range into a text. Which text (the page's file, its source or its target) the field that holds it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `start..end`.
    ///
    /// Offsets past `u32::MAX` are clamped: [`crate::read`] admits no page that large.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The same bytes as an index range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes of `text` that the span covers; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether no byte lies in it.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `offset` lies in it.
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place in a file as people count it: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
}

impl Position {
    /// The position of byte `offset` in `text`. An offset past the end, or inside a character, counts to the last whole character before it.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = &text.as_bytes()[..offset.min(text.len())];
        let line_start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        let column = 1 + characters(&before[line_start..]);
        Self { line: 1 + memchr::memchr_iter(b'\n', before).count() as u32, column }
    }
}

/// How many characters begin in these bytes: continuation bytes (`0b10xx_xxxx`) begin none.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

/// Where the lines of a text begin. Whoever asks for many positions of one text asks here: nothing is counted from the beginning twice.
#[derive(Clone, Debug)]
pub struct Lines {
    /// The offset of each line's first byte, in order; the first is 0.
    starts: Vec<u32>,
    /// The offset that was asked for last, and its position: the next one on its line is counted from there.
    last: Cell<(usize, Position)>,
}

impl Lines {
    /// The lines of `text`, which is what the other functions are to be given.
    pub fn of(text: &str) -> Self {
        let after = memchr::memchr_iter(b'\n', text.as_bytes()).map(|newline| newline as u32 + 1);
        let starts = std::iter::once(0).chain(after).collect();
        Self { starts, last: Cell::new((0, Position { line: 1, column: 1 })) }
    }

    /// As [`Position::of`].
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.starts.partition_point(|start| *start as usize <= offset);
        let (from, last) = match self.last.get() {
            (at, last) if last.line as usize == line && at <= offset => (at, last.column),
            _ => (self.starts[line - 1] as usize, 1),
        };
        let column = last + characters(&text.as_bytes()[from..offset]);
        let position = Position { line: line as u32, column };
        self.last.set((offset, position));
        position
    }

    /// The bytes of a line, counted from 1, without its end.
    pub fn line(&self, text: &str, line: u32) -> Range<usize> {
        let index = (line as usize).saturating_sub(1);
        let start = self.starts.get(index).map_or(text.len(), |start| *start as usize);
        let end = self.starts.get(index + 1).map_or(text.len(), |next| *next as usize - 1).max(start);
        let has_return = text.as_bytes()[start..end].ends_with(b"\r");
        start..end - usize::from(has_return)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_tell_what_counting_tells(text in "[aп\n]{0,30}", offsets in prop::collection::vec(0_usize..70, 1..8)) {
            let lines = Lines::of(&text);
            for offset in offsets {
                let position = lines.position(&text, offset);
                prop_assert_eq!(position, Position::of(&text, offset));
                let line = lines.line(&text, position.line);
                prop_assert_eq!(&text[line], text.split('\n').nth(position.line as usize - 1).unwrap());
            }
        }
    }

    #[test]
    fn positions_count_characters_from_one() {
        let text = "ab\nпр\n";
        assert_eq!(Position::of(text, 0), Position { line: 1, column: 1 });
        assert_eq!(Position::of(text, 5), Position { line: 2, column: 2 });
        assert_eq!(Position::of(text, 999), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_span_that_does_not_fit_is_empty_text() {
        assert_eq!(Span::new(1, 9).of("abc"), "");
        assert_eq!(Span::new(0, 1).of("é"), "", "inside a character");
        assert_eq!(Span::new(1, 3).of("abc"), "bc");
    }
}
