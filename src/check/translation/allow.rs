//! Comments by which a page allows what a rule finds: `<!-- mapidoc-allow lost-bold -->`.

use crate::span::{Position, Span};

/// What opens such a comment. `mapidoc-allow` counts for its own line and the next, `mapidoc-allow-page` for the page.
const OPENING: &str = "<!-- mapidoc-allow";
/// What makes it count for the page.
const PAGE: &str = "-page";
/// The word for every rule.
const ALL: &str = "all";

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
        for (at, _) in text.match_indices(OPENING) {
            let rest = &text[at + OPENING.len()..];
            let Some((inner, _)) = rest.split_once("-->") else { continue };
            let (inner, line) = match inner.strip_prefix(PAGE) {
                Some(inner) => (inner, None),
                None => (inner, Some(Position::of(text, at).line)),
            };
            rules.extend(names(inner).map(|name| (name, line)));
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
        for (at, _) in text.match_indices(OPENING) {
            let Some(length) = text[at..].find("-->") else { continue };
            let inner = text[at + OPENING.len()..at + length].trim_start_matches(PAGE);
            let mut names = names(inner).peekable();
            if names.peek().is_none() {
                found.push((Span::new(at, at + length + "-->".len()), ""));
            }
            let place = |name: &str| {
                let start = name.as_ptr() as usize - text.as_ptr() as usize;
                Span::new(start, start + name.len())
            };
            found.extend(names.filter(|name| *name != ALL && !is_rule(name)).map(|name| (place(name), name)));
        }
        found
    }

    /// Whether the page allows what a rule finds in a line.
    pub(super) fn allows(&self, rule: &str, line: u32) -> bool {
        self.rules.iter().any(|(name, at)| {
            (*name == rule || *name == ALL) && at.is_none_or(|at| line == at || line == at + 1)
        })
    }
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
    }
}
