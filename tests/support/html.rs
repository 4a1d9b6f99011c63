//! What a selector finds in a page.

#![allow(dead_code, reason = "every test crate uses its own part of what they share")]

use scraper::{ElementRef, Html, Selector};

/// The elements that a selector finds, in order.
pub(crate) fn all<'a>(html: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(css).unwrap()).collect()
}

/// Their texts. Cells and elements have no space between them in the file: here they have one.
pub(crate) fn texts(html: &Html, css: &str) -> Vec<String> {
    let words =
        |found: &ElementRef<'_>| found.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    all(html, css).iter().map(words).collect()
}
