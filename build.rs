//! Compiles `content/`, `templates/` and `site/` into the program, so that it works from any folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
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
            let key =
                file.strip_prefix(root.join(folder)).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            writeln!(code, "    ({key:?}, include_bytes!({:?})),", file.to_string_lossy()).ok();
        }
        writeln!(code, "];").ok();
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("embedded.rs"), code)
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
