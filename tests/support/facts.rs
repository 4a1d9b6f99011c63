//! Header facts that someone else's reader left as JSON, as the program's own [`Facts`]: a judge that is not ours.

#![allow(dead_code, reason = "every test crate uses its own part of what they share")]

use std::path::Path;

use mapidoc::model::facts::{
    CallFact, ConstantFact, EnumerationFact, Facts, GuidFact, InterfaceFact, Origin, RecordFact, TypedefFact,
};
use mapidoc::parse::item::{Alias, Field, Parameter};
use mapidoc::parse::prototype::{CType, RecordKind};
use serde_json::Value;

/// Reads the facts in `path`; types are spelled as the program spells them.
pub(crate) fn from_json(path: &Path) -> Facts {
    let json: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut facts = Facts::default();
    let entries = |key: &str| json[key].as_object().unwrap().iter();
    for (name, interface) in entries("interfaces") {
        let own: Vec<&str> = list(&interface["own"]).iter().map(text).collect();
        // The last of a name is the interface's own: bases come first.
        let method = |name: &&str| {
            let methods = list(&interface["methods"]).iter().rev();
            call(
                methods.into_iter().find(|method| text(&method["name"]) == *name).unwrap(),
                &interface["header"],
            )
        };
        facts.interfaces.insert(
            name.clone(),
            InterfaceFact {
                base: text(&interface["base"]).to_owned(),
                methods: own.iter().map(method).collect(),
                pointer_types: Vec::new(),
                origin: origin(interface),
            },
        );
    }
    for (pointer, interface) in entries("interface_pointers") {
        if let Some(fact) = facts.interfaces.get_mut(text(interface)) {
            fact.pointer_types.push(pointer.clone());
        }
    }
    for (name, function) in entries("functions") {
        facts.functions.insert(name.clone(), call(function, &function["header"]));
    }
    for (tag, record) in entries("structs") {
        let names: Vec<&str> = list(&record["typedefs"]).iter().map(text).collect();
        let aliases = names.iter().map(|name| Alias { name: (*name).to_owned(), pointers: 0 }).collect();
        let fact = RecordFact {
            kind: kind(record),
            tag: tag.clone(),
            aliases,
            packing: None,
            fields: list(&record["fields"]).iter().map(field).collect(),
            origin: origin(record),
        };
        facts.records.insert((*names.first().unwrap_or(&tag.as_str())).to_owned(), fact);
    }
    for (name, entry) in entries("enums") {
        let members = list(&entry["members"]).iter();
        let members =
            members.map(|member| (text(&member[0]).to_owned(), member[1].as_i64().unwrap())).collect();
        let fact =
            EnumerationFact { tag: String::new(), aliases: Vec::new(), members, origin: origin(entry) };
        facts.enumerations.insert(name.clone(), fact);
    }
    for (name, typedef) in entries("typedefs") {
        typedefs(&mut facts, name, typedef);
    }
    for (name, constant) in entries("constants") {
        if let Some(value) = constant["value"].as_i64() {
            let fact =
                ConstantFact { value, text: text(&constant["expr"]).to_owned(), origin: origin(constant) };
            facts.constants.insert(name.clone(), fact);
        }
    }
    for (name, tag) in entries("property_tags") {
        let value = i64::from_str_radix(text(&tag["value"]).trim_start_matches("0x"), 16).unwrap();
        let fact = ConstantFact { value, text: text(&tag["expr"]).to_owned(), origin: origin(tag) };
        facts.constants.insert(name.clone(), fact);
    }
    for (name, guid) in entries("guids") {
        let fact = GuidFact { value: text(&guid["guid"]).to_owned(), origin: origin(guid) };
        facts.guids.insert(name.clone(), fact);
    }
    facts
}

fn typedefs(facts: &mut Facts, name: &str, typedef: &Value) {
    let target = spelled(text(&typedef["underlying"]));
    let origin = origin(typedef);
    if typedef["callback"].as_bool() != Some(true)
        || list(&typedef["param_decls"]).is_empty() && target.ends_with('*')
    {
        if target != name
            && !facts.interfaces.values().any(|fact| fact.pointer_types.iter().any(|known| known == name))
        {
            facts.typedefs.insert(name.to_owned(), TypedefFact { target, origin });
        }
        return;
    }
    let result = text(&typedef["underlying"]).split('(').next().unwrap_or_default();
    let fact = CallFact {
        name: name.to_owned(),
        return_type: spelled(result),
        parameters: list(&typedef["param_decls"]).iter().map(parameter).collect(),
        origin,
    };
    let pointer = typedef["ptr"].as_i64() == Some(1);
    let list = if pointer { &mut facts.callback_pointers } else { &mut facts.callbacks };
    list.insert(name.to_owned(), fact);
}

fn call(value: &Value, header: &Value) -> CallFact {
    CallFact {
        name: text(&value["name"]).to_owned(),
        return_type: spelled(text(&value["ret"])),
        parameters: list(&value["params"]).iter().map(parameter).collect(),
        origin: Origin {
            file: text(header).to_owned(),
            line: value["line"].as_u64().unwrap_or_default() as u32,
        },
    }
}

fn parameter(value: &Value) -> Parameter {
    let ty = text(&value["type"]);
    // An array among the parameters stands with its type.
    let (ty, array) = match ty.split_once('[') {
        Some((ty, dimension)) => (ty, vec![dimension.trim_end_matches(']').to_owned()]),
        None => (ty, Vec::new()),
    };
    Parameter { name: text(&value["name"]).to_owned(), ty: spelled(ty), array, ..Parameter::default() }
}

fn field(value: &Value) -> Field {
    let ty = text(&value["type"]);
    let inner = &value["inner"];
    Field {
        name: text(&value["name"]).to_owned(),
        ty: if inner.is_object() {
            text(&inner["kind"]).to_owned()
        } else {
            spelled(ty.split('[').next().unwrap_or_default())
        },
        array: value["array"].as_u64().map(|count| vec![count.to_string()]),
        fields: list(&inner["fields"]).iter().map(field).collect(),
        ..Field::default()
    }
}

fn kind(record: &Value) -> RecordKind {
    if text(&record["kind"]) == "union" { RecordKind::Union } else { RecordKind::Struct }
}

fn origin(value: &Value) -> Origin {
    let line = value["line"].as_u64().unwrap_or_default() as u32;
    Origin { file: text(&value["header"]).to_owned(), line }
}

/// A type as the program spells it.
fn spelled(ty: &str) -> String {
    CType::parse(ty).map_or_else(|| ty.trim().to_owned(), |ty| ty.to_string())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
