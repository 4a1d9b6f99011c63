//! Locales: BCP 47 tags such as `es-ES`, and which folder names are one.

use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use unic_langid::LanguageIdentifier;

/// A BCP 47 language tag in its canonical case (`es-ES`, `zh-Hant-TW`). Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Locale(#[schemars(with = "String")] Arc<str>);

impl Locale {
    /// Reads a tag, in any letter case and with `-` or `_`; `None` where it is not well formed.
    pub fn parse(tag: &str) -> Option<Self> {
        let identifier: LanguageIdentifier = tag.trim().parse().ok()?;
        (!identifier.language.is_empty()).then(|| Self(identifier.to_string().into()))
    }

    /// Reads a folder's name as a locale.
    ///
    /// Stricter than [`Locale::parse`]: `pia` and `mapi-docs` are folders of this kind of repository, not languages,
    /// so a bare name must have two letters and a longer one a region or script that is written as such.
    pub fn from_folder(name: &str) -> Option<Self> {
        let locale = Self::parse(name)?;
        let subtags: Vec<&str> = locale.as_str().split('-').collect();
        let region_or_script = |subtag: &&str| {
            (subtag.len() == 2 && subtag.bytes().all(|byte| byte.is_ascii_uppercase()))
                || (subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit()))
                || (subtag.len() == 4 && subtag.starts_with(|letter: char| letter.is_ascii_uppercase()))
        };
        match subtags.as_slice() {
            [language] => (language.len() == 2).then_some(locale),
            [_, rest @ ..] => rest.iter().all(region_or_script).then_some(locale),
            [] => None,
        }
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language subtag alone: `es` of `es-ES`.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The script, where the tag says it or a Chinese region does: `Hans` of `zh-CN`; empty elsewhere.
    pub fn script(&self) -> &str {
        let is_script =
            |subtag: &&str| subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
        let region = |region: &str| self.0.split('-').skip(1).any(|subtag| subtag == region);
        match self.0.split('-').skip(1).find(is_script) {
            Some(script) => script,
            None if self.language() != "zh" => "",
            None if ["TW", "HK", "MO"].into_iter().any(region) => "Hant",
            None => "Hans",
        }
    }

    /// Whether the language is written from right to left; decides `dir` on the site.
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.language(), "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv")
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_canonical() {
        assert_eq!(Locale::parse("ES-es").unwrap().as_str(), "es-ES");
        assert_eq!(Locale::parse("zh_hant_tw").unwrap().as_str(), "zh-Hant-TW");
        assert_eq!(Locale::parse("../x"), None);
        assert_eq!(Locale::parse(""), None);
    }

    #[test]
    fn scripts_are_known() {
        for (tag, script) in
            [("zh-CN", "Hans"), ("zh", "Hans"), ("zh-HK", "Hant"), ("zh-Hans-HK", "Hans"), ("es-ES", "")]
        {
            assert_eq!(Locale::parse(tag).unwrap().script(), script, "{tag}");
        }
    }

    #[test]
    fn folders_of_the_repositories_are_not_languages() {
        for name in ["docs", "outlook", "mapi", "pia", "media", "api-reference", "mapi-docs"] {
            assert_eq!(Locale::from_folder(name), None, "{name}");
        }
        for name in ["es-ES", "ja", "zh-Hans-CN", "es-419"] {
            assert!(Locale::from_folder(name).is_some(), "{name}");
        }
    }
}
