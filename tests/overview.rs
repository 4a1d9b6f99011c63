//! What the rules of translations find, on the site and in the overview: what a project makes of it, how far pages are behind
//! the English, rules by sections, and the same as a file.

mod support {
    pub(crate) mod html;
    pub(crate) mod pages;
    pub(crate) mod run;
    pub(crate) mod safe;
    pub(crate) mod site;
}

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use scraper::Html;
use support::html::{all, texts};
use support::pages::{folder, pair, put};
use support::run::mapidoc;
use support::safe::hostile;
use support::site::broken;
use tempfile::TempDir;

/// A page whose first paragraph has an error, its second a warning, its third neither.
fn page(title: &str) -> String {
    let heading = pair("a-1", &format!("Página {title}"), &format!("Page {title}"));
    let number = pair("a-2", "El archivo tiene 2010 bytes.", "The file has 365 bytes.");
    let bracket = pair("a-3", "La carpeta (vea la lista está abierta.", "The folder (see the list) is open.");
    let fine = pair("a-4", "Todo está bien.", "All is well.");
    format!("# {heading}\n\n{number}\n\n{bracket}\n\n{fine}\n")
}

const ENGLISH: &str = "# Page A\n\nThe file has 365 bytes.\n\nThe folder (see the list) is open.\n\nNothing is well any more.\n";
const TOC: &[u8] = b"- name: First\n  items:\n  - name: A\n    href: a.md\n- name: Second <b>\n  items:\n  - name: B\n    href: b.md\n";

fn written() -> TempDir {
    folder(&[
        ("es-ES/a.md", page("A").as_bytes()),
        ("es-ES/b.md", page("B").replace("2010", "365").as_bytes()),
        ("es-ES/TOC.yml", TOC),
        ("en-US/a.md", ENGLISH.as_bytes()),
        ("en-US/TOC.yml", TOC),
    ])
}

/// A site of it, made once for all tests.
static SITE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let root = written();
    mapidoc(root.path(), &["site", "-q", "es-ES", "en-US"]).done();
    let site = root.path().join("dist/site");
    (root, site)
});

fn read(path: &Path) -> Html {
    Html::parse_document(&fs::read_to_string(path).unwrap())
}

/// The rules of a page's findings.
fn rules(site: &Path) -> Vec<String> {
    texts(&read(&site.join("es-ES/a.html")), "#findings li > .badge")
}

#[test]
fn a_page_shows_what_check_finds_on_it() {
    assert!(broken(&SITE.1).is_empty(), "{:#?}", broken(&SITE.1));
    let html = read(&SITE.1.join("es-ES/a.html"));
    let found = ["changed-number", "unbalanced-bracket", "missing-segment", "stale-segment"];
    let mut told = texts(&html, "#findings li > .badge");
    told.sort();
    let mut expected = found.map(str::to_owned);
    expected.sort();
    assert_eq!(told, expected);
    assert_eq!(texts(&html, ".badge.found span"), ["error 1", "advertencia 2", "nota 1"]);
    // Each half has the mark, for the views of one half; it leads to the finding in the list, and that to what the rule finds.
    let marks = all(&html, ".t > a.mark.severity-error");
    assert_eq!(marks.len(), 1);
    let finding = all(&html, &format!("li{} > .badge", marks[0].attr("href").unwrap()));
    assert_eq!(finding[0].attr("href"), Some("_rules.html#changed-number"));
    assert!(marks[0].attr("aria-label").unwrap().starts_with("changed-number: "));
    assert_eq!(all(&html, ".s > a.mark.severity-error").len(), 1);
    let rules = read(&SITE.1.join("es-ES/_rules.html"));
    assert_eq!(all(&rules, "#changed-number").len(), 1);
}

#[test]
fn a_project_s_settings_count_on_the_site_too() {
    let root = written();
    let site = root.path().join("dist/site");
    let settings = "[check.rules]\nchanged-number = \"off\"\n[[check.paths]]\npages = \"a*\"\nrules = { unbalanced-bracket = \"error\" }\n";
    put(root.path(), "mapidoc.toml", settings.as_bytes());
    mapidoc(root.path(), &["site", "-q", "es-ES"]).done();
    assert_eq!(rules(&site), ["unbalanced-bracket"]);
    let html = read(&site.join("es-ES/a.html"));
    assert_eq!(texts(&html, ".badge.found span"), ["error 1"]);
    // No English: nobody knows how far the page is behind.
    assert!(all(&html, ".behind").is_empty());

    put(root.path(), "mapidoc.toml", b"");
    let allowed = format!("<!-- mapidoc-allow-page changed-number -->\n\n{}", page("A"));
    put(root.path(), "es-ES/a.md", allowed.as_bytes());
    mapidoc(root.path(), &["site", "-q", "es-ES"]).done();
    assert_eq!(rules(&site), ["unbalanced-bracket"]);

    put(root.path(), "mapidoc.toml", b"[check]\nbaseline = \"known.txt\"\n");
    mapidoc(root.path(), &["site", "-q", "es-ES"]).refused("cannot be read");
    mapidoc(root.path(), &["check", "-q", "--write-baseline", "es-ES"]).done();
    mapidoc(root.path(), &["site", "-q", "es-ES"]).done();
    assert_eq!(rules(&site), [""; 0]);
    // What is known is an input: without it, the pages are made anew.
    put(root.path(), "known.txt", b"");
    mapidoc(root.path(), &["site", "-q", "es-ES"]).done();
    assert_eq!(rules(&site), ["unbalanced-bracket"]);
}

#[test]
fn a_page_that_is_behind_says_so_and_leads_to_the_english() {
    let html = read(&SITE.1.join("es-ES/a.html"));
    assert_eq!(
        texts(&html, ".behind"),
        [
            "El original ha cambiado desde que se tradujo esta página. Segmentos desactualizados 1 Frases aún sin traducir 1 Original: English"
        ]
    );
    assert_eq!(all(&html, ".behind a")[0].attr("href"), Some("../en-US/a.html"));
    assert!(all(&read(&SITE.1.join("en-US/a.html")), ".behind").is_empty());
    let state = read(&SITE.1.join("es-ES/_translation.html"));
    let facts = texts(&state, ".facts > div");
    for fact in
        ["Al día 87 %", "Segmentos desactualizados 1 Páginas 1", "Frases aún sin traducir 1 Páginas 1"]
    {
        assert!(facts.contains(&fact.to_owned()), "{facts:#?}");
    }
    let spanish = texts(&state, "#by-language ~ .table tbody tr").swap_remove(0);
    assert_eq!(spanish, "Español 100 % 8 0 87 % 1 1");
}

#[test]
fn rules_stand_by_sections_and_the_worst_pages_first() {
    let text = fs::read_to_string(SITE.1.join("es-ES/_overview.html")).unwrap();
    assert_eq!(hostile(&text), [""; 0]);
    let html = Html::parse_document(&text);
    let table = ".heat[aria-labelledby=\"by-rules\"]";
    assert_eq!(
        texts(&html, &format!("{table} thead th")),
        ["Regla", "Gravedad", "Hallazgos", "Páginas", "First", "Second <b>"]
    );
    let rows = texts(&html, &format!("{table} tbody tr"));
    assert!(rows.contains(&"unbalanced-bracket advertencia 2 2 1 1".to_owned()), "{rows:#?}");
    assert!(rows.contains(&"changed-number error 1 1 1".to_owned()), "{rows:#?}");
    let pages = texts(&html, ".heat[aria-labelledby=\"by-pages\"] tbody th");
    assert_eq!(pages, ["Página A", "Página B"]);
    let links = all(&html, ".heat[aria-labelledby=\"by-pages\"] tbody th a");
    assert_eq!(links[0].attr("href"), Some("a.html#findings"));
}

#[test]
fn sections_are_told_from_each_other_and_pages_in_none_have_a_name() {
    let mut others = String::new();
    for number in 0..110 {
        let _ = writeln!(others, "  - name: N{number}\n    href: https://example.org/{number}");
    }
    let toc = format!(
        "- name: About\n  href: b.md\n- name: Reference\n  items:\n  - name: About\n    items:\n    - name: A\n      href: a.md\n{others}"
    );
    let root = folder(&[
        ("es-ES/a.md", page("A").as_bytes()),
        ("es-ES/b.md", page("B").as_bytes()),
        ("es-ES/c.md", page("C").as_bytes()),
        ("es-ES/TOC.yml", toc.as_bytes()),
    ]);
    mapidoc(root.path(), &["site", "-q", "es-ES"]).done();
    let html = read(&root.path().join("dist/site/es-ES/_overview.html"));
    let columns = texts(&html, ".heat[aria-labelledby=\"by-rules\"] thead th");
    assert_eq!(columns[4..], ["About", "Reference › About", "Fuera del contenido"]);
    let state = read(&root.path().join("dist/site/es-ES/_translation.html"));
    let bars = texts(&state, "#by-section ~ .table tbody th");
    assert_eq!(bars, ["About", "Reference › About", "Fuera del contenido"]);
}

#[test]
fn an_overview_of_nothing_says_so() {
    let fine = pair("a-1", "Todo está bien.", "All is well.");
    let root =
        folder(&[("es-ES/a.md", format!("# {fine}\n").as_bytes()), ("en-US/a.md", b"# All is well.\n")]);
    let arguments = ["check", "-q", "--format", "html", "-o", "all.html", "es-ES", "en-US"];
    mapidoc(root.path(), &arguments).done();
    let html = read(&root.path().join("all.html"));
    assert_eq!(texts(&html, "main"), ["Español es-ES No findings"]);
    mapidoc(root.path(), &["check", "-q", "--format", "html", "-o", "all.html", "en-US"]).done();
    let html = read(&root.path().join("all.html"));
    assert_eq!((texts(&html, "main"), all(&html, "nav").len()), (vec!["No findings".to_owned()], 0));
}

#[test]
fn the_overview_is_a_file_that_needs_nothing() {
    let root = written();
    let arguments =
        ["check", "-q", "--deny", "none", "--format", "html", "-o", "out/all.html", "es-ES", "en-US"];
    fs::create_dir(root.path().join("out")).unwrap();
    let run = mapidoc(root.path(), &arguments).done();
    assert_eq!(run.stdout, "");
    let text = fs::read_to_string(root.path().join("out/all.html")).unwrap();
    let html = Html::parse_document(&text);
    assert_eq!(texts(&html, "section.locale > h2"), ["Español es-ES", "Rules"]);
    let page = all(&html, ".heat[aria-labelledby=\"es-ES-pages\"] tbody th a")[0].attr("href").unwrap();
    assert_eq!(page, "../es-ES/a.md");
    let rule = all(&html, ".heat[aria-labelledby=\"es-ES-rules\"] tbody th a")[0].attr("href").unwrap();
    assert_eq!(all(&html, &format!("details{rule}")).len(), 1, "{rule}");
    assert!(texts(&html, "details h3").contains(&"How to mend".to_owned()));
    assert!(text.contains("Second &lt;b&gt;"));
    assert!(!text.contains("src=") && !text.contains("<link"));
    // Where the site is known, pages are shown there.
    put(root.path(), "mapidoc.toml", b"title = \"A & <B>\"\nsite-url = \"https://example.org/x/\"\n");
    mapidoc(root.path(), &arguments).done();
    let text = fs::read_to_string(root.path().join("out/all.html")).unwrap();
    assert!(text.contains("href=\"https://example.org/x/es-ES/a.html#findings\""));
    assert!(text.contains("A &amp; &lt;B&gt;"));
}
