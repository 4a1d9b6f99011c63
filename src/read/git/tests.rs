//! Revisions of a repository that the test makes with git itself.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::*;
use crate::read::upstream::Upstream;
use crate::read::{Source, read as read_sources};

/// Runs git in a folder, untouched by the settings of whoever runs the tests.
#[track_caller]
fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args(["-c", "user.name=T", "-c", "user.email=t@example.org"])
        .args(arguments);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn write(root: &Path, path: &str, text: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn commit(root: &Path, message: &str) {
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", message]);
}

/// Two commits, `v1` and `main`.
fn repository() -> TempDir {
    let root = TempDir::new().unwrap();
    let path = root.path();
    git(path, &["init", "-q", "-b", "main"]);
    write(path, "docs/TOC.yml", b"- name: A\n  href: mapi/a.md\n");
    write(path, "docs/mapi/a.md", b"old");
    write(path, "docs/mapi/latin.md", b"caf\xe9");
    write(path, "docs/mapi/media/i.png", b"png");
    write(path, "docs/mapi/.hidden.md", b"hidden");
    commit(path, "fix: first");
    git(path, &["tag", "-a", "v1", "-m", "one"]);
    write(path, "docs/mapi/a.md", b"new");
    write(path, "docs/mapi/sub/b.md", b"b");
    #[cfg(unix)]
    std::os::unix::fs::symlink("a.md", path.join("docs/mapi/link.md")).unwrap();
    commit(path, "second");
    root
}

fn source(root: &Path, revision: &str) -> Source {
    Source::parse(&format!("es-ES={}@{revision}", root.display())).unwrap()
}

#[test]
fn revisions_are_read_as_folders_are() {
    let root = repository();
    let texts = |revision: &str| -> Vec<(String, String)> {
        let (library, _) = read_sources(&[source(root.path(), revision)]).unwrap();
        library.documents.iter().map(|page| (page.key.to_string(), page.text.clone())).collect()
    };
    let expected = [("a.md", "old"), ("latin.md", "caf\u{FFFD}")];
    let expected: Vec<_> = expected.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
    // A tag, a commit before another, by its message, and by what stands in braces.
    for revision in
        ["v1:docs/mapi", "main~1:docs/mapi/", "v1^{commit}:docs/mapi", "v1^{/fix: first}:./docs/mapi"]
    {
        assert_eq!(texts(revision), expected, "{revision}");
    }
    assert_eq!(texts("HEAD:docs/mapi").len(), 3);
    let keys: Vec<String> = texts("v1").into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["docs/mapi/a.md", "docs/mapi/latin.md"]);
}

#[test]
fn contents_media_and_findings_come_with_the_pages() {
    let root = repository();
    let (library, diagnostics) = read_sources(&[source(root.path(), "main:docs/mapi")]).unwrap();
    let book = &library.books[&library.locales[0]];
    assert_eq!(book.toc[0].target, toc::TocTarget::Page("a.md".into()));
    assert_eq!(book.media["media/i.png"].read().unwrap(), b"png");
    let mut told: Vec<_> =
        diagnostics.iter().map(|finding| (finding.rule, finding.path.clone().unwrap())).collect();
    told.sort();
    let shown = |path: &str| -> Arc<Path> {
        Path::new(&format!("{}@main:docs/mapi/{path}", root.path().display())).into()
    };
    assert_eq!(told[0], ("invalid-utf8", shown("latin.md")));
    assert_eq!(told.get(1), cfg!(unix).then(|| ("unreadable-file", shown("link.md"))).as_ref());
}

#[test]
fn a_bare_repository_packed_is_read_too() {
    let root = repository();
    let bare = TempDir::new().unwrap();
    let target = bare.path().join("at@sign.git");
    git(root.path(), &["clone", "-q", "--bare", ".", target.to_str().unwrap()]);
    git(&target, &["gc", "-q"]);
    let (library, _) = read_sources(&[source(&target, "main:docs/mapi")]).unwrap();
    assert_eq!(library.documents.len(), 3);
}

#[test]
fn what_is_not_there_is_said() {
    let root = repository();
    let bundle = root.path().join("x.bundle");
    git(root.path(), &["bundle", "create", "-q", bundle.to_str().unwrap(), "main"]);
    let plain = TempDir::new().unwrap();
    for (path, revision, message, help) in [
        (root.path().join("none"), "main", "is not there", "bare repository"),
        (plain.path().to_owned(), "main", "is not a git repository", "work tree"),
        (bundle, "main", "is a bundle", "git clone --bare"),
        (root.path().to_owned(), "nowhere", "no revision `nowhere`", "shallow"),
        (root.path().to_owned(), "main:docs/none", "no folder `docs/none`", "there is mapi"),
        (root.path().to_owned(), "main:docs/mapi/media", "no Markdown page", "FOLDER"),
        (root.path().to_owned(), "main^{tree}:x", "no folder `x`", "there is docs"),
    ] {
        let error = read_sources(&[source(&path, revision)]).unwrap_err();
        assert!(error.message.contains(message), "{revision}: {error}");
        assert!(error.help.as_ref().is_some_and(|text| text.contains(help)), "{revision}: {:?}", error.help);
    }
}

#[test]
fn the_english_is_found_as_it_was_and_as_it_is() {
    let root = repository();
    let argument = root.path().to_str().unwrap();
    let upstream = Upstream::open(argument, ["a.md", "sub/b.md"]).unwrap();
    let texts = upstream.texts(&[("v1", "a.md"), ("v1", "sub/b.md"), ("gone", "a.md")]);
    assert_eq!((texts.then("v1", "a.md"), texts.then("v1", "sub/b.md")), (Some("old"), None));
    assert_eq!(
        (texts.then("gone", "a.md"), texts.now("A.md"), texts.now("none.md")),
        (None, Some("new"), None)
    );
    let old = Upstream::open(&format!("{argument}@v1:docs"), ["mapi/a.md"]).unwrap();
    assert_eq!(old.texts(&[]).now("mapi/a.md"), Some("old"));
    assert!(Upstream::open(argument, ["other.md"]).unwrap_err().message.contains("none of the pages"));
    // Letter case counts neither in what is looked for nor in what was said then.
    let folded = Upstream::open(argument, ["A.md"]).unwrap();
    assert_eq!(folded.texts(&[("v1", "A.MD")]).then("v1", "A.MD"), Some("old"));
    let error = Upstream::open(&format!("{argument}@v1:docs"), ["a.md"]).unwrap_err();
    assert!(error.message.contains("none of the pages"), "a folder too high: {error}");
    assert!(error.help.unwrap().contains("`docs/mapi`"));
}

#[test]
fn trees_that_hold_each_other_many_times_are_refused() {
    let root = TempDir::new().unwrap();
    git(root.path(), &["init", "-q", "-b", "main"]);
    write(root.path(), "a.md", b"a");
    commit(root.path(), "one");
    let mut tree = output(root.path(), &["rev-parse", "HEAD^{tree}"], "");
    // Each level holds the one below it ten times: ten to the eighth pages in a few hundred bytes.
    for _ in 0..8 {
        let entries: Vec<String> = (0..10).map(|index| format!("040000 tree {tree}\td{index}\n")).collect();
        tree = output(root.path(), &["mktree"], &entries.concat());
    }
    let error = read_sources(&[source(root.path(), &tree)]).unwrap_err();
    assert!(error.message.contains("more than can be pages"), "{error}");
}

#[test]
fn what_a_partial_clone_lacks_is_told_and_the_rest_is_read() {
    let root = repository();
    let tree = output(root.path(), &["rev-parse", "main:docs/mapi/sub"], "");
    let (folder, name) = tree.split_at(2);
    fs::remove_file(root.path().join(".git/objects").join(folder).join(name)).unwrap();
    let (library, diagnostics) = read_sources(&[source(root.path(), "main:docs/mapi")]).unwrap();
    assert_eq!(library.documents.len(), 2);
    let told = |path: &Path| path.to_string_lossy().ends_with("@main:docs/mapi/sub");
    assert!(diagnostics.iter().any(|finding| finding.path.as_deref().is_some_and(told)), "{diagnostics:?}");
    assert_eq!(Upstream::open(root.path().to_str().unwrap(), ["a.md"]).unwrap().texts(&[]).now.len(), 2);
}

/// What git prints when it is given `input`.
fn output(folder: &Path, arguments: &[&str], input: &str) -> String {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
