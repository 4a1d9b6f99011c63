//! The search of a locale: an index in small scripts, of which the browser loads those that a question needs.
//!
//! `scan` reads a page's words while the page is made; `terms` joins the words of all pages by their `stems`, `names` knows
//! every name of the model, `facets` what a search can be narrowed by; `pack` writes them short. `site/js/search.js` asks:
//! what it does to words, `fold` and `scan` do as well. `docs/site.md` describes the files.

mod facets;
mod fold;
mod names;
mod pack;
mod scan;
mod stems;
mod terms;

use std::collections::HashMap;

use serde::Serialize;
use serde_json::json;

use super::context::PageContext;
use super::indexes;
use super::inline::Languages;
use super::links::{encoded, html_path};
use super::page::Shelf;
use crate::emit::OutputFile;
use crate::parse::kind::KINDS;
use crate::parse::outline::BlockKind;
use crate::parse::passage::{Passage, Side};
use crate::parse::{Item, Page};
use facets::Facets;
use names::{Names, Role};
use scan::{IN_TITLE, PageWords};
use stems::Grammar;

/// The folder of the index below a locale's.
pub(super) const FOLDER: &str = "_search";
/// The version of `search.json`.
const SCHEMA: &str = "mapidoc-search/1";
/// How many documents a shard has.
const DOCUMENTS: usize = 8;
/// About how many bytes a shard of words or names has.
const SHARD: usize = 5_000;
/// The same of words that are two letters long: a question has many of them, all over the alphabet.
const SHARD_OF_PAIRS: usize = 2_500;
/// How long a summary may be, in characters.
const SUMMARY: usize = 110;
/// How much an occurrence in a heading weighs, in the first paragraph, in a part of the name and in the page's heading.
const WEIGHTS: [u16; 4] = [3 * terms::IN_TEXT, 2 * terms::IN_TEXT, 5 * terms::IN_TEXT, IN_TITLE];

/// The list of all pages with their names, for other programs.
const LISTING: &str = "search.json";

/// Whether a path below a locale's folder is one of the index.
pub(super) fn is_own(path: &str) -> bool {
    path == LISTING || path.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'))
}

/// A page as the search knows it.
#[derive(Debug)]
pub(super) struct Entry {
    key: String,
    kind: &'static str,
    /// The heading in the reader's language.
    title: String,
    /// The name, or the heading in the source language.
    name: String,
    summary: String,
    words: PageWords,
}

impl Entry {
    /// A page's, from what its template was given.
    pub(super) fn of(page: &Page, languages: Languages, context: &PageContext) -> Self {
        let sheet = &page.sheet;
        let side = if languages == Languages::Source { Side::Source } else { Side::Target };
        let text = match side {
            Side::Source => &sheet.unwoven.source,
            Side::Target => &sheet.unwoven.target,
        };
        let words = |span| sheet.words(span, side);
        let [heading, lede, part, title] = WEIGHTS;
        // Front matter is no text; it is in no pair, so that the body begins at the same place on both sides.
        let mut fields: Vec<(&str, u16)> =
            vec![(text.get(sheet.body as usize..).unwrap_or(text), terms::IN_TEXT)];
        let headings =
            sheet.outline.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(2..)));
        fields.extend(headings.map(|block| (words(block.content), heading)));
        fields.extend(sheet.heading.map(|block| (words(sheet.outline.block(block).content), title)));
        if let Passage::Blocks { blocks, .. } = &page.item.common().summary.passage {
            fields.extend(blocks.first().map(|&block| (words(sheet.outline.block(block).content), lede)));
        }
        let parts = if matches!(page.item, Item::Concept(_)) { String::new() } else { humps(&context.name) };
        fields.push((&context.name, title));
        fields.push((&parts, part));
        Self {
            key: sheet.key.to_string(),
            kind: page.item.kind(),
            title: context.title.clone(),
            name: context.name.clone(),
            summary: cut(&context.description),
            words: PageWords::of(&fields),
        }
    }

    /// That of a page which the locale lacks: it is found by its name, and leads on.
    pub(super) fn missing(page: &Page, context: &PageContext) -> Self {
        let name = super::page::qualified_name(&page.item);
        Self {
            key: page.sheet.key.to_string(),
            kind: page.item.kind(),
            title: context.title.clone(),
            words: PageWords::of(&[(&context.title, IN_TITLE), (&humps(&name), WEIGHTS[2])]),
            name,
            summary: String::new(),
        }
    }

    fn href(&self) -> String {
        encoded(&html_path(&self.key))
    }
}

/// The parts of a name as words: `MAPI Table`, `Get Last Error`.
fn humps(name: &str) -> String {
    let mut parts = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (at, &letter) in letters.iter().enumerate() {
        let lower = |at: usize| {
            letters.get(at).is_some_and(|letter| letter.is_lowercase() || letter.is_ascii_digit())
        };
        let begins = letter.is_uppercase() && at > 0 && (lower(at - 1) || lower(at + 1));
        if begins || !letter.is_alphanumeric() {
            parts.push(' ');
        }
        parts.push(if letter == '_' { ' ' } else { letter });
    }
    parts
}

/// A text of at most [`SUMMARY`] characters and a mark where it goes on.
fn cut(text: &str) -> String {
    match text.char_indices().nth(SUMMARY) {
        Some((end, _)) => format!("{}…", text[..end].trim_end().trim_end_matches('…')),
        None => text.to_owned(),
    }
}

/// What the page of results is given.
pub(super) fn page(shelf: &Shelf<'_>) -> PageContext {
    let title = shelf.words.get("search").to_owned();
    PageContext { kind: "search".to_owned(), noindex: true, ..indexes::frame(shelf, FOLDER, &title) }
}

/// A document of the index: a page, or a return code or flag in the list of all.
struct Document<'a> {
    href: String,
    kind: &'a str,
    title: &'a str,
    name: &'a str,
    summary: &'a str,
}

/// All files of a locale's search.
pub(super) fn files(shelf: &Shelf<'_>, entries: Vec<Entry>) -> Vec<OutputFile> {
    let grammar = Grammar::of(shelf.locale);
    let (mut entries, words): (Vec<Entry>, Vec<PageWords>) = entries
        .into_iter()
        .map(|mut entry| {
            let words = std::mem::take(&mut entry.words);
            (entry, words)
        })
        .unzip();
    for entry in &mut entries {
        entry.summary.shrink_to_fit();
    }
    let documents = documents(shelf, &entries);
    let mut names = Names::of(entries.iter().map(|entry| entry.key.as_str()));
    // What is in a list of all is found there, and on no page of its many users.
    let is_listed =
        |name: &str| shelf.references.codes.contains_key(name) || shelf.references.flags.contains_key(name);
    names.model(&shelf.model.api, is_listed);
    for (document, number) in documents.iter().zip(0..) {
        let role = if document.kind == "concept" { Role::Heading } else { Role::Own };
        names.name(document.name, number, role);
        // Whoever debugs has the number, and wants the name.
        if document.kind == indexes::CODE {
            names.name(document.summary, number, Role::Told);
        }
        if let Some((_, short)) = document.name.split_once("::") {
            names.name(short, number, Role::Short);
        }
    }
    let terms = terms::terms(&words, &grammar);
    drop(words);
    let numbers: HashMap<&str, u32> = entries.iter().map(|entry| entry.key.as_str()).zip(0..).collect();
    let facets = Facets::of(&shelf.model.api, shelf.types, &numbers);
    let mut files = shards(shelf, &grammar, &terms, &names, &documents);
    files.push(shard(shelf, "f", &facets.json()));
    files.push(OutputFile::text(format!("{}/{LISTING}", shelf.locale), listing(shelf, &documents, &names)));
    files
}

/// The index itself, and what it leads to.
fn shards(
    shelf: &Shelf<'_>,
    grammar: &Grammar,
    terms: &[terms::Term],
    names: &Names<'_>,
    documents: &[Document<'_>],
) -> Vec<OutputFile> {
    let mut files = Vec::new();
    let mut word_heads = Vec::new();
    let size = if grammar.unspaced { SHARD_OF_PAIRS } else { SHARD };
    let runs = pack::cut(terms, size, |term| (term.first(), term.last(), term.record.len()));
    for (number, (head, run)) in runs.into_iter().enumerate() {
        let text: String = run.iter().map(|term| term.record.as_str()).collect();
        files.push(shard(shelf, &format!("t{number}"), &text.into()));
        word_heads.push(head);
    }
    let mut name_heads = Vec::new();
    for (number, (head, value)) in names.shards(SHARD).into_iter().enumerate() {
        files.push(shard(shelf, &format!("n{number}"), &value));
        name_heads.push(head);
    }
    for (number, run) in documents.chunks(DOCUMENTS).enumerate() {
        files.push(shard(shelf, &format!("d{number}"), &run.iter().map(Document::json).collect()));
    }
    let kinds: String = documents.iter().map(|document| kind_letter(document.kind)).collect();
    let label = |kind: &&str| shelf.words.get(&format!("kind_{kind}")).to_owned();
    let index = json!({
        "count": documents.len(),
        "size": DOCUMENTS,
        "kinds": kinds,
        "kindNames": kind_names(),
        "labels": kind_names().iter().map(label).collect::<Vec<_>>(),
        "words": word_heads,
        "names": name_heads,
        "prefixes": names.prefixes(),
        "idle": grammar.idle,
    });
    files.push(shard(shelf, "index", &index));
    files
}

/// A file of the index.
fn shard(shelf: &Shelf<'_>, name: &str, value: &serde_json::Value) -> OutputFile {
    OutputFile::text(format!("{}/{FOLDER}/{name}.js", shelf.locale), pack::script(name, value))
}

/// The pages, then the return codes and the flags that the lists of all tell of.
fn documents<'a>(shelf: &'a Shelf<'_>, entries: &'a [Entry]) -> Vec<Document<'a>> {
    let page = |entry: &'a Entry| Document {
        href: entry.href(),
        kind: entry.kind,
        title: &entry.title,
        name: &entry.name,
        summary: &entry.summary,
    };
    let references = shelf.references;
    let listed = |kind: &'static str, name: &'a str| Document {
        href: format!("{}.html#{name}", indexes::list_key(kind)),
        kind,
        title: name,
        name,
        summary: references.value_of(name),
    };
    let codes = references.codes.keys().map(|name| listed(indexes::CODE, name));
    let flags = references.flags.keys().filter(|name| !references.codes.contains_key(*name));
    let flags = flags.map(|name| listed(indexes::FLAG, name));
    entries.iter().map(page).chain(codes).chain(flags).collect()
}

impl Document<'_> {
    /// `[address, title, name, summary]`; an address that follows from the name and a title that is the name are 0.
    fn json(&self) -> serde_json::Value {
        let usual = format!("{}.html", self.name.to_lowercase().replace("::", "-"));
        let href = if self.href == usual { json!(0) } else { json!(self.href) };
        let title = if self.title == self.name { json!(0) } else { json!(self.title) };
        json!([href, title, self.name, self.summary])
    }
}

/// The kinds of documents in order; a document's is told by the letter at its place, from `a` on.
fn kind_names() -> Vec<&'static str> {
    KINDS.iter().map(|kind| kind.name).chain([indexes::CODE, indexes::FLAG]).collect()
}

fn kind_letter(kind: &str) -> char {
    let place = kind_names().iter().position(|known| *known == kind).unwrap_or_default();
    char::from(b'a' + place as u8)
}

/// A page in `search.json`.
#[derive(Serialize)]
struct Listed<'a> {
    href: &'a str,
    kind: &'a str,
    name: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    names: &'a [&'a str],
}

/// `search.json`: every page with its names, for other programs.
fn listing(shelf: &Shelf<'_>, documents: &[Document<'_>], names: &Names<'_>) -> String {
    let others = names.by_document();
    let mut text =
        format!("{{\"schema\":\"{SCHEMA}\",\"locale\":{},\"pages\":[", json!(shelf.locale.to_string()));
    for (document, number) in documents.iter().zip(0..) {
        let listed = Listed {
            href: &document.href,
            kind: document.kind,
            name: document.name,
            title: document.title,
            names: others.get(&number).map(Vec::as_slice).unwrap_or_default(),
        };
        text.push_str(if number > 0 { ",\n" } else { "\n" });
        text.push_str(&serde_json::to_string(&listed).unwrap_or_default());
    }
    text.push_str("\n]}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        let words = |name| humps(name).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words("IMAPITable::GetLastError"), ["IMAPI", "Table", ":", ":", "Get", "Last", "Error"]);
        assert_eq!(words("PR_DISPLAY_NAME_W"), ["PR", "DISPLAY", "NAME", "W"]);
        assert_eq!(words("PidTagEntryId"), ["Pid", "Tag", "Entry", "Id"]);
    }

    #[test]
    fn every_kind_has_a_letter() {
        assert_eq!(kind_letter(kind_names()[0]), 'a');
        assert_eq!(usize::from(kind_letter(indexes::CODE) as u8 - b'a'), KINDS.len());
    }
}
