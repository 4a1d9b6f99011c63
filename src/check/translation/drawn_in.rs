//! Signs of the sentence that a translation drew into a link or into emphasis, and how they are moved out again.

use crate::span::Span;

/// Signs that divide sentences and their parts.
const SIGNS: [char; 17] =
    ['.', ',', ';', ':', '!', '?', '。', '、', '，', '．', '：', '；', '！', '？', '｡', '､', '・'];

/// Brackets of a sentence.
const OPENING: [char; 2] = ['(', '（'];
const CLOSING: [char; 2] = [')', '）'];

/// Whether a letter is a sign that divides sentences or their parts.
pub(super) fn is_sign(letter: char) -> bool {
    SIGNS.contains(&letter)
}

/// How many bytes of an enclosed text, at its beginning and at its end, are signs and the spaces beside them.
pub(super) fn ends(text: &str) -> (usize, usize) {
    let start = text.trim_start();
    let rest = start.trim_start_matches(is_sign);
    let before = if rest.len() == start.len() { 0 } else { text.len() - rest.trim_start().len() };
    let end = text.trim_end();
    let kept = end.trim_end_matches(is_sign);
    let behind = if kept.len() == end.len() { 0 } else { text.len() - kept.trim_end().len() };
    let abbreviated = end.ends_with('.') && is_abbreviation(kept);
    // What is nothing but signs, or the dots of `...` and `::`, is no sentence's.
    let dots =
        end.ends_with("..") || end.ends_with("::") || start.starts_with("..") || start.starts_with("::");
    if before + behind >= text.len() || dots || abbreviated { (0, 0) } else { (before, behind) }
}

/// As [`ends`], and the brackets of the sentence as well: around all of the text, or at one end without a partner.
pub(super) fn ends_and_brackets(text: &str) -> (usize, usize) {
    let (mut before, mut behind) = (0, 0);
    // Each round takes something; a text of brackets alone has as many rounds as it has letters, and links are short.
    for _ in 0..MOST_ROUNDS {
        let rest = &text[before..text.len() - behind];
        let taken = match ends(rest) {
            (0, 0) => brackets(rest),
            signs => signs,
        };
        if taken == (0, 0) {
            break;
        }
        (before, behind) = (before + taken.0, behind + taken.1);
    }
    let words = text.get(before..text.len() - behind).unwrap_or_default();
    if words.chars().any(char::is_alphanumeric) { (before, behind) } else { (0, 0) }
}

/// How many rounds of signs and brackets are looked for.
const MOST_ROUNDS: usize = 8;

/// How many bytes at each end are a bracket around all of the text, or one without a partner.
fn brackets(text: &str) -> (usize, usize) {
    let (mut open, mut stray) = (Vec::new(), None);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '（' => open.push((at, letter)),
            ')' | '）' if open.len() > 1 => drop(open.pop()),
            ')' | '）' => match open.pop() {
                Some((0, first)) if text[at..].trim_end().len() == letter.len_utf8() => {
                    return (first.len_utf8(), text.len() - at);
                }
                Some(_) => {}
                None => stray = Some((at, letter)),
            },
            _ => {}
        }
    }
    let before = open.first().filter(|(at, _)| *at == 0).map_or(0, |(_, letter)| letter.len_utf8());
    let at_end = |(at, letter): &(usize, char)| text[*at..].trim_end().len() == letter.len_utf8();
    (before, stray.filter(at_end).map_or(0, |(at, _)| text.len() - at))
}

/// How much of an enclosed text, at its beginning and at its end, is to be moved out.
pub(super) type Ends = fn(&str) -> (usize, usize);

/// Where the signs stand that were drawn into `inner`: those before its words, else those behind.
pub(super) fn place(text: &str, inner: Span, ends: Ends) -> Span {
    let (before, behind) = ends(inner.of(text));
    if before > 0 {
        Span { start: inner.start, end: inner.start + before as u32 }
    } else {
        Span { start: inner.end - behind as u32, end: inner.end }
    }
}

/// Moves the signs in `inner` out of `whole`, which is `inner` with its marks.
pub(super) fn move_out(text: &mut String, whole: Span, inner: Span, ends: Ends) {
    let enclosed = inner.of(text).to_owned();
    let (before, behind) = ends(&enclosed);
    let (leading, rest) = enclosed.split_at(before);
    let (words, trailing) = rest.split_at(rest.len() - behind);
    let open = &text[whole.start as usize..inner.start as usize];
    let close = &text[inner.end as usize..whole.end as usize];
    let rest = &text[whole.end as usize..];
    // The sign may stand behind the marks as well: once is enough.
    let is_pair = leading.starts_with(OPENING) && trailing.contains(CLOSING);
    let trailing = if !is_pair && rest.starts_with(trailing.trim()) { "" } else { trailing };
    let trailing = match trailing.chars().next_back() {
        Some(last) if is_pair && is_sign(last) && rest.starts_with(last) => {
            &trailing[..trailing.len() - last.len_utf8()]
        }
        _ => trailing,
    };
    let is_letter = |letter: char| letter.is_lowercase() || letter.is_uppercase();
    let next = rest.chars().next();
    let parted = (next.is_some_and(char::is_alphanumeric) && trailing.ends_with([',', '.', ';', ':']))
        || (next.is_some_and(is_letter) && trailing.ends_with(')'));
    let space = if parted { " " } else { "" };
    // Between the words before and a sign that closes them stands no space.
    let mut start = whole.start as usize;
    let mut gap = "";
    if leading.starts_with(OPENING) {
        gap = if text[..start].ends_with(is_letter) { " " } else { "" };
    } else if before > 0 {
        start = text[..start].trim_end_matches(' ').len();
    }
    // A wide sign brings its own space along.
    let is_wide = trailing.ends_with(|sign| is_sign(sign) && !sign.is_ascii());
    let end = whole.end as usize + usize::from(is_wide && rest.starts_with(' '));
    let mended = format!("{gap}{leading}{open}{words}{close}{trailing}{space}");
    text.replace_range(start..end, &mended);
}

/// Whether the dot behind a text belongs to its last word: `z. B.`, `etc.`.
fn is_abbreviation(text: &str) -> bool {
    let word =
        text.rsplit(|letter: char| !letter.is_alphabetic() && letter != '_').next().unwrap_or_default();
    let short = matches!(word.chars().count(), 1..=2);
    short && !word.is_ascii() || word.len() == 1 || matches!(word, "etc" | "usw" | "bzw" | "St" | "Dr")
}
