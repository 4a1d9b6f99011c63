//! `mapidoc completions`: what a shell needs to complete the command line.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Cli, Failure, to_stdout};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mapidoc completions bash > ~/.local/share/bash-completion/completions/mapidoc
  mapidoc completions zsh > ~/.zfunc/_mapidoc
  mapidoc completions fish > ~/.config/fish/completions/mapidoc.fish")]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

pub(super) fn execute(arguments: &Arguments) -> Result<(), Failure> {
    // In memory first: the generator takes a reader that has seen enough for a failure.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "mapidoc", &mut script);
    to_stdout(|out| out.write_all(&script))
}
