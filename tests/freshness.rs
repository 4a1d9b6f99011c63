//! How fresh the corpus's Spanish pages are, counted beside the history of the English ones.
//!
//! Ignored unless asked for, since the corpus is not part of the project:
//!
//! ```text
//! MAPIDOC_CORPUS=../shared/corpus cargo test --test freshness -- --ignored --nocapture
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use mapidoc::locale::Locale;
use mapidoc::memory::freshness::{PageChange, Translation, freshness, source_commit};
use mapidoc::read::upstream::Upstream;
use mapidoc::read::{self, Source};
use mapidoc::segment::{Unwoven, unweave};

#[test]
#[ignore = "needs the corpus"]
fn the_spanish_pages_are_as_fresh_as_they_are() {
    let corpus =
        std::env::var_os("MAPIDOC_CORPUS").map_or_else(|| PathBuf::from("../shared/corpus"), PathBuf::from);
    let path = corpus.join("es-ES/docs/outlook/mapi");
    let (library, _) = read::read(&[Source::Folder { locale: Locale::parse("es-ES"), path }]).unwrap();
    let pages: Vec<(&str, Unwoven)> =
        library.documents.iter().map(|page| (page.key.as_ref(), unweave(&page.text))).collect();
    let wanted: Vec<(&str, &str)> = pages
        .iter()
        .map(|(key, page)| (source_commit(page).expect("every page states its commit"), *key))
        .collect();
    let repository = corpus.join("history/en-US.git");
    let upstream = Upstream::open(repository.to_str().unwrap(), pages.iter().map(|(key, _)| *key)).unwrap();
    let texts = upstream.texts(&wanted);
    let translations: Vec<Translation<'_>> = pages
        .iter()
        .zip(&wanted)
        .map(|((page, unwoven), (commit, key))| Translation {
            page,
            unwoven,
            then: texts.then(commit, key),
            now: texts.now(key),
        })
        .collect();
    assert!(translations.iter().all(|page| page.then.is_some()), "every commit is in the repository");
    let fresh = freshness(&translations, texts.now.keys().map(String::as_str));

    let mut changes: BTreeMap<PageChange, usize> = BTreeMap::new();
    for page in &fresh.pages {
        *changes.entry(page.change.unwrap()).or_default() += 1;
    }
    let absent: usize = fresh.pages.iter().map(|page| page.absent.len()).sum();
    let stale: usize = fresh.pages.iter().map(|page| page.stale.len()).sum();
    let stale_pages = fresh.pages.iter().filter(|page| !page.stale.is_empty()).count();
    let untranslated: Vec<_> = fresh.pages.iter().flat_map(|page| &page.untranslated).collect();
    let long = untranslated.iter().filter(|lacking| lacking.words >= 5).count();
    let long_pages: BTreeSet<&str> = fresh
        .pages
        .iter()
        .filter(|page| page.untranslated.iter().any(|lacking| lacking.words >= 5))
        .map(|page| page.page)
        .collect();
    println!(
        "{changes:?}\nabsent {absent}, stale {stale} on {stale_pages} pages, untranslated {} ({long} of five words or more, on {} pages)",
        untranslated.len(),
        long_pages.len()
    );
    println!("missing {:?}, orphans {:?}", fresh.missing, fresh.orphans);

    assert_eq!(changes[&PageChange::FrontMatter], 510);
    assert_eq!(changes[&PageChange::WhiteSpace], 174);
    assert_eq!(changes[&PageChange::LinkTargets], 13);
    assert_eq!((changes[&PageChange::Markup], changes[&PageChange::Text]), (201, 1409));
    // Others count 12 absent segments and 93 stale ones on 47 pages. Which measure gives these is not known: of some 900 that were
    // tried (with and without white space, marks, links' addresses, tags, comments, punctuation) none does. The nearest compares words
    // as marks and spaces divide them: 16, and 95 on 52 pages. It differs from this one, letter by letter, in
    // - 12 absent segments that the English divides otherwise than the pair (`**OR** ed`, `ulPR **PropertyName**`, `e-mail`): it said them;
    // - 8 that it calls stale, where the newest English has lost a space or a mark and says the same: attmapiprops 10,
    //   control-object-implementation 22, declaring-form-interfaces 3, handling-notifications 11 and 12, imapisupport-spoolernotify 58,
    //   imapitable-seekrow 40, mapi-constants 343;
    // - 1 that is stale here alone: commonly-used-property-sets 36 (`SETID_AirSync` is `PSETID_AirSync` now).
    assert_eq!((absent, stale, stale_pages), (4, 88, 46));
    assert_eq!((long, long_pages.len()), (114, 48));
    let missing =
        ["scmapixfromsmapi.md", "scountrestriction.md", "troubleshoot-messages-in-online-archive-store.md"];
    assert_eq!((fresh.missing, fresh.orphans.len()), (missing.to_vec(), 0));
}
