//! `--upstream`: the English repository that tells what has changed since pages were translated.

use clap::Args;

use super::Failure;
use crate::memory::freshness::source_commit;
use crate::read::CheckConfig;
use crate::read::upstream::{Texts, Upstream};
use crate::segment::Unwoven;

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
    Ok(upstream.texts(&wanted))
}
