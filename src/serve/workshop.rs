//! The one thread that holds the pages and makes files of them.
//!
//! An edit of a page is shown at once: that page is read again and made with the model that is there. The model of all pages
//! takes longer; it is made anew when nobody has asked for a while, and what it changes about the page is shown then.
//! Whatever else changes, a table of contents or a template, is read anew as a whole by another thread, while the old site
//! is still served.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::news::{Found, News};
use super::translations::Translations;
use super::{Loaded, Project, Trouble, watch};
use crate::diagnostic::{Diagnostic, settle};
use crate::emit::OutputFile;
use crate::emit::rust;
use crate::emit::site::{self, Part, Site};
use crate::parse::{self, Page};
use crate::read;

/// How long nobody may have edited or asked before the model is made anew.
const QUIET: Duration = Duration::from_millis(250);

/// How long the model may be an old one at most.
const LATEST: Duration = Duration::from_secs(2);

/// What the workshop is asked to do.
pub(super) enum Order {
    /// Make the file at a path below the site's root.
    Get(String, oneshot::Sender<Served>),
    /// Look at files that changed.
    Changed(BTreeSet<PathBuf>),
    /// Take what was read anew.
    Loaded(Box<Result<Loaded, Trouble>>),
}

/// What became of a request.
pub(super) enum Served {
    /// The file.
    File(Arc<[u8]>),
    /// There is no such file; the page that says so.
    Missing(Arc<[u8]>),
    /// It could not be made, and why.
    Failed(String),
}

/// What ends the time of a model.
enum Next {
    /// Pages that were edited: make the model anew. What was last made of them, by path, to see whether that changes it.
    Refresh(BTreeMap<usize, Edited>, HashMap<String, Arc<[u8]>>),
    /// Everything was read anew.
    Replace(Box<Loaded>),
    /// Nobody asks any more.
    End,
}

/// The pages of a key that was edited, and what was found on them.
struct Edited {
    pages: Vec<Page>,
    findings: Vec<Diagnostic>,
}

/// What is wrong with pages, by key: each as rule and message.
type Known = HashMap<String, BTreeSet<(&'static str, String)>>;

/// Opens the workshop and begins to watch.
pub(super) fn open(project: Arc<dyn Project>, loaded: Loaded, news: Arc<News>) -> io::Result<Sender<Order>> {
    let (orders, incoming) = mpsc::channel();
    let own = orders.clone();
    thread::Builder::new()
        .name("workshop".to_owned())
        .spawn(move || work(&*project, &project, loaded, &news, &own, &incoming))?;
    Ok(orders)
}

/// Makes models and sites until nobody asks any more.
fn work(
    project: &dyn Project,
    shared: &Arc<dyn Project>,
    mut loaded: Loaded,
    news: &News,
    orders: &Sender<Order>,
    incoming: &Receiver<Order>,
) {
    let mut watching = watch(&loaded, project, orders);
    // What was edited while it was read, nobody has told, or has told the site that was before.
    let _ = orders.send(Order::Changed(newer(&loaded)));
    let mut before: Option<Known> = None;
    let mut examined = Translations::default();
    let mut last_made = HashMap::new();
    loop {
        let (model, found) = (loaded.model)(&loaded.pages, &loaded.locales, &loaded.books, &loaded.source);
        let found: Vec<Diagnostic> = loaded.findings.iter().cloned().chain(found).collect();
        let mut all = loaded.examiner.shown(found, &loaded.locales);
        let common = settle(all.clone(), &loaded.locales);
        examined.look(&loaded, &model);
        all.extend(examined.found.findings.iter().cloned());
        let found = || common.iter().chain(&examined.found.findings);
        let known = before.get_or_insert_with(|| known(found()));
        tell_findings(news, known, found());
        let rust = rust::signatures(&model.api, &loaded.rust);
        let book = site::Book {
            title: loaded.title.clone(),
            link_root: &loaded.link_root,
            // Its links are to lead to this server.
            address: None,
            source: &loaded.source,
            locales: &loaded.locales,
            books: &loaded.books,
            pages: &loaded.pages,
            model: &model,
            rust: &rust,
            theme: &loaded.theme,
            markdown: true,
            findings: Some(&all),
            lags: Some(&examined.found.lags),
            rules: &loaded.rules,
        };
        let next = site::prepare(&book, |site| {
            let mut bench = Bench::new(site, &loaded.pages, news, known);
            bench.tell_what_changed(&std::mem::take(&mut last_made));
            bench.run(shared, orders, incoming)
        });
        match next {
            Next::Refresh(edited, made) => {
                last_made = made;
                for edited in edited.into_values() {
                    examined.edited(&loaded, &edited.pages);
                    put_back(&mut loaded, edited);
                }
            }
            Next::Replace(anew) => {
                let moved = anew.watched != loaded.watched;
                examined.replace(&loaded, &anew);
                loaded = *anew;
                if moved {
                    watching = watch(&loaded, project, orders);
                }
                let _ = orders.send(Order::Changed(newer(&loaded)));
                news.trouble(None);
                news.changed(None);
            }
            Next::End => break,
        }
    }
    drop(watching);
}

/// Watches what the site depends on. Without a watch the site is still served.
fn watch(loaded: &Loaded, project: &dyn Project, orders: &Sender<Order>) -> Option<watch::Watch> {
    // A watch holds the way in only through this: it must not keep the workshop open by itself.
    let orders = Mutex::new(orders.clone());
    let tell = move |paths| {
        let orders = orders.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody is there any more where this fails.
        let _ = orders.send(Order::Changed(paths));
    };
    match watch::start(&loaded.watched, tell) {
        Ok((watch, failed)) => {
            for error in &failed {
                project.say(&format!("not watched: {error}"));
            }
            Some(watch)
        }
        Err(error) => {
            project.say(&format!("changes are not noticed: {error}"));
            None
        }
    }
}

/// The pages that were written since reading began, or shortly before, for clocks of files are coarse: what is the same as
/// what was read is no edit.
fn newer(loaded: &Loaded) -> BTreeSet<PathBuf> {
    let since = loaded.since.checked_sub(Duration::from_secs(1)).unwrap_or(loaded.since);
    let is_newer = |path: &PathBuf| {
        std::fs::metadata(path).and_then(|found| found.modified()).is_ok_and(|time| time >= since)
    };
    let paths = loaded.pages.iter().filter_map(|page| std::path::absolute(&page.sheet.path).ok());
    paths.filter(is_newer).collect()
}

/// Puts pages that were edited in the place of what they were, with their findings.
fn put_back(loaded: &mut Loaded, edited: Edited) {
    for page in edited.pages {
        let is_it = |old: &Page| old.sheet.key == page.sheet.key && old.sheet.locale == page.sheet.locale;
        loaded.findings.retain(|finding| {
            finding.page.as_ref() != Some(&page.sheet.key)
                || finding.locale.as_ref() != Some(&page.sheet.locale)
        });
        if let Some(place) = loaded.pages.iter().position(is_it) {
            loaded.pages[place] = page;
        }
    }
    loaded.findings.extend(edited.findings);
}

/// What is wrong, by page.
fn known<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> Known {
    let mut known = Known::new();
    for finding in found {
        let key = finding.page.as_deref().unwrap_or_default().to_owned();
        known.entry(key).or_default().insert((finding.rule, finding.message.clone()));
    }
    known
}

/// The findings that were not there when the server began.
fn new_findings<'d>(known: &Known, key: &str, found: impl Iterator<Item = &'d Diagnostic>) -> Vec<Found> {
    let is_new = |finding: &&Diagnostic| {
        let known = known.get(key);
        known.is_none_or(|known| !known.contains(&(finding.rule, finding.message.clone())))
    };
    found.filter(is_new).map(Found::of).collect()
}

/// Tells what is new to find on pages: on those that have something, and on those that had.
fn tell_findings<'d>(news: &News, known: &Known, found: impl Iterator<Item = &'d Diagnostic>) {
    let mut by_page: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in found {
        by_page.entry(finding.page.as_deref().unwrap_or_default()).or_default().push(finding);
    }
    let all: BTreeSet<&str> = by_page.keys().copied().chain(known.keys().map(String::as_str)).collect();
    for key in all {
        let found = by_page.get(key).into_iter().flatten().copied();
        news.found(&site::page_stem(key), new_findings(known, key, found));
    }
}

/// A site while its model lasts.
struct Bench<'a> {
    site: &'a Site<'a>,
    news: &'a News,
    known: &'a Known,
    /// The pages of each key, and where they are by their files' paths.
    groups: Vec<&'a [Page]>,
    places: HashMap<PathBuf, usize>,
    /// Pages that have changed since the model was made.
    edited: BTreeMap<usize, Edited>,
    /// Files that were made.
    made: HashMap<String, Arc<[u8]>>,
    /// When the model is to be made anew, at the earliest and at the latest.
    due: Option<(Instant, Instant)>,
    loading: bool,
    /// Something changed while everything was being read.
    stale: bool,
}

impl<'a> Bench<'a> {
    fn new(site: &'a Site<'a>, pages: &'a [Page], news: &'a News, known: &'a Known) -> Self {
        let groups: Vec<&[Page]> = pages.chunk_by(|a, b| a.sheet.key == b.sheet.key).collect();
        let path = |page: &Page| std::path::absolute(&page.sheet.path).ok();
        let places = groups
            .iter()
            .enumerate()
            .flat_map(|(place, group)| group.iter().filter_map(move |page| Some((path(page)?, place))))
            .collect();
        Self {
            site,
            news,
            known,
            groups,
            places,
            edited: BTreeMap::new(),
            made: HashMap::new(),
            due: None,
            loading: false,
            stale: false,
        }
    }

    /// Does what is asked until the model has had its time.
    fn run(
        &mut self,
        project: &Arc<dyn Project>,
        orders: &Sender<Order>,
        incoming: &Receiver<Order>,
    ) -> Next {
        loop {
            let order = match self.due {
                None => incoming.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some((earliest, _)) => {
                    incoming.recv_timeout(earliest.saturating_duration_since(Instant::now()))
                }
            };
            match order {
                Ok(Order::Get(path, reply)) => {
                    // Whoever asked may have gone.
                    let _ = reply.send(self.get(&path));
                    self.wait();
                }
                Ok(Order::Changed(paths)) => self.changed(&paths, project, orders),
                Ok(Order::Loaded(loaded)) => {
                    self.loading = false;
                    if std::mem::take(&mut self.stale) {
                        self.load(project, orders);
                        continue;
                    }
                    match *loaded {
                        Ok(loaded) => return Next::Replace(Box::new(loaded)),
                        Err(trouble) => {
                            project.say(&trouble.message);
                            self.news.trouble(Some(trouble));
                        }
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    let made = self.made_of_edited();
                    return Next::Refresh(std::mem::take(&mut self.edited), made);
                }
                Err(RecvTimeoutError::Disconnected) => return Next::End,
            }
        }
    }

    /// Puts the next model off, but not for ever.
    fn wait(&mut self) {
        if let Some((earliest, latest)) = &mut self.due {
            *earliest = (Instant::now() + QUIET).min(*latest);
        }
    }

    fn get(&mut self, path: &str) -> Served {
        if let Some(file) = self.file(path) {
            return Served::File(file);
        }
        let failures = self.site.failures();
        if let Some(failure) = failures.first() {
            return Served::Failed(failure.message.clone());
        }
        Served::Missing(self.file("404.html").unwrap_or_default())
    }

    /// The file at a path, as it was made or made now.
    fn file(&mut self, path: &str) -> Option<Arc<[u8]>> {
        if let Some(file) = self.made.get(path) {
            return Some(Arc::clone(file));
        }
        for part in self.site.parts(path) {
            let files = Mutex::new(Vec::new());
            let sink = |file: OutputFile| files.lock().unwrap_or_else(PoisonError::into_inner).push(file);
            match &part {
                Part::Page(locale, group) if self.edited.contains_key(group) => {
                    self.site.page(*locale, &self.edited[group].pages, &sink);
                }
                part => self.site.make(part, &sink),
            }
            let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
            if matches!(part, Part::Media(..)) {
                // Never kept: they are large, and may change.
                let found = files.into_iter().find(|file| file.path == path);
                if let Some(file) = found {
                    return Some(file.bytes.into());
                }
                continue;
            }
            self.made.extend(files.into_iter().map(|file| (file.path, file.bytes.into())));
            if let Some(file) = self.made.get(path) {
                return Some(Arc::clone(file));
            }
        }
        None
    }

    /// Looks at what changed: pages are read again, for anything else everything is.
    fn changed(&mut self, paths: &BTreeSet<PathBuf>, project: &Arc<dyn Project>, orders: &Sender<Order>) {
        let started = Instant::now();
        let mut pages = BTreeSet::new();
        for path in paths {
            match self.places.get(path) {
                Some(place) if path.is_file() => {
                    pages.insert(*place);
                }
                // A folder's own event says nothing that those of its files do not.
                None if path.is_dir() => {}
                None if is_passing(path) => {}
                _ => return self.load(project, orders),
            }
        }
        let mut shown = BTreeSet::new();
        for place in pages {
            match self.edit(place) {
                Ok(true) => {
                    let key = self.groups[place][0].sheet.key.as_ref();
                    project.say(&format!("{key} changed, shown in {} ms", started.elapsed().as_millis()));
                    shown.insert(site::page_stem(key));
                }
                Ok(false) => {}
                Err(()) => return self.load(project, orders),
            }
        }
        if !shown.is_empty() {
            self.news.changed(Some(shown));
            let now = Instant::now();
            let latest = self.due.map_or(now + LATEST, |(_, latest)| latest);
            self.due = Some(((now + QUIET).min(latest), latest));
        }
    }

    /// Reads a page again in all its locales. Whether it is another one now; nothing can be said where it cannot be read.
    fn edit(&mut self, place: usize) -> Result<bool, ()> {
        let group = self.edited.get(&place).map_or(self.groups[place], |edited| &edited.pages);
        let mut edited = Edited { pages: Vec::with_capacity(group.len()), findings: Vec::new() };
        let mut differs = false;
        for page in group {
            let sheet = &page.sheet;
            let (document, findings) =
                read::reread(&sheet.locale, &sheet.key, &sheet.path).map_err(|_| ())?;
            differs |= document.text != sheet.place().text;
            let (page, parsed) = parse::parse(document);
            edited.pages.push(page);
            edited.findings.extend(findings.into_iter().chain(parsed));
        }
        if differs {
            let key = Arc::clone(&self.groups[place][0].sheet.key);
            self.news.found(&site::page_stem(&key), new_findings(self.known, &key, edited.findings.iter()));
            self.edited.insert(place, edited);
            let site = self.site;
            self.made.retain(
                |path, _| !matches!(site.parts(path).first(), Some(Part::Page(_, group)) if *group == place),
            );
        }
        Ok(differs)
    }

    /// Reads everything in a thread of its own.
    fn load(&mut self, project: &Arc<dyn Project>, orders: &Sender<Order>) {
        if self.loading {
            self.stale = true;
            return;
        }
        self.loading = true;
        let (project, orders) = (Arc::clone(project), orders.clone());
        thread::spawn(move || {
            let started = Instant::now();
            let loaded = project.load();
            if loaded.is_ok() {
                project.say(&format!("read anew in {:.1} s", started.elapsed().as_secs_f64()));
            }
            let _ = orders.send(Order::Loaded(Box::new(loaded)));
        });
    }

    /// What is shown now of the pages that were edited, in every locale.
    fn made_of_edited(&mut self) -> HashMap<String, Arc<[u8]>> {
        let mut made = HashMap::new();
        for place in self.edited.keys().copied().collect::<Vec<_>>() {
            for path in self.paths(place) {
                if let Some(file) = self.file(&path) {
                    made.insert(path, file);
                }
            }
        }
        made
    }

    /// The paths of a page's HTML in every locale.
    fn paths(&self, place: usize) -> Vec<String> {
        let stem = site::page_stem(&self.groups[place][0].sheet.key);
        self.site.locales().map(|locale| format!("{locale}/{stem}.html")).collect()
    }

    /// Tells which of these files the new model has made others.
    fn tell_what_changed(&mut self, before: &HashMap<String, Arc<[u8]>>) {
        let changed: BTreeSet<String> = before
            .iter()
            .filter(|(path, old)| self.file(path).as_ref() != Some(*old))
            .filter_map(|(path, _)| Some(path.split_once('/')?.1.strip_suffix(".html")?.to_owned()))
            .collect();
        if !changed.is_empty() {
            self.news.changed(Some(changed));
        }
    }
}

/// Whether a path is one that was there for a moment, as when an editor saves: a new page stays.
fn is_passing(path: &std::path::Path) -> bool {
    let known = ["md", "yml", "toml", "html", "css", "js", "svg", "png", "gif", "jpg", "jpeg", "h"];
    let ending = path.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    !path.exists() && !known.contains(&ending)
}
