//! What a language does to its words: endings, compounds, and the words that say nothing alone.

use rust_stemmers::{Algorithm, Stemmer};

use crate::locale::Locale;

/// A locale's language, as far as searching asks.
pub(super) struct Grammar {
    stemmer: Option<Stemmer>,
    /// Whether words are written together without a limit.
    pub(super) compounds: bool,
    /// Whether words stand without spaces between them.
    pub(super) unspaced: bool,
    /// Words of questions, folded, with spaces between them: asked for only where nothing else is.
    pub(super) idle: &'static str,
}

impl Grammar {
    /// That of a locale.
    pub(super) fn of(locale: &Locale) -> Self {
        let language = locale.language();
        Self {
            stemmer: algorithm(language).map(Stemmer::create),
            compounds: matches!(language, "de" | "nl" | "sv" | "da" | "nb" | "fi"),
            unspaced: matches!(language, "ja" | "zh" | "ko" | "th" | "lo" | "km" | "my"),
            idle: IDLE.iter().find(|(known, _)| *known == language).map_or("", |(_, words)| words),
        }
    }

    /// What is left of a word in lower case without its ending.
    pub(super) fn stem(&self, word: &str) -> String {
        let is_plain = !word.contains(|letter: char| letter == '_' || letter.is_numeric());
        match &self.stemmer {
            Some(stemmer) if is_plain => stemmer.stem(&word.replace('ё', "е")).into_owned(),
            _ => word.to_owned(),
        }
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

const IDLE: &[(&str, &str)] = &[
    (
        "de",
        "aber als am an auf aus bei bekomme bekommt das dass dem den der des die du ein eine einem einen einer eines er es etwas fur geht gibt habe hat ich ihr im in ist kann kann man man mein meine meinem meinen mich mit nach nicht oder ob sein sich sie sind soll um und uns von vor wann warum was welche welchem welchen welcher welches wenn wer werden wie wird wo wozu zu zum zur",
    ),
    (
        "en",
        "a an and are as at be by can do does for from get gets how i if in is it its me my of on one or should that the their them there they this to was we what when where which who why will with you your",
    ),
    (
        "es",
        "a al algo como con cual cuales cuando de del desde donde el en entre es esta este hacer hacerlo hago hay la las le lo los me mi mis no o para pero por porque puede puedo que quien quienes se ser si sin sirve sobre son su sus tiene tengo un una uno unos y",
    ),
    (
        "fr",
        "a au aux avec ce cela ces cette comment d dans de des du elle en est et faire fait il ils j je l la le les leur lui ma mes mon ne nous on ou par pas peut peux pour pourquoi qu quand que quel quelle quelles quels qui s sa sert ses son sont sur un une vous y",
    ),
    (
        "pt",
        "a ao aos as com como da das de do dos e ela ele em entre essa esse esta este eu faco fazer ha isso ja la mais mas me meu minha na nas no nos o onde os ou para pela pelo por porque posso pode qual quais quando que quem se sem ser serve seu sua sao tem um uma",
    ),
    (
        "ru",
        "а без бы был быть в вам вас во вот все где для до его ее если есть еще же за и из или им их как какая какие какими каким какои какого каком когда кто ли мне можно мои мы на над надо не него нет ни ними но нужно о об он она они от по под при с со так там то того тоже только у уже что чего чем чтобы эта эти это этот я",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::site::search::fold::fold;

    #[test]
    fn endings_do_not_matter() {
        let same = [
            ("ru", "папки", "папку"),
            ("ru", "сообщениями", "сообщение"),
            ("de", "nachrichten", "nachricht"),
            ("es", "mensajes", "mensaje"),
            ("fr", "messages", "message"),
            ("pt", "pastas", "pasta"),
            ("en", "folders", "folder"),
        ];
        for (language, one, other) in same {
            let grammar = Grammar::of(&Locale::parse(language).unwrap());
            assert_eq!(grammar.stem(one), grammar.stem(other), "{language}");
        }
        let grammar = Grammar::of(&Locale::parse("en").unwrap());
        assert_eq!(grammar.stem("mapi_e_lates"), "mapi_e_lates");
        assert_eq!(Grammar::of(&Locale::parse("ja").unwrap()).stem("表示"), "表示");
    }

    #[test]
    fn idle_words_are_folded_as_questions_are() {
        for (language, words) in IDLE {
            assert_eq!(fold(words), *words, "{language}");
        }
    }
}
