//! The tokenizer: one pass over the bytes of a half, linear whatever the half says.

use super::{Token, TokenKind};
use crate::span::Span;

/// How far the end of a tag, an address or a link's target is looked for: longer ones are no such thing, and hostile
/// text must not make every bracket look through all that follows.
const REACH: usize = 2_048;

/// Hexadecimal digits in a row, letters among them, that are a number and no word.
const LONG_HEX: usize = 8;

/// Takes the text of a half apart. The tokens cover it without gaps.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut scanner = Scanner::<true>::new(text);
    scanner.tokens.reserve(text.len() / 4 + 4);
    let mut at = 0;
    while at < text.len() {
        at = scanner.step(at);
    }
    scanner.tokens
}

/// The same tokens without those that only say that a text has words: words, numbers, spaces, escapes, references and
/// signs. Exchange formats take a book apart with it, of which these are nine tokens in ten.
pub fn tokenize_codes(text: &str) -> Vec<Token> {
    let mut scanner = Scanner::<false>::new(text);
    let mut at = scanner.idle(0);
    while at < text.len() {
        at = scanner.step(at);
        at = scanner.idle(at);
    }
    scanner.tokens
}

/// With `ALL` every token is kept, else those of [`tokenize_codes`].
struct Scanner<'a, const ALL: bool> {
    text: &'a str,
    bytes: &'a [u8],
    tokens: Vec<Token>,
    /// Brackets that may open a link.
    brackets: Vec<usize>,
    /// The bold mark that waits for its partner.
    bold: Option<usize>,
    /// The italic marks that wait: `*` and `_`.
    italic: [Option<usize>; 2],
    /// Runs of backticks of which no more follow: bit n for a run of n.
    no_code: u64,
}

/// What kind of letter a character is: a word is of one of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    /// Scripts without spaces: ideographs, kana, Thai.
    Unspaced,
    Other,
}

impl Script {
    fn of(letter: char) -> Option<Self> {
        match letter {
            // A damaged letter and a mark above one are parts of their word.
            'a'..='z' | 'A'..='Z' | '\u{fffd}' | '\u{300}'..='\u{36f}' => Some(Self::Latin),
            '\0'..='\x7f' => None,
            _ if !letter.is_alphabetic() => None,
            '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Self::Latin),
            '\u{400}'..='\u{52f}' => Some(Self::Cyrillic),
            '\u{e00}'..='\u{eff}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{3ffff}' => Some(Self::Unspaced),
            _ => Some(Self::Other),
        }
    }
}

/// Signs and letters of which no token of [`tokenize_codes`] is made, whatever follows: small letters, spaces and most signs.
const IDLE: [bool; 256] = {
    let mut idle = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let letter = byte as u8;
        idle[byte] = letter.is_ascii_lowercase()
            || matches!(letter, b' ' | b'\n')
            || (letter.is_ascii_punctuation()
                && !matches!(
                    letter,
                    b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'!' | b'<' | b'&' | b':' | b'.' | b'-'
                ));
        byte += 1;
    }
    idle
};

impl<'a, const ALL: bool> Scanner<'a, ALL> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            tokens: Vec::new(),
            brackets: Vec::new(),
            bold: None,
            italic: [None; 2],
            no_code: 0,
        }
    }

    /// Where what stands at `at` may begin a token that is kept. `at` is where a token begins.
    fn idle(&self, at: usize) -> usize {
        let rest = &self.bytes[at..];
        let mut length = rest.iter().take_while(|byte| IDLE[usize::from(**byte)]).count();
        // The letters at the end may be the beginning of a name.
        while length > 0 && length < rest.len() && rest[length - 1].is_ascii_lowercase() {
            length -= 1;
        }
        at + length
    }

    /// Reads what stands at `at` and says where the next begins.
    fn step(&mut self, at: usize) -> usize {
        let byte = self.bytes[at];
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {
                let end = at + self.bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                self.push(TokenKind::Space, at, end.max(at + 1))
            }
            b'\\' => self.escape(at),
            b'`' => self.code(at),
            b'*' => self.stars(at),
            b'_' => self.underscores(at),
            b'[' => self.open(at, at + 1),
            b'!' if self.byte(at + 1) == b'[' => self.open(at, at + 2),
            b']' => self.close(at),
            b'<' => self.tag(at),
            b'&' => self.entity(at),
            b'0'..=b'9' => self.number(at),
            b'a'..=b'z' | b'A'..=b'Z' => self.ascii_word(at),
            _ => self.other(at),
        }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    fn push(&mut self, kind: TokenKind, start: usize, end: usize) -> usize {
        let is_idle = matches!(
            kind,
            TokenKind::Word
                | TokenKind::Number
                | TokenKind::Space
                | TokenKind::Escape
                | TokenKind::Entity
                | TokenKind::Punctuation
        );
        if ALL || !is_idle {
            self.push_kept(kind, start, end);
        }
        end
    }

    fn push_kept(&mut self, kind: TokenKind, start: usize, end: usize) {
        self.tokens.push(Token { kind, span: Span::new(start, end), partner: Token::ALONE });
    }

    /// Makes partners of the mark that waits and the one that was pushed last.
    fn pair(&mut self, open: usize) {
        let close = self.tokens.len() - 1;
        self.tokens[open].partner = close as u32;
        self.tokens[close].partner = open as u32;
    }

    fn escape(&mut self, at: usize) -> usize {
        if self.byte(at + 1) == b'_' && is_name(self.byte(at + 2)) {
            return self.ascii_word(at);
        }
        let end = if self.byte(at + 1).is_ascii_punctuation() { at + 2 } else { at + 1 };
        self.push(if end == at + 2 { TokenKind::Escape } else { TokenKind::Punctuation }, at, end)
    }

    /// A code span; backticks that nothing closes are signs.
    fn code(&mut self, at: usize) -> usize {
        let run = self.run(at, b'`');
        let bit = 1_u64 << run.min(63);
        if self.no_code & bit == 0 {
            let mut from = at + run;
            while let Some(found) = self.text[from..].find('`') {
                let start = from + found;
                let length = self.run(start, b'`');
                if length == run {
                    return self.push(TokenKind::Code, at, start + length);
                }
                from = start + length;
            }
            self.no_code |= bit;
        }
        for offset in 0..run {
            self.push(TokenKind::Punctuation, at + offset, at + offset + 1);
        }
        at + run
    }

    fn run(&self, at: usize, byte: u8) -> usize {
        self.bytes[at..].iter().take_while(|other| **other == byte).count()
    }

    fn stars(&mut self, at: usize) -> usize {
        if self.byte(at + 1) == b'*' {
            self.push(TokenKind::Bold, at, at + 2);
            match self.bold.take() {
                Some(open) => self.pair(open),
                None => self.bold = Some(self.tokens.len() - 1),
            }
            return at + 2;
        }
        self.italic(at, 0)
    }

    fn underscores(&mut self, at: usize) -> usize {
        let before = self.text[..at].chars().next_back();
        // Inside a word it is a letter; a word that it begins is a name where no mark waits: `_ulFlags_` against `__int64`.
        if self.byte(at + 1) == b'_' && is_name(self.byte(at + 2)) && !self.text[at + 2..].contains("__") {
            return self.ascii_word(at);
        }
        if before.is_some_and(|letter| letter.is_ascii_alphanumeric()) && is_name(self.byte(at + 1)) {
            return self.ascii_word(at);
        }
        self.italic(at, 1)
    }

    /// A mark of emphasis where one can stand: beside a sign that is no space, or as the partner of one that waits.
    fn italic(&mut self, at: usize, sort: usize) -> usize {
        let spaced_before = self.text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let spaced_after = self.text[at + 1..].chars().next().is_none_or(char::is_whitespace);
        match self.italic[sort] {
            Some(open) if !spaced_before || spaced_after => {
                self.italic[sort] = None;
                self.push(TokenKind::Italic, at, at + 1);
                self.pair(open);
            }
            None if !spaced_after => {
                self.push(TokenKind::Italic, at, at + 1);
                self.italic[sort] = Some(self.tokens.len() - 1);
            }
            _ => {
                self.push(TokenKind::Punctuation, at, at + 1);
            }
        }
        at + 1
    }

    fn open(&mut self, at: usize, end: usize) -> usize {
        self.brackets.push(self.tokens.len());
        // It becomes a link's when that ends.
        self.push_kept(TokenKind::Punctuation, at, end);
        end
    }

    /// `](address)` ends a link where a bracket waits; any other `]` is a sign.
    fn close(&mut self, at: usize) -> usize {
        let open = self.brackets.pop();
        match (open, self.target_end(at + 1)) {
            (Some(open), Some(end)) => {
                self.tokens[open].kind = TokenKind::LinkOpen;
                self.push(TokenKind::LinkClose, at, end);
                self.pair(open);
                end
            }
            _ => self.push(TokenKind::Punctuation, at, at + 1),
        }
    }

    /// Where the target in parentheses ends that begins at `at`: balanced, on one line but for what closes it, not endless.
    fn target_end(&self, at: usize) -> Option<usize> {
        if self.byte(at) != b'(' {
            return None;
        }
        let (mut depth, mut escaped) = (0_u32, false);
        for (offset, byte) in self.bytes[at..].iter().take(REACH).enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'(' => depth += 1,
                b')' if depth == 1 => return Some(at + offset + 1),
                b')' => depth -= 1,
                b'\n' => {
                    let end = at + offset + 1;
                    let is_closed = depth == 1 && self.byte(end) == b')';
                    return is_closed.then_some(end + 1);
                }
                _ => {}
            }
        }
        None
    }

    fn tag(&mut self, at: usize) -> usize {
        let opens = |byte: u8| byte.is_ascii_alphabetic() || byte == b'/' || byte == b'!';
        let window = &self.bytes[at..self.bytes.len().min(at + REACH)];
        match window.iter().position(|byte| *byte == b'>') {
            Some(end) if opens(self.byte(at + 1)) => self.push(TokenKind::Html, at, at + end + 1),
            _ => self.push(TokenKind::Punctuation, at, at + 1),
        }
    }

    fn entity(&mut self, at: usize) -> usize {
        let name = self.bytes[at + 1..].iter().take(32);
        let length = name.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        if length > 1 && self.byte(at + 1 + length) == b';' {
            return self.push(TokenKind::Entity, at, at + length + 2);
        }
        self.push(TokenKind::Punctuation, at, at + 1)
    }

    /// A number, an identifier in hexadecimal, or the digits before a unit (`64` of `64KB`).
    fn number(&mut self, at: usize) -> usize {
        if let Some(end) = self.guid_end(at) {
            return self.push(TokenKind::Guid, at, end);
        }
        let run = self.bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let word = &self.bytes[at..at + run];
        if word.len() > 2
            && word[0] == b'0'
            && word[1] | 32 == b'x'
            && word[2..].iter().all(u8::is_ascii_hexdigit)
        {
            return self.push(TokenKind::Hex, at, at + run);
        }
        let is_hex = run >= LONG_HEX && word.iter().all(u8::is_ascii_hexdigit);
        if is_hex && word.iter().any(u8::is_ascii_alphabetic) {
            return self.push(TokenKind::Hex, at, at + run);
        }
        let mut end = at + self.digits(at);
        while matches!(self.byte(end), b'.' | b',') && self.byte(end + 1).is_ascii_digit() {
            end += 1 + self.digits(end + 1);
        }
        self.push(TokenKind::Number, at, end)
    }

    fn digits(&self, at: usize) -> usize {
        self.bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// The end of a GUID's five groups at `at`.
    fn guid_end(&self, at: usize) -> Option<usize> {
        let mut end = at;
        for (group, length) in [8, 4, 4, 4, 12].into_iter().enumerate() {
            if group > 0 {
                if self.byte(end) != b'-' {
                    return None;
                }
                end += 1;
            }
            let digits = self.bytes.get(end..end + length)?;
            if !digits.iter().all(u8::is_ascii_hexdigit) {
                return None;
            }
            end += length;
        }
        (!self.byte(end).is_ascii_alphanumeric()).then_some(end)
    }

    /// A word or name that begins with an ASCII letter, `_` or `\_`.
    fn ascii_word(&mut self, at: usize) -> usize {
        if let Some(end) = self.plain_word(at) {
            return self.push(TokenKind::Word, at, end);
        }
        if let Some(end) = self.guid_end(at) {
            return self.push(TokenKind::Guid, at, end);
        }
        let mut end = self.name_end(at);
        let address = &self.bytes[end..];
        if address.starts_with(b"://") {
            let stop = |byte: &u8| {
                byte.is_ascii_whitespace() || matches!(byte, b')' | b']' | b'>' | b'<' | b'*' | b'`' | b'"')
            };
            let length = address.iter().position(stop).unwrap_or(address.len());
            end = self.floor(end + length);
            return self.push(TokenKind::Address, at, end);
        }
        let mut joined = false;
        loop {
            let colons = self.bytes[end..].starts_with(b"::") && self.byte(end + 2).is_ascii_alphabetic();
            let dot = self.byte(end) == b'.' && end - at > 1 && self.byte(end + 1).is_ascii_alphabetic();
            if !colons && !dot {
                break;
            }
            joined = true;
            end = self.name_end(end + if colons { 2 } else { 1 });
        }
        let word = &self.text[at..end];
        if joined || is_identifier(word) {
            return self.push(TokenKind::Identifier, at, end);
        }
        // Letters with accents go on where ASCII ends.
        end = self.letters(end, Script::Latin);
        self.push(TokenKind::Word, at, end)
    }

    /// The end of a word that can be nothing else: small letters behind the first one, and then what joins nothing to them.
    fn plain_word(&self, at: usize) -> Option<usize> {
        if !self.bytes[at].is_ascii_alphabetic() {
            return None;
        }
        let end = at + 1 + self.bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        match self.byte(end) {
            b'.' => (!self.byte(end + 1).is_ascii_alphabetic()).then_some(end),
            b':' => (!matches!(self.byte(end + 1), b':' | b'/')).then_some(end),
            b'\\' | b'_' | b'-' => None,
            128.. => Some(self.letters(end, Script::Latin)),
            byte => (!byte.is_ascii_alphanumeric()).then_some(end),
        }
    }

    /// The end of ASCII letters, digits and inner underscores. A `_` or `\_` that nothing follows is not of the name.
    fn name_end(&self, at: usize) -> usize {
        let mut end = at;
        loop {
            let byte = self.byte(end);
            if byte.is_ascii_alphanumeric() {
                end += 1;
            } else if byte == b'_' || (byte == b'\\' && self.byte(end + 1) == b'_') {
                let length = if byte == b'_' { self.run(end, b'_') } else { 2 };
                // Before a backslash stands the next underscore: `PR\_AB\_X`.
                if !is_name(self.byte(end + length)) || (end + length == at) {
                    return end.max(at + 1);
                }
                end += length;
            } else {
                return end.max(at + 1);
            }
        }
    }

    /// The end of the letters of one script from `at`.
    fn letters(&self, at: usize, script: Script) -> usize {
        let mut end = at;
        for letter in self.text[at..].chars() {
            let same = Script::of(letter) == Some(script)
                || letter.is_ascii_digit()
                || (script == Script::Unspaced && letter == 'ー');
            if !same {
                break;
            }
            end += letter.len_utf8();
        }
        end
    }

    /// A word of another script, or a sign.
    fn other(&mut self, at: usize) -> usize {
        let Some(letter) = self.text[at..].chars().next() else { return self.bytes.len() };
        let after = at + letter.len_utf8();
        if letter.is_whitespace() {
            return self.push(TokenKind::Space, at, after);
        }
        match Script::of(letter) {
            Some(script) => {
                let end = self.letters(after, script);
                self.push(TokenKind::Word, at, end)
            }
            None => self.push(TokenKind::Punctuation, at, after),
        }
    }

    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// Whether a byte can be part of a name.
fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a word of ASCII letters is a name of code by its look: an underscore, a capital behind a small letter, or two
/// capitals before a small one.
fn is_identifier(word: &str) -> bool {
    if word.contains('_') {
        return word.bytes().any(|byte| byte.is_ascii_alphabetic());
    }
    let bytes = word.as_bytes();
    let hump = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    let crest = |three: &[u8]| {
        three[0].is_ascii_uppercase() && three[1].is_ascii_uppercase() && three[2].is_ascii_lowercase()
    };
    let plural = bytes.len() > 2
        && bytes.ends_with(b"s")
        && bytes[..bytes.len() - 1].iter().all(u8::is_ascii_uppercase);
    !plural && (bytes.windows(2).any(hump) || bytes.windows(3).any(crest))
}
