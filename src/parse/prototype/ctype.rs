//! Types as C spells them, read from tokens and written out again.

use std::fmt;
use std::str::FromStr;

use super::CType;
use super::clean;
use super::lex::{self, Kind, Token};

/// The words that build an arithmetic type among themselves: `unsigned long int`.
const BUILTIN: [&str; 16] = [
    "__int16", "__int32", "__int64", "__int8", "bool", "char", "double", "float", "int", "long", "short",
    "signed", "unsigned", "void", "wchar_t", "size_t",
];

/// Whether a text is nothing but words of built-in types: `float`, `unsigned long`.
pub(crate) fn is_builtin_type(text: &str) -> bool {
    text.split(' ').all(is_builtin)
}

/// A longer text is no type.
const LONGEST: usize = 1024;

/// Words that no type or name can be.
const STATEMENT: [&str; 20] = [
    "break", "case", "catch", "continue", "default", "delete", "do", "else", "for", "goto", "if", "new",
    "return", "sizeof", "switch", "throw", "try", "typedef", "using", "while",
];

/// What a declarator says: a type and perhaps a name with dimensions.
pub(super) struct Declarator<'a> {
    /// The type.
    pub(super) ty: CType,
    /// The name; empty where there is none.
    pub(super) name: &'a str,
    /// Dimensions, as written.
    pub(super) array: Vec<String>,
    /// How many tokens it takes up.
    pub(super) length: usize,
}

impl CType {
    /// Reads a type without a name: `const BYTE *`. `None` where `text` is anything else.
    ///
    /// Calling conventions and `FAR` are left out, and `STDAPI` is `HRESULT`, as everywhere in this module.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let tokens = lex::tokens(text);
        let tokens = clean::clean(text, &tokens).tokens;
        let declarator = declarator(&tokens)?;
        let is_whole =
            declarator.length == tokens.len() && declarator.name.is_empty() && declarator.array.is_empty();
        is_whole.then_some(declarator.ty)
    }
}

/// The text is no C type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAType;

impl fmt::Display for NotAType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a C type")
    }
}

impl std::error::Error for NotAType {}

impl FromStr for CType {
    type Err = NotAType;

    /// As [`CType::parse`].
    ///
    /// # Errors
    ///
    /// The text is no type, or a type with a name.
    fn from_str(text: &str) -> Result<Self, NotAType> {
        Self::parse(text).ok_or(NotAType)
    }
}

impl fmt::Display for CType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_const {
            formatter.write_str("const ")?;
        }
        formatter.write_str(&self.base)?;
        let mut is_first = true;
        let mut after_const = false;
        for &is_const in &self.pointers {
            // `VOID **`, but `VOID * const *`.
            formatter.write_str(if is_first || after_const { " *" } else { "*" })?;
            formatter.write_str(if is_const { " const" } else { "" })?;
            (is_first, after_const) = (false, is_const);
        }
        Ok(())
    }
}

/// Whether the word belongs to C's own arithmetic types.
fn is_builtin(word: &str) -> bool {
    BUILTIN.contains(&word)
}

/// Whether the token may name something that is declared.
pub(super) fn is_name(token: &Token<'_>) -> bool {
    let is_type_word =
        is_builtin(token.text) || matches!(token.text, "const" | "volatile" | "struct" | "union" | "enum");
    token.kind == Kind::Word && !is_type_word && !STATEMENT.contains(&token.text)
}

/// Reads a type, a name and dimensions off the front of the tokens; `None` where they do not start with a type.
pub(super) fn declarator<'a>(tokens: &[Token<'a>]) -> Option<Declarator<'a>> {
    let mut ty = CType::default();
    let mut at = base(tokens, &mut ty)?;
    while let Some(token) = tokens.get(at) {
        match token.text {
            "*" | "&" if token.kind == Kind::Mark => ty.pointers.push(false),
            "const" => match ty.pointers.last_mut() {
                Some(pointer) => *pointer = true,
                None => ty.is_const = true,
            },
            "volatile" => {}
            _ => break,
        }
        at += 1;
    }
    let name = tokens.get(at).filter(|token| is_name(token)).map_or("", |token| token.text);
    at += usize::from(!name.is_empty());
    let mut array = Vec::new();
    while tokens.get(at).is_some_and(|token| token.is("[")) {
        let close = clean::closing(tokens, at)?;
        array.push(tokens[at + 1..close].iter().map(|token| token.text).collect::<Vec<_>>().join(" "));
        at = close + 1;
    }
    Some(Declarator { ty, name, array, length: at })
}

/// Reads the name that a type builds on, with what may stand before it; the index after it.
fn base(tokens: &[Token<'_>], ty: &mut CType) -> Option<usize> {
    let mut at = 0;
    while let Some(token) = tokens.get(at).filter(|token| token.kind == Kind::Word) {
        match token.text {
            "const" => ty.is_const = true,
            "volatile" | "struct" | "union" | "enum" | "class" if ty.base.is_empty() => {}
            word if is_builtin(word) => {
                if !ty.base.is_empty() {
                    ty.base.push(' ');
                }
                ty.base.push_str(word);
            }
            _ => break,
        }
        at += 1;
    }
    if ty.base.is_empty() {
        let first = tokens.get(at).filter(|token| is_name(token))?;
        ty.base.push_str(first.text);
        at += 1;
        while let Some([colons, name]) =
            tokens.get(at..at + 2).filter(|pair| pair[0].is("::") && is_name(&pair[1]))
        {
            ty.base.push_str(colons.text);
            ty.base.push_str(name.text);
            at += 2;
        }
    }
    Some(at)
}
