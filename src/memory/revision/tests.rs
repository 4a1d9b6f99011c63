//! What comparisons make of small pages.

use super::*;
use crate::segment::testing::page;
use crate::segment::unweave;

fn side<'a>(page: &'a str, unwoven: &'a Unwoven) -> Side<'a> {
    Side { page, unwoven }
}

fn classes(kind: Kind, old: &Unwoven, new: &Unwoven) -> Vec<(&'static str, String)> {
    let comparison = compare(kind, &[side("p.md", old)], &[side("p.md", new)]);
    let shown = |change: &Change<'_>| {
        let state = change.new.as_ref().or(change.old.as_ref()).unwrap();
        (change.class.name(), state.target.to_string())
    };
    comparison.changes.iter().map(shown).collect()
}

#[test]
fn a_translation_that_went_is_told() {
    let old = page(&[("Hola", "Hello"), ("Fin", "End")]);
    let new = unweave(&old.source);
    let told = classes(Kind::Revisions, &old, &new);
    assert!(
        told.contains(&("removed", "Hola".to_owned())) && !told.iter().any(|(class, _)| *class == "same"),
        "{told:?}"
    );
    assert_eq!(
        compare(Kind::Revisions, &[side("p.md", &old)], &[side("p.md", &new)]).unaligned_pages,
        ["p.md"]
    );
    assert_eq!(classes(Kind::Locales, &old, &new), [], "a locale in one language says the same");
}

#[test]
fn every_class_of_a_revision_is_told() {
    let old = page(&[
        ("Igual", "Same"),
        ("Hola", "Hello"),
        ("La **tabla**", "The table"),
        ("Devuelve una fila de la tabla.", "Returns a row of the table."),
        ("Borra una fila de la carpeta.", "Deletes a row of the folder."),
        ("Con marca", "With mark"),
        ("Ido", "Gone"),
        ("Movido", "Moved"),
        ("Fin", "End"),
    ]);
    let new = page(&[
        ("Movido", "Moved"),
        ("Igual", "Same"),
        ("Saludos", "Hello"),
        ("La tabla", "The table"),
        ("Devuelve una fila de la tabla.", "Returns a row of the sorted table."),
        ("Borra dos filas de la carpeta.", "Deletes two rows of the folder."),
        ("Con marca", "With **mark**"),
        ("Fin", "End"),
        ("Nuevo", "New"),
    ]);
    let expected = [
        ("moved", "Movido"),
        ("target-changed", "Saludos"),
        ("target-markup", "La tabla"),
        ("stale", "Devuelve una fila de la tabla."),
        ("both-changed", "Borra dos filas de la carpeta."),
        ("source-markup", "Con marca"),
        ("removed", "Ido"),
        ("added", "Nuevo"),
    ];
    let mut told = classes(Kind::Revisions, &old, &new);
    let mut expected: Vec<_> = expected.map(|(class, text)| (class, text.to_owned())).into();
    told.sort();
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn locales_differ_in_what_they_translate() {
    let old = page(&[
        ("Igual", "Same"),
        ("Una fila de la tabla", "A row of the table"),
        ("Solo aquí", "Only here"),
    ]);
    let new = page(&[("同じ", "Same"), ("表の列", "A column of the table"), ("コード", "# Head")]);
    let told = classes(Kind::Locales, &old, &new);
    assert_eq!(told.iter().filter(|(class, _)| *class == "source-differs").count(), 1, "{told:?}");
    assert!(told.contains(&("removed", "Solo aquí".to_owned())), "{told:?}");
}

#[test]
fn a_page_in_one_language_is_compared_by_what_it_says() {
    let old = page(&[("Igual", "Same here."), ("Solo aquí", "Only here.")]);
    let new = unweave("---\ntitle: x\n---\nSame **here**. And more.\n");
    let told = classes(Kind::Locales, &old, &new);
    let expected = [("removed", "Solo aquí"), ("added", "And more.")];
    assert_eq!(
        told.into_iter().filter(|(class, _)| *class != "structure").collect::<Vec<_>>(),
        expected.map(|(class, text)| (class, text.to_owned()))
    );
}

#[test]
fn equal_changes_are_one_group_and_defects_come_first() {
    let (old, new) =
        (page(&[("Hola", "Hello"), ("uno", "One")]), page(&[("Saludos", "Hello"), ("UNO", "One")]));
    let sides = |unwoven: &'_ Unwoven| [("a.md", unwoven.clone()), ("b.md", unwoven.clone())];
    let (olds, mut news) = (sides(&old), sides(&new));
    news[1].1 = page(&[("Saludos", "Hello"), ("uno", "One")]);
    let side_of = |pages: &'_ [(&'static str, Unwoven); 2]| pages.clone();
    let (olds, news) = (side_of(&olds), side_of(&news));
    let olds: Vec<Side<'_>> = olds.iter().map(|(key, unwoven)| side(key, unwoven)).collect();
    let news: Vec<Side<'_>> = news.iter().map(|(key, unwoven)| side(key, unwoven)).collect();
    let comparison = compare(Kind::Revisions, &olds, &news);
    let sizes =
        |groups: &[Group<'_>]| -> Vec<usize> { groups.iter().map(|group| group.places.len()).collect() };
    assert_eq!(sizes(&group(&comparison.changes, &|_| Vec::new())), [2, 1]);
    let judged =
        group(&comparison.changes, &|state| if state.target == "UNO" { vec!["shout"] } else { Vec::new() });
    assert_eq!(sizes(&judged), [1, 2]);
    assert_eq!(judged[0].defects, [("shout", 0, 1)]);
}

#[test]
fn pages_of_one_side_are_named() {
    let one = page(&[("Uno", "One")]);
    let two = page(&[("Dos", "Two")]);
    let comparison = compare(
        Kind::Revisions,
        &[side("a.md", &one), side("b.md", &one)],
        &[side("b.md", &two), side("c.md", &two)],
    );
    assert_eq!((comparison.old_pages, comparison.new_pages), (vec!["a.md"], vec!["c.md"]));
    assert_eq!((comparison.shared_pages, comparison.unaligned_pages), (1, vec!["b.md"]));
    assert_eq!(comparison.counts[&Class::Added], 2);
}

#[test]
fn white_space_makes_no_translation_stale() {
    let class = |old: &str, new: &str| {
        let page = |source: &str| crate::segment::testing::page(&[("La propiedad.", source)]);
        let (old, new) = (page(old), page(new));
        let side = |unwoven| [Side { page: "a.md", unwoven }];
        compare(Kind::Revisions, &side(&old), &side(&new)).changes[0].class
    };
    assert_eq!(class("The **A** ( [B](b.md)) one.", "The **A** ([B](b.md)) one."), Class::SourceMarkup);
    assert_eq!(class("The **A** ([B](b.md)) one.", "The **A** ([C](b.md)) one."), Class::Stale);
}
