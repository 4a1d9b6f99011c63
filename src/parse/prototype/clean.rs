//! Takes from the tokens what only a Windows compiler needs to know: calling conventions, `FAR`, annotations.
//!
//! The macros come from `windows.h` and `sal.h`, not from any one API; they stand in one table.

use super::Oddity;
use super::lex::{Kind, Token};

/// What a macro means for a declaration's type.
#[derive(Clone, Copy)]
enum Macro {
    /// Nothing.
    Nothing,
    /// Nothing, and neither do its arguments.
    NothingWithArguments,
    /// Another word.
    Word(&'static str),
    /// Its only argument: `STDAPI_(ULONG)`.
    Argument,
    /// Its only argument, the name of a method that returns the given type: `STDMETHOD(Close)`.
    Method(&'static str),
    /// Its arguments, type and name: `STDMETHOD_(ULONG, Close)`.
    TypeAndName,
    /// A note on the parameter that follows or ends with it; an ordinary name outside a parameter list.
    Annotation,
    /// A note of `sal.h`, perhaps with arguments.
    Sal,
}

/// The macros of `windows.h`, and the storage classes, which say nothing about a type either.
const MACROS: &[(&str, Macro)] = &[
    ("APIENTRY", Macro::Nothing),
    ("APIPRIVATE", Macro::Nothing),
    ("CALLBACK", Macro::Nothing),
    ("CONST", Macro::Word("const")),
    ("EXTERN_C", Macro::Nothing),
    ("FAR", Macro::Nothing),
    ("IN", Macro::Annotation),
    ("NEAR", Macro::Nothing),
    ("OPTIONAL", Macro::Annotation),
    ("OUT", Macro::Annotation),
    ("PASCAL", Macro::Nothing),
    ("PURE", Macro::Nothing),
    ("STDAPI", Macro::Word("HRESULT")),
    ("STDAPICALLTYPE", Macro::Nothing),
    ("STDAPIVCALLTYPE", Macro::Nothing),
    ("STDAPI_", Macro::Argument),
    ("STDMETHOD", Macro::Method("HRESULT")),
    ("STDMETHODCALLTYPE", Macro::Nothing),
    ("STDMETHODIMP", Macro::Word("HRESULT")),
    ("STDMETHODIMP_", Macro::Argument),
    ("STDMETHOD_", Macro::TypeAndName),
    ("THIS", Macro::Nothing),
    ("THIS_", Macro::Nothing),
    ("UNALIGNED", Macro::Nothing),
    ("WINAPI", Macro::Nothing),
    ("WINAPIV", Macro::Nothing),
    ("__attribute__", Macro::NothingWithArguments),
    ("__cdecl", Macro::Nothing),
    ("__declspec", Macro::NothingWithArguments),
    ("__fastcall", Macro::Nothing),
    ("__stdcall", Macro::Nothing),
    ("_cdecl", Macro::Nothing),
    ("_stdcall", Macro::Nothing),
    ("extern", Macro::Nothing),
    ("inline", Macro::Nothing),
    ("static", Macro::Nothing),
    ("virtual", Macro::Nothing),
];

/// The families of SAL annotations: `__in_z`, `_In_opt_`, `_Outptr_result_maybenull_`.
const SAL: [&str; 14] = [
    "at", "check", "deref", "ecount", "field", "in", "inout", "out", "outptr", "post", "pre", "reserved",
    "ret", "success",
];

/// Types whose name authors have fused with what follows, the longer of two before the shorter.
const FUSIBLE: [&str; 16] = [
    "ULONG_PTR",
    "DWORD_PTR",
    "HRESULT",
    "LPVOID",
    "LPWSTR",
    "USHORT",
    "LPSTR",
    "DWORD",
    "SCODE",
    "ULONG",
    "BOOL",
    "BYTE",
    "LONG",
    "UINT",
    "VOID",
    "WORD",
];

/// A note on a parameter.
pub(super) struct Annotation {
    /// As written.
    pub(super) text: String,
    /// Where it starts in the code.
    pub(super) start: usize,
    /// Whether it ends its parameter: `LPVOID p OPTIONAL`.
    pub(super) is_suffix: bool,
}

/// The tokens that say what is declared.
pub(super) struct Clean<'a> {
    /// The tokens, substitutes in place of macros; spans are those of what they stand for.
    pub(super) tokens: Vec<Token<'a>>,
    /// Annotations of parameters.
    pub(super) annotations: Vec<Annotation>,
    /// What was odd.
    pub(super) oddities: Vec<Oddity>,
}

/// Whether parentheses after `word` are its arguments and not a parameter list.
pub(super) fn takes_arguments(word: &str) -> bool {
    let with_arguments = |meaning| {
        matches!(
            meaning,
            Macro::NothingWithArguments | Macro::Argument | Macro::Method(_) | Macro::TypeAndName
        )
    };
    lookup(word).is_some_and(with_arguments) || is_sal(word)
}

/// Splits a word that fuses a type with a name: `HRESULTClose` into `HRESULT` and `Close`.
///
/// What follows the type must hold a lower-case letter, or `ULONGLONG` would come apart.
pub(super) fn unfuse(word: &str) -> Option<(&str, &str)> {
    FUSIBLE.iter().find_map(|ty| {
        let name = word.strip_prefix(ty)?;
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.contains(|letter: char| letter.is_ascii_lowercase());
        is_name.then(|| word.split_at(ty.len()))
    })
}

fn lookup(word: &str) -> Option<Macro> {
    MACROS.iter().find(|(name, _)| *name == word).map(|&(_, meaning)| meaning)
}

/// Whether `word` is an annotation of `sal.h`, old (`__out_opt`) or new (`_Out_opt_`).
fn is_sal(word: &str) -> bool {
    let body = match word.strip_prefix("__") {
        Some(body) if body.starts_with(|first: char| first.is_ascii_lowercase()) => body,
        Some(_) => return false,
        None => match word.strip_prefix('_') {
            Some(body)
                if body.ends_with('_') && body.starts_with(|first: char| first.is_ascii_uppercase()) =>
            {
                body
            }
            _ => return false,
        },
    };
    let family = body.split('_').next().unwrap_or_default();
    SAL.iter().any(|known| known.eq_ignore_ascii_case(family))
}

/// What the word means, if it is one of the macros or annotations.
fn meaning(token: &Token<'_>) -> Option<Macro> {
    let sal = || is_sal(token.text).then_some(Macro::Sal);
    (token.kind == Kind::Word).then(|| lookup(token.text).or_else(sal)).flatten()
}

/// The tokens of one statement without what the tables name.
pub(super) fn clean<'a>(code: &str, tokens: &[Token<'a>]) -> Clean<'a> {
    let mut clean =
        Clean { tokens: Vec::with_capacity(tokens.len()), annotations: Vec::new(), oddities: Vec::new() };
    // The closing parentheses and commas of macros whose arguments stay.
    let mut dropped: Vec<usize> = Vec::new();
    let mut parentheses = 0_i32;
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        parentheses += i32::from(token.is("(")) - i32::from(token.is(")"));
        let meaning = meaning(&token);
        let has_arguments = meaning.is_some() && tokens.get(at + 1).is_some_and(|next| next.is("("));
        let close = if has_arguments { closing(tokens, at + 1) } else { None };
        at = match (meaning, close) {
            _ if token.kind == Kind::Directive || dropped.contains(&at) => at + 1,
            (Some(Macro::Nothing), _) => skip_linkage(tokens, at),
            (Some(Macro::NothingWithArguments), close) => close.unwrap_or(at) + 1,
            (Some(Macro::Word(word)), _) => clean.substitute(token, word, at),
            (Some(Macro::Argument), Some(close)) => {
                dropped.push(close);
                at + 2
            }
            (Some(Macro::TypeAndName), Some(close)) => {
                dropped.push(close);
                dropped.extend((at + 2..close).rev().find(|&inner| tokens[inner].is(",")));
                at + 2
            }
            (Some(Macro::Method(ty)), Some(close)) => {
                dropped.push(close);
                clean.substitute(token, ty, at) + 1
            }
            (Some(Macro::Annotation), _) if parentheses > 0 => clean.annotate(code, tokens, at, at),
            (Some(Macro::Sal), close) => clean.annotate(code, tokens, at, close.unwrap_or(at)),
            _ => {
                clean.tokens.push(token);
                at + 1
            }
        };
    }
    clean
}

impl<'a> Clean<'a> {
    /// Puts `word` in the place of the token at `at`; the index after it.
    fn substitute(&mut self, token: Token<'a>, word: &'static str, at: usize) -> usize {
        if word == "const" {
            self.oddities.push(Oddity::at(&token, format!("`{}` stands for `const`", token.text)));
        }
        self.tokens.push(Token { text: word, ..token });
        at + 1
    }

    /// Notes the annotation that the tokens `first..=last` make; the index after it.
    fn annotate(&mut self, code: &str, tokens: &[Token<'a>], first: usize, last: usize) -> usize {
        let text = &code[tokens[first].start..tokens[last].end];
        if self.annotations.is_empty() {
            let message = format!("the declaration holds SAL annotations such as `{text}`");
            self.oddities.push(Oddity::at(&tokens[first], message));
        }
        let is_suffix = tokens.get(last + 1).is_none_or(|next| next.is(",") || next.is(")"));
        let start = tokens[first].start;
        self.annotations.push(Annotation { text: text.to_owned(), start, is_suffix });
        last + 1
    }
}

/// The token after the word at `at`, past the `"C"` of an `extern "C"`.
fn skip_linkage(tokens: &[Token<'_>], at: usize) -> usize {
    let has_language =
        tokens[at].text == "extern" && tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Text);
    at + 1 + usize::from(has_language)
}

/// The index of the bracket that closes the one at `open`.
pub(super) fn closing(tokens: &[Token<'_>], open: usize) -> Option<usize> {
    let mut depth = 0;
    tokens.iter().enumerate().skip(open).find_map(|(at, token)| {
        depth += token.nesting();
        (depth == 0).then_some(at)
    })
}
