//! `llms.txt` and the lists of pages as Markdown: where a machine that reads begins (llmstxt.org).

use std::fmt::Write as _;

use super::context::ListItem;
use super::indexes::{Listing, list_key};
use super::inline::plain;
use super::page::{Shelf, native_name, shorten};
use super::ui::Words;
use crate::locale::Locale;

/// The largest `llms.txt`, in bytes, its head left aside. Kinds with too many pages for it have their own list.
const LARGEST: usize = 250_000;

/// The file's name, at the root and in each locale's folder.
pub(super) const FILE: &str = "llms.txt";

/// A locale's `llms.txt`, and a list of each kind of page; paths below the locale's folder.
pub(super) fn files(shelf: &Shelf<'_>, listing: &Listing) -> Vec<(String, String)> {
    let heading = |kind: &str| shelf.words.get(&format!("kinds_{kind}")).to_owned();
    let about = |kind: &str| shelf.words.get(&format!("about_{kind}")).to_owned();
    let mut lists: Vec<(&str, String)> =
        listing.iter().map(|(kind, items)| (*kind, items.iter().map(line).collect())).collect();
    // The small ones first, so that as many as can be are in the file itself.
    lists.sort_by_key(|(_, list)| list.len());
    let mut text = head(shelf.title, shelf.words.get("llms_summary"));
    let (mut size, mut large) = (0, String::new());
    let mut files = Vec::new();
    for (kind, list) in lists {
        let file = format!("{}.md", list_key(kind));
        size += list.len();
        if size <= LARGEST {
            let _ = write!(text, "\n## {}\n\n{list}", heading(kind));
        } else {
            let _ = writeln!(large, "- [{}]({file}): {}", heading(kind), about(kind));
        }
        files.push((file, format!("# {}\n\n> {}\n\n{list}", heading(kind), about(kind))));
    }
    if !large.is_empty() {
        let _ = write!(text, "\n## {}\n\n{large}", shelf.words.get("browse"));
    }
    files.push((FILE.to_owned(), text));
    files
}

/// The site's own `llms.txt`: the locales.
pub(super) fn root(title: &str, locales: &[Locale], words: &Words) -> String {
    let line = |locale: &Locale| format!("- [{}]({locale}/{FILE}): {locale}\n", native_name(locale));
    let list: String = locales.iter().map(line).collect();
    format!("{}\n## {}\n\n{list}", head(title, words.get("llms_summary")), words.get("language"))
}

fn head(title: &str, summary: &str) -> String {
    format!("# {}\n\n> {summary}\n", on_a_line(title))
}

/// A page of a list: its twin and what it is.
fn line(item: &ListItem) -> String {
    let twin = item.link.href.strip_suffix(".html").unwrap_or(&item.link.href);
    let summary = shorten(&plain(&item.html));
    let summary = if summary.is_empty() { summary } else { format!(": {summary}") };
    let name = on_a_line(&item.link.name).replace('[', "\\[").replace(']', "\\]");
    format!("- [{name}]({twin}.md){summary}\n")
}

fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
