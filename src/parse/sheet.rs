//! A page before its kind is known: its two texts, front matter, blocks and the clues that tell the kind.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;
use std::thread::LocalKey;

use super::front::{self, FrontMatter};
use super::item::{InfoRow, Text};
use super::outline::{Block, BlockKind, Outline};
use super::passage::Passage;
use super::prototype::{self, Prototype};
use super::terms;
use crate::diagnostic::{Diagnostic, Place, rule};
use crate::locale::Locale;
use crate::read::Document;
use crate::segment::{Unwoven, unweave};
use crate::span::Span;

/// A page's texts and structure.
#[derive(Debug)]
pub struct Sheet {
    /// The locale of the target text.
    pub locale: Locale,
    /// The page's key.
    pub key: Arc<str>,
    /// The file.
    pub path: Arc<Path>,
    /// The texts and segments.
    pub unwoven: Unwoven,
    /// The front matter.
    pub front: FrontMatter,
    /// Where the body begins in the source text.
    pub body: u32,
    /// The blocks of the source text.
    pub outline: Outline,
    /// The page's heading: the index of its block, where it has one.
    pub heading: Option<u32>,
    /// The first fence of code, taken apart.
    pub prototype: Option<(u32, Prototype)>,
    /// The table of facts under the heading.
    pub info: Vec<InfoRow>,
    /// The block of that table.
    pub info_tables: Vec<u32>,
}

/// A heading and what stands below it up to the next heading of its level or above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionBlocks {
    /// The heading's block; `None` for what stands before the first.
    pub heading: Option<u32>,
    /// The level, 0 for what stands before the first heading.
    pub level: u8,
    /// The heading's text, in lower case.
    pub title: String,
    /// The blocks under it that stand in none, deeper headings and what is under them included.
    pub blocks: Vec<u32>,
}

/// Reads a document up to the point where its kind can be told.
pub(super) fn read(document: Document, diagnostics: &mut Vec<Diagnostic>) -> Sheet {
    let Document { locale, key, path, text } = document;
    let unwoven = unweave(&text);
    drop(text);
    let (front, body, error) = front::split(&unwoven.source);
    let outline = outline_of(&unwoven.source, body);
    let heading = outline.roots().find(|&block| outline.block(block).kind == BlockKind::Heading(1));
    let mut sheet = Sheet {
        heading,
        locale,
        key,
        path,
        unwoven,
        front,
        body: body as u32,
        outline,
        prototype: None,
        info: Vec::new(),
        info_tables: Vec::new(),
    };
    sheet.prototype = sheet.first_prototype();
    sheet.read_info();
    sheet.report_flaws(error.as_ref(), diagnostics);
    sheet
}

impl Sheet {
    /// Where findings about the page are.
    pub fn place(&self) -> Place<'_> {
        Place::new(&self.locale, &self.key, &self.path, self.unwoven.weave())
    }

    /// A finding at a span of the source text.
    pub fn report(&self, rule: &'static rule::Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        self.place().report(rule, self.unwoven.source_to_file(span), message)
    }

    fn report_flaws(&self, error: Option<&front::FrontError>, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(error) = error {
            let at = Span::new(error.at, error.at);
            diagnostics.push(self.report(&rule::INVALID_FRONT_MATTER, at, error.message.as_str()));
        }
        if !self.unwoven.flaws.is_empty() {
            // It makes the page's file anew: most have none.
            let place = self.place();
            for flaw in &self.unwoven.flaws {
                let outcome =
                    if flaw.recovered { "the pair was read all the same" } else { "it is kept as text" };
                diagnostics
                    .push(place.report(&rule::BROKEN_PAIR, flaw.span, flaw.message).with_help(outcome));
            }
        }
        if let Some(span) = self.outline.too_deep {
            let message = "quotes and lists are nested too deeply here; the inner ones are read as text";
            diagnostics.push(self.report(&rule::DEEP_NESTING, span, message));
        }
    }

    /// The page's heading in the source language; the key's stem where it has none.
    pub fn title(&self) -> &str {
        match self.heading.map(|block| self.outline.block(block).plain.as_str()) {
            Some(title) if !title.is_empty() => title,
            _ => self.stem(),
        }
    }

    /// The key without its ending.
    pub fn stem(&self) -> &str {
        let key = self.key.rsplit_once('.').map_or(self.key.as_ref(), |(stem, _)| stem);
        key.rsplit('/').next().unwrap_or(key)
    }

    /// The page's heading where it is a single identifier.
    pub fn identifier_title(&self) -> Option<&str> {
        Some(self.title()).filter(|title| self.heading.is_some() && is_identifier(title))
    }

    /// The first value of a row of facts whose label is one of `labels`.
    pub fn info_value(&self, labels: &[&str]) -> Option<&InfoRow> {
        self.info.iter().find(|row| labels.contains(&row.label.to_lowercase().as_str()))
    }

    /// The page's sections at level 2 and above, what stands before them first.
    pub fn sections(&self) -> Vec<SectionBlocks> {
        let mut sections =
            vec![SectionBlocks { heading: None, level: 0, title: String::new(), blocks: Vec::new() }];
        for index in self.outline.roots().filter(|&index| Some(index) != self.heading) {
            let block = self.outline.block(index);
            match block.kind {
                BlockKind::Heading(level @ 1..=2) => sections.push(SectionBlocks {
                    heading: Some(index),
                    level: level.max(2),
                    title: block.plain.to_lowercase(),
                    blocks: Vec::new(),
                }),
                _ => {
                    if let Some(section) = sections.last_mut() {
                        section.blocks.push(index);
                    }
                }
            }
        }
        sections
    }

    /// The first section heading with one of these titles, which are in lower case.
    pub(crate) fn titled(&self, titles: &[&str]) -> Option<u32> {
        self.outline.roots().find(|&index| {
            let block = self.outline.block(index);
            matches!(block.kind, BlockKind::Heading(_))
                && titles.contains(&block.plain.trim().to_lowercase().as_str())
        })
    }

    /// The line under the heading that names products.
    pub fn applies_to(&self) -> Option<u32> {
        let is_line = |&index: &u32| {
            let block = self.outline.block(index);
            matches!(block.kind, BlockKind::Paragraph { .. }) && block.plain.starts_with(terms::APPLIES_TO)
        };
        let intro = |&index: &u32| !matches!(self.outline.block(index).kind, BlockKind::Heading(2..));
        self.outline.roots().take_while(intro).find(is_line)
    }

    /// The anchor of a heading: the one it is given, else one made of its words in the source language.
    pub fn anchor(&self, heading: u32) -> String {
        let block = self.outline.block(heading);
        block.anchor.clone().unwrap_or_else(|| slug(&block.plain))
    }

    /// The quote that stands right behind a block, which tells of what the block names.
    pub fn quote_behind(&self, block: u32) -> Option<u32> {
        let next = self.outline.block(block).end;
        let quote = self.outline.blocks.get(next as usize).filter(|block| block.kind == BlockKind::Quote);
        quote.map(|_| next)
    }

    /// The inline content of a block as a text.
    pub fn inline(&self, block: u32) -> Text {
        Text::at(Passage::Inline(self.outline.block(block).content))
    }

    fn first_prototype(&self) -> Option<(u32, Prototype)> {
        let is_fence = |block: &Block| {
            matches!(&block.kind, BlockKind::Code(language) if is_c(language))
                && self.unwoven.source[block.span.range()].trim_start().starts_with(['`', '~'])
        };
        let fence = self.outline.roots().find(|&index| is_fence(self.outline.block(index)))?;
        Some((fence, prototype_of(&self.outline.block(fence).plain)))
    }

    /// Reads the tables of facts: those before the first section and under "Quick info", and those elsewhere that open
    /// with a row only they have.
    fn read_info(&mut self) {
        let mut tables = Vec::new();
        for section in self.sections() {
            let is_place = section.level == 0 || terms::QUICK_INFO.contains(&section.title.as_str());
            let is_table = |&&block: &&u32| self.outline.block(block).kind == BlockKind::Table;
            let of_facts =
                |&&table: &&u32| (is_place && self.has_shape_of_facts(table)) || self.opens_with_fact(table);
            tables.extend(section.blocks.iter().filter(is_table).filter(of_facts));
        }
        for &table in &tables {
            for row in self.rows(table) {
                let &[label, value, ..] = row.as_slice() else { continue };
                let (label_block, value_block) = (self.outline.block(label), self.outline.block(value));
                self.info.push(InfoRow {
                    label: label_block.plain.trim().trim_end_matches(':').trim().to_owned(),
                    plain: value_block.plain.trim().to_owned(),
                    label_text: self.inline(label),
                    value: self.inline(value),
                });
            }
        }
        self.info_tables = tables;
    }

    /// Whether a table has two columns, the second headed by nothing or by `Value`: what says more is a table of the text.
    fn has_shape_of_facts(&self, table: u32) -> bool {
        let head = self.head(table);
        matches!(head.as_slice(), [_, value] if value.trim().is_empty() || value.trim().eq_ignore_ascii_case(terms::VALUE_HEAD))
    }

    /// Whether a table's first row is labelled as a fact: `Interface identifier:`.
    fn opens_with_fact(&self, table: u32) -> bool {
        let first = self.rows(table).into_iter().next().and_then(|cells| cells.first().copied());
        let label =
            first.map(|cell| self.outline.block(cell).plain.trim().to_lowercase()).unwrap_or_default();
        label
            .strip_suffix(':')
            .is_some_and(|label| terms::row::ALL.iter().any(|labels| labels.contains(&label)))
    }

    /// The cells of a table's rows, the heading row left out.
    pub fn rows(&self, table: u32) -> Vec<Vec<u32>> {
        let is_row = |&row: &u32| self.outline.block(row).kind == BlockKind::TableRow;
        self.outline.children(table).filter(is_row).map(|row| self.outline.children(row).collect()).collect()
    }

    /// The text of a table's heading cells in the source language.
    pub fn head(&self, table: u32) -> Vec<&str> {
        let head =
            self.outline.children(table).find(|&row| self.outline.block(row).kind == BlockKind::TableHead);
        head.map(|head| {
            self.outline.children(head).map(|cell| self.outline.block(cell).plain.as_str()).collect()
        })
        .unwrap_or_default()
    }
}

/// What a thread made last, and of which text.
type Last<T> = RefCell<Option<(String, T)>>;

/// What `make` makes of a text. A page's locales mostly have the same body and the same code, and are read one after another: a
/// copy of what was made last will do.
fn made<T: Clone>(last: &'static LocalKey<Last<T>>, text: &str, make: impl FnOnce(&str) -> T) -> T {
    last.with_borrow_mut(|last| match last {
        Some((known, made)) if known.as_str() == text => made.clone(),
        _ => last.insert((text.to_owned(), make(text))).1.clone(),
    })
}

/// The outline of a source text whose body begins at `start`.
fn outline_of(source: &str, start: usize) -> Outline {
    thread_local! {
        static LAST: Last<Outline> = const { RefCell::new(None) };
    }
    let mut outline = made(&LAST, &source[start..], Outline::read);
    outline.shift(start as u32);
    outline
}

/// The declarations of a fence.
fn prototype_of(code: &str) -> Prototype {
    thread_local! {
        static LAST: Last<Prototype> = const { RefCell::new(None) };
    }
    made(&LAST, code, prototype::parse)
}

/// Whether a fence's language is C or C++, or not said.
fn is_c(language: &str) -> bool {
    matches!(language.to_ascii_lowercase().as_str(), "" | "c" | "cpp" | "c++" | "h" | "cxx")
}

/// Whether `text` is one C identifier.
pub fn is_identifier(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// An anchor made of words: lower case, spaces as hyphens, other signs dropped.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for letter in words.trim().chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() || letter == '_' {
            slug.push(letter);
        } else if (letter.is_whitespace() || letter == '-') && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}
