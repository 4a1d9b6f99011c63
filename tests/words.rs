//! What the build script says where the interface's words are not whole.

#[path = "../build/words.rs"]
mod words;

use std::collections::BTreeMap;

fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_word_that_a_language_lacks_fails_the_build() {
    let ui = files(&[
        ("de.ftl", "# no-word = no\nclose =\nclose = Zu\nextra = Mehr\n"),
        ("en.ftl", "close = Close\nopen-all = Open all\n"),
    ]);
    let templates =
        files(&[("home.html", "{{ ui.close }} {{ ui[x] }} {{ ui.open_all }} <b>{{ ui.gone }}</b>")]);
    let expected = [
        "site/ui/de.ftl: `close` is empty",
        "site/ui/de.ftl: `close` is there twice",
        "site/ui/de.ftl: `open-all` is missing",
        "site/ui/de.ftl: `extra` is not in en.ftl",
        "templates/home.html: `ui.gone` is not in en.ftl",
    ];
    assert_eq!(words::faults(&ui, &templates), expected);
    assert_eq!(words::faults(&files(&[]), &templates), ["site/ui/en.ftl is not there"]);
}
