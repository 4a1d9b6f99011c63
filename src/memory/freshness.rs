//! Which translations the English has left behind, told by its sentences and not by its files.
//!
//! A page states the commit of the English that it was made from. Most later edits change its front matter, its tables or its
//! links; a translation is stale only where the words of one of its source sentences are gone from the newest English.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::align::align;
use super::letters::{Finder, Letters, bare};
use super::plain::{front_and_body, sentences, stated, uncommented};
use crate::locale::Locale;
use crate::segment::Unwoven;
use crate::segment::tokens::{Half, TokenKind};
use crate::span::Span;

/// How the English of a page has changed since it was translated: the least of what explains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageChange {
    /// Not at all.
    Nothing,
    /// In its front matter alone.
    FrontMatter,
    /// In white space.
    WhiteSpace,
    /// In where links lead.
    LinkTargets,
    /// In marks: emphasis, escapes, tags.
    Markup,
    /// In its words.
    Text,
}

/// A translated page and the English of it.
#[derive(Clone, Copy, Debug)]
pub struct Translation<'a> {
    /// The page's key.
    pub page: &'a str,
    /// The page.
    pub unwoven: &'a Unwoven,
    /// The English page as it was translated, where the English repository is known.
    pub then: Option<&'a str>,
    /// The newest English page, where there is one.
    pub now: Option<&'a str>,
}

/// An English sentence, heading or cell that the translated page lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Untranslated<'a> {
    /// The English.
    pub text: &'a str,
    /// Where it stands in the English page.
    pub at: Span,
    /// Where the translated page's source text has the last sentence before it that both have; none where it lacks all of them.
    pub after: Option<Span>,
    /// How many words it has: one or two are a table's new heading as a rule.
    pub words: usize,
}

/// How fresh a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFreshness<'a> {
    /// The page's key.
    pub page: &'a str,
    /// What has changed; `None` where the English of then or of now is not known.
    pub change: Option<PageChange>,
    /// Segments whose source the English page has never had, by their indices; found only where the English of then is known.
    pub absent: Vec<u32>,
    /// Segments whose English has changed since, by their indices.
    pub stale: Vec<u32>,
    /// English that has no translation here.
    pub untranslated: Vec<Untranslated<'a>>,
}

/// How fresh a locale is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Freshness<'a> {
    /// The pages in the order in which they were given.
    pub pages: Vec<PageFreshness<'a>>,
    /// Keys of English pages that the locale lacks, sorted.
    pub missing: Vec<&'a str>,
    /// Keys of the locale's pages that the English has not, sorted.
    pub orphans: Vec<&'a str>,
}

/// How much of a page the English has left behind, as its readers are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lag {
    /// Segments whose English has changed.
    pub stale: usize,
    /// English sentences that have no translation; what is shorter than [`SENTENCE`] words is a table's heading as a rule.
    pub missing: usize,
}

/// How far each locale is behind: its pages that are, by their keys. A locale that could be compared with no English is
/// not there.
pub type Lags = BTreeMap<Locale, BTreeMap<Arc<str>, Lag>>;

/// How many words make a sentence that a reader misses.
pub const SENTENCE: usize = 3;

impl PageFreshness<'_> {
    /// How much of the page is behind.
    pub fn lag(&self) -> Lag {
        let missing = self.untranslated.iter().filter(|english| english.words >= SENTENCE).count();
        Lag { stale: self.stale.len(), missing }
    }
}

/// The commit of the English that a page says it was translated from.
pub fn source_commit(unwoven: &Unwoven) -> Option<&str> {
    stated(&unwoven.source, "ms.sourcegitcommit").filter(|commit| {
        (7..=64).contains(&commit.len()) && commit.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// How fresh the pages of a locale are beside all English pages, which are known by their keys.
pub fn freshness<'a>(pages: &[Translation<'a>], english: impl IntoIterator<Item = &'a str>) -> Freshness<'a> {
    Freshness::of(self::pages(pages), english)
}

/// How fresh pages are, of one locale or of several, in the order in which they are given.
pub fn pages<'a>(translations: &[Translation<'a>]) -> Vec<PageFreshness<'a>> {
    // Locales have the same English: it is taken apart once, and forgotten before the next.
    let english = |index: &usize| translations[*index].now.map(|now| (now.as_ptr() as usize, now.len()));
    let mut order: Vec<usize> = (0..translations.len()).collect();
    order.sort_by_key(english);
    let of_english = |indices: &[usize]| -> Vec<(usize, PageFreshness<'a>)> {
        let now = translations[indices[0]].now.map(English::new);
        indices.iter().map(|index| (*index, page_beside(&translations[*index], now.as_ref()))).collect()
    };
    let groups: Vec<&[usize]> = order.chunk_by(|a, b| english(a) == english(b)).collect();
    let mut found: Vec<(usize, PageFreshness<'a>)> =
        groups.into_par_iter().flat_map_iter(of_english).collect();
    found.sort_unstable_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, fresh)| fresh).collect()
}

/// How fresh a page is.
pub fn page<'a>(translation: &Translation<'a>) -> PageFreshness<'a> {
    page_beside(translation, translation.now.map(English::new).as_ref())
}

/// How fresh a page is beside its newest English.
fn page_beside<'a>(translation: &Translation<'a>, now: Option<&English<'a>>) -> PageFreshness<'a> {
    let mut fresh = PageFreshness {
        page: translation.page,
        change: translation.then.zip(translation.now).map(|(then, now)| page_change(then, now)),
        absent: Vec::new(),
        stale: Vec::new(),
        untranslated: Vec::new(),
    };
    let Some(now) = now else { return fresh };
    let unwoven = translation.unwoven;
    let then = translation.then.map(letters_of_body);
    let mut in_then = then.as_ref().map(Finder::new);
    let mut in_now = Finder::new(&now.letters);
    for (index, segment) in unwoven.segments.iter().enumerate() {
        // A break within a segment ends no line: a link's address may be broken in two.
        let source = segment.source.of(&unwoven.source);
        let source = if source.contains('\n') {
            Letters::new(&source.replace('\n', " "))
        } else {
            Letters::new(source)
        };
        if in_then.as_mut().is_some_and(|then| !then.finds(&source)) {
            fresh.absent.push(index as u32);
        } else if !in_now.finds(&source) {
            fresh.stale.push(index as u32);
        }
    }
    if unwoven.is_bilingual() {
        let said = now.sentences.get_or_init(|| lettered(now.text));
        fresh.untranslated = lacking(&unwoven.source, now.text, said);
    }
    fresh
}

impl<'a> Freshness<'a> {
    /// What pages of a locale and the keys of all English pages say of the locale.
    pub fn of(pages: Vec<PageFreshness<'a>>, english: impl IntoIterator<Item = &'a str>) -> Self {
        // A page that was renamed in its letters' case is the same page.
        let english: BTreeMap<String, &str> =
            english.into_iter().map(|key| (key.to_lowercase(), key)).collect();
        let own: BTreeSet<String> = pages.iter().map(|page| page.page.to_lowercase()).collect();
        let missing = english.iter().filter(|(key, _)| !own.contains(*key)).map(|(_, key)| *key).collect();
        let orphans =
            pages.iter().map(|page| page.page).filter(|key| !english.contains_key(&key.to_lowercase()));
        let orphans = orphans.collect();
        Self { pages, missing, orphans }
    }
}

impl<'a> PageFreshness<'a> {
    /// The stale segments, each with the English that is said in its place now: where one sentence that has no translation is
    /// like what it translates. A sentence takes the place of one segment at most.
    pub fn successors(&self, unwoven: &Unwoven) -> Vec<(u32, Option<&'a str>)> {
        let source = |index: &u32| {
            unwoven.segments.get(*index as usize).map_or("", |segment| segment.source.of(&unwoven.source))
        };
        let old: Vec<&str> = self.stale.iter().map(source).collect();
        let new: Vec<&'a str> = self.untranslated.iter().map(|lacking| lacking.text).collect();
        let mut successors: Vec<(u32, Option<&'a str>)> =
            self.stale.iter().map(|index| (*index, None)).collect();
        for pair in align(&old, &new) {
            if let (Some(from), Some(to)) = (pair.old, pair.new) {
                successors[from as usize].1 = Some(new[to as usize]);
            }
        }
        successors
    }
}

fn letters_of_body(page: &str) -> Letters {
    Letters::new(&uncommented(front_and_body(page).1))
}

/// The newest English of a page, taken apart.
struct English<'a> {
    text: &'a str,
    letters: Letters,
    /// Its sentences, once somebody asks.
    sentences: OnceCell<Vec<(Span, Letters)>>,
}

impl<'a> English<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, letters: letters_of_body(text), sentences: OnceCell::new() }
    }
}

/// The sentences of a page of one language with their letters.
fn lettered(text: &str) -> Vec<(Span, Letters)> {
    sentences(text).into_iter().map(|at| (at, Letters::new(at.of(text)))).collect()
}

/// The sentences of an English page whose letters another page in the same language, the source of a translation, lacks.
pub(super) fn untranslated<'a>(source: &str, english: &'a str) -> Vec<Untranslated<'a>> {
    lacking(source, english, &lettered(english))
}

/// Those of an English page's sentences whose letters `source` lacks.
fn lacking<'a>(source: &str, english: &'a str, said: &[(Span, Letters)]) -> Vec<Untranslated<'a>> {
    let known = letters_of_body(source);
    let mut known = Finder::new(&known);
    let all: Vec<(Span, &Letters, bool)> =
        said.iter().map(|(at, letters)| (*at, letters, known.finds(letters))).collect();
    if all.iter().all(|(_, _, is_known)| *is_known) {
        return Vec::new();
    }
    // A word may be known from the middle of a sentence: only what is one there too tells a place.
    let mut places = HashMap::new();
    for at in sentences(source) {
        places.entry(bare(at.of(source))).or_insert(at);
    }
    let (mut found, mut after) = (Vec::new(), None);
    for (at, letters, is_known) in all {
        let text = at.of(english);
        if is_known {
            after = places.get(&*bare(text)).copied().or(after);
        } else {
            found.push(Untranslated { text, at, after, words: letters.words() });
        }
    }
    found
}

/// What explains the difference between two states of an English page.
pub fn page_change(then: &str, now: &str) -> PageChange {
    let ((front_then, then), (front_now, now)) = (front_and_body(then), front_and_body(now));
    if then == now {
        return if front_then == front_now { PageChange::Nothing } else { PageChange::FrontMatter };
    }
    let packed = |text: &str| text.split_whitespace().collect::<String>();
    if packed(then) == packed(now) {
        PageChange::WhiteSpace
    } else if packed(&without_addresses(then)) == packed(&without_addresses(now)) {
        PageChange::LinkTargets
    } else if bare_lines(then) == bare_lines(now) {
        PageChange::Markup
    } else {
        PageChange::Text
    }
}

fn without_addresses(text: &str) -> String {
    let mut rest = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let half = Half::new(line);
        for token in half.tokens.iter().filter(|token| token.kind != TokenKind::LinkClose) {
            rest.push_str(half.text_of(token));
        }
    }
    rest
}

fn bare_lines(text: &str) -> String {
    text.lines().map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{testing, unweave};

    const THEN: &str = "---\ntitle: A\n---\n# Head\n\nThe row is free. It has a [key](a.md).\n";

    fn pair(source: &str) -> String {
        testing::pair("X", source)
    }

    #[test]
    fn the_least_that_explains_a_change_is_told() {
        for (from, to, change) in [
            ("", "", PageChange::Nothing),
            ("title: A", "title: B", PageChange::FrontMatter),
            ("Head\n\n", "Head  \n", PageChange::WhiteSpace),
            ("a.md", "b.md", PageChange::LinkTargets),
            ("The row", "The **row**", PageChange::Markup),
            ("is free", "is not free", PageChange::Text),
        ] {
            assert_eq!(page_change(THEN, &THEN.replacen(from, to, 1)), change, "{to}");
        }
    }

    #[test]
    fn stale_absent_and_untranslated_english_is_found() {
        let file = format!(
            "{}\n{}\n{}\n",
            pair("The row is free."),
            pair("It has a [key](b.md)."),
            pair("Never said.")
        );
        let unwoven = unweave(&file);
        let now = THEN.replace("free", "taken").replace("key](a.md).", "**key**](c.md). See the sheet.");
        let translation = Translation { page: "a.md", unwoven: &unwoven, then: Some(THEN), now: Some(&now) };
        let fresh = page(&translation);
        assert_eq!((fresh.stale, fresh.absent), (vec![0], vec![2]));
        let lacking: Vec<_> =
            fresh.untranslated.iter().map(|lacking| (lacking.text, lacking.words)).collect();
        assert_eq!(lacking, [("Head", 1), ("The row is taken.", 4), ("See the sheet.", 3)]);
        // What is kept in a comment is said no more.
        let hidden = THEN.replace("The row", "<!-- The row").replace("free.", "free.\n-->");
        assert_eq!(page(&Translation { now: Some(&hidden), ..translation }).stale, [0]);
        // Without the English of then, what was never said cannot be told from what is said no more.
        assert_eq!(page(&Translation { then: None, ..translation }).stale, [0, 2]);
        let all = freshness(&[translation], ["A.md", "b.md"]);
        assert_eq!((all.missing, all.orphans.len()), (vec!["b.md"], 0));
        assert_eq!(freshness(&[translation], ["b.md"]).orphans, ["a.md"]);
    }
}
