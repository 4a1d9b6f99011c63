//! Members: the fields of a declaration and what the page says of each.

use super::item::{Alias, Field, Parameter, Text};
use super::passage::Passage;
use super::prototype::{self, FieldType, Record, RecordKind};
use super::reader::{Named, Reader, same_name};
use super::terms;
use crate::diagnostic::rule;

/// The fields of a declared structure or union.
pub(crate) fn fields(record: &Record) -> Vec<Field> {
    record.fields.iter().map(field).collect()
}

fn field(declared: &prototype::Field) -> Field {
    let mut field = Field {
        name: declared.name.clone(),
        array: (!declared.array.is_empty()).then(|| declared.array.clone()),
        ..Field::default()
    };
    match &declared.ty {
        FieldType::Plain(ty) => field.ty = ty.to_string(),
        FieldType::Inner(record) => {
            field.ty.push_str(match record.kind {
                RecordKind::Struct => "struct",
                RecordKind::Union => "union",
            });
            field.fields = fields(record);
        }
        FieldType::Callback(signature) => {
            field.ty = signature.return_type.as_ref().map(ToString::to_string).unwrap_or_default();
            field.callback = Some(signature.parameters.iter().map(Parameter::from).collect());
        }
    }
    field
}

impl From<&prototype::Parameter> for Parameter {
    /// A parameter as the declaration has it, nothing said of it yet.
    fn from(declared: &prototype::Parameter) -> Self {
        Self {
            name: declared.name.clone(),
            ty: declared.ty.to_string(),
            array: declared.array.clone(),
            ..Self::default()
        }
    }
}

/// The names that a typedef gives.
pub(crate) fn aliases(declared: &[prototype::Alias]) -> Vec<Alias> {
    declared.iter().map(|alias| Alias { name: alias.name.clone(), pointers: alias.pointers }).collect()
}

/// Fills in what the page says of each field, those of unions declared in place included.
pub(super) fn describe_fields(reader: &mut Reader<'_>, fields: &mut [Field]) {
    let mut names = Vec::new();
    collect_names(fields, &mut names);
    let Some(things) = members_section(reader, &names) else { return };
    for thing in &things {
        let text = Text::at(reader.contents(&thing.blocks, 0));
        let flags = reader.flags(thing);
        if let Some(field) = find_field(fields, &thing.name) {
            field.summary = text;
            field.flags = flags;
        }
    }
}

/// Fills in what the page says of each member of a flat list. `parts` gives a member's name and where its text goes.
pub(super) fn describe<T>(
    reader: &mut Reader<'_>,
    members: &mut [T],
    parts: fn(&mut T) -> (&String, &mut Text),
) {
    let names: Vec<String> = members.iter_mut().map(|member| parts(member).0.clone()).collect();
    let Some(things) = members_section(reader, &names) else { return };
    for thing in &things {
        // Flags under an enumerator do not occur; what stands there belongs to its text.
        let flags = thing
            .flags
            .iter()
            .flat_map(|flag| std::iter::once(flag.block).chain(flag.blocks.iter().copied()));
        let blocks: Vec<u32> = thing.blocks.iter().copied().chain(flags).collect();
        let passage = reader.contents(&blocks, 0);
        for member in members.iter_mut() {
            let (name, text) = parts(member);
            if same_name(name, &thing.name) && text.passage == Passage::Nowhere {
                text.passage = passage.clone();
            }
        }
    }
}

/// Takes the section on members apart; what names no member is reported, and stays prose.
fn members_section(reader: &mut Reader<'_>, names: &[String]) -> Option<Vec<Named>> {
    let mut section = reader.take(terms::MEMBERS)?;
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let (mut left, things) = reader.named(&section.blocks, &known);
    let (things, strangers): (Vec<Named>, Vec<Named>) =
        things.into_iter().partition(|thing| names.iter().any(|name| same_name(name, &thing.name)));
    for stranger in strangers {
        let span = reader.sheet.outline.block(stranger.block).content;
        let message = format!("`{}` is no member of the declaration", stranger.name);
        reader.report(&rule::MEMBER_MISMATCH, span, message);
        left.push(stranger.block);
        left.extend(stranger.blocks);
        left.extend(
            stranger.flags.into_iter().flat_map(|flag| std::iter::once(flag.block).chain(flag.blocks)),
        );
    }
    if !left.is_empty() {
        section.blocks = left;
        reader.put_back(section);
    }
    Some(things)
}

fn collect_names(fields: &[Field], names: &mut Vec<String>) {
    for field in fields {
        names.push(field.name.clone());
        collect_names(&field.fields, names);
    }
}

/// The first field of that name that nothing was said of yet, outer ones first.
fn find_field<'a>(fields: &'a mut [Field], name: &str) -> Option<&'a mut Field> {
    let free = |field: &Field| same_name(&field.name, name) && field.summary.passage == Passage::Nowhere;
    if let Some(at) = fields.iter().position(free) {
        return fields.get_mut(at);
    }
    fields.iter_mut().find_map(|field| find_field(&mut field.fields, name))
}
