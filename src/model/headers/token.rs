//! Tokens of a header, each with the place where it is spelled.
//!
//! Unlike the tokens of a page's fence these go through macro expansion: they are copied, pasted together, and keep the
//! file and line that they came from, so that a method made by a macro is found where the macro spells it.

use std::borrow::Cow;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or keyword.
    Word,
    /// A number.
    Number,
    /// A string or character literal.
    Text,
    /// Punctuation, and whatever C does not know.
    Mark,
}

/// A token.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// What it is.
    pub(super) kind: Kind,
    /// Its text; owned where macros made it.
    pub(super) text: Cow<'a, str>,
    /// The index of its file.
    pub(super) file: u32,
    /// Its line in the file, from 1.
    pub(super) line: u32,
    /// Its logical line: lines that a backslash or a comment joins are one.
    row: u32,
    /// Whether anything stands between it and the token before.
    pub(super) spaced: bool,
}

/// Punctuation of more than one character, longer ones first.
const MARKS: [&str; 13] = ["...", "::", "->", "##", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "++"];

impl<'a> Token<'a> {
    /// Whether it is the word or mark `text`.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text && matches!(self.kind, Kind::Word | Kind::Mark)
    }

    /// Whether it is a word.
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// A token of another text at the same place.
    pub(super) fn with(&self, kind: Kind, text: String) -> Self {
        Self { kind, text: Cow::Owned(text), ..self.clone() }
    }

    /// +1 for an opening bracket, -1 for a closing one.
    pub(super) fn nesting(&self) -> i32 {
        match (self.kind, self.text.as_ref()) {
            (Kind::Mark, "(" | "[" | "{") => 1,
            (Kind::Mark, ")" | "]" | "}") => -1,
            _ => 0,
        }
    }

    /// The name that it spells in its file; `None` for what macros made.
    pub(super) fn name(&self) -> Option<&'a str> {
        match self.text {
            Cow::Borrowed(name) if self.is_word() => Some(name),
            _ => None,
        }
    }
}

/// The tokens of a file. Every byte is read once; nothing is refused, comments vanish.
pub(super) fn tokens(text: &str, file: u32) -> Vec<Token<'_>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Token<'_>> = Vec::with_capacity(bytes.len() / 5);
    let (mut at, mut line, mut row, mut spaced) = (0, 1_u32, 0_u32, true);
    while let Some(&byte) = bytes.get(at) {
        let (blank, ends_row) = blank_at(bytes, at);
        if blank > 0 {
            line += text[at..at + blank].matches('\n').count() as u32;
            row += u32::from(ends_row);
            (at, spaced) = (at + blank, true);
            continue;
        }
        let (kind, length) = token_at(text, at, byte);
        let text = Cow::Borrowed(&text[at..at + length]);
        found.push(Token { kind, text, file, line, row, spaced });
        (at, spaced) = (at + length, false);
    }
    found
}

/// The length of the space, continuation or comment at `at`, and whether it ends the logical line.
fn blank_at(bytes: &[u8], at: usize) -> (usize, bool) {
    let rest = &bytes[at..];
    match rest {
        [b'\n', ..] => (1, true),
        [b'\\', b'\n', ..] => (2, false),
        // The second is a byte order mark.
        [b'\\', b'\r', b'\n', ..] | [0xEF, 0xBB, 0xBF, ..] => (3, false),
        [b'/', b'*', ..] => {
            let close = rest[2..].windows(2).position(|pair| pair == b"*/");
            (close.map_or(rest.len(), |length| length + 4), false)
        }
        [b'/', b'/', ..] => {
            let mut end = 2;
            while end < rest.len() && (rest[end] != b'\n' || is_continued(&rest[..end])) {
                end += 1;
            }
            (end, false)
        }
        [byte, ..] if byte.is_ascii_whitespace() || *byte == 0 => (1, false),
        _ => (0, false),
    }
}

/// Whether a line ends with a backslash.
fn is_continued(line: &[u8]) -> bool {
    line.strip_suffix(b"\r").unwrap_or(line).ends_with(b"\\")
}

/// Kind and length of the token at `at`.
fn token_at(text: &str, at: usize, byte: u8) -> (Kind, usize) {
    let rest = &text[at..];
    let run = |wanted: fn(char) -> bool| rest.find(|letter| !wanted(letter)).unwrap_or(rest.len());
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let is_number = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.');
    match byte {
        b'0'..=b'9' => (Kind::Number, run(is_number)),
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => (Kind::Word, run(is_word)),
        b'"' | b'\'' => match literal_length(rest.as_bytes(), byte) {
            Some(length) => (Kind::Text, length),
            None => (Kind::Mark, 1),
        },
        _ => {
            let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
            (
                Kind::Mark,
                mark.map_or_else(|| rest.chars().next().map_or(1, char::len_utf8), |mark| mark.len()),
            )
        }
    }
}

/// The length of the literal that `quote` opens; `None` where the line does not close it.
fn literal_length(bytes: &[u8], quote: u8) -> Option<usize> {
    let mut at = 1;
    loop {
        match bytes.get(at)? {
            b'\n' => return None,
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii) => at += 2,
            &byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// The directive that starts at `at` of a file's tokens: what follows its `#`, to the end of the logical line.
pub(super) fn directive<'t, 'a>(tokens: &'t [Token<'a>], at: usize) -> Option<&'t [Token<'a>]> {
    let hash = tokens.get(at).filter(|token| token.is("#"))?;
    let is_first = at.checked_sub(1).is_none_or(|before| tokens[before].row != hash.row);
    if !is_first {
        return None;
    }
    let length = tokens[at..].iter().take_while(|token| token.row == hash.row).count();
    Some(&tokens[at + 1..at + length])
}

/// The tokens as text, spaced as they were.
pub(super) fn spell(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    let mut last: Option<&Token<'_>> = None;
    for token in tokens {
        let is_wordy = |token: &Token<'_>| token.kind != Kind::Mark;
        // What macros put side by side may not become one word, or a comment.
        let would_fuse = |last: &Token<'_>| is_wordy(last) && is_wordy(token) || last.text == "/";
        if last.is_some_and(|last| token.spaced || would_fuse(last)) {
            text.push(' ');
        }
        text.push_str(&token.text);
        last = Some(token);
    }
    text
}

/// The index of the bracket that closes the one at `open`.
pub(super) fn closing(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0;
    tokens.iter().enumerate().skip(open).find_map(|(at, token)| {
        depth += token.nesting();
        (depth == 0).then_some(at)
    })
}

/// The pieces between the outermost commas; none for nothing.
pub(super) fn arguments<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let mut depth = 0;
    let at_comma = |token: &Token<'_>| {
        depth += token.nesting();
        depth == 0 && token.is(",")
    };
    if tokens.is_empty() { Vec::new() } else { tokens.split(at_comma).collect() }
}
