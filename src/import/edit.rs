//! One edited half: its Markdown put together again, and whether it may take the place of the one that is there.
//!
//! An edit may bring the codes of a target nearer to those of the source and never further away: what it had in common with the source
//! stays, and what neither had does not come. A mark that Markdown could pair with one outside the half does not come either.

use std::collections::{BTreeMap, HashMap};

use super::unit::{Bit, Place};
use crate::diagnostic::rule::{self, Rule};
use crate::segment::codes::{CodeKind, Piece, Shape, pieces, visible};
use crate::segment::tokens::{Half, TokenKind};

/// Why an edit is refused.
pub(super) type Refusal = (&'static Rule, String);

/// The codes of a segment by number and place: of each half, as it writes them.
pub(super) type Codes<'a> = HashMap<(u32, Place), Vec<&'a Piece<'a>>>;

/// The codes of halves. Where a file shows no bytes, the last half that has the code says them.
pub(super) fn codes<'a>(halves: &[&'a [Piece<'a>]]) -> Codes<'a> {
    let mut codes = Codes::new();
    for piece in halves.iter().flat_map(|half| half.iter()).filter(|piece| piece.id > 0) {
        let place = match piece.shape {
            Shape::Open { .. } => Place::Open,
            Shape::Close { .. } => Place::Close,
            Shape::Lone | Shape::Holder | Shape::Text => Place::Alone,
        };
        codes.entry((piece.id, place)).or_default().push(piece);
    }
    codes
}

/// The Markdown of a half by the bytes that the file itself shows, whatever the page says now; `None` where it shows too little.
pub(super) fn as_shown(content: &[Bit], codes: &Codes<'_>) -> Option<String> {
    let mut text = String::new();
    for bit in content {
        text.push_str(match bit {
            Bit::Text(more) => more,
            Bit::Code { shown, .. } if !shown.is_empty() => shown,
            Bit::Code { id, place, .. } => codes.get(&(id.parse().ok()?, *place))?.last()?.text,
        });
    }
    Some(text)
}

/// The Markdown of a half of the exchange file.
pub(super) fn markdown(content: &[Bit], codes: &Codes<'_>) -> Result<String, Refusal> {
    let mut text = String::new();
    for bit in content {
        match bit {
            Bit::Text(more) => text.push_str(more),
            Bit::Code { id, place, shown } => {
                let number = id.parse().unwrap_or_default();
                let piece = codes.get(&(number, *place)).or_else(|| codes.get(&(number, Place::Alone)));
                let unknown =
                    || (&rule::INVENTED_CODE, format!("placeholder {id} is in neither half of the segment"));
                let written = piece.ok_or_else(unknown)?;
                // The two halves may write one code in two ways: a link with a title, a name with backslashes.
                let is_shown = |piece: &&&Piece<'_>| shown.is_empty() || *shown == visible(piece.text);
                let piece = written.iter().rev().find(is_shown).ok_or_else(|| {
                    let own = written.last().map_or("", |piece| piece.text);
                    let message =
                        format!("placeholder {id} is `{}` on the page, and `{shown}` here", visible(own));
                    (&rule::INVENTED_CODE, message)
                })?;
                text.push_str(piece.text);
            }
        }
    }
    Ok(text)
}

/// A text without spaces at its ends where `current` has none: tools and hands add them unseen.
pub(super) fn without_new_edges<'t>(new: &'t str, current: &str) -> &'t str {
    let new = if current.starts_with(' ') { new } else { new.trim_start_matches(' ') };
    if current.ends_with(' ') { new } else { new.trim_end_matches(' ') }
}

/// Why `new` may not take the place of `current`; nothing where it may. `newer` is the English that took the source's place,
/// as the file says: what leads somewhere it may take away and not bring.
pub(super) fn refusals(source: &str, newer: Option<&str>, current: &str, new: &str) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let counts = [source, newer.unwrap_or(source), current, new].map(counts_of);
    for code in counts.iter().flat_map(BTreeMap::keys).collect::<std::collections::BTreeSet<_>>() {
        let [source, newer, current, new] =
            counts.each_ref().map(|counts| counts.get(code).copied().unwrap_or_default());
        let brought = if code.is_harmless() { newer } else { source };
        if new < source.min(newer).min(current) {
            refusals.push((&rule::LOST_CODE, format!("the edit loses {}", code.told())));
        } else if new > source.max(brought).max(current) {
            refusals.push((
                &rule::INVENTED_CODE,
                format!("the edit adds {}, which the source lacks", code.told()),
            ));
        }
    }
    let loose = [source, current, new].map(loose_signs);
    for (sign, count) in &loose[2] {
        let known = |at: usize| loose[at].get(sign).copied().unwrap_or_default();
        if *count > known(0).max(known(1)) {
            refusals.push((
                &rule::BREAKOUT_TEXT,
                format!("the edit adds {sign}, which could reach out of its segment"),
            ));
        }
    }
    refusals
}

/// What makes codes the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Code {
    kind: CodeKind,
    is_lone: bool,
    says: String,
}

impl Code {
    /// Whether whoever writes the file may say that the English has it now: names and emphasis lead nowhere.
    fn is_harmless(&self) -> bool {
        !self.is_lone
            && matches!(self.kind, CodeKind::Bold | CodeKind::Italic | CodeKind::Identifier | CodeKind::Code)
    }

    fn told(&self) -> String {
        let what = match self.kind {
            CodeKind::Bold => "a bold mark",
            CodeKind::Italic => "an italic mark",
            CodeKind::Link => "the link to",
            CodeKind::Image => "the image",
            CodeKind::Code => "the code",
            CodeKind::Identifier => "the name",
            CodeKind::Html => "the tag",
            CodeKind::Address => "the address",
            CodeKind::Control => "a control character",
        };
        match (self.kind, self.is_lone) {
            (CodeKind::Bold | CodeKind::Italic, true) => format!("{what} without its partner"),
            (CodeKind::Bold | CodeKind::Italic | CodeKind::Control, _) => what.to_owned(),
            // Code has its own backticks.
            (CodeKind::Code, _) => format!("{what} {}", visible(&self.says)),
            _ => format!("{what} `{}`", visible(&self.says)),
        }
    }
}

fn counts_of(half: &str) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    let (pieces, _) = pieces(half);
    let begins = |piece: &&Piece<'_>| piece.id > 0 && !matches!(piece.shape, Shape::Close { .. });
    for piece in pieces.iter().filter(begins) {
        let is_lone = piece.shape == Shape::Lone;
        let says = piece.says_plainly().into_owned();
        *counts.entry(Code { kind: piece.kind, is_lone, says }).or_default() += 1;
    }
    counts
}

/// Signs that mean something together with what follows the half, and how often they stand there.
fn loose_signs(half: &str) -> BTreeMap<&'static str, usize> {
    let mut signs: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut open = 0_usize;
    let tokens = Half::new(half);
    for token in &tokens.tokens {
        let sign = match (token.kind, tokens.text_of(token)) {
            (TokenKind::Punctuation, "`") => "a backtick without its partner",
            (TokenKind::Punctuation, "<") => {
                let next = half[token.span.end as usize..].chars().next();
                if !next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')) {
                    continue;
                }
                "an opening angle bracket"
            }
            (TokenKind::Punctuation, "[" | "![") => {
                open += 1;
                continue;
            }
            (TokenKind::Punctuation, "]") if open > 0 => {
                open -= 1;
                continue;
            }
            (TokenKind::Punctuation, "]") => "a closing bracket",
            _ => continue,
        };
        *signs.entry(sign).or_default() += 1;
    }
    signs.insert("an opening bracket", open);
    for letter in half.chars().filter(|letter| letter.is_control() && *letter != '\t') {
        let sign = if matches!(letter, '\n' | '\r') { "a line break" } else { "a control character" };
        *signs.entry(sign).or_default() += 1;
    }
    let slashes = half.len() - half.trim_end_matches('\\').len();
    signs.insert("a backslash at the end", slashes % 2);
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(source: &str, current: &str, new: &str) -> Vec<&'static str> {
        refusals(source, None, current, new).into_iter().map(|(rule, _)| rule.name).collect()
    }

    #[test]
    fn an_edit_may_bring_codes_nearer_to_the_source() {
        let source = r"The **flags** of [IABLogon::Logoff](a.md) in `x` and PR\_BODY.";
        let poor = "Los flags de [logoff](a.md) en `x`.";
        assert_eq!(
            rules(source, poor, r"Los **flags** de [IABLogon::Logoff](a.md) en `x` y PR_BODY."),
            [""; 0]
        );
        assert_eq!(rules(source, poor, "Los flags de logoff en `x`."), ["lost-code"]);
        assert_eq!(rules(source, poor, "Los *flags* de [logoff](a.md) en `x`."), ["invented-code"]);
        assert_eq!(
            rules(source, poor, "Los flags de [logoff](b.md) en `x`."),
            ["lost-code", "invented-code"]
        );
        assert_eq!(rules(source, poor, "Los flags [in] de [logoff](a.md) en `x`, 3 < 4"), [""; 0]);
    }

    #[test]
    fn an_edit_may_say_what_the_newer_english_says() {
        let newer = Some("The **row** of PR_BODY in `x`, see [it](b.md) and <https://e.org>.");
        let rules = |new: &str| {
            let found =
                refusals("The row of [PR_SUBJECT](a.md).", newer, "La fila de [PR_SUBJECT](a.md).", new);
            found.into_iter().map(|(rule, _)| rule.name).collect::<Vec<_>>()
        };
        assert_eq!(rules("La **fila** de PR_BODY en `x`."), [""; 0]);
        assert_eq!(rules("La fila de PR_OTHER."), ["invented-code"]);
        assert_eq!(rules("La fila de PR_BODY, vea [eso](b.md)."), ["invented-code"], "it leads elsewhere");
        assert_eq!(rules("La fila, <https://e.org>."), ["invented-code"]);
    }

    #[test]
    fn an_edit_stays_in_its_half() {
        for text in ["a ` b", "a [ b", "a ] b", "a <b", "a\nb", "a\rb", "a\\", "a\u{7f}"] {
            assert_eq!(rules("a", "a", text), ["breakout-text"], "{text:?}");
            assert_eq!(rules("a", text, text), [""; 0], "{text:?}");
        }
        for text in
            ["a</span>", "a <!-- b -->", "![a](b)", "**a", "<https://e.org>", "https://e.org", "\u{7}"]
        {
            assert_eq!(rules("a", "a", text)[0], "invented-code", "{text:?}");
        }
        assert_eq!(rules("a", "a", "a \\\\"), [""; 0], "an even number escapes nothing but itself");
    }
}
