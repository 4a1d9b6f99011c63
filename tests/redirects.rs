//! Former names of pages: read from the book's repository, and pages that lead on.

mod support {
    pub(crate) mod pages;
    pub(crate) mod run;
    pub(crate) mod safe;
    pub(crate) mod site;
}

use std::fs;
use std::path::Path;

use scraper::{Html, Selector};
use support::pages::{folder, prose};
use support::run::mapidoc;
use support::safe::hostile;
use support::site::broken;

const LIST: &str = r#"{"redirections": [
    {"source_path": "docs/mapi/old.md", "redirect_url": "/office/mapi/new", "redirect_document_id": false},
    {"source_path": "docs/mapi/older.md", "redirect_url": "/office/mapi/old"},
    {"source_path": "docs/mapi/sub/lent.md", "redirect_url": "../only-spanish.md"},
    {"source_path": "docs/mapi/new.md", "redirect_url": "/office/mapi/only-spanish"},
    {"source_path": "docs/mapi/gone.md", "redirect_url": "/office/other/thing"},
    {"source_path": "docs/mapi/a.md", "redirect_url": "/office/mapi/b"},
    {"source_path": "docs/mapi/b.md", "redirect_url": "/office/mapi/a"},
    {"source_path": "docs/mapi/evil.md", "redirect_url": "javascript:alert(1)//mapi/new"},
    {"source_path": "docs/mapi/../../../out.md", "redirect_url": "/office/mapi/new"}
]}"#;

#[test]
fn former_names_lead_on() {
    let root = folder(&[
        ("es-ES/docs/mapi/new.md", prose("Nuevo <b>\"&", "New").as_bytes()),
        ("es-ES/docs/mapi/only-spanish.md", prose("Solo", "Alone").as_bytes()),
        ("ja-JP/docs/mapi/new.md", prose("New", "New").as_bytes()),
        ("en-US/docs/mapi/new.md", b"# New\n\nWords.\n"),
        ("en-US/.openpublishing.redirection.json", LIST.as_bytes()),
        // Of the repository's own, and no concern of the book's.
        ("en-US/.git/config", b""),
        (".openpublishing.redirection.json", b"not JSON"),
        (
            "es-ES/.openpublishing.redirection.json",
            br#"{"redirections": [{"source_path": "docs/mapi/mine.md", "redirect_url": "new.md"}]}"#,
        ),
        ("es-ES/.git/config", b""),
        ("ja-JP/.git/config", b""),
    ]);
    let sources = ["es-ES=es-ES/docs/mapi", "ja-JP=ja-JP/docs/mapi", "en-US=en-US/docs/mapi"];
    let run = |more: &[&str]| mapidoc(root.path(), &[&["site"], &sources[..], more].concat()).done();
    let findings = run(&["-v"]).stderr;
    let site = root.path().join("dist/site");
    assert!(broken(&site).is_empty(), "{:#?}", broken(&site));
    let page = |path: &str| fs::read_to_string(site.join(path)).unwrap();
    for (path, link) in [
        ("es-ES/old.html", "new.html"),
        ("es-ES/older.html", "new.html"),
        ("es-ES/mine.html", "new.html"),
        ("ja-JP/old.html", "new.html"),
        ("en-US/sub/lent.html", "../only-spanish.html"),
        // Where the locale lacks the page, one that has it: readers are not sent twice.
        ("ja-JP/sub/lent.html", "../../en-US/only-spanish.html"),
    ] {
        let text = page(path);
        assert_eq!(hostile(&text), [""; 0], "{path}");
        let html = Html::parse_document(&text);
        let value = |css: &str, name: &str| {
            let css = Selector::parse(css).unwrap();
            html.select(&css).next().and_then(|found| found.attr(name)).unwrap_or_default().to_owned()
        };
        assert_eq!(value("meta[http-equiv=refresh]", "content"), format!("0; url={link}"), "{path}");
        assert_eq!(value("link[rel=canonical]", "href"), link);
        assert_eq!(value("main a", "href"), link);
        assert_eq!(value("meta[name=robots]", "content"), "noindex");
    }
    assert!(!site.join("ja-JP/mine.html").exists(), "a book's former names are its locale's own");
    assert!(page("en-US/new.html").contains("Words."));
    assert!(!root.path().join("dist/out.html").exists() && !root.path().join("out.html").exists());
    for (rule, count) in [("dead-redirect", 4), ("needless-redirect", 1), ("invalid-redirects", 0)] {
        assert_eq!(findings.matches(&format!("[{rule}]")).count(), count, "{rule}: {findings}");
    }
    // With an address, search engines are told the whole one.
    run(&["-q", "--site-url", "https://example.org/x"]);
    assert!(page("es-ES/old.html").contains("href=\"https://example.org/x/es-ES/new.html\""));
    assert!(page("ja-JP/sub/lent.html").contains("href=\"https://example.org/x/en-US/only-spanish.html\""));
    assert!(!page("sitemap.xml").contains("old.html"));
}

#[test]
fn a_list_that_is_none_is_told() {
    let root = folder(&[
        ("es-ES/a.md", prose("Bueno", "Good").as_bytes()),
        ("es-ES/.openpublishing.redirection.json", b"[1"),
    ]);
    let run = mapidoc(root.path(), &["site", "es-ES"]).done();
    assert!(run.stderr.contains("error[invalid-redirects]"), "{}", run.stderr);
    assert!(Path::new(&root.path().join("dist/site/es-ES/a.html")).is_file());
}

#[test]
fn a_page_that_sends_its_reader_elsewhere_is_hostile() {
    let page = |class: &str, refresh: &str, link: &str| {
        let html = format!(
            "<html><head><meta http-equiv=\"refresh\" content=\"{refresh}\"></head><body class=\"{class}\"><main><a href=\"{link}\">x</a></main></body></html>"
        );
        !hostile(&html).is_empty()
    };
    assert!(!page("page-moved", "0; url=../a.html", "../a.html"));
    for (class, refresh, link) in [
        ("page-concept", "0; url=a.html", "a.html"),
        ("page-moved", "0; url=b.html", "a.html"),
        ("page-moved", "0; url=https://a.example/b.html", "https://a.example/b.html"),
        ("page-moved", "0; url=//a.example/b.html", "//a.example/b.html"),
        ("page-moved", "5; url=a.html", "a.html"),
    ] {
        assert!(page(class, refresh, link), "{class} {refresh}");
    }
}
