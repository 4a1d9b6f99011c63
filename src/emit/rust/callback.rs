//! Functions: the types of those that are called back, and the free ones of a library.

use super::context::{Context, Shape};
use super::docs::Docs;
use super::facts;
use super::markdown::code as code_of;
use super::writer::Code;
use crate::diagnostic::rule;
use crate::model::{Callback, Function};
use crate::parse::item::Parameter;

/// The parameters as `name: type`, and ` -> T` or nothing.
pub(super) fn signature(
    context: &mut Context<'_>,
    parameters: &[Parameter],
    return_type: Option<&str>,
    owner: &str,
    page: &str,
) -> (Vec<String>, String) {
    let parameters = Parameter::declared(parameters);
    let names = context.scope.claims.parameters(parameters.iter().map(|parameter| parameter.name.as_str()));
    let items = names
        .into_iter()
        .zip(parameters)
        .map(|(name, parameter)| match context.parameter(parameter, page) {
            Shape::Plain(text) => format!("{name}: {text}"),
            _ => format!("{name}: {}", super::context::ANY),
        })
        .collect();
    (items, context.result(return_type, owner, page))
}

impl Context<'_> {
    /// The type of a parameter; an array is a pointer to its elements.
    pub(super) fn parameter(&mut self, parameter: &Parameter, page: &str) -> Shape {
        let inner = match self.shape(&parameter.ty, page) {
            Shape::Interface(interface) if !parameter.array.is_empty() => format!("Option<{interface}>"),
            Shape::Plain(text) if !parameter.array.is_empty() => text,
            shape => return shape,
        };
        let rows =
            parameter.array.iter().skip(1).rev().fold(inner, |inner, dimension| {
                format!("[{inner}; {}]", self.dimension(dimension).unwrap_or(1))
            });
        Shape::Plain(format!("*mut {rows}"))
    }
}

/// Writes the type of a callback, which is called `rust` in the crate.
pub(super) fn write_callback(context: &mut Context<'_>, code: &mut Code, callback: &Callback, rust: &str) {
    let page = &callback.common.page;
    let endless = context.scope.endless_aliases.contains(rust);
    let name = &callback.common.name;
    // One that is left out must not make the file import what it does not use.
    let signature = (!endless)
        .then(|| signature(context, &callback.parameters, callback.return_type.as_deref(), name, page));
    let mut docs = Docs::of(context, &callback.common);
    docs.parameters(&callback.parameters);
    docs.returns(&callback.returns);
    docs.sections(&callback.common.sections, |_| true);
    if endless {
        docs.paragraph("**Opaque**: as the page declares it, this type would take itself.");
    }
    docs.origin(&callback.common, callback.header.as_deref());
    code.gap();
    code.docs(&docs.finish());
    let Some((items, result)) = signature else {
        let message = format!("`{rust}` is declared through itself; the bindings make it a pointer");
        context.report(&rule::OPAQUE_TYPE, page, message);
        code.line(&format!("pub type {rust} = {};", super::context::ANY));
        return;
    };
    let head = format!("pub type {rust} = ");
    code.pointer(&head, true, &items, &result, ";");
    context.note(&callback.common, |code| code.pointer(&head, true, &items, &result, ";"));
}

/// Writes the free functions, each with its name in the crate: a block a library, those of no known library last.
pub(super) fn write_functions(context: &mut Context<'_>, code: &mut Code, functions: &[(&Function, String)]) {
    let mut libraries: Vec<Option<&str>> = functions.iter().map(|(function, _)| library(function)).collect();
    // `None` sorts first and shall stand last.
    libraries.sort_by_key(|library| (library.is_none(), *library));
    libraries.dedup();
    for wanted in libraries {
        code.gap();
        write_link(code, wanted.unwrap_or(facts::LIBRARY));
        code.open("unsafe extern \"system\" {");
        for (function, rust) in functions.iter().filter(|(function, _)| library(function) == wanted) {
            write_function(context, code, function, rust);
        }
        code.close("}");
    }
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

fn write_function(context: &mut Context<'_>, code: &mut Code, function: &Function, rust: &str) {
    let page = &function.common.page;
    let return_type = function.return_type.as_deref();
    let (items, result) = signature(context, &function.parameters, return_type, &function.common.name, page);
    let mut docs = Docs::of(context, &function.common);
    docs.parameters(&function.parameters);
    docs.returns(&function.returns);
    if return_type.is_none_or(|ty| ty.trim().is_empty()) {
        docs.paragraph("**Incomplete**: the page gives no return type.");
    }
    docs.sections(&function.common.sections, |_| true);
    docs.verified(function.verified, "this signature");
    docs.paragraph(&match library(function) {
        Some(library) => format!("Library: {}", code_of(library)),
        None => format!("Library: none is named; {} is taken.", code_of(facts::LIBRARY)),
    });
    docs.origin(&function.common, function.header.as_deref());
    code.gap();
    code.docs(&docs.finish());
    let (head, tail) = (format!("pub unsafe fn {rust}"), format!("{result};"));
    code.list(&head, &items, &tail, false);
    context.note(&function.common, |code| code.list(&head, &items, &tail, false));
}

/// What the module of the functions says of itself.
pub(super) fn functions_docs() -> Vec<String> {
    let lines = [
        "Free functions, a block for each library that exports them.",
        "",
        "On Windows each is looked up in its library when the program is loaded, if the program calls it: one that the library",
        "lacks keeps the program from starting. Of those whose library nobody names the last block assumes one. Elsewhere",
        "functions are declared only, and a program that calls one does not link.",
    ];
    lines.map(str::to_owned).to_vec()
}
