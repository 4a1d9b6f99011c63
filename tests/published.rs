//! A site whose address is known: what it tells machines, and that it tells the same everywhere.

mod support {
    pub(crate) mod pages;
    pub(crate) mod run;
    pub(crate) mod safe;
}

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use scraper::{Html, Selector};
use support::pages::{folder, prose};
use support::run::mapidoc;
use support::safe::hostile;
use tempfile::TempDir;

const ADDRESS: &str = "https://example.org/docs/mapi";

/// The sample's site for that address, made once for all tests.
static SITE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    mapidoc(folder.path(), &["site", "-q", "--site-url", "https://example.org/docs/mapi/"]).done();
    let root = folder.path().join("dist/site");
    (folder, root)
});

fn text(path: &str) -> String {
    fs::read_to_string(SITE.1.join(path)).unwrap()
}

/// The values of an attribute on the elements that a selector finds.
fn values(html: &Html, css: &str, attribute: &str) -> Vec<String> {
    let css = Selector::parse(css).unwrap();
    html.select(&css).map(|element| element.attr(attribute).unwrap_or_default().to_owned()).collect()
}

/// The file of the site that an absolute address names.
fn file(address: &str) -> PathBuf {
    let path = address.strip_prefix(ADDRESS).and_then(|path| path.strip_prefix('/')).unwrap();
    SITE.1.join(if path.is_empty() { "index.html" } else { path })
}

#[test]
fn every_page_has_one_address_and_its_alternates_agree() {
    let mut seen = 0;
    for locale in ["es-ES", "ja-JP", "en-US"] {
        for entry in fs::read_dir(SITE.1.join(locale)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if Path::new(&name).extension().is_none_or(|ending| ending != "html") {
                continue;
            }
            let page = text(&format!("{locale}/{name}"));
            assert_eq!(hostile(&page), [""; 0], "{locale}/{name}");
            // What leads elsewhere has no address of its own, and nobody looks for the page of the search.
            if ["missing", "search", "moved"]
                .iter()
                .any(|kind| page.contains(&format!("class=\"page-{kind}\"")))
            {
                continue;
            }
            seen += 1;
            let html = Html::parse_document(&page);
            let own = format!("{ADDRESS}/{locale}/{name}");
            assert_eq!(values(&html, "link[rel=canonical]", "href"), [own.as_str()]);
            assert_eq!(values(&html, "meta[property='og:url']", "content"), [own.as_str()]);
            let alternates = values(&html, "link[rel=alternate][hreflang]", "href");
            assert!(alternates.contains(&own), "{locale}/{name} is not its own alternate");
            for alternate in &alternates {
                let other = Html::parse_document(&fs::read_to_string(file(alternate)).unwrap());
                let back = values(&other, "link[rel=alternate][hreflang]", "href");
                assert_eq!(&back, &alternates, "{own} and {alternate}");
            }
            let default = values(&html, "link[hreflang=x-default]", "href");
            assert_eq!(default, [format!("{ADDRESS}/en-US/{name}")]);
        }
    }
    assert!(seen > 150, "{seen}");
}

#[test]
fn the_trail_leads_from_the_first_page_to_this_one() {
    let html = Html::parse_document(&text("es-ES/iablogon-logoff.html"));
    let css = Selector::parse("script[type='application/ld+json']").unwrap();
    let script = html.select(&css).next().unwrap();
    let trail: serde_json::Value = serde_json::from_str(&script.text().collect::<String>()).unwrap();
    assert_eq!(trail["@type"], "BreadcrumbList");
    let items = trail["itemListElement"].as_array().unwrap();
    assert!(items.len() > 1);
    for (place, item) in items.iter().enumerate() {
        assert_eq!(item["position"], place + 1);
        assert!(!item["name"].as_str().unwrap().is_empty());
        assert!(file(item["item"].as_str().unwrap()).is_file(), "{item}");
    }
    assert_eq!(items[0]["item"], format!("{ADDRESS}/es-ES/index.html"));
    assert_eq!(items.last().unwrap()["item"], format!("{ADDRESS}/es-ES/iablogon-logoff.html"));
}

#[test]
fn the_sitemap_has_every_page_that_is_one() {
    let map = text("sitemap.xml");
    let listed: BTreeSet<&str> =
        map.split("<loc>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    assert!(listed.iter().all(|address| file(address).is_file()));
    assert!(listed.contains(format!("{ADDRESS}/ja-JP/adrlist.html").as_str()));
    assert!(!listed.contains(format!("{ADDRESS}/ja-JP/error-handling-in-mapi.html").as_str()));
    let alternates = map.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    assert!(alternates.clone().count() > listed.len());
    assert!(alternates.clone().all(|address| listed.contains(address)));
    assert!(text("robots.txt").contains(&format!("Sitemap: {ADDRESS}/sitemap.xml")));
}

#[test]
fn the_page_for_lost_addresses_works_at_any_address() {
    let html = Html::parse_document(&text("404.html"));
    let links = values(&html, "[href]", "href");
    assert!(links.iter().all(|link| link.starts_with("/docs/mapi/")), "{links:?}");
    assert!(links.iter().all(|link| file(&format!("https://example.org{link}")).is_file()), "{links:?}");
    assert_eq!(values(&html, "meta[name=robots]", "content"), ["noindex"]);
}

#[test]
fn an_address_is_taken_from_the_project_s_file_and_refused_where_it_is_none() {
    let config = b"sources = ['es-ES=es']\nsite-url = 'https://example.org'\n";
    let root = folder(&[("es/a.md", prose("Bueno", "Good").as_bytes()), ("mapidoc.toml", config)]);
    mapidoc(root.path(), &["build", "-q"]).done();
    let page = fs::read_to_string(root.path().join("dist/site/es-ES/a.html")).unwrap();
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/es-ES/a.html\">"));
    for address in ["example.org", "https://", "ftp://example.org", "https://example.org/?x", "https://a b"] {
        mapidoc(root.path(), &["site", "--site-url", address])
            .refused("is not an address that a site can have");
    }
}
