//! The corpus's bindings at work: a provider that is begun with `mapidoc rust --implement`, filled in, and called.
//!
//! Ignored unless asked for, since the corpus is not part of the project:
//!
//! ```text
//! MAPIDOC_CORPUS=../shared/corpus cargo test --test provider -- --ignored --nocapture
//! ```

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The objects, and the members that they are given in place of none.
const OBJECTS: &[(&str, &str, &str)] = &[
    ("IABProvider", "ABProvider", "(pub crate::memory::Living)"),
    ("IABLogon", "ABLogon", "(pub crate::memory::Living)"),
    ("IABContainer", "ABContainer", "(pub crate::memory::Living)"),
    ("IMAPITable", "MAPITable", "(pub crate::memory::Living, pub crate::memory::Given)"),
];

/// The methods that are written: file, name, body.
const METHODS: &[(&str, &str, &str)] = &[
    ("ab_provider", "Logon", "crate::memory::logon(lppABLogon)"),
    ("ab_logon", "OpenEntry", "unsafe { crate::memory::open_entry(lpulObjType, lppUnk) }"),
    ("ab_container", "GetContentsTable", "crate::memory::contents()"),
    ("mapi_table", "QueryRows", "crate::memory::rows(&self.1, lRowCount)"),
];

/// What the harness itself keeps until its end is only possibly lost; what the provider lost would be definitely.
const VALGRIND: &str = r#"target."cfg(unix)".runner = ["valgrind", "--quiet", "--leak-check=full", "--show-leak-kinds=definite", "--errors-for-leak-kinds=definite", "--error-exitcode=9"]"#;

fn corpus() -> PathBuf {
    let folder =
        std::env::var_os("MAPIDOC_CORPUS").map_or_else(|| PathBuf::from("../shared/corpus"), PathBuf::from);
    assert!(folder.is_dir(), "the corpus is not in {}: set MAPIDOC_CORPUS", folder.display());
    folder
}

fn run(command: &mut Command) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let (out, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}:\n{said}\n{out}");
}

/// Writes `body` where the method returns that it is not written.
fn fill(text: &str, method: &str, body: &str) -> String {
    let start = text.find(&format!("unsafe fn {method}(")).unwrap_or_else(|| panic!("{method} is not there"));
    let (before, after) = text.split_at(start);
    before.to_owned() + &after.replacen("Err(E_NOTIMPL.into())", body, 1)
}

/// Begins the provider in `folder` and fills it in.
fn begin(folder: &Path) {
    let names: Vec<&str> = OBJECTS.iter().map(|(interface, ..)| *interface).collect();
    let mut mapidoc = Command::new(env!("CARGO_BIN_EXE_mapidoc"));
    let source =
        |locale: &str| format!("{locale}={}", corpus().join(locale).join("docs/outlook/mapi").display());
    mapidoc.args(["rust", "-q", &source("es-ES"), &source("en-US"), "--implement", &names.join(",")]);
    run(mapidoc.arg("-o").arg(folder));
    let edit = |path: &str, edit: &dyn Fn(String) -> String| {
        let path = folder.join("src").join(path);
        std::fs::write(&path, edit(std::fs::read_to_string(&path).unwrap())).unwrap();
    };
    for ((file, method, body), (_, name, members)) in METHODS.iter().zip(OBJECTS.iter()) {
        edit(&format!("{file}.rs"), &|text| {
            let made = text.replace(&format!("pub struct {name};"), &format!("pub struct {name}{members};"));
            fill(&made, method, body)
        });
        edit("lib.rs", &|text| {
            text.replace(&format!("super::{name}.into()"), &format!("super::{name}::default().into()"))
        });
    }
    edit("lib.rs", &|text| text.replacen("mod ab_container;", "pub mod memory;\nmod ab_container;", 1));
    std::fs::write(folder.join("src/memory.rs"), include_str!("rust_crate/provider.rs")).unwrap();
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).current_dir(folder);
    run(cargo.env("CARGO_TARGET_DIR", PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("provider")));
}

#[test]
#[ignore = "needs the corpus"]
fn a_provider_in_memory_is_called_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    begin(folder.path());
    cargo(folder.path(), &["test", "--quiet", "--lib"]);
    for example in ["mock_table", "walk_table"] {
        cargo(&folder.path().join("rust"), &["run", "--quiet", "--example", example]);
    }
    let valgrind =
        Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if valgrind.is_ok_and(|status| status.success()) {
        // One thread, or the harness's own is still there when it ends.
        cargo(folder.path(), &["--config", VALGRIND, "test", "--quiet", "--lib", "--", "--test-threads=1"]);
    } else {
        // In CI a check that cannot run is a failure, or nobody would notice.
        assert!(std::env::var_os("CI").is_none(), "valgrind is not there");
        eprintln!("SKIPPED: the provider under valgrind, which is not there");
    }
}
