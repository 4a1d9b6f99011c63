//! [`Supplement`](super::Supplement)s as text: the facts that headers hold about the pages' items, and drafts of corrections.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::PageCorrection;
use crate::model::canon::Types;
use crate::model::facts::{Facts, Origin};
use crate::model::{Api, declare, witness};
use crate::parse::Page;
use crate::parse::item::Verified;

/// The `[facts]` part of a supplement for `pages`, of which `api` was made, with all that they and the types that they use need; sorted,
/// so that it changes only where the facts do. `source` says what the headers are.
pub fn facts(api: &Api, pages: &[Page], facts: &Facts, source: &str) -> String {
    let kept = kept(api, pages, facts);
    let mut text = format!(
        "# Facts, written by `mapidoc supplement`: edits are lost. What {source} say of the items on the pages.\n"
    );
    write_interfaces(&mut text, &kept);
    write_declarations(&mut text, &kept);
    let constants = by_header(kept.constants.iter().map(|(name, fact)| {
        let value = if fact.value < 0 { fact.value.to_string() } else { format!("0x{:08X}", fact.value) };
        (&fact.origin, format!("{name} = {value}"))
    }));
    tables(&mut text, "constants", &constants);
    let guids = by_header(
        kept.guids.iter().map(|(name, fact)| (&fact.origin, format!("{name} = \"{}\"", fact.value))),
    );
    tables(&mut text, "guids", &guids);
    let macros = by_header(kept.macros.iter().map(|(name, fact)| {
        let call = format!("({}) {}", fact.parameters.join(", "), fact.formula);
        (&fact.origin, format!("{name} = {}", quoted(&call)))
    }));
    tables(&mut text, "macros", &macros);
    text
}

/// Corrections as TOML.
pub fn corrections(corrections: &[PageCorrection]) -> String {
    let mut text = String::new();
    for PageCorrection { page, item, correction } in corrections {
        let rows = [
            ("page", page),
            ("item", item),
            ("what", &correction.what),
            ("says", &correction.says),
            ("right", &correction.right),
            ("evidence", &correction.evidence),
        ];
        text.push_str("[[correction]]\n");
        for (name, value) in rows {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{name} = {}", quoted(value));
        }
        text.push('\n');
    }
    text
}

/// A TOML string; JSON's are such, but for one control character that JSON lets stand.
fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string().replace('\u{7F}', "\\u007F")
}

fn by_header<'o>(lines: impl Iterator<Item = (&'o Origin, String)>) -> BTreeMap<&'o str, BTreeSet<String>> {
    let mut headers: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (origin, line) in lines {
        headers.entry(&origin.file).or_default().insert(line);
    }
    headers
}

fn tables(text: &mut String, name: &str, headers: &BTreeMap<&str, BTreeSet<String>>) {
    for (header, lines) in headers {
        let _ = writeln!(text, "\n[facts.{name}.{}]", quoted(header));
        for line in lines {
            text.extend([line, "\n"]);
        }
    }
}

fn write_interfaces(text: &mut String, kept: &Facts) {
    for (name, fact) in &kept.interfaces {
        let _ = writeln!(text, "\n[facts.interfaces.{}.{name}]", quoted(&fact.origin.file));
        let _ = writeln!(text, "base = {}", quoted(&fact.base));
        let pointers: Vec<String> = fact.pointer_types.iter().map(|pointer| quoted(pointer)).collect();
        let _ = writeln!(text, "pointers = [{}]", pointers.join(", "));
        text.push_str("methods = [\n");
        for method in &fact.methods {
            let _ = writeln!(text, "    {},", quoted(&declare::call(method)));
        }
        text.push_str("]\n");
    }
}

fn write_declarations(text: &mut String, kept: &Facts) {
    let functions = kept.functions.values().map(|fact| (&fact.origin, format!("{};", declare::call(fact))));
    let callback = |star: &str, fact: &crate::model::facts::CallFact| {
        let parameters = declare::parameters(&fact.parameters);
        format!("typedef {} ({star}{})({parameters});", fact.return_type, fact.name)
    };
    let callbacks = kept.callbacks.values().map(|fact| (&fact.origin, callback("", fact)));
    let pointers = kept.callback_pointers.values().map(|fact| (&fact.origin, callback("*", fact)));
    let records = kept.records.iter().map(|(name, fact)| (&fact.origin, declare::record(name, fact)));
    let enumerations = kept.enumerations.iter().map(|(name, fact)| {
        let members: Vec<String> =
            fact.members.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let names: Vec<String> =
            fact.aliases.iter().map(|alias| "*".repeat(usize::from(alias.pointers)) + &alias.name).collect();
        let names = if names.is_empty() { name.clone() } else { names.join(", ") };
        (&fact.origin, format!("typedef enum {} {{ {} }} {names};", fact.tag, members.join(", ")))
    });
    let typedefs =
        kept.typedefs.iter().map(|(name, fact)| (&fact.origin, format!("typedef {} {name};", fact.target)));
    let all = functions.chain(callbacks).chain(pointers).chain(records).chain(enumerations).chain(typedefs);
    text.push_str("\n[facts.declarations]\n");
    for (header, lines) in by_header(all) {
        let _ = writeln!(text, "{} = [", quoted(header));
        for line in lines {
            let _ = writeln!(text, "    {},", quoted(&line));
        }
        text.push_str("]\n");
    }
}

/// The facts about items that the pages tell of or use.
fn kept(api: &Api, pages: &[Page], facts: &Facts) -> Facts {
    // What completing the pages takes from the facts is what the pages need.
    let mut complete = api.clone();
    witness::complete(&mut complete, pages, facts, Verified::Headers);
    let mut kept = Facts::default();
    for interface in &complete.interfaces {
        let name = &interface.common.name;
        kept.interfaces.extend(facts.interfaces.get(name).map(|fact| (name.clone(), fact.clone())));
        if let Some(name) = &interface.iid_name {
            kept.guids.extend(facts.guids.get(name).map(|fact| (name.clone(), fact.clone())));
        }
    }
    for function in &complete.functions {
        let name = &function.common.name;
        kept.functions.extend(facts.functions.get(name).map(|fact| (name.clone(), fact.clone())));
    }
    for name in complete.structures.iter().flat_map(|item| [&item.common.name, &item.tag]) {
        kept.records.extend(facts.records.get(name).map(|fact| (name.clone(), fact.clone())));
    }
    for item in &complete.enumerations {
        let name = &item.common.name;
        kept.enumerations.extend(facts.enumerations.get(name).map(|fact| (name.clone(), fact.clone())));
    }
    for item in &complete.callbacks {
        let name = &item.common.name;
        kept.callbacks.extend(facts.callbacks.get(name).map(|fact| (name.clone(), fact.clone())));
        let pointer = facts.callback_pointers.get(name);
        kept.callback_pointers.extend(pointer.map(|fact| (name.clone(), fact.clone())));
    }
    for alias in complete.typedefs.iter().flat_map(|item| &item.aliases) {
        let name = &alias.name;
        kept.typedefs.extend(facts.typedefs.get(name).map(|fact| (name.clone(), fact.clone())));
    }
    for item in complete.macros.iter().filter(|item| item.definition.is_some()) {
        let name = &item.common.name;
        kept.macros.extend(facts.macros.get(name).map(|fact| (name.clone(), fact.clone())));
    }
    for name in witness::wanted_constants(&complete) {
        kept.constants.extend(facts.constants.get(&name).map(|fact| (name.clone(), fact.clone())));
        kept.guids.extend(facts.guids.get(&name).map(|fact| (name.clone(), fact.clone())));
    }
    tags(&complete, facts, &mut kept);
    spell(&complete, facts, &mut kept);
    kept
}

/// The values of property tags, where the pages have none.
fn tags(api: &Api, facts: &Facts, kept: &mut Facts) {
    for property in &api.properties {
        for name in property.associated.iter().filter(|name| !property.tags.contains_key(*name)) {
            kept.constants.extend(facts.constants.get(name).map(|fact| (name.clone(), fact.clone())));
        }
    }
}

/// Typedefs that the kept declarations are spelled with and the pages define: those need no keeping, others do.
fn spell(api: &Api, facts: &Facts, kept: &mut Facts) {
    let types = Types::new(api, &Facts::default());
    loop {
        let mut missing = BTreeSet::new();
        let mut need = |text: &str| {
            let base = crate::parse::prototype::CType::parse(text).map(|ty| ty.base).unwrap_or_default();
            if facts.typedefs.contains_key(&base)
                && !kept.typedefs.contains_key(&base)
                && !types.canon(&base).known
            {
                missing.insert(base);
            }
        };
        let methods = kept.interfaces.values().flat_map(|fact| &fact.methods);
        let calls = methods.chain(kept.functions.values()).chain(kept.callbacks.values());
        for call in calls.chain(kept.callback_pointers.values()) {
            need(&call.return_type);
            call.parameters.iter().for_each(|parameter| need(&parameter.ty));
        }
        kept.records.values().flat_map(|fact| &fact.fields).for_each(|field| need(&field.ty));
        kept.typedefs.values().for_each(|fact| need(&fact.target));
        if missing.is_empty() {
            return;
        }
        for name in missing {
            kept.typedefs.extend(facts.typedefs.get(&name).map(|fact| (name.clone(), fact.clone())));
        }
    }
}
