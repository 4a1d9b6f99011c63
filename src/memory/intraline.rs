//! What changed within a text, word by word.

use std::cell::RefCell;
use std::collections::HashMap;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use imara_diff::{Algorithm, Diff, Token};

use crate::segment::tokens::{TokenKind, tokenize};

/// What became of a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It stands in both.
    Kept,
    /// It stands in the old text alone.
    Deleted,
    /// It stands in the new text alone.
    Inserted,
}

impl Change {
    /// `=`, `-` or `+`, as in JSON.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Kept => "=",
            Self::Deleted => "-",
            Self::Inserted => "+",
        }
    }
}

/// The most pieces that are compared one by one; the longest real sentence has a few hundred.
const MOST_PIECES: usize = 20_000;

/// A stretch of text and what became of it.
pub type Op<'a> = (Change, &'a str);

/// The stretches that lead from one text to the other: kept and deleted ones make the old text, kept and inserted ones the new.
///
/// Words are those of the language (Japanese and Chinese have them, though no spaces tell); a mark, a link's address or an
/// identifier changes as a whole.
pub fn ops<'a>(old: &'a str, new: &'a str) -> Vec<Op<'a>> {
    if old == new {
        return if old.is_empty() { Vec::new() } else { vec![(Change::Kept, old)] };
    }
    let (old_ends, new_ends) = (piece_ends(old), piece_ends(new));
    if old_ends.len() + new_ends.len() > MOST_PIECES {
        let whole = [(Change::Deleted, old), (Change::Inserted, new)];
        return whole.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    }
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut intern = |text: &'a str, ends: &[usize]| -> Vec<Token> {
        let mut start = 0;
        let mut tokens = Vec::with_capacity(ends.len());
        for &end in ends {
            let next = known.len() as u32;
            tokens.push(Token(*known.entry(&text[start..end]).or_insert(next)));
            start = end;
        }
        tokens
    };
    let (before, after) = (intern(old, &old_ends), intern(new, &new_ends));
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Myers, &before, &after, known.len() as u32);
    let offset = |ends: &[usize], index: u32| (index as usize).checked_sub(1).map_or(0, |last| ends[last]);
    let mut ops = Vec::new();
    let mut push = |change, text: &'a str| {
        if !text.is_empty() {
            ops.push((change, text));
        }
    };
    let mut kept = 0;
    for hunk in diff.hunks() {
        push(Change::Kept, &new[kept..offset(&new_ends, hunk.after.start)]);
        kept = offset(&new_ends, hunk.after.end);
        push(Change::Deleted, &old[offset(&old_ends, hunk.before.start)..offset(&old_ends, hunk.before.end)]);
        push(Change::Inserted, &new[offset(&new_ends, hunk.after.start)..kept]);
    }
    push(Change::Kept, &new[kept..]);
    ops
}

thread_local! {
    /// Where words end, by the dictionary of Chinese and Japanese; one a thread, made when it is wanted.
    static WORDS: RefCell<WordSegmenterBorrowed<'static>> =
        RefCell::new(WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
}

/// Where the pieces of a text end that change as a whole.
fn piece_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for token in tokenize(text) {
        let written = token.of(text);
        let start = token.span.start as usize;
        if token.kind == TokenKind::Word && !written.is_ascii() {
            WORDS.with_borrow(|words| {
                ends.extend(words.segment_str(written).filter(|end| *end > 0).map(|end| start + end));
            });
        } else if token.span.end > token.span.start {
            ends.push(token.span.end as usize);
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let ops = ops(old, new);
        let side = |skip: Change| -> String {
            ops.iter().filter(|(change, _)| *change != skip).map(|(_, text)| *text).collect()
        };
        assert_eq!((side(Change::Inserted).as_str(), side(Change::Deleted).as_str()), (old, new));
        ops.iter().flat_map(|(change, text)| [change.sign(), text, "|"]).collect()
    }

    #[test]
    fn words_identifiers_and_marks_change_as_a_whole() {
        assert_eq!(
            shown("Llame a **IMAPITable:: getStatus**.", "Llame a **IMAPITable::GetStatus**."),
            "=Llame a **|-IMAPITable:: getStatus|+IMAPITable::GetStatus|=**.|"
        );
        assert_eq!(shown("la [tabla](a.md)", "la [tabla](b.md)"), "=la [tabla|-](a.md)|+](b.md)|");
        assert_eq!(shown("", "nuevo"), "+nuevo|");
        assert_eq!(shown("igual", "igual"), "=igual|");
    }

    #[test]
    fn japanese_changes_by_words() {
        assert_eq!(
            shown("メッセージを送信します。", "メッセージを受信します。"),
            "=メッセージを|-送信|+受信|=します。|"
        );
    }

    #[test]
    fn a_megabyte_of_brackets_is_compared_in_time() {
        let (old, new) = ("[(".repeat(1 << 18), "](".repeat(1 << 18));
        assert!(!ops(&old, &new).is_empty());
    }
}
