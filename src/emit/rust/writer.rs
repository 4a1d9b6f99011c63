//! Lines of Rust, set as rustfmt sets them.

use std::fmt::Write as _;

/// The width that rustfmt allows a line.
const WIDTH: usize = 100;
/// The width that rustfmt allows the arguments of a call on one line.
const CALL_WIDTH: usize = 60;
/// The width that rustfmt allows the fields of a value on one line.
const LITERAL_WIDTH: usize = 18;
/// Arguments up to this width need no line of their own.
const SHORT: usize = 10;

/// A file in the making.
#[derive(Debug)]
pub(super) struct Code {
    text: String,
    indent: usize,
    /// How wide a line may be.
    width: usize,
}

impl Default for Code {
    fn default() -> Self {
        Self::narrow(WIDTH)
    }
}

impl Code {
    /// A file whose lines are at most so wide.
    pub(super) fn narrow(width: usize) -> Self {
        Self { text: String::new(), indent: 0, width }
    }

    /// The file's text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Whether nothing has been written.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// One line.
    pub(super) fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', self.indent));
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// Whether `word` is in the code, documentation left out.
    pub(super) fn says(&self, word: &str) -> bool {
        self.text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(word))
    }

    /// What was written elsewhere, as it is.
    pub(super) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
    }

    /// Whole lines, as they are.
    pub(super) fn append_text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// An empty line, unless one is there or a block has just begun.
    pub(super) fn gap(&mut self) {
        if !(self.text.is_empty() || self.text.ends_with("\n\n") || self.text.ends_with("{\n")) {
            self.text.push('\n');
        }
    }

    /// A line that opens a block.
    pub(super) fn open(&mut self, line: &str) {
        self.line(line);
        self.indent += 4;
    }

    /// Opens the block whose brace the last line ended with.
    pub(super) fn enter(&mut self) {
        self.indent += 4;
    }

    /// A line that closes a block.
    pub(super) fn close(&mut self, line: &str) {
        self.indent = self.indent.saturating_sub(4);
        self.line(line);
    }

    /// Documentation of what follows.
    pub(super) fn docs(&mut self, lines: &[String]) {
        self.comment("///", lines);
    }

    /// Documentation of the file.
    pub(super) fn module_docs(&mut self, lines: &[String]) {
        self.comment("//!", lines);
        self.text.push('\n');
    }

    fn comment(&mut self, mark: &str, lines: &[String]) {
        for line in lines {
            let line = harmless(line);
            let line = line.trim_end();
            // The space keeps a line that starts with `/` from making an ordinary comment of `////`.
            let space = if line.is_empty() { "" } else { " " };
            self.line(&format!("{mark}{space}{line}"));
        }
    }

    /// `head(items)tail` on one line where it fits, else an item a line. `call` has the narrower limit of calls.
    pub(super) fn list(&mut self, head: &str, items: &[String], tail: &str, call: bool) {
        let items_width: usize = items.iter().map(|item| item.len() + 2).sum::<usize>().saturating_sub(2);
        // Of the tail only what stands on the same line counts, and a block's brace may not hang over either.
        let width = self.indent + head.len() + items_width + 2 + tail.len();
        if width <= self.width
            && !(tail.ends_with(';') && width == self.width)
            && !(call && items_width > CALL_WIDTH)
        {
            self.line(&format!("{head}({}){tail}", items.join(", ")));
            return;
        }
        // rustfmt counts one more for a declaration, but lets its result stand on a line of its own.
        let declared = tail.strip_prefix(" -> ").filter(|tail| tail.ends_with(';'));
        if let Some(result) = declared.filter(|_| width == self.width) {
            self.line(&format!("{head}({})", items.join(", ")));
            self.line(&format!("-> {result}"));
            return;
        }
        // A last argument that is a call itself is broken within.
        if let (true, [only]) = (call, items)
            && let Some((callee, argument)) = only.strip_suffix(')').and_then(|only| only.split_once('('))
            && self.indent + head.len() + callee.len() + 2 < self.width
        {
            self.open(&format!("{head}({callee}("));
            self.line(&format!("{argument},"));
            self.close(&format!(")){tail}"));
            return;
        }
        self.open(&format!("{head}("));
        // Short arguments stand side by side, if one line holds them all.
        let side_by_side =
            items.iter().all(|item| item.len() <= SHORT) && self.indent + items_width < self.width;
        if call && side_by_side {
            self.line(&format!("{},", items.join(", ")));
        } else {
            for item in items {
                self.line(&format!("{item},"));
            }
        }
        self.close(&format!("){tail}"));
    }

    /// `head { items }` on one line where it is short, else an item a line.
    pub(super) fn literal(&mut self, head: &str, items: &[&str]) {
        let line = items.join(", ");
        if line.len() <= LITERAL_WIDTH {
            self.line(&format!("{head} {{ {line} }}"));
            return;
        }
        self.open(&format!("{head} {{"));
        for item in items {
            self.line(&format!("{item},"));
        }
        self.close("}");
    }

    /// `head.call.call` on one line where it is short, else a call a line.
    pub(super) fn chain(&mut self, head: &str, calls: &[&str]) {
        let line = format!("{head}.{}", calls.join("."));
        if line.len() <= CALL_WIDTH {
            self.line(&line);
            return;
        }
        self.line(head);
        for call in calls {
            self.line(&format!("    .{call}"));
        }
    }

    /// `word { callee(items) }`, if one line holds it.
    pub(super) fn short_block(&mut self, word: &str, callee: &str, items: &[String]) -> bool {
        let items = items.join(", ");
        let line = format!("{word} {{ {callee}({items}) }}");
        let fits = items.len() <= CALL_WIDTH && self.indent + line.len() <= self.width;
        if fits {
            self.line(&line);
        }
        fits
    }

    /// `head value`, the value on a line of its own where one line would be too long.
    pub(super) fn define(&mut self, head: &str, value: &str) {
        if self.indent + head.len() + 1 + value.len() <= self.width {
            self.line(&format!("{head} {value}"));
        } else {
            self.line(head);
            self.line(&format!("    {value}"));
        }
    }

    /// `let name = callee(items);`: where that is too long the call moves to a line of its own before it is broken.
    pub(super) fn assign(&mut self, name: &str, callee: &str, items: &[String]) {
        let call = format!("{callee}({});", items.join(", "));
        let arguments = call.len() - callee.len() - "();".len();
        let fits_beside = self.indent + "let  = ".len() + name.len() + call.len() <= self.width;
        if fits_beside && arguments <= CALL_WIDTH {
            self.line(&format!("let {name} = {call}"));
        } else if arguments <= CALL_WIDTH && self.indent + 4 + call.len() <= self.width {
            self.line(&format!("let {name} ="));
            self.line(&format!("    {call}"));
        } else {
            self.list(&format!("let {name} = {callee}"), items, ";", true);
        }
    }

    /// `name!(items);` on one line where it fits, else an item a line, without a comma behind the last.
    pub(super) fn macro_call(&mut self, name: &str, items: &[&str]) {
        let line = format!("{name}!({});", items.join(", "));
        if self.indent + line.len() <= self.width {
            self.line(&line);
            return;
        }
        self.open(&format!("{name}!("));
        for (index, item) in items.iter().enumerate() {
            self.line(&format!("{item}{}", if index + 1 < items.len() { "," } else { "" }));
        }
        self.close(");");
    }

    /// `head` and a type of function pointer and `tail`; `optional` wraps it in `Option`.
    pub(super) fn pointer(&mut self, head: &str, optional: bool, items: &[String], result: &str, tail: &str) {
        const START: &str = "unsafe extern \"system\" fn";
        if !optional {
            let line = format!("{START}({}){result}{tail}", items.join(", "));
            let fits = |before: usize| self.indent + before + line.len() <= self.width;
            if !fits(head.len()) && fits(4) {
                self.line(head.trim_end());
                self.line(&format!("    {line}"));
            } else {
                self.list(&format!("{head}{START}"), items, &format!("{result}{tail}"), false);
            }
            return;
        }
        let line = format!("{head}Option<{START}({}){result}>{tail}", items.join(", "));
        let (start, pointer) = line.split_at(head.len());
        if self.indent + line.len() <= self.width {
            self.line(&line);
        } else if head.ends_with("= ") && self.indent + 4 + pointer.len() <= self.width {
            self.line(start.trim_end());
            self.line(&format!("    {pointer}"));
        } else {
            self.open(&format!("{head}Option<"));
            self.list(START, items, &format!("{result},"), false);
            self.close(&format!(">{tail}"));
        }
    }
}

/// `text` without letters that steer terminals and editors: they are shown by their number.
pub(super) fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            '\u{FEFF}' => {}
            letter if is_harmful(letter) => {
                // Writing to a string does not fail.
                let _ = write!(shown, "U+{:04X}", u32::from(letter));
            }
            letter => shown.push(letter),
        }
    }
    shown
}

/// Whether `letter` controls something instead of showing.
fn is_harmful(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// `1A2B3C4D-…` as `0x1a2b3c4d_…`, the literal that `GUID::from_u128` takes; `None` where it is no GUID.
pub(super) fn guid(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('{').trim_end_matches('}');
    let parts: Vec<&str> = text.split('-').collect();
    let hex = |part: &&str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    (lengths == [8, 4, 4, 4, 12] && parts.iter().all(hex))
        .then(|| format!("0x{}", parts.join("_").to_ascii_lowercase()))
}

/// A number in hexadecimal, in groups of four digits.
pub(super) fn hex(number: u64) -> String {
    if number > 0xFFFF_FFFF {
        format!("0x{:X}_{:04X}_{:04X}", number >> 32, (number >> 16) & 0xFFFF, number & 0xFFFF)
    } else if number > 0xFFFF {
        format!("0x{:04X}_{:04X}", number >> 16, number & 0xFFFF)
    } else {
        format!("0x{number:04X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_become_literals() {
        let literal = "0x00020314_0000_0000_c000_000000000046";
        assert_eq!(guid("00020314-0000-0000-C000-000000000046").as_deref(), Some(literal));
        assert_eq!(guid("{00020314-0000-0000-C000-000000000046}").as_deref(), Some(literal));
        assert_eq!(guid("00020314-0000-0000-C000-00000000004"), None);
        assert_eq!(guid("0002031\u{663}-0000-0000-C000-000000000046"), None);
    }

    #[test]
    fn long_lists_are_broken() {
        let mut code = Code::default();
        code.list("fn f", &["a: u32".into()], ";", false);
        code.list("fn f", &vec!["a: u32".into(); 20], ";", false);
        let text = code.finish();
        assert!(text.starts_with("fn f(a: u32);\nfn f(\n    a: u32,\n"));
        assert!(text.ends_with("    a: u32,\n);\n"));
    }
}
