//! `mapidoc check`: what is wrong with the translations and the pages.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::baseline::{self, Baseline};
use super::upstream::{self, UpstreamOption};
use super::witnesses::Witnesses;
use super::{Common, Failure, Sources, explain, input, to_stdout};
use crate::check;
use crate::check::translation::{self, Level, Levels, PathLevels, Subject};
use crate::diagnostic::rule::{MISSING_TRANSLATION, RULES};
use crate::diagnostic::{Diagnostic, Rule, Severity, render, settle};
use crate::emit::report;
use crate::model::Api;
use crate::read::CheckConfig;
use crate::read::upstream::Texts;

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
  mapidoc check --upstream ../english@main:docs --only stale-segment,missing-page
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
    /// Only these rules, also such as are off by default
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<String>,
    /// Fail (exit status 1) when a finding is this severe or more  [default: error, or `deny` of mapidoc.toml]
    #[arg(long, value_name = "SEVERITY")]
    deny: Option<Deny>,
    /// Findings that FILE knows are not shown and do not count
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write all findings into the file of --baseline, and fail for none of them
    #[arg(long, requires = "baseline", conflicts_with = "only")]
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
    /// XML of `JUnit`'s form: a test case a page and rule
    Junit,
}

/// From which severity on findings fail the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    Error,
    Warning,
    Info,
    None,
}

/// Says what is found; whether something is denied.
pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<bool, Failure> {
    let mut input = input::pages(&arguments.sources, common)?;
    input.tell(common);
    let levels = levels(&input.config.check, &arguments.only)?;
    let deny = deny(arguments.deny, &input.config.check)?;
    let api = api(&mut input, arguments, common, &levels)?;
    let spinner = input::progress(common, None, "checking translations");
    let subject = Subject { pages: &input.pages, locales: &input.locales, source: &input.source, api: &api };
    let mut found = translation::check(&subject, &levels);
    if translation::asks_for_english(&levels) {
        let english = english(&input, arguments)?;
        found.extend(translation::behind(&subject, &english, &levels));
        // Beside the English the rules about freshness tell the same of each page that a locale lacks.
        if arguments.only.is_empty() && !english.now.is_empty() {
            input.diagnostics.retain(|finding| finding.rule != MISSING_TRANSLATION.name);
        }
    }
    spinner.finish_and_clear();
    found.append(&mut input.diagnostics);
    let on: BTreeMap<&str, bool> = check::rules().map(|rule| (rule.name, rule.on)).collect();
    let found: Vec<Diagnostic> = settle(found, &input.locales)
        .into_iter()
        .filter_map(|finding| {
            let on = on.get(finding.rule).copied().unwrap_or(true);
            levels.apply(finding, on)
        })
        .collect();
    // The program ends with this: giving thousands of pages back, text by text, would be a good part of what it does.
    std::mem::forget((input, api));
    let Some(found) = without_known(found, arguments, common)? else { return Ok(false) };
    print(&found, arguments.format, common)?;
    Ok(deny.is_some_and(|deny| found.iter().any(|finding| finding.severity >= deny)))
}

/// The API, whose model is made only where a rule wants its names or finds something in making it.
fn api(
    input: &mut input::Input,
    arguments: &Arguments,
    common: &Common,
    levels: &Levels,
) -> Result<Api, Failure> {
    let of_names = translation::rules().filter(|rule| translation::asks_for_names(rule));
    let mut of_model = RULES.iter().copied().chain(of_names);
    if of_model.any(|rule| levels.asks(rule)) {
        Ok(input.model(&arguments.witnesses, common)?.api)
    } else {
        Ok(Api::default())
    }
}

/// The English that translations are compared with: its repository's, else the pages among the sources.
fn english(input: &input::Input, arguments: &Arguments) -> Result<Texts, Failure> {
    let named = arguments.upstream.upstream.as_ref().or(input.config.check.upstream.as_ref());
    let Some(named) = named else { return Ok(translation::given_english(&input.pages, &input.source)) };
    let sheets = input.pages.iter().map(|page| &page.sheet).filter(|sheet| sheet.locale != input.source);
    let pages: Vec<_> = sheets.map(|sheet| (&*sheet.key, &sheet.unwoven)).collect();
    upstream::texts(named, &pages)
}

/// The findings that the baseline does not know; `None` where they were written into it instead.
fn without_known(
    found: Vec<Diagnostic>,
    arguments: &Arguments,
    common: &Common,
) -> Result<Option<Vec<Diagnostic>>, Failure> {
    let Some(path) = &arguments.baseline else { return Ok(Some(found)) };
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
    // With a few rules alone, those of the others are not gone.
    if !common.quiet && gone > 0 && arguments.only.is_empty() {
        eprintln!("{gone} known findings are gone: --write-baseline forgets them");
    }
    Ok(Some(new))
}

/// Prints the findings in a form.
fn print(found: &[Diagnostic], format: Format, common: &Common) -> Result<(), Failure> {
    to_stdout(|out| match format {
        Format::Human => human(out, found, common),
        Format::Json => found.iter().try_for_each(|finding| {
            serde_json::to_writer(&mut *out, finding)?;
            out.write_all(b"\n")
        }),
        Format::Sarif => {
            let rules: Vec<&Rule> = check::rules().collect();
            out.write_all(report::sarif(found, &rules).as_bytes())
        }
        Format::Github => out.write_all(report::github(found).as_bytes()),
        Format::Junit => out.write_all(report::junit(found).as_bytes()),
    })
}

/// The levels of `mapidoc.toml`; rules that are asked for by name are on.
fn levels(config: &CheckConfig, only: &[String]) -> Result<Levels, Failure> {
    let mut levels = Levels { rules: read_levels(&config.rules)?, paths: Vec::new() };
    for path in &config.paths {
        levels.paths.push(PathLevels { pages: path.pages.clone(), rules: read_levels(&path.rules)? });
    }
    if !only.is_empty() {
        levels.only(only, check::rules());
    }
    for name in only {
        let rule = explain::find(name)?;
        let level = Level::from(rule.severity);
        let own = levels.rules.entry(name.clone()).or_insert(level);
        if *own == Level::Off {
            *own = level;
        }
    }
    Ok(levels)
}

fn read_levels(words: &BTreeMap<String, String>) -> Result<BTreeMap<String, Level>, Failure> {
    let read = |(name, word): (&String, &String)| {
        explain::find(name)?;
        let level = Level::parse(word).ok_or_else(|| Failure {
            message: format!("mapidoc.toml: `{word}` is no level for `{name}`"),
            help: Some("a level is off, info, warning or error".to_owned()),
        })?;
        Ok((name.clone(), level))
    };
    words.iter().map(read).collect()
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
    Ok(match deny {
        Deny::Error => Some(Severity::Error),
        Deny::Warning => Some(Severity::Warning),
        Deny::Info => Some(Severity::Info),
        Deny::None => None,
    })
}

/// Every finding with its line, then how many there are of each rule and locale.
fn human(out: &mut dyn std::io::Write, found: &[Diagnostic], common: &Common) -> std::io::Result<()> {
    let color = common.colored(&std::io::stdout());
    if !common.quiet {
        for finding in found.iter().filter(|finding| common.verbose || finding.severity > Severity::Info) {
            writeln!(out, "{}\n", render::human(finding, color))?;
        }
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
    let (findings, rules) = (found.len(), counts.len());
    let _ = writeln!(text, "{findings:>8}  findings of {rules} rules");
    out.write_all(text.as_bytes())
}
