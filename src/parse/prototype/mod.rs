//! C and C++ declarations as typed data.
//!
//! The fences of API pages hold the signature of a function, method, callback or macro, or a structure, union,
//! enumeration or typedef. [`parse`] cuts a fence into statements (`lex`), takes out what only a compiler needs
//! (`clean`), mends what the pages' authors got wrong (`recover`) and lets tree-sitter's C++ grammar read the result
//! (`tree`); preprocessor lines and GUIDs are read beside it (`defines`). What was mended is reported as an [`Oddity`].

mod clean;
mod ctype;
mod defines;
mod lex;
mod read;
mod recover;
mod tree;

#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::Serialize;

use crate::span::Span;

pub use ctype::NotAType;
pub(crate) use ctype::is_builtin_type;
pub use read::parse;

/// A C type as a declaration spells it, calling conventions and `FAR` left out.
///
/// Written out as C spells it: `LPSPropTagArray`, `const BYTE *`, `LPMAPIERROR *`, `VOID **`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CType {
    /// The name that the declaration builds on: `ULONG`, `LPMAPIERROR`, `SPropValue` (without `struct`, `union` or `enum`).
    pub base: String,
    /// Whether `base` itself is const (`const BYTE *`).
    pub is_const: bool,
    /// One entry a pointer level, from the innermost out: whether that pointer is itself const. A C++ reference counts as a pointer.
    pub pointers: Vec<bool>,
}

/// One parameter of a signature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameter {
    /// Its name; empty where the declaration has none.
    pub name: String,
    /// Its type. For a pointer to a function its base is spelled out, `void (*)(LPVOID)`; `...` stands for further arguments.
    pub ty: CType,
    /// Array dimensions after the name, as written: `["MAPI_DIM"]`, `[""]` for `[]`.
    pub array: Vec<String>,
    /// Whether the declaration gives it a SAL annotation such as `__in_z`, as written.
    pub annotation: Option<String>,
    /// What it points to, where that is a function.
    pub callback: Option<Box<Signature>>,
}

/// The signature of a function, a method or (through a typedef or a pointer) a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name without its qualifier: `Logoff` of `IABLogon::Logoff`.
    pub name: String,
    /// The qualifier, where the declaration has one.
    pub qualifier: Option<String>,
    /// The return type; `None` where the declaration gives none.
    pub return_type: Option<CType>,
    /// Parameters in order; empty for `()` and `(void)`.
    pub parameters: Vec<Parameter>,
    /// Whether it declares the type of a function or of a pointer to one (`typedef ULONG (CALLBACK F)(…)`, `SCODE (… * LPFNBUTTON)(…)`).
    pub is_callback: bool,
}

/// A call-shaped macro: `CbNewADRLIST (_centries)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MacroCall {
    /// Its name.
    pub name: String,
    /// The names of its parameters, as written, leading underscores included. A type written before a name is left out.
    pub parameters: Vec<String>,
}

/// A field of a structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name; empty for an anonymous union or structure.
    pub name: String,
    /// What it holds.
    pub ty: FieldType,
    /// Array dimensions, as written.
    pub array: Vec<String>,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// A value of a type.
    Plain(CType),
    /// A structure or union declared in place.
    Inner(Record),
    /// A pointer to a function.
    Callback(Box<Signature>),
}

/// Structure or union.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RecordKind {
    /// Fields one after another.
    Struct,
    /// Fields over one another.
    Union,
}

/// A structure or union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Structure or union.
    pub kind: RecordKind,
    /// The tag (`_ADRLIST`); empty where there is none.
    pub tag: String,
    /// The fields in order.
    pub fields: Vec<Field>,
    /// The `n` of a `#pragma pack(n)` or `#pragma pack(push, n)` in force.
    pub packing: Option<u8>,
}

/// A name that a typedef gives: `ADRLIST`, or `LPADRLIST` for a pointer to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// How many pointers it adds.
    pub pointers: u8,
    /// Array dimensions, as written.
    pub array: Vec<String>,
}

/// One enumerator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumerator {
    /// Its name.
    pub name: String,
    /// The expression after `=`, as written; `None` where it counts on.
    pub value: Option<String>,
}

/// What a fence declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Declaration {
    /// A function, method or callback.
    Signature(Signature),
    /// A call-shaped macro.
    Macro(MacroCall),
    /// A structure or union with the names its typedef gives.
    Record {
        /// The structure or union.
        record: Record,
        /// The typedef's names; empty without `typedef`.
        aliases: Vec<Alias>,
    },
    /// An enumeration with the names its typedef gives.
    Enumeration {
        /// The tag; empty where there is none.
        tag: String,
        /// The enumerators in order.
        enumerators: Vec<Enumerator>,
        /// The typedef's names.
        aliases: Vec<Alias>,
    },
    /// Any other typedef: `typedef ULONG_PTR BOOKMARK;`, `typedef SBinaryArray ENTRYLIST, FAR *LPENTRYLIST;`.
    Typedef {
        /// What is renamed.
        target: CType,
        /// The names.
        aliases: Vec<Alias>,
    },
    /// `#define NAME value`, the value as written and without comments; empty for a bare `#define NAME`.
    Define {
        /// The name.
        name: String,
        /// The replacement text.
        value: String,
    },
    /// `DEFINE_GUID(name, …)`, `DEFINE_OLEGUID(name, …)` or `DEFINE_*GUID`, its number written `XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX` in upper case.
    Guid {
        /// The name.
        name: String,
        /// The GUID.
        value: String,
    },
}

/// What was odd about a declaration and how it was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// Where, in bytes of the fence's code.
    pub span: Span,
    /// What, in lower case without a full stop: `the declaration has no return type`.
    pub message: String,
}

/// What a fence holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prototype {
    /// The declarations in order.
    pub declarations: Vec<Declaration>,
    /// What was odd, at most one a declaration, at the first odd place; its message tells of all of them.
    pub oddities: Vec<Oddity>,
}
