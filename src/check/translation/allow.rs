//! Comments by which a page allows what a rule finds: `<!-- mapidoc-allow lost-bold -->`.

use crate::parse::Sheet;
use crate::span::{Position, Span};

/// What opens such a comment. `mapidoc-allow` counts for its own line and the next, `mapidoc-allow-page` for the page.
const OPENING: &str = "<!-- mapidoc-allow";
/// What makes it count for the page.
const PAGE: &str = "-page";
/// The word for every rule.
const ALL: &str = "all";

/// Whether a page allows what a rule finds in one of its segments.
pub fn allows(sheet: &Sheet, segment: u32, rule: &str) -> bool {
    if !Allowed::may_be_in(&sheet.unwoven.target) {
        return false;
    }
    let place = sheet.place();
    let start = sheet.unwoven.segments[segment as usize].target_in_file.start;
    Allowed::of(&place.text).allows(rule, Position::of(&place.text, start as usize).line)
}

/// What a page allows.
#[derive(Debug, Default)]
pub(super) struct Allowed<'a> {
    /// Rule, and the line of the comment; none for the page.
    rules: Vec<(&'a str, Option<u32>)>,
}

impl<'a> Allowed<'a> {
    /// Reads the comments of a page's file.
    pub(super) fn of(text: &'a str) -> Self {
        let mut rules = Vec::new();
        let (mut line, mut counted) = (1, 0);
        for comment in comments(text) {
            // From one comment to the next: counting from the beginning takes minutes where there are thousands.
            let start = comment.whole.range().start;
            line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..start]).count() as u32;
            counted = start;
            let line = (!comment.is_of_page).then_some(line);
            rules.extend(names(comment.inner).map(|name| (name, line)));
        }
        Self { rules }
    }

    /// Whether a text may have such a comment: few have, and it is told faster than they are read.
    pub(super) fn may_be_in(text: &str) -> bool {
        memchr::memmem::find(text.as_bytes(), OPENING.as_bytes()).is_some()
    }

    /// Where the page allows what is no rule, and what it says there; an empty name where a comment names none.
    pub(super) fn unknown(text: &'a str, is_rule: impl Fn(&str) -> bool) -> Vec<(Span, &'a str)> {
        let mut found = Vec::new();
        for comment in comments(text) {
            if names(comment.inner).next().is_none() {
                found.push((comment.whole, ""));
            }
            let unknown = names(comment.inner).filter(|name| *name != ALL && !is_rule(name));
            found.extend(unknown.map(|name| {
                let start = name.as_ptr() as usize - text.as_ptr() as usize;
                (Span::new(start, start + name.len()), name)
            }));
        }
        found
    }

    /// Whether the page allows all that a rule finds on it.
    pub(super) fn allows_everywhere(&self, rule: &str) -> bool {
        self.rules.iter().any(|(name, at)| (*name == rule || *name == ALL) && at.is_none())
    }

    /// Whether the page allows what a rule finds in a line.
    pub(super) fn allows(&self, rule: &str, line: u32) -> bool {
        self.rules.iter().any(|(name, at)| {
            (*name == rule || *name == ALL) && at.is_none_or(|at| line == at || line == at + 1)
        })
    }
}

/// A comment.
struct Comment<'a> {
    whole: Span,
    /// Whether it counts for the page.
    is_of_page: bool,
    /// What names rules.
    inner: &'a str,
}

/// The comments of a file, in order.
fn comments(text: &str) -> impl Iterator<Item = Comment<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + memchr::memmem::find(&text.as_bytes()[from..], OPENING.as_bytes())?;
            let inside = start + OPENING.len();
            // Behind a comment that nothing closes stands none.
            let end = inside + memchr::memmem::find(&text.as_bytes()[inside..], b"-->")?;
            from = end;
            let inner = &text[inside..end];
            let (is_of_page, inner) = inner.strip_prefix(PAGE).map_or((false, inner), |inner| (true, inner));
            // `mapidoc-allowed` is another word.
            if inner.is_empty() || inner.starts_with(char::is_whitespace) {
                return Some(Comment { whole: Span::new(start, end + "-->".len()), is_of_page, inner });
            }
        }
    })
}

/// The names in a comment.
fn names(inner: &str) -> impl Iterator<Item = &str> {
    inner.split(|letter: char| letter == ',' || letter.is_whitespace()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_rule_is_told_with_its_place() {
        let text = "a <!-- mapidoc-allow lost-bald, all, odd-quote -->\n<!-- mapidoc-allow-page -->";
        let told = Allowed::unknown(text, |name| name == "odd-quote");
        let told: Vec<(&str, &str)> = told.into_iter().map(|(at, name)| (at.of(text), name)).collect();
        assert_eq!(told, [("lost-bald", "lost-bald"), ("<!-- mapidoc-allow-page -->", "")]);
        assert!(Allowed::may_be_in(text) && !Allowed::may_be_in("<!-- mapidoc -->"));
    }

    #[test]
    fn a_comment_allows_its_line_and_the_next() {
        let text =
            "a\n<!-- mapidoc-allow lost-bold, double-space -->\nb\nc\n<!-- mapidoc-allow-page odd-quote -->";
        let allowed = Allowed::of(text);
        assert!(allowed.allows("lost-bold", 3) && allowed.allows("double-space", 2));
        assert!(!allowed.allows("lost-bold", 4) && !allowed.allows("lost-bold", 1));
        assert!(allowed.allows("odd-quote", 1) && !allowed.allows("all", 1));
        assert!(allowed.allows_everywhere("odd-quote") && !allowed.allows_everywhere("lost-bold"));
        assert!(!Allowed::of("<!-- mapidoc-allowed lost-bold -->").allows("lost-bold", 1));
    }
}
