//! The overview of the findings of all locales as one file for the browser, which needs nothing beside itself.
//!
//! Style and script stand in the file, so its policy names them by their hashes and forbids everything else.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use super::context::{Link, SeverityCount};
use super::explanation::Explanation;
use super::findings::{Findings, by_severity, coded};
use super::numbers::Numbers;
use super::overview::{Overview, Ways};
use super::page::{self, direction, native_name};
use super::toc::Contents;
use super::{Theme, ThemeError, ui};
use crate::diagnostic::{Diagnostic, Rule};
use crate::embedded;
use crate::emit::policy_hash;
use crate::locale::Locale;
use crate::model::Model;
use crate::parse::Page;
use crate::read;

/// The language of the file's own words, as that of findings.
const LANGUAGE: &str = "en";

/// What an overview is made of.
pub struct OverviewOf<'a> {
    /// What the findings are of: the book's title, or the folders that were read.
    pub title: &'a str,
    /// The language of the source halves.
    pub source: &'a Locale,
    /// The locales in their order.
    pub locales: &'a [Locale],
    /// Tables of contents.
    pub books: &'a BTreeMap<Locale, read::Book>,
    /// All pages, sorted by key and locale.
    pub pages: &'a [Page],
    /// The model.
    pub model: &'a Model,
    /// What was found.
    pub findings: &'a [Diagnostic],
    /// The rules that may have found it.
    pub rules: &'a [&'static Rule],
    /// The address of a page, from the file; empty where it has none.
    pub address: &'a dyn Fn(&Locale, &str) -> String,
}

/// A locale's part of the file.
#[derive(Clone, Debug, Serialize)]
struct Part {
    tag: String,
    name: String,
    dir: &'static str,
    counts: Vec<SeverityCount>,
    overview: Overview,
}

/// A rule that found something, explained.
#[derive(Clone, Debug, Serialize)]
struct Explained {
    name: &'static str,
    severity: &'static str,
    /// What it finds, in one sentence.
    summary: String,
    #[serde(flatten)]
    explanation: Explanation,
}

/// What the file's template is given.
#[derive(Clone, Debug, Serialize)]
struct FileContext<'a> {
    title: &'a str,
    style: String,
    style_hash: String,
    script: &'static str,
    script_hash: String,
    parts: Vec<Part>,
    rules: Vec<Explained>,
    /// Findings that are about no page.
    elsewhere: usize,
}

/// Makes the file.
///
/// # Errors
///
/// Never with the built-in templates: a test makes one.
pub fn overview_file(of: &OverviewOf<'_>) -> Result<String, ThemeError> {
    let locales = of.locales.iter().filter(|locale| {
        *locale != of.source || of.findings.iter().any(|finding| finding.locale.as_ref() == Some(*locale))
    });
    let words = Locale::parse(LANGUAGE).map(|language| (ui::Words::of(&language), language));
    let no_section = words.as_ref().map_or("", |(words, _)| words.get("no_section"));
    let parts: Vec<Part> = locales.map(|locale| part(of, locale, no_section)).collect();
    let found = |rule: &&&'static Rule| of.findings.iter().any(|finding| finding.rule == rule.name);
    let style = ["review.css", "overview.css"].map(template).concat();
    let script = embedded::text(embedded::SITE, "js/overview.js");
    let context = FileContext {
        title: of.title,
        style_hash: policy_hash(&style),
        style,
        script_hash: policy_hash(script),
        script,
        elsewhere: of.findings.len() - parts.iter().map(|part| part.overview.found).sum::<usize>(),
        parts,
        rules: of.rules.iter().filter(found).map(|rule| explained(rule)).collect(),
    };
    let mut tera = Theme::built_in()?.tera;
    if let Some((words, language)) = &words {
        tera.global_context().insert("ui", &words.words);
        Numbers::of(language, words).teach(&mut tera);
    }
    Context::from_serialize(&context)
        .and_then(|context| tera.render("review/overview.html", &context))
        .map_err(|error| ThemeError(error.to_string()))
}

fn part(of: &OverviewOf<'_>, locale: &Locale, no_section: &str) -> Part {
    let titles = page::titles(of.pages, locale);
    let findings = Findings::of(Some(of.findings), locale, |_| true);
    let toc = of.books.get(locale).or_else(|| of.books.get(of.source)).map(|book| book.toc.as_slice());
    let contents = Contents::new(toc.unwrap_or_default(), locale, of.source, of.model);
    let link = |key: &str| Link {
        name: titles.get(key).copied().unwrap_or(key).to_owned(),
        href: (of.address)(locale, key),
    };
    let rule = |name: &str| format!("#rule-{name}");
    let all: Vec<&Diagnostic> = findings.pages().flat_map(|(_, found)| found).copied().collect();
    Part {
        tag: locale.to_string(),
        name: native_name(locale),
        dir: direction(locale),
        counts: by_severity(&all),
        overview: Overview::new(&findings, &contents, &Ways { page: &link, rule: &rule, no_section }),
    }
}

fn template(name: &str) -> &'static str {
    embedded::text(embedded::TEMPLATES, &format!("review/{name}"))
}

fn explained(rule: &'static Rule) -> Explained {
    Explained {
        name: rule.name,
        severity: rule.severity.name(),
        summary: coded(rule.summary.trim()),
        explanation: Explanation::of(rule),
    }
}
