//! The order of names in a locale: `ä` beside `a` in German, `ñ` after `n` in Spanish, Japanese by its readings' letters.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use crate::locale::Locale;

/// Compares as the readers of one locale expect it.
pub(super) struct Order(Option<CollatorBorrowed<'static>>);

impl Order {
    /// The order of a locale; of the root of all where nothing is known of its language.
    pub(super) fn of(locale: &Locale) -> Self {
        let known = |tag: &str| {
            let locale: icu_collator::CollatorPreferences =
                (&tag.parse::<icu_locale_core::Locale>().ok()?).into();
            Collator::try_new(locale, CollatorOptions::default()).ok()
        };
        Self(known(locale.as_str()).or_else(|| known("und")))
    }

    /// Sorts by name, then by `rest` where names are equal: the order is the same each time.
    pub(super) fn sort<T, R: Ord>(&self, items: &mut [T], name: impl Fn(&T) -> &str, rest: impl Fn(&T) -> R) {
        items.sort_by(|a, b| {
            let (first, second) = (name(a), name(b));
            let order = match &self.0 {
                Some(collator) => collator.compare(first, second),
                None => first.to_lowercase().cmp(&second.to_lowercase()),
            };
            order.then_with(|| rest(a).cmp(&rest(b)))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<'a>(tag: &str, names: &[&'a str]) -> Vec<&'a str> {
        let mut names = names.to_vec();
        Order::of(&Locale::parse(tag).unwrap()).sort(&mut names, |name| name, |name| *name);
        names
    }

    #[test]
    fn each_language_has_its_own_order() {
        assert_eq!(sorted("de-DE", &["Zeit", "Änderung", "Art", "abc"]), ["abc", "Änderung", "Art", "Zeit"]);
        assert_eq!(sorted("sv-SE", &["Änderung", "Zeit", "Art"]), ["Art", "Zeit", "Änderung"]);
        assert_eq!(sorted("es-ES", &["nz", "ñandú", "oso", "na"]), ["na", "nz", "ñandú", "oso"]);
        assert_eq!(sorted("ru-RU", &["Яма", "ёж", "Если", "жук"]), ["ёж", "Если", "жук", "Яма"]);
        assert_eq!(
            sorted("ja-JP", &["プロパティ", "アドレス", "あて先"]),
            ["あて先", "アドレス", "プロパティ"]
        );
        assert_eq!(sorted("xx", &["b", "A"]), ["A", "b"]);
    }
}
