//! `changed-guid`: an identifier of hexadecimal digits is not what the source has.
//!
//! ## What it finds
//! GUIDs and long runs of hexadecimal digits of the source that the target does not have, in any letter case.
//!
//! ## Why it matters
//! Such a number is copied, never read: one digit less, and the interface is not found.
//!
//! ## Example
//! `00020D0B-0000-0000-C000-000000000046` given as `00020D0B-00000-0000-C000-000000000046`.
//!
//! ## How to mend
//! Copy it from the source. Where the target has one other such number in its place, the finding's fix does that.

use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::segment::tokens::{Half, TokenKind};
use crate::span::Span;

pub(super) static RULE: Rule = super::rule!(
    "changed-guid",
    Error,
    "An identifier of hexadecimal digits is not what the source has.",
    "changed_guid.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

/// The fewest digits that a damaged one still has.
const ENOUGH: usize = 12;

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    let (source, target) = (&pair.source, &pair.target);
    let is_lost = |written: &str| !contains(target.text, written);
    let mut lost = identifiers(source).filter(|written| is_lost(written));
    let Some(first) = lost.next() else { return };
    let mut instead = stretches(target.text).filter(|span| !contains(source.text, span.of(target.text)));
    match (instead.next(), instead.next(), lost.next()) {
        (Some(span), None, None) => {
            let message = format!("`{first}` has become `{}`", span.of(target.text));
            found.at(span, message).mended(target.text, span, first);
        }
        _ => {
            found.whole(pair, format!("`{first}` is lost"));
        }
    }
}

/// The GUIDs and long hexadecimal numbers of a half.
fn identifiers<'a>(half: &Half<'a>) -> impl Iterator<Item = &'a str> {
    half.tokens.iter().filter_map(|token| {
        let text = half.text_of(token);
        let is_long = text.len() >= ENOUGH && !text.starts_with("0x");
        (token.kind == TokenKind::Guid || (token.kind == TokenKind::Hex && is_long)).then_some(text)
    })
}

/// Whether a text has such a number, in any letter case.
fn contains(text: &str, number: &str) -> bool {
    text.contains(number)
        || text.as_bytes().windows(number.len()).any(|bytes| bytes.eq_ignore_ascii_case(number.as_bytes()))
}

/// Long stretches of hexadecimal digits and hyphens.
fn stretches(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let run = |from: usize, wanted: bool| {
                let is = |byte: &u8| (byte.is_ascii_hexdigit() || *byte == b'-') == wanted;
                text.as_bytes()[from..].iter().take_while(|byte| is(byte)).count()
            };
            let start = at + run(at, false);
            at = start + run(start, true);
            let digits = text[start..at].bytes().filter(u8::is_ascii_digit).count();
            if at - start >= ENOUGH && digits > ENOUGH / 2 {
                return Some(Span::new(start, at));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    const IID: &str = "00020D0B-0000-0000-C000-000000000046";

    #[test]
    fn a_damaged_identifier_is_copied_from_the_source() {
        let source = format!("The value is {{{IID}}}");
        let found = ask(&CHECK, &source, "El valor es {00020D0B-00000-0000-C000-000000000046}");
        let fix = Some(format!("El valor es {{{IID}}}"));
        assert_eq!(found, [("00020D0B-00000-0000-C000-000000000046".to_owned(), fix)]);
        assert_eq!(ask(&CHECK, &source, "El valor").len(), 1);
    }

    #[test]
    fn letter_case_does_not_matter() {
        assert_eq!(ask(&CHECK, IID, &IID.to_lowercase()), []);
        assert_eq!(ask(&CHECK, "3030322D3030302D3053", "3030322D3030302D3053"), []);
        assert_eq!(ask(&CHECK, "0x00000008", "0 x 00000008"), []);
    }
}
