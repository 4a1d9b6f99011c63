//! `mapidoc check` as a workflow uses it: its reports, its baseline and how it ends.

mod support {
    pub(crate) mod git;
    pub(crate) mod run;
}

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use support::git::{begun, commit};
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
fn notes_are_shown_where_they_are_asked_for_and_counted_elsewhere() {
    let folder = written(&page("aaaaa", "", &[("Abre  la  carpeta.", "It opens the folder.")]));
    let show = |arguments: &[&str]| check(folder.path(), arguments).stdout;
    let shown = "info[double-space]";
    assert!(!show(&["--deny", "none"]).contains(shown));
    assert!(show(&["--deny", "none"]).contains("of severity info not shown: -v shows every one"));
    for arguments in [&["-v"][..], &["--only", "double-space"], &["--deny", "info"]] {
        let text = show(arguments);
        assert!(text.contains(shown) && !text.contains("not shown"), "{arguments:?}: {text}");
    }
}

#[test]
fn a_test_case_fails_where_the_command_does() {
    let folder = written(&page("aaaaa", "", PAIRS));
    for (deny, failures) in [("error", 1), ("warning", 2), ("none", 0)] {
        let run = check(folder.path(), &["--format", "junit", "--deny", deny]);
        assert_eq!(
            (run.code, run.stdout.matches("<failure ").count()),
            (i32::from(failures > 0), failures),
            "{deny}"
        );
    }
}

#[test]
fn a_rule_that_has_no_english_does_not_pass() {
    let folder = written(&page("aaaaa", "", PAIRS));
    let told = "`stale-segment` has nothing to compare the translations with";
    check(folder.path(), &["--only", "stale-segment"]).refused(told);
    let run = check(folder.path(), &["--only", "double-space,stale-segment"]).done();
    assert!(run.stderr.contains(told), "{}", run.stderr);
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
fn some_pages_alone_are_told_of() {
    let folder = written(&page("aaaaa", "", PAIRS));
    fs::write(folder.path().join("es/b.md"), page("bbbbb", "", PAIRS)).unwrap();
    let pages = |pattern: &str| {
        let run = check(folder.path(), &["--pages", pattern, "--format", "json"]);
        let page =
            |line: &str| serde_json::from_str::<Value>(line).unwrap()["page"].as_str().unwrap().to_owned();
        run.stdout.lines().map(page).collect::<Vec<_>>()
    };
    assert_eq!(pages("b*"), ["b.md", "b.md"]);
    assert_eq!(pages("*").len(), 4);
    check(folder.path(), &["--pages", "c.md"]).refused("no page is called c.md");
    assert_eq!(check(folder.path(), &["--pages", "a.md", "--baseline", "k", "--write-baseline"]).code, 2);
}

#[test]
fn a_file_that_is_no_baseline_is_refused() {
    let folder = written(&page("aaaaa", "", PAIRS));
    fs::write(folder.path().join("known.txt"), "# known\nfindings\n").unwrap();
    check(folder.path(), &["--baseline", "known.txt"]).refused("see line 2");
    assert_eq!(check(folder.path(), &["--write-baseline"]).code, 2);
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
    begun(&english);
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
    assert!(exact.stdout.contains("it is now: The **row** is taken."), "{exact:#?}");

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

#[test]
fn translators_get_the_new_english_and_what_it_was() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let english = at.join("english");
    begun(&english);
    let then = commit(&english, &[("a.md", "# Head\n\nThe row is free. It goes.\n")]);
    commit(&english, &[("a.md", "# Head\n\nThe **row** is taken.\n")]);
    let pairs = [("Encabezado", "Head"), ("La fila está libre.", "The row is free."), ("Va.", "It goes.")];
    let before =
        page("aaaaa", "", &pairs).replace("title: A", &format!("title: A\nms.sourcegitcommit: {then}"));
    fs::create_dir(at.join("es")).unwrap();
    fs::write(at.join("es/a.md"), &before).unwrap();
    mapidoc(at, &["export", "es-ES=es", "--format", "po", "--upstream", "english", "-o", "es.po"]).done();
    let po = fs::read_to_string(at.join("es.po")).unwrap();
    let edited = "#, fuzzy\n#| msgid \"The row is free.\"\nmsgctxt \"a.md#2\"\nmsgid \"The **row** is taken.\"\n\
                  msgstr \"La fila está libre.\"\n";
    assert!(po.contains(edited), "{po}");
    // Nothing is like what is gone.
    assert!(po.contains("#, fuzzy\nmsgctxt \"a.md#3\"\nmsgid \"It goes.\"\nmsgstr \"Va.\"\n"), "{po}");

    let import = ["import", "es.po", "--into", "es-ES=es"];
    mapidoc(at, &import).done();
    assert_eq!(fs::read_to_string(at.join("es/a.md")).unwrap(), before, "nothing was edited");
    // As an editor leaves it: what was before is dropped with the mark.
    let done = "msgctxt \"a.md#2\"\nmsgid \"The **row** is taken.\"\nmsgstr \"La **fila** está ocupada.\"\n";
    fs::write(at.join("es.po"), po.replace(edited, done)).unwrap();
    mapidoc(at, &import).done();
    let after = before.replace("La fila está libre.", "La **fila** está ocupada.");
    assert_eq!(fs::read_to_string(at.join("es/a.md")).unwrap(), after);
    // With the English repository the page takes its sentence over as the source, and is stale there no more.
    fs::write(at.join("es/a.md"), &before).unwrap();
    mapidoc(at, &[&import[..], &["--upstream", "english"]].concat()).done();
    let after = after.replace("The row is free.", "The **row** is taken.");
    assert_eq!(fs::read_to_string(at.join("es/a.md")).unwrap(), after);
    let left = check(at, &["--upstream", "english", "--only", "stale-segment", "--format", "json"]).stdout;
    assert!(left.lines().count() == 1 && left.contains("It goes."), "{left}");
    // The page's own source is what the file was made of, or nothing is taken.
    fs::write(at.join("es/a.md"), before.replace("The row is free.", "The row was free.")).unwrap();
    let run = mapidoc(at, &import);
    assert!(run.code != 0 && run.stderr.contains("outdated-unit"), "{run:#?}");
}

#[test]
fn one_change_of_many_pages_is_told_once() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let english = at.join("english");
    begun(&english);
    fs::create_dir(at.join("es")).unwrap();
    let names: Vec<String> = (0..6).map(|number| format!("p{number}.md")).collect();
    let told = |cells: &str| format!("# Head\n\n|{cells}|\n|:--|:--|\n|The value of all|It is free.|\n");
    let pages = |cells: &str| names.iter().map(|name| (name.as_str(), told(cells))).collect::<Vec<_>>();
    let text = |pages: &[(&str, String)]| {
        let texts: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (*name, text.as_str())).collect();
        commit(&english, &texts)
    };
    let then = text(&pages("|"));
    let mut now = pages("all |Meaning ");
    now[5].1.push_str("\nIt is new.\n");
    text(&now);
    let pairs =
        [("Encabezado", "Head"), ("El valor de todo", "The value of all"), ("Es libre.", "It is free.")];
    for name in &names {
        let stated =
            page("aaaaa", "", &pairs).replace("title: A", &format!("title: A\nms.sourcegitcommit: {then}"));
        fs::write(at.join("es").join(name), stated).unwrap();
    }
    let run = check(at, &["--format", "json", "--deny", "none", "--upstream", "english"]).done();
    let found: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let missing: Vec<&Value> = found.iter().filter(|found| found["rule"] == "missing-segment").collect();
    let of: Vec<_> = missing
        .iter()
        .map(|found| (found["page"].as_str().unwrap(), found["source"].as_str().unwrap()))
        .collect();
    assert_eq!(of, [("p0.md", "Meaning"), ("p5.md", "It is new.")], "{run:#?}");
    assert!(missing[0]["message"].as_str().unwrap().ends_with("here and on 5 other pages"), "{run:#?}");
    // The heading is known from no sentence of its own; the finding points at the last one that is.
    assert_eq!(missing[0]["line"], 7, "{run:#?}");
    let human = check(at, &["-v", "--deny", "none", "--upstream", "english"]).done();
    assert!(human.stdout.contains("the others are p1.md, p2.md"), "{human:#?}");
    // What one page allows is told of the others.
    let allowed =
        fs::read_to_string(at.join("es/p0.md")).unwrap() + "\n<!-- mapidoc-allow-page missing-segment -->\n";
    fs::write(at.join("es/p0.md"), allowed).unwrap();
    let rest = check(at, &["--format", "json", "--upstream", "english", "--only", "missing-segment"]).stdout;
    assert!(rest.contains("\"page\":\"p1.md\"") && rest.contains("here and on 4 other pages"), "{rest}");
}

#[test]
fn pages_that_are_missing_are_told_by_one_rule() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    fs::create_dir_all(at.join("es")).unwrap();
    fs::create_dir_all(at.join("en")).unwrap();
    fs::write(at.join("es/a.md"), page("aaaaa", "", PAIRS)).unwrap();
    for name in ["a.md", "b.md"] {
        fs::write(at.join("en").join(name), "# Head\n").unwrap();
    }
    let count = |arguments: &[&str], rule: &str| {
        let run =
            mapidoc(at, &[&["check", "--deny", "none", "--format", "json"][..], arguments].concat()).done();
        run.stdout.matches(&format!("\"rule\":\"{rule}\"")).count()
    };
    let both = ["es-ES=es", "en-US=en"];
    assert_eq!((count(&both, "missing-page"), count(&both, "missing-translation")), (1, 0));
    let asked = ["es-ES=es", "en-US=en", "--only", "missing-translation"];
    assert_eq!((count(&asked, "missing-page"), count(&asked, "missing-translation")), (0, 1));
    // Without English pages the other rule tells it.
    let other = ["es-ES=es", "de-DE=en"];
    assert_eq!((count(&other, "missing-page"), count(&other, "missing-translation")), (0, 1));
}

#[test]
fn the_rules_asked_for_find_what_they_find_among_all() {
    let folder = written(&page("aaaaa", "", PAIRS));
    let lines = |arguments: &[&str]| {
        let run =
            check(folder.path(), &[&["--deny", "none", "--format", "json"][..], arguments].concat()).done();
        run.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let all = lines(&[]);
    for rule in ["changed-number", "unbalanced-bracket", "lost-identifier"] {
        let expected: Vec<String> =
            all.iter().filter(|line| line.contains(&format!("\"rule\":\"{rule}\""))).cloned().collect();
        assert_eq!(lines(&["--only", rule]), expected);
    }
}

/// `MAPIDOC_SARIF_SCHEMA=sarif-2.1.0.json cargo test --test check sarif -- --ignored`: the schema is not part of the
/// project; .ci/run gets it.
#[test]
#[ignore = "needs SARIF's schema"]
fn sarif_is_what_its_schema_says() {
    let Some(path) = std::env::var_os("MAPIDOC_SARIF_SCHEMA") else {
        eprintln!("SKIPPED: MAPIDOC_SARIF_SCHEMA names no schema");
        return;
    };
    let schema: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let pairs: Vec<_> = PAIRS.iter().copied().chain([("El \u{1}\"<fin>\\ (", "The \"<end>\\ ()")]).collect();
    let folder = written(&page("aaaaa", "", &pairs));
    let sample = ["check", "--deny", "none", "--format", "sarif"];
    for run in [
        mapidoc(folder.path(), &sample),
        check(folder.path(), &["--deny", "none", "--format", "sarif"]),
        check(folder.path(), &["--deny", "none", "--format", "sarif", "--only", "changed-guid"]),
    ] {
        let mut log: Value = serde_json::from_str(&run.done().stdout).unwrap();
        let errors: Vec<String> = schema.iter_errors(&log).take(9).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        // It would say so if it were not.
        log["runs"][0]["columnKind"] = "bytes".into();
        assert!(!schema.is_valid(&log));
    }
}

/// `MAPIDOC_CORPUS=../shared/corpus cargo test --test check -- --ignored`: the corpus is not part of the project.
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
    assert_eq!((stale.len(), pages.len()), (88, 46));
    assert!(stale.iter().all(|found| found.2 > 0 && found.3.is_some()));
    assert_eq!((of("missing-page").len(), of("orphan-page").len()), (3, 0));
}

#[test]
fn levels_count_wherever_findings_are_told() {
    let folder = written(&page("aaaaa", "See [b](gone.md).\n", PAIRS));
    let commands = ["rust", "site", "build", "model", "segments", "memory"];
    let tells = |command: &str| {
        let run = mapidoc(folder.path(), &[command, "es-ES=es"]).done();
        (run.stderr.contains("warning[dead-link]"), run.stderr.contains("error[dead-link]"))
    };
    // Links are followed where a model is made, and told again where nothing has changed.
    let linking = |command: &str| !["segments", "memory"].contains(&command);
    for level in ["off", "error", "warning"] {
        let settings = format!("[[check.paths]]\npages = \"a*\"\nrules = {{ dead-link = \"{level}\" }}\n");
        fs::write(folder.path().join("mapidoc.toml"), settings).unwrap();
        for command in commands.into_iter().filter(|command| linking(command)) {
            let expected = (level == "warning", level == "error");
            assert_eq!((tells(command), tells(command)), (expected, expected), "{command} {level}");
        }
    }
    fs::write(folder.path().join("mapidoc.toml"), "[check.rules]\ndead-link = \"loud\"\n").unwrap();
    for command in commands {
        mapidoc(folder.path(), &[command, "es-ES=es"]).refused("loud");
    }
    fs::write(folder.path().join("es/l.md"), b"caf\xe9\n").unwrap();
    for (level, told) in [("warning", true), ("off", false)] {
        fs::write(folder.path().join("mapidoc.toml"), format!("[check.rules]\ninvalid-utf8 = \"{level}\"\n"))
            .unwrap();
        for arguments in [&["segments", "es-ES=es"][..], &["export", "es-ES=es", "--format", "po"]] {
            let run = mapidoc(folder.path(), arguments).done();
            assert_eq!(run.stderr.contains("[invalid-utf8]"), told, "{arguments:?}\n{}", run.stderr);
        }
    }
}

#[test]
fn a_translation_s_repository_is_no_english() {
    let folder = written(&page("aaaaa", "", PAIRS));
    begun(&folder.path().join("repository"));
    commit(&folder.path().join("repository"), &[("a.md", &page("aaaaa", "", PAIRS))]);
    let run = check(folder.path(), &["--upstream", "repository"]);
    assert!(run.code == 2 && run.stderr.contains("`repository` are bilingual"), "{run:#?}");
}
