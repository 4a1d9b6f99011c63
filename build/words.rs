//! The interface's words are whole before mapidoc is: part of the build script.

use std::collections::{BTreeMap, BTreeSet};

/// The language that all others are compared with.
const MODEL: &str = "en.ftl";

/// What is wrong with the files of `site/ui/`, by name, and with the words that `templates` ask for. Empty where all is well.
pub(crate) fn faults(files: &BTreeMap<String, String>, templates: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut words: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, text) in files {
        let known = words.entry(file.as_str()).or_default();
        for (name, value) in text.lines().filter_map(message) {
            if value.is_empty() {
                faults.push(format!("site/ui/{file}: `{name}` is empty"));
            }
            if !known.insert(name) {
                faults.push(format!("site/ui/{file}: `{name}` is there twice"));
            }
        }
    }
    let Some(model) = words.get(MODEL) else { return vec![format!("site/ui/{MODEL} is not there")] };
    for (file, known) in &words {
        faults.extend(model.difference(known).map(|name| format!("site/ui/{file}: `{name}` is missing")));
        faults.extend(
            known.difference(model).map(|name| format!("site/ui/{file}: `{name}` is not in {MODEL}")),
        );
    }
    for (file, text) in templates {
        let lacks = |name: &&str| !model.contains(name.replace('_', "-").as_str());
        faults.extend(
            asked(text).filter(lacks).map(|name| format!("templates/{file}: `ui.{name}` is not in {MODEL}")),
        );
    }
    faults
}

/// The name and the value of the message that a line begins.
fn message(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once('=')?;
    line.starts_with(|letter: char| letter.is_ascii_lowercase()).then_some((name.trim_end(), value.trim()))
}

/// The words that a template names: `ui.on_this_page`. Those that it puts together from a kind are not seen.
fn asked(template: &str) -> impl Iterator<Item = &str> {
    template.split("ui.").skip(1).filter_map(|rest| {
        let end = rest.find(|letter: char| !(letter.is_ascii_lowercase() || letter == '_'));
        let name = &rest[..end.unwrap_or(rest.len())];
        (!name.is_empty()).then_some(name)
    })
}
