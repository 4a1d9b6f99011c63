//! `punctuation-in-link`: a sign of the sentence stands in the text of a link.
//!
//! ## What it finds
//! A link of the target whose text begins or ends with a comma, a full stop or the like, where no link of the source does.
//!
//! ## Why it matters
//! The sign is underlined with the link, and the text is not the page's title any more.
//!
//! ## Example
//! `see [Tables](tables.md).` translated as `vea [Tablas.](tables.md)`
//!
//! ## How to mend
//! Put the sign outside the brackets. The finding's fix does that.

use super::links::{Link, links};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "punctuation-in-link",
    Info,
    "A sign of the sentence stands in a link.",
    "punctuation_in_link.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// Signs that divide sentences and their parts.
const SIGNS: [char; 17] =
    ['.', ',', ';', ':', '!', '?', '。', '、', '，', '．', '：', '；', '！', '？', '｡', '､', '・'];

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if !pair.target.text.contains("](") {
        return;
    }
    let source = links(&pair.source);
    if source.is_empty() || source.iter().any(|link| ends(link.text) != (0, 0)) {
        return;
    }
    let text = pair.target.text;
    let links: Vec<Link<'_>> = links(&pair.target);
    let odd = |link: &&Link<'_>| !link.image && ends(link.text) != (0, 0);
    let Some(first) = links.iter().find(odd) else { return };
    // From the last to the first, so that what stands before stays where it is.
    let mut fix = text.to_owned();
    for link in links.iter().filter(odd).collect::<Vec<_>>().into_iter().rev() {
        mend(&mut fix, link);
    }
    let (before, _) = ends(first.text);
    let at = if before > 0 {
        Span { start: first.inner.start, end: first.inner.start + before as u32 }
    } else {
        let (_, behind) = ends(first.text);
        Span { start: first.inner.end - behind as u32, end: first.inner.end }
    };
    found.at(at, format!("`{}` stands in the link to `{}`", at.of(text).trim(), first.address)).fix =
        Some(fix);
}

/// Moves a link's signs out of it.
fn mend(text: &mut String, link: &Link<'_>) {
    let (before, behind) = ends(link.text);
    let (leading, rest) = link.text.split_at(before);
    let (words, trailing) = rest.split_at(rest.len() - behind);
    let whole = link.whole.of(text).to_owned();
    let mark = &whole[(link.inner.end - link.whole.start) as usize..];
    let rest = &text[link.whole.end as usize..];
    // The sign may stand behind the link as well: once is enough.
    let trailing = if rest.starts_with(trailing.trim()) { "" } else { trailing };
    let next = rest.chars().next().is_some_and(char::is_alphanumeric);
    let space = if next && trailing.ends_with([',', '.', ';', ':']) { " " } else { "" };
    // Between the words before and a sign that closes them stands no space.
    let mut start = link.whole.start as usize;
    if before > 0 {
        start = text[..start].trim_end_matches(' ').len();
    }
    text.replace_range(start..link.whole.end as usize, &format!("{leading}[{words}{mark}{trailing}{space}"));
}

/// How many bytes of a link's text, at its beginning and at its end, are signs and the spaces beside them.
fn ends(text: &str) -> (usize, usize) {
    let of_sign = |letter: char| SIGNS.contains(&letter);
    let start = text.trim_start();
    let rest = start.trim_start_matches(of_sign);
    let before = if rest.len() == start.len() { 0 } else { text.len() - rest.trim_start().len() };
    let end = text.trim_end();
    let kept = end.trim_end_matches(of_sign);
    let behind = if kept.len() == end.len() { 0 } else { text.len() - kept.trim_end().len() };
    let abbreviated = end.ends_with('.') && is_abbreviation(kept);
    // What is nothing but signs, or the dots of `...` and `::`, is no sentence's.
    let dots =
        end.ends_with("..") || end.ends_with("::") || start.starts_with("..") || start.starts_with("::");
    if before + behind >= text.len() || dots || abbreviated { (0, 0) } else { (before, behind) }
}

/// Whether the dot behind a text belongs to its last word: `z. B.`, `etc.`.
fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let short = matches!(word.chars().count(), 1..=2);
    short && !word.is_ascii() || word.len() == 1 || matches!(word, "etc" | "usw" | "bzw" | "St" | "Dr")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn signs_are_put_outside() {
        assert_eq!(
            ask(&CHECK, "see [Tables](t.md).", "vea [Tablas.](t.md)"),
            [(".".to_owned(), Some("vea [Tablas](t.md).".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "[A](a.md), [B](b.md).", "[A](a.md)[、B](b.md)を見る。"),
            [("、".to_owned(), Some("[A](a.md)、[B](b.md)を見る。".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, "[A](a.md): it", "[A:](a.md): ello"),
            [(":".to_owned(), Some("[A](a.md): ello".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, "[A](a.md): it", "[A:](a.md)ello"),
            [(":".to_owned(), Some("[A](a.md): ello".to_owned()))]
        );
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "of [A](a.md)", "次の [、A](a.md) の"),
            [("、".to_owned(), Some("次の、[A](a.md) の".to_owned()))]
        );
    }

    #[test]
    fn what_the_source_has_too_is_right() {
        assert_eq!(ask(&CHECK, "[Which one?](t.md)", "[¿Cuál?](t.md)"), []);
        assert_eq!(ask(&CHECK, "such as [A](t.md)", "z. [B.](t.md) A"), [], "an abbreviation");
        assert_eq!(ask(&CHECK, "[More](t.md)", "[Más...](t.md)"), []);
        assert_eq!(ask(&CHECK, "[IFoo : IBar](t.md)", "[IFoo : IBar](t.md)"), []);
    }
}
