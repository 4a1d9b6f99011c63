//! `TOC.yml`: the table of contents, whose hrefs are relative to the folder that it stands in.

mod lines;

use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

/// An entry of a table of contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TocEntry {
    /// What it says, in its locale.
    pub name: String,
    /// Where it leads.
    pub target: TocTarget,
    /// What stands below it.
    pub items: Vec<TocEntry>,
}

/// Where an entry of a table of contents leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TocTarget {
    /// Nowhere: a heading.
    #[default]
    None,
    /// To the page with this key.
    Page(String),
    /// To a page outside the folder that is read, or to another site.
    Elsewhere(String),
}

/// A file: a list of entries, or a mapping whose `items` they are.
struct File(Vec<Raw>);

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FileVisitor)
    }
}

/// Not an untagged enumeration, which could not tell where a file is wrong.
struct FileVisitor;

impl<'de> Visitor<'de> for FileVisitor {
    type Value = File;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of entries, or `items` with one")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<File, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(File)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<File, A::Error> {
        #[derive(Deserialize)]
        struct Map {
            items: Vec<Raw>,
        }
        Map::deserialize(MapAccessDeserializer::new(map)).map(|map| File(map.items))
    }
}

/// An entry as it is written.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Raw {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    href: Option<String>,
    #[serde(default)]
    items: Option<Vec<Raw>>,
}

/// Reads a table of contents. `below` is the path of the pages' folder from the TOC's own (`outlook/mapi`, or empty).
///
/// Only the branches that lead into that folder are kept: one file lists all books.
///
/// # Errors
///
/// The parser's message, where the file is no such YAML.
pub(super) fn parse(text: &str, below: &str) -> Result<Vec<TocEntry>, String> {
    let bare = text.trim_start_matches('\u{feff}');
    if bare.trim().is_empty() {
        return Ok(Vec::new());
    }
    let raw = match lines::read(bare) {
        Some(raw) => raw,
        None => serde_yaml::from_str(text).map(|File(raw)| raw).map_err(|error| error.to_string())?,
    };
    Ok(raw.into_iter().filter_map(|raw| keep(raw, below)).collect())
}

/// The entry with what leads into the folder; `None` where nothing of it does.
fn keep(raw: Raw, below: &str) -> Option<TocEntry> {
    let target = raw.href.map_or(TocTarget::None, |href| target(&href, below));
    let items: Vec<TocEntry> =
        raw.items.unwrap_or_default().into_iter().filter_map(|item| keep(item, below)).collect();
    let name = raw.name.unwrap_or_default();
    let leads = match &target {
        TocTarget::Page(_) => true,
        // Where the pages' folder is the TOC's own, links to other sites belong to the same book.
        TocTarget::Elsewhere(_) => below.is_empty(),
        TocTarget::None => false,
    };
    (leads || !items.is_empty()).then_some(TocEntry { name, target, items })
}

fn target(href: &str, below: &str) -> TocTarget {
    let page = href.split(['#', '?']).next().unwrap_or_default().trim_start_matches("./");
    let inside = if below.is_empty() {
        Some(page)
    } else {
        page.strip_prefix(below).and_then(|rest| rest.strip_prefix('/'))
    };
    let is_page = |page: &&str| page.to_ascii_lowercase().ends_with(".md") && !page.contains(':');
    match inside.filter(is_page) {
        Some(page) => TocTarget::Page(page.to_owned()),
        None => TocTarget::Elsewhere(href.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_branches_that_lead_into_the_folder_are_kept() {
        let text = "
- name: Office
  href: office.md
  items:
    - name: Excel
      href: excel/home.md
    - name: MAPI
      items:
        - name: Home
          href: outlook/mapi/home.md
        - name: Learn
          href: https://example.org/x.md
";
        let toc = parse(text, "outlook/mapi").unwrap();
        assert_eq!(toc.len(), 1);
        assert_eq!(toc[0].target, TocTarget::Elsewhere("office.md".into()));
        let mapi = &toc[0].items;
        assert_eq!((mapi.len(), mapi[0].items.len()), (1, 1));
        assert_eq!(mapi[0].items[0].target, TocTarget::Page("home.md".into()));
    }

    #[test]
    fn an_empty_file_is_an_empty_table_and_nonsense_an_error() {
        assert_eq!(parse("\n", ""), Ok(Vec::new()));
        assert!(parse("- name: [", "").is_err());
        assert!(parse("just words", "").is_err());
    }
}
