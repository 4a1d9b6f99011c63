//! From a fence's code to its declarations, one statement at a time.

use super::clean::{self, Clean};
use super::ctype;
use super::defines::{self, Guid, Packing, Template};
use super::lex::{self, Kind, Part, Token};
use super::recover::{self, Call};
use super::tree::Source;
use super::{CType, Declaration, MacroCall, Oddity, Prototype, Signature};
use crate::span::Span;

/// A longer statement is no declaration that a page would show, and the grammar would take its time over it.
const LONGEST: usize = 32 * 1024;

/// Nor is one with more brackets inside one another. It bounds every recursion in this module.
const DEEPEST: usize = 48;

/// Words that only sample code starts a statement with.
const CONTROL: [&str; 14] = [
    "break", "case", "catch", "continue", "delete", "do", "else", "for", "goto", "if", "return", "switch",
    "try", "while",
];

/// An oddity that would tell of more tells of the first and counts the others.
const MOST_MESSAGES: usize = 3;

/// A fence that defines more macros uses the first ones only: each is looked for by going through all.
const MOST_TEMPLATES: usize = 64;

/// What a statement holds.
enum Reading {
    /// Declarations, and what was odd about them.
    Declared(Vec<Declaration>, Vec<Oddity>),
    /// A statement of sample code.
    Sample,
    /// Something else: a variable, a forward declaration, nothing C knows.
    Nothing,
}

/// Reads all declarations of a fence.
///
/// What is no declaration is passed over. Where nothing at all can be read, the one oddity says so.
pub fn parse(code: &str) -> Prototype {
    let tokens = lex::tokens(code);
    let mut fence = Fence::default();
    for part in lex::split(code, &tokens, clean::takes_arguments) {
        match part {
            Part::Directive(line) => fence.directive(line),
            Part::Statement(tokens) => fence.statement(code, tokens),
        }
    }
    fence.finish(code, &tokens)
}

/// What has been read so far.
#[derive(Default)]
struct Fence<'a> {
    packing: Packing,
    templates: Vec<Template<'a>>,
    /// Each with its oddity.
    found: Vec<(Declaration, Option<Oddity>)>,
    /// Oddities without a declaration.
    stray: Vec<Oddity>,
    is_sample: bool,
}

impl<'a> Fence<'a> {
    fn directive(&mut self, line: &Token<'a>) {
        self.packing.follow(line.text);
        if let Some(define) = defines::define(line) {
            let room = MOST_TEMPLATES.saturating_sub(self.templates.len());
            self.templates.extend(define.template.into_iter().take(room));
            self.found.push((define.declaration, define.oddity));
        }
    }

    fn statement(&mut self, code: &str, tokens: &[Token<'a>]) {
        match defines::guid(tokens, &self.templates) {
            Some(Guid::Known(declaration)) => return self.found.push((declaration, None)),
            Some(Guid::Unknown) => {
                let name = &tokens[0];
                let message = format!("`{}` does not give a GUID here", name.text);
                return self.stray.push(Oddity::at(name, message));
            }
            None => {}
        }
        match read(code, tokens, self.packing.current) {
            Reading::Declared(declarations, oddities) => {
                let mut oddity = merge(oddities);
                self.found.extend(declarations.into_iter().map(|declaration| (declaration, oddity.take())));
            }
            Reading::Sample => self.is_sample = true,
            Reading::Nothing => {}
        }
    }

    fn finish(mut self, code: &str, tokens: &[Token<'_>]) -> Prototype {
        if self.is_sample {
            // Among statements, what looks like a macro or a function without a type is a call.
            self.found.retain(|(declaration, _)| match declaration {
                Declaration::Macro(_) => false,
                Declaration::Signature(signature) => signature.return_type.is_some(),
                _ => true,
            });
        }
        if let Some((_, oddity)) = self.found.last_mut() {
            let last =
                tokens.last().filter(|last| last.kind == Kind::Directive && last.text.starts_with("#pragma"));
            let unended = last.filter(|last| oddity.is_none() && last.end == code.len());
            *oddity =
                oddity.take().or(unended.map(|last| Oddity::at(last, "no newline after the `#pragma`")));
        }
        let (declarations, oddities): (Vec<_>, Vec<_>) = self.found.into_iter().unzip();
        let mut oddities: Vec<_> = oddities.into_iter().flatten().chain(self.stray).collect();
        oddities.sort_by_key(|oddity| oddity.span);
        if declarations.is_empty() && oddities.is_empty() {
            let trimmed = code.len() - code.trim_start().len()..code.trim_end().len();
            let span = if trimmed.is_empty() { Span::new(0, code.len()) } else { trimmed.into() };
            oddities.push(Oddity { span, message: "nothing here could be read as a declaration".to_owned() });
        }
        Prototype { declarations, oddities }
    }
}

/// One oddity of several: the first, telling of all.
fn merge(mut oddities: Vec<Oddity>) -> Option<Oddity> {
    oddities.sort_by_key(|oddity| oddity.span);
    let mut messages: Vec<String> = Vec::new();
    for oddity in &oddities {
        if !messages.contains(&oddity.message) {
            messages.push(oddity.message.clone());
        }
    }
    if messages.len() > MOST_MESSAGES {
        let more = format!("and {} more places", messages.len() - 1);
        messages.truncate(1);
        messages.push(more);
    }
    oddities.first().map(|first| Oddity { span: first.span, message: messages.join("; ") })
}

/// Reads one statement.
fn read(code: &str, tokens: &[Token<'_>], packing: Option<u8>) -> Reading {
    let [first, .., last] = tokens else { return Reading::Nothing };
    if first.kind == Kind::Word && CONTROL.contains(&first.text) {
        return Reading::Sample;
    }
    if last.end - first.start > LONGEST || !is_balanced(tokens) {
        return Reading::Nothing;
    }
    let mut clean = clean::clean(code, tokens);
    let Some(word) = clean.tokens.iter().find(|token| !token.is("typedef")) else { return Reading::Nothing };
    let is_typedef = clean.tokens[0].is("typedef");
    let has_body = clean.tokens.iter().any(|token| token.is("{"));
    if has_body && matches!(word.text, "struct" | "union" | "enum") && is_record(&clean.tokens) {
        return record(code, clean, packing);
    }
    if let Some(call) = recover::call(&clean.tokens) {
        let oddities = std::mem::take(&mut clean.oddities);
        return signature(code, &clean, &call, oddities);
    }
    if is_typedef && !has_body {
        return typedef(code, clean);
    }
    let is_statement = |token: &Token<'_>| matches!(token.text, "=" | "{" | "." | "->");
    if clean.tokens.iter().any(is_statement) { Reading::Sample } else { Reading::Nothing }
}

/// Whether every bracket is closed by its like, and none lies too deep.
fn is_balanced(tokens: &[Token<'_>]) -> bool {
    let mut open = Vec::new();
    for token in tokens.iter().filter(|token| token.kind == Kind::Mark) {
        match token.text {
            "(" => open.push(")"),
            "[" => open.push("]"),
            "{" => open.push("}"),
            ")" | "]" | "}" if open.pop() != Some(token.text) => return false,
            _ => {}
        }
        if open.len() > DEEPEST {
            return false;
        }
    }
    open.is_empty()
}

/// Whether the body is a record's or an enumeration's, not that of a function that returns one.
fn is_record(tokens: &[Token<'_>]) -> bool {
    let head = tokens.split(|token| token.is("{")).next().unwrap_or_default();
    head.iter().all(|token| token.kind == Kind::Word || matches!(token.text, ":" | "::" | ","))
        && tokens.iter().all(|token| token.kind != Kind::Other)
}

fn record(code: &str, clean: Clean<'_>, packing: Option<u8>) -> Reading {
    let mut oddities = clean.oddities;
    let mended = recover::mend_record(&clean.tokens, &mut oddities);
    let mut source = Source::default();
    source.add_tokens(code, &mended);
    source.add(";");
    let Some(tree) = source.parse() else { return Reading::Nothing };
    oddities.extend(source.failure(&tree));
    match source.declarations(&tree, packing) {
        declarations if declarations.is_empty() => Reading::Nothing,
        declarations => Reading::Declared(declarations, oddities),
    }
}

fn typedef(code: &str, clean: Clean<'_>) -> Reading {
    let is_part = |token: &Token<'_>| {
        let mark = matches!(token.text, "*" | "," | "&" | "::" | "(" | ")" | "[" | "]" | "+" | "-");
        matches!(token.kind, Kind::Word | Kind::Number) || mark
    };
    if !clean.tokens.iter().all(is_part) {
        return Reading::Nothing;
    }
    let mut source = Source::default();
    source.add_tokens(code, &clean.tokens);
    source.add(";");
    let Some(tree) = source.parse() else { return Reading::Nothing };
    let mut oddities = clean.oddities;
    oddities.extend(source.failure(&tree));
    match source.declarations(&tree, None) {
        declarations if declarations.is_empty() => Reading::Nothing,
        declarations => Reading::Declared(declarations, oddities),
    }
}

fn signature(code: &str, clean: &Clean<'_>, call: &Call<'_, '_>, mut oddities: Vec<Oddity>) -> Reading {
    oddities.extend(call.oddities.iter().cloned());
    if call.is_macro() {
        let parameters = call.parameters.iter().map(|name| name[0].text.to_owned()).collect();
        let declaration = Declaration::Macro(MacroCall { name: call.name.text.to_owned(), parameters });
        return Reading::Declared(vec![declaration], oddities);
    }
    let mut signature = by_grammar(code, call).unwrap_or_else(|| by_tokens(call));
    if call.return_type.is_empty() {
        signature.return_type = None;
    }
    signature.is_callback = call.is_callback;
    signature.qualifier = (!call.qualifier.is_empty()).then(|| call.qualifier.join("::"));
    annotate(&mut signature, clean, call);
    Reading::Declared(vec![Declaration::Signature(signature)], oddities)
}

/// The signature as the grammar reads it. Written as a typedef it can be nothing but a declaration:
/// without, `T (F)(X)` is a call.
fn by_grammar(code: &str, call: &Call<'_, '_>) -> Option<Signature> {
    let mut source = Source::default();
    source.add("typedef ");
    if call.return_type.is_empty() {
        source.add("void");
    }
    source.add_tokens(code, &call.return_type);
    source.add(if call.is_callback { " (" } else { " " });
    source.add(&"*".repeat(call.stars));
    source.add_tokens(code, &[call.name]);
    source.add(if call.is_callback { ")(" } else { "(" });
    for (at, parameter) in call.parameters.iter().enumerate() {
        source.add(if at > 0 { "," } else { "" });
        source.add_tokens(code, parameter);
    }
    source.add(");");
    let tree = source.parse().filter(|tree| source.failure(tree).is_none())?;
    let Some(Declaration::Signature(signature)) = source.declarations(&tree, None).pop() else { return None };
    (signature.parameters.len() == call.parameters.len()).then_some(signature)
}

/// The signature as its tokens alone give it.
fn by_tokens(call: &Call<'_, '_>) -> Signature {
    let return_type: Option<CType> = ctype::declarator(&call.return_type).map(|declarator| declarator.ty);
    Signature {
        name: call.name.text.to_owned(),
        qualifier: None,
        return_type,
        parameters: call.parameters.iter().map(|parameter| recover::plain_parameter(parameter)).collect(),
        is_callback: call.is_callback,
    }
}

/// Gives each annotation to its parameter.
fn annotate(signature: &mut Signature, clean: &Clean<'_>, call: &Call<'_, '_>) {
    for annotation in clean.annotations.iter().filter(|annotation| annotation.start > call.open) {
        let spans = call.parameters.iter().map(|tokens| (tokens[0].start, tokens[tokens.len() - 1].end));
        let mut spans = spans.enumerate();
        let owner = if annotation.is_suffix {
            spans.rfind(|(_, (start, _))| *start < annotation.start)
        } else {
            spans.find(|(_, (_, end))| *end > annotation.start)
        };
        let parameter = owner.and_then(|(at, _)| signature.parameters.get_mut(at));
        if let Some(parameter) = parameter {
            let written = parameter.annotation.get_or_insert_default();
            written.push_str(if written.is_empty() { "" } else { " " });
            written.push_str(&annotation.text);
        }
    }
}
