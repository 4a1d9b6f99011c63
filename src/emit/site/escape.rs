//! Text as HTML.

/// Text as HTML, safe in elements and in double-quoted attributes.
///
/// Control characters and marks that turn the reading direction become U+FFFD: a page may not rearrange the page around it.
pub(super) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape_into(text, &mut html);
    html
}

/// The same, appended.
pub(super) fn escape_into(text: &str, html: &mut String) {
    let mut copied = 0;
    for (at, letter) in text.char_indices() {
        let entity = match letter {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "\u{FFFD}",
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => "\u{FFFD}",
            _ => continue,
        };
        html.push_str(&text[copied..at]);
        html.push_str(entity);
        copied = at + letter.len_utf8();
    }
    html.push_str(&text[copied..]);
}

/// Undoes [`escape`]'s entities.
pub(super) fn unescape(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
