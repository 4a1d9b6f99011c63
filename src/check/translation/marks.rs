//! Emphasis that a translation put around other words than the source.
//!
//! Only what must stay as it is can be compared across languages: a name, or whatever else is one word of ASCII.

use super::Pair;
use super::identifiers::bounded;
use crate::segment::tokens::{Enclosed, Half, TokenKind};
use crate::span::Span;

/// The most stretches of a half that are compared, each with each.
pub(super) const MOST: usize = 256;

/// A name that is emphasised in the source, and in the target only together with other words, or not at all while
/// something else is.
#[derive(Debug)]
pub(super) struct Shifted<'a> {
    /// The name.
    pub name: &'a str,
    /// What is emphasised instead, marks included.
    pub at: Span,
    /// The target with the marks around the names, where that is certain.
    pub fix: Option<String>,
}

/// The first emphasis of the target that stands around other words than in the source.
pub(super) fn shifted<'a>(pair: &Pair<'a>, kind: TokenKind) -> Option<Shifted<'a>> {
    pair.source.of_kind(kind).next()?;
    pair.target.of_kind(kind).next()?;
    let source: Vec<&'a str> = texts(&pair.source, kind);
    let target: Vec<Enclosed> = pair.target.enclosed(kind).collect();
    if source.len() > MOST || target.len() > MOST {
        return None;
    }
    let text = pair.target.text;
    let inner = |enclosed: &Enclosed| enclosed.inner.of(text);
    let names: Vec<&'a str> = source.iter().copied().filter(|name| is_name(name)).collect();
    let misses = |name: &&&str| {
        let there = target.iter().filter(|enclosed| is_around(inner(enclosed), name)).count();
        there < source.iter().filter(|other| other == name).count()
    };
    let lacking: Vec<&'a str> = names.iter().filter(misses).copied().collect();
    for name in &lacking {
        let wider =
            target.iter().find(|enclosed| bounded(inner(enclosed), name).next().is_some_and(|_| true));
        if let Some(enclosed) = wider.filter(|enclosed| has_more(inner(enclosed), &source)) {
            let at = whole(&pair.target, enclosed);
            return Some(Shifted { name, at, fix: tightened(pair, kind, enclosed, &names) });
        }
    }
    displaced(pair, &source, &target, &lacking)
}

/// A name that stands without marks while as many marks as in the source stand around other words.
fn displaced<'a>(
    pair: &Pair<'a>,
    source: &[&'a str],
    target: &[Enclosed],
    lacking: &[&'a str],
) -> Option<Shifted<'a>> {
    // Words that are emphasised in the source may be any of the target's words.
    if target.len() < source.len() || source.iter().any(|text| !is_name(text)) {
        return None;
    }
    let text = pair.target.text;
    let name = lacking.iter().find(|name| bounded(text, name).next().is_some())?;
    let foreign = |enclosed: &&Enclosed| {
        let inner = enclosed.inner.of(text);
        !inner.contains('[') && !source.iter().any(|name| contains(inner, name))
    };
    let enclosed = target.iter().find(foreign)?;
    Some(Shifted { name, at: whole(&pair.target, enclosed), fix: None })
}

/// Whether a stretch has a name, or is one in another case: what is recased stands where it shall.
fn contains(inner: &str, name: &str) -> bool {
    let core = core(inner);
    let is_recased = core.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    inner.contains(name) || is_recased && after_compound(&core[name.len()..]).is_empty()
}

/// The target with the marks of one stretch around the names in it alone.
fn tightened(pair: &Pair<'_>, kind: TokenKind, enclosed: &Enclosed, names: &[&str]) -> Option<String> {
    let target = &pair.target;
    let inner = enclosed.inner.of(target.text);
    let mut places: Vec<Span> = names.iter().flat_map(|name| bounded(inner, name)).collect();
    places.sort_unstable();
    places.dedup();
    let overlap = places.windows(2).any(|two| two[0].end > two[1].start);
    // Marks or links inside, or a name twice where the source has it once: which one is meant is not certain.
    let plain = target.within(enclosed.inner).iter().all(|token| {
        !matches!(
            token.kind,
            TokenKind::Bold | TokenKind::Italic | TokenKind::LinkOpen | TokenKind::LinkClose
        )
    });
    if overlap || !plain || places.len() > names.len() {
        return None;
    }
    let mut text = String::with_capacity(target.text.len() + 8 * places.len());
    let open = target.tokens[enclosed.open];
    text.push_str(&target.text[..open.span.start as usize]);
    let mut from = 0;
    for place in &places {
        text.push_str(&inner[from..place.start as usize]);
        let rest = &target.text[(enclosed.inner.start + place.end) as usize..];
        let behind = if (place.end as usize) < inner.len() {
            rest.chars().next()
        } else {
            target.text[target.tokens[enclosed.close].span.end as usize..].chars().next()
        };
        let touches = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let mark = match kind {
            TokenKind::Bold => "**",
            // An underscore beside a letter is a letter.
            _ if touches(text.chars().next_back()) || touches(behind) => "*",
            _ => target.text_of(&open),
        };
        text.extend([mark, place.of(inner), mark]);
        from = place.end as usize;
    }
    text.push_str(&inner[from..]);
    text.push_str(&target.text[target.tokens[enclosed.close].span.end as usize..]);
    Some(text)
}

/// Whether words are emphasised beside what is emphasised in the source.
fn has_more(inner: &str, source: &[&str]) -> bool {
    let mut names: Vec<&str> = source.to_vec();
    names.sort_unstable_by_key(|name| std::cmp::Reverse(name.len()));
    let mut rest = inner.to_owned();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        rest = rest.split(name).map(after_compound).collect::<Vec<_>>().join(" ");
    }
    rest.chars().any(char::is_alphabetic)
}

/// Whether a stretch is a name and the signs around it: `Advise,`, or the compound that a language makes of it:
/// `Advise-Methode`.
fn is_around(inner: &str, name: &str) -> bool {
    core(inner).strip_prefix(name).is_some_and(|rest| after_compound(rest).is_empty())
}

/// What follows a name, without the words that hyphens join to it: they are one word with it.
pub(super) fn after_compound(rest: &str) -> &str {
    let of_compound = |letter: char| letter.is_alphanumeric() || letter == '-';
    if rest.starts_with('-') { rest.trim_start_matches(of_compound) } else { rest }
}

/// The names that a half emphasises, each alone.
pub(super) fn names<'a>(half: &Half<'a>, kind: TokenKind) -> Vec<&'a str> {
    let mut names = texts(half, kind);
    names.retain(|name| is_name(name));
    names
}

fn texts<'a>(half: &Half<'a>, kind: TokenKind) -> Vec<&'a str> {
    half.enclosed(kind).map(|enclosed| enclosed.inner.of(half.text).trim()).collect()
}

/// A stretch without the signs around it: `Advise,` is emphasised as `Advise` is.
pub(super) fn core(inner: &str) -> &str {
    inner.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '_')
}

/// Whether a stretch is one word that stands in any language as it is.
pub(super) fn is_name(text: &str) -> bool {
    let of_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'\\' | b'.');
    text.len() > 1
        && text.bytes().all(of_name)
        && text.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && text.ends_with(|letter: char| letter.is_ascii_alphanumeric())
}

/// A stretch with its marks.
pub(super) fn whole(half: &Half<'_>, enclosed: &Enclosed) -> Span {
    Span { start: half.tokens[enclosed.open].span.start, end: half.tokens[enclosed.close].span.end }
}
