//! What rules ask of the words of a half: which are prose, which are English, and which letters two texts have.

use crate::segment::tokens::{Half, Token, TokenKind};

/// What stands for a letter that could not be decoded.
pub(super) const DAMAGE: char = '\u{fffd}';

/// Words that hold an English sentence together. Those that are as common in other languages (`in`, `as`, `or`, `so`, `was`,
/// `will`) are not here; a few that one or another has (Dutch `of`, German `also`) are, for rules ask for several in a row.
const GLUE: &[&str] = &[
    "after", "also", "and", "another", "are", "at", "be", "because", "been", "before", "both", "but", "by",
    "can", "could", "does", "each", "either", "for", "from", "have", "how", "if", "into", "is", "it", "its",
    "may", "must", "not", "of", "on", "only", "other", "should", "such", "than", "that", "the", "their",
    "then", "there", "these", "they", "this", "those", "through", "to", "used", "using", "were", "what",
    "when", "where", "whether", "which", "while", "who", "with", "within", "without", "would", "you", "your",
];

/// The longest of them.
const LONGEST_GLUE: usize = 7;

/// Whether a word is one of those that hold an English sentence together, in any letter case.
pub(super) fn is_glue(word: &str) -> bool {
    if word.len() > LONGEST_GLUE || word.len() < 2 {
        return false;
    }
    let mut lower = [0; LONGEST_GLUE];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let Some(letter @ 0..26) = lower[0].checked_sub(b'a') else { return false };
    let of_letter = &GLUE[FIRST[usize::from(letter)]..FIRST[usize::from(letter) + 1]];
    of_letter.iter().any(|glue| glue.as_bytes() == lower)
}

/// Where in the list the words of each letter begin: every word of a book is looked up in it, and most at once.
const FIRST: [usize; 27] = {
    let mut first = [0; 27];
    let mut letter = 0;
    while letter < 26 {
        let mut at = first[letter];
        while at < GLUE.len() && GLUE[at].as_bytes()[0] as usize == b'a' as usize + letter {
            at += 1;
        }
        letter += 1;
        first[letter] = at;
    }
    first
};

/// The words of a half that are its own text: none of a link's text, which is another page's title, and none of what is
/// quoted, which may have to stay as it is.
pub(super) fn words<'h>(half: &'h Half<'_>) -> impl Iterator<Item = (usize, &'h Token)> {
    let (mut link_end, mut quoted) = (0, false);
    half.tokens.iter().enumerate().filter(move |(index, token)| {
        match token.kind {
            TokenKind::LinkOpen if token.is_paired() => link_end = link_end.max(token.partner as usize),
            TokenKind::Punctuation => match half.text_of(token) {
                // One language opens with what another one closes with: `„x“`, `“x”`, `«x»`, `»x«`, `”x”`.
                "\"" | "\u{201c}" | "\u{201d}" | "«" | "»" => quoted = !quoted,
                "「" | "『" | "„" => quoted = true,
                "」" | "』" => quoted = false,
                _ => {}
            },
            TokenKind::Word => return *index >= link_end && !quoted,
            _ => {}
        }
        false
    })
}

/// The letters and digits of a text in lower case: what is left where marks, punctuation and spaces do not count.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether two texts have the same letters.
pub(super) fn same_letters(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

/// How many words of the source a translation has left as they are.
pub(super) fn left_words(source: &Half<'_>, target: &Half<'_>) -> usize {
    let given: Vec<&str> = target.of_kind(TokenKind::Word).map(|token| target.text_of(token)).collect();
    let asked = source.of_kind(TokenKind::Word).map(|token| source.text_of(token));
    // Directions and abbreviations stay in any language.
    let may_stay = |word: &str| word.len() < 4 || word.bytes().all(|byte| byte.is_ascii_uppercase());
    asked.filter(|word| !may_stay(word) && given.contains(word)).count()
}

/// Whether a text has lost letters.
pub(super) fn is_damaged(text: &str) -> bool {
    text.contains(DAMAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_is_sorted_and_short() {
        assert!(GLUE.is_sorted());
        assert_eq!(GLUE.iter().map(|word| word.len()).max(), Some(LONGEST_GLUE));
        assert!(is_glue("The") && is_glue("through") && !is_glue("store") && !is_glue("notably"));
    }

    #[test]
    fn links_and_quotes_are_no_prose() {
        let half = Half::new("See [the page](a.md) and \"the book\" too");
        let read: Vec<_> = words(&half).map(|(_, token)| half.text_of(token)).collect();
        assert_eq!(read, ["See", "and", "too"]);
        for text in ["a „b“ c", "a “b” c", "a «b» c", "a »b« c", "a ”b” c", "a 「b」 c"] {
            let half = Half::new(text);
            let read: Vec<_> = words(&half).map(|(_, token)| half.text_of(token)).collect();
            assert_eq!(read, ["a", "c"], "{text}");
        }
        assert!(same_letters("A **b**-c", "ab C") && !same_letters("ab", "abc"));
    }
}
