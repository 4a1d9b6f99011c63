//! The links of a half, as the rules about links compare them.

use crate::segment::tokens::{Half, TokenKind};
use crate::span::Span;

/// A link or image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link<'a> {
    /// The whole of it, marks included.
    pub whole: Span,
    /// What stands between its brackets.
    pub inner: Span,
    /// Its text.
    pub text: &'a str,
    /// Where it leads.
    pub address: &'a str,
    /// Whether it is an image.
    pub image: bool,
}

/// What no half without links has, to be asked first.
const SIGN: &str = "](";

/// The most links of a half that are compared, each with each: no sentence has so many.
const MOST: usize = 256;

/// The links and images of a half, in order; none where there are more than anybody compares.
pub(super) fn links<'a>(half: &Half<'a>) -> Vec<Link<'a>> {
    if !half.text.contains(SIGN) {
        return Vec::new();
    }
    let link = |found: crate::segment::tokens::Enclosed| Link {
        whole: Span { start: half.tokens[found.open].span.start, end: half.tokens[found.close].span.end },
        inner: found.inner,
        text: found.inner.of(half.text),
        address: half.address(found.close),
        image: half.is_image(found.open),
    };
    let links: Vec<Link<'a>> = half.enclosed(TokenKind::LinkOpen).map(link).take(MOST + 1).collect();
    if links.len() > MOST { Vec::new() } else { links }
}
