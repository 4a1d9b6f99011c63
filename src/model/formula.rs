//! What a macro of C computes, where that is an expression of unsigned numbers: `ulPropID << 16 | ulPropType`.

use std::fmt;

use crate::parse::constants::number;

/// Brackets nest this deep at most.
const DEEPEST: usize = 32;

/// An expression has this many operators at most: it is gone through by recursion.
const LONGEST: usize = 64;

/// Types whose casts change nothing: what is cast has 32 bits or more, and no sign.
const UNSIGNED: &[&str] = &["ULONG", "UINT", "DWORD", "size_t"];

/// Operators by how weakly they bind, in C as in Rust.
const LEVELS: &[&[&str]] = &[&["|"], &["^"], &["&"], &["<<", ">>"], &["+", "-"], &["*"]];

/// Where those of sums and products stand.
const SUM: usize = 4;
const PRODUCT: usize = 5;

/// An expression. Written out it has the brackets that it needs, and those between operators whose order not everybody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// What it is made of.
    Leaf(Leaf),
    /// An operation; each part may be one.
    Operation {
        /// `|`, `^`, `&`, `<<`, `>>`, `+`, `-` or `*`.
        operator: &'static str,
        /// What stands before the operator and behind it.
        parts: Box<[Formula; 2]>,
    },
}

/// What stands between operators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// A parameter or a constant.
    Name(String),
    /// A number, and whether it was written in hexadecimal.
    Number(u32, bool),
    /// `sizeof(TYPE)`
    SizeOf(String),
    /// `offsetof(STRUCTURE, FIELD)`
    OffsetOf(String, String),
    /// `POINTER->FIELD`
    Member(String, String),
}

impl fmt::Display for Leaf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => formatter.write_str(name),
            Self::Number(number, true) => write!(formatter, "0x{number:X}"),
            Self::Number(number, false) => write!(formatter, "{number}"),
            Self::SizeOf(ty) => write!(formatter, "sizeof({ty})"),
            Self::OffsetOf(structure, field) => write!(formatter, "offsetof({structure}, {field})"),
            Self::Member(pointer, field) => write!(formatter, "{pointer}->{field}"),
        }
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.written(&mut |leaf| Some(leaf.to_string())).unwrap_or_default())
    }
}

impl Formula {
    /// Reads an expression of C; `None` where `text` is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parser = Parser { rest: text.trim_start(), operators: 0 };
        let formula = parser.expression(0, 0)?;
        parser.rest.is_empty().then_some(formula)
    }

    /// The expression with each leaf as `leaf` writes it; `None` where that gives none.
    pub fn written(&self, leaf: &mut dyn FnMut(&Leaf) -> Option<String>) -> Option<String> {
        let (operator, parts) = match self {
            Self::Leaf(one) => return leaf(one),
            Self::Operation { operator, parts } => (operator, parts),
        };
        let level = level(operator);
        let [left, right] = parts.as_ref();
        let left = bracketed(left, left.needs_brackets(level, false), leaf)?;
        let right = bracketed(right, right.needs_brackets(level, true), leaf)?;
        Some(format!("{left} {operator} {right}"))
    }

    /// All leaves in order.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Self::Leaf(leaf) => vec![leaf],
            Self::Operation { parts, .. } => parts.iter().flat_map(Self::leaves).collect(),
        }
    }

    /// Whether brackets stand around it as a part of an operation of this level.
    fn needs_brackets(&self, outer: usize, is_right: bool) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::Operation { operator, .. } => match level(operator) {
                PRODUCT if outer == SUM => false,
                inner => inner != outer || is_right,
            },
        }
    }
}

fn level(operator: &str) -> usize {
    LEVELS.iter().position(|operators| operators.contains(&operator)).unwrap_or_default()
}

fn bracketed(
    part: &Formula,
    brackets: bool,
    leaf: &mut dyn FnMut(&Leaf) -> Option<String>,
) -> Option<String> {
    let text = part.written(leaf)?;
    Some(if brackets { format!("({text})") } else { text })
}

struct Parser<'t> {
    rest: &'t str,
    /// How many operators were met.
    operators: usize,
}

impl<'t> Parser<'t> {
    fn eat(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(token)?.trim_start();
        Some(())
    }

    fn word(&mut self) -> Option<&'t str> {
        let of_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let end = self.rest.find(|letter| !of_word(letter)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        (!word.is_empty()).then_some(word)
    }

    fn expression(&mut self, level: usize, depth: usize) -> Option<Formula> {
        let Some(operators) = LEVELS.get(level) else { return self.operand(depth) };
        let mut left = self.expression(level + 1, depth)?;
        while let Some(operator) = operators.iter().find(|operator| self.eat(operator).is_some()) {
            self.operators += 1;
            if self.operators > LONGEST {
                return None;
            }
            let right = self.expression(level + 1, depth)?;
            left = Formula::Operation { operator, parts: Box::new([left, right]) };
        }
        Some(left)
    }

    fn operand(&mut self, depth: usize) -> Option<Formula> {
        if depth > DEEPEST {
            return None;
        }
        let inner = if self.eat("(").is_some() {
            let before = self.rest;
            if self.word().is_some_and(|word| UNSIGNED.contains(&word)) && self.eat(")").is_some() {
                return self.operand(depth + 1);
            }
            self.rest = before;
            let inner = self.expression(0, depth + 1)?;
            self.eat(")")?;
            inner
        } else {
            Formula::Leaf(self.leaf()?)
        };
        if self.eat("->").is_none() {
            return Some(inner);
        }
        let Formula::Leaf(Leaf::Name(pointer)) = inner else { return None };
        Some(Formula::Leaf(Leaf::Member(pointer, self.word()?.to_owned())))
    }

    fn leaf(&mut self) -> Option<Leaf> {
        let word = self.word()?;
        let leaf = match word {
            "sizeof" | "offsetof" => {
                self.eat("(")?;
                let ty = self.word()?.to_owned();
                if word == "sizeof" {
                    self.eat(")")?;
                    return Some(Leaf::SizeOf(ty));
                }
                self.eat(",")?;
                let field = self.word()?.to_owned();
                self.eat(")")?;
                Leaf::OffsetOf(ty, field)
            }
            _ if word.starts_with(|letter: char| letter.is_ascii_digit()) => Leaf::Number(
                u32::try_from(number(word)?).ok()?,
                word.starts_with("0x") || word.starts_with("0X"),
            ),
            _ => Leaf::Name(word.to_owned()),
        };
        Some(leaf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_read_and_written() {
        for (text, written) in [
            ("((((ULONG)(ulID))<<16)|((ULONG)(ulType)))", "(ulID << 16) | ulType"),
            ("(((ULONG)0xFFFF0000 & (tag)) | (type))", "(0xFFFF0000 & tag) | type"),
            ("a - b - c", "a - b - c"),
            ("a - (b - 1)", "a - (b - 1)"),
            ("(a + b) * 2", "(a + b) * 2"),
            ("(offsetof(A,b) + (UINT)(_lp)->c*sizeof(D))", "offsetof(A, b) + _lp->c * sizeof(D)"),
        ] {
            let formula = Formula::parse(text).unwrap();
            assert_eq!(formula.to_string(), written, "{text}");
            assert_eq!(Formula::parse(written), Some(formula), "{written}");
        }
    }

    #[test]
    fn what_is_no_such_expression_is_none() {
        let deep = "(".repeat(100_000);
        let long = format!("a{}", " + a".repeat(100_000));
        for text in [
            "",
            "a +",
            "f(a)",
            "!a",
            "struct _A { ULONG b; } c",
            "(a)->b->c",
            "sizeof(a",
            "a, b",
            &deep,
            &long,
        ] {
            assert_eq!(Formula::parse(text), None, "{}", text.get(..20).unwrap_or(text));
        }
    }
}
