//! What browsers are told: that a page is another one now, what is new to find fault with on it, why nothing could be made.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use serde::Serialize;
use tokio::sync::watch;

use super::Trouble;
use crate::diagnostic::Diagnostic;

/// How many changes are remembered; a browser that slept through more loads its page anew.
const REMEMBERED: usize = 256;

/// The state of the site, as far as browsers care.
pub(super) struct News {
    /// Tells this run of the server from earlier ones.
    run: String,
    state: Mutex<State>,
    version: watch::Sender<u64>,
}

#[derive(Default)]
struct State {
    version: u64,
    /// Which pages each change touched: their stems below a locale's folder; `None` for all.
    changes: Vec<(u64, Option<BTreeSet<String>>)>,
    trouble: Option<Trouble>,
    /// New findings by a page's stem.
    findings: HashMap<String, Vec<Found>>,
}

/// A finding as a browser shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Found {
    severity: &'static str,
    rule: &'static str,
    message: String,
    place: String,
    help: Option<String>,
}

impl Found {
    pub(super) fn of(diagnostic: &Diagnostic) -> Self {
        let path = diagnostic.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        let place = match diagnostic.line {
            0 => path,
            line => format!("{path}:{line}:{}", diagnostic.column),
        };
        Self {
            severity: diagnostic.severity.name(),
            rule: diagnostic.rule,
            message: diagnostic.message.clone(),
            place,
            help: diagnostic.help.clone(),
        }
    }
}

/// What is answered to a browser that asks.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Answer {
    /// What to ask with next time.
    pub(super) since: String,
    /// Whether the page is another one than that the browser has.
    pub(super) reload: bool,
    trouble: Option<Trouble>,
    findings: Vec<Found>,
}

impl News {
    pub(super) fn new() -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self { run: format!("{:x}", now.as_nanos()), state: Mutex::default(), version: watch::Sender::new(0) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a page that is made now may ask with.
    pub(super) fn now(&self) -> String {
        format!("{}-{}", self.run, self.lock().version)
    }

    /// Wakes whenever there is something to tell.
    pub(super) fn subscribe(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Pages are others now: those of these stems, or all.
    pub(super) fn changed(&self, pages: Option<BTreeSet<String>>) {
        self.tell(|state| {
            state.changes.push((state.version, pages));
            let surplus = state.changes.len().saturating_sub(REMEMBERED);
            state.changes.drain(..surplus);
        });
    }

    /// What is newly wrong with a page.
    pub(super) fn found(&self, stem: &str, findings: Vec<Found>) {
        let known = self.lock().findings.get(stem).cloned().unwrap_or_default();
        if known != findings {
            self.tell(|state| {
                state.findings.insert(stem.to_owned(), findings);
            });
        }
    }

    /// Why nothing could be made, or that it could again.
    pub(super) fn trouble(&self, trouble: Option<Trouble>) {
        if self.lock().trouble != trouble {
            self.tell(|state| state.trouble = trouble);
        }
    }

    fn tell(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.lock();
        state.version += 1;
        change(&mut state);
        self.version.send_replace(state.version);
    }

    /// What to tell a browser that shows the page of `stem` and last heard of `since`; `None` while there is nothing new.
    pub(super) fn answer(&self, since: &str, stem: &str, at_once: bool) -> Option<Answer> {
        let state = self.lock();
        let heard =
            since.strip_prefix(&self.run).and_then(|rest| rest.strip_prefix('-')?.parse::<u64>().ok());
        if heard == Some(state.version) && !at_once {
            return None;
        }
        let forgotten = state.changes.len() == REMEMBERED && state.changes.first().map(|(at, _)| *at) > heard;
        let touches =
            |pages: &Option<BTreeSet<String>>| pages.as_ref().is_none_or(|pages| pages.contains(stem));
        let newer = |at: u64| heard.is_some_and(|heard| at > heard);
        let changed = state.changes.iter().any(|(at, pages)| newer(*at) && touches(pages));
        Some(Answer {
            since: format!("{}-{}", self.run, state.version),
            // Another run's page is another page.
            reload: heard.is_none() || changed || forgotten,
            trouble: state.trouble.clone(),
            findings: state.findings.get(stem).cloned().unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_loaded_anew_when_it_changed_and_only_then() {
        let news = News::new();
        let first = news.now();
        assert_eq!(news.answer(&first, "a", false), None);
        assert!(!news.answer(&first, "a", true).unwrap().reload);
        news.changed(Some(["a".to_owned()].into()));
        assert!(news.answer(&first, "a", false).unwrap().reload);
        let other = news.answer(&first, "b", false).unwrap();
        assert!(!other.reload);
        assert_eq!(news.answer(&other.since, "b", false), None);
        news.changed(None);
        assert!(news.answer(&other.since, "b", false).unwrap().reload);
        assert!(news.answer("another run-3", "b", false).unwrap().reload);
        for _ in 0..2 * REMEMBERED {
            news.changed(Some(BTreeSet::new()));
        }
        assert!(news.answer(&first, "b", false).unwrap().reload, "too much to remember");
    }

    #[test]
    fn trouble_and_findings_are_told_without_loading_anew() {
        let news = News::new();
        let first = news.now();
        news.trouble(None);
        news.found("a", Vec::new());
        assert_eq!(news.answer(&first, "a", false), None, "nothing is new");
        news.trouble(Some(Trouble { message: "m".to_owned(), help: None }));
        let answer = news.answer(&first, "a", false).unwrap();
        assert!(!answer.reload && answer.trouble.is_some());
    }
}
