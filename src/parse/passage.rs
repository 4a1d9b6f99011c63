//! Passages: where on a page a text stands.

use crate::span::Span;

/// A place in a page's source text, in terms of its outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Passage {
    /// Nowhere: the page does not say it.
    #[default]
    Nowhere,
    /// The inline content of a block: a heading, a cell, a paragraph, or a part of one.
    Inline(Span),
    /// Blocks that are siblings, by their indices in the outline, in order. Where the first opens with a marker such as
    /// `[in]`, `skip` is the length in bytes of that marker in the source text.
    Blocks {
        /// The blocks.
        blocks: Vec<u32>,
        /// Bytes of the first block's source text to leave out; the matching marker of the target is left out too.
        skip: u32,
    },
}
