//! Runs the program as a user would, and never longer than a test may take.

#![allow(dead_code, reason = "every test crate uses its own part of what they share")]

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long one run may take. The slowest takes a second; what is hostile must not take long either.
const LONGEST: Duration = Duration::from_secs(20);

/// What became of a run.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// The same run, which is asserted to have done its work.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// The same run, which is asserted to have refused its work and to have said why.
    #[track_caller]
    pub(crate) fn refused(self, why: &str) -> Self {
        assert_eq!(self.code, 2, "{}\n{}", self.stdout, self.stderr);
        assert_eq!(self.stdout, "", "results of a command that failed");
        assert!(self.stderr.starts_with("error: "), "{}", self.stderr);
        assert!(self.stderr.contains(why), "`{why}` is not in:\n{}", self.stderr);
        self
    }
}

/// The program with these arguments in a folder, its output piped; nothing of the tests' own terminal shows through.
pub(crate) fn command(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mapidoc"));
    command.args(arguments).current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the program in a folder.
#[track_caller]
pub(crate) fn mapidoc(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Run {
    let mut child = command(folder, arguments).spawn().unwrap();
    // Both are read while it runs: a full pipe would stop it.
    let stdout = collect(child.stdout.take());
    let stderr = collect(child.stderr.take());
    let code = wait(&mut child);
    Run { code, stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap() }
}

fn collect(stream: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        stream.unwrap().read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Waits for the end of a run and gives its exit code; a run without one was killed, by us or by a signal.
#[track_caller]
pub(crate) fn wait(child: &mut Child) -> i32 {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().expect("the program ends by itself");
        }
        if started.elapsed() > LONGEST {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("the program takes longer than {LONGEST:?}");
        }
        thread::sleep(Duration::from_millis(5));
    }
}
