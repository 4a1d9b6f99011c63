//! Declarations: structures, enumerations, typedefs, functions and GUIDs.
//!
//! C is read by [`prototype`], the reader of the pages' own declarations; here its readings become facts.

use std::collections::BTreeMap;

use super::expression;
use super::interface::{self, Listing};
use super::statement::{self, Statement};
use super::token::{self, Kind, Token};
use crate::diagnostic::{Diagnostic, rule};
use crate::model::facts::{CallFact, EnumerationFact, Facts, GuidFact, Origin, RecordFact, TypedefFact};
use crate::parse::direction;
use crate::parse::item::{self, Parameter};
use crate::parse::members;
use crate::parse::prototype::{self, Alias, CType, Declaration, Enumerator, Record, Signature};

/// What the statements of all headers declare.
#[derive(Default)]
pub(super) struct Declared {
    /// The facts; interfaces and constants are not among them yet.
    pub(super) facts: Facts,
    /// Interfaces as they are declared.
    pub(super) listings: BTreeMap<String, Listing>,
    /// Enumerators by name.
    pub(super) enumerators: BTreeMap<String, i64>,
    /// Functions that a typedef of their type declares: `ABPROVIDERINIT ABProviderInit;`. Type, name and place.
    by_type: Vec<(String, String, Origin)>,
    /// Findings.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The place of a token.
pub(super) fn origin(token: &Token<'_>, files: &[&str]) -> Origin {
    let file = files.get(token.file as usize).copied().unwrap_or_default();
    Origin { file: file.to_owned(), line: token.line }
}

/// A signature as a fact; its place is that of its name.
pub(super) fn call(signature: Signature, tokens: &[Token<'_>], files: &[&str]) -> CallFact {
    // `(VOID)` is `(void)`, whatever `VOID` may be.
    let is_void =
        |parameter: &&prototype::Parameter| parameter.name.is_empty() && parameter.ty.to_string() == "VOID";
    let parameters = signature.parameters.iter().filter(|parameter| !is_void(parameter)).map(|parameter| {
        let (direction, optional) =
            parameter.annotation.as_deref().map(direction::of_annotation).unwrap_or_default();
        Parameter {
            name: parameter.name.clone(),
            ty: parameter.ty.to_string(),
            array: parameter.array.clone(),
            direction,
            optional,
            ..Parameter::default()
        }
    });
    CallFact {
        return_type: signature.return_type.as_ref().map(ToString::to_string).unwrap_or_default(),
        parameters: parameters.collect(),
        origin: statement::naming(tokens, &signature.name)
            .map(|token| origin(token, files))
            .unwrap_or_default(),
        name: signature.name,
    }
}

/// Type and name of `[extern] T X;`, which declares a variable, or a function where `T` is the type of one.
fn by_type<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(&'t Token<'a>, &'t Token<'a>)> {
    let tokens = match tokens {
        [word, language, rest @ ..] if word.is("extern") && language.kind == Kind::Text => rest,
        [word, rest @ ..] if word.is("extern") || word.is("EXTERN_C") => rest,
        _ => tokens,
    };
    let is_plain = |token: &Token<'_>| token.is_word() && !NO_TYPES.contains(&token.text.as_ref());
    match tokens {
        [ty, name] if is_plain(ty) && name.is_word() => Some((ty, name)),
        _ => None,
    }
}

/// Words before a name that announce a type rather than give the name one.
const NO_TYPES: [&str; 6] = ["class", "enum", "interface", "struct", "typedef", "union"];

impl Declared {
    /// The functions that are declared by the name of their type.
    pub(super) fn finish(&mut self) {
        for (ty, name, origin) in std::mem::take(&mut self.by_type) {
            if let Some(callback) = self.facts.callbacks.get(&ty) {
                let function = CallFact { name: name.clone(), origin, ..callback.clone() };
                self.facts.functions.entry(name).or_insert(function);
            }
        }
    }

    /// Takes in what a statement declares. `lookup` knows constants; `files` are the files' names.
    pub(super) fn add(
        &mut self,
        statement: &Statement<'_, '_>,
        files: &[&str],
        lookup: &dyn Fn(&str) -> Option<i64>,
    ) {
        let tokens = statement.tokens;
        if let Some(listing) = interface::listing(tokens, files) {
            if let Some(value) = &listing.iid {
                let guid = GuidFact { value: value.clone(), origin: listing.origin.clone() };
                self.facts.guids.entry(format!("IID_{}", listing.name)).or_insert(guid);
            }
            self.listings.entry(listing.name.clone()).or_insert(listing);
            return;
        }
        if let Some((ty, name)) = by_type(tokens) {
            self.by_type.push((ty.text.to_string(), name.text.to_string(), origin(name, files)));
            return;
        }
        let is_guid = tokens.first().is_some_and(statement::is_guid);
        let text = match is_guid.then(|| guid_text(tokens, lookup)).flatten() {
            Some(text) => text,
            None => statement::text(tokens, statement.packing),
        };
        for declaration in prototype::parse(&text).declarations {
            self.declaration(declaration, tokens, files, lookup);
        }
    }

    fn declaration(
        &mut self,
        declaration: Declaration,
        tokens: &[Token<'_>],
        files: &[&str],
        lookup: &dyn Fn(&str) -> Option<i64>,
    ) {
        let origin = |name: &str| {
            statement::naming(tokens, name).map(|token| self::origin(token, files)).unwrap_or_default()
        };
        match declaration {
            Declaration::Signature(signature) => self.signature(signature, tokens, files),
            Declaration::Record { record, aliases } => {
                let origin = origin(&record.tag);
                self.record(record, &aliases, origin);
            }
            Declaration::Enumeration { tag, enumerators, aliases } => {
                let origin = origin(&tag);
                self.enumeration(tag, &enumerators, &aliases, origin, lookup);
            }
            Declaration::Typedef { target, aliases } => {
                for alias in &aliases {
                    self.typedef(&target, alias, origin(&alias.name));
                }
            }
            Declaration::Guid { name, value } => {
                let fact = GuidFact { value, origin: origin(&name) };
                self.facts.guids.entry(name).or_insert(fact);
            }
            Declaration::Macro(_) | Declaration::Define { .. } => {}
        }
    }

    fn signature(&mut self, signature: Signature, tokens: &[Token<'_>], files: &[&str]) {
        if signature.return_type.is_none() || signature.qualifier.is_some() || signature.name.is_empty() {
            return;
        }
        let facts = &mut self.facts;
        let list = match (signature.is_callback, is_pointer(tokens, &signature.name)) {
            (false, _) => &mut facts.functions,
            (true, false) => &mut facts.callbacks,
            (true, true) => &mut facts.callback_pointers,
        };
        let fact = call(signature, tokens, files);
        list.entry(fact.name.clone()).or_insert(fact);
    }

    fn record(&mut self, record: Record, aliases: &[Alias], origin: Origin) {
        let Some(name) = own_name(&record.tag, aliases) else { return };
        self.aliases_of(&name, aliases, &origin);
        let fact = RecordFact {
            kind: record.kind,
            fields: members::fields(&record),
            aliases: members::aliases(aliases),
            packing: record.packing,
            tag: record.tag,
            origin,
        };
        self.facts.records.entry(name).or_insert(fact);
    }

    fn enumeration(
        &mut self,
        tag: String,
        enumerators: &[Enumerator],
        aliases: &[Alias],
        origin: Origin,
        lookup: &dyn Fn(&str) -> Option<i64>,
    ) {
        let mut members: Vec<(String, i64)> = Vec::with_capacity(enumerators.len());
        let mut next = Some(0);
        for enumerator in enumerators {
            let known = |name: &str| self.enumerators.get(name).copied().or_else(|| lookup(name));
            let value = match &enumerator.value {
                Some(text) => super::value(text, &known),
                None => next,
            };
            let Some(value) = value else {
                let message =
                    format!("the value of the enumerator `{}` could not be computed", enumerator.name);
                self.diagnostics.push(super::finding(&rule::UNREADABLE_VALUE, &origin, message));
                return;
            };
            self.enumerators.entry(enumerator.name.clone()).or_insert(value);
            members.push((enumerator.name.clone(), value));
            next = value.checked_add(1);
        }
        let Some(name) = own_name(&tag, aliases) else { return };
        self.aliases_of(&name, aliases, &origin);
        let fact = EnumerationFact { tag, aliases: members::aliases(aliases), members, origin };
        self.facts.enumerations.entry(name).or_insert(fact);
    }

    /// Adds the names that a typedef gives beside an item's own.
    fn aliases_of(&mut self, name: &str, aliases: &[Alias], origin: &Origin) {
        let target = CType { base: name.to_owned(), ..CType::default() };
        for alias in aliases.iter().filter(|alias| alias.name != name) {
            self.typedef(&target, alias, origin.clone());
        }
    }

    fn typedef(&mut self, target: &CType, alias: &Alias, origin: Origin) {
        // `typedef struct X X;` only announces it.
        if alias.name.is_empty() || target.base == alias.name {
            return;
        }
        let mut target = target.clone();
        target.pointers.extend((0..alias.pointers).map(|_| false));
        let dimensions: String = alias.array.iter().flat_map(|size| ["[", size, "]"]).collect();
        let fact = TypedefFact { target: format!("{target}{dimensions}"), origin };
        self.facts.typedefs.entry(alias.name.clone()).or_insert(fact);
    }
}

/// The name by which an item is known: the first that its typedef gives to itself, else its tag.
fn own_name(tag: &str, aliases: &[Alias]) -> Option<String> {
    let own = aliases.iter().find(|alias| alias.pointers == 0 && alias.array.is_empty());
    let name = own.map_or(tag, |alias| alias.name.as_str());
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether a typedef makes `name` a pointer to a function in one go: `typedef BOOL (* LPFN)(…)`.
fn is_pointer(tokens: &[Token<'_>], name: &str) -> bool {
    let at = tokens.windows(2).position(|pair| pair[0].is(name) && pair[1].is(")"));
    let before = at.map(|at| tokens[..at].iter().rev().take_while(|token| !token.is("(")));
    before.is_some_and(|mut before| before.any(|token| token.is("*")))
}

/// `DEFINE_XGUID(name, …)` with its numbers computed: headers combine them in ways that pages do not.
fn guid_text(tokens: &[Token<'_>], lookup: &dyn Fn(&str) -> Option<i64>) -> Option<String> {
    let [word, open, inside @ .., close] = tokens else { return None };
    if !open.is("(") || !close.is(")") {
        return None;
    }
    let arguments = token::arguments(inside);
    let ([name], numbers) = arguments.split_first()? else { return None };
    let number = |argument: &&[Token<'_>]| {
        let value = expression::evaluate(argument, lookup)?;
        Some(format!(", {value:#x}"))
    };
    let numbers = numbers.iter().map(number).collect::<Option<String>>()?;
    Some(format!("{}({}{numbers});", word.text, name.text))
}

/// Gives records that a typedef of another statement names that name, and interfaces their pointers.
pub(super) fn connect(facts: &mut Facts) {
    let tags: BTreeMap<String, String> = facts
        .records
        .iter()
        .filter(|(name, record)| record.tag != **name && !record.tag.is_empty())
        .map(|(name, record)| (record.tag.clone(), name.clone()))
        .collect();
    let mut renamed = Vec::new();
    for (alias, typedef) in &mut facts.typedefs {
        let base = typedef.target.split([' ', '[']).next().unwrap_or_default();
        if let Some(name) = tags.get(base) {
            typedef.target = typedef.target.replacen(base, name, 1);
        } else if typedef.target == base && facts.records.contains_key(base) {
            renamed.push((base.to_owned(), alias.clone()));
        }
        let pointee = typedef.target.strip_suffix(" *").unwrap_or_default();
        if let Some(interface) = facts.interfaces.get_mut(pointee) {
            interface.pointer_types.push(alias.clone());
        }
    }
    for (tag, alias) in renamed {
        let is_tag =
            facts.records.get(&tag).is_some_and(|record| record.tag == tag && record.aliases.is_empty());
        if !is_tag || facts.records.contains_key(&alias) {
            continue;
        }
        if let Some(mut record) = facts.records.remove(&tag) {
            record.aliases.push(item::Alias { name: alias.clone(), pointers: 0 });
            facts.typedefs.remove(&alias);
            facts.records.insert(alias, record);
        }
    }
}
