//! What changed on the disk, in batches: an editor's save is several events.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Watched;

/// How long it has to be quiet before a batch is told. Longer would show, shorter would read files half written.
const QUIET: Duration = Duration::from_millis(8);

/// How long a batch may grow at most.
const LONGEST: Duration = Duration::from_millis(40);

/// Watches until it is dropped.
pub(super) struct Watch {
    _watcher: RecommendedWatcher,
}

/// Watches what a site depends on and hands `tell` the paths that changed, absolute; what cannot be watched comes back.
pub(super) fn start(
    watched: &Watched,
    tell: impl Fn(BTreeSet<PathBuf>) + Send + 'static,
) -> notify::Result<(Watch, Vec<String>)> {
    let (events, incoming) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(events)?;
    let folders: Vec<PathBuf> =
        watched.folders.iter().filter_map(|path| std::path::absolute(path).ok()).collect();
    let files: BTreeSet<PathBuf> =
        watched.files.iter().filter_map(|path| std::path::absolute(path).ok()).collect();
    let mut failed = Vec::new();
    for folder in &folders {
        if let Err(error) = watcher.watch(folder, RecursiveMode::Recursive) {
            failed.push(error.to_string());
        }
    }
    // Editors put another file in place of the old one: its folder knows, the file itself would be lost from sight.
    let above: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    for folder in above.into_iter().filter(|folder| folder.is_dir()) {
        if !folders.iter().any(|watched| folder.starts_with(watched))
            && let Err(error) = watcher.watch(folder, RecursiveMode::NonRecursive)
        {
            failed.push(error.to_string());
        }
    }
    let counts = move |path: &Path| {
        files.contains(path)
            || folders.iter().any(|folder| path.starts_with(folder) && !is_hidden(path, folder))
    };
    thread::Builder::new().name("watch".to_owned()).spawn(move || batches(&incoming, &counts, &tell))?;
    Ok((Watch { _watcher: watcher }, failed))
}

/// Whether a path below a folder is one that no page has: an editor's own file as a rule.
fn is_hidden(path: &Path, folder: &Path) -> bool {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let hidden = |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
    below.components().any(hidden) || path.to_string_lossy().ends_with('~')
}

/// Gathers events into batches until the watcher is gone.
fn batches(
    incoming: &mpsc::Receiver<notify::Result<Event>>,
    counts: &dyn Fn(&Path) -> bool,
    tell: &dyn Fn(BTreeSet<PathBuf>),
) {
    while let Ok(first) = incoming.recv() {
        let started = Instant::now();
        let mut batch = BTreeSet::new();
        let mut take = |event: notify::Result<Event>| {
            let paths = event.ok().filter(|event| is_change(event.kind)).map(|event| event.paths);
            batch.extend(paths.into_iter().flatten().filter(|path| counts(path)));
        };
        take(first);
        while started.elapsed() < LONGEST {
            match incoming.recv_timeout(QUIET) {
                Ok(event) => take(event),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        if !batch.is_empty() {
            tell(batch);
        }
    }
}

/// Whether an event changes what is read: that somebody reads does not.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(_) | EventKind::Other => false,
        EventKind::Modify(modified) => !matches!(modified, ModifyKind::Metadata(_)),
        EventKind::Any | EventKind::Create(_) | EventKind::Remove(_) => true,
    }
}
