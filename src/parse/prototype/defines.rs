//! Preprocessor lines, and the macros and constants that make GUIDs.

use super::lex::{self, Kind, Token};
use super::{Declaration, MacroCall, Oddity};
use crate::span::Span;

/// A `#define` with parameters, kept because it may make GUIDs: `#define DEFINE_XGUID(n, l) DEFINE_GUID(n, l, …)`.
pub(super) struct Template<'a> {
    /// Its name.
    name: &'a str,
    /// Its parameters.
    parameters: Vec<&'a str>,
    /// Its replacement.
    body: Vec<Token<'a>>,
}

/// No GUID takes more tokens. Without a limit, arguments put into a long replacement could fill the memory.
const LONGEST: usize = 64;

/// What a `#define` line says.
pub(super) struct Define<'a> {
    /// The constant or macro.
    pub(super) declaration: Declaration,
    /// Its replacement as a template, where it has parameters.
    pub(super) template: Option<Template<'a>>,
    /// What was odd.
    pub(super) oddity: Option<Oddity>,
}

/// Reads a `#define` line; `None` for any other directive and for a `#define` without a name.
pub(super) fn define<'a>(line: &Token<'a>) -> Option<Define<'a>> {
    let text = directive(line.text, "define")?;
    let tokens = lex::tokens(text);
    let name = tokens.first().filter(|token| token.kind == Kind::Word)?;
    let base = line.end - text.len();
    let is_call = tokens.get(1).is_some_and(|next| next.is("(") && next.start == name.end);
    if let Some((parameters, body)) = is_call.then(|| parameter_names(&tokens[2..])).flatten() {
        let call = MacroCall {
            name: name.text.to_owned(),
            parameters: parameters.iter().map(|&name| name.to_owned()).collect(),
        };
        let template = Template { name: name.text, parameters, body: body.to_vec() };
        return Some(Define {
            declaration: Declaration::Macro(call),
            template: Some(template),
            oddity: None,
        });
    }
    let span = |start: usize, end: usize| Span::new(base + start, base + end);
    let odd = |span, message: &str| Some(Oddity { span, message: message.to_owned() });
    let fused = "no space between the name and the value of the `#define`";
    let mut value = without_comments(text, name.end);
    let mut name_text = name.text;
    let mut oddity = is_call.then(|| odd(span(name.start, name.end + 1), fused)).flatten();
    if let Some(cut) = fused_number(name.text).filter(|_| value.is_empty()) {
        (name_text, value) = (&name.text[..cut], name.text[cut..].to_owned());
        oddity = odd(span(name.start, name.end), fused);
    } else if let Some(number) = tokens.get(1).filter(|token| token.kind == Kind::Number) {
        let length = number_length(number.text);
        if length < number.text.len() {
            value.truncate(length);
            oddity = odd(
                span(number.start + length, text.trim_end().len()),
                "text follows the value of the `#define`",
            );
        }
    }
    let declaration = Declaration::Define { name: name_text.to_owned(), value };
    Some(Define { declaration, template: None, oddity })
}

/// What follows `#name` on a directive's line.
fn directive<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let rest = line.strip_prefix('#')?.trim_start().strip_prefix(name)?;
    rest.starts_with(|next: char| !next.is_ascii_alphanumeric() && next != '_').then_some(rest)
}

/// `a, b)` and what follows; `None` where that is no parameter list.
fn parameter_names<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(Vec<&'a str>, &'t [Token<'a>])> {
    let close = tokens.iter().position(|token| token.is(")"))?;
    let names: Vec<_> = tokens[..close].split(|token| token.is(",")).collect();
    let body = &tokens[close + 1..];
    if close == 0 {
        return Some((Vec::new(), body));
    }
    let is_name = |name: &&[Token<'_>]| matches!(name, [one] if one.kind == Kind::Word || one.is("..."));
    names.iter().all(is_name).then(|| (names.iter().map(|name| name[0].text).collect(), body))
}

/// The text from `start` on, its comments and line ends as one space each.
fn without_comments(text: &str, start: usize) -> String {
    let mut kept = String::new();
    let mut last = start;
    for token in lex::tokens(&text[start..]) {
        let (begin, end) = (start + token.start, start + token.end);
        let gap = &text[last..begin];
        kept.push_str(if gap.trim().is_empty() && !gap.contains('\n') { gap } else { " " });
        // A backslash before a line's end joins lines.
        kept.push_str(if token.text == "\\" { " " } else { &text[begin..end] });
        last = end;
    }
    kept.trim().to_owned()
}

/// Where the hexadecimal number starts that a name ends with: `kMeeting0x0026`.
fn fused_number(name: &str) -> Option<usize> {
    let cut = name.rfind("0x").filter(|&cut| cut > 0)?;
    let digits = &name[cut + 2..];
    (!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit())).then_some(cut)
}

/// How much of a word that starts with a digit is a number; all of it where it is no integer.
fn number_length(word: &str) -> usize {
    let (start, is_digit): (usize, fn(&u8) -> bool) = if word.starts_with("0x") || word.starts_with("0X") {
        (2, u8::is_ascii_hexdigit)
    } else {
        (0, u8::is_ascii_digit)
    };
    let digits = word[start..].bytes().take_while(is_digit).count();
    let rest = &word[start + digits..];
    let is_suffix = rest.bytes().all(|letter| matches!(letter, b'u' | b'U' | b'l' | b'L'));
    let is_whole = is_suffix || rest.contains('.') || digits == 0 || start == 0;
    if is_whole { word.len() } else { start + digits }
}

/// Follows `#pragma pack`: what is in force, and what `push` has put by.
#[derive(Default)]
pub(super) struct Packing {
    /// In force.
    pub(super) current: Option<u8>,
    pushed: Vec<Option<u8>>,
}

impl Packing {
    /// Reads a directive's line, if it is a `#pragma pack`.
    pub(super) fn follow(&mut self, line: &str) {
        let Some(rest) = directive(line, "pragma") else { return };
        let tokens = lex::tokens(rest);
        let [pack, open, arguments @ ..] = tokens.as_slice() else { return };
        if !pack.is("pack") || !open.is("(") {
            return;
        }
        let number = arguments.iter().find(|token| token.kind == Kind::Number);
        let number = number.and_then(|token| token.text.parse().ok());
        if arguments.iter().any(|token| token.is("push")) {
            self.pushed.push(self.current);
            self.current = number.or(self.current);
        } else if arguments.iter().any(|token| token.is("pop")) {
            self.current = number.or(self.pushed.pop().flatten());
        } else {
            self.current = number;
        }
    }
}

/// What a statement says about a GUID.
pub(super) enum Guid {
    /// A name and a number.
    Known(Declaration),
    /// It makes one, but this macro is not known or its arguments are no GUID.
    Unknown,
}

/// Reads `DEFINE_*GUID(name, …)` and `const GUID name = {…}`; `None` for anything else.
pub(super) fn guid(tokens: &[Token<'_>], templates: &[Template<'_>]) -> Option<Guid> {
    let [first, .., last] = tokens else { return None };
    let known = |(name, value)| Guid::Known(Declaration::Guid { name, value });
    if is_guid_macro(first.text) && tokens[1].is("(") && last.is(")") {
        let arguments = arguments(&tokens[2..tokens.len() - 1]);
        return Some(macro_guid(first.text, &arguments, templates, 0).map_or(Guid::Unknown, known));
    }
    initialised_guid(tokens).map(known)
}

fn is_guid_macro(name: &str) -> bool {
    name.starts_with("DEFINE_") && name.ends_with("GUID")
}

/// The arguments of a call, cut at its commas, those of inner calls aside.
fn arguments<'a>(tokens: &[Token<'a>]) -> Vec<Vec<Token<'a>>> {
    let mut found = vec![Vec::new()];
    let mut depth = 0;
    for token in tokens {
        depth += token.nesting();
        if depth == 0 && token.is(",") {
            found.push(Vec::new());
        } else if let Some(last) = found.last_mut() {
            last.push(*token);
        }
    }
    found
}

/// Name and number that a call of a `DEFINE_*GUID` makes, by the fence's own definition of it or by its arity.
fn macro_guid(
    name: &str,
    arguments: &[Vec<Token<'_>>],
    templates: &[Template<'_>],
    depth: u8,
) -> Option<(String, String)> {
    if let Some(template) = templates.iter().find(|template| template.name == name && depth == 0) {
        let [inner, open, body @ .., close] = template.body.as_slice() else { return None };
        let size = body.len().max(arguments.iter().map(Vec::len).sum());
        if size > LONGEST || !is_guid_macro(inner.text) || !open.is("(") || !close.is(")") {
            return None;
        }
        let expanded: Vec<_> = body.iter().flat_map(|token| template.argument(token, arguments)).collect();
        return macro_guid(inner.text, &self::arguments(&expanded), templates, depth + 1);
    }
    let (name, numbers) = arguments.split_first()?;
    let [name] = name.as_slice() else { return None };
    let mut numbers = numbers.iter().map(|argument| sum(argument)).collect::<Option<Vec<_>>>()?;
    if let [_, _, _] = numbers.as_slice() {
        // The tail that every OLE identifier has.
        numbers.extend([0xC0, 0, 0, 0, 0, 0, 0, 0x46]);
    }
    Some((name.text.to_owned(), spell(&numbers)?))
}

impl Template<'_> {
    /// What stands for `token` of the replacement: an argument, or itself.
    fn argument<'b>(&self, token: &Token<'b>, arguments: &[Vec<Token<'b>>]) -> Vec<Token<'b>> {
        let position = self.parameters.iter().position(|name| token.is(name));
        position.and_then(|at| arguments.get(at)).map_or_else(|| vec![*token], Clone::clone)
    }
}

/// `const T name = {l, w, w, {b, …}}`, where the numbers make a GUID.
fn initialised_guid(tokens: &[Token<'_>]) -> Option<(String, String)> {
    let equals = tokens.iter().position(|token| token.is("="))?;
    let name = tokens[..equals].last().filter(|name| name.kind == Kind::Word)?;
    let is_plain =
        |token: &Token<'_>| matches!(token.kind, Kind::Number) || matches!(token.text, "{" | "}" | ",");
    if equals < 2
        || !tokens[..equals].iter().all(|token| token.kind == Kind::Word)
        || !tokens[equals + 1..].iter().all(is_plain)
    {
        return None;
    }
    let numbers: Option<Vec<_>> = tokens[equals + 1..]
        .iter()
        .filter(|token| token.kind == Kind::Number)
        .map(|token| number(token.text))
        .collect();
    let numbers = numbers.filter(|numbers| numbers.len() == 11)?;
    Some((name.text.to_owned(), spell(&numbers)?))
}

/// The value of a sum of numbers, its parentheses ignored.
fn sum(tokens: &[Token<'_>]) -> Option<u64> {
    let mut total = None;
    for token in tokens.iter().filter(|token| !matches!(token.text, "(" | ")" | "+")) {
        total = Some(total.unwrap_or(0_u64).checked_add(number(token.text)?)?);
    }
    total
}

/// The value of an integer as C spells it.
fn number(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(['u', 'U', 'l', 'L']);
    match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None if digits.len() > 1 && digits.starts_with('0') => u64::from_str_radix(digits, 8).ok(),
        None => digits.parse().ok(),
    }
}

/// The usual spelling of a GUID's eleven numbers; `None` where one does not fit.
fn spell(numbers: &[u64]) -> Option<String> {
    let [long, word1, word2, bytes @ ..] = numbers else { return None };
    let (long, word1, word2) =
        (u32::try_from(*long).ok()?, u16::try_from(*word1).ok()?, u16::try_from(*word2).ok()?);
    let bytes = bytes.iter().map(|&byte| u8::try_from(byte)).collect::<Result<Vec<_>, _>>().ok()?;
    if bytes.len() != 8 {
        return None;
    }
    let tail = bytes.iter().fold(0_u64, |tail, &byte| tail << 8 | u64::from(byte));
    Some(format!("{long:08X}-{word1:04X}-{word2:04X}-{:04X}-{:012X}", tail >> 48, tail & 0xFFFF_FFFF_FFFF))
}
