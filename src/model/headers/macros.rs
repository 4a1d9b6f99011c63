//! Macros, and their expansion.
//!
//! Expansion follows the C standard (arguments are expanded before they are put in, `#` and `##` work, a macro does not
//! expand inside itself) with two bounds: how deep macros lie in one another, and how much work a file may make.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use super::token::{self, Kind, Token};

/// A macro.
#[derive(Debug)]
pub(super) struct Macro<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// The names of its parameters; `None` for one that takes none and no parentheses either.
    pub(super) parameters: Option<Vec<&'a str>>,
    /// Its replacement.
    pub(super) body: Vec<Token<'a>>,
    /// The index of its file.
    pub(super) file: u32,
    /// The line of its name.
    pub(super) line: u32,
}

/// Macros by name; `None` for one that was undefined.
pub(super) type Table<'a> = HashMap<&'a str, Option<Rc<Macro<'a>>>>;

/// Macros nest this deep at most; those of `windows.h` do not come near.
const DEEPEST: u32 = 100;

/// Calls in arguments of calls nest this deep at most.
const DEEPEST_ARGUMENT: u32 = 24;

impl<'a> Macro<'a> {
    /// Reads what follows `#define`; `None` where there is no name.
    pub(super) fn read(line: &[Token<'a>]) -> Option<Self> {
        let (first, rest) = line.split_first()?;
        let name = first.name()?;
        let (file, line) = (first.file, first.line);
        let is_call = rest.first().is_some_and(|open| open.is("(") && !open.spaced);
        let close = rest.iter().position(|token| token.is(")")).filter(|_| is_call);
        let Some(close) = close else {
            return (!is_call).then(|| Self { name, parameters: None, body: rest.to_vec(), file, line });
        };
        let parameter = |piece: &&[Token<'a>]| match piece {
            [dots] if dots.is("...") => Some("__VA_ARGS__"),
            [one] => one.name(),
            _ => None,
        };
        let pieces = token::arguments(&rest[1..close]);
        let parameters = pieces.iter().map(parameter).collect::<Option<Vec<_>>>()?;
        Some(Self { name, parameters: Some(parameters), body: rest[close + 1..].to_vec(), file, line })
    }
}

/// The macros that a token came from: they do not expand in it again.
#[derive(Debug)]
struct Hidden<'a> {
    name: &'a str,
    depth: u32,
    outer: Hide<'a>,
}

type Hide<'a> = Option<Rc<Hidden<'a>>>;

fn hides(mut hide: &Hide<'_>, name: &str) -> bool {
    while let Some(hidden) = hide {
        if hidden.name == name {
            return true;
        }
        hide = &hidden.outer;
    }
    false
}

fn depth(hide: &Hide<'_>) -> u32 {
    hide.as_ref().map_or(0, |hidden| hidden.depth)
}

fn hiding<'a>(outer: &Hide<'a>, name: &'a str) -> Rc<Hidden<'a>> {
    Rc::new(Hidden { name, depth: depth(outer) + 1, outer: outer.clone() })
}

/// A token on its way through expansion.
#[derive(Clone)]
struct Item<'a> {
    token: Token<'a>,
    hide: Hide<'a>,
}

/// Expands macros at one place of a file.
pub(super) struct Expander<'w, 'a> {
    /// The file's own macros at that place.
    pub(super) local: &'w Table<'a>,
    /// Those of all files, for what the file takes from elsewhere.
    pub(super) world: &'w Table<'a>,
    /// Whether a macro stays as it is: a constant is clearer by its name.
    pub(super) keep: &'w dyn Fn(&str) -> bool,
    /// The steps that are left.
    pub(super) budget: &'w Cell<usize>,
}

impl<'a> Expander<'_, 'a> {
    /// The tokens with their macros expanded; the rest as it is when the budget is spent.
    pub(super) fn expand(&self, tokens: &[Token<'a>]) -> Vec<Token<'a>> {
        let items = tokens.iter().map(|token| Item { token: token.clone(), hide: None }).collect();
        self.items(items, 0).into_iter().map(|item| item.token).collect()
    }

    fn lookup(&self, name: &str) -> Option<&Rc<Macro<'a>>> {
        self.local.get(name).or_else(|| self.world.get(name)).and_then(Option::as_ref)
    }

    /// Takes steps from the budget; whether there were as many.
    fn spend(&self, steps: usize) -> bool {
        let left = self.budget.get().checked_sub(steps);
        self.budget.set(left.unwrap_or(0));
        left.is_some()
    }

    fn items(&self, mut items: Vec<Item<'a>>, level: u32) -> Vec<Item<'a>> {
        // What is still to be read, its next token last.
        items.reverse();
        let mut rest = items;
        let mut done = Vec::with_capacity(rest.len());
        while let Some(item) = rest.pop() {
            let found =
                if item.token.is_word() && self.spend(1) { self.lookup(&item.token.text) } else { None };
            let found = found.filter(|found| depth(&item.hide) < DEEPEST && !hides(&item.hide, found.name));
            let expanded = match found {
                Some(found) if found.parameters.is_some() => self.call(found, &item, &mut rest, level),
                Some(found) if !(self.keep)(found.name) => {
                    let hide = Some(hiding(&item.hide, found.name));
                    Some(self.paste(found.body.iter().map(|token| vec![place(token, &hide)]).collect()))
                }
                _ => None,
            };
            let Some(mut expanded) = expanded.filter(|expanded| self.spend(expanded.len())) else {
                done.push(item);
                continue;
            };
            if let Some(first) = expanded.first_mut() {
                first.token.spaced = item.token.spaced;
            }
            rest.extend(expanded.into_iter().rev());
        }
        done
    }

    /// What a call of a macro with parameters stands for; its arguments are taken off `rest`. `None` where it is no call.
    fn call(
        &self,
        found: &Macro<'a>,
        name: &Item<'a>,
        rest: &mut Vec<Item<'a>>,
        level: u32,
    ) -> Option<Vec<Item<'a>>> {
        rest.last().filter(|open| open.token.is("("))?;
        let mut nesting = 0;
        let close = rest.iter().rev().position(|item| {
            nesting += item.token.nesting();
            nesting == 0
        });
        let length = close.unwrap_or(rest.len());
        if !self.spend(length) || close.is_none() || level > DEEPEST_ARGUMENT {
            return None;
        }
        let mut call = rest.split_off(rest.len() - length - 1);
        // Without the parentheses.
        call.reverse();
        let call = &call[1..length];
        let parameters = found.parameters.as_deref().unwrap_or_default();
        let arguments = Arguments { parameters, given: split(call, parameters), expander: self, level };
        let hide = Some(hiding(&name.hide, found.name));
        let mut pieces: Vec<Vec<Item<'a>>> = Vec::with_capacity(found.body.len());
        let mut at = 0;
        while let Some(token) = found.body.get(at) {
            let next = found.body.get(at + 1);
            let is_pasted = next.is_some_and(|next| next.is("##")) || at > 0 && found.body[at - 1].is("##");
            let argument = |token: &Token<'a>| arguments.raw(token);
            match next.and_then(argument).filter(|_| token.is("#")) {
                Some(argument) => {
                    let tokens: Vec<_> = argument.iter().map(|item| item.token.clone()).collect();
                    let text = format!("\"{}\"", token::spell(&tokens).replace(['"', '\\'], " "));
                    pieces.push(vec![Item { token: token.with(Kind::Text, text), hide: hide.clone() }]);
                    at += 1;
                }
                None => pieces.push(match arguments.raw(token) {
                    Some(argument) if is_pasted => argument.to_vec(),
                    Some(_) => arguments.expanded(token, found.name)?,
                    None => vec![place(token, &hide)],
                }),
            }
            at += 1;
        }
        Some(self.paste(pieces))
    }

    /// Joins what stands around `##`.
    fn paste(&self, pieces: Vec<Vec<Item<'a>>>) -> Vec<Item<'a>> {
        let mut joined: Vec<Item<'a>> = Vec::with_capacity(pieces.len());
        let mut is_pasting = false;
        for piece in pieces {
            if matches!(piece.as_slice(), [one] if one.token.is("##")) {
                is_pasting = !joined.is_empty();
                continue;
            }
            let mut piece = piece.into_iter();
            if std::mem::take(&mut is_pasting)
                && let Some(right) = piece.next()
                && let Some(left) = joined.last_mut()
            {
                let text = format!("{}{}", left.token.text, right.token.text);
                self.spend(text.len());
                let kind = if text.starts_with(|first: char| first.is_ascii_digit()) {
                    Kind::Number
                } else if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                    Kind::Word
                } else {
                    Kind::Mark
                };
                left.token = left.token.with(kind, text);
            }
            joined.extend(piece);
        }
        joined
    }
}

fn place<'a>(token: &Token<'a>, hide: &Hide<'a>) -> Item<'a> {
    Item { token: token.clone(), hide: hide.clone() }
}

/// The arguments of a call.
struct Arguments<'c, 'w, 'a> {
    parameters: &'c [&'a str],
    given: Vec<&'c [Item<'a>]>,
    expander: &'c Expander<'w, 'a>,
    level: u32,
}

impl<'c, 'a> Arguments<'c, '_, 'a> {
    /// What was given for the parameter that `token` names; nothing where too little was given.
    fn raw(&self, token: &Token<'a>) -> Option<&'c [Item<'a>]> {
        let position = self.parameters.iter().position(|name| token.is(name))?;
        Some(self.given.get(position).copied().unwrap_or_default())
    }

    /// The same, its own macros expanded. `None` when the budget is spent.
    fn expanded(&self, token: &Token<'a>, name: &'a str) -> Option<Vec<Item<'a>>> {
        let raw = self.raw(token).unwrap_or_default();
        if !self.expander.spend(raw.len()) {
            return None;
        }
        let mut expanded = self.expander.items(raw.to_vec(), self.level + 1);
        for (at, item) in expanded.iter_mut().enumerate() {
            item.hide = Some(hiding(&item.hide, name));
            if at == 0 {
                item.token.spaced = token.spaced;
            }
        }
        Some(expanded)
    }
}

/// Cuts a call's tokens at its commas; a last parameter `...` takes all that is left.
fn split<'c, 'a>(call: &'c [Item<'a>], parameters: &[&str]) -> Vec<&'c [Item<'a>]> {
    let most =
        parameters.last().filter(|last| **last == "__VA_ARGS__").map_or(usize::MAX, |_| parameters.len());
    let mut nesting = 0;
    call.splitn(most, |item| {
        nesting += item.token.nesting();
        nesting == 0 && item.token.is(",")
    })
    .collect()
}
