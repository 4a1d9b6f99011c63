//! `changed-link-target`: a link leads elsewhere than in the source.
//!
//! ## What it finds
//! A link of the target to an address that no link of the source has, while one of the source's addresses lacks. The
//! language in an address (`/en-us/`), its letter case and its title may differ.
//!
//! ## Why it matters
//! The reader lands on another page than the sentence promises, or on none.
//!
//! ## Example
//! `[Tables](tables.md)` translated as `[Tablas](tablas.md)`.
//!
//! ## How to mend
//! Write the source's address. Where one lacks and one is new, the finding's fix does that.

use super::links::{Link, links};
use super::{Found, Knowledge, Pair, SegmentCheck};
use crate::diagnostic::Rule;
use crate::locale::Locale;

pub(super) static RULE: Rule = super::rule!(
    "changed-link-target",
    Error,
    "A link leads elsewhere than in the source.",
    "changed_link_target.rs"
);
pub(super) const CHECK: SegmentCheck = SegmentCheck { rule: &RULE, find };

fn find(pair: &Pair<'_>, _: &Knowledge<'_>, found: &mut Found<'_>) {
    if !pair.source.text.contains("](") {
        return;
    }
    let (source, mut extra) = (links(&pair.source), links(&pair.target));
    let mut lacking: Vec<&Link<'_>> = Vec::new();
    for link in &source {
        match extra.iter().position(|other| is_same(other.address, link.address)) {
            Some(index) => {
                extra.swap_remove(index);
            }
            None => lacking.push(link),
        }
    }
    // A link that is there twice leads where the source says.
    extra.retain(|link| !source.iter().any(|other| is_same(other.address, link.address)));
    let (Some(new), Some(old)) = (extra.first(), lacking.first()) else { return };
    let text = pair.target.text;
    let defect = found
        .at(new.whole, format!("the link leads to `{}`, in the source to `{}`", new.address, old.address));
    let mark = &text[new.inner.end as usize..new.whole.end as usize];
    if extra.len() == 1
        && lacking.len() == 1
        && !new.address.is_empty()
        && mark.matches(new.address).count() == 1
    {
        let at = crate::span::Span { start: new.inner.end, end: new.whole.end };
        defect.mended(text, at, &mark.replace(new.address, old.address));
    }
}

/// Whether two addresses lead to the same place, whatever the language.
fn is_same(one: &str, other: &str) -> bool {
    let is_language =
        |part: &&str| part.len() == 5 && part.as_bytes()[2] == b'-' && Locale::parse(part).is_some();
    let parts = |address: &'_ str| -> Vec<String> {
        address.split('/').filter(|part| !is_language(part)).map(str::to_lowercase).collect()
    };
    one == other || parts(one) == parts(other)
}

#[cfg(test)]
mod tests {
    use super::super::testing::ask;
    use super::*;

    #[test]
    fn the_source_s_address_is_right() {
        assert_eq!(
            ask(&CHECK, "see [Tables](t.md)", "vea [Tablas](tabla.md \"x\")"),
            [("[Tablas](tabla.md \"x\")".to_owned(), Some("vea [Tablas](t.md \"x\")".to_owned()))]
        );
    }

    #[test]
    fn languages_and_titles_may_differ() {
        for (source, target) in [
            ("[A](https://e.org/en-us/a)", "[A](https://e.org/es-es/a)"),
            ("[A](a.md \"one\")", "[A](a.md \"uno\")"),
            ("[A](a.md) [B](b.md)", "[B](b.md) [A](a.md)"),
            ("[A](a.md) [B](b.md)", "[A](a.md) [B](a.md)"),
            ("[A](a.md)", "A"),
        ] {
            assert_eq!(ask(&CHECK, source, target), [], "{target}");
        }
    }
}
