//! `mapidoc import`: edited XLIFF or PO back into the Markdown.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::check::Deny;
use super::upstream::{self, UpstreamOption};
use super::{Common, Failure, input, report, to_stdout};
use crate::check;
use crate::check::translation::{Knowledge, Names, broken, written_names};
use crate::diagnostic::Severity;
use crate::emit::review::{changed_text, counted};
use crate::import::{self, EditedPage, EditedSegment, Newer, Options, Outcome};
use crate::locale::Locale;
use crate::memory::Memory;
use crate::model::Api;
use crate::output;
use crate::read::{self, Source};
use crate::segment::Unwoven;

#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[derive(Debug, Args)]
#[command(after_help = "\
Takes what `mapidoc export --format xliff|xliff2|po` wrote. Only the targets that were edited change, and no other byte of a page.
All files or none: where anything is refused, nothing is written, unless --skip-refused says to leave it. Refused are edits that lose a placeholder or add one, that reach
out of their segment, and that another edit or a change of the page since the export contradicts.

With --upstream, as the export had it, a stale segment that is done gets the newer English as its source too, and is stale no more.

Examples:
  mapidoc import es.xlf --into es-ES=es/docs/outlook/mapi --dry-run
  mapidoc import translations/es-ES.po --into es-ES=es/docs/outlook/mapi
  mapidoc import es.po --into es-ES=es/docs/outlook/mapi --propagate --dry-run
  mapidoc import es.po --into es-ES=es/docs/outlook/mapi --deny error    # in a workflow
  mapidoc import es.po --into es-ES=es/docs/outlook/mapi --upstream ../english@main")]
pub(super) struct Arguments {
    /// Edited files: XLIFF 1.2, XLIFF 2.1 or PO
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The folder of pages to write into; with their locale, unless they say it
    #[arg(long, value_name = "LOCALE=DIR")]
    into: String,
    #[command(flatten)]
    upstream: UpstreamOption,
    /// Take edits that are marked as unfinished, too: fuzzy in PO, in a state before `translated` in XLIFF
    #[arg(long)]
    fuzzy: bool,
    /// Leave the units that are refused as they are on their pages, and write the rest
    #[arg(long)]
    skip_refused: bool,
    /// Make each edit wherever else the same source had the same target
    #[arg(long)]
    propagate: bool,
    /// Write nothing and fail (exit status 1) where an edit introduces a defect of this severity or more, by what the rules
    /// themselves say
    #[arg(long, value_name = "SEVERITY", default_value = "none")]
    deny: Deny,
    /// Show each edit, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Imports the files; whether nothing was written for what their edits introduce.
pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<bool, Failure> {
    let source = Source::parse(&arguments.into)?;
    if !matches!(source, Source::Folder { .. }) {
        return Err(no_folder(&arguments.into));
    }
    let spinner = input::progress(common, None, "reading pages");
    let (library, diagnostics) = read::read_pages(std::slice::from_ref(&source))?;
    let [locale] = library.locales.as_slice() else {
        spinner.finish_and_clear();
        report::findings(diagnostics, &library.locales, common);
        return Err(no_folder(&arguments.into));
    };
    let mut stale = match &arguments.upstream.upstream {
        Some(named) => Some(upstream::stale(named, &library.documents)?),
        None => None,
    };
    let newer = stale.as_mut().and_then(|stale| stale.remove(locale));
    let options = Options {
        take_unfinished: arguments.fuzzy,
        skip_refused: arguments.skip_refused,
        propagate: arguments.propagate,
        newer: newer.as_ref(),
    };
    let mut outcome = import::import(&arguments.files, locale, library.documents, options);
    spinner.finish_and_clear();
    let left = outcome.left(options);
    let refused = outcome.refusals.len() - left;
    report::findings(std::mem::take(&mut outcome.refusals), &[], common);
    if refused > 0 {
        return Err(Failure {
            message: format!(
                "nothing was written: {refused} {} refused",
                if refused == 1 { "thing is" } else { "things are" }
            ),
            help: Some(what_to_do(refused, outcome.of_units).to_owned()),
        });
    }
    let deny = arguments.deny.severity();
    let introduced = if common.quiet && deny.is_none() { Vec::new() } else { introduced(&outcome, locale) };
    let denied = deny.map_or(0, |deny| introduced.iter().filter(|rules| is_denied(rules, deny)).count());
    let dry_run = arguments.dry_run || denied > 0;
    if !dry_run {
        write(&outcome.pages)?;
    }
    report::findings(diagnostics, &library.locales, common);
    if !common.quiet {
        let kept = newer.as_ref().map_or(0, without_successor);
        let shown = Shown { introduced, dry_run, left, kept };
        summary(&outcome, &shown, common.colored(&io::stdout()))?;
    }
    if denied > 0 {
        eprintln!("nothing was written: {} with a defect that --deny names", counted(denied, "edit"));
    }
    Ok(denied > 0)
}

fn no_folder(into: &str) -> Failure {
    Failure {
        message: format!("`{into}` is no folder with pages of one locale"),
        help: Some("write --into LOCALE=DIR, such as es-ES=es/docs/outlook/mapi".to_owned()),
    }
}

/// Whether one of these rules is so severe.
fn is_denied(rules: &[&str], deny: Severity) -> bool {
    rules.iter().any(|name| check::rules().any(|rule| rule.name == *name && rule.severity >= deny))
}

/// How many stale segments have no new English that would take their place: an import leaves them stale.
fn without_successor(newer: &Newer) -> usize {
    newer.values().flatten().filter(|(_, now)| now.is_none()).count()
}

/// What is told of the edits.
struct Shown {
    /// For each edit, in order, the rules that its segment breaks now and did not break before.
    introduced: Vec<Vec<&'static str>>,
    dry_run: bool,
    /// How many refused units were left.
    left: usize,
    /// How many stale segments stay so, for the English has nothing new that is like them.
    kept: usize,
}

/// What to do where `refused` things keep an import from being made, of which so many are units.
fn what_to_do(refused: usize, of_units: usize) -> &'static str {
    if refused == of_units {
        "mend the files, or export anew what has changed; --skip-refused leaves such units and writes the rest"
    } else {
        "mend the files: what is wrong with a file as a whole cannot be left"
    }
}

/// What each edit introduces, by the rules that look at one segment. No model is made for it, as for `mapidoc diff`.
fn introduced(outcome: &Outcome, locale: &Locale) -> Vec<Vec<&'static str>> {
    if outcome.pages.is_empty() {
        return Vec::new();
    }
    let pages: Vec<&Unwoven> = outcome.before.iter().collect();
    let (api, identifiers) = (Api::default(), written_names(&pages));
    let names = Names::new(&api, identifiers.iter().map(AsRef::as_ref));
    let knowledge = Knowledge::new(locale, &names, Memory::new(locale, pages));
    let of_edit = |edit: &EditedSegment| {
        let [source, new_source] = &edit.source;
        let [target, new_target] = &edit.target;
        let mut rules = broken(new_source, new_target, &knowledge);
        for before in broken(source, target, &knowledge) {
            if let Some(at) = rules.iter().position(|rule| *rule == before) {
                rules.swap_remove(at);
            }
        }
        rules.sort_unstable();
        rules
    };
    outcome.pages.iter().flat_map(|page| &page.edits).map(of_edit).collect()
}

/// Writes the pages, if every file still has the bytes that were read.
fn write(pages: &[EditedPage]) -> Result<(), Failure> {
    let mut files = Vec::with_capacity(pages.len());
    for page in pages {
        // A page that is not UTF-8 was read with losses; one that was saved meanwhile is someone's work.
        if std::fs::read(&page.path).ok().as_deref() != Some(page.before.as_bytes()) {
            return Err(Failure {
                message: format!(
                    "nothing was written: `{}` is not UTF-8, or has changed just now",
                    page.path.display()
                ),
                help: None,
            });
        }
        files.push((Path::new(&*page.path), page.after.as_bytes()));
    }
    output::replace_all(&files).map_err(|(path, error)| Failure {
        message: format!("nothing was written: `{}`: {error}", path.display()),
        help: None,
    })
}

fn summary(outcome: &Outcome, shown: &Shown, colored: bool) -> Result<(), Failure> {
    let mut introduced = shown.introduced.iter();
    to_stdout(|out| {
        let segments: usize = outcome.pages.iter().map(|page| page.edits.len()).sum();
        let edits = outcome.pages.iter().flat_map(|page| &page.edits);
        let sources = edits.filter(|edit| edit.source[0] != edit.source[1]).count();
        for page in &outcome.pages {
            writeln!(out, "{:>6}  {}", page.edits.len(), page.key)?;
            for edit in &page.edits {
                let rules = introduced.next().map_or(&[][..], Vec::as_slice);
                if shown.dry_run {
                    show(edit, colored, out)?;
                } else if !rules.is_empty() {
                    write!(out, "{:>14}", format!("unit {}", edit.ordinal))?;
                }
                if !rules.is_empty() {
                    let indent = if shown.dry_run { 16 } else { 2 };
                    writeln!(out, "{:indent$}introduces {}", "", rules.join(", "))?;
                }
            }
        }
        let verb = if shown.dry_run { "would change" } else { "changed" };
        let (units, on) = (counted(outcome.units, "unit"), counted(outcome.pages.len(), "page"));
        writeln!(out, "{units}, {} on {on} {verb}", counted(segments, "segment"))?;
        let worse = shown.introduced.iter().filter(|rules| !rules.is_empty()).count();
        if worse > 0 {
            writeln!(
                out,
                "{} with new defects, as above: `mapidoc check` shows them in full",
                counted(worse, "edit")
            )?;
        }
        if sources > 0 {
            writeln!(out, "{} with the newer English as its source", counted(sources, "segment"))?;
        }
        if shown.kept > 0 {
            let segments = counted(shown.kept, "stale segment");
            writeln!(
                out,
                "{segments} without newer English that is like them: they stay stale until they are taken off their pages by hand"
            )?;
        }
        if shown.left > 0 {
            writeln!(out, "{} refused, left (as above)", counted(shown.left, "unit"))?;
        }
        if outcome.propagated > 0 {
            writeln!(
                out,
                "{} of them for another segment that said the same",
                counted(outcome.propagated, "edit")
            )?;
        }
        if outcome.untranslated > 0 {
            writeln!(out, "{} without a target, left", counted(outcome.untranslated, "unit"))?;
        }
        if outcome.unfinished > 0 {
            let edits = counted(outcome.unfinished, "edit");
            writeln!(out, "{edits} marked as unfinished, left (--fuzzy takes them)")?;
        }
        if outcome.unconfirmed > 0 {
            let edits = counted(outcome.unconfirmed, "edit");
            writeln!(
                out,
                "{edits} of newer English: the page keeps its source, and the segment stays stale (--upstream)"
            )?;
        }
        Ok(())
    })
}

/// Shows an edit, as `mapidoc diff` shows changes.
fn show(edit: &EditedSegment, colored: bool, out: &mut dyn Write) -> io::Result<()> {
    let [old, new] = &edit.source;
    if old != new {
        writeln!(out, "{:>14}  {}", "source", changed_text(old, new, colored))?;
    }
    let [old, new] = &edit.target;
    writeln!(out, "{:>14}  {}", format!("unit {}", edit.ordinal), changed_text(old, new, colored))
}
