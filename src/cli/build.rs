//! `mapidoc build`: site, bindings and model in one go.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::time::Instant;

use clap::Args;

use super::input::Input;
use super::unchanged::{Fingerprint, Inputs, Said};
use super::witnesses::Witnesses;
use super::{Common, Failure, OutputFolder, Sources, input, report, rust, site, to_stdout};
use crate::emit::{OutputFile, json};
use crate::model::{Api, Model, Words};
use crate::output::{Output, Written};

#[derive(Debug, Default, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    witnesses: Witnesses,
    #[command(flatten)]
    output: OutputFolder,
    #[command(flatten)]
    looks: site::Looks,
    /// The locale of the bindings' documentation; the source language unless said
    #[arg(long, value_name = "LOCALE")]
    docs: Option<String>,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let started = Instant::now();
    let project = input::project(&arguments.sources)?;
    let folder = project.output(&arguments.output);
    let theme = site::theme_files(&arguments.looks, &project.config, common)?;
    let inputs = Inputs {
        project: &project,
        witnesses: &arguments.witnesses,
        arguments,
        theme: &theme,
        english: arguments.looks.english(&project.config),
    };
    let fingerprint = Fingerprint::new("build", &folder, &["", "site", "rust"], &inputs);
    if let Some(said) = fingerprint.unchanged(common) {
        let unchanged = |files: Option<&usize>| Written {
            files: files.copied().unwrap_or_default(),
            ..Written::default()
        };
        let [site, rust] = [said.files.first(), said.files.get(1)].map(unchanged);
        return tell(&said.text, [site, rust], &folder, started, common);
    }
    let mut input = project.read_noting(common, |page| fingerprint.note(page))?;
    let docs = input.docs(arguments.docs.as_deref())?;
    let model = input.model(&arguments.witnesses, Words::All, common)?;
    let wishes = arguments.looks.wishes(site::theme(theme)?, &input)?;
    let site_written = site::write(&mut input, &model, &wishes, &folder.join("site"), common)?;
    let rust_written = rust::write(&mut input, &model, docs, &folder.join("rust"))?;
    write_model(&model, &folder)?;
    let findings = report::findings(input.told(), &input.locales, common);
    let text = summary(&input, &model.api);
    let said = Said { text, files: vec![site_written.files, rust_written.files] };
    fingerprint.keep(&findings, &said)?;
    // The process ends: the system takes millions of texts back at once.
    std::mem::forget((input, model));
    tell(&said.text, [site_written, rust_written], &folder, started, common)
}

/// Says what was read and where the results are.
fn tell(
    summary: &str,
    [site_written, rust_written]: [Written; 2],
    folder: &Path,
    started: Instant,
    common: &Common,
) -> Result<(), Failure> {
    if common.quiet {
        return Ok(());
    }
    to_stdout(|out| {
        out.write_all(summary.as_bytes())?;
        let changed = |written: Written| format!("{} files, {} changed", written.files, written.changed);
        writeln!(out, "\nIn {:.1} s, written to {}:", started.elapsed().as_secs_f64(), folder.display())?;
        writeln!(out, "  {:<28} {}", folder.join("site/index.html").display(), changed(site_written))?;
        writeln!(out, "  {:<28} {}", folder.join("rust/src/lib.rs").display(), changed(rust_written))?;
        writeln!(out, "  {}", folder.join("model.json").display())
    })
}

fn write_model(model: &Model, folder: &Path) -> Result<(), Failure> {
    let failed = |error: &io::Error| Failure::writing(folder, error);
    let mut bytes = Vec::new();
    json::model(&model.api, &mut bytes).map_err(|error| failed(&error))?;
    let output = Output::begin(folder).map_err(|error| failed(&error))?;
    output.put(&OutputFile { path: "model.json".to_owned(), bytes }).map_err(|error| failed(&error))?;
    output.finish().map_err(|error| failed(&error))?;
    Ok(())
}

/// What was read, and what it holds.
fn summary(input: &Input, api: &Api) -> String {
    let mut out = String::new();
    let mut pages: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for page in &input.pages {
        let count = pages.entry(page.sheet.locale.as_str()).or_default();
        count.0 += 1;
        count.1 += page.sheet.unwoven.segments.len();
    }
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:<8} {:>7} {:>10}", "locale", "pages", "segments");
    for locale in &input.locales {
        let (pages, segments) = pages.get(locale.as_str()).copied().unwrap_or_default();
        let _ = writeln!(out, "{:<8} {:>7} {:>10}", locale.as_str(), pages, segments);
    }
    let methods: usize = api.interfaces.iter().map(|interface| interface.methods.len()).sum();
    let counts = [
        ("interfaces", api.interfaces.len()),
        ("vtable slots", methods),
        ("functions", api.functions.len()),
        ("callbacks", api.callbacks.len()),
        ("macros", api.macros.len()),
        ("structures", api.structures.len()),
        ("enumerations", api.enumerations.len()),
        ("typedefs", api.typedefs.len()),
        ("constants", api.constants.len()),
        ("properties", api.properties.len()),
        ("attributes", api.attributes.len()),
        ("concepts", api.concepts.len()),
    ];
    out.push('\n');
    for line in counts.chunks(4) {
        let cells: Vec<String> = line.iter().map(|(name, count)| format!("{count:>6} {name:<14}")).collect();
        let _ = writeln!(out, "{}", cells.concat().trim_end());
    }
    out
}
