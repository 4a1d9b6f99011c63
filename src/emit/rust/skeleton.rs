//! A crate to begin with: objects that implement the interfaces asked for, every method documented and not yet written.

use std::collections::HashSet;

use super::context::Context;
use super::docs::Docs;
use super::slots::Lineage;
use super::writer::{Code, hex};
use super::{Options, names, root, stubs};
use crate::emit::OutputFile;
use crate::model::{Api, Interface};

/// Why there is no skeleton.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No page tells of an interface of this name.
    Unknown(String),
    /// The methods of this interface are on no page, or where they stand is not known.
    Unplaced(String),
}

/// An object of the skeleton.
struct Object<'a> {
    interface: &'a Interface,
    /// The interface's name in the bindings.
    rust: String,
    /// The object's own name.
    name: String,
    module: String,
}

/// The files of a crate called `crate_name` with an object for each of `interfaces`.
///
/// It depends on the bindings that [`super::emit`] makes of the same arguments, which are to be in `bindings` below it.
///
/// # Errors
///
/// The first of the interfaces that cannot be implemented.
pub fn skeleton(
    api: &Api,
    options: &Options,
    interfaces: &[String],
    crate_name: &str,
    bindings: &str,
) -> Result<Vec<OutputFile>, Refusal> {
    // Written once and thrown away: names that nothing defines are settled while writing.
    let (mut context, _) = super::written(api, options);
    let mut objects = Vec::new();
    let mut used = HashSet::new();
    for name in interfaces {
        if objects.iter().any(|object: &Object<'_>| object.interface.common.name == *name) {
            continue;
        }
        objects.push(object(&context, name, &mut used)?);
    }
    let mut files =
        vec![manifest(crate_name, &context.options.crate_name, bindings), library(&context, &objects)];
    for object in &objects {
        let text = write_object(&mut context, object);
        files.push(OutputFile::text(format!("src/{}.rs", object.module), text));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn object<'a>(context: &Context<'a>, name: &str, used: &mut HashSet<String>) -> Result<Object<'a>, Refusal> {
    let found =
        context.api.interfaces.iter().enumerate().find(|(_, interface)| interface.common.name == name);
    let (index, interface) = found.ok_or_else(|| Refusal::Unknown(name.to_owned()))?;
    let lineage = Lineage::of(context, interface);
    let rust = context.scope.name_of("interface", index).filter(|_| lineage.slots.is_some());
    let rust = rust.ok_or_else(|| Refusal::Unplaced(name.to_owned()))?;
    // `IABLogon` is the interface, `ABLogon` the object.
    let bare =
        rust.strip_prefix('I').filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_uppercase()));
    let wish = bare.map_or_else(|| format!("{rust}Object"), str::to_owned);
    let name = names::unique(names::item(&wish), used);
    Ok(Object { interface, rust: rust.to_owned(), module: names::snake(&name), name })
}

fn manifest(name: &str, bindings: &str, path: &str) -> OutputFile {
    let name = root::crate_name(name);
    let text = format!(
        "[package]\n\
         name = \"{name}\"\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         rust-version = \"{}\"\n\
         publish = false\n\
         \n\
         [lib]\n\
         # What MAPI loads is a DLL; tests and other crates take the library.\n\
         crate-type = [\"cdylib\", \"lib\"]\n\
         \n\
         [dependencies]\n\
         {bindings} = {{ path = \"{path}\" }}\n\
         # The very version that the bindings are written for.\n\
         windows-core = {{ version = \"={}\", default-features = false }}\n",
        root::RUST,
        root::WINDOWS_CORE
    );
    OutputFile::text("Cargo.toml", text)
}

fn library(context: &Context<'_>, objects: &[Object<'_>]) -> OutputFile {
    let mut code = Code::default();
    let bindings = context.options.crate_name.replace('-', "_");
    code.module_docs(&[
        format!("Implementations of interfaces of [`{bindings}`], to be filled in."),
        String::new(),
        "Every method returns [`E_NOTIMPL`] until it is written; what it has to do stands above it. This crate is yours:".to_owned(),
        "mapidoc writes it once. The bindings it depends on are written anew whenever mapidoc runs.".to_owned(),
    ]);
    code.line("// Methods and parameters are called as on their pages, and parameters are there before they are used.");
    code.line("#![allow(non_snake_case, unused_variables)]");
    code.line("#![allow(clippy::disallowed_names, clippy::too_many_arguments)]");
    code.line("#![allow(rustdoc::redundant_explicit_links)]");
    code.gap();
    let mut modules: Vec<&Object<'_>> = objects.iter().collect();
    modules.sort_by(|a, b| a.module.cmp(&b.module));
    for object in &modules {
        code.line(&format!("mod {};", object.module));
    }
    code.gap();
    for object in &modules {
        code.line(&format!("pub use {}::{};", object.module, object.name));
    }
    code.gap();
    let (name, number) = stubs::NOT_IMPLEMENTED;
    code.docs(&["What a method returns that is not written yet.".to_owned()]);
    code.define(
        &format!("pub const {name}: windows_core::HRESULT ="),
        &format!("windows_core::HRESULT({}_u32 as i32);", hex(u64::from(number))),
    );
    code.gap();
    write_tests(&mut code, &bindings, objects);
    OutputFile::text("src/lib.rs", code.finish())
}

/// Writes a test that makes each object: the vtables fit what the traits say.
fn write_tests(code: &mut Code, bindings: &str, objects: &[Object<'_>]) {
    code.line("#[cfg(test)]");
    code.open("mod tests {");
    code.line("use windows_core::Interface as _;");
    code.gap();
    code.line("#[test]");
    code.open("fn every_object_is_its_interface() {");
    for (index, object) in objects.iter().enumerate() {
        let (rust, name) = (&object.rust, &object.name);
        code.define(&format!("let object{index}: {bindings}::{rust} ="), &format!("super::{name}.into();"));
        code.line(&format!("let unknown = object{index}.cast::<windows_core::IUnknown>();"));
        code.line("assert!(unknown.is_ok());");
    }
    code.close("}");
    code.close("}");
}

fn write_object(context: &mut Context<'_>, object: &Object<'_>) -> String {
    let Object { interface, rust, name, .. } = object;
    // Bases first, as in the vtable.
    let bases = Lineage::of(context, interface).bases;
    let mut traits = Code::default();
    for rust in bases.iter().rev().chain([rust]) {
        if let Some(interface) = context.interface_called(rust) {
            write_trait(context, &mut traits, interface, rust, name);
        }
    }
    let mut code = Code::default();
    let bindings = context.options.crate_name.replace('-', "_");
    code.module_docs(&[format!("[`{name}`]: an implementation of [`{rust}`].")]);
    code.line(&format!("use {bindings}::*;"));
    code.gap();
    if traits.says(stubs::NOT_IMPLEMENTED.0) {
        code.line(&format!("use crate::{};", stubs::NOT_IMPLEMENTED.0));
        code.gap();
    }
    let mut docs = Docs::of(context, &interface.common);
    if let Some(warning) = stubs::warning(interface) {
        docs.paragraph(warning);
    }
    docs.sections(&interface.common.sections, |id| id.contains("implement"));
    docs.paragraph(&format!("Interface: [`{rust}`]."));
    let docs = stubs::outside(docs.finish(), context);
    code.docs(&docs);
    code.line("#[derive(Debug, Default)]");
    code.line(&format!("pub struct {name};"));
    code.gap();
    code.open("windows_core::implement_decl! {");
    code.line(&format!("impl {name} as pub {name}_Impl: [{rust}]"));
    code.close("}");
    code.gap();
    code.append(&traits);
    code.finish()
}

fn write_trait(context: &mut Context<'_>, code: &mut Code, interface: &Interface, rust: &str, name: &str) {
    let mut body = Code::default();
    body.enter();
    stubs::write(context, &mut body, interface, &[], true);
    code.gap();
    if body.is_empty() {
        code.line(&format!("impl {rust}_Impl for {name}_Impl {{}}"));
        return;
    }
    code.line(&format!("impl {rust}_Impl for {name}_Impl {{"));
    code.append(&body);
    code.line("}");
}
