//! Former names of pages: a page in place of each, which leads on without a script.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use super::context::{Link, PageContext};
use super::links::html_path;
use super::page::Shelf;
use crate::diagnostic::{Diagnostic, rule};
use crate::locale::Locale;
use crate::parse::Page;
use crate::read::{Book, Redirect};

/// How many parts at the end of an address may be a page's key.
const DEEPEST: usize = 8;

/// A locale's former names with the keys of the pages that they lead to.
pub(super) type Moved = BTreeMap<String, String>;

/// What the template of a former name is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct MovedContext {
    /// As on every page; `kind` is `moved`.
    #[serde(flatten)]
    page: PageContext,
    /// The page that it leads to, relative to this one.
    to: Link,
    /// The same as an absolute address; empty where the site's is not known.
    to_address: String,
}

/// Follows the former names that books tell of, for each of the site's locales: its own, then those of the source language.
pub(super) fn resolve(
    books: &BTreeMap<Locale, Book>,
    source: &Locale,
    locales: &[Locale],
    pages: &[Page],
    link_root: &str,
) -> (BTreeMap<Locale, Moved>, Vec<Diagnostic>) {
    let index = Index::new(pages, link_root);
    let mut diagnostics = Vec::new();
    // Each locale's own book, and beside it that of the source language; findings about a book are told once.
    let mut moved: BTreeMap<&Locale, Moved> = BTreeMap::new();
    for (locale, book) in books.iter().filter(|(_, book)| !book.redirects.is_empty()) {
        moved.insert(locale, index.follow(&book.redirects, &mut diagnostics));
    }
    let shared = moved.get(source).cloned().unwrap_or_default();
    let of = |locale: &Locale| {
        let mut all = moved.get(locale).cloned().unwrap_or_default();
        let taken: BTreeSet<String> = all.keys().map(|from| from.to_lowercase()).collect();
        all.extend(shared.clone().into_iter().filter(|(from, _)| !taken.contains(&from.to_lowercase())));
        (locale.clone(), all)
    };
    (locales.iter().map(of).collect(), diagnostics)
}

/// The pages of all locales, as addresses name them.
struct Index<'a> {
    /// Lower case, without the ending → key.
    keys: HashMap<String, &'a str>,
    /// The paths of their HTML in lower case, and those of the folders that they stand in.
    taken: BTreeSet<String>,
    link_root: &'a str,
}

/// Where a former name leads.
#[derive(Clone)]
enum Outcome<'a> {
    Page(&'a str),
    Nowhere,
    Circle,
}

impl<'a> Index<'a> {
    fn new(pages: &'a [Page], link_root: &'a str) -> Self {
        let mut index = Self { keys: HashMap::new(), taken: BTreeSet::new(), link_root };
        for page in pages {
            let key = page.sheet.key.as_ref();
            index.keys.entry(stem(key)).or_insert(key);
            let path = html_path(key).to_lowercase();
            index.taken.extend(folders(&path).map(str::to_owned));
            index.taken.insert(path);
        }
        index
    }

    /// The former names of one book with the pages that they lead to, chains followed to their end.
    fn follow(&self, redirects: &'a [Redirect], diagnostics: &mut Vec<Diagnostic>) -> Moved {
        let mut known: HashMap<String, &Redirect> = HashMap::new();
        for redirect in redirects {
            known.entry(stem(&redirect.from)).or_insert(redirect);
        }
        let mut outcomes: HashMap<String, Outcome<'a>> = HashMap::new();
        let (mut moved, mut told) = (Moved::new(), BTreeSet::new());
        for redirect in redirects {
            // Of two that differ by letter case alone the first stays: file systems may not tell them apart.
            if !told.insert(stem(&redirect.from)) {
                continue;
            }
            let from = &redirect.from;
            let path = html_path(from).to_lowercase();
            let stands_in_page = folders(&path).any(|folder| folder.contains('.'));
            let mut report = |rule, message| {
                diagnostics.push(Diagnostic::about_file(rule, redirect.file.as_ref(), message));
            };
            if self.keys.contains_key(&stem(from)) || self.taken.contains(&path) || stands_in_page {
                report(
                    &rule::NEEDLESS_REDIRECT,
                    format!("`{from}` is a page, which stays; its redirect is left out"),
                );
                continue;
            }
            match self.outcome(redirect, &known, &mut outcomes) {
                Outcome::Page(key) => {
                    moved.insert(from.clone(), key.to_owned());
                }
                Outcome::Nowhere => report(
                    &rule::DEAD_REDIRECT,
                    format!("`{from}` is sent to `{}`, which is no page of these", redirect.to),
                ),
                Outcome::Circle => report(
                    &rule::DEAD_REDIRECT,
                    format!("`{from}` is sent to `{}`, and from there in a circle", redirect.to),
                ),
            }
        }
        moved
    }

    /// Where a former name leads; all names on the way are known from then on, so that no chain is walked twice.
    fn outcome(
        &self,
        first: &'a Redirect,
        known: &HashMap<String, &'a Redirect>,
        outcomes: &mut HashMap<String, Outcome<'a>>,
    ) -> Outcome<'a> {
        let mut path: Vec<String> = Vec::new();
        let mut on_path: BTreeSet<String> = BTreeSet::new();
        let mut redirect = first;
        let outcome = loop {
            let name = stem(&redirect.from);
            if let Some(outcome) = outcomes.get(&name) {
                break outcome.clone();
            }
            if !on_path.insert(name.clone()) {
                break Outcome::Circle;
            }
            path.push(name);
            let names = self.names(redirect);
            if let Some(key) = names.iter().find_map(|name| self.keys.get(name)) {
                break Outcome::Page(key);
            }
            match names.iter().find_map(|name| known.get(name)) {
                Some(next) => redirect = next,
                None => break Outcome::Nowhere,
            }
        };
        outcomes.extend(path.into_iter().map(|name| (name, outcome.clone())));
        outcome
    }

    /// The names that an address may have for a page of the book, the longest first.
    fn names(&self, redirect: &Redirect) -> Vec<String> {
        let address = redirect.to.split(['#', '?']).next().unwrap_or_default();
        let address = match address.strip_prefix(self.link_root) {
            Some(path) if path.starts_with('/') => path,
            _ => address,
        };
        if address.contains("//") || address.contains(':') {
            return Vec::new();
        }
        let parts: Vec<&str> = address.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
        if !address.starts_with('/') {
            return relative(&redirect.from, &parts).into_iter().collect();
        }
        let ends = (parts.len().saturating_sub(DEEPEST)..parts.len()).filter(|&start| {
            // What stands before a page's key is the way to the book, as far as its folder's name.
            let before = start.checked_sub(1).and_then(|before| parts.get(before));
            redirect.book.is_empty() || before.is_some_and(|name| name.eq_ignore_ascii_case(&redirect.book))
        });
        ends.map(|start| stem(&parts[start..].join("/"))).collect()
    }
}

/// A relative address as a name, from the page that it stands for.
fn relative(from: &str, parts: &[&str]) -> Option<String> {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for &part in parts {
        match part {
            "." => {}
            ".." => drop(path.pop()?),
            part => path.push(part),
        }
    }
    Some(stem(&path.join("/")))
}

/// A key or the end of an address as a name: in lower case and without an ending of pages.
fn stem(path: &str) -> String {
    let lower = path.to_lowercase();
    let bare = [".md", ".html", ".htm"].iter().find_map(|ending| lower.strip_suffix(ending));
    bare.map(str::to_owned).unwrap_or(lower)
}

/// The folders that a path stands in.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The page in place of a former name.
pub(super) fn moved(shelf: &Shelf<'_>, from: &str, key: &str) -> MovedContext {
    let href = shelf.links.page(from, key);
    let name = shelf.links.titles.get(key).copied().unwrap_or(key);
    let shown = href.trim_start_matches("../").to_owned();
    let path = if href.starts_with(&format!("{}../", super::links::base(from))) {
        shown
    } else {
        format!("{}/{shown}", shelf.locale)
    };
    let title = shelf.words.get("page_moved").to_owned();
    MovedContext {
        page: PageContext { kind: "moved".to_owned(), title, noindex: true, ..shelf.frame(from) },
        to: Link { name: name.to_owned(), href },
        to_address: shelf.address.map(|address| address.of(&path)).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(redirects: &[(&str, &str)], book: &str) -> (Vec<(String, String)>, Vec<&'static str>) {
        let redirects: Vec<Redirect> = redirects
            .iter()
            .map(|(from, to)| Redirect {
                from: (*from).to_owned(),
                to: (*to).to_owned(),
                book: book.into(),
                file: std::path::Path::new("r.json").into(),
            })
            .collect();
        let keys = ["new.md", "sub/page.md"];
        let index = Index {
            keys: keys.iter().map(|key| (stem(key), *key)).collect(),
            taken: ["new.html", "sub/page.html", "sub"].map(str::to_owned).into(),
            link_root: "https://example.org",
        };
        let mut diagnostics = Vec::new();
        let moved = index.follow(&redirects, &mut diagnostics);
        (moved.into_iter().collect(), diagnostics.iter().map(|finding| finding.rule).collect())
    }

    fn to(from: &str, key: &str) -> (String, String) {
        (from.to_owned(), key.to_owned())
    }

    #[test]
    fn addresses_name_pages() {
        let addresses = [
            ("a.md", "/office/client-developer/outlook/mapi/New"),
            ("b.md", "https://example.org/en-us/mapi/sub/page?view=x#y"),
            ("sub/c.md", "../new.md"),
            ("sub/d.md", "page"),
        ];
        let (moved, findings) = follow(&addresses, "mapi");
        let expected = [
            to("a.md", "new.md"),
            to("b.md", "sub/page.md"),
            to("sub/c.md", "new.md"),
            to("sub/d.md", "sub/page.md"),
        ];
        assert_eq!((moved.as_slice(), findings.len()), (expected.as_slice(), 0));
        // The same name in another book, another site, out of the folder, nothing at all.
        let (moved, findings) = follow(
            &[
                ("a.md", "/office/pia/new"),
                ("b.md", "https://example.com/mapi/new"),
                ("c.md", "../../new"),
                ("d.md", ""),
                ("e.md", "javascript:new"),
            ],
            "mapi",
        );
        assert_eq!((moved.len(), findings), (0, vec!["dead-redirect"; 5]));
    }

    #[test]
    fn chains_end_at_their_page_and_circles_nowhere() {
        let names = [
            ("a.md", "b"),
            ("b.md", "c.md"),
            ("c.md", "new"),
            ("x.md", "y"),
            ("y.md", "x"),
            ("z.md", "y"),
            ("s.md", "s"),
        ];
        let (moved, findings) = follow(&names, "mapi");
        assert_eq!(moved, [to("a.md", "new.md"), to("b.md", "new.md"), to("c.md", "new.md")]);
        assert_eq!(findings, ["dead-redirect"; 4]);
    }

    #[test]
    fn no_page_is_written_over() {
        let names = [
            ("new.md", "sub/page"),
            ("NEW.MD", "sub/page"),
            ("new.html/x.md", "new"),
            ("A.md", "new"),
            ("a.md", "sub/page"),
        ];
        let (moved, findings) = follow(&names, "");
        assert_eq!(moved, [to("A.md", "new.md")]);
        assert_eq!(findings, ["needless-redirect"; 2]);
    }

    #[test]
    fn a_long_chain_is_walked_once() {
        let names: Vec<(String, String)> =
            (0..50_000).map(|place| (format!("p{place}.md"), format!("p{}", place + 1))).collect();
        let names: Vec<(&str, &str)> = names.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        let (moved, findings) = follow(&names, "");
        assert_eq!((moved.len(), findings.len()), (0, 50_000));
    }
}
