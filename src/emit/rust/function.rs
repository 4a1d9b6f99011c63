//! Free functions: each as its library exports it, or, where interfaces go in or come out, as Rust calls methods.

use super::call::{Call, Declaration, abi};
use super::context::Context;
use super::docs::Docs;
use super::facts;
use super::markdown::code as code_of;
use super::writer::Code;
use crate::model::Function;
use crate::parse::item::Parameter;
use crate::parse::sheet::is_identifier;

/// The module of those that Rust calls otherwise than they are exported.
const IMPORTS: &str = "imports";

/// A function ready to be written.
struct Free<'a> {
    function: &'a Function,
    rust: &'a str,
    call: Call<'a>,
}

impl Free<'_> {
    /// Writes the declaration as the library exports it.
    fn declare(&self, code: &mut Code) {
        let (head, tail) = (format!("pub unsafe fn {}", self.rust), format!("{};", self.call.result));
        code.list(&head, &self.call.raw(), &tail, false);
    }

    /// Writes the same with the name by which the library exports it, where that is another than the crate's.
    fn export(&self, code: &mut Code) {
        let export = self.function.export.as_deref().unwrap_or(&self.function.common.name);
        if export != self.rust.trim_start_matches("r#") && is_identifier(export) {
            code.line(&format!("#[link_name = \"{export}\"]"));
        }
        self.declare(code);
    }
}

/// Writes the free functions, each with its name in the crate: those that Rust calls as methods are called, then a block a library, those
/// of no known library last, and the exports behind the first ones.
pub(super) fn write(context: &mut Context<'_>, code: &mut Code, functions: &[(&Function, String)]) {
    let mut free = Vec::with_capacity(functions.len());
    for (function, rust) in functions {
        let declaration = Declaration {
            common: &function.common,
            owner: function.common.name.clone(),
            parameters: Parameter::declared(&function.parameters),
            return_type: function.return_type.as_deref(),
            returns: &function.returns,
        };
        free.push(Free { function, rust, call: Call::of(context, &declaration) });
    }
    let (called, exported): (Vec<_>, Vec<_>) = free.iter().partition(|free| free.call.has_interface());
    for free in &called {
        write_called(context, code, free);
    }
    for (library, members) in by_library(&exported) {
        write_block(code, library, &members, |code, free| {
            code.docs(&documentation(context, free));
            free.export(code);
            context.note(&free.function.common, |code| free.declare(code));
        });
    }
    if called.is_empty() {
        return;
    }
    code.gap();
    code.docs(&["Functions of this crate that take or give interfaces, as their libraries export them: to pass a pointer to one, say.".to_owned()]);
    code.open(&format!("pub mod {IMPORTS} {{"));
    if called.iter().any(|free| names_a_type(free)) {
        code.line("use crate::*;");
    }
    for (library, members) in by_library(&called) {
        write_block(code, library, &members, |code, free| {
            code.docs(&[format!("What [`{0}`](crate::{0}) calls.", free.rust)]);
            free.export(code);
        });
    }
    code.close("}");
}

/// Whether what the library exports takes or returns a type of this crate.
fn names_a_type(free: &Free<'_>) -> bool {
    let given = free.call.parameters.iter().map(|(_, shape)| abi(shape));
    // Types of other crates stand there with their paths, those of the language in small letters.
    given
        .chain([free.call.result.as_str()])
        .flat_map(|ty| ty.split([' ', '(', ')', '<', '>', '[', ']', ',', ';', '*']))
        .any(|word| {
            !word.contains("::")
                && word != "Option"
                && word.starts_with(|letter: char| letter.is_ascii_uppercase() || letter == '_')
        })
}

/// The functions of each library, those of no known one last.
fn by_library<'f, 'a>(functions: &[&'f Free<'a>]) -> Vec<(Option<&'a str>, Vec<&'f Free<'a>>)> {
    let mut libraries: Vec<Option<&str>> = functions.iter().map(|free| library(free.function)).collect();
    // `None` sorts first and shall stand last.
    libraries.sort_by_key(|library| (library.is_none(), *library));
    libraries.dedup();
    let members =
        |wanted| functions.iter().copied().filter(|free| library(free.function) == wanted).collect();
    libraries.into_iter().map(|library| (library, members(library))).collect()
}

/// Writes what `library` exports.
fn write_block(
    code: &mut Code,
    library: Option<&str>,
    members: &[&Free<'_>],
    mut write: impl FnMut(&mut Code, &Free<'_>),
) {
    code.gap();
    write_link(code, library.unwrap_or(facts::LIBRARY));
    code.open("unsafe extern \"system\" {");
    for free in members {
        code.gap();
        write(code, free);
    }
    code.close("}");
}

/// Writes what calls the export as a method is called.
fn write_called(context: &mut Context<'_>, code: &mut Code, free: &Free<'_>) {
    let items: Vec<String> = free.call.given().collect();
    let result = free.call.returned();
    let head = format!("pub unsafe fn {}", free.rust);
    code.gap();
    code.docs(&documentation(context, free));
    code.list(&head, &items, &format!("{result} {{"), false);
    code.enter();
    free.call.write_body(code, &format!("{IMPORTS}::{}", free.rust), Vec::new());
    code.close("}");
    context.note(&free.function.common, |code| code.list(&head, &items, &result, false));
}

fn documentation(context: &Context<'_>, free: &Free<'_>) -> Vec<String> {
    let function = free.function;
    let mut docs = Docs::of(context, &function.common);
    docs.parameters(&function.parameters);
    docs.returns(&function.returns);
    if free.call.has_interface() {
        docs.outcome(&free.call);
    }
    if function.return_type.as_deref().is_none_or(|ty| ty.trim().is_empty()) {
        docs.paragraph("**Incomplete**: the page gives no return type.");
    }
    docs.sections(&function.common.sections, |_| true);
    docs.verified(function.verified, "this signature");
    docs.paragraph(&match library(function) {
        Some(library) => match &function.export {
            Some(export) => format!("Library: {}, where it is {}", code_of(library), code_of(export)),
            None => format!("Library: {}", code_of(library)),
        },
        None => format!("Library: none is named; {} is taken.", code_of(facts::LIBRARY)),
    });
    docs.origin(&function.common, function.header.as_deref());
    docs.finish()
}

/// The library that exports `function`, if a witness names one and it is a file's name.
fn library(function: &Function) -> Option<&str> {
    let harmless = |name: &&str| {
        let letters = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        !name.is_empty() && name.bytes().all(letters)
    };
    function.library.as_deref().filter(harmless)
}

fn write_link(code: &mut Code, library: &str) {
    code.open("#[cfg_attr(");
    code.line("all(windows, target_arch = \"x86\"),");
    code.open("link(");
    code.line(&format!("name = \"{library}\","));
    code.line("kind = \"raw-dylib\",");
    code.line("modifiers = \"+verbatim\",");
    code.line("import_name_type = \"undecorated\"");
    code.close(")");
    code.close(")]");
    code.open("#[cfg_attr(");
    code.line("all(windows, not(target_arch = \"x86\")),");
    code.line(&format!("link(name = \"{library}\", kind = \"raw-dylib\", modifiers = \"+verbatim\")"));
    code.close(")]");
}

/// What the module of the functions says of itself.
pub(super) fn module_docs() -> Vec<String> {
    let lines = [
        "Free functions. One that takes an interface or gives one back is called as a method is, and [`imports`] has what its library",
        "exports; the others are the exports themselves.",
        "",
        "On Windows each is looked up in its library when the program is loaded, if the program calls it: one that the library",
        "lacks keeps the program from starting. Of those whose library nobody names the last block assumes one. Elsewhere",
        "functions are declared only, and a program that calls one does not link.",
    ];
    lines.map(str::to_owned).to_vec()
}
