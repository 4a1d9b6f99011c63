//! The command line: what may be said, and which file carries it out.

mod baseline;
mod build;
mod check;
mod completions;
mod diff;
mod examine;
mod explain;
mod export;
mod import;
mod init;
mod input;
mod man;
mod memory;
mod model;
mod pages;
mod repair;
mod report;
mod rust;
mod segments;
mod serve;
mod site;
mod supplement;
mod unchanged;
mod upstream;
mod witnesses;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::read::ReadError;

/// Compiles Microsoft's bilingual API reference into Rust bindings, a localized site and a typed model.
#[derive(Debug, Parser)]
#[command(name = "mapidoc", version, arg_required_else_help = false, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    common: Common,
}

/// Shown below `--help`.
const EXAMPLES: &str = "\
SOURCE is DIR or LOCALE=DIR: a folder of Markdown pages. A DIR's locale is what its pages
say (ms.contentlocale), else the nearest folder name that is a language tag.
LOCALE=REPO@REV[:SUBDIR] is a revision of a git repository, read without a checkout.
Without a SOURCE, mapidoc.toml in the working folder names them; without that, the built-in
sample is used.

mapidoc.toml: title, sources, output, docs, source-locale, link-root, supplement,
headers, theme, site-url, and the table [check] (see `mapidoc check --help`).

Examples:
  mapidoc                                 build the sample into ./dist
  mapidoc build es-ES=es/docs/outlook/mapi en-US=en/docs/outlook/mapi -o out
  mapidoc serve --open                    show the site while pages are edited
  mapidoc segments es-ES=es/docs/outlook/mapi | head
  mapidoc model | jq '.interfaces[].name'

Exit status: 0 done, 1 `check` found something at or above --deny, 2 the command could not
do its work.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Make everything: DIR/site, DIR/rust and DIR/model.json
    Build(build::Arguments),
    /// Make the localized site alone, in DIR/site
    Site(site::Arguments),
    /// Make the Rust bindings alone, in DIR/rust
    Rust(rust::Arguments),
    /// Show the site in a browser while its pages are edited
    Serve(serve::Arguments),
    /// Print the typed model, or its JSON Schema
    Model(model::Arguments),
    /// Print the segments as JSON lines: locale, page, ordinal, id, source, target
    Segments(segments::Arguments),
    /// Count what is translated, repeated and stale, or look a sentence up
    Memory(memory::Arguments),
    /// Write the segments for translation tools: TMX, XLIFF, PO, JSON lines, CSV, Parquet
    Export(export::Arguments),
    /// Take edited XLIFF or PO back into the pages
    Import(import::Arguments),
    /// Find what is wrong with the translations and the pages
    Check(check::Arguments),
    /// Mend what is certain to be wrong in translations: lost letters, torn names, signs in links
    Repair(repair::Arguments),
    /// Explain a rule: what it finds, why it matters, how to mend it
    Explain(explain::Arguments),
    /// Print what C headers know and the pages lack, or drafts of corrections
    Supplement(supplement::Arguments),
    /// Write a project to begin with: settings, sample pages, a workflow that publishes
    Init(init::Arguments),
    /// Compare two revisions of a locale, or two locales, segment by segment
    Diff(diff::Arguments),
    /// Print what a shell needs to complete commands and options
    Completions(completions::Arguments),
    /// Print the manual page, or write those of all commands
    Man(man::Arguments),
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
struct Common {
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say every finding: also those of severity info, and not only the first of each kind
    #[arg(short, long, global = true)]
    verbose: bool,
    /// When to colour what is said
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// How many threads to use; all cores unless said
    #[arg(long, global = true, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Where pages come from.
#[derive(Clone, Debug, Default, Args)]
struct Sources {
    /// Pages: DIR, LOCALE=DIR or LOCALE=REPO@REV[:SUBDIR]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
}

/// Where results go.
#[derive(Clone, Debug, Default, Args)]
struct OutputFolder {
    /// The folder to write into  [default: dist, or `output` of mapidoc.toml]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Why a command could not do its work.
#[derive(Debug)]
struct Failure {
    message: String,
    help: Option<String>,
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self { message: error.message, help: error.help }
    }
}

impl Failure {
    fn writing(path: &std::path::Path, error: &io::Error) -> Self {
        Self {
            message: format!("`{}` cannot be written: {error}", path.display()),
            help: Some("name another folder with -o".to_owned()),
        }
    }
}

/// Runs the command line and says how it went.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Where even that cannot be printed, the exit status is all that is left to say.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let common = cli.common;
    if let Some(jobs) = common.jobs {
        // Threads beyond the cores wait for one another: thousands of them for seconds.
        let most = 4 * std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
        // Fails only where a pool is there already: then that one serves.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.get().min(most)).build_global();
    }
    let mut is_denied = false;
    let done = match cli.command.unwrap_or_else(|| Command::Build(build::Arguments::default())) {
        Command::Build(arguments) => build::execute(&arguments, &common),
        Command::Site(arguments) => site::execute(&arguments, &common),
        Command::Serve(arguments) => serve::execute(arguments, &common),
        Command::Rust(arguments) => rust::execute(&arguments, &common),
        Command::Model(arguments) => model::execute(&arguments, &common),
        Command::Segments(arguments) => segments::execute(&arguments, &common),
        Command::Memory(arguments) => memory::execute(&arguments, &common),
        Command::Export(arguments) => export::execute(&arguments, &common),
        Command::Import(arguments) => import::execute(&arguments, &common).map(|denied| is_denied = denied),
        Command::Check(arguments) => check::execute(&arguments, &common).map(|denied| is_denied = denied),
        Command::Repair(arguments) => repair::execute(&arguments, &common),
        Command::Explain(arguments) => explain::execute(&arguments),
        Command::Supplement(arguments) => supplement::execute(&arguments, &common),
        Command::Init(arguments) => init::execute(&arguments, &common),
        Command::Diff(arguments) => diff::execute(&arguments, &common),
        Command::Completions(arguments) => completions::execute(&arguments),
        Command::Man(arguments) => man::execute(&arguments),
    };
    match done {
        Ok(()) => ExitCode::from(u8::from(is_denied)),
        Err(failure) => {
            report::failure(&failure, &common);
            ExitCode::from(2)
        }
    }
}

/// Writes results to stdout; a reader that has seen enough (`| head`) is no failure.
fn to_stdout(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let done = write(&mut out).and_then(|()| io::Write::flush(&mut out));
    match done {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure { message: format!("the result cannot be printed: {error}"), help: None })
        }
        _ => Ok(()),
    }
}

/// Writes results into a file where one is named, else to stdout.
fn to_file_or_stdout(
    path: Option<&std::path::Path>,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match path {
        Some(path) => crate::output::write_file(path, write).map_err(|error| Failure::writing(path, &error)),
        None => to_stdout(write),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }
}
