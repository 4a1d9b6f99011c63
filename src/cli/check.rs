//! `mapidoc check`: what is wrong with the translations and the pages.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::baseline::{self, Baseline};
use super::examine::Examiner;
use super::input::Input;
use super::pages::PagesOption;
use super::upstream::UpstreamOption;
use super::witnesses::Witnesses;
use super::{Common, Failure, Sources, input, to_file_or_stdout};
use crate::check;
use crate::check::translation::is_of_freshness;
use crate::diagnostic::rule::MISSING_TRANSLATION;
use crate::diagnostic::{Diagnostic, Rule, Severity, render, settle};
use crate::emit;
use crate::emit::review::{counted, grouped};
use crate::locale::Locale;
use crate::model::{Api, Model, Words};
use crate::read::CheckConfig;

/// Shown below `mapidoc check --help`.
const HELP: &str = "\
mapidoc.toml says what a project makes of findings:

  [check]
  deny = \"warning\"                  # from which severity on the command fails
  upstream = \"../english@main\"      # as --upstream
  [check.rules]
  double-space = \"off\"              # or info, warning, error
  [[check.paths]]
  pages = \"pidtag*.md\"
  rules = { lost-bold = \"info\" }

A page allows a rule in a line and the next by <!-- mapidoc-allow RULE -->, everywhere by
<!-- mapidoc-allow-page RULE -->. `mapidoc explain RULE` tells what a rule finds.

Examples:
  mapidoc check es-ES=es/docs/outlook/mapi
  mapidoc check --baseline known.txt --write-baseline    # what is there is known from now on
  mapidoc check --baseline known.txt --format github     # in a workflow: new findings alone
  mapidoc check --pages 'iab*' -v                        # some pages alone, notes too
  mapidoc check --upstream ../english@main:docs --only stale-segment,missing-page
  mapidoc check --format html -o overview.html           # rules by sections, worst pages first
  mapidoc check --format sarif > mapidoc.sarif           # for github/codeql-action/upload-sarif
  mapidoc check --only damaged-characters,lost-identifier --format json | jq .page";

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    witnesses: Witnesses,
    #[command(flatten)]
    upstream: UpstreamOption,
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Write the report into FILE instead of printing it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only these rules, also such as are off by default
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<String>,
    /// Fail (exit status 1) when a finding is this severe or more  [default: error, or `deny` of mapidoc.toml]
    #[arg(long, value_name = "SEVERITY")]
    deny: Option<Deny>,
    /// Findings that FILE knows are not shown and do not count  [default: `baseline` of mapidoc.toml]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    pages: PagesOption,
    /// Write all findings into the file of the baseline, and fail for none of them
    #[arg(long, conflicts_with_all = ["only", "pages"])]
    write_baseline: bool,
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: each finding with its line, and a table
    Human,
    /// JSON lines, one object a finding
    Json,
    /// SARIF 2.1.0 for code scanning: a run a locale, at most 5,000 results each, severe ones first
    Sarif,
    /// Workflow commands that annotate the changes of a pull request on GitHub
    Github,
    /// XML of `JUnit`'s form: a test case a page and rule, which fails where --deny does
    Junit,
    /// A page for the browser: rules by sections of the contents, the worst pages, the rules explained
    Html,
}

/// From which severity on findings fail the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    Error,
    Warning,
    Info,
    None,
}

impl Deny {
    /// The least severity that fails the command.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::None => None,
        }
    }
}

/// Says what is found; whether something is denied.
pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<bool, Failure> {
    let mut input = input::pages(&arguments.sources, common)?;
    input.tell(common);
    arguments.pages.among(input.pages.iter().map(|page| &*page.sheet.key))?;
    let deny = deny(arguments.deny, &input.config.check)?;
    let only = &arguments.only;
    let examiner =
        Examiner::new(&input.config.check, only, &arguments.upstream, &input.pages, &input.source)?;
    let model = if examiner.wants_model() || arguments.format == Format::Html {
        Some(input.model(&arguments.witnesses, Words::None, common)?)
    } else {
        None
    };
    let nameless = Api::default();
    let api = model.as_ref().map_or(&nameless, |model| &model.api);
    let spinner = input::progress(common, None, "checking translations");
    let mut examined = examiner.find(&input.subject(api));
    spinner.finish_and_clear();
    if !examined.has_english {
        without_english(only, common)?;
    }
    if only.is_empty() && examined.has_english {
        // The rules about freshness tell the same of each page that a locale lacks.
        input.diagnostics.retain(|finding| finding.rule != MISSING_TRANSLATION.name);
    }
    examined.findings.append(&mut input.diagnostics);
    let mut found = examiner.judged(settle(examined.findings, &input.locales));
    if arguments.pages.is_given() {
        found.retain(|finding| finding.page.as_deref().is_some_and(|page| arguments.pages.has(page)));
    }
    let config = &input.config.check;
    let Some(found) = without_known(found, arguments, config, common)? else { return Ok(false) };
    let page = match (arguments.format, &model) {
        (Format::Html, Some(model)) => overview(&input, model, &found, arguments.output.as_deref())?,
        _ => String::new(),
    };
    let report = Report { found: &found, page: &page, deny };
    let write = |out: &mut dyn io::Write| print(out, &report, arguments, common);
    to_file_or_stdout(arguments.output.as_deref(), write)?;
    // The program ends with this: giving thousands of pages back, text by text, would be a good part of what it does.
    std::mem::forget((input, model));
    Ok(deny.is_some_and(|deny| found.iter().any(|finding| finding.severity >= deny)))
}

/// Says that rules about freshness, asked for by name, have found nothing because there is no English; that is a failure where no
/// other rule is asked.
fn without_english(only: &[String], common: &Common) -> Result<(), Failure> {
    let idle: Vec<&str> = only.iter().map(String::as_str).filter(|name| is_of_freshness(name)).collect();
    let Some(first) = idle.first() else { return Ok(()) };
    let message = match idle.len() {
        1 => format!("`{first}` has nothing to compare the translations with"),
        count => format!("`{first}` and {} more have nothing to compare the translations with", count - 1),
    };
    let help = "name the English: --upstream REPO, or its pages as a SOURCE, en-US=DIR";
    if idle.len() == only.len() {
        return Err(Failure { message, help: Some(help.to_owned()) });
    }
    if !common.quiet {
        eprintln!("note: {message}: {help}");
    }
    Ok(())
}

/// The findings that the baseline does not know; `None` where they were written into it instead.
fn without_known(
    found: Vec<Diagnostic>,
    arguments: &Arguments,
    config: &CheckConfig,
    common: &Common,
) -> Result<Option<Vec<Diagnostic>>, Failure> {
    let Some(path) = arguments.baseline.as_ref().or(config.baseline.as_ref()) else {
        if arguments.write_baseline {
            return Err(Failure {
                message: "--write-baseline does not know which file to write".to_owned(),
                help: Some(
                    "name it with --baseline FILE, or by `baseline` in [check] of mapidoc.toml".to_owned(),
                ),
            });
        }
        return Ok(Some(found));
    };
    if arguments.write_baseline {
        baseline::write(path, &found)?;
        if !common.quiet {
            eprintln!("{} findings are known now", found.len());
        }
        return Ok(None);
    }
    let all = found.len();
    let (new, gone) = Baseline::read(path)?.unknown(found);
    if !common.quiet && all > new.len() {
        eprintln!("{} known findings are not shown", all - new.len());
    }
    // With a few rules or pages alone, those of the others are not gone.
    if !common.quiet && gone > 0 && arguments.only.is_empty() && !arguments.pages.is_given() {
        eprintln!("{gone} known findings are gone: --write-baseline forgets them");
    }
    Ok(Some(new))
}

/// What is reported.
struct Report<'a> {
    found: &'a [Diagnostic],
    /// The form for the browser, where that is asked for.
    page: &'a str,
    /// From which severity on findings fail the command.
    deny: Option<Severity>,
}

/// Prints the findings in a form.
fn print(
    out: &mut dyn io::Write,
    report: &Report<'_>,
    arguments: &Arguments,
    common: &Common,
) -> io::Result<()> {
    let found = report.found;
    match arguments.format {
        Format::Human => human(out, report, arguments, common),
        Format::Json => found.iter().try_for_each(|finding| {
            serde_json::to_writer(&mut *out, finding)?;
            out.write_all(b"\n")
        }),
        Format::Sarif => {
            let rules: Vec<&Rule> = check::rules().collect();
            out.write_all(emit::report::sarif(found, &rules).as_bytes())
        }
        Format::Github => out.write_all(emit::report::github(found).as_bytes()),
        Format::Junit => out.write_all(emit::report::junit(found, report.deny).as_bytes()),
        Format::Html => out.write_all(report.page.as_bytes()),
    }
}

/// The overview as a page for the browser. Its links lead to the published site where the file says where that is, else to
/// the pages' files, as seen from the folder of `output`.
fn overview(
    input: &Input,
    model: &Model,
    found: &[Diagnostic],
    output: Option<&Path>,
) -> Result<String, Failure> {
    let folders: Vec<&str> = input.locales.iter().map(Locale::as_str).collect();
    let title = input.config.title.clone().unwrap_or_else(|| folders.join(", "));
    let site = input.config.site_url(None)?;
    let files: HashMap<(&Locale, &str), &Path> = input
        .pages
        .iter()
        .map(|page| &page.sheet)
        .map(|sheet| ((&sheet.locale, &*sheet.key), &*sheet.path))
        .collect();
    let folder = output.and_then(Path::parent).unwrap_or(Path::new(""));
    let address = |locale: &Locale, key: &str| match (&site, files.get(&(locale, key))) {
        (_, None) => String::new(),
        (Some(site), _) => format!("{site}/{locale}/{}#findings", emit::site::page_address(key)),
        (None, Some(file)) if file.is_file() => way(folder, file).unwrap_or_default(),
        // A page of a revision is no file.
        _ => String::new(),
    };
    let rules: Vec<&'static Rule> = check::rules().collect();
    let overview = emit::site::OverviewOf {
        title: &title,
        source: &input.source,
        locales: &input.locales,
        books: &input.books,
        pages: &input.pages,
        model,
        findings: found,
        rules: &rules,
        address: &address,
    };
    emit::site::overview_file(&overview)
        .map_err(|error| Failure { message: format!("the overview cannot be made: {}", error.0), help: None })
}

/// The way from a folder to a file, as an address; `None` where there is none.
fn way(folder: &Path, file: &Path) -> Option<String> {
    let (from, to) = (std::path::absolute(folder.join(".")).ok()?, std::path::absolute(file).ok()?);
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return None;
    }
    let below = to[shared..].iter().map(|part| emit::site::encoded(&part.as_os_str().to_string_lossy()));
    let parts: Vec<String> = std::iter::repeat_n("..".to_owned(), from.len() - shared).chain(below).collect();
    Some(parts.join("/"))
}

fn deny(given: Option<Deny>, config: &CheckConfig) -> Result<Option<Severity>, Failure> {
    let deny = match (given, &config.deny) {
        (Some(deny), _) => deny,
        (None, None) => Deny::Error,
        (None, Some(word)) => Deny::from_str(word, false).map_err(|_| Failure {
            message: format!("mapidoc.toml: `{word}` is nothing to deny"),
            help: Some("deny is error, warning, info or none".to_owned()),
        })?,
    };
    Ok(deny.severity())
}

/// Every finding with its line, then how many there are of each rule and locale.
fn human(
    out: &mut dyn io::Write,
    report: &Report<'_>,
    arguments: &Arguments,
    common: &Common,
) -> io::Result<()> {
    let found = report.found;
    let color = common.colored_in(arguments.output.as_deref());
    // Notes are many: they are shown where they are asked for, and where they are what fails the command.
    let is_shown = |finding: &&Diagnostic| {
        let is_asked = common.verbose || !arguments.only.is_empty() || report.deny == Some(Severity::Info);
        !common.quiet && (is_asked || finding.severity > Severity::Info)
    };
    for finding in found.iter().filter(is_shown) {
        writeln!(out, "{}\n", render::human(finding, color))?;
    }
    let mut counts: BTreeMap<(std::cmp::Reverse<Severity>, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for finding in found {
        let locale = finding.locale.as_ref().map_or("", |locale| locale.as_str());
        *counts
            .entry((std::cmp::Reverse(finding.severity), finding.rule))
            .or_default()
            .entry(locale)
            .or_default() += 1;
    }
    let mut text = String::new();
    for ((severity, rule), locales) in &counts {
        let total: usize = locales.values().sum();
        let list: Vec<String> = locales.iter().map(|(locale, count)| format!("{locale} {count}")).collect();
        let _ = writeln!(text, "{total:>8}  {:<7}  {rule:<26} {}", severity.0.name(), list.join("  ").trim());
    }
    let findings = if found.len() == 1 { "finding" } else { "findings" };
    let rules: BTreeSet<&str> = counts.keys().map(|(_, rule)| *rule).collect();
    let _ = writeln!(text, "{:>8}  {findings} of {}", found.len(), counted(rules.len(), "rule"));
    let hidden = found.len() - found.iter().filter(is_shown).count();
    if hidden > 0 && !common.quiet {
        let _ =
            writeln!(text, "          ({} of severity info not shown: -v shows every one)", grouped(hidden));
    }
    out.write_all(text.as_bytes())
}
