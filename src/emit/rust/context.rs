//! What the writers of the files share: names, links, and what turned out to be missing.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Options;
use super::ctype::CType;
use super::markdown::Links;
use super::names::{self, Claim};
use super::scope::{Entry, Meaning, Scope};
use super::windows::{self, Known};
use crate::diagnostic::{Diagnostic, Rule, rule};
use crate::model::{Api, Interface, headers};

/// Aliases of aliases are followed this far.
const DEEPEST: u8 = 8;

/// How a type is written in Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// None at all: `void`.
    Void,
    /// A pointer to this interface.
    Interface(String),
    /// Any other type.
    Plain(String),
}

/// A pointer to anything.
pub(super) const ANY: &str = "*mut core::ffi::c_void";

/// The largest array that a structure may hold; larger ones are slips of the page, and could not be laid out.
const LARGEST_ARRAY: i64 = 1 << 16;

/// A type that no page defines.
#[derive(Debug, Default)]
pub(super) struct Undefined {
    /// Its name in Rust.
    pub rust: String,
    /// The pages that use it.
    pub pages: BTreeSet<String>,
    /// Whether one of them uses it as a value and not behind a pointer.
    pub by_value: bool,
}

/// A constant that the crate will have.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// Its name in Rust.
    pub rust: String,
    /// Its value, as documentation writes it.
    pub text: String,
}

/// What the writers share.
pub(super) struct Context<'a> {
    pub api: &'a Api,
    pub options: &'a Options,
    pub scope: Scope,
    pub links: Links,
    /// Constants that the crate will have, by their C names.
    pub values: HashMap<String, Value>,
    /// Types that no page defines, by their C names.
    pub undefined: BTreeMap<String, Undefined>,
    /// Types of Windows that are declared, by name.
    pub windows: BTreeMap<&'static str, Known>,
    /// The names of structures declared in place, by their owner's name and their number in it.
    pub nested: BTreeMap<(String, usize), String>,
    /// The constants that are there, each with what [`Context::claim_value`] was given for it.
    pub constants: Vec<(String, String)>,
    /// The declarations that were written, by the keys of their pages.
    pub signatures: BTreeMap<String, String>,
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the file in the making names an item of another file.
    pub imports: bool,
    /// Whether the words of the pages are left out, as nobody will read them.
    pub bare: bool,
}

impl<'a> Context<'a> {
    pub(super) fn new(api: &'a Api, options: &'a Options) -> Self {
        let mut scope = Scope::of(api);
        Self {
            diagnostics: std::mem::take(&mut scope.diagnostics),
            scope,
            api,
            options,
            links: Links::new(),
            values: HashMap::new(),
            undefined: BTreeMap::new(),
            windows: BTreeMap::new(),
            nested: BTreeMap::new(),
            constants: Vec::new(),
            signatures: BTreeMap::new(),
            imports: false,
            bare: false,
        }
    }

    /// The interface that is called `rust` in the crate.
    pub(super) fn interface_called(&self, rust: &str) -> Option<&'a Interface> {
        let mut interfaces = self.api.interfaces.iter().enumerate();
        interfaces
            .find(|(index, _)| self.scope.name_of("interface", *index) == Some(rust))
            .map(|(_, found)| found)
    }

    /// Reports a finding about `page`.
    pub(super) fn report(&mut self, rule: &'static Rule, page: &str, message: String) {
        self.diagnostics.push(Diagnostic { page: Some(page.into()), ..Diagnostic::bare(rule, message) });
    }

    /// Claims the name of a constant; `false` where it is there already.
    pub(super) fn claim_value(&mut self, name: &str, page: &str, value: &str) -> bool {
        match self.scope.claims.claim(name, page, Some(value)) {
            Claim::Granted => {
                self.constants.push((name.to_owned(), value.to_owned()));
                true
            }
            Claim::Same => false,
            Claim::Taken(other) => {
                let message =
                    format!("`{name}` is something else on {other}; the bindings keep that, not {value}");
                self.report(&rule::CONSTANT_CONFLICT, page, message);
                false
            }
        }
    }

    /// The name of the structure that is declared in place as the `index`th of `owner`.
    pub(super) fn nested_name(&mut self, owner: &str, index: usize, page: &str) -> String {
        let claims = &mut self.scope.claims;
        let claim = || claims.claim_like(&format!("{owner}_{index}"), page);
        self.nested.entry((owner.to_owned(), index)).or_insert_with(claim).clone()
    }

    /// The Rust type of the C type `ty` that `page` uses.
    pub(super) fn shape(&mut self, ty: &str, page: &str) -> Shape {
        let ty = CType::split(ty);
        let mut pointers = ty.pointers.as_slice();
        let base = match self.scope.types.get(&ty.base).cloned() {
            _ if matches!(windows::known(&ty.base), Some(Known::As(_))) => self.windows_type(&ty.base),
            Some(Entry { rust, meaning: Meaning::Plain }) => self.import(rust),
            Some(Entry { rust, meaning: Meaning::Function }) => {
                pointers = pointers.get(1..).unwrap_or_default();
                self.import(rust)
            }
            Some(Entry { rust, meaning: Meaning::Interface }) => {
                self.imports = true;
                if pointers.is_empty() {
                    let message = format!("`{rust}` is passed by value; a pointer to it is meant");
                    self.report(&rule::MISUSED_TYPE, page, message);
                }
                return interface(&rust, pointers.get(1..).unwrap_or_default());
            }
            Some(Entry { meaning: Meaning::InterfacePointer(rust), .. }) => {
                self.imports = true;
                return interface(&rust, pointers);
            }
            None => match windows::known(&ty.base) {
                Some(Known::Interface(rust)) => {
                    return interface(rust, pointers.get(1..).unwrap_or_default());
                }
                Some(Known::InterfacePointer(rust)) => return interface(rust, pointers),
                Some(_) => self.windows_type(&ty.base),
                None => self.undefined_type(&ty.base, pointers.is_empty(), page),
            },
        };
        if base == "core::ffi::c_void" && pointers.is_empty() {
            return Shape::Void;
        }
        Shape::Plain(point(base, pointers))
    }

    /// A type that is as large as the C type of this name; `None` where nothing declares it.
    pub(super) fn size_type(&self, name: &str) -> Option<String> {
        match self.scope.types.get(name) {
            Some(Entry { rust, meaning: Meaning::Plain }) => Some(rust.clone()),
            Some(Entry { meaning: Meaning::InterfacePointer(_), .. }) => Some(ANY.to_owned()),
            Some(_) => None,
            None => match windows::known(name)? {
                Known::As(ty) | Known::Alias(ty, ..) => Some(ty.to_owned()),
                Known::InterfacePointer(_) => Some(ANY.to_owned()),
                _ => None,
            },
        }
    }

    /// The same where only the bits matter: pointers to interfaces are pointers to anything.
    pub(super) fn raw(&mut self, ty: &str, page: &str) -> String {
        match self.shape(ty, page) {
            Shape::Plain(text) => text,
            Shape::Interface(_) => ANY.to_owned(),
            Shape::Void => "()".to_owned(),
        }
    }

    /// What an alias of the pages, `rust` in the crate, stands for in the end; `None` where it is no alias, or one of an interface.
    pub(super) fn aliased(&mut self, rust: &str, page: &str) -> Option<String> {
        let mut pointer = None;
        for _ in 0..DEEPEST {
            let name = pointer.as_deref().unwrap_or(rust);
            let Some(alias) = self.scope.aliases.iter().find(|alias| alias.rust == name) else { break };
            let target = alias.target.clone();
            pointer = match self.shape(&target, page) {
                Shape::Plain(text) => Some(text),
                Shape::Interface(_) | Shape::Void => return None,
            };
        }
        pointer
    }

    /// `-> T` of a return type, empty for none; `owner` is whose it is.
    pub(super) fn result(&mut self, ty: Option<&str>, owner: &str, page: &str) -> String {
        let Some(ty) = ty.filter(|ty| !ty.trim().is_empty()) else {
            let message = format!("`{owner}` has no return type; the bindings take it to return nothing");
            self.report(&rule::INCOMPLETE_PAGE, page, message);
            return String::new();
        };
        match self.shape(ty, page) {
            Shape::Void => String::new(),
            Shape::Plain(text) => format!(" -> {text}"),
            Shape::Interface(_) => format!(" -> {ANY}"),
        }
    }

    /// The number of a constant of the pages.
    pub(super) fn number_of(&self, constant: &str) -> Option<i64> {
        self.api.constants.iter().find(|other| other.name == constant)?.number
    }

    /// The value of an array's dimension; `Ok(0)` for `[]`, else what could not be read.
    pub(super) fn dimension(&self, text: &str) -> Result<i64, String> {
        if text.trim().is_empty() {
            return Ok(0);
        }
        headers::value(text, &|name| self.number_of(name))
            .filter(|count| (0..=LARGEST_ARRAY).contains(count))
            .ok_or_else(|| text.trim().to_owned())
    }

    fn import(&mut self, rust: String) -> String {
        self.imports = true;
        rust
    }

    fn windows_type(&mut self, name: &str) -> String {
        match windows::known(name) {
            Some(Known::As(rust)) => rust.to_owned(),
            Some(known) => {
                self.imports = true;
                self.declare(name, known);
                name.to_owned()
            }
            None => ANY.to_owned(),
        }
    }

    /// Declares a type of Windows and what it needs.
    fn declare(&mut self, name: &str, known: Known) {
        let Some(name) = windows::name_of(name) else { return };
        if self.scope.types.contains_key(name) || self.windows.insert(name, known).is_some() {
            return;
        }
        self.scope.claims.claim(name, "the Windows SDK", None);
        if let Known::Alias(_, needs, _) = known
            && let Some(known) = windows::known(needs)
        {
            self.declare(needs, known);
        }
    }

    fn undefined_type(&mut self, name: &str, by_value: bool, page: &str) -> String {
        self.imports = true;
        if !self.undefined.contains_key(name) {
            let wish = if name.is_empty() { "Untyped".to_owned() } else { names::item(name) };
            let rust = self.scope.claims.claim_like(&wish, page);
            self.undefined.insert(name.to_owned(), Undefined { rust, ..Undefined::default() });
        }
        let Some(undefined) = self.undefined.get_mut(name) else { return ANY.to_owned() };
        undefined.by_value |= by_value;
        undefined.pages.insert(page.to_owned());
        undefined.rust.clone()
    }
}

/// A pointer to an interface, behind more `pointers`.
fn interface(rust: &str, pointers: &[bool]) -> Shape {
    if pointers.is_empty() {
        Shape::Interface(rust.to_owned())
    } else {
        Shape::Plain(point(format!("Option<{rust}>"), pointers))
    }
}

/// `base` behind `pointers`.
fn point(base: String, pointers: &[bool]) -> String {
    pointers
        .iter()
        .fold(base, |inner, is_const| format!("*{} {inner}", if *is_const { "const" } else { "mut" }))
}
