//! Types as the crate's text spells them, become types of metadata.

use std::collections::HashMap;

use windows_metadata::Type;

use super::vocabulary;
use crate::emit::rust::context::{Context, Shape};
use crate::emit::rust::facts::NAMESPACE;
use crate::emit::rust::windows::Known;

/// Aliases of aliases are followed this far.
const DEEPEST: usize = 32;

/// How the crate spells what C calls `void`.
const VOID: &str = "core::ffi::c_void";

/// What the names of the crate are in metadata.
#[derive(Debug, Default)]
pub(super) struct Types {
    names: HashMap<String, Named>,
}

#[derive(Clone, Debug)]
enum Named {
    /// A type of its own.
    Own(Type),
    /// Another name for what this text says. Metadata has no aliases: they dissolve.
    Alias(String),
}

impl Types {
    /// Learns every type that the crate has.
    pub(super) fn of(context: &mut Context<'_>) -> Self {
        let mut types = Self::default();
        let api = context.api;
        types.add_all(context, "interface", api.interfaces.len(), Type::class_named);
        types.add_all(context, "structure", api.structures.len(), Type::value_named);
        types.add_all(context, "enumeration", api.enumerations.len(), Type::value_named);
        types.add_all(context, "callback", api.callbacks.len(), Type::class_named);
        // A callback that is declared through itself is a plain pointer in the crate.
        for name in &context.scope.endless_aliases {
            if let Some(Named::Own(ty)) = types.names.get_mut(name) {
                *ty = Type::value_named(NAMESPACE, name);
            }
        }
        for name in context.nested.values() {
            types.add(name, Type::value_named);
        }
        for (name, known) in &context.windows {
            match known {
                Known::Alias(text, ..) if is_callback(text) => types.add(name, Type::class_named),
                Known::Alias(text, ..) => types.alias(name, text),
                _ => types.add(name, Type::value_named),
            }
        }
        for undefined in context.undefined.values() {
            types.add(&undefined.rust, Type::value_named);
        }
        for (name, text) in aliases(context) {
            types.alias(&name, &text);
        }
        types
    }

    fn add_all(
        &mut self,
        context: &Context<'_>,
        kind: &'static str,
        count: usize,
        make: fn(&str, &str) -> Type,
    ) {
        for name in (0..count).filter_map(|index| context.scope.name_of(kind, index)) {
            self.add(name, make);
        }
    }

    fn add(&mut self, name: &str, make: fn(&str, &str) -> Type) {
        self.names.insert(name.to_owned(), Named::Own(make(NAMESPACE, name)));
    }

    fn alias(&mut self, name: &str, text: &str) {
        if is_typedef(text) {
            self.add(name, Type::value_named);
        } else {
            self.names.insert(name.to_owned(), Named::Alias(text.to_owned()));
        }
    }

    /// The type that `shape` is; a pointer for what is no type.
    pub(super) fn shape(&self, shape: &Shape) -> Type {
        match shape {
            Shape::Void => any(),
            Shape::Interface(name) => self.parse(name),
            Shape::Plain(text) => self.parse(text),
        }
    }

    /// The type that `text` spells in Rust.
    pub(super) fn parse(&self, text: &str) -> Type {
        self.read(text, DEEPEST)
    }

    /// The type of a field, which cannot be nothing.
    pub(super) fn field(&self, text: &str) -> Type {
        match self.parse(text) {
            Type::Void => any(),
            ty => ty,
        }
    }

    fn read(&self, text: &str, depth: usize) -> Type {
        let Some(depth) = depth.checked_sub(1) else { return any() };
        let text = text.trim();
        if let Some(inner) = text.strip_prefix("*mut ") {
            return point(self.read(inner, depth), false);
        }
        if let Some(inner) = text.strip_prefix("*const ") {
            return point(self.read(inner, depth), true);
        }
        if let Some(inner) = between(text, "Option<", ">") {
            return self.read(inner, depth);
        }
        if let Some((inner, count)) = between(text, "[", "]").and_then(|inner| inner.rsplit_once("; ")) {
            return Type::ArrayFixed(Box::new(self.read(inner, depth)), count.parse().unwrap_or(1));
        }
        if let Some(ty) = scalar(text).or_else(|| vocabulary::known(text)) {
            return ty;
        }
        match (text, self.names.get(text)) {
            ("" | "()" | VOID, _) => Type::Void,
            ("windows_core::GUID", _) => guid(),
            (_, Some(Named::Own(ty))) => ty.clone(),
            (_, Some(Named::Alias(text))) => self.read(text, depth),
            (_, None) => any(),
        }
    }
}

/// The aliases of the crate and what they stand for, in its text.
fn aliases(context: &mut Context<'_>) -> Vec<(String, String)> {
    let mut aliases = Vec::new();
    for alias in context.scope.aliases.clone() {
        let text = if context.scope.endless_aliases.contains(&alias.rust) {
            crate::emit::rust::context::ANY.to_owned()
        } else {
            match context.shape(&alias.target, &alias.page) {
                Shape::Interface(text) | Shape::Plain(text) => text,
                Shape::Void => VOID.to_owned(),
            }
        };
        aliases.push((alias.rust, text));
    }
    aliases
}

/// The names that stand for a scalar or an untyped pointer, and these.
pub(super) fn typedefs(context: &mut Context<'_>) -> Vec<(String, String)> {
    let mut typedefs = aliases(context);
    for (name, known) in &context.windows {
        if let Known::Alias(text, ..) = known {
            typedefs.push(((*name).to_owned(), (*text).to_owned()));
        }
    }
    typedefs.retain(|(_, text)| is_typedef(text));
    typedefs
}

/// Whether a name for what `text` says is worth a type: it says more than the scalar or the untyped pointer does.
fn is_typedef(text: &str) -> bool {
    scalar(text).is_some() || text == crate::emit::rust::context::ANY || text == "*mut u16"
}

/// Whether `text` is a pointer to a function.
pub(super) fn is_callback(text: &str) -> bool {
    text.contains(" fn(")
}

/// `void *`.
pub(super) fn any() -> Type {
    Type::PtrMut(Box::new(Type::Void), 1)
}

pub(super) fn guid() -> Type {
    Type::value_named("System", "Guid")
}

fn scalar(text: &str) -> Option<Type> {
    Some(match text {
        "bool" => Type::Bool,
        "i8" => Type::I8,
        "u8" => Type::U8,
        "i16" => Type::I16,
        "u16" => Type::U16,
        "i32" => Type::I32,
        "u32" => Type::U32,
        "i64" => Type::I64,
        "u64" => Type::U64,
        "f32" => Type::F32,
        "f64" => Type::F64,
        "isize" => Type::ISize,
        "usize" => Type::USize,
        _ => return None,
    })
}

/// A pointer to `inner`. A chain of pointers has one constness: constant is what is so all the way, for where one link
/// may be written through, it must not be lost that somebody writes.
fn point(inner: Type, is_const: bool) -> Type {
    match inner {
        Type::PtrConst(inner, count) if is_const => Type::PtrConst(inner, count + 1),
        Type::PtrConst(inner, count) | Type::PtrMut(inner, count) => Type::PtrMut(inner, count + 1),
        inner if is_const => Type::PtrConst(Box::new(inner), 1),
        inner => Type::PtrMut(Box::new(inner), 1),
    }
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    text.strip_prefix(start)?.strip_suffix(end)
}
