//! A Rust text taken apart, as far as bindings need it. It is set by rustfmt's rules: lines are enough.

use std::collections::BTreeMap;

/// Types, traits and values of a Rust text.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// Name and fields of each structure and union, a field with its type as far as it is on the line.
    pub(crate) records: BTreeMap<String, Vec<(String, String)>>,
    /// Name and parent of each trait.
    pub(crate) traits: BTreeMap<String, String>,
    /// Name and value of each constant that is a number or a GUID.
    pub(crate) constants: BTreeMap<String, u128>,
    /// Type and name of each enumerator, and its value.
    pub(crate) enumerators: BTreeMap<String, u128>,
    /// The identifiers of interfaces that have one.
    pub(crate) identifiers: BTreeMap<String, u128>,
    /// The names of functions.
    pub(crate) functions: Vec<String>,
}

impl Text {
    pub(crate) fn read(text: &str) -> Self {
        let mut read = Self::default();
        let joined = text.replace(" =\n    ", " = ").replace(":\n        unsafe", ": unsafe");
        let (mut record, mut owner): (Option<String>, &str) = (None, "");
        for line in joined.lines() {
            if let Some(name) = &record {
                if line == "}" {
                    record = None;
                } else if let Some((field, ty)) = field_of(line) {
                    read.records.entry(name.clone()).or_default().push((field.to_owned(), ty.to_owned()));
                } else if let Some((_, ty)) = read.records.get_mut(name).and_then(|fields| fields.last_mut())
                    && !line.trim_start().starts_with(['/', '#'])
                {
                    // A type that goes on.
                    ty.push_str(line.trim());
                }
                continue;
            }
            if let Some(rest) = line.strip_prefix("impl ") {
                owner = rest.trim_end_matches(" {");
            } else if let Some((name, value)) =
                line.strip_prefix("    pub const ").and_then(|rest| rest.split_once(": Self = Self("))
            {
                let value = number(value.trim_end_matches(");"));
                read.enumerators.extend(value.map(|value| (format!("{owner}::{name}"), value)));
            }
            let words: Vec<&str> = line.split([' ', ':', '{', '(', '<', ';']).collect();
            match words.as_slice() {
                // What is generic is Rust's alone.
                ["pub", "struct" | "union", name, ..] if line.ends_with('{') && !line.contains('<') => {
                    read.records.insert((*name).to_owned(), Vec::new());
                    record = Some((*name).to_owned());
                }
                ["pub", "trait", name, ..] => {
                    let parent = line.split_once(": ").map_or("", |(_, parent)| parent);
                    let parent = parent.trim_end_matches([' ', '{', '}']);
                    read.traits.insert((*name).to_owned(), parent.to_owned());
                }
                ["pub", "const", name, ..] if !line.contains("fn ") => {
                    read.constants.extend(value(line).map(|value| ((*name).to_owned(), value)));
                }
                _ => read.line(line),
            }
        }
        for rest in text.split("define_interface!(").skip(1) {
            let parts: Vec<&str> = rest.split(')').next().unwrap().split(',').map(str::trim).collect();
            let identifier = parts.get(2).and_then(|text| number(text));
            read.identifiers.extend(identifier.map(|value| (parts[0].to_owned(), value)));
        }
        read
    }

    fn line(&mut self, line: &str) {
        if let Some((_, rest)) = line.split_once("link!(") {
            let call = rest.split_once(" fn ").map_or("", |(_, call)| call);
            self.functions.extend(call.split('(').next().map(str::to_owned));
        }
    }
}

/// Name and type of a field, if a line of a structure is one. What opaque ones have, and documentation, is none.
fn field_of(line: &str) -> Option<(&str, &str)> {
    let (name, ty) = line.strip_prefix("    ")?.split_once(": ")?;
    // windows-bindgen hides the slots that it could not make.
    let name = name.trim_start_matches("pub ");
    let is_name = |name: &str| !name.starts_with([' ', '/', '#', ')']) && name != "_private";
    is_name(name).then_some((name, ty.trim_end_matches(',')))
}

/// How many parameters a pointer to a function has, and what it gives back.
pub(crate) fn signature(ty: &str) -> Option<(usize, &str)> {
    let (_, rest) = ty.split_once("fn(")?;
    let (mut depth, mut count, mut has_some) = (0_usize, 0, false);
    for (at, letter) in rest.char_indices() {
        match letter {
            ')' if depth == 0 => {
                return Some((count + usize::from(has_some), rest[at + 1..].trim_end_matches(',')));
            }
            '(' | '<' | '[' => depth += 1,
            // The `>` of an arrow closes nothing.
            '>' if rest[..at].ends_with('-') => {}
            ')' | '>' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => (count, has_some) = (count + 1, false),
            letter => has_some |= !letter.is_whitespace(),
        }
    }
    None
}

/// The number that a constant is.
pub(crate) fn value(line: &str) -> Option<u128> {
    let (_, value) = line.trim_end_matches(';').split_once(" = ")?;
    let value = value.trim_start_matches("windows_core::GUID::from_u128(").trim_end_matches(')');
    // A code is written by its bits.
    number(value.trim_start_matches("windows_core::HRESULT(").split("_u32 as ").next().unwrap_or(value))
}

fn number(text: &str) -> Option<u128> {
    let text = text.replace('_', "");
    match text.strip_prefix("0x") {
        Some(digits) => u128::from_str_radix(digits, 16).ok(),
        None => text.parse::<i128>().ok().map(i128::cast_unsigned),
    }
}
