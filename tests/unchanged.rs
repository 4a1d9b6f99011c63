//! A run with nothing to do writes nothing and says the same; a change of anything that counts is noticed.

mod support {
    pub(crate) mod pages;
    pub(crate) mod run;
}

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use support::pages::{folder, pair, prose, put};
use support::run::{Run, mapidoc};
use tempfile::TempDir;

/// Every file below a folder, with what tells whether it was written.
fn state(root: &Path) -> BTreeMap<PathBuf, (SystemTime, u64)> {
    let walk = ignore::WalkBuilder::new(root).standard_filters(false).build();
    let files = walk.map(Result::unwrap).filter(|entry| entry.file_type().unwrap().is_file());
    let facts = |entry: ignore::DirEntry| {
        let metadata = entry.metadata().unwrap();
        // A file that is put in place anew is another one, whatever its time.
        (entry.into_path(), (metadata.modified().unwrap(), inode(&metadata)))
    };
    files.map(facts).collect()
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

/// A project of two locales with a theme, a supplement, headers and a finding on a page.
fn project() -> TempDir {
    let good = prose("Hola", "Hello");
    let broken = format!("# {}\n\n[x](nowhere.md)\n", pair("a1a1a-101", "Roto", "Broken"));
    let config = "sources = [\"es-ES=es\", \"en-US=en\"]\ntheme = \"looks\"\nsupplement = \"own.toml\"\n\
        headers = \"include\"\nsite-url = \"https://example.org/a\"\n";
    folder(&[
        ("mapidoc.toml", config.as_bytes()),
        ("es/hello.md", good.as_bytes()),
        ("es/broken.md", broken.as_bytes()),
        ("en/hello.md", b"# Hello\n\n![a picture](media/p.png)\n"),
        ("en/media/p.png", b"no real picture"),
        ("looks/assets/own.css", b"p {}"),
        ("own.toml", b""),
        (
            "include/OWN.h",
            b"#define OWN_FLAG ((ULONG) 0x00000001)\ntypedef struct _OWN { ULONG ulOne; } OWN;\n",
        ),
    ])
}

fn run(project: &TempDir, command: &[&str]) -> Run {
    mapidoc(project.path(), command).done()
}

/// What a run says but for the time that it took.
fn without_time(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("In "));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_second_run_writes_nothing_and_says_the_same() {
    for command in ["build", "site", "rust"] {
        let project = project();
        run(&project, &[command]);
        let before = state(project.path());
        // Known by the findings: they are no other the first time that nothing changes.
        let second = run(&project, &[command]);
        assert_eq!(state(project.path()), before, "{command}");
        let third = run(&project, &[command, "--jobs", "1"]);
        assert_eq!(second.stderr, third.stderr, "{command}");
        assert!(second.stderr.contains("Findings on the pages:"), "{command}: {}", second.stderr);
        assert!(second.stdout.contains("0 changed"), "{command}: {}", second.stdout);
        let loud = run(&project, &[command, "-v"]).stderr;
        fs::remove_dir_all(project.path().join("dist/.mapidoc")).unwrap();
        let anew = run(&project, &[command, "-v"]);
        assert_eq!(loud, anew.stderr, "{command}: what is kept is what is found");
        assert_eq!(without_time(&anew.stdout), without_time(&second.stdout), "{command}");
        assert_eq!(run(&project, &[command, "-q"]).stderr, "", "{command}");
    }
}

#[test]
fn a_change_of_anything_that_goes_in_is_noticed() {
    let project = project();
    let root = project.path();
    let kept = || fs::read(root.join("dist/.mapidoc/build.json")).unwrap();
    run(&project, &["build"]);
    let mut last = kept();
    let mut noticed = |what: &str| {
        run(&project, &["build"]);
        let now = kept();
        assert_ne!(now, last, "{what}");
        last = now;
    };
    put(root, "es/hello.md", prose("Adiós", "Goodbye").as_bytes());
    noticed("an edit");
    put(root, "es/more.md", prose("Más", "More").as_bytes());
    noticed("a new page");
    fs::remove_file(root.join("es/more.md")).unwrap();
    noticed("a page that is gone");
    put(root, "en/media/p.png", b"another picture");
    noticed("a picture");
    put(root, "TOC.yml", b"- name: Hello\n  href: es/hello.md\n");
    noticed("a table of contents");
    put(root, "looks/assets/own.css", b"a {}");
    noticed("a theme");
    put(root, "own.toml", b"# a supplement\n");
    noticed("a supplement");
    put(root, "include/OWN.h", b"#define OWN_FLAG ((ULONG) 0x00000002)\n");
    noticed("headers");
    let config = fs::read_to_string(root.join("mapidoc.toml")).unwrap();
    put(root, "mapidoc.toml", format!("{config}title = \"Another\"\n").as_bytes());
    noticed("settings");
    let before = state(&root.join("dist"));
    run(&project, &["build", "--docs", "es-ES"]);
    assert_ne!(state(&root.join("dist")), before, "an option");
    assert!(!root.join("dist/site/es-ES/more.html").exists());
}

#[test]
fn results_that_somebody_changed_are_made_again() {
    let project = project();
    let page = project.path().join("dist/site/es-ES/hello.html");
    run(&project, &["build"]);
    let good = fs::read(&page).unwrap();
    fs::remove_file(&page).unwrap();
    run(&project, &["build"]);
    assert_eq!(fs::read(&page).unwrap(), good, "removed");
    fs::write(&page, "mine").unwrap();
    run(&project, &["build"]);
    assert_eq!(fs::read(&page).unwrap(), good, "edited");
    // The length is the same: the time tells.
    let same_length = vec![b'x'; good.len()];
    fs::write(&page, same_length).unwrap();
    let later = SystemTime::now() + Duration::from_secs(2);
    fs::File::options().append(true).open(&page).unwrap().set_modified(later).unwrap();
    run(&project, &["build"]);
    assert_eq!(fs::read(&page).unwrap(), good, "edited to the same length");
    fs::remove_dir_all(project.path().join("dist/rust")).unwrap();
    run(&project, &["build"]);
    assert!(project.path().join("dist/rust/src/lib.rs").is_file());
    // Another command may write the same folder with other settings.
    run(&project, &["site", "--site-url", "https://example.org/other"]);
    run(&project, &["build"]);
    assert_eq!(fs::read(&page).unwrap(), good, "written by another command");
    fs::write(project.path().join("dist/.mapidoc/build.json"), "{").unwrap();
    run(&project, &["build"]);
}
