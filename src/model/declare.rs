//! Items as C declares them, and back: what corrections say and what the supplement keeps.

use super::facts::{CallFact, Origin, RecordFact};
use crate::parse::item::{Field, Parameter};
use crate::parse::members;
use crate::parse::prototype::{self, Declaration, RecordKind, Signature};

/// `ULONG ulFlags, LPMAPIERROR * lppMAPIError`.
pub fn parameters(parameters: &[Parameter]) -> String {
    parameters
        .iter()
        .map(|parameter| declarator(&parameter.ty, &parameter.name, &parameter.array))
        .collect::<Vec<_>>()
        .join(", ")
}

/// `HRESULT Logoff(ULONG ulFlags)`.
pub(super) fn call(fact: &CallFact) -> String {
    format!("{} {}({})", fact.return_type, fact.name, parameters(&fact.parameters))
}

/// `ULONG ulEventType; union { ERROR_NOTIFICATION err; } info;`.
pub fn fields(fields: &[Field]) -> String {
    fields.iter().map(|field| format!("{};", self::field(field))).collect::<Vec<_>>().join(" ")
}

fn field(field: &Field) -> String {
    let array = field.array.as_deref().unwrap_or_default();
    if let Some(parameters) = &field.callback {
        return format!("{} (*{})({})", field.ty, field.name, self::parameters(parameters));
    }
    if field.fields.is_empty() {
        return declarator(&field.ty, &field.name, array);
    }
    let inner = format!("{} {{ {} }}", field.ty, fields(&field.fields));
    declarator(&inner, &field.name, array)
}

fn declarator(ty: &str, name: &str, array: &[String]) -> String {
    let name = format!("{name}{}", dimensions(array));
    // A pointer to a function has its name within.
    match ty.split_once("(*)").filter(|_| !name.is_empty()) {
        Some((before, after)) => format!("{before}(*{name}){after}"),
        None => format!("{ty} {name}").trim().to_owned(),
    }
}

/// `[MAPI_DIM][4]`.
pub fn dimensions(array: &[String]) -> String {
    let mut text = String::new();
    for dimension in array {
        text.extend(["[", dimension, "]"]);
    }
    text
}

/// `typedef struct _FOO { ULONG a; } FOO, *LPFOO;`
pub(super) fn record(name: &str, fact: &RecordFact) -> String {
    let kind = match fact.kind {
        RecordKind::Struct => "struct",
        RecordKind::Union => "union",
    };
    let names: Vec<String> =
        fact.aliases.iter().map(|alias| "*".repeat(usize::from(alias.pointers)) + &alias.name).collect();
    let tag = if fact.tag.is_empty() { String::new() } else { format!("{} ", fact.tag) };
    let body = format!("{{ {} }}", fields(&fact.fields));
    match (names.is_empty(), fact.tag.is_empty()) {
        (true, true) => format!("typedef {kind} {body} {name};"),
        (true, false) => format!("{kind} {tag}{body};"),
        (false, _) => format!("typedef {kind} {tag}{body} {};", names.join(", ")),
    }
}

/// The parameters that `ULONG ulFlags, …` declares; `None` where it does not.
pub(super) fn read_parameters(text: &str) -> Option<Vec<Parameter>> {
    Some(read_call(&format!("void F({text})"))?.parameters)
}

/// The call that `HRESULT Logoff(ULONG ulFlags)` declares.
pub(super) fn read_call(text: &str) -> Option<CallFact> {
    let prototype = prototype::parse(&format!("{text};"));
    match prototype.declarations.into_iter().next()? {
        Declaration::Signature(signature) if prototype.oddities.is_empty() => {
            Some(call_of(&signature, &Origin::default()))
        }
        _ => None,
    }
}

/// The call of a signature that `origin` declares.
pub(super) fn call_of(signature: &Signature, origin: &Origin) -> CallFact {
    CallFact {
        name: signature.name.clone(),
        return_type: signature.return_type.as_ref().map(ToString::to_string).unwrap_or_default(),
        parameters: signature.parameters.iter().map(Parameter::from).collect(),
        origin: origin.clone(),
    }
}

/// The fields that `ULONG a; ULONG b;` declares.
pub(super) fn read_fields(text: &str) -> Option<Vec<Field>> {
    match prototype::parse(&format!("struct S {{ {text} }};")).declarations.into_iter().next()? {
        Declaration::Record { record, .. } => Some(members::fields(&record)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_read_as_they_are_written() {
        for text in [
            "ULONG ulFlags, LPMAPIERROR * lppMAPIError",
            "",
            "const BYTE * pb, ULONG rg[4]",
            "void (*pfn)(LPVOID)",
        ] {
            assert_eq!(parameters(&read_parameters(text).unwrap()), text);
        }
        for text in [
            "ULONG a; union { ULONG ul; LPVOID lpv; } info;",
            "BYTE ab[MAPI_DIM]; union { LONG l; };",
            "BOOL (*pfn)(ULONG ul);",
        ] {
            assert_eq!(fields(&read_fields(text).unwrap()), text);
        }
        let text = "HRESULT Logoff(ULONG ulFlags)";
        assert_eq!(call(&read_call(text).unwrap()), text);
        assert_eq!(read_call("not a declaration"), None);
    }
}
