//! A table of contents as publishing systems write it, entries with a key and a value a line, read without a YAML parser: one
//! file has a megabyte, for it lists all books.
//!
//! Whatever may mean anything else to YAML is left to the library; a test compares the two.

use super::Raw;
use crate::read::scalar::{Scalar, key_and_value, lines};

/// How deep entries may stand in each other.
const DEEPEST: usize = 32;

/// A line: where it begins, whether an entry does there too, and what it says.
struct Line<'a> {
    indent: usize,
    begins: bool,
    key: &'a str,
    value: Scalar<'a>,
}

/// The entries; `None` where a line is of another form.
pub(super) fn read(yaml: &str) -> Option<Vec<Raw>> {
    let mut reader = Reader { lines: Vec::new(), at: 0 };
    for line in lines(yaml) {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        let (begins, text) = text.strip_prefix("- ").map_or((false, text), |text| (true, text));
        let (key, value) = key_and_value(text)?;
        reader.lines.push(Line { indent, begins, key, value });
    }
    let entries = reader.list(0, 0)?;
    (reader.at == reader.lines.len()).then_some(entries)
}

struct Reader<'a> {
    lines: Vec<Line<'a>>,
    /// The line that is read next.
    at: usize,
}

impl<'a> Reader<'a> {
    /// The entries that begin at an indent from here on.
    fn list(&mut self, indent: usize, depth: usize) -> Option<Vec<Raw>> {
        let mut entries = Vec::new();
        while let Some(line) = self.lines.get(self.at).filter(|line| line.indent == indent) {
            if !line.begins || depth > DEEPEST {
                return None;
            }
            entries.push(self.entry(indent, depth)?);
        }
        (!entries.is_empty()).then_some(entries)
    }

    /// The entry that begins here; its keys stand behind the mark, `- `.
    fn entry(&mut self, indent: usize, depth: usize) -> Option<Raw> {
        let mut entry = Raw { name: None, href: None, items: None };
        let mut keys: Vec<&'a str> = Vec::new();
        while let Some(Line { indent: own, begins, key, value }) = self.lines.get_mut(self.at) {
            let is_own =
                if keys.is_empty() { *begins && *own == indent } else { !*begins && *own == indent + 2 };
            if !is_own {
                break;
            }
            if keys.contains(key) {
                return None;
            }
            keys.push(key);
            let (key, value) = (*key, std::mem::take(value));
            self.at += 1;
            let below = self.lines.get(self.at).map(|line| line.indent).filter(|below| *below >= indent + 2);
            match key {
                "name" => entry.name = value.into_text(),
                "href" => entry.href = value.into_text(),
                "items" if value.is_empty() => {
                    // Another key of the entry, or nothing, where the list is empty.
                    let begins = self.lines.get(self.at).is_some_and(|line| line.begins);
                    entry.items = match below.filter(|_| begins) {
                        Some(below) => Some(self.list(below, depth + 1)?),
                        None => None,
                    };
                }
                "items" if value.is_null() => {}
                "items" => return None,
                _ => {}
            }
        }
        Some(entry)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::File;
    use super::*;

    fn library(text: &str) -> Result<Vec<Raw>, String> {
        serde_yaml::from_str::<File>(text).map(|File(raw)| raw).map_err(|error| error.to_string())
    }

    #[test]
    fn what_publishing_systems_write_is_read() {
        let text = "- name: Office\n  href: office.md\n  items:\n    - name: \"Excel: a\"\n      items:\n      - name: 1\n\
                    \n        href: b.md\n    - name: Próximo (b)\n      displayName: x\n  order: 1\n- name: C\n  items:\n- name: D\n  items: null\n";
        let entries = read(text).unwrap();
        assert_eq!(
            entries[0].items.as_ref().unwrap()[0].items.as_ref().unwrap()[0].href.as_deref(),
            Some("b.md")
        );
        assert_eq!(entries, library(text).unwrap());
    }

    #[test]
    fn what_yaml_may_take_otherwise_is_left_to_it() {
        for text in [
            "items:\n- name: a",
            "- name: a\n  name: b",
            "- name: a\n    href: b",
            "- name: a: b",
            "- a",
            "-   name: a\n  href: b",
            "- name: a\n href: b",
            " - name: a",
            "- name: >\n    a",
            "- items: a",
            "- items: []",
            "- name: a\n  items:\n  name: b\n  - c: d",
            "- name: a\n  items: null\n  - name: b",
            "- name: &a b",
            "",
            "# a",
            "-\n  name: a",
            "- name: a\n\thref: b",
            "- name:\n    - a: b",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5000))]
        #[test]
        fn what_is_read_is_what_yaml_says(lines in prop::collection::vec((
            prop::sample::select(vec![0, 0, 2, 2, 2, 4, 4, 6, 1, 3]),
            prop::sample::select(vec!["- ", "- ", "", "", "-", "-  "]),
            prop::sample::select(vec!["name", "href", "items", "items", "x"]),
            prop::sample::select(vec![":", ":", ": ", ": a", ": a", ": 'b'", ": 1", ": null", ": \"\"", ": a: b", ":b", ": - a", ": ["]),
        ), 0..8)) {
            let mut text = String::new();
            for (indent, mark, key, value) in lines {
                text.extend([" ".repeat(indent).as_str(), mark, key, value, "\n"]);
            }
            if let Some(entries) = read(&text) {
                prop_assert_eq!(Ok(entries), library(&text), "{}", text);
            }
        }
    }
}
