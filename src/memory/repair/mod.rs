//! Lost letters found again: U+FFFD in a target, filled in where it can only have been one thing.
//!
//! Two witnesses are heard. A *twin* is an undamaged translation of the same source text that says, letter for letter,
//! what is left of the damaged one: on another page, or where none is in another revision. The *vocabulary* is every undamaged word of the locale's targets; a damaged word is
//! filled in where exactly one of them fits. What neither decides is left as it is.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use super::{Memory, Place};

/// What stands for a letter, or a part of one, that could not be decoded.
const DAMAGE: char = '\u{fffd}';

/// A word that is seen once only has to keep this many letters to be believed.
const KEPT_OF_RARE: usize = 4;

/// A mended target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The target, with every letter that could be found again.
    pub target: String,
    /// What each change rests on.
    pub evidence: Vec<Evidence>,
}

/// Where a word stands, as far as its first letter's case depends on that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// It opens a sentence.
    Opens,
    /// Behind another word.
    Inside,
    /// Behind a sign that tells nothing.
    Unclear,
}

/// What a change rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The same source is translated so, undamaged, at this place.
    Twin(Place),
    /// It is translated so at this place of another revision.
    OtherRevision(Place),
    /// The only word of the locale that fits, and how often it is written.
    Word {
        /// The damaged word.
        damaged: String,
        /// The word.
        word: String,
        /// How often the locale writes it.
        count: u32,
    },
}

/// The most words that can be left as the same letters: where there are more, what is left tells too little.
const MOST_ALIKE: usize = 512;

/// The undamaged words of a locale, by what damage would leave of them.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// What is left of a word in lower case → the words and how often each is written.
    words: HashMap<String, BTreeMap<String, u32>>,
    /// Whether the language writes nouns with a capital wherever they stand.
    capital_nouns: bool,
}

impl Vocabulary {
    /// Gathers the words of a memory's targets. Words without a letter that could be lost are of no use.
    pub fn new(memory: &Memory<'_>) -> Self {
        let capital_nouns = matches!(memory.locale.language(), "de" | "lb");
        let mut vocabulary = Self { words: HashMap::new(), capital_nouns };
        // Between spaces stand whole sentences there.
        if matches!(memory.locale.language(), "ja" | "zh" | "th") {
            return vocabulary;
        }
        for unit in &memory.units {
            let count = u32::try_from(unit.places.len()).unwrap_or(u32::MAX);
            for word in words(unit.target).filter(|word| !word.is_ascii() && !word.contains(DAMAGE)) {
                let known = vocabulary.words.entry(left_of(word)).or_default();
                let seen = known.entry(word.to_owned()).or_default();
                *seen = seen.saturating_add(count);
            }
        }
        vocabulary
    }

    /// The one word that a damaged one can have been, and how often it is written.
    fn complete(&self, damaged: &str, position: Position) -> Option<(String, u32)> {
        let kept = damaged.chars().filter(|letter| *letter != DAMAGE).count();
        if kept == 0 {
            return None;
        }
        let known = self.words.get(&left_of(damaged)).filter(|known| known.len() <= MOST_ALIKE)?;
        let fits = |fold: bool, exact: bool| -> Vec<(&str, u32)> {
            let pieces = pieces(damaged, exact, fold);
            let known = known.iter().map(|(word, count)| (word.as_str(), *count));
            known
                .filter(|(word, _)| {
                    matches(&pieces, if fold { word.to_lowercase() } else { (*word).into() }.as_ref())
                })
                .collect()
        };
        // A sign for each lost letter first, then for each lost byte; the word as it stands first, then in other case.
        let tries = [(false, true), (true, true), (false, false), (true, false)];
        let found = tries.into_iter().map(|(fold, exact)| (fold, fits(fold, exact)));
        let (fold, found) = found.into_iter().find(|(_, found)| !found.is_empty())?;
        let count = found.iter().map(|(_, count)| count).sum();
        let lower = found[0].0.to_lowercase();
        if found.iter().any(|(word, _)| word.to_lowercase() != lower) || (count < 2 && kept < KEPT_OF_RARE) {
            return None;
        }
        let capital = match position {
            _ if !damaged.starts_with(DAMAGE) => false,
            Position::Opens => true,
            // Of a word that is only known with a capital it is not known whether that is its own.
            _ if found.iter().all(|(word, _)| word.starts_with(char::is_uppercase)) => return None,
            Position::Unclear if found.len() > 1 => return None,
            // It is the noun's or the verb's.
            Position::Inside if found.len() > 1 && self.capital_nouns => return None,
            Position::Inside | Position::Unclear => false,
        };
        match found.as_slice() {
            [(word, _)] if !fold && !capital => Some(((*word).to_owned(), count)),
            _ => Some((recased(damaged, &lower, capital)?, count)),
        }
    }
}

/// Fills in a damaged unit's letters as far as they can be found; `others` are the translations of other revisions.
pub fn mend(
    memory: &Memory<'_>,
    others: Option<&Memory<'_>>,
    vocabulary: &Vocabulary,
    source: &str,
    target: &str,
) -> Option<Mended> {
    if !target.contains(DAMAGE) || source.contains(DAMAGE) {
        return None;
    }
    let found = match twins(memory, source, target) {
        Twins::One(twin, place) => Some((twin, Evidence::Twin(place))),
        // What the locale itself says in two ways, no older revision decides.
        Twins::Many => None,
        Twins::None => match others.map_or(Twins::None, |others| twins(others, source, target)) {
            Twins::One(twin, place) => Some((twin, Evidence::OtherRevision(place))),
            Twins::Many | Twins::None => None,
        },
    };
    if let Some((twin, evidence)) = found {
        return Some(Mended { target: twin.to_owned(), evidence: vec![evidence] });
    }
    let mut mended = Mended { target: String::with_capacity(target.len()), evidence: Vec::new() };
    let mut from = 0;
    for damaged in words(target).filter(|word| word.contains(DAMAGE)) {
        let at = damaged.as_ptr() as usize - target.as_ptr() as usize;
        let position = position(source, &target[..at]);
        let Some((word, count)) = vocabulary.complete(damaged, position) else { continue };
        mended.target.push_str(&target[from..at]);
        mended.target.push_str(&word);
        from = at + damaged.len();
        mended.evidence.push(Evidence::Word { damaged: damaged.to_owned(), word, count });
    }
    mended.target.push_str(&target[from..]);
    (!mended.evidence.is_empty()).then_some(mended)
}

/// Where the word behind `before` stands.
fn position(source: &str, before: &str) -> Position {
    let capital = || source.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_uppercase);
    let before = before.trim_end();
    let last_word = || {
        let word = before.trim_end_matches('.').rsplit(|letter: char| !letter.is_alphanumeric()).next();
        word.map_or(0, |word| word.chars().count())
    };
    match before.chars().next_back() {
        None if capital() => Position::Opens,
        // An abbreviation's dot ends no sentence.
        Some('.') if last_word() < 4 => Position::Unclear,
        Some('.' | '?' | '!') => Position::Opens,
        Some(letter) if letter.is_alphanumeric() || letter == ',' => Position::Inside,
        _ => Position::Unclear,
    }
}

/// The undamaged translations of a source that a damaged one can have been.
enum Twins<'m> {
    None,
    One(&'m str, Place),
    Many,
}

fn twins<'m>(memory: &'m Memory<'_>, source: &str, target: &str) -> Twins<'m> {
    let letters = target.chars().filter(|letter| letter.is_alphanumeric());
    // Where little is left, anything fits.
    if letters.count() < target.matches(DAMAGE).count() {
        return Twins::None;
    }
    let pieces = pieces(target, false, false);
    let fits = |target: &&str| !target.contains(DAMAGE) && matches(&pieces, target);
    let mut twins = memory.translations(source).filter(|unit| fits(&unit.target));
    match (twins.next().and_then(|unit| Some((unit.target, *unit.places.first()?))), twins.next()) {
        (None, _) => Twins::None,
        (Some((twin, place)), None) => Twins::One(twin, place),
        (Some(_), Some(_)) => Twins::Many,
    }
}

/// A part of a damaged text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// A letter that is left.
    Letter(char),
    /// Lost letters: this many at most, this many at least.
    Lost { least: usize, most: usize },
}

/// Takes a damaged text apart. With `exact` each sign of damage is one letter, else a run of them is one letter or more.
fn pieces(damaged: &str, exact: bool, fold: bool) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(damaged.len());
    let folded = damaged.to_lowercase();
    for letter in if fold { folded.as_str() } else { damaged }.chars() {
        match (letter, pieces.last_mut()) {
            (DAMAGE, Some(Piece::Lost { least, most })) => {
                *most += 1;
                *least += usize::from(exact);
            }
            (DAMAGE, _) => pieces.push(Piece::Lost { least: 1, most: 1 }),
            (letter, _) => pieces.push(Piece::Letter(letter)),
        }
    }
    pieces
}

/// Whether a text can be what the pieces were before. A letter of ASCII is never lost.
fn matches(pieces: &[Piece], text: &str) -> bool {
    // Where in the pieces one can be after each letter: the index, and how many letters of a lost run are taken.
    let mut states: Vec<(usize, usize)> = vec![(0, 0)];
    let mut next: Vec<(usize, usize)> = Vec::new();
    for letter in text.chars() {
        next.clear();
        for &(index, taken) in &states {
            match pieces.get(index) {
                Some(Piece::Letter(own)) if *own == letter => next.push((index + 1, 0)),
                Some(Piece::Lost { least, most }) => {
                    if taken < *most && !letter.is_ascii() {
                        next.push((index, taken + 1));
                    }
                    // Two runs never touch: behind one stands a letter.
                    if taken >= *least && pieces.get(index + 1) == Some(&Piece::Letter(letter)) {
                        next.push((index + 2, 0));
                    }
                }
                _ => {}
            }
        }
        next.sort_unstable();
        next.dedup();
        std::mem::swap(&mut states, &mut next);
        if states.is_empty() {
            return false;
        }
    }
    states.iter().any(|&(index, taken)| match pieces.get(index) {
        None => true,
        Some(Piece::Lost { least, .. }) => index + 1 == pieces.len() && taken >= *least,
        Some(Piece::Letter(_)) => false,
    })
}

/// Runs of letters and lost letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == DAMAGE)).filter(|word| !word.is_empty())
}

/// What damage would leave of a word: lower case, a run of letters beyond ASCII as one sign.
fn left_of(word: &str) -> String {
    let mut left = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            letter if letter.is_ascii() => left.push(letter.to_ascii_lowercase()),
            _ if left.ends_with(DAMAGE) => {}
            _ => left.push(DAMAGE),
        }
    }
    left
}

/// A word in lower case with the capitals of the damaged one; a lost letter is one where all letters are, and the
/// first one where the word `opens` a sentence.
fn recased(damaged: &str, lower: &str, opens: bool) -> Option<String> {
    if damaged.chars().count() != lower.chars().count() {
        let plain = damaged.chars().all(|letter| letter == DAMAGE || !letter.is_uppercase());
        return (plain && !opens).then(|| lower.to_owned());
    }
    let mut kept = damaged.chars().filter(|letter| letter.is_alphabetic());
    let all =
        damaged.chars().filter(|letter| letter.is_uppercase()).count() > 1 && kept.all(char::is_uppercase);
    let mut word = String::with_capacity(lower.len());
    for (index, (old, new)) in damaged.chars().zip(lower.chars()).enumerate() {
        let capital = if old == DAMAGE { all || (opens && index == 0) } else { old.is_uppercase() };
        if capital { word.extend(new.to_uppercase()) } else { word.push(new) }
    }
    Some(word)
}
