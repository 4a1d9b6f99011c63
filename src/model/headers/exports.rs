//! Module definitions: which library exports which function.

use std::collections::BTreeMap;

/// Reads a `.def` file called `file` into `libraries`; a function that is there already keeps its library.
pub(super) fn read(file: &str, text: &str, libraries: &mut BTreeMap<String, String>) {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut library = format!("{}.dll", stem.to_ascii_lowercase());
    let mut is_exports = false;
    for line in text.lines() {
        let line = line.split(';').next().unwrap_or_default();
        let mut words = line.split_whitespace();
        let Some(mut word) = words.next() else { continue };
        match word.to_ascii_uppercase().as_str() {
            "LIBRARY" => {
                if let Some(name) = words.next().map(|name| name.trim_matches('"').to_ascii_lowercase()) {
                    library = if name.contains('.') { name } else { format!("{name}.dll") };
                }
                is_exports = false;
                continue;
            }
            "NAME" | "DESCRIPTION" | "STUB" | "SECTIONS" | "SEGMENTS" | "STACKSIZE" | "HEAPSIZE"
            | "VERSION" => {
                is_exports = false;
                continue;
            }
            "EXPORTS" => {
                is_exports = true;
                let Some(next) = words.next() else { continue };
                word = next;
            }
            _ => {}
        }
        // `Name@12` is the decorated name of a 32-bit function.
        let name = word.trim_matches('"').split(['=', '@']).next().unwrap_or_default();
        if is_exports && !name.is_empty() {
            libraries.entry(name.to_owned()).or_insert_with(|| library.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_read_in_every_form() {
        let text = "; comment\nLIBRARY MAPI32.dll\nEXPORTS\n  MAPIInitialize@4 @21\n  Open = Internal PRIVATE ; x\n\nSECTIONS\n  .data READ\n";
        let mut libraries = BTreeMap::new();
        read("mapi32.def", text, &mut libraries);
        read("OTHER.DEF", "EXPORTS Open\nClose", &mut libraries);
        let found: Vec<_> =
            libraries.iter().map(|(name, library)| (name.as_str(), library.as_str())).collect();
        assert_eq!(found, [("Close", "other.dll"), ("MAPIInitialize", "mapi32.dll"), ("Open", "mapi32.dll")]);
    }
}
