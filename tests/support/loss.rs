//! The check that nothing is lost: what a page's file says, the page of the site says too.

#![allow(dead_code, reason = "every test crate uses its own part of what they share")]

use std::collections::HashSet;
use std::path::Path;

use mapidoc::parse::outline::{self, Block, BlockKind};
use mapidoc::parse::sheet::is_identifier;
use mapidoc::parse::{Item, Page};
use mapidoc::span::Span;
use pulldown_cmark::{Event, Parser};
use rayon::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};

/// A text of a page that its HTML lacks.
#[derive(Debug)]
pub(crate) struct Lost {
    /// `es-ES/iablogon-logoff.md`
    pub(crate) page: String,
    /// What kind of text: `source` and `target` of a segment, `block` of what stands outside segments.
    pub(crate) what: &'static str,
    /// The text, as the file has it.
    pub(crate) text: String,
}

/// What the pages say and the site below `root` does not, in the order of the pages.
pub(crate) fn lost(pages: &[Page], root: &Path) -> Vec<Lost> {
    pages
        .par_iter()
        .flat_map_iter(|page| {
            let stem = page.sheet.key.rsplit_once('.').map_or(page.sheet.key.as_ref(), |(stem, _)| stem);
            let path = root.join(page.sheet.locale.as_str()).join(format!("{stem}.html"));
            lost_of(page, &std::fs::read_to_string(&path).unwrap_or_default())
        })
        .collect()
}

/// What a page says and its HTML does not: halves of segments, and blocks that hold none.
pub(crate) fn lost_of(page: &Page, html: &str) -> Vec<Lost> {
    let sheet = &page.sheet;
    let shown = shown(html);
    let form = form(page);
    let mut lost = Vec::new();
    let mut look = |what, span: Span, text: &str, is_code: bool| {
        if form.iter().any(|part| part.start <= span.start && span.end <= part.end) {
            return;
        }
        let wanted = if is_code { letters(text) } else { words(text) };
        // A direction mark is shown as a badge, in the interface's own words.
        let unmarked = || text.strip_prefix('[').and_then(|text| Some(words(text.split_once(']')?.1)));
        if !shown.contains(&wanted) && !unmarked().is_some_and(|unmarked| shown.contains(&unmarked)) {
            lost.push(Lost { page: format!("{}/{}", sheet.locale, sheet.key), what, text: text.to_owned() });
        }
    };
    let unwoven = &sheet.unwoven;
    let names = names(page);
    for segment in unwoven.segments.iter().filter(|segment| segment.source.start >= sheet.body) {
        look("source", segment.source, segment.source.of(&unwoven.source), false);
        // Names of the source language are shown as they are, whatever a translator made of them.
        let name = words(segment.source.of(&unwoven.source));
        if !(names.contains(&name) && shown.contains(&name)) {
            look("target", segment.source, segment.target.of(&unwoven.target), false);
        }
    }
    let is_own = |block: &&Block| {
        let is_leaf = block.kind == BlockKind::Cell || !is_container(&block.kind);
        is_leaf && unwoven.segments_in_source(block.span).is_empty()
    };
    for block in sheet.outline.blocks.iter().filter(is_own) {
        let is_code = matches!(block.kind, BlockKind::Code(_));
        let text = if is_code { block.plain.as_str() } else { block.content.of(&unwoven.source) };
        look("block", block.content, text, is_code);
    }
    lost
}

/// Where a page says what the site says by its form, in its own words: the heading rows of tables of facts and of vtables,
/// the heading over a table of facts, and the labels of a vtable's rows, which are the methods' names.
fn form(page: &Page) -> Vec<Span> {
    let outline = &page.sheet.outline;
    let mut form = Vec::new();
    let mut tables = page.sheet.info_tables.clone();
    for section in page.sheet.sections() {
        let is_facts =
            section.title.trim() == "quick info" || section.blocks.iter().all(|block| tables.contains(block));
        if is_facts && !section.blocks.is_empty() {
            form.extend(section.heading.map(|heading| outline.block(heading).span));
        }
        if let (Item::Interface(item), "vtable order") = (&page.item, section.title.trim()) {
            let is_table = |block: &&u32| outline.block(**block).kind == BlockKind::Table;
            let is_slots = |table: &&u32| !item.property_tables.contains(table);
            tables.extend(section.blocks.iter().filter(is_table).filter(is_slots));
        }
    }
    if let Item::Interface(item) = &page.item {
        form.extend(item.vtable.iter().map(|row| row.span));
    }
    let heads = tables.iter().flat_map(|&table| outline.children(table)).map(|row| outline.block(row));
    form.extend(heads.filter(|row| row.kind == BlockKind::TableHead).map(|row| row.span));
    form
}

/// The letters of what stands alone on a line and is one identifier: a parameter, a member, a flag, a return code.
fn names(page: &Page) -> HashSet<String> {
    let is_paragraph = |block: &&Block| matches!(block.kind, BlockKind::Paragraph { .. });
    let paragraphs = page.sheet.outline.blocks.iter().filter(is_paragraph);
    let bare = paragraphs.map(|block| block.plain.trim().trim_start_matches(['_', ' ']));
    bare.filter(|plain| is_identifier(plain)).map(letters).collect()
}

/// Whether a block's text is that of the blocks in it.
fn is_container(kind: &BlockKind) -> bool {
    use BlockKind::{Alert, Item, List, Quote, Table, TableHead, TableRow};
    matches!(kind, Quote | Alert(_) | List(_) | Item | Table | TableHead | TableRow)
}

/// The letters and digits of a text, in lower case: what is left when markup and its white space are let go.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The letters of inline Markdown.
fn words(markdown: &str) -> String {
    // Behind a word, so that no list or heading begins there.
    let content = format!("x {}", markdown.replace(['\n', '\r'], " "));
    let mut text = String::new();
    for event in Parser::new_ext(&content, outline::options()) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::InlineHtml(tag) if !outline::is_known_tag(&tag.to_ascii_lowercase()) => {
                text.push_str(&tag);
            }
            _ => {}
        }
    }
    letters(text.strip_prefix('x').unwrap_or(&text))
}

/// The letters that a page of the site shows of its page: without the site's header, contents and footer.
fn shown(html: &str) -> String {
    let document = Html::parse_document(html);
    let article = Selector::parse("article.page").unwrap();
    let mut text = String::new();
    if let Some(article) = document.select(&article).next() {
        push_text(article, &mut text);
    }
    letters(&text)
}

fn push_text(element: ElementRef<'_>, text: &mut String) {
    let value = element.value();
    // What the site supplies where a page says nothing stands in the middle of the page's own words.
    let supplied = value.classes().any(|class| class == "supplied");
    if supplied || matches!(value.name(), "nav" | "aside" | "footer") {
        return;
    }
    text.extend(value.attr("alt"));
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(words),
            _ => {
                if let Some(child) = ElementRef::wrap(child) {
                    push_text(child, text);
                }
            }
        }
    }
}
