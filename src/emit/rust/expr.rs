//! Constant expressions of C: numbers, names, `+ - * | & ^ << >> ~`, brackets and casts.

/// Brackets and signs nest this deep at most.
const DEEPEST: usize = 32;

/// The value of `text`, where `lookup` knows the names in it; `None` for anything that is no such expression.
pub(super) fn evaluate(text: &str, lookup: &dyn Fn(&str) -> Option<i64>) -> Option<i64> {
    let mut parser = Parser { rest: text.trim_start(), lookup };
    let value = parser.binary(0, 0)?;
    parser.rest.is_empty().then_some(value)
}

struct Parser<'a> {
    rest: &'a str,
    lookup: &'a dyn Fn(&str) -> Option<i64>,
}

/// Operators by how weakly they bind.
const LEVELS: &[&[&str]] = &[&["|"], &["^"], &["&"], &["<<", ">>"], &["+", "-"], &["*"]];

impl<'a> Parser<'a> {
    fn eat(&mut self, token: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(token) else { return false };
        self.rest = rest.trim_start();
        true
    }

    fn word(&mut self) -> Option<&'a str> {
        let end = self
            .rest
            .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        (!word.is_empty()).then_some(word)
    }

    fn binary(&mut self, level: usize, depth: usize) -> Option<i64> {
        let Some(operators) = LEVELS.get(level) else { return self.unary(depth) };
        let mut left = self.binary(level + 1, depth)?;
        while let Some(operator) = operators.iter().find(|operator| self.eat(operator)) {
            let right = self.binary(level + 1, depth)?;
            left = match *operator {
                "|" => left | right,
                "^" => left ^ right,
                "&" => left & right,
                "<<" => left.checked_mul(1_i64.checked_shl(u32::try_from(right).ok()?)?)?,
                ">>" => left.checked_shr(u32::try_from(right).ok()?)?,
                "+" => left.checked_add(right)?,
                "-" => left.checked_sub(right)?,
                _ => left.checked_mul(right)?,
            };
        }
        Some(left)
    }

    fn unary(&mut self, depth: usize) -> Option<i64> {
        if depth > DEEPEST {
            return None;
        }
        if self.eat("-") {
            return self.unary(depth + 1)?.checked_neg();
        }
        if self.eat("~") {
            return Some(!self.unary(depth + 1)?);
        }
        if self.eat("(") {
            // `(ULONG) 4` is a cast: a name in brackets that is no constant, and a value after it.
            let before = self.rest;
            let cast = self.word().filter(|word| (self.lookup)(word).is_none() && number(word).is_none());
            if cast.is_some() && self.eat(")") {
                return self.unary(depth + 1);
            }
            self.rest = before;
            let value = self.binary(0, depth + 1)?;
            return self.eat(")").then_some(value);
        }
        let word = self.word()?;
        number(word).or_else(|| (self.lookup)(word))
    }
}

/// `12`, `0x1FUL`.
fn number(word: &str) -> Option<i64> {
    let hex = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
    let digits = hex.unwrap_or(word).trim_end_matches(['u', 'U', 'l', 'L']);
    i64::from_str_radix(digits, if hex.is_some() { 16 } else { 10 })
        .ok()
        .filter(|_| !digits.starts_with(['+', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_have_values() {
        let lookup = |name: &str| (name == "ONE").then_some(1);
        for (text, value) in [
            ("4", Some(4)),
            ("0x1FUL", Some(31)),
            ("-1", Some(-1)),
            ("ONE << 4 | 2", Some(18)),
            ("((ULONG) 0x80)", Some(128)),
            ("(ONE) + 1", Some(2)),
            ("(LONG)-5", Some(-5)),
            ("1 +", None),
            ("TWO", None),
            ("1 << 99", None),
            ("", None),
        ] {
            assert_eq!(evaluate(text, &lookup), value, "{text}");
        }
        assert_eq!(evaluate(&"(".repeat(100_000), &lookup), None);
        assert_eq!(evaluate(&"-".repeat(100_000), &lookup), None);
    }
}
