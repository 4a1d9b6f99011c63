//! `lost-punctuation`: the sign that ends the source's sentence is not at the end of the target, or the other way round.
//!
//! ## What it finds
//! A source that ends with a full stop, a colon or the like whose target ends with none, or with code or an empty link behind it; and a parameter's description
//! that ends with none whose target does. Which sign it is may differ: Japanese puts `。` where English has a colon.
//!
//! ## Why it matters
//! Often more is lost than the sign: a target that ends with a word in mid-sentence ends too early.
//!
//! ## Example
//! `Label control.` translated as `Control de etiqueta`.
//!
//! ## How to mend
//! See whether something lacks, and end the sentence as the source does. Where nothing follows the last word, or the name,
//! number or code that ends both, the finding's fix does it.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, Token, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "lost-punctuation",
    Info,
    "The sign that ends the source's sentence is lost.",
    "lost_punctuation.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The fewest words of a description that is no sentence without its stop.
const DESCRIPTION: usize = 4;

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    let (source, target) = (&pair.source, &pair.target);
    if source.text.is_empty() || target.text == source.text || super::prose::is_damaged(target.text) {
        return;
    }
    let Some(stop) = knowledge.full_stop() else { return };
    let (asked, given) = (end(source), end(target));
    match (asked.mark, given.mark) {
        (Some(mark), None) if source.of_kind(TokenKind::Word).nth(1).is_some() => {
            let end = target.text.trim_end().len();
            let span = Span::new(end, end);
            let is_alike = ends_alike(source, target);
            let message = match behind(target).filter(|_| !is_alike) {
                Some(moved) => format!("the `{mark}` is not at the end: `{moved}` stands behind it"),
                None => format!("the `{mark}` that ends the sentence is lost"),
            };
            let defect = found.at(span, message);
            if mark == '.' && (given.is_word || is_alike) {
                defect.mended(target.text, span, stop);
            }
        }
        (None, Some(_)) if is_description(source) => {
            found.at(given.at, "ends with a stop that the source lacks");
        }
        _ => {}
    }
}

/// Whether a half describes a parameter in several words.
fn is_description(half: &Half<'_>) -> bool {
    let has_direction = half.text.starts_with("[in") || half.text.starts_with("[out");
    has_direction && half.of_kind(TokenKind::Word).count() > DESCRIPTION
}

/// Whether the target ends with the very name or number that the source ends with before its sign: nothing follows it.
fn ends_alike(source: &Half<'_>, target: &Half<'_>) -> bool {
    let is_kept = |token: &Token| {
        matches!(
            token.kind,
            TokenKind::Number | TokenKind::Hex | TokenKind::Guid | TokenKind::Identifier | TokenKind::Code
        )
    };
    let last = |half: &Half<'_>| {
        half.tokens.iter().rfind(|token| token.kind != TokenKind::Space).copied().filter(is_kept)
    };
    let before = source.tokens.iter().rev().filter(|token| token.kind != TokenKind::Space).nth(1).copied();
    match (last(target), before.filter(is_kept)) {
        (Some(given), Some(asked)) => target.text_of(&given) == source.text_of(&asked),
        _ => false,
    }
}

/// How a half ends.
struct End {
    /// The sign that ends it.
    mark: Option<char>,
    /// Whether its very last token is a word.
    is_word: bool,
    /// Where the sign is.
    at: Span,
}

/// How a half ends, whatever marks, brackets and quotation marks close behind.
fn end(half: &Half<'_>) -> End {
    let mut is_last = true;
    for token in half.tokens.iter().rev() {
        let text = half.text_of(token);
        match token.kind {
            TokenKind::Space => continue,
            TokenKind::Bold | TokenKind::Italic | TokenKind::LinkClose | TokenKind::Html => {}
            TokenKind::Punctuation | TokenKind::Escape => {
                let sign = text.chars().next_back().unwrap_or_default();
                if is_end(sign) {
                    return End { mark: Some(sign), is_word: false, at: token.span };
                }
                if !closes(sign) {
                    return End { mark: None, is_word: false, at: token.span };
                }
            }
            kind => return End { mark: None, is_word: is_last && kind == TokenKind::Word, at: token.span },
        }
        is_last = false;
    }
    End { mark: None, is_word: false, at: Span::default() }
}

/// Code or an empty link that stands behind the sign that should end a half.
fn behind<'a>(half: &Half<'a>) -> Option<&'a str> {
    let is_moved = |token: &&Token| {
        matches!(
            token.kind,
            TokenKind::Code | TokenKind::LinkOpen | TokenKind::LinkClose | TokenKind::Space | TokenKind::Bold
        )
    };
    let tokens = half.tokens.iter().rev().take_while(is_moved).count();
    let mut moved = half.tokens[half.tokens.len() - tokens..].iter();
    let before = half.text[..moved.clone().next()?.span.range().start].chars().next_back();
    // Of what began before the sign, its end is nothing that moved.
    let is_own = |token: &&Token| {
        let is_end = token.kind == TokenKind::Space
            || (token.is_paired()
                && (token.partner as usize) < half.tokens.len() - tokens
                && token.kind != TokenKind::LinkOpen);
        !is_end
    };
    let first = moved.find(is_own)?;
    before.is_some_and(is_end).then(|| half.text[first.span.range().start..].trim())
}

fn is_end(sign: char) -> bool {
    matches!(
        sign,
        '.' | '!' | '?' | ':' | ';' | '…' | '。' | '．' | '！' | '？' | '：' | '；' | '｡'
            // Of Indic scripts, of Arabic, Armenian, Ethiopic, Burmese and Khmer ones.
            | '।' | '॥' | '۔' | '؟' | '؛' | '։' | '՞' | '՜' | '።' | '፧' | '။' | '។' | '៕'
    )
}

fn closes(sign: char) -> bool {
    matches!(
        sign,
        ')' | ']' | '}' | '"' | '\'' | '」' | '』' | '）' | '］' | '»' | '“' | '”' | '’' | '`' | '*' | '_'
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn a_lost_stop_is_found_and_put_back() {
        assert_eq!(
            ask(&CHECK, "Label control.", "Control de etiqueta"),
            [(String::new(), Some("Control de etiqueta.".to_owned()))]
        );
        assert_eq!(ask(&CHECK, "Uses the [page](a.md).", "Usa la página. [](a.md)").len(), 1);
        for (source, target) in
            [("Windows Server 2008.", "Windows Server 2008"), ("it is: `a.dll,#1`.", "es: `a.dll,#1`")]
        {
            assert_eq!(ask(&CHECK, source, target), [(String::new(), Some(format!("{target}.")))]);
        }
        let found =
            ask(&CHECK, "[in] Flags that change what happens", "[in] Marcas que cambian lo que pasa.");
        assert_eq!(found, [(".".to_owned(), None)]);
    }

    #[test]
    fn other_signs_and_places_of_signs_are_right() {
        assert_eq!(ask_in(&CHECK, "ja-JP", "One of the following:", "次のいずれかです。"), []);
        assert_eq!(ask_in(&CHECK, "hi-IN", "It returns rows.", "यह पंक्तियाँ लौटाता है।"), []);
        assert_eq!(ask_in(&CHECK, "th-TH", "It returns rows.", "ส่งกลับแถว"), []);
        let korean = ask_in(&CHECK, "ko-KR", "It returns rows.", "행을 반환합니다");
        assert_eq!(korean[0].1.as_deref(), Some("행을 반환합니다."));
        assert_eq!(ask(&CHECK, "Set **it**.", "Establecer **esto.**"), []);
        assert_eq!(ask(&CHECK, "See (the page).", "Vea (la página.)"), []);
        assert_eq!(ask(&CHECK, "ID properties", "Propiedades de id."), []);
    }
}
