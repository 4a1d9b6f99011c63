//! The translation memory of one locale: what each source text is translated as, how often, and where.
//!
//! Most sentences of a reference stand on many pages. What is asked of a translation is asked once of each distinct pair
//! of texts, a [`Unit`], and answered for all its [`Place`]s.

pub mod align;
pub mod freshness;
pub mod intraline;
pub mod letters;
pub mod plain;
pub mod repair;
pub mod revision;
mod structure;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::locale::Locale;
use crate::segment::Unwoven;

/// A text of so many words is looked for by its letters too: a slip in one of them leaves few words that are right.
const SHORT: usize = 5;

/// A distinct pair of a source text and its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit<'a> {
    /// The text in the source language.
    pub source: &'a str,
    /// Its translation; equal to the source where nobody translated it.
    pub target: &'a str,
    /// Where it stands, in the order of pages.
    pub places: Vec<Place>,
}

/// Where a segment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The index of its page among those that the memory was made of.
    pub page: u32,
    /// Its index among the page's segments.
    pub segment: u32,
}

/// How much a memory holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Segments.
    pub segments: usize,
    /// Distinct source texts.
    pub sources: usize,
    /// Distinct pairs of source and target.
    pub units: usize,
    /// Segments whose source stands elsewhere too.
    pub repeated: usize,
    /// Segments whose target is the source, letter for letter.
    pub identical: usize,
    /// Words of the source, repetitions counted.
    pub words: usize,
    /// Words of the distinct source texts: what is to be translated once.
    pub distinct_words: usize,
    /// Distinct source texts that are translated in two ways or more.
    pub variants: usize,
}

/// All segments of a locale.
#[derive(Clone, Debug)]
pub struct Memory<'a> {
    /// The language of the targets.
    pub locale: &'a Locale,
    /// The distinct pairs, in the order in which they stand first.
    pub units: Vec<Unit<'a>>,
    by_source: HashMap<&'a str, Vec<u32>, RandomState>,
    by_normal: HashMap<Cow<'a, str>, Vec<u32>, RandomState>,
}

impl<'a> Memory<'a> {
    /// Gathers the segments of pages.
    pub fn new(locale: &'a Locale, pages: impl IntoIterator<Item = &'a Unwoven>) -> Self {
        let mut memory =
            Self { locale, units: Vec::new(), by_source: HashMap::default(), by_normal: HashMap::default() };
        let mut known: HashMap<(&str, &str), u32, RandomState> = HashMap::default();
        for (page, unwoven) in pages.into_iter().enumerate() {
            for (index, segment) in unwoven.segments.iter().enumerate() {
                let (source, target) =
                    (segment.source.of(&unwoven.source), segment.target.of(&unwoven.target));
                let place = Place { page: page as u32, segment: index as u32 };
                let unit = *known.entry((source, target)).or_insert_with(|| memory.add(source, target));
                memory.units[unit as usize].places.push(place);
            }
        }
        memory
    }

    fn add(&mut self, source: &'a str, target: &'a str) -> u32 {
        let unit = self.units.len() as u32;
        self.units.push(Unit { source, target, places: Vec::new() });
        let of_source = self.by_source.entry(source).or_default();
        if of_source.is_empty() {
            self.by_normal.entry(normalized(source)).or_default().push(unit);
        }
        of_source.push(unit);
        unit
    }

    /// How a source text is translated: one unit for each translation.
    pub fn translations(&self, source: &str) -> impl Iterator<Item = &Unit<'a>> {
        self.by_source.get(source).into_iter().flatten().map(|unit| &self.units[*unit as usize])
    }

    /// How texts are translated that differ from `source` by nothing but letter case, white space and marks.
    pub fn similar(&self, source: &str) -> impl Iterator<Item = &Unit<'a>> {
        let sources = self.by_normal.get(normalized(source).as_ref()).into_iter().flatten();
        sources.flat_map(|unit| self.translations(self.units[*unit as usize].source))
    }

    /// The source texts that are like `text`, the likest first, at most `most` of them: how like each is, from 0 to 1, by the
    /// letters of the words that both say; of a short text whose words are nowhere, by pairs of letters.
    pub fn alike(&self, text: &str, most: usize) -> Vec<(f64, &'a str)> {
        let mut alike = align::alike(text, self.by_source.keys().copied());
        if alike.is_empty() && text.split_whitespace().count() <= SHORT {
            alike = align::alike_by_letters(text, self.by_source.keys().copied());
        }
        alike.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        alike.truncate(most);
        alike
    }

    /// How much it holds.
    pub fn counts(&self) -> Counts {
        let mut counts =
            Counts { sources: self.by_source.len(), units: self.units.len(), ..Counts::default() };
        for unit in &self.units {
            let places = unit.places.len();
            counts.segments += places;
            counts.words += places * unit.source.split_whitespace().count();
            if unit.source == unit.target {
                counts.identical += places;
            }
        }
        for (source, units) in &self.by_source {
            counts.distinct_words += source.split_whitespace().count();
            counts.variants += usize::from(units.len() > 1);
            let places: usize = units.iter().map(|unit| self.units[*unit as usize].places.len()).sum();
            counts.repeated += if places > 1 { places } else { 0 };
        }
        counts
    }
}

/// A text without what changes no meaning: marks of emphasis, backslashes, letter case, the length of white space.
pub fn normalized(text: &str) -> Cow<'_, str> {
    let plain = |byte: u8| {
        !(byte.is_ascii_uppercase() || !byte.is_ascii() || matches!(byte, b'*' | b'\\' | b'\t' | b'\n'))
    };
    if text.bytes().all(plain) && !text.contains("  ") && text.trim() == text {
        return text.into();
    }
    let mut normal = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let letters =
            word.chars().filter(|letter| !matches!(letter, '*' | '\\')).flat_map(char::to_lowercase);
        let before = normal.len();
        if before > 0 {
            normal.push(' ');
        }
        let start = normal.len();
        normal.extend(letters);
        if normal.len() == start {
            normal.truncate(before);
        }
    }
    normal.into()
}
