//! Numbers as the readers of a locale write them: `78.786` and `29 %` in Spanish, `78,786` and `29%` in Japanese.

use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use tera::{Kwargs, State, Tera};

use super::ui::Words;
use crate::locale::Locale;

/// What stands for the number in the word that says how a percentage is written.
const PLACE: &str = "0";

/// How numbers are written between the interface's words.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    preferences: DecimalFormatterPreferences,
    /// A percentage of nothing: `0 %`.
    percentage: String,
}

impl Numbers {
    /// Those of a locale, or of the language that its readers' words are in, where that is another.
    pub(super) fn of(locale: &Locale, words: &Words) -> Self {
        let language = words.get("lang");
        let spoken = Locale::parse(language).is_some_and(|other| other.language() == locale.language());
        let tag = if spoken { locale.as_str() } else { language };
        let preferences = tag.parse::<icu_locale_core::Locale>().map(|locale| (&locale).into());
        Self { preferences: preferences.unwrap_or_default(), percentage: words.get("percentage").to_owned() }
    }

    /// A whole number, its digits in groups where the language has them so.
    fn number(&self, number: u64) -> String {
        match DecimalFormatter::try_new(self.preferences, DecimalFormatterOptions::default()) {
            Ok(formatter) => formatter.format(&Decimal::from(number)).to_string(),
            Err(_) => number.to_string(),
        }
    }

    /// So many of a hundred.
    fn percent(&self, share: u64) -> String {
        self.percentage.replacen(PLACE, &self.number(share), 1)
    }

    /// Gives templates the filters `number` and `percent`.
    pub(super) fn teach(self, tera: &mut Tera) {
        let other = self.clone();
        tera.register_filter("number", move |number: u64, _: Kwargs, _: &State<'_>| self.number(number));
        tera.register_filter("percent", move |share: u64, _: Kwargs, _: &State<'_>| other.percent(share));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_groups_and_signs() {
        let expected = [
            ("en-US", "1,234", "78,786", "29%"),
            // Four digits stand together in Spain.
            ("es-ES", "1234", "78.786", "29\u{a0}%"),
            ("de-DE", "1.234", "78.786", "29\u{a0}%"),
            ("fr-FR", "1\u{202f}234", "78\u{202f}786", "29\u{202f}%"),
            ("ru-RU", "1\u{a0}234", "78\u{a0}786", "29\u{a0}%"),
            ("pt-BR", "1.234", "78.786", "29%"),
            ("ja-JP", "1,234", "78,786", "29%"),
            ("zh-CN", "1,234", "78,786", "29%"),
            // Its words are English: so are its numbers.
            ("ar-EG", "1,234", "78,786", "29%"),
        ];
        for (tag, small, large, share) in expected {
            let locale = Locale::parse(tag).unwrap();
            let numbers = Numbers::of(&locale, &Words::of(&locale));
            let written = [numbers.number(1234), numbers.number(78_786), numbers.percent(29)];
            assert_eq!(written, [small, large, share], "{tag}");
        }
    }
}
