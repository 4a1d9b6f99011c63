//! `mapidoc site`: the localized site alone.

use std::path::Path;
use std::sync::Mutex;

use clap::Args;

use super::input::{Input, progress};
use super::witnesses::Witnesses;
use super::{Common, Failure, OutputFolder, Sources, input, report, to_stdout};
use crate::emit::site;
use crate::model::Model;
use crate::output::{Output, Written};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    witnesses: Witnesses,
    #[command(flatten)]
    output: OutputFolder,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let mut input = input::pages(&arguments.sources, common)?;
    let model = input.model(&arguments.witnesses, common)?;
    let folder = input.output(&arguments.output).join("site");
    let written = write(&mut input, &model, &folder, common)?;
    report::findings(std::mem::take(&mut input.diagnostics), &input.locales, common);
    to_stdout(|out| {
        writeln!(
            out,
            "{} files ({} changed): open {}",
            written.files,
            written.changed,
            folder.join("index.html").display()
        )
    })
}

/// Writes the site into `folder`; its findings join those of the input.
pub(super) fn write(
    input: &mut Input,
    model: &Model,
    folder: &Path,
    common: &Common,
) -> Result<Written, Failure> {
    let output = Output::open(folder).map_err(|error| Failure::writing(folder, &error))?;
    let book = site::Book {
        title: input.config.title.clone(),
        link_root: input.config.link_root(),
        source: &input.source,
        locales: &input.locales,
        books: &input.books,
        pages: &input.pages,
        model,
    };
    let bar = progress(common, Some(input.pages.len()), "writing the site");
    let failed = Mutex::new(None);
    let mut findings = site::emit(&book, &|file| {
        if let Err(error) = output.put(&file) {
            failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(error);
        }
        bar.inc(1);
    });
    bar.finish_and_clear();
    if let Some(error) = failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        return Err(Failure::writing(folder, &error));
    }
    input.diagnostics.append(&mut findings);
    output.finish().map_err(|error| Failure::writing(folder, &error))
}
