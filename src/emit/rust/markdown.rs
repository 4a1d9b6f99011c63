//! The pages' Markdown as Markdown that rustdoc takes without a warning.
//!
//! Pages are read by the Markdown parser and written anew, so nothing of theirs reaches the crate but what is written
//! here on purpose: no raw HTML, no code that would run as a test, no link that leads nowhere.

use std::collections::HashMap;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::writer::harmless;

/// Page → the path of its item in the crate.
pub(super) type Links = HashMap<String, String>;

/// Quotes and lists nested deeper than this are written as if they were not.
const DEEPEST: usize = 8;

/// Stands for a forced line break within text; no page's text can hold it, for control characters are shown by number.
const BREAK: char = '\u{B}';

/// Elements whose tags say nothing that a reader of plain text would miss; any other `<name>` is text.
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Writes `markdown` anew, a line each. Headings of `level` become `##`, deeper ones accordingly.
pub(super) fn lines(markdown: &str, level: u8, links: &Links) -> Vec<String> {
    let clean: String = markdown
        .replace("\r\n", "\n")
        .split('\n')
        .map(|line| harmless(&line.replace('\t', "    ")))
        .collect::<Vec<_>>()
        .join("\n");
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
    let mut page = Page { level, links: Some(links), ..Page::default() };
    for event in TextMergeStream::new(Parser::new_ext(&clean, options)) {
        page.event(event);
    }
    page.flush();
    page.lines
}

/// `markdown` as one line, for a list item or a heading.
pub(super) fn line(markdown: &str, links: &Links) -> String {
    lines(markdown, 2, links).join(" ").trim_end_matches('\\').trim().to_owned()
}

/// `text` as code within a line.
pub(super) fn code(text: &str) -> String {
    let text = harmless(&text.replace(['\n', '\r'], " "));
    let text = text.trim();
    if text.is_empty() {
        return String::new();
    }
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{space}{text}{space}{ticks}")
}

/// `text` as text: whatever Markdown would make of it, it does not.
pub(super) fn escape(text: &str) -> String {
    let text = harmless(&text.replace('\n', " "));
    let letters: Vec<char> = text.chars().collect();
    let mut escaped = String::with_capacity(text.len());
    for (index, &letter) in letters.iter().enumerate() {
        let beside = |offset: Option<usize>| {
            offset.and_then(|offset| letters.get(offset)).is_some_and(|letter| letter.is_alphanumeric())
        };
        let escapes = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            '_' => !(beside(index.checked_sub(1)) && beside(Some(index + 1))),
            '&' => letters.get(index + 1).is_some_and(|next| next.is_alphanumeric() || *next == '#'),
            _ => false,
        };
        if escapes {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// `text` as text, addresses in it as links.
fn escape_with_addresses(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = ["http://", "https://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, from) = rest.split_at(start);
        let end = from.find(|letter: char| letter.is_whitespace() || "<>\"`|\\".contains(letter));
        let address = from[..end.unwrap_or(from.len())]
            .trim_end_matches(|letter: char| ".,;:!?')]}*_".contains(letter));
        out.push_str(&escape(before));
        if address.ends_with('/') && address.len() < "https://x".len() {
            out.push_str(&code(address));
        } else {
            out.extend(["<", address, ">"]);
        }
        rest = &from[address.len()..];
    }
    out.push_str(&escape(rest));
    out
}

/// `line` so that its beginning starts no list, heading, quote or rule.
fn escape_start(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    if line.starts_with(['#', '>', '-', '+', '=', ':']) { format!("\\{line}") } else { line.to_owned() }
}

/// One container of blocks: a quote or a list item.
struct Container {
    /// What stands before its first line; used once.
    first: Option<String>,
    /// What stands before every other line.
    rest: String,
}

/// A link that is open: where its text began, and where it leads.
struct OpenLink {
    start: usize,
    target: Option<String>,
}

#[derive(Default)]
struct Page<'a> {
    level: u8,
    links: Option<&'a Links>,
    lines: Vec<String>,
    containers: Vec<Container>,
    /// The next number of each open list; `None` for bullets.
    lists: Vec<Option<u64>>,
    text: String,
    open_links: Vec<OpenLink>,
    marks: Vec<usize>,
    images: usize,
    heading: Option<usize>,
    fence: Option<String>,
    cells: Option<Vec<String>>,
    wants_gap: bool,
}

impl Page<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(text) if self.images == 0 => {
                let code = code(&text);
                self.text.push_str(&if self.cells.is_some() { code.replace('|', "\\|") } else { code });
            }
            // An image keeps the words of its description alone.
            Event::Text(text) | Event::Code(text) => self.words(&text),
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html),
            Event::SoftBreak => self.text.push('\n'),
            Event::HardBreak => self.text.push(BREAK),
            Event::Rule => {
                self.flush();
                self.block(vec!["---".to_owned()]);
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if let Some(fence) = &mut self.fence {
            fence.push_str(text);
        } else if self.open_links.is_empty() && self.images == 0 {
            self.text.push_str(&escape_with_addresses(text));
        } else {
            self.text.push_str(&escape(text));
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                let level = level as usize;
                let least = HeadingLevel::H2 as usize;
                self.heading = Some((level + least).saturating_sub(usize::from(self.level)).clamp(least, 6));
            }
            Tag::BlockQuote(kind) => {
                self.flush();
                self.wants_gap = true;
                self.push(Some("> ".to_owned()), "> ".to_owned());
                if let Some(kind) = kind {
                    self.block(vec![format!("**{kind:?}**")]);
                }
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                self.fence = Some(match kind {
                    CodeBlockKind::Fenced(info) => format!("{}\n", language(&info)),
                    CodeBlockKind::Indented => "text\n".to_owned(),
                });
            }
            Tag::List(first) => {
                self.flush();
                self.wants_gap |= self.lists.is_empty();
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::Table(_) => {
                self.flush();
                self.wants_gap = true;
                self.cells = Some(Vec::new());
            }
            Tag::Emphasis => self.mark("*"),
            Tag::Strong => self.mark("**"),
            Tag::Strikethrough => self.mark("~~"),
            Tag::Link { dest_url, .. } => {
                let target = self.target(&dest_url);
                self.open_links.push(OpenLink { start: self.text.len(), target });
            }
            Tag::Image { .. } => self.images += 1,
            Tag::Paragraph | Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.flush();
                self.wants_gap = true;
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.containers.pop();
                self.wants_gap = true;
            }
            TagEnd::CodeBlock => self.end_fence(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.wants_gap = true;
            }
            TagEnd::Item => {
                self.flush();
                // An empty item keeps its mark, or the numbers after it would be wrong.
                if self.containers.last().is_some_and(|container| container.first.is_some()) {
                    self.emit("");
                }
                self.containers.pop();
            }
            TagEnd::TableCell => {
                let cell = self.text.replace(['\n', BREAK], " ");
                self.text.clear();
                self.cells.get_or_insert_default().push(cell.trim().to_owned());
            }
            TagEnd::TableHead => {
                let count = self.row();
                self.emit(&format!("|{}", " --- |".repeat(count)));
            }
            TagEnd::TableRow => {
                self.row();
            }
            TagEnd::Table => {
                self.cells = None;
                self.wants_gap = true;
            }
            TagEnd::Emphasis => self.unmark("*"),
            TagEnd::Strong => self.unmark("**"),
            TagEnd::Strikethrough => self.unmark("~~"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    fn push(&mut self, first: Option<String>, rest: String) {
        let deep = self.containers.len() >= DEEPEST;
        self.containers.push(if deep {
            Container { first: None, rest: String::new() }
        } else {
            Container { first, rest }
        });
    }

    fn item(&mut self) {
        self.flush();
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                // CommonMark reads nine digits.
                *number = number.saturating_add(1).min(999_999_999);
                format!("{}. ", number.saturating_sub(1))
            }
            _ => "- ".to_owned(),
        };
        let rest = " ".repeat(mark.len());
        self.push(Some(mark), rest);
    }

    fn mark(&mut self, mark: &str) {
        self.marks.push(self.text.len());
        self.text.push_str(mark);
    }

    fn unmark(&mut self, mark: &str) {
        let start = self.marks.pop().unwrap_or_default();
        if self.text.len() <= start + mark.len() || self.text[start + mark.len()..].trim().is_empty() {
            self.text.truncate(start);
        } else {
            self.text.push_str(mark);
        }
    }

    fn end_link(&mut self) {
        let Some(OpenLink { start, target: Some(target) }) = self.open_links.pop() else { return };
        let start = start.min(self.text.len());
        let label = self.text.split_off(start);
        let label = if label.trim().is_empty() { escape(&target) } else { label };
        self.text.extend(["[", &label, "](", &target, ")"]);
    }

    fn end_heading(&mut self) {
        let marks = "#".repeat(self.heading.take().unwrap_or(2));
        let text = std::mem::take(&mut self.text).replace(['\n', BREAK], " ");
        if !text.trim().is_empty() {
            self.wants_gap = true;
            self.block(vec![format!("{marks} {}", text.trim())]);
        }
    }

    fn end_fence(&mut self) {
        let Some(fence) = self.fence.take() else { return };
        let longest = fence.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
        let ticks = "`".repeat(longest.max(2) + 1);
        self.wants_gap = true;
        let mut lines = vec![];
        lines.extend(fence.trim_end().split('\n').map(str::to_owned));
        lines[0].insert_str(0, &ticks);
        lines.push(ticks);
        self.block(lines);
    }

    fn row(&mut self) -> usize {
        let cells = std::mem::take(self.cells.get_or_insert_default());
        self.emit(&format!("| {} |", cells.join(" | ")));
        cells.len()
    }

    /// What a link leads to: an item of the crate, another site, or nothing.
    fn target(&self, address: &str) -> Option<String> {
        if address.starts_with("http://") || address.starts_with("https://") {
            let encode = |letter: char| match letter {
                ' ' | '<' | '>' | '|' | '\\' | '`' => format!("%{:02X}", u32::from(letter)),
                letter => harmless(&letter.to_string()),
            };
            return Some(format!("<{}>", address.chars().map(encode).collect::<String>()));
        }
        let page = address.split(['#', '?']).next().unwrap_or_default();
        let page = page.rsplit('/').next().unwrap_or_default().to_lowercase();
        self.links.and_then(|links| links.get(&page)).cloned()
    }

    fn html(&mut self, html: &str) {
        if self.fence.is_some() {
            return;
        }
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            self.words(&rest[..start]);
            rest = &rest[start..];
            if rest.starts_with("<!--") {
                rest = rest.find("-->").map_or("", |end| &rest[end + 3..]);
                continue;
            }
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let tag = &rest[..end];
            let name = tag.trim_start_matches(['<', '/']);
            let name =
                &name[..name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len())];
            let name = name.to_ascii_lowercase();
            if name == "br" {
                self.text.push(BREAK);
            } else if !ELEMENTS.contains(&name.as_str()) {
                self.words(tag);
            }
            rest = &rest[end..];
        }
        self.words(rest);
    }

    /// Ends the paragraph that is open, if one is.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let mut lines: Vec<String> = Vec::new();
        for part in text.split(BREAK) {
            let part: Vec<String> =
                part.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(escape_start).collect();
            if let (Some(last), false) = (lines.last_mut(), part.is_empty()) {
                last.push('\\');
            }
            lines.extend(part);
        }
        if !lines.is_empty() {
            let gap = self.wants_gap;
            self.block(lines);
            // Text of a tight list is no paragraph: what follows it needs no gap, unless it asks for one.
            self.wants_gap = gap && self.lists.is_empty();
        }
    }

    fn block(&mut self, lines: Vec<String>) {
        for line in lines {
            self.emit(&line);
        }
        self.wants_gap = true;
    }

    fn emit(&mut self, line: &str) {
        if std::mem::take(&mut self.wants_gap) && !self.lines.is_empty() {
            let gap: String = self
                .containers
                .iter()
                .take_while(|container| container.first.is_none())
                .map(|container| container.rest.as_str())
                .collect();
            self.lines.push(gap.trim_end().to_owned());
        }
        let mut full = String::new();
        for container in &mut self.containers {
            full.push_str(&container.first.take().unwrap_or_else(|| container.rest.clone()));
        }
        full.push_str(line);
        self.lines.push(full.trim_end().to_owned());
    }
}

/// The language of a fence, where rustdoc knows it for none of its own words; else `text`.
fn language(info: &str) -> &'static str {
    match info.split([' ', ',', '{']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "c" | "cpp" | "c++" => "cpp",
        "cs" | "csharp" | "c#" => "csharp",
        "vb" | "vba" | "vbs" => "vb",
        "xml" | "html" => "xml",
        _ => "text",
    }
}
