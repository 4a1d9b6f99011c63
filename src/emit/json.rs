//! The model and the segments as JSON.

use std::io::{self, Write};

use serde::Serialize;

use crate::locale::Locale;
use crate::model::Api;
use crate::segment::Unwoven;

/// Writes the model, indented, so that two of them can be compared line by line.
///
/// # Errors
///
/// When `out` fails.
pub fn model(api: &Api, out: impl Write) -> io::Result<()> {
    let mut out = out;
    serde_json::to_writer_pretty(&mut out, api)?;
    out.write_all(b"\n")
}

/// A line of `mapidoc segments`.
#[derive(Serialize)]
struct Line<'a> {
    locale: &'a Locale,
    page: &'a str,
    ordinal: usize,
    id: &'a str,
    source: &'a str,
    target: &'a str,
}

/// Writes the segments of a page as JSON lines, ordinals from 1.
///
/// # Errors
///
/// When `out` fails.
pub fn segments(locale: &Locale, page: &str, unwoven: &Unwoven, mut out: impl Write) -> io::Result<()> {
    for (place, segment) in unwoven.segments.iter().enumerate() {
        let line = Line {
            locale,
            page,
            ordinal: place + 1,
            id: unwoven.id_of(segment),
            source: segment.source.of(&unwoven.source),
            target: segment.target.of(&unwoven.target),
        };
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
