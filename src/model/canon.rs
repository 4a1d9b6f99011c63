//! C types compared by what they are and not by how they are spelled.
//!
//! `LPMAPITABLE`, `IMAPITable *` and `struct IMAPITable FAR *` are one type; so are `ULONG` and `unsigned long`. Names are
//! followed through the pages' and the witnesses' typedefs down to a structure, an interface or a number of so many bits.

use std::collections::HashMap;

use super::Api;
use super::facts::Facts;
use crate::parse::item::Parameter;
use crate::parse::prototype::CType;

/// Names of C and Windows that no header of a book declares, and what they stand for. Sizes are those of 64-bit Windows.
const PLATFORM: &[(&str, &str)] = &[
    ("BOOL", "i32"),
    ("BOOLEAN", "u8"),
    ("BSTR", "WCHAR *"),
    ("BYTE", "u8"),
    ("CHAR", "char"),
    ("CLSID", "GUID"),
    ("DWORD", "u32"),
    ("DWORD_PTR", "usize"),
    ("HRESULT", "i32"),
    ("IID", "GUID"),
    ("INT", "i32"),
    ("INT_PTR", "isize"),
    ("LARGE_INTEGER", "i64"),
    ("LONG", "i32"),
    ("LONGLONG", "i64"),
    ("LPARAM", "isize"),
    ("LPBOOL", "BOOL *"),
    ("LPBYTE", "BYTE *"),
    ("LPCIID", "IID *"),
    ("LPCSTR", "CHAR *"),
    ("LPCTSTR", "TCHAR *"),
    ("LPCVOID", "void *"),
    ("LPCWSTR", "WCHAR *"),
    ("LPDWORD", "DWORD *"),
    ("LPFILETIME", "FILETIME *"),
    ("LPGUID", "GUID *"),
    ("LPIID", "IID *"),
    ("LPINT", "INT *"),
    ("LPLONG", "LONG *"),
    ("LPMALLOC", "IMalloc *"),
    ("LPSTORAGE", "IStorage *"),
    ("LPSTR", "CHAR *"),
    ("LPSTREAM", "IStream *"),
    ("LPTSTR", "TCHAR *"),
    ("LPULONG", "ULONG *"),
    ("LPUNKNOWN", "IUnknown *"),
    ("LPVOID", "void *"),
    ("LPWSTR", "WCHAR *"),
    ("LRESULT", "isize"),
    ("PUCHAR", "u8 *"),
    ("PULONG", "ULONG *"),
    ("PVOID", "void *"),
    ("REFCLSID", "GUID *"),
    ("REFGUID", "GUID *"),
    ("REFIID", "GUID *"),
    ("SCODE", "i32"),
    ("SHORT", "i16"),
    ("SIZE_T", "usize"),
    ("UCHAR", "u8"),
    ("UINT", "u32"),
    ("UINT_PTR", "usize"),
    ("ULONG", "u32"),
    ("ULONGLONG", "u64"),
    ("ULONG_PTR", "usize"),
    ("USHORT", "u16"),
    ("VOID", "void"),
    ("WCHAR", "wchar_t"),
    ("WORD", "u16"),
    ("WPARAM", "usize"),
    ("__int64", "i64"),
    ("bool", "u8"),
    ("int", "i32"),
    ("long", "i32"),
    ("long int", "i32"),
    ("long long", "i64"),
    ("short", "i16"),
    ("short int", "i16"),
    ("unsigned", "u32"),
    ("unsigned char", "u8"),
    ("unsigned int", "u32"),
    ("unsigned long", "u32"),
    ("unsigned long long", "u64"),
    ("unsigned short", "u16"),
    ("unsigned short int", "u16"),
];

/// Where [`PLATFORM`]'s names end, and structures and interfaces of Windows that have no other name.
const FINAL: &[&str] = &[
    "FILETIME",
    "GUID",
    "HGLOBAL",
    "HICON",
    "HINSTANCE",
    "HKEY",
    "HMENU",
    "HMODULE",
    "HWND",
    "IClassFactory",
    "IDispatch",
    "IMalloc",
    "IPersist",
    "IStorage",
    "IStream",
    "IUnknown",
    "LPDLGTEMPLATE",
    "LPMSG",
    "RECT",
    "LPCRECT",
    "TCHAR",
    "char",
    "double",
    "f64",
    "float",
    "i16",
    "i32",
    "i64",
    "isize",
    "u16",
    "u32",
    "u64",
    "u8",
    "usize",
    "void",
    "wchar_t",
];

/// Texts: one byte, two, or what the program's settings say.
const TEXT: &[&str] = &["char", "wchar_t", "TCHAR"];

/// A name leads to another at most so often.
const LONGEST_CHAIN: usize = 16;

/// A type by what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canon {
    /// The structure, interface, callback or number at its bottom: `ADRLIST`, `IMAPITable`, `u32`.
    pub base: String,
    /// How many pointers lead to it.
    pub pointers: usize,
    /// Whether somebody defines `base`.
    pub known: bool,
}

impl Canon {
    /// Whether both are passed alike. Texts are, whatever their letters' width.
    pub fn same_abi(&self, other: &Self) -> bool {
        let text = |canon: &Self| TEXT.contains(&canon.base.as_str());
        self.pointers == other.pointers && (self.base == other.base || (text(self) && text(other)))
    }

    /// Whether the letters' width is all that differs.
    pub fn other_text(&self, other: &Self) -> bool {
        self.same_abi(other) && self.base != other.base
    }
}

/// The names that pages and witnesses give to types.
#[derive(Debug, Default)]
pub struct Types {
    /// Name → what it stands for, in C.
    names: HashMap<String, String>,
    /// Constants, for dimensions.
    numbers: HashMap<String, i64>,
    /// Structures, interfaces, callbacks: where names end. Name → the one that it has elsewhere.
    ends: HashMap<String, String>,
}

impl Types {
    /// The names of the pages and of `facts`, which win where both have one.
    pub fn new(api: &Api, facts: &Facts) -> Self {
        let mut types = Self::default();
        types.add_facts(facts);
        types.add_pages(api);
        types.numbers = facts.constants.iter().map(|(name, fact)| (name.clone(), fact.value)).collect();
        let stated =
            api.constants.iter().filter_map(|constant| Some((constant.name.clone(), constant.number?)));
        types.numbers.extend(stated);
        types
    }

    fn end(&mut self, name: &str, known_as: &str) {
        if !name.is_empty() {
            self.ends.entry(name.to_owned()).or_insert_with(|| known_as.to_owned());
        }
    }

    fn name(&mut self, name: &str, target: &str, pointers: usize) {
        if name.is_empty() || self.ends.contains_key(name) {
            return;
        }
        let target = format!("{target} {}", "*".repeat(pointers));
        if target.trim() != name {
            self.names.entry(name.to_owned()).or_insert(target);
        }
    }

    fn add_facts(&mut self, facts: &Facts) {
        for (name, fact) in &facts.interfaces {
            self.end(name, name);
            fact.pointer_types.iter().for_each(|pointer| self.name(pointer, name, 1));
        }
        for (name, fact) in &facts.records {
            self.end(name, name);
            self.end(&fact.tag, name);
            fact.aliases.iter().for_each(|alias| self.name(&alias.name, name, usize::from(alias.pointers)));
        }
        for (name, fact) in &facts.enumerations {
            self.end(name, name);
            self.end(&fact.tag, name);
            fact.aliases.iter().for_each(|alias| self.name(&alias.name, name, usize::from(alias.pointers)));
        }
        facts.callbacks.keys().for_each(|name| self.end(name, name));
        // A pointer to a function has no other name, so that it is a thing of its own.
        facts.callback_pointers.keys().for_each(|name| self.end(name, name));
        facts.typedefs.iter().for_each(|(name, fact)| self.name(name, &fact.target, 0));
    }

    fn add_pages(&mut self, api: &Api) {
        for interface in &api.interfaces {
            let name = &interface.common.name;
            self.end(name, name);
            if let Some(pointer) = &interface.pointer_type {
                self.name(pointer.trim(), name, 1);
            }
        }
        for structure in &api.structures {
            let name = &structure.common.name;
            self.end(name, name);
            self.end(&structure.tag, name);
            let aliases = structure.aliases.iter();
            aliases.for_each(|alias| self.name(&alias.name, name, usize::from(alias.pointers)));
        }
        for enumeration in &api.enumerations {
            let name = &enumeration.common.name;
            self.end(name, name);
            let aliases = enumeration.aliases.iter();
            aliases.for_each(|alias| self.name(&alias.name, name, usize::from(alias.pointers)));
        }
        for callback in &api.callbacks {
            self.end(&callback.common.name, &callback.common.name);
        }
        for typedef in &api.typedefs {
            let aliases = typedef.aliases.iter();
            aliases.for_each(|alias| self.name(&alias.name, &typedef.ty, usize::from(alias.pointers)));
        }
    }

    /// Whether two arrays have as many elements: `[MAPI_DIM]` and `[1]` do.
    pub fn same_array(&self, dimensions: Option<&[String]>, others: Option<&[String]>) -> bool {
        let count = |text: &String| {
            let text = text.trim();
            self.numbers
                .get(text)
                .copied()
                .or_else(|| text.parse().ok())
                .map_or_else(|| text.to_owned(), |n| n.to_string())
        };
        let all = |dimensions: Option<&[String]>| -> Vec<String> {
            dimensions.unwrap_or_default().iter().map(count).collect()
        };
        all(dimensions) == all(others)
    }

    /// The type of a parameter: an array is passed as a pointer to its elements.
    pub fn parameter(&self, parameter: &Parameter) -> Canon {
        let mut canon = self.canon(&parameter.ty);
        canon.pointers += usize::from(!parameter.array.is_empty());
        canon
    }

    /// The type that `text` spells.
    pub fn canon(&self, text: &str) -> Canon {
        let spelled = split(text);
        let (mut base, mut pointers) = spelled;
        for _ in 0..LONGEST_CHAIN {
            let target = match self.ends.get(&base) {
                Some(end) => {
                    return Canon { base: end.clone(), pointers, known: true };
                }
                // A header's own idea of what `TCHAR` is holds for one setting only.
                None if FINAL.contains(&base.as_str()) => break,
                None => self.names.get(&base).map(String::as_str).or_else(|| platform(&base)),
            };
            let Some(target) = target else { break };
            let (next, more) = split(target);
            pointers += more;
            if next == base {
                break;
            }
            base = next;
        }
        let known = FINAL.contains(&base.as_str());
        Canon { base, pointers, known }
    }
}

fn platform(name: &str) -> Option<&'static str> {
    PLATFORM.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|at| PLATFORM[at].1)
}

/// The name that a type builds on, and its pointers; a text that is no type is a name by itself.
fn split(text: &str) -> (String, usize) {
    if let Some(ty) = CType::parse(text) {
        return (ty.base, ty.pointers.len());
    }
    let pointers = text.matches('*').count();
    (text.replace('*', " ").split_whitespace().collect::<Vec<_>>().join(" "), pointers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::facts::{InterfaceFact, TypedefFact};

    #[test]
    fn the_table_is_sorted() {
        assert!(PLATFORM.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn types_are_compared_by_what_they_are() {
        let mut facts = Facts::default();
        let pointer_types = vec!["LPFOO".to_owned()];
        facts.interfaces.insert("IFoo".into(), InterfaceFact { pointer_types, ..InterfaceFact::default() });
        let typedef = TypedefFact { target: "ULONG_PTR".into(), ..TypedefFact::default() };
        facts.typedefs.insert("BOOKMARK".into(), typedef);
        let types = Types::new(&Api::default(), &facts);
        let same = |a: &str, b: &str| types.canon(a).same_abi(&types.canon(b));
        for (a, b) in [
            ("LPFOO *", "IFoo **"),
            ("struct IFoo FAR *", "LPFOO"),
            ("BOOKMARK", "ULONG_PTR"),
            ("LPULONG", "ULONG FAR *"),
            ("UINT", "unsigned int"),
            ("LPTSTR", "LPCWSTR"),
            ("SCODE", "HRESULT"),
            ("const BYTE *", "LPBYTE"),
        ] {
            assert!(same(a, b), "{a} is {b}: {:?} {:?}", types.canon(a), types.canon(b));
        }
        for (a, b) in [
            ("ULONG", "ULONG_PTR"),
            ("ULONG", "long"),
            ("IFoo", "LPFOO"),
            ("LPTSTR", "LPBYTE"),
            ("LPTSTR *", "LPTSTR"),
        ] {
            assert!(!same(a, b), "{a} is not {b}");
        }
        assert!(types.canon("LPTSTR").other_text(&types.canon("LPSTR")));
        assert!(!types.canon("LPNOTHING").known && types.canon("HWND").known);
    }
}
