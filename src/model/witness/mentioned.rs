//! Constants that pages speak of and never state: `PT_LONG`, `TABLE_SORT_ASCEND`.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::model::Api;
use crate::model::facts::Facts;
use crate::parse::Page;

/// Each constant of `facts` that the text of a page names and no page states, and of these pages the one that names most such
/// constants: a list of types or of rights says more of each than a sentence in passing. `pages` are sorted by key.
///
/// Tags of properties that have their own page are left to that.
pub(super) fn mentioned(api: &Api, pages: &[Page], facts: &Facts) -> BTreeMap<String, String> {
    let tags: BTreeSet<&str> =
        api.properties.iter().flat_map(|property| &property.associated).map(String::as_str).collect();
    let stated: BTreeSet<&str> = api.constants.iter().map(|constant| constant.name.as_str()).collect();
    let is_wanted = |word: &str| {
        is_written_as_constant(word)
            && facts.constants.contains_key(word)
            && !tags.contains(word)
            && !stated.contains(word)
    };
    let groups: Vec<&Page> =
        pages.chunk_by(|a, b| a.sheet.key == b.sheet.key).filter_map(<[Page]>::first).collect();
    let found: Vec<(&str, Vec<String>)> = groups
        .into_par_iter()
        .map(|page| {
            let text = &page.sheet.unwoven.source;
            let mut words = Vec::new();
            for word in words_of(text) {
                let word = word.replace('\\', "");
                if is_wanted(&word) && !words.contains(&word) {
                    words.push(word);
                }
            }
            (page.sheet.key.as_ref(), words)
        })
        .collect();
    let mut mentioned: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for (page, words) in found {
        let count = words.len();
        for word in words {
            let best = mentioned.entry(word).or_default();
            if count > best.0 {
                *best = (count, page);
            }
        }
    }
    mentioned.into_iter().map(|(word, (_, page))| (word, page.to_owned())).collect()
}

/// Whether a word has an underscore, or a capital behind a small letter: others are words of the language too.
fn is_written_as_constant(word: &str) -> bool {
    let bytes = word.as_bytes();
    word.len() > 3
        && (word.contains('_')
            || bytes.windows(2).any(|two| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase()))
}

/// The words of a text that a name of C can be, with the backslashes that Markdown has before underscores.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let of_name = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '\\');
    text.split(move |letter| !of_name(letter)).filter(|word| word.len() > 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_words() {
        for name in ["PT_LONG", "hrSuccess", "frightsOwner"] {
            assert!(is_written_as_constant(name), "{name}");
        }
        for word in ["FAILED", "Interface", "INTERFACE", "a_b"] {
            assert!(!is_written_as_constant(word), "{word}");
        }
        let words: Vec<&str> = words_of("the PT\\_LONG type (**PT_I4**), so").collect();
        assert_eq!(words, ["PT\\_LONG", "type", "PT_I4"]);
    }
}
