//! Blocks: a page's source text as pulldown-cmark reads it, in one flat list with offsets.
//!
//! Structure is decided on the source side only. The list is in document order; a block's descendants follow it up
//! to its `end`. Nothing here recurses, so nesting costs no stack.

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::span::Span;

/// Deeper containers than this are read as if they were not there: no reader can follow them.
const DEEPEST: usize = 48;

/// How much of a block's plain text is kept: names and labels are short, prose is read elsewhere.
const PLAIN_BYTES: usize = 400;
/// How much of a paragraph's: enough for a name, a line of code or the beginning of a sentence.
const PARAGRAPH_BYTES: usize = 96;

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph; `tight` for a list item's text without one of its own.
    Paragraph {
        /// Whether it stands in a tight list.
        tight: bool,
    },
    /// A quote.
    Quote,
    /// A quote that opens with `[!NOTE]` or the like; the kind in lower case.
    Alert(&'static str),
    /// A list; the first number of an ordered one.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// Code; the fence's first word, empty for indented code.
    Code(String),
    /// A table.
    Table,
    /// The heading row of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// A cell.
    Cell,
    /// A thematic break.
    Rule,
    /// A run of lines that Markdown takes for HTML.
    Html,
}

/// How a block's whole text is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Not at all, or not throughout.
    #[default]
    None,
    /// `_text_`
    Emphasis,
    /// `**text**`
    Strong,
    /// `[text](…)`
    Link,
    /// `` `text` ``
    Code,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// All of it, in the source text.
    pub span: Span,
    /// Its inline content in the source text, without anchors and without line breaks at its ends; its code for code.
    pub content: Span,
    /// The block it stands in.
    pub parent: Option<u32>,
    /// The index behind its last descendant.
    pub end: u32,
    /// How many containers it stands in.
    pub depth: u32,
    /// Its inline content without markup, cut to a few hundred bytes; all of it for code.
    pub plain: String,
    /// How its whole text is marked.
    pub mark: Mark,
    /// `<a name="…">` at its beginning.
    pub anchor: Option<String>,
}

/// A link or image in the source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// All of it.
    pub span: Span,
    /// Where it leads, as written.
    pub target: String,
    /// Whether it is an image.
    pub is_image: bool,
    /// The block whose inline content it is in.
    pub block: u32,
    /// Its text without markup.
    pub text: String,
}

/// A page's blocks and links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The blocks in document order.
    pub blocks: Vec<Block>,
    /// The links and images in document order.
    pub links: Vec<Link>,
    /// Where nesting went too deep to follow, if it did.
    pub too_deep: Option<Span>,
}

/// How pages are read: tables and alerts are the form's own, the rest of the extensions is not.
pub fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_GFM
}

impl Outline {
    /// Reads a text without front matter.
    pub fn read(text: &str) -> Self {
        let mut builder =
            Builder { outline: Self::default(), stack: Vec::new(), skipped: 0, inline: Vec::new() };
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            builder.event(event, Span::new(range.start, range.end));
        }
        // Spaces between a cell's text and its `<br/>` are no part of what it says.
        for block in
            builder.outline.blocks.iter_mut().filter(|block| !matches!(block.kind, BlockKind::Code(_)))
        {
            // A backslash in front of the first letter is part of what is said: with it, the content holds its whole pair.
            let before = block.content.start.checked_sub(1).filter(|&at| at >= block.span.start);
            if let Some(at) = before.filter(|&at| text.as_bytes().get(at as usize) == Some(&b'\\'))
                && !block.content.is_empty()
            {
                block.content.start = at;
            }
            let content = block.content.of(text);
            let trimmed = content.trim_start();
            block.content.start += (content.len() - trimmed.len()) as u32;
            block.content.end = block.content.start + trimmed.trim_end().len() as u32;
        }
        for block in &mut builder.outline.blocks {
            block.plain.shrink_to_fit();
        }
        builder.outline.blocks.shrink_to_fit();
        builder.outline.links.shrink_to_fit();
        builder.outline
    }

    /// Moves the outline to where its text begins in a longer one.
    pub(super) fn shift(&mut self, start: u32) {
        let blocks = self.blocks.iter_mut().flat_map(|block| [&mut block.span, &mut block.content]);
        for span in blocks.chain(self.links.iter_mut().map(|link| &mut link.span)).chain(&mut self.too_deep) {
            *span = Span { start: span.start + start, end: span.end + start };
        }
    }

    /// The block at `index`.
    pub fn block(&self, index: u32) -> &Block {
        &self.blocks[index as usize]
    }

    /// The indices of the blocks directly below `parent`.
    pub fn children(&self, parent: u32) -> impl Iterator<Item = u32> + '_ {
        self.siblings(parent + 1, self.block(parent).end)
    }

    /// The indices of the blocks that stand in none.
    pub fn roots(&self) -> impl Iterator<Item = u32> + '_ {
        self.siblings(0, self.blocks.len() as u32)
    }

    fn siblings(&self, first: u32, end: u32) -> impl Iterator<Item = u32> + '_ {
        let mut next = first;
        std::iter::from_fn(move || {
            let index = next;
            (index < end).then(|| {
                next = self.block(index).end.max(index + 1);
                index
            })
        })
    }

    /// The links and images whose text stands in `block` or below it.
    pub fn links_in(&self, block: u32) -> &[Link] {
        let end = self.block(block).end;
        let first = self.links.partition_point(|link| link.block < block);
        let last = self.links.partition_point(|link| link.block < end);
        self.links.get(first..last).unwrap_or_default()
    }
}

/// What is open while events come in.
struct Builder {
    outline: Outline,
    /// Open blocks.
    stack: Vec<u32>,
    /// Containers beyond [`DEEPEST`] that are open but not kept.
    skipped: usize,
    /// Open inline elements: mark, span, index of its link.
    inline: Vec<(Mark, Span, Option<usize>)>,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, span),
            Event::Code(text) => {
                self.text(&text, span);
                self.whole(Mark::Code, span);
            }
            Event::InlineHtml(html) => self.inline_html(&html, span),
            Event::SoftBreak | Event::HardBreak => self.space(),
            Event::Rule => {
                self.leave_tight();
                self.open(BlockKind::Rule, span);
                self.close();
            }
            Event::Html(_) => {
                if let Some(block) = self.current() {
                    block.content = if block.content.is_empty() { span } else { join(block.content, span) };
                }
            }
            // Extensions that are off.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        let kind = match tag {
            Tag::Paragraph => BlockKind::Paragraph { tight: false },
            Tag::Heading { level, .. } => BlockKind::Heading(level as u8),
            Tag::BlockQuote(kind) => kind.map_or(BlockKind::Quote, |kind| BlockKind::Alert(alert_name(kind))),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                BlockKind::Code(info.split([' ', ',', '{']).next().unwrap_or_default().to_owned())
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => BlockKind::Code(String::new()),
            Tag::HtmlBlock => BlockKind::Html,
            Tag::List(first) => BlockKind::List(first),
            Tag::Item => BlockKind::Item,
            Tag::Table(_) => BlockKind::Table,
            Tag::TableHead => BlockKind::TableHead,
            Tag::TableRow => BlockKind::TableRow,
            Tag::TableCell => BlockKind::Cell,
            Tag::Emphasis => return self.open_inline(Mark::Emphasis, span, None),
            Tag::Strong => return self.open_inline(Mark::Strong, span, None),
            Tag::Link { dest_url, .. } => return self.open_link(&dest_url, span, false),
            Tag::Image { dest_url, .. } => return self.open_link(&dest_url, span, true),
            _ => return self.open_inline(Mark::None, span, None),
        };
        self.leave_tight();
        if self.stack.len() >= DEEPEST && is_container(&kind) {
            self.skipped += 1;
            self.outline.too_deep.get_or_insert(span);
        } else {
            self.open(kind, span);
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item if self.skipped > 0 => {
                self.leave_tight();
                self.skipped -= 1;
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell => {
                self.leave_tight();
                self.close();
            }
            _ => self.close_inline(),
        }
    }

    fn open(&mut self, kind: BlockKind, span: Span) {
        let index = self.outline.blocks.len() as u32;
        self.outline.blocks.push(Block {
            kind,
            span,
            content: Span { start: span.start, end: span.start },
            parent: self.stack.last().copied(),
            end: index + 1,
            depth: self.stack.len() as u32,
            plain: String::new(),
            mark: Mark::None,
            anchor: None,
        });
        self.stack.push(index);
    }

    fn close(&mut self) {
        if let Some(index) = self.stack.pop() {
            let end = self.outline.blocks.len() as u32;
            let block = &mut self.outline.blocks[index as usize];
            block.end = end;
            block.plain.truncate(block.plain.trim_end().len());
        }
    }

    /// Closes the paragraph that was opened for a tight item's text.
    fn leave_tight(&mut self) {
        if let Some(&index) = self.stack.last()
            && self.outline.block(index).kind == (BlockKind::Paragraph { tight: true })
        {
            let content = self.outline.block(index).content;
            self.outline.blocks[index as usize].span = content;
            self.close();
        }
    }

    fn current(&mut self) -> Option<&mut Block> {
        let index = *self.stack.last()?;
        self.outline.blocks.get_mut(index as usize)
    }

    /// The block that takes inline content, a paragraph of its own where a container would.
    fn leaf(&mut self, span: Span) -> Option<&mut Block> {
        let container = self.current().is_none_or(|block| is_container(&block.kind));
        if container {
            self.open(BlockKind::Paragraph { tight: true }, span);
        }
        self.current()
    }

    fn text(&mut self, text: &str, span: Span) {
        if let Some((_, _, Some(link))) = self.inline.last()
            && let Some(link) = self.outline.links.get_mut(*link)
        {
            link.text.push_str(text);
        }
        let Some(block) = self.leaf(span) else { return };
        extend(block, span);
        if matches!(block.kind, BlockKind::Code(_)) {
            block.plain.push_str(text);
        } else if block.plain.len() < PLAIN_BYTES {
            let text = if block.plain.is_empty() { text.trim_start() } else { text };
            let cut =
                (0..=text.len().min(PLAIN_BYTES)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            block.plain.push_str(&text[..cut]);
        }
    }

    fn space(&mut self) {
        if let Some(block) = self.current()
            && !block.plain.is_empty()
            && !block.plain.ends_with(' ')
        {
            block.plain.push(' ');
        }
    }

    fn inline_html(&mut self, html: &str, span: Span) {
        let lower = html.to_ascii_lowercase();
        if is_break(&lower) {
            return self.space();
        }
        let Some(block) = self.leaf(span) else { return };
        if block.content.is_empty() {
            let name = lower
                .starts_with("<a ")
                .then(|| attribute(html, "name").or_else(|| attribute(html, "id")))
                .flatten();
            if let Some(name) = name {
                block.anchor = Some(name);
            }
            if lower.starts_with("<a ") || lower == "</a>" {
                block.content = Span { start: span.end, end: span.end };
                return;
            }
        }
        extend(block, span);
        if !is_known_tag(&lower) && block.plain.len() < limit(&block.kind) {
            block.plain.push_str(html);
        }
    }

    fn open_inline(&mut self, mark: Mark, span: Span, link: Option<usize>) {
        if let Some(block) = self.leaf(span) {
            extend(block, span);
        }
        self.inline.push((mark, span, link));
    }

    fn open_link(&mut self, target: &str, span: Span, is_image: bool) {
        self.open_inline(Mark::Link, span, Some(self.outline.links.len()));
        let block = self.stack.last().copied().unwrap_or_default();
        self.outline.links.push(Link {
            span,
            target: target.to_owned(),
            is_image,
            block,
            text: String::new(),
        });
    }

    fn close_inline(&mut self) {
        if let Some((mark, span, _)) = self.inline.pop() {
            self.whole(mark, span);
        }
    }

    /// Notes that an element that may be the block's whole text ends; a later one on top of it wins or undoes it.
    fn whole(&mut self, mark: Mark, span: Span) {
        let outermost = self.inline.is_empty();
        if let Some(block) = self.current().filter(|_| outermost) {
            block.mark = if block.content == span { mark } else { Mark::None };
        }
    }
}

/// Widens a block's content by an inline element, and drops the mark that another one had set.
fn extend(block: &mut Block, span: Span) {
    let joined = if block.content.is_empty() { span } else { join(block.content, span) };
    if joined != block.content {
        block.mark = Mark::None;
    }
    block.content = joined;
}

fn join(a: Span, b: Span) -> Span {
    Span { start: a.start.min(b.start), end: a.end.max(b.end) }
}

fn limit(kind: &BlockKind) -> usize {
    if matches!(kind, BlockKind::Paragraph { .. }) { PARAGRAPH_BYTES } else { PLAIN_BYTES }
}

fn is_container(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Quote | BlockKind::Alert(_) | BlockKind::List(_) | BlockKind::Item)
}

fn alert_name(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

/// The value of an attribute in a tag.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(&format!("{name}="))? + name.len() + 1;
    let quote = tag[at..].chars().next().filter(|&letter| letter == '"' || letter == '\'')?;
    let value = &tag[at + 1..];
    Some(value[..value.find(quote)?].to_owned())
}

/// The name of a tag.
fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    &name[..name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len())]
}

/// Whether a tag, in lower case, is a line break. `<bracket>` is a word.
pub fn is_break(tag: &str) -> bool {
    tag_name(tag) == "br"
}

/// Whether a tag, in lower case, is one of the few that pages use as HTML. All others, such as `<guid>`, are words.
pub fn is_known_tag(tag: &str) -> bool {
    tag.starts_with("<!--")
        || matches!(
            tag_name(tag),
            "a" | "b"
                | "br"
                | "code"
                | "em"
                | "i"
                | "img"
                | "kbd"
                | "p"
                | "span"
                | "strong"
                | "sub"
                | "sup"
                | "u"
                | "div"
                | "hr"
        )
}
