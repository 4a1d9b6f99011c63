//! TOML → [`Supplement`].

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use super::{PageCorrection, Supplement};
use crate::model::declare;
use crate::model::facts::{
    ConstantFact, EnumerationFact, Facts, GuidFact, InterfaceFact, MacroFact, Origin, RecordFact, TypedefFact,
};
use crate::model::formula::Formula;
use crate::parse::item::Correction;
use crate::parse::members;
use crate::parse::prototype::{self, Declaration};
use crate::parse::sheet::is_identifier;

/// A supplement that cannot be read: what is wrong, with its line where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplementError(pub String);

impl fmt::Display for SupplementError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for SupplementError {}

#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
struct File {
    correction: Vec<CorrectionEntry>,
    libraries: BTreeMap<String, Vec<String>>,
    /// Constants that no header of the book defines, such as those of Windows.
    constants: ByHeader<BTreeMap<String, i64>>,
    /// Types that no header of the book declares and pages use.
    declarations: ByHeader<Vec<String>>,
    facts: FactsEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectionEntry {
    page: String,
    item: String,
    what: String,
    says: String,
    right: String,
    evidence: String,
}

/// By header: `[facts.constants."MAPICode.h"]`.
type ByHeader<T> = BTreeMap<String, T>;

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct FactsEntry {
    interfaces: ByHeader<BTreeMap<String, InterfaceEntry>>,
    declarations: ByHeader<Vec<String>>,
    constants: ByHeader<BTreeMap<String, i64>>,
    guids: ByHeader<BTreeMap<String, String>>,
    /// Name → parameters and what is computed of them: `(tag) tag | MVI_FLAG`.
    macros: ByHeader<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InterfaceEntry {
    base: String,
    #[serde(default)]
    pointers: Vec<String>,
    methods: Vec<String>,
}

impl Supplement {
    /// Reads a supplement; `name` is what findings call it.
    ///
    /// # Errors
    ///
    /// When `text` is not TOML of the form that `docs/supplement.md` describes, or a declaration in it is not C.
    pub fn parse(name: &str, text: &str) -> Result<Self, SupplementError> {
        let file: File = toml::from_str(text)
            .map_err(|error| SupplementError(format!("{name}: {}", error.to_string().trim_end())))?;
        let corrections = file.correction.into_iter().map(|entry| PageCorrection {
            page: entry.page,
            item: entry.item,
            correction: Correction {
                what: entry.what,
                says: entry.says,
                right: entry.right,
                evidence: entry.evidence,
            },
        });
        let mut entry = file.facts;
        for (header, constants) in file.constants {
            entry.constants.entry(header).or_default().extend(constants);
        }
        for (header, declarations) in file.declarations {
            entry.declarations.entry(header).or_default().extend(declarations);
        }
        let mut facts = read_facts(entry).map_err(|text| {
            SupplementError(format!("{name}: `{text}` is not a C declaration that a supplement can hold"))
        })?;
        for (library, functions) in file.libraries {
            facts.libraries.extend(functions.into_iter().map(|function| (function, library.clone())));
        }
        Ok(Self { name: name.to_owned(), corrections: corrections.collect(), facts })
    }
}

/// The facts; the text that is no declaration where there is one.
fn read_facts(entry: FactsEntry) -> Result<Facts, String> {
    let mut facts = Facts::default();
    for (header, interfaces) in entry.interfaces {
        for (name, interface) in interfaces {
            let origin = Origin { file: header.clone(), line: 0 };
            let method = |text: String| {
                let mut call = declare::read_call(&text).ok_or(text)?;
                call.origin = origin.clone();
                Ok(call)
            };
            let methods = interface.methods.into_iter().map(method).collect::<Result<_, String>>()?;
            let fact = InterfaceFact {
                base: interface.base,
                methods,
                pointer_types: interface.pointers,
                origin: origin.clone(),
            };
            facts.interfaces.insert(name, fact);
        }
    }
    for (header, declarations) in entry.declarations {
        for text in declarations {
            let origin = Origin { file: header.clone(), line: 0 };
            declaration(&mut facts, &text, &origin).ok_or(text)?;
        }
    }
    for (header, constants) in entry.constants {
        let origin = Origin { file: header, line: 0 };
        facts.constants.extend(constants.into_iter().map(|(name, value)| {
            (name, ConstantFact { value, text: format!("{value:#010X}"), origin: origin.clone() })
        }));
    }
    for (header, guids) in entry.guids {
        let origin = Origin { file: header, line: 0 };
        facts.guids.extend(
            guids.into_iter().map(|(name, value)| (name, GuidFact { value, origin: origin.clone() })),
        );
    }
    for (header, macros) in entry.macros {
        for (name, text) in macros {
            let origin = Origin { file: header.clone(), line: 0 };
            let fact = call_shaped(&text, origin).ok_or(text)?;
            facts.macros.insert(name, fact);
        }
    }
    Ok(facts)
}

/// A macro of the form `(a, b) a | b`.
fn call_shaped(text: &str, origin: Origin) -> Option<MacroFact> {
    let (parameters, body) = text.trim().strip_prefix('(')?.split_once(')')?;
    let names = parameters.split(',').map(str::trim);
    let parameters: Vec<String> = match parameters.trim() {
        "" => Vec::new(),
        _ => names.map(str::to_owned).collect(),
    };
    let formula = Formula::parse(body)?;
    parameters.iter().all(|name| is_identifier(name)).then_some(MacroFact { parameters, formula, origin })
}

/// Adds what `text` declares; `None` where that is nothing a supplement can hold.
fn declaration(facts: &mut Facts, text: &str, origin: &Origin) -> Option<()> {
    match prototype::parse(text).declarations.into_iter().next()? {
        Declaration::Signature(signature) => {
            let call = declare::call_of(&signature, origin);
            // A callback's name stands in brackets, with a star where it is a pointer.
            let bracketed = |star: &str| text.contains(&format!("({star}{})", signature.name));
            let list = match signature.is_callback {
                true if bracketed("*") || bracketed("* ") => &mut facts.callback_pointers,
                true => &mut facts.callbacks,
                false => &mut facts.functions,
            };
            list.insert(signature.name, call);
        }
        Declaration::Record { record, aliases } => {
            let aliases = members::aliases(&aliases);
            let own = aliases.iter().find(|alias| alias.pointers == 0);
            let name = own.map_or_else(|| record.tag.clone(), |alias| alias.name.clone());
            let fact = RecordFact {
                kind: record.kind,
                fields: members::fields(&record),
                tag: record.tag,
                aliases,
                packing: record.packing,
                origin: origin.clone(),
            };
            facts.records.insert(name, fact);
        }
        Declaration::Enumeration { tag, enumerators, aliases } => {
            let aliases = members::aliases(&aliases);
            let own = aliases.iter().find(|alias| alias.pointers == 0);
            let name = own.map_or_else(|| tag.clone(), |alias| alias.name.clone());
            let members = enumerators
                .into_iter()
                .map(|member| Some((member.name, member.value?.trim().parse().ok()?)))
                .collect::<Option<_>>()?;
            facts
                .enumerations
                .insert(name, EnumerationFact { tag, aliases, members, origin: origin.clone() });
        }
        Declaration::Typedef { target, aliases } => {
            for alias in aliases {
                let target = format!("{target} {}", "*".repeat(usize::from(alias.pointers)));
                let target = target.trim_end().to_owned();
                facts.typedefs.insert(alias.name, TypedefFact { target, origin: origin.clone() });
            }
        }
        _ => return None,
    }
    Some(())
}
