//! What a page says wrong, put right: its words stay, with the types, the order and the members of the model.

use super::context::Amendment;
use crate::model::Structure;
use crate::model::declare;
use crate::parse::item::{Correction, Field, Parameter};
use crate::parse::passage::Passage;
use crate::parse::prototype::RecordKind;

/// A corrected list: the entries, and how many of them are declared. What the page documents besides stands behind them.
pub(super) struct Corrected<T> {
    pub(super) entries: Vec<T>,
    pub(super) declared: usize,
}

/// Corrections as the notice shows them.
pub(super) fn amendments(corrections: &[Correction]) -> Vec<Amendment> {
    let amendment = |correction: &Correction| {
        let (what, name) = correction.what.split_once(' ').unwrap_or((&correction.what, ""));
        // `return type` is one thing, `field ulPad` is the field of a name.
        let (what, name) = match (what, name) {
            ("return", _) => ("return_type", ""),
            other => other,
        };
        Amendment {
            what: what.to_owned(),
            name: name.to_owned(),
            says: correction.says.clone(),
            right: correction.right.clone(),
            evidence: correction.evidence.clone(),
        }
    };
    corrections.iter().map(amendment).collect()
}

/// The right parameters with the page's words.
pub(super) fn parameters(page: &[Parameter], right: &[Parameter]) -> Corrected<Parameter> {
    let with_words = |right: &Parameter| match page.iter().find(|old| old.name == right.name) {
        Some(old) => Parameter { ty: right.ty.clone(), array: right.array.clone(), ..old.clone() },
        None => wordless(right),
    };
    let entries: Vec<Parameter> = right.iter().map(with_words).collect();
    let rest = page.iter().filter(|old| right.iter().all(|right| right.name != old.name));
    let declared = entries.len();
    Corrected { entries: entries.into_iter().chain(rest.cloned()).collect(), declared }
}

/// The model's texts stand on another locale's page: their places mean nothing on this one.
fn wordless(right: &Parameter) -> Parameter {
    Parameter {
        name: right.name.clone(),
        ty: right.ty.clone(),
        array: right.array.clone(),
        direction: right.direction,
        optional: right.optional,
        ..Parameter::default()
    }
}

/// The right fields with the page's words; of what is not declared, only what the page has words for.
pub(super) fn fields(page: &[Field], right: &[Field]) -> Corrected<Field> {
    let with_words = |(place, right): (usize, &Field)| {
        // A union without a name is known by its place.
        let old = match right.name.as_str() {
            "" => page.get(place).filter(|old| old.name.is_empty()),
            name => page.iter().find(|old| old.name == name),
        };
        let inner = old.map(|old| old.fields.as_slice()).unwrap_or_default();
        Field {
            name: right.name.clone(),
            ty: right.ty.clone(),
            array: right.array.clone(),
            summary: old.map(|old| old.summary.clone()).unwrap_or_default(),
            flags: old.map(|old| old.flags.clone()).unwrap_or_default(),
            fields: fields(inner, &right.fields).entries,
            callback: right.callback.clone(),
        }
    };
    let entries: Vec<Field> = right.iter().enumerate().map(with_words).collect();
    let told = |old: &&Field| {
        let told = old.summary.passage != Passage::Nowhere || !old.flags.is_empty();
        told && right.iter().all(|right| right.name != old.name)
    };
    let rest = page.iter().filter(told).cloned();
    let declared = entries.len();
    Corrected { entries: entries.into_iter().chain(rest).collect(), declared }
}

/// A call as C declares it, a parameter a line.
pub(super) fn call(return_type: Option<&str>, name: &str, parameters: &[Parameter]) -> String {
    let lines: Vec<String> = parameters
        .iter()
        .map(|parameter| format!("\n  {}", declare::parameters(std::slice::from_ref(parameter))))
        .collect();
    let start = format!("{} {name}(", return_type.unwrap_or_default());
    let end = if lines.is_empty() { ");" } else { "\n);" };
    format!("{}{}{end}", start.trim_start(), lines.join(","))
}

/// A structure as C declares it, a field a line.
pub(super) fn record(structure: &Structure) -> String {
    let kind = match structure.record {
        RecordKind::Struct => "struct",
        RecordKind::Union => "union",
    };
    let names: Vec<String> =
        structure.aliases.iter().map(|alias| "*".repeat(usize::from(alias.pointers)) + &alias.name).collect();
    let typedef = if names.is_empty() { "" } else { "typedef " };
    let mut text = format!("{typedef}{kind} {}", structure.tag).trim_end().to_owned();
    text.push_str(" {\n");
    lines(&structure.fields, "  ", &mut text);
    text.push('}');
    if !names.is_empty() {
        text.push(' ');
        text.push_str(&names.join(", "));
    }
    text.push(';');
    text
}

/// Fields, those of a structure declared in place further in. Depth is bounded by the declaration's reader.
fn lines(fields: &[Field], indent: &str, text: &mut String) {
    for field in fields {
        text.push_str(indent);
        if field.fields.is_empty() || field.callback.is_some() {
            text.push_str(&declare::fields(std::slice::from_ref(field)));
        } else {
            text.push_str(&field.ty);
            text.push_str(" {\n");
            lines(&field.fields, &format!("{indent}  "), text);
            let dimensions = declare::dimensions(field.array.as_deref().unwrap_or_default());
            let end = format!("{indent}}} {}{dimensions}", field.name);
            text.push_str(end.trim_end());
            text.push(';');
        }
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(ty: &str, name: &str) -> Parameter {
        Parameter { ty: ty.to_owned(), name: name.to_owned(), ..Parameter::default() }
    }

    #[test]
    fn a_call_has_a_parameter_a_line() {
        let parameters = [parameter("ULONG", "ulFlags"), parameter("LPVOID *", "lppv")];
        assert_eq!(
            call(Some("HRESULT"), "Open", &parameters),
            "HRESULT Open(\n  ULONG ulFlags,\n  LPVOID * lppv\n);"
        );
        assert_eq!(call(None, "Close", &[]), "Close();");
    }

    #[test]
    fn what_is_not_declared_stands_behind() {
        let page = [parameter("ULONG", "a"), parameter("ULONG", "wrong"), parameter("ULONG", "b")];
        let right = [parameter("ULONG_PTR", "b"), parameter("LONG", "a"), parameter("LPVOID", "c")];
        let corrected = parameters(&page, &right);
        let found: Vec<(&str, &str)> =
            corrected.entries.iter().map(|entry| (entry.ty.as_str(), entry.name.as_str())).collect();
        assert_eq!(found, [("ULONG_PTR", "b"), ("LONG", "a"), ("LPVOID", "c"), ("ULONG", "wrong")]);
        assert_eq!(corrected.declared, 3);
    }

    #[test]
    fn structures_keep_what_is_in_them() {
        let inner = Field { name: "ul".to_owned(), ty: "ULONG".to_owned(), ..Field::default() };
        let fields = vec![
            Field { name: "rt".to_owned(), ty: "ULONG".to_owned(), ..Field::default() },
            Field { name: "res".to_owned(), ty: "union".to_owned(), fields: vec![inner], ..Field::default() },
        ];
        let structure = Structure {
            common: crate::parse::item::Common::default(),
            record: RecordKind::Struct,
            tag: "_R".to_owned(),
            aliases: vec![crate::parse::item::Alias { name: "LPR".to_owned(), pointers: 1 }],
            packing: None,
            header: None,
            verified: crate::parse::item::Verified::Pages,
            fields,
            prototype: String::new(),
        };
        let expected = "typedef struct _R {\n  ULONG rt;\n  union {\n    ULONG ul;\n  } res;\n} *LPR;";
        assert_eq!(record(&structure), expected);
    }

    #[test]
    fn corrections_are_told_by_what_they_correct() {
        let correction = |what: &str| Correction { what: what.to_owned(), ..Correction::default() };
        let told = amendments(&["return type", "parameter ulFlags", "vtable"].map(correction));
        let told: Vec<(&str, &str)> =
            told.iter().map(|told| (told.what.as_str(), told.name.as_str())).collect();
        assert_eq!(told, [("return_type", ""), ("parameter", "ulFlags"), ("vtable", "")]);
    }
}
