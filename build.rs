//! Compiles `content/`, `templates/` and `site/` into the program, so that it works from any folder, and refuses to where the
//! interface's words are not whole.

#[path = "build/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build");
    let faults =
        words::faults(&texts(&root.join("site/ui"), "ftl")?, &texts(&root.join("templates"), "html")?);
    // An error that is said so fails the build.
    for fault in &faults {
        println!("cargo::error={fault}");
    }
    let mut code = String::new();
    for folder in ["content", "templates", "site"] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(&root.join(folder), &mut files)?;
        files.sort();
        let name = folder.to_uppercase();
        writeln!(code, "/// The files of `{folder}/`: path below it, bytes; sorted by path.").ok();
        writeln!(code, "pub(crate) static {name}: &[(&str, &[u8])] = &[").ok();
        for file in files {
            let key = below(&root.join(folder), &file);
            // By the checkout's own place, which is asked when the crate is compiled: it may have moved since this was written.
            let path = format!("/{folder}/{key}");
            writeln!(code, "    ({key:?}, include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))),")
                .ok();
        }
        writeln!(code, "];").ok();
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("embedded.rs"), code)
}

/// The path of a file below a folder, with `/`.
fn below(folder: &Path, file: &Path) -> String {
    file.strip_prefix(folder).unwrap_or(file).to_string_lossy().replace('\\', "/")
}

/// The texts of the files below a folder that have this ending, by their path below it.
fn texts(folder: &Path, ending: &str) -> io::Result<BTreeMap<String, String>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.retain(|file| file.extension().is_some_and(|found| found == ending));
    files.into_iter().map(|file| Ok((below(folder, &file), fs::read_to_string(&file)?))).collect()
}

/// All files below `folder`; none where it is not there.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
