//! `--upstream`: the English repository that tells what has changed since pages were translated.

use std::collections::HashMap;
use std::sync::Arc;

use clap::Args;
use rayon::prelude::*;

use super::Failure;
use crate::check::translation;
use crate::import::{Newer, StaleSegments};
use crate::locale::Locale;
use crate::memory::freshness::source_commit;
use crate::read::upstream::{Texts, Upstream};
use crate::read::{CheckConfig, Document};
use crate::segment::{Unwoven, unweave};

/// How many pages of the English repository are asked whether they are English.
const WITNESSES: usize = 20;

/// The option of the commands that ask how fresh translations are.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct UpstreamOption {
    /// The git repository of the English, REPO[@REV[:SUBDIR]]: what it says now, and said when a page was translated, tells
    /// which segments are stale
    #[arg(long, value_name = "REPO")]
    pub(super) upstream: Option<String>,
}

impl UpstreamOption {
    /// The repository that is named, here or in `mapidoc.toml`.
    pub(super) fn named<'a>(&'a self, config: &'a CheckConfig) -> Option<&'a str> {
        self.upstream.as_deref().or(config.upstream.as_deref())
    }
}

/// The English of pages (key and content): the newest, and that of the commits which they state.
pub(super) fn texts(argument: &str, pages: &[(&str, &Unwoven)]) -> Result<Texts, Failure> {
    let upstream = Upstream::open(argument, pages.iter().map(|(key, _)| *key))?;
    let wanted: Vec<(&str, &str)> =
        pages.iter().filter_map(|(key, unwoven)| Some((source_commit(unwoven)?, *key))).collect();
    let texts = upstream.texts(&wanted);
    // The repository of a translation has the English too, and every sentence of it would seem to be missing.
    let is_bilingual = |text: &&Arc<str>| unweave(text).is_bilingual();
    if texts.now.values().take(WITNESSES).any(|text| is_bilingual(&text)) {
        return Err(Failure {
            message: format!(
                "the pages of `{argument}` are bilingual: a translation's, and not the English ones"
            ),
            help: Some(
                "--upstream names the repository of the pages in the source language alone".to_owned(),
            ),
        });
    }
    Ok(texts)
}

/// Locale → page → stale segments.
pub(super) type Stale = HashMap<Locale, Newer>;

/// Which segments are stale beside the English repository.
pub(super) fn stale(named: &str, documents: &[Document]) -> Result<Stale, Failure> {
    let pages: Vec<(&Document, Unwoven)> =
        documents.par_iter().map(|document| (document, unweave(&document.text))).collect();
    let keys: Vec<(&str, &Unwoven)> =
        pages.iter().map(|(document, unwoven)| (&*document.key, unwoven)).collect();
    let english = texts(named, &keys)?;
    let found: Vec<(&Document, StaleSegments)> = pages
        .par_iter()
        .map(|(document, unwoven)| {
            let stale = translation::stale(&document.key, unwoven, &english).into_iter();
            (*document, stale.map(|(segment, now)| (segment, now.map(Arc::from))).collect())
        })
        .collect();
    let mut stale = Stale::new();
    for (document, segments) in found {
        stale.entry(document.locale.clone()).or_default().insert(Arc::clone(&document.key), segments);
    }
    Ok(stale)
}
