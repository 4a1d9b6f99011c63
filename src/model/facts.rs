//! Facts: what witnesses beside the pages say of the API.
//!
//! A witness is a folder of C headers ([`super::headers`]) or the supplement ([`super::supplement`]), which keeps what
//! headers said earlier. Types are spelled as on the pages, by the same reader of declarations, so that both compare.

use std::collections::BTreeMap;

use super::formula::Formula;
use crate::parse::item::{Alias, Field, Parameter};
use crate::parse::prototype::RecordKind;

/// Where a fact stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file's name: `MAPIDefS.h`; the supplement's own name for facts that it keeps.
    pub file: String,
    /// Its line, from 1 on; 0 where it is not known.
    pub line: u32,
}

/// The signature of a method, function or callback.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallFact {
    /// Its name.
    pub name: String,
    /// The C type of its result: `HRESULT`, `void`.
    pub return_type: String,
    /// Parameters in order, `this` left out; names may be empty.
    pub parameters: Vec<Parameter>,
    /// Where it is declared.
    pub origin: Origin,
}

/// A COM interface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterfaceFact {
    /// The interface that it derives from; empty where the witness does not say.
    pub base: String,
    /// Its own methods in slot order, the base's left out.
    pub methods: Vec<CallFact>,
    /// Names for a pointer to it: `LPABLOGON`.
    pub pointer_types: Vec<String>,
    /// Where it is declared.
    pub origin: Origin,
}

/// A structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordFact {
    /// Structure or union.
    pub kind: RecordKind,
    /// Its tag; empty where there is none.
    pub tag: String,
    /// The names that its typedef gives.
    pub aliases: Vec<Alias>,
    /// The `n` of `#pragma pack(n)`.
    pub packing: Option<u8>,
    /// Its fields in order; empty for one that is only declared.
    pub fields: Vec<Field>,
    /// Where it is declared.
    pub origin: Origin,
}

/// An enumeration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnumerationFact {
    /// Its tag; empty where there is none.
    pub tag: String,
    /// The names that its typedef gives.
    pub aliases: Vec<Alias>,
    /// Its enumerators and their values.
    pub members: Vec<(String, i64)>,
    /// Where it is declared.
    pub origin: Origin,
}

/// A typedef that renames a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedefFact {
    /// What it stands for, in C: `ULONG_PTR`, `ENTRYLIST *`.
    pub target: String,
    /// Where it is declared.
    pub origin: Origin,
}

/// A number that has a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConstantFact {
    /// Its value, in the 32 bits of the headers: `0x80040107` is positive.
    pub value: i64,
    /// How the witness writes it: `((ULONG) 0x00000001)`, `PROP_TAG(PT_BINARY, 0x0FFF)`.
    pub text: String,
    /// Where it is defined.
    pub origin: Origin,
}

/// A GUID that has a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuidFact {
    /// The GUID as `XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX`, in upper case.
    pub value: String,
    /// Where it is defined.
    pub origin: Origin,
}

/// A macro that is called like a function and computes a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MacroFact {
    /// The names of its parameters in order.
    pub parameters: Vec<String>,
    /// What it computes.
    pub formula: Formula,
    /// Where it is defined.
    pub origin: Origin,
}

/// All that a witness says, each item by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// COM interfaces.
    pub interfaces: BTreeMap<String, InterfaceFact>,
    /// Free functions.
    pub functions: BTreeMap<String, CallFact>,
    /// Typedefs of functions: `typedef SCODE (STDMETHODCALLTYPE ALLOCATEBUFFER)(…)`. Pointers to them are typedefs.
    pub callbacks: BTreeMap<String, CallFact>,
    /// Names of typedefs that stand for a *pointer* to a function in one go: `typedef BOOL (* LPFN)(…)`.
    pub callback_pointers: BTreeMap<String, CallFact>,
    /// Structures and unions by the name of their typedef, else by their tag.
    pub records: BTreeMap<String, RecordFact>,
    /// Enumerations by the name of their typedef, else by their tag.
    pub enumerations: BTreeMap<String, EnumerationFact>,
    /// Other typedefs, pointers to the items above included: `LPADRLIST` → `ADRLIST *`.
    pub typedefs: BTreeMap<String, TypedefFact>,
    /// Constants that are numbers, property tags included.
    pub constants: BTreeMap<String, ConstantFact>,
    /// GUIDs.
    pub guids: BTreeMap<String, GuidFact>,
    /// Macros that are called like functions and compute a number.
    pub macros: BTreeMap<String, MacroFact>,
    /// The library that exports each function: `MAPIAllocateBuffer` → `mapi32.dll`.
    pub libraries: BTreeMap<String, String>,
}
