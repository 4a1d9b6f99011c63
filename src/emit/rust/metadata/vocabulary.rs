//! What Windows itself defines and the metadata only refers to.

use windows_metadata::Type;
use windows_metadata::reader;
use windows_metadata::writer::{File, TypeDefOrRef};
use windows_metadata::{TypeAttributes, TypeName};

/// The assembly that defines these types: `Windows.Win32.winmd` of win32metadata.
const ASSEMBLY: &str = "Windows.Win32";
pub(super) const FOUNDATION: &str = "Windows.Win32.Foundation";
pub(super) const COM: &str = "Windows.Win32.System.Com";
pub(super) const ATTRIBUTES: &str = "Windows.Win32.Foundation.Metadata";

/// A type of Windows that windows-core has too.
pub(super) struct Known {
    /// How the crate's text names it.
    pub rust: &'static str,
    /// Its namespace.
    pub namespace: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it is, in RDL; an interface where this is empty.
    pub is: &'static str,
}

/// The types, in the order in which RDL spells them out.
pub(super) const KNOWN: &[Known] = &[
    foundation("windows_core::BOOL", "BOOL", "i32"),
    foundation("windows_core::HRESULT", "HRESULT", "i32"),
    foundation("windows_core::PCSTR", "PCSTR", "*const u8"),
    foundation("windows_core::PCWSTR", "PCWSTR", "*const u16"),
    foundation("windows_core::PSTR", "PSTR", "*mut u8"),
    foundation("windows_core::PWSTR", "PWSTR", "*mut u16"),
    Known { rust: "windows_core::IUnknown", namespace: COM, name: "IUnknown", is: "" },
];

/// win32metadata's attributes that are used; it spells `PCSTR` as a constant `PSTR`.
const ATTRIBUTE_NAMES: &[&str] =
    &["ConstAttribute", "GuidAttribute", "NativeTypedefAttribute", "ScopedEnumAttribute"];

const fn foundation(rust: &'static str, name: &'static str, is: &'static str) -> Known {
    Known { rust, namespace: FOUNDATION, name, is }
}

/// The metadata type of what the crate's text calls `rust`.
pub(super) fn known(rust: &str) -> Option<Type> {
    let known = KNOWN.iter().find(|known| known.rust == rust)?;
    Some(if known.is.is_empty() {
        Type::class_named(known.namespace, known.name)
    } else {
        Type::value_named(known.namespace, known.name)
    })
}

/// The constant text type `name` as win32metadata has it: the other one, to be marked as constant.
pub(super) fn unconst(name: &TypeName) -> Option<Type> {
    match (name.namespace.as_str(), name.name.as_str()) {
        (FOUNDATION, "PCSTR") => Some(Type::value_named(FOUNDATION, "PSTR")),
        (FOUNDATION, "PCWSTR") => Some(Type::value_named(FOUNDATION, "PWSTR")),
        _ => None,
    }
}

/// An index that knows these names and where they are defined, so that references to them lead there.
pub(super) fn index() -> reader::Index {
    let mut file = File::new(ASSEMBLY);
    let names = KNOWN.iter().map(|known| (known.namespace, known.name));
    for (namespace, name) in names.chain(ATTRIBUTE_NAMES.iter().map(|name| (ATTRIBUTES, *name))) {
        file.TypeDef(namespace, name, TypeDefOrRef::default(), TypeAttributes::Public);
    }
    reader::Index::new(reader::File::new(file.into_stream()).into_iter().collect())
}
