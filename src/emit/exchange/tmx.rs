//! TMX 1.4b: translation memory, for every tool that has one.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::io;

use foldhash::fast::RandomState;

use super::{Job, Page, Unit, Writer, put, put_number, xml};
use crate::locale::Locale;
use crate::segment::codes::{CodeKind, Coded, Piece, Shape};

/// How many bytes of what was written are kept at most.
const MOST_KEPT: usize = 64 << 20;

/// The longest source that is kept, in bytes: of what stands on several pages, nearly all is shorter.
const LONGEST_KEPT: usize = 120;

/// Most segments of a reference stand on many pages: what was written of a pair is written again, and not made again.
#[derive(Default)]
pub(super) struct Tmx {
    /// The locale of what is kept.
    locale: Option<Locale>,
    /// By the hash of a pair, where it is in `kept`.
    known: HashMap<u64, Kept, RandomState>,
    /// The source, the target and what was written of them, pair by pair.
    kept: Vec<u8>,
}

/// The place of a pair in what is kept, and the lengths of its three parts.
#[derive(Clone, Copy)]
struct Kept {
    at: usize,
    source: usize,
    target: usize,
    written: usize,
}

impl Kept {
    /// What was written, where it was of this unit: two pairs may have one hash.
    fn written<'k>(&self, kept: &'k [u8], unit: &Unit<'_>) -> Option<&'k [u8]> {
        let (source, rest) = kept.get(self.at..)?.split_at_checked(self.source)?;
        let (target, rest) = rest.split_at_checked(self.target)?;
        let is_same = source == unit.source.as_bytes() && target == unit.target.as_bytes();
        rest.get(..self.written).filter(|_| is_same)
    }
}

impl Tmx {
    /// Writes both halves.
    fn halves(&mut self, source: &Locale, target: &Locale, unit: &Unit<'_>, out: &mut Vec<u8>) {
        if unit.source.len() > LONGEST_KEPT {
            return made(source, target, unit, out);
        }
        let hash = self.known.hasher().hash_one((unit.source, unit.target));
        let known = self.known.get(&hash).copied();
        if let Some(written) = known.and_then(|known| known.written(&self.kept, unit)) {
            return out.extend_from_slice(written);
        }
        let from = out.len();
        made(source, target, unit, out);
        let written = &out[from..];
        let (source, target) = (unit.source.len(), unit.target.len());
        let needed = source + target + written.len();
        if known.is_none() && needed <= self.kept.capacity() - self.kept.len() {
            self.known.insert(hash, Kept { at: self.kept.len(), source, target, written: written.len() });
            for part in [unit.source.as_bytes(), unit.target.as_bytes(), written] {
                self.kept.extend_from_slice(part);
            }
        }
    }
}

impl Writer for Tmx {
    fn begin(&mut self, job: &Job<'_>, out: &mut Vec<u8>) {
        put(out, &[xml::DECLARATION, "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n"]);
        put(out, &["<header creationtool=\"mapidoc\" creationtoolversion=\"", env!("CARGO_PKG_VERSION")]);
        put(out, &["\" segtype=\"sentence\" o-tmf=\"mapidoc\" adminlang=\"en\" datatype=\"x-markdown\""]);
        xml::attribute(out, "srclang", job.source.as_str());
        put(out, &["/>\n<body>\n"]);
    }

    fn page(&mut self, job: &Job<'_>, page: &Page<'_>, out: &mut Vec<u8>) {
        if self.locale.as_ref() != Some(page.locale) {
            // Room for all of it at once: what is not written to takes none, and nothing is moved as it grows.
            let kept = Vec::with_capacity(MOST_KEPT);
            *self = Self { locale: Some(page.locale.clone()), known: HashMap::default(), kept };
        }
        let mut behind = Vec::new();
        put(&mut behind, &["</note><prop type=\"x-page\">"]);
        xml::code(&mut behind, page.key);
        put(&mut behind, &["</prop><prop type=\"x-ordinal\">"]);
        for unit in page.units(job) {
            put(out, &["<tu><note>"]);
            xml::code(out, unit.id);
            out.extend_from_slice(&behind);
            put_number(out, unit.ordinal);
            put(out, &["</prop>", if unit.is_stale { "<prop type=\"x-stale\">yes</prop>" } else { "" }]);
            self.halves(job.source, page.locale, &unit, out);
            put(out, &["</tu>\n"]);
        }
    }

    fn end(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        put(out, &["</body>\n</tmx>\n"]);
        Ok(())
    }
}

/// Writes both halves of what was not kept.
fn made(source: &Locale, target: &Locale, unit: &Unit<'_>, out: &mut Vec<u8>) {
    let coded = Coded::new(unit.source, unit.target);
    half(out, source.as_str(), &coded.source);
    half(out, target.as_str(), &coded.target);
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
