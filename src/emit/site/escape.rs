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

/// Words from so many letters on may break within.
const LONG: usize = 20;

/// A name as HTML that may break after `::`, and, where it is long, after `_` and at the humps of its letters.
pub(super) fn breakable(text: &str) -> String {
    breaks(&escape(text))
}

/// The same for what is HTML already: tags and entities stay whole. What is copied of it has no break.
pub(super) fn breaks(html: &str) -> String {
    let mut broken = String::with_capacity(html.len() + 16);
    let mut rest = html;
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | ':');
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '<' => rest.find('>').map_or(rest.len(), |end| end + 1),
            '&' => rest.find(';').map_or(rest.len(), |end| end + 1),
            _ if is_word(first) => rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()),
            _ => rest.find(|letter| is_word(letter) || matches!(letter, '<' | '&')).unwrap_or(rest.len()),
        };
        let (token, behind) = rest.split_at(end);
        if is_word(first) {
            break_word(token, &mut broken);
        } else {
            broken.push_str(token);
        }
        rest = behind;
    }
    broken
}

/// A word of ASCII letters with the places where it may break.
fn break_word(word: &str, broken: &mut String) {
    let letters = word.as_bytes();
    let mut copied = 0;
    for at in 1..letters.len() {
        let (before, after) = (letters[at - 1], letters[at]);
        let scope = before == b':' && at > 1 && letters[at - 2] == b':';
        let joint = before == b'_' && after != b'_';
        let hump = before.is_ascii_lowercase() && after.is_ascii_uppercase();
        if scope || (letters.len() >= LONG && (joint || hump)) {
            broken.push_str(&word[copied..at]);
            broken.push_str("<wbr>");
            copied = at;
        }
    }
    broken.push_str(&word[copied..]);
}

/// Undoes [`escape`]'s entities.
pub(super) fn unescape(html: &str) -> String {
    html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_break_where_they_are_joined() {
        for (text, html) in [
            ("IABLogon::Logoff", "IABLogon::<wbr>Logoff"),
            ("MAPI_E_NOT_FOUND", "MAPI_E_NOT_FOUND"),
            ("MAPI_E_UNABLE_TO_COMPLETE", "MAPI_<wbr>E_<wbr>UNABLE_<wbr>TO_<wbr>COMPLETE"),
            ("PidTagAddressBookManager", "Pid<wbr>Tag<wbr>Address<wbr>Book<wbr>Manager"),
            ("a<b & c", "a&lt;b &amp; c"),
            ("::", "::"),
            ("Ünïcödé::é", "Ünïcödé::é"),
        ] {
            assert_eq!(breakable(text), html, "{text}");
        }
        let tag = "<a href=\"PidTagAddressBookManagerOfAll\">x</a>";
        assert_eq!(breaks(tag), tag);
        assert_eq!(breaks("<open"), "<open");
    }
}
