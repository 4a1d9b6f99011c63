//! What every command begins with: sources → pages, and mostly the model.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::{Common, Failure, OutputFolder, Sources, examine, report};
use crate::check::translation::{Levels, Subject};
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::model::Api;
use crate::parse::{self, Page};
use crate::read::{self, Book, Catalogue, Config, Document, Source};
use crate::segment::{Unwoven, unweave};

/// The languages of the bindings' documentation.
pub(super) struct Docs {
    /// The one that comes first.
    pub locale: Locale,
    /// The one that stands beside it.
    pub beside: Option<Locale>,
}

/// Pages and what was found on the way.
pub(super) struct Input {
    pub(super) config: Config,
    levels: Levels,
    pub(super) source: Locale,
    pub(super) locales: Vec<Locale>,
    pub(super) books: std::collections::BTreeMap<Locale, Book>,
    pub(super) pages: Vec<Page>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What was read.
    pub(super) sources: Vec<Source>,
}

/// What is to be read, and with which settings.
#[derive(Clone, Debug)]
pub(super) struct Project {
    pub(super) config: Config,
    /// The levels of its rules.
    pub(super) levels: Levels,
    pub(super) sources: Vec<Source>,
    pub(super) source: Locale,
}

/// The sources that are named, or those of `mapidoc.toml`, or the sample.
pub(super) fn project(sources: &Sources) -> Result<Project, Failure> {
    let here = Path::new("");
    let config = Config::find(here)?;
    let sources: Vec<Source> = if !sources.sources.is_empty() {
        sources.sources.iter().map(|source| Source::parse(source)).collect::<Result<_, _>>()?
    } else if let Some(config) = config.as_ref().filter(|config| !config.sources.is_empty()) {
        config.sources(here)?
    } else {
        read::sample::sources()
    };
    let mut config = config.unwrap_or_default();
    if config.title.is_none() && matches!(sources.first(), Some(Source::Sample { .. })) {
        config.title = Some(read::sample::TITLE.to_owned());
    }
    let source = config.source_locale()?;
    // A misspelt level is told before anything is made.
    let levels = examine::levels(&config.check, &[])?;
    Ok(Project { config, levels, sources, source })
}

/// Reads and parses the pages of the sources that are named, or of `mapidoc.toml`, or of the sample.
pub(super) fn pages(sources: &Sources, common: &Common) -> Result<Input, Failure> {
    project(sources)?.read(common)
}

impl Project {
    /// The folder to write into.
    pub(super) fn output(&self, given: &OutputFolder) -> PathBuf {
        given.output.clone().or_else(|| self.config.output.clone()).unwrap_or_else(|| PathBuf::from("dist"))
    }

    /// Reads and parses the pages.
    pub(super) fn read(self, common: &Common) -> Result<Input, Failure> {
        self.read_noting(common, |_| ())
    }

    /// The same; each page is handed to `note` before it is parsed.
    pub(super) fn read_noting(
        self,
        common: &Common,
        note: impl Fn(&Document) + Sync,
    ) -> Result<Input, Failure> {
        let Self { config, levels, sources, source } = self;
        let spinner = progress(common, None, "reading pages");
        let (library, mut diagnostics) = read::read(&sources)?;
        spinner.finish_and_clear();
        let bar = progress(common, Some(library.documents.len()), "parsing pages");
        let parsed: Vec<(Page, Vec<Diagnostic>)> = library
            .documents
            .into_par_iter()
            .map(|document| {
                note(&document);
                let parsed = parse::parse(document);
                bar.inc(1);
                parsed
            })
            .collect();
        bar.finish_and_clear();
        let mut pages = Vec::with_capacity(parsed.len());
        for (page, mut findings) in parsed {
            pages.push(page);
            diagnostics.append(&mut findings);
        }
        Ok(Input {
            config,
            levels,
            source,
            locales: library.locales,
            books: library.books,
            pages,
            diagnostics,
            sources,
        })
    }
}

impl Input {
    /// Says what a newcomer to translation work may not expect.
    pub(super) fn tell(&self, common: &Common) {
        let locales: Vec<Locale> =
            self.locales.iter().filter(|locale| **locale != self.source).cloned().collect();
        let is_bilingual = |locale: &Locale| {
            let mut sheets = self.pages.iter().map(|page| &page.sheet);
            sheets.any(|sheet| sheet.locale == *locale && sheet.unwoven.is_bilingual())
        };
        tell(&self.sources, &locales, is_bilingual, common);
    }

    /// Takes what was found so far, with the levels of `mapidoc.toml`.
    pub(super) fn told(&mut self) -> Vec<Diagnostic> {
        examine::at_levels(std::mem::take(&mut self.diagnostics), &self.levels)
    }

    /// The pages as what is checked.
    pub(super) fn subject<'a>(&'a self, api: &'a Api) -> Subject<'a> {
        Subject { pages: &self.pages, locales: &self.locales, source: &self.source, api, only: None }
    }

    /// The locales of the bindings' documentation: those named (`es-ES` or `es-ES+en-US`), else the source language.
    pub(super) fn docs(&self, given: Option<&str>) -> Result<Docs, Failure> {
        let Some(tags) = given.or(self.config.docs.as_deref()) else {
            return Ok(Docs { locale: self.source.clone(), beside: None });
        };
        match tags.split_once('+') {
            Some((own, beside)) => {
                Ok(Docs { locale: self.docs_locale(own)?, beside: Some(self.docs_locale(beside)?) })
            }
            None => Ok(Docs { locale: self.docs_locale(tags)?, beside: None }),
        }
    }

    fn docs_locale(&self, tag: &str) -> Result<Locale, Failure> {
        let known = |locale: &Locale| self.locales.contains(locale) || *locale == self.source;
        let list = || self.locales.iter().map(Locale::as_str).collect::<Vec<_>>().join(", ");
        Locale::parse(tag).filter(known).ok_or_else(|| Failure {
            message: format!("`{tag}` is not a locale of these pages"),
            help: Some(format!("--docs takes one of {}, or two joined by `+`", list())),
        })
    }
}

/// Hands on the pages of a catalogue one by one, and notes which locales have any that are bilingual.
pub(super) struct Pages {
    pub(super) catalogue: Catalogue,
    /// What was found on the way.
    pub(super) diagnostics: Vec<Diagnostic>,
    bilingual: BTreeSet<Locale>,
}

impl Pages {
    pub(super) fn of((catalogue, diagnostics): (Catalogue, Vec<Diagnostic>)) -> Self {
        Self { catalogue, diagnostics, bilingual: BTreeSet::new() }
    }

    /// Hands on the pages of a locale.
    pub(super) fn hand_on(
        &mut self,
        locale: &Locale,
        mut page: impl FnMut(&str, &Unwoven) -> io::Result<()>,
    ) -> io::Result<()> {
        self.catalogue.hand_on(locale, &mut self.diagnostics, |document| {
            let unwoven = unweave(&document.text);
            if unwoven.is_bilingual() && !self.bilingual.contains(locale) {
                self.bilingual.insert(locale.clone());
            }
            page(&document.key, &unwoven)
        })
    }

    /// Says what there is to say once all were handed on.
    pub(super) fn tell(self, sources: &[Source], translated: &[Locale], levels: &Levels, common: &Common) {
        tell(sources, translated, |locale| self.bilingual.contains(locale), common);
        report::findings(examine::at_levels(self.diagnostics, levels), &self.catalogue.locales, common);
    }
}

/// Says on standard error what a newcomer may not expect: that the pages are the sample's, or that a locale has none to translate.
pub(super) fn tell(
    sources: &[Source],
    locales: &[Locale],
    is_bilingual: impl Fn(&Locale) -> bool,
    common: &Common,
) {
    if common.quiet {
        return;
    }
    if matches!(sources.first(), Some(Source::Sample { .. })) {
        eprintln!(
            "note: no SOURCE is named, here or in mapidoc.toml: these are the pages of the built-in sample"
        );
    }
    for locale in locales.iter().filter(|locale| !is_bilingual(locale)) {
        eprintln!("note: no page of {locale} is bilingual: it has no segments");
    }
}

/// A progress bar on a terminal; nothing elsewhere.
pub(super) fn progress(common: &Common, length: Option<usize>, message: &'static str) -> ProgressBar {
    let target = if common.quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(length.map(|length| length as u64), target);
    let template =
        if length.is_some() { "{msg:>20} {bar:30} {pos}/{len} {eta}" } else { "{msg:>20} {spinner}" };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(message);
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
