//! One half of a segment as tokens: words, identifiers, numbers, code, links and marks, in order.
//!
//! Translation checks, exchange formats and repair compare and protect tokens, never letters. Marks are paired in the
//! order in which they stand, not as `CommonMark` would: what is asked of a half is what its writer meant, and broken
//! emphasis is what the checks are for.

mod scan;
#[cfg(test)]
mod tests;

use crate::span::Span;
pub use scan::{tokenize, tokenize_codes};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A run of letters of one script; digits within it belong to it.
    Word,
    /// A name of code: `lpMods`, `PR_BODY` (also where `_` is escaped), `IAddrBook::Details`, `Mapi32.dll`.
    Identifier,
    /// Digits with their separators: `15,000`, `0.2`, `2019`.
    Number,
    /// `0x0037001E`, or a long run of hexadecimal digits.
    Hex,
    /// `00020D0B-0000-0000-C000-000000000046`.
    Guid,
    /// A code span with its backticks.
    Code,
    /// A mark of strong emphasis: `**` or `__`.
    Bold,
    /// A mark of emphasis: `*` or `_`.
    Italic,
    /// `[` of a link, or `![` of an image.
    LinkOpen,
    /// `](address "title")`, which ends it.
    LinkClose,
    /// A tag or comment of HTML, or an address in angle brackets.
    Html,
    /// A bare address: `https://…`.
    Address,
    /// A character reference: `&amp;`.
    Entity,
    /// A backslash with the sign that it escapes.
    Escape,
    /// White space.
    Space,
    /// Any other sign, one a token.
    Punctuation,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where, in the half.
    pub span: Span,
    /// The index of the other mark of a pair (bold, italic, link); [`Token::ALONE`] where there is none.
    pub partner: u32,
}

/// What a pair of marks encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// The index of the opening mark.
    pub open: usize,
    /// The index of the closing mark.
    pub close: usize,
    /// What stands between the two, in the half.
    pub inner: Span,
}

/// A half of a segment with its tokens, which cover it without gaps unless it was made by [`Half::of_codes`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Half<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: Vec<Token>,
}

impl Token {
    /// The partner of a mark that has none.
    pub const ALONE: u32 = u32::MAX;

    /// The token's text.
    pub fn of(self, text: &str) -> &str {
        self.span.of(text)
    }

    /// Whether the token is a mark that has its partner.
    pub fn is_paired(self) -> bool {
        self.partner != Self::ALONE
    }
}

impl<'a> Half<'a> {
    /// Takes a half apart.
    pub fn new(text: &'a str) -> Self {
        Self { text, tokens: tokenize(text) }
    }

    /// Takes a half apart for who asks for marks, names, code and addresses alone: there are gaps where words, numbers, spaces,
    /// escapes and references stand.
    pub fn of_codes(text: &'a str) -> Self {
        Self { text, tokens: tokenize_codes(text) }
    }

    /// The token's text.
    pub fn text_of(&self, token: &Token) -> &'a str {
        token.span.of(self.text)
    }

    /// The tokens of one kind.
    pub fn of_kind(&self, kind: TokenKind) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(move |token| token.kind == kind)
    }

    /// What the pairs of one kind of mark enclose, in the order of their opening marks.
    pub fn enclosed(&self, open: TokenKind) -> impl Iterator<Item = Enclosed> + '_ {
        self.tokens.iter().enumerate().filter_map(move |(index, token)| {
            let close = token.partner as usize;
            let is_open = token.kind == open && token.is_paired() && close > index;
            is_open.then(|| Enclosed {
                open: index,
                close,
                inner: Span { start: token.span.end, end: self.tokens[close].span.start },
            })
        })
    }

    /// Where a link or image leads: the address of its closing mark, without a title.
    pub fn address(&self, close: usize) -> &'a str {
        let mark = self.tokens.get(close).map_or("", |token| self.text_of(token));
        let inner =
            mark.strip_prefix("](").and_then(|mark| mark.strip_suffix(')')).unwrap_or_default().trim();
        match inner.strip_prefix('<').and_then(|inner| inner.split_once('>')) {
            Some((address, _)) => address,
            None => inner.split_ascii_whitespace().next().unwrap_or_default(),
        }
    }

    /// Whether the link that opens at the token is an image.
    pub fn is_image(&self, open: usize) -> bool {
        self.tokens.get(open).is_some_and(|token| self.text_of(token).starts_with('!'))
    }

    /// The tokens that lie in a span.
    pub fn within(&self, span: Span) -> &[Token] {
        let first = self.tokens.partition_point(|token| token.span.start < span.start);
        let last = self.tokens.partition_point(|token| token.span.end <= span.end);
        self.tokens.get(first..last).unwrap_or_default()
    }
}

/// An identifier as the API writes it: without the backslashes that Markdown wants.
pub fn plain_identifier(written: &str) -> std::borrow::Cow<'_, str> {
    if written.contains('\\') { written.replace('\\', "").into() } else { written.into() }
}
