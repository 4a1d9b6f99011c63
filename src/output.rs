//! The one place that writes: only what changed, atomically, and nothing left over from an earlier run.
//!
//! Comparing and skipping is ten times faster than writing over, and keeps time stamps for those who publish by them.

mod all;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use all::replace_all;

use crate::emit::OutputFile;

/// Lists the files of the last run, so that the next one can remove what it does not make any more.
const MANIFEST: &str = ".mapidoc-files";

/// A folder that is being written.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    /// Where files are written meanwhile; `None` where the folder was there before.
    staging: Option<Staging>,
    before: BTreeSet<String>,
    files: Mutex<BTreeSet<String>>,
    changed: AtomicUsize,
}

/// What became of a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are there now.
    pub files: usize,
    /// Those of them that are new or other than before.
    pub changed: usize,
    /// Files of an earlier run that were removed.
    pub removed: usize,
}

impl Output {
    /// Opens a folder for writing, and makes it where it is not there.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made.
    pub fn open(root: impl Into<PathBuf>) -> io::Result<Self> {
        let root = root.into();
        fs::create_dir_all(&root)?;
        Ok(Self::at(root, None))
    }

    /// Opens a folder that is to be [finished](Self::finish). One that is not there yet appears when it is whole: its files
    /// need not be written beside their places and put in them one by one.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made.
    pub fn begin(root: impl Into<PathBuf>) -> io::Result<Self> {
        let root = root.into();
        match fs::symlink_metadata(&root) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && root.file_name().is_some() => {
                let staging = Staging::open(&root)?;
                Ok(Self::at(root, Some(staging)))
            }
            _ => Self::open(root),
        }
    }

    fn at(root: PathBuf, staging: Option<Staging>) -> Self {
        let manifest = fs::read_to_string(root.join(MANIFEST)).unwrap_or_default();
        let before = manifest.lines().filter(|path| is_inside(path)).map(str::to_owned).collect();
        Self { root, staging, before, files: Mutex::default(), changed: AtomicUsize::new(0) }
    }

    /// Writes a file, unless it is there with the same bytes. May be called from several threads.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, or its path leads out of the folder.
    pub fn put(&self, file: &OutputFile) -> io::Result<()> {
        if !is_inside(&file.path) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("`{}` leads out of the output folder", file.path),
            ));
        }
        let changed = if let Some(staging) = &self.staging {
            create(&staging.folder.join(&file.path))?.write_all(&file.bytes)?;
            true
        } else {
            let path = self.root.join(&file.path);
            let changed = !is_same(&path, &file.bytes);
            if changed {
                replace(&path, &file.bytes)?;
            }
            changed
        };
        self.changed.fetch_add(usize::from(changed), Ordering::Relaxed);
        let mut files = self.files.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        files.insert(file.path.clone());
        Ok(())
    }

    /// Removes what an earlier run has made and this one has not, and notes what this one has.
    ///
    /// # Errors
    ///
    /// When the note cannot be written, or the folder cannot be put in its place. A left-over file that cannot be removed stays.
    pub fn finish(self) -> io::Result<Written> {
        let files = self.files.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut removed = 0;
        for stale in self.before.difference(&files) {
            removed += usize::from(fs::remove_file(self.root.join(stale)).is_ok());
        }
        let manifest: String = files.iter().flat_map(|path| [path.as_str(), "\n"]).collect();
        if let Some(staging) = self.staging {
            staging.put_in_place(&self.root, &manifest)?;
        } else {
            let note = self.root.join(MANIFEST);
            if !is_same(&note, manifest.as_bytes()) {
                replace(&note, manifest.as_bytes())?;
            }
        }
        Ok(Written { files: files.len(), changed: self.changed.into_inner(), removed })
    }
}

/// A folder in the making, beside its place; it goes with this value unless it is put there.
#[derive(Debug)]
struct Staging {
    folder: PathBuf,
    /// Its note, locked for as long as this process writes the folder; `None` once it is in its place.
    note: Option<File>,
}

impl Staging {
    fn open(root: &Path) -> io::Result<Self> {
        let folder = temporary(root);
        remove_abandoned(&folder);
        fs::create_dir_all(&folder)?;
        let note = File::create(folder.join(MANIFEST))?;
        // Where locks are not to be had, what a stopped run leaves stays.
        let _ = note.try_lock();
        Ok(Self { folder, note: Some(note) })
    }

    fn put_in_place(mut self, root: &Path, manifest: &str) -> io::Result<()> {
        if let Some(mut note) = self.note.take() {
            // On Windows no folder is renamed of which a file is open.
            let written = note.write_all(manifest.as_bytes());
            drop(note);
            if let Err(error) = written.and_then(|()| fs::rename(&self.folder, root)) {
                let _ = fs::remove_dir_all(&self.folder);
                return Err(error);
            }
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.note.take().is_some() {
            // Whatever kept the folder from being finished is the error to tell.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Removes what runs that were stopped left beside a folder in the making: it is named like it, and nobody holds the lock of
/// its note.
fn remove_abandoned(folder: &Path) {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let ending = format!(".{}.tmp", std::process::id());
    let Some(beginning) = name.strip_suffix(&ending) else { return };
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    let Ok(entries) = fs::read_dir(parent.unwrap_or_else(|| Path::new("."))) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| {
            let process = name.strip_prefix(beginning)?.strip_prefix('.')?.strip_suffix(".tmp")?;
            process.parse::<u32>().ok()
        });
        let is_over = || {
            let note = File::options().write(true).open(entry.path().join(MANIFEST));
            note.is_ok_and(|note| note.try_lock().is_ok())
        };
        if process.is_some() && is_over() {
            // It is in nobody's way.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// The folder beside results in which notes about them lie: none of it is published with a result's own folder.
const NOTES: &str = ".mapidoc";

/// Where a note about what is made in a folder lies.
pub fn note_path(root: &Path, name: &str) -> PathBuf {
    root.join(NOTES).join(format!("{name}.json"))
}

/// Writes a note about what is made in a folder, unless it is there.
///
/// # Errors
///
/// When it cannot be written.
pub fn note(root: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let path = note_path(root, name);
    if is_same(&path, bytes) { Ok(()) } else { replace(&path, bytes) }
}

/// The files that the last run has made in a folder, its list of them first; nothing says that they are still there.
pub fn made(root: &Path) -> Vec<PathBuf> {
    let manifest = root.join(MANIFEST);
    let list = fs::read_to_string(&manifest).unwrap_or_default();
    let files = list.lines().filter(|path| is_inside(path)).map(|path| root.join(path));
    std::iter::once(manifest).chain(files).collect()
}

/// Writes files that are their owner's from now on: none that is there is written over, and nothing is noted of them.
///
/// # Errors
///
/// When a file is there already or cannot be written, or its path leads out of the folder.
pub fn write_once(root: &Path, files: &[OutputFile]) -> io::Result<()> {
    for file in files {
        if !is_inside(&file.path) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("`{}` leads out", file.path)));
        }
        let path = root.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::File::create_new(&path)?.write_all(&file.bytes)?;
    }
    Ok(())
}

/// Whether a path stays in the folder it is relative to.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && Path::new(path).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

/// Whether a file is there with these bytes. The length is compared first: it is had without reading.
fn is_same(path: &Path, bytes: &[u8]) -> bool {
    let Ok(mut file) = fs::File::open(path) else { return false };
    if !file.metadata().is_ok_and(|metadata| metadata.len() == bytes.len() as u64) {
        return false;
    }
    let mut present = Vec::with_capacity(bytes.len());
    file.read_to_end(&mut present).is_ok() && present == bytes
}

/// Writes one file as it is made, and puts it in place when it is whole.
///
/// # Errors
///
/// When `write` fails, or the file cannot be put in place; what was there before is there still.
pub fn write_file(path: &Path, write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
    // A device or a pipe is written to; putting a file in its place would take it away.
    if fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        return write(&mut fs::OpenOptions::new().write(true).open(path)?);
    }
    // What a link leads to is written, and the link stays.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let temporary = temporary(&target);
    let made = || -> io::Result<()> {
        let mut file = io::BufWriter::new(create(&temporary)?);
        write(&mut file)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?;
        fs::rename(&temporary, &target)
    };
    made().inspect_err(|_| {
        // The first error is the one to tell; the file may not even be there.
        let _ = fs::remove_file(&temporary);
    })
}

/// Puts a file in place in one step: whoever reads it, or stops us, finds the old one or the new one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_file(path, |file| file.write_all(bytes))
}

/// The name beside a file under which it is written.
fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// Makes a file, and its folder where that is not there.
fn create(path: &Path) -> io::Result<fs::File> {
    match fs::File::create(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(path.parent().unwrap_or_else(|| Path::new("")))?;
            fs::File::create(path)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn write(root: &TempDir, files: &[(&str, &str)]) -> Written {
        let output = Output::open(root.path()).unwrap();
        for (path, text) in files {
            output.put(&OutputFile::text(*path, *text)).unwrap();
        }
        output.finish().unwrap()
    }

    #[test]
    fn only_what_changed_is_written_and_left_overs_go() {
        let root = TempDir::new().unwrap();
        fs::write(root.path().join("mine.txt"), "not mapidoc's").unwrap();
        assert_eq!(write(&root, &[("a/x", "1"), ("b", "2")]), Written { files: 2, changed: 2, removed: 0 });
        assert_eq!(write(&root, &[("a/x", "1"), ("b", "2")]), Written { files: 2, changed: 0, removed: 0 });
        assert_eq!(write(&root, &[("b", "3")]), Written { files: 1, changed: 1, removed: 1 });
        assert!(!root.path().join("a/x").exists() && root.path().join("mine.txt").exists());
        assert_eq!(fs::read_to_string(root.path().join("b")).unwrap(), "3");
    }

    #[test]
    fn a_new_folder_appears_when_it_is_whole() {
        let parent = TempDir::new().unwrap();
        let root = parent.path().join("new");
        let [abandoned, begun] = [".new.1.tmp", ".new.2.tmp"].map(|name| parent.path().join(name));
        for folder in [&abandoned, &begun] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join(MANIFEST), "").unwrap();
        }
        let held = File::open(begun.join(MANIFEST)).unwrap();
        held.lock().unwrap();
        let left = || {
            fs::read_dir(parent.path())
                .unwrap()
                .filter(|entry| entry.as_ref().unwrap().path() != begun)
                .count()
        };
        let output = Output::begin(&root).unwrap();
        output.put(&OutputFile::text("a/x", "1")).unwrap();
        assert!(!root.exists() && !abandoned.exists() && begun.exists());
        drop(output);
        assert_eq!(left(), 0);
        let output = Output::begin(&root).unwrap();
        output.put(&OutputFile::text("a/x", "1")).unwrap();
        assert!(output.put(&OutputFile::text("../x", "")).is_err());
        assert_eq!(output.finish().unwrap(), Written { files: 1, changed: 1, removed: 0 });
        assert_eq!((left(), fs::read_to_string(root.join("a/x")).unwrap()), (1, "1".to_owned()));
        let output = Output::begin(&root).unwrap();
        output.put(&OutputFile::text("a/x", "1")).unwrap();
        assert_eq!(output.finish().unwrap(), Written { files: 1, changed: 0, removed: 0 });
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        let root = TempDir::new().unwrap();
        let output = Output::open(root.path().join("out")).unwrap();
        for path in ["../x", "/x", "", "a/../../x"] {
            assert!(output.put(&OutputFile::text(path, "")).is_err(), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_is_written_and_the_link_stays() {
        let root = TempDir::new().unwrap();
        let (real, link) = (root.path().join("real"), root.path().join("link"));
        fs::write(&real, "1").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write_file(&link, |out| out.write_all(b"2")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "2");
    }

    #[test]
    fn what_is_written_once_stays_its_owners() {
        let root = TempDir::new().unwrap();
        let files = [OutputFile::text("src/lib.rs", "1")];
        write_once(root.path(), &files).unwrap();
        assert!(write_once(root.path(), &files).is_err());
        assert!(write_once(root.path(), &[OutputFile::text("../x", "")]).is_err());
        write(&root, &[("rust/x", "1")]);
        write(&root, &[]);
        assert!(root.path().join("src/lib.rs").exists());
    }

    #[test]
    fn nothing_half_written_stays_behind() {
        let root = TempDir::new().unwrap();
        fs::create_dir(root.path().join("taken")).unwrap();
        let output = Output::open(root.path()).unwrap();
        assert!(output.put(&OutputFile::text("taken", "x")).is_err());
        let left: Vec<_> =
            fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["taken"]);
    }
}
