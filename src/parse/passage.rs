//! Passages: where on a page a text stands, and its words in either language.

use super::direction;
use super::outline::BlockKind;
use super::sheet::Sheet;
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

/// One of a page's two languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The language of the original.
    Source,
    /// The language of the translation; on a page in one language, that one.
    Target,
}

impl Sheet {
    /// The text of a span of the source text, on either side.
    pub fn words(&self, span: Span, side: Side) -> &str {
        match side {
            Side::Source => span.of(&self.unwoven.source),
            Side::Target => self.unwoven.source_to_target(span).of(&self.unwoven.target),
        }
    }

    /// The Markdown of a passage; empty where it is nowhere.
    ///
    /// Marks of the quotes and list items that it stands in are left out, so that it stands on its own.
    pub fn markdown(&self, passage: &Passage, side: Side) -> String {
        match passage {
            Passage::Nowhere => String::new(),
            Passage::Inline(span) => self.words(*span, side).trim().to_owned(),
            Passage::Blocks { blocks, skip } => {
                let mut markdown = String::new();
                for (place, &block) in blocks.iter().enumerate() {
                    let text = self.block_markdown(block, side);
                    let skip = match (place, skip, side) {
                        (0, 1.., Side::Source) => *skip,
                        (0, 1.., Side::Target) => direction::target_mark(&text),
                        _ => 0,
                    };
                    let text = text.get(skip as usize..).unwrap_or(&text).trim_end();
                    if !markdown.is_empty() && !text.is_empty() {
                        markdown.push_str("\n\n");
                    }
                    markdown.push_str(text);
                }
                markdown
            }
        }
    }

    fn block_markdown(&self, index: u32, side: Side) -> String {
        let block = self.outline.block(index);
        let text = self.words(block.span, side);
        let mut containers = Vec::new();
        let mut above = block.parent;
        while let Some(parent) = above.map(|parent| self.outline.block(parent)) {
            match parent.kind {
                BlockKind::Quote | BlockKind::Alert(_) => containers.push(true),
                BlockKind::Item => containers.push(false),
                _ => {}
            }
            above = parent.parent;
        }
        if containers.is_empty() || !text.contains('\n') {
            return text.to_owned();
        }
        let lines = text.split('\n').enumerate().map(|(number, line)| match number {
            // The span of a block begins behind the marks of its first line.
            0 => line,
            _ => containers.iter().rev().fold(line, |line, &quote| strip_container(line, quote)),
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// A line without one container's mark: `> ` of a quote, the indentation of a list item.
fn strip_container(line: &str, quote: bool) -> &str {
    if quote {
        let rest = line.trim_start_matches(' ');
        rest.strip_prefix('>').map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest))
    } else {
        let indentation = line.len() - line.trim_start_matches(' ').len();
        &line[indentation.min(4)..]
    }
}
