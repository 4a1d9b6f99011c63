//! What is compiled into the program: the sample's pages, the site's templates and assets. `build.rs` makes the tables.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The text of a file in one of the tables; empty where it is not there, which the tests of its user would show.
pub(crate) fn text(table: &'static [(&str, &[u8])], path: &str) -> &'static str {
    let found = table.binary_search_by(|(key, _)| (*key).cmp(path)).ok().map(|index| table[index].1);
    found.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}
