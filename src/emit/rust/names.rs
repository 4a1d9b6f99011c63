//! Names of C as names of Rust: legal, unique, and harmless to the code that stands around them.

use std::collections::{HashMap, HashSet};

/// Words that Rust keeps for itself.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that not even `r#` makes names of.
const STUBBORN: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Names that the emitted code itself uses: an item of that name would reach it through `use crate::*`.
const TAKEN: &[&str] = &[
    "bool",
    "char",
    "str",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "usize",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "isize",
    "f32",
    "f64",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "PartialEq",
    "Send",
    "Sync",
    "Sized",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Into",
    "AsRef",
    "AsMut",
    "Iterator",
    "ToOwned",
    "Identity",
    "OFFSET",
    "N",
    "elements__",
    "base__",
    "code__",
    "err__",
    "ok__",
    "result__",
    "this",
    "fmt",
    "iid",
    "core",
    "alloc",
    "std",
    "windows_core",
    "interfaces",
    "structures",
    "enumerations",
    "callbacks",
    "types",
    "codes",
    "functions",
    "imports",
    "properties",
    "constants",
    "macros",
    "windows",
    "undefined",
    "derive",
    "doc",
    "repr",
];

/// `name` with whatever no identifier may hold replaced.
fn legal(name: &str) -> String {
    let mut legal: String =
        name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
    if legal.bytes().all(|byte| byte == b'_') {
        return "unnamed".to_owned();
    }
    if legal.as_bytes()[0].is_ascii_digit() {
        legal.insert(0, '_');
    }
    legal
}

/// The name of a field, method or parameter: keywords are written raw.
pub(super) fn local(name: &str) -> String {
    let name = legal(name);
    if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else if STUBBORN.contains(&name.as_str()) || name == "this" {
        format!("{name}_")
    } else {
        name
    }
}

/// The name of an item, such as a structure or a constant.
pub(super) fn item(name: &str) -> String {
    let mut name = legal(name);
    if [KEYWORDS, STUBBORN, TAKEN].iter().any(|list| list.contains(&name.as_str())) {
        name.push('_');
    }
    name
}

/// `name`, or `name` with a number at its end, whichever is not in `used` yet.
pub(super) fn unique(name: String, used: &mut HashSet<String>) -> String {
    if used.insert(name.clone()) {
        return name;
    }
    let mut number = 2_usize;
    loop {
        let candidate = format!("{}{number}", name.trim_start_matches("r#"));
        if used.insert(candidate.clone()) {
            return candidate;
        }
        number += 1;
    }
}

/// `IABLogon` → `iab_logon`, `IMAPIProp` → `imapi_prop`: the name of a module and of its file.
pub(super) fn snake(name: &str) -> String {
    let letters: Vec<char> = legal(name).chars().collect();
    let mut snake = String::new();
    for (index, &letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| letters[before]);
        let after = letters.get(index + 1);
        let starts_word = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase))
            });
        if starts_word && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    // A module `mod` or a file `mod.rs` would be another thing.
    if snake == "mod" || KEYWORDS.contains(&snake.as_str()) || STUBBORN.contains(&snake.as_str()) {
        snake.push('_');
    }
    snake
}

/// What became of a claim.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// The name is the caller's.
    Granted,
    /// Somebody has the name for the very same thing.
    Same,
    /// Somebody else has the name; this is their page.
    Taken(String),
}

/// Who has which name: every module is re-exported at the root, so each name is there once in the whole crate.
#[derive(Debug, Default)]
pub(super) struct Claims {
    owners: HashMap<String, (String, Option<String>)>,
    /// Names that constants will ask for.
    expected: HashSet<String>,
}

impl Claims {
    /// Claims `name` for an item of `page` that stands for `value`; equal values may meet, other items may not.
    pub(super) fn claim(&mut self, name: &str, page: &str, value: Option<&str>) -> Claim {
        match self.owners.get(name) {
            None => {
                self.owners.insert(name.to_owned(), (page.to_owned(), value.map(str::to_owned)));
                Claim::Granted
            }
            Some((_, Some(there))) if value == Some(there) => Claim::Same,
            Some((owner, _)) => Claim::Taken(owner.clone()),
        }
    }

    /// Notes that a constant will ask for `name`, so that nothing smaller takes it before.
    pub(super) fn expect(&mut self, name: &str) {
        self.expected.insert(item(name));
    }

    /// Whether a constant will ask for `name`.
    pub(super) fn is_expected(&self, name: &str) -> bool {
        self.expected.contains(name)
    }

    /// Claims `name` or the next free one like it.
    pub(super) fn claim_like(&mut self, name: &str, page: &str) -> String {
        let mut candidate = name.to_owned();
        let mut number = 2_usize;
        while self.expected.contains(&candidate) || self.claim(&candidate, page, None) != Claim::Granted {
            candidate = format!("{name}_{number}");
            number += 1;
        }
        candidate
    }

    /// Whether `name` is an item's.
    pub(super) fn has(&self, name: &str) -> bool {
        self.owners.contains_key(name)
    }

    /// The names of parameters: legal, told apart, and none an item's.
    pub(super) fn parameters<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<String> {
        let mut used = HashSet::new();
        names
            .map(|name| {
                let mut name = local(name);
                // As an item's name it would be read as a pattern.
                while self.has(&name) || self.expected.contains(&name) || TAKEN.contains(&name.as_str()) {
                    name.push('_');
                }
                unique(name, &mut used)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interfaces_name_their_files() {
        for (name, file) in [
            ("IABLogon", "iab_logon"),
            ("IMAPIProp", "imapi_prop"),
            ("IMsgServiceAdmin2", "i_msg_service_admin2"),
            ("ITnef", "i_tnef"),
            ("IPSTX5", "ipstx5"),
            ("Mod", "mod_"),
            ("../../etc", "etc"),
        ] {
            assert_eq!(snake(name).trim_start_matches('_'), file);
        }
    }

    #[test]
    fn names_are_made_legal() {
        assert_eq!(local("type"), "r#type");
        assert_eq!(local("self"), "self_");
        assert_eq!(local(""), "unnamed");
        assert_eq!(item("None"), "None_");
        assert_eq!(item("3D"), "_3D");
        let claims = Claims::default();
        assert_eq!(claims.parameters(["a", "a", "type", "type"].into_iter()), ["a", "a2", "r#type", "type2"]);
    }

    #[test]
    fn a_parameter_does_not_become_a_pattern() {
        let mut claims = Claims::default();
        assert_eq!(claims.claim("ulFlags", "a.md", Some("1")), Claim::Granted);
        assert_eq!(claims.claim("ulFlags", "b.md", Some("1")), Claim::Same);
        assert_eq!(claims.claim("ulFlags", "b.md", Some("2")), Claim::Taken("a.md".into()));
        assert_eq!(claims.parameters(["ulFlags"].into_iter()), ["ulFlags_"]);
    }
}
