//! Front matter of one `key: value` a line, as publishing systems write it, read without a YAML parser: it took a twentieth
//! of the time that a whole site takes.
//!
//! Whatever may mean anything else to YAML is left to the library; a test compares the two.

use super::FrontMatter;
use crate::read::scalar::{key_and_value, lines, scalar};

/// The front matter; `None` where a line is of another form.
pub(super) fn read(yaml: &str) -> Option<FrontMatter> {
    let mut front = FrontMatter::default();
    let mut seen = 0;
    // Whether list items may follow, and whether they are names.
    let (mut may_list, mut are_names) = (false, false);
    for line in lines(yaml) {
        if let Some(item) = line.strip_prefix("- ") {
            let name = scalar(item)?;
            if !may_list || (are_names && !name.is_text()) || name.text.is_empty() {
                return None;
            }
            if are_names {
                front.api_name.extend(name.into_text());
            }
            continue;
        }
        let (key, value) = key_and_value(line)?;
        are_names = key == "api_name";
        // What is no list of the page's own may be one that is not looked at.
        may_list = value.is_empty();
        let Some((place, field)) = field(&mut front, key) else {
            if are_names && (seen & 1 != 0 || !(value.is_empty() || value.is_text())) {
                return None;
            }
            if are_names {
                seen |= 1;
                front.api_name.extend(value.into_text());
            }
            continue;
        };
        // A key that stands twice is an error, which the library tells.
        if seen & place != 0 {
            return None;
        }
        seen |= place;
        may_list = false;
        *field = value.into_text();
    }
    Some(front)
}

/// A key's field, and the bit that tells that it was seen.
fn field<'f>(front: &'f mut FrontMatter, key: &str) -> Option<(u16, &'f mut Option<String>)> {
    Some(match key {
        "title" => (2, &mut front.title),
        "description" => (4, &mut front.description),
        "ms.date" => (8, &mut front.date),
        "ms.assetid" => (16, &mut front.asset_id),
        "ms.contentlocale" => (32, &mut front.content_locale),
        "ms.translationtype" => (64, &mut front.translation_type),
        "ms.lasthandoff" => (128, &mut front.last_handoff),
        "ms.sourcegitcommit" => (256, &mut front.source_commit),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::yaml_front;
    use super::*;

    #[test]
    fn what_publishing_systems_write_is_read() {
        let text = "\ntitle: IABLogon::Logoff\n \nms.date: 11/16/2014\napi_name:\n- IABLogon.Logoff\n- B\napi_type:\n- COM\n\
                    ms.assetid: 1e52\ndescription: 'Última: 23'\nms.locfileid: \"33416401\"\nms.lasthandoff:\n";
        let front = read(text).unwrap();
        assert_eq!(front.api_name, ["IABLogon.Logoff", "B"]);
        assert_eq!((front.asset_id.as_deref(), front.last_handoff.as_deref()), (Some("1e52"), None));
        assert_eq!(front.description.as_deref(), Some("Última: 23"));
        assert_eq!(yaml_front(text).unwrap(), front);
    }

    #[test]
    fn what_yaml_may_take_otherwise_is_left_to_it() {
        for text in [
            "title: a: b",
            "title: a #b",
            "title: [a]",
            "title: >\n  a",
            "title: a\n  b",
            "api_name: true",
            "api_name:\n- 1",
            "title:\n- a",
            "title: a\ntitle: b",
            "api_name:\n  - A",
            "title: 'a",
            "title: &a b",
            "? a",
            "title:\ta",
            "# a",
            "title: a:",
            "api_name:\n- A: b",
            "title",
            "a b: c",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    fn line() -> impl Strategy<Value = String> {
        let key = prop::sample::select(vec![
            "title",
            "description",
            "ms.date",
            "api_name",
            "ms.assetid",
            "ms.lasthandoff",
            "ms.topic",
            "api_type",
            "x",
        ]);
        let value = prop_oneof![
            4 => prop::sample::select(vec![
                "", "a", "null", "Null", "~", "true", "False", "yes", "1", "1.5", "0x1F", "1e3", ".inf", "A::B", "11/16/2014",
                "'it''s'", "\"a\\_b\\n\"", "'a': 'b'", "\"a\" \"b\"", "/a", "¿a", "\u{a0}a", "‘a’",
                "'q'", "\"q\"", "''", "\"\"", "'a'b", "a'b", "a: b", "a:", "a #b", "a#b", "- a", "(a)", "_a", "Última modificación",
                "表", "a\u{85}b", "a\u{2028}b", "a\u{FEFF}", "\u{FFFD}", "a  ", "2014-11-16", "a, b", "a]", "{", "---", "...",
            ]).prop_map(str::to_owned),
            1 => "[ -~é表]{0,8}",
        ];
        let colon = prop::sample::select(vec![": ", ": ", ": ", ":", ":  ", " : "]);
        prop_oneof![
            5 => (key, colon, value.clone()).prop_map(|(key, colon, value)| format!("{key}{colon}{value}\n")),
            3 => value.clone().prop_map(|value| format!("- {value}\n")),
            1 => value.prop_map(|value| format!("{value}\r\n")),
            1 => " {0,2}\r?\n",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn what_is_read_is_what_yaml_says(lines in prop::collection::vec(line(), 0..5)) {
            let text = lines.concat();
            if let Some(front) = read(&text) {
                match yaml_front(&text) {
                    Ok(expected) => prop_assert_eq!(front, expected, "{:?}", text),
                    Err(error) => prop_assert!(false, "{text:?} is read, and is wrong: {error}"),
                }
            }
        }
    }
}
