//! Functions: the types of those that are called back, and the free ones of a library.

use super::context::{Context, Shape};
use super::docs::Docs;
use super::facts;
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
    code.pointer(&format!("pub type {rust} = "), true, &items, &result, ";");
}

/// Writes the block of the free functions, each with its name in the crate.
pub(super) fn write_functions(context: &mut Context<'_>, code: &mut Code, functions: &[(&Function, String)]) {
    let library = facts::LIBRARY;
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
    code.open("unsafe extern \"system\" {");
    for (function, rust) in functions {
        let page = &function.common.page;
        let return_type = function.return_type.as_deref();
        let (items, result) =
            signature(context, &function.parameters, return_type, &function.common.name, page);
        let mut docs = Docs::of(context, &function.common);
        docs.parameters(&function.parameters);
        docs.returns(&function.returns);
        if return_type.is_none_or(|ty| ty.trim().is_empty()) {
            docs.paragraph("**Incomplete**: the page gives no return type.");
        }
        docs.sections(&function.common.sections, |_| true);
        docs.origin(&function.common, function.header.as_deref());
        code.gap();
        code.docs(&docs.finish());
        code.list(&format!("pub unsafe fn {rust}"), &items, &format!("{result};"), false);
    }
    code.close("}");
}

/// What the module of the functions says of itself.
pub(super) fn functions_docs() -> Vec<String> {
    [
        "Free functions.",
        "",
        "No page names the library that exports a function. On Windows all of these are looked up in",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain([
        format!("`{}` when the program is loaded, if the program calls them: one that the library lacks keeps", facts::LIBRARY),
        "the program from starting. Elsewhere they are declared only, and a program that calls one does not link.".to_owned(),
    ])
    .collect()
}
