//! `mapidoc check` as a workflow uses it: its reports, its baseline and how it ends.

mod support {
    pub(crate) mod run;
}

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use support::run::{Run, mapidoc};
use tempfile::TempDir;

/// A page of pairs (target, source), whose ids begin with `prefix`, as each publish makes them anew.
fn page(prefix: &str, above: &str, pairs: &[(&str, &str)]) -> String {
    let mut text = format!("---\ntitle: A\nms.contentlocale: es-ES\n---\n{above}");
    for (index, (target, source)) in pairs.iter().enumerate() {
        let id = format!("{prefix}-{}", 101 + index);
        let _ = writeln!(
            text,
            "\n<span data-ttu-id=\"{id}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"{id}\">{source}</span></span>"
        );
    }
    text
}

const PAIRS: &[(&str, &str)] = &[
    ("El archivo tiene 2010 bytes.", "The file has 365 bytes."),
    ("La carpeta (vea la lista está abierta.", "The folder (see the list) is open."),
    ("Todo está bien.", "All is well."),
];

fn check(folder: &Path, arguments: &[&str]) -> Run {
    let mut all = vec!["check", "es-ES=es"];
    all.extend(arguments);
    mapidoc(folder, &all)
}

fn written(text: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("es")).unwrap();
    fs::write(folder.path().join("es/a.md"), text).unwrap();
    folder
}

#[test]
fn every_report_tells_of_every_finding() {
    let folder = written(&page("aaaaa", "", PAIRS));
    let rules = ["changed-number", "unbalanced-bracket"];
    for format in ["human", "json", "sarif", "github", "junit"] {
        let run = check(folder.path(), &["--format", format]);
        assert_eq!(run.code, 1, "{run:#?}");
        for rule in rules {
            assert!(run.stdout.contains(rule), "{format} lacks {rule}:\n{}", run.stdout);
        }
    }
    let log: Value = serde_json::from_str(&check(folder.path(), &["--format", "sarif"]).stdout).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["automationDetails"]["id"], "mapidoc/es-ES/");
    assert_eq!(run["results"][0]["level"], "error");
    assert_eq!(run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "es/a.md");
    let help = run["tool"]["driver"]["rules"][0]["help"]["markdown"].as_str().unwrap();
    assert!(help.contains("## How to mend"), "{help}");
}

#[test]
fn what_the_baseline_knows_does_not_count() {
    let folder = written(&page("aaaaa", "", PAIRS));
    let at = folder.path();
    check(at, &["--baseline", "known.txt"]).refused("cannot be read");
    check(at, &["--baseline", "known.txt", "--write-baseline"]).done();
    let before = fs::read_to_string(at.join("known.txt")).unwrap();
    let run = check(at, &["--baseline", "known.txt"]).done();
    assert!(run.stderr.contains("known findings are not shown"), "{run:#?}");

    // A new publish: other lines, other ids.
    fs::write(at.join("es/a.md"), page("bbbbb", "\nText.\n\n", PAIRS)).unwrap();
    check(at, &["--baseline", "known.txt"]).done();
    check(at, &["--baseline", "known.txt", "--write-baseline"]).done();
    assert_eq!(fs::read_to_string(at.join("known.txt")).unwrap(), before);

    // One is mended, another is made.
    let pairs = [PAIRS[1], PAIRS[2], ("Usa 512 bytes.", "It uses 256 bytes.")];
    fs::write(at.join("es/a.md"), page("ccccc", "", &pairs)).unwrap();
    let run = check(at, &["--baseline", "known.txt", "--format", "json"]);
    assert_eq!((run.code, run.stdout.lines().count()), (1, 1), "{run:#?}");
    assert!(run.stdout.contains("512") && run.stderr.contains("1 known findings are gone"), "{run:#?}");
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    let folder = written(&page("aaaaa", "", PAIRS));
    fs::write(folder.path().join("known.txt"), "# known\nfindings\n").unwrap();
    check(folder.path(), &["--baseline", "known.txt"]).refused("see line 2");
    assert_eq!(check(folder.path(), &["--write-baseline"]).code, 2);
}

/// Runs git in a folder, untouched by the settings of whoever runs the tests.
fn git(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=T", "-c", "user.email=t@example.org"])
        .args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn commit(english: &Path, pages: &[(&str, &str)]) -> String {
    for (name, text) in pages {
        fs::write(english.join(name), text).unwrap();
    }
    git(english, &["add", "-A"]);
    git(english, &["commit", "-q", "-m", "pages"]);
    git(english, &["rev-parse", "HEAD"])
}

/// Rule, page, line and id of the findings about freshness.
fn lags(stdout: &str) -> Vec<(String, String, u64, Option<String>)> {
    let rules = ["missing-page", "missing-segment", "orphan-page", "stale-segment"];
    let finding = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    stdout
        .lines()
        .map(finding)
        .filter(|finding| rules.contains(&finding["rule"].as_str().unwrap()))
        .map(|found| {
            assert_eq!(found["locale"], "es-ES", "{found}");
            let id = found["id"].as_str().map(str::to_owned);
            (text(&found["rule"]), text(&found["page"]), found["line"].as_u64().unwrap(), id)
        })
        .collect()
}

#[test]
fn what_the_english_left_behind_is_told() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let english = at.join("english");
    fs::create_dir(&english).unwrap();
    git(&english, &["init", "-q", "-b", "main"]);
    let then = commit(&english, &[("a.md", "# Head\n\nThe row is free. The list is long.\n")]);
    let now = "# Head\n\nThe **row** is taken. The list is long. It is new.\n";
    commit(&english, &[("a.md", now), ("new.md", "# New\n")]);

    let pairs = [
        ("Encabezado", "Head"),
        ("La fila está libre.", "The row is free."),
        ("La lista es larga.", "The list is long."),
        ("Nunca dicho.", "Never said."),
    ];
    let stated =
        page("aaaaa", "", &pairs).replace("title: A", &format!("title: A\nms.sourcegitcommit: {then}"));
    fs::create_dir(at.join("es")).unwrap();
    fs::write(at.join("es/a.md"), stated).unwrap();
    fs::write(at.join("es/old.md"), page("bbbbb", "", &pairs[..1])).unwrap();

    let found = |rule: &str, page: &str, line: u64, id: Option<&str>| {
        (rule.to_owned(), page.to_owned(), line, id.map(str::to_owned))
    };
    let expected = [
        found("missing-segment", "a.md", 7, None),
        found("stale-segment", "a.md", 9, Some("aaaaa-102")),
        found("missing-segment", "a.md", 11, None),
        found("missing-page", "new.md", 0, None),
        found("orphan-page", "old.md", 1, None),
    ];
    let exact = check(at, &["--format", "json", "--deny", "none", "--upstream", "english"]).done();
    assert_eq!(lags(&exact.stdout), expected, "{exact:#?}");
    assert!(exact.stdout.contains(&format!("since {}", &then[..9])), "{exact:#?}");

    // The settings' file says it as well.
    fs::write(at.join("mapidoc.toml"), "[check]\nupstream = \"english@main\"\n").unwrap();
    assert_eq!(lags(&check(at, &["--format", "json", "--deny", "none"]).done().stdout), expected);
    fs::remove_file(at.join("mapidoc.toml")).unwrap();

    // Without history, what was never said counts as stale, and the message claims no more.
    let beside = ["check", "es-ES=es", "en-US=english", "--format", "json", "--deny", "none"];
    let given = mapidoc(at, &beside).done();
    assert_eq!(lags(&given.stdout).len(), expected.len() + 1, "{given:#?}");
    assert!(given.stdout.contains("does not say this source") && !given.stdout.contains("has changed since"));
    // Without any English nothing is claimed.
    assert_eq!(lags(&check(at, &["--format", "json", "--deny", "none"]).done().stdout), []);
    check(at, &["--upstream", "nowhere"]).refused("nowhere");

    let exported = ["export", "es-ES=es", "--format", "jsonl", "--upstream", "english"];
    let exported = mapidoc(at, &exported).done().stdout;
    let stale: Vec<&str> = exported.lines().filter(|line| line.contains("\"stale\":true")).collect();
    assert_eq!(stale.len(), 1, "{exported}");
    assert!(stale[0].contains("The row is free."), "{exported}");
}

/// `MAPIDOC_CORPUS=../shared/corpus cargo test --release --test check -- --ignored`: the corpus is not part of the project.
#[test]
#[ignore = "needs the corpus"]
fn the_corpus_is_as_stale_as_it_is() {
    let corpus =
        std::env::var_os("MAPIDOC_CORPUS").map_or_else(|| PathBuf::from("../shared/corpus"), PathBuf::from);
    let corpus = corpus.canonicalize().unwrap();
    let folder = TempDir::new().unwrap();
    let spanish = format!("es-ES={}", corpus.join("es-ES/docs/outlook/mapi").display());
    let upstream = corpus.join("history/en-US.git");
    let rules = "missing-page,missing-segment,orphan-page,stale-segment";
    let arguments = ["check", &spanish, "--upstream", upstream.to_str().unwrap(), "--only", rules];
    // Not as the other tests run it: all those pages may take longer than these allow.
    let mut command = Command::new(env!("CARGO_BIN_EXE_mapidoc"));
    command.current_dir(folder.path()).args(arguments).args(["--format", "json"]);
    let output = command.output().unwrap();
    let found = lags(&String::from_utf8(output.stdout).unwrap());
    let of = |rule: &str| found.iter().filter(|found| found.0 == rule).collect::<Vec<_>>();
    let stale = of("stale-segment");
    let mut pages: Vec<&str> = stale.iter().map(|found| found.1.as_str()).collect();
    pages.dedup();
    assert_eq!((stale.len(), pages.len()), (85, 44));
    assert!(stale.iter().all(|found| found.2 > 0 && found.3.is_some()));
    assert_eq!((of("missing-page").len(), of("orphan-page").len()), (3, 0));
}
