//! Any text at all goes through the whole line: no stage panics on it, and nothing on the site acts or breaks.

mod support {
    pub(crate) mod pages;
    pub(crate) mod safe;
}

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use mapidoc::diagnostic::Diagnostic;
use mapidoc::emit::{OutputFile, rust, site};
use mapidoc::locale::Locale;
use mapidoc::model;
use mapidoc::parse::{self, Page};
use mapidoc::read::Document;
use proptest::prelude::*;
use support::pages::pair;
use support::safe::hostile;

/// Pieces of the form and of Markdown that are whole or halves of something: in any order, they break parsers.
const SHARDS: &[&str] = &[
    "# IFoo::Bar\n\n",
    "# IFoo : IUnknown\n\n",
    "# PidTagFoo Canonical Property\n\n",
    "# FOO\n\n",
    "# Prose\n\n",
    "\n## ",
    "\n## Parameters\n\n",
    "\n## Return value\n\n",
    "\n## Members\n\n",
    "\n## Vtable order\n\n",
    "\n## See also\n\n",
    "\n## Quick info\n\n",
    "\n## Remarks\n\n",
    "**Applies to**: Outlook\n",
    "\n```cpp\n",
    "\n```\n",
    "HRESULT Bar(ULONG ulFlags, LPVOID *lpp",
    ");\n",
    "typedef struct _FOO { ULONG c; union { LONG l; ",
    "} FOO, *LPFOO;\n",
    "typedef enum { A, B = ",
    "#define X(a) ((a)",
    "0x0001",
    "\n_ulFlags_\n  \n> [in] ",
    "\n> ",
    "\n> > ",
    "\n> [!NOTE]\n> ",
    "\n- ",
    "\n1. ",
    "\n    ",
    "[in, out] ",
    "[link](",
    ")",
    "![image](x.png)",
    "\n|a|b|\n|:--|:--|\n|",
    "|",
    "\n|||\n|:-----|:-----|\n|Header file:  <br/> |",
    " <br/> |\n",
    "`",
    "``",
    "**",
    "*",
    "_",
    "~~",
    "\\",
    "&quot;",
    "<guid>",
    "<b>",
    "</b>",
    "<a name=\"x\"></a>",
    "<script>",
    "</span></span>",
    "<span data-ttu-id=\"",
    "\">",
    "javascript:alert(1)",
    "onclick=\"x\"",
    "S_OK\n  \n> ",
    "\n---\n",
    "---\ntitle: x\napi_name:\n- IFoo.Bar\n---\n",
    "\r",
    "\r\n",
    "\t",
    "\u{202E}",
    "\u{FFFD}",
    "\u{F0000}",
    "\u{0}",
    "日本語 ",
    "words ",
];

fn shard() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(SHARDS).prop_map(str::to_owned),
        2 => prop::sample::select(SHARDS).prop_map(|shard| pair("a1b2c-101", shard, "source")),
        2 => prop::sample::select(SHARDS).prop_map(|shard| pair("a1b2c-102", "destino", shard)),
        1 => any::<String>(),
    ]
}

/// A page's text.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(shard(), 0..40).prop_map(|shards| shards.concat())
}

/// Pages of two locales, more than one of a key among them, sorted as the line wants them; and what was found on them.
fn pages(texts: Vec<String>, locales: &[Locale]) -> (Vec<Page>, Vec<Diagnostic>) {
    let documents = texts.into_iter().enumerate().map(|(place, text)| {
        let key = format!("p{}.md", place / 2);
        let locale = locales[place % 2].clone();
        Document { locale, path: Path::new(&key).into(), key: key.into(), text }
    });
    let (pages, findings): (Vec<_>, Vec<_>) = documents.map(parse::parse).unzip();
    (pages, findings.concat())
}

proptest! {
    // Six pages a case: the templates are compiled once for them.
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_line(texts in prop::collection::vec(text(), 1..7)) {
        let source = Locale::parse("en-US").unwrap();
        let locales = [Locale::parse("es-ES").unwrap(), source.clone()];
        let (pages, mut found) = pages(texts, &locales);
        let books = BTreeMap::new();
        let (model, more) = model::build(&pages, &locales, &books, &source, model::Words::All);
        found.extend(more);
        let options = rust::Options { docs: locales[0].clone(), beside: locales.get(1).cloned(), source: source.clone(), crate_name: "any".to_owned() };
        let declared = rust::signatures(&model.api, &options);
        let theme = site::Theme::built_in().unwrap();
        let book = site::Book {
            theme: &theme,
            rust: &declared,
            markdown: true,
            findings: Some(&found),
            lags: None,
            rules: &[],
            title: None,
            address: Some("https://example.org/mapi"),
            link_root: "https://example.org",
            source: &source,
            locales: &locales,
            books: &books,
            pages: &pages,
            model: &model,
        };
        let files: Mutex<Vec<OutputFile>> = Mutex::default();
        let findings = site::emit(&book, &|file| files.lock().unwrap().push(file));
        prop_assert!(findings.is_empty(), "{findings:#?}");
        for file in files.into_inner().unwrap().iter().filter(|file| Path::new(&file.path).extension().is_some_and(|ending| ending == "html")) {
            let html = std::str::from_utf8(&file.bytes).unwrap();
            let faults = hostile(html);
            prop_assert!(faults.is_empty(), "{}: {faults:#?}", file.path);
        }
        let (files, _) = rust::emit(&model.api, &options);
        prop_assert!(files.iter().any(|file| file.path == "Cargo.toml"));
    }
}
