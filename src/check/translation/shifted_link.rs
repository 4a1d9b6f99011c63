//! `shifted-link`: a link stands around other words than in the source.
//!
//! ## What it finds
//! A link whose text is a name in the source, and in the target the name together with other words. What a hyphen joins to
//! the name is one word with it, as in German compounds.
//!
//! ## Why it matters
//! Readers take the underlined words for the name of the page that the link leads to.
//!
//! ## Example
//! `the [SRow](srow.md) structure that` translated as `структура [SRow, которая](srow.md)`.
//!
//! ## How to mend
//! Put the brackets around the name. `mapidoc repair` does that where no other name of code and no mark stands in the link:
//! of two names, each may have had a link of its own.

use super::identifiers::bounded;
use super::links::{Link, links};
use super::{Found, Knowledge, Pair, SegmentCheck, marks};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Token, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule =
    super::rule!("shifted-link", Info, "A link takes in other words than in the source.", "shifted_link.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    let (source, target) = (links(&pair.source), links(&pair.target));
    let mut told: Vec<Span> = Vec::new();
    for link in source.iter().filter(|link| !link.image) {
        let name = marks::core(link.text);
        if !is_name(name) {
            continue;
        }
        let same = || target.iter().filter(|other| !other.image && other.address == link.address);
        if same().any(|other| marks::core(other.text) == name) {
            continue;
        }
        let wider = same().find(|other| !told.contains(&other.inner) && has_more(other.text, name));
        if let Some(other) = wider {
            told.push(other.inner);
            let message =
                format!("the link to `{}` is around `{}`, not around `{name}`", link.address, other.text);
            found.at(other.inner, message).fix = tightened(pair, other, name);
        }
    }
}

/// Whether a link's text is one name, or an interface with its base: `IFoo : IBar`.
fn is_name(text: &str) -> bool {
    text.split(" : ").all(marks::is_name)
}

/// Whether a link's text says the name once and other words beside it.
fn has_more(text: &str, name: &str) -> bool {
    let mut places = bounded(text, name);
    let Some(place) = places.next().filter(|_| places.next().is_none()) else { return false };
    let (before, after) = (&text[..place.start as usize], &text[place.end as usize..]);
    let after = marks::after_compound(after);
    [before, after].iter().any(|rest| rest.chars().any(char::is_alphabetic))
}

/// The target with the link around the name alone.
fn tightened(pair: &Pair<'_>, link: &Link<'_>, name: &str) -> Option<String> {
    let half = &pair.target;
    let is_mark = |kind| matches!(kind, TokenKind::Bold | TokenKind::Italic | TokenKind::LinkOpen);
    let place = bounded(link.text, name).next()?;
    let named = Span { start: link.inner.start + place.start, end: link.inner.start + place.end };
    let is_other = |token: &Token| {
        let is_within = named.start <= token.span.start && token.span.end <= named.end;
        is_mark(token.kind) || (token.kind == TokenKind::Identifier && !is_within)
    };
    if half.within(link.inner).iter().any(is_other) {
        return None;
    }
    let (before, after) = (&link.text[..place.start as usize], &link.text[place.end as usize..]);
    let (text, whole) = (half.text, link.whole);
    let mark = &text[link.inner.end as usize..whole.end as usize];
    let (start, rest) = (&text[..whole.start as usize], &text[whole.end as usize..]);
    // Words that stood apart by the link's marks alone would become one.
    if joins(start, before) || joins(after, rest) {
        return None;
    }
    let glued =
        rest.starts_with(char::is_alphanumeric) && after.ends_with(|sign: char| sign.is_ascii_punctuation());
    let space = if glued { " " } else { "" };
    Some(format!("{start}{before}[{name}{mark}{after}{space}{rest}"))
}

/// Whether two texts, one behind the other, make one word of two: in scripts with letter case, where spaces divide words.
fn joins(text: &str, next: &str) -> bool {
    let is_of_word = |letter: char| letter.is_lowercase() || letter.is_uppercase() || letter.is_ascii_digit();
    text.ends_with(is_of_word) && next.starts_with(is_of_word)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn links_are_put_around_the_name() {
        assert_eq!(
            ask(&CHECK, "the [IFoo::Bar](b.md) method", "el [método IFoo::Bar](b.md) es"),
            [("método IFoo::Bar".to_owned(), Some("el método [IFoo::Bar](b.md) es".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ru-RU", "a [SRow](s.md) that", "структура [SRow, которая](s.md) есть")[0]
                .1
                .as_deref(),
            Some("структура [SRow](s.md), которая есть")
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "call [IFoo::Bar](b.md).", "[IFoo::Bar を呼び出](b.md) します。")[0]
                .1
                .as_deref(),
            Some("[IFoo::Bar](b.md) を呼び出 します。")
        );
        assert_eq!(
            ask(&CHECK, "the [IFoo : IBar](f.md) interface", "la [interfaz IFoo : IBar](f.md)")[0]
                .1
                .as_deref(),
            Some("la interfaz [IFoo : IBar](f.md)")
        );
    }

    #[test]
    fn a_second_name_may_have_had_a_link_of_its_own() {
        assert_eq!(
            ask(&CHECK, "([IFoo](f.md), [IBar](b.md))", "[(IFoo, IBar](f.md)) y [](b.md)"),
            [("(IFoo, IBar".to_owned(), None)]
        );
    }

    #[test]
    fn words_are_not_run_together() {
        let found = ask(&CHECK, "PR_A [IFoo](f.md) interface", "PR_A[interfaz IFoo](f.md)");
        assert_eq!(found, [("interfaz IFoo".to_owned(), None)]);
    }

    #[test]
    fn compounds_titles_and_what_is_right_are_left() {
        assert_eq!(
            ask_in(&CHECK, "de-DE", "the [IFoo::Bar](b.md) method", "die [IFoo::Bar-Methode](b.md)"),
            []
        );
        assert_eq!(ask(&CHECK, "see [Open Tables](t.md)", "vea [Abrir tablas ahora](t.md)"), []);
        assert_eq!(
            ask(&CHECK, "[IFoo::Bar](b.md) and more", "[IFoo::Bar,](b.md) y más"),
            [],
            "another rule's"
        );
        assert_eq!(ask(&CHECK, "[IFoo::Bar](b.md)", "[IFoo::B ar](b.md)"), [], "another rule's");
    }
}
