//! The `mapidoc` program: exit codes only. Everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    mapidoc::cli::run(std::env::args_os())
}
