//! The linear scan: one pass from opening mark to opening mark, never looking back.
//!
//! A regular expression with lazy halves is quadratic on pages that lack a closing mark; this scan reads each byte a
//! bounded number of times. It leans on one fact of the form: neither half holds the mark that opens a pair.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::{Flaw, Segment, Unwoven};
use crate::span::Span;

/// Opens a pair; `="ID">` follows.
const TARGET_OPEN: &str = "<span data-ttu-id";
/// Closes the target half and opens the source half; `="ID">` follows.
const BETWEEN: &str = "</span><span class=\"sxs-lookup\"><span data-stu-id";
/// Closes the source half and the pair.
const CLOSE: &str = "</span></span>";
/// The marks as they are looked for: a page has dozens of pairs, and a search is prepared once.
static FIND_OPEN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(TARGET_OPEN));
static FIND_BETWEEN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(BETWEEN));
static FIND_CLOSE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(CLOSE));

/// How publishing tools break an attribute's quotation mark.
const ENTITY_QUOTE: &str = "&quot;";

/// Takes a page's file apart. Never fails: what is not a whole pair stays in both texts as it is, and is told in [`Unwoven::flaws`].
pub fn unweave(file: &str) -> Unwoven {
    let mut unwoven = Unwoven::default();
    let capacity = if FIND_OPEN.find(file.as_bytes()).is_some() { file.len() / 2 } else { file.len() };
    unwoven.source.reserve(capacity);
    unwoven.target.reserve(capacity);
    let mut copied = 0;
    let mut from = 0;
    while let Some(found) = FIND_OPEN.find(&file.as_bytes()[from..]) {
        let open = from + found;
        match pair_at(file, open) {
            Ok(pair) => {
                unwoven.source.push_str(&file[copied..open]);
                unwoven.target.push_str(&file[copied..open]);
                unwoven.push(file, &pair);
                copied = pair.whole.end as usize;
                from = copied;
            }
            Err(message) => {
                from = open + TARGET_OPEN.len();
                unwoven.flaws.push(Flaw { span: Span::new(open, from), message, recovered: false });
            }
        }
    }
    unwoven.source.push_str(&file[copied..]);
    unwoven.target.push_str(&file[copied..]);
    // Thousands of pages are held at once: what was reserved too much is given back.
    unwoven.source.shrink_to_fit();
    unwoven.target.shrink_to_fit();
    unwoven.segments.shrink_to_fit();
    unwoven.ids.shrink_to_fit();
    unwoven
}

/// A pair's places in the file.
struct Pair {
    id: Span,
    whole: Span,
    target: Span,
    source: Span,
    /// What its markup had wrong, though it could be read.
    recovered: Option<&'static str>,
}

impl Unwoven {
    fn push(&mut self, file: &str, pair: &Pair) {
        let source_start = self.source.len();
        self.source.push_str(pair.source.of(file));
        let target_start = self.target.len();
        self.target.push_str(pair.target.of(file));
        if let Some(message) = pair.recovered {
            self.flaws.push(Flaw { span: pair.whole, message, recovered: true });
            let markup = |start, end| Span { start, end }.of(file).to_owned();
            let markup = [
                markup(pair.whole.start, pair.target.start),
                markup(pair.target.end, pair.source.start),
                markup(pair.source.end, pair.whole.end),
            ];
            self.odd_markup.insert(pair.whole.start, markup);
        }
        let id_start = self.ids.len();
        self.ids.push_str(pair.id.of(file));
        self.segments.push(Segment {
            id: Span::new(id_start, self.ids.len()),
            whole: pair.whole,
            target_in_file: pair.target,
            source_in_file: pair.source,
            target: Span::new(target_start, self.target.len()),
            source: Span::new(source_start, self.source.len()),
            recovered: pair.recovered.is_some(),
        });
    }
}

/// Reads the pair that opens at `open`, or says why there is none.
fn pair_at(file: &str, open: usize) -> Result<Pair, &'static str> {
    let (id, target_start, odd_open) =
        attribute(file, open + TARGET_OPEN.len()).ok_or("a pair's opening span is not closed")?;
    // The next opening mark bounds the search, so that a lost closing mark costs one pair and not the page's speed.
    let bytes = file.as_bytes();
    let limit = FIND_OPEN.find(&bytes[target_start..]).map_or(bytes.len(), |next| target_start + next);
    let between = FIND_BETWEEN.find(&bytes[target_start..limit]).ok_or("a target half has no source half")?;
    let target = Span::new(target_start, target_start + between);
    let (source_id, source_start, odd_source) = attribute(file, target_start + between + BETWEEN.len())
        .filter(|&(_, start, _)| start <= limit)
        .ok_or("a source half's span is not closed")?;
    let close = FIND_CLOSE.find(&bytes[source_start..limit]).ok_or("a source half is not closed")?;
    let source = Span::new(source_start, source_start + close);
    let recovered = if odd_open || odd_source {
        Some("a pair's id is not closed by a quotation mark")
    } else if id.of(file) != source_id.of(file) {
        Some("the ids of a pair's two halves differ")
    } else {
        None
    };
    Ok(Pair { id, whole: Span::new(open, source_start + close + CLOSE.len()), target, source, recovered })
}

/// Reads `="ID">` at `at`: the id, where the half's text begins, and whether the marks around the id were odd.
fn attribute(file: &str, at: usize) -> Option<(Span, usize, bool)> {
    let quote = |at: usize| -> Option<usize> {
        let rest = &file[at..];
        if rest.starts_with('"') {
            Some(1)
        } else {
            rest.starts_with(ENTITY_QUOTE).then_some(ENTITY_QUOTE.len())
        }
    };
    let at = at + file[at..].strip_prefix('=').map(|_| 1)?;
    let opening = quote(at);
    let start = at + opening.unwrap_or(0);
    let end =
        start + file[start..].find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'))?;
    let closing = quote(end);
    let text = end + closing.unwrap_or(0);
    let regular = opening == Some(1) && closing == Some(1) && start < end;
    file[text..].starts_with('>').then_some((Span::new(start, end), text + 1, !regular))
}
