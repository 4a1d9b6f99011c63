//! How the index is written: short, and as scripts.
//!
//! A number is one letter where it is small; `site/js/search.js` reads it back. `docs/site.md` describes the form.

use std::cmp::Ordering;
use std::fmt::Write as _;

use super::super::toc::script_json;

/// The letters of numbers: printable ASCII without what scripts, JSON and lists of words need.
const DIGITS: &[u8; 89] =
    b"!#$%&'()*+-./0123456789:=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const BASE: u32 = DIGITS.len() as u32;
/// Numbers below this are one letter.
const SHORT: u32 = 59;
/// First letters below this, and not of one-letter numbers, are followed by one more.
const MIDDLE: u32 = 85;
/// Numbers below this are two letters.
const TWO: u32 = SHORT + (MIDDLE - SHORT) * BASE;

/// Appends a number.
pub(super) fn number(value: u32, out: &mut String) {
    let mut digit = |digit: u32| out.push(char::from(DIGITS[(digit % BASE) as usize]));
    if value < SHORT {
        return digit(value);
    }
    if value < TWO {
        digit(SHORT + (value - SHORT) / BASE);
        return digit((value - SHORT) % BASE);
    }
    let rest = value - TWO;
    let mut digits = vec![rest % BASE, rest / BASE % BASE];
    let mut left = rest / BASE / BASE;
    while left > 0 {
        digits.push(left % BASE);
        left /= BASE;
    }
    // The first letter tells how many follow: two to five.
    digit(MIDDLE + digits.len() as u32 - 2);
    digits.into_iter().rev().for_each(digit);
}

/// Appends documents in order, each with a level below `levels`.
pub(super) fn postings(list: impl IntoIterator<Item = (u32, u32)>, levels: u32, out: &mut String) {
    let mut next = 0;
    for (document, level) in list {
        number((document - next) * levels + level, out);
        next = document + 1;
    }
}

/// A script that hands a shard on.
pub(super) fn script(name: &str, value: &serde_json::Value) -> String {
    let mut script = String::new();
    let _ = writeln!(script, "mapidoc.shard(\"{name}\",{});", script_json(value));
    script
}

/// Cuts sorted records into runs of about `size` bytes, each with a key: all keys in the run and behind it are at or above
/// it, all before the run are below it.
///
/// `weigh` tells a record's least key, its greatest, and its bytes.
pub(super) fn cut<'r, T>(
    records: &'r [T],
    size: usize,
    weigh: impl Fn(&'r T) -> (&'r str, &'r str, usize),
) -> Vec<(String, &'r [T])> {
    let mut runs = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    let mut head = String::new();
    let mut greatest = "";
    for (at, record) in records.iter().enumerate() {
        let (least, last, more) = weigh(record);
        if bytes > 0 && bytes + more > size && scripted(greatest, least).is_lt() {
            runs.push((std::mem::replace(&mut head, apart(greatest, least)), &records[start..at]));
            (start, bytes) = (at, 0);
        }
        bytes += more;
        if scripted(greatest, last).is_lt() {
            greatest = last;
        }
    }
    if start < records.len() {
        runs.push((head, &records[start..]));
    }
    runs
}

/// The shortest beginning of a key that is above a lesser one.
fn apart(lesser: &str, key: &str) -> String {
    let shared = lesser.chars().zip(key.chars()).take_while(|(a, b)| a == b).count();
    key.chars().take(shared + 1).collect()
}

/// How a script compares texts.
pub(super) fn scripted(a: &str, b: &str) -> Ordering {
    // As UTF-8 does, but that letters of two units come before those from U+E000 on.
    match a.bytes().zip(b.bytes()).find(|(a, b)| a != b) {
        Some((0xF0.., 0xEE | 0xEF)) => Ordering::Less,
        Some((0xEE | 0xEF, 0xF0..)) => Ordering::Greater,
        Some((a, b)) => a.cmp(&b),
        None => a.len().cmp(&b.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `site/js/search.js` reads them.
    fn read(text: &str) -> Vec<u32> {
        let mut digits =
            text.bytes().map(|byte| DIGITS.iter().position(|&digit| digit == byte).unwrap() as u32);
        let mut numbers = Vec::new();
        while let Some(lead) = digits.next() {
            numbers.push(if lead < SHORT {
                lead
            } else if lead < MIDDLE {
                SHORT + (lead - SHORT) * BASE + digits.next().unwrap()
            } else {
                let count = (lead - MIDDLE + 2) as usize;
                TWO + digits.by_ref().take(count).fold(0, |value, digit| value * BASE + digit)
            });
        }
        numbers
    }

    #[test]
    fn numbers_come_back() {
        let values = [0, 1, 58, 59, 60, 147, 148, TWO - 1, TWO, TWO + 1, 10_293, 10_294, 5_000_000, u32::MAX];
        let mut text = String::new();
        for value in values {
            number(value, &mut text);
        }
        assert_eq!(read(&text), values);
        assert!(!text.contains(['"', '\\', '<', ',', ';', ' ']));
        let mut text = String::new();
        postings([(0, 1), (1, 0), (9, 3)], 4, &mut text);
        assert_eq!(read(&text), [1, 0, 31]);
    }

    #[test]
    fn texts_are_in_the_order_of_their_units() {
        let texts =
            ["", "a", "ab", "b", "é", "表", "表示", "\u{E000}", "ﾊ", "\u{FFFD}", "😀", "😀a", "\u{2A6D6}"];
        for (a, b) in texts.iter().flat_map(|a| texts.map(|b| (*a, b))) {
            assert_eq!(scripted(a, b), a.encode_utf16().cmp(b.encode_utf16()), "{a} {b}");
        }
    }

    #[test]
    fn shards_are_cut_between_keys() {
        let records = [("aaa1", "aac"), ("aab", "aab"), ("aacx", "aacx"), ("b", "b")];
        let runs = cut(&records, 4, |(least, last)| (*least, *last, 4));
        let heads: Vec<(&str, usize)> = runs.iter().map(|(head, run)| (head.as_str(), run.len())).collect();
        // The second record stands with the first, which reaches beyond it.
        assert_eq!(heads, [("", 2), ("aacx", 1), ("b", 1)]);
        assert!(cut(&[] as &[&str], 8, |_| ("", "", 1)).is_empty());
    }
}
