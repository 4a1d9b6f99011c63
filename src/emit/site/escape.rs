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
    let bytes = text.as_bytes();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = bytes[at..].iter().position(|&byte| MAY_CHANGE[byte as usize]) {
        let start = at + found;
        let (entity, length) = match &bytes[start..] {
            [b'&', ..] => ("&amp;", 1),
            [b'<', ..] => ("&lt;", 1),
            [b'>', ..] => ("&gt;", 1),
            [b'"', ..] => ("&quot;", 1),
            // U+0080 to U+009F, U+202A to U+202E, U+2066 to U+2069.
            [0xC2, 0x80..=0x9F, ..] => ("\u{FFFD}", 2),
            [0xE2, 0x80, 0xAA..=0xAE, ..] | [0xE2, 0x81, 0xA6..=0xA9, ..] => ("\u{FFFD}", 3),
            [0xC2 | 0xE2, ..] => {
                at = start + 1;
                continue;
            }
            _ => ("\u{FFFD}", 1),
        };
        html.push_str(&text[copied..start]);
        html.push_str(entity);
        at = start + length;
        copied = at;
    }
    html.push_str(&text[copied..]);
}

/// Whether a text may be anything but itself as HTML.
pub(super) fn may_change(text: &str) -> bool {
    text.bytes().any(|byte| MAY_CHANGE[byte as usize])
}

/// The bytes at which a character may begin that [`escape_into`] changes.
static MAY_CHANGE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = byte != b'\n' as usize && byte != b'\t' as usize;
        byte += 1;
    }
    let others = [b'&', b'<', b'>', b'"', 0x7F, 0xC2, 0xE2];
    let mut place = 0;
    while place < others.len() {
        table[others[place] as usize] = true;
        place += 1;
    }
    table
};

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
    fn what_could_rearrange_the_page_is_lost() {
        for letter in ('\0'..='\u{2100}').filter(|letter| !"&<>\"".contains(*letter)) {
            let is_lost = (letter.is_control() && !matches!(letter, '\n' | '\t'))
                || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
            let shown = if is_lost { '\u{FFFD}' } else { letter };
            assert_eq!(escape(&format!("é{letter}<")), format!("é{shown}&lt;"), "{letter:?}");
        }
        assert_eq!(escape("\"a\" & <b>"), "&quot;a&quot; &amp; &lt;b&gt;");
    }

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
