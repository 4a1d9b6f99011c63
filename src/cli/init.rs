//! `mapidoc init`: a project to begin with.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, Failure, to_stdout};
use crate::embedded;
use crate::emit::OutputFile;
use crate::output;

const LONG: &str = "\
Write a project into DIR: mapidoc.toml with every setting explained, three pages in two languages to replace with your own,
and a workflow that builds the site and publishes it with GitHub Pages. Files that are there are never written over.

  mapidoc init book && cd book && mapidoc build";

/// The project's files, and where they are among those that are compiled in.
const FILES: &[(&str, &str)] = &[
    ("mapidoc.toml", "init/mapidoc.toml"),
    (".gitignore", "init/gitignore"),
    (".github/workflows/publish.yml", "init/publish.yml"),
    ("pages/es-ES/TOC.yml", "init/pages/TOC.yml"),
    ("pages/es-ES/getting-started.md", "init/pages/getting-started.md"),
    ("pages/es-ES/igreeter.md", "init/pages/igreeter.md"),
    ("pages/es-ES/igreeter-greet.md", "init/pages/igreeter-greet.md"),
];

/// What stands in the workflow for this program's version.
const VERSION: &str = "@VERSION@";

#[derive(Debug, Args)]
#[command(before_long_help = LONG)]
pub(super) struct Arguments {
    /// The folder of the project; made where it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let folder = &arguments.folder;
    let file = |(path, from): &(&str, &str)| {
        let text = embedded::text(embedded::TEMPLATES, from);
        OutputFile::text(*path, text.replace(VERSION, env!("CARGO_PKG_VERSION")))
    };
    let files: Vec<OutputFile> = FILES.iter().map(file).collect();
    // All of them before anything is written: half a project helps nobody.
    let there: Vec<String> = files
        .iter()
        .map(|file| folder.join(&file.path))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| format!("`{}`", path.display()))
        .collect();
    if !there.is_empty() {
        let verb = if there.len() == 1 { "is" } else { "are" };
        return Err(Failure {
            message: format!("{} {verb} there already; nothing was written", there.join(", ")),
            help: Some("name another folder, or move what is there out of the way".to_owned()),
        });
    }
    output::write_once(folder, &files).map_err(|error| Failure {
        message: format!("`{}` cannot be written: {error}", folder.display()),
        help: Some("name another folder".to_owned()),
    })?;
    if common.quiet {
        return Ok(());
    }
    to_stdout(|out| {
        for file in &files {
            writeln!(out, "  {}", folder.join(&file.path).display())?;
        }
        let enter =
            if folder == Path::new(".") { String::new() } else { format!("cd {} && ", folder.display()) };
        writeln!(out, "\nNow: {enter}mapidoc build, or {enter}mapidoc serve --open")
    })
}
