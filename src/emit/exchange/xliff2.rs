//! XLIFF 2.1: codes without bytes of their own, which stand beside the unit as its original data.

use std::collections::HashMap;
use std::io;

use super::{Job, Page, Unit, Writer, put, put_number, xml};
use crate::segment::codes::{CodeKind, Coded, Piece, Shape, fingerprint};

#[derive(Default)]
pub(super) struct Xliff2 {
    /// How many pages there are: a file's id is a number, for pages' keys are no names of XML.
    pages: usize,
}

impl Writer for Xliff2 {
    fn begin(&mut self, job: &Job<'_>, out: &mut Vec<u8>) {
        put(
            out,
            &[xml::DECLARATION, "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\""],
        );
        xml::attribute(out, "srcLang", job.source.as_str());
        xml::attribute(out, "trgLang", job.locale.as_str());
        put(out, &[" xml:space=\"preserve\">\n"]);
    }

    fn page(&mut self, job: &Job<'_>, page: &Page<'_>, out: &mut Vec<u8>) {
        self.pages += 1;
        put(out, &["<file id=\"f"]);
        put_number(out, self.pages);
        put(out, &["\""]);
        xml::attribute(out, "original", page.key);
        put(out, &[">\n"]);
        for unit in page.units(job) {
            write(&unit, out);
        }
        put(out, &["</file>\n"]);
    }

    fn end(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        // The schema wants a file, even where no page has a segment.
        if self.pages == 0 {
            put(out, &["<file id=\"f0\"><unit id=\"0\"><segment><source/></segment></unit></file>\n"]);
        }
        put(out, &["</xliff>\n"]);
        Ok(())
    }
}

/// The original data of a unit: bytes → number.
type Data<'a> = HashMap<&'a str, usize>;

fn write(unit: &Unit<'_>, out: &mut Vec<u8>) {
    put(out, &["<unit id=\""]);
    put_number(out, unit.ordinal);
    put(
        out,
        &["\"><notes><note category=\"mapidoc-target\">", &format!("{:016x}", fingerprint(unit.target))],
    );
    put(out, &["</note><note category=\"mapidoc-ttu\">"]);
    xml::code(out, unit.id);
    if let Some(now) = &unit.now {
        put(out, &["</note><note category=\"mapidoc-english\" appliesTo=\"source\">"]);
        xml::code(out, now);
    }
    put(out, &["</note></notes>"]);
    let coded = Coded::new(unit.source, unit.target);
    let mut data = Data::new();
    for piece in coded.source.iter().chain(&coded.target).filter(|piece| piece.id > 0) {
        let number = data.len() + 1;
        if !data.contains_key(piece.text) {
            data.insert(piece.text, number);
            put(out, &[if number == 1 { "<originalData>" } else { "" }, "<data id=\"d"]);
            put_number(out, number);
            put(out, &["\">"]);
            xml::code(out, piece.text);
            put(out, &["</data>"]);
        }
    }
    put(out, &[if data.is_empty() { "" } else { "</originalData>" }]);
    let state = if unit.is_stale { "initial\" subState=\"mapidoc:stale" } else { "translated" };
    put(out, &["<segment state=\"", state, "\"><source>"]);
    pieces(&coded.source, &data, out);
    put(out, &["</source><target>"]);
    pieces(&coded.target, &data, out);
    put(out, &["</target></segment></unit>\n"]);
}

fn pieces(pieces: &[Piece<'_>], data: &Data<'_>, out: &mut Vec<u8>) {
    // An opening mark refers to its partner's bytes too.
    let closing: HashMap<u32, &str> = pieces
        .iter()
        .filter(|piece| matches!(piece.shape, Shape::Close { .. }))
        .map(|piece| (piece.id, piece.text))
        .collect();
    let reference = |out: &mut Vec<u8>, name: &str, bytes: &str| {
        put(out, &[" ", name, "=\"d"]);
        put_number(out, data.get(bytes).copied().unwrap_or_default());
        put(out, &["\""]);
    };
    let begin = |out: &mut Vec<u8>, name: &str, piece: &Piece<'_>| {
        put(out, &["<", name, " id=\""]);
        put_number(out, piece.id);
        put(out, &["\" canDelete=\"no\" canCopy=\"no\"", type_of(piece.kind)]);
    };
    for piece in pieces {
        match piece.shape {
            Shape::Text => xml::text(out, piece.text),
            Shape::Open { nested: true } => {
                begin(out, "pc", piece);
                reference(out, "dataRefStart", piece.text);
                reference(out, "dataRefEnd", closing.get(&piece.id).copied().unwrap_or_default());
                put(out, &[">"]);
            }
            Shape::Close { nested: true } => put(out, &["</pc>"]),
            Shape::Open { nested: false } => {
                begin(out, "sc", piece);
                reference(out, "dataRef", piece.text);
                put(out, &["/>"]);
            }
            Shape::Close { nested: false } => {
                put(out, &["<ec startRef=\""]);
                put_number(out, piece.id);
                put(out, &["\" canDelete=\"no\" canCopy=\"no\""]);
                reference(out, "dataRef", piece.text);
                put(out, &["/>"]);
            }
            Shape::Lone => {
                begin(out, "sc", piece);
                put(out, &[" isolated=\"yes\""]);
                reference(out, "dataRef", piece.text);
                put(out, &["/>"]);
            }
            Shape::Holder => {
                begin(out, "ph", piece);
                reference(out, "dataRef", piece.text);
                xml::attribute(out, "disp", piece.text);
                put(out, &["/>"]);
            }
        }
    }
}

fn type_of(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Bold => " type=\"fmt\" subType=\"xlf:b\"",
        CodeKind::Italic => " type=\"fmt\" subType=\"xlf:i\"",
        CodeKind::Link => " type=\"link\"",
        CodeKind::Image => " type=\"image\"",
        CodeKind::Code => " type=\"other\" subType=\"mapidoc:code\"",
        CodeKind::Identifier => " type=\"other\" subType=\"mapidoc:identifier\"",
        CodeKind::Html => " type=\"other\" subType=\"mapidoc:html\"",
        CodeKind::Address => " type=\"other\" subType=\"mapidoc:address\"",
        CodeKind::Control => " type=\"other\" subType=\"mapidoc:control\"",
    }
}
