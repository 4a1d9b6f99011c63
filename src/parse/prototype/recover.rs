//! Finds the parts of a declaration in its tokens and mends what its author got wrong, so that the grammar can read it.

use super::clean::{closing, unfuse};
use super::ctype::{self, Declarator};
use super::lex::{Kind, Token};
use super::{Oddity, Parameter};
use crate::span::Span;

/// A declaration of a function's shape.
pub(super) struct Call<'t, 'a> {
    /// The return type; empty where there is none.
    pub(super) return_type: Vec<Token<'a>>,
    /// The qualifier's words, innermost last.
    pub(super) qualifier: Vec<&'a str>,
    /// The name.
    pub(super) name: Token<'a>,
    /// The stars in `(* NAME)`; 0 elsewhere.
    pub(super) stars: usize,
    /// Whether it declares the type of a function or of a pointer to one.
    pub(super) is_callback: bool,
    /// The parameters' tokens; none for `()` and `(void)`.
    pub(super) parameters: Vec<&'t [Token<'a>]>,
    /// Where the parameter list starts in the code.
    pub(super) open: usize,
    /// What was odd, as it turned up.
    pub(super) oddities: Vec<Oddity>,
}

impl Oddity {
    /// An oddity at a token.
    pub(super) fn at(token: &Token<'_>, message: impl Into<String>) -> Self {
        Self { span: Span::new(token.start, token.end), message: message.into() }
    }
}

impl Call<'_, '_> {
    /// Whether this is `NAME(a, b)`, a macro: nothing tells the type of anything.
    ///
    /// A macro page may give a return type all the same; then only the underscores that mark macro parameters tell.
    pub(super) fn is_macro(&self) -> bool {
        let is_bare = |parameter: &&[Token<'_>]| matches!(parameter, [one] if ctype::is_name(one));
        let is_marked = |parameter: &&[Token<'_>]| parameter[0].text.starts_with('_');
        let names = &self.parameters;
        let shape =
            !self.is_callback && self.qualifier.is_empty() && !names.is_empty() && names.iter().all(is_bare);
        shape && (self.return_type.is_empty() || names.iter().all(is_marked))
    }
}

/// The parts of a function's declaration, mended; `None` where the tokens are anything else, a call or a definition say.
pub(super) fn call<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<Call<'t, 'a>> {
    let is_typedef = tokens.first()?.is("typedef");
    let tokens = &tokens[usize::from(is_typedef)..];
    let mut open = tokens.iter().position(|token| token.is("("))?;
    let mut close = closing(tokens, open)?;
    let head = &tokens[..open];
    let mut call = if tokens.get(close + 1).is_some_and(|next| next.is("(")) {
        let call = parenthesised(head, &tokens[open + 1..close])?;
        open = close + 1;
        close = closing(tokens, open)?;
        call
    } else {
        named(head)?
    };
    call.is_callback |= is_typedef;
    let is_tail = |token: &Token<'_>| matches!(token.text, "const" | "=" | "0" | "override" | "noexcept");
    if !tokens[close + 1..].iter().all(is_tail) {
        return None;
    }
    call.open = tokens[open].start;
    call.mend_return_type()?;
    call.parameters = mend_parameters(&tokens[open + 1..close], &mut call.oddities)?;
    if call.return_type.is_empty() && !call.is_macro() {
        call.oddities.insert(0, Oddity::at(&call.name, "the declaration has no return type"));
    }
    Some(call)
}

/// `T (X)` or `T (* X)`, its parameters to follow.
fn parenthesised<'t, 'a>(head: &[Token<'a>], inside: &[Token<'a>]) -> Option<Call<'t, 'a>> {
    let (name, before) = inside.split_last().filter(|(name, _)| ctype::is_name(name))?;
    let stars = before.iter().filter(|token| token.is("*")).count();
    let is_pointer = before.iter().all(|token| matches!(token.text, "*" | "const" | "volatile"));
    (is_pointer && !head.is_empty()).then(|| Call {
        return_type: head.to_vec(),
        qualifier: Vec::new(),
        name: *name,
        stars,
        is_callback: true,
        parameters: Vec::new(),
        open: 0,
        oddities: Vec::new(),
    })
}

/// `T A::X` or `X`.
fn named<'t, 'a>(head: &[Token<'a>]) -> Option<Call<'t, 'a>> {
    let (name, mut before) = head.split_last().filter(|(name, _)| ctype::is_name(name))?;
    let mut qualifier = Vec::new();
    while let [rest @ .., scope, colons] = before {
        if !colons.is("::") || !ctype::is_name(scope) {
            break;
        }
        qualifier.insert(0, scope.text);
        before = rest;
    }
    Some(Call {
        return_type: before.to_vec(),
        qualifier,
        name: *name,
        stars: 0,
        is_callback: false,
        parameters: Vec::new(),
        open: 0,
        oddities: Vec::new(),
    })
}

impl Call<'_, '_> {
    /// Takes a return type off the name that an author fused it with; `None` where what stands there is no type.
    fn mend_return_type(&mut self) -> Option<()> {
        if self.return_type.is_empty() {
            if let Some((ty, name)) = unfuse(self.name.text) {
                let message = format!("the return type `{ty}` and the name `{name}` are written as one word");
                self.oddities.push(Oddity::at(&self.name, message));
                self.return_type.push(Token { text: ty, end: self.name.start + ty.len(), ..self.name });
                self.name = Token { text: name, start: self.name.start + ty.len(), ..self.name };
            }
            return Some(());
        }
        let declarator = ctype::declarator(&self.return_type)?;
        (declarator.length == self.return_type.len() && declarator.name.is_empty()).then_some(())
    }
}

/// Cuts a parameter list at its commas, and where one is missing; `None` where it holds anything but parameters.
fn mend_parameters<'t, 'a>(
    tokens: &'t [Token<'a>],
    oddities: &mut Vec<Oddity>,
) -> Option<Vec<&'t [Token<'a>]>> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0);
    for at in 0..=tokens.len() {
        let token = tokens.get(at);
        depth += token.map_or(0, Token::nesting);
        if depth > 0 || token.is_some_and(|token| !token.is(",")) {
            continue;
        }
        let mut rest = &tokens[start..at];
        start = at + 1;
        if rest.is_empty() && !tokens.is_empty() {
            // The comma before the end, or the first of two.
            let comma = token.unwrap_or_else(|| &tokens[at - 1]);
            let place = if at == tokens.len() {
                "a comma follows the last parameter"
            } else {
                "a parameter is missing"
            };
            oddities.push(Oddity::at(comma, place));
        }
        while !rest.is_empty() {
            let length = parameter_length(rest)?;
            if length < rest.len() {
                let next = &rest[length];
                let name = rest[length - 1].text;
                let message =
                    format!("a comma is missing between the parameters `{name}` and `{}`", next.text);
                oddities.push(Oddity { span: Span::new(rest[length - 1].start, next.end), message });
            }
            found.push(&rest[..length]);
            rest = &rest[length..];
        }
    }
    if matches!(found.as_slice(), [[one]] if one.is("void")) {
        found.clear();
    }
    repeated_names(&found, oddities);
    Some(found)
}

/// How many tokens the parameter takes up that they start with; fewer than all only where the rest may be another one.
fn parameter_length(tokens: &[Token<'_>]) -> Option<usize> {
    if matches!(tokens, [one] if one.is("...")) {
        return Some(1);
    }
    let declarator = ctype::declarator(tokens)?;
    let Some(next) = tokens.get(declarator.length) else { return Some(tokens.len()) };
    let is_value = next.is("=") && !declarator.name.is_empty();
    let starts_another = next.kind == Kind::Word && !declarator.name.is_empty();
    if starts_another {
        return Some(declarator.length);
    }
    (is_value || is_function_pointer(&tokens[declarator.length..])).then_some(tokens.len())
}

/// Whether the tokens are `(* name)(…)`.
fn is_function_pointer(tokens: &[Token<'_>]) -> bool {
    let [open, star, ..] = tokens else { return false };
    let inner = closing(tokens, 0).filter(|_| open.is("(") && star.is("*"));
    let last = inner
        .filter(|&at| tokens.get(at + 1).is_some_and(|next| next.is("(")))
        .and_then(|at| closing(tokens, at + 1));
    last == Some(tokens.len() - 1)
}

/// Tells of a name that two parameters share.
fn repeated_names(parameters: &[&[Token<'_>]], oddities: &mut Vec<Oddity>) {
    let mut names: Vec<&str> = Vec::new();
    for parameter in parameters.iter().filter(|parameter| parameter.len() > 1) {
        let Some(Declarator { name, length, array, .. }) = ctype::declarator(parameter) else { continue };
        if !name.is_empty() && names.contains(&name) {
            let at = if array.is_empty() { length - 1 } else { 0 };
            oddities.push(Oddity::at(&parameter[at], format!("two parameters have the name `{name}`")));
        }
        names.push(name);
    }
}

/// A structure's, union's or enumeration's tokens, mended.
pub(super) fn mend_record<'a>(tokens: &[Token<'a>], oddities: &mut Vec<Oddity>) -> Vec<Token<'a>> {
    let mut mended: Vec<Token<'a>> = Vec::with_capacity(tokens.len() + 4);
    // Whether each open brace is a structure's or union's; where its current field starts in `mended`.
    let mut open: Vec<(bool, usize)> = Vec::new();
    // The name of an inner record that lacks the `;` behind it.
    let mut own_name = None;
    for (at, token) in tokens.iter().enumerate() {
        match (token.text, open.last().copied()) {
            ("{", outer) => {
                let start = outer.map_or(0, |(_, start)| start);
                let is_enum = mended[start..].iter().any(|token| token.is("enum"));
                mended.push(*token);
                open.push((!is_enum, mended.len()));
                continue;
            }
            ("}", Some((true, start))) if mended.len() > start => {
                end_field(&mut mended, start, None, oddities);
            }
            (";", Some((true, start))) => {
                end_field(&mut mended, start, Some(*token), oddities);
                set_start(&mut open, mended.len());
                continue;
            }
            _ => {}
        }
        mended.push(*token);
        if own_name == Some(at) {
            oddities.push(Oddity::at(token, "no `;` after the field"));
            mended.push(semicolon(token));
            set_start(&mut open, mended.len());
        }
        if token.is("}") {
            open.pop();
            if !open.last().is_some_and(|outer| outer.0) {
                continue;
            }
            // Three words: the record's own name, then the type and the name of the next field.
            if tokens[at + 1..].iter().take(3).filter(|token| token.kind == Kind::Word).count() == 3 {
                own_name = Some(at + 1);
            } else if is_next_field(&tokens[at + 1..]) {
                oddities.push(Oddity::at(token, "no `;` after the `}`"));
                mended.push(semicolon(token));
                set_start(&mut open, mended.len());
            }
        }
    }
    mended
}

fn set_start(open: &mut [(bool, usize)], start: usize) {
    if let Some(innermost) = open.last_mut() {
        innermost.1 = start;
    }
}

/// Whether a type and a name follow an inner record, not the record's own name.
fn is_next_field(tokens: &[Token<'_>]) -> bool {
    let [first, second, ..] = tokens else { return tokens.first().is_some_and(|token| token.is("}")) };
    first.is("}") || first.kind == Kind::Word && (second.kind == Kind::Word || second.is("*"))
}

/// A `;` that the code lacks, behind `token`.
fn semicolon<'a>(token: &Token<'a>) -> Token<'a> {
    Token { kind: Kind::Mark, text: ";", start: token.end, end: token.end }
}

/// Ends the field that starts at `start` with its `;`, mending what it lacks.
fn end_field<'a>(
    mended: &mut Vec<Token<'a>>,
    start: usize,
    end: Option<Token<'a>>,
    oddities: &mut Vec<Oddity>,
) {
    let mut from = start;
    // An inner record was mended when its own fields ended.
    while !mended[from..].iter().any(|token| token.is("{")) {
        let field = &mended[from..];
        if let [only] = field {
            if let Some((ty, name)) = unfuse(only.text).filter(|_| only.kind == Kind::Word) {
                let only = *only;
                let message =
                    format!("the type `{ty}` and the name `{name}` of a field are written as one word");
                oddities.push(Oddity::at(&only, message));
                mended[from] = Token { text: ty, end: only.start + ty.len(), ..only };
                mended.push(Token { text: name, start: only.start + ty.len(), ..only });
            } else {
                oddities.push(Oddity::at(only, "a field has a type or a name, but not both"));
            }
            break;
        }
        let Some(declarator) = ctype::declarator(field).filter(|declarator| !declarator.name.is_empty())
        else {
            break;
        };
        let length = declarator.length;
        if field.get(length).is_none_or(|next| next.kind != Kind::Word) {
            break;
        }
        let last = field[length - 1];
        oddities.push(Oddity::at(&last, "no `;` after the field"));
        mended.insert(from + length, semicolon(&last));
        from += length + 1;
    }
    let Some(last) = mended.last().copied() else { return };
    if end.is_none() {
        oddities.push(Oddity::at(&last, "no `;` after the last field"));
    }
    mended.push(end.unwrap_or_else(|| semicolon(&last)));
}

/// The type and name that a parameter's tokens give where the grammar could not read them.
pub(super) fn plain_parameter(tokens: &[Token<'_>]) -> Parameter {
    let Some(Declarator { ty, name, array, .. }) = ctype::declarator(tokens) else {
        return Parameter::default();
    };
    Parameter { name: name.to_owned(), ty, array, ..Parameter::default() }
}
