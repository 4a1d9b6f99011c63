//! Halves of segments as property tests of the exchange need them.

use mapidoc::segment::codes::{Shape, pieces};
use proptest::prelude::*;

/// Halves that break formats, without what would break the pair itself.
pub(crate) fn halves() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("**"),
        Just("*"),
        Just("_"),
        Just("`"),
        Just("["),
        Just("]"),
        Just("](a.md)"),
        Just("![i](x \"t\")"),
        Just("<br/>"),
        Just("</x>"),
        Just("&lt;"),
        Just("&"),
        Just("<!--"),
        Just("-->"),
        Just("]]>"),
        Just("\\"),
        Just("\""),
        Just("\n"),
        Just("\r"),
        Just("\t"),
        Just("\u{1}"),
        Just("\u{FFFF}"),
        Just("\u{85}"),
        Just("PR\\_AB"),
        Just("IA::B"),
        Just("é 漢字 🎈"),
        Just(" "),
        Just("|"),
        Just("%s"),
        Just("#1"),
        Just("0x0037001E"),
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// The codes of a half alone, each as its number, how it stands and its Markdown.
pub(crate) fn codes(half: &str) -> Vec<(u32, Shape, String)> {
    let codes = pieces(half).0.into_iter().filter(|piece| piece.id > 0);
    codes.map(|piece| (piece.id, piece.shape, piece.text.to_owned())).collect()
}
