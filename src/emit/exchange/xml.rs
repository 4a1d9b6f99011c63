//! What the XML formats share: text and attributes that no page can break out of.

use quick_xml::escape::{escape, partial_escape};

use super::put;
use crate::segment::codes::visible;

/// The first line of every file.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Appends text.
pub(super) fn text(out: &mut Vec<u8>, text: &str) {
    // Most texts have nothing to escape, and that is told faster than it is done.
    let has = |sign| memchr::memchr(sign, text.as_bytes()).is_some();
    if memchr::memchr3(b'<', b'>', b'&', text.as_bytes()).is_none() && !has(b'\r') {
        return out.extend_from_slice(text.as_bytes());
    }
    put(out, &[&partial_escape(text)]);
}

/// Appends what a code's bytes look like, as text.
pub(super) fn code(out: &mut Vec<u8>, code: &str) {
    text(out, &visible(code));
}

/// Appends ` name="value"`.
pub(super) fn attribute(out: &mut Vec<u8>, name: &str, value: &str) {
    put(out, &[" ", name, "=\""]);
    for (index, line) in visible(value).split('\n').enumerate() {
        // A parser makes a space of a line break in an attribute.
        put(out, &[if index > 0 { "&#10;" } else { "" }, &escape(line)]);
    }
    put(out, &["\""]);
}
