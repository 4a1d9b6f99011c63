//! Structures and unions, the ones declared in place included.

use std::collections::HashSet;

use super::context::{ANY, Context};
use super::docs::Docs;
use super::names;
use super::sized;
use super::windows::{self, Known};
use super::writer::Code;
use crate::diagnostic::rule;
use crate::model::Structure;
use crate::parse::item::{Common, Field};
use crate::parse::prototype::RecordKind;

/// Types whose values are compared by their bits.
const NUMBERS: &[&str] =
    &["u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "usize", "isize", "windows_core::GUID"];

/// A structure or union ready to be written.
pub(super) struct Record<'a> {
    pub rust: String,
    docs: Vec<String>,
    pub kind: RecordKind,
    pub packing: Option<u8>,
    fields: &'a [Field],
    pub page: &'a str,
    /// The item that it is a declaration of.
    common: Option<&'a Common>,
}

/// A field ready to be written.
pub(super) struct Member {
    docs: Vec<String>,
    pub name: String,
    pub ty: FieldType,
    /// Whether it is an array declared with one element or none, as what has any number is.
    pub is_open: bool,
}

/// Writes `structure`, which is called `rust` in the crate.
pub(super) fn write(context: &mut Context<'_>, code: &mut Code, structure: &Structure, rust: &str) {
    let mut docs = Docs::of(context, &structure.common);
    docs.verified(structure.verified, "the members and their types");
    docs.sections(&structure.common.sections, |_| true);
    if context.scope.endless_structures.contains(rust) {
        docs.paragraph("**Opaque**: as the page declares it, this type would hold itself.");
        docs.origin(&structure.common, structure.header.as_deref());
        let docs = docs.finish();
        let message = format!("`{rust}` holds itself by value; the bindings leave its fields out");
        context.report(&rule::OPAQUE_TYPE, &structure.common.page, message);
        write_opaque(code, &docs, rust);
        return;
    }
    docs.origin(&structure.common, structure.header.as_deref());
    // What `windows-core` has is its type here as everywhere: two would not go together.
    if let Some(Known::As(target)) = windows::known(&structure.common.name) {
        let alias = format!("pub type {rust} = {target};");
        code.gap();
        code.docs(&docs.finish());
        code.line(&alias);
        context.note(&structure.common, |code| code.line(&alias));
        return;
    }
    let record = Record {
        rust: rust.to_owned(),
        docs: docs.finish(),
        kind: structure.record,
        packing: packing(structure),
        fields: &structure.fields,
        page: &structure.common.page,
        common: Some(&structure.common),
    };
    write_record(context, code, &record);
}

/// The packing of `structure`, where it is one that compilers know.
pub(super) fn packing(structure: &Structure) -> Option<u8> {
    structure.packing.filter(|packing| packing.is_power_of_two() && *packing <= 16)
}

/// The names of `fields` in Rust.
pub(super) fn field_names(fields: &[Field]) -> Vec<String> {
    let anonymous = fields.iter().filter(|field| field.name.is_empty()).count();
    let (mut used, mut nameless) = (HashSet::new(), 0);
    let name = |field: &Field| {
        let name = if field.name.is_empty() {
            nameless += 1;
            if anonymous == 1 { "Anonymous".to_owned() } else { format!("Anonymous{nameless}") }
        } else {
            names::local(&field.name)
        };
        names::unique(name, &mut used)
    };
    fields.iter().map(name).collect()
}

/// What the structure is that `field` declares in place.
pub(super) fn nested_kind(field: &Field) -> RecordKind {
    let is_union = field.ty.split_whitespace().any(|word| word == "union");
    if is_union { RecordKind::Union } else { RecordKind::Struct }
}

/// A structure of unknown contents.
pub(super) fn write_opaque(code: &mut Code, docs: &[String], rust: &str) {
    code.gap();
    code.docs(docs);
    code.line("#[repr(C)]");
    code.line("#[derive(Clone, Copy, Debug)]");
    code.open(&format!("pub struct {rust} {{"));
    code.line("_private: [u8; 0],");
    code.close("}");
}

/// What a structure of fields of these types derives. Those of numbers alone can be compared; elsewhere equal pointers would say little,
/// and an array of one element or none stands for one of any length.
pub(super) fn derives<'t>(types: impl IntoIterator<Item = &'t str>) -> &'static str {
    let is_number = |ty: &str| match ty.trim_start_matches('[').split_once(';') {
        Some((number, counts)) => {
            NUMBERS.contains(&number) && !counts.contains(" 1]") && !counts.contains(" 0]")
        }
        None => NUMBERS.contains(&ty),
    };
    if types.into_iter().all(is_number) {
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]"
    } else {
        "#[derive(Clone, Copy, Debug)]"
    }
}

/// The `Debug` of a union, which cannot know which of its fields is the one.
fn write_debug(code: &mut Code, rust: &str) {
    code.gap();
    code.open(&format!("impl core::fmt::Debug for {rust} {{"));
    code.open("fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {");
    code.chain("formatter", &[&format!("debug_struct(\"{rust}\")"), "finish_non_exhaustive()"]);
    code.close("}");
    code.close("}");
}

/// A structure of the given fields and its `Default`, which is zeros as in C.
pub(super) fn write_default(code: &mut Code, rust: &str) {
    code.gap();
    code.open(&format!("impl Default for {rust} {{"));
    code.open("fn default() -> Self {");
    code.line("// SAFETY: every field is a number, an array of them, or a pointer that may be null.");
    code.line("unsafe { core::mem::zeroed() }");
    code.close("}");
    code.close("}");
}

fn write_record(context: &mut Context<'_>, code: &mut Code, record: &Record<'_>) {
    if record.fields.is_empty() {
        write_opaque(code, &record.docs, &record.rust);
        return;
    }
    let mut inner = Vec::new();
    let mut body = Vec::new();
    for (name, field) in field_names(record.fields).into_iter().zip(record.fields) {
        let docs = field_docs(context, field, &name);
        let ty = field_type(context, field, record, &mut inner);
        let is_open = match field.array.as_deref() {
            Some([dimension]) => matches!(context.dimension(dimension), Ok(0 | 1)),
            _ => false,
        };
        body.push(Member { docs, name, ty, is_open });
    }
    code.gap();
    code.docs(&record.docs);
    declare(code, record, &body, Code::docs);
    if let Some(common) = record.common {
        context.note(common, |code| declare(code, record, &body, |_, _| {}));
    }
    write_default(code, &record.rust);
    if record.kind == RecordKind::Union {
        write_debug(code, &record.rust);
    }
    sized::write(context, code, record, &body);
    for record in inner {
        write_record(context, code, &record);
    }
}

/// Writes the declaration; `document` writes the documentation of a field.
fn declare(code: &mut Code, record: &Record<'_>, body: &[Member], document: impl Fn(&mut Code, &[String])) {
    code.line(&representation(record));
    let is_union = record.kind == RecordKind::Union;
    let types = body.iter().map(|member| match &member.ty {
        FieldType::Plain(ty) => ty.as_str(),
        FieldType::Callback(..) => ANY,
    });
    code.line(if is_union { "#[derive(Clone, Copy)]" } else { derives(types) });
    let word = if is_union { "union" } else { "struct" };
    code.open(&format!("pub {word} {} {{", record.rust));
    for Member { docs, name, ty, .. } in body {
        document(code, docs);
        match ty {
            FieldType::Plain(ty) => code.line(&format!("pub {name}: {ty},")),
            FieldType::Callback(items, result) => {
                code.pointer(&format!("pub {name}: "), true, items, result, ",");
            }
        }
    }
    code.close("}");
}

fn field_docs(context: &Context<'_>, field: &Field, name: &str) -> Vec<String> {
    let mut docs = Docs::new(context);
    if !docs.text(&field.summary) {
        docs.paragraph(&super::markdown::code(if field.name.is_empty() { name } else { &field.name }));
    }
    if let Some(interface) = docs.interface_of(&field.ty) {
        docs.paragraph(&format!("A pointer to [`{interface}`]."));
    }
    for dimension in field.array.iter().flatten() {
        if context.dimension(dimension).is_err() {
            docs.paragraph("No page tells how many elements there are; here it is one.");
        }
    }
    docs.field_flags(&field.flags);
    docs.finish()
}

/// How the fields of a record lie.
pub(super) fn representation(record: &Record<'_>) -> String {
    match record.packing {
        Some(packing) => format!("#[repr(C, packed({packing}))]"),
        None => "#[repr(C)]".to_owned(),
    }
}

pub(super) enum FieldType {
    Plain(String),
    /// A pointer to a function: its parameters and ` -> T`.
    Callback(Vec<String>, String),
}

fn field_type<'f>(
    context: &mut Context<'_>,
    field: &'f Field,
    record: &Record<'f>,
    inner: &mut Vec<Record<'f>>,
) -> FieldType {
    let page = record.page;
    if let Some(parameters) = &field.callback {
        let owner = format!("{}::{}", record.rust, field.name);
        let (items, result) = super::callback::signature(context, parameters, Some(&field.ty), &owner, page);
        return FieldType::Callback(items, result);
    }
    let base = if field.fields.is_empty() {
        match context.raw(&field.ty, page) {
            // A field of type `void` is a slip; a pointer is the least wrong.
            unit if unit == "()" => ANY.to_owned(),
            text => text,
        }
    } else {
        let rust = context.nested_name(&record.rust, inner.len(), page);
        inner.push(Record {
            docs: vec![format!("Declared within [`{}`].", record.rust)],
            rust: rust.clone(),
            kind: nested_kind(field),
            packing: record.packing,
            fields: &field.fields,
            page,
            common: record.common,
        });
        rust
    };
    FieldType::Plain(array(context, base, field, page))
}

/// `base` in the field's dimensions, the last one innermost.
fn array(context: &mut Context<'_>, base: String, field: &Field, page: &str) -> String {
    let mut ty = base;
    for dimension in field.array.iter().flatten().rev() {
        let count = context.dimension(dimension).unwrap_or_else(|text| {
            let name = &field.name;
            let message =
                format!("how many elements `{name}[{text}]` has is on no page; the bindings have one");
            context.report(&rule::OPAQUE_TYPE, page, message);
            1
        });
        ty = format!("[{ty}; {count}]");
    }
    ty
}
