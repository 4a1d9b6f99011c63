//! XLIFF 1.2: what most translation tools take. [`crate::import`] reads it back.

use std::io;

use super::{Job, Page, Unit, Writer, put, put_number, xml};
use crate::segment::codes::{CodeKind, Coded, Piece, Shape, fingerprint};

pub(super) struct Xliff;

impl Writer for Xliff {
    fn begin(&mut self, _: &Job<'_>, out: &mut Vec<u8>) {
        put(
            out,
            &[xml::DECLARATION, "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n"],
        );
    }

    fn page(&mut self, job: &Job<'_>, page: &Page<'_>, out: &mut Vec<u8>) {
        put(out, &["<file datatype=\"x-markdown\" xml:space=\"preserve\""]);
        xml::attribute(out, "original", page.key);
        xml::attribute(out, "source-language", job.source.as_str());
        xml::attribute(out, "target-language", page.locale.as_str());
        put(out, &["><header><tool tool-id=\"mapidoc\" tool-name=\"mapidoc\" tool-version=\""]);
        put(out, &[env!("CARGO_PKG_VERSION"), "\"/></header><body>\n"]);
        for unit in page.units(job) {
            write(&unit, out);
        }
        put(out, &["</body></file>\n"]);
    }

    fn end(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        put(out, &["</xliff>\n"]);
        Ok(())
    }
}

fn write(unit: &Unit<'_>, out: &mut Vec<u8>) {
    put(out, &["<trans-unit id=\""]);
    put_number(out, unit.ordinal);
    put(out, &["\" extradata=\"", &format!("{:016x}", fingerprint(unit.target)), "\"><source>"]);
    let coded = Coded::new(unit.source, unit.target);
    pieces(&coded.source, out);
    let state = if unit.is_stale { "needs-review-translation" } else { "translated" };
    put(out, &["</source><target state=\"", state, "\">"]);
    pieces(&coded.target, out);
    put(out, &["</target><note>"]);
    xml::code(out, unit.id);
    if let Some(now) = &unit.now {
        put(out, &["</note><note from=\"mapidoc-english\" annotates=\"source\">"]);
        xml::code(out, now);
    }
    put(out, &["</note></trans-unit>\n"]);
}

fn pieces(pieces: &[Piece<'_>], out: &mut Vec<u8>) {
    for piece in pieces {
        match piece.shape {
            Shape::Text => xml::text(out, piece.text),
            Shape::Open { nested: true } if is_emphasis(piece.kind) => {
                put(out, &["<g id=\""]);
                put_number(out, piece.id);
                put(out, &["\" ctype=\"", type_of(piece.kind), "\">"]);
            }
            Shape::Close { nested: true } if is_emphasis(piece.kind) => put(out, &["</g>"]),
            Shape::Open { .. } => code(out, "bpt", piece, ""),
            Shape::Close { .. } => code(out, "ept", piece, ""),
            Shape::Lone => code(out, "it", piece, " pos=\"open\""),
            Shape::Holder => code(out, "ph", piece, ""),
        }
    }
}

/// A code with its bytes, which tools show and protect.
fn code(out: &mut Vec<u8>, name: &str, piece: &Piece<'_>, more: &str) {
    put(out, &["<", name, " id=\""]);
    put_number(out, piece.id);
    put(out, &["\"", more]);
    // An end of a pair has no type of its own.
    if name != "ept" {
        put(out, &[" ctype=\"", type_of(piece.kind), "\""]);
    }
    put(out, &[">"]);
    xml::code(out, piece.text);
    put(out, &["</", name, ">"]);
}

fn is_emphasis(kind: CodeKind) -> bool {
    matches!(kind, CodeKind::Bold | CodeKind::Italic)
}

fn type_of(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Bold => "bold",
        CodeKind::Italic => "italic",
        CodeKind::Link => "link",
        CodeKind::Image => "x-image",
        CodeKind::Code => "x-code",
        CodeKind::Identifier => "x-identifier",
        CodeKind::Html => "x-html",
        CodeKind::Address => "x-address",
        CodeKind::Control => "x-control",
    }
}
