//! `broken-image`: an image's Markdown was taken apart.
//!
//! ## What it finds
//! A source that is an image and nothing else, and a target that is not: words stand between its brackets and its address,
//! or before or behind it.
//!
//! ## Why it matters
//! The image is not shown, and its address stands in the text; or a part of its description does.
//!
//! ## Example
//! `![Use of a table](t.gif "Use of a table")` translated as `![Uso de una tabla]uso de una(t.gif "tabla")`.
//!
//! ## How to mend
//! Put the words where they belong. Where they stand between the brackets and the address, they are the title's: the
//! finding's fix does that.

use super::links::{Link, links};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;

pub(super) static RULE: Rule =
    super::rule!("broken-image", Error, "An image's Markdown is taken apart.", "broken_image.rs");
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if !pair.source.text.contains("![") {
        return;
    }
    let links = links(&pair.source);
    let [image] = links.as_slice() else { return };
    let is_all = |link: &Link<'_>, text: &str| link.image && link.whole.of(text).len() == text.trim().len();
    if !is_all(image, pair.source.text) {
        return;
    }
    let target = self::links(&pair.target);
    if matches!(target.as_slice(), [link] if is_all(link, pair.target.text)) {
        return;
    }
    let broken = target.is_empty();
    let message = if broken { "the image is not shown" } else { "words of the image stand beside it" };
    found.whole(pair, message).fix =
        if broken { mended(pair.source.text, pair.target.text, image.address) } else { None };
}

/// `![words]more(address "rest")` → `![words](address "more rest")`.
fn mended(source: &str, target: &str, address: &str) -> Option<String> {
    let (words, rest) = target.trim().strip_prefix("![")?.split_once(']')?;
    let (between, rest) = rest.split_once(&format!("({address}"))?;
    let title = rest.strip_suffix(')')?.trim();
    let has_title = source.contains('"');
    let title = match title.strip_prefix('"').and_then(|title| title.strip_suffix('"')) {
        Some(title) if has_title => title,
        _ if title.is_empty() => "",
        _ => return None,
    };
    if [words, between, title].iter().any(|part| part.contains(['"', '[', ']', '(', ')'])) {
        return None;
    }
    let title = [between.trim(), title.trim()].join(" ");
    let (words, title) = divided(words, title.trim());
    // What says the same twice in the source has to come out so: elsewhere nobody knows where the description ends.
    if has_title && says_twice(source) && sorted(&words) != sorted(&title) {
        return None;
    }
    Some(match title.trim() {
        "" => format!("![{words}]({address})"),
        title if has_title => format!("![{words}]({address} \"{title}\")"),
        _ => return None,
    })
}

/// Takes the title's first words from the end of the description, where both then say the same.
fn divided(words: &str, title: &str) -> (String, String) {
    let (own, others): (Vec<&str>, Vec<&str>) =
        (words.split_whitespace().collect(), title.split_whitespace().collect());
    let both = own.len() + others.len();
    if both % 2 == 0 && own.len() > others.len() {
        let (kept, moved) = own.split_at(both / 2);
        let title: Vec<&str> = moved.iter().chain(&others).copied().collect();
        let (kept, title) = (kept.join(" "), title.join(" "));
        if sorted(&kept) == sorted(&title) {
            return (kept, title);
        }
    }
    (words.to_owned(), title.to_owned())
}

/// Whether an image's description and its title have the same words.
fn says_twice(image: &str) -> bool {
    let parts = image.trim().strip_prefix("![").and_then(|rest| rest.split_once(']'));
    parts.is_some_and(|(words, rest)| {
        let title = rest.split('"').nth(1).unwrap_or_default();
        sorted(words) == sorted(title)
    })
}

/// The words of a text in small letters, in an order of their own.
fn sorted(text: &str) -> Vec<String> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn images_are_put_together() {
        let source = "![Use of a table](t.gif \"Use of a table\")";
        let target = "![Uso de una tabla]uso de una(t.gif \"tabla\")";
        assert_eq!(
            ask(&CHECK, source, target),
            [(target.to_owned(), Some("![Uso de una tabla](t.gif \"uso de una tabla\")".to_owned()))]
        );
        assert_eq!(
            ask(&CHECK, source, "![Uso de una tabla Uso]de una(t.gif \"tabla\")").remove(0).1.unwrap(),
            "![Uso de una tabla](t.gif \"Uso de una tabla\")"
        );
        let halves = "![Uso de una tabla de]una(t.gif \"tabla\")";
        assert_eq!(
            ask(&CHECK, source, halves),
            [(halves.to_owned(), None)],
            "nobody knows which half is whose"
        );
        let target = "MAPI![uso](t.gif \"tabla\")";
        assert_eq!(ask(&CHECK, source, target), [(target.to_owned(), None)]);
    }

    #[test]
    fn whole_images_are_right() {
        assert_eq!(ask(&CHECK, "![A](t.gif \"A\")", "![B](t.gif \"B\")"), []);
        assert_eq!(ask(&CHECK, "see ![A](t.gif)", "![B](t.gif) véase"), []);
    }
}
