//! Pages of one language: their front matter, and what on them would be translated, sentence by sentence.

use std::borrow::Cow;

use crate::span::Span;

/// The front matter of a page with its fences, and what follows it.
pub fn front_and_body(text: &str) -> (&str, &str) {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    if !text[start..].starts_with("---") {
        return text.split_at(0);
    }
    let mut at = start;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        at += line.len();
        if number > 0 && line.trim_end() == "---" {
            return text.split_at(at);
        }
    }
    text.split_at(0)
}

/// What a line of the front matter states, such as `ms.sourcegitcommit`.
pub fn stated<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let (front, _) = front_and_body(text);
    let value = front.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
    let value = value.trim().trim_matches(['"', '\'']);
    (!value.is_empty()).then_some(value)
}

/// The comments of a text, over several lines too; one that nothing closes is text.
fn comments(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("<!--").map(|at| from + at) {
        let Some(length) = text[open..].find("-->") else { break };
        from = open + length + "-->".len();
        found.push(Span::new(open, from));
    }
    found
}

/// A text without its comments: what a page only keeps in one it says no more.
pub fn uncommented(text: &str) -> Cow<'_, str> {
    let comments = comments(text);
    if comments.is_empty() {
        return text.into();
    }
    let (mut said, mut from) = (String::with_capacity(text.len()), 0);
    for comment in comments {
        said.push_str(&text[from..comment.start as usize]);
        said.push(' ');
        from = comment.end as usize;
    }
    said.push_str(&text[from..]);
    said.into()
}

/// The sentences, headings and table cells of a page of one language, in order; code and comments are none.
pub fn sentences(text: &str) -> Vec<Span> {
    let (front, body) = front_and_body(text);
    let comments = comments(text);
    let mut found = Vec::new();
    let mut at = front.len();
    let mut fence = Fence::default();
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let shown = line.trim();
        let was_open = fence.is_open();
        if fence.reads(shown) || was_open {
            continue;
        }
        let mut from = start;
        let first = comments.partition_point(|comment| comment.end as usize <= start);
        for comment in comments[first..].iter().take_while(|comment| (comment.start as usize) < at) {
            let open = (comment.start as usize).max(from);
            line_sentences(text, trimmed(text, from, open), &mut found);
            from = at.min(comment.end as usize);
        }
        line_sentences(text, trimmed(text, from, at), &mut found);
    }
    found
}

/// Whether lines stand in a fence of code, as they are read one by one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fence {
    /// The sign that opened it and how often it stands there.
    open: Option<(u8, usize)>,
}

impl Fence {
    pub(super) fn is_open(self) -> bool {
        self.open.is_some()
    }

    /// Reads a line without white space at its ends; whether it opens or closes a fence.
    pub(super) fn reads(&mut self, line: &str) -> bool {
        let Some(sign @ (b'`' | b'~')) = line.bytes().next() else { return false };
        let count = line.bytes().take_while(|byte| *byte == sign).count();
        if let Some((open, least)) = self.open {
            let closes = sign == open && count >= least && count == line.len();
            self.open = self.open.filter(|_| !closes);
            return closes;
        }
        self.open = (count >= 3).then_some((sign, count));
        self.is_open()
    }
}

/// The same range without white space at its ends.
fn trimmed(text: &str, start: usize, end: usize) -> (usize, usize) {
    let part = &text[start..end];
    let start = start + (part.len() - part.trim_start().len());
    (start, start + part.trim().len())
}

fn line_sentences(text: &str, (mut start, end): (usize, usize), found: &mut Vec<Span>) {
    start += marks(&text[start..end]);
    let line = &text[start..end];
    if line.starts_with("[!") || line.starts_with("<!--") {
        return;
    }
    if !line.starts_with('|') {
        return split(text, trimmed(text, start, end), found);
    }
    if line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t')) {
        return;
    }
    let mut cell = start;
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate() {
        if byte == b'|' && !escaped {
            split(text, trimmed(text, cell, start + at), found);
            cell = start + at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    split(text, trimmed(text, cell, end), found);
}

/// How many bytes of a line are marks of headings, lists, quotes and anchors.
fn marks(line: &str) -> usize {
    let mut rest = line;
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches(['#', '>']).trim_start();
        for mark in ["- ", "* ", "+ "] {
            rest = rest.strip_prefix(mark).unwrap_or(rest).trim_start();
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=3).contains(&digits) {
            rest = rest[digits..].strip_prefix(". ").unwrap_or(rest).trim_start();
        }
        if rest.starts_with("<a ") {
            rest = rest.split_once("</a>").map_or(rest, |(_, rest)| rest);
        }
        if rest.len() == before {
            return line.len() - rest.len();
        }
    }
}

/// Splits a line's text into sentences: behind a full stop, a question mark or an exclamation mark that white space and no
/// small letter follows.
fn split(text: &str, (start, end): (usize, usize), found: &mut Vec<Span>) {
    let line = &text[start..end];
    let mut from = 0;
    let mut letters = line.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if !matches!(letter, '.' | '?' | '!') {
            continue;
        }
        let mut past = at + 1;
        while let Some((at, closing)) =
            letters.next_if(|(_, next)| matches!(next, '*' | '_' | ')' | '"' | '”' | '’'))
        {
            past = at + closing.len_utf8();
        }
        let rest = &line[past..];
        let next = rest.trim_start();
        let begins = next.starts_with(|letter: char| !letter.is_lowercase());
        if rest.len() > next.len() && begins {
            push(text, (start + from, start + past), found);
            from = past;
        }
    }
    push(text, (start + from, end), found);
}

fn push(text: &str, (start, end): (usize, usize), found: &mut Vec<Span>) {
    let (start, end) = trimmed(text, start, end);
    if text[start..end].chars().any(char::is_alphanumeric) {
        found.push(Span::new(start, end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_headings_and_cells_are_found_and_code_is_not() {
        let text = "---\ntitle: X\nms.sourcegitcommit: abc\n---\n# <a name=\"x\"></a>Head\n\nOne. Two, e.g. this! **Three.** \
                    [Four](x.md)\n\n> [!NOTE]\n> - Quoted.\n\n|A|B \\| C|\n|:--|--|\n| D |  |\n\n```cpp\nint x. Y;\n```\n1. Last";
        let found: Vec<&str> = sentences(text).into_iter().map(|span| span.of(text)).collect();
        let expected = [
            "Head",
            "One.",
            "Two, e.g. this!",
            "**Three.**",
            "[Four](x.md)",
            "Quoted.",
            "A",
            "B \\| C",
            "D",
            "Last",
        ];
        assert_eq!(found, expected);
        assert_eq!(stated(text, "ms.sourcegitcommit"), Some("abc"));
        assert_eq!(stated(text, "ms.other"), None);
    }

    #[test]
    fn what_stands_in_comments_is_not_said() {
        let text = "One.\n<!-- Two.\nThree. -->\nFour. <!-- five --> Six.\n<!-- open";
        let found: Vec<&str> = sentences(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["One.", "Four.", "Six."]);
        assert_eq!(uncommented(text), "One.\n \nFour.   Six.\n<!-- open");
    }

    #[test]
    fn odd_front_matter_is_none() {
        for text in ["", "---", "---\nno end", "text\n---\n"] {
            assert_eq!(front_and_body(text), ("", text), "{text:?}");
        }
        assert_eq!(front_and_body("\u{feff}---\na: b\n---\nrest"), ("\u{feff}---\na: b\n---\n", "rest"));
    }

    #[test]
    fn marks_without_end_take_no_time() {
        for text in [
            ". ".repeat(1 << 19),
            "> ".repeat(1 << 19),
            "|".repeat(1 << 20),
            "1. ".repeat(1 << 18),
            "<!--".repeat(1 << 18),
            "<!---->".repeat(1 << 17),
        ] {
            sentences(&text);
        }
    }
}
