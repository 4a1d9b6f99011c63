//! `mapidoc rust`: the bindings alone.

use std::path::Path;

use clap::Args;

use super::input::{Docs, Input};
use super::unchanged::{Fingerprint, Inputs, Said};
use super::witnesses::Witnesses;
use super::{Common, Failure, OutputFolder, Sources, input, report, to_stdout};
use crate::emit::{OutputFile, rust};
use crate::locale::Locale;
use crate::model::{Model, Words};
use crate::output::{self, Output, Written};

const LONG: &str = "\
The crate of bindings, into DIR/rust: interfaces to call and to implement, structures, functions, constants.

  mapidoc rust es-ES=es -o out --docs es-ES+en-US         in Spanish, the English as a quotation below
  mapidoc rust --implement IABProvider,IABLogon -o mine   a crate to begin with, and the bindings in it
  mapidoc rust --interface-style -o out                   out/interface-style/interfaces.rs, for reading";

/// Where the bindings are below the output folder, and where the crate of traits.
const BINDINGS: &str = "rust";
const STYLE: &str = "interface-style";
/// What the crate of bindings is called.
const CRATE: &str = "mapi-bindings";
/// Names that are so many letters away are suggested.
const NEAR: usize = 3;

#[derive(Debug, Args)]
#[command(before_long_help = LONG)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    witnesses: Witnesses,
    #[command(flatten)]
    output: OutputFolder,
    /// The locale of the documentation, or two together as `es-ES+en-US`: the second is set off as a quotation.
    /// The source language unless said, and wherever a text is not translated
    #[arg(long, value_name = "LOCALE[+LOCALE]")]
    docs: Option<String>,
    /// Write a crate into DIR that implements these interfaces: every method is there with its documentation and
    /// returns `E_NOTIMPL`. It is yours, so it is written once; the bindings it needs are in DIR/rust
    #[arg(long, value_name = "INTERFACE,…", value_delimiter = ',')]
    implement: Vec<String>,
    /// Write the interfaces as `#[interface]` traits too, into the one file DIR/interface-style/interfaces.rs
    #[arg(long)]
    interface_style: bool,
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let project = input::project(&arguments.sources)?;
    let root = project.output(&arguments.output);
    let inputs =
        Inputs { project: &project, witnesses: &arguments.witnesses, arguments, theme: &[], english: None };
    let fingerprint = Fingerprint::new("rust", &root, &[BINDINGS, STYLE], &inputs);
    // A crate to begin with is written once: asking for it again has to be refused.
    let unchanged = if arguments.implement.is_empty() { fingerprint.unchanged(common) } else { None };
    if let Some(said) = unchanged {
        let written = Written { files: said.files.iter().sum(), ..Written::default() };
        return tell(&root, written, arguments);
    }
    let mut input = project.read_noting(common, |page| fingerprint.note(page))?;
    let docs = input.docs(arguments.docs.as_deref())?;
    let locales: Vec<Locale> =
        [&docs.locale, &input.source].into_iter().chain(&docs.beside).cloned().collect();
    let model = input.model(&arguments.witnesses, Words::Of(&locales), common)?;
    let folder = root.join(BINDINGS);
    let options = options(&input, docs);
    // Before anything is written: a name that is not there leaves no half of it behind.
    let skeleton = skeleton(&model, &options, &arguments.implement, &root)?;
    let written = write_crate(&mut input, &model, &options, &folder)?;
    if let Some(files) = &skeleton {
        output::write_once(&root, files).map_err(|error| Failure::writing(&root, &error))?;
    }
    if arguments.interface_style {
        let files = rust::interface_style(&model.api, &options, "../rust");
        put_all(&root.join(STYLE), &files)?;
    }
    let findings = report::findings(input.told(), &input.locales, common);
    fingerprint.keep(&findings, &Said { text: String::new(), files: vec![written.files] })?;
    tell(&root, written, arguments)
}

/// Says where the bindings are, and what else was asked for.
fn tell(root: &Path, written: Written, arguments: &Arguments) -> Result<(), Failure> {
    to_stdout(|out| {
        writeln!(
            out,
            "{} files ({} changed): see {}",
            written.files,
            written.changed,
            root.join(BINDINGS).join("src/lib.rs").display()
        )?;
        if !arguments.implement.is_empty() {
            writeln!(out, "begin with {}", root.join("src/lib.rs").display())?;
        }
        if arguments.interface_style {
            writeln!(out, "read {}", root.join(STYLE).join("interfaces.rs").display())?;
        }
        Ok(())
    })
}

/// What the crate is like that documents in `docs`.
pub(super) fn options(input: &Input, docs: Docs) -> rust::Options {
    let source = input.source.clone();
    rust::Options { docs: docs.locale, beside: docs.beside, source, crate_name: CRATE.to_owned() }
}

/// Writes the crate into `folder`; its findings join those of the input.
pub(super) fn write(input: &mut Input, model: &Model, docs: Docs, folder: &Path) -> Result<Written, Failure> {
    let options = options(input, docs);
    write_crate(input, model, &options, folder)
}

fn write_crate(
    input: &mut Input,
    model: &Model,
    options: &rust::Options,
    folder: &Path,
) -> Result<Written, Failure> {
    let (files, mut findings) = rust::emit(&model.api, options);
    input.diagnostics.append(&mut findings);
    put_all(folder, &files)
}

fn put_all(folder: &Path, files: &[OutputFile]) -> Result<Written, Failure> {
    let failed = |error: &std::io::Error| Failure::writing(folder, error);
    let output = Output::begin(folder).map_err(|error| failed(&error))?;
    files.iter().try_for_each(|file| output.put(file)).map_err(|error| failed(&error))?;
    output.finish().map_err(|error| failed(&error))
}

/// The files of the crate that implements `interfaces`; `None` where none are asked for.
fn skeleton(
    model: &Model,
    options: &rust::Options,
    interfaces: &[String],
    root: &Path,
) -> Result<Option<Vec<OutputFile>>, Failure> {
    if interfaces.is_empty() {
        return Ok(None);
    }
    let name = std::path::absolute(root).ok();
    let name = name.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let interfaces: Vec<String> = interfaces.iter().map(|name| name.trim().to_owned()).collect();
    let files =
        rust::skeleton(&model.api, options, &interfaces, name.as_deref().unwrap_or("provider"), BINDINGS)
            .map_err(|refusal| refused(model, refusal))?;
    if let Some(there) = files.iter().map(|file| root.join(&file.path)).find(|path| path.exists()) {
        return Err(Failure {
            message: format!(
                "`{}` is there already; what you have written is not written over",
                there.display()
            ),
            help: Some(
                "name another folder with -o; without --implement the bindings alone are renewed".to_owned(),
            ),
        });
    }
    Ok(Some(files))
}

fn refused(model: &Model, refusal: rust::Refusal) -> Failure {
    match refusal {
        rust::Refusal::Unknown(name) => {
            let names = model.api.interfaces.iter().map(|interface| interface.common.name.as_str());
            let near = nearest(&name, names);
            let help = if near.is_empty() {
                "`mapidoc model` lists the interfaces that the pages tell of".to_owned()
            } else {
                format!("did you mean {}?", near.join(" or "))
            };
            Failure { message: format!("no page tells of an interface `{name}`"), help: Some(help) }
        }
        rust::Refusal::Unplaced(name) => Failure {
            message: format!(
                "`{name}` cannot be implemented: where its methods stand in the vtable is not known"
            ),
            help: Some("its base is on no page; its documentation in the bindings tells more".to_owned()),
        },
    }
}

/// The names like `wanted`, nearest first: those with other capitals, those that hold it, those a few letters away.
fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let lower = wanted.to_lowercase();
    let mut near: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let other = name.to_lowercase();
            let holds = lower.len() > NEAR && other.contains(&lower);
            let distance = if holds { NEAR.min(other.len() - lower.len()) } else { distance(&lower, &other) };
            (distance <= NEAR).then_some((distance, name))
        })
        .collect();
    near.sort_unstable();
    near.into_iter().take(NEAR).map(|(_, name)| format!("`{name}`")).collect()
}

/// How many letters have to be put in, taken out or changed to make `b` of `a`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (index, letter) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], index + 1);
        for column in 0..b.len() {
            let changed = corner + usize::from(letter != b[column]);
            corner = row[column + 1];
            row[column + 1] = changed.min(corner + 1).min(row[column] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_names_have_neighbours() {
        let names = ["IABLogon", "IABProvider", "IMSLogon", "IMAPITable"];
        assert_eq!(nearest("IABLogin", names.into_iter()), ["`IABLogon`", "`IMSLogon`"]);
        assert_eq!(nearest("iabprovider", names.into_iter()), ["`IABProvider`"]);
        assert_eq!(nearest("Table", names.into_iter()), ["`IMAPITable`"]);
        assert_eq!(nearest("x", names.into_iter()), [""; 0]);
        assert_eq!((distance("", "abc"), distance("kitten", "sitting")), (3, 3));
    }
}
