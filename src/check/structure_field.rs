//! `structure-field`: a structure's fields are not the headers' in number, order, name or type.
//!
//! One field too few, and everything behind it is read from the wrong place.

use super::{Check, Comparison, Disagreement};
use crate::diagnostic::{Severity, rule};
use crate::model::facts::RecordFact;
use crate::model::{Structure, declare};
use crate::parse::item::Field;

pub(super) const CHECK: Check = Check { rule: &rule::STRUCTURE_FIELD, find };

fn find(comparison: &Comparison<'_>, found: &mut Vec<Disagreement>) {
    for structure in comparison.api.structures.iter().filter(|item| item.common.witness.is_none()) {
        let names = [&structure.common.name, &structure.tag];
        let known = |name: &String| comparison.facts.records.get(name).filter(|fact| !fact.fields.is_empty());
        let Some(fact) = names.into_iter().find_map(known) else { continue };
        let name = &structure.common.name;
        match other_shape(name, &structure.fields, &fact.fields) {
            None => compare(comparison, structure, fact, &structure.fields, &fact.fields, found),
            Some(message) => found.push(
                Disagreement::new(CHECK.rule, &structure.common.page, name, "fields")
                    .between(
                        &declare::fields(&structure.fields),
                        &declare::fields(&fact.fields),
                        &fact.origin,
                    )
                    .message(message),
            ),
        }
    }
}

/// Where one of the two has more fields than the other, on any level; `None` where they can be compared one by one.
fn other_shape(name: &str, fields: &[Field], others: &[Field]) -> Option<String> {
    if fields.len() != others.len() {
        return Some(format!("`{name}` has {} fields, not {}", others.len(), fields.len()));
    }
    let inner = |(field, other): (&Field, &Field)| {
        let name = if field.name.is_empty() { name } else { &field.name };
        other_shape(name, &field.fields, &other.fields)
    };
    fields.iter().zip(others).find_map(inner)
}

fn compare(
    comparison: &Comparison<'_>,
    structure: &Structure,
    fact: &RecordFact,
    fields: &[Field],
    others: &[Field],
    found: &mut Vec<Disagreement>,
) {
    for (field, other) in fields.iter().zip(others) {
        compare(comparison, structure, fact, &field.fields, &other.fields, found);
        let finding = |what: String| {
            Disagreement::new(CHECK.rule, &structure.common.page, &structure.common.name, &what)
                .at(&field.name)
        };
        if field.name != other.name {
            let message = format!("`{}` is `{}` in the header", field.name, other.name);
            found.push(
                finding("field name".to_owned())
                    .between(&field.name, &other.name, &fact.origin)
                    .severity(Severity::Info)
                    .message(message),
            );
        }
        let (says, right) = (spelled(field), spelled(other));
        let same_array = comparison.types.same_array(field.array.as_deref(), other.array.as_deref());
        if (field.ty == other.ty && same_array) || !field.fields.is_empty() {
            continue;
        }
        let (canon, has) = (comparison.types.canon(&field.ty), comparison.types.canon(&other.ty));
        let same = canon.same_abi(&has) && same_array;
        let message = match same {
            true if canon.other_text(&has) => {
                format!("the letters of `{}` are those of `{right}`, not of `{says}`", field.name)
            }
            true => format!("`{}` is `{right}`, spelled `{says}` here", field.name),
            false => format!("`{}` is `{right}`, not `{says}`", field.name),
        };
        let severity = if same { Severity::Info } else { CHECK.rule.severity };
        found.push(
            finding(format!("field {}", field.name))
                .between(&says, &right, &fact.origin)
                .severity(severity)
                .message(message),
        );
    }
}

fn spelled(field: &Field) -> String {
    let dimensions = declare::dimensions(field.array.as_deref().unwrap_or_default());
    format!("{} {dimensions}", field.ty).trim_end().to_owned()
}
