//! What the site has for machines that read: a Markdown twin beside each page, lists of them, and `llms.txt`.

mod support {
    pub(crate) mod pages;
    pub(crate) mod run;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use scraper::{Html, Selector};
use support::pages::{folder, pair, prose};
use support::run::mapidoc;
use tempfile::TempDir;

/// The sample's site, made once for all tests.
static SITE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    mapidoc(folder.path(), &["site", "-q"]).done();
    let root = folder.path().join("dist/site");
    (folder, root)
});

fn text(path: &str) -> String {
    fs::read_to_string(SITE.1.join(path)).unwrap()
}

/// The names in a locale's folder that have this ending.
fn names(locale: &str, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(SITE.1.join(locale)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| Path::new(name).extension().is_some_and(|found| found == ending)).collect()
}

/// The destinations of the links in Markdown.
fn links(markdown: &str) -> impl Iterator<Item = &str> {
    markdown.split("](").skip(1).map(|rest| rest.split([')', ' ']).next().unwrap())
}

#[test]
fn every_page_has_a_twin_that_it_names_twice() {
    let css =
        Selector::parse("link[rel=alternate][type='text/markdown'], .page-meta a[type='text/markdown']");
    let css = css.unwrap();
    let mut seen = 0;
    for locale in ["es-ES", "ja-JP", "en-US"] {
        for name in names(locale, "html") {
            let html = Html::parse_document(&text(&format!("{locale}/{name}")));
            let body = html.select(&Selector::parse("body").unwrap()).next().unwrap();
            let hrefs: Vec<&str> = html.select(&css).filter_map(|link| link.attr("href")).collect();
            let twin = name.replace(".html", ".md");
            match body.attr("class").unwrap() {
                "page-missing" => assert!(hrefs.is_empty() && !SITE.1.join(locale).join(&twin).exists()),
                "page-home" => assert_eq!(hrefs, ["llms.txt"]),
                "page-list" => assert_eq!(hrefs, [&twin], "{locale}/{name}"),
                "page-codes" | "page-headers" | "page-hierarchy" | "page-search" | "page-tags"
                | "page-translation" | "page-overview" | "page-rules" | "page-moved" => {
                    assert!(hrefs.is_empty(), "{name}");
                }
                _ => {
                    assert_eq!(hrefs, [&twin, &twin], "{locale}/{name}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 150, "{seen}");
}

#[test]
fn a_twin_is_clean_and_its_links_lead_to_twins() {
    let (mut seen, mut led) = (0, 0);
    for locale in ["es-ES", "ja-JP", "en-US"] {
        for name in names(locale, "md") {
            let markdown = text(&format!("{locale}/{name}"));
            for mark in ["data-ttu-id", "data-stu-id", "sxs-lookup", "</span>"] {
                assert!(!markdown.contains(mark), "{locale}/{name}: {mark}");
            }
            for link in links(&markdown).filter(|link| !link.contains("://") && !link.starts_with('#')) {
                let file = link.split('#').next().unwrap();
                assert!(SITE.1.join(locale).join(file).is_file(), "{locale}/{name}: {link}");
                led += usize::from(file.strip_suffix(".md").is_some());
            }
            seen += 1;
        }
    }
    assert!(seen > 150 && led > 500, "{seen} twins, {led} links");
}

#[test]
fn a_twin_says_what_it_is_in_one_language() {
    let twin = text("es-ES/iablogon-logoff.md");
    let (front, body) = twin.strip_prefix("---\n").unwrap().split_once("\n---\n\n").unwrap();
    let front: Vec<&str> = front.lines().collect();
    assert_eq!(
        front,
        [
            "title: \"IABLogon::Logoff\"",
            "locale: es-ES",
            "source: \"../en-US/iablogon-logoff.md\"",
            "page: \"iablogon-logoff.html\""
        ]
    );
    assert!(body.starts_with("# ") && body.ends_with('\n') && !body.ends_with("\n\n"));
    assert!(!text("en-US/iablogon-logoff.md").contains("source:"));
    // Made of source halves where the source language has no page of its own.
    let lent = text("en-US/macros-related-to-structures.md");
    assert!(lent.contains("Macros do the arithmetic:") && !lent.contains("Las macros"), "{lent}");
    assert!(text("es-ES/macros-related-to-structures.md").contains("Las macros"));
}

#[test]
fn a_machine_finds_every_page_from_llms_txt() {
    let root = text("llms.txt");
    assert!(root.starts_with("# MAPI sample\n\n> "), "{root}");
    for locale in ["es-ES", "ja-JP", "en-US"] {
        assert!(root.contains(&format!("]({locale}/llms.txt)")));
        let list = text(&format!("{locale}/llms.txt"));
        assert!(list.starts_with("# MAPI sample\n\n> ") && list.len() < 300_000);
        let listed: Vec<&str> = links(&list).collect();
        for name in names(locale, "md").iter().filter(|name| !name.starts_with('_')) {
            assert!(listed.contains(&name.as_str()), "{locale}/{name}");
        }
    }
    let item = text("es-ES/llms.txt");
    let item = item.lines().find(|line| line.contains("(iablogon-logoff.md)")).unwrap();
    assert!(item.starts_with("- [IABLogon::Logoff](iablogon-logoff.md): "), "{item}");
}

#[test]
fn a_large_book_is_listed_by_kind() {
    let root = TempDir::new().unwrap();
    let long = "palabra ".repeat(25);
    for number in 0..1_500 {
        let page = format!("# {}\n\n{}\n", pair("a-1", &format!("P {number}"), "P"), pair("a-2", &long, "w"));
        support::pages::put(root.path(), &format!("es-ES/p{number}.md"), page.as_bytes());
    }
    mapidoc(root.path(), &["site", "-q", "es-ES"]).done();
    let file = |path: &str| fs::read_to_string(root.path().join("dist/site/es-ES").join(path)).unwrap();
    let listed: Vec<String> = links(&file("llms.txt")).map(str::to_owned).collect();
    assert_eq!(listed, ["_concept.md"]);
    assert_eq!(links(&file("_concept.md")).count(), 1_500);
}

#[test]
fn markdown_can_be_left_out() {
    let project = b"sources = ['es-ES=es']\nmarkdown = false\n";
    let root = folder(&[("es/a.md", prose("Bueno", "Good").as_bytes()), ("mapidoc.toml", project)]);
    mapidoc(root.path(), &["build", "-q"]).done();
    let site = root.path().join("dist/site");
    assert!(!site.join("llms.txt").exists() && !site.join("es-ES/a.md").exists());
    assert!(!fs::read_to_string(site.join("es-ES/a.html")).unwrap().contains("text/markdown"));
    fs::remove_file(root.path().join("mapidoc.toml")).unwrap();
    mapidoc(root.path(), &["site", "-q", "es-ES=es"]).done();
    assert!(site.join("es-ES/a.md").exists());
    mapidoc(root.path(), &["site", "-q", "--no-markdown", "es-ES=es"]).done();
    assert!(!site.join("es-ES/a.md").exists());
}
