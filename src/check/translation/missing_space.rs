//! `missing-space`: a word runs into a link.
//!
//! ## What it finds
//! A letter of the target beside a link's brackets, where no link of the source touches a letter. Endings of a letter or two behind a
//! link are left, as are languages that write no spaces, or join their particles to names.
//!
//! ## Why it matters
//! The reader sees one long word, half of it a link.
//!
//! ## Example
//! `the [SRow](srow.md) structure that` translated as `la estructura [SRow](srow.md)que`.
//!
//! ## How to mend
//! Write the space. `mapidoc repair` does that where the word has three letters or more, or is a short word of the language.

use super::links::{Link, links};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::Half;
use crate::span::Span;

pub(super) static RULE: Rule =
    super::rule!("missing-space", Info, "A word runs into a link.", "missing_space.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The fewest letters of what is a word and no ending, whatever the language.
const WORD: usize = 3;

/// Shorter words, of which none is an ending of the language.
const SHORT: &[(&str, &[&str])] = &[
    ("de", &["am", "an", "da", "im", "in", "ob", "so", "um", "zu"]),
    ("es", &["al", "de", "el", "en", "la", "lo", "no", "o", "se", "si", "su", "un", "y"]),
    ("fr", &["au", "de", "du", "en", "et", "il", "la", "le", "ou", "un", "à"]),
    ("pt", &["ao", "da", "de", "do", "e", "em", "na", "no", "ou", "se", "um"]),
    ("ru", &["в", "до", "и", "из", "к", "на", "не", "от", "по", "с"]),
];

/// Languages whose particles or prefixes are written together with what they belong to.
const JOINING: &[&str] = &["ar", "eu", "fa", "fi", "he", "hu", "ko", "tr", "ur"];

/// A place where a space is missing.
struct Joint<'a> {
    at: usize,
    word: &'a str,
    link: Link<'a>,
}

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    let language = knowledge.locale.language();
    if !pair.target.text.contains("](") || knowledge.is_unspaced() || JOINING.contains(&language) {
        return;
    }
    let joints = joints(&pair.target);
    if joints.is_empty() || !self::joints(&pair.source).is_empty() {
        return;
    }
    let short = SHORT.iter().find(|(of, _)| *of == language).map_or(&[][..], |(_, words)| words);
    let is_word = |joint: &&Joint<'_>| {
        let word = joint.word;
        word.chars().nth(WORD - 1).is_some() || short.contains(&word)
    };
    let Some(first) = joints.iter().find(is_word) else { return };
    let message =
        format!("no space stands between `{}` and the link to `{}`", first.word, first.link.address);
    let mut fix = pair.target.text.to_owned();
    for joint in joints.iter().rev().filter(is_word) {
        fix.insert(joint.at, ' ');
    }
    let start =
        if first.at == first.link.whole.end as usize { first.at } else { first.at - first.word.len() };
    found.at(Span::new(start, start + first.word.len()), message).fix = Some(fix);
}

/// Where words touch links, in order.
fn joints<'a>(half: &Half<'a>) -> Vec<Joint<'a>> {
    let text = half.text;
    let mut joints = Vec::new();
    for link in links(half).into_iter().filter(|link| !link.image) {
        let (start, end) = (link.whole.start as usize, link.whole.end as usize);
        let is_letter = |letter: char| letter.is_alphabetic();
        let before = &text[text[..start].trim_end_matches(is_letter).len()..start];
        let after = &text[end..text.len() - text[end..].trim_start_matches(is_letter).len()];
        // A letter behind a backslash or a hyphen is no word of its own.
        let is_part = text[..start - before.len()].ends_with(['-', '\\', '_', '&']);
        if !before.is_empty() && !is_part {
            joints.push(Joint { at: start, word: before, link });
        }
        if !after.is_empty() {
            joints.push(Joint { at: end, word: after, link });
        }
    }
    joints
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn words_stand_apart_from_links() {
        assert_eq!(
            ask(&CHECK, "the [SRow](s.md) structure that", "la estructura [SRow](s.md)que"),
            [("que".to_owned(), Some("la estructura [SRow](s.md) que".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ru-RU", "[A](a.md) and the [B](b.md) table", "[A](a.md)и таблица[B](b.md)"),
            [("и".to_owned(), Some("[A](a.md) и таблица [B](b.md)".to_owned()))]
        );
        assert_eq!(ask(&CHECK, "[A](a.md) and [B](b.md)", "[A](a.md)y [B](b.md)").len(), 1);
    }

    #[test]
    fn endings_particles_and_what_the_source_does_are_right() {
        assert_eq!(ask_in(&CHECK, "de-DE", "the [tables](t.md) are", "die [Tabelle](t.md)n sind"), []);
        assert_eq!(ask(&CHECK, "the [table](t.md)s are", "las [tabla](t.md)ssss son"), []);
        assert_eq!(ask_in(&CHECK, "ja-JP", "the [A](a.md) method", "[A](a.md)メソッド"), []);
        assert_eq!(ask_in(&CHECK, "ko-KR", "the [A](a.md) method", "[A](a.md)에서는"), []);
        assert_eq!(ask_in(&CHECK, "de-DE", "the [A](a.md) method", "die Nicht-[A](a.md)-Methode"), []);
        assert_eq!(ask(&CHECK, "an image ![A](a.gif) here", "una imagen![A](a.gif)aquí"), []);
    }
}
