//! The types of functions that are called back.

use super::context::{Context, Shape};
use super::docs::Docs;
use super::writer::Code;
use crate::diagnostic::rule;
use crate::model::Callback;
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
