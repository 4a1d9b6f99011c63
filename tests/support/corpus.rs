//! The corpus's pages as one model, read once a test crate.

#![allow(dead_code, reason = "every test crate uses its own part of what they share")]

use std::path::PathBuf;
use std::sync::OnceLock;

use mapidoc::locale::Locale;
use mapidoc::model::supplement::Supplement;
use mapidoc::model::{self, Api, Verified, witness};
use mapidoc::parse::{self, Page};
use mapidoc::read::{self, Source};
use rayon::prelude::*;

/// Where the corpus is.
pub(crate) fn folder() -> PathBuf {
    let folder =
        std::env::var_os("MAPIDOC_CORPUS").map_or_else(|| PathBuf::from("../shared/corpus"), PathBuf::from);
    assert!(folder.is_dir(), "the corpus is not in {}: set MAPIDOC_CORPUS", folder.display());
    folder
}

/// What the Spanish and the English pages say, nothing corrected, nothing completed.
pub(crate) fn pages_alone() -> &'static Api {
    &read().0
}

fn read() -> &'static (Api, Vec<Page>) {
    static READ: OnceLock<(Api, Vec<Page>)> = OnceLock::new();
    READ.get_or_init(|| {
        let locales = ["es-ES", "en-US"];
        let source = |locale: &str| Source::Folder {
            locale: Locale::parse(locale),
            path: folder().join(locale).join("docs/outlook/mapi"),
        };
        let (library, _) = read::read(&locales.map(source)).expect("the corpus is readable");
        let pages: Vec<_> =
            library.documents.into_par_iter().map(|document| parse::parse(document).0).collect();
        let english = Locale::parse("en-US").expect("a locale");
        let api = model::build(&pages, &library.locales, &library.books, &english, model::Words::All).0.api;
        (api, pages)
    })
}

/// The same with the built-in supplement, every correction of which fits its page.
pub(crate) fn supplemented() -> &'static Api {
    static API: OnceLock<Api> = OnceLock::new();
    API.get_or_init(|| {
        let mut api = pages_alone().clone();
        let supplement = Supplement::built_in();
        assert_eq!(supplement.correct(&mut api), [], "corrections that do not fit");
        witness::complete(&mut api, &read().1, &supplement.facts, Verified::Supplement);
        api
    })
}
