//! Checks of translations: a segment's two halves against each other, one rule a file.
//!
//! A rule looks at a [`Pair`] of tokenized halves and at what is [`Knowledge`] of the locale, and says the defects of the
//! target. It is asked once of each distinct pair; [`check`] makes diagnostics of all the places where the pair stands.
//! A rule's file opens with its documentation, which `mapidoc explain` prints: What it finds, Why it matters, Example,
//! How to mend.

mod allow;
mod drawn_in;
mod english;
mod identifiers;
mod knowledge;
mod levels;
mod links;
mod marks;
mod mend;
mod prose;
mod run;
mod siblings;

mod broken_image;
mod changed_guid;
mod changed_link_target;
mod changed_number;
mod damaged_characters;
mod double_space;
mod empty_half;
mod empty_link;
mod escaped_markup;
mod fullwidth_punctuation;
mod heading_differs;
mod inconsistent_term;
mod leaked_placeholder;
mod length_outlier;
mod link_text_identifier;
mod lost_bold;
mod lost_identifier;
mod lost_link;
mod lost_punctuation;
mod missing_page;
mod missing_segment;
mod missing_space;
mod mixed_script;
mod odd_quote;
mod orphan_page;
mod punctuation_in_emphasis;
mod punctuation_in_link;
mod recased_identifier;
mod repeated_word;
mod shifted_bold;
mod shifted_italic;
mod shifted_link;
mod signature_differs;
mod source_run;
mod space_before_punctuation;
mod split_identifier;
mod stale_segment;
mod swapped_identifier;
mod table_differs;
mod translated_direction;
mod transliterated_identifier;
mod unbalanced_bracket;
mod untranslated_link_text;
mod untranslated_sentence;
mod untranslated_term;

use std::cell::OnceCell;

use crate::diagnostic::Rule;
use crate::segment::tokens::Half;
use crate::span::Span;
pub use allow::allows;
pub use english::{Beside, behind, given_english, stale};
use identifiers::Lacking;
pub use knowledge::{Knowledge, Names, written_names};
pub use levels::{Level, Levels, PathLevels, meets};
pub use mend::{MENDED, Mend, mended};
pub use run::{Subject, broken, check};
pub use siblings::{Odd, Siblings};

/// The halves of a segment, taken apart.
#[derive(Debug)]
pub struct Pair<'a> {
    /// What was to be translated.
    pub source: Half<'a>,
    /// Its translation.
    pub target: Half<'a>,
    /// What became of the source's identifiers that the target lacks, once a rule asks.
    lacking: OnceCell<Vec<Lacking<'a>>>,
}

impl<'a> Pair<'a> {
    /// Takes two halves apart.
    pub fn new(source: &'a str, target: &'a str) -> Self {
        Self { source: Half::new(source), target: Half::new(target), lacking: OnceCell::new() }
    }

    /// The source's identifiers that the target says less often, and what stands in their place.
    fn lacking(&self, names: &Names<'_>) -> &[Lacking<'a>] {
        self.lacking.get_or_init(|| identifiers::lacking(&self.source, &self.target, names))
    }
}

/// What is wrong with a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// Where in the target half; the whole half where something lacks.
    pub at: Span,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// The target without the defect, where it is certain what that is.
    pub fix: Option<String>,
}

/// A rule that looks at one pair.
pub struct SegmentCheck {
    /// The rule.
    pub rule: &'static Rule,
    find: fn(&Pair<'_>, &Knowledge<'_>, &mut Found<'_>),
}

/// A rule that looks at a page beside the same page in another locale.
pub struct PageCheck {
    /// The rule.
    pub rule: &'static Rule,
    find: fn(&Siblings<'_>) -> Option<Odd>,
}

/// A rule that looks at a locale's pages beside the newest English.
pub struct FreshnessCheck {
    /// The rule.
    pub rule: &'static Rule,
    find: for<'a> fn(&Beside<'a>) -> Vec<english::Lag<'a>>,
}

/// Takes down what a rule finds.
pub(super) struct Found<'a> {
    rule: &'static Rule,
    defects: &'a mut Vec<Defect>,
}

/// Every rule about a pair. A rule's place here is its place in the report of a segment.
#[rustfmt::skip] // One line an entry, so that a new one touches no other.
pub static SEGMENT_CHECKS: &[SegmentCheck] = &[
    broken_image::CHECK,
    changed_guid::CHECK,
    changed_link_target::CHECK,
    changed_number::CHECK,
    damaged_characters::CHECK,
    double_space::CHECK,
    empty_half::CHECK,
    empty_link::CHECK,
    escaped_markup::CHECK,
    fullwidth_punctuation::CHECK,
    inconsistent_term::CHECK,
    leaked_placeholder::CHECK,
    length_outlier::CHECK,
    link_text_identifier::CHECK,
    lost_bold::CHECK,
    lost_identifier::CHECK,
    lost_link::CHECK,
    lost_punctuation::CHECK,
    missing_space::CHECK,
    mixed_script::CHECK,
    odd_quote::CHECK,
    punctuation_in_emphasis::CHECK,
    punctuation_in_link::CHECK,
    recased_identifier::CHECK,
    repeated_word::CHECK,
    shifted_bold::CHECK,
    shifted_italic::CHECK,
    shifted_link::CHECK,
    source_run::CHECK,
    space_before_punctuation::CHECK,
    split_identifier::CHECK,
    swapped_identifier::CHECK,
    translated_direction::CHECK,
    transliterated_identifier::CHECK,
    unbalanced_bracket::CHECK,
    untranslated_link_text::CHECK,
    untranslated_sentence::CHECK,
    untranslated_term::CHECK,
];

/// Every rule about whole pages.
#[rustfmt::skip] // One line an entry, so that a new one touches no other.
pub static PAGE_CHECKS: &[PageCheck] = &[
    heading_differs::CHECK,
    signature_differs::CHECK,
    table_differs::CHECK,
];

/// Every rule about how fresh translations are.
#[rustfmt::skip] // One line an entry, so that a new one touches no other.
pub static FRESHNESS_CHECKS: &[FreshnessCheck] = &[
    missing_page::CHECK,
    missing_segment::CHECK,
    orphan_page::CHECK,
    stale_segment::CHECK,
];

/// The rules that ask for the API's names.
static NAMING: &[&Rule] = &[
    &lost_identifier::RULE,
    &recased_identifier::RULE,
    &split_identifier::RULE,
    &swapped_identifier::RULE,
    &transliterated_identifier::RULE,
    &untranslated_term::RULE,
];

impl SegmentCheck {
    /// Adds what the rule finds in a pair.
    fn ask(&self, pair: &Pair<'_>, knowledge: &Knowledge<'_>, defects: &mut Vec<Defect>) {
        (self.find)(pair, knowledge, &mut Found { rule: self.rule, defects });
    }
}

impl Found<'_> {
    /// A defect at `at` of the target half.
    fn at(&mut self, at: Span, message: impl Into<String>) -> &mut Defect {
        self.defects.push(Defect { rule: self.rule, at, message: message.into(), fix: None });
        let last = self.defects.len() - 1;
        &mut self.defects[last]
    }

    /// A defect of the target as a whole.
    fn whole(&mut self, pair: &Pair<'_>, message: impl Into<String>) -> &mut Defect {
        self.at(Span::new(0, pair.target.text.len()), message)
    }
}

impl Defect {
    /// Says what the target is without the defect: `with` in the place of `span`.
    fn mended(&mut self, target: &str, span: Span, with: &str) {
        let mut text = target.to_owned();
        if text.get(span.range()).is_some() {
            text.replace_range(span.range(), with);
            self.fix = Some(text);
        }
    }
}

/// A rule of translations: `$file` is the file's own text, whose head documents it.
macro_rules! rule {
    ($name:literal, $severity:ident, $summary:literal, $file:literal) => {
        crate::diagnostic::Rule {
            name: $name,
            severity: crate::diagnostic::Severity::$severity,
            summary: $summary,
            documentation: include_str!($file),
            on: true,
        }
    };
}
use rule;

/// Whether a rule of this name is about freshness: it finds nothing where no English is known.
pub fn is_of_freshness(name: &str) -> bool {
    FRESHNESS_CHECKS.iter().any(|check| check.rule.name == name)
}

/// Whether a rule about freshness is asked.
pub fn asks_for_english(levels: &Levels) -> bool {
    FRESHNESS_CHECKS.iter().any(|check| levels.asks(check.rule))
}

/// Whether a rule of translations asks for the API's names, for which its model is made.
pub fn asks_for_names(rule: &Rule) -> bool {
    NAMING.contains(&rule)
}

/// All rules of translations, in the order of their tables.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let of_pages = PAGE_CHECKS.iter().map(|check| check.rule);
    let of_freshness = FRESHNESS_CHECKS.iter().map(|check| check.rule);
    SEGMENT_CHECKS.iter().map(|check| check.rule).chain(of_pages).chain(of_freshness)
}

#[cfg(test)]
pub(super) mod testing {
    //! How the rules' own tests ask a rule.

    use super::*;
    use crate::locale::Locale;
    use crate::memory::Memory;
    use crate::model::Api;
    use crate::segment::testing::page;

    /// The defects that a rule finds in `target`, a translation of `source` into `locale`: where, as text, and the fix.
    pub(crate) fn ask_in(
        check: &SegmentCheck,
        locale: &str,
        source: &str,
        target: &str,
    ) -> Vec<(String, Option<String>)> {
        ask_among(check, locale, &[], source, target)
    }

    /// The same into Spanish.
    pub(crate) fn ask(check: &SegmentCheck, source: &str, target: &str) -> Vec<(String, Option<String>)> {
        ask_in(check, "es-ES", source, target)
    }

    /// The same beside `others` in the memory (target, source), among a few names: `IAddrBook` with `Details` and
    /// `PrepareRecips`, `PR_SUBJECT`, `MAPI_E_BUSY`.
    pub(crate) fn ask_among(
        check: &SegmentCheck,
        locale: &str,
        others: &[(&str, &str)],
        source: &str,
        target: &str,
    ) -> Vec<(String, Option<String>)> {
        let locale = Locale::parse(locale).unwrap();
        let pages = page(others);
        let api = Api::default();
        let known = [
            "IAddrBook",
            "IAddrBook::Details",
            "IAddrBook::PrepareRecips",
            "Details",
            "PrepareRecips",
            "PR_SUBJECT",
            "MAPI_E_BUSY",
        ];
        let names = Names::new(&api, known);
        let knowledge = Knowledge::new(&locale, &names, Memory::new(&locale, [&pages]));
        let mut defects = Vec::new();
        check.ask(&Pair::new(source, target), &knowledge, &mut defects);
        defects.into_iter().map(|defect| (defect.at.of(target).to_owned(), defect.fix)).collect()
    }

    /// What a rule about pages says of a German page beside the Spanish one.
    pub(crate) fn compare(check: &PageCheck, first: &str, page: &str) -> Option<String> {
        let sheet = |locale: &str, text: &str| {
            let document = crate::read::Document {
                locale: Locale::parse(locale).unwrap(),
                key: "a.md".into(),
                path: std::path::Path::new("a.md").into(),
                text: format!("---\nms.sourcegitcommit: abc\n---\n{text}"),
            };
            crate::parse::parse(document).0
        };
        let pages = [sheet("de-DE", page), sheet("es-ES", first)];
        let [first, other] = ["es-ES", "de-DE"].map(|tag| Locale::parse(tag).unwrap());
        let source = Locale::parse("en-US").unwrap();
        let (api, locales) = (Api::default(), [first, other]);
        let subject = Subject { pages: &pages, locales: &locales, source: &source, api: &api, only: None };
        let mut found = siblings::check(&subject, &[check]);
        found.pop().map(|found| found.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_ask_for_names_are_known() {
        for rule in rules() {
            assert_eq!(rule.documentation.contains("knowledge.names"), asks_for_names(rule), "{}", rule.name);
        }
    }

    #[test]
    fn every_rule_is_documented_in_its_file() {
        for rule in rules() {
            let text = rule.explanation();
            assert!(text.starts_with(&format!("`{}`: ", rule.name)), "{}", rule.name);
            for heading in ["What it finds", "Why it matters", "Example", "How to mend"] {
                assert!(text.contains(&format!("\n## {heading}\n")), "{}: {heading}", rule.name);
            }
        }
    }
}
