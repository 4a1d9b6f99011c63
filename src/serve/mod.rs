//! The site while its pages are edited: served from memory, made page by page when somebody asks, shown anew on a change.
//!
//! `workshop` is the one thread that holds the pages and makes files of them; `http` hands those out; `watch` tells the
//! workshop what changed; `news` is what browsers are told; `translations` keeps what checks have found. Nothing is written anywhere, and no path of a request ever
//! becomes a path of the disk: the site knows its files by name.

mod http;
mod news;
mod translations;
mod watch;
mod workshop;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostic::{Diagnostic, Rule};
use crate::emit::rust;
use crate::emit::site::{Lags, Theme};
use crate::locale::Locale;
use crate::model::Model;
use crate::parse::Page;
use crate::read::Book;

/// Makes the model of pages, with all that is known beside them.
pub type Modeller =
    dyn Fn(&[Page], &[Locale], &BTreeMap<Locale, Book>, &Locale) -> (Model, Vec<Diagnostic>) + Send;

/// What is wrong with translations, as the site shows it.
#[derive(Debug, Default)]
pub struct Examined {
    /// The findings.
    pub findings: Vec<Diagnostic>,
    /// How far pages are behind the English.
    pub lags: Lags,
}

/// Looks for what is wrong with pages beyond what reading and modelling find.
pub trait Examine: Send {
    /// What is wrong with the translations; on these pages alone, by locale and key, where some are named.
    fn examine(
        &self,
        loaded: &Loaded,
        model: &Model,
        only: Option<&BTreeSet<(Locale, Arc<str>)>>,
    ) -> Examined;

    /// Of other findings those that the site shows, as it shows them.
    fn shown(&self, found: Vec<Diagnostic>, locales: &[Locale]) -> Vec<Diagnostic>;

    /// What decides what is looked for, beside the pages: where it is the same, so is what is found.
    fn settings(&self) -> &str;
}

/// Everything that was read, and what else a site is made of.
pub struct Loaded {
    /// The book's title.
    pub title: Option<String>,
    /// Where links from the root lead.
    pub link_root: String,
    /// The language of the source halves.
    pub source: Locale,
    /// The locales that were given.
    pub locales: Vec<Locale>,
    /// Tables of contents and media.
    pub books: BTreeMap<Locale, Book>,
    /// All pages, sorted by key and locale.
    pub pages: Vec<Page>,
    /// What was found on the way.
    pub findings: Vec<Diagnostic>,
    /// How pages' items are declared in Rust.
    pub rust: rust::Options,
    /// The rules that may find something, for their explanations.
    pub rules: Vec<&'static Rule>,
    /// Templates and files.
    pub theme: Theme,
    /// Makes the model.
    pub model: Box<Modeller>,
    /// Checks translations.
    pub examiner: Box<dyn Examine>,
    /// What to watch.
    pub watched: Watched,
    /// When reading began.
    pub since: SystemTime,
}

/// What the site depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// Folders with all that is in them.
    pub folders: Vec<PathBuf>,
    /// Single files; they need not be there yet.
    pub files: Vec<PathBuf>,
}

/// Why the site could not be made anew.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Trouble {
    /// What failed.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// What is served: how it is read, and who is told what happens.
pub trait Project: Send + Sync + 'static {
    /// Reads everything anew.
    ///
    /// # Errors
    ///
    /// When it cannot be read; the site stays what it was.
    fn load(&self) -> Result<Loaded, Trouble>;

    /// Says in a line what happened.
    fn say(&self, line: &str);
}

/// Serves until somebody interrupts the program; `ready` gets the address once it can be asked.
///
/// # Errors
///
/// When the pages cannot be read, or the system refuses sockets, threads or signals.
pub fn run(
    project: Arc<dyn Project>,
    listener: TcpListener,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Trouble> {
    let failed =
        |error: io::Error| Trouble { message: format!("the site cannot be served: {error}"), help: None };
    let address = listener.local_addr().map_err(failed)?;
    let loaded = project.load()?;
    let news = Arc::new(news::News::new());
    let workshop = workshop::open(project, loaded, Arc::clone(&news)).map_err(failed)?;
    ready(address);
    http::serve(listener, workshop, news).map_err(failed)
}
