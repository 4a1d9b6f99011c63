//! JSON lines: what `mapidoc segments` prints, and whether the segment is stale.

use std::io;

use serde::Serialize;

use super::{Job, Page, Writer};
use crate::locale::Locale;

pub(super) struct JsonLines;

#[derive(Serialize)]
struct Line<'a> {
    locale: &'a Locale,
    page: &'a str,
    ordinal: usize,
    id: &'a str,
    source: &'a str,
    target: &'a str,
    stale: bool,
}

impl Writer for JsonLines {
    fn begin(&mut self, _: &Job<'_>, _: &mut Vec<u8>) {}

    fn page(&mut self, job: &Job<'_>, page: &Page<'_>, out: &mut Vec<u8>) {
        for unit in page.units(job) {
            let line = Line {
                locale: page.locale,
                page: page.key,
                ordinal: unit.ordinal,
                id: unit.id,
                source: unit.source,
                target: unit.target,
                stale: unit.is_stale,
            };
            // Strings and numbers into memory: there is nothing to fail.
            let _ = serde_json::to_writer(&mut *out, &line);
            out.push(b'\n');
        }
    }

    fn end(&mut self, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}
