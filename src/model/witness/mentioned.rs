//! Constants that pages speak of and never state: `PT_LONG`, `TABLE_SORT_ASCEND`.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use crate::model::Api;
use crate::model::facts::Facts;
use crate::model::tags::property_type;
use crate::parse::Page;
use crate::segment::tokens::plain_identifier;

/// Each constant of `facts` that the text of a page names and no page states, and of these pages the one that names most such
/// constants: a list of types or of rights says more of each than a sentence in passing. `pages` are sorted by key.
///
/// Tags of properties that have their own page are left to that.
pub(super) fn mentioned(api: &Api, pages: &[Page], facts: &Facts) -> BTreeMap<String, String> {
    let tags: BTreeSet<&str> =
        api.properties.iter().flat_map(|property| &property.associated).map(String::as_str).collect();
    let stated: BTreeSet<&str> = api.constants.iter().map(|constant| constant.name.as_str()).collect();
    // Headers read without `UNICODE` say of `PT_TSTRING` what pages and tags do not.
    let is_known = |word: &str| {
        let fact = facts.constants.get(word);
        fact.is_some_and(|fact| property_type(word).is_none_or(|code| i64::from(code) == fact.value))
    };
    let is_wanted = |word: &str| is_known(word) && !tags.contains(word) && !stated.contains(word);
    let groups: Vec<&Page> =
        pages.chunk_by(|a, b| a.sheet.key == b.sheet.key).filter_map(<[Page]>::first).collect();
    let found: Vec<(&str, Vec<String>)> = groups
        .into_par_iter()
        .map(|page| {
            let mut seen: HashSet<&str> = HashSet::new();
            let mut words = Vec::new();
            for word in words_of(&page.sheet.unwoven.source) {
                if seen.insert(word) {
                    let word = plain_identifier(word);
                    if is_wanted(&word) && !words.iter().any(|known| *known == word) {
                        words.push(word.into_owned());
                    }
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

/// The words of a text that are written as constants, with the backslashes that Markdown has before underscores: those with an
/// underscore, or with a capital behind a small letter. Others are words of the language too.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            let (mut is_written_so, mut before) = (false, Class::Other);
            // One step a byte, for every page of the book is gone through.
            while let Some(class) = bytes.get(at).map(|byte| CLASSES[usize::from(*byte)]) {
                if class == Class::Other {
                    break;
                }
                is_written_so |=
                    class == Class::Underscore || (class == Class::Capital && before == Class::Small);
                before = class;
                at += 1;
            }
            let end = at;
            at += 1;
            if is_written_so && end - start >= SHORTEST {
                return text.get(start..end);
            }
        }
        None
    })
}

/// The fewest letters of such a word.
const SHORTEST: usize = 4;

/// What a byte is in a name of C.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Small,
    Capital,
    Underscore,
    /// A digit, or a backslash of Markdown.
    Within,
    Other,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => Class::Small,
            b'A'..=b'Z' => Class::Capital,
            b'_' => Class::Underscore,
            b'0'..=b'9' | b'\\' => Class::Within,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_words() {
        let text =
            "the PT\\_LONG type (**PT_I4**), hrSuccess or frightsOwner: FAILED, Interface, a_b, éPT_NULLé";
        let words: Vec<&str> = words_of(text).collect();
        assert_eq!(words, ["PT\\_LONG", "PT_I4", "hrSuccess", "frightsOwner", "PT_NULL"]);
        assert_eq!(words_of("").next(), None);
    }
}
