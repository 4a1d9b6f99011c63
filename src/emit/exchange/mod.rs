//! Segments as translation tools exchange them: one file a format, written page by page.
//!
//! A segment's address is its page and its ordinal there: ttu ids do not survive a publish, and go along as notes. Formats that come
//! back carry the fingerprint of the target as it was exported, by which [`crate::import`] finds what has changed meanwhile.

mod csv;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod po;
mod tmx;
mod xliff;
mod xliff2;
mod xml;

#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::sync::Arc;

use crate::locale::Locale;
use crate::segment::Unwoven;

/// One format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The ending of its files, without the dot.
    pub extension: &'static str,
    /// Whether one file holds several target languages.
    pub holds_many: bool,
    make: fn() -> Box<dyn Writer>,
}

/// Every format, in the order in which `--help` names them.
pub static FORMATS: &[Format] = &[
    Format { name: "tmx", extension: "tmx", holds_many: true, make: || Box::<tmx::Tmx>::default() },
    Format { name: "xliff", extension: "xlf", holds_many: false, make: || Box::new(xliff::Xliff) },
    Format { name: "xliff2", extension: "xlf", holds_many: false, make: || Box::<xliff2::Xliff2>::default() },
    Format { name: "po", extension: "po", holds_many: false, make: || Box::new(po::Po) },
    Format { name: "jsonl", extension: "jsonl", holds_many: true, make: || Box::new(jsonl::JsonLines) },
    Format { name: "csv", extension: "csv", holds_many: true, make: || Box::new(csv::Csv) },
    #[cfg(feature = "parquet")]
    Format {
        name: "parquet",
        extension: "parquet",
        holds_many: true,
        make: || Box::<parquet::Parquet>::default(),
    },
];

/// A segment's English is not said any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// What the English says in its place, where that is known.
    pub now: Option<Arc<str>>,
}

/// Tells what became of a segment's English since it was translated, if anything: locale, page, ordinal.
pub type Staleness<'a> = &'a dyn Fn(&Locale, &str, usize) -> Option<Stale>;

/// What one file is written of.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The language of the source halves.
    pub source: &'a Locale,
    /// The target language; for formats that hold many, the first.
    pub locale: &'a Locale,
    /// Which segments are stale.
    pub stale: Staleness<'a>,
    /// Whether stale segments alone are written.
    pub only_stale: bool,
}

/// A page to be written.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Its locale.
    pub locale: &'a Locale,
    /// Its key.
    pub key: &'a str,
    /// Its texts and segments.
    pub unwoven: &'a Unwoven,
}

/// A segment to be written.
#[derive(Clone, Debug)]
struct Unit<'a> {
    /// Its place on the page, from 1.
    ordinal: usize,
    /// Its ttu id.
    id: &'a str,
    source: &'a str,
    target: &'a str,
    /// Whether its English has changed since it was translated.
    is_stale: bool,
    /// What the English says in its place now, where that is known.
    now: Option<Arc<str>>,
}

/// Writes one format. What it appends to `out` is written away between pages.
trait Writer {
    fn begin(&mut self, job: &Job<'_>, out: &mut Vec<u8>);
    fn page(&mut self, job: &Job<'_>, page: &Page<'_>, out: &mut Vec<u8>);
    fn end(&mut self, out: &mut Vec<u8>) -> io::Result<()>;
}

/// How many bytes are gathered before they are written.
const PORTION: usize = 1 << 16;

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Writes a file of the pages, one after another: no more than one page is held as text.
    ///
    /// # Errors
    ///
    /// When `out` fails.
    pub fn write(
        &self,
        job: &Job<'_>,
        mut next: impl FnMut(&mut dyn FnMut(&Page<'_>) -> io::Result<()>) -> io::Result<()>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let mut writer = (self.make)();
        let mut portion = Vec::with_capacity(2 * PORTION);
        writer.begin(job, &mut portion);
        next(&mut |page| {
            if page.units(job).next().is_some() {
                writer.page(job, page, &mut portion);
                if portion.len() >= PORTION {
                    out.write_all(&portion)?;
                    portion.clear();
                }
            }
            Ok(())
        })?;
        writer.end(&mut portion)?;
        out.write_all(&portion)
    }
}

impl<'a> Page<'a> {
    /// The page's segments.
    fn units(&self, job: &Job<'a>) -> impl Iterator<Item = Unit<'a>> {
        let Page { locale, key, unwoven } = *self;
        let Job { stale, only_stale, .. } = *job;
        unwoven.segments.iter().enumerate().filter_map(move |(place, segment)| {
            let stale = stale(locale, key, place + 1);
            (stale.is_some() || !only_stale).then(|| Unit {
                ordinal: place + 1,
                id: unwoven.id_of(segment),
                source: segment.source.of(&unwoven.source),
                target: segment.target.of(&unwoven.target),
                is_stale: stale.is_some(),
                now: stale.and_then(|stale| stale.now),
            })
        })
    }
}

/// Appends texts.
fn put(out: &mut Vec<u8>, parts: &[&str]) {
    for part in parts {
        out.extend_from_slice(part.as_bytes());
    }
}

/// Appends a number.
fn put_number(out: &mut Vec<u8>, number: impl TryInto<u64>) {
    let mut number = number.try_into().unwrap_or(u64::MAX);
    let mut digits = [0; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            return out.extend_from_slice(&digits[at..]);
        }
    }
}
