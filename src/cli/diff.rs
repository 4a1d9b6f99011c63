//! `mapidoc diff`: two revisions of a locale, or two locales, segment by segment.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::{Common, Failure, input, report, to_file_or_stdout};
use crate::check::translation::{Knowledge, Names, broken, written_names};
use crate::diagnostic::Diagnostic;
use crate::emit::review::{self, HtmlOptions, Sides, TerminalOptions};
use crate::locale::Locale;
use crate::memory::Memory;
use crate::memory::revision::{Class, Comparison, Group, Kind, Side, compare, group};
use crate::model::Api;
use crate::read::{self, Config, Source};
use crate::segment::{Unwoven, unweave};

/// How many groups are shown in a terminal unless said.
const TERMINAL_LIMIT: usize = 20;
/// How many groups a review page holds unless said: as many as one reads.
const HTML_LIMIT: usize = 2000;

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct Arguments {
    /// What it was: DIR, LOCALE=DIR or LOCALE=REPO@REV[:SUBDIR]
    #[arg(value_name = "OLD")]
    old: String,
    /// What it is now; another locale's pages compare two locales
    #[arg(value_name = "NEW")]
    new: String,
    /// The form of the result
    #[arg(long, value_name = "FORM", default_value = "human")]
    format: Format,
    /// Write the result into FILE instead of printing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only changes of these classes, divided by commas
    #[arg(long, value_name = "CLASS,…", value_delimiter = ',', value_parser = class)]
    only: Vec<Class>,
    /// How many groups of changes to show, 0 for all  [default: 20; 2000 in HTML]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Shown below `diff --help`.
const HELP: &str = "\
Segments meet by what they translate: their ids are made anew at every publish. Changes
that are the same on several pages are one group. Those come first that fix or introduce most
defects, by the rules of `mapidoc check`, then those that stand in most places.

Classes of two revisions: target-changed (translated anew), target-markup (marks or space
only), stale (the source changed, the translation did not), both-changed, source-markup,
moved, added, removed. Of two locales: source-differs, source-markup, moved, added, removed,
structure (headings, rows or code that only one has).

--format human  a table of classes, then the changes: words that are gone and new are marked
--format html   a page to review in the browser; needs nothing beside itself
--format json   a JSON line for each change, in page order: class, page, id_old, id_new,
                src_old, src_new, tgt_old, tgt_new, src_ops, ops. The ops lead from old to
                new: [\"=\", kept], [\"-\", gone], [\"+\", new]; null where there is nothing to do

human leaves target-markup, source-markup and moved out unless --only names them.

Examples:
  mapidoc diff es-ES=docs.git@2019-06:docs/mapi es-ES=docs.git@live:docs/mapi
  mapidoc diff es-ES=docs.git@HEAD~1 es-ES=docs --format html -o review.html
  mapidoc diff es-ES=es/docs/mapi ja-JP=ja/docs/mapi --only added,removed
  mapidoc diff OLD NEW --format json | jq -r 'select(.class == \"stale\") | .page'";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Human,
    Html,
    Json,
}

fn class(name: &str) -> Result<Class, String> {
    let found = Class::ALL.into_iter().find(|class| class.name() == name && *class != Class::Same);
    found.ok_or_else(|| {
        let names: Vec<&str> = Class::ALL.iter().skip(1).map(|class| class.name()).collect();
        format!("the classes are {}", names.join(", "))
    })
}

/// One side, read and taken apart.
struct Pages {
    locale: Locale,
    /// By their keys.
    unwoven: Vec<(Arc<str>, Unwoven)>,
    diagnostics: Vec<Diagnostic>,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let source = Config::find(Path::new(""))?.unwrap_or_default().source_locale()?;
    let spinner = input::progress(common, None, "reading pages");
    let old = pages(&arguments.old)?;
    let new = pages(&arguments.new)?;
    spinner.finish_and_clear();
    let kind = if old.locale == new.locale { Kind::Revisions } else { Kind::Locales };
    let mut comparison = compare(kind, &sides(&old), &sides(&new));
    if !arguments.only.is_empty() {
        comparison.changes.retain(|change| arguments.only.contains(&change.class));
    }
    let names = Sides {
        old: &arguments.old,
        old_locale: &old.locale,
        new: &arguments.new,
        new_locale: &new.locale,
        source: &source,
    };
    if comparison.shared_pages == 0 && !common.quiet {
        eprintln!("note: no page is in both: OLD and NEW are to name the folder in which the pages stand");
    }
    print(arguments, common, (&names, &new), &comparison)?;
    let diagnostics = [old.diagnostics, new.diagnostics].concat();
    report::findings(diagnostics, &[old.locale, new.locale], common);
    Ok(())
}

fn pages(argument: &str) -> Result<Pages, Failure> {
    let (library, diagnostics) = read::read_pages(&[Source::parse(argument)?])?;
    let locale = library.locales.first().cloned().ok_or_else(|| Failure {
        message: format!("`{argument}` has no locale"),
        help: Some(format!("say it: es-ES={argument}")),
    })?;
    let unwoven =
        library.documents.into_par_iter().map(|document| (document.key, unweave(&document.text))).collect();
    Ok(Pages { locale, unwoven, diagnostics })
}

fn sides(pages: &Pages) -> Vec<Side<'_>> {
    pages.unwoven.iter().map(|(key, unwoven)| Side { page: key, unwoven }).collect()
}

fn print(
    arguments: &Arguments,
    common: &Common,
    (names, new): (&Sides<'_>, &Pages),
    comparison: &Comparison<'_>,
) -> Result<(), Failure> {
    let output = arguments.output.as_deref();
    let limit = |usual: usize| match arguments.limit {
        Some(0) => usize::MAX,
        given => given.unwrap_or(usual),
    };
    if matches!(arguments.format, Format::Json) {
        return to_file_or_stdout(output, |out| review::json(comparison, out));
    }
    let groups = judged(comparison, names, new);
    if matches!(arguments.format, Format::Html) {
        let all: Vec<&Group<'_>> = groups.iter().collect();
        let options = HtmlOptions { limit: limit(HTML_LIMIT) };
        return to_file_or_stdout(output, |out| review::html(names, comparison, &all, options, out));
    }
    let waits = |class: Class| matches!(class, Class::TargetMarkup | Class::SourceMarkup | Class::Moved);
    let shown: Vec<&Group<'_>> =
        groups.iter().filter(|group| !arguments.only.is_empty() || !waits(group.class)).collect();
    let options = TerminalOptions { color: common.colored_in(output), limit: limit(TERMINAL_LIMIT) };
    to_file_or_stdout(output, |out| review::terminal(names, comparison, &shown, options, out))
}

/// The changes in groups, each with what it fixes and introduces by the rules that look at a pair alone.
///
/// No model is built for it: the names of the API are what the source halves write as identifiers.
fn judged<'a>(comparison: &Comparison<'a>, sides: &Sides<'_>, new: &Pages) -> Vec<Group<'a>> {
    if comparison.kind == Kind::Locales {
        return group(&comparison.changes, &|_| Vec::new());
    }
    let pages: Vec<&Unwoven> = new.unwoven.iter().map(|(_, unwoven)| unwoven).collect();
    let identifiers = written_names(&pages);
    let api = Api::default();
    let names = Names::new(&api, identifiers.iter().map(AsRef::as_ref));
    let memory = Memory::new(sides.new_locale, pages);
    let knowledge = Knowledge::new(sides.new_locale, &names, memory);
    group(&comparison.changes, &|state| broken(&state.source, &state.target, &knowledge))
}
