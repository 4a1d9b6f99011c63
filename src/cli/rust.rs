//! `mapidoc rust`: the bindings alone.

use std::path::Path;

use clap::Args;

use super::input::Input;
use super::witnesses::Witnesses;
use super::{Common, Failure, OutputFolder, Sources, input, report, to_stdout};
use crate::emit::{OutputFile, rust};
use crate::locale::Locale;
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
    /// The locale of the documentation; the source language unless said
    #[arg(long, value_name = "LOCALE")]
    docs: Option<String>,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let mut input = input::pages(&arguments.sources, common)?;
    let docs = input.docs(arguments.docs.as_deref())?;
    let model = input.model(&arguments.witnesses, common)?;
    let folder = input.output(&arguments.output).join("rust");
    let written = write(&mut input, &model, docs, &folder)?;
    report::findings(std::mem::take(&mut input.diagnostics), &input.locales, common);
    to_stdout(|out| {
        writeln!(
            out,
            "{} files ({} changed): see {}",
            written.files,
            written.changed,
            folder.join("src/lib.rs").display()
        )
    })
}

/// Writes the crate into `folder`; its findings join those of the input.
pub(super) fn write(
    input: &mut Input,
    model: &Model,
    docs: Locale,
    folder: &Path,
) -> Result<Written, Failure> {
    let output = Output::open(folder).map_err(|error| Failure::writing(folder, &error))?;
    let options =
        rust::Options { docs, source: input.source.clone(), crate_name: "mapi-bindings".to_owned() };
    let (files, mut findings) = rust::emit(&model.api, &options);
    input.diagnostics.append(&mut findings);
    put_all(&output, &files).map_err(|error| Failure::writing(folder, &error))?;
    output.finish().map_err(|error| Failure::writing(folder, &error))
}

fn put_all(output: &Output, files: &[OutputFile]) -> std::io::Result<()> {
    files.iter().try_for_each(|file| output.put(file))
}
