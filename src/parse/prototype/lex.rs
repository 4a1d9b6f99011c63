//! Tokens of C, and where one declaration ends and the next begins.
//!
//! The grammar reads one declaration at a time: an odd one then spoils no other, and its size and nesting are known
//! before anything looks into it. Comments vanish here.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or keyword.
    Word,
    /// A number.
    Number,
    /// A string or character literal.
    Text,
    /// Punctuation; `::`, `->` and `...` are one token each.
    Mark,
    /// A whole preprocessor line, continuation lines included.
    Directive,
    /// What C does not know: `@`, a letter outside ASCII, a control character.
    Other,
}

/// A token: a piece of the code, or what [`super::clean`] put in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    /// What it is.
    pub(super) kind: Kind,
    /// Its text.
    pub(super) text: &'a str,
    /// Where it starts in the code.
    pub(super) start: usize,
    /// Where it ends in the code.
    pub(super) end: usize,
}

impl Token<'_> {
    /// Whether it is the word or mark `text`.
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text && matches!(self.kind, Kind::Word | Kind::Mark)
    }

    /// +1 for an opening bracket, -1 for a closing one.
    pub(super) fn nesting(&self) -> i32 {
        match (self.kind, self.text) {
            (Kind::Mark, "(" | "[" | "{") => 1,
            (Kind::Mark, ")" | "]" | "}") => -1,
            _ => 0,
        }
    }
}

/// The tokens of `code`. Every byte is read once; nothing is refused.
pub(super) fn tokens(code: &str) -> Vec<Token<'_>> {
    let bytes = code.as_bytes();
    let mut found = Vec::with_capacity(code.len() / 5);
    let mut at = 0;
    let mut line_is_blank = true;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            line_is_blank |= bytes[at] == b'\n';
            at += 1;
            continue;
        }
        if let Some(end) = comment_end(bytes, at) {
            at = end;
            continue;
        }
        let (kind, end) = if bytes[at] == b'#' && line_is_blank {
            (Kind::Directive, directive_end(bytes, at))
        } else {
            token_end(bytes, at)
        };
        found.push(Token { kind, text: &code[at..end], start: at, end });
        line_is_blank = false;
        at = end;
    }
    found
}

/// Where the comment at `at` ends, if one starts there. An unterminated one runs to the end.
pub(super) fn comment_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = &bytes[at..];
    if rest.starts_with(b"//") {
        return Some(rest.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| at + length));
    }
    if rest.starts_with(b"/*") {
        let close = rest[2..].windows(2).position(|pair| pair == b"*/");
        return Some(close.map_or(bytes.len(), |length| at + 2 + length + 2));
    }
    None
}

/// Where the preprocessor line at `at` ends: before its newline, unless a backslash continues it. Comments stay in.
fn directive_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while end < bytes.len() && (bytes[end] != b'\n' || bytes[end - 1] == b'\\') {
        end += 1;
    }
    end
}

/// Kind and end of the token at `at`, which is neither blank nor a comment.
fn token_end(bytes: &[u8], at: usize) -> (Kind, usize) {
    let run = |wanted: fn(u8) -> bool| {
        bytes[at..].iter().position(|&byte| !wanted(byte)).map_or(bytes.len(), |length| at + length)
    };
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    match bytes[at] {
        byte if byte.is_ascii_digit() => {
            (Kind::Number, run(|byte| byte.is_ascii_alphanumeric() || byte == b'.'))
        }
        byte if is_word(byte) => (Kind::Word, run(is_word)),
        quote @ (b'"' | b'\'') => literal_end(bytes, at, quote),
        b':' if bytes[at..].starts_with(b"::") => (Kind::Mark, at + 2),
        b'-' if bytes[at..].starts_with(b"->") => (Kind::Mark, at + 2),
        b'.' if bytes[at..].starts_with(b"...") => (Kind::Mark, at + 3),
        b'@' | b'`' | b'\\' | b'$' => (Kind::Other, at + 1),
        byte if byte.is_ascii_punctuation() => (Kind::Mark, at + 1),
        // A whole run, so that the slice ends at a character's end.
        byte if byte >= 0x80 => (Kind::Other, run(|byte| byte >= 0x80)),
        _ => (Kind::Other, at + 1),
    }
}

/// The literal that opens with `quote` at `at`; an apostrophe that no line closes stands alone.
fn literal_end(bytes: &[u8], at: usize, quote: u8) -> (Kind, usize) {
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != b'\n' {
        match bytes[end] {
            byte if byte == quote => return (Kind::Text, end + 1),
            // What follows may be a character of several bytes: step over the backslash only, unless it escapes the quote.
            b'\\' if matches!(bytes.get(end + 1), Some(b'\\' | b'"' | b'\'')) => end += 2,
            _ => end += 1,
        }
    }
    (Kind::Other, at + 1)
}

/// A stretch of tokens that stands for itself.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'t, 'a> {
    /// A preprocessor line.
    Directive(&'t Token<'a>),
    /// A declaration or statement, its `;` left out.
    Statement(&'t [Token<'a>]),
}

/// Words that begin a declaration that may hold braces.
const BRACED: [&str; 8] = ["typedef", "struct", "union", "enum", "class", "const", "static", "extern"];

/// Cuts the tokens into directives and statements.
///
/// A statement ends with its `;`. Prototypes often lack one, so it also ends after the parenthesis or brace that
/// closes it, where what follows cannot belong to it. `takes_arguments` tells the macros whose parentheses close nothing.
pub(super) fn split<'t, 'a>(
    code: &str,
    tokens: &'t [Token<'a>],
    takes_arguments: fn(&str) -> bool,
) -> Vec<Part<'t, 'a>> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_i32);
    let (mut is_macro, mut has_value) = (false, false);
    for (at, token) in tokens.iter().enumerate() {
        if depth == 0 && token.nesting() > 0 {
            is_macro = at > start && takes_arguments(tokens[at - 1].text);
        }
        depth = (depth + token.nesting()).max(0);
        if depth > 0 {
            continue;
        }
        has_value |= token.is("=");
        let end = match (token.kind, token.text) {
            (Kind::Directive, _) | (Kind::Mark, ";") => at,
            (Kind::Mark, "}") if !has_value && closes_block(tokens, start, at) => at + 1,
            (Kind::Mark, ")") if !has_value && !is_macro && closes_call(code, tokens, at) => at + 1,
            _ => continue,
        };
        if start < end {
            parts.push(Part::Statement(&tokens[start..end]));
        }
        if token.kind == Kind::Directive {
            parts.push(Part::Directive(token));
        }
        (start, has_value) = (at + 1, false);
    }
    if start < tokens.len() {
        parts.push(Part::Statement(&tokens[start..]));
    }
    parts
}

/// Whether the outermost `}` at `at` ends its statement: a function's body does, a structure's only before the next declaration.
fn closes_block(tokens: &[Token<'_>], start: usize, at: usize) -> bool {
    let opens = |token: &Token<'_>| token.kind == Kind::Word && BRACED.contains(&token.text);
    !opens(&tokens[start]) || tokens.get(at + 1).is_some_and(opens)
}

/// Whether the outermost `)` at `at` ends its statement: a word on a later line does not belong to it.
fn closes_call(code: &str, tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| {
        next.kind == Kind::Word && next.text != "const" && code[tokens[at].end..next.start].contains('\n')
    })
}
