//! What became of the identifiers of a source: which ones the target lacks, and what stands in their place.
//!
//! The rules about identifiers each tell of one fate; it is found here, once a pair, so that no two of them tell of the
//! same name.

use std::borrow::Cow;

use super::{Names, Pair, fullwidth_punctuation};
use crate::segment::tokens::{Half, Token, TokenKind, plain_identifier};
use crate::span::Span;

/// The longest name that is looked for letter by letter: longer ones are no names.
const LONGEST: usize = 160;

/// The most names of one half that are looked for: each is looked for in all of the target.
const MOST: usize = 256;

/// The most signs between two letters of a name that is torn apart.
const WIDEST_GAP: usize = 10;

/// What stands in the target in the place of an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its letters, with spaces between them or without its underscores: `::P repareRecips`.
    Split(Span),
    /// Its letters in other case.
    Recased(Span),
    /// Its letters in another script, or with one colon too many; here it can be told which.
    Transliterated(Span),
    /// One half of a qualified name beside translated words: `IMAPITable::制限`.
    TornApart(Span),
    /// Nothing that is like it.
    Gone,
}

/// An identifier of the source that the target says less often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lacking<'a> {
    /// The name.
    pub name: Cow<'a, str>,
    /// As the source writes it, backslashes included.
    pub written: &'a str,
    /// Whether the target says it nowhere; else less often than the source.
    pub everywhere: bool,
    /// What stands in its place.
    pub fate: Fate,
}

/// The identifiers of `source` that `target` says less often.
pub(super) fn lacking<'a>(source: &Half<'a>, target: &Half<'a>, names: &Names<'_>) -> Vec<Lacking<'a>> {
    let mut lacking: Vec<Lacking<'a>> = Vec::new();
    let mut looked_for = 0;
    for token in &source.tokens {
        let written = source.text_of(token);
        let in_capitals = token.kind == TokenKind::Word && is_in_capitals(written);
        if !in_capitals && token.kind != TokenKind::Identifier {
            continue;
        }
        // Of a word that nobody declares, its capitals alone are to stay: a language may have another word for it.
        let is_word = in_capitals && !is_capital_name(written, names);
        if is_word && super::prose::is_damaged(target.text) {
            continue;
        }
        looked_for += 1;
        if looked_for > MOST {
            break;
        }
        // A plural's or a compound's ending may touch a name in capitals: `ADRLISTs`.
        if in_capitals && target.text.contains(written) {
            continue;
        }
        let name = plain_identifier(written);
        if is_sentences_end(&name) || lacking.iter().any(|other| other.name == name) {
            continue;
        }
        let there = times(target, &name);
        if there >= 1 && (there >= 2 || times(source, &name) <= there) {
            continue;
        }
        let fate = fate(target, source, &name);
        if is_word && !matches!(fate, Fate::Recased(_)) {
            continue;
        }
        lacking.push(Lacking { name, written, everywhere: there == 0, fate });
    }
    lacking
}

/// Whether a word is written in capitals throughout: `MAPI`, `ADRLIST`. Shorter ones are often words in a heading.
fn is_in_capitals(word: &str) -> bool {
    word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word in capitals is one of the API's names: `ADRLIST`. Short ones (`GUID`, `BYTE`) are words as well.
fn is_capital_name(word: &str, names: &Names<'_>) -> bool {
    word.len() > 4 && names.contains(word)
}

/// Whether what looks like a name with a dot is the end of a sentence that no space follows: `units.This`.
fn is_sentences_end(name: &str) -> bool {
    name.split_once('.').is_some_and(|(before, after)| {
        before.bytes().all(|byte| byte.is_ascii_lowercase())
            && after.starts_with(|letter: char| letter.is_ascii_uppercase())
    })
}

/// How often a half says a name.
fn times(half: &Half<'_>, name: &str) -> usize {
    let tokens =
        half.of_kind(TokenKind::Identifier).filter(|token| plain_identifier(half.text_of(token)) == *name);
    match tokens.count() {
        // A name that is glued to words (`e.g.PR_BODY`) or stands in code is no token of its own.
        0 => bounded(half.text, name).count(),
        count => count,
    }
}

/// Where a text says a name that is not part of a longer one.
pub(super) fn bounded<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = Span> + 't {
    let hits = if name.is_empty() { None } else { Some(text.match_indices(name)) };
    hits.into_iter().flatten().filter_map(move |(at, found)| {
        let end = at + found.len();
        is_bounded(text, at, end).then(|| Span::new(at, end))
    })
}

/// Whether neither a letter of a name nor a digit touches `start..end`.
fn is_bounded(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let touches = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    // Underscores around a name are marks of emphasis where they come in pairs.
    let emphasised = start > 0 && bytes[start - 1] == b'_' && bytes.get(end) == Some(&b'_');
    emphasised || !(touches(start.checked_sub(1)) || touches(Some(end)))
}

fn fate(target: &Half<'_>, source: &Half<'_>, name: &str) -> Fate {
    if name.len() > LONGEST {
        return Fate::Gone;
    }
    let qualified = name.contains("::");
    // A name of one word and no sign (`IsRead`) is only itself in its own letter case: `is read` are words.
    let exact = !(qualified || name.contains('_'));
    if let Some(span) = torn(target.text, name, exact, false) {
        return Fate::Split(span);
    }
    if let Some(span) = recased(target, source, name) {
        return Fate::Recased(span);
    }
    if qualified {
        if let Some(span) = torn(target.text, name, false, true) {
            return Fate::Transliterated(span);
        }
        if let Some(span) = transliterated(target, name) {
            return Fate::Transliterated(span);
        }
        if let Some(span) = torn_apart(target.text, source.text) {
            return Fate::TornApart(span);
        }
    }
    Fate::Gone
}

/// Where the letters of a name stand with spaces, backslashes or other underscores between them, or as wide as
/// ideographs. With `colons`, one colon more than the name has is skipped too.
fn torn(text: &str, name: &str, exact: bool, colons: bool) -> Option<Span> {
    let mut letters = name.chars().filter(|letter| *letter != '_');
    let first = letters.next()?;
    let same = |letter: char, other: char| {
        letter == other || (!exact && letter.is_ascii() && letter.eq_ignore_ascii_case(&other))
    };
    for (at, letter) in text.char_indices() {
        if !same(narrow(letter), first) || before_is_name(text, at) {
            continue;
        }
        let Some(end) = torn_end(&text[at..], letters.clone(), same, colons) else { continue };
        let span = Span::new(at, at + end);
        let found = span.of(text);
        // Letters alone are not enough: case is another rule's.
        let other = plain_identifier(found);
        if is_end(text, at + end) && !other.eq_ignore_ascii_case(name) {
            return Some(span);
        }
    }
    None
}

/// The end of a torn name in a text that begins with its first letter.
fn torn_end(
    text: &str,
    mut letters: impl Iterator<Item = char>,
    same: impl Fn(char, char) -> bool,
    colons: bool,
) -> Option<usize> {
    let mut wanted = letters.next();
    let (mut gap, mut last) = (0, ' ');
    for (at, letter) in text.char_indices().skip(1) {
        let Some(next) = wanted else { return Some(at) };
        let narrow = narrow(letter);
        if same(narrow, next) {
            wanted = letters.next();
            (gap, last) = (0, narrow);
        } else if (narrow.is_whitespace() && narrow != '\n')
            || matches!(narrow, '_' | '\\')
            || (colons && narrow == ':' && last == ':')
        {
            gap += 1;
            if gap > WIDEST_GAP {
                return None;
            }
        } else {
            return None;
        }
    }
    wanted.is_none().then_some(text.len())
}

/// Whether two texts are the same but for the width of signs.
pub(super) fn same_but_wide(one: &str, other: &str) -> bool {
    one.chars().map(narrow).eq(other.chars().map(narrow))
}

/// A sign as wide as an ideograph as its narrow twin; the stop of East Asian text is one too.
fn narrow(letter: char) -> char {
    match letter {
        '。' | '｡' => '.',
        _ => fullwidth_punctuation::narrow(letter).unwrap_or(letter),
    }
}

fn before_is_name(text: &str, at: usize) -> bool {
    at > 0 && text.as_bytes()[at - 1].is_ascii_alphanumeric()
}

fn is_end(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at..];
    let of_name = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    // `PR_A` is not said where `PR_A_B` or `PR_A \_ B` is.
    let joined = matches!(rest.first(), Some(b'_' | b'\\')) && of_name(rest.get(1));
    let follows = rest.starts_with(b"\\_") && rest.len() > 2 && of_name(rest.get(2));
    !(of_name(rest.first()) || joined || follows || rest.starts_with(b" \\_ "))
}

/// A word of the target that is the name in other letter case, and that the source does not say itself.
fn recased(target: &Half<'_>, source: &Half<'_>, name: &str) -> Option<Span> {
    let is_recased = |token: &&Token| {
        if !matches!(token.kind, TokenKind::Word | TokenKind::Identifier) {
            return false;
        }
        let other = plain_identifier(target.text_of(token));
        other.eq_ignore_ascii_case(name) && other != name && bounded(source.text, &other).next().is_none()
    };
    target.tokens.iter().find(is_recased).map(|token| token.span)
}

/// A qualified name in the letters of another alphabet that sounds like this one.
fn transliterated(target: &Half<'_>, name: &str) -> Option<Span> {
    let wanted = sound(name);
    let cyrillic = |token: &Token| {
        token.kind == TokenKind::Word
            && target.text_of(token).starts_with(|letter| ('\u{400}'..='\u{52f}').contains(&letter))
    };
    let colon = |token: Option<&Token>| token.is_some_and(|token| target.text_of(token) == ":");
    for (index, token) in target.tokens.iter().enumerate().filter(|(_, token)| cyrillic(token)) {
        if !(colon(target.tokens.get(index + 1)) && colon(target.tokens.get(index + 2))) {
            continue;
        }
        let end = target.tokens.iter().skip(index + 3).find(|token| token.kind != TokenKind::Punctuation)?;
        let span = Span { start: token.span.start, end: end.span.end };
        if sound(span.of(target.text)) == wanted {
            return Some(span);
        }
    }
    None
}

/// How a name sounds, roughly: Cyrillic letters as Latin ones, and those Latin letters alike that Cyrillic writes alike.
fn sound(name: &str) -> String {
    let mut sound = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        let latin = match letter {
            'а' => "a",
            'б' => "b",
            'в' | 'w' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'ё' | 'э' => "e",
            'ж' => "j",
            'з' => "z",
            'и' | 'й' | 'ы' | 'y' => "i",
            'к' | 'c' | 'q' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "h",
            'ш' => "sh",
            'ч' => "kh",
            'ц' => "ts",
            'x' => "ks",
            'ь' | 'ъ' => "",
            'ю' => "iu",
            'я' => "ia",
            _ => {
                sound.push(letter);
                continue;
            }
        };
        sound.push_str(latin);
    }
    sound
}

/// A `::` of the target that words stand beside where names should, though the source's all stand between names.
fn torn_apart(target: &str, source: &str) -> Option<Span> {
    if target.matches("::").count() > 2 * source.matches("::").count() {
        return None;
    }
    let is_name = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    target.match_indices("::").find_map(|(at, colons)| {
        let (before, after) = (&target[..at], &target[at + colons.len()..]);
        let between = is_name(before.chars().next_back()) && is_name(after.chars().next());
        (!between).then(|| Span::new(at, at + colons.len()))
    })
}

/// A name of the API that the target says in the place of one of the source's.
pub(super) fn swapped<'p, 'a>(pair: &'p Pair<'a>, names: &Names<'_>) -> Option<(&'p Lacking<'a>, Span)> {
    let gone = pair.lacking(names).iter().find(|lacking| lacking.everywhere && lacking.fate == Fate::Gone)?;
    let is_other = |token: &&Token| {
        let name = plain_identifier(pair.target.text_of(token));
        names.contains(&name) && !bare(pair.source.text).contains(&bare(&name))
    };
    let other = pair.target.of_kind(TokenKind::Identifier).find(is_other)?;
    Some((gone, other.span))
}

/// A text in lower case without spaces, underscores and backslashes.
fn bare(text: &str) -> String {
    let kept = |letter: &char| !letter.is_whitespace() && !matches!(letter, '\\' | '_');
    text.chars().filter(kept).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Api;

    fn fates(source: &str, target: &str) -> Vec<(String, Fate)> {
        let (source, target) = (Half::new(source), Half::new(target));
        lacking(&source, &target, &Names::new(&Api::default(), ["ADRLIST"]))
            .into_iter()
            .map(|lacking| (lacking.name.into_owned(), lacking.fate))
            .collect()
    }

    #[test]
    fn names_that_are_there_are_not_lacking() {
        for (source, target) in [
            ("PR_BODY and `x`", r"PR\_BODYプロパティ"),
            ("_lpMods_", "lpMods,"),
            ("IFoo::Bar", "**IFoo::Bar**"),
            ("ADRLIST structures", "las ADRLISTs"),
            ("OTHER words", "otras palabras"),
            ("in units.This is", "unidades. Esto es"),
            ("IFoo::Bar or IFoo::Bar or IFoo::Bar", "IFoo::Bar, IFoo::Bar"),
        ] {
            assert_eq!(fates(source, target), [], "{target}");
        }
    }

    #[test]
    fn each_fate_is_told_apart() {
        for (name, target, fate) in [
            ("IFoo::Bar", "a IFoo::B ar", Fate::Split(Span::new(2, 12))),
            ("PR_A_TYPE", r"PR A \_ \_ TYPE.", Fate::Split(Span::new(0, 15))),
            ("IFoo::Bar", "IFoo：：Bar", Fate::Split(Span::new(0, 13))),
            ("ITable", "la itable", Fate::Recased(Span::new(3, 9))),
            ("IFoo::Bar", "IFoo:::Bar", Fate::Transliterated(Span::new(0, 10))),
            ("IABLogon::Logoff", "иаблогон::логофф", Fate::Transliterated(Span::new(0, 30))),
            ("IFoo::Bar", "IFoo::バー", Fate::TornApart(Span::new(4, 6))),
            ("IFoo::Bar", "el método", Fate::Gone),
            ("IsRead", "is read", Fate::Gone),
            ("ADRLIST", "la lista", Fate::Gone),
            ("PR_A", r"PR\_A\_B", Fate::Gone),
        ] {
            assert_eq!(fates(name, target), [(name.to_owned(), fate)], "{target}");
        }
    }

    #[test]
    fn hostile_halves_take_linear_time() {
        let name = "aB".repeat(100_000);
        let text = "a ".repeat(100_000);
        let started = std::time::Instant::now();
        assert_eq!(fates(&name, &text).len(), 1);
        assert_eq!(fates("aBaBaB", &text).len(), 1);
        let many: String = (0..50_000).flat_map(|number| [format!("aB{number}"), " ".to_owned()]).collect();
        assert_eq!(fates(&many, &text[..20_000]).len(), MOST);
        assert!(started.elapsed() < std::time::Duration::from_secs(10));
    }
}
