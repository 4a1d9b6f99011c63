//! How the index is written: short, and as scripts.
//!
//! A number is one letter where it is small; `site/js/search.js` reads it back. `docs/site.md` describes the form.

use std::fmt::Write as _;

use super::super::toc::script_json;

/// The letters of numbers: printable ASCII without what scripts, JSON and lists of words need.
const DIGITS: &[u8; 89] = b"!#$%&'()*+-./0123456789:=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
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

/// Cuts sorted records into runs of about `size` bytes: each begins with another key than the one before ends with.
///
/// `weigh` tells a record's key and its bytes.
pub(super) fn cut<T>(records: &[T], size: usize, weigh: impl Fn(&T) -> (String, usize)) -> Vec<(String, &[T])> {
    let mut runs = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    let mut first = String::new();
    let mut last = String::new();
    for (at, record) in records.iter().enumerate() {
        let (key, more) = weigh(record);
        if bytes > 0 && bytes + more > size && key != last {
            runs.push((std::mem::replace(&mut first, key.clone()), &records[start..at]));
            (start, bytes) = (at, 0);
        } else if at == 0 {
            first.clone_from(&key);
        }
        bytes += more;
        last = key;
    }
    if start < records.len() {
        runs.push((first, &records[start..]));
    }
    runs
}

/// The first letters of a key, by which shards are told apart.
pub(super) fn head(key: &str) -> &str {
    key.char_indices().nth(3).map_or(key, |(at, _)| &key[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `site/js/search.js` reads them.
    fn read(text: &str) -> Vec<u32> {
        let mut digits = text.bytes().map(|byte| DIGITS.iter().position(|&digit| digit == byte).unwrap() as u32);
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
        values.iter().for_each(|&value| number(value, &mut text));
        assert_eq!(read(&text), values);
        assert!(!text.contains(['"', '\\', '<', ',', ';', ' ']));
        let mut text = String::new();
        postings([(0, 1), (1, 0), (9, 3)], 4, &mut text);
        assert_eq!(read(&text), [1, 0, 31]);
    }

    #[test]
    fn shards_are_cut_between_keys() {
        let records = ["aaa1", "aaa2", "aab1", "aac1", "aac2"];
        let runs = cut(&records, 8, |record| (head(record).to_owned(), record.len()));
        let heads: Vec<(&str, usize)> = runs.iter().map(|(head, run)| (head.as_str(), run.len())).collect();
        // `aac2` would not fit and still stands with its key.
        assert_eq!(heads, [("aaa", 2), ("aab", 3)]);
        assert!(cut(&[] as &[&str], 8, |_| (String::new(), 1)).is_empty());
    }
}
