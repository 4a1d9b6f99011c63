//! Front matter: the YAML between two `---` lines at a page's top.
//!
//! Nearly all of it is a key and a few words a line, which is read here; what is more goes to a reader of all of YAML.

use serde::Deserialize;

use crate::span::Span;

/// What a page says of itself before it begins.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct FrontMatter {
    /// The title, translated: never a fact.
    pub title: Option<String>,
    /// One sentence about the page.
    pub description: Option<String>,
    /// The date of the page, as written.
    #[serde(rename = "ms.date")]
    pub date: Option<String>,
    /// Names of what the page is about: `IABLogon.Logoff`.
    #[serde(deserialize_with = "one_or_many")]
    pub api_name: Vec<String>,
    /// The GUID by which older links name the page.
    #[serde(rename = "ms.assetid")]
    pub asset_id: Option<String>,
    /// The locale of the translation.
    #[serde(rename = "ms.contentlocale")]
    pub content_locale: Option<String>,
    /// `MT` or `HT`.
    #[serde(rename = "ms.translationtype")]
    pub translation_type: Option<String>,
    /// When the page was last handed to translation, as written.
    #[serde(rename = "ms.lasthandoff")]
    pub last_handoff: Option<String>,
    /// The commit of the source that was translated.
    #[serde(rename = "ms.sourcegitcommit")]
    pub source_commit: Option<String>,
}

/// Accepts `name: x` beside `name:` with a list below it.
fn one_or_many<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Names {
        None,
        One(String),
        Many(Vec<Option<String>>),
    }
    Ok(match Names::deserialize(deserializer)? {
        Names::None => Vec::new(),
        Names::One(name) => vec![name],
        Names::Many(names) => names.into_iter().flatten().collect(),
    })
}

/// Why front matter could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FrontError {
    pub(super) at: usize,
    pub(super) message: String,
}

/// Splits a text into its front matter and where its body begins. A page without front matter has none to complain about.
pub(super) fn split(text: &str) -> (FrontMatter, usize, Option<FrontError>) {
    let Some((yaml, body)) = bounds(text) else { return (FrontMatter::default(), 0, None) };
    if let Some(front) = simple(yaml.of(text)) {
        return (front, body, None);
    }
    match serde_yaml::from_str::<Option<FrontMatter>>(yaml.of(text)) {
        Ok(front) => (front.unwrap_or_default(), body, None),
        Err(error) => {
            let at = yaml.start as usize + error.location().map_or(0, |location| location.index());
            let error = FrontError {
                at: at.min(body),
                message: format!("the front matter is not valid YAML: {error}"),
            };
            (FrontMatter::default(), body, Some(error))
        }
    }
}

/// Front matter of which every line is a key with a plain or a quoted scalar, or an item of a list; `None` where it holds
/// anything else, or might mean anything else to YAML.
fn simple(yaml: &str) -> Option<FrontMatter> {
    let mut front = FrontMatter::default();
    let mut seen: Vec<&str> = Vec::with_capacity(16);
    // The key whose list may follow.
    let mut list: Option<&str> = None;
    for line in yaml.lines() {
        if line.bytes().all(|byte| byte == b' ') {
            continue;
        }
        if let Some(item) = line.strip_prefix("- ") {
            let item = scalar(item)?;
            // What is no text there is for YAML to say.
            let is_text = item.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !is_word(item);
            match list? {
                "api_name" if is_text => front.api_name.push(item.to_owned()),
                // Of these each is one text.
                key if key == "api_name" || field(&mut front, key).is_some() => return None,
                _ => {}
            }
            continue;
        }
        let (key, value) = line.split_once(':')?;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        if !key.bytes().all(is_name) || !key.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        // No key may stand twice; none but those that begin with a letter and are no word of YAML's are surely text.
        if is_word(key) || seen.contains(&key) {
            return None;
        }
        seen.push(key);
        list = value.trim_matches(' ').is_empty().then_some(key);
        if list.is_none() {
            let value = scalar(value.strip_prefix(' ')?)?;
            // One name alone may be no text.
            if key == "api_name" {
                return None;
            }
            if let Some(field) = field(&mut front, key) {
                *field = Some(value.to_owned());
            }
        }
    }
    Some(front)
}

/// The field that a key of one text names, if any does.
fn field<'f>(front: &'f mut FrontMatter, key: &str) -> Option<&'f mut Option<String>> {
    Some(match key {
        "title" => &mut front.title,
        "description" => &mut front.description,
        "ms.date" => &mut front.date,
        "ms.assetid" => &mut front.asset_id,
        "ms.contentlocale" => &mut front.content_locale,
        "ms.translationtype" => &mut front.translation_type,
        "ms.lasthandoff" => &mut front.last_handoff,
        "ms.sourcegitcommit" => &mut front.source_commit,
        _ => return None,
    })
}

/// Words that YAML takes for something else than text.
fn is_word(text: &str) -> bool {
    ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
}

/// The text of a scalar on one line; `None` for one that says anything by its signs.
fn scalar(text: &str) -> Option<&str> {
    let text = text.trim_matches(' ');
    let is_plain =
        |letter: char| matches!(letter, ' '..='~' | '\u{A1}'..='\u{1FFF}' | '\u{3000}'..='\u{D7FF}');
    let quoted = |quote: char, others: [char; 2]| {
        let inside = text.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inside.contains(others) && inside.chars().all(is_plain)).then_some(inside)
    };
    match text.chars().next()? {
        '"' => quoted('"', ['"', '\\']),
        '\'' => quoted('\'', ['\'', '\'']),
        first if first.is_ascii_alphanumeric() => {
            let says_more =
                text.contains(": ") || text.contains(" #") || text.ends_with(':') || is_word(text);
            (!says_more && text.chars().all(is_plain)).then_some(text)
        }
        _ => None,
    }
}

/// The YAML's span and where the body begins.
fn bounds(text: &str) -> Option<(Span, usize)> {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let start =
        bom + text[bom..].strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r'])).map(|_| 3)?;
    let mut line_start = start + text[start..].find('\n')? + 1;
    loop {
        let line_end = text[line_start..].find('\n').map_or(text.len(), |newline| line_start + newline);
        if text[line_start..line_end].trim_end() == "---" {
            return Some((Span::new(start, line_start), (line_end + 1).min(text.len())));
        }
        if line_end == text.len() {
            return None;
        }
        line_start = line_end + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_keys_are_read_and_others_are_no_matter() {
        let text = "---\ntitle: T\napi_name:\n- A.B\nms.date: 11/16/2014\nms.topic: reference\n---\n# H\n";
        let (front, body, error) = split(text);
        assert_eq!(error, None);
        assert_eq!((front.title.as_deref(), front.api_name.len(), &text[body..]), (Some("T"), 1, "# H\n"));
    }

    #[test]
    fn simple_front_matter_is_read_as_yaml_reads_it() {
        let keys = ["title", "api_name", "ms.date", "ms.topic", "description", "null", "1a"];
        let values = "\nT\n'T'\n\"T\"\nA: b\n'A: b'\na #b\na#b\nb:\nnull\n~\n1\n1.5\n11/16/2014\ntrue\nYes\n\
            'it''s'\n\"a\\tb\"\n[a]\n{a: b}\n&a b\n*a\n!x y\n|\n> \né\n表示 名\n'最終更新日: 2011'\n- a\n\
            a\u{FFFD}b\n'a\u{2028}b'\n\t\na\tb\n'a' b\n'a\n0x1F\n@a\n%a\n?a\n-a\n'\n\"\na\u{85}b";
        let mut simply = 0;
        for key in keys {
            for value in values.split('\n') {
                let others = ["", "ms.topic: x\n", "- item\n", "- 1\n- b\n", "- null\n", " more\n", " \n"];
                for other in others.into_iter().chain(["title: again\n", "\n- 'q'\n"]) {
                    let text = format!("{key}: {value}\n{other}");
                    let Some(front) = simple(&text) else { continue };
                    let whole = serde_yaml::from_str::<Option<FrontMatter>>(&text);
                    assert_eq!(whole.unwrap().unwrap_or_default(), front, "{text}");
                    simply += 1;
                }
            }
        }
        assert!(simply > 100, "{simply}");
    }

    #[test]
    fn invalid_yaml_is_told_where_it_is_and_the_body_survives() {
        let text = "---\ntitle: 'open\n---\nbody";
        let (front, body, error) = split(text);
        assert_eq!((front, &text[body..]), (FrontMatter::default(), "body"));
        assert!(error.unwrap().message.contains("YAML"));
    }

    #[test]
    fn a_rule_at_the_top_is_not_front_matter() {
        for text in ["--- \nx", "---", "----\n", "text\n---\n", "---\nnever closed"] {
            assert_eq!(split(text).1, 0, "{text}");
        }
    }
}
