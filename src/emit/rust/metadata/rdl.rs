//! The metadata as RDL, the text that windows-rs compiles to metadata.

use std::collections::HashSet;

use windows_metadata::{Type, TypeName, Value};

use super::vocabulary::{COM, FOUNDATION, KNOWN};
use super::{Argument, Call, Constant, Item, Kind, Library, Literal, NAMESPACE};
use crate::emit::rust::facts::LIBRARY;
use crate::emit::rust::names;
use crate::emit::rust::writer::Code;

/// What the file says of itself.
const HEAD: &[&str] = &[
    "// Written by mapidoc. Changes are lost when it runs again.",
    "//",
    "// The same facts as the .winmd beside it: windows-rdl makes metadata of this text. What Windows defines comes",
    "// first, so that the text stands alone; leave that module out where Windows.Win32.winmd is at hand.",
];

/// Names that windows-rdl takes for its own types wherever they stand alone.
const BUILT_IN: &[&str] = &["Char16", "Object", "String", "void"];

/// The text.
pub(super) fn write(library: &Library) -> String {
    let own = library.types.iter().map(|item| item.name.as_str()).collect();
    let mut rdl = Rdl { code: Code::default(), own };
    for line in HEAD {
        rdl.code.line(line);
    }
    rdl.code.gap();
    for namespace in [FOUNDATION, COM] {
        rdl.code.line(&format!("use {}::*;", namespace.replace('.', "::")));
    }
    rdl.code.gap();
    rdl.write_windows();
    rdl.code.gap();
    rdl.code.line("#[win32]");
    rdl.code.open(&format!("mod {NAMESPACE} {{"));
    for item in &library.types {
        rdl.code.gap();
        rdl.write_item(item);
    }
    for function in &library.functions {
        rdl.code.gap();
        rdl.code.line(&format!("#[library(\"{LIBRARY}\")]"));
        rdl.write_call("extern fn", function, &function.name, false);
    }
    rdl.code.gap();
    for constant in &library.constants {
        rdl.write_constant(constant);
    }
    rdl.code.close("}");
    rdl.code.finish()
}

/// The text in the making.
struct Rdl<'a> {
    code: Code,
    /// The names of the library's own types, which come before those of Windows.
    own: HashSet<&'a str>,
}

impl Rdl<'_> {
    /// What the metadata refers to and Windows defines.
    fn write_windows(&mut self) {
        if self.own.contains("GUID") {
            // The short name is taken.
            self.code.line("#[win32]");
            self.code.open("mod System {");
            self.code.line("struct Guid { a: u32, b: u16, c: u16, d: [u8; 8] }");
            self.code.close("}");
            self.code.gap();
        }
        self.code.line("#[win32]");
        self.code.open("mod Windows {");
        self.code.open("mod Win32 {");
        for (namespace, modules) in [(FOUNDATION, &["Foundation"][..]), (COM, &["System", "Com"][..])] {
            for module in modules {
                self.code.open(&format!("mod {module} {{"));
            }
            for known in KNOWN.iter().filter(|known| known.namespace == namespace) {
                if known.is.is_empty() {
                    self.code.line("#[guid(0x00000000_0000_0000_c000_000000000046)]");
                    self.code.line(&format!("interface {} {{}}", known.name));
                } else {
                    self.code.line(&format!("type {} = {};", known.name, known.is));
                }
            }
            for _ in modules {
                self.code.close("}");
            }
        }
        self.code.line("#[win32]");
        self.code.open("mod Metadata {");
        self.code.open("attribute ScopedEnumAttribute {");
        self.code.line("fn();");
        self.code.close("}");
        self.code.close("}");
        self.code.close("}");
        self.code.close("}");
    }

    fn write_item(&mut self, item: &Item) {
        let Item { name, kind } = item;
        match kind {
            Kind::Interface { base, iid, slots } => {
                match iid {
                    Some(iid) => self.code.line(&format!("#[guid({})]", guid(*iid))),
                    None => self.code.line("#[no_guid]"),
                }
                self.code.open(&format!("interface {name}: {} {{", self.spell(base)));
                for slot in slots {
                    self.write_call("fn", slot, &slot.name, true);
                }
                self.code.close("}");
            }
            Kind::Record { is_union, packing, fields } => {
                if let Some(packing) = packing {
                    self.code.line(&format!("#[packed({packing})]"));
                }
                self.code.open(&format!("{} {name} {{", if *is_union { "union" } else { "struct" }));
                for (field, ty) in fields {
                    self.code.line(&format!("{}: {},", ident(field), self.spell(ty)));
                }
                self.code.close("}");
            }
            Kind::Enumeration(values) => {
                self.code.line("#[repr(i32)]");
                self.code.line("#[scoped]");
                self.code.open(&format!("enum {name} {{"));
                for (member, value) in values {
                    self.code.line(&format!("{} = {value},", ident(member)));
                }
                self.code.close("}");
            }
            Kind::Callback(call) => self.write_call("extern fn", call, name, false),
            Kind::Typedef(ty) => self.code.line(&format!("type {name} = {};", self.spell(ty))),
        }
    }

    fn write_call(&mut self, keyword: &str, call: &Call, name: &str, is_method: bool) {
        let this = is_method.then(|| "&self".to_owned());
        let items: Vec<String> = this
            .into_iter()
            .chain(call.parameters.iter().map(|parameter| self.argument(parameter)))
            .collect();
        let result = match &call.result {
            Type::Void => String::new(),
            ty => format!(" -> {}", self.spell(ty)),
        };
        self.code.list(&format!("{keyword} {}", ident(name)), &items, &format!("{result};"), false);
    }

    /// A parameter. Every direction is spelled out: what is not, windows-rdl guesses from the type.
    fn argument(&self, argument: &Argument) -> String {
        let Argument { name, ty, reads, writes, optional } = argument;
        let mut text = String::new();
        for (is_so, attribute) in [(reads, "#[in] "), (writes, "#[out] "), (optional, "#[opt] ")] {
            if *is_so {
                text.push_str(attribute);
            }
        }
        format!("{text}{}: {}", ident(name), self.spell(ty))
    }

    fn write_constant(&mut self, constant: &Constant) {
        let name = &constant.name;
        match &constant.value {
            Literal::Guid(value) => self.code.line(&format!(
                "const {name}: {} = {};",
                self.spell(&super::types::guid()),
                guid(*value)
            )),
            Literal::Plain(ty, value) => {
                let value = match value {
                    Value::U32(value) => format!("0x{value:08X}"),
                    Value::I32(value) => value.to_string(),
                    Value::I64(value) => value.to_string(),
                    Value::U64(value) => value.to_string(),
                    Value::Utf16(text) => format!("\"{}\"", text.escape_default()),
                    _ => return,
                };
                self.code.line(&format!("const {name}: {} = {value};", self.spell(ty)));
            }
        }
    }

    /// A type as RDL spells it.
    fn spell(&self, ty: &Type) -> String {
        match ty {
            Type::Bool => "bool".to_owned(),
            Type::I8 => "i8".to_owned(),
            Type::U8 => "u8".to_owned(),
            Type::I16 => "i16".to_owned(),
            Type::U16 => "u16".to_owned(),
            Type::I32 => "i32".to_owned(),
            Type::U32 => "u32".to_owned(),
            Type::I64 => "i64".to_owned(),
            Type::U64 => "u64".to_owned(),
            Type::F32 => "f32".to_owned(),
            Type::F64 => "f64".to_owned(),
            Type::ISize => "isize".to_owned(),
            Type::USize => "usize".to_owned(),
            Type::String => "String".to_owned(),
            Type::PtrMut(inner, count) => format!("{}{}", "*mut ".repeat(*count), self.spell(inner)),
            Type::PtrConst(inner, count) => format!("{}{}", "*const ".repeat(*count), self.spell(inner)),
            Type::ArrayFixed(inner, count) => format!("[{}; {count}]", self.spell(inner)),
            Type::ClassName(name) | Type::ValueName(name) => self.spell_name(name),
            _ => "void".to_owned(),
        }
    }

    fn spell_name(&self, name: &TypeName) -> String {
        let TypeName { namespace, name, .. } = name;
        let is_own = namespace == NAMESPACE;
        match (namespace.as_str(), name.as_str()) {
            ("System", "Guid") if !self.own.contains("GUID") => "GUID".to_owned(),
            (_, name) if is_own != self.own.contains(name) || BUILT_IN.contains(&name) => {
                format!("{}::{name}", namespace.replace('.', "::"))
            }
            ("System", name) => format!("System::{name}"),
            (_, name) => name.to_owned(),
        }
    }
}

fn guid(value: u128) -> String {
    let text = format!("{value:032x}");
    format!("0x{}_{}_{}_{}_{}", &text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..])
}

/// A name that may be a keyword.
fn ident(name: &str) -> String {
    names::local(name)
}
