//! `untranslated-sentence`: a whole sentence was left in the source language.
//!
//! ## What it finds
//! Targets that say nearly all words of their source in the same order, where the source is a sentence: three words or
//! more of which at least one only holds others together (`the`, `of`, `which`). Names, code and quotations do not count, nor
//! do the texts of links unless links stand around other words than in the source. A source without a space is a name.
//!
//! ## Why it matters
//! Whoever reads the page because it is in their language cannot read this sentence.
//!
//! ## Example
//! `The store moves the message to this folder.` left as it is.
//!
//! ## How to mend
//! Translate it. Text that has to stay as it is can be allowed by `<!-- mapidoc-allow untranslated-sentence -->`.

use super::prose::{is_glue, words};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, TokenKind};

pub(super) static RULE: Rule = super::rule!(
    "untranslated-sentence",
    Error,
    "A whole sentence was left in the source language.",
    "untranslated_sentence.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The fewest words that make a sentence.
const SENTENCE: usize = 3;
/// How many words further on a word of the source may stand in the target.
const REACH: usize = 4;

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if is_untranslated(pair) {
        let is_all = pair.source.text.trim() == pair.target.text.trim();
        found.whole(
            pair,
            if is_all { "the sentence is not translated" } else { "most of the sentence is not translated" },
        );
    }
}

/// Whether the source is a sentence of which the target says nearly every word.
pub(super) fn is_untranslated(pair: &Pair<'_>) -> bool {
    let (source, target) = (&pair.source, &pair.target);
    // A name may be made of words, `Return-receipt-to:`.
    if !source.text.trim().contains(' ') {
        return false;
    }
    let glue = |word: &str| word.is_ascii() && is_glue(word);
    if !words(target).any(|(_, token)| glue(target.text_of(token))) {
        return false;
    }
    let asked: Vec<&str> = words(source).map(|(_, token)| source.text_of(token)).collect();
    if asked.len() < SENTENCE || !asked.iter().any(|word| glue(word)) {
        return false;
    }
    let given: Vec<&str> = words(target).map(|(_, token)| target.text_of(token)).collect();
    let kept = shared(&asked, &given);
    if kept.len() * 5 >= asked.len() * 4 && given.len() * 5 <= asked.len() * 6 + 5 {
        // Where all but a word is a name, `Windows 95 and Windows for Workgroups`, that word is all there was to translate.
        let is_small = |word: &&&str| word.starts_with(|letter: char| letter.is_lowercase());
        return kept.len() == given.len() || kept.iter().filter(is_small).count() > 1;
    }
    // Where links stand around other words than in the source, what is no link's says little.
    let all = |half: &Half<'_>| half.of_kind(TokenKind::Word).count();
    if all(source) == asked.len() && all(target) == given.len() {
        return false;
    }
    let asked: Vec<&str> = source.of_kind(TokenKind::Word).map(|token| source.text_of(token)).collect();
    let given: Vec<&str> = target.of_kind(TokenKind::Word).map(|token| target.text_of(token)).collect();
    shared(&asked, &given).len() * 10 >= asked.len().max(given.len()) * 9
}

/// The words of a row that stand in another one in the same order, none far from where the last one was.
fn shared<'a>(asked: &[&'a str], given: &[&str]) -> Vec<&'a str> {
    let mut at = 0;
    let stands = |word: &&&str| {
        let ahead = &given[at..given.len().min(at + REACH)];
        let step = ahead.iter().position(|other| other.eq_ignore_ascii_case(word));
        at += step.map_or(0, |step| step + 1);
        step.is_some()
    };
    asked.iter().filter(stands).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn a_sentence_that_stayed_english_is_found() {
        let target = "The store moves every message to PR_SUBJECT.";
        assert_eq!(ask(&CHECK, target, target), [(target.to_owned(), None)]);
        assert_eq!(
            ask(&CHECK, "The folder is [in the store](a.md).", "The folder is [aquí](a.md).").len(),
            1
        );
        let source =
            "For more about the view, see [Making a View](a.md), and [Showing the Default View](b.md).";
        let target =
            "For more about the view, see Making a [View](a.md), and Showing the [Default View](b.md).";
        assert_eq!(ask(&CHECK, source, target).len(), 1, "links elsewhere");
    }

    #[test]
    fn names_titles_and_translations_are_none() {
        for (source, target) in [
            ("Microsoft Outlook Social Connector", "Microsoft Outlook Social Connector"),
            ("[How to open the store](a.md)", "[How to open the store](a.md)"),
            ("The name of the _lpMods_ table", "El nombre de la tabla _lpMods_"),
            ("`the code of it`", "`the code of it`"),
            ("Return-receipt-to:", "Return-receipt-to:"),
            ("Windows 95 and Windows for Workgroups", "Windows 95 y Windows for Workgroups"),
            ("See \"The Format of the Text\" here", "Vea \"The Format of the Text\" aquí"),
        ] {
            assert_eq!(ask(&CHECK, source, target), [], "{target}");
        }
    }
}
