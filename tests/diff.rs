//! `mapidoc diff` as its users meet it: two folders, two locales, two revisions, in each form.

mod support {
    pub(crate) mod pages;
    pub(crate) mod run;
}

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use support::pages::{folder, pair, prose};
use support::run::mapidoc;

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn two_folders_of_a_locale_are_two_revisions() {
    let root = folder(&[
        ("old/a.md", prose("Hola", "Hello").as_bytes()),
        ("old/b.md", prose("Hola", "Hello").as_bytes()),
        ("new/a.md", prose("Saludos", "Hello").as_bytes()),
        ("new/b.md", prose("Saludos", "Hello").as_bytes()),
        ("new/c.md", prose("Nueva", "New").as_bytes()),
    ]);
    let sides = ["es-ES=old", "es-ES=new"];
    let human = mapidoc(root.path(), &[&["diff"], &sides[..]].concat()).done().stdout;
    for part in ["2  target-changed", "2  same", "2  pages in both", "1  only in NEW: c.md"] {
        assert!(human.contains(part), "`{part}` is not in:\n{human}");
    }
    assert!(human.contains("1. target-changed 2 segments on 2 pages  a.md, b.md"), "{human}");
    assert!(human.contains("[-Hola-]{+Saludos+}"), "{human}");
    let json = mapidoc(root.path(), &[&["diff"], &sides[..], &["--format", "json"]].concat()).done().stdout;
    let classes: Vec<String> =
        lines(&json).iter().map(|line| line["class"].as_str().unwrap().to_owned()).collect();
    assert_eq!(classes, ["target-changed", "target-changed", "added", "added"]);
    let only = ["--format", "json", "--only", "added"];
    assert_eq!(lines(&mapidoc(root.path(), &[&["diff"], &sides[..], &only].concat()).done().stdout).len(), 2);
    let html = mapidoc(root.path(), &[&["diff"], &sides[..], &["--format", "html"]].concat()).done().stdout;
    assert!(html.starts_with("<!doctype html>") && html.contains("<ins>Saludos</ins>"), "{html}");
    let into = ["--format", "html", "-o", "review.html"];
    assert_eq!(mapidoc(root.path(), &[&["diff"], &sides[..], &into].concat()).done().stdout, "");
    assert_eq!(std::fs::read_to_string(root.path().join("review.html")).unwrap(), html);
}

#[test]
fn two_locales_are_compared_by_what_they_translate() {
    let more = format!("{}\n{}\n", prose("Hola", "Hello"), pair("a1a1a-103", "Solo aquí.", "Only here."));
    let root = folder(&[
        ("es/a.md", more.as_bytes()),
        ("ja/a.md", prose("こんにちは", "Hello").as_bytes()),
        ("en/a.md", b"# Hello\n\nSome words. And others.\n"),
    ]);
    let told = |old: &str, new: &str| -> Vec<(String, String)> {
        let json = mapidoc(root.path(), &["diff", old, new, "--format", "json"]).done().stdout;
        let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
        lines(&json)
            .iter()
            .filter(|line| line["class"] != "structure")
            .map(|line| (text(line, "class"), text(line, "src_old") + &text(line, "src_new")))
            .collect()
    };
    assert_eq!(told("es-ES=es", "ja-JP=ja"), [("removed".to_owned(), "Only here.".to_owned())]);
    let against_english = told("es-ES=es", "en-US=en");
    assert!(against_english.contains(&("added".to_owned(), "And others.".to_owned())), "{against_english:?}");
    assert!(
        against_english.contains(&("removed".to_owned(), "Only here.".to_owned())),
        "{against_english:?}"
    );
    assert_eq!(against_english.len(), 2, "{against_english:?}");
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let root = folder(&[("es/a.md", prose("Hola", "Hello").as_bytes())]);
    mapidoc(root.path(), &["diff", "es-ES=es", "es-ES=nowhere"]).refused("is not there");
    mapidoc(root.path(), &["diff", "es-ES=es", "es-ES=none.git@HEAD"]).refused("`none.git` is not there");
    let run = mapidoc(root.path(), &["diff", "es-ES=es", "es-ES=es", "--only", "odd"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("target-changed"), "{}", run.stderr);
}

/// The three revisions of the corpus's Spanish pages, by class. The bundle is cloned into a folder that is thrown away.
#[test]
#[ignore = "needs the corpus"]
fn the_revisions_of_the_corpus_are_compared() {
    let corpus =
        std::env::var_os("MAPIDOC_CORPUS").map_or_else(|| PathBuf::from("../shared/corpus"), PathBuf::from);
    let root = folder(&[]);
    let bundle = corpus.join("history/es-ES.bundle");
    let cloned = Command::new("git")
        .args(["clone", "-q", "--bare"])
        .arg(bundle)
        .arg(root.path().join("es.git"))
        .status();
    assert!(cloned.unwrap().success());
    let count = |old: &str, new: &str| -> Vec<(String, String)> {
        let side = |tag: &str| format!("es-ES=es.git@snapshot-{tag}:docs/outlook/mapi");
        let run = mapidoc(root.path(), &["diff", "-q", &side(old), &side(new), "--limit", "1"]).done();
        assert!(!run.stdout.contains("nothing in common"), "{}", run.stdout);
        let rows = run.stdout.lines().skip(2).take_while(|line| !line.contains("pages in both"));
        rows.filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?.to_owned(), words.next()?.to_owned()))
        })
        .collect()
    };
    for (old, new, same, changed, stale) in [
        ("2018-11", "2019-06", "41,539", "36,999", "14"),
        ("2019-06", "2021-07", "46,087", "31,814", "6"),
        ("2018-11", "2021-07", "42,490", "35,511", "21"),
    ] {
        let counts = count(old, new);
        println!("{old} → {new}: {counts:?}");
        for (number, class) in [(same, "same"), (changed, "target-changed"), (stale, "stale")] {
            assert!(counts.contains(&(number.to_owned(), class.to_owned())), "{old} → {new}: {counts:?}");
        }
    }
}
