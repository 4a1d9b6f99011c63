//! `changed-number`: a number of the source is another one in the target.
//!
//! ## What it finds
//! Numbers of the source that the target has neither in digits nor, where they are small, in words; and long ones that the
//! target has and the source has not. How thousands and decimals are parted does not matter (`15,000`, `15 000`, `15.000`), nor
//! do counters (`2 つ`) and units (`64KB`).
//!
//! ## Why it matters
//! A size, a version or a flag is wrong, and nobody sees it.
//!
//! ## Example
//! `Office 365` translated as `Office 2010`.
//!
//! ## How to mend
//! Write the source's number.

use super::fullwidth_punctuation::parts_thousands;
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, Token, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "changed-number",
    Error,
    "A number of the source is another one in the target.",
    "changed_number.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// Digits from which on a number that the source lacks is no counter and no ordinal.
const LONG: usize = 3;
/// Digits of hexadecimal from which on a number is an identifier, which has its own rule.
const IDENTIFIER: usize = 12;

/// Within how many bytes a number that is said once too often belongs to what it was said of before.
const NEAR: u32 = 48;

/// How words begin that say a number from zero on, by language. Other numbers are written in digits.
const WORDS: &[(&str, &[&str])] = &[
    ("de", &["null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"]),
    ("es", &["cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"]),
    ("fr", &["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]),
    ("it", &["zero", "un", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci"]),
    ("ja", &["ゼロ", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]),
    ("pt", &["zero", "um", "doi", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"]),
    ("ru", &["нол", "од", "дв", "тр", "чет", "пят", "шест", "сем", "вос", "девят", "десят"]),
    ("zh", &["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]),
];

/// Other beginnings of some of them.
const MORE_WORDS: &[(&str, &str, usize)] = &[
    ("de", "erst", 1),
    ("de", "dritt", 3),
    ("es", "prim", 1),
    ("es", "segund", 2),
    ("es", "terc", 3),
    ("fr", "prem", 1),
    ("pt", "dua", 2),
    ("pt", "prim", 1),
    ("ru", "нул", 0),
    ("ru", "перв", 1),
    ("ru", "втор", 2),
    ("zh", "两", 2),
];

/// Words for great numbers, which may be written in digits; and what tells that a time is of the afternoon, which most
/// languages count on to 24.
const GREAT: &[&str] = &["hundred", "thousand", "million", "dozen", "p.m.", " PM"];

/// The zeros of scripts that have digits of their own, each of which is followed by one to nine; the last are the wide ones of East Asia.
const ZEROS: &[char] =
    &['٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០', '᠐', '０'];

/// What may stand between digits of other scripts within one number.
const SEPARATORS: &[char] = &['٬', '٫', '，', '．', ',', '.'];

/// A comma that parts thousands and is as wide as an ideograph: another rule's, for the number is right.
const WIDE_COMMA: &str = "，";

/// A number as its digits alone, and where it stands.
#[derive(Debug, PartialEq)]
struct Number {
    key: String,
    span: Span,
}

fn find(pair: &Pair<'_>, knowledge: &Knowledge<'_>, found: &mut Found<'_>) {
    let (source, target) = (&pair.source, &pair.target);
    let plain = |half: &Half<'_>| half.tokens.iter().any(|token| is_number(token.kind));
    if !plain(source) && !plain(target) {
        return;
    }
    let written = |token: &Token| is_number(token.kind);
    let of = |one: &Half<'_>, other: &Half<'_>| {
        let ours = one.tokens.iter().filter(|token| written(token)).map(|token| token.of(one.text));
        ours.eq(other.tokens.iter().filter(|token| written(token)).map(|token| token.of(other.text)))
    };
    let is_identifier = |token: &Token| token.kind == TokenKind::Guid;
    if of(source, target) || super::prose::is_damaged(target.text) || source.tokens.iter().any(is_identifier)
    {
        return;
    }
    let (asked, given) = (numbers(source, ""), numbers(target, source.text));
    let is_time = |number: &Number| {
        let afternoon = ["p.m.", " PM"].iter().any(|word| source.text.contains(word));
        afternoon && source.text[number.span.range().end..].starts_with(':')
    };
    let lost = asked.iter().find(|number| !is_given(number, target, &given, knowledge) && !is_time(number));
    let added = given.iter().find(|number| is_added(number, source, &asked, &given));
    let Some(lost) = lost else {
        if let Some(added) = added {
            let number = added.span.of(target.text);
            let message =
                if source.text.contains(&added.key) || asked.iter().any(|other| other.key == added.key) {
                    format!("`{number}` is said more often than in the source")
                } else {
                    format!("`{number}` is not in the source")
                };
            found.at(added.span, message);
        }
        return;
    };
    let number = lost.span.of(source.text);
    match added {
        Some(added) => {
            found.at(added.span, format!("`{number}` has become `{}`", added.span.of(target.text)));
        }
        None => {
            found.whole(pair, format!("`{number}` is lost"));
        }
    }
}

fn is_number(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Number | TokenKind::Hex)
}

/// The numbers of a half, also such as stand within words; those that a space parts are told together as well.
fn numbers(half: &Half<'_>, source: &str) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    let mut joined: Option<Number> = None;
    let mut tokens = half.tokens.iter().peekable();
    while let Some(token) = tokens.next() {
        let text = half.text_of(token);
        match token.kind {
            TokenKind::Hex if text.len() < IDENTIFIER => {
                numbers.push(Number { key: text.to_lowercase(), span: token.span });
            }
            TokenKind::Number => {
                // `512,0x200` is two numbers without a space.
                let is_hex = half.text[token.span.range().end..].starts_with('x');
                let end = text.strip_suffix(",0").or(text.strip_suffix(".0")).filter(|_| is_hex);
                let own = end.unwrap_or(text);
                let number = Number { key: digits(own), span: token.span };
                joined = match joined.take() {
                    Some(before) if number.key.len() == 3 => {
                        let span = Span { start: before.span.start, end: number.span.end };
                        let whole = Number { key: before.key + &number.key, span };
                        // The parts were thousands, no numbers.
                        numbers.pop();
                        numbers.push(Number { key: whole.key.clone(), span });
                        Some(whole)
                    }
                    _ => {
                        let own = Number { key: number.key.clone(), span: number.span };
                        numbers.push(number);
                        (own.key.len() <= 3).then_some(own)
                    }
                };
                continue;
            }
            TokenKind::Space | TokenKind::Punctuation
                if joined.is_some()
                    && tokens.peek().is_some_and(|next| next.kind == TokenKind::Number)
                    // A wide comma parts what is listed as well.
                    && (token.kind == TokenKind::Space
                        || (text == WIDE_COMMA && parts_thousands(half.text, source, token.span))) =>
            {
                continue;
            }
            TokenKind::Word | TokenKind::Identifier => within(text, token.span, &mut numbers),
            _ => {}
        }
        joined = None;
    }
    of_other_scripts(half.text, &mut numbers);
    numbers
}

/// Numbers in digits of other scripts, `٣٦٥` or `３６５`, as their ASCII digits.
fn of_other_scripts(text: &str, numbers: &mut Vec<Number>) {
    if text.is_ascii() {
        return;
    }
    let mut rest = text.char_indices();
    while let Some((start, letter)) = rest.next() {
        let Some(first) = digit(letter) else { continue };
        let (mut key, mut end) = (first.to_string(), start + letter.len_utf8());
        let mut after = rest.clone();
        while let Some((at, letter)) = after.next() {
            if let Some(next) = digit(letter) {
                key.push(next);
                end = at + letter.len_utf8();
                rest = after.clone();
            } else if !SEPARATORS.contains(&letter) {
                break;
            }
        }
        numbers.push(Number { key: digits(&key), span: Span::new(start, end) });
    }
}

/// The ASCII digit of a digit of another script.
fn digit(letter: char) -> Option<char> {
    let value = |zero: &char| (letter as u32).checked_sub(*zero as u32).filter(|value| *value < 10);
    if letter.is_ascii() {
        return None;
    }
    ZEROS.iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}

/// The digits of a text; of a short number without zeros before the first other digit, which decimals may have.
fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.trim_start_matches('0') {
        "" => digits,
        short if short.len() < LONG => short.to_owned(),
        _ => digits,
    }
}

/// Numbers within a word.
fn within(text: &str, span: Span, numbers: &mut Vec<Number>) {
    let mut at = 0;
    while let Some(found) = text[at..].find(|letter: char| letter.is_ascii_digit()) {
        let start = at + found;
        at = start + text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let place = Span::new(span.start as usize + start, span.start as usize + at);
        numbers.push(Number { key: text[start..at].to_owned(), span: place });
    }
}

/// Whether the target has a number of the source, in digits or in words.
fn is_given(number: &Number, target: &Half<'_>, given: &[Number], knowledge: &Knowledge<'_>) -> bool {
    let key = number.key.as_str();
    // Where words have no spaces, a word can hold the number's beginning: `値は0` and `x10`.
    if given.iter().any(|other| other.key == key) || (key.starts_with("0x") && has(target.text, key)) {
        return true;
    }
    // Small ones may be said in words, and long ones joined with what stands beside: `512,0x200`.
    let Ok(value @ 0..=10) = number.key.parse::<usize>() else {
        return key.len() >= LONG && given.iter().any(|other| other.key.contains(key));
    };
    let language = knowledge.locale.language();
    // A language whose words for numbers nobody wrote down here may have said it in words.
    if !WORDS.iter().any(|(of, _)| *of == language) {
        return true;
    }
    let starts: Vec<&str> = WORDS
        .iter()
        .filter(|(of, _)| *of == language)
        .filter_map(|(_, words)| words.get(value).copied())
        .chain(MORE_WORDS.iter().filter(|more| more.0 == language && more.2 == value).map(|more| more.1))
        .collect();
    let unspaced = knowledge.is_unspaced();
    target.of_kind(TokenKind::Word).any(|token| {
        let word = target.text_of(token).to_lowercase();
        starts.iter().any(|start| word.starts_with(start) || (unspaced && word.contains(start)))
    })
}

/// Whether a text has a hexadecimal number, in any letter case.
fn has(text: &str, key: &str) -> bool {
    text.as_bytes().windows(key.len()).any(|bytes| bytes.eq_ignore_ascii_case(key.as_bytes()))
}

/// Whether a long number of the target is not in the source, or is said twice in one place.
fn is_added(number: &Number, source: &Half<'_>, asked: &[Number], given: &[Number]) -> bool {
    let key = number.key.as_str();
    if key.len() < LONG || GREAT.iter().any(|word| source.text.contains(word)) {
        return false;
    }
    let there = asked.iter().filter(|other| other.key == key).count().max(source.text.matches(key).count());
    let mut here = given.iter().filter(|other| other.key == key);
    if there == 0 {
        return true;
    }
    let Some(before) = here.clone().take_while(|other| other.span.start < number.span.start).last() else {
        return false;
    };
    here.nth(there).is_some() && number.span.start - before.span.end <= NEAR
}

#[cfg(test)]
mod tests {
    use super::super::testing::{ask, ask_in};
    use super::*;

    #[test]
    fn other_numbers_are_found() {
        assert_eq!(ask(&CHECK, "in Office 365", "en Office 2010"), [("2010".to_owned(), None)]);
        assert_eq!(ask(&CHECK, "(0x00000008)", "(0 x 00000008)"), [("(0 x 00000008)".to_owned(), None)]);
        assert_eq!(ask(&CHECK, "at least 16 bytes", "al menos bytes").len(), 1);
        let found = ask_in(&CHECK, "ja-JP", "Outlook 2010 or 2013", "2010 年または 2013 Outlook 2013");
        assert_eq!(found, [("2013".to_owned(), None)]);
    }

    #[test]
    fn other_ways_to_write_a_number_are_right() {
        for target in ["15 000", "15.000", "15\u{a0}000", "15000", "de 15,000bytes"] {
            assert_eq!(ask(&CHECK, "15,000", target), [], "{target}");
        }
        assert_eq!(ask(&CHECK, "0.2 of 600,000,000", "0,2 de 600 000 000"), []);
        assert_eq!(ask(&CHECK, "must be 0", "debe ser cero"), []);
        assert_eq!(ask(&CHECK, "60x60", "60 x 60"), []);
        assert_eq!(
            ask_in(&CHECK, "ja-JP", "in step 7 of two methods, 64KB", "手順7の2 つのメソッド、64 KB"),
            []
        );
        assert_eq!(ask_in(&CHECK, "ja-JP", "(512, 0x00000200) is 0x2", "(512,0x00000200)値は0x2"), []);
        assert_eq!(ask(&CHECK, "less than .02 at 11:59 p.m.", "menos de 0,02 a las 23:59"), []);
        assert_eq!(ask(&CHECK, "in hundredths", "de 100 partes"), []);
        assert_eq!(ask(&CHECK, "32-bit", "de 32 bits"), []);
        assert_eq!(ask_in(&CHECK, "zh-CN", "of 600,000,000", "600，000，000 的倍数"), []);
        let listed = ask_in(&CHECK, "zh-CN", "Pages 32, 128 of Outlook 2010", "Outlook 2010 的第 32，128 页");
        assert_eq!(listed, []);
    }

    #[test]
    fn digits_of_other_scripts_are_digits() {
        let source = "The 3 files have 1,234 and 365 bytes.";
        for (locale, right, wrong) in [
            (
                "ja-JP",
                "３ つのファイルは 1,234 および３６５バイトです。",
                "３ つのファイルは 1,234 および３６６バイトです。",
            ),
            ("ar-SA", "٣ ملفات فيها ١٬٢٣٤ و ٣٦٥ بايت.", "٣ ملفات فيها ١٬٢٣٤ و ٣٦٦ بايت."),
            ("fa-IR", "۳ فایل ۱٬۲۳۴ و ۳۶۵ بایت دارند.", "۳ فایل ۱٬۲۳۴ و ۳۶۶ بایت دارند."),
            ("hi-IN", "३ फ़ाइलों में १,२३४ और ३६५ बाइट हैं।", "३ फ़ाइलों में १,२३४ और ३६६ बाइट हैं।"),
        ] {
            assert_eq!(ask_in(&CHECK, locale, source, right), [], "{locale}");
            let found = ask_in(&CHECK, locale, source, wrong);
            assert!(found.len() == 1 && found[0].0.chars().count() == 3, "{locale}: {found:?}");
        }
    }
}
