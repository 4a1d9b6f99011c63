//! Front matter: the YAML between two `---` lines at a page's top.
//!
//! Nearly all of it is one `key: value` a line, which `lines` reads; a YAML library reads the rest, and says what is wrong.

mod lines;

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
    if let Some(front) = lines::read(yaml.of(text)) {
        return (front, body, None);
    }
    match yaml_front(yaml.of(text)) {
        Ok(front) => (front, body, None),
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

/// Front matter as a YAML library reads it.
fn yaml_front(yaml: &str) -> Result<FrontMatter, serde_yaml::Error> {
    serde_yaml::from_str::<Option<FrontMatter>>(yaml).map(Option::unwrap_or_default)
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
