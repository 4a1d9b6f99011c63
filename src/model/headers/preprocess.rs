//! The preprocessor: which lines of a header count, and which macros it has defined where.
//!
//! Every file is read by itself, so that no include guard of one hides another. What it includes is not followed: the
//! macros of all files stand behind its own when they are expanded.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use super::expression;
use super::macros::{Expander, Macro, Table};
use super::token::{self, Kind, Token};

/// What happens in a header, in order.
#[derive(Debug)]
pub(super) enum Event<'a> {
    /// Tokens that are no directive, by their places among the file's.
    Code(Range<usize>),
    /// A macro is defined.
    Define(Rc<Macro<'a>>),
    /// A macro is undefined.
    Undefine(&'a str),
    /// `#pragma pack` sets what is in force.
    Pack(Option<u8>),
}

/// A header, cut into what counts.
pub(super) struct Header<'a> {
    /// All its tokens.
    pub(super) tokens: Vec<Token<'a>>,
    /// What happens in it.
    pub(super) events: Vec<Event<'a>>,
    /// Its macros as its end leaves them.
    pub(super) macros: Table<'a>,
}

/// One `#if` and its branches.
struct Condition {
    /// Whether what stands around it counts.
    is_outer_active: bool,
    /// Whether one of its branches has counted.
    is_taken: bool,
    /// Whether its current branch counts.
    is_active: bool,
}

/// What a header is read in.
pub(super) struct Surroundings<'a> {
    /// What is defined before it.
    pub(super) configuration: Table<'a>,
    /// The include guards of all headers: those of others count as defined, as if all had been included.
    pub(super) guards: BTreeSet<&'a str>,
}

/// The include guard of a header: it begins with `#ifndef G` and `#define G`.
pub(super) fn guard<'a>(tokens: &[Token<'a>]) -> Option<&'a str> {
    let mut directives = (0..tokens.len()).filter_map(|at| token::directive(tokens, at));
    let ([ifndef, guard, ..], [define, defined, ..]) = (directives.next()?, directives.next()?) else {
        return None;
    };
    let is_guard = ifndef.is("ifndef") && define.is("define") && guard.text == defined.text;
    guard.name().filter(|_| is_guard)
}

/// Reads a header's tokens.
pub(super) fn read<'a>(tokens: Vec<Token<'a>>, surroundings: &Surroundings<'a>) -> Header<'a> {
    let own_guard = guard(&tokens);
    let budget = Cell::new(budget(&tokens));
    let mut state = State {
        surroundings,
        own_guard,
        budget,
        macros: Table::new(),
        events: Vec::new(),
        conditions: Vec::new(),
        packing: Packing::default(),
    };
    let (mut at, mut start) = (0, 0);
    while at < tokens.len() {
        let Some(line) = token::directive(&tokens, at) else {
            at += 1;
            continue;
        };
        state.code(start..at);
        state.directive(line);
        at += 1 + line.len();
        start = at;
    }
    state.code(start..tokens.len());
    Header { events: state.events, macros: state.macros, tokens }
}

/// The steps that expanding a file's macros may take: far more than any header needs, and in proportion to its size.
pub(super) fn budget(tokens: &[Token<'_>]) -> usize {
    100_000 + 100 * tokens.len()
}

struct State<'c, 'a> {
    surroundings: &'c Surroundings<'a>,
    own_guard: Option<&'a str>,
    budget: Cell<usize>,
    macros: Table<'a>,
    events: Vec<Event<'a>>,
    conditions: Vec<Condition>,
    packing: Packing,
}

impl<'a> State<'_, 'a> {
    fn is_active(&self) -> bool {
        self.conditions.last().is_none_or(|condition| condition.is_active)
    }

    fn code(&mut self, range: Range<usize>) {
        if !range.is_empty() && self.is_active() {
            self.events.push(Event::Code(range));
        }
    }

    fn directive(&mut self, line: &[Token<'a>]) {
        let Some((first, rest)) = line.split_first() else { return };
        match first.text.as_ref() {
            "if" => self.open(|state| state.holds(rest)),
            "ifdef" => self.open(|state| state.defines(rest)),
            "ifndef" => self.open(|state| !state.defines(rest)),
            "elif" => self.branch(|state| state.holds(rest)),
            "else" => self.branch(|_| true),
            "endif" => {
                self.conditions.pop();
            }
            _ if !self.is_active() => {}
            "define" => {
                if let Some(found) = Macro::read(rest).map(Rc::new) {
                    self.macros.insert(found.name, Some(Rc::clone(&found)));
                    self.events.push(Event::Define(found));
                }
            }
            "undef" => {
                if let Some(name) = rest.first().and_then(Token::name) {
                    self.macros.insert(name, None);
                    self.events.push(Event::Undefine(name));
                }
            }
            "pragma" if self.packing.follow(rest) => self.events.push(Event::Pack(self.packing.current)),
            _ => {}
        }
    }

    fn open(&mut self, test: impl Fn(&Self) -> bool) {
        let is_outer_active = self.is_active();
        let is_active = is_outer_active && test(self);
        self.conditions.push(Condition { is_outer_active, is_taken: is_active, is_active });
    }

    fn branch(&mut self, test: impl Fn(&Self) -> bool) {
        let Some(last) = self.conditions.last() else { return };
        let is_active = last.is_outer_active && !last.is_taken && test(self);
        if let Some(last) = self.conditions.last_mut() {
            last.is_taken |= is_active;
            last.is_active = is_active;
        }
    }

    fn defines(&self, line: &[Token<'a>]) -> bool {
        let Some(name) = line.first().map(|token| token.text.as_ref()) else { return false };
        let found = self.macros.get(name).or_else(|| self.surroundings.configuration.get(name));
        let is_guard = || self.surroundings.guards.contains(name) && self.own_guard != Some(name);
        found.map_or_else(is_guard, Option::is_some)
    }

    /// Whether the condition of an `#if` holds; one that cannot be read does not.
    fn holds(&self, line: &[Token<'a>]) -> bool {
        let mut asked = Vec::with_capacity(line.len());
        let mut at = 0;
        while let Some(token) = line.get(at) {
            at += 1;
            if !token.is("defined") {
                asked.push(token.clone());
                continue;
            }
            let open = usize::from(line.get(at).is_some_and(|next| next.is("(")));
            let answer = self.defines(line.get(at + open..).unwrap_or_default());
            asked.push(token.with(Kind::Number, u8::from(answer).to_string()));
            at += 1 + 2 * open;
        }
        let expander = Expander {
            local: &self.macros,
            world: &self.surroundings.configuration,
            keep: &|_| false,
            budget: &self.budget,
        };
        // What is not defined counts as 0.
        expression::evaluate(&expander.expand(&asked), &|_| Some(0)).is_some_and(|value| value != 0)
    }
}

/// Follows `#pragma pack`: what is in force, and what `push` has put by.
#[derive(Default)]
struct Packing {
    current: Option<u8>,
    pushed: Vec<Option<u8>>,
}

impl Packing {
    /// Reads what follows `#pragma`; whether it was about packing.
    fn follow(&mut self, line: &[Token<'_>]) -> bool {
        let [pack, open, arguments @ ..] = line else { return false };
        if !pack.is("pack") || !open.is("(") {
            return false;
        }
        let number = arguments.iter().find(|token| token.kind == Kind::Number);
        let number = number.and_then(|token| token.text.parse().ok());
        let says = |word: &str| arguments.iter().any(|token| token.is(word));
        if says("push") {
            self.pushed.push(self.current);
            self.current = number.or(self.current);
        } else if says("pop") {
            self.current = number.or(self.pushed.pop().flatten());
        } else {
            self.current = number;
        }
        true
    }
}
