//! One item of all locales' pages: facts from the first page, words from every one.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::Words;
use crate::diagnostic::{Diagnostic, rule};
use crate::locale::Locale;
use crate::parse::item::Text;
use crate::parse::passage::{Passage, Side};
use crate::parse::texts::Texts;
use crate::parse::{Item, Page, Sheet};

/// Merges the pages of one key, which are in the order of the locales.
///
/// The first page's structure holds. Words find their places by address; what only another locale's page says is not in
/// the item (it is on that locale's own page of the site). The words of the source language come from a page in it, else
/// from the source halves of the first page that has any.
///
/// Without `words`, texts have their places alone.
pub(super) fn merge(
    pages: &[Page],
    source: &Locale,
    words: Words<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Item> {
    let (first, others) = pages.split_first()?;
    for page in others.iter().filter(|page| page.item.kind() != first.item.kind()) {
        let message = format!(
            "the page is a {} here and a {} in {}",
            page.item.kind(),
            first.item.kind(),
            first.sheet.locale
        );
        diagnostics.push(page.sheet.place().report_page(&rule::KIND_MISMATCH, message));
    }
    let mut item = first.item.clone();
    if words == Words::None {
        return Some(item);
    }
    let has_source_page = pages.iter().any(|page| page.sheet.locale == *source);
    let mut texts = Texts::of(&mut item);
    let own_source = (!has_source_page && words.has(source)).then_some(source);
    for (_, text) in &mut texts.list {
        fill(text, &text.passage.clone(), &first.sheet, own_source, words);
    }
    let mut needs_source = own_source.filter(|_| !first.sheet.unwoven.is_bilingual());
    for page in others {
        if needs_source.is_none() && !words.has(&page.sheet.locale) {
            continue;
        }
        let mut other = page.item.clone();
        let passages: HashMap<String, Passage, RandomState> = Texts::of(&mut other)
            .list
            .into_iter()
            .map(|(at, text)| (at, std::mem::take(&mut text.passage)))
            .collect();
        for (address, text) in &mut texts.list {
            if let Some(passage) = passages.get(address) {
                fill(text, passage, &page.sheet, needs_source, words);
            }
        }
        if page.sheet.unwoven.is_bilingual() {
            needs_source = None;
        }
    }
    Some(item)
}

/// Adds a page's words to a text; its source halves too, where `source` asks for them.
pub(super) fn fill(
    text: &mut Text,
    passage: &Passage,
    sheet: &Sheet,
    source: Option<&Locale>,
    words: Words<'_>,
) {
    if *passage == Passage::Nowhere {
        return;
    }
    if words.has(&sheet.locale) {
        let words = sheet.markdown(passage, Side::Target);
        if !words.is_empty() {
            text.locales.entry(sheet.locale.clone()).or_insert(words);
        }
    }
    if let Some(source) = source.filter(|source| sheet.unwoven.is_bilingual() && **source != sheet.locale) {
        let words = sheet.markdown(passage, Side::Source);
        if !words.is_empty() {
            text.locales.entry(source.clone()).or_insert(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;
    use crate::model;
    use crate::parse;
    use crate::read::Document;

    fn page(locale: &str, words: &str) -> Page {
        let pair = |target: &str, source: &str| {
            format!(
                "<span data-ttu-id=\"1-1\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"1-1\">{source}</span></span>"
            )
        };
        let text = format!("# {}\n\n{}\n", pair(words, "Words"), pair(&format!("{words}."), "Some words."));
        let locale = Locale::parse(locale).unwrap();
        parse::parse(Document { locale, key: "words.md".into(), path: Path::new("words.md").into(), text }).0
    }

    #[test]
    fn texts_have_the_words_that_are_asked_for() {
        let [es, ja, en] = ["es-ES", "ja-JP", "en-US"].map(|tag| Locale::parse(tag).unwrap());
        let pages = [page("es-ES", "Palabras"), page("ja-JP", "言葉")];
        let locales = [es.clone(), ja.clone()];
        let summary = |words| {
            let (model, _) = model::build(&pages, &locales, &BTreeMap::new(), &en, words);
            model.api.concepts[0].common.summary.locales.clone()
        };
        let all = summary(Words::All);
        assert_eq!(all.keys().collect::<Vec<_>>(), [&en, &es, &ja]);
        let two = [ja.clone(), en.clone()];
        let some = summary(Words::Of(&two));
        assert_eq!(some.keys().collect::<Vec<_>>(), [&en, &ja]);
        assert_eq!((&some[&ja], &some[&en]), (&all[&ja], &all[&en]));
        assert_eq!(summary(Words::Of(std::slice::from_ref(&es))).keys().collect::<Vec<_>>(), [&es]);
        assert!(summary(Words::None).is_empty());
    }
}
