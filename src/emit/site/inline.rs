//! Inline Markdown becomes HTML, segment by segment.
//!
//! A run of inline content is laid out with a placeholder in the place of each pair; the two halves of the pair are
//! rendered by themselves. What is broken in a translation (an emphasis never closed, half a link) so stays in its segment.

use std::cell::Cell;
use std::fmt::Write as _;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::escape::escape_into;
use super::findings::Marks;
use super::links::Links;
use super::simple::{needs_markdown, simple};
use crate::parse::outline;
use crate::parse::sheet::Sheet;
use crate::span::Span;

/// Placeholders are the characters of a private-use plane from here on, one a segment.
const PLACEHOLDERS: u32 = 0xF_0000;
/// No byte of other letters is as great as the first of theirs.
const PLACEHOLDER_BYTE: u8 = 0xF3;
/// Stands before inline content, so that no list or heading begins there. Markdown sees white space, which leaves the
/// meaning of `_` and `*` behind it as at a line's beginning.
const SENTINEL: char = '\u{2003}';

/// HTML elements that pages may use inline.
const KEPT_TAGS: &[&str] = &["sup", "sub", "b", "i", "u", "em", "strong", "code", "kbd"];

/// Which language of a page is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Languages {
    /// All that the page has: both, or its only one.
    All,
    /// The source halves alone: the page in the source language, made of a bilingual one.
    Source,
}

/// Renders the content of one page.
pub(super) struct Renderer<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) languages: Languages,
    /// The source language, for the `lang` of source halves.
    pub(super) source: &'a str,
    pub(super) links: &'a Links<'a>,
    /// The marks of the page's findings, where its text is to have them.
    pub(super) marks: Option<&'a Marks>,
    /// Whether a picture was rendered already.
    pictured: Cell<bool>,
}

/// The halves of a pair, and the mark that stands behind the first: empty for most.
struct Half<'a> {
    target: &'a str,
    source: &'a str,
    mark: &'a str,
}

impl<'a> Renderer<'a> {
    pub(super) fn new(
        sheet: &'a Sheet,
        languages: Languages,
        source: &'a str,
        links: &'a Links<'a>,
        marks: Option<&'a Marks>,
    ) -> Self {
        Self { sheet, languages, source, links, marks, pictured: Cell::new(false) }
    }

    /// The HTML of a span of the source text that holds inline content.
    pub(super) fn inline(&self, span: Span) -> String {
        self.inline_in(span, false)
    }

    /// Whether a span of the source text holds pairs, and both languages are wanted.
    pub(super) fn has_pairs(&self, span: Span) -> bool {
        self.languages == Languages::All && !self.sheet.unwoven.segments_in_source(span).is_empty()
    }

    /// The same where links must not be, as in headings that are links themselves.
    pub(super) fn inline_unlinked(&self, span: Span) -> String {
        self.inline_in(span, true)
    }

    fn inline_in(&self, span: Span, in_link: bool) -> String {
        let unwoven = &self.sheet.unwoven;
        let segments = unwoven.segments_in_source(span);
        let source = |start: u32, end: u32| Span { start, end }.of(&unwoven.source);
        if segments.is_empty() || self.languages == Languages::Source {
            return self.run(span.of(&unwoven.source), &[], in_link);
        }
        let mut layout = String::new();
        let mut halves = Vec::with_capacity(segments.len());
        let mut from = span.start;
        for (place, segment) in segments.iter().enumerate() {
            push_text(&mut layout, source(from, segment.source.start));
            layout.push(char::from_u32(PLACEHOLDERS + place as u32).unwrap_or('\u{FFFD}'));
            halves.push(Half {
                target: segment.target.of(&unwoven.target),
                source: segment.source.of(&unwoven.source),
                mark: self.marks.map(|marks| marks.at(segment.whole.start)).unwrap_or_default(),
            });
            from = segment.source.end;
        }
        push_text(&mut layout, source(from, span.end));
        self.run(&layout, &halves, in_link)
    }

    /// Renders Markdown in which the characters from [`PLACEHOLDERS`] on stand for `halves`.
    fn run(&self, markdown: &str, halves: &[Half<'_>], in_link: bool) -> String {
        let mut html = String::with_capacity(markdown.len() + 16);
        self.run_into(markdown, halves, in_link, &mut html);
        html
    }

    /// The same, appended.
    fn run_into(&self, markdown: &str, halves: &[Half<'_>], in_link: bool, html: &mut String) {
        if !needs_markdown(markdown) {
            return self.text(markdown, halves, in_link, html);
        }
        let open = |target: &str, html: &mut String| self.links.open(self.sheet, target, html);
        if halves.is_empty() && simple(markdown, html, (!in_link).then_some(&open)) {
            return;
        }
        let mut writer = Writer {
            renderer: self,
            halves,
            open: Vec::new(),
            links: u32::from(in_link),
            link: None,
            alt: None,
            pending: (!in_link).then(String::new),
            start: html.len(),
            html,
        };
        let mut content = String::with_capacity(SENTINEL.len_utf8() + markdown.len());
        content.push(SENTINEL);
        join(markdown, &mut content);
        for event in Parser::new_ext(&content, outline::options()) {
            writer.event(event);
        }
        writer.finish();
    }

    /// The HTML of a pair of halves; of the source alone where only that is wanted.
    pub(super) fn halves(&self, target: &str, source: &str) -> String {
        let mut html = String::new();
        match self.languages {
            Languages::All => self.segment(&Half { target, source, mark: "" }, false, &mut html),
            Languages::Source => html = self.run(source, &[], false),
        }
        html
    }

    /// A pair; one that says the same in both languages, such as a name, is marked so that no view says it twice.
    fn segment(&self, half: &Half<'_>, in_link: bool, html: &mut String) {
        // A mark is a link, which no link may hold. Each half has it: no view shows both of them, and it.
        let mark = if in_link { "" } else { half.mark };
        html.push_str("<span class=\"seg");
        let class_end = html.len();
        html.push_str("\"><span class=\"t\">");
        let start = html.len();
        self.run_into(half.target, &[], in_link, html);
        let target = start..html.len();
        html.extend([mark, "</span><span class=\"s\" lang=\"", self.source, "\">"]);
        let start = html.len();
        // A third of all pairs. A picture is another where it is the page's first.
        if half.target == half.source && !half.source.contains("![") {
            html.extend_from_within(target.clone());
        } else {
            self.run_into(half.source, &[], in_link, html);
        }
        let same = html[target] == html[start..];
        html.extend([mark, "</span></span>"]);
        if same {
            html.insert_str(class_end, " same");
        }
    }

    /// Writes text with its placeholders filled in.
    fn text(&self, text: &str, halves: &[Half<'_>], in_link: bool, html: &mut String) {
        let mut rest = text;
        while let Some((at, place)) = next_placeholder(rest, halves.len()) {
            escape_into(&rest[..at], html);
            rest = &rest[at + char::from_u32(PLACEHOLDERS).map_or(4, char::len_utf8)..];
            self.segment(&halves[place], in_link, html);
        }
        escape_into(rest, html);
    }

    /// Appends text to an image's, which takes no markup: a pair in it says its target half.
    fn alt(&self, text: &str, halves: &[Half<'_>], alt: &mut String) {
        let mut rest = text;
        while let Some((at, place)) = next_placeholder(rest, halves.len()) {
            alt.push_str(&rest[..at]);
            rest = &rest[at + char::from_u32(PLACEHOLDERS).map_or(4, char::len_utf8)..];
            alt.push_str(&plain(&self.run(halves[place].target, &[], true)));
        }
        alt.push_str(rest);
    }
}

/// The first placeholder of one of `count` halves, and whose it is.
fn next_placeholder(text: &str, count: usize) -> Option<(usize, usize)> {
    if count == 0 {
        return None;
    }
    let mut from = 0;
    loop {
        let at = from + text[from..].bytes().position(|byte| byte >= PLACEHOLDER_BYTE)?;
        let letter = text[at..].chars().next()?;
        let place = (letter as u32).checked_sub(PLACEHOLDERS).map(|place| place as usize);
        if let Some(place) = place.filter(|place| *place < count) {
            return Some((at, place));
        }
        from = at + letter.len_utf8();
    }
}

/// Appends a page's own text to a layout; characters that would be taken for placeholders are lost letters there.
fn push_text(layout: &mut String, text: &str) {
    if text.bytes().all(|byte| byte < PLACEHOLDER_BYTE) {
        return layout.push_str(text);
    }
    layout.extend(text.chars().map(|letter| if letter as u32 >= PLACEHOLDERS { '\u{FFFD}' } else { letter }));
}

/// Appends lines as one line: the marks of quotes at their beginnings are left out, a hard break is kept.
fn join(markdown: &str, joined: &mut String) {
    for (place, line) in markdown.split('\n').enumerate() {
        if place > 0 {
            let hard = joined.ends_with("  ") || joined.ends_with('\\');
            joined.push_str(if hard { "<br>" } else { " " });
        }
        joined.push_str(if place > 0 { line.trim_start_matches([' ', '>']) } else { line });
    }
}

/// Writes the events of one run.
struct Writer<'a, 'b> {
    renderer: &'a Renderer<'b>,
    halves: &'a [Half<'a>],
    /// The elements that are open, and whether raw HTML opened them.
    open: Vec<(&'static str, bool)>,
    /// How many links are open: one within another is left out.
    links: u32,
    /// Where the link that is open leads, and where its text begins.
    link: Option<(String, usize)>,
    /// The text of an image that is open.
    alt: Option<(String, String)>,
    /// The marks of what stands in the link that is open; `None` where links, and so marks, must not be.
    pending: Option<String>,
    /// Where the run begins in what is written.
    start: usize,
    html: &'a mut String,
}

impl Writer<'_, '_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                if let Some((_, alt)) = &mut self.alt {
                    return self.renderer.alt(&code, self.halves, alt);
                }
                self.html.push_str("<code>");
                self.text(&code);
                self.html.push_str("</code>");
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.html.push_str("<br>"),
            Event::InlineHtml(tag) | Event::Html(tag) => self.tag(&tag),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, alt)) = &mut self.alt {
            return self.renderer.alt(text, self.halves, alt);
        }
        // The sentinel is always in the first text, and may be alone in it.
        let text = text.strip_prefix(SENTINEL).filter(|_| self.html.len() == self.start).unwrap_or(text);
        if self.links > 0 {
            self.keep_marks(text);
        }
        self.renderer.text(text, self.halves, self.links > 0, self.html);
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.open("em", false),
            Tag::Strong => self.open("strong", false),
            Tag::Link { dest_url, .. } => {
                self.links += 1;
                if self.links == 1 {
                    self.renderer.links.open(self.renderer.sheet, &dest_url, self.html);
                    self.open.push(("a", false));
                    self.link = Some((dest_url.into_string(), self.html.len()));
                }
            }
            Tag::Image { dest_url, .. } => self.alt = Some((dest_url.into_string(), String::new())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong => self.close(),
            TagEnd::Link => {
                self.links = self.links.saturating_sub(1);
                if self.links == 0 {
                    self.name_link();
                    self.close();
                    if let Some(marks) = &mut self.pending {
                        self.html.push_str(&std::mem::take(marks));
                    }
                }
            }
            TagEnd::Image => {
                if let Some((target, alt)) = self.alt.take() {
                    let renderer = self.renderer;
                    let first = !renderer.pictured.replace(true);
                    self.html.push_str(&renderer.links.image(renderer.sheet, &target, &alt, first));
                }
            }
            _ => {}
        }
    }

    /// Keeps the marks of the segments in a link's text for its end.
    fn keep_marks(&mut self, text: &str) {
        let Some(pending) = &mut self.pending else { return };
        let mut rest = text;
        while let Some((at, place)) = next_placeholder(rest, self.halves.len()) {
            pending.push_str(self.halves[place].mark);
            rest = &rest[at + char::from_u32(PLACEHOLDERS).map_or(4, char::len_utf8)..];
        }
    }

    /// A link without words can be neither seen nor heard.
    fn name_link(&mut self) {
        if let Some((target, start)) = self.link.take()
            && self.html[start..].trim().is_empty()
        {
            let label = self.renderer.links.label(self.renderer.sheet, &target);
            self.html.push_str("<span class=\"supplied\">");
            escape_into(&label, self.html);
            self.html.push_str("</span>");
        }
    }

    fn open(&mut self, name: &'static str, raw: bool) {
        self.open.push((name, raw));
        let _ = write!(self.html, "<{name}>");
    }

    /// Closes the last element that Markdown opened, and before it what raw HTML opened in it and left open.
    fn close(&mut self) {
        while let Some((name, raw)) = self.open.pop() {
            let _ = write!(self.html, "</{name}>");
            if !raw {
                break;
            }
        }
    }

    /// Raw HTML: the few elements that pages use; everything else, such as `<guid>`, is text.
    fn tag(&mut self, tag: &str) {
        let lower = tag.to_ascii_lowercase();
        if outline::is_break(&lower) {
            return self.html.push_str("<br>");
        }
        if lower.starts_with("<!--") || lower.starts_with("<a ") || lower == "</a>" {
            return;
        }
        let inside = lower.trim_matches(['<', '>']).trim_end_matches('/').trim();
        let (name, closes) = inside.strip_prefix('/').map_or((inside, false), |name| (name.trim(), true));
        match KEPT_TAGS.iter().find(|kept| **kept == name) {
            Some(kept) if closes && self.open.last() == Some(&(*kept, true)) => {
                self.open.pop();
                let _ = write!(self.html, "</{kept}>");
            }
            Some(kept) if !closes => self.open(kept, true),
            Some(_) => {}
            None => self.text(tag),
        }
    }

    fn finish(mut self) {
        while let Some((open, _)) = self.open.pop() {
            let _ = write!(self.html, "</{open}>");
        }
    }
}

/// The text of inline HTML, for titles and attributes: what stands in source halves is left out.
pub(super) fn plain(html: &str) -> String {
    let mut plain = String::new();
    let mut rest = html;
    let mut hidden = 0_u32;
    while let Some(open) = rest.find('<') {
        if hidden == 0 {
            plain.push_str(&rest[..open]);
        }
        let end = rest[open..].find('>').map_or(rest.len(), |end| open + end + 1);
        let tag = &rest[open..end];
        if hidden > 0 && tag.starts_with("<span") {
            hidden += 1;
        } else if hidden > 0 && tag == "</span>" {
            hidden -= 1;
        } else if tag.starts_with("<span class=\"s\"") {
            hidden = 1;
        }
        rest = &rest[end..];
    }
    if hidden == 0 {
        plain.push_str(rest);
    }
    super::escape::unescape(&plain)
}
