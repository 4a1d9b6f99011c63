//! What can be found again, and what is left.

use super::*;
use crate::locale::Locale;
use crate::segment::testing::page;

fn mended(others: &[(&str, &str)], source: &str, target: &str) -> Option<String> {
    mended_in("es-ES", others, source, target)
}

fn mended_in(locale: &str, others: &[(&str, &str)], source: &str, target: &str) -> Option<String> {
    let locale = Locale::parse(locale).unwrap();
    let pages = [page(others), page(&[(target, source)])];
    let memory = Memory::new(&locale, &pages);
    let vocabulary = Vocabulary::new(&memory);
    mend(&memory, None, &vocabulary, source, target).map(|mended| mended.target)
}

#[test]
fn a_twin_gives_its_letters() {
    let others = [("Tamaño aquí", "Size here"), ("Otro aquí", "Size here")];
    assert_eq!(mended(&others, "Size here", "Tama\u{fffd}o aqu\u{fffd}").as_deref(), Some("Tamaño aquí"));
    let two = [("Tamaño", "Size"), ("Tamaüo", "Size")];
    assert_eq!(mended(&two, "Size", "Tama\u{fffd}o"), None, "two candidates");
}

#[test]
fn another_revision_gives_what_this_one_has_nowhere() {
    let locale = Locale::parse("es-ES").unwrap();
    let with = |own: &[(&str, &str)], others: &[(&str, &str)]| {
        let (pages, old) = ([page(own)], [page(others)]);
        let (memory, others) = (Memory::new(&locale, &pages), Memory::new(&locale, &old));
        let vocabulary = Vocabulary::new(&memory);
        mend(&memory, Some(&others), &vocabulary, "Size", "Tama\u{fffd}o")
    };
    let found = with(&[], &[("Tamaño", "Size"), ("Otro", "Size"), ("Tamaño", "Else")]).unwrap();
    let place = Place { page: 0, segment: 0 };
    assert_eq!((found.target.as_str(), found.evidence), ("Tamaño", vec![Evidence::OtherRevision(place)]));
    assert_eq!(with(&[], &[("Tamaño", "Size"), ("Tamaüo", "Size")]), None, "two candidates");
    assert_eq!(with(&[], &[("Tamaño", "Else")]), None, "another source");
    assert_eq!(with(&[("Tamaño", "Size"), ("Tamaüo", "Size")], &[("Tamaño", "Size")]), None);
    let own = with(&[("Tamaño", "Size")], &[("Tamaüo", "Size")]).unwrap();
    assert_eq!(own.evidence, [Evidence::Twin(place)]);
}

#[test]
fn a_word_is_completed_where_only_one_fits() {
    let others = [("la información del índice está", "a"), ("que esté la función", "b")];
    assert_eq!(
        mended(&others, "x", "Informaci\u{fffd}n: est\u{fffd} en el \u{fffd}ndice, funci\u{fffd}\u{fffd}n")
            .as_deref(),
        Some("Información: est\u{fffd} en el índice, función")
    );
    assert_eq!(mended(&others, "x", "\u{fffd}NDICE").as_deref(), Some("ÍNDICE"));
    assert_eq!(mended(&others, "X", "\u{fffd}ndice").as_deref(), Some("Índice"), "it opens the text");
    assert_eq!(mended(&others, "X", "Fin dicho. \u{fffd}ndice").as_deref(), Some("Fin dicho. Índice"));
    assert_eq!(mended(&others, "X", "p. ej. \u{fffd}ndice").as_deref(), Some("p. ej. índice"));
    let capital = [("Índice", "a"), ("Índice", "b")];
    assert_eq!(mended(&capital, "x", "el \u{fffd}ndice"), None, "the capital may be the sentence's");
}

#[test]
fn what_is_not_certain_is_left() {
    let others = [("él dé", "a")];
    assert_eq!(mended(&others, "x", "d\u{fffd} algo"), None, "seen once, and one letter kept");
    assert_eq!(mended(&others, "x", "\u{fffd}"), None);
    assert_eq!(mended(&others, "x\u{fffd}", "d\u{fffd}"), None, "the source's own");
    assert_eq!(mended(&[("termino", "a")], "x", "t\u{fffd}rmino"), None, "ASCII is never lost");
}

#[test]
fn nouns_have_capitals_in_german() {
    let others = [("Änderung", "a"), ("änderung", "b")];
    assert_eq!(mended_in("de-DE", &others, "x", "die \u{fffd}nderung"), None);
    assert_eq!(mended(&others, "x", "la \u{fffd}nderung").as_deref(), Some("la änderung"));
}

#[test]
fn matching_is_linear() {
    let damaged = "a\u{fffd}".repeat(20_000);
    let text = "aé".repeat(20_000);
    let started = std::time::Instant::now();
    assert!(matches(&pieces(&damaged, false, false), &text));
    assert!(!matches(&pieces(&damaged, true, false), &text[1..]));
    assert!(started.elapsed() < std::time::Duration::from_secs(10));
}
