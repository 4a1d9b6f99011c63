//! Statements: where one declaration of a header ends and the next begins.

use super::token::{self, Kind, Token};

/// A declaration's tokens, its `;` left out.
pub(super) struct Statement<'t, 'a> {
    /// The tokens, at least one.
    pub(super) tokens: &'t [Token<'a>],
    /// The `n` of the `#pragma pack(n)` in force at its start.
    pub(super) packing: Option<u8>,
}

/// Cuts tokens into statements. `packing` gives what is in force from which token on, in order.
///
/// The braces of `extern "C"` and of a namespace are looked through; a function's body ends its statement.
pub(super) fn split<'t, 'a>(
    tokens: &'t [Token<'a>],
    packing: &[(usize, Option<u8>)],
) -> Vec<Statement<'t, 'a>> {
    let mut found = Vec::new();
    let mut flush = |start: usize, end: usize| {
        if start < end {
            let in_force = packing.partition_point(|&(from, _)| from <= start).checked_sub(1);
            let packing = in_force.and_then(|at| packing[at].1);
            found.push(Statement { tokens: &tokens[start..end], packing });
        }
    };
    let (mut at, mut start, mut depth) = (0, 0, 0_i32);
    let mut is_body = false;
    while let Some(token) = tokens.get(at) {
        if depth == 0 {
            let scope = scope(&tokens[at..]);
            if scope > 0 || at > start && begins(&tokens[at..]) {
                flush(start, at);
                start = at + scope;
                at = start;
                // The token that begins a statement is looked at below.
                if scope > 0 {
                    continue;
                }
            }
            if token.is("}") || token.is(";") {
                flush(start, at);
                at += 1;
                start = at;
                continue;
            }
            is_body = token.is("{") && at > start && tokens[at - 1].is(")") && !is_interface(&tokens[start]);
        }
        depth = (depth + token.nesting()).max(0);
        at += 1;
        let ends = is_body && token.is("}") || token.is(")") && is_guid(&tokens[start]);
        if depth == 0 && ends {
            if !is_body {
                flush(start, at);
            }
            start = at;
        }
    }
    flush(start, tokens.len());
    found
}

/// The length of `extern "C" {` or `namespace X {` at the front.
fn scope(tokens: &[Token<'_>]) -> usize {
    match tokens {
        [word, language, open, ..] if word.is("extern") && language.kind == Kind::Text && open.is("{") => 3,
        [word, name, open, ..] if word.is("namespace") && name.is_word() && open.is("{") => 3,
        _ => 0,
    }
}

/// Whether a statement begins here whatever stands before: an unknown macro without a `;` must not take it along.
fn begins(tokens: &[Token<'_>]) -> bool {
    tokens.first().is_some_and(|first| first.is("typedef") || is_guid(first) || is_interface(first))
}

/// Whether the word is that of a macro that declares an interface.
pub(super) fn is_interface(token: &Token<'_>) -> bool {
    token.is_word() && (token.text.starts_with("DECLARE_INTERFACE") || token.text == "MIDL_INTERFACE")
}

/// Whether the word is that of a macro that defines a GUID.
pub(super) fn is_guid(token: &Token<'_>) -> bool {
    token.is_word() && token.text.starts_with("DEFINE_") && token.text.ends_with("GUID")
}

/// The statements of a class's body: its members without access labels; bodies of functions are dropped.
pub(super) fn members<'t, 'a>(body: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    let statements = split(body, &[]).into_iter().map(|statement| statement.tokens);
    let members = statements.map(|mut tokens| {
        while let [label, colon, rest @ ..] = tokens
            && matches!(label.text.as_ref(), "public" | "protected" | "private")
            && colon.is(":")
        {
            tokens = rest;
        }
        tokens
    });
    members.filter(|tokens| !tokens.is_empty()).collect()
}

/// The token that names what a statement declares, else its first.
pub(super) fn naming<'t, 'a>(tokens: &'t [Token<'a>], name: &str) -> Option<&'t Token<'a>> {
    tokens.iter().find(|token| token.is_word() && token.text == name).or_else(|| tokens.first())
}

/// The text of a statement for the reader of declarations, which knows C: there `class` is a name, and `interface`,
/// which Windows makes a `struct`, is one too.
pub(super) fn text(tokens: &[Token<'_>], packing: Option<u8>) -> String {
    let packing = packing.map(|packing| format!("#pragma pack({packing})\n")).unwrap_or_default();
    let mut words: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match token.text.as_ref() {
            "class" if words.last().is_some_and(|last| last.is("enum")) => {}
            "interface" => words.push(token.with(Kind::Word, "struct".to_owned())),
            _ => words.push(token.clone()),
        }
    }
    format!("{packing}{};", token::spell(&words))
}
