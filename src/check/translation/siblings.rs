//! The pages of one key in all locales, and how the rules about whole pages compare them.

use super::{PAGE_CHECKS, PageCheck, Subject};
use crate::diagnostic::{Diagnostic, Rule};
use crate::parse::Sheet;
use crate::span::Span;

/// Two pages of one key that translate the same commit of the source.
pub struct Siblings<'a> {
    /// The page of the locale that was given first.
    pub(super) first: &'a Sheet,
    /// The page that is compared with it.
    pub(super) page: &'a Sheet,
}

/// A rule that looks at a page beside its sibling in another locale.
pub struct Odd {
    /// Where, in the page's source text.
    pub(super) at: Span,
    /// What is other: lower case, no full stop.
    pub(super) message: String,
}

/// What the rules that are `asked` find on the subject's pages.
pub(super) fn check(subject: &Subject<'_>, asked: &[&PageCheck]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if asked.is_empty() {
        return found;
    }
    let rank = |sheet: &Sheet| subject.locales.iter().position(|locale| *locale == sheet.locale);
    let groups = subject.pages.chunk_by(|one, other| one.sheet.key == other.sheet.key);
    for group in groups.filter(|group| group.len() > 1) {
        let mut sheets: Vec<&Sheet> = group.iter().map(|page| &page.sheet).collect();
        sheets.sort_by_key(|sheet| rank(sheet));
        for (index, page) in sheets.iter().enumerate() {
            if !subject.wants(&page.locale, &page.key) {
                continue;
            }
            // What has no commit, or another, is another text.
            let commit = |sheet: &Sheet| sheet.front.source_commit.clone();
            let Some(own) = commit(page) else { continue };
            let first = sheets[..index].iter().find(|other| commit(other).as_ref() == Some(&own));
            let Some(first) = first else { continue };
            if first.unwoven.source[first.body as usize..] == page.unwoven.source[page.body as usize..] {
                continue;
            }
            let siblings = Siblings { first, page };
            found.extend(asked.iter().filter_map(|check| {
                (check.find)(&siblings).map(|odd| page.report(check.rule, odd.at, odd.message))
            }));
        }
    }
    found
}

/// All rules about pages that levels want.
pub(super) fn asked(wanted: impl Fn(&Rule) -> bool) -> Vec<&'static PageCheck> {
    PAGE_CHECKS.iter().filter(|check| wanted(check.rule)).collect()
}

impl Siblings<'_> {
    /// The first of the things that a rule compares in which the page is other than its sibling.
    ///
    /// `things` gives them with their places, `told` says what one is.
    pub(super) fn first_odd<T: PartialEq>(
        &self,
        what: &str,
        things: impl Fn(&Sheet) -> Vec<(Span, T)>,
        told: impl Fn(&T) -> String,
    ) -> Option<Odd> {
        let (own, others) = (things(self.page), things(self.first));
        let (own_locale, other_locale) = (&self.page.locale, &self.first.locale);
        let length = own.len().max(others.len());
        (0..length).find_map(|index| match (own.get(index), others.get(index)) {
            (Some((_, one)), Some((_, other))) if one == other => None,
            (Some((at, one)), Some((_, other))) => Some(Odd {
                at: *at,
                message: format!(
                    "{what} {} is {} in {own_locale} and {} in {other_locale}",
                    index + 1,
                    told(one),
                    told(other)
                ),
            }),
            (own, _) => Some(Odd {
                at: own.map_or(Span { start: self.page.body, end: self.page.body }, |(at, _)| *at),
                message: format!(
                    "{} {what}s in {own_locale}, {} in {other_locale}",
                    things(self.page).len(),
                    others.len()
                ),
            }),
        })
    }
}
