//! Folding: letter case, accents and width do not matter to a search.
//!
//! `site/js/search.js` does the same to what is asked: NFKD, without U+0300–U+036F, NFC, lower case. The marks of kana are
//! outside that range, so `バ` stays apart from `ハ`.

use unicode_normalization::UnicodeNormalization as _;

/// A text as it is compared.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare: String = text.nfkd().filter(|letter| !('\u{300}'..='\u{36F}').contains(letter)).collect();
    let mut folded = String::with_capacity(bare.len());
    for letter in bare.nfc().flat_map(char::to_lowercase) {
        match letter {
            'ß' => folded.push_str("ss"),
            'ς' => folded.push('σ'),
            '\u{300}'..='\u{36F}' => {}
            _ => folded.push(letter),
        }
    }
    folded
}

/// Whether a letter is of a script that puts no spaces between words: its runs are taken two letters at a time.
pub(super) fn is_unspaced(letter: char) -> bool {
    // Most of what is asked is below the first of them.
    letter >= '\u{E00}'
        && matches!(letter as u32,
            0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3041..=0x30FA | 0x30FC..=0x30FF
            | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

/// Whether a letter is one of kana at half width, which is folded before it is taken apart.
pub(super) fn is_half_width(letter: char) -> bool {
    ('\u{FF66}'..='\u{FF9F}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_width_do_not_matter() {
        let expected = [
            ("IABLogon::Logoff", "iablogon::logoff"),
            ("Conexión", "conexion"),
            ("Straße", "strasse"),
            ("Ёмкость", "емкость"),
            ("ＭＡＰＩ", "mapi"),
            ("ﾊﾞｯﾌｧ", "バッファ"),
            ("バハパ", "バハパ"),
            ("cafe\u{301}", "cafe"),
            ("İ", "i"),
            ("ΛΌΓΟς", "λογοσ"),
        ];
        for (text, folded) in expected {
            assert_eq!(fold(text), folded, "{text}");
        }
    }
}
