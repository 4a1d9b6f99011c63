//! A Markdown twin beside each page: the words of one language alone, its links leading to other twins.
//!
//! One pass over the text, for a page may be a megabyte of brackets. It need not be Markdown's whole grammar: a link that it
//! takes for code stays as it was written.

use super::inline::Languages;
use super::links::{html_path, twin_path};
use super::page::Shelf;
use crate::parse::Page;
use crate::span::Span;

/// The longest destination of a link that is looked at, in bytes.
const LONGEST_LINK: usize = 2_000;
/// How deep parentheses may nest in one, as other readers of Markdown have it.
const DEEPEST: u32 = 32;
/// The longest tag of a broken pair, in bytes.
const LONGEST_TAG: usize = 200;
/// How the tags of pairs begin, and how all of them end.
const PAIR_TAGS: [&str; 3] = ["<span data-ttu-id", "<span class=\"sxs-lookup\"", "<span data-stu-id"];
const PAIR_END: &str = "</span>";

/// The twin of a page of the shelf's locale that has this title.
pub(super) fn twin(shelf: &Shelf<'_>, page: &Page, languages: Languages, title: &str) -> String {
    let sheet = &page.sheet;
    let unwoven = &sheet.unwoven;
    let body = match languages {
        Languages::Source => unwoven.source.get(sheet.body as usize..),
        Languages::All => {
            let body = Span { start: sheet.body, end: unwoven.source.len() as u32 };
            unwoven.target.get(unwoven.source_to_target(body).start as usize..)
        }
    };
    let body = body.unwrap_or_default();
    let mut twin = Twin {
        text: String::with_capacity(body.len() + 256),
        resolve: &|link| shelf.links.twin(sheet, link),
        has_spans: !unwoven.flaws.is_empty(),
        brackets: Vec::new(),
        dropped: Vec::new(),
    };
    front_matter(shelf, &sheet.key, title, &mut twin.text);
    twin.body(body.trim_start_matches(['\n', '\r']));
    twin.finish()
}

/// What the twin says of itself: its title and locale, the same page in the source language, and its HTML.
fn front_matter(shelf: &Shelf<'_>, key: &str, title: &str, text: &mut String) {
    // A string of JSON is one of YAML.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let mut line = |name: &str, value: &str| {
        text.push_str(name);
        text.push_str(": ");
        text.push_str(value);
        text.push('\n');
    };
    line("---\ntitle", &quoted(title));
    line("locale", shelf.locale.as_str());
    if shelf.locale != shelf.source && shelf.locales.contains(shelf.source) {
        let base = super::links::base(key);
        line("source", &quoted(&format!("{base}../{}/{}", shelf.source, twin_path(key))));
    }
    let html = html_path(key);
    line("page", &quoted(html.rsplit('/').next().unwrap_or(&html)));
    text.push_str("---\n\n");
}

/// Writes a twin.
struct Twin<'a> {
    text: String,
    /// Where a link leads in the twin; `None` where it leads nowhere.
    resolve: &'a dyn Fn(&str) -> Option<String>,
    /// Whether tags of pairs that could not be read may stand in the text.
    has_spans: bool,
    /// Where in `text` the square brackets are that are open in this paragraph.
    brackets: Vec<usize>,
    /// Where in `text` brackets are that fall away with their dead links, as bytes.
    dropped: Vec<usize>,
}

impl Twin<'_> {
    /// Takes the text line by line; what is fenced stays as it is.
    fn body(&mut self, body: &str) {
        let mut fence: Option<&str> = None;
        for line in body.split_inclusive('\n') {
            let bare = line.trim_start_matches([' ', '>']);
            let mark = &bare[..bare.len() - bare.trim_start_matches(['`', '~']).len()];
            let is_fence = mark.len() >= 3 && (mark.bytes().all(|byte| byte == mark.as_bytes()[0]));
            match fence {
                Some(open) => {
                    let closes = is_fence && mark.starts_with(open) && bare.trim_end().len() == mark.len();
                    fence = fence.filter(|_| !closes);
                    self.text.push_str(line);
                }
                None if is_fence => {
                    fence = Some(mark);
                    self.text.push_str(line);
                }
                None => {
                    if line.trim().is_empty() {
                        self.brackets.clear();
                    }
                    self.line(line);
                }
            }
        }
    }

    fn line(&mut self, line: &str) {
        let mut rest = line;
        // How many backquotes opened the code that is open; it ends with the line at the latest.
        let mut code = 0;
        let tells = |byte| matches!(byte, b'\\' | b'`' | b'[' | b']' | b'<');
        while let Some(at) = rest.bytes().position(tells) {
            self.text.push_str(&rest[..at]);
            rest = &rest[at..];
            let taken = match rest.as_bytes()[0] {
                b'`' => {
                    let run = rest.len() - rest.trim_start_matches('`').len();
                    code = if code == 0 {
                        run
                    } else if code == run {
                        0
                    } else {
                        code
                    };
                    run
                }
                b'\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
                b'[' if code == 0 => {
                    self.brackets.push(self.text.len());
                    1
                }
                b']' if code == 0 => {
                    rest = &rest[self.closed(rest)..];
                    continue;
                }
                b'<' => {
                    if let Some(dropped) = self.noise(rest) {
                        rest = &rest[dropped..];
                        continue;
                    }
                    1
                }
                _ => 1,
            };
            self.text.push_str(&rest[..taken]);
            rest = &rest[taken..];
        }
        self.text.push_str(rest);
    }

    /// How many bytes of markup begin here that say nothing to a reader: the tags of a broken pair, a break that ends a cell.
    fn noise(&self, rest: &str) -> Option<usize> {
        if let Some(behind) = ["<br/>", "<br>", "<br />"].iter().find_map(|tag| rest.strip_prefix(tag)) {
            let behind_spaces = behind.trim_start_matches(' ');
            let ends_cell = behind_spaces.is_empty() || behind_spaces.starts_with(['|', '\n', '\r']);
            return ends_cell.then_some(rest.len() - behind.len());
        }
        if !self.has_spans {
            return None;
        }
        if rest.starts_with(PAIR_END) {
            return Some(PAIR_END.len());
        }
        PAIR_TAGS.iter().find(|tag| rest.starts_with(**tag))?;
        rest.bytes().take(LONGEST_TAG).position(|byte| byte == b'>').map(|end| end + 1)
    }

    /// Writes what begins with a closing bracket, and gives how many bytes of it that were.
    fn closed(&mut self, rest: &str) -> usize {
        let opened = self.brackets.pop();
        let Some(open) = opened.filter(|_| rest[1..].starts_with('(')) else {
            self.text.push(']');
            return 1;
        };
        let behind = &rest[2..];
        let Some(destination) = destination(behind) else {
            self.text.push(']');
            return 1;
        };
        let written = destination.of(behind);
        let end = destination.end as usize;
        if let Some(address) = (self.resolve)(written) {
            self.text.push_str("](");
            self.text.push_str(&behind[..destination.start as usize]);
            self.text.push_str(&address);
            return 2 + end;
        }
        // Words alone, where that is surely a link and no index of an array.
        let Some(past) = Some(&behind[end..]).filter(|_| is_file(written)).and_then(link_end) else {
            self.text.push(']');
            return 1;
        };
        self.dropped.push(open);
        if self.text.as_bytes().get(open.wrapping_sub(1)) == Some(&b'!') {
            self.dropped.push(open - 1);
        }
        2 + end + past
    }

    /// The text without what was dropped, and with one line break at its end.
    fn finish(mut self) -> String {
        self.dropped.sort_unstable();
        let kept = self.text.trim_end().len();
        let mut text = String::with_capacity(kept + 1);
        let mut from = 0;
        for &at in self.dropped.iter().filter(|at| **at < kept) {
            text.push_str(self.text.get(from..at).unwrap_or_default());
            from = at + 1;
        }
        text.push_str(self.text.get(from..kept).unwrap_or_default());
        text.push('\n');
        text
    }
}

/// Where the destination of a link stands in the text behind its opening parenthesis.
fn destination(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start_matches(' ').len();
    let bytes = text.as_bytes().get(start..)?;
    if bytes.first() == Some(&b'<') {
        let end =
            bytes.iter().take(LONGEST_LINK).skip(1).position(|byte| matches!(byte, b'<' | b'>' | b'\n'))? + 1;
        return (bytes[end] == b'>').then(|| Span::new(start + 1, start + end));
    }
    let mut depth = 0_u32;
    for (at, byte) in bytes.iter().enumerate().take(LONGEST_LINK) {
        match byte {
            b'(' if depth == DEEPEST => return None,
            b'(' => depth += 1,
            b')' if depth > 0 => depth -= 1,
            b')' | b' ' | b'\t' | b'\n' | b'\r' => return (at > 0).then(|| Span::new(start, start + at)),
            _ => {}
        }
    }
    None
}

/// How many bytes a link's end takes behind its destination: a title, if any, and the closing parenthesis.
fn link_end(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches(['>', ' ']);
    let before = text.len() - bare.len();
    if bare.starts_with(')') {
        return Some(before + 1);
    }
    let quote = bare.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let close = bare.bytes().take(LONGEST_LINK).skip(1).position(|byte| byte == quote)? + 1;
    bare[close + 1..].starts_with(')').then_some(before + close + 2)
}

/// Whether a link's destination is a page or a picture by its name.
fn is_file(link: &str) -> bool {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    path.contains('.')
        && matches!(ending.as_str(), "md" | "png" | "gif" | "jpg" | "jpeg" | "svg" | "htm" | "html" | "aspx")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn twin(text: &str) -> String {
        let resolve = |link: &str| match link {
            "Page.md" => Some("page.md".to_owned()),
            "gone.md" | "x" => None,
            other => Some(other.to_owned()),
        };
        let mut twin = Twin {
            text: String::new(),
            resolve: &resolve,
            has_spans: true,
            brackets: Vec::new(),
            dropped: Vec::new(),
        };
        twin.body(text);
        twin.finish()
    }

    #[test]
    fn links_lead_to_twins_and_dead_ones_are_words() {
        let cases = [
            ("[a](Page.md)", "[a](page.md)\n"),
            ("[a](<Page.md> \"t\") b", "[a](<page.md> \"t\") b\n"),
            ("a [b `]` c](gone.md) d", "a b `]` c d\n"),
            ("![b](gone.md \"x\")[c](Page.md)", "b[c](page.md)\n"),
            ("`[a](Page.md)` \\[b](Page.md)", "`[a](Page.md)` \\[b](Page.md)\n"),
            ("```\n[a](Page.md)\n```\n[a](Page.md)", "```\n[a](Page.md)\n```\n[a](page.md)\n"),
            ("f[0](x) [a](", "f[0](x) [a](\n"),
            ("[a [b](Page.md) c](gone.md)", "a [b](page.md) c\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(twin(text), expected, "{text}");
        }
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        assert_eq!(twin("| a  <br/> | b<br/>c <br> |"), "| a   | b<br/>c  |\n");
        assert_eq!(twin("<span data-ttu-id=\"1\">a</span><span class=\"sxs-lookup\">b"), "ab\n");
    }

    #[test]
    fn hostile_text_takes_its_time_once() {
        let started = std::time::Instant::now();
        for text in
            ["[", "]", "](", "[](", "[a](gone.md)", "`", "<span data-ttu-id", "[a](<", "(((", "``` \n"]
        {
            let text = text.repeat((1 << 20) / text.len());
            assert!(!twin(&text).is_empty());
        }
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
