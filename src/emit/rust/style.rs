//! Interfaces as `#[interface]` traits in one file: the shortest form there is, for reading and for small programs.

use super::call::abi;
use super::context::{Context, Shape};
use super::markdown;
use super::outcome::Outcome;
use super::slots::{Lineage, MethodParts, ROOT, Slot, reserved, slots};
use super::writer::{Code, guid};
use super::{Options, root};
use crate::emit::OutputFile;
use crate::model::{Api, Interface};
use crate::parse::item::Verified;

/// What names, signatures and the macro's own code cannot help.
const ALLOWED: &[&str] = &[
    "non_camel_case_types",
    "non_snake_case",
    "clippy::disallowed_names",
    "clippy::missing_safety_doc",
    "clippy::too_many_arguments",
];

/// A crate of one file, `interfaces.rs`, whose structures and constants are those of the bindings in `bindings` beside it.
pub fn interface_style(api: &Api, options: &Options, bindings: &str) -> Vec<OutputFile> {
    let (mut context, _) = super::written(api, options);
    let mut code = Code::default();
    let crate_name = options.crate_name.replace('-', "_");
    code.module_docs(&[
        "The interfaces as `#[interface]` traits, for reading.".to_owned(),
        String::new(),
        format!("The vtables are those of the bindings ([`{crate_name}`]), which have the documentation too. Here a method"),
        "has the parameters of its vtable; `Result<()>` stands where the `HRESULT` says no more than whether the call".to_owned(),
        "succeeded. Mind that these types are not the bindings' own, though they are called the same.".to_owned(),
    ]);
    code.line("// Names are C's, signatures the pages', and the calls the macro's.");
    for lint in ALLOWED {
        code.line(&format!("#![allow({lint})]"));
    }
    code.gap();
    code.line(&format!("use {crate_name}::*;"));
    code.line("use windows_core::{IUnknown, interface};");
    for (index, interface) in api.interfaces.iter().enumerate() {
        if let Some(rust) = context.scope.name_of("interface", index).map(str::to_owned) {
            write(&mut context, &mut code, interface, &rust);
        }
    }
    vec![manifest(&options.crate_name, bindings), OutputFile::text("interfaces.rs", code.finish())]
}

fn manifest(crate_name: &str, bindings: &str) -> OutputFile {
    let crate_name = root::crate_name(crate_name);
    let text = format!(
        "# Written by mapidoc. Changes are lost when it runs again.\n\
         [package]\n\
         name = \"{crate_name}-interfaces\"\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         rust-version = \"{}\"\n\
         publish = false\n\
         \n\
         [lib]\n\
         path = \"interfaces.rs\"\n\
         doctest = false\n\
         \n\
         [dependencies]\n\
         {crate_name} = {{ path = \"{bindings}\" }}\n\
         windows-core = \"={}\"\n",
        root::RUST,
        root::WINDOWS_CORE
    );
    OutputFile::text("Cargo.toml", text)
}

fn write(context: &mut Context<'_>, code: &mut Code, interface: &Interface, rust: &str) {
    let reported = context.diagnostics.len();
    let lineage = Lineage::of(context, interface);
    let slots = slots(context, interface, &lineage);
    context.diagnostics.truncate(reported);
    code.gap();
    if lineage.slots.is_none() {
        code.line(&format!(
            "// `{rust}` is left out: its base is on no page, and where its methods stand is not known."
        ));
        return;
    }
    let mut docs = vec![summary(context, &interface.common)];
    if interface.verified == Verified::Pages {
        docs.extend([
            String::new(),
            "**Unverified**: no header confirms the order of this vtable.".to_owned(),
        ]);
    }
    code.docs(&docs);
    // Without an identifier the macro takes zero.
    match interface.iid.as_deref().filter(|iid| guid(iid).is_some()) {
        Some(iid) => {
            let iid = iid.trim().trim_start_matches('{').trim_end_matches('}');
            code.line(&format!("#[interface(\"{}\")]", iid.to_ascii_uppercase()));
        }
        None => code.line("#[interface]"),
    }
    let base = if lineage.base() == ROOT { "IUnknown" } else { lineage.base() };
    if slots.is_empty() {
        code.line(&format!("pub unsafe trait {rust}: {base} {{}}"));
        return;
    }
    code.open(&format!("pub unsafe trait {rust}: {base} {{"));
    for slot in &slots {
        match slot {
            Slot::Reserved { slot, method } => {
                code.docs(&[format!("{} Not to be called.", reserved(*slot, *method))]);
                code.line(&format!("unsafe fn Reserved{slot}(&self);"));
            }
            Slot::Method(parts) => write_method(context, code, parts),
        }
    }
    code.close("}");
}

fn write_method(context: &Context<'_>, code: &mut Code, parts: &MethodParts<'_>) {
    let mut items = vec!["&self".to_owned()];
    items.extend(parts.call.parameters.iter().map(|(name, shape)| match shape {
        Shape::Interface(interface) => format!("{name}: windows_core::Ref<{interface}>"),
        shape => format!("{name}: {}", abi(shape)),
    }));
    let result = match parts.call.outcome {
        Outcome::Plain | Outcome::Value(_) => " -> windows_core::Result<()>",
        Outcome::Raw | Outcome::Codes(_) => &parts.call.result,
    };
    code.docs(&[summary(context, &parts.method.common)]);
    code.list(&format!("pub unsafe fn {}", parts.name), &items, &format!("{result};"), false);
}

/// The first line of what a page says, without its links; the item's name where it says nothing.
fn summary(context: &Context<'_>, common: &crate::parse::item::Common) -> String {
    let words = common.summary.get(&context.options.docs, &context.options.source).unwrap_or_default();
    let none = markdown::Links::new();
    let first = markdown::lines(words, 2, &none).into_iter().next().unwrap_or_default();
    if first.is_empty() { markdown::code(&common.name) } else { first }
}
