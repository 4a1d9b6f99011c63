//! `translated-direction`: `[in]` or `[out]`, by which a parameter's description opens, is translated.
//!
//! ## What it finds
//! A source that begins with `[in]`, `[out]` or `[in, out]`, and a target that begins otherwise.
//!
//! ## Why it matters
//! The reference writes directions as the declaration does. A reader who looks for `[out]` misses the parameter, and
//! `[Éste]` or `[No]` tells nobody what it means.
//!
//! ## Example
//! `[out] A pointer to the result.` translated as `[salida] Un puntero al resultado.`
//!
//! ## How to mend
//! Write the direction as the source does. Where the target has one in brackets too, the finding's fix does it.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "translated-direction",
    Warning,
    "The direction of a parameter is translated.",
    "translated_direction.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The words of a direction.
const WORDS: &[&str] = &["in", "out", "optional", "inout", "retval"];

/// The longest direction, in letters: `[in, out, optional]` and its translations.
const LONGEST: usize = 60;

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    let Some(direction) = direction(pair.source.text) else { return };
    let text = pair.target.text;
    let start = text.len() - text.trim_start().len();
    if text[start..].starts_with(direction) {
        return;
    }
    match bracketed(&text[start..]) {
        Some(length) => {
            let at = Span::new(start, start + length);
            let other = at.of(text);
            if words(other).eq(words(direction)) && !other.contains(['［', '］', '，', '、']) {
                return;
            }
            let defect = found.at(at, format!("`{other}` is `{direction}` in the source"));
            defect.mended(text, at, direction);
        }
        // Where it stands further on, the sentence was turned round, and nothing is lost.
        None if text.contains(direction) => {}
        None => {
            found.whole(pair, format!("`{direction}` is lost"));
        }
    }
}

/// The direction that a text opens with, brackets included.
fn direction(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let length = bracketed(text).filter(|_| text.starts_with('['))?;
    let direction = &text[..length];
    let known = words(direction).all(|word| WORDS.contains(&word));
    (known && words(direction).next().is_some()).then_some(direction)
}

fn words(direction: &str) -> impl Iterator<Item = &str> {
    let signs = |letter: char| !letter.is_alphanumeric() && letter != '\u{fffd}';
    direction.split(signs).filter(|word| !word.is_empty())
}

/// The length of the brackets that a text opens with, where they are no link's; `[in]/[out]` is one direction.
fn bracketed(text: &str) -> Option<usize> {
    let length = one_bracketed(text)?;
    let more = text[length..].strip_prefix('/').and_then(one_bracketed).map_or(0, |more| 1 + more);
    Some(length + more)
}

fn one_bracketed(text: &str) -> Option<usize> {
    if !text.starts_with(['[', '［']) {
        return None;
    }
    let (end, close) = text.char_indices().take(LONGEST).find(|(_, letter)| matches!(letter, ']' | '］'))?;
    let length = end + close.len_utf8();
    (!text[length..].starts_with('(')).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn directions_are_the_source_s() {
        for (source, target, wrong, fix) in [
            ("[out] The result.", "[salida] El resultado.", "[salida]", "[out] El resultado."),
            ("[in, out] A count.", "[in， out] Число.", "[in， out]", "[in, out] Число."),
            ("[in]/[out] A count.", "[entrant]/[sortant] X", "[entrant]/[sortant]", "[in]/[out] X"),
            ("[in] A count.", "[] Un número.", "[]", "[in] Un número."),
            ("[in] A count.", "[\u{fffd}\u{fffd}] �", "[\u{fffd}\u{fffd}]", "[in] �"),
        ] {
            assert_eq!(ask(&CHECK, source, target), [(wrong.to_owned(), Some(fix.to_owned()))]);
        }
        let target = "Un puntero.";
        assert_eq!(ask(&CHECK, "[out] A pointer.", target), [(target.to_owned(), None)]);
    }

    #[test]
    fn what_is_no_direction_is_let_alone() {
        assert_eq!(ask(&CHECK, "[in] A count.", " [in] Un número."), []);
        assert_eq!(ask(&CHECK, "[in](x.md) the page", "[en](x.md) la página"), []);
        assert_eq!(ask(&CHECK, "[Optional] text", "[Opcional] texto"), []);
        assert_eq!(ask(&CHECK, "[in, out] x", "[in,out] x"), []);
    }
}
