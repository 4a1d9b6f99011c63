//! Direction marks: `[in]`, `[out]`, `[in, out]`, `[in]/[out]`, `[in-out]`, `[in, out, optional]` at the head of a parameter's text.

use super::item::Direction;
use super::terms::DIRECTION_WORDS;

/// The longest mark that is looked for, in bytes.
const LONGEST: usize = 64;

/// Reads the mark that the source text opens with: direction, `optional`, and the bytes it takes, the space behind it included.
pub(super) fn read(text: &str) -> (Option<Direction>, bool, u32) {
    let nothing = (None, false, 0);
    let Some((inside, length)) = bracketed(text) else { return nothing };
    let lower = inside.to_lowercase();
    let words = || lower.split([',', '-', '/', ' ', '[', ']']).filter(|word| !word.is_empty());
    if words().next().is_none() || words().any(|word| !DIRECTION_WORDS.contains(&word)) {
        return nothing;
    }
    let says = |wanted| words().any(|word| word == wanted);
    let direction = match (says("in"), says("out")) {
        (true, true) => Some(Direction::InOut),
        (true, false) => Some(Direction::In),
        (false, true) => Some(Direction::Out),
        (false, false) => None,
    };
    (direction, says("optional"), length)
}

/// The direction that a SAL annotation states, old (`__out_opt`) or new (`_Out_opt_`), and whether it says `optional`.
pub(crate) fn of_annotation(text: &str) -> (Option<Direction>, bool) {
    let lower = text.split('(').next().unwrap_or_default().to_lowercase();
    let says = |wanted: &[&str]| lower.split(['_', ' ']).any(|word| wanted.contains(&word));
    let (is_in, is_out) = (says(&["in"]), says(&["out", "outptr"]));
    let direction = match (is_in || says(&["inout"]), is_out || says(&["inout"])) {
        (true, true) => Some(Direction::InOut),
        (true, false) => Some(Direction::In),
        (false, true) => Some(Direction::Out),
        (false, false) => None,
    };
    (direction, says(&["opt", "optional"]))
}

/// The length of the mark that a target text opens with, whatever its words have become: `[salida]`, `[]`, `[����]`.
pub(crate) fn target_mark(text: &str) -> u32 {
    bracketed(text).filter(|_| !is_link(text)).map_or(0, |(_, length)| length)
}

/// What stands in the brackets that a text opens with, and their length with the space behind them. Brackets that a slash joins are one
/// mark, `[in]/[out]`.
fn bracketed(text: &str) -> Option<(&str, u32)> {
    let inside = text.strip_prefix('[')?;
    let mut end = inside.find(']').filter(|&end| end <= LONGEST && !inside[..end].contains('['))?;
    if let Some(other) = inside[end..].strip_prefix("]/[").and_then(|other| other.find(']'))
        && other <= LONGEST
    {
        end += "]/[".len() + other;
    }
    let behind = &inside[end + 1..];
    let space = behind.len() - behind.trim_start_matches(' ').len();
    Some((&inside[..end], (end + 2 + space) as u32))
}

fn is_link(text: &str) -> bool {
    text.find(']').is_some_and(|end| text[end + 1..].starts_with('('))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_in_every_spelling() {
        assert_eq!(read("[in] A pointer"), (Some(Direction::In), false, 5));
        assert_eq!(read("[out]  x"), (Some(Direction::Out), false, 7));
        assert_eq!(read("[in, out] x").0, Some(Direction::InOut));
        assert_eq!(read("[in-out] x").0, Some(Direction::InOut));
        assert_eq!(read("[in]/[out] x"), (Some(Direction::InOut), false, 11));
        assert_eq!(target_mark("[entrada]/[salida] x"), 19);
        assert_eq!(read("[in, out, optional] x"), (Some(Direction::InOut), true, 20));
        assert_eq!(read("[optional] x"), (None, true, 11));
    }

    #[test]
    fn what_is_no_mark_is_left() {
        for text in ["in x", "[MS-OXPROPS] x", "[]", "[in", "[[in]](x.md)"] {
            assert_eq!(read(text), (None, false, 0), "{text}");
        }
        assert_eq!(target_mark("[salida] Puntero"), 9);
        assert_eq!(target_mark("[\u{FFFD}\u{FFFD}] x"), 9);
        assert_eq!(target_mark("[IUnknown](x.md) x"), 0);
    }
}
