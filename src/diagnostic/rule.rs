//! The table of rules that reading, segmenting, parsing and modelling report under.
//!
//! A rule's name is a kebab-case noun of the defect, so that "allow RULE" reads well.

use super::Severity;

/// One kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case name, unique.
    pub name: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// What it means, in one sentence.
    pub summary: &'static str,
    /// The text of the file whose head documents the rule; empty where a section of `explained/` does.
    pub documentation: &'static str,
    /// Whether its findings are shown unless a project turns them off; else only where it turns them on.
    pub on: bool,
}

impl Rule {
    /// What there is to say of the rule, in Markdown: the head of its file, else its section.
    pub fn explanation(&self) -> String {
        let head = self.documentation.lines().map_while(|line| line.strip_prefix("//!"));
        let text: String = head.flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"]).collect();
        if !text.is_empty() {
            return text;
        }
        let title = format!("# {}\n", self.name);
        let behind = |file: &&'static str| {
            let text =
                file.strip_prefix(&title).or_else(|| Some(file.split_once(&format!("\n{title}"))?.1))?;
            Some(text.split_once("\n# ").map_or(text, |(section, _)| section).trim_end())
        };
        let section = EXPLAINED.iter().find_map(behind).unwrap_or_default();
        format!("`{}`: {}\n{section}\n", self.name, self.summary.trim())
    }
}

/// The sections that document the rules of [`RULES`], each below a heading that is the rule's name.
static EXPLAINED: [&str; 4] = [
    include_str!("explained/reading.md"),
    include_str!("explained/pages.md"),
    include_str!("explained/model.md"),
    include_str!("explained/exchange.md"),
];

/// Declares each rule as a constant and all of them as [`RULES`].
macro_rules! rules {
    ($($(#[doc = $summary:literal])+ $constant:ident = $name:literal, $severity:ident;)+) => {
        $($(#[doc = $summary])+
        pub static $constant: Rule =
            Rule { name: $name, severity: Severity::$severity, summary: concat!($($summary),+), documentation: "", on: true };)+

        /// Every rule, in the order of the pipeline.
        pub static RULES: &[&Rule] = &[$(&$constant),+];
    };
}

rules! {
    /// A file or folder could not be read.
    UNREADABLE_FILE = "unreadable-file", Error;
    /// A folder links back to a folder above it.
    LINK_LOOP = "link-loop", Warning;
    /// A page holds NUL bytes: it is not text.
    BINARY_PAGE = "binary-page", Error;
    /// A page is larger than any page of a reference should be.
    OVERSIZED_PAGE = "oversized-page", Error;
    /// A page holds bytes that are not UTF-8; they are read as U+FFFD.
    INVALID_UTF8 = "invalid-utf8", Error;
    /// The names of two pages of a locale differ only by letter case, or are the same.
    DUPLICATE_PAGE = "duplicate-page", Warning;
    /// The pages of a folder state another language than the one that they are read as.
    OTHER_LOCALE = "other-locale", Warning;
    /// A locale lacks a page that another has.
    MISSING_TRANSLATION = "missing-translation", Info;
    /// A table of contents could not be read.
    INVALID_TOC = "invalid-toc", Error;
    /// A table of contents names a page that is not there.
    DEAD_TOC_ENTRY = "dead-toc-entry", Warning;
    /// A list of the names that pages had before could not be read.
    INVALID_REDIRECTS = "invalid-redirects", Error;
    /// A name that a page had before leads to no page, or in a circle.
    DEAD_REDIRECT = "dead-redirect", Warning;
    /// A name that is said to be a page's former one is that of a page.
    NEEDLESS_REDIRECT = "needless-redirect", Info;
    /// A page's front matter is not valid YAML.
    INVALID_FRONT_MATTER = "invalid-front-matter", Error;
    /// The two spans of a bilingual pair do not fit together.
    BROKEN_PAIR = "broken-pair", Warning;
    /// A page nests quotes or lists deeper than anyone reads.
    DEEP_NESTING = "deep-nesting", Warning;
    /// A C declaration does not follow the grammar, or not the part of it that is read.
    ODD_PROTOTYPE = "odd-prototype", Warning;
    /// The name in the declaration is not the page's.
    PROTOTYPE_NAME = "prototype-name", Warning;
    /// The parameters a page documents are not those of its declaration.
    PARAMETER_MISMATCH = "parameter-mismatch", Warning;
    /// A page documents members that its declaration does not have.
    MEMBER_MISMATCH = "member-mismatch", Info;
    /// A page lacks what its kind is to have: a prototype, a table, a value, a return type.
    INCOMPLETE_PAGE = "incomplete-page", Warning;
    /// A property's table of facts does not stand under the page's heading.
    DISPLACED_TABLE = "displaced-table", Warning;
    /// A property's identifier is not a hexadecimal number of 32 bits.
    ODD_IDENTIFIER = "odd-identifier", Warning;
    /// A row's label is not the one that the property's kind calls for.
    MISLABELLED_ROW = "mislabelled-row", Warning;
    /// `api_name` in the front matter is not the name in the page's heading.
    API_NAME_MISMATCH = "api-name-mismatch", Info;
    /// The locales of a page disagree about its kind.
    KIND_MISMATCH = "kind-mismatch", Error;
    /// A segment is longer than any sentence, and its translation is not checked.
    OVERSIZED_SEGMENT = "oversized-segment", Warning;
    /// A comment allows a rule that there is not.
    UNKNOWN_ALLOWANCE = "unknown-allowance", Warning;
    /// A link differs from its page's name only by letter case.
    LINK_CASE = "link-case", Warning;
    /// A link leads to a page of another book.
    OTHER_BOOK = "other-book-link", Info;
    /// A link leads to no page.
    DEAD_LINK = "dead-link", Warning;
    /// An image is not there.
    MISSING_IMAGE = "missing-image", Warning;
    /// A row of a vtable leads to no method page.
    UNRESOLVED_METHOD = "unresolved-method", Warning;
    /// A method page stands in no interface's vtable.
    ORPHAN_METHOD = "orphan-method", Warning;
    /// An interface's base is not said, or is defined nowhere.
    UNKNOWN_BASE = "unknown-base", Warning;
    /// Two pages define the same name.
    DUPLICATE_NAME = "duplicate-name", Warning;
    /// A constant is given two values, or its name is that of something else.
    CONSTANT_CONFLICT = "constant-conflict", Warning;
    /// A page of the site could not be made of its template.
    FAILED_TEMPLATE = "failed-template", Error;
    /// A declaration passes or holds an interface by value.
    MISUSED_TYPE = "misused-type", Warning;
    /// An enumerator's value is no expression that could be computed.
    UNREADABLE_VALUE = "unreadable-value", Warning;
    /// A correction of the supplement corrects what its page does not say wrong any more.
    NEEDLESS_CORRECTION = "needless-correction", Info;
    /// A correction of the supplement expects something else than its page says, or fits nothing on it.
    UNMATCHED_CORRECTION = "unmatched-correction", Warning;
    /// A header's declaration needs what no header of the folder says, or is not whole.
    INCOMPLETE_HEADER = "incomplete-header", Warning;
    /// A type that no page defines, or none that has a size; the bindings carry it as an opaque one.
    OPAQUE_TYPE = "opaque-type", Warning;
    /// An interface lists its methods in another order than the headers do.
    VTABLE_ORDER = "vtable-order", Warning;
    /// An interface's page lacks a method that the headers have, or has one that they lack.
    MISSING_METHOD = "missing-method", Warning;
    /// An interface derives from another one than the headers say.
    BASE_INTERFACE = "base-interface", Warning;
    /// A declaration has more or fewer parameters than the headers' one.
    PARAMETER_COUNT = "parameter-count", Warning;
    /// A parameter's type is not the headers'; a note where only its spelling or its letters' width differ.
    PARAMETER_TYPE = "parameter-type", Warning;
    /// A parameter has another name in the headers.
    PARAMETER_NAME = "parameter-name", Info;
    /// A result's type is not the headers', or lacks.
    RETURN_TYPE = "return-type", Warning;
    /// A parameter has a type that neither the pages nor the headers define.
    UNKNOWN_TYPE = "unknown-type", Warning;
    /// A structure's fields are not the headers' in number, order, name or type.
    STRUCTURE_FIELD = "structure-field", Warning;
    /// A constant has another value in the headers.
    CONSTANT_VALUE = "constant-value", Warning;
    /// A property tag has another value in the headers.
    PROPERTY_TAG = "property-tag", Warning;
    /// An interface has another identifier in the headers.
    INTERFACE_ID = "interface-id", Warning;
    /// An exchange file is broken, too large, or of another form or encoding than can be read back.
    UNREADABLE_EXCHANGE = "unreadable-exchange", Error;
    /// A unit of an exchange file is of another locale, or of a page or segment that is not there.
    UNKNOWN_UNIT = "unknown-unit", Error;
    /// A unit of an exchange file was exported from another text than the page has now.
    OUTDATED_UNIT = "outdated-unit", Error;
    /// Two units of exchange files edit one segment in two ways.
    CONFLICTING_UNIT = "conflicting-unit", Error;
    /// An edit loses a mark, a link, code or a name that the segment had as its source has it.
    LOST_CODE = "lost-code", Error;
    /// An edit adds a mark, a link, code or a name that the source does not have.
    INVENTED_CODE = "invented-code", Error;
    /// An edit would change the page around its segment.
    BREAKOUT_TEXT = "breakout-text", Error;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_rule_has_its_section() {
        for rule in RULES {
            let text = rule.explanation();
            assert!(text.starts_with(&format!("`{}`: ", rule.name)), "{}", rule.name);
            for heading in ["What it finds", "Why it matters", "Example", "How to mend"] {
                assert_eq!(
                    text.matches(&format!("\n\n## {heading}\n")).count(),
                    1,
                    "{}: {heading}",
                    rule.name
                );
            }
        }
        let sections = EXPLAINED.iter().flat_map(|file| file.lines()).filter(|line| line.starts_with("# "));
        assert_eq!(sections.count(), RULES.len(), "no section is of a rule that went");
    }

    #[test]
    fn names_are_kebab_case_and_unique() {
        let mut seen = HashSet::new();
        for rule in RULES {
            assert!(seen.insert(rule.name), "{} is there twice", rule.name);
            let kebab = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(rule.name.bytes().all(kebab), "{}", rule.name);
            assert!(rule.summary.trim().ends_with('.'), "{}", rule.name);
        }
    }
}
