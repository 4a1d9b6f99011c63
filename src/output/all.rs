//! Files that are written over: all of them or none, whoever asks for an end meanwhile.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

#[cfg(unix)]
use signal_hook::consts::SIGHUP;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use super::{replace, temporary};

/// Files by their paths, and what became of them: what is told is the file that could not be written, and why.
type Outcome<'a> = Result<(), (&'a Path, io::Error)>;

/// What ends a process: Ctrl-C, `kill`, a terminal that is closed.
const SIGNALS: &[i32] = &[
    SIGINT,
    SIGTERM,
    #[cfg(unix)]
    SIGHUP,
];

/// What is done when somebody asks this process to end.
struct Ending {
    /// Whether it ends at once, as it does unless files are being written.
    at_once: Arc<AtomicBool>,
    /// The signal that asked it to, 0 for none.
    asked: Arc<AtomicUsize>,
    /// Held while it may not end.
    turn: Mutex<()>,
}

impl Ending {
    /// The one of this process.
    fn of_process() -> &'static Self {
        static ENDING: OnceLock<Ending> = OnceLock::new();
        ENDING.get_or_init(|| {
            let ending = Self {
                at_once: Arc::new(AtomicBool::new(true)),
                asked: Arc::default(),
                turn: Mutex::default(),
            };
            for &signal in SIGNALS {
                // Where a signal cannot be had it ends the process as before.
                let _ =
                    flag::register_usize(signal, Arc::clone(&ending.asked), signal.unsigned_abs() as usize);
                let _ = flag::register_conditional_default(signal, Arc::clone(&ending.at_once));
            }
            ending
        })
    }

    /// Does what is to be done as a whole; `work` is told whether an end is asked for, which comes after it.
    fn after<T>(&self, work: impl FnOnce(&dyn Fn() -> bool) -> T) -> T {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.at_once.store(false, Ordering::SeqCst);
        let done = work(&|| self.asked.load(Ordering::SeqCst) != 0);
        self.at_once.store(true, Ordering::SeqCst);
        if let Ok(signal @ 1..) = i32::try_from(self.asked.swap(0, Ordering::SeqCst)) {
            // Now, as if it came only now: whoever started this process sees what ended it.
            let _ = low_level::emulate_default_handler(signal);
        }
        drop(turn);
        done
    }
}

/// Writes over files that are there: all of them, or none. Links stay links, and permissions stay. Whoever interrupts the process
/// finds the files as they were, or all of them written.
///
/// # Errors
///
/// The file that could not be written, and why; what was there before is there still.
pub fn replace_all<'a>(files: &[(&'a Path, &[u8])]) -> Outcome<'a> {
    Ending::of_process().after(|is_asked| replace_unless(files, is_asked))
}

/// Writes over files, unless `stop` says so before the first of them is changed.
fn replace_unless<'a>(files: &[(&'a Path, &[u8])], stop: &dyn Fn() -> bool) -> Outcome<'a> {
    let mut made = Vec::with_capacity(files.len());
    let done = files.iter().try_for_each(|(path, bytes)| {
        let mut prepare = || -> io::Result<()> {
            if stop() {
                return Err(io::Error::new(io::ErrorKind::Interrupted, "interrupted"));
            }
            let target = fs::canonicalize(path)?;
            let temporary = temporary(&target);
            made.push((temporary.clone(), target.clone()));
            fs::write(&temporary, bytes)?;
            fs::set_permissions(&temporary, fs::metadata(&target)?.permissions())
        };
        prepare().map_err(|error| (*path, error))
    });
    let done = done.and_then(|()| put_in_place(files, &made));
    if done.is_err() {
        for (temporary, _) in &made {
            // Most are not there any more, or have never been.
            let _ = fs::remove_file(temporary);
        }
    }
    done
}

/// Renames what was made; where one fails, puts back those that went before.
fn put_in_place<'a>(files: &[(&'a Path, &[u8])], made: &[(PathBuf, PathBuf)]) -> Outcome<'a> {
    let mut before: Vec<(&Path, Vec<u8>)> = Vec::new();
    for ((path, _), (temporary, target)) in files.iter().zip(made) {
        let renamed = fs::read(target).and_then(|bytes| {
            fs::rename(temporary, target)?;
            before.push((target, bytes));
            Ok(())
        });
        if let Err(error) = renamed {
            for (target, bytes) in before {
                // The first error is the one to tell.
                let _ = replace(target, &bytes);
            }
            return Err((*path, error));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn an_interrupted_change_leaves_everything_as_it_was() {
        let root = TempDir::new().unwrap();
        let paths = ["a", "b"].map(|name| root.path().join(name));
        for path in &paths {
            fs::write(path, "old").unwrap();
        }
        let files = [(&*paths[0], &b"new"[..]), (&*paths[1], &b"new"[..])];
        let texts = || paths.each_ref().map(|path| fs::read_to_string(path).unwrap());
        let left = || fs::read_dir(root.path()).unwrap().count();
        let (at, error) = replace_unless(&files, &|| true).unwrap_err();
        assert_eq!((at, error.kind()), (&*paths[0], io::ErrorKind::Interrupted));
        assert_eq!((texts(), left()), (["old", "old"].map(str::to_owned), 2));
        replace_unless(&files, &|| false).unwrap();
        assert_eq!((texts(), left()), (["new", "new"].map(str::to_owned), 2));
    }

    /// Runs itself in a process of its own, which is interrupted in the middle of its work.
    #[cfg(unix)]
    #[test]
    fn the_end_waits_for_the_work() {
        use std::os::unix::process::ExitStatusExt as _;

        const CHILD: &str = "MAPIDOC_TEST_ENDING";
        if let Some(path) = std::env::var_os(CHILD) {
            Ending::of_process().after(|is_asked| {
                low_level::raise(SIGINT).unwrap();
                assert!(is_asked());
                fs::write(path, "done").unwrap();
            });
            unreachable!("it ends when its work is done");
        }
        let root = TempDir::new().unwrap();
        let path = root.path().join("work");
        let mut child = std::process::Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "output::all::tests::the_end_waits_for_the_work"]).env(CHILD, &path);
        assert_eq!(child.output().unwrap().status.signal(), Some(SIGINT));
        assert_eq!(fs::read_to_string(path).unwrap(), "done");
    }
}
