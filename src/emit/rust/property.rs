//! Properties: tags, long ids and names as constants.

use super::context::Context;
use super::docs::Docs;
use super::markdown::code;
use super::names;
use super::writer::{Code, guid, hex};
use crate::diagnostic::rule;
use crate::model::Property;
use crate::parse::kind::property::PropertyKind;

/// Page and path of each property whose canonical constant will be there.
pub(super) fn canonical<'a>(context: &Context<'a>) -> Vec<(&'a String, String)> {
    let mut seen = std::collections::HashSet::new();
    let mut paths = Vec::new();
    for property in &context.api.properties {
        let rust = names::item(&property.common.name);
        let has_value = value(property, &property.common.name).is_some() && is_name(&property.common.name);
        // The name must be free, and the first to ask for it has it.
        if has_value && !context.scope.claims.has(&rust) && seen.insert(rust.clone()) {
            paths.push((&property.common.page, format!("crate::{rust}")));
        }
    }
    paths
}

/// Writes the constants of `property`: the canonical name with all that the page says, the others pointing to it.
pub(super) fn write(context: &mut Context<'_>, code: &mut Code, property: &Property) {
    let canonical = names::item(&property.common.name);
    let page = &property.common.page;
    let mut canonical_written = false;
    for (index, name) in std::iter::once(&property.common.name).chain(&property.associated).enumerate() {
        let name = name.trim();
        if !is_name(name) {
            continue;
        }
        let Some((ty, value)) = value(property, name) else {
            if index == 0 {
                report_missing(context, property);
            }
            continue;
        };
        let rust = names::item(name);
        if !context.claim_value(&rust, page, &format!("{ty} = {value}")) {
            continue;
        }
        code.gap();
        if index == 0 {
            canonical_written = true;
            code.docs(&docs(context, property));
        } else {
            let mut docs = Docs::of(context, &property.common);
            if canonical_written {
                docs.paragraph(&format!("Canonical property: [`{canonical}`]."));
            }
            code.docs(&docs.finish());
        }
        code.define(&format!("pub const {rust}: {ty} ="), &format!("{value};"));
    }
    if let (Some(set), Some(value)) =
        (&property.property_set, property.property_set_guid.as_deref().and_then(guid))
    {
        write_set(context, code, set, &value, page);
    }
}

/// The GUID of a property set, once.
fn write_set(context: &mut Context<'_>, code: &mut Code, set: &str, value: &str, page: &str) {
    let rust = names::item(set);
    if is_name(set) && context.claim_value(&rust, page, value) {
        code.gap();
        code.docs(&[format!("The property set {}.", super::markdown::code(set))]);
        super::constant::write_guid(code, &rust, value);
    }
}

/// Whether `name` can be a constant's as it is.
fn is_name(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The type and the value of the constant `name`.
fn value(property: &Property, name: &str) -> Option<(&'static str, String)> {
    match property.kind {
        PropertyKind::Tag => {
            let value = property.tags.get(name)?;
            Some(("u32", format!("0x{:04X}_{:04X}", value >> 16, value & 0xFFFF)))
        }
        PropertyKind::Lid => Some(("u32", hex(u64::from(property.identifier?)))),
        PropertyKind::Name => {
            let text = property.property_name.as_deref().filter(|text| !text.is_empty())?;
            Some(("&str", format!("\"{}\"", text.escape_default())))
        }
    }
}

fn report_missing(context: &mut Context<'_>, property: &Property) {
    let lacks = match property.kind {
        PropertyKind::Tag if property.identifier.is_some() => "no property type that is known",
        PropertyKind::Tag => "no identifier",
        PropertyKind::Lid => "no long id",
        PropertyKind::Name => "no property name",
    };
    let message = format!("`{}` has {lacks}; the bindings leave its constants out", property.common.name);
    context.report(&rule::INCOMPLETE_PAGE, &property.common.page, message);
}

fn docs(context: &Context<'_>, property: &Property) -> Vec<String> {
    let mut docs = Docs::of(context, &property.common);
    let list = |names: &[String]| names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ");
    let mut facts = Vec::new();
    if !property.types.is_empty() {
        facts.push(format!("Type: {}", list(&property.types)));
    }
    if !property.associated.is_empty() {
        facts.push(format!("Names: {}", list(&property.associated)));
    }
    if let Some(set) = &property.property_set {
        facts.push(format!("Property set: {}", code(set)));
    }
    if let Some(area) = &property.area {
        facts.push(format!("Area: {}", super::markdown::escape(area)));
    }
    if !facts.is_empty() {
        docs.paragraph(&facts.join(" · "));
    }
    docs.values(&property.values);
    docs.sections(&property.common.sections, |_| true);
    docs.origin(&property.common, None);
    docs.finish()
}
