//! Constant expressions of C: what `#if` asks and `#define` gives.
//!
//! Headers count in 32 bits: what is unsigned there, a cast to `ULONG` say, wraps at 32 bits here. A signed value stays
//! as it is written, so that `0x80040107` is positive whatever it is cast to, and `-1` is -1.

use super::token::{self, Kind, Token};

/// Brackets, signs and casts nest this deep at most.
const DEEPEST: u32 = 48;

/// Binary operators by how weakly they bind.
const LEVELS: [&[&str]; 10] = [
    &["||"],
    &["&&"],
    &["|"],
    &["^"],
    &["&"],
    &["==", "!="],
    &["<", ">", "<=", ">="],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "/", "%"],
];

/// Types that are unsigned, by their bits.
const UNSIGNED: [(&str, u32); 14] = [
    ("BYTE", 8),
    ("DWORD", 32),
    ("UCHAR", 8),
    ("UINT", 32),
    ("ULONG", 32),
    ("USHORT", 16),
    ("WORD", 16),
    ("uint16_t", 16),
    ("uint32_t", 32),
    ("uint8_t", 8),
    ("unsigned char", 8),
    ("unsigned int", 32),
    ("unsigned long", 32),
    ("unsigned short", 16),
];

/// The sizes of types, in bytes.
const SIZES: [(i64, &[&str]); 4] = [
    (1, &["BYTE", "CHAR", "UCHAR", "char"]),
    (2, &["SHORT", "USHORT", "WCHAR", "WORD", "short", "wchar_t"]),
    (4, &["BOOL", "DWORD", "HRESULT", "INT", "LONG", "SCODE", "UINT", "ULONG", "int", "long"]),
    (8, &["DWORDLONG", "FILETIME", "LONGLONG", "ULONGLONG", "double"]),
];

/// A value, and whether it is unsigned.
#[derive(Clone, Copy)]
struct Value {
    number: i64,
    is_unsigned: bool,
}

impl Value {
    fn signed(number: i64) -> Self {
        Self { number, is_unsigned: false }
    }

    /// An unsigned value of so many bits.
    fn wrapped(number: i64, bits: u32) -> Self {
        Self { number: number & ((1_i64 << bits) - 1), is_unsigned: true }
    }
}

/// The value of an expression whose macros are expanded; `lookup` knows the names that are left in it.
pub(super) fn evaluate(tokens: &[Token<'_>], lookup: &dyn Fn(&str) -> Option<i64>) -> Option<i64> {
    let mut reader = Reader { rest: tokens, lookup };
    let value = reader.choice(0)?;
    reader.rest.is_empty().then_some(value.number)
}

struct Reader<'t, 'a> {
    rest: &'t [Token<'a>],
    lookup: &'t dyn Fn(&str) -> Option<i64>,
}

impl Reader<'_, '_> {
    fn eat(&mut self, mark: &str) -> bool {
        let is_next = self.rest.first().is_some_and(|token| token.is(mark));
        self.rest = &self.rest[usize::from(is_next)..];
        is_next
    }

    /// `a ? b : c`, or anything that binds more tightly.
    fn choice(&mut self, depth: u32) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let condition = self.binary(0, depth)?;
        if !self.eat("?") {
            return Some(condition);
        }
        let yes = self.choice(depth + 1)?;
        let no = if self.eat(":") { self.choice(depth + 1)? } else { return None };
        Some(if condition.number == 0 { no } else { yes })
    }

    fn binary(&mut self, level: usize, depth: u32) -> Option<Value> {
        let Some(operators) = LEVELS.get(level) else { return self.unary(depth) };
        let mut left = self.binary(level + 1, depth)?;
        while let Some(operator) = operators.iter().find(|operator| self.eat(operator)) {
            let right = self.binary(level + 1, depth)?;
            left = apply(operator, left, right)?;
        }
        Some(left)
    }

    fn unary(&mut self, depth: u32) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        if self.eat("+") {
            return self.unary(depth + 1);
        }
        if self.eat("!") {
            let value = self.unary(depth + 1)?;
            return Some(Value::signed(i64::from(value.number == 0)));
        }
        for (sign, negate) in [("-", i64::checked_neg as fn(i64) -> Option<i64>), ("~", |n| Some(!n))] {
            if self.eat(sign) {
                let value = self.unary(depth + 1)?;
                let number = negate(value.number)?;
                return Some(if value.is_unsigned {
                    Value::wrapped(number, 32)
                } else {
                    Value::signed(number)
                });
            }
        }
        if self.rest.first().is_some_and(|token| token.is("(")) {
            return self.bracketed(depth);
        }
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        match first.kind {
            Kind::Number => number(&first.text),
            Kind::Text => character(&first.text).map(Value::signed),
            Kind::Word if first.text == "L" && rest.first().is_some_and(|next| next.kind == Kind::Text) => {
                self.unary(depth + 1)
            }
            Kind::Word if first.text == "sizeof" => self.size(),
            Kind::Word => (self.lookup)(&first.text).map(|number| {
                // A constant that needs the 32nd bit is unsigned wherever it comes from.
                Value { number, is_unsigned: number > i64::from(i32::MAX) }
            }),
            Kind::Mark => None,
        }
    }

    /// What follows `sizeof`: a type of a few whose size Windows fixes.
    fn size(&mut self) -> Option<Value> {
        let close = token::closing(self.rest, 0).filter(|_| self.rest[0].is("("))?;
        let ty = token::spell(&self.rest[1..close]);
        self.rest = &self.rest[close + 1..];
        let size = SIZES.iter().find(|(_, types)| types.contains(&ty.as_str())).map(|(size, _)| *size);
        let is_pointer = ty.ends_with('*') || ty.ends_with("_PTR") || ty.starts_with("LP");
        Some(Value { number: size.or(is_pointer.then_some(8))?, is_unsigned: true })
    }

    /// `(ULONG) 4`, which is a cast, or `(4)`.
    fn bracketed(&mut self, depth: u32) -> Option<Value> {
        let close = token::closing(self.rest, 0)?;
        let (inside, rest) = (&self.rest[1..close], &self.rest[close + 1..]);
        if let Some(ty) = self.cast(inside, rest) {
            self.rest = rest;
            let value = self.unary(depth + 1)?;
            let bits = UNSIGNED.iter().find(|(name, _)| *name == ty).map(|(_, bits)| *bits);
            return Some(bits.map_or(Value::signed(value.number), |bits| Value::wrapped(value.number, bits)));
        }
        let mut inner = Reader { rest: inside, lookup: self.lookup };
        let value = inner.choice(depth + 1).filter(|_| inner.rest.is_empty());
        self.rest = rest;
        value
    }

    /// The type that the tokens in brackets name, where an operand follows.
    fn cast(&self, inside: &[Token<'_>], rest: &[Token<'_>]) -> Option<String> {
        let next = rest.first()?;
        let is_operand = next.kind != Kind::Mark || matches!(next.text.as_ref(), "(" | "-" | "~" | "!");
        let is_type = |token: &Token<'_>| token.is_word() || token.is("*");
        let is_name = matches!(inside, [one] if (self.lookup)(&one.text).is_some());
        let is_cast = is_operand && !is_name && inside.first()?.is_word() && inside.iter().all(is_type);
        is_cast.then(|| token::spell(inside))
    }
}

/// What an operator makes of two values; `None` where C would not say.
fn apply(operator: &str, left: Value, right: Value) -> Option<Value> {
    let (a, b) = (left.number, right.number);
    let truth = |truth: bool| Some(Value::signed(i64::from(truth)));
    let shift = || u32::try_from(b).ok().filter(|&bits| bits < 32);
    let number = match operator {
        "||" => return truth(a != 0 || b != 0),
        "&&" => return truth(a != 0 && b != 0),
        "==" => return truth(a == b),
        "!=" => return truth(a != b),
        "<" => return truth(a < b),
        ">" => return truth(a > b),
        "<=" => return truth(a <= b),
        ">=" => return truth(a >= b),
        "|" => a | b,
        "^" => a ^ b,
        "&" => a & b,
        // `1 << 31` is a flag, not a negative number.
        "<<" => return Some(Value::wrapped(a.checked_mul(1 << shift()?)?, 32)),
        ">>" => a >> shift()?,
        "+" => a.checked_add(b)?,
        "-" => a.checked_sub(b)?,
        "*" => a.checked_mul(b)?,
        "/" => a.checked_div(b)?,
        _ => a.checked_rem(b)?,
    };
    let is_unsigned = left.is_unsigned || right.is_unsigned;
    Some(if is_unsigned { Value::wrapped(number, 32) } else { Value::signed(number) })
}

/// `12`, `0x1FUL`, `017`.
fn number(text: &str) -> Option<Value> {
    let digits = text.trim_end_matches(['u', 'U', 'l', 'L']);
    let hex = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let octal = digits.strip_prefix('0').filter(|octal| !octal.is_empty());
    let (digits, radix) = match (hex, octal) {
        (Some(hex), _) => (hex, 16),
        (None, Some(octal)) => (octal, 8),
        (None, None) => (digits, 10),
    };
    let number = i64::from_str_radix(digits, radix).ok()?;
    let is_unsigned = text.contains(['u', 'U']) || radix != 10 && number > i64::from(i32::MAX);
    Some(Value { number, is_unsigned: is_unsigned && number <= i64::from(u32::MAX) })
}

/// `'0'`, `'\n'`, `'\x41'`, and `'ABCD'`, whose first character is the highest.
fn character(text: &str) -> Option<i64> {
    let mut rest = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let (mut value, mut length) = (0_i64, 0);
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        let mut code = i64::from(u32::from(letter));
        if letter == '\\' {
            let escaped = rest.chars().next()?;
            rest = &rest[escaped.len_utf8()..];
            code = match escaped {
                'n' => 10,
                't' => 9,
                'r' => 13,
                'x' | '0'..='7' => {
                    let digits = if escaped == 'x' { rest.to_owned() } else { format!("{escaped}{rest}") };
                    rest = "";
                    i64::from_str_radix(&digits, if escaped == 'x' { 16 } else { 8 }).ok()?
                }
                other => i64::from(u32::from(other)),
            };
        }
        (value, length) = (value << 8 | code & 0xFF, length + 1);
    }
    (1..=4).contains(&length).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<i64> {
        evaluate(&token::tokens(text, 0), &|name| (name == "ONE").then_some(1))
    }

    #[test]
    fn expressions_have_the_values_that_c_gives_them() {
        for (text, expected) in [
            ("4", 4),
            ("0x1FUL", 31),
            ("017", 15),
            ("-1", -1),
            ("((ULONG) -1)", 0xFFFF_FFFF),
            ("~0x1U", 0xFFFF_FFFE),
            ("(SCODE)0x80040107", 0x8004_0107),
            ("((((ULONG)(0x3001))<<16)|((ULONG)(ONE)))", 0x3001_0001),
            ("1 << 31", 0x8000_0000),
            ("(unsigned char) 0x1FF", 0xFF),
            ("(ONE) + 1", 2),
            ("(WORD)-5", 0xFFFB),
            ("(LONG)-5", -5),
            ("1 + 2 * 3 == 7 && !0 || 0", 1),
            ("ONE ? 5 : 6", 5),
            ("1 + (sizeof(DWORD_PTR) >> 2)", 3),
            ("'0'", 48),
            ("L'\\n'", 10),
            ("'AB'", 0x4142),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_expression_has_no_value() {
        for text in
            ["", "1 +", "TWO", "1 << 99", "1 / 0", "(1", "1)", "\"x\"", "1.5", "1 2", "{1}", "''", "?"]
        {
            assert_eq!(value(text), None, "{text}");
        }
        for deep in ["(", "-", "!", "1?", "1+("] {
            assert_eq!(value(&deep.repeat(20_000)), None);
        }
    }
}
