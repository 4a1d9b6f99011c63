//! `--pages`: some pages alone.

use clap::Args;

use super::Failure;
use crate::check::translation::meets;

/// The option of the commands that can do their work for some pages.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct PagesOption {
    /// Only these pages: their keys, in which `*` stands for any letters; may be said several times
    #[arg(long, value_name = "PATTERN")]
    pages: Vec<String>,
}

impl PagesOption {
    /// Whether some pages alone are asked for.
    pub(super) fn is_given(&self) -> bool {
        !self.pages.is_empty()
    }

    /// Whether a page is asked for, as all are where none is named.
    pub(super) fn has(&self, key: &str) -> bool {
        self.pages.is_empty() || self.pages.iter().any(|pattern| meets(pattern, key))
    }

    /// Looks whether there is any such page among these keys.
    ///
    /// # Errors
    ///
    /// There is none.
    pub(super) fn among<'k>(&self, mut keys: impl Iterator<Item = &'k str>) -> Result<(), Failure> {
        if !self.is_given() || keys.any(|key| self.has(key)) {
            return Ok(());
        }
        Err(Failure {
            message: format!("no page is called {}", self.pages.join(" or ")),
            help: Some("--pages takes keys: a page's path below its SOURCE, such as `iab*.md`".to_owned()),
        })
    }
}
