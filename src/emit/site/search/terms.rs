//! Words → the pages that have them: stems with all their forms, so that the browser needs no stemmer.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::fold::{fold, is_unspaced};
use super::pack::{self, scripted};
use super::scan::{IN_TITLE, PageWords};
use super::stems::Grammar;

/// How much an occurrence in a page's text weighs; in more telling places it weighs a multiple of it.
pub(super) const IN_TEXT: u16 = 2;
/// How fast further occurrences count less on a page of no length, and what the mean length adds, in thousandths of a weight.
const SATURATION: u64 = 600 * IN_TEXT as u64;
/// How many levels of relevance are told apart.
const LEVELS: u32 = 8;
/// The levels below this are for words of the text; two more for those of a page's heading, the higher of a short one.
const TITLE: u32 = 6;
/// How many words a short heading has.
const SHORT_TITLE: u32 = 8;
/// The levels that are kept of words that a fifth of all pages have.
const TELLING: u32 = 5;
/// The shortest part of a compound.
const SHORTEST_PART: usize = 4;

/// A document's number and the weight of a word in it.
type Posting = (u32, u16);

/// A word with all its forms, ready to be written.
pub(super) struct Term {
    /// The forms, folded and sorted.
    pub(super) forms: Vec<String>,
    /// The written record: forms, postings.
    pub(super) record: String,
}

impl Term {
    /// The first form.
    pub(super) fn first(&self) -> &str {
        self.forms.first().map_or("", String::as_str)
    }

    /// The last form.
    pub(super) fn last(&self) -> &str {
        self.forms.last().map_or("", String::as_str)
    }
}

/// The terms of all pages, in the order of their first forms.
pub(super) fn terms(pages: &[PageWords], grammar: &Grammar) -> Vec<Term> {
    let mut numbers: HashMap<&str, usize, RandomState> = HashMap::default();
    let mut words: Vec<(&str, Vec<Posting>)> = Vec::new();
    for (page, document) in pages.iter().zip(0..) {
        for (word, weight) in page.iter() {
            let number = *numbers.entry(word).or_insert_with(|| {
                words.push((word, Vec::new()));
                words.len() - 1
            });
            words[number].1.push((document, weight));
        }
    }
    drop(numbers);
    let mut extra: HashMap<usize, Vec<Posting>> = HashMap::new();
    if grammar.compounds {
        extra = parts(&words);
    }
    // Words of one stem that begin alike are one term: those that do not would stand in other shards.
    let mut groups: HashMap<(String, String), Group, RandomState> = HashMap::default();
    for (number, (word, postings)) in words.into_iter().enumerate() {
        let form = fold(word);
        let stem = if word.starts_with(is_unspaced) { form.clone() } else { fold(&grammar.stem(word)) };
        let group = groups.entry((head(&form).to_owned(), stem)).or_default();
        group.postings.extend(postings);
        group.postings.extend(extra.remove(&number).unwrap_or_default());
        if !group.forms.contains(&form) {
            group.forms.push(form);
        }
    }
    let scale = Scale::of(pages);
    let mut terms: Vec<Term> = groups.into_values().map(|group| group.term(&scale)).collect();
    terms.sort_by(|a, b| scripted(&a.forms[0], &b.forms[0]).then_with(|| a.record.cmp(&b.record)));
    terms
}

/// The first letters of a form.
fn head(form: &str) -> &str {
    form.char_indices().nth(3).map_or(form, |(at, _)| &form[..at])
}

/// What compounds add to the words that they are made of: `Nachrichtenspeicher` to `Speicher`.
fn parts(words: &[(&str, Vec<Posting>)]) -> HashMap<usize, Vec<Posting>> {
    let known: HashMap<&str, usize, RandomState> = words
        .iter()
        .enumerate()
        .filter(|(_, (word, postings))| {
            word.chars().count() >= SHORTEST_PART
                && postings.len() > 2
                && word.chars().all(char::is_alphabetic)
        })
        .map(|(number, (word, _))| (*word, number))
        .collect();
    let mut longest: Vec<usize> =
        (0..words.len()).filter(|&number| words[number].0.len() >= 2 * SHORTEST_PART).collect();
    longest.sort_by_key(|&number| (usize::MAX - words[number].0.len(), words[number].0));
    let mut extra: HashMap<usize, Vec<Posting>> = HashMap::new();
    // The longest first: what they add to a compound goes on to that one's parts.
    for number in longest {
        let (word, own) = &words[number];
        let Some(found) = split(word, &known) else { continue };
        let mut postings: Vec<Posting> = own
            .iter()
            .map(|&(document, weight)| (document, (weight & IN_TITLE) | (weight & !IN_TITLE).div_ceil(2)))
            .collect();
        postings.extend(extra.get(&number).into_iter().flatten());
        for part in found {
            extra.entry(part).or_default().extend(&postings);
        }
    }
    extra
}

/// The two known words that a word is made of, with one of the letters that join them; the longest first part that there is.
fn split(word: &str, known: &HashMap<&str, usize, RandomState>) -> Option<[usize; 2]> {
    let cuts = word
        .char_indices()
        .map(|(at, _)| at)
        .filter(|&at| at >= SHORTEST_PART && word.len() - at >= SHORTEST_PART);
    cuts.rev().find_map(|at| {
        let last = *known.get(&word[at..])?;
        let first = &word[..at];
        let joints = ["", "s", "n", "en", "es", "er"];
        let first = joints.iter().find_map(|joint| known.get(first.strip_suffix(joint)?))?;
        Some([*first, last])
    })
}

/// The forms of one word.
#[derive(Default)]
struct Group {
    forms: Vec<String>,
    postings: Vec<Posting>,
}

impl Group {
    fn term(mut self, scale: &Scale) -> Term {
        self.forms.sort_by(|a, b| scripted(a, b));
        self.postings.sort_unstable();
        self.postings.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                let sum = (kept.1 & !IN_TITLE) + (next.1 & !IN_TITLE);
                kept.1 = sum.min(IN_TITLE - 1) | ((kept.1 | next.1) & IN_TITLE);
            }
            same
        });
        let count = self.postings.len() as u32;
        let is_common = count > scale.documents / 5;
        let levels =
            self.postings.into_iter().map(|(document, weight)| (document, scale.level(document, weight)));
        let levels = levels.filter(|(_, level)| !is_common || *level >= TELLING);
        let mut record = written(&self.forms);
        record.push(',');
        if is_common {
            // How many there would be tells how little the word says.
            record.push('<');
            pack::number(count, &mut record);
        }
        pack::postings(levels, LEVELS, &mut record);
        record.push(';');
        Term { forms: self.forms, record }
    }
}

/// Forms as what they begin with, then the rest of each.
fn written(forms: &[String]) -> String {
    let [first, others @ ..] = forms else { return String::new() };
    if others.is_empty() {
        return first.clone();
    }
    let shared = |form: &String| {
        first.chars().zip(form.chars()).take_while(|(a, b)| a == b).map(|(letter, _)| letter.len_utf8()).sum()
    };
    let common: usize = others.iter().map(shared).min().unwrap_or_default();
    let rests: Vec<&str> = forms.iter().map(|form| &form[common..]).collect();
    format!("{} {}", &first[..common], rests.join(" "))
}

/// What a weight means on a page of its length, as BM25 has it.
struct Scale {
    documents: u32,
    /// Saturation by page, in thousandths of a weight, and whether its heading is short.
    pages: Vec<(u64, bool)>,
}

impl Scale {
    fn of(pages: &[PageWords]) -> Self {
        let lengths: u64 = pages.iter().map(|page| u64::from(page.length)).sum();
        let count = pages.len() as u64;
        let saturation = |page: &PageWords| {
            let added = SATURATION * u64::from(page.length) * count / lengths.max(1);
            (SATURATION + added, page.title_length <= SHORT_TITLE)
        };
        Self { documents: pages.len() as u32, pages: pages.iter().map(saturation).collect() }
    }

    fn level(&self, document: u32, weight: u16) -> u32 {
        let (saturation, has_short_title) = self.pages[document as usize];
        if weight & IN_TITLE != 0 {
            return TITLE + u32::from(has_short_title);
        }
        let weight = 1000 * u64::from(weight);
        ((weight * u64::from(TITLE) / (weight + saturation)) as u32).min(TITLE - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;

    fn of(locale: &str, pages: &[&str]) -> Vec<String> {
        let pages: Vec<PageWords> = pages.iter().map(|text| PageWords::of(&[(text, IN_TEXT)])).collect();
        let grammar = Grammar::of(&Locale::parse(locale).unwrap());
        terms(&pages, &grammar)
            .into_iter()
            .map(|term| term.record.split(',').next().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn forms_of_a_word_stand_together() {
        let forms = of("ru", &["папка открыта", "папки", "папку"]);
        assert_eq!(forms, ["открыта", "папк а и у"]);
        assert_eq!(of("es", &["conexión", "conexiones", "Conexion"]), ["conexion  es"]);
    }

    #[test]
    fn a_compound_is_found_by_its_parts() {
        let pages =
            ["Speicher Nachrichten", "Speicher Nachrichten", "Speicher Nachrichten", "Nachrichtenspeicher"];
        let pages = pages.map(|text| PageWords::of(&[(text, IN_TEXT)]));
        let grammar = Grammar::of(&Locale::parse("de").unwrap());
        let terms = terms(&pages, &grammar);
        let speicher = terms.iter().find(|term| term.forms == ["speicher"]).unwrap();
        // Of four pages, four: a word that common keeps its telling levels alone, and says how many it has.
        let mut count = "<".to_owned();
        pack::number(4, &mut count);
        assert!(speicher.record.contains(&count), "{}", speicher.record);
    }
}
