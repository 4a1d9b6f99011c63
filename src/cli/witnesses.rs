//! What completes the pages: the supplement and C headers, as the commands that make a model take them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::input::Input;
use super::{Common, Failure, input};
use crate::check::Comparison;
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::model::facts::Facts;
use crate::model::supplement::Supplement;
use crate::model::{self, Model, Verified, Words, headers, witness};
use crate::parse::Page;
use crate::read::{Book, Config};

/// The word for no supplement at all.
const NONE: &str = "none";

/// What is known beside the pages.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Witnesses {
    /// A folder of C headers that fill gaps of the pages; where both disagree, that is reported
    #[arg(long, value_name = "DIR")]
    pub(super) headers: Option<PathBuf>,
    /// A supplement of corrections and facts, or `none`; the built-in one, for MAPI, unless said
    #[arg(long, value_name = "FILE")]
    pub(super) supplement: Option<PathBuf>,
}

impl Witnesses {
    /// The supplement's file, where one is named.
    pub(super) fn supplement_file<'a>(&'a self, config: &'a Config) -> Option<&'a Path> {
        let named = self.supplement.as_deref().or(config.supplement.as_deref());
        named.filter(|path| *path != Path::new(NONE))
    }

    /// The folder of headers, where one is named.
    pub(super) fn headers_folder<'a>(&'a self, config: &'a Config) -> Option<&'a Path> {
        self.headers.as_deref().or(config.headers.as_deref())
    }
}

/// What witnesses say, read.
pub(super) struct Known {
    supplement: Supplement,
    headers: Option<Facts>,
}

impl Known {
    /// The model of pages, corrected and completed, and what was found on the way.
    pub(super) fn model(
        &self,
        pages: &[Page],
        locales: &[Locale],
        books: &BTreeMap<Locale, Book>,
        source: &Locale,
        words: Words<'_>,
    ) -> (Model, Vec<Diagnostic>) {
        let (mut model, mut findings) = model::build(pages, locales, books, source, words);
        findings.extend(self.supplement.correct(&mut model.api));
        if let Some(facts) = &self.headers {
            let comparison = Comparison::new(&model.api, facts);
            findings.extend(comparison.disagreements().iter().map(|found| found.diagnostic(pages)));
            witness::complete(&mut model.api, pages, facts, Verified::Headers);
        }
        witness::complete(&mut model.api, pages, &self.supplement.facts, Verified::Supplement);
        findings.extend(model::unplaced(&model.api, pages));
        (model, findings)
    }
}

impl Input {
    /// Makes the model: of the pages, corrected by the supplement, compared with the headers and completed by both.
    pub(super) fn model(
        &mut self,
        witnesses: &Witnesses,
        words: Words<'_>,
        common: &Common,
    ) -> Result<Model, Failure> {
        let known = self.known(witnesses)?;
        let spinner = input::progress(common, None, "building the model");
        let (model, mut findings) = known.model(&self.pages, &self.locales, &self.books, &self.source, words);
        spinner.finish_and_clear();
        self.diagnostics.append(&mut findings);
        Ok(model)
    }

    /// What the supplement and the headers say.
    pub(super) fn known(&mut self, witnesses: &Witnesses) -> Result<Known, Failure> {
        Ok(Known { supplement: self.supplement(witnesses)?, headers: self.headers(witnesses)? })
    }

    /// The supplement that is named on the command line, else in `mapidoc.toml`, else the built-in one.
    pub(super) fn supplement(&self, witnesses: &Witnesses) -> Result<Supplement, Failure> {
        match witnesses.supplement.as_deref().or(self.config.supplement.as_deref()) {
            None => Ok(Supplement::built_in()),
            Some(path) if path == Path::new(NONE) => Ok(Supplement::default()),
            Some(path) => read_supplement(path),
        }
    }

    /// What the headers say that are named on the command line, else in `mapidoc.toml`.
    pub(super) fn headers(&mut self, witnesses: &Witnesses) -> Result<Option<Facts>, Failure> {
        let Some(folder) = witnesses.headers_folder(&self.config) else {
            return Ok(None);
        };
        let (facts, mut findings) = headers::read(folder).map_err(|error| Failure {
            message: format!("the headers in `{}` cannot be read: {error}", folder.display()),
            help: Some("--headers takes a folder that holds C headers, such as MAPIDefS.h".to_owned()),
        })?;
        if facts == Facts::default() {
            return Err(Failure {
                message: format!("there are no C headers in `{}`", folder.display()),
                help: Some("--headers takes a folder that holds C headers, such as MAPIDefS.h".to_owned()),
            });
        }
        self.diagnostics.append(&mut findings);
        Ok(Some(facts))
    }
}

/// Reads a supplement from a file.
pub(super) fn read_supplement(path: &Path) -> Result<Supplement, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure {
        message: format!("the supplement `{}` cannot be read: {error}", path.display()),
        help: Some("--supplement takes a TOML file, or `none`".to_owned()),
    })?;
    Supplement::parse(&path.display().to_string(), &text).map_err(|error| Failure {
        message: error.to_string(),
        help: Some("docs/supplement.md describes the form of a supplement".to_owned()),
    })
}
