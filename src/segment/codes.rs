//! The halves of a segment as exchange formats want them: text, and codes with numbers that are the same in both halves.
//!
//! A code is what a translator moves and never edits: a mark of emphasis, a link's brackets and address, a name of the API. A code of the
//! target has the number of the code of the source that says the same; export and import number alike, so that a number alone brings a
//! code's bytes back.

use std::borrow::Cow;

use super::tokens::{Half, Token, TokenKind, plain_identifier};

/// What a code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CodeKind {
    /// `**…**`
    Bold,
    /// `*…*` or `_…_`
    Italic,
    /// `[…](address)`
    Link,
    /// `![…](address)`
    Image,
    /// A code span with its backticks.
    Code,
    /// A name of the API, a GUID or a hexadecimal number.
    Identifier,
    /// A tag or a comment.
    Html,
    /// A bare address.
    Address,
    /// A sign that no XML can hold.
    Control,
}

/// How a piece stands in its half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shape {
    /// Text, to be translated.
    Text,
    /// The opening mark of a pair; `nested` where the pair crosses no other one.
    Open {
        /// Whether the pair lies wholly inside or outside every other one.
        nested: bool,
    },
    /// The closing mark of a pair.
    Close {
        /// As for the opening mark.
        nested: bool,
    },
    /// A mark whose partner is not there.
    Lone,
    /// A code that encloses nothing.
    Holder,
}

/// A stretch of a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its Markdown.
    pub text: &'a str,
    /// How it stands.
    pub shape: Shape,
    /// What the code is; without meaning for text.
    pub kind: CodeKind,
    /// The code's number from 1, that of both marks of a pair; 0 for text.
    pub id: u32,
    /// What it says, by which it is the same code as another of its kind and shape: a link's address, a holder's or a lone mark's Markdown.
    pub says: &'a str,
}

/// A segment's two halves in pieces, which cover them without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded<'a> {
    /// The source half.
    pub source: Vec<Piece<'a>>,
    /// The target half.
    pub target: Vec<Piece<'a>>,
}

impl<'a> Coded<'a> {
    /// Takes two halves apart and numbers their codes: the source's in their order, then those that only the target has.
    pub fn new(source: &'a str, target: &'a str) -> Self {
        let (source, count) = pieces(source);
        let (mut target, _) = pieces(target);
        if count > 0 || target.iter().any(|piece| piece.id > 0) {
            share_numbers(&source, &mut target, count);
        }
        Self { source, target }
    }
}

/// The pieces of one half with its codes numbered from 1 in their order, and how many they are.
pub fn pieces(text: &str) -> (Vec<Piece<'_>>, u32) {
    let half = Half::of_codes(text);
    let mut found = Found { speakable: !has_unspeakable(text), ..Found::default() };
    found.pieces.reserve(2 * half.tokens.len() + 1);
    let mut from = 0;
    for (index, token) in half.tokens.iter().enumerate() {
        let Some(kind) = kind_of(&half, token) else { continue };
        found.text(&text[from..token.span.start as usize]);
        from = token.span.end as usize;
        let written = half.text_of(token);
        let partner = token.partner as usize;
        if !is_mark(kind) {
            found.code(written, Shape::Holder, kind, written);
        } else if !token.is_paired() {
            found.code(written, Shape::Lone, kind, written);
        } else if partner > index {
            found.marks.push((index, found.pieces.len()));
            found.code(written, Shape::Open { nested: false }, kind, half.address(partner));
        } else {
            found.close(written, kind, partner);
        }
    }
    found.text(&text[from..]);
    mark_nested(&mut found.pieces, found.count);
    (found.pieces, found.count)
}

/// A text as XML can hold it: what it cannot is shown as U+FFFD.
pub fn visible(text: &str) -> Cow<'_, str> {
    if has_unspeakable(text) {
        text.chars().map(|letter| if is_unspeakable(letter) { '\u{FFFD}' } else { letter }).collect()
    } else {
        text.into()
    }
}

/// A hash of a half's text that stays the same from version to version: by it an import knows the text that was exported.
pub fn fingerprint(text: &str) -> u64 {
    hash(OFFSET_BASIS, text.bytes())
}

/// FNV-1a: the hash need not resist anyone, for whoever made the collision could as well have written the text.
fn hash(seed: u64, bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Where FNV-1a begins.
const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;

impl Piece<'_> {
    /// What the code says in one form for all that say the same: whether an underscore is escaped makes no other name.
    pub fn says_plainly(&self) -> Cow<'_, str> {
        if self.kind == CodeKind::Identifier { plain_identifier(self.says) } else { self.says.into() }
    }

    /// By what codes find each other quickly.
    fn hash(&self) -> u64 {
        let seed = hash(OFFSET_BASIS, [self.kind as u8, u8::from(self.shape == Shape::Lone)].into_iter());
        match self.kind {
            CodeKind::Identifier => hash(seed, self.says.bytes().filter(|byte| *byte != b'\\')),
            _ => hash(seed, self.says.bytes()),
        }
    }
}

/// What no XML 1.0 document can hold, not even as a reference.
fn is_unspeakable(letter: char) -> bool {
    matches!(letter, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether any of them is in a text.
fn has_unspeakable(text: &str) -> bool {
    // Most texts have no byte that can begin one, which is told without looking at characters: this loop has no early end so that
    // it runs on many bytes at once.
    let suspect = |byte: u8| byte < b' ' || byte == 0xef;
    text.bytes().fold(false, |found, byte| found | suspect(byte)) && text.chars().any(is_unspeakable)
}

fn is_mark(kind: CodeKind) -> bool {
    matches!(kind, CodeKind::Bold | CodeKind::Italic | CodeKind::Link | CodeKind::Image)
}

fn kind_of(half: &Half<'_>, token: &Token) -> Option<CodeKind> {
    Some(match token.kind {
        TokenKind::Bold => CodeKind::Bold,
        TokenKind::Italic => CodeKind::Italic,
        TokenKind::LinkOpen if half.text_of(token).starts_with('!') => CodeKind::Image,
        TokenKind::LinkClose if half.is_image(token.partner as usize) => CodeKind::Image,
        TokenKind::LinkOpen | TokenKind::LinkClose => CodeKind::Link,
        TokenKind::Code => CodeKind::Code,
        TokenKind::Identifier | TokenKind::Guid | TokenKind::Hex => CodeKind::Identifier,
        TokenKind::Html => CodeKind::Html,
        TokenKind::Address => CodeKind::Address,
        _ => return None,
    })
}

/// What has been found in a half.
#[derive(Default)]
struct Found<'a> {
    /// Whether nothing in the half must be a code for XML's sake.
    speakable: bool,
    pieces: Vec<Piece<'a>>,
    count: u32,
    /// The opening marks: index of the token, index of the piece.
    marks: Vec<(usize, usize)>,
}

impl<'a> Found<'a> {
    fn code(&mut self, text: &'a str, shape: Shape, kind: CodeKind, says: &'a str) {
        self.count += 1;
        self.pieces.push(Piece { text, shape, kind, id: self.count, says });
    }

    fn close(&mut self, text: &'a str, kind: CodeKind, partner: usize) {
        let at = self.marks.partition_point(|(token, _)| *token < partner);
        let open = self.marks.get(at).and_then(|(_, piece)| self.pieces.get(*piece));
        let (id, says) = open.map_or((0, ""), |open| (open.id, open.says));
        self.pieces.push(Piece { text, shape: Shape::Close { nested: false }, kind, id, says });
    }

    /// Adds text, and the signs in it that must be codes.
    fn text(&mut self, text: &'a str) {
        if self.speakable {
            return self.plain(text);
        }
        let mut rest = text;
        while let Some(at) = rest.find(is_unspeakable) {
            let length = rest[at..].chars().next().map_or(1, char::len_utf8);
            self.plain(&rest[..at]);
            let sign = &rest[at..at + length];
            self.code(sign, Shape::Holder, CodeKind::Control, sign);
            rest = &rest[at + length..];
        }
        self.plain(rest);
    }

    fn plain(&mut self, text: &'a str) {
        if !text.is_empty() {
            self.pieces.push(Piece { text, shape: Shape::Text, kind: CodeKind::Code, id: 0, says: "" });
        }
    }
}

/// Finds pairs that cross no other: what is open when a pair closes, and was opened within it, crosses it.
fn mark_nested(pieces: &mut [Piece<'_>], count: u32) {
    let mut open: Vec<usize> = Vec::new();
    let mut crosses: Vec<bool> = Vec::new();
    for at in 0..pieces.len() {
        match pieces[at].shape {
            Shape::Open { .. } => open.push(at),
            Shape::Close { .. } => {
                let id = pieces[at].id;
                crosses.resize(count as usize + 1, false);
                if crosses[id as usize] {
                    continue;
                }
                while let Some(inner) = open.pop() {
                    if pieces[inner].id == id {
                        pieces[inner].shape = Shape::Open { nested: true };
                        pieces[at].shape = Shape::Close { nested: true };
                        break;
                    }
                    crosses[pieces[inner].id as usize] = true;
                }
            }
            _ => {}
        }
    }
}

/// Gives the target's codes the numbers of the source's that are the same, one for one in their order, and new ones to the rest.
fn share_numbers(source: &[Piece<'_>], target: &mut [Piece<'_>], count: u32) {
    let begins = |piece: &Piece<'_>| piece.id > 0 && !matches!(piece.shape, Shape::Close { .. });
    let listed = |pieces: &[Piece<'_>]| {
        let mut list: Vec<(u64, u32)> =
            pieces.iter().filter(|piece| begins(piece)).map(|piece| (piece.hash(), piece.id)).collect();
        list.sort_unstable();
        list
    };
    let (ours, theirs) = (listed(source), listed(target));
    let mut renumbered = vec![0; theirs.len() + 1];
    let mut free = ours.iter().peekable();
    for (hash, id) in theirs {
        while free.next_if(|(other, _)| *other < hash).is_some() {}
        if let Some((_, same)) = free.next_if(|(other, _)| *other == hash) {
            renumbered[id as usize] = *same;
        }
    }
    let mut next = count;
    for piece in target.iter_mut().filter(|piece| piece.id > 0) {
        let number = &mut renumbered[piece.id as usize];
        if *number == 0 {
            next += 1;
            *number = next;
        }
        piece.id = *number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbered<'a>(pieces: &[Piece<'a>]) -> Vec<(&'a str, u32)> {
        pieces.iter().map(|piece| (piece.text, piece.id)).collect()
    }

    #[test]
    fn codes_of_both_halves_have_the_same_numbers() {
        let coded = Coded::new(
            r"The **lpMods** of [PR\_BODY](a.md) and `x`.",
            r"`x` y `y` de [PR_BODY](a.md 'título') **lpMods**",
        );
        let numbers = numbered(&coded.source);
        assert_eq!(numbers.iter().filter(|(_, id)| *id > 0).count(), 7);
        assert_eq!(numbers[1], ("**", 1));
        assert_eq!(numbers[3], ("**", 1));
        assert_eq!(
            numbered(&coded.target),
            [
                ("`x`", 5),
                (" y ", 0),
                ("`y`", 6),
                (" de ", 0),
                ("[", 3),
                ("PR_BODY", 4),
                ("](a.md 'título')", 3),
                (" ", 0),
                ("**", 1),
                ("lpMods", 2),
                ("**", 1),
            ]
        );
    }

    #[test]
    fn pairs_that_cross_are_told_from_nested_ones() {
        let nested = |text: &str| {
            let (pieces, _) = pieces(text);
            let shapes = pieces.iter().map(|piece| piece.shape);
            shapes.filter(|shape| matches!(shape, Shape::Open { nested: true })).count()
        };
        assert_eq!(nested("**a *b* [c](d)**"), 3);
        assert_eq!(nested("**a [b** c](d)"), 1, "one of the two is nested, the other crosses it");
        assert_eq!(nested("** a"), 0);
    }

    #[test]
    fn what_no_xml_can_hold_is_a_code() {
        let (pieces, _) = pieces("a\u{1}b");
        assert_eq!(numbered(&pieces), [("a", 0), ("\u{1}", 1), ("b", 0)]);
        assert_eq!(visible("a\u{1}\tb"), "a\u{FFFD}\tb");
    }

    #[test]
    fn many_codes_take_linear_time() {
        for unit in ["**a", "*[x](y) ", "\u{1}", "`a` ", "**a [b** c](d) "] {
            let text = unit.repeat(300_000 / unit.len());
            let started = std::time::Instant::now();
            let coded = Coded::new(&text, &text);
            assert_eq!(numbered(&coded.source), numbered(&coded.target));
            assert!(started.elapsed().as_secs() < 5, "{unit}");
        }
    }

    proptest! {
        #[test]
        fn pieces_cover_the_text(text in r"([*_`\[\]()<>!a\\ \x01]|\]\(x\)|\*\*|PR_A){0,40}", other in ".{0,20}") {
            for (source, target) in [(&text, &other), (&other, &text), (&text, &text)] {
                let coded = Coded::new(source, target);
                prop_assert_eq!(coded.source.iter().map(|piece| piece.text).collect::<String>(), source.as_str());
                prop_assert_eq!(coded.target.iter().map(|piece| piece.text).collect::<String>(), target.as_str());
                for half in [&coded.source, &coded.target] {
                    for piece in half {
                        prop_assert_eq!(piece.id == 0, piece.shape == Shape::Text);
                    }
                }
            }
        }
    }
}
