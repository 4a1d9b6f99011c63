//! Real headers for truth: what is read from them, against what a C compiler made of them.
//!
//! Ignored unless asked for, since no header of others is part of the project:
//!
//! ```text
//! MAPIDOC_HEADERS=DIR MAPIDOC_FACTS=../shared/facts cargo test --test headers -- --ignored --nocapture
//! ```
//!
//! `MAPIDOC_HEADERS` is the `include` folder of `MAPIStubLibrary`; `MAPIDOC_FACTS` holds `mapi-headers.json`, the facts that
//! a compiler found in the same headers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use mapidoc::diagnostic::Diagnostic;
use mapidoc::model::facts::{CallFact, Facts, Origin};
use mapidoc::model::headers;
use mapidoc::parse::item::Field;
use serde_json::Value;

/// Where the older, free headers of mingw-w64 stand on Debian.
const MINGW: &str = "/usr/share/mingw-w64/include";

fn read() -> &'static (Facts, Vec<Diagnostic>) {
    static READ: OnceLock<(Facts, Vec<Diagnostic>)> = OnceLock::new();
    READ.get_or_init(|| {
        let folder = std::env::var_os("MAPIDOC_HEADERS").expect("MAPIDOC_HEADERS names a folder of headers");
        headers::read(Path::new(&folder)).expect("the headers are readable")
    })
}

fn truth() -> &'static Value {
    static TRUTH: OnceLock<Value> = OnceLock::new();
    TRUTH.get_or_init(|| {
        let folder =
            std::env::var_os("MAPIDOC_FACTS").map_or_else(|| "../shared/facts".into(), PathBuf::from);
        let text = std::fs::read_to_string(folder.join("mapi-headers.json")).expect("mapi-headers.json");
        serde_json::from_str(&text).expect("mapi-headers.json is JSON")
    })
}

/// The entries of a list of the truth.
fn entries(list: &str) -> impl Iterator<Item = (&'static str, &'static Value)> {
    truth()[list].as_object().expect("an object").iter().map(|(name, value)| (name.as_str(), value))
}

fn text(value: &'static Value) -> &'static str {
    value.as_str().unwrap_or_default()
}

fn list(value: &'static Value) -> &'static [Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Where the truth is not to be followed, and why.
const EXCEPTIONS: [(&str, &str); 9] = [
    ("PS_EXCHFORM", "the truth lost one operand of `0x00020D00 | (b)`"),
    ("DebugTrace", "`1?0:DebugTraceFn` is for calls; the compiler takes the half that is a number"),
    // The truth's GUIDs are read from the text, whatever `#if` says.
    ("CLSID_IFontCache", "only where _WIN32_OE is 0x0500 or more"),
    ("CLSID_IHashTable", "only where _WIN32_OE is 0x0500 or more"),
    ("CLSID_IMimeObjResolver", "only where _WIN32_OE is 0x0500 or more"),
    ("CLSID_MimeEdit", "only where _WIN32_OE is 0x0500 or more"),
    ("CMDSETID_MimeEdit", "only where _WIN32_OE is 0x0500 or more"),
    ("CMDSETID_MimeEditHost", "only where _WIN32_OE is 0x0500 or more"),
    ("IID_IFontCache", "the same; what is left is the GUID of its MIDL_INTERFACE, which differs from it"),
];

fn is_exception(name: &str) -> bool {
    EXCEPTIONS.iter().any(|(exception, _)| *exception == name)
}

/// A type without what spelling adds: blanks, the words before a tag, and two names for one type.
fn plain(ty: &str) -> String {
    let words = ty.replace(['*', '&'], " * ");
    let words = words.split_whitespace();
    let words: String = words.filter(|word| !matches!(*word, "struct" | "union" | "enum" | "FAR")).collect();
    words.replace("shortint", "short").replace("VOID", "void")
}

/// What differs between a call and the truth of it; the truth's types have their arrays with them.
fn call_differences(call: &CallFact, returned: &str, parameters: &'static [Value]) -> Vec<String> {
    let mut differences = Vec::new();
    if plain(&call.return_type) != plain(returned) {
        differences.push(format!("returns `{}`, truly `{returned}`", call.return_type));
    }
    if call.parameters.len() != parameters.len() {
        differences.push(format!("{} parameters, truly {}", call.parameters.len(), parameters.len()));
    }
    for (found, truth) in call.parameters.iter().zip(parameters) {
        let dimensions: String = found.array.iter().flat_map(|size| ["[", size, "]"]).collect();
        let ty = format!("{}{dimensions}", found.ty);
        let (name, true_type) = (text(&truth["name"]), text(&truth["type"]));
        if plain(&ty) != plain(true_type) || !name.is_empty() && found.name != name {
            differences.push(format!("`{ty} {}`, truly `{true_type} {name}`", found.name));
        }
    }
    differences
}

fn none(differences: &[String]) {
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

/// All methods of an interface, its bases' first.
fn flattened<'f>(facts: &'f Facts, name: &str) -> Vec<&'f CallFact> {
    let Some(interface) = facts.interfaces.get(name) else { return Vec::new() };
    let mut methods = flattened(facts, &interface.base);
    methods.extend(&interface.methods);
    methods
}

#[test]
#[ignore = "needs MAPIDOC_HEADERS"]
fn interfaces_have_the_compilers_vtables() {
    let facts = &read().0;
    let mut differences = Vec::new();
    let (mut interfaces, mut methods) = (0, 0);
    for (name, truth) in entries("interfaces") {
        interfaces += 1;
        let Some(found) = facts.interfaces.get(name) else {
            differences.push(format!("{name} is missing"));
            continue;
        };
        if found.base != text(&truth["base"]) {
            differences.push(format!("{name}: base `{}`, truly {}", found.base, truth["base"]));
        }
        if found.origin.file != text(&truth["header"])
            || u64::from(found.origin.line) != truth["line"].as_u64().unwrap()
        {
            differences
                .push(format!("{name}: {:?}, truly {}:{}", found.origin, truth["header"], truth["line"]));
        }
        // `IUnknown` itself is in no header.
        let truths = &list(&truth["methods"])[3..];
        let flat = flattened(facts, name);
        let names: Vec<&str> = flat.iter().map(|method| method.name.as_str()).collect();
        let true_names: Vec<&str> = truths.iter().map(|method| text(&method["name"])).collect();
        if names != true_names {
            differences.push(format!("{name}: {names:?}, truly {true_names:?}"));
        }
        for (method, truth) in flat.iter().zip(truths) {
            methods += 1;
            let found = call_differences(method, text(&truth["ret"]), list(&truth["params"]));
            differences
                .extend(found.into_iter().map(|difference| format!("{name}::{}: {difference}", method.name)));
        }
    }
    println!("{interfaces} interfaces, {methods} methods; {} interfaces in all", facts.interfaces.len());
    none(&differences);
}

#[test]
#[ignore = "needs MAPIDOC_HEADERS"]
fn structures_have_the_compilers_fields() {
    let facts = &read().0;
    let by_tag: BTreeMap<&str, &str> =
        facts.records.iter().map(|(name, record)| (record.tag.as_str(), name.as_str())).collect();
    let mut differences = Vec::new();
    let (mut structs, mut fields) = (0, 0);
    for (name, truth) in entries("structs") {
        structs += 1;
        let own = by_tag.get(name).copied().unwrap_or(name);
        let Some(found) = facts.records.get(own) else {
            differences.push(format!("{name} is missing"));
            continue;
        };
        fields += compare_fields(name, &found.fields, list(&truth["fields"]), &mut differences);
        for alias in list(&truth["typedefs"]) {
            if found.aliases.iter().all(|found| found.name != text(alias)) {
                differences.push(format!("{name} lacks the name {alias}"));
            }
        }
    }
    println!("{structs} structures, {fields} fields; {} structures in all", facts.records.len());
    none(&differences);
}

fn compare_fields(
    name: &str,
    found: &[Field],
    truths: &'static [Value],
    differences: &mut Vec<String>,
) -> usize {
    let names: Vec<&str> = found.iter().map(|field| field.name.as_str()).collect();
    let true_names: Vec<&str> = truths.iter().map(|field| text(&field["name"])).collect();
    if names != true_names {
        differences.push(format!("{name}: {names:?}, truly {true_names:?}"));
    }
    let mut count = 0;
    for (found, truth) in found.iter().zip(truths) {
        count += 1;
        let inner = list(&truth["inner"]["fields"]);
        if !inner.is_empty() || !found.fields.is_empty() {
            count += compare_fields(&format!("{name}.{}", found.name), &found.fields, inner, differences);
            continue;
        }
        // The compiler gives the size of an array as a number; here it keeps its name.
        let true_type = text(&truth["type"]).split('[').next().unwrap_or_default();
        let is_array = text(&truth["type"]).contains('[');
        if found.callback.is_none()
            && (plain(&found.ty) != plain(true_type) || found.array.is_some() != is_array)
        {
            differences.push(format!("{name}.{}: `{}`, truly {}", found.name, found.ty, truth["type"]));
        }
    }
    count
}

#[test]
#[ignore = "needs MAPIDOC_HEADERS"]
fn functions_have_the_compilers_signatures() {
    let facts = &read().0;
    let mut differences = Vec::new();
    let mut functions = 0;
    for (name, truth) in entries("functions") {
        functions += 1;
        let Some(found) = facts.functions.get(name) else {
            differences.push(format!("{name} is missing"));
            continue;
        };
        let mut parameters = found.clone();
        // A variable list of arguments is no parameter to the compiler.
        parameters.parameters.retain(|parameter| parameter.ty != "...");
        let found = call_differences(&parameters, text(&truth["ret"]), list(&truth["params"]));
        differences.extend(found.into_iter().map(|difference| format!("{name}: {difference}")));
    }
    let known: BTreeSet<&str> = entries("functions").map(|(name, _)| name).collect();
    let more: Vec<&String> = facts.functions.keys().filter(|name| !known.contains(name.as_str())).collect();
    println!(
        "{functions} functions; {} in all, {} of them not in the truth",
        facts.functions.len(),
        more.len()
    );
    none(&differences);
}

#[test]
#[ignore = "needs MAPIDOC_HEADERS"]
fn typedefs_and_enumerations_are_the_compilers() {
    let facts = &read().0;
    let mut differences = Vec::new();
    let (mut typedefs, mut callbacks) = (0, 0);
    for (name, truth) in entries("typedefs") {
        let is_callback = truth["callback"].as_bool() == Some(true);
        if is_callback {
            callbacks += 1;
            let list = if truth["ptr"] == 0 { &facts.callbacks } else { &facts.callback_pointers };
            let parameters = self::list(&truth["param_decls"]);
            match list.get(name) {
                Some(found)
                    if found.parameters.len() == parameters.len()
                        || found.parameters.iter().any(|p| p.ty == "...") => {}
                Some(found) => differences.push(format!(
                    "{name}: {} parameters, truly {}",
                    found.parameters.len(),
                    parameters.len()
                )),
                // A pointer to a callback that has a name.
                None if facts.typedefs.get(name).is_some_and(|found| {
                    found.target.strip_suffix(" *").is_some_and(|name| facts.callbacks.contains_key(name))
                }) => {}
                None => differences.push(format!("the callback {name} is missing")),
            }
            continue;
        }
        typedefs += 1;
        let true_type = text(&truth["underlying"]);
        match facts.typedefs.get(name) {
            Some(found) => {
                let base = found.target.split([' ', '[']).next().unwrap_or_default();
                let tag = facts.records.get(base).map_or(base, |record| record.tag.as_str());
                let tagged = found.target.replacen(base, if tag.is_empty() { base } else { tag }, 1);
                if plain(&found.target) != plain(true_type) && plain(&tagged) != plain(true_type) {
                    differences.push(format!("{name}: `{}`, truly `{true_type}`", found.target));
                }
            }
            None if facts.records.contains_key(name) || facts.enumerations.contains_key(name) => {}
            None if facts.interfaces.contains_key(name) => {}
            None => differences.push(format!("the typedef {name} is missing, truly `{true_type}`")),
        }
    }
    for (name, truth) in entries("enums") {
        let members: Vec<(String, i64)> = list(&truth["members"])
            .iter()
            .map(|member| (text(&member[0]).to_owned(), member[1].as_i64().unwrap_or_default()))
            .collect();
        let found = facts.enumerations.iter().find(|(own, found)| *own == name || found.tag == name);
        if found.is_none_or(|(_, found)| found.members != members) {
            differences.push(format!(
                "enumeration {name}: {:?}, truly {members:?}",
                found.map(|(_, found)| &found.members)
            ));
        }
    }
    for (name, truth) in entries("interface_pointers") {
        let interface = facts.interfaces.get(text(truth));
        if interface.is_none_or(|interface| !interface.pointer_types.iter().any(|pointer| pointer == name)) {
            differences.push(format!("{name} is no pointer to {truth}"));
        }
    }
    println!("{typedefs} typedefs, {callbacks} callbacks");
    none(&differences);
}

#[test]
#[ignore = "needs MAPIDOC_HEADERS"]
fn numbers_are_the_compilers() {
    let facts = &read().0;
    let mut differences = Vec::new();
    let (mut guids, mut constants, mut tags) = (0, 0, 0);
    for (name, truth) in entries("guids") {
        guids += 1;
        if is_exception(name) {
            continue;
        }
        let found = facts.guids.get(name).map(|guid| guid.value.as_str());
        if found != truth["guid"].as_str() {
            differences.push(format!("{name}: {found:?}, truly {}", truth["guid"]));
        }
    }
    for (name, truth) in entries("constants") {
        let Some(value) = truth["value"].as_i64() else {
            // The compiler had no header with `MAKE_SCODE` for these.
            if !name.starts_with("SYNC_") && facts.constants.contains_key(name) {
                differences.push(format!("{name} is {:?}, truly no number", facts.constants[name]));
            }
            continue;
        };
        constants += 1;
        if is_exception(name) {
            continue;
        }
        // Here every number is that of its 32 bits.
        let found = facts.constants.get(name).map(|constant| constant.value & 0xFFFF_FFFF);
        if found != Some(value & 0xFFFF_FFFF) {
            differences.push(format!("{name}: {found:?}, truly {value} ({})", truth["expr"]));
        }
    }
    for (name, truth) in entries("property_tags") {
        tags += 1;
        let value = text(&truth["value"]).trim_start_matches("0x");
        let found = facts.constants.get(name).map(|constant| format!("{:08X}", constant.value));
        if found.as_deref() != Some(value) {
            differences.push(format!("{name}: {found:?}, truly {value}"));
        }
    }
    println!(
        "{guids} GUIDs, {constants} constants, {tags} property tags; {} constants in all",
        facts.constants.len()
    );
    none(&differences);
}

#[test]
#[ignore = "needs MAPIDOC_HEADERS"]
fn places_are_those_of_the_names() {
    let facts = &read().0;
    let folder = PathBuf::from(std::env::var_os("MAPIDOC_HEADERS").unwrap());
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        texts.insert(name, text.lines().map(str::to_owned).collect());
    }
    let mut places: Vec<(&str, &Origin)> = Vec::new();
    for (name, fact) in &facts.interfaces {
        places.push((name, &fact.origin));
        places.extend(fact.methods.iter().map(|method| (method.name.as_str(), &method.origin)));
    }
    places.extend(facts.functions.iter().map(|(name, fact)| (name.as_str(), &fact.origin)));
    places.extend(facts.callbacks.iter().map(|(name, fact)| (name.as_str(), &fact.origin)));
    places.extend(facts.constants.iter().map(|(name, fact)| (name.as_str(), &fact.origin)));
    // The GUID of a `MIDL_INTERFACE` stands at the interface.
    places.extend(facts.guids.iter().map(|(name, fact)| (name.trim_start_matches("IID_"), &fact.origin)));
    places.extend(
        facts
            .records
            .values()
            .filter(|fact| !fact.tag.is_empty())
            .map(|fact| (fact.tag.as_str(), &fact.origin)),
    );
    let mut differences = Vec::new();
    for (name, origin) in &places {
        let line = texts.get(&origin.file).and_then(|lines| lines.get(origin.line as usize - 1));
        if line.is_none_or(|line| !line.contains(name)) {
            differences.push(format!("{name} is not at {}:{}: {line:?}", origin.file, origin.line));
        }
    }
    println!("{} places", places.len());
    none(&differences);
}

#[test]
#[ignore = "needs MAPIDOC_HEADERS"]
fn findings_are_few() {
    let (facts, diagnostics) = read();
    for finding in diagnostics {
        let file = finding.path.as_ref().map(|path| path.display().to_string()).unwrap_or_default();
        println!("{file}:{}: {} [{}]", finding.line, finding.message, finding.rule);
    }
    println!("{} findings, {} libraries' functions", diagnostics.len(), facts.libraries.len());
}

#[test]
#[ignore = "needs the headers of mingw-w64"]
fn the_headers_of_mingw_are_read() {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(MINGW).expect(MINGW) {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("mapi") && path.extension().is_some_and(|ending| ending == "h") {
            files.push((name, String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned()));
        }
    }
    files.sort();
    let (facts, diagnostics) = headers::read_text(&files);
    println!(
        "{} files: {} interfaces, {} functions, {} structures, {} callbacks, {} typedefs, {} constants, {} GUIDs, {} findings",
        files.len(),
        facts.interfaces.len(),
        facts.functions.len(),
        facts.records.len(),
        facts.callbacks.len() + facts.callback_pointers.len(),
        facts.typedefs.len(),
        facts.constants.len(),
        facts.guids.len(),
        diagnostics.len(),
    );
    for finding in &diagnostics {
        println!("{:?}:{}: {}", finding.path, finding.line, finding.message);
    }
    let slot = |interface: &str, method: &str| {
        flattened(&facts, interface).iter().position(|found| found.name == method).map(|place| 3 + place)
    };
    // A compiler put `IMAPITable::QueryRows` into slot 19.
    assert_eq!(slot("IMAPITable", "QueryRows"), Some(19));
    assert_eq!(slot("IMAPIProp", "GetLastError"), Some(3));
    assert_eq!(slot("IMAPIProp", "GetIDsFromNames"), Some(13));
    assert_eq!(slot("IABLogon", "Logoff"), Some(4));
    assert_eq!(slot("IABProvider", "Logon"), Some(4));
    assert_eq!(slot("IMAPIStatus", "ValidateState"), Some(14));
    assert!(facts.interfaces.len() >= 40 && facts.records.len() > 80 && facts.constants.len() > 1_500);
}
