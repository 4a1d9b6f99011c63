//! The interface's own words: Fluent messages, one file a language in `site/ui/`.

use std::collections::BTreeMap;

use fluent_bundle::{FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::embedded;
use crate::locale::Locale;

/// The language whose words stand in where another lacks them.
const FALLBACK: &str = "en";

/// The words of one locale, by the names that templates use: `on_this_page`.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) words: BTreeMap<String, String>,
}

impl Words {
    /// The words for a locale: those of its language, else English.
    pub(super) fn of(locale: &Locale) -> Self {
        let mut words = read(FALLBACK);
        if locale.language() != FALLBACK {
            words.extend(read(locale.language()));
        }
        Self { words }
    }

    /// A word; its name where there is none, which is seen and told.
    pub(super) fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.get(name).map_or(name, String::as_str)
    }
}

/// The messages of one language.
fn read(language: &str) -> BTreeMap<String, String> {
    let text = embedded::text(embedded::SITE, &format!("ui/{language}.ftl"));
    // A resource with errors gives the messages that are whole; the tests read every file strictly.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let names: Vec<String> = text
        .lines()
        .filter_map(|line| line.split_once('=').map(|(name, _)| name.trim()))
        .filter(|name| name.starts_with(|letter: char| letter.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect();
    let identifier: LanguageIdentifier = language.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![identifier]);
    // Marks that isolate directions would be seen in attributes.
    bundle.set_use_isolating(false);
    if bundle.add_resource(resource).is_err() {
        return BTreeMap::new();
    }
    let resolve = |name: String| {
        let pattern = bundle.get_message(&name)?.value()?;
        let value = bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned();
        Some((name.replace('-', "_"), value))
    };
    names.into_iter().filter_map(resolve).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        let english = read(FALLBACK);
        assert!(english.len() > 20);
        let files =
            embedded::SITE.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("ui/")?, bytes)));
        for (file, bytes) in files {
            let text = std::str::from_utf8(bytes).unwrap().to_owned();
            assert!(FluentResource::try_new(text).is_ok(), "{file}");
            let words = read(file.trim_end_matches(".ftl"));
            assert_eq!(words.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{file}");
        }
    }
}
