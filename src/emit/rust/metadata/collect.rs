//! The crate's items, collected for the metadata.

use std::collections::HashSet;

use windows_metadata::Type;

use super::types::{self, Types};
use super::{Argument, Call, Item, Kind, Library, values};
use crate::emit::rust::context::Context;
use crate::emit::rust::windows::Known;
use crate::emit::rust::{enumeration, names, slots, structure, types as written};
use crate::model::Structure;
use crate::parse::item::{Direction, Field, Parameter};
use crate::parse::prototype::RecordKind;

/// All that the crate has.
pub(super) fn library(context: &mut Context<'_>) -> Library {
    let types = Types::of(context);
    let mut items = Vec::new();
    interfaces(context, &types, &mut items);
    for (index, structure) in context.api.structures.iter().enumerate() {
        if let Some(rust) = context.scope.name_of("structure", index).map(str::to_owned) {
            structure_of(context, &types, structure, &rust, &mut items);
        }
    }
    enumerations(context, &mut items);
    callbacks(context, &types, &mut items);
    windows(context, &types, &mut items);
    undefined(context, &mut items);
    for (name, text) in types::typedefs(context) {
        items.push(Item { name, kind: Kind::Typedef(types.parse(&text)) });
    }
    items.sort_by(|a, b| a.name.cmp(&b.name));
    let mut functions = functions(context, &types);
    functions.sort_by(|a, b| a.name.cmp(&b.name));
    Library { types: items, functions, constants: values::constants(context) }
}

fn interfaces(context: &mut Context<'_>, types: &Types, items: &mut Vec<Item>) {
    for (index, interface) in context.api.interfaces.iter().enumerate() {
        let Some(name) = context.scope.name_of("interface", index).map(str::to_owned) else { continue };
        let lineage = slots::Lineage::of(context, interface);
        let slots = slots::slots(context, interface, &lineage).into_iter().map(|slot| match slot {
            slots::Slot::Method(parts) => {
                let tys = parts.call.parameters.iter().map(|(_, shape)| types.shape(shape));
                call(types, &parts.name, &parts.method.parameters, tys, &parts.call.result)
            }
            // A method of no known shape keeps the place, and lets the trait be that implements the others.
            slots::Slot::Reserved { slot, .. } => {
                Call { name: format!("Reserved{slot}"), parameters: Vec::new(), result: Type::Void }
            }
        });
        let kind = Kind::Interface {
            base: types.parse(lineage.base()),
            iid: interface.iid.as_deref().and_then(values::guid),
            slots: slots.collect(),
        };
        items.push(Item { name, kind });
    }
}

/// A call whose parameters have the types `tys` and whose result is written `result`: ` -> T`, or nothing.
fn call(
    types: &Types,
    name: &str,
    parameters: &[Parameter],
    tys: impl Iterator<Item = Type>,
    result: &str,
) -> Call {
    let mut used = HashSet::new();
    let arguments = parameters.iter().zip(tys).map(|(parameter, ty)| {
        // Only what is written through can be written.
        let writes = matches!(parameter.direction, Some(Direction::Out | Direction::InOut)) && points(&ty);
        let reads = !writes || parameter.direction == Some(Direction::InOut);
        let name = names::unique(plain(names::local(&parameter.name)), &mut used);
        Argument { name, ty, reads, writes, optional: parameter.optional }
    });
    Call {
        name: plain(name.to_owned()),
        parameters: arguments.collect(),
        result: types.parse(result.trim_start_matches(" -> ")),
    }
}

/// `name` without the mark that makes a keyword a name in Rust.
fn plain(name: String) -> String {
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

/// Whether `ty` leads to something that can be written.
fn points(ty: &Type) -> bool {
    match ty {
        Type::PtrMut(..) | Type::PtrConst(..) => true,
        Type::ValueName(name) => matches!(name.name.as_str(), "PSTR" | "PWSTR"),
        _ => false,
    }
}

fn structure_of(
    context: &mut Context<'_>,
    types: &Types,
    structure: &Structure,
    rust: &str,
    items: &mut Vec<Item>,
) {
    let endless = context.scope.endless_structures.contains(rust);
    let record = Record {
        name: rust.to_owned(),
        kind: structure.record,
        packing: structure::packing(structure).filter(|_| !endless),
        fields: if endless { &[] } else { &structure.fields },
        page: &structure.common.page,
    };
    let mut ahead = vec![record];
    while let Some(record) = ahead.pop() {
        record_of(context, types, &record, items, &mut ahead);
    }
}

/// A structure or union to collect.
struct Record<'a> {
    name: String,
    kind: RecordKind,
    packing: Option<u8>,
    fields: &'a [Field],
    page: &'a str,
}

fn record_of<'a>(
    context: &mut Context<'_>,
    types: &Types,
    record: &Record<'a>,
    items: &mut Vec<Item>,
    ahead: &mut Vec<Record<'a>>,
) {
    let mut inner = 0;
    let mut fields = Vec::new();
    for (name, field) in structure::field_names(record.fields).into_iter().zip(record.fields) {
        let base = if let Some(parameters) = &field.callback {
            let wish = format!("{}_{}", record.name, plain(name.clone()));
            let callback = context.scope.claims.claim_like(&wish, record.page);
            let ty = Type::class_named(super::NAMESPACE, &callback);
            let call = called(context, types, "Invoke", parameters, Some(&field.ty), record.page);
            items.push(Item { name: callback, kind: Kind::Callback(call) });
            fields.push((plain(name), ty));
            continue;
        } else if field.fields.is_empty() {
            types.field(&field_text(context, field, record.page))
        } else {
            let nested = context.nested_name(&record.name, inner, record.page);
            inner += 1;
            let ty = Type::value_named(super::NAMESPACE, &nested);
            ahead.push(Record {
                name: nested,
                kind: structure::nested_kind(field),
                packing: record.packing,
                fields: &field.fields,
                page: record.page,
            });
            ty
        };
        let dimensions = field.array.iter().flatten().rev();
        let ty = dimensions.fold(base, |ty, dimension| {
            let count = context.dimension(dimension).unwrap_or(1);
            Type::ArrayFixed(Box::new(ty), usize::try_from(count).unwrap_or(1))
        });
        fields.push((plain(name), ty));
    }
    let is_union = record.kind == RecordKind::Union;
    // What is opaque is a structure whatever the page calls it, and has no layout.
    let (is_union, packing) = if fields.is_empty() { (false, None) } else { (is_union, record.packing) };
    items.push(Item { name: record.name.clone(), kind: Kind::Record { is_union, packing, fields } });
}

/// A field's type in Rust; metadata may name the interface that the crate's field only points to.
fn field_text(context: &mut Context<'_>, field: &Field, page: &str) -> String {
    use crate::emit::rust::context::Shape;
    match context.shape(&field.ty, page) {
        Shape::Interface(text) | Shape::Plain(text) => text,
        Shape::Void => String::new(),
    }
}

/// What is called with `parameters`, as its page declares it.
fn called(
    context: &mut Context<'_>,
    types: &Types,
    name: &str,
    parameters: &[Parameter],
    return_type: Option<&str>,
    page: &str,
) -> Call {
    let tys: Vec<Type> =
        parameters.iter().map(|parameter| types.shape(&context.parameter(parameter, page))).collect();
    let result = context.result(return_type, name, page);
    call(types, name, parameters, tys.into_iter(), &result)
}

fn enumerations(context: &mut Context<'_>, items: &mut Vec<Item>) {
    for (index, enumeration) in context.api.enumerations.iter().enumerate() {
        let Some(name) = context.scope.name_of("enumeration", index).map(str::to_owned) else { continue };
        let mut used = HashSet::new();
        let values = enumeration::values(context, enumeration);
        let members = enumeration.members.iter().zip(values).filter_map(|(member, value)| {
            let value = value?;
            Some((plain(names::unique(names::local(&member.name), &mut used)), value))
        });
        items.push(Item { name, kind: Kind::Enumeration(members.collect()) });
    }
}

fn callbacks(context: &mut Context<'_>, types: &Types, items: &mut Vec<Item>) {
    for (index, callback) in context.api.callbacks.iter().enumerate() {
        let Some(name) = context.scope.name_of("callback", index).map(str::to_owned) else { continue };
        let result = callback.return_type.as_deref();
        let kind = if context.scope.endless_aliases.contains(&name) {
            Kind::Typedef(types::any())
        } else {
            let page = &callback.common.page;
            Kind::Callback(called(context, types, "Invoke", &callback.parameters, result, page))
        };
        items.push(Item { name, kind });
    }
}

fn functions(context: &mut Context<'_>, types: &Types) -> Vec<Call> {
    let mut functions = Vec::new();
    for (index, function) in context.api.functions.iter().enumerate() {
        let Some(name) = context.scope.name_of("function", index).map(str::to_owned) else { continue };
        let result = function.return_type.as_deref();
        functions.push(called(context, types, &name, &function.parameters, result, &function.common.page));
    }
    functions
}

/// The types of Windows that the crate declares for itself.
fn windows(context: &Context<'_>, types: &Types, items: &mut Vec<Item>) {
    for (name, known) in &context.windows {
        let kind = match known {
            Known::Record(fields, _) => {
                let fields = fields.iter().map(|(name, ty)| ((*name).to_owned(), types.field(ty)));
                Kind::Record { is_union: false, packing: None, fields: fields.collect() }
            }
            Known::Opaque(_) => Kind::Record { is_union: false, packing: None, fields: Vec::new() },
            Known::Alias(text, ..) if types::is_callback(text) => {
                let result = text.split_once("-> ").map_or("", |(_, result)| result.trim_end_matches('>'));
                Kind::Callback(Call {
                    name: "Invoke".to_owned(),
                    parameters: Vec::new(),
                    result: types.parse(result),
                })
            }
            _ => continue,
        };
        items.push(Item { name: (*name).to_owned(), kind });
    }
}

/// The stand-ins, as the crate has them.
fn undefined(context: &Context<'_>, items: &mut Vec<Item>) {
    for (name, undefined) in &context.undefined {
        let kind = if written::is_pointer_name(name) {
            Kind::Typedef(types::any())
        } else if undefined.by_value {
            Kind::Typedef(Type::USize)
        } else {
            Kind::Record { is_union: false, packing: None, fields: Vec::new() }
        };
        items.push(Item { name: undefined.rust.clone(), kind });
    }
}
