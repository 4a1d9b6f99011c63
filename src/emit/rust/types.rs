//! The smaller modules: aliases, types of Windows, types that nothing defines, macros.

use super::context::{ANY, Context, Shape};
use super::docs::Docs;
use super::markdown::code as code_of;
use super::scope::AliasItem;
use super::structure;
use super::windows::Known;
use super::writer::Code;
use crate::diagnostic::{Diagnostic, rule};

/// How many of the pages that use an undefined type are named.
const PAGES_NAMED: usize = 3;

/// Writes an alias: `LPADRLIST`, or what a typedef page tells of.
pub(super) fn write_alias(context: &mut Context<'_>, code: &mut Code, alias: &AliasItem) {
    let endless = context.scope.endless_aliases.contains(&alias.rust);
    let (rust, page) = (&alias.rust, &alias.page);
    let mut docs = Docs::new(context);
    match alias.typedef.and_then(|index| context.api.typedefs.get(index)) {
        Some(typedef) => {
            docs = Docs::of(context, &typedef.common);
            docs.paragraph(&format!("In C: {}", code_of(&alias.target)));
            docs.values(&typedef.values);
            docs.sections(&typedef.common.sections, |_| true);
            docs.origin(&typedef.common, typedef.header.as_deref());
        }
        None => docs.paragraph(&format!("In C: {} · Page: {}", code_of(&alias.target), code_of(page))),
    }
    if endless {
        docs.paragraph("**Opaque**: as the page declares it, this type would be itself.");
    }
    let docs = docs.finish();
    let target = if endless {
        context.report(
            &rule::OPAQUE_TYPE,
            page,
            format!("`{rust}` is declared through itself; the bindings make it a pointer"),
        );
        ANY.to_owned()
    } else {
        match context.shape(&alias.target, page) {
            // Owned, as in a variable that a call fills in; parameters borrow instead.
            Shape::Interface(interface) => format!("Option<{interface}>"),
            Shape::Plain(text) => text,
            Shape::Void => "core::ffi::c_void".to_owned(),
        }
    };
    code.gap();
    code.docs(&docs);
    code.line(&format!("pub type {rust} = {target};"));
}

/// Writes the types of Windows that turned out to be needed.
pub(super) fn write_windows(context: &Context<'_>, code: &mut Code) {
    for (name, known) in &context.windows {
        let about = |text: &str| vec![text.to_owned()];
        match known {
            Known::Alias(target, _, text) => {
                code.gap();
                code.docs(&about(text));
                code.line(&format!("pub type {name} = {target};"));
            }
            Known::Record(fields, text) => {
                code.gap();
                code.docs(&about(text));
                code.line("#[repr(C)]");
                code.line(structure::derives(fields.iter().map(|(_, ty)| *ty)));
                code.open(&format!("pub struct {name} {{"));
                for (field, ty) in *fields {
                    code.docs(&[code_of(field)]);
                    code.line(&format!("pub {field}: {ty},"));
                }
                code.close("}");
                structure::write_default(code, name);
            }
            Known::Opaque(text) => structure::write_opaque(code, &about(text), name),
            Known::As(_) | Known::Interface(_) | Known::InterfacePointer(_) => {}
        }
    }
}

/// Writes a stand-in for each type that nothing defines, and reports it.
pub(super) fn write_undefined(context: &mut Context<'_>, code: &mut Code) {
    for (name, undefined) in &context.undefined {
        let pages: Vec<&str> = undefined.pages.iter().map(String::as_str).take(PAGES_NAMED).collect();
        let more = if undefined.pages.len() > PAGES_NAMED { " and others" } else { "" };
        let what =
            if name.is_empty() { "a type that is not written".to_owned() } else { format!("`{name}`") };
        let message = format!("{what} is defined on no page; used on {}{more}", pages.join(", "));
        context.diagnostics.push(Diagnostic::bare(&rule::OPAQUE_TYPE, message));
        let rust = &undefined.rust;
        let pages = pages.iter().map(|page| code_of(page)).collect::<Vec<_>>().join(", ");
        let docs = |how: &str| {
            let name =
                if name.is_empty() { "What a page gives no type for".to_owned() } else { code_of(name) };
            vec![format!("{name}: {how}"), String::new(), format!("Used on {pages}{more}.")]
        };
        if is_pointer_name(name) {
            code.gap();
            code.docs(&docs("by its name a pointer; no page tells to what."));
            code.line(&format!("pub type {rust} = {ANY};"));
        } else if undefined.by_value {
            code.gap();
            code.docs(&docs("no page defines this type. Its size is not known; here it is a pointer's."));
            code.line(&format!("pub type {rust} = usize;"));
        } else {
            structure::write_opaque(
                code,
                &docs("no page defines this type; it is used behind pointers only."),
                rust,
            );
        }
    }
}

/// Whether `name` says `pointer` as the headers do: `LPFOO`, `PFOO`.
pub(super) fn is_pointer_name(name: &str) -> bool {
    let capital = |rest: &str| rest.starts_with(|letter: char| letter.is_ascii_uppercase());
    name.strip_prefix("LP").is_some_and(capital)
        || name.strip_prefix('P').is_some_and(|rest| capital(rest) && !rest.contains('_') && rest.len() > 2)
}
