//! A YAML value of one line that can be read in one way only. What reads front matter and tables of contents line by line
//! takes these, and leaves all other YAML to the library.

use std::borrow::Cow;

/// A value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scalar<'a> {
    /// What it says.
    pub(crate) text: Cow<'a, str>,
    /// Whether it stands in quotes.
    pub(crate) quoted: bool,
}

impl Scalar<'_> {
    /// Whether YAML takes it for text wherever it stands: a number and `true` are none.
    pub(crate) fn is_text(&self) -> bool {
        self.quoted
            || (self.text.starts_with(|letter: char| letter.is_alphabetic())
                && !["true", "false", "null"].iter().any(|word| self.text.eq_ignore_ascii_case(word)))
    }

    /// Whether there is nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty() && !self.quoted
    }

    /// Whether it says that there is nothing: no list can follow, as one can where nothing is said.
    pub(crate) fn is_null(&self) -> bool {
        !self.quoted && matches!(&*self.text, "null" | "Null" | "NULL")
    }

    /// The text as an optional one: none where there is nothing.
    pub(crate) fn into_text(self) -> Option<String> {
        (!self.is_empty() && !self.is_null()).then(|| self.text.into_owned())
    }
}

/// A value that YAML takes as it stands, empty for none; `None` where it may take it otherwise.
pub(crate) fn scalar(text: &str) -> Option<Scalar<'_>> {
    let text = text.trim_matches(' ');
    if !text.chars().all(is_plain) {
        return None;
    }
    for quote in ['\'', '"'] {
        if let Some(inner) = text.strip_prefix(quote) {
            let inner = inner.strip_suffix(quote)?;
            let is_escape = |letter| letter == quote || (letter == '\\' && quote == '"');
            let text = if inner.contains(is_escape) {
                serde_yaml::from_str::<String>(text).ok()?.into()
            } else {
                inner.into()
            };
            return Some(Scalar { text, quoted: true });
        }
    }
    let Some(first) = text.chars().next() else { return Some(Scalar::default()) };
    let begins = first.is_ascii_alphanumeric() || !first.is_ascii() || matches!(first, '_' | '(' | '/');
    let ends = text.ends_with(':') || text.contains(": ") || text.contains(" #");
    (begins && !ends).then_some(Scalar { text: text.into(), quoted: false })
}

/// The lines that are not blank.
pub(crate) fn lines(yaml: &str) -> impl Iterator<Item = &str> {
    yaml.lines().filter(|line| !line.bytes().all(|byte| byte == b' '))
}

/// A key and its value; `None` where a line is of another form.
pub(crate) fn key_and_value(line: &str) -> Option<(&str, Scalar<'_>)> {
    let (key, value) = line.split_once(':')?;
    let value = match value.strip_prefix(' ') {
        Some(value) => scalar(value)?,
        None if value.is_empty() => Scalar::default(),
        None => return None,
    };
    let is_key = key.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'));
    is_key.then_some((key, value))
}

/// Whether a character means nothing to YAML but itself, however a line goes on.
fn is_plain(letter: char) -> bool {
    matches!(letter, ' '..='~' | '\u{A0}'..='\u{2027}' | '\u{202A}'..='\u{FDFF}' | '\u{FF00}'..='\u{FFFD}')
}
