//! TMX 1.4b: translation memory, for every tool that has one.

use std::io;

use super::{Job, Page, Writer, put, put_number, xml};
use crate::segment::codes::{CodeKind, Coded, Piece, Shape};

pub(super) struct Tmx;

impl Writer for Tmx {
    fn begin(&mut self, job: &Job<'_>, out: &mut Vec<u8>) {
        put(out, &[xml::DECLARATION, "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n"]);
        put(out, &["<header creationtool=\"mapidoc\" creationtoolversion=\"", env!("CARGO_PKG_VERSION")]);
        put(out, &["\" segtype=\"sentence\" o-tmf=\"mapidoc\" adminlang=\"en\" datatype=\"x-markdown\""]);
        xml::attribute(out, "srclang", job.source.as_str());
        put(out, &["/>\n<body>\n"]);
    }

    fn page(&mut self, job: &Job<'_>, page: &Page<'_>, out: &mut Vec<u8>) {
        let mut context = Vec::new();
        put(&mut context, &["<tu><note>"]);
        let mut behind = Vec::new();
        put(&mut behind, &["</note><prop type=\"x-page\">"]);
        xml::code(&mut behind, page.key);
        put(&mut behind, &["</prop><prop type=\"x-ordinal\">"]);
        for unit in page.units(job) {
            out.extend_from_slice(&context);
            xml::code(out, unit.id);
            out.extend_from_slice(&behind);
            put_number(out, unit.ordinal);
            put(out, &["</prop>", if unit.is_stale { "<prop type=\"x-stale\">yes</prop>" } else { "" }]);
            let coded = Coded::new(unit.source, unit.target);
            half(out, job.source.as_str(), &coded.source);
            half(out, page.locale.as_str(), &coded.target);
            put(out, &["</tu>\n"]);
        }
    }

    fn end(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        put(out, &["</body>\n</tmx>\n"]);
        Ok(())
    }
}

fn half(out: &mut Vec<u8>, language: &str, pieces: &[Piece<'_>]) {
    put(out, &["<tuv xml:lang=\"", language, "\"><seg>"]);
    for piece in pieces {
        let (name, number) = match piece.shape {
            Shape::Text => {
                xml::text(out, piece.text);
                continue;
            }
            Shape::Open { .. } => ("bpt", " i=\""),
            Shape::Close { .. } => ("ept", " i=\""),
            Shape::Lone => ("it", " pos=\"begin\" x=\""),
            Shape::Holder => ("ph", " x=\""),
        };
        put(out, &["<", name, number]);
        put_number(out, piece.id);
        match piece.shape {
            // What a code closes, its partner has said.
            Shape::Close { .. } => put(out, &["\">"]),
            // `x` pairs the codes of the two languages.
            Shape::Open { .. } => {
                put(out, &["\" x=\""]);
                put_number(out, piece.id);
                put(out, &["\" type=\"", type_of(piece.kind), "\">"]);
            }
            _ => put(out, &["\" type=\"", type_of(piece.kind), "\">"]),
        }
        xml::code(out, piece.text);
        put(out, &["</", name, ">"]);
    }
    put(out, &["</seg></tuv>"]);
}

fn type_of(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Bold => "bold",
        CodeKind::Italic => "italic",
        CodeKind::Link => "link",
        CodeKind::Image => "image",
        CodeKind::Code => "x-code",
        CodeKind::Identifier => "x-identifier",
        CodeKind::Html => "x-html",
        CodeKind::Address => "x-address",
        CodeKind::Control => "x-control",
    }
}
