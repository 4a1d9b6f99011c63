//! Findings about the input: what is wrong, where, and what would help.
//!
//! Bad input is data in this project: stages return what they could make together with a list of
//! [`Diagnostic`]s. `Result` is left to the environment (files, arguments).

mod fingerprint;
pub mod render;
pub mod rule;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use crate::locale::Locale;
use crate::span::{Lines, Span};
pub use fingerprint::fingerprint;
pub use rule::Rule;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is lost by it.
    Info,
    /// The page is wrong, but what it means could be made out.
    Warning,
    /// Something on the page could not be had.
    Error,
}

impl Severity {
    /// `error`, `warning` or `info`, as printed and as in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding, as the contract's JSON has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The rule's kebab-case name, a noun of the defect.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The locale whose page it is; `None` for findings about no page.
    pub locale: Option<Locale>,
    /// The page's key, such as `iablogon-logoff.md`.
    pub page: Option<Arc<str>>,
    /// Line in the page's file, from 1; 0 where the finding is about no place in it.
    pub line: u32,
    /// Column in characters, from 1; 0 likewise.
    pub column: u32,
    /// The segment's ttu id, where the finding is about a segment.
    pub id: Option<String>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// The segment's source.
    pub source: Option<String>,
    /// The segment's target.
    pub target: Option<String>,
    /// The corrected target, where there is one.
    pub fix: Option<String>,
    /// The bytes of the page's file that it is about, where it is about a place.
    #[serde(skip)]
    pub span: Option<Span>,
    /// What the reader may do about it.
    #[serde(skip)]
    pub help: Option<String>,
    /// The file, for `--> path:line:column`.
    #[serde(skip)]
    pub path: Option<Arc<Path>>,
    /// The line it stands in and the bytes of it to underline.
    #[serde(skip)]
    pub excerpt: Option<Excerpt>,
}

/// The line of a file that a finding is about. The renderer shortens long lines to the terminal's width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line's text, without its newline.
    pub line: String,
    /// The bytes of `line` to underline.
    pub marked: Span,
}

/// The most bytes of a line that an excerpt keeps: bilingual lines run to thousands, hostile ones to millions.
const EXCERPT_BYTES: usize = 16 << 10;

impl Excerpt {
    /// The `line` around `span` in `text`; `None` where `span` lies too far out on an endless line.
    fn around(text: &str, span: Span, line: Range<usize>) -> Option<Self> {
        let start = floor_char(text, span.start as usize);
        let line_start = line.start;
        let line_end = floor_char(text, line.end.min(line_start + EXCERPT_BYTES));
        let end = floor_char(text, (span.end as usize).min(line_end));
        (start <= end).then(|| Self {
            line: text[line_start..line_end].to_owned(),
            marked: Span::new(start - line_start, end - line_start),
        })
    }
}

/// The largest character boundary at or before `offset`.
fn floor_char(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Which file, page and locale a finding is about; each stage makes one a page and reports through it.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// The locale.
    pub locale: &'a Locale,
    /// The page's key.
    pub page: &'a Arc<str>,
    /// The file's path as the user gave it.
    pub path: &'a Arc<Path>,
    /// The file's text, which spans point into.
    pub text: Cow<'a, str>,
    /// Its lines, once something was reported.
    lines: OnceCell<Lines>,
}

impl<'a> Place<'a> {
    /// The page and its file.
    pub fn new(
        locale: &'a Locale,
        page: &'a Arc<str>,
        path: &'a Arc<Path>,
        text: impl Into<Cow<'a, str>>,
    ) -> Self {
        Self { locale, page, path, text: text.into(), lines: OnceCell::new() }
    }

    /// A finding at `span` of the page's file.
    pub fn report(&self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        let lines = self.lines.get_or_init(|| Lines::of(&self.text));
        let position = lines.position(&self.text, span.start as usize);
        Diagnostic {
            locale: Some(self.locale.clone()),
            page: Some(Arc::clone(self.page)),
            line: position.line,
            column: position.column,
            span: Some(span),
            path: Some(Arc::clone(self.path)),
            excerpt: Excerpt::around(&self.text, span, lines.line(&self.text, position.line)),
            ..Diagnostic::bare(rule, message)
        }
    }

    /// A finding about the page as a whole.
    pub fn report_page(&self, rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            locale: Some(self.locale.clone()),
            page: Some(Arc::clone(self.page)),
            path: Some(Arc::clone(self.path)),
            ..Diagnostic::bare(rule, message)
        }
    }
}

impl Diagnostic {
    /// A finding about no page: what is left to say goes in with struct update or the `with_` methods.
    pub fn bare(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule: rule.name,
            severity: rule.severity,
            locale: None,
            page: None,
            line: 0,
            column: 0,
            id: None,
            message: message.into(),
            source: None,
            target: None,
            fix: None,
            span: None,
            help: None,
            path: None,
            excerpt: None,
        }
    }

    /// A finding about a file that is no page.
    pub fn about_file(rule: &'static Rule, path: impl Into<PathBuf>, message: impl Into<String>) -> Self {
        Self { path: Some(Arc::from(path.into())), ..Self::bare(rule, message) }
    }

    /// Adds what the reader may do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the segment's id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
}

/// What a finding says, wherever it was found: rule, page, message.
type What = (&'static str, Option<Arc<str>>, String);

/// Findings in the order of pages and lines, each said once.
///
/// What is wrong with the source half of a page is wrong in every locale's file of it; `locale_order` (the order in which
/// the sources were given) decides whose file is named, and the others are dropped where rule, page and message agree.
pub fn settle(mut diagnostics: Vec<Diagnostic>, locale_order: &[Locale]) -> Vec<Diagnostic> {
    let rank: HashMap<&Locale, usize> =
        locale_order.iter().enumerate().map(|(index, locale)| (locale, index)).collect();
    let rank_of = |diagnostic: &Diagnostic| {
        diagnostic.locale.as_ref().and_then(|locale| rank.get(locale).copied()).unwrap_or(usize::MAX)
    };
    diagnostics.sort_by(|a, b| {
        (&a.page, rank_of(a), a.line, a.column, a.rule, &a.message, &a.path).cmp(&(
            &b.page,
            rank_of(b),
            b.line,
            b.column,
            b.rule,
            &b.message,
            &b.path,
        ))
    });
    let mut first_locale: HashMap<What, Option<Locale>> = HashMap::new();
    diagnostics.retain(|diagnostic| {
        // What is said of a segment's translation is another thing in each locale.
        if diagnostic.page.is_none() || diagnostic.id.is_some() {
            return true;
        }
        let key = (diagnostic.rule, diagnostic.page.clone(), diagnostic.message.clone());
        let owner = first_locale.entry(key).or_insert_with(|| diagnostic.locale.clone());
        *owner == diagnostic.locale
    });
    diagnostics
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(locale: &str, message: &str) -> Diagnostic {
        let (page, path): (Arc<str>, Arc<Path>) = ("p.md".into(), Path::new("p.md").into());
        let locale = Locale::parse(locale).unwrap();
        Place::new(&locale, &page, &path, "one\ntwo three\n").report(
            &rule::BROKEN_PAIR,
            Span::new(8, 13),
            message,
        )
    }

    #[test]
    fn a_finding_knows_line_column_and_excerpt() {
        let finding = finding("es-ES", "x");
        assert_eq!((finding.line, finding.column), (2, 5));
        let excerpt = finding.excerpt.unwrap();
        assert_eq!((excerpt.line.as_str(), excerpt.marked.of(&excerpt.line)), ("two three", "three"));
    }

    #[test]
    fn what_every_locale_says_is_said_once_by_the_first() {
        let order = [Locale::parse("ja-JP").unwrap(), Locale::parse("es-ES").unwrap()];
        let settled =
            settle(vec![finding("es-ES", "a"), finding("ja-JP", "a"), finding("es-ES", "b")], &order);
        let told: Vec<_> =
            settled.iter().map(|d| (d.locale.as_ref().unwrap().as_str(), d.message.as_str())).collect();
        assert_eq!(told, [("ja-JP", "a"), ("es-ES", "b")]);
    }

    #[test]
    fn excerpts_of_endless_lines_are_cut() {
        let text = "x".repeat(1 << 20);
        let excerpt = Excerpt::around(&text, Span::new(5_000, 9_000), 0..text.len()).unwrap();
        assert_eq!((excerpt.line.len(), excerpt.marked), (EXCERPT_BYTES, Span::new(5_000, 9_000)));
        assert_eq!(Excerpt::around(&text, Span::new(900_000, 900_001), 0..text.len()), None);
    }
}
