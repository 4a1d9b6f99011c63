//! The words of a page, each with how much it weighs there.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::fold::{fold, is_half_width, is_unspaced};

/// Longer words than this are no one's to ask for.
const LONGEST_WORD: usize = 80;
/// How far the end of a link's address or of a tag is looked for.
const LONGEST_MARKUP: usize = 300;

/// The weight of a word that stands in the page's heading has this bit as well.
pub(super) const IN_TITLE: u16 = 1 << 15;

/// The distinct words of a page in lower case, each with the sum of its weights.
#[derive(Debug, Default)]
pub(super) struct PageWords {
    /// The words, a line feed behind each.
    text: String,
    /// Their weights, in the order of the words.
    weights: Vec<u16>,
    /// How many words the page has.
    pub(super) length: u32,
    /// How many its heading has; where it has two, in both.
    pub(super) title_length: u32,
}

impl PageWords {
    /// The words of texts, of which each occurrence weighs as much as is said with the text, with [`IN_TITLE`] or not.
    pub(super) fn of(fields: &[(&str, u16)]) -> Self {
        let fields: Vec<(String, u16)> = fields.iter().map(|(text, weight)| (lower(text), *weight)).collect();
        let mut places: HashMap<&str, usize, RandomState> = HashMap::default();
        places.reserve(256);
        let mut counts: Vec<(&str, u32)> = Vec::with_capacity(256);
        let (mut length, mut title_length) = (0, 0);
        for (text, weight) in &fields {
            scan(text, |word| {
                let place = *places.entry(word).or_insert_with(|| {
                    counts.push((word, 0));
                    counts.len() - 1
                });
                let count = &mut counts[place].1;
                *count = (*count + u32::from(weight & !IN_TITLE)) | u32::from(weight & IN_TITLE) << 16;
                length += 1;
                title_length += u32::from(weight & IN_TITLE != 0);
            });
        }
        let mut words = Self { length, title_length, ..Self::default() };
        words.text.reserve_exact(counts.iter().map(|(word, _)| word.len() + 1).sum());
        for (word, weight) in counts {
            words.text.push_str(word);
            words.text.push('\n');
            let sum = u16::try_from(weight & 0xFFFF).unwrap_or(u16::MAX).min(IN_TITLE - 1);
            words.weights.push(sum | (weight >> 16) as u16);
        }
        words
    }

    /// The words with their weights, in the order in which they first stand on the page.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u16)> {
        self.text.lines().zip(self.weights.iter().copied())
    }
}

/// A Markdown text in lower case, its identifiers without backslashes.
fn lower(text: &str) -> String {
    // Both are rare, and begin with bytes that are: half width is folded, and a last sigma depends on what stands around it.
    if text.as_bytes().contains(&0xEF) && text.chars().any(is_half_width) {
        return fold(text);
    }
    if text.as_bytes().contains(&0xCE) && text.contains('Σ') {
        return text.to_lowercase().replace("\\_", "_");
    }
    let mut lower = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if letter.is_ascii() {
            let end = rest.bytes().position(|byte| byte == b'\\' || !byte.is_ascii()).unwrap_or(rest.len());
            let (ascii, behind) = rest.split_at(end);
            let start = lower.len();
            lower.push_str(ascii);
            lower[start..].make_ascii_lowercase();
            rest = behind;
            if let Some(behind) = rest.strip_prefix('\\') {
                if !behind.starts_with('_') {
                    lower.push('\\');
                }
                rest = behind;
            }
        } else {
            push_lower(letter, &mut lower);
            rest = &rest[letter.len_utf8()..];
        }
    }
    lower
}

/// Appends a letter that is not of ASCII in lower case; those of most languages' texts without asking the tables.
fn push_lower(letter: char, lower: &mut String) {
    match letter {
        '\u{430}'..='\u{45F}' | '\u{DF}'..='\u{FF}' | '\u{2000}'..='\u{20FF}' | '\u{3000}'..='\u{9FFF}' => {
            lower.push(letter);
        }
        _ => lower.extend(letter.to_lowercase()),
    }
}

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// Nothing that is asked for.
    Other,
    /// A word, or it goes on with one.
    Word,
    /// Maybe an address or a tag.
    Markup,
    /// A letter that is not of ASCII.
    Letter,
}

static BEGINS: [Begins; 256] = {
    let mut table = [Begins::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' => Begins::Word,
            b']' | b'<' => Begins::Markup,
            0x80.. => Begins::Letter,
            _ => Begins::Other,
        };
        byte += 1;
    }
    table
};

/// Hands every word of a text on; of scripts without spaces, every two neighbours. Link addresses and tags are left out.
fn scan<'t>(text: &'t str, mut each: impl FnMut(&'t str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match BEGINS[byte as usize] {
            Begins::Other => at += 1,
            Begins::Markup => at += markup(&text[at..]).unwrap_or(1),
            Begins::Word => at = word(text, at, &mut each),
            Begins::Letter => {
                let letter = text[at..].chars().next().unwrap_or_default();
                if is_unspaced(letter) {
                    at = pairs(text, at, &mut each);
                } else if is_word(letter) {
                    at = word(text, at, &mut each);
                } else {
                    at += letter.len_utf8();
                }
            }
        }
    }
}

/// Hands on the word that begins at an offset, where it is one to be asked for; returns where it ends.
fn word<'t>(text: &'t str, start: usize, each: &mut impl FnMut(&'t str)) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        match BEGINS[byte as usize] {
            Begins::Word => end += 1,
            Begins::Letter => match text[end..].chars().next() {
                Some(letter) if is_word(letter) && !is_unspaced(letter) => end += letter.len_utf8(),
                _ => break,
            },
            _ => break,
        }
    }
    let mut word = &text[start..end];
    // Few have any: not `trim_matches`, which decodes.
    while let Some(rest) = word.strip_prefix('_') {
        word = rest;
    }
    while let Some(rest) = word.strip_suffix('_') {
        word = rest;
    }
    let first = word.chars().next().map_or(0, char::len_utf8);
    if word.len() > first && word.len() <= LONGEST_WORD {
        each(word);
    }
    end
}

/// Hands on the pairs of a run that begins at an offset; the letter itself where it is alone.
fn pairs<'t>(text: &'t str, start: usize, each: &mut impl FnMut(&'t str)) -> usize {
    let end = run(text, start, is_unspaced);
    let run = &text[start..end];
    let mut starts = run.char_indices().map(|(at, _)| at);
    let (mut before, mut middle) = (0, starts.nth(1));
    if middle.is_none() {
        each(run);
    }
    while let Some(second) = middle {
        middle = starts.next();
        each(&run[before..middle.unwrap_or(run.len())]);
        before = second;
    }
    end
}

/// The end of the run that begins at an offset.
fn run(text: &str, start: usize, belongs: impl Fn(char) -> bool) -> usize {
    text[start..].find(|letter| !belongs(letter)).map_or(text.len(), |length| start + length)
}

/// Whether a letter may be part of a word.
fn is_word(letter: char) -> bool {
    match letter {
        '\0'..='\x7F' => letter == '_' || letter.is_ascii_alphanumeric(),
        // Cyrillic and accents, without asking the tables.
        '\u{400}'..='\u{481}' | '\u{300}'..='\u{36F}' => true,
        _ => letter.is_alphanumeric(),
    }
}

/// The length of the address or the tag that a text begins with.
fn markup(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let near = &bytes[..bytes.len().min(LONGEST_MARKUP)];
    let end = match bytes {
        [b']', b'(', ..] => near.iter().position(|byte| matches!(byte, b')' | b' ' | b'\n'))?,
        [b'<', b'/' | b'a'..=b'z', ..] => near.iter().position(|&byte| byte == b'>')?,
        _ => return None,
    };
    Some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(String, u16)> {
        let words = PageWords::of(&[(text, 1)]);
        let mut words: Vec<_> = words.iter().map(|(word, weight)| (word.to_owned(), weight)).collect();
        words.sort_unstable();
        words
    }

    fn only(text: &str) -> Vec<String> {
        words(text).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn words_are_counted_and_markup_is_none() {
        let text =
            "The [Logoff](iablogon-logoff.md) of _ulFlags_, <a name=\"x\"></a>MAPI\\_E\\_BUSY; the end a";
        let expected = [("end", 1), ("logoff", 1), ("mapi_e_busy", 1), ("of", 1), ("the", 2), ("ulflags", 1)];
        assert_eq!(words(text), expected.map(|(word, weight)| (word.to_owned(), weight)));
    }

    #[test]
    fn scripts_without_spaces_are_taken_two_letters_at_a_time() {
        assert_eq!(only("表示名、MAPI表"), ["mapi", "示名", "表", "表示"]);
        assert_eq!(only("ﾊﾞｯﾌｧ"), ["ッフ", "バッ", "ファ"]);
        assert_eq!(only("가나다 라"), ["가나", "나다", "라"]);
    }

    #[test]
    fn lower_case_is_that_of_unicode() {
        let all: String = ('\0'..='\u{1FFFF}').filter(|letter| !is_half_width(*letter)).collect();
        assert_eq!(lower(&all), all.to_lowercase().replace("\\_", "_"));
        let all = all.replace('Σ', "");
        assert_eq!(lower(&all), all.to_lowercase());
        assert_eq!(lower("A\\_B\\\\_C\\"), "a_b\\_c\\");
        for letter in '\0'..='\u{1FFFF}' {
            let is_known =
                letter == '_' || letter.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&letter);
            assert_eq!(is_word(letter), is_known, "{letter:?}");
        }
    }

    #[test]
    fn hostile_markup_takes_no_longer() {
        let started = std::time::Instant::now();
        for text in ["](", "<a", "x"] {
            assert!(only(&text.repeat(500_000)).is_empty(), "{text}");
        }
        assert!(started.elapsed().as_secs() < 10);
    }
}
