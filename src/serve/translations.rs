//! What is wrong with the translations: all of it once, then that of pages that were edited.
//!
//! To look at every page takes longer than anybody waits for an edit. What an edit changes about other pages, whose terms it
//! may have made the odd ones, is seen when the server begins anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Examined, Loaded};
use crate::locale::Locale;
use crate::model::Model;
use crate::parse::Page;

/// Of more pages than these, all are looked at again.
const MOST: usize = 200;

/// What was found in translations, kept from one model to the next.
#[derive(Debug, Default)]
pub(super) struct Translations {
    pub(super) found: Examined,
    /// Whether every page has been looked at.
    whole: bool,
    /// The pages that have changed since.
    changed: BTreeSet<(Locale, Arc<str>)>,
}

impl Translations {
    /// Looks at what has not been looked at.
    pub(super) fn look(&mut self, loaded: &Loaded, model: &Model) {
        let mut changed = std::mem::take(&mut self.changed);
        // What the English says now makes its translations stale.
        let english = changed.iter().filter(|(locale, _)| *locale == loaded.source);
        let english: Vec<Arc<str>> = english.map(|(_, page)| Arc::clone(page)).collect();
        for page in english {
            changed.extend(loaded.locales.iter().map(|locale| (locale.clone(), Arc::clone(&page))));
        }
        if !self.whole || changed.len() > MOST {
            self.found = loaded.examiner.examine(loaded, model, None);
            self.whole = true;
            return;
        }
        if changed.is_empty() {
            return;
        }
        let Examined { findings, lags } = loaded.examiner.examine(loaded, model, Some(&changed));
        let is_changed = |locale: &Locale, page: &Arc<str>| {
            changed.iter().any(|(own, changed)| own == locale && changed == page)
        };
        self.found.findings.retain(|old| match (&old.locale, &old.page) {
            (Some(locale), Some(page)) => !is_changed(locale, page),
            _ => true,
        });
        self.found.findings.extend(findings);
        for (locale, lags) in lags {
            let own = self.found.lags.entry(locale.clone()).or_default();
            own.retain(|page, _| !is_changed(&locale, page));
            own.extend(lags);
        }
    }

    /// Takes note of which of these pages, which were edited, are other than those that are there.
    pub(super) fn edited(&mut self, loaded: &Loaded, pages: &[Page]) {
        let old = texts(&loaded.pages);
        for (page, text) in texts(pages) {
            if old.get(&page) != Some(&text) {
                self.changed.insert((page.1.clone(), Arc::clone(page.0)));
            }
        }
    }

    /// Takes note of what is other in what was read `anew`.
    pub(super) fn replace(&mut self, before: &Loaded, anew: &Loaded) {
        let same = before.examiner.settings() == anew.examiner.settings()
            && before.source == anew.source
            && before.locales == anew.locales;
        if !same {
            self.whole = false;
            return;
        }
        let (old, new) = (texts(&before.pages), texts(&anew.pages));
        let of = |one: &Texts<'_>, other: &Texts<'_>| -> Vec<(Locale, Arc<str>)> {
            let differs = one.iter().filter(|(page, text)| other.get(*page) != Some(*text));
            differs.map(|((key, locale), _)| ((*locale).clone(), Arc::clone(key))).collect()
        };
        self.changed.extend(of(&old, &new).into_iter().chain(of(&new, &old)));
    }
}

/// The texts of pages in both languages, by key and locale.
type Texts<'a> = BTreeMap<(&'a Arc<str>, &'a Locale), (&'a str, &'a str)>;

fn texts(pages: &[Page]) -> Texts<'_> {
    let sheets = pages.iter().map(|page| &page.sheet);
    sheets
        .map(|sheet| {
            let text = (sheet.unwoven.source.as_str(), sheet.unwoven.target.as_str());
            ((&sheet.key, &sheet.locale), text)
        })
        .collect()
}
