//! Structures that are longer than they are declared: an array of one element at their end stands for one of any length.
//!
//! In C a macro declares the like with room for so many elements (`SizedSPropTagArray`); here that is a generic type. Where the structure
//! is a count, called so, and the array, the type is made from the elements, and the elements are had from a pointer.

use super::context::Context;
use super::structure::{FieldType, Member, Record, representation};
use super::writer::Code;
use crate::parse::prototype::RecordKind;

/// Writes the type with room for elements, if `record` ends in an array of one.
pub(super) fn write(context: &mut Context<'_>, code: &mut Code, record: &Record<'_>, body: &[Member]) {
    let Some((Member { name: array, ty: FieldType::Plain(ty), is_open: true, .. }, others)) =
        body.split_last()
    else {
        return;
    };
    let element = ty.strip_prefix('[').and_then(|ty| ty.rsplit_once("; ")).map(|(element, _)| element);
    let (Some(element), RecordKind::Struct) = (element, record.kind) else { return };
    let mut fields = Vec::with_capacity(others.len());
    for Member { name, ty, .. } in others {
        // A structure of functions has no such array.
        let FieldType::Plain(ty) = ty else { return };
        fields.push((name, ty));
    }
    let rust = &record.rust;
    let sized = context.scope.claims.claim_like(&format!("Sized{rust}"), record.page);
    code.gap();
    code.docs(&[format!("[`{rust}`] with room for `N` elements.")]);
    code.line(&representation(record));
    code.line("#[derive(Clone, Copy, Debug)]");
    code.open(&format!("pub struct {sized}<const N: usize> {{"));
    for (name, ty) in &fields {
        code.docs(&[format!("As in [`{rust}`].")]);
        code.line(&format!("pub {name}: {ty},"));
    }
    code.docs(&["The elements.".to_owned()]);
    code.line(&format!("pub {array}: [{element}; N],"));
    code.close("}");
    write_pointers(code, rust, &sized);
    if let [(count, ty)] = fields.as_slice()
        && ty.as_str() == "u32"
        && is_count(count)
        && record.packing.is_none()
    {
        write_from(code, &sized, count, array, element);
        write_elements(code, rust, count, array, element);
    }
}

/// Whether a field is called as counts are: `cValues`, `cb`.
fn is_count(name: &str) -> bool {
    let rest = name.strip_prefix("cb").or_else(|| name.strip_prefix('c'));
    rest.is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_ascii_lowercase()))
}

fn write_pointers(code: &mut Code, rust: &str, sized: &str) {
    code.gap();
    code.open(&format!("impl<const N: usize> {sized}<N> {{"));
    code.docs(&["What calls take that read it.".to_owned()]);
    code.open(&format!("pub const fn as_ptr(&self) -> *const {rust} {{"));
    code.line("(&raw const *self).cast()");
    code.close("}");
    code.gap();
    code.docs(&["What calls take that change it.".to_owned()]);
    code.open(&format!("pub const fn as_mut_ptr(&mut self) -> *mut {rust} {{"));
    code.line("(&raw mut *self).cast()");
    code.close("}");
    code.close("}");
}

fn write_from(code: &mut Code, sized: &str, count: &str, array: &str, element: &str) {
    code.gap();
    code.open(&format!("impl<const N: usize> From<[{element}; N]> for {sized}<N> {{"));
    code.open(&format!("fn from(elements__: [{element}; N]) -> Self {{"));
    code.literal("Self", &[&format!("{count}: N as u32"), &format!("{array}: elements__")]);
    code.close("}");
    code.close("}");
}

fn write_elements(code: &mut Code, rust: &str, count: &str, array: &str, element: &str) {
    code.gap();
    code.open(&format!("impl {rust} {{"));
    code.docs(&[
        "The elements of the structure at `this`, as many as it counts.".to_owned(),
        String::new(),
        "# Safety".to_owned(),
        String::new(),
        "`this` points to a structure that is as long as it says and stays as it is for `'a`.".to_owned(),
    ]);
    code.open(&format!("pub const unsafe fn elements<'a>(this: *const Self) -> &'a [{element}] {{"));
    code.open("unsafe {");
    code.line(&format!("let first = (&raw const (*this).{array}).cast();"));
    code.line(&format!("core::slice::from_raw_parts(first, (*this).{count} as usize)"));
    code.close("}");
    code.close("}");
    code.close("}");
}
