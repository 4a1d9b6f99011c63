//! The crate itself: its manifest, its root, and what its modules say of themselves.

use super::constant;
use super::context::Context;
use super::names::snake;
use crate::emit::OutputFile;
use crate::model::Api;

/// The version of `windows-core` that the files are written for. Pinned, for they use macros of its `imp` module.
pub(super) const WINDOWS_CORE: &str = "0.100.0";
/// The least Rust that this `windows-core` builds with.
pub(super) const RUST: &str = "1.95";

/// The lints that the crate cannot satisfy, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("non_camel_case_types", "Names are C's, so that pages, headers and this crate agree."),
    ("non_snake_case", "As above."),
    ("non_upper_case_globals", "As above."),
    ("clippy::disallowed_names", "As above, whatever a page calls a parameter."),
    (
        "clippy::missing_safety_doc",
        "What a call asks of its caller is what the page says, under its own headings.",
    ),
    ("clippy::too_many_arguments", "A signature has as many parameters as its page."),
    ("rustdoc::redundant_explicit_links", "Links carry their whole path, for their text is the page's."),
];

/// `Cargo.toml`.
pub(super) fn manifest(context: &Context<'_>) -> OutputFile {
    let name = crate_name(&context.options.crate_name);
    let text = format!(
        "# Written by mapidoc. Changes are lost when it runs again.\n\
         [package]\n\
         name = \"{name}\"\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         rust-version = \"{RUST}\"\n\
         description = \"Documented COM bindings, made from reference pages\"\n\
         publish = false\n\
         \n\
         [lib]\n\
         # Code in the documentation is C.\n\
         doctest = false\n\
         \n\
         [dependencies]\n\
         # Pinned: the bindings use what windows-core keeps for generated code.\n\
         windows-core = {{ version = \"={WINDOWS_CORE}\", default-features = false }}\n"
    );
    OutputFile::text("Cargo.toml", text)
}

/// A name that Cargo takes.
pub(super) fn crate_name(name: &str) -> String {
    let name: String = name
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || letter == '-' { letter } else { '_' })
        .collect();
    let name = name.trim_matches(['-', '_']);
    if name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && snake(name) == name.replace('-', "_")
    {
        name.to_owned()
    } else {
        format!("bindings-{}", name.to_ascii_lowercase()).trim_end_matches('-').to_owned()
    }
}

/// `src/lib.rs`.
pub(super) fn library(context: &Context<'_>, modules: &[&'static str], silent: Option<&str>) -> OutputFile {
    let mut code = super::writer::Code::default();
    code.module_docs(&library_docs(context, modules));
    code.line("#![no_std]");
    code.line("#![deny(missing_docs)]");
    for (lint, why) in ALLOWED {
        code.line(&format!("// {why}"));
        code.line(&format!("#![allow({lint})]"));
    }
    code.gap();
    let mut names = modules.to_vec();
    names.sort_unstable();
    for name in &names {
        code.line(&format!("pub mod {name};"));
    }
    code.gap();
    for name in names.iter().filter(|name| Some(**name) != silent) {
        code.line(&format!("pub use {name}::*;"));
    }
    OutputFile::text("src/lib.rs", code.finish())
}

fn library_docs(context: &Context<'_>, modules: &[&'static str]) -> Vec<String> {
    let api = context.api;
    let (docs, source) = (&context.options.docs, &context.options.source);
    let mut lines = vec![
        "COM bindings with their documentation, made from reference pages by mapidoc.".to_owned(),
        String::new(),
    ];
    lines.push(if docs == source {
        format!("The documentation is in {docs}.")
    } else {
        format!("The documentation is in {docs}, and in {source} where a text is not translated.")
    });
    if let Some(beside) = &context.options.beside {
        lines.push(format!("What is set off as a quotation below a text is the same in {beside}."));
    }
    lines.push(format!(
        "The pages tell of {} interfaces, {} structures, {} enumerations, {} callbacks, {} functions and {} properties;",
        api.interfaces.len(),
        api.structures.len(),
        api.enumerations.len(),
        api.callbacks.len(),
        api.functions.len(),
        api.properties.len()
    ));
    lines.push("each item names its page. Names are those of C.".to_owned());
    lines.push(String::new());
    lines.push("Interfaces are called through unsafe methods and implemented through `_Impl` traits, as in `windows-rs`.".to_owned());
    lines.extend(self::lines(&[
        "A method whose last parameter is the only one that gives something back returns it in a `Result`, and one that gives",
        "nothing back a `Result` of nothing. A method of which more codes than `S_OK` mean success returns its `HRESULT`, so that",
        "none is lost. Methods of the traits are unsafe too, for what they are given are a caller's pointers.",
        "",
        "A pointer to what a method only reads is `*const`, and `PCSTR` or `PCWSTR` where it is text. Where a flag of the call asks for",
        "UTF-16, cast the pointer: `PCSTR(text.as_ptr().cast())`.",
    ]));
    if modules.contains(&"undefined") {
        lines.push(String::new());
        lines.push("Types that no page defines have stand-ins in [`undefined`].".to_owned());
    }
    lines
}

/// Documentation of one line.
pub(super) fn one_line(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

/// Of `interfaces`.
pub(super) fn interfaces_docs() -> Vec<String> {
    lines(&[
        "COM interfaces, a file each.",
        "",
        "`IFoo` is called, `IFoo_Impl` is implemented, `IFoo_Vtbl` lies between them. Slots that no page tells of keep their",
        "place in the vtable as `Reserved…`; an implementation has zeros there, so nobody may call them.",
    ])
}

/// Of `types`.
pub(super) fn types_docs() -> Vec<String> {
    lines(&[
        "Further names of types.",
        "",
        "A name for a pointer to an interface stands for an owned interface that may be null, such as a call fills in.",
    ])
}

/// Of `windows`.
pub(super) fn windows_docs() -> Vec<String> {
    lines(&["Types of Windows that `windows-core` does not have."])
}

/// Of `undefined`.
pub(super) fn undefined_docs() -> Vec<String> {
    lines(&[
        "Types that the pages use and do not define.",
        "",
        "These are stand-ins. Cast them once you know better, and mind the size of those that are passed by value.",
    ])
}

/// Of `properties`.
pub(super) fn properties_docs() -> Vec<String> {
    lines(&[
        "Properties: tags (identifier and type), long ids and names.",
        "",
        "Of a property with two types of text the bare name is the UTF-16 one.",
    ])
}

/// Of `codes`.
pub(super) fn codes_docs() -> Vec<String> {
    lines(&[
        "Error and warning codes.",
        "",
        "Those that a call which failed returns are the [`code`](windows_core::Error::code) of its error; warnings mean success,",
        "and a method that may return one returns its `HRESULT`.",
    ])
}

/// Of `constants`.
pub(super) fn constants_docs(api: &Api) -> Vec<String> {
    let mut docs = lines(&["Flags, codes and identifiers."]);
    let valueless = constant::valueless(&api.constants);
    if !valueless.is_empty() {
        docs.push(String::new());
        docs.push("No page states the values of these, so they are not here:".to_owned());
        docs.push(valueless.join(", ") + ".");
    }
    docs
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}
