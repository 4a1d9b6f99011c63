//! PO read back, line by line.

use std::io::BufRead;

use super::input::{Broken, Counted};
use super::unit::{Bit, Part, Sink, Unit};

/// The string that continued lines belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    None,
    Context,
    Source,
    Target,
}

/// An entry while it is read.
#[derive(Default)]
struct Entry {
    context: Option<String>,
    source: Option<String>,
    target: Option<String>,
    exported: Option<u64>,
    page_source: Option<u64>,
    is_fuzzy: bool,
    /// The line of its last string.
    line: u32,
}

/// Reads a file.
pub(super) fn read<R: BufRead>(mut input: Counted<R>, sink: Sink<'_>) -> Result<(), Broken> {
    let mut entry = Entry::default();
    let mut field = Field::None;
    let mut bytes = Vec::new();
    let mut has_header = false;
    loop {
        bytes.clear();
        let line = input.line;
        let broken = |message: &str| Broken::new(line, message);
        input.read_until(b'\n', &mut bytes).map_err(|error| broken(&error.to_string()))?;
        let text =
            std::str::from_utf8(&bytes).map_err(|_| broken("the file is not UTF-8; save it as UTF-8"))?;
        let content = text.trim();
        let begins = content.starts_with('#') || content.starts_with("msgctxt ") || bytes.is_empty();
        let begins = begins || (content.starts_with("msgid ") && field != Field::Context);
        if begins && entry.target.is_some() {
            if !hand_on(std::mem::take(&mut entry), &mut has_header, sink)? {
                return Ok(());
            }
            field = Field::None;
        }
        if bytes.is_empty() {
            let is_whole = entry.context.is_none() && entry.source.is_none();
            return match (is_whole, has_header) {
                (true, true) => Ok(()),
                (true, false) => Err(broken("the file has no entries")),
                (false, _) => Err(broken("the file ends in the middle of an entry")),
            };
        }
        if content.starts_with('#') {
            comment(content, &mut entry);
        } else if !content.is_empty() {
            string(content, &mut entry, &mut field).map_err(|message| broken(&message))?;
            entry.line = line;
        }
    }
}

/// A comment: of ours, of gettext's flags, or of none of our business.
fn comment(line: &str, entry: &mut Entry) {
    if let Some(own) = line.strip_prefix("#. ttu ") {
        let number = |hash: &str| u64::from_str_radix(hash.trim(), 16).ok();
        let (before, exported) = own.rsplit_once(", target ").unwrap_or((own, ""));
        entry.exported = number(exported).or(entry.exported);
        let source = before.rsplit_once(", source ").and_then(|(_, hash)| number(hash));
        entry.page_source = source.or(entry.page_source);
    } else if let Some(flags) = line.strip_prefix("#,") {
        entry.is_fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
    }
}

/// A keyword with a string, or a string that goes on.
fn string(line: &str, entry: &mut Entry, field: &mut Field) -> Result<(), String> {
    let (keyword, quoted) = line.split_at(line.find('"').unwrap_or(line.len()));
    let place = match keyword.trim() {
        "" => match field {
            Field::None => return Err("a string stands alone".to_owned()),
            Field::Context => entry.context.get_or_insert_default(),
            Field::Source => entry.source.get_or_insert_default(),
            Field::Target => entry.target.get_or_insert_default(),
        },
        "msgctxt" if entry.context.is_none() => {
            *field = Field::Context;
            entry.context.get_or_insert_default()
        }
        "msgid" if entry.source.is_none() => {
            *field = Field::Source;
            entry.source.get_or_insert_default()
        }
        "msgstr" if entry.source.is_some() && entry.target.is_none() => {
            *field = Field::Target;
            entry.target.get_or_insert_default()
        }
        "msgid_plural" => return Err("no segment has a plural".to_owned()),
        keyword => return Err(format!("`{keyword}` cannot stand here")),
    };
    place.push_str(&unquoted(quoted)?);
    Ok(())
}

/// What stands between the quotation marks of a line, with its escapes undone.
fn unquoted(line: &str) -> Result<String, String> {
    let inner = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).filter(|_| line.len() > 1);
    let inner = inner.ok_or("a string is not closed")?;
    let mut text = String::with_capacity(inner.len());
    let mut letters = inner.chars().peekable();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '"' => return Err("a quotation mark in a string is not escaped".to_owned()),
            '\\' => match letters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some('a') => '\x07',
                Some('b') => '\x08',
                Some('f') => '\x0c',
                Some('v') => '\x0b',
                Some(sign @ ('"' | '\\')) => sign,
                Some(digit @ '0'..='7') => {
                    let mut value = digit.to_digit(8).unwrap_or_default();
                    for _ in 0..2 {
                        let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(8)) else { break };
                        value = value * 8 + digit;
                        letters.next();
                    }
                    u8::try_from(value).ok().filter(u8::is_ascii).ok_or("an escape is no character")?.into()
                }
                Some(other) => return Err(format!("`\\{other}` is no escape")),
                None => return Err("a string is not closed".to_owned()),
            },
            letter => letter,
        });
    }
    Ok(text)
}

/// Hands an entry on; the header tells the locale. `false` where no more is wanted.
fn hand_on(entry: Entry, has_header: &mut bool, sink: Sink<'_>) -> Result<bool, Broken> {
    let line = entry.line;
    let source = entry.source.unwrap_or_default();
    let target = entry.target.unwrap_or_default();
    let Some(context) = entry.context else {
        if !source.is_empty() {
            return Err(Broken::new(line, "an entry has no msgctxt, which names its page"));
        }
        *has_header = true;
        let value = |name: &str| {
            let mut lines = target.lines().filter_map(|line| line.split_once(':'));
            lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value.trim())
        };
        let charset = value("Content-Type").rsplit_once("charset=").map_or("", |(_, charset)| charset);
        if !charset.eq_ignore_ascii_case("utf-8") && !charset.is_empty() {
            return Err(Broken::new(line, format!("the file says that it is {charset}; save it as UTF-8")));
        }
        return Ok(sink(Part::Locale(value("Language").to_owned(), line)));
    };
    if !*has_header {
        return Err(Broken::new(line, "the file has no header, which names its language"));
    }
    let (page, ordinal) = context.rsplit_once('#').unwrap_or((&context, ""));
    let content = |text: String| if text.is_empty() { Vec::new() } else { vec![Bit::Text(text)] };
    Ok(sink(Part::Unit(Unit {
        line,
        page: page.to_owned(),
        ordinal: ordinal.to_owned(),
        newer: entry.page_source.map(|_| source.clone()),
        source: content(source),
        target: content(target),
        exported: entry.exported,
        page_source: entry.page_source,
        is_unfinished: entry.is_fuzzy,
        is_done: !entry.is_fuzzy,
    })))
}
