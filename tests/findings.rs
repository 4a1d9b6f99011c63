//! Findings on the site: listed on their page, marked in its text, counted for the locale, explained by rule.

mod support {
    pub(crate) mod html;
    pub(crate) mod pages;
    pub(crate) mod run;
    pub(crate) mod safe;
    pub(crate) mod site;
}

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use scraper::{ElementRef, Html};
use support::html::{all, texts};
use support::pages::{folder, pair, prose};
use support::run::mapidoc;
use support::safe::hostile;
use support::site::broken;
use tempfile::TempDir;

/// A page with one finding about a link in a pair, one about a pair in a link, one about no pair, and one of the page.
fn page() -> String {
    let dead = pair("a-3", "Vea [esto](gone.md), por favor.", "See [this](gone.md), please.");
    let around = format!("[{}](GONE.md)", pair("a-4", "Fin", "End"));
    let words = pair("a-2", "Unas palabras.", "Some words.");
    format!(
        "---\nms.translationtype: MT\nms.lasthandoff: 05/20/2021\n---\n\n# {}\n\n{words} {dead}\n\n{around}\n\n[x](Other.md) <script>\n",
        pair("a-1", "Título", "Title")
    )
}

/// A site of two locales, made once for all tests.
static SITE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let toc = b"- name: One\n  items:\n  - name: A\n    href: a.md\n- name: Two\n  href: other.md\n";
    let root = folder(&[
        ("es-ES/a.md", page().as_bytes()),
        ("es-ES/other.md", prose("Otra", "Other").as_bytes()),
        ("es-ES/TOC.yml", toc),
        ("ja-JP/other.md", prose("Other", "Other").as_bytes()),
    ]);
    mapidoc(root.path(), &["site", "-q", "es-ES", "ja-JP"]).done();
    let site = root.path().join("dist/site");
    (root, site)
});

fn read(path: &str) -> Html {
    Html::parse_document(&fs::read_to_string(SITE.1.join(path)).unwrap())
}

#[test]
fn a_page_lists_what_was_found_and_marks_it_in_the_text() {
    assert!(broken(&SITE.1).is_empty(), "{:#?}", broken(&SITE.1));
    let html = read("es-ES/a.html");
    let expected = [
        "dead-link `gone.md` leads to no page línea 8",
        "dead-link `GONE.md` leads to no page línea 10",
        "link-case `Other.md` is the page `other.md` in other letter case línea 12",
    ];
    assert_eq!(texts(&html, "#findings li"), expected.map(|text| text.replace('`', "")));
    let codes = texts(&html, "#findings li:last-child code");
    assert_eq!(codes, ["Other.md", "other.md"]);
    assert_eq!(texts(&html, ".badge.found"), ["Hallazgos advertencia 3"]);
    // One at the end of each half, one behind the link that a pair is in.
    let marks = all(&html, "main a.mark");
    let told: Vec<_> = marks.iter().map(|mark| (mark.attr("href"), mark.attr("aria-label"))).collect();
    let first = (Some("#finding-1"), Some("dead-link: `gone.md` leads to no page"));
    assert_eq!(told, [first, first, (Some("#finding-2"), Some("dead-link: `GONE.md` leads to no page"))]);
    for (mark, half) in [(0, "Vea esto, por favor."), (1, "See this, please.")] {
        let parent = ElementRef::wrap(marks[mark].parent().unwrap()).unwrap();
        assert_eq!(parent.text().collect::<String>(), half);
    }
    assert_eq!(marks[2].prev_sibling().and_then(ElementRef::wrap).unwrap().value().name(), "a");
    assert_eq!(all(&html, "#hide-marks").len(), 1);
    assert_eq!(hostile(&html.html()).iter().filter(|fault| fault.contains("script")).count(), 0);
    // The page in the source language is made of this one's halves; what was found is not about it.
    assert!(all(&read("en-US/a.html"), ".mark, #findings").is_empty());
    assert!(all(&read("es-ES/other.html"), ".mark, #findings").is_empty());
}

#[test]
fn a_locale_s_state_is_counted() {
    let html = read("es-ES/_translation.html");
    assert_eq!(hostile(&fs::read_to_string(SITE.1.join("es-ES/_translation.html")).unwrap()), [""; 0]);
    assert_eq!(texts(&html, ".facts dd"), ["100 % 2 / 2", "6", "0 % 0", "10", "1", "0", "1", "2021-05-20"]);
    assert_eq!(
        texts(&html, "#by-rule ~ .table tbody tr"),
        ["dead-link advertencia 2 1", "link-case advertencia 1 1"]
    );
    let widths: Vec<_> =
        all(&html, "#by-rule ~ .table rect:not(.rest)").iter().map(|bar| bar.attr("width")).collect();
    assert_eq!(widths, [Some("100"), Some("50")]);
    let japanese = read("ja-JP/_translation.html");
    assert_eq!(texts(&japanese, ".missing-pages li"), ["Title"]);
    assert_eq!(texts(&japanese, ".facts dd")[..3], ["50% 1 / 2", "2", "50% 1"]);
    assert_eq!(
        texts(&japanese, "#by-language ~ .table tbody tr"),
        ["Español 100% 6 0", "日本語 50% 2 1", "English 100% 0 0"]
    );
    // Every page leads there.
    for path in ["es-ES/index.html", "es-ES/a.html", "es-ES/_rules.html"] {
        assert!(!all(&read(path), ".site-footer a[href='_translation.html']").is_empty(), "{path}");
    }
}

#[test]
fn every_rule_that_found_something_is_explained() {
    let html = read("es-ES/_rules.html");
    assert_eq!(texts(&html, "#index dt code"), ["dead-link", "link-case"]);
    let explained = texts(&html, "#index dd .explained");
    assert!(explained[0].starts_with("A link leads to no page. What it finds "), "{explained:?}");
    assert!(
        explained[1].starts_with("A link differs from its page's name only by letter case. What it finds ")
    );
    assert!(explained.iter().all(|text| text.contains(" How to mend ")));
    let links: Vec<_> = all(&html, "#dead-link a").iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(links, ["a.html#findings"]);
}

#[test]
fn findings_can_be_left_out() {
    let root = folder(&[("es-ES/a.md", page().as_bytes())]);
    let site = root.path().join("dist/site/es-ES");
    let shows = || {
        let page = fs::read_to_string(site.join("a.html")).unwrap();
        (
            page.contains("class=\"mark\"") || page.contains("id=\"findings\""),
            site.join("_rules.html").exists(),
        )
    };
    mapidoc(root.path(), &["site", "-q", "es-ES"]).done();
    assert_eq!(shows(), (true, true));
    mapidoc(root.path(), &["site", "-q", "--no-findings", "es-ES"]).done();
    assert_eq!(shows(), (false, false));
    assert!(site.join("_translation.html").exists());
    support::pages::put(root.path(), "mapidoc.toml", b"findings = false\n");
    mapidoc(root.path(), &["build", "-q", "es-ES"]).done();
    assert_eq!(shows(), (false, false));
}

#[test]
fn a_page_that_is_broken_all_over_lists_the_first_and_counts_the_rest() {
    let links = "[x](gone.md) ".repeat(1_000);
    let root = folder(&[("es-ES/a.md", format!("# A\n\n{links}\n").as_bytes())]);
    mapidoc(root.path(), &["site", "-q", "es-ES"]).done();
    let page = fs::read_to_string(root.path().join("dist/site/es-ES/a.html")).unwrap();
    assert_eq!(page.matches("<li id=\"finding-").count(), 100);
    assert!(page.contains("<span class=\"count\">1000</span>") && page.contains("900</p>"));
    // Ten, and the other ninety folded.
    let html = Html::parse_document(&page);
    assert_eq!(all(&html, "#findings details > details > ol > li").len(), 90);
}
