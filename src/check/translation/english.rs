//! The newest English beside the translations, and how the rules about freshness look at both.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::allow::Allowed;
use super::{FRESHNESS_CHECKS, FreshnessCheck, Levels, Subject};
use crate::diagnostic::{Diagnostic, Rule};
use crate::locale::Locale;
use crate::memory::freshness::{self, Freshness, Lags, PageFreshness, Translation, source_commit};
use crate::parse::{Page, Sheet};
use crate::read::upstream::Texts;
use crate::segment::Unwoven;
use crate::span::Span;

/// The pages of a locale beside all English pages.
pub struct Beside<'a> {
    /// The locale.
    pub(super) locale: &'a Locale,
    /// Its pages.
    pub(super) sheets: Vec<&'a Sheet>,
    /// How fresh they are, in the same order.
    pub(super) fresh: Freshness<'a>,
}

/// Where a translation lags behind.
pub(super) enum Lagging<'a> {
    /// In a segment of a page.
    At(usize, u32),
    /// Behind a place of a page's source text, where that is known.
    Behind(usize, Option<Span>),
    /// On a page as a whole.
    Page(usize),
    /// By a page that is not there.
    Lacking(&'a str),
}

/// One thing in which a translation lags behind.
pub(super) struct Lag<'a> {
    /// Where.
    pub(super) at: Lagging<'a>,
    /// What, in lower case without a full stop.
    pub(super) message: String,
    /// The English that it is about, where that is no segment's.
    pub(super) source: Option<&'a str>,
    /// What the reader may do.
    pub(super) help: Option<Cow<'static, str>>,
}

/// The English pages among those that were given: all that is known of the newest English without its repository.
pub fn given_english(pages: &[Page], source: &Locale) -> Texts {
    let english = pages.iter().map(|page| &page.sheet).filter(|sheet| sheet.locale == *source);
    Texts::newest(english.map(|sheet| (sheet.key.to_string(), Arc::from(sheet.unwoven.source.as_str()))))
}

/// The segments of a page, by their indices, whose English is not said any more, and what is said in its place where one
/// sentence is like it.
pub fn stale<'a>(page: &'a str, unwoven: &'a Unwoven, english: &'a Texts) -> Vec<(u32, Option<&'a str>)> {
    freshness::page(&translation(page, unwoven, english)).successors(unwoven)
}

/// Finds where the translations lag behind the English, locale by locale, and how far; nothing where no English is known.
///
/// The findings have the rules' own severities; rules that `levels` turns off are not asked.
pub fn behind(subject: &Subject<'_>, english: &Texts, levels: &Levels) -> (Vec<Diagnostic>, Lags) {
    let checks: Vec<&FreshnessCheck> =
        FRESHNESS_CHECKS.iter().filter(|check| levels.asks(check.rule)).collect();
    let (mut found, mut all) = (Vec::new(), Lags::new());
    if checks.is_empty() || english.now.is_empty() {
        return (found, all);
    }
    for beside in besides(subject, english) {
        let lags = checks.iter().flat_map(|check| {
            (check.find)(&beside).into_iter().map(|lag| (check.rule, lag)).collect::<Vec<_>>()
        });
        found.extend(beside.report(lags.collect()));
        all.insert(beside.locale.clone(), beside.lags(levels));
    }
    // Of some pages alone, nothing is known about those that are not there.
    found.retain(|finding| match (&finding.locale, &finding.page) {
        (Some(locale), Some(page)) => subject.wants(locale, page),
        _ => true,
    });
    (found, all)
}

/// Every translated locale beside the English.
fn besides<'a>(subject: &Subject<'a>, english: &'a Texts) -> Vec<Beside<'a>> {
    let of_locale = |locale: &'a Locale| {
        let is_wanted = |sheet: &&Sheet| sheet.locale == *locale && subject.wants(locale, &sheet.key);
        (locale, subject.pages.iter().map(|page| &page.sheet).filter(is_wanted).collect())
    };
    let locales = subject.locales.iter().filter(|locale| *locale != subject.source);
    let locales: Vec<(&Locale, Vec<&Sheet>)> = locales.map(of_locale).collect();
    let sheets: Vec<&Sheet> = locales.iter().flat_map(|(_, sheets)| sheets).copied().collect();
    let translations: Vec<Translation<'_>> =
        sheets.par_iter().map(|sheet| translation(&sheet.key, &sheet.unwoven, english)).collect();
    let mut fresh = freshness::pages(&translations).into_iter();
    let beside = |(locale, sheets): (&'a Locale, Vec<&'a Sheet>)| {
        let own = fresh.by_ref().take(sheets.len()).collect();
        Beside { locale, sheets, fresh: Freshness::of(own, english.now.keys().map(String::as_str)) }
    };
    locales.into_iter().map(beside).collect()
}

fn translation<'a>(page: &'a str, unwoven: &'a Unwoven, english: &'a Texts) -> Translation<'a> {
    let then = source_commit(unwoven).and_then(|commit| english.then(commit, page));
    Translation { page, unwoven, then, now: english.now(page) }
}

impl<'a> Beside<'a> {
    /// The pages with how fresh each is, and its index.
    pub(super) fn pages(&self) -> impl Iterator<Item = (usize, &'a Sheet, &PageFreshness<'a>)> {
        self.sheets
            .iter()
            .zip(&self.fresh.pages)
            .enumerate()
            .map(|(index, (sheet, fresh))| (index, *sheet, fresh))
    }

    /// How far its pages are behind, by what `levels` want to know.
    fn lags(&self, levels: &Levels) -> BTreeMap<Arc<str>, freshness::Lag> {
        let (stale, missing) =
            (levels.asks(&super::stale_segment::RULE), levels.asks(&super::missing_segment::RULE));
        let lag = |(_, sheet, fresh): (usize, &Sheet, &PageFreshness<'_>)| {
            let lag = fresh.lag();
            let lag = freshness::Lag {
                stale: if stale { lag.stale } else { 0 },
                missing: if missing { lag.missing } else { 0 },
            };
            (lag != freshness::Lag::default()).then(|| (Arc::clone(&sheet.key), lag))
        };
        self.pages().filter_map(lag).collect()
    }

    /// The diagnostics, page by page: weaving the file is what costs, once a page.
    fn report(&self, lags: Vec<(&'static Rule, Lag<'a>)>) -> Vec<Diagnostic> {
        let mut by_page: HashMap<usize, Vec<(&'static Rule, Lag<'a>)>> = HashMap::new();
        let mut found = Vec::new();
        for (rule, lag) in lags {
            match lag.at {
                Lagging::Lacking(page) => found.push(Diagnostic {
                    locale: Some(self.locale.clone()),
                    page: Some(page.into()),
                    help: lag.help.map(Cow::into_owned),
                    ..Diagnostic::bare(rule, lag.message)
                }),
                Lagging::At(page, _) | Lagging::Behind(page, _) | Lagging::Page(page) => {
                    by_page.entry(page).or_default().push((rule, lag));
                }
            }
        }
        let mut by_page: Vec<_> = by_page.into_iter().collect();
        by_page.sort_by_key(|(page, _)| *page);
        let on_pages = by_page.into_par_iter().map(|(page, lags)| report_page(self.sheets[page], lags));
        found.extend(on_pages.collect::<Vec<_>>().into_iter().flatten());
        found
    }
}

/// The diagnostics of one page.
fn report_page(sheet: &Sheet, lags: Vec<(&'static Rule, Lag<'_>)>) -> Vec<Diagnostic> {
    let unwoven = &sheet.unwoven;
    let place = sheet.place();
    let allowed = Allowed::of(&place.text);
    let report = |(rule, lag): (&'static Rule, Lag<'_>)| {
        let mut diagnostic = match lag.at {
            Lagging::At(_, index) => {
                let segment = &unwoven.segments[index as usize];
                Diagnostic {
                    id: Some(unwoven.id_of(segment).to_owned()),
                    source: Some(segment.source.of(&unwoven.source).to_owned()),
                    target: Some(segment.target.of(&unwoven.target).to_owned()),
                    ..place.report(rule, segment.source_in_file, lag.message)
                }
            }
            Lagging::Behind(_, Some(at)) => place.report(rule, unwoven.source_to_file(at), lag.message),
            _ => place.report(rule, Span::new(0, 0), lag.message),
        };
        diagnostic.source = diagnostic.source.or_else(|| lag.source.map(str::to_owned));
        diagnostic.help = lag.help.map(Cow::into_owned);
        diagnostic
    };
    let found = lags.into_iter().map(report);
    found.filter(|finding| !allowed.allows(finding.rule, finding.line)).collect()
}
