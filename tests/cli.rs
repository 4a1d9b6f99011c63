//! The command line as a newcomer and as a script meet it: what it prints, where, and how it ends.

mod support {
    pub(crate) mod pages;
    pub(crate) mod run;
}

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};

use serde_json::Value;
use support::pages::{folder, prose};
use support::run::{command, mapidoc, wait};
use tempfile::TempDir;

/// What `model` prints, by the contract.
const MODEL_KEYS: &[&str] = &[
    "schema",
    "locales",
    "interfaces",
    "functions",
    "callbacks",
    "macros",
    "structures",
    "enumerations",
    "typedefs",
    "constants",
    "properties",
    "attributes",
    "concepts",
];

fn empty() -> TempDir {
    TempDir::new().unwrap()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_newcomer_gets_the_sample_and_is_told_where_it_is() {
    let folder = empty();
    let run = mapidoc(folder.path(), &[""; 0]).done();
    for file in [
        "site/index.html",
        "site/es-ES/iablogon-logoff.html",
        "site/en-US/index.html",
        "rust/Cargo.toml",
        "rust/src/lib.rs",
        "model.json",
    ] {
        assert!(folder.path().join("dist").join(file).is_file(), "{file}");
    }
    for word in ["dist/site/index.html", "dist/rust/src/lib.rs", "dist/model.json", "interfaces", "es-ES"] {
        assert!(run.stdout.contains(word), "{word} is not in:\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("warning") && run.stderr.contains("Findings on the pages:"), "{run:#?}");
    assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "colour without a terminal");
    let again = mapidoc(folder.path(), &["build"]).done();
    assert!(again.stdout.contains(" 0 changed"), "{}", again.stdout);
}

#[test]
fn help_and_version_are_results() {
    let folder = empty();
    let help = mapidoc(folder.path(), &["--help"]).done();
    assert!(help.stdout.contains("Examples:") && help.stderr.is_empty());
    let version = mapidoc(folder.path(), &["--version"]).done();
    assert_eq!(version.stdout.trim(), concat!("mapidoc ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn segments_are_lines_with_the_contract_s_keys() {
    let folder = empty();
    let run = mapidoc(folder.path(), &["segments"]).done();
    let mut last: HashMap<(String, String), u64> = HashMap::new();
    let segments = lines(&run.stdout);
    assert!(segments.len() > 3_000);
    for segment in segments {
        let object = segment.as_object().unwrap();
        let keys: Vec<&str> = object.keys().map(String::as_str).collect();
        let mut expected = ["locale", "page", "ordinal", "id", "source", "target"];
        // Without its feature for order, serde_json sorts the keys that it reads; the line itself is in the contract's.
        expected.sort_unstable();
        assert_eq!(keys, expected);
        let text = |key: &str| object[key].as_str().unwrap().to_owned();
        for half in ["source", "target", "id"] {
            assert!(!text(half).is_empty(), "{segment}");
        }
        let ordinal = last.entry((text("locale"), text("page"))).or_default();
        *ordinal += 1;
        assert_eq!(object["ordinal"].as_u64(), Some(*ordinal), "{segment}");
    }
    let first = run.stdout.lines().next().unwrap();
    let order = ["{\"locale\":", ",\"page\":", ",\"ordinal\":1,", "\"id\":", ",\"source\":", ",\"target\":"];
    let places: Vec<usize> = order.iter().map(|key| first.find(key).unwrap()).collect();
    assert!(places.is_sorted(), "{first}");
}

#[test]
fn the_model_has_the_contract_s_keys_and_keeps_to_its_own_schema() {
    let folder = empty();
    let model: Value = serde_json::from_str(&mapidoc(folder.path(), &["model"]).done().stdout).unwrap();
    for key in MODEL_KEYS {
        assert!(model.get(key).is_some(), "{key}");
    }
    assert_eq!(model["schema"], "mapidoc-model/1");
    for list in MODEL_KEYS.iter().filter(|key| !["schema", "locales"].contains(key)) {
        let items = model[list].as_array().unwrap();
        assert!(!items.is_empty(), "{list}");
        assert!(items.iter().all(|item| item["name"].is_string() && item["page"].is_string()), "{list}");
    }
    let logon =
        model["interfaces"].as_array().unwrap().iter().find(|item| item["name"] == "IABLogon").unwrap();
    assert_eq!((&logon["base"], &logon["iid_name"]), (&"IUnknown".into(), &"IID_IABLogon".into()));
    let slots: Vec<u64> =
        logon["methods"].as_array().unwrap().iter().map(|method| method["slot"].as_u64().unwrap()).collect();
    assert_eq!(slots, (3..3 + slots.len() as u64).collect::<Vec<_>>());
    let schema = mapidoc(folder.path(), &["model", "--schema"]).done();
    assert_eq!(schema.stderr, "");
    let schema: Value = serde_json::from_str(&schema.stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&model).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(
        !validator.is_valid(&serde_json::json!({"schema": "mapidoc-model/1"})),
        "a schema that refuses nothing"
    );
}

#[test]
fn the_results_do_not_depend_on_threads() {
    let folder = empty();
    for result in ["model", "segments"] {
        let one = mapidoc(folder.path(), &[result, "--jobs", "1"]).done();
        let two = mapidoc(folder.path(), &[result, "--jobs", "2"]).done();
        let again = mapidoc(folder.path(), &[result]).done();
        assert!(one.stdout == two.stdout && one.stdout == again.stdout, "{result}");
        assert!(one.stderr == two.stderr && one.stderr == again.stderr, "the findings of {result}");
    }
}

#[test]
fn a_provider_is_begun_once_and_its_bindings_are_renewed() {
    let folder = empty();
    let begin = ["rust", "-o", "mine", "--implement", "IABProvider, IABLogon"];
    let done = mapidoc(folder.path(), &begin).done();
    assert!(done.stdout.contains("begin with mine/src/lib.rs"), "{}", done.stdout);
    let manifest = fs::read_to_string(folder.path().join("mine/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"mine\"") && manifest.contains("mapi-bindings = { path = \"rust\" }"));
    let object = folder.path().join("mine/src/ab_logon.rs");
    assert!(fs::read_to_string(&object).unwrap().contains("impl IABLogon_Impl for ABLogon_Impl"));
    fs::write(&object, "// mine").unwrap();
    mapidoc(folder.path(), &begin).refused("is there already");
    mapidoc(folder.path(), &["rust", "-o", "mine", "--interface-style"]).done();
    assert_eq!(fs::read_to_string(&object).unwrap(), "// mine");
    assert!(folder.path().join("mine/interface-style/interfaces.rs").is_file());
    let misspelt = mapidoc(folder.path(), &["rust", "-o", "other", "--implement", "IABLogin"]);
    assert!(
        misspelt
            .refused("no page tells of an interface `IABLogin`")
            .stderr
            .contains("did you mean `IABLogon`?")
    );
    assert!(!folder.path().join("other").exists());
}

#[test]
fn one_part_alone_goes_where_it_is_told() {
    let folder = empty();
    let site = mapidoc(folder.path(), &["site", "-o", "there"]).done();
    assert!(site.stdout.contains("there/site/index.html"), "{}", site.stdout);
    assert!(folder.path().join("there/site/ja-JP/adrlist.html").is_file());
    assert!(!folder.path().join("there/rust").exists() && !folder.path().join("dist").exists());
    let rust = mapidoc(folder.path(), &["rust", "-o", "there", "--docs", "es-ES"]).done();
    assert!(rust.stdout.contains("there/rust/src/lib.rs"), "{}", rust.stdout);
    let mut code = String::new();
    for entry in fs::read_dir(folder.path().join("there/rust/src")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            code.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    assert!(folder.path().join("there/rust/Cargo.toml").is_file());
    assert!(code.contains("Lee una tabla hasta el final"), "documentation in Spanish");
    assert!(!folder.path().join("there/model.json").exists());
}

#[test]
fn a_project_s_file_names_sources_and_output() {
    let page = prose("Título", "Title");
    let folder = folder(&[
        ("es/mapi/a.md", page.as_bytes()),
        (
            "mapidoc.toml",
            b"title = 'My book'\nsources = ['es-ES=es/mapi']\noutput = 'public'\ndocs = 'es-ES'\n",
        ),
    ]);
    let run = mapidoc(folder.path(), &[""; 0]).done();
    assert!(run.stdout.contains("public/site/index.html"), "{}", run.stdout);
    let page = fs::read_to_string(folder.path().join("public/site/es-ES/a.html")).unwrap();
    assert!(page.contains("My book") && page.contains("Título"));
    // What stands on the command line wins.
    mapidoc(folder.path(), &["site", "ja-JP=es/mapi", "-o", "other"]).done();
    assert!(folder.path().join("other/site/ja-JP/a.html").is_file());
    fs::write(folder.path().join("mapidoc.toml"), "titel = 'x'").unwrap();
    mapidoc(folder.path(), &["model"]).refused("titel");
    fs::write(folder.path().join("mapidoc.toml"), "source-locale = '!'").unwrap();
    mapidoc(folder.path(), &["model"]).refused("`!` is not a locale");
}

#[test]
fn what_cannot_be_meant_is_refused_with_help_and_writes_nothing() {
    let page = prose("Título", "Title");
    let folder = folder(&[("es-ES/a.md", page.as_bytes())]);
    let cases: &[(&[&str], &str)] = &[
        (&["build", "--nonsense"], "unexpected argument '--nonsense'"),
        (&["bild"], "unrecognized subcommand 'bild'"),
        (&["build", "xx yy=dir"], "`xx yy` in `xx yy=dir` is not a locale"),
        (&["build", "es-ES=nowhere"], "`nowhere` is not there"),
        (&["build", "es-ES=es-ES/a.md"], "is not a folder"),
        (&["build", "es-ES", "--docs", "fr-FR"], "`fr-FR` is not a locale of these pages"),
        (&["rust", "es-ES", "--docs", "!"], "`!` is not a locale of these pages"),
        (&["rust", "es-ES", "--docs", "es-ES+fr-FR"], "`fr-FR` is not a locale of these pages"),
        (&["rust", "es-ES", "--implement", "IFoo"], "no page tells of an interface `IFoo`"),
        (&["model", "es-ES=repo@live:docs"], "git"),
        (&["model", "--schema", "es-ES"], "cannot be used with"),
        (&["site", "-q", "-v"], "cannot be used with"),
        (&["site", "--jobs", "0"], "invalid value '0'"),
        (&["site", "--color", "blue"], "invalid value 'blue'"),
    ];
    for (arguments, why) in cases {
        let run = mapidoc(folder.path(), arguments).refused(why);
        let helps = ["help:", "tip:", "--help"].iter().any(|word| run.stderr.contains(word));
        assert!(helps, "{arguments:?} is refused without help:\n{}", run.stderr);
        let left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["es-ES"], "{arguments:?} wrote something");
    }
}

#[test]
fn the_memory_counts_and_finds() {
    let folder = empty();
    let run = mapidoc(folder.path(), &["memory", "--format", "json"]).done();
    let found = lines(&run.stdout);
    let counts = found.iter().find(|line| line["locale"] == "es-ES").unwrap();
    let segments = mapidoc(folder.path(), &["segments"]).done();
    let own: Vec<Value> =
        lines(&segments.stdout).into_iter().filter(|segment| segment["locale"] == "es-ES").collect();
    assert_eq!(counts["segments"], own.len());
    let mut times: HashMap<&str, usize> = HashMap::new();
    for segment in &own {
        *times.entry(segment["source"].as_str().unwrap()).or_default() += 1;
    }
    assert_eq!(counts["sources"], times.len());
    assert_eq!(counts["repeated"], times.values().filter(|count| **count > 1).sum::<usize>());
    assert_eq!(counts["identical"], own.iter().filter(|one| one["source"] == one["target"]).count());
    assert_eq!(counts["behind"]["stale"], 1, "the sample has English pages");
    let people = mapidoc(folder.path(), &["memory"]).done();
    assert!(people.stdout.contains("stale segments") && people.stdout.contains("ja-JP"), "{}", people.stdout);

    let find = |text: &str| {
        let run = mapidoc(folder.path(), &["memory", "--find", text, "--format", "json"]).done();
        lines(&run.stdout).into_iter().find(|line| line["locale"] == "es-ES")
    };
    let exact = find("See also").unwrap();
    assert_eq!((exact["match"].as_str(), exact["target"].as_str()), (Some("exact"), Some("Vea también")));
    assert_eq!(exact["count"], times["See also"]);
    assert_eq!(exact["places"].as_array().unwrap().len(), times["See also"]);
    assert_eq!(find("see  **ALSO**").unwrap()["match"], "normalised");
    let alike = find("Tells the caller that MAPI no longer needs the connection.").unwrap();
    assert!(alike["match"] == "alike" && alike["likeness"].as_f64() < Some(1.0), "{alike}");
    assert_eq!(find("xyzzy"), None);
}

#[test]
fn a_source_is_named_once_and_in_its_language() {
    let root = folder(&[("es/a.md", b"---\nms.contentlocale: ja-JP\n---\n# A\n")]);
    let run = mapidoc(root.path(), &["check", "es-ES=es", "--deny", "none"]).done();
    assert!(
        run.stdout.contains("warning[other-locale]: its pages say that they are ja-JP"),
        "{}",
        run.stdout
    );
    mapidoc(root.path(), &["check", "es-ES=es", "es-ES=es"]).refused("`es-ES=es` is named twice");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let folder = empty();
    let mut child = command(folder.path(), &["segments"]).spawn().unwrap();
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("{\"locale\""));
    // The reader is gone, and with it the pipe.
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(wait(&mut child), 0, "{said}");
    assert!(!said.contains("panicked") && !said.contains("error"), "{said}");
}

#[test]
fn colour_is_given_and_withheld_as_asked() {
    let folder = empty();
    let always = mapidoc(folder.path(), &["model", "--color", "always"]).done();
    assert!(always.stderr.contains("\u{1b}["), "{}", always.stderr);
    assert!(!always.stdout.contains('\u{1b}'), "results are never coloured");
    let never = mapidoc(folder.path(), &["--color", "never", "model"]).done();
    assert!(!never.stderr.contains('\u{1b}'));
    let failure = mapidoc(folder.path(), &["site", "nowhere", "--color", "always"]);
    assert!(failure.code == 2 && failure.stderr.starts_with("\u{1b}["), "{}", failure.stderr);
}

#[test]
fn quiet_says_errors_alone_and_verbose_says_all() {
    let page = prose("Título", "Title");
    let folder =
        folder(&[("es-ES/a.md", page.as_bytes()), ("es-ES/bad.md", b"a\0b"), ("ja-JP/b.md", b"# B\n")]);
    let quiet = mapidoc(folder.path(), &["build", "-q", "es-ES", "ja-JP"]).done();
    assert_eq!(quiet.stdout, "");
    assert!(
        quiet.stderr.contains("error[binary-page]") && !quiet.stderr.contains("warning"),
        "{}",
        quiet.stderr
    );
    let verbose = mapidoc(folder.path(), &["build", "-v", "es-ES", "ja-JP"]).done();
    assert!(verbose.stderr.contains("info[missing-translation]"), "{}", verbose.stderr);
    let usual = mapidoc(folder.path(), &["build", "es-ES", "ja-JP"]).done();
    assert!(
        !usual.stderr.contains("info[") && usual.stderr.contains("-v shows every one"),
        "{}",
        usual.stderr
    );
}

#[test]
fn stdout_holds_results_alone() {
    let folder = empty();
    let run = mapidoc(folder.path(), &["model"]).done();
    assert!(run.stdout.starts_with('{') && !run.stdout.contains("Findings"));
    assert!(run.stderr.contains("Findings on the pages:"));
    // Who asks for segments has not asked what the model finds.
    let run = mapidoc(folder.path(), &["segments"]).done();
    assert!(run.stdout.starts_with('{') && !run.stderr.contains("prototype"), "{}", run.stderr);
}

#[test]
fn shells_and_manuals_know_every_command() {
    let folder = empty();
    let help = mapidoc(folder.path(), &["--help"]).done().stdout;
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names: Vec<&str> =
        commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = mapidoc(folder.path(), &["completions", shell]).done().stdout;
        for name in names.iter().filter(|name| !name.is_empty()) {
            assert!(script.contains(name), "{shell}: {name}");
        }
        assert!(script.contains("--supplement") || script.contains("supplement"), "{shell}");
    }
    mapidoc(folder.path(), &["completions", "ksh"]).refused("ksh");
    let page = mapidoc(folder.path(), &["man"]).done().stdout;
    assert!(page.contains(".TH mapidoc 1") && page.contains("supplement"), "{page}");
    mapidoc(folder.path(), &["man", "-o", "man1"]).done();
    let names = names.iter().filter(|name| !matches!(**name, "" | "help"));
    for name in names {
        let page = fs::read_to_string(folder.path().join(format!("man1/mapidoc-{name}.1"))).unwrap();
        assert!(page.contains(".SH SYNOPSIS"), "{name}");
    }
}

#[test]
fn a_theme_lies_over_the_sites_own_files() {
    let root = folder(&[
        ("looks/templates/fixed/footer.html", b"<footer>ours, {{ locale }}</footer>"),
        ("looks/templates/fixed/legal-note.html", b"<p>in {{ language.name }}</p>\n"),
        ("looks/templates/placed/raw.html", b"<a href=\"/raw/{{ path }}\">{{ path }}</a>"),
        ("looks/templates/partials/page-meta.html", b"{{ fixed.legal_note }}{{ placed.raw }}"),
        ("looks/assets/css/mapidoc.css", b"body { color: teal }"),
        ("broken/templates/method.html", b"{% if %}"),
        ("empty/readme.txt", b""),
    ]);
    mapidoc(root.path(), &["site", "-q", "--theme", "looks"]).done();
    let read = |path: &str| fs::read_to_string(root.path().join("dist/site").join(path)).unwrap();
    assert!(read("es-ES/iablogon-logoff.html").contains("<footer>ours, es-ES</footer>"));
    // Parts that pages have in common, and in common but for their paths.
    for page in ["iablogon-logoff.html", "spropvalue.html"] {
        let link = format!("<p>in Español</p><a href=\"/raw/{page}\">{page}</a>");
        assert!(read(&format!("es-ES/{page}")).contains(&link), "{page}");
    }
    assert_eq!(read("assets/css/mapidoc.css"), "body { color: teal }");
    assert!(read("assets/js/mapidoc.js").contains("mapidoc"));
    mapidoc(root.path(), &["site", "--theme", "broken"]).refused("method.html");
    mapidoc(root.path(), &["site", "--theme", "empty"]).refused("neither templates/ nor assets/");
    mapidoc(root.path(), &["build", "--theme", "gone"]).refused("gone");
    fs::write(root.path().join("mapidoc.toml"), "theme = \"looks\"").unwrap();
    mapidoc(root.path(), &["build", "-q", "-o", "out"]).done();
    assert!(fs::read_to_string(root.path().join("out/site/index.html")).is_ok());
    let page = fs::read_to_string(root.path().join("out/site/es-ES/iablogon-logoff.html")).unwrap();
    assert!(page.contains("<footer>ours"));
}

#[test]
fn the_sets_of_named_properties_are_constants_of_the_crate() {
    let folder = empty();
    mapidoc(folder.path(), &["rust", "-q", "-o", "."]).done();
    let constants = fs::read_to_string(folder.path().join("rust/src/constants.rs")).unwrap();
    for (set, value) in [("PSETID_Common", "0x00062008_"), ("PS_PUBLIC_STRINGS", "0x00020329_")] {
        let at = constants.find(&format!("pub const {set}: windows_core::GUID"));
        assert!(at.is_some_and(|at| constants[at..][..160].contains(value)), "{set}\n{constants}");
    }
}
