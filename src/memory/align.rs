//! The segments of two revisions of a page, side by side.
//!
//! Ids do not survive a publish; what a segment translates does. So segments meet by their source texts: in order first,
//! then wherever they were moved to, and at last by likeness where the English itself was edited.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token};

/// How alike two sources must be to be one that was edited: the part of their letters that stands in words of both.
const ALIKE: f64 = 0.6;
/// As like by its letters is what a slip of the hand makes of a short text.
const ALIKE_BY_LETTERS: f64 = 0.7;
/// The most segments of both revisions together for which the longest common subsequence is looked for.
const MOST_BY_LCS: usize = 8000;
/// How far from its own place in a gap a segment is looked for.
const REACH: usize = 24;

/// Two segments that are one, or one that has no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aligned {
    /// Its index in the old revision.
    pub old: Option<u32>,
    /// Its index in the new one.
    pub new: Option<u32>,
    /// Whether it stands elsewhere now.
    pub moved: bool,
}

/// Where the two differ: what of the old stands in the place of what of the new.
struct Gap {
    old: Range<usize>,
    new: Range<usize>,
}

/// Aligns two lists of source texts; the result is in the order of the new one, with what is gone where it was.
pub fn align(old: &[&str], new: &[&str]) -> Vec<Aligned> {
    let mut words = Interner::default();
    let mut intern = |texts: &[&str]| -> Vec<Token> { texts.iter().map(|text| words.token(text)).collect() };
    let (old_tokens, new_tokens) = (intern(old), intern(new));
    let mut diff = Diff::default();
    // The longest common subsequence keeps most in its place; of what no page has so many of, it is not asked for.
    let algorithm =
        if old.len() + new.len() <= MOST_BY_LCS { Algorithm::Myers } else { Algorithm::Histogram };
    diff.compute_with(algorithm, &old_tokens, &new_tokens, words.len());
    let gaps: Vec<Gap> = diff
        .hunks()
        .map(|hunk| Gap {
            old: hunk.before.start as usize..hunk.before.end as usize,
            new: hunk.after.start as usize..hunk.after.end as usize,
        })
        .collect();
    let mut partners = vec![None; old.len()];
    let mut taken = vec![None; new.len()];
    pair_moved(&gaps, (&old_tokens, &new_tokens), &mut partners, &mut taken);
    let moved: Vec<bool> = taken.iter().map(Option::is_some).collect();
    for gap in &gaps {
        pair_alike(gap, (old, new), &mut partners, &mut taken);
    }
    in_order(&gaps, (old.len(), new.len()), &partners, (&taken, &moved))
}

/// Pairs what is left of equal sources, each in its order.
fn pair_moved(
    gaps: &[Gap],
    (old, new): (&[Token], &[Token]),
    partners: &mut [Option<u32>],
    taken: &mut [Option<u32>],
) {
    let mut waiting: HashMap<u32, VecDeque<u32>> = HashMap::new();
    for index in gaps.iter().flat_map(|gap| gap.old.clone()) {
        waiting.entry(old[index].0).or_default().push_back(index as u32);
    }
    for index in gaps.iter().flat_map(|gap| gap.new.clone()) {
        if let Some(from) = waiting.get_mut(&new[index].0).and_then(VecDeque::pop_front) {
            partners[from as usize] = Some(index as u32);
            taken[index] = Some(from);
        }
    }
}

/// Pairs what is left in a gap by likeness, the likest first.
fn pair_alike(
    gap: &Gap,
    (old, new): (&[&str], &[&str]),
    partners: &mut [Option<u32>],
    taken: &mut [Option<u32>],
) {
    let left = |range: &Range<usize>, done: &[Option<u32>]| -> Vec<usize> {
        range.clone().filter(|index| done[*index].is_none()).collect()
    };
    let (gone, come) = (left(&gap.old, partners), left(&gap.new, taken));
    if gone.is_empty() || come.is_empty() {
        return;
    }
    let (gone_bags, come_bags) = (bags(&gone, old), bags(&come, new));
    let mut pairs: Vec<(f64, usize, usize, usize)> = Vec::new();
    for (place, bag) in gone_bags.iter().enumerate() {
        // Where it would stand if the gap were stretched evenly; what is farther away than anyone's eye is not compared.
        let centre = place * come.len() / gone.len();
        let first = centre.saturating_sub(REACH);
        for (other, candidate) in come_bags.iter().enumerate().skip(first).take(2 * REACH + 1) {
            let alike = bag.likeness(candidate);
            if alike >= ALIKE {
                pairs.push((alike, centre.abs_diff(other), place, other));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    for (_, _, place, other) in pairs {
        let (from, to) = (gone[place], come[other]);
        if partners[from].is_none() && taken[to].is_none() {
            partners[from] = Some(to as u32);
            taken[to] = Some(from as u32);
        }
    }
}

/// The texts that are as like `text` as two versions of one sentence are, and how like each is.
pub(super) fn alike<'a>(text: &str, texts: impl Iterator<Item = &'a str>) -> Vec<(f64, &'a str)> {
    let bag = Bag::new(text);
    let judged = texts.map(|other| (bag.likeness(&Bag::new(other)), other));
    judged.filter(|(likeness, _)| *likeness >= ALIKE).collect()
}

/// The texts that have nearly all pairs of neighbouring letters of `text`, and how many: a letter may be wrong or lack.
pub(super) fn alike_by_letters<'a>(text: &str, texts: impl Iterator<Item = &'a str>) -> Vec<(f64, &'a str)> {
    let pairs = Pairs::new(text);
    let judged = texts.map(|other| (pairs.likeness(&Pairs::new(other)), other));
    judged.filter(|(likeness, _)| *likeness >= ALIKE_BY_LETTERS).collect()
}

/// The pairs of neighbouring letters of a text, sorted.
struct Pairs(Vec<(char, char)>);

impl Pairs {
    fn new(text: &str) -> Self {
        let letters = || text.chars().flat_map(char::to_lowercase);
        let mut pairs: Vec<(char, char)> = letters().zip(letters().skip(1)).collect();
        pairs.sort_unstable();
        Self(pairs)
    }

    fn likeness(&self, other: &Self) -> f64 {
        let (mut ours, mut theirs, mut shared) =
            (self.0.iter().peekable(), other.0.iter().peekable(), 0_usize);
        while let (Some(one), Some(two)) = (ours.peek(), theirs.peek()) {
            match one.cmp(two) {
                std::cmp::Ordering::Less => _ = ours.next(),
                std::cmp::Ordering::Greater => _ = theirs.next(),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    ours.next();
                    theirs.next();
                }
            }
        }
        share(shared, self.0.len() + other.0.len())
    }
}

/// Twice what two texts share of what they have together.
#[expect(clippy::cast_precision_loss, reason = "no text has 2^52 letters")]
fn share(shared: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}

fn bags<'a>(indices: &[usize], texts: &[&'a str]) -> Vec<Bag<'a>> {
    indices.iter().map(|index| Bag::new(texts[*index])).collect()
}

/// Everything in the order of the new revision.
fn in_order(
    gaps: &[Gap],
    (old_length, new_length): (usize, usize),
    partners: &[Option<u32>],
    (taken, moved): (&[Option<u32>], &[bool]),
) -> Vec<Aligned> {
    let mut all = Vec::with_capacity(old_length.max(new_length));
    let (mut old, mut new) = (0, 0);
    let end = Gap { old: old_length..old_length, new: new_length..new_length };
    for gap in gaps.iter().chain([&end]) {
        // Between gaps the two are equal.
        while old < gap.old.start && new < gap.new.start {
            all.push(Aligned { old: Some(old as u32), new: Some(new as u32), moved: false });
            (old, new) = (old + 1, new + 1);
        }
        for index in gap.old.clone().filter(|index| partners[*index].is_none()) {
            all.push(Aligned { old: Some(index as u32), new: None, moved: false });
        }
        for index in gap.new.clone() {
            all.push(Aligned { old: taken[index], new: Some(index as u32), moved: moved[index] });
        }
        (old, new) = (gap.old.end, gap.new.end);
    }
    all
}

/// Texts by number; two that differ in white space alone are one.
#[derive(Default)]
struct Interner {
    known: HashMap<String, u32>,
}

impl Interner {
    fn token(&mut self, text: &str) -> Token {
        let mut key = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(word);
        }
        let next = self.len();
        Token(*self.known.entry(key).or_insert(next))
    }

    fn len(&self) -> u32 {
        self.known.len() as u32
    }
}

/// The words of a text with how often each stands there.
struct Bag<'a> {
    words: HashMap<&'a str, usize>,
    letters: usize,
}

impl<'a> Bag<'a> {
    fn new(text: &'a str) -> Self {
        let mut bag = Self { words: HashMap::new(), letters: 0 };
        for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            *bag.words.entry(word).or_default() += 1;
            bag.letters += word.len();
        }
        bag
    }

    /// By the letters of the words that both say.
    fn likeness(&self, other: &Self) -> f64 {
        let (few, many) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let shared: usize = few
            .words
            .iter()
            .map(|(word, count)| many.words.get(word).map_or(0, |others| word.len() * (*count).min(*others)))
            .sum();
        share(shared, self.letters + other.letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn shown(old: &[&str], new: &[&str]) -> Vec<String> {
        let text =
            |texts: &[&str], index: Option<u32>| index.map_or("-", |index| texts[index as usize]).to_owned();
        align(old, new)
            .iter()
            .map(|pair| {
                let mark = if pair.moved { "~" } else { "=" };
                format!("{}{mark}{}", text(old, pair.old), text(new, pair.new))
            })
            .collect()
    }

    #[test]
    fn equal_moved_edited_added_and_removed_segments_are_told_apart() {
        let old = ["A", "The table has rows of messages.", "B", "gone", "C"];
        let new = ["C", "A", "The table has no rows of messages.", "B", "come"];
        let expected = [
            "C~C",
            "A=A",
            "The table has rows of messages.=The table has no rows of messages.",
            "B=B",
            "gone=-",
            "-=come",
        ];
        assert_eq!(shown(&old, &new), expected);
    }

    #[test]
    fn every_segment_is_in_the_result_once() {
        let texts = ["a b c", "a b d", "x", "x", "y y y", "a  b c", ""];
        for seed in 0..200_usize {
            let pick = |salt: usize| -> Vec<&str> {
                (0..seed % 9)
                    .map(|index| texts[(seed * 7 + index * salt + index * index) % texts.len()])
                    .collect()
            };
            let (old, new) = (pick(3), pick(5));
            let all = align(&old, &new);
            let mut olds: Vec<u32> = all.iter().filter_map(|pair| pair.old).collect();
            olds.sort_unstable();
            assert_eq!(olds, (0..old.len() as u32).collect::<Vec<_>>());
            let news: Vec<u32> = all.iter().filter_map(|pair| pair.new).collect();
            assert_eq!(news, (0..new.len() as u32).collect::<Vec<_>>());
        }
    }

    #[test]
    fn hostile_pages_take_no_time_to_speak_of() {
        let many: Vec<String> =
            (0..20_000).map(|index| format!("word {} of many {index}", index % 7)).collect();
        let others: Vec<String> = (0..20_000).map(|index| format!("{index} other of many words")).collect();
        let same = vec!["[".repeat(50); 20_000];
        let texts = |all: &'_ [String]| -> Vec<String> { all.to_vec() };
        let started = Instant::now();
        for (old, new) in [(&many, &others), (&same, &many), (&texts(&same), &same)] {
            let old: Vec<&str> = old.iter().map(String::as_str).collect();
            let new: Vec<&str> = new.iter().rev().map(String::as_str).collect();
            assert!(align(&old, &new).len() >= 20_000);
        }
        assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    }
}
