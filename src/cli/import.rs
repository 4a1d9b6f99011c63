//! `mapidoc import`: edited XLIFF or PO back into the Markdown.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, Failure, input, report, to_stdout};
use crate::import::{self, EditedPage, Options, Outcome};
use crate::output;
use crate::read::{self, Source};

#[derive(Debug, Args)]
#[command(after_help = "\
Takes what `mapidoc export --format xliff|xliff2|po` wrote. Only the targets that were edited change, and no other byte of a page.
All files or none: where anything is refused, nothing is written. Refused are edits that lose a placeholder or add one, that reach
out of their segment, and that another edit or a change of the page since the export contradicts.

Examples:
  mapidoc import es.xlf --into es-ES=es/docs/outlook/mapi --dry-run
  mapidoc import translations/es-ES.po --into es-ES=es/docs/outlook/mapi")]
pub(super) struct Arguments {
    /// Edited files: XLIFF 1.2, XLIFF 2.1 or PO
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The folder of pages to write into, with its locale
    #[arg(long, value_name = "LOCALE=DIR")]
    into: String,
    /// Take entries that are marked as fuzzy, too
    #[arg(long)]
    fuzzy: bool,
    /// Say what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let source = Source::parse(&arguments.into)?;
    let Source::Folder { locale: Some(locale), .. } = &source else {
        return Err(Failure {
            message: format!("`{}` is no folder with its locale", arguments.into),
            help: Some("write --into LOCALE=DIR, such as es-ES=es/docs/outlook/mapi".to_owned()),
        });
    };
    let spinner = input::progress(common, None, "reading pages");
    let (library, diagnostics) = read::read_pages(std::slice::from_ref(&source))?;
    let options = Options { take_fuzzy: arguments.fuzzy };
    let mut outcome = import::import(&arguments.files, locale, library.documents, options);
    spinner.finish_and_clear();
    let refused = outcome.refusals.len();
    report::findings(std::mem::take(&mut outcome.refusals), &[], common);
    if refused > 0 {
        return Err(Failure {
            message: format!(
                "nothing was written: {refused} {} refused",
                if refused == 1 { "thing is" } else { "things are" }
            ),
            help: Some("mend the files, or export anew what has changed".to_owned()),
        });
    }
    if !arguments.dry_run {
        write(&outcome.pages)?;
    }
    report::findings(diagnostics, &library.locales, common);
    summary(&outcome, arguments.dry_run, common)
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

fn summary(outcome: &Outcome, dry_run: bool, common: &Common) -> Result<(), Failure> {
    if common.quiet {
        return Ok(());
    }
    to_stdout(|out| {
        let segments: usize = outcome.pages.iter().map(|page| page.segments).sum();
        for page in &outcome.pages {
            writeln!(out, "{:>6}  {}", page.segments, page.key)?;
        }
        let verb = if dry_run { "would change" } else { "changed" };
        writeln!(
            out,
            "{} units, {segments} segments on {} pages {verb}",
            outcome.units,
            outcome.pages.len()
        )?;
        if outcome.untranslated > 0 {
            writeln!(out, "{} units have no target, and were left", outcome.untranslated)?;
        }
        if outcome.fuzzy > 0 {
            writeln!(out, "{} edits are marked as fuzzy, and were left (--fuzzy takes them)", outcome.fuzzy)?;
        }
        Ok(())
    })
}
