//! What a memory knows of a few pages.

use super::*;
use crate::segment::testing::page;

#[test]
fn a_source_knows_its_translations_and_where_they_stand() {
    let locale = Locale::parse("es-ES").unwrap();
    let pages = [
        page(&[("Parámetros", "Parameters"), ("Vea", "See **also**")]),
        page(&[("Parameters", "Parameters"), ("Parámetros", "Parameters"), ("Ver", "see  also")]),
    ];
    let memory = Memory::new(&locale, &pages);
    let targets: Vec<_> =
        memory.translations("Parameters").map(|unit| (unit.target, unit.places.len())).collect();
    assert_eq!(targets, [("Parámetros", 2), ("Parameters", 1)]);
    assert_eq!(memory.translations("Parameters").next().unwrap().places[1], Place { page: 1, segment: 1 });
    let similar: Vec<_> = memory.similar("See also").map(|unit| unit.target).collect();
    assert_eq!(similar, ["Vea", "Ver"]);
    let counts = Counts {
        segments: 5,
        sources: 3,
        units: 4,
        repeated: 3,
        identical: 1,
        words: 7,
        distinct_words: 5,
        variants: 1,
    };
    assert_eq!(memory.counts(), counts);
}

#[test]
fn texts_that_are_alike_are_found_the_likest_first() {
    let locale = Locale::parse("es-ES").unwrap();
    let pages = [page(&[
        ("a", "Returns the rows of the table."),
        ("b", "Returns the rows of the view."),
        ("c", "Closes the session."),
    ])];
    let memory = Memory::new(&locale, &pages);
    let found: Vec<&str> =
        memory.alike("Returns the row of the table.", 9).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found, ["Returns the rows of the table.", "Returns the rows of the view."]);
    assert_eq!(memory.alike("Returns the row of the table.", 1).len(), 1);
    // Of a short text one wrong letter may spoil every word that matters.
    let found = memory.alike("Closs the sesion", 9);
    assert_eq!(found.iter().map(|(_, text)| *text).collect::<Vec<_>>(), ["Closes the session."]);
    assert_eq!(memory.alike("Opens a window", 9), []);
}

#[test]
fn normal_texts_keep_their_words() {
    assert_eq!(normalized(" The **Big**  \\_x "), "the big _x");
    assert_eq!(normalized("** a **"), "a");
    assert_eq!(normalized("plain text."), "plain text.");
}
