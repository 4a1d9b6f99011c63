//! Blocks become HTML: paragraphs, lists, tables, alerts, code.

use std::collections::HashMap;
use std::fmt::Write as _;

use foldhash::fast::RandomState;

use super::context::Heading;
use super::escape::escape;
use super::highlight::Code;
use super::inline::Renderer;
use super::ui::Words;
use crate::parse::direction;
use crate::parse::item::Text;
use crate::parse::outline::BlockKind;
use crate::parse::passage::Passage;
use crate::parse::sheet::Sheet;
use crate::span::Span;

/// Renders the blocks of one page and keeps its headings' anchors apart.
pub(super) struct Blocks<'a> {
    pub(super) renderer: &'a Renderer<'a>,
    pub(super) code: &'a Code,
    pub(super) words: &'a Words,
    /// Ids of the templates' own elements.
    pub(super) own_ids: &'a [&'a str],
    /// Other anchors that are taken, with how often.
    pub(super) anchors: HashMap<String, u32, RandomState>,
    /// Headings below the page's own, in order.
    pub(super) headings: Vec<Heading>,
    /// Anchor → level, where pages leave levels out; see [`levels`].
    pub(super) levels: HashMap<String, u8>,
    /// Paragraphs that name a value, which the quote behind them tells of.
    pub(super) values: HashMap<u32, Value, RandomState>,
}

/// A value that a paragraph names.
pub(super) struct Value {
    /// The name.
    pub(super) name: String,
    /// What it is in numbers; empty where nobody knows it.
    pub(super) number: String,
    /// The way to it in the list of all; empty where that lacks it.
    pub(super) href: String,
}

/// The level of each heading below the page's own, by its anchor: one deeper than the heading that it stands under, whatever
/// levels the page leaves out.
pub(super) fn levels(sheet: &Sheet) -> HashMap<String, u8> {
    let mut levels = HashMap::new();
    // Levels as written of the headings around the next one.
    let mut around: Vec<u8> = Vec::new();
    for (index, block) in sheet.outline.blocks.iter().enumerate() {
        let BlockKind::Heading(written @ 2..) = block.kind else { continue };
        if block.plain.trim().is_empty() {
            continue;
        }
        around.retain(|above| *above < written);
        around.push(written);
        levels.entry(sheet.anchor(index as u32)).or_insert((around.len() as u8 + 1).min(6));
    }
    levels
}

impl Blocks<'_> {
    /// The HTML of a text of the page.
    pub(super) fn text(&mut self, text: &Text) -> String {
        self.passage(&text.passage)
    }

    /// The HTML of a passage. A single paragraph stays one; inline content has no element around it.
    pub(super) fn passage(&mut self, passage: &Passage) -> String {
        match passage {
            Passage::Nowhere => String::new(),
            Passage::Inline(span) => self.renderer.inline(*span),
            Passage::Blocks { blocks, skip } => {
                let mut html = String::new();
                for (place, &block) in blocks.iter().enumerate() {
                    if place == 0 && *skip > 0 {
                        self.without_mark(block, *skip, &mut html);
                    } else {
                        self.block(block, &mut html);
                    }
                }
                html
            }
        }
    }

    /// A heading, its anchor made unique, noted for "On this page".
    pub(super) fn heading(&mut self, block: u32) -> Heading {
        let sheet = self.renderer.sheet;
        let html = self.renderer.inline_unlinked(sheet.outline.block(block).content);
        self.note(&sheet.anchor(block), html)
    }

    /// A heading of these words, its anchor made unique, noted unless it is empty.
    pub(super) fn note(&mut self, id: &str, html: String) -> Heading {
        let level = self.levels.get(id).copied().unwrap_or(2);
        let heading = Heading { id: self.anchor(id), level, html };
        if !heading.html.is_empty() {
            self.headings.push(heading.clone());
        }
        heading
    }

    /// An anchor that no other element of the page has.
    pub(super) fn anchor(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let own_ids = self.own_ids;
        let is_own = |id: &str| own_ids.contains(&id);
        let count = self.anchors.entry(wanted.to_owned()).or_insert_with(|| u32::from(is_own(wanted)));
        *count += 1;
        if *count == 1 {
            return wanted.to_owned();
        }
        let mut number = *count;
        // `a` and `a` and `a-2`: the number itself may be taken.
        let mut anchor = format!("{wanted}-{number}");
        while is_own(&anchor) || self.anchors.contains_key(&anchor) {
            number += 1;
            anchor = format!("{wanted}-{number}");
        }
        self.anchors.insert(wanted.to_owned(), number);
        self.anchors.insert(anchor.clone(), 1);
        anchor
    }

    fn without_mark(&mut self, block: u32, skip: u32, html: &mut String) {
        let sheet = self.renderer.sheet;
        let content = sheet.outline.block(block).content;
        let shown = Span { start: (content.start + skip).min(content.end), end: content.end };
        let unwoven = &sheet.unwoven;
        // The mark stands inside the first segment as a rule: then its target half has one of its own to leave out.
        let first =
            unwoven.segments_in_source(content).first().filter(|segment| segment.source.start < shown.start);
        html.push_str("<p>");
        match first {
            Some(segment) => {
                let target = segment.target.of(&unwoven.target);
                let mark = direction::target_mark(target) as usize;
                let source = Span { start: shown.start, end: segment.source.end };
                html.push_str(&self.renderer.halves(&target[mark..], source.of(&unwoven.source)));
                html.push_str(&self.renderer.inline(Span { start: segment.source.end, end: shown.end }));
            }
            None => html.push_str(&self.renderer.inline(shown)),
        }
        html.push_str("</p>");
    }

    fn children(&mut self, block: u32, html: &mut String) {
        let outline = &self.renderer.sheet.outline;
        let children: Vec<u32> = outline.children(block).collect();
        for child in children {
            self.block(child, html);
        }
    }

    /// The HTML of one block and all below it. Depth is bounded by the outline.
    pub(super) fn block(&mut self, index: u32, html: &mut String) {
        let sheet = self.renderer.sheet;
        let block = sheet.outline.block(index);
        match &block.kind {
            BlockKind::Heading(_) => {
                let heading = self.heading(index);
                if !heading.html.is_empty() {
                    let Heading { id, level, html: title } = heading;
                    let id = escape(&id);
                    let _ = write!(
                        html,
                        "<h{level} id=\"{id}\">{title}<a class=\"anchor\" href=\"#{id}\" aria-hidden=\"true\" tabindex=\"-1\"></a></h{level}>"
                    );
                }
            }
            BlockKind::Paragraph { .. } if self.values.contains_key(&index) => self.value(index, html),
            BlockKind::Paragraph { tight: true } => html.push_str(&self.renderer.inline(block.content)),
            // What Markdown takes for HTML is a word in angle brackets on a line of its own.
            BlockKind::Paragraph { tight: false } | BlockKind::Html => {
                let content = self.renderer.inline(block.content);
                if !content.trim().is_empty() {
                    let _ = write!(html, "<p>{content}</p>");
                }
            }
            BlockKind::Quote => self.element("blockquote", index, html),
            BlockKind::Alert(kind) => {
                let title = escape(self.words.get(&format!("alert_{kind}")));
                let _ =
                    write!(html, "<div class=\"alert alert-{kind}\"><p class=\"alert-title\">{title}</p>");
                self.children(index, html);
                html.push_str("</div>");
            }
            BlockKind::List(None) => self.element("ul", index, html),
            BlockKind::List(Some(1)) => self.element("ol", index, html),
            BlockKind::List(Some(first)) => {
                let _ = write!(html, "<ol start=\"{first}\">");
                self.children(index, html);
                html.push_str("</ol>");
            }
            BlockKind::Item => self.element("li", index, html),
            // Indented prose: who translates it does not take it for code.
            BlockKind::Code(language) if language.is_empty() && self.renderer.has_pairs(block.content) => {
                let content = self.renderer.inline(block.content);
                let _ = write!(html, "<p>{content}</p>");
            }
            BlockKind::Code(language) => {
                let code = self.code.html(language, &block.plain);
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{}\"", escape(language))
                };
                let _ = write!(
                    html,
                    "<div class=\"code\"><pre translate=\"no\" dir=\"ltr\"><code{class}>{code}</code></pre></div>"
                );
            }
            BlockKind::Table => self.table(index, html),
            BlockKind::Rule => html.push_str("<hr>"),
            BlockKind::TableHead | BlockKind::TableRow | BlockKind::Cell => {}
        }
    }

    /// A paragraph that names a value, with its anchor and its number.
    fn value(&mut self, index: u32, html: &mut String) {
        let Some(Value { name, number, href }) = self.values.remove(&index) else { return };
        let id = escape(&self.anchor(&format!("flag-{name}")));
        let content = self.renderer.inline_unlinked(self.renderer.sheet.outline.block(index).content);
        let _ = write!(html, "<p class=\"value-name\" id=\"{id}\">");
        let _ = match href.as_str() {
            "" => write!(html, "<code translate=\"no\">{content}</code>"),
            href => write!(html, "<a href=\"{}\"><code translate=\"no\">{content}</code></a>", escape(href)),
        };
        if !number.is_empty() {
            let _ = write!(html, " <code class=\"entry-value\" translate=\"no\">{}</code>", escape(&number));
        }
        html.push_str("</p>");
    }

    fn element(&mut self, name: &str, index: u32, html: &mut String) {
        let _ = write!(html, "<{name}>");
        self.children(index, html);
        let _ = write!(html, "</{name}>");
    }

    fn table(&mut self, table: u32, html: &mut String) {
        let sheet = self.renderer.sheet;
        let outline = &sheet.outline;
        html.push_str("<div class=\"table\"><table>");
        for row in outline.children(table) {
            let cells: Vec<u32> = outline.children(row).collect();
            let is_head = outline.block(row).kind == BlockKind::TableHead;
            // The form's tables have an empty heading row as a rule: no heading at all.
            if is_head && cells.iter().all(|&cell| outline.block(cell).plain.trim().is_empty()) {
                continue;
            }
            html.push_str(if is_head { "<thead><tr>" } else { "<tr>" });
            for cell in cells {
                let content = self.renderer.inline(outline.block(cell).content);
                let (open, close) = if is_head { ("<th scope=\"col\">", "</th>") } else { ("<td>", "</td>") };
                let _ = write!(html, "{open}{content}{close}");
            }
            html.push_str(if is_head { "</tr></thead>" } else { "</tr>" });
        }
        html.push_str("</table></div>");
    }
}
