//! Pages, headers and the supplement together: what disagrees is told once, and what is corrected is right.
//!
//! The judge is `mapi-headers.json`, header facts that another reader made, and `docs-vs-headers.json`, its list of what the
//! pages say otherwise. Both belong to the corpus's keepers and not to the project; these tests ask for them:
//!
//! ```text
//! MAPIDOC_CORPUS=../shared/corpus MAPIDOC_FACTS=../shared/facts cargo test --test witness -- --ignored
//! ```

mod support {
    pub(crate) mod corpus;
    pub(crate) mod facts;
}

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

use mapidoc::check::{Comparison, Disagreement};
use mapidoc::model::canon::Types;
use mapidoc::model::facts::Facts;
use mapidoc::model::{Api, Verified, witness};
use serde_json::Value;
use support::corpus::{pages_alone, supplemented};

fn folder() -> PathBuf {
    let folder =
        std::env::var_os("MAPIDOC_FACTS").map_or_else(|| PathBuf::from("../shared/facts"), PathBuf::from);
    assert!(folder.is_dir(), "the facts are not in {}: set MAPIDOC_FACTS", folder.display());
    folder
}

fn judge() -> &'static Facts {
    static JUDGE: OnceLock<Facts> = OnceLock::new();
    JUDGE.get_or_init(|| support::facts::from_json(&folder().join("mapi-headers.json")))
}

fn known_disagreements() -> Value {
    serde_json::from_slice(&std::fs::read(folder().join("docs-vs-headers.json")).unwrap()).unwrap()
}

/// Base, identifier and slots of `interface`, its bases' slots first.
fn flattened(api: &Api, name: &str) -> Vec<String> {
    let interface = api.interfaces.iter().find(|interface| interface.common.name == name);
    let Some(interface) = interface else {
        return ["QueryInterface", "AddRef", "Release"].map(str::to_owned).to_vec();
    };
    let mut slots = flattened(api, interface.base.as_deref().unwrap_or_default());
    slots.extend(interface.methods.iter().map(|method| method.common.name.clone()));
    slots
}

fn judges_slots(name: &str) -> Vec<String> {
    match judge().interfaces.get(name) {
        None => ["QueryInterface", "AddRef", "Release"].map(str::to_owned).to_vec(),
        Some(fact) => {
            let mut slots = judges_slots(&fact.base);
            slots.extend(fact.methods.iter().map(|method| method.name.clone()));
            slots
        }
    }
}

#[test]
#[ignore = "needs the corpus"]
fn with_the_supplement_every_interface_is_the_headers() {
    let api = supplemented();
    let mut faults = Vec::new();
    let mut compared = 0;
    for interface in api.interfaces.iter().filter(|interface| interface.common.witness.is_none()) {
        let name = &interface.common.name;
        let Some(fact) = judge().interfaces.get(name) else {
            assert_eq!(interface.verified, Verified::Pages, "nobody confirms {name}");
            continue;
        };
        compared += 1;
        let (said, right) = (flattened(api, name), judges_slots(name));
        if said != right {
            faults.push(format!("{name}: {said:?} is not {right:?}"));
        }
        let iid =
            interface.iid_name.as_ref().and_then(|iid| judge().guids.get(iid)).map(|guid| guid.value.clone());
        if interface.base.as_deref() != Some(fact.base.as_str()) || interface.iid != iid || iid.is_none() {
            faults
                .push(format!("{name}: {:?} {:?}, not {} {iid:?}", interface.base, interface.iid, fact.base));
        }
        if interface.verified != Verified::Supplement {
            faults.push(format!("{name} is not verified"));
        }
        // Numbered from the vtable's start, placeholders included.
        let own = right.len() - interface.methods.len();
        let slots: Vec<_> = interface.methods.iter().map(|method| method.slot).collect();
        assert_eq!(slots, (own..right.len()).map(|slot| Some(slot as u32)).collect::<Vec<_>>(), "{name}");
    }
    assert_eq!(faults, [""; 0]);
    assert_eq!(compared, 44);
}

#[test]
#[ignore = "needs the corpus"]
fn with_the_supplement_every_call_and_structure_is_passed_as_in_the_headers() {
    let api = supplemented();
    let types = Types::new(api, judge());
    let mut faults = Vec::new();
    let (mut methods, mut functions, mut structures) = (0, 0, 0);
    for interface in &api.interfaces {
        let Some(fact) = judge().interfaces.get(&interface.common.name) else { continue };
        for method in interface.methods.iter().filter(|method| !method.reserved) {
            let Some(known) = fact.methods.iter().find(|known| known.name == method.common.name) else {
                continue;
            };
            methods += usize::from(method.common.witness.is_none());
            if !witness::same_call(&types, method.return_type.as_deref(), &method.parameters, known) {
                faults.push(format!("{}::{}", interface.common.name, method.common.name));
            }
        }
    }
    for function in &api.functions {
        let Some(known) = judge().functions.get(&function.common.name) else { continue };
        functions += 1;
        if !witness::same_call(&types, function.return_type.as_deref(), &function.parameters, known) {
            faults.push(function.common.name.clone());
        }
    }
    let comparison = Comparison::new(api, judge());
    let matter = comparison.disagreements().into_iter().filter(Disagreement::matters);
    faults.extend(matter.map(|found| format!("{}: {}", found.correction.item, found.message)));
    for structure in api.structures.iter().filter(|structure| structure.common.witness.is_none()) {
        let names = [&structure.common.name, &structure.tag];
        structures += usize::from(names.into_iter().any(|name| judge().records.contains_key(name)));
    }
    assert_eq!(faults, [""; 0]);
    // The judge has 313, 112 and 80. It could not read `IProfAdmin::CopyProfile`; it passed over four functions whose pages
    // declare another one, and over a structure that the headers know by another of its names.
    assert_eq!((methods, functions, structures), (314, 116, 81));
}

#[test]
#[ignore = "needs the corpus"]
fn constants_that_pages_speak_of_have_the_headers_values() {
    let constant = |name: &str| {
        let found = supplemented().constants.iter().find(|constant| constant.name == name);
        found.unwrap_or_else(|| panic!("{name} is no constant"))
    };
    for (name, number) in [("PT_LONG", 3), ("FL_LOOSE", 0x40000), ("frightsOwner", 0x100)] {
        assert_eq!(constant(name).number, Some(number), "{name}");
    }
    let combine = constant("TABLE_SORT_COMBINE");
    assert_eq!((combine.number, combine.page.as_str()), (Some(2), "ssortorder.md"));
    for (locale, words) in &combine.summary.locales {
        assert!(!words.contains("TABLE_SORT_COMBINE:"), "{locale}: {words}");
    }
    assert_eq!(combine.summary.locales.len(), 2);
}

#[test]
#[ignore = "needs the corpus"]
fn macros_have_the_headers_definitions() {
    let macros = &supplemented().macros;
    let definition = |name: &str| {
        macros.iter().find(|item| item.common.name == name).and_then(|item| item.definition.as_deref())
    };
    assert_eq!(definition("PROP_ID"), Some("ulPropTag >> 16"));
    let known = macros.iter().filter(|item| item.definition.is_some()).count();
    assert_eq!((macros.len(), known), (44, 30));
}

#[test]
#[ignore = "needs the corpus"]
fn the_four_identifiers_that_others_lose_are_right() {
    let iid = |name: &str| {
        let interface = supplemented().interfaces.iter().find(|interface| interface.common.name == name);
        interface.unwrap().iid.clone().unwrap()
    };
    let names = [
        ("IAttach", "IID_IAttachment"),
        ("IMAPISupport", "IID_IMAPISup"),
        ("IPropData", "IID_IMAPIPropData"),
        ("ITableData", "IID_IMAPITableData"),
    ];
    for (name, guid) in names {
        assert_eq!(iid(name), judge().guids[guid].value);
    }
}

/// How often each item is found to differ in its parameters' types, their names, their number, its result.
type Tally = BTreeMap<(String, &'static str), usize>;

/// The disagreements on calls and structures, counted.
fn tally(found: &[Disagreement]) -> Tally {
    let mut tally = Tally::new();
    for disagreement in found {
        let what = disagreement.correction.correction.what.as_str();
        let class = match (disagreement.rule.name, what) {
            ("parameter-name", _) | ("structure-field", "field name") => "name",
            ("return-type", _) => "result",
            ("parameter-count", _) | ("structure-field", "fields") => "number",
            ("parameter-type" | "unknown-type" | "structure-field", _) => "type",
            _ => continue,
        };
        *tally.entry((disagreement.correction.item.clone(), class)).or_default() += 1;
    }
    tally
}

/// The judge's list, counted alike.
fn judges_tally(known: &Value) -> Tally {
    let mut tally = Tally::new();
    for list in ["methods", "functions", "callbacks", "structs"] {
        for entry in known[list]["discrepancies"].as_array().unwrap() {
            for issue in entry["issues"].as_array().unwrap() {
                let class = match (issue[0].as_str().unwrap(), issue[1].as_str().unwrap_or_default()) {
                    // A header that names no parameter does not disagree about its name.
                    ("name", "name: header has none") => continue,
                    ("type", _) => "type",
                    ("name", _) => "name",
                    ("ret", _) => "result",
                    _ => "number",
                };
                *tally.entry((entry["id"].as_str().unwrap().to_owned(), class)).or_default() += 1;
            }
        }
    }
    tally
}

/// Where an honest reading differs from the judge's: item, class, how many here and there, and why.
const DIFFERENCES: &[(&str, &str, usize, usize, &str)] = &[
    ("DTPAGE", "number", 0, 1, "a semicolon that the page lost is mended (`odd-prototype`)"),
    ("DTPAGE", "type", 2, 0, "so that its fields are compared"),
    ("HrAddColumnsEx", "name", 0, 1, "the pointer to a function is read with its name"),
    ("HrAddColumnsEx", "type", 0, 1, "and its type"),
    (
        "HrDoABDetailsWithExchangeContext",
        "number",
        1,
        0,
        "the page declares another function (`prototype-name`)",
    ),
    ("HrOpenABEntryWithExchangeContext", "number", 1, 0, "and the other page this one's"),
    ("IMAPIFormMgr::IsInConflict", "number", 0, 1, "a comma that the page lost is mended (`odd-prototype`)"),
    (
        "IProfAdmin::CopyProfile",
        "type",
        3,
        0,
        "fused words are taken apart (`odd-prototype`), so that it is compared",
    ),
    ("MAPINAMEID", "number", 1, 0, "the union within lacks a member"),
    (
        "MNLS_lstrlenW",
        "name",
        1,
        0,
        "compared under the page's name, not the declaration's (`prototype-name`)",
    ),
    ("SRestriction", "number", 1, 0, "the union within lacks two members"),
    ("SzFindSz", "result", 1, 0, "compared under the page's name (`prototype-name`)"),
    ("SzFindSz", "type", 2, 0, "likewise"),
    ("WrapCompressedRTFStreamEx", "type", 0, 1, "`CONST` and `const` are one word"),
];

#[test]
#[ignore = "needs the corpus"]
fn each_disagreement_about_calls_and_structures_is_told_once() {
    let found = Comparison::new(pages_alone(), judge()).disagreements();
    let (ours, theirs) = (tally(&found), judges_tally(&known_disagreements()));
    let keys: BTreeSet<_> = ours.keys().chain(theirs.keys()).cloned().collect();
    let count = |tally: &Tally, key| tally.get(key).copied().unwrap_or_default();
    let differences: Vec<_> = keys
        .iter()
        .map(|key| (key.0.as_str(), key.1, count(&ours, key), count(&theirs, key)))
        .filter(|(.., ours, theirs)| ours != theirs)
        .collect();
    let expected: Vec<_> =
        DIFFERENCES.iter().map(|&(item, class, ours, theirs, _)| (item, class, ours, theirs)).collect();
    assert_eq!(differences, expected);
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for disagreement in &found {
        *rules.entry(disagreement.rule.name).or_default() += 1;
    }
    println!("{rules:?}");
}

#[test]
#[ignore = "needs the corpus"]
fn each_disagreement_about_vtables_and_constants_is_told_once() {
    let known = known_disagreements();
    let found = Comparison::new(pages_alone(), judge()).disagreements();
    let items = |rules: &[&str]| -> Vec<String> {
        let of_rules = found.iter().filter(|found| rules.contains(&found.rule.name));
        let mut items: Vec<String> = of_rules.map(|found| found.correction.item.clone()).collect();
        items.sort();
        items
    };
    let listed = |list: &str| -> Vec<String> {
        let entries = known[list].as_array().unwrap().iter();
        let mut items: Vec<String> =
            entries.map(|entry| entry["interface"].as_str().unwrap().to_owned()).collect();
        items.sort();
        items
    };
    assert_eq!(items(&["vtable-order", "missing-method"]), listed("vtable_discrepancies"));
    assert_eq!(items(&["base-interface"]), listed("base_discrepancies"));
    assert_eq!(items(&["interface-id"]), [""; 0]);
    // The judge read the constants' own page alone; the first two are stated on pages of a property and of a method.
    assert_eq!(
        items(&["constant-value"]),
        ["DT_REMOTE_MAILUSER", "MSCAP_SECURE_FOLDER_HOMEPAGES", "SEARCH_FOREGROUND", "SEARCH_RUNNING"]
    );
    // Of the judge's nine, five differ in the spelling of a type or are settled by the name's ending.
    assert_eq!(
        items(&["property-tag"]),
        [
            "PR_EMS_AB_HAB_ROOT_DEPARTMENT",
            "PR_MAILBOX_OWNER_NAME",
            "PR_MAILBOX_OWNER_NAME_A",
            "PR_MAILBOX_OWNER_NAME_W"
        ]
    );
}

#[test]
#[ignore = "needs the corpus"]
fn property_tags_are_the_headers() {
    let mut compared = 0;
    let mut faults = Vec::new();
    for property in &supplemented().properties {
        for (name, tag) in property.tags.iter().filter(|(name, _)| name.starts_with("PR_")) {
            let Some(fact) = judge().constants.get(name) else { continue };
            compared += 1;
            // A name without an ending is the program's choice of text.
            let choice = i64::from(*tag) ^ fact.value == 1 && !name.ends_with("_A") && !name.ends_with("_W");
            if i64::from(*tag) != fact.value && !choice {
                faults.push(format!("{name} is 0x{tag:08X}, not 0x{:08X}", fact.value));
            }
        }
        let lacking = property
            .associated
            .iter()
            .filter(|name| name.starts_with("PR_") && !property.tags.contains_key(*name));
        for name in lacking.filter(|_| property.kind == mapidoc::parse::kind::property::PropertyKind::Tag) {
            println!("no value: {name} ({})", property.common.page);
        }
    }
    println!("{compared} names of property tags compared");
    assert_eq!(faults, [""; 0]);
    assert!(compared >= 786, "{compared}");
}
