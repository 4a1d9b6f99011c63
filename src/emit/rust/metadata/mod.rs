//! The crate's facts as Windows metadata, for languages other than Rust: `metadata/*.winmd` and the same as text, `*.rdl`.
//!
//! Both are written from one [`Library`], which is collected (`collect`, `values`) after the crate, from what the crate's
//! writers settled: names, slots and types are read from the very text that they wrote (`types`), so they cannot differ.
//! `winmd` follows win32metadata, which C#'s, D's and Zig's generators read; `rdl` follows windows-rs. What belongs to
//! Windows itself is referred to and not defined anew (`vocabulary`).

mod collect;
mod rdl;
#[cfg(test)]
mod tests;
mod types;
mod values;
mod vocabulary;
mod winmd;

use windows_metadata::{Type, Value};

use super::context::Context;
use super::facts::NAMESPACE;
use crate::emit::OutputFile;

/// Everything that the metadata tells of.
#[derive(Debug, Default)]
struct Library {
    /// Types, sorted by name.
    types: Vec<Item>,
    /// Free functions, sorted by name.
    functions: Vec<Call>,
    /// Constants, sorted by name.
    constants: Vec<Constant>,
}

/// A type and its name.
#[derive(Debug)]
struct Item {
    name: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// A COM interface: its base, its identifier if a page states one, and its own slots in order.
    Interface { base: Type, iid: Option<u128>, slots: Vec<Call> },
    /// A structure or union; opaque where it has no fields.
    Record { is_union: bool, packing: Option<u8>, fields: Vec<(String, Type)> },
    /// An enumeration of `i32`.
    Enumeration(Vec<(String, i32)>),
    /// A pointer to a function.
    Callback(Call),
    /// A name of its own for a scalar or an untyped pointer.
    Typedef(Type),
}

/// A method, a function, or what is called back.
#[derive(Debug)]
struct Call {
    name: String,
    parameters: Vec<Argument>,
    result: Type,
}

/// A parameter.
#[derive(Debug)]
struct Argument {
    name: String,
    ty: Type,
    /// Whether the callee reads it, and whether the callee writes through it.
    reads: bool,
    writes: bool,
    optional: bool,
}

/// A constant.
#[derive(Debug)]
struct Constant {
    name: String,
    value: Literal,
}

#[derive(Debug)]
enum Literal {
    Guid(u128),
    Plain(Type, Value),
}

/// The files of the metadata. Comes last: it reads what the other writers settled.
pub(super) fn write(context: &mut Context<'_>) -> Vec<OutputFile> {
    // Types are resolved once more; whatever is to say of them has been said.
    let reported = context.diagnostics.len();
    let library = collect::library(context);
    context.diagnostics.truncate(reported);
    let stem = NAMESPACE.to_ascii_lowercase();
    let text = OutputFile::text(format!("metadata/{stem}.rdl"), rdl::write(&library));
    let binary =
        winmd::write(&library).map(|bytes| OutputFile { path: format!("metadata/{stem}.winmd"), bytes });
    binary.into_iter().chain([text]).collect()
}
