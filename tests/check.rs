//! `mapidoc check` as a workflow uses it: its reports, its baseline and how it ends.

mod support {
    pub(crate) mod run;
}

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

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
