//! Two revisions of a locale, or two locales, segment by segment.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::align::align;
use super::freshness::untranslated;
use super::letters::{Finder, Letters, unmarked};
use super::plain::{front_and_body, sentences};
use super::structure;
use crate::segment::Unwoven;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Two revisions of one locale: its translations should change where their English does.
    Revisions,
    /// Two locales: their translations differ, and what is translated should not.
    Locales,
}

/// What became of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Nothing.
    Same,
    /// It was translated anew; its source is the same.
    TargetChanged,
    /// Marks or white space of its translation changed.
    TargetMarkup,
    /// Its source changed and its translation was left.
    Stale,
    /// Its source and its translation changed.
    BothChanged,
    /// Marks or white space of its source changed, and the words of its translation did not.
    SourceMarkup,
    /// It stands elsewhere on its page.
    Moved,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Two locales translate different sources in the same place.
    SourceDiffers,
    /// Two locales have different headings, rows or code in the same place.
    Structure,
}

impl Class {
    /// All, in the order of tables.
    pub const ALL: [Self; 11] = [
        Self::Same,
        Self::TargetChanged,
        Self::TargetMarkup,
        Self::Stale,
        Self::BothChanged,
        Self::SourceMarkup,
        Self::Moved,
        Self::Added,
        Self::Removed,
        Self::SourceDiffers,
        Self::Structure,
    ];

    /// Its name in JSON and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::TargetChanged => "target-changed",
            Self::TargetMarkup => "target-markup",
            Self::Stale => "stale",
            Self::BothChanged => "both-changed",
            Self::SourceMarkup => "source-markup",
            Self::Moved => "moved",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::SourceDiffers => "source-differs",
            Self::Structure => "structure",
        }
    }

    /// What it means, for people.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Same => "nothing changed",
            Self::TargetChanged => "translated anew, the source is the same",
            Self::TargetMarkup => "marks or white space of the translation",
            Self::Stale => "the source changed, the translation did not",
            Self::BothChanged => "source and translation changed",
            Self::SourceMarkup => "marks or white space of the source",
            Self::Moved => "stands elsewhere on its page",
            Self::Added => "only in NEW",
            Self::Removed => "only in OLD",
            Self::SourceDiffers => "the locales translate different sources",
            Self::Structure => "headings, rows or code differ",
        }
    }
}

/// A page of one side.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The page's key.
    pub page: &'a str,
    /// The page.
    pub unwoven: &'a Unwoven,
}

/// One half of a change: a segment as one side has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct State<'a> {
    /// The ttu id; empty for a page in one language.
    pub id: &'a str,
    /// The source.
    pub source: Cow<'a, str>,
    /// The target.
    pub target: Cow<'a, str>,
}

/// A segment that is not the same on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// What became of it.
    pub class: Class,
    /// The page's key.
    pub page: &'a str,
    /// How OLD has it.
    pub old: Option<State<'a>>,
    /// How NEW has it.
    pub new: Option<State<'a>>,
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison<'a> {
    /// What was compared.
    pub kind: Kind,
    /// How many segments there are of each class, those that are the same too.
    pub counts: BTreeMap<Class, usize>,
    /// The changes in the order of pages.
    pub changes: Vec<Change<'a>>,
    /// How many pages both sides have.
    pub shared_pages: usize,
    /// The keys of pages that OLD alone has.
    pub old_pages: Vec<&'a str>,
    /// The keys of pages that NEW alone has.
    pub new_pages: Vec<&'a str>,
    /// The keys of pages that both have and of which no segment found its other.
    pub unaligned_pages: Vec<&'a str>,
}

/// Compares two sides.
pub fn compare<'a>(kind: Kind, old: &[Side<'a>], new: &[Side<'a>]) -> Comparison<'a> {
    let mut pages: BTreeMap<&str, (Option<&Unwoven>, Option<&Unwoven>)> = BTreeMap::new();
    for side in old {
        pages.entry(side.page).or_default().0 = Some(side.unwoven);
    }
    for side in new {
        pages.entry(side.page).or_default().1 = Some(side.unwoven);
    }
    let pages: Vec<_> = pages.into_iter().collect();
    let compared: Vec<PageChanges<'a>> =
        pages.par_iter().map(|(page, sides)| compare_page(kind, page, *sides)).collect();
    let mut comparison = Comparison {
        kind,
        counts: BTreeMap::new(),
        changes: Vec::new(),
        shared_pages: 0,
        old_pages: Vec::new(),
        new_pages: Vec::new(),
        unaligned_pages: Vec::new(),
    };
    for ((page, sides), changes) in pages.iter().zip(compared) {
        match sides {
            (Some(_), Some(_)) => comparison.shared_pages += 1,
            (Some(_), None) => comparison.old_pages.push(page),
            (None, _) => comparison.new_pages.push(page),
        }
        if changes.unaligned {
            comparison.unaligned_pages.push(page);
        }
        *comparison.counts.entry(Class::Same).or_default() += changes.same;
        for change in &changes.changes {
            *comparison.counts.entry(change.class).or_default() += 1;
        }
        comparison.changes.extend(changes.changes);
    }
    comparison
}

#[derive(Default)]
struct PageChanges<'a> {
    same: usize,
    changes: Vec<Change<'a>>,
    unaligned: bool,
}

fn compare_page<'a>(
    kind: Kind,
    page: &'a str,
    (old, new): (Option<&'a Unwoven>, Option<&'a Unwoven>),
) -> PageChanges<'a> {
    let mut found = PageChanges::default();
    let (mut old_states, mut new_states) =
        (old.map_or_else(Vec::new, states), new.map_or_else(Vec::new, states));
    let known = old_states.len().min(new_states.len());
    if let (Some(old), Some(new)) = (old, new) {
        if kind == Kind::Locales {
            found.changes.extend(structure::differing(old, new).into_iter().map(|part| {
                let state =
                    |lines: Vec<&'a str>| State { source: lines.join("\n").into(), ..State::default() };
                let (old, new) = (Some(state(part.old)), Some(state(part.new)));
                Change { class: Class::Structure, page, old, new }
            }));
        }
        // A page in one language has no segments: what of it stands in the other's source is the same. Of one locale it is
        // not: there a translation went, or came.
        if old.is_bilingual() != new.is_bilingual() && kind == Kind::Revisions {
            let change = |class, old, new| Change { class, page, old, new };
            found.changes.extend(old_states.into_iter().map(|old| change(Class::Removed, Some(old), None)));
            found.changes.extend(new_states.into_iter().map(|new| change(Class::Added, None, Some(new))));
            found.unaligned = true;
            return found;
        }
        if old.is_bilingual() && !new.is_bilingual() {
            found.same = take_covered(&mut old_states, &mut new_states, &new.source, &old.source);
        } else if new.is_bilingual() && !old.is_bilingual() {
            found.same = take_covered(&mut new_states, &mut old_states, &old.source, &new.source);
        }
    }
    let pairs = align(
        &old_states.iter().map(|state| state.source.as_ref()).collect::<Vec<_>>(),
        &new_states.iter().map(|state| state.source.as_ref()).collect::<Vec<_>>(),
    );
    let mut met = found.same;
    for pair in pairs {
        let old = pair.old.map(|index| old_states[index as usize].clone());
        let new = pair.new.map(|index| new_states[index as usize].clone());
        met += usize::from(old.is_some() && new.is_some());
        match classify(kind, old.as_ref(), new.as_ref(), pair.moved) {
            Class::Same => found.same += 1,
            class => found.changes.push(Change { class, page, old, new }),
        }
    }
    found.unaligned = known > 0 && met == 0;
    found
}

/// The segments of a page, or the sentences of a page in one language.
fn states(unwoven: &Unwoven) -> Vec<State<'_>> {
    if !unwoven.is_bilingual() {
        let texts = sentences(&unwoven.source).into_iter().map(|span| span.of(&unwoven.source));
        return texts.map(|text| State { id: "", source: text.into(), target: text.into() }).collect();
    }
    let segments = unwoven.segments.iter();
    segments
        .map(|segment| State {
            id: unwoven.id_of(segment),
            source: segment.source.of(&unwoven.source).into(),
            target: segment.target.of(&unwoven.target).into(),
        })
        .collect()
}

/// Drops the segments that a page in one language says, and its sentences that the segments' page says; how many segments.
fn take_covered(
    segments: &mut Vec<State<'_>>,
    plain_states: &mut Vec<State<'_>>,
    plain: &str,
    source: &str,
) -> usize {
    let before = segments.len();
    let letters = Letters::new(front_and_body(plain).1);
    let mut finder = Finder::new(&letters);
    segments.retain(|state| !finder.finds(&Letters::new(&state.source)));
    let lacking = untranslated(source, plain);
    let mut lacking = lacking.iter().map(|lacking| lacking.text).peekable();
    plain_states.retain(|state| lacking.next_if(|text| *text == state.source).is_some());
    before - segments.len()
}

fn classify(kind: Kind, old: Option<&State<'_>>, new: Option<&State<'_>>, moved: bool) -> Class {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, _) => return Class::Added,
        (_, None) => return Class::Removed,
    };
    let differ = |a: &str, b: &str| a != b && unmarked(a) != unmarked(b);
    // Of a sentence in the source language white space says nothing; in a translation it may have torn a name apart.
    let letters = |text: &str| -> String { text.chars().filter(|letter| !letter.is_whitespace()).collect() };
    let source_differs = differ(&old.source, &new.source)
        && letters(&unmarked(&old.source)) != letters(&unmarked(&new.source));
    if kind == Kind::Locales {
        return match (source_differs, moved) {
            (true, _) => Class::SourceDiffers,
            (false, _) if old.source != new.source => Class::SourceMarkup,
            (false, true) => Class::Moved,
            (false, false) => Class::Same,
        };
    }
    match (source_differs, differ(&old.target, &new.target)) {
        (true, true) => Class::BothChanged,
        (true, false) => Class::Stale,
        (false, true) => Class::TargetChanged,
        (false, false) if old.source != new.source => Class::SourceMarkup,
        (false, false) if old.target != new.target => Class::TargetMarkup,
        (false, false) if moved => Class::Moved,
        (false, false) => Class::Same,
    }
}

/// A defect that changes fix or introduce: the rule, how many of it are gone, how many are new.
pub type Defects = (&'static str, usize, usize);

/// Changes that are the same on several pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// What became of the segments.
    pub class: Class,
    /// How OLD has them; the id is that of the first place.
    pub old: Option<State<'a>>,
    /// How NEW has them.
    pub new: Option<State<'a>>,
    /// Where they stand: page, id in OLD, id in NEW.
    pub places: Vec<(&'a str, &'a str, &'a str)>,
    /// What it fixes and introduces.
    pub defects: Vec<Defects>,
}

impl Group<'_> {
    /// How many defects it fixes and introduces, together.
    pub fn weight(&self) -> usize {
        self.defects.iter().map(|(_, fixed, introduced)| fixed + introduced).sum::<usize>()
            * self.places.len()
    }

    /// How many pages it touches.
    pub fn pages(&self) -> usize {
        let mut pages: Vec<&str> = self.places.iter().map(|(page, ..)| *page).collect();
        pages.dedup();
        pages.len()
    }
}

/// The texts of a state.
type Texts<'k> = Option<(&'k str, &'k str)>;

fn texts<'k>(state: Option<&'k State<'_>>) -> Texts<'k> {
    state.map(|state| (state.source.as_ref(), state.target.as_ref()))
}

/// Gathers equal changes. Those come first that fix or introduce most defects, then those that stand in most places.
///
/// `defects` says what the rules of translations find in a source and its target.
pub fn group<'a>(
    changes: &[Change<'a>],
    defects: &(dyn Fn(&State<'_>) -> Vec<&'static str> + Sync),
) -> Vec<Group<'a>> {
    let mut known: HashMap<(Class, Texts<'_>, Texts<'_>), usize> = HashMap::new();
    let mut groups: Vec<Group<'a>> = Vec::new();
    for change in changes {
        let key = (change.class, texts(change.old.as_ref()), texts(change.new.as_ref()));
        let index = *known.entry(key).or_insert_with(|| {
            groups.push(Group {
                class: change.class,
                old: change.old.clone(),
                new: change.new.clone(),
                places: Vec::new(),
                defects: Vec::new(),
            });
            groups.len() - 1
        });
        let id = |state: &Option<State<'a>>| state.as_ref().map_or("", |state| state.id);
        groups[index].places.push((change.page, id(&change.old), id(&change.new)));
    }
    groups.par_iter_mut().for_each(|group| {
        let found = |state: &Option<State<'_>>| state.as_ref().map_or_else(Vec::new, defects);
        group.defects = delta(&found(&group.old), &found(&group.new));
    });
    // The sort is stable: of two that are alike, the one whose page comes first stays first.
    groups.sort_by_key(|group| std::cmp::Reverse((group.weight(), group.places.len())));
    groups
}

/// What of each rule is gone and what is new.
fn delta(old: &[&'static str], new: &[&'static str]) -> Vec<Defects> {
    let mut counts: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    for rule in old {
        counts.entry(rule).or_default().0 += 1;
    }
    for rule in new {
        counts.entry(rule).or_default().1 += 1;
    }
    let changed = counts.into_iter().filter(|(_, (old, new))| old != new);
    changed.map(|(rule, (old, new))| (rule, old.saturating_sub(new), new.saturating_sub(old))).collect()
}

#[cfg(test)]
mod tests;
