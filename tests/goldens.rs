//! Goldens: a page beside what is read from it. `UPDATE_GOLDENS=1 cargo test --test goldens` writes them anew.
//!
//! A golden is a folder `tests/goldens/<kind>/<name>/` with `page.md`, `expected.json` (the item as the model has it, its
//! texts in both languages, and the constants that the page states) and `diagnostics.txt` (what parsing told). What needs
//! other pages, such as slots and links, is not in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mapidoc::diagnostic::render;
use mapidoc::locale::Locale;
use mapidoc::parse::item::Text;
use mapidoc::parse::kind::KINDS;
use mapidoc::parse::passage::{Passage, Side};
use mapidoc::parse::texts::Texts;
use mapidoc::parse::{self, Item, Page};
use mapidoc::read::Document;
use serde_json::{Value, json};

/// The language of the source halves.
const SOURCE: &str = "en-US";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens")
}

/// The folders in a folder, sorted by name.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// The locale that a page states; that of the source where it states none.
fn stated_locale(text: &str) -> Locale {
    let stated = text.lines().find_map(|line| line.strip_prefix("ms.contentlocale:"));
    Locale::parse(stated.unwrap_or(SOURCE)).unwrap()
}

/// Fills in a text's words on both sides, as the model does.
fn fill(text: &mut Text, page: &Page) {
    if text.passage == Passage::Nowhere {
        return;
    }
    let sheet = &page.sheet;
    let mut add = |locale: &Locale, side| {
        let words = sheet.markdown(&text.passage, side);
        if !words.is_empty() {
            text.locales.insert(locale.clone(), words);
        }
    };
    add(&Locale::parse(SOURCE).unwrap(), Side::Source);
    add(&sheet.locale, Side::Target);
}

fn item_json(item: &Item) -> Value {
    macro_rules! to_json {
        ($($variant:ident)+) => {
            match item { $(Item::$variant(item) => serde_json::to_value(item).unwrap()),+ }
        };
    }
    to_json!(Interface Method Property Attribute Callback Structure Enumeration Typedef Macro Function Concept)
}

/// What a page is read as: its kind, its item, its constants; and what was told.
fn read(folder: &Path) -> (String, Value, String) {
    let file = folder.join("page.md");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let key: Arc<str> = format!("{}.md", name(folder)).into();
    let document = Document { locale: stated_locale(&text), path: Path::new("page.md").into(), key, text };
    let (page, diagnostics) = parse::parse(document);
    let mut item = page.item.clone();
    for (_, text) in &mut Texts::of(&mut item).list {
        fill(text, &page);
    }
    let constants: Vec<Value> = page
        .constants
        .iter()
        .map(|constant| json!({ "name": constant.name, "value": constant.value }))
        .collect();
    let told: Vec<String> = diagnostics.iter().map(|diagnostic| render::human(diagnostic, false)).collect();
    let mut told = told.join("\n\n");
    if !told.is_empty() {
        told.push('\n');
    }
    (page.item.kind().to_owned(), json!({ "item": item_json(&item), "constants": constants }), told)
}

#[test]
fn pages_are_read_as_they_were() {
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut faults = Vec::new();
    for kind in folders(&root()) {
        for golden in folders(&kind) {
            let (read_as, json, told) = read(&golden);
            if read_as != name(&kind) {
                faults.push(format!("{} is read as a {read_as}", golden.display()));
                continue;
            }
            let json = format!("{}\n", serde_json::to_string_pretty(&json).unwrap());
            for (file, actual) in [("expected.json", json), ("diagnostics.txt", told)] {
                let path = golden.join(file);
                if update {
                    fs::write(&path, &actual).unwrap();
                } else if fs::read_to_string(&path).unwrap_or_default() != actual {
                    faults.push(difference(&path, &actual));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}\nUPDATE_GOLDENS=1 accepts what is read now.", faults.join("\n"));
}

/// The first line in which a file and what it should be differ.
fn difference(path: &Path, actual: &str) -> String {
    let Ok(expected) = fs::read_to_string(path) else { return format!("{} is not there", path.display()) };
    let pairs = expected.lines().map(Some).chain(std::iter::repeat(None));
    let place = actual.lines().zip(pairs).position(|(actual, expected)| Some(actual) != expected);
    let line = place.unwrap_or_else(|| actual.lines().count());
    format!(
        "{}:{}:\n  was {:?}\n  is  {:?}",
        path.display(),
        line + 1,
        expected.lines().nth(line).unwrap_or_default(),
        actual.lines().nth(line).unwrap_or_default()
    )
}

#[test]
fn every_kind_has_a_golden() {
    for kind in KINDS {
        let folder = root().join(kind.name);
        assert!(folder.is_dir() && !folders(&folder).is_empty(), "{} has none", kind.name);
    }
}
