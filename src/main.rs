//! The `mapidoc` program: exit codes and the allocator. Everything else is in the library.

use std::process::ExitCode;

/// Pages are millions of short texts, made on one thread and let go on another: a sixth of the time with the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    mapidoc::cli::run(std::env::args_os())
}
