//! Signs of the sentence that a translation drew into a link or into emphasis, and how they are moved out again.

use crate::span::Span;

/// Signs that divide sentences and their parts.
const SIGNS: [char; 17] =
    ['.', ',', ';', ':', '!', '?', '。', '、', '，', '．', '：', '；', '！', '？', '｡', '､', '・'];

/// How many bytes of an enclosed text, at its beginning and at its end, are signs and the spaces beside them.
pub(super) fn ends(text: &str) -> (usize, usize) {
    let of_sign = |letter: char| SIGNS.contains(&letter);
    let start = text.trim_start();
    let rest = start.trim_start_matches(of_sign);
    let before = if rest.len() == start.len() { 0 } else { text.len() - rest.trim_start().len() };
    let end = text.trim_end();
    let kept = end.trim_end_matches(of_sign);
    let behind = if kept.len() == end.len() { 0 } else { text.len() - kept.trim_end().len() };
    let abbreviated = end.ends_with('.') && is_abbreviation(kept);
    // What is nothing but signs, or the dots of `...` and `::`, is no sentence's.
    let dots =
        end.ends_with("..") || end.ends_with("::") || start.starts_with("..") || start.starts_with("::");
    if before + behind >= text.len() || dots || abbreviated { (0, 0) } else { (before, behind) }
}

/// Where the signs stand that were drawn into `inner`: those before its words, else those behind.
pub(super) fn place(text: &str, inner: Span) -> Span {
    let (before, behind) = ends(inner.of(text));
    if before > 0 {
        Span { start: inner.start, end: inner.start + before as u32 }
    } else {
        Span { start: inner.end - behind as u32, end: inner.end }
    }
}

/// Moves the signs in `inner` out of `whole`, which is `inner` with its marks.
pub(super) fn move_out(text: &mut String, whole: Span, inner: Span) {
    let enclosed = inner.of(text).to_owned();
    let (before, behind) = ends(&enclosed);
    let (leading, rest) = enclosed.split_at(before);
    let (words, trailing) = rest.split_at(rest.len() - behind);
    let open = &text[whole.start as usize..inner.start as usize];
    let close = &text[inner.end as usize..whole.end as usize];
    let rest = &text[whole.end as usize..];
    // The sign may stand behind the marks as well: once is enough.
    let trailing = if rest.starts_with(trailing.trim()) { "" } else { trailing };
    let next = rest.chars().next().is_some_and(char::is_alphanumeric);
    let space = if next && trailing.ends_with([',', '.', ';', ':']) { " " } else { "" };
    let mended = format!("{leading}{open}{words}{close}{trailing}{space}");
    // Between the words before and a sign that closes them stands no space.
    let mut start = whole.start as usize;
    if before > 0 {
        start = text[..start].trim_end_matches(' ').len();
    }
    text.replace_range(start..whole.end as usize, &mended);
}

/// Whether the dot behind a text belongs to its last word: `z. B.`, `etc.`.
fn is_abbreviation(text: &str) -> bool {
    let word =
        text.rsplit(|letter: char| !letter.is_alphabetic() && letter != '_').next().unwrap_or_default();
    let short = matches!(word.chars().count(), 1..=2);
    short && !word.is_ascii() || word.len() == 1 || matches!(word, "etc" | "usw" | "bzw" | "St" | "Dr")
}
