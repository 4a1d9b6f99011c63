//! A C type as the model spells it, taken apart.

/// `const BYTE *`: what it builds on and its pointers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CType {
    /// `BYTE`, `LPMAPIERROR`, `unsigned long`; empty where there is none.
    pub base: String,
    /// One entry a pointer, from the innermost out: whether what it points to is const.
    pub pointers: Vec<bool>,
}

/// Words that say nothing about the type's shape.
const NOISE: &[&str] =
    &["struct", "union", "enum", "FAR", "far", "NEAR", "near", "volatile", "IN", "OUT", "UNALIGNED"];

/// Pointers beyond this many are nobody's; the rest is dropped.
const MOST_POINTERS: usize = 8;

impl CType {
    /// Takes `text` apart. Never fails: what is no name and no `*` separates words.
    pub(super) fn split(text: &str) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut pointers = Vec::new();
        let mut pointee_const = false;
        for token in tokens(text) {
            match token {
                "*" | "&" if pointers.len() < MOST_POINTERS => {
                    pointers.push(std::mem::take(&mut pointee_const));
                }
                "*" | "&" => {}
                "const" | "CONST" => pointee_const = true,
                word if NOISE.contains(&word) => {}
                word if pointers.is_empty() => words.push(word),
                _ => {}
            }
        }
        Self { base: words.join(" "), pointers }
    }
}

/// Names, and the signs that matter, one by one.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let in_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|letter: char| !in_name(letter) && letter != '*' && letter != '&');
        let first = rest.chars().next()?;
        let end =
            if in_name(first) { rest.find(|letter: char| !in_name(letter)).unwrap_or(rest.len()) } else { 1 };
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_come_apart() {
        for (text, base, pointers) in [
            ("HRESULT", "HRESULT", &[][..]),
            ("const BYTE *", "BYTE", &[true][..]),
            ("BYTE const*", "BYTE", &[true][..]),
            ("LPMAPIERROR FAR *", "LPMAPIERROR", &[false][..]),
            ("VOID **", "VOID", &[false, false][..]),
            ("const char * const *", "char", &[true, true][..]),
            ("struct _ADRLIST *", "_ADRLIST", &[false][..]),
            ("unsigned long", "unsigned long", &[][..]),
            ("", "", &[][..]),
            ("\u{202E}*/", "", &[false][..]),
        ] {
            assert_eq!(CType::split(text), CType { base: base.into(), pointers: pointers.into() }, "{text}");
        }
    }
}
