//! `mapidoc supplement`: what C headers know and the pages lack, as the facts part of a supplement, and drafts of corrections.

use std::path::{Path, PathBuf};

use clap::Args;

use super::witnesses::Witnesses;
use super::{Common, Failure, Sources, input, report, to_stdout};
use crate::check::Comparison;
use crate::emit::OutputFile;
use crate::model;
use crate::model::supplement::{self, PageCorrection, Supplement};
use crate::output::Output;

/// The line from which on a supplement's file is written by this command.
const MARKER: &str = "# Facts, written by `mapidoc supplement`";

#[derive(Debug, Args)]
#[command(after_help = "\
Without --draft and --into, the facts are printed. They hold what the pages lack: identifiers,
values, types and methods that no page describes, and the signatures that verify the others.

Examples:
  mapidoc supplement es-ES=es/docs/outlook/mapi --headers include
  mapidoc supplement es-ES=es/docs/outlook/mapi --headers include --into content/mapi.toml
  mapidoc supplement es-ES=es/docs/outlook/mapi --headers include --draft")]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    /// The folder of C headers that the facts are from
    #[arg(long, value_name = "DIR")]
    headers: PathBuf,
    /// Where the headers are from, as the facts shall say
    #[arg(long, value_name = "TEXT", default_value = "the headers")]
    name: String,
    /// Print a correction for each disagreement that matters and that the supplement does not settle yet
    #[arg(long, conflicts_with = "into")]
    draft: bool,
    /// Refresh the facts part of this supplement; what people wrote above it stays
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// The supplement whose corrections count as settled; the built-in one unless said, or `none`
    #[arg(long, value_name = "FILE")]
    supplement: Option<PathBuf>,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let mut input = input::pages(&arguments.sources, common)?;
    let witnesses = Witnesses {
        headers: Some(arguments.headers.clone()),
        supplement: arguments.supplement.clone().or_else(|| arguments.into.clone()),
    };
    let known = match &arguments.into {
        Some(path) if !path.exists() => Supplement::default(),
        _ => input.supplement(&witnesses)?,
    };
    let Some(facts) = input.headers(&witnesses)? else {
        return Err(Failure { message: "there are no headers".to_owned(), help: None });
    };
    let (mut model, _) =
        model::build(&input.pages, &input.locales, &input.books, &input.source, model::Words::None);
    // Corrections may need methods that only the headers declare.
    let known = Supplement { facts: facts.clone(), ..known };
    input.diagnostics.extend(known.correct(&mut model.api));
    let comparison = Comparison::new(&model.api, &facts);
    let mut drafts: Vec<PageCorrection> = Vec::new();
    for found in comparison.disagreements().into_iter().filter(crate::check::Disagreement::matters) {
        // An order and a lack of one interface are mended together.
        let same = |draft: &PageCorrection| {
            draft.item == found.correction.item && draft.correction.what == found.correction.correction.what
        };
        if !drafts.iter().any(same) {
            drafts.push(found.correction);
        }
    }
    if arguments.draft {
        to_stdout(|out| out.write_all(supplement::corrections(&drafts).as_bytes()))?;
    } else {
        let text = supplement::facts(&model.api, &input.pages, &facts, &arguments.name);
        match &arguments.into {
            Some(path) => write_into(path, &text)?,
            None => to_stdout(|out| out.write_all(text.as_bytes()))?,
        }
        if !drafts.is_empty() && !common.quiet {
            eprintln!("{} disagreements are not corrected yet; --draft prints them", drafts.len());
        }
    }
    report::findings(input.told(), &input.locales, common);
    Ok(())
}

/// Puts the facts in the place of those that the file has.
fn write_into(path: &Path, facts: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::writing(path, &error);
    let old = if path.exists() { std::fs::read_to_string(path).map_err(failed)? } else { String::new() };
    let kept = old.split(MARKER).next().unwrap_or_default().trim_end();
    let text = if kept.is_empty() { facts.to_owned() } else { format!("{kept}\n\n{facts}") };
    // What could not be read again must not take the place of what can.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Supplement::parse(&path.display().to_string(), &text)
        .map_err(|error| Failure { message: error.to_string(), help: None })?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let output = Output::open(folder).map_err(failed)?;
    output.put(&OutputFile::text(name, text)).map_err(failed)
}
