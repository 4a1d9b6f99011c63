//! Facts from C headers.
//!
//! A folder of headers, MAPI's or others in the manner of Windows, says what pages leave out or get wrong: the order of
//! methods, the numbers behind names. It is read in passes over all files. The preprocessor finds the lines that count on
//! 64-bit Windows (`preprocess`); constants are computed from macros (`expression`); what is left is expanded (`macros`),
//! cut into statements (`statement`) and read by the reader of the pages' own declarations (`declaration`, `interface`),
//! so that both spell types alike.
//!
//! Only what the files say is taken: nothing that they include from elsewhere is looked for, and of Windows itself a few
//! facts are known (`windows`).

mod declaration;
mod exports;
mod expression;
mod interface;
mod macros;
mod preprocess;
mod statement;
#[cfg(test)]
mod tests;
mod token;
mod windows;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use ignore::WalkBuilder;

use super::facts::{ConstantFact, Facts, MacroFact, Origin};
use super::formula::Formula;
use crate::diagnostic::{Diagnostic, Rule, rule};
use declaration::Declared;
use macros::{Expander, Macro, Table};
use preprocess::{Event, Header, Surroundings};
use token::Token;

/// The value of a constant expression of C in `text`, where `lookup` knows the names in it; `None` for anything that is no such expression.
///
/// What `#define`, an enumerator or an array's dimension gives: numbers, names, operators, brackets, casts and `sizeof`, as 64-bit Windows counts.
pub fn value(text: &str, lookup: &dyn Fn(&str) -> Option<i64>) -> Option<i64> {
    expression::evaluate(&token::tokens(text, 0), lookup)
}

/// The largest header that is read. Those of the Windows SDK stay below 2 MB.
const LARGEST_FILE: u64 = 16 << 20;

/// Reads the headers (`.h`) and module definitions (`.def`) of a folder and the folders in it, in the order of their paths.
///
/// A file that cannot be read is left out with a diagnostic. Names of files are their last part alone.
///
/// # Errors
///
/// The folder itself cannot be read, or it holds no such file.
pub fn read(folder: &Path) -> Result<(Facts, Vec<Diagnostic>), io::Error> {
    std::fs::read_dir(folder)?;
    let mut files = Vec::new();
    let mut paths = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let walk = WalkBuilder::new(folder).standard_filters(false).sort_by_file_name(Ord::cmp).build();
    for entry in walk {
        let path = match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => entry.into_path(),
            Ok(_) => continue,
            Err(error) => {
                diagnostics.push(Diagnostic::about_file(&rule::UNREADABLE_FILE, folder, error.to_string()));
                continue;
            }
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !is_definition(&name) && !has_ending(&name, ".h") {
            continue;
        }
        match read_file(&path) {
            Ok(text) => {
                paths.entry(name.clone()).or_insert(path);
                files.push((name, text));
            }
            Err(message) => diagnostics.push(Diagnostic::about_file(&rule::UNREADABLE_FILE, path, message)),
        }
    }
    if files.is_empty() && diagnostics.is_empty() {
        let message = format!("`{}` holds no C header", folder.display());
        return Err(io::Error::new(io::ErrorKind::NotFound, message));
    }
    let (facts, findings) = read_text(&files);
    diagnostics.extend(findings.into_iter().map(|finding| {
        // A finding names its file as the facts do; the reader wants to open it.
        let path = finding.path.as_ref().and_then(|path| paths.get(path.to_str()?));
        Diagnostic { path: path.map(|path| Arc::from(path.as_path())).or(finding.path.clone()), ..finding }
    }));
    Ok((facts, diagnostics))
}

fn read_file(path: &Path) -> Result<String, String> {
    let length = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    if length > LARGEST_FILE {
        return Err(format!("the file has {length} bytes; no header is that large"));
    }
    // Old headers are in a code page of Windows; what is not ASCII in them stands in comments.
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn has_ending(name: &str, ending: &str) -> bool {
    let start = name.len().checked_sub(ending.len());
    start.and_then(|start| name.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

fn is_definition(name: &str) -> bool {
    has_ending(name, ".def")
}

/// Reads headers and module definitions, given as names and texts. A name that ends in `.def` is a module definition's.
///
/// Where two files say different things of one name, the first is taken.
pub fn read_text(files: &[(String, String)]) -> (Facts, Vec<Diagnostic>) {
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let own = files.len() as u32;
    let mut surroundings = Surroundings { configuration: Table::new(), guards: BTreeSet::new() };
    let windows = preprocess::read(token::tokens(windows::FACTS, own), &surroundings).macros;
    let configuration = preprocess::read(token::tokens(windows::CONFIGURATION, own), &surroundings).macros;
    let headers = files.iter().enumerate().filter(|(_, (name, _))| !is_definition(name));
    let headers: Vec<Vec<Token<'_>>> =
        headers.map(|(at, (_, text))| token::tokens(text, at as u32)).collect();
    surroundings.configuration = configuration;
    surroundings.guards = headers.iter().filter_map(|tokens| preprocess::guard(tokens)).collect();
    let headers: Vec<Header<'_>> =
        headers.into_iter().map(|tokens| preprocess::read(tokens, &surroundings)).collect();
    let world = world(&headers, windows);

    let mut declared = Declared::default();
    let mut constants = Constants { names: &names, found: BTreeMap::new(), conflicts: BTreeMap::new() };
    for header in &headers {
        constants.add(header, &world, &|_| None);
    }
    let known: BTreeSet<&str> = constants.found.keys().copied().collect();
    let values = constants.found.clone();
    for header in &headers {
        let (tokens, packing) = expand(header, &world, &|name| known.contains(name));
        for statement in statement::split(&tokens, &packing) {
            declared.add(&statement, &names, &|name| values.get(name).map(|constant| constant.value));
        }
    }
    declared.finish();
    // Constants that stand for enumerators.
    let enumerators = std::mem::take(&mut declared.enumerators);
    for header in &headers {
        constants.add(header, &world, &|name| enumerators.get(name).copied());
    }
    let Declared { mut facts, listings, mut diagnostics, .. } = declared;
    let (interfaces, refused) = interface::resolve(&listings);
    for (name, why) in refused {
        let message = format!("the methods of `{name}` are not known: {why}");
        let origin = listings.get(&name).map(|listing| listing.origin.clone()).unwrap_or_default();
        diagnostics.push(finding(&rule::INCOMPLETE_HEADER, &origin, message));
    }
    facts.interfaces = interfaces;
    declaration::connect(&mut facts);
    diagnostics.extend(constants.conflicts.into_values());
    facts.constants = constants.found.into_iter().map(|(name, fact)| (name.to_owned(), fact)).collect();
    for header in &headers {
        calls(header, &names, &mut facts.macros);
    }
    for (name, text) in files.iter().filter(|(name, _)| is_definition(name)) {
        exports::read(name, text, &mut facts.libraries);
    }
    (facts, diagnostics)
}

/// A finding at a place in a header.
fn finding(rule: &'static Rule, origin: &Origin, message: String) -> Diagnostic {
    Diagnostic { line: origin.line, ..Diagnostic::about_file(rule, origin.file.as_str(), message) }
}

/// The macros of all headers, those of the first before those of others, and Windows' behind them.
fn world<'a>(headers: &[Header<'a>], windows: Table<'a>) -> Table<'a> {
    let mut world = Table::new();
    for header in headers {
        for (name, found) in header.macros.iter().filter(|(_, found)| found.is_some()) {
            world.entry(*name).or_insert_with(|| found.clone());
        }
    }
    for (name, found) in windows {
        world.entry(name).or_insert(found);
    }
    world
}

/// Adds the macros of a header that are called like functions and compute a number.
fn calls(header: &Header<'_>, names: &[&str], calls: &mut BTreeMap<String, MacroFact>) {
    for found in header.macros.values().flatten() {
        let Some(parameters) = &found.parameters else { continue };
        let Some(formula) = Formula::parse(&token::spell(&found.body)) else { continue };
        let file = names.get(found.file as usize).copied().unwrap_or_default();
        calls.entry(found.name.to_owned()).or_insert_with(|| MacroFact {
            parameters: parameters.iter().map(|&name| name.to_owned()).collect(),
            formula,
            origin: Origin { file: file.to_owned(), line: found.line },
        });
    }
}

/// Tokens with the packing that is in force from which of them on.
type Expanded<'a> = (Vec<Token<'a>>, Vec<(usize, Option<u8>)>);

/// A header's code with its macros expanded, each as it is defined at that place.
fn expand<'a>(header: &Header<'a>, world: &Table<'a>, keep: &dyn Fn(&str) -> bool) -> Expanded<'a> {
    let budget = Cell::new(preprocess::budget(&header.tokens));
    let mut local = Table::new();
    let (mut tokens, mut packing) = (Vec::with_capacity(header.tokens.len()), Vec::new());
    for event in &header.events {
        match event {
            Event::Code(range) => {
                let expander = Expander { local: &local, world, keep, budget: &budget };
                tokens.extend(expander.expand(&header.tokens[range.clone()]));
            }
            Event::Define(found) => {
                local.insert(found.name, Some(Rc::clone(found)));
            }
            Event::Undefine(name) => {
                local.remove(name);
            }
            Event::Pack(number) => packing.push((tokens.len(), *number)),
        }
    }
    (tokens, packing)
}

/// Constants while they are collected.
struct Constants<'f, 'a> {
    names: &'f [&'f str],
    found: BTreeMap<&'a str, ConstantFact>,
    /// Findings by file and line: what is met again, when enumerators are known, is said once.
    conflicts: BTreeMap<(u32, u32), Diagnostic>,
}

impl<'a> Constants<'_, 'a> {
    /// Computes the constants of a header.
    fn add(&mut self, header: &Header<'a>, world: &Table<'a>, lookup: &dyn Fn(&str) -> Option<i64>) {
        let budget = Cell::new(preprocess::budget(&header.tokens));
        let expander = Expander { local: &header.macros, world, keep: &|_| false, budget: &budget };
        let mut macros: Vec<&Rc<Macro<'a>>> = header.macros.values().flatten().collect();
        macros.sort_by_key(|found| found.line);
        for found in macros.into_iter().filter(|found| found.parameters.is_none()) {
            let Some(value) = expression::evaluate(&expander.expand(&found.body), lookup) else { continue };
            self.insert(found, value);
        }
    }

    fn insert(&mut self, found: &Macro<'a>, value: i64) {
        let file = self.names.get(found.file as usize).copied().unwrap_or_default();
        let origin = Origin { file: file.to_owned(), line: found.line };
        let text = token::spell(&found.body);
        match self.found.get(found.name) {
            Some(first) if first.value != value && first.origin != origin => {
                let message = format!(
                    "`{}` is `{text}` here and `{}` in {}",
                    found.name, first.text, first.origin.file
                );
                let conflict = finding(&rule::CONSTANT_CONFLICT, &origin, message);
                self.conflicts.insert((found.file, found.line), conflict);
            }
            Some(_) => {}
            None => {
                self.found.insert(found.name, ConstantFact { value, text, origin });
            }
        }
    }
}
