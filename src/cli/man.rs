//! `mapidoc man`: manual pages, printed or written into a folder.

use std::path::PathBuf;

use clap::{Args, CommandFactory as _};

use super::{Cli, Failure, to_stdout};
use crate::emit::OutputFile;
use crate::output::Output;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mapidoc man | man -l -
  mapidoc man -o ~/.local/share/man/man1")]
pub(super) struct Arguments {
    /// Write a page for the program and one for each command into this folder, instead of printing the program's
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(super) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    let mut command = Cli::command();
    command.build();
    let Some(folder) = &arguments.output else {
        let page = page(&command)?;
        return to_stdout(|out| out.write_all(&page));
    };
    let failed = |error: std::io::Error| Failure::writing(folder, &error);
    let output = Output::open(folder).map_err(failed)?;
    let commands = command.get_subcommands().filter(|command| command.get_name() != "help");
    let mut written = 0;
    for command in std::iter::once(&command).chain(commands) {
        let name = command.get_display_name().unwrap_or(command.get_name());
        let path = format!("{name}.1");
        output.put(&OutputFile { path, bytes: page(command)? }).map_err(failed)?;
        written += 1;
    }
    to_stdout(|out| writeln!(out, "{written} pages in {}", folder.display()))
}

fn page(command: &clap::Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone())
        .render(&mut page)
        .map_err(|error| Failure { message: format!("the page cannot be made: {error}"), help: None })?;
    Ok(page)
}
