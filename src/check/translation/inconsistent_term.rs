//! `inconsistent-term`: one short text is translated in several ways.
//!
//! ## What it finds
//! Texts of a few words of which the locale has another translation that stands more often (or as often, and was met
//! first), or one that was left in the source language so often. Punctuation, letter case, marks and damaged letters do not
//! count, nor do other translations that begin or end as this one does and left more words in the source language.
//!
//! ## Why it matters
//! Readers take two names for two things. Which of them is right the rule does not know: that one stands more often
//! decides only where it reports.
//!
//! ## Example
//! `Members` translated as `Miembros` here and as `Integrantes` there.
//!
//! ## How to mend
//! Agree on one, and write it everywhere.

use super::prose::{is_damaged, left_words, letters, same_letters};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::memory::Unit;
use crate::segment::tokens::{Half, TokenKind};

pub(super) static RULE: Rule = super::rule!(
    "inconsistent-term",
    Info,
    "One short text is translated in several ways.",
    "inconsistent_term.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The most words of such a text.
const MOST_WORDS: usize = 12;

/// The most bytes of one with its links.
const LONGEST: usize = 300;
/// In the most ways that a term is translated: what has more is none, and comparing all with all takes long.
const MOST_WAYS: usize = 64;
/// The fewest letters that two forms of a word share.
const STEM: usize = 5;
/// The fewest letters with which two translations of one structure begin or end: of ideographs, two are a word.
const ALIKE: usize = 2;
/// The most letters of an ending.
const ENDING: usize = 3;

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    if pair.source.text.len() > LONGEST {
        return;
    }
    let units = || knowledge.memory.translations(pair.source.text);
    if units().nth(1).is_none()
        || units().nth(MOST_WAYS).is_some()
        || is_damaged(pair.target.text)
        || same_letters(pair.source.text, pair.target.text)
    {
        return;
    }
    let words = || pair.source.of_kind(TokenKind::Word).filter(|token| token.span.range().len() > 2);
    if words().next().is_none() || words().nth(MOST_WORDS).is_some() {
        return;
    }
    // What has the same letters is one translation.
    let mut groups: Vec<(String, usize, &Unit<'_>)> = Vec::new();
    for unit in units().filter(|unit| !is_damaged(unit.target)) {
        let key: String = letters(unit.target).collect();
        match groups.iter_mut().find(|group| group.0 == key) {
            Some(group) => group.1 += unit.places.len(),
            None => groups.push((key, unit.places.len(), unit)),
        }
    }
    let own: String = letters(pair.target.text).collect();
    // What was left as a whole counts; what was translated by half is no better than this.
    let counts = |group: &&(String, usize, &Unit<'_>)| {
        let other = group.2;
        same_letters(other.source, other.target) || !is_better(pair, &own, other.target, &group.0)
    };
    let Some(most) = groups.iter().rev().filter(counts).max_by_key(|group| group.1) else { return };
    let here = groups.iter().find(|group| group.0 == own).map_or(0, |group| group.1);
    if most.0 == own || is_inflected(&most.0, &own) {
        return;
    }
    let (source, other) = (most.2.source, most.2.target);
    let (here, often) = (times(here), times(most.1));
    let message = if same_letters(source, other) {
        format!("translated {here}, left as `{other}` {often}")
    } else {
        format!("translated so {here}, and as `{other}` {often}")
    };
    found.whole(pair, message);
}

/// Whether the target says what another translation says with fewer words left in the source language; `own` and
/// `other_letters` are their letters.
fn is_better(pair: &Pair<'_>, own: &str, other: &str, other_letters: &str) -> bool {
    if left_words(&pair.source, &Half::new(other)) <= left_words(&pair.source, &pair.target) {
        return false;
    }
    // Texts that begin and end with other letters are two translations.
    let starts = own.chars().zip(other_letters.chars()).take_while(|(one, other)| one == other).count();
    let ends =
        own.chars().rev().zip(other_letters.chars().rev()).take_while(|(one, other)| one == other).count();
    starts.max(ends) >= ALIKE
}

fn times(count: usize) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// Whether two texts in lower case can be one word with two endings: what agrees with its noun has several.
fn is_inflected(one: &str, other: &str) -> bool {
    let same: usize = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let rest = |text: &str| text.chars().count().saturating_sub(same);
    same >= STEM && rest(one) <= ENDING && rest(other) <= ENDING
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask_among;
    use super::*;

    fn ask(others: &[(&str, &str)], source: &str, target: &str) -> usize {
        ask_among(&CHECK, "es-ES", others, source, target).len()
    }

    #[test]
    fn the_rarer_translation_is_reported() {
        let others =
            [("Miembros", "Members"), ("Miembros:", "Members"), ("Integrantes", "Members"), ("Vea", "See")];
        assert_eq!(ask(&others, "Members", "Integrantes"), 1);
        assert_eq!(ask(&others, "Members", "Miembros"), 0);
        assert_eq!(ask(&others, "See", "Vea"), 0);
    }

    #[test]
    fn what_is_half_translated_is_no_better() {
        let ask = |other: &str, own: &str| {
            let others =
                [(other, "Caching disabled"), (other, "Caching disabled"), (own, "Caching disabled")];
            ask_among(&CHECK, "zh-CN", &others, "Caching disabled", own).len()
        };
        assert_eq!(ask("Caching禁用", "缓存已禁用"), 0);
        assert_eq!(ask("缓存被禁用", "缓存已禁用"), 1);
        let others = ["Caching禁用", "Caching禁用", "Caching禁用", "缓存被禁用", "缓存被禁用", "缓存已禁用"];
        let others = others.map(|target| (target, "Caching disabled"));
        assert_eq!(ask_among(&CHECK, "zh-CN", &others, "Caching disabled", "缓存已禁用").len(), 1);
    }

    #[test]
    fn signs_and_lost_letters_make_no_other_translation() {
        let others = [("Parámetros", "Parameters"), ("**parámetros**:", "Parameters")];
        assert_eq!(ask(&others, "Parameters", "**parámetros**:"), 0);
        let others = [("Opcional", "Optional"), ("Opcional.", "Optional"), ("Opcionales", "Optional")];
        assert_eq!(ask(&others, "Optional", "Opcionales"), 0);
        let others = [("a\u{fffd}o", "year"), ("a\u{fffd}o.", "year"), ("año", "year")];
        assert_eq!(ask(&others, "year", "año"), 0);
    }
}
