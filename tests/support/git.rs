//! Repositories made by a test, as the git that is installed makes them.

#![allow(dead_code, reason = "every test crate uses its own part of what they share")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs git in a folder, untouched by the settings of whoever runs the tests.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
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

/// Commits pages (name, text) into a repository; the commit.
pub(crate) fn commit(repository: &Path, pages: &[(&str, &str)]) -> String {
    for (name, text) in pages {
        fs::write(repository.join(name), text).unwrap();
    }
    git(repository, &["add", "-A"]);
    git(repository, &["commit", "-q", "-m", "pages"]);
    git(repository, &["rev-parse", "HEAD"])
}

/// Makes an empty repository whose branch is `main`.
pub(crate) fn begun(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    git(folder, &["init", "-q", "-b", "main"]);
}
