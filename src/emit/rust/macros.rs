//! Macros of C that are expressions, as functions that run while compiling; the others are told of.
//!
//! A macro has no types. One that only computes takes and gives what property tags are, `u32`; one that measures
//! (`sizeof`, `offsetof`) takes and gives `usize`, and what it reads through is a pointer to the structure that it measures.

use std::collections::BTreeMap;

use super::context::Context;
use super::docs::Docs;
use super::markdown::code as code_of;
use super::names::{self, Claim};
use super::structure;
use super::writer::{Code, hex};
use crate::model::formula::{Formula, Leaf};
use crate::model::{Macro, Structure};
use crate::parse::item::{Alias, Field};

/// The macros that are functions of the crate, by their places in the model, each with its name there: those that compute a
/// number of what the crate has, and whose names nobody else has or will ask for.
pub(super) fn granted(context: &mut Context<'_>) -> BTreeMap<usize, (String, Function)> {
    let api = context.api;
    let mut granted = BTreeMap::new();
    for (place, item) in api.macros.iter().enumerate() {
        let Some(function) = translated(context, item) else { continue };
        let rust = names::item(&item.common.name);
        let claims = &mut context.scope.claims;
        if !claims.is_expected(&rust) && claims.claim(&rust, &item.common.page, None) == Claim::Granted {
            granted.insert(place, (rust, function));
        }
    }
    granted
}

/// The module's documentation: what is in it, and the macros that are not.
pub(super) fn docs(context: &Context<'_>, granted: &BTreeMap<usize, (String, Function)>) -> Vec<String> {
    let left: Vec<&Macro> = context
        .api
        .macros
        .iter()
        .enumerate()
        .filter(|(at, _)| !granted.contains_key(at))
        .map(|(_, item)| item)
        .collect();
    let mut lines = Vec::new();
    if !granted.is_empty() {
        lines.push("Macros of C that compute a number, as `const` functions.".to_owned());
    }
    if left.is_empty() {
        return lines;
    }
    if lines.is_empty() {
        lines.push(
            "Macros of C, for reference: they are not in the crate, for they have no types.".to_owned(),
        );
    } else {
        lines.push(String::new());
        lines
            .push("The others, for reference: they are not in the crate, for they have no types.".to_owned());
    }
    lines.push(String::new());
    for item in left {
        let parameters: Vec<&str> = item.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        let call = code_of(&format!("{}({})", item.common.name, parameters.join(", ")));
        let options = context.options;
        let summary = item.common.summary.get(&options.docs, &options.source).unwrap_or_default();
        let summary = super::markdown::lines(summary, 2, &context.links);
        let first: Vec<String> = summary.into_iter().take_while(|line| !line.is_empty()).collect();
        let colon = if first.is_empty() { "" } else { ": " };
        // Written while the structures were, for one that ends in an array of any length.
        let rust = names::item(&item.common.name);
        let twin = if context.scope.claims.has(&rust) {
            format!(" In Rust it is [`{rust}`](crate::{rust}).")
        } else {
            String::new()
        };
        lines.push(format!("- {call}{colon}{}{twin}", first.join(" ")));
    }
    lines
}

/// Writes the functions.
pub(super) fn write(
    context: &mut Context<'_>,
    code: &mut Code,
    granted: &BTreeMap<usize, (String, Function)>,
) {
    for (place, (rust, function)) in granted {
        let Some(item) = context.api.macros.get(*place) else { continue };
        context.imports |= function.is_importing;
        let mut docs = Docs::of(context, &item.common);
        docs.parameters(&item.parameters);
        docs.paragraph(&format!("In C: {}", code_of(item.definition.as_deref().unwrap_or_default())));
        if function.is_unsafe {
            docs.paragraph("# Safety");
            docs.paragraph("The pointer leads to a structure that may be read.");
        }
        docs.origin(&item.common, item.header.as_deref());
        let docs = docs.finish();
        code.gap();
        code.docs(&docs);
        function.write(code, rust);
        context.note(&item.common, |code| function.write(code, rust));
    }
}

/// A macro as a function.
pub(super) struct Function {
    parameters: Vec<String>,
    result: &'static str,
    body: String,
    is_unsafe: bool,
    /// Whether the body names what other modules have.
    is_importing: bool,
}

impl Function {
    /// Writes the function, which is called `rust`.
    fn write(&self, code: &mut Code, rust: &str) {
        let kind = if self.is_unsafe { "const unsafe fn" } else { "const fn" };
        let tail = format!(" -> {} {{", self.result);
        code.list(&format!("pub {kind} {rust}"), &self.parameters, &tail, false);
        code.enter();
        self.write_body(code);
        code.close("}");
    }

    /// Writes the body, broken where `rustfmt` breaks it.
    fn write_body(&self, code: &mut Code) {
        let line = format!("unsafe {{ {} }}", self.body);
        let fits = |text: &str, indent: usize| text.len() + indent <= WIDTH;
        if !self.is_unsafe || fits(&line, INDENT) {
            code.line(if self.is_unsafe { &line } else { &self.body });
            return;
        }
        code.open("unsafe {");
        if fits(&self.body, 2 * INDENT) {
            code.line(&self.body);
        } else {
            for (at, part) in self.body.split(" + ").enumerate() {
                code.line(&if at == 0 { part.to_owned() } else { format!("    + {part}") });
            }
        }
        code.close("}");
    }
}

/// How wide a line may be, and how far each block moves it.
const WIDTH: usize = 100;
const INDENT: usize = 4;

/// The function that a macro is; `None` where its definition is not known or names what the crate has not.
fn translated(context: &Context<'_>, item: &Macro) -> Option<Function> {
    let formula = Formula::parse(item.definition.as_deref()?)?;
    let leaves = formula.leaves();
    let measured = leaves.iter().find_map(|leaf| match leaf {
        Leaf::OffsetOf(structure, _) => Some(structure.as_str()),
        _ => None,
    });
    let is_size = leaves.iter().any(|leaf| matches!(leaf, Leaf::OffsetOf(..) | Leaf::SizeOf(_)));
    let names: Vec<&str> = item.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    let in_rust = context.scope.claims.parameters(names.iter().copied());
    let local = |name: &str| Some(in_rust.get(names.iter().position(|known| *known == name)?)?.clone());
    // `x as usize << 1` would be read as the beginning of `usize<…>`.
    let shifts = formula.to_string().contains("<<");
    let body = formula.written(&mut |leaf| match leaf {
        Leaf::Name(name) => local(name).or_else(|| constant(context, name).filter(|_| !is_size)),
        Leaf::Number(number, true) => Some(hex(u64::from(*number))),
        Leaf::Number(number, false) => Some(number.to_string()),
        Leaf::SizeOf(ty) => Some(format!("size_of::<{}>()", context.size_type(ty)?)),
        Leaf::OffsetOf(structure, field) => {
            let (structure, rust) = record(context, structure)?;
            Some(format!("core::mem::offset_of!({rust}, {})", field_of(structure, field)?.1))
        }
        Leaf::Member(pointer, field) => {
            let (field, rust) = field_of(record(context, measured?)?.0, field)?;
            let is_number = counts(context, field) && !shifts;
            Some(format!("(*{}).{rust} as usize", local(pointer).filter(|_| is_number)?))
        }
    })?;
    let number = if is_size { "usize" } else { "u32" };
    let typed = |name: &str| {
        let reads = leaves.iter().any(|leaf| matches!(leaf, Leaf::Name(other) if other == name));
        let points = leaves.iter().any(|leaf| matches!(leaf, Leaf::Member(other, _) if other == name));
        match (reads, points) {
            (true, false) => Some(format!("{}: {number}", local(name)?)),
            (false, true) => Some(format!("{}: *const {}", local(name)?, record(context, measured?)?.1)),
            // What is read and read through, or neither, is of another kind.
            _ => None,
        }
    };
    let parameters = item.parameters.iter().map(|parameter| typed(&parameter.name)).collect::<Option<_>>()?;
    let is_unsafe = leaves.iter().any(|leaf| matches!(leaf, Leaf::Member(..)));
    let is_importing = leaves.iter().any(|leaf| match leaf {
        Leaf::Name(name) => !names.contains(&name.as_str()),
        Leaf::Number(..) => false,
        _ => true,
    });
    Some(Function { parameters, result: number, body, is_unsafe, is_importing })
}

/// A constant of the crate that has 32 bits and no sign.
fn constant(context: &Context<'_>, name: &str) -> Option<String> {
    let known = context.api.constants.iter().find(|constant| constant.name == name)?;
    u32::try_from(known.number?).ok()?;
    context.values.get(name).map(|value| value.rust.clone())
}

/// A structure and its name in Rust.
fn record<'a>(context: &Context<'a>, name: &str) -> Option<(&'a Structure, String)> {
    let is_called = |alias: &Alias| alias.name == name && alias.pointers == 0;
    let structures = &context.api.structures;
    let at = structures.iter().position(|item| {
        item.common.name == name || item.tag == name || item.aliases.iter().any(is_called)
    })?;
    Some((structures.get(at)?, context.scope.name_of("structure", at)?.to_owned()))
}

/// A field of a structure and its name in Rust.
fn field_of<'a>(structure: &'a Structure, name: &str) -> Option<(&'a Field, String)> {
    let names = structure::field_names(&structure.fields);
    structure.fields.iter().zip(names).find(|(field, _)| field.name == name)
}

/// Whether a field is a number without a sign.
fn counts(context: &Context<'_>, field: &Field) -> bool {
    let ty = context.size_type(&field.ty).filter(|_| field.array.is_none());
    ty.is_some_and(|ty| matches!(ty.as_str(), "u8" | "u16" | "u32" | "usize"))
}
