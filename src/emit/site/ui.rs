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
        let language = language(locale);
        if language != FALLBACK {
            words.extend(read(language));
        }
        Self { words }
    }

    /// A word; its name where there is none, which is seen and told.
    pub(super) fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.get(name).map_or(name, String::as_str)
    }
}

/// The language whose words a locale's readers get: the locale's own, its language's, that of another region in the same
/// script (`pt-BR` for `pt-PT`, `zh-Hans` for `zh-SG`), else English.
fn language(locale: &Locale) -> &'static str {
    let names =
        || embedded::SITE.iter().filter_map(|(path, _)| path.strip_prefix("ui/")?.strip_suffix(".ftl"));
    let same_script = |name: &&str| {
        Locale::parse(name)
            .is_some_and(|known| known.language() == locale.language() && known.script() == locale.script())
    };
    names()
        .find(|name| *name == locale.as_str())
        .or_else(|| names().find(|name| *name == locale.language()))
        .or_else(|| names().find(same_script))
        .unwrap_or(FALLBACK)
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
    fn a_locale_gets_the_words_of_the_nearest_language() {
        let expected = [
            ("fr-CA", "fr"),
            ("pt-PT", "pt-BR"),
            ("zh-CN", "zh-Hans"),
            ("zh-SG", "zh-Hans"),
            ("zh-Hans-HK", "zh-Hans"),
            // Who reads traditional characters is not given simplified ones.
            ("zh-TW", "en"),
            ("en-GB", "en"),
            ("fi-FI", "en"),
        ];
        for (tag, words) in expected {
            let locale = Locale::parse(tag).unwrap();
            assert_eq!(language(&locale), words, "{tag}");
            assert_eq!(Words::of(&locale).get("lang"), words, "{tag}");
        }
    }

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
