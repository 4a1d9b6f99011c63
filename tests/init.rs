//! A project that `mapidoc init` writes: it builds at once, explains every setting, and never takes the place of anything.

mod support {
    pub(crate) mod git;
    pub(crate) mod pages;
    pub(crate) mod run;
}

use std::collections::BTreeSet;
use std::fs;

use support::git::{begun, commit};
use support::pages::put;
use support::run::mapidoc;
use tempfile::TempDir;

#[test]
fn a_new_project_builds_at_once_and_without_a_finding() {
    let root = TempDir::new().unwrap();
    let run = mapidoc(root.path(), &["init", "book"]).done();
    assert!(run.stdout.contains("cd book && mapidoc build"), "{}", run.stdout);
    let book = root.path().join("book");
    let built = mapidoc(&book, &["build", "-v"]).done();
    assert_eq!(built.stderr, "", "its pages are in order");
    for file in
        ["site/es-ES/igreeter-greet.html", "site/en-US/getting-started.html", "rust/src/lib.rs", "model.json"]
    {
        assert!(book.join("dist").join(file).is_file(), "{file}");
    }
    let model = fs::read_to_string(book.join("dist/model.json")).unwrap();
    let model: serde_json::Value = serde_json::from_str(&model).unwrap();
    assert_eq!(model["interfaces"][0]["methods"][0]["name"], "Greet", "{}", model["interfaces"]);
    assert_eq!(model["interfaces"][0]["methods"][0]["parameters"][1]["direction"], "in");
    let home = fs::read_to_string(book.join("dist/site/index.html")).unwrap();
    assert!(home.contains("My reference"), "{home}");
    let workflow = fs::read_to_string(book.join(".github/workflows/publish.yml")).unwrap();
    assert!(
        workflow.contains(concat!("--version ", env!("CARGO_PKG_VERSION")))
            && !workflow.contains("@VERSION@")
    );
    let workflow: serde_yaml::Value = serde_yaml::from_str(&workflow).unwrap();
    assert!(workflow["jobs"]["publish"]["steps"].as_sequence().unwrap().len() > 4);
    assert!(fs::read_to_string(book.join(".gitignore")).unwrap().contains("/dist"));
}

#[test]
fn what_is_there_stays_and_nothing_else_is_written() {
    let root = TempDir::new().unwrap();
    put(root.path(), "mapidoc.toml", b"title = \"Mine\"\n");
    put(root.path(), "pages/es-ES/TOC.yml", b"[]\n");
    let run = mapidoc(root.path(), &["init", "."]).refused("mapidoc.toml");
    assert!(run.stderr.contains("TOC.yml") && !run.stderr.contains("igreeter"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(root.path().join("mapidoc.toml")).unwrap(), "title = \"Mine\"\n");
    assert!(!root.path().join(".gitignore").exists());
    mapidoc(root.path(), &["init"]);
    mapidoc(root.path(), &["init", "mapidoc.toml"]).refused("mapidoc.toml");
}

#[test]
fn every_setting_is_explained_and_can_be_switched_on() {
    let folder = TempDir::new().unwrap();
    let root = folder.path().join("book");
    mapidoc(folder.path(), &["init", "book"]).done();
    let config = fs::read_to_string(root.join("mapidoc.toml")).unwrap();
    let is_setting = |line: &&str| {
        let name = line.split(" = ").next().unwrap_or_default();
        let is_key = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        *line == "[check]" || (line.contains(" = ") && is_key)
    };
    let settings: Vec<&str> =
        config.lines().map(|line| line.trim_start_matches("# ")).filter(is_setting).collect();
    let named = settings.join("\n").parse::<toml::Table>().unwrap();
    let named: BTreeSet<&str> = named.keys().map(String::as_str).collect();
    // The program itself tells which there are.
    put(&root, "mapidoc.toml", b"no-such-key = 1\n");
    let run = mapidoc(&root, &["build"]).refused("no-such-key");
    let known = run.stderr.split("expected one of").nth(1).unwrap();
    let known: BTreeSet<&str> =
        known.split('`').skip(1).step_by(2).take_while(|name| !name.contains(' ')).collect();
    assert_eq!(named, known);
    put(&root, "mapidoc.toml", settings.join("\n").as_bytes());
    put(&root, "include/Greeter.h", b"#define GREET_FLAG ((ULONG) 0x00000001)\n");
    put(&root, "looks/assets/own.css", b"p {}\n");
    let english = folder.path().join("english");
    begun(&english);
    put(&english, "docs/mapi/igreeter.md", b"# Greeter\n");
    commit(&english, &[]);
    mapidoc(&root, &["check", "--write-baseline"]).done();
    mapidoc(&root, &["build"]).done();
}
