//! `space-before-punctuation`: a space stands before a sign that belongs to the word before it.
//!
//! ## What it finds
//! A space before a comma, a full stop, a closing bracket and the like, more often than in the source. French wants a
//! space before `:;!?`; Japanese tables may have one before a colon. In German also a space before the hyphen of a compound
//! (`[IFoo](ifoo.md) -Methode`), where a name, a bracket or a mark stands before it. A stop that begins a name of the source
//! (`. NST`) does not count.
//!
//! ## Why it matters
//! It shows where markup or a word was moved; a line may break there, and begin with a comma.
//!
//! ## Example
//! `haga clic en Archivo , y después`.
//!
//! ## How to mend
//! Take the space out, and see that the sign is behind the right word. The finding's fix does that where the sign ends a
//! part of the sentence.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, Token, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "space-before-punctuation",
    Info,
    "A space stands before a sign that belongs to the word before it.",
    "space_before_punctuation.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    hyphens(pair, knowledge, found);
    let target = &pair.target;
    if spaced(target, knowledge).next().is_none() || super::prose::is_damaged(target.text) {
        return;
    }
    for (space, sign) in spaced(target, knowledge) {
        let text = target.text_of(sign);
        if text == "." && begins_name(pair, sign) {
            continue;
        }
        let here = spaced(target, knowledge).filter(|(_, other)| target.text_of(other) == text).count();
        if here <= spaced_in_source(&pair.source, text, false) {
            continue;
        }
        let span = Span { start: space.span.start, end: sign.span.end };
        let defect = found.at(span, format!("a space stands before `{text}`"));
        let is_only = spaced(target, knowledge).nth(1).is_none();
        if is_only && is_in_order(pair, text) {
            defect.mended(target.text, space.span, "");
        }
        return;
    }
}

/// Whether the stop begins a name of the source (`.NST`) from which a space parts it.
fn begins_name(pair: &Pair<'_>, stop: &Token) -> bool {
    let Some(rest) = pair.target.text[stop.span.range().end..].strip_prefix(' ') else { return false };
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
    end > 0 && pair.source.text.contains(&format!(" .{}", &rest[..end]))
}

/// Finds compounds whose hyphen was torn off: `IFoo -Methode`. What begins with one behind a word (`Server oder -Clients`) is
/// suspended.
fn hyphens(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    if knowledge.locale.language() != "de"
        || !pair.target.text.contains(" -")
        || pair.source.text.contains(" -")
    {
        return;
    }
    let half = &pair.target;
    let closes = |token: &Token| match token.kind {
        TokenKind::Identifier | TokenKind::Code | TokenKind::LinkClose => true,
        TokenKind::Bold | TokenKind::Italic => token.is_paired(),
        _ => half.text_of(token) == ")",
    };
    let begins = |at: usize| {
        let rest = half.text[at..].strip_prefix('-');
        rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
    };
    let torn: Vec<Span> = half
        .tokens
        .windows(2)
        .filter(|pair| {
            closes(&pair[0]) && pair[1].kind == TokenKind::Space && begins(pair[1].span.end as usize)
        })
        .map(|pair| pair[1].span)
        .collect();
    let Some(first) = torn.first() else { return };
    let mut fix = half.text.to_owned();
    for space in torn.iter().rev() {
        fix.replace_range(space.range(), "");
    }
    let span = Span { start: first.start, end: first.end + 1 };
    found.at(span, "a space stands before the hyphen of a compound").fix = Some(fix);
}

/// How often the source has a space before the sign, whatever mark stands between; a stop that begins a name (`.ICO`)
/// counts where `also_names`.
fn spaced_in_source(half: &Half<'_>, sign: &str, also_names: bool) -> usize {
    let is_mark = |token: &Token| matches!(token.kind, TokenKind::Bold | TokenKind::Italic);
    let is_name = |token: &Token| matches!(token.kind, TokenKind::Word | TokenKind::Identifier);
    let mut count = 0;
    let mut tokens = half.tokens.iter().filter(|token| !is_mark(token)).peekable();
    let mut spaced = false;
    while let Some(token) = tokens.next() {
        let begins = sign == "." && tokens.peek().is_some_and(|next| is_name(next));
        if spaced && half.text_of(token) == sign && (also_names || !begins) {
            count += 1;
        }
        spaced = token.kind == TokenKind::Space;
    }
    count
}

/// Whether the space is all that is wrong about the place: the sign stands behind what it stands behind in the source,
/// names are in the source's order, and no bracket is spaced oddly.
fn is_in_order(pair: &Pair<'_>, sign: &str) -> bool {
    let is_name = |kind| matches!(kind, TokenKind::Code | TokenKind::Identifier | TokenKind::LinkClose);
    let names = |half: &Half<'_>| -> Vec<String> {
        let names = half.tokens.iter().filter(|token| is_name(token.kind));
        names.map(|token| half.text_of(token).to_owned()).collect()
    };
    let opens = |text: &str| text.contains("( ") || text.contains("[ ");
    (!sign.is_ascii() || before(&pair.source, sign) == before(&pair.target, sign))
        && spaced_in_source(&pair.source, sign, true) == 0
        && !opens(pair.target.text)
        && names(&pair.source) == names(&pair.target)
}

/// What stands before each sign of a half, whatever space and marks are between: prose, or names by their kind.
fn before(half: &Half<'_>, sign: &str) -> Vec<TokenKind> {
    let between = |kind| matches!(kind, TokenKind::Space | TokenKind::Bold | TokenKind::Italic);
    let mut last = TokenKind::Space;
    let mut before = Vec::new();
    for token in half.tokens.iter().filter(|token| !between(token.kind)) {
        if half.text_of(token) == sign {
            before.push(last);
        }
        last = token.kind;
    }
    before
}

/// Spaces inside the text with the signs that should not stand behind them.
fn spaced<'h>(half: &'h Half<'_>, knowledge: &Knowledge<'_>) -> impl Iterator<Item = (&'h Token, &'h Token)> {
    let language = knowledge.locale.language();
    let tokens = &half.tokens;
    (1..tokens.len().saturating_sub(1)).filter_map(move |index| {
        let (space, sign) = (&tokens[index], &tokens[index + 1]);
        if space.kind != TokenKind::Space || sign.kind != TokenKind::Punctuation {
            return None;
        }
        let belongs = match half.text_of(sign) {
            "," | "." | ")" | "、" | "。" | "，" | "）" | "」" => true,
            ":" => !matches!(language, "fr" | "ja" | "zh" | "ko"),
            ";" | "!" | "?" => language != "fr",
            _ => false,
        };
        // A name may begin with a stop (`.pst`), and dots may stand for what is left out.
        let next = tokens.get(index + 2);
        let ends = next.is_none_or(|next| {
            !matches!(next.kind, TokenKind::Word | TokenKind::Identifier | TokenKind::Number)
                && half.text_of(next) != half.text_of(sign)
        });
        let is_item = matches!(tokens[index - 1].kind, TokenKind::Punctuation) && half.text_of(sign) != ")";
        let ends = ends || !half.text_of(sign).is_ascii();
        (belongs && ends && !is_item).then_some((space, sign))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn hyphens_of_german_compounds_stand_at_their_names() {
        let fix = |target| {
            let found = ask_in(&CHECK, "de-DE", "the **PR_A** ([A](a.md)) property", target);
            found.into_iter().next().and_then(|found| found.1)
        };
        assert_eq!(
            fix("die **PR_A** ([A](a.md)) -Eigenschaft").as_deref(),
            Some("die **PR_A** ([A](a.md))-Eigenschaft")
        );
        assert_eq!(
            fix("**PR_A** -Werte und [A](a.md) -Liste").as_deref(),
            Some("**PR_A**-Werte und [A](a.md)-Liste")
        );
        assert_eq!(fix("Server oder -Clients ([A](a.md)) - das"), None);
    }

    #[test]
    fn a_space_before_a_comma_is_found() {
        assert_eq!(
            ask(&CHECK, "Click **File**, and", "Haga clic en Archivo , y"),
            [(" ,".to_owned(), Some("Haga clic en Archivo, y".to_owned()))]
        );
        assert_eq!(ask(&CHECK, "the `a` and `b`, so", "el `b` y , `a` así"), [(" ,".to_owned(), None)]);
        assert_eq!(ask(&CHECK, "the value `a`, is", "el valor , es `a`"), [(" ,".to_owned(), None)]);
        assert_eq!(ask(&CHECK, "appended with .NST.", "anexado a . NST."), [], "the name is torn");
        assert_eq!(ask(&CHECK, "an .ICO file", "un . Archivo ICO"), [(" .".to_owned(), None)]);
        assert_eq!(ask_in(&CHECK, "ja-JP", "A ([B](b.md)) is", "A ([B ) は](b.md)").len(), 1);
    }

    #[test]
    fn names_colons_of_the_source_and_french_are_right() {
        assert_eq!(ask(&CHECK, "IMAPIProp : IUnknown", "IMAPIProp : IUnknown"), []);
        assert_eq!(ask(&CHECK, "address **:** name", "dirección : nombre"), []);
        assert_eq!(ask(&CHECK, "a .pst file", "un archivo .pst"), []);
        assert_eq!(ask_in(&CHECK, "fr-FR", "Type:", "Type : "), []);
        assert_eq!(ask_in(&CHECK, "ja-JP", "Data type:", "データの種類 : "), []);
    }
}
