//! What `[check]` of `mapidoc.toml` makes of pages: which rules of translations are asked, and what their findings count.
//!
//! `mapidoc check` prints what the site shows: both ask here.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::baseline::Baseline;
use super::upstream::{self, UpstreamOption};
use super::{Failure, explain};
use crate::check;
use crate::check::translation::{self, Level, Levels, PathLevels, Subject};
use crate::diagnostic::rule::RULES;
use crate::diagnostic::{Diagnostic, settle};
use crate::locale::Locale;
use crate::memory::freshness::Lags;
use crate::parse::Page;
use crate::read::CheckConfig;
use crate::read::upstream::Texts;

/// What a project asks of its pages.
pub(super) struct Examiner {
    levels: Levels,
    /// Rule → whether it is on by default.
    on: HashMap<&'static str, bool>,
    /// The English repository's pages, where one is named; else those among the sources are asked.
    english: Option<Texts>,
    /// Findings that are known, where the site leaves them out.
    baseline: Option<Baseline>,
    /// Whether findings are wanted without what repeats their pages. A baseline knows them by that.
    lean: bool,
    /// All of it as text.
    pub(super) settings: String,
}

/// What was found in translations.
#[derive(Debug, Default)]
pub(super) struct Examined {
    pub(super) findings: Vec<Diagnostic>,
    /// How far pages are behind the English.
    pub(super) lags: Lags,
    /// Whether there was English to compare with.
    pub(super) has_english: bool,
}

impl Examiner {
    /// What the file asks, with rules that are asked for by name. `pages` are those whose English is looked up.
    pub(super) fn new(
        config: &CheckConfig,
        only: &[String],
        upstream: &UpstreamOption,
        pages: &[Page],
        source: &Locale,
    ) -> Result<Self, Failure> {
        let english = match upstream.named(config) {
            Some(named) => {
                let sheets = pages.iter().map(|page| &page.sheet).filter(|sheet| sheet.locale != *source);
                let pages: Vec<_> = sheets.map(|sheet| (&*sheet.key, &sheet.unwoven)).collect();
                Some(upstream::texts(named, &pages)?)
            }
            None => None,
        };
        Ok(Self {
            levels: levels(config, only)?,
            on: check::rules().map(|rule| (rule.name, rule.on)).collect(),
            english,
            baseline: None,
            lean: false,
            settings: format!("{config:?} {only:?} {upstream:?}"),
        })
    }

    /// The same, which leaves out what the baseline of `mapidoc.toml` knows.
    pub(super) fn for_site(mut self, config: &CheckConfig) -> Result<Self, Failure> {
        if let Some(path) = &config.baseline {
            let baseline = Baseline::read(path)?;
            let _ = write!(self.settings, "{baseline:?}");
            self.baseline = Some(baseline);
        }
        self.lean = self.baseline.is_none();
        Ok(self)
    }

    /// Whether a rule is asked that wants the API's names, or that finds something where the model is made.
    pub(super) fn wants_model(&self) -> bool {
        let of_names = translation::rules().filter(|rule| translation::asks_for_names(rule));
        RULES.iter().copied().chain(of_names).any(|rule| self.levels.asks(rule))
    }

    /// What the rules of translations find, with their own severities.
    pub(super) fn find(&self, subject: &Subject<'_>) -> Examined {
        let kept = |finding| if self.lean { lean(finding) } else { finding };
        let findings = translation::check(subject, &self.levels, kept);
        if !translation::asks_for_english(&self.levels) {
            return Examined { findings, ..Examined::default() };
        }
        let given;
        let english = if let Some(english) = &self.english {
            english
        } else {
            given = translation::given_english(subject.pages, subject.source);
            &given
        };
        let (behind, lags) = translation::behind(subject, english, &self.levels);
        let findings = findings.into_iter().chain(behind).collect();
        Examined { findings, lags, has_english: !english.now.is_empty() }
    }

    /// The findings with the levels that the project gives them, without those that it wants none of.
    pub(super) fn judged(&self, found: impl IntoIterator<Item = Diagnostic>) -> Vec<Diagnostic> {
        let judge = |finding: Diagnostic| {
            let on = self.on.get(finding.rule).copied().unwrap_or(true);
            self.levels.apply(finding, on)
        };
        found.into_iter().filter_map(judge).collect()
    }

    /// The findings as the site shows them: judged, each locale's own, without those that the baseline knows.
    pub(super) fn shown(&self, found: Vec<Diagnostic>, locales: &[Locale]) -> Vec<Diagnostic> {
        let mut judged = self.judged(found);
        if let Some(baseline) = &self.baseline {
            // The baseline has what `mapidoc check` says: what several locales have in common, once.
            let (new, _) = baseline.clone().unknown(settle(judged.clone(), locales));
            let new: HashSet<What> = new.iter().map(what).collect();
            judged.retain(|finding| new.contains(&what(finding)));
        }
        judged.into_iter().map(lean).collect()
    }
}

/// A finding without what repeats the page, which the site shows itself: it has ten thousands of findings.
fn lean(finding: Diagnostic) -> Diagnostic {
    Diagnostic { excerpt: None, source: None, target: None, fix: None, help: None, ..finding }
}

/// What a finding says, wherever it stands in its file; of what is said of a segment, in which locale.
type What = (&'static str, Option<Arc<str>>, String, Option<(Locale, Option<String>)>);

fn what(finding: &Diagnostic) -> What {
    let own = finding.id.is_some().then(|| finding.locale.clone()).flatten();
    let own = own.map(|locale| (locale, finding.id.clone()));
    (finding.rule, finding.page.clone(), finding.message.clone(), own)
}

/// What was found by rules that are on of themselves, with the project's levels.
///
/// Findings of reading and modelling come with whatever a command makes; who turns a rule off wants none of it there either.
pub(super) fn at_levels(found: Vec<Diagnostic>, levels: &Levels) -> Vec<Diagnostic> {
    found.into_iter().filter_map(|finding| levels.apply(finding, true)).collect()
}

/// The levels of `mapidoc.toml`; rules that are asked for by name are on.
pub(super) fn levels(config: &CheckConfig, only: &[String]) -> Result<Levels, Failure> {
    let mut levels = Levels { rules: read_levels(&config.rules)?, paths: Vec::new() };
    for path in &config.paths {
        levels.paths.push(PathLevels { pages: path.pages.clone(), rules: read_levels(&path.rules)? });
    }
    if !only.is_empty() {
        levels.only(only, check::rules());
    }
    for name in only {
        let rule = explain::find(name)?;
        let level = Level::from(rule.severity);
        let own = levels.rules.entry(name.clone()).or_insert(level);
        if *own == Level::Off {
            *own = level;
        }
    }
    Ok(levels)
}

fn read_levels(words: &BTreeMap<String, String>) -> Result<BTreeMap<String, Level>, Failure> {
    let read = |(name, word): (&String, &String)| {
        explain::find(name).map_err(|unknown| Failure {
            message: format!("mapidoc.toml: {}", unknown.message),
            ..unknown
        })?;
        let level = Level::parse(word).ok_or_else(|| Failure {
            message: format!("mapidoc.toml: `{word}` is no level for `{name}`"),
            help: Some("a level is off, info, warning or error".to_owned()),
        })?;
        Ok((name.clone(), level))
    };
    words.iter().map(read).collect()
}
