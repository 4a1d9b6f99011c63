//! Examples that run, for crates that have what they need.
//!
//! An example is a template in `templates/rust/`. What it needs it says itself, in lines that do not reach the crate:
//!
//! - `//@ needs pub cRows: u32,`: this must be in the crate's code, but for spaces and line breaks;
//! - `//@ stubs IFoo One Two`: here come the methods of `IFoo` but these two, as [`super::stubs`] writes them.

use super::context::Context;
use super::stubs;
use super::writer::Code;
use crate::embedded;
use crate::emit::OutputFile;

/// Where the templates are among those of the site.
const FOLDER: &str = "rust/";
const NEEDS: &str = "//@ needs ";
const STUBS: &str = "//@ stubs ";

/// The examples for which the crate's `files` have what they need.
pub(super) fn write(context: &mut Context<'_>, files: &[OutputFile]) -> Vec<OutputFile> {
    let templates: Vec<(&str, &str)> = embedded::TEMPLATES
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix(FOLDER)?, std::str::from_utf8(bytes).ok()?)))
        .collect();
    let code: String = files.iter().filter(|file| file.path.starts_with("src/")).map(bare).collect();
    let mut examples = Vec::new();
    for (name, template) in templates {
        let needs = template.lines().filter_map(|line| line.strip_prefix(NEEDS));
        if needs.map(tight).all(|need| code.contains(&need)) {
            examples.push(OutputFile::text(format!("examples/{name}"), fill(context, template)));
        }
    }
    examples
}

/// `template` with its stubs and its crate's name.
fn fill(context: &mut Context<'_>, template: &str) -> String {
    let mut text = String::new();
    for line in template.lines().filter(|line| !line.starts_with(NEEDS)) {
        let Some(stubs) = line.trim_start().strip_prefix(STUBS) else {
            text.push_str(&line.replace("crate_name", &context.options.crate_name.replace('-', "_")));
            text.push('\n');
            continue;
        };
        let mut words = stubs.split_whitespace();
        let interface = words.next().and_then(|rust| context.interface_called(rust));
        let written: Vec<&str> = words.collect();
        let mut code = Code::default();
        code.enter();
        if let Some(interface) = interface {
            stubs::write(context, &mut code, interface, &written, false);
        }
        text.push_str(&code.finish());
    }
    text
}

/// The code of a file without comments and without what a formatter may choose.
fn bare(file: &OutputFile) -> String {
    let text = String::from_utf8_lossy(&file.bytes);
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    tight(&lines.collect::<Vec<_>>().join(" "))
}

/// `code` without its spaces and without the commas before brackets that close.
fn tight(code: &str) -> String {
    let tight: String = code.split_whitespace().collect();
    tight.replace(",)", ")").replace(",}", "}")
}
