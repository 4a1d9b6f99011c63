//! What a text says without its looks, and where a sentence stands in a page of one language.
//!
//! English is rewritten in its looks far more often than in its words: lists become tables, backslashes come and go. What is
//! compared here has neither marks nor white space.

use std::borrow::Cow;

use crate::segment::tokens::{Half, TokenKind};

/// How many bytes may be searched for the sentences of one page. A real page needs a few megabytes; a hostile one stops here.
const SEARCHED: usize = 256 << 20;
/// Tags that pages mean as tags. Whatever else stands in angle brackets is text: `<PropertyName>`.
const TAGS: &[&str] = &[
    "a", "b", "br", "code", "div", "em", "h1", "h2", "h3", "i", "img", "li", "ol", "p", "pre", "span",
    "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
];

/// What emphasis, escapes, links, references and tags begin with: a line without any has nothing but what it says.
const MARKS: &[u8] = b"*_[]<&\\";

/// A text without white space and without marks: emphasis, links' addresses, backslashes, tags. Signs of punctuation stay.
pub fn bare(text: &str) -> Cow<'_, str> {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b':' | b'(' | b')');
    if text.bytes().all(is_bare) {
        return text.into();
    }
    let mut bare = String::with_capacity(text.len());
    let half = Half::new(text);
    for token in &half.tokens {
        let written = half.text_of(token);
        match token.kind {
            TokenKind::Space
            | TokenKind::Bold
            | TokenKind::Italic
            | TokenKind::LinkOpen
            | TokenKind::LinkClose => {}
            TokenKind::Html if is_tag(written) => {}
            // Marks without a partner are signs like others, and as little said.
            _ => bare.extend(written.chars().filter(|letter| {
                !matches!(letter, '*' | '_' | '\\' | '`' | '[' | ']') && !letter.is_whitespace()
            })),
        }
    }
    bare.into()
}

/// A text without its marks: emphasis, backslashes, tags, links' addresses; white space counts once. Where links begin and end stays.
pub fn unmarked(text: &str) -> String {
    let mut unmarked = String::with_capacity(text.len());
    let mut spaced = false;
    let half = Half::new(text);
    for token in &half.tokens {
        let written = match token.kind {
            TokenKind::Bold | TokenKind::Italic => continue,
            TokenKind::Html if is_tag(half.text_of(token)) => continue,
            TokenKind::LinkClose => "]",
            _ => half.text_of(token),
        };
        for letter in written.chars().filter(|letter| !matches!(letter, '*' | '_' | '\\' | '`')) {
            if letter.is_whitespace() {
                spaced = !unmarked.is_empty();
                continue;
            }
            if std::mem::take(&mut spaced) {
                unmarked.push(' ');
            }
            unmarked.push(letter);
        }
    }
    unmarked
}

/// Whether what stands in angle brackets is a tag, or a comment.
pub(super) fn is_tag(written: &str) -> bool {
    let inner = written.trim_start_matches('<').trim_start_matches('/');
    let end = inner.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(inner.len());
    written.starts_with("<!--") || TAGS.contains(&inner[..end].to_ascii_lowercase().as_str())
}

/// The letters and digits of a text, one after another, and where its words begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    text: String,
    /// The offsets in `text` where words begin, ascending; behind them the text's length.
    starts: Vec<u32>,
}

impl Letters {
    /// The letters of a text.
    pub fn new(text: &str) -> Self {
        let mut letters =
            Self { text: String::with_capacity(text.len()), starts: Vec::with_capacity(text.len() / 6 + 1) };
        // Line by line: a mark that one line leaves open must not swallow the next.
        for line in text.lines() {
            letters.add(line);
        }
        letters.starts.push(letters.text.len() as u32);
        letters
    }

    fn add(&mut self, line: &str) {
        if line.bytes().any(|byte| MARKS.contains(&byte)) {
            return self.add_tokens(line);
        }
        // Most lines have no marks: nothing of them is dropped, and they need not be taken apart.
        self.say(line, &mut false);
    }

    fn add_tokens(&mut self, line: &str) {
        let half = Half::new(line);
        let mut in_word = false;
        for token in &half.tokens {
            let written = half.text_of(token);
            match token.kind {
                TokenKind::LinkClose | TokenKind::Entity => in_word = false,
                TokenKind::Html if is_tag(written) => in_word = false,
                // Emphasis within a word does not end it.
                TokenKind::Bold | TokenKind::Italic if token.is_paired() => {}
                _ => self.say(written, &mut in_word),
            }
        }
    }

    /// Adds the letters of a text, which goes on with the word before where that has not ended.
    fn say(&mut self, written: &str, in_word: &mut bool) {
        let mut rest = written;
        while !rest.is_empty() {
            let signs = run(rest, false);
            // A backslash within a word does not end it.
            *in_word &= rest[..signs].bytes().all(|byte| byte == b'\\');
            rest = &rest[signs..];
            let letters = run(rest, true);
            if letters > 0 && !*in_word {
                self.starts.push(self.text.len() as u32);
            }
            *in_word |= letters > 0;
            self.text.push_str(&rest[..letters]);
            rest = &rest[letters..];
        }
    }

    /// How many words there are.
    pub fn words(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn is_edge(&self, offset: usize) -> bool {
        self.starts.binary_search(&(offset as u32)).is_ok()
    }
}

/// How many bytes at the beginning of a text are letters and digits, or are none of them.
fn run(text: &str, letters: bool) -> usize {
    let mut at = 0;
    loop {
        let rest = &text.as_bytes()[at..];
        at +=
            rest.iter().take_while(|byte| byte.is_ascii() && byte.is_ascii_alphanumeric() == letters).count();
        match text[at..].chars().next() {
            Some(letter) if !letter.is_ascii() && letter.is_alphanumeric() == letters => {
                at += letter.len_utf8();
            }
            _ => return at,
        }
    }
}

/// Looks sentences up in a page's letters. Sentences come mostly in the order of the page, and are found at once then.
#[derive(Debug)]
pub struct Finder<'a> {
    page: &'a Letters,
    cursor: usize,
    left: usize,
}

impl<'a> Finder<'a> {
    /// A finder for a page.
    pub fn new(page: &'a Letters) -> Self {
        Self { page, cursor: 0, left: SEARCHED }
    }

    /// Whether the page says the sentence: the same letters in the same order, beginning and ending with whole words.
    ///
    /// What says nothing is found everywhere, and so is everything once the page has had more searching than any needs.
    pub fn finds(&mut self, sentence: &Letters) -> bool {
        if sentence.text.is_empty() {
            return true;
        }
        for from in [self.cursor, 0] {
            if let Some(end) = self.search(&sentence.text, from) {
                self.cursor = end;
                return true;
            }
            if self.left == 0 {
                return true;
            }
            if from == 0 {
                return false;
            }
        }
        false
    }

    fn search(&mut self, wanted: &str, mut from: usize) -> Option<usize> {
        while let Some(rest) = self.page.text.get(from..) {
            // Where it follows the one before, nothing need be prepared to search for it.
            let found = if rest.starts_with(wanted) { Some(0) } else { rest.find(wanted) };
            self.left = self.left.saturating_sub(found.unwrap_or(rest.len()) + wanted.len());
            let at = from + found?;
            if self.page.is_edge(at) && self.page.is_edge(at + wanted.len()) {
                return Some(at + wanted.len());
            }
            if self.left == 0 {
                return None;
            }
            from = at + wanted.chars().next().map_or(1, char::len_utf8);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(page: &str, sentence: &str) -> bool {
        Finder::new(&Letters::new(page)).finds(&Letters::new(sentence))
    }

    proptest::proptest! {
        #[test]
        fn lines_without_marks_say_what_their_tokens_say(line in "[a-zA-Z0-9é漢´ !-)+-;=>?@^`{|}~-]{0,40}") {
            let line = line.replace('&', "");
            let (mut quick, mut careful) = (Letters::default(), Letters::default());
            quick.add(&line);
            careful.add_tokens(&line);
            proptest::prop_assert_eq!(quick, careful);
        }
    }

    #[test]
    fn looks_do_not_matter_and_words_do() {
        let page = "## Head\n\n|A|[Free **the** table](x.md) of <PropertyName>|\n|PR\\_BODY<br/>{00}|\n";
        for sentence in
            ["Free the table", "**Free** the _table_ of", "table of \\<PropertyName\\>", "PR_BODY {00}"]
        {
            assert!(says(page, sentence), "{sentence}");
        }
        for sentence in ["Free th", "ree the table", "table the", "x.md"] {
            assert!(!says(page, sentence), "{sentence}");
        }
        assert!(says(page, "") && says(page, "**"));
    }

    #[test]
    fn bare_texts_keep_their_punctuation() {
        assert_eq!(bare("**Free** the [table](x.md), \\[in\\] `x`."), "Freethetable,inx.");
        assert_eq!(bare("plain.md"), "plain.md");
    }

    #[test]
    fn unmarked_texts_keep_their_words_and_links() {
        assert_eq!(unmarked(" The  **first **[row](a.md) \\[in\\]<br/> "), "The first [row] [in]");
        // A space that divides an identifier is no looks.
        assert_ne!(unmarked("IRow:: Get"), unmarked("IRow::Get"));
        assert_ne!(unmarked("[See row](a.md)"), unmarked("See [row](a.md)"));
    }

    #[test]
    fn a_page_that_asks_for_endless_searching_gets_none() {
        let page = Letters::new(&"a".repeat(1 << 20));
        let mut finder = Finder::new(&page);
        let sentence = Letters::new(&"a".repeat(1 << 19));
        for _ in 0..2000 {
            finder.finds(&sentence);
        }
        assert_eq!(finder.left, 0);
    }
}
