//! The tests that hold the house: what may import what, tables against folders, and what every file owes its reader.
//!
//! The source is read as text. That is coarser than a compiler's view and quite enough: paths are written one way here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mapidoc::check::CHECKS;
use mapidoc::emit::exchange::FORMATS;
use mapidoc::parse::kind::KINDS;

/// The stages in the order of the line, and what each may import beside itself.
///
/// A new stage is a new row. `cli` may import everything, `lib.rs` and `main.rs` only name the parts.
const STAGES: &[(&str, &[&str])] = &[
    ("embedded", &[]),
    ("locale", &[]),
    ("span", &[]),
    ("diagnostic", &["locale", "span"]),
    ("read", FOUNDATIONS),
    ("segment", FOUNDATIONS),
    ("memory", &["diagnostic", "embedded", "locale", "span", "segment"]),
    ("parse", &["diagnostic", "embedded", "locale", "span", "read", "segment"]),
    ("model", &["diagnostic", "embedded", "locale", "span", "read", "segment", "parse"]),
    ("check", &["diagnostic", "embedded", "locale", "span", "read", "segment", "memory", "parse", "model"]),
    ("emit", &["diagnostic", "embedded", "locale", "span", "read", "segment", "memory", "parse", "model"]),
    // Reading is no emitter's work; it asks `parse` only how Markdown is read.
    ("import", &["diagnostic", "locale", "span", "read", "segment", "parse"]),
    ("output", &["emit"]),
    // It shows what the emitter makes and writes nothing; reading and modelling anew are the command line's to hand in.
    ("serve", &["diagnostic", "embedded", "locale", "span", "read", "parse", "model", "emit"]),
];

/// What every stage may use.
const FOUNDATIONS: &[&str] = &["diagnostic", "embedded", "locale", "span"];

/// The longest that a source file may be.
const LONGEST_FILE: usize = 500;

/// Files of `src/cli` that are no subcommand: what the subcommands share.
const SHARED_BY_COMMANDS: &[&str] =
    &["baseline", "examine", "input", "mod", "pages", "report", "unchanged", "upstream", "witnesses"];

/// Files of `src/check` that are no rule: what the rules share.
const SHARED_BY_RULES: &[&str] = &["calls", "locate", "mod"];

/// Files of `src/check/translation` that are no rule: the frame, and what rules share.
const SHARED_BY_TRANSLATION_RULES: &[&str] = &[
    "allow",
    "drawn-in",
    "english",
    "identifiers",
    "knowledge",
    "levels",
    "links",
    "marks",
    "mend",
    "mod",
    "prose",
    "run",
    "siblings",
];

/// Templates that are no page kind's: the frame, and the site's own pages.
const SITE_TEMPLATES: &[&str] = &[
    "base",
    "codes",
    "headers",
    "hierarchy",
    "home",
    "list",
    "lost",
    "missing",
    "moved",
    "overview",
    "root",
    "rules",
    "search",
    "tags",
    "translation",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the project with their paths below its root: what git would take, and nothing that is ignored.
fn files() -> Vec<(String, PathBuf)> {
    let walk = ignore::WalkBuilder::new(root())
        .hidden(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_name(Ord::cmp)
        .build();
    walk.filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(|entry| {
            let below = entry.path().strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            (below, entry.into_path())
        })
        .collect()
}

/// The Rust files below a folder, without those that are tests alone.
fn sources(folder: &str) -> Vec<(String, String)> {
    files()
        .into_iter()
        .filter(|(below, _)| {
            below.starts_with(folder) && has_ending(below, "rs") && !below.ends_with("/tests.rs")
        })
        .map(|(below, path)| (below, fs::read_to_string(path).unwrap()))
        .collect()
}

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == ending)
}

/// The names of the files in a folder that have this ending, without it.
fn stems(folder: &str, ending: &str) -> BTreeSet<String> {
    fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}

fn set<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// A source without its comments and without its module of tests.
fn code(source: &str) -> String {
    // The house's files end with their tests.
    let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let without_comments = code.lines().map(|line| line.split("//").next().unwrap_or_default());
    without_comments.map(without_strings).collect::<Vec<_>>().join("\n")
}

/// A line without what stands in its strings: the Rust emitter writes paths, which are not its own.
fn without_strings(line: &str) -> String {
    // A quotation mark that is escaped or a character of its own ends nothing.
    let line = line.replace("\\\\", "").replace("\\\"", "").replace("'\"'", "");
    line.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

/// The module path of a file: `emit::site::page` of `src/emit/site/page.rs`.
fn module(file: &str) -> Vec<&str> {
    let mut module: Vec<&str> = file.trim_start_matches("src/").trim_end_matches(".rs").split('/').collect();
    if module.last() == Some(&"mod") {
        module.pop();
    }
    module
}

/// Every path inside the crate that a file names, from the crate's root on.
fn imports(file: &str, source: &str) -> Vec<Vec<String>> {
    let code = code(source);
    let mut imports = Vec::new();
    for (at, _) in code.match_indices("crate::").filter(|(at, _)| is_word_start(&code, *at)) {
        expand(&code[at + "crate::".len()..], &[], &mut imports);
    }
    for (at, _) in code.match_indices("super::").filter(|(at, _)| is_word_start(&code, *at)) {
        let (mut above, mut rest) = (module(file), &code[at..]);
        while let Some(behind) = rest.strip_prefix("super::") {
            above.pop();
            rest = behind;
        }
        let above: Vec<String> = above.into_iter().map(str::to_owned).collect();
        expand(rest, &above, &mut imports);
    }
    imports
}

/// Whether a path begins at an offset, and not in the middle of one.
fn is_word_start(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':' | '$'))
}

/// Takes the paths apart that begin with `text`: `a::{b, c::d}` behind `above` is two of them.
fn expand(text: &str, above: &[String], paths: &mut Vec<Vec<String>>) {
    if let Some(group) = text.strip_prefix('{') {
        let (mut depth, mut start) = (0_usize, 0);
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    let part = group[start..at].trim();
                    if !part.is_empty() {
                        expand(part, above, paths);
                    }
                    start = at + 1;
                    if letter == '}' {
                        return;
                    }
                }
                _ => {}
            }
        }
        return;
    }
    let end = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(text.len());
    let mut path = above.to_vec();
    path.push(text[..end].to_owned());
    match text[end..].strip_prefix("::") {
        Some(behind) if !behind.starts_with('<') => expand(behind, &path, paths),
        _ => paths.push(path),
    }
}

#[test]
fn paths_are_taken_apart() {
    let source = "use crate::a::{B, c::{D, E}};\nuse super::f::G; // crate::no\nlet x = super::super::h(\"crate::i\");";
    let found: Vec<String> =
        imports("src/emit/site/page.rs", source).iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["a::B", "a::c::D", "a::c::E", "emit::site::f::G", "emit::h"]);
}

#[test]
fn a_stage_imports_only_what_stands_before_it() {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (file, source) in sources("src/") {
        let module = module(&file);
        let stage = module[0];
        if matches!(stage, "cli" | "lib" | "main") {
            continue;
        }
        seen.insert(stage.to_owned());
        let Some((_, allowed)) = STAGES.iter().find(|(name, _)| *name == stage) else {
            faults.push(format!("{file}: `{stage}` is not in the table of stages"));
            continue;
        };
        for path in imports(&file, &source) {
            let other = path[0].as_str();
            if other != stage && !allowed.contains(&other) {
                faults.push(format!("{file} imports {}", path.join("::")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(seen, set(STAGES.iter().map(|(name, _)| *name)), "the table of stages and src/");
}

#[test]
fn emitters_do_not_know_each_other() {
    let emitters: BTreeSet<String> = fs::read_dir(root().join("src/emit"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| name != "mod")
        .collect();
    assert!(emitters.len() > 2);
    for (file, source) in sources("src/emit/") {
        let own = module(&file).get(1).map(|name| (*name).to_owned());
        for path in imports(&file, &source).iter().filter(|path| path[0] == "emit") {
            let other = path.get(1).filter(|other| emitters.contains(*other));
            assert!(other.is_none() || other == own.as_ref(), "{file} imports {}", path.join("::"));
        }
    }
}

#[test]
fn the_writer_knows_files_and_nothing_of_what_is_in_them() {
    for (file, source) in sources("src/output") {
        for path in imports(&file, &source).iter().filter(|path| path[0] != "output") {
            assert_eq!(path.join("::"), "emit::OutputFile", "{file}");
        }
    }
}

#[test]
fn every_page_kind_is_a_file_a_row_and_a_template() {
    let table = set(KINDS.iter().map(|kind| kind.name));
    let mut files = stems("src/parse/kind", "rs");
    files.remove("mod");
    assert_eq!(files, table, "src/parse/kind/ and its table");
    let mut templates = stems("templates", "html");
    for own in SITE_TEMPLATES {
        assert!(templates.remove(*own), "templates/{own}.html is not there");
    }
    assert_eq!(templates, table, "templates/ and the page kinds");
}

#[test]
fn every_exchange_format_is_a_file_and_a_row() {
    let mut table = set(FORMATS.iter().map(|format| format.name));
    // Its row is there where its feature is.
    table.insert("parquet".to_owned());
    let mut files = stems("src/emit/exchange", "rs");
    for shared in ["mod", "tests", "xml"] {
        assert!(files.remove(shared), "src/emit/exchange/{shared}.rs is not there");
    }
    assert_eq!(files, table, "src/emit/exchange/ and its table");
}

#[test]
fn every_check_is_a_file_and_a_row() {
    let table = set(CHECKS.iter().map(|check| check.rule.name));
    let mut files: BTreeSet<String> =
        stems("src/check", "rs").into_iter().map(|stem| stem.replace('_', "-")).collect();
    for shared in SHARED_BY_RULES {
        assert!(files.remove(*shared), "src/check/{shared}.rs is not there");
    }
    assert_eq!(files, table, "src/check/ and its table");
}

#[test]
fn every_rule_of_translations_is_a_file_and_a_row() {
    let table = set(mapidoc::check::translation::rules().map(|rule| rule.name));
    let mut files: BTreeSet<String> =
        stems("src/check/translation", "rs").into_iter().map(|stem| stem.replace('_', "-")).collect();
    for shared in SHARED_BY_TRANSLATION_RULES {
        assert!(files.remove(*shared), "src/check/translation/{shared}.rs is not there");
    }
    assert_eq!(files, table, "src/check/translation/ and its tables");
}

#[test]
fn every_example_of_the_crate_says_what_it_needs_and_runs() {
    for name in stems("templates/rust", "rs") {
        let text = fs::read_to_string(root().join(format!("templates/rust/{name}.rs"))).unwrap();
        let needs = text.lines().filter(|line| line.starts_with("//@ needs ")).count();
        assert!(needs > 0 && text.contains("fn main()"), "{name}");
        assert!(text.contains(&format!("cargo run --example {name}")), "{name} does not say how to run it");
    }
    let others = fs::read_dir(root().join("templates/rust")).unwrap();
    assert!(
        others.map(|file| file.unwrap().path()).all(|path| path.extension().is_some_and(|end| end == "rs"))
    );
}

#[test]
fn every_command_is_a_file() {
    let output = Command::new(env!("CARGO_BIN_EXE_mapidoc")).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    // A command's line is indented by two; what its description goes on with, by more.
    let names = commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let mut names = set(names.filter(|name| !name.is_empty()));
    names.remove("help");
    let mut files = stems("src/cli", "rs");
    for shared in SHARED_BY_COMMANDS {
        assert!(files.remove(*shared), "src/cli/{shared}.rs is not there");
    }
    assert_eq!(files, names, "src/cli/ and the commands of --help");
}

#[test]
fn no_source_file_is_long_and_each_opens_with_what_it_is() {
    let mut faults = Vec::new();
    for (below, path) in files().into_iter().filter(|(below, _)| has_ending(below, "rs")) {
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!("{below} has {lines} lines"));
        }
        if !text.starts_with("//! ") {
            faults.push(format!("{below} does not say what it is"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_machine_and_no_registry_is_named() {
    // Put together here, or this file would be its own finding.
    let needles = [
        concat!("/wo", "rk/"),
        concat!("/ro", "ot/"),
        concat!("/ho", "me/"),
        concat!("C:\\Us", "ers"),
        concat!("index.crates", ".io"),
        concat!("registry.npmjs", ".org"),
        concat!("sparse", "+http"),
        concat!("artifact", "ory"),
    ];
    // Lock files say where packages are from; that is their work.
    let is_lock = |below: &str| matches!(below.rsplit('/').next(), Some("Cargo.lock" | "package-lock.json"));
    let mut faults = Vec::new();
    for (below, path) in files().into_iter().filter(|(below, _)| !is_lock(below)) {
        // What is not text has no paths to read.
        let Ok(text) = String::from_utf8(fs::read(path).unwrap()) else { continue };
        for (number, line) in text.lines().enumerate() {
            if let Some(needle) = needles.iter().find(|needle| line.contains(**needle)) {
                faults.push(format!("{below}:{}: `{needle}`", number + 1));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_dependency_is_used() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    let all = |folders: &[&str]| -> String {
        let rust =
            |below: &str| folders.iter().any(|folder| below.starts_with(folder)) && has_ending(below, "rs");
        let texts = files().into_iter().filter(|(below, _)| rust(below));
        texts.map(|(_, path)| fs::read_to_string(path).unwrap()).collect()
    };
    let tables = [
        ("dependencies", all(&["src/"])),
        ("dev-dependencies", all(&["src/", "tests/", "benches/"])),
        ("build-dependencies", all(&["build.rs"])),
    ];
    let mut faults = Vec::new();
    for (table, code) in tables {
        for name in
            manifest.get(table).and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys)
        {
            let path = format!("{}::", name.replace('-', "_"));
            if !code.contains(&path) {
                faults.push(format!("[{table}] {name}: no `{path}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
