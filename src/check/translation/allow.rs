//! Comments by which a page allows what a rule finds: `<!-- mapidoc-allow lost-bold -->`.

use crate::span::Position;

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
            let names = inner.split(|letter: char| letter == ',' || letter.is_whitespace());
            rules.extend(names.filter(|name| !name.is_empty()).map(|name| (name, line)));
        }
        Self { rules }
    }

    /// Whether the page allows what a rule finds in a line.
    pub(super) fn allows(&self, rule: &str, line: u32) -> bool {
        self.rules.iter().any(|(name, at)| {
            (*name == rule || *name == ALL) && at.is_none_or(|at| line == at || line == at + 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
