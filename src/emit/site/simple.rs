//! Inline Markdown that can be read in one way only: names in `_emphasis_`, `**words in bold**`, `[links](page.md)`.
//!
//! It is most of what halves of pairs have, in runs of a dozen words, for which a parser costs more than it tells. Whatever
//! is not clear at once, by the letters beside each mark, is left to it; a test compares the two.

use super::escape::escape_into;

/// The bytes that mean something to Markdown within a line.
static TELLING: [bool; 256] = {
    let mut table = [false; 256];
    let telling = b"*_`[]<\\&\n\r~";
    let mut place = 0;
    while place < telling.len() {
        table[telling[place] as usize] = true;
        place += 1;
    }
    table
};

/// Whether text may be anything but itself to Markdown.
pub(super) fn needs_markdown(text: &str) -> bool {
    text.bytes().any(|byte| TELLING[byte as usize])
}

/// Appends the opening tag of a link to a target as written.
pub(super) type Opener<'a> = &'a dyn Fn(&str, &mut String);

/// Appends the HTML of a line of Markdown and returns whether it did: not where the line is not simple.
///
/// `open` is `None` where links must not be, and are the words that they have.
pub(super) fn simple(text: &str, html: &mut String, open: Option<Opener<'_>>) -> bool {
    let start = html.len();
    let done = write(text, html, open).is_some();
    if !done {
        html.truncate(start);
    }
    done
}

fn write(text: &str, html: &mut String, open: Option<Opener<'_>>) -> Option<()> {
    // The parser leaves spaces at a paragraph's end out.
    if text.ends_with([' ', '\t']) {
        return None;
    }
    let mut rest = 0;
    while let Some(at) = next(text, rest) {
        escape_into(&text[rest..at], html);
        rest = match text.as_bytes()[at] {
            b'_' => emphasis(text, at, "_", "em", html)?,
            b'*' => emphasis(text, at, "**", "strong", html)?,
            b'[' => link(text, at, html, open)?,
            _ => return None,
        };
    }
    escape_into(&text[rest..], html);
    Some(())
}

/// The next byte from `from` on that means something: an underscore within a word does not.
fn next(text: &str, mut from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    loop {
        let at = from + bytes[from..].iter().position(|&byte| TELLING[byte as usize])?;
        if bytes[at] != b'_' || at == 0 || !is_letter(at - 1) || !is_letter(at + 1) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// What stands between two marks, the first of them at `at`; returns where the second ends.
fn emphasis(text: &str, at: usize, mark: &str, element: &str, html: &mut String) -> Option<usize> {
    let bytes = text.as_bytes();
    let opens = at == 0 || matches!(bytes[at - 1], b' ' | b'(');
    let inner = at + mark.len();
    if !opens || !text[at..].starts_with(mark) || !bytes.get(inner)?.is_ascii_alphanumeric() {
        return None;
    }
    let close = next(text, inner)?;
    let end = close + mark.len();
    let closes = bytes.get(end).is_none_or(|byte| matches!(byte, b' ' | b'.' | b',' | b';' | b':' | b')'));
    if !closes || !text[close..].starts_with(mark) || !bytes[close - 1].is_ascii_alphanumeric() {
        return None;
    }
    html.extend(["<", element, ">"]);
    escape_into(&text[inner..close], html);
    html.extend(["</", element, ">"]);
    Some(end)
}

/// The link that begins at `at`; returns where it ends.
fn link(text: &str, at: usize, html: &mut String, open: Option<Opener<'_>>) -> Option<usize> {
    let close = next(text, at + 1)?;
    let words = &text[at + 1..close];
    let behind = text[close..].strip_prefix("](")?;
    let target = &behind[..behind.find(')')?];
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'-' | b'_' | b'#' | b'%');
    let is_picture = at > 0 && text.as_bytes()[at - 1] == b'!';
    if is_picture || target.is_empty() || !target.bytes().all(is_plain) {
        return None;
    }
    // One without words gets some, and `[^` and `[!` are marks of their own.
    if !words.starts_with(|letter: char| letter.is_alphanumeric()) {
        return None;
    }
    if let Some(open) = open {
        open(target, html);
    }
    escape_into(words, html);
    if open.is_some() {
        html.push_str("</a>");
    }
    Some(close + "](".len() + target.len() + ")".len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::*;
    use crate::parse::outline;

    fn open(target: &str, html: &mut String) {
        html.extend(["<a href=\"", target, "\">"]);
    }

    /// What the parser makes of it.
    fn parsed(text: &str) -> String {
        let mut html = String::new();
        for event in Parser::new_ext(&format!("\u{2003}{text}"), outline::options()) {
            match event {
                Event::Text(text) => escape_into(&text, &mut html),
                Event::Start(Tag::Emphasis) => html.push_str("<em>"),
                Event::End(TagEnd::Emphasis) => html.push_str("</em>"),
                Event::Start(Tag::Strong) => html.push_str("<strong>"),
                Event::End(TagEnd::Strong) => html.push_str("</strong>"),
                Event::Start(Tag::Link { dest_url, .. }) => open(&dest_url, &mut html),
                Event::End(TagEnd::Link) => html.push_str("</a>"),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                other => html.extend(["odd ", &format!("{other:?}")]),
            }
        }
        html.strip_prefix('\u{2003}').unwrap_or(&html).to_owned()
    }

    fn made(text: &str) -> Option<String> {
        let mut html = "before".to_owned();
        let done = simple(text, &mut html, Some(&open));
        let html = html.strip_prefix("before").unwrap();
        assert!(done || html.is_empty(), "{text}: {html}");
        done.then(|| html.to_owned())
    }

    #[test]
    fn usual_markup_is_read() {
        for (text, html) in [
            ("The _ulFlags_ parameter", "The <em>ulFlags</em> parameter"),
            ("**MAPI_E_BUSY** (_a_b_).", "<strong>MAPI_E_BUSY</strong> (<em>a_b</em>)."),
            (
                "See [IMAPITable : IUnknown](imapitable.md#x_y).",
                "See <a href=\"imapitable.md#x_y\">IMAPITable : IUnknown</a>.",
            ),
            (
                "**Applies to**: Outlook 2013 | Outlook 2016",
                "<strong>Applies to</strong>: Outlook 2013 | Outlook 2016",
            ),
        ] {
            assert_eq!(made(text).as_deref(), Some(html));
            assert_eq!(parsed(text), html);
        }
        let mut html = String::new();
        assert!(simple("a [b](c.md) d", &mut html, None));
        assert_eq!(html, "a b d");
    }

    #[test]
    fn what_is_not_clear_is_left() {
        for text in [
            "*a*",
            "__a__",
            "***a***",
            "a*b",
            "は_a_",
            "_a_は",
            "_a **b**_",
            "**[a](b)**",
            "[a](b \"c\")",
            "[a]",
            "![a](b)",
            "[](a)",
            "[**a**](b)",
            "[a](<b>)",
            "`a`",
            "a\\_b",
            "&amp;",
            "<b>a</b>",
            "a ",
            "_a",
            "a\nb",
            "[^a](b)",
            "[a](b(c))",
            "_ a_",
        ] {
            assert_eq!(made(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn it_says_what_the_parser_says(pieces in prop::collection::vec(prop::sample::select(vec![
            "_", "_", "**", "*", "[", "](", ")", "](b.md)", "[a](b_c.md#d)", "_a_", "**a**", " ", " ", "a", "b1", "é", "表", ".", ",",
            "(", ":", "|", "!", "<", ">", "\"", "&", "\\", "`", "~", "#", "-", "1.", "\u{a0}", "\t", "=", "$", "^", "'",
        ]), 0..12)) {
            let text = pieces.concat();
            if let Some(html) = made(&text) {
                prop_assert_eq!(html, parsed(&text), "{:?}", text);
            }
            // What has no mark at all is written without asking either.
            if !needs_markdown(&text) && !text.ends_with([' ', '\t']) {
                let mut html = String::new();
                escape_into(&text, &mut html);
                prop_assert_eq!(html, parsed(&text), "{:?}", text);
            }
        }
    }
}
