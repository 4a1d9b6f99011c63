//! The model becomes a Rust crate: documented COM bindings on `windows-core` alone, for Windows and Linux alike.
//!
//! First every name is settled (`scope`), then the links between pages, then the files are written one after another.
//! Along the way the `context` notes which types of Windows are used and which types nothing defines; these come last.
//! Nothing is guessed in silence: what a page lacks is said in the documentation of the item and in a diagnostic.

mod bilingual;
mod call;
mod callback;
mod caller;
mod codes;
mod constant;
mod context;
mod ctype;
mod docs;
mod enumeration;
mod examples;
mod facts;
mod function;
mod implementer;
mod interface;
mod macros;
mod markdown;
mod metadata;
mod names;
mod outcome;
mod property;
mod root;
mod scope;
mod signatures;
mod sized;
mod skeleton;
mod slots;
mod structure;
mod stubs;
mod style;
#[cfg(test)]
mod tests;
mod types;
mod windows;
mod writer;

use std::collections::HashSet;

use self::context::Context;
pub use self::signatures::signatures;
pub use self::skeleton::{Refusal, skeleton};
pub use self::style::interface_style;
use self::writer::Code;
use crate::diagnostic::Diagnostic;
use crate::emit::OutputFile;
use crate::locale::Locale;
use crate::model::{Api, Property};
use crate::parse::item::Common;

/// What the crate shall be like.
#[derive(Clone, Debug)]
pub struct Options {
    /// The locale of the documentation.
    pub docs: Locale,
    /// The locale whose words stand beside these, in a quiet form.
    pub beside: Option<Locale>,
    /// The locale to fall back to where a text is not translated.
    pub source: Locale,
    /// The crate's name.
    pub crate_name: String,
}

/// The crate's files (`Cargo.toml`, `src/lib.rs`, `src/…`, `examples/…`) and what could not be had.
pub fn emit(api: &Api, options: &Options) -> (Vec<OutputFile>, Vec<Diagnostic>) {
    let (mut context, mut files) = written(api, options);
    files.append(&mut examples::write(&mut context, &files));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (files, context.diagnostics)
}

/// What pages' items are in the crate, noted while it is written; see [`signatures()`].
fn declared(context: &mut Context<'_>) -> Modules {
    link_pages(context);
    let mut modules = Modules::default();
    write_interfaces(context, &mut modules);
    write_types(context, &mut modules);
    write_functions(context, &mut modules);
    write_macros(context, &mut modules);
    modules
}

/// The crate without its examples, and the names and links that were settled on the way.
fn written<'a>(api: &'a Api, options: &'a Options) -> (Context<'a>, Vec<OutputFile>) {
    let mut context = Context::new(api, options);
    let mut modules = declared(&mut context);
    write_values(&mut context, &mut modules);
    // Last, for only now it is known what is missing.
    modules.file(&mut context, "windows", &root::windows_docs(), |context, code| {
        types::write_windows(context, code);
    });
    modules.file(&mut context, "undefined", &root::undefined_docs(), types::write_undefined);
    let mut files = vec![root::manifest(&context), root::library(&context, &modules.names, modules.silent)];
    files.append(&mut modules.files);
    files.append(&mut metadata::write(&mut context));
    (context, files)
}

/// The modules that hold something, and their files.
#[derive(Default)]
struct Modules {
    names: Vec<&'static str>,
    files: Vec<OutputFile>,
    /// The module that is documentation alone, if there is one.
    silent: Option<&'static str>,
}

impl Modules {
    /// Adds a module of one file, if `write` writes anything.
    fn file(
        &mut self,
        context: &mut Context<'_>,
        name: &'static str,
        docs: &[String],
        write: impl FnOnce(&mut Context<'_>, &mut Code),
    ) {
        context.imports = false;
        let mut body = Code::default();
        write(context, &mut body);
        if body.is_empty() {
            return;
        }
        let mut code = Code::default();
        code.module_docs(docs);
        if context.imports {
            code.line("use crate::*;");
            code.gap();
        }
        let text = code.finish() + &body.finish();
        self.names.push(name);
        self.files.push(OutputFile::text(format!("src/{name}.rs"), text));
    }
}

/// Where in the crate each page's item is, for links between pages.
fn link_pages(context: &mut Context<'_>) {
    let api = context.api;
    let mut links = Vec::new();
    for (index, interface) in api.interfaces.iter().enumerate() {
        let Some(rust) = context.scope.name_of("interface", index) else { continue };
        if is_documented(&interface.common) {
            links.push((&interface.common.page, format!("crate::{rust}")));
        }
        let lineage = interface::Lineage::of(context, interface);
        links.extend(
            interface::method_paths(interface, &lineage)
                .map(|(page, name)| (page, format!("crate::{rust}::{name}"))),
        );
    }
    let kinds: [(&'static str, Vec<&Common>); 4] = [
        ("structure", api.structures.iter().map(|item| &item.common).collect()),
        ("enumeration", api.enumerations.iter().map(|item| &item.common).collect()),
        ("callback", api.callbacks.iter().map(|item| &item.common).collect()),
        ("function", api.functions.iter().map(|item| &item.common).collect()),
    ];
    for (kind, items) in kinds {
        for (index, item) in items.into_iter().enumerate().filter(|(_, item)| is_documented(item)) {
            let rust = context.scope.name_of(kind, index);
            links.extend(rust.map(|rust| (&item.page, format!("crate::{rust}"))));
        }
    }
    for alias in &context.scope.aliases {
        let typedef = alias.typedef.and_then(|index| api.typedefs.get(index));
        if let Some(typedef) = typedef.filter(|typedef| is_documented(&typedef.common)) {
            links.push((&typedef.common.page, format!("crate::{}", alias.rust)));
        }
    }
    constant::note_values(context);
    let properties = property::canonical(context);
    links.extend(properties);
    for (page, path) in links {
        context.links.entry(page.to_lowercase()).or_insert(path);
    }
}

/// Whether an item's page is its own. What headers alone declare names the page that uses it, which documents something else.
fn is_documented(common: &Common) -> bool {
    common.witness.is_none()
}

fn write_interfaces(context: &mut Context<'_>, modules: &mut Modules) {
    let api = context.api;
    let mut used = HashSet::new();
    let mut index_file = Code::default();
    index_file.module_docs(&root::interfaces_docs());
    let mut written = Vec::new();
    for (index, interface) in api.interfaces.iter().enumerate() {
        let Some(rust) = context.scope.name_of("interface", index).map(str::to_owned) else { continue };
        let module = names::unique(names::snake(&rust), &mut used);
        let text = interface::write(context, interface, &rust);
        modules.files.push(OutputFile::text(format!("src/interfaces/{module}.rs"), text));
        written.push(module);
    }
    if written.is_empty() {
        return;
    }
    written.sort();
    for module in &written {
        index_file.line(&format!("mod {module};"));
    }
    index_file.gap();
    for module in &written {
        index_file.line(&format!("pub use {module}::*;"));
    }
    modules.names.push("interfaces");
    modules.files.push(OutputFile::text("src/interfaces/mod.rs", index_file.finish()));
}

fn write_types(context: &mut Context<'_>, modules: &mut Modules) {
    let api = context.api;
    modules.file(context, "structures", &root::one_line("Structures and unions."), |context, code| {
        for (index, structure) in api.structures.iter().enumerate() {
            if let Some(rust) = context.scope.name_of("structure", index).map(str::to_owned) {
                structure::write(context, code, structure, &rust);
            }
        }
    });
    modules.file(context, "enumerations", &root::one_line("Enumerations."), |context, code| {
        for (index, enumeration) in api.enumerations.iter().enumerate() {
            if let Some(rust) = context.scope.name_of("enumeration", index).map(str::to_owned) {
                enumeration::write(context, code, enumeration, &rust);
            }
        }
    });
    modules.file(
        context,
        "callbacks",
        &root::one_line("Functions that are called back."),
        |context, code| {
            for (index, callback) in api.callbacks.iter().enumerate() {
                if let Some(rust) = context.scope.name_of("callback", index).map(str::to_owned) {
                    callback::write_callback(context, code, callback, &rust);
                }
            }
        },
    );
    modules.file(context, "types", &root::types_docs(), |context, code| {
        for alias in context.scope.aliases.clone() {
            types::write_alias(context, code, &alias);
        }
    });
}

fn write_functions(context: &mut Context<'_>, modules: &mut Modules) {
    let api = context.api;
    modules.file(context, "functions", &function::module_docs(), |context, code| {
        let named =
            |(index, function)| Some((function, context.scope.name_of("function", index)?.to_owned()));
        let functions: Vec<_> = api.functions.iter().enumerate().filter_map(named).collect();
        if !functions.is_empty() {
            function::write(context, code, &functions);
        }
    });
}

fn write_values(context: &mut Context<'_>, modules: &mut Modules) {
    let api = context.api;
    modules.file(context, "properties", &root::properties_docs(), |context, code| {
        api.properties.iter().for_each(|property: &Property| property::write(context, code, property));
    });
    modules.file(context, "codes", &root::codes_docs(), codes::write);
    modules.file(context, "constants", &root::constants_docs(api), |context, code| {
        let codes: HashSet<&str> = codes::of(context).into_iter().map(|code| code.name.as_str()).collect();
        let others = api.constants.iter().filter(|constant| !codes.contains(constant.name.as_str()));
        others.for_each(|constant| constant::write(context, code, constant));
        api.interfaces.iter().for_each(|interface| constant::write_iid(context, code, interface));
    });
}

fn write_macros(context: &mut Context<'_>, modules: &mut Modules) {
    if !context.api.macros.is_empty() {
        let granted = macros::granted(context);
        let docs = macros::docs(context, &granted);
        modules.file(context, "macros", &docs, |context, code| macros::write(context, code, &granted));
        // Where none of them is a function, the module is documentation alone.
        if granted.is_empty() {
            let mut code = Code::default();
            code.module_docs(&docs);
            modules.names.push("macros");
            modules.silent = Some("macros");
            let text = code.finish();
            modules.files.push(OutputFile::text("src/macros.rs", text.trim_end().to_owned() + "\n"));
        }
    }
}
