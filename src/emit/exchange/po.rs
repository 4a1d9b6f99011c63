//! PO: gettext's form, for its editors and for those who review in one. [`crate::import`] reads it back.

use std::io;

use super::{Job, Page, Writer, put, put_number};
use crate::segment::codes::fingerprint;

pub(super) struct Po;

impl Writer for Po {
    fn begin(&mut self, job: &Job<'_>, out: &mut Vec<u8>) {
        put(out, &["msgid \"\"\nmsgstr \"\"\n"]);
        for (name, value) in [
            ("Project-Id-Version", concat!("mapidoc ", env!("CARGO_PKG_VERSION"))),
            // No date: the same pages make the same file.
            ("PO-Revision-Date", "1970-01-01 00:00+0000"),
            ("Last-Translator", "mapidoc <mapidoc@localhost>"),
            ("Language-Team", "none"),
            ("Language", &job.locale.as_str().replace('-', "_")),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ] {
            put(out, &["\"", name, ": ", value, "\\n\"\n"]);
        }
    }

    fn page(&mut self, job: &Job<'_>, page: &Page<'_>, out: &mut Vec<u8>) {
        let mut context = Vec::new();
        escaped(page.key, &mut context);
        for unit in page.units(job) {
            put(out, &["\n#. ttu ", unit.id]);
            // Where `msgid` is the new English, the fingerprint names the page's own source: editors drop what was before.
            if unit.now.is_some() {
                put(out, &[", source ", &format!("{:016x}", fingerprint(unit.source))]);
            }
            put(out, &[", target ", &format!("{:016x}", fingerprint(unit.target)), "\n"]);
            if unit.is_stale {
                put(out, &["#, fuzzy\n"]);
            }
            if unit.now.is_some() {
                put(out, &["#| msgid "]);
                string(unit.source, "#| ", out);
            }
            put(out, &["msgctxt \""]);
            out.extend_from_slice(&context);
            put(out, &["#"]);
            put_number(out, unit.ordinal);
            put(out, &["\"\nmsgid "]);
            string(unit.now.as_deref().unwrap_or(unit.source), "", out);
            put(out, &["msgstr "]);
            string(unit.target, "", out);
        }
    }

    fn end(&mut self, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}

/// A string, one line of the file for each of its own; `before` opens every line but the first.
fn string(text: &str, before: &str, out: &mut Vec<u8>) {
    if text.trim_end_matches('\n').contains('\n') {
        put(out, &["\"\"\n"]);
    }
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    for (index, line) in std::iter::once(first).chain(lines).enumerate() {
        let opens = index == 0 && !text.trim_end_matches('\n').contains('\n');
        put(out, &[if opens { "" } else { before }, "\""]);
        escaped(line, out);
        put(out, &["\"\n"]);
    }
}

fn escaped(text: &str, out: &mut Vec<u8>) {
    for byte in text.bytes() {
        match byte {
            b'"' => put(out, &["\\\""]),
            b'\\' => put(out, &["\\\\"]),
            b'\n' => put(out, &["\\n"]),
            b'\r' => put(out, &["\\r"]),
            b'\t' => put(out, &["\\t"]),
            // In three octal digits, so that a digit may follow.
            0..b' ' | 0x7f => put(out, &[&format!("\\{byte:03o}")]),
            _ => out.push(byte),
        }
    }
}
