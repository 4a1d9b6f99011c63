//! The sample's site as a reader finds it: every link leads somewhere, and nothing that the pages say is lost.

mod support {
    pub(crate) mod html;
    pub(crate) mod loss;
    pub(crate) mod pages;
    pub(crate) mod run;
    pub(crate) mod safe;
    pub(crate) mod site;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use mapidoc::parse::{self, Page};
use mapidoc::read;
use scraper::{ElementRef, Html, Selector};
use support::html::all;
use support::loss::{lost, lost_of};
use support::pages::folder;
use support::run::mapidoc;
use support::safe::hostile;
use support::site::broken;
use tempfile::TempDir;

/// The sample's site, made once for all tests.
static SITE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    mapidoc(folder.path(), &["site", "-q"]).done();
    let root = folder.path().join("dist/site");
    (folder, root)
});

fn root() -> &'static Path {
    &SITE.1
}

/// The sample's pages, as the library reads them.
static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let (library, _) = read::read(&read::sample::sources()).unwrap();
    library.documents.into_iter().map(|document| parse::parse(document).0).collect()
});

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn html_files(locale: &str) -> Vec<String> {
    let folder = fs::read_dir(root().join(locale)).unwrap();
    let mut names: Vec<String> =
        folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending == "html"));
    names.sort();
    names
}

#[test]
fn nothing_is_broken() {
    let broken = broken(root());
    assert!(broken.is_empty(), "{} faults:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn nothing_acts_against_the_reader_and_all_tags_nest() {
    for locale in ["es-ES", "ja-JP", "en-US"] {
        for name in html_files(locale) {
            let faults = hostile(&text(&format!("{locale}/{name}")));
            assert!(faults.is_empty(), "{locale}/{name}: {faults:#?}");
        }
    }
    assert_eq!(hostile(&text("index.html")), [""; 0]);
}

#[test]
fn nothing_is_lost() {
    let lost = lost(&PAGES, root());
    let report: Vec<String> =
        lost.iter().map(|lost| format!("{} {}: {}", lost.page, lost.what, lost.text)).collect();
    assert!(report.is_empty(), "{} texts:\n{}", report.len(), report.join("\n"));
}

#[test]
fn a_lost_text_is_seen() {
    let page = PAGES.iter().find(|page| &*page.sheet.key == "adrlist.md").unwrap();
    let html = text(&format!("{}/adrlist.html", page.sheet.locale));
    assert!(lost_of(page, &html).is_empty());
    let word = page.sheet.unwoven.segments.last().unwrap().target.of(&page.sheet.unwoven.target);
    assert!(!lost_of(page, &html.replace(word, "")).is_empty(), "{word}");
    assert!(lost_of(page, "").len() > page.sheet.unwoven.segments.len());
}

#[test]
fn the_language_switcher_keeps_the_page() {
    for name in html_files("es-ES") {
        let html = Html::parse_document(&text(&format!("es-ES/{name}")));
        // Who comes by a former name is on the page itself before they can choose.
        if !all(&html, "body.page-moved").is_empty() {
            continue;
        }
        let links = all(&html, ".languages a");
        assert_eq!(links.len(), 3, "{name}");
        for link in links {
            let (href, locale) = (link.attr("href").unwrap(), link.attr("hreflang").unwrap());
            let lacks = text(&format!("{locale}/{name}")).contains("<body class=\"page-missing\">");
            assert_eq!(href, format!("../{locale}/{name}"));
            // What leads elsewhere than it seems to says so.
            assert_eq!(lacks, link.attr("data-keep").is_none(), "{name} {locale}");
            let is_current = link.attr("aria-current") == Some("true");
            assert_eq!(is_current, locale == "es-ES");
        }
    }
}

#[test]
fn a_translation_that_is_missing_is_marked() {
    let html = Html::parse_document(&text("es-ES/error-handling-in-mapi.html"));
    let japanese = all(&html, ".languages a[hreflang=ja-JP]")[0];
    assert_eq!(japanese.attr("href"), Some("../ja-JP/error-handling-in-mapi.html"));
    assert!(japanese.text().collect::<String>().contains("No está en este idioma"), "{}", japanese.html());
    // A site without an address has none for other languages; tests/published.rs reads those of one that has.
    assert!(all(&html, "link[rel=alternate][hreflang]").is_empty());
}

#[test]
fn a_page_that_a_locale_lacks_says_so_and_leads_on() {
    let html = Html::parse_document(&text("ja-JP/error-handling-in-mapi.html"));
    assert_eq!(html.root_element().attr("lang"), Some("ja-JP"));
    assert_eq!(all(&html, "meta[name=robots]")[0].attr("content"), Some("noindex"));
    assert!(all(&html, "link[rel=alternate], link[rel=canonical]").is_empty());
    let heading = all(&html, "h1")[0];
    assert_eq!(heading.attr("lang"), Some("en-US"));
    assert_eq!(heading.text().collect::<String>(), "Error Handling in MAPI");
    let summary = all(&html, "main blockquote[lang=en-US]");
    assert!(!summary[0].text().collect::<String>().trim().is_empty());
    let links: Vec<_> = all(&html, "main .card").iter().filter_map(|link| link.attr("href")).collect();
    let expected = ["../es-ES/error-handling-in-mapi.html", "../en-US/error-handling-in-mapi.html"];
    assert_eq!(links, expected);
    // It is in no list, and no page but the others' switchers leads to it.
    assert!(!text("ja-JP/_concept.html").contains("\"error-handling-in-mapi.html"));
}

#[test]
fn pictures_keep_their_room_and_only_the_first_is_not_put_off() {
    let html = Html::parse_document(&text("es-ES/adrlist.html"));
    let pictures = all(&html, "main img");
    assert!(!pictures.is_empty());
    for (place, picture) in pictures.iter().enumerate() {
        assert_eq!((picture.attr("width"), picture.attr("height")), (Some("600"), Some("220")));
        assert_eq!(picture.attr("decoding"), Some("async"));
        assert_eq!(picture.attr("loading"), (place > 0).then_some("lazy"));
    }
}

#[test]
fn a_site_without_an_address_claims_none() {
    let page = text("es-ES/adrlist.html");
    for part in ["rel=\"canonical\"", "og:url", "ld+json", "noindex"] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(!root().join("sitemap.xml").exists() && !root().join("robots.txt").exists());
    let html = Html::parse_document(&page);
    let property = |name: &str| {
        all(&html, &format!("meta[property='{name}']"))[0].attr("content").unwrap_or_default().to_owned()
    };
    assert_eq!((property("og:type"), property("og:locale")), ("article".to_owned(), "es_ES".to_owned()));
    assert!(property("og:title").contains("ADRLIST") && !property("og:description").is_empty());
    // A host shows it at any address: no link of it is relative.
    let lost = Html::parse_document(&text("404.html"));
    let links: Vec<_> = all(&lost, "[href], [src]").iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(links, ["/es-ES/index.html", "/ja-JP/index.html", "/en-US/index.html"]);
}

#[test]
fn a_page_made_of_source_halves_says_so_and_holds_no_other_language() {
    let html = Html::parse_document(&text("en-US/macros-related-to-structures.html"));
    let meta = all(&html, ".page-meta")[0].text().collect::<String>();
    assert!(meta.contains("es-ES"), "{meta}");
    let article = all(&html, "article")[0];
    let words = article.text().collect::<String>();
    assert!(words.contains("Macros do the arithmetic:") && !words.contains("Las macros"), "{words}");
    assert!(all(&html, "article .seg, .views").is_empty() && all(&html, "html[data-bilingual]").is_empty());
    // A page that the language has of its own says that.
    let own = Html::parse_document(&text("en-US/adrlist.html"));
    let meta = all(&own, ".page-meta")[0].text().collect::<String>();
    assert!(!meta.contains("es-ES") && !meta.is_empty(), "{meta}");
}

#[test]
fn bilingual_pages_hold_both_halves_in_order() {
    for page in PAGES.iter().filter(|page| page.sheet.unwoven.is_bilingual()) {
        let sheet = &page.sheet;
        let path = format!("{}/{}.html", sheet.locale, sheet.stem());
        let html = Html::parse_document(&text(&path));
        assert_eq!(html.root_element().attr("lang"), Some(sheet.locale.as_str()));
        let (targets, sources) = (all(&html, ".seg > .t"), all(&html, ".seg > .s"));
        assert!(!targets.is_empty() && targets.len() == sources.len(), "{path}");
        assert!(sources.iter().all(|half| half.attr("lang") == Some("en-US")), "{path}");
        let title = all(&html, "title")[0].text().collect::<String>();
        let source_title = all(&html, "h1 .s").first().map(|half| half.text().collect::<String>());
        let target_title = all(&html, "h1 .t").first().map(|half| half.text().collect::<String>());
        if let (Some(source), Some(target)) = (source_title, target_title) {
            assert!(title.starts_with(target.trim()), "{path}: {title} / {source}");
        }
    }
}

#[test]
fn methods_know_their_interface_and_their_neighbours() {
    let html = Html::parse_document(&text("es-ES/iablogon-logoff.html"));
    let href = |css: &str| all(&html, css).first().and_then(|link| link.attr("href").map(str::to_owned));
    assert_eq!(href("a.owner").as_deref(), Some("iablogoniunknown.html"));
    assert_eq!(href("a.previous").as_deref(), Some("iablogon-getlasterror.html"));
    assert_eq!(href("a.next").as_deref(), Some("iablogon-openentry.html"));
    for locale in ["es-ES", "ja-JP", "en-US"] {
        let interface = Html::parse_document(&text(&format!("{locale}/iablogoniunknown.html")));
        let slots: Vec<String> =
            all(&interface, "td.slot").iter().map(|slot| slot.text().collect()).collect();
        assert_eq!(slots, (3..13).map(|slot: u32| slot.to_string()).collect::<Vec<_>>(), "{locale}");
    }
}

#[test]
fn broken_sites_are_seen_to_be_broken() {
    let page = |body: &str| format!("<html lang=en><title>t</title><h1>h</h1>{body}");
    let site = folder(&[
        (
            "a.html",
            page(
                "<a href=b.html>b</a><a href='b.html#x'>b</a><a href='#y'><img src=y alt=y></a><p id=z><p id=z><img src=a.html>",
            )
            .as_bytes(),
        ),
        (
            "sub/c.html",
            b"<a href=../a.html#z> </a><a href=../../d>d</a><a href=/a.html>a</a><a href=javascript:x>x</a>",
        ),
        ("sub/toc.js", b"mapidoc.toc([[\"A\",\"c.html\",[[\"B\",\"gone.html\"]]]]);"),
    ]);
    let broken = broken(site.path());
    let expected = [
        "a.html: `#y` leads to no id",
        "a.html: `b.html#x` leads to no file",
        "a.html: `b.html` leads to no file",
        "a.html: `y` leads to no file",
        "a.html: no alt: Some(\"a.html\")",
        "a.html: the id `z` is there twice",
        "sub/c.html: 0 h1",
        "sub/c.html: `../../d` leads out of the site",
        "sub/c.html: `/a.html` leads out of the site",
        "sub/c.html: `javascript:x` has a scheme that no page may have",
        "sub/c.html: a link without words: <a href=\"../a.html#z\"> </a>",
        "sub/c.html: no <html lang>",
        "sub/c.html: no title",
        "sub/toc.js: `gone.html` leads to no file",
    ];
    assert_eq!(broken, expected);
}

/// The texts of the elements that a selector finds, spaces made one.
fn texts(html: &Html, css: &str) -> Vec<String> {
    let text = |found: ElementRef<'_>| found.text().collect::<String>();
    all(html, css)
        .into_iter()
        .map(|found| text(found).split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn corrections_are_shown_and_told() {
    for locale in ["es-ES", "ja-JP", "en-US"] {
        let page = |name: &str| Html::parse_document(&text(&format!("{locale}/{name}.html")));
        let method = page("iablogon-advise");
        let signature = texts(&method, ".signature code").concat();
        assert!(signature.contains("ULONG_PTR * lpulConnection"), "{locale}: {signature}");
        assert_eq!(texts(&method, ".amendments del"), ["ULONG *"]);
        assert!(texts(&method, ".amendments dd").contains(&"MAPISPI.h, line 466".to_owned()));
        assert_eq!(texts(&method, "#param-lpulConnection .entry-type"), ["ULONG_PTR *"]);
        // The words of this locale's page stay with what was corrected.
        assert!(!texts(&method, "#param-lpulConnection .text").concat().is_empty(), "{locale}");

        let interface = page("iabprovideriunknown");
        assert_eq!(texts(&interface, ".slots tbody th"), ["Shutdown", "Logon"], "{locale}");
        assert_eq!(texts(&interface, ".slots td.slot"), ["3", "4"]);

        let structure = page("srestriction");
        assert!(texts(&structure, ".signature code").concat().contains("SCountRestriction resCount;"));
        assert_eq!(all(&structure, "#member-resCount, #member-rt").len(), 2);
        assert!(all(&structure, ".badge-stray").is_empty());

        // What the page says right is as the page has it.
        assert!(all(&page("iablogon-logoff"), ".amendments").is_empty());
    }
}

#[test]
fn who_confirms_a_page_is_told() {
    let page = |name: &str| Html::parse_document(&text(&format!("en-US/{name}.html")));
    assert_eq!(texts(&page("iablogoniunknown"), ".verified"), ["Verified"]);
    assert_eq!(texts(&page("iablogon-logoff"), ".verified"), ["Verified"]);
    assert_eq!(texts(&page("adrlist"), ".verified"), ["Verified"]);
    assert_eq!(texts(&page("iproxystoreobject"), ".verified-pages"), ["From the page alone"]);
    assert!(all(&page("pidtagdisplayname-canonical-property"), ".verified").is_empty());
}

#[test]
fn a_method_without_a_page_is_a_row_of_the_vtable() {
    let html = Html::parse_document(&text("es-ES/imapipropiunknown.html"));
    let rows = all(&html, ".slots tbody tr");
    let row = rows.iter().find(|row| row.text().collect::<String>().contains("OpenProperty")).unwrap();
    let link = Selector::parse("th a").unwrap();
    assert!(row.select(&link).next().is_none());
    let words = row.text().collect::<String>();
    assert!(
        words.contains("MAPIDefS.h") && words.contains("HRESULT OpenProperty(ULONG ulPropTag"),
        "{words}"
    );
    assert!(words.contains("declarado solo en los encabezados"), "{words}");
}

#[test]
fn a_property_has_its_whole_tags() {
    let html = Html::parse_document(&text("ja-JP/pidtagdisplayname-canonical-property.html"));
    let names = texts(&html, ".tags dt");
    let place = names.iter().position(|name| name == "PR_DISPLAY_NAME_W").unwrap();
    assert_eq!(texts(&html, ".tags dd")[place], "0x3001001F");
}

#[test]
fn return_codes_have_values_and_a_list() {
    let html = Html::parse_document(&text("ja-JP/iablogon-openentry.html"));
    let code = "#return-MAPI_E_NO_ACCESS";
    assert_eq!(texts(&html, &format!("{code} .entry-type")), ["0x80070005"]);
    let link = all(&html, &format!("{code} .entry-name a"))[0];
    assert_eq!(link.attr("href"), Some("_code.html#MAPI_E_NO_ACCESS"));
    let list = Html::parse_document(&text("ja-JP/_code.html"));
    let users = texts(&list, "#MAPI_E_NO_ACCESS .names a");
    assert!(users.contains(&"IABLogon::OpenEntry".to_owned()), "{users:?}");
    let home = Html::parse_document(&text("ja-JP/index.html"));
    assert_eq!(all(&home, "a.kind-code").len(), 1);
}

#[test]
fn types_and_properties_know_who_uses_them() {
    let users = |name: &str| texts(&Html::parse_document(&text(&format!("es-ES/{name}.html"))), ".used-by a");
    // Through the pointer's name.
    assert!(users("adrlist").contains(&"IABLogon::PrepareRecips".to_owned()), "{:?}", users("adrlist"));
    assert!(users("adrentry").contains(&"ADRLIST".to_owned()), "{:?}", users("adrentry"));
    assert!(!users("adrlist").contains(&"ADRLIST".to_owned()));
}

#[test]
fn interfaces_are_drawn_between_their_bases_and_what_derives_from_them() {
    let html = Html::parse_document(&text("en-US/imapipropiunknown.html"));
    let names = texts(&html, ".diagram text");
    assert_eq!(names[..2], ["IUnknown", "IMAPIProp"]);
    assert!(names.contains(&"IMAPIStatus".to_owned()), "{names:?}");
    assert_eq!(all(&html, ".diagram a[href='imapistatusimapiprop.html']").len(), 1);
    assert_eq!(all(&html, ".diagram rect.own").len(), 1);
    assert_eq!(all(&html, ".on-this-page a[href='#inheritance'], .on-this-page a[href='#used-by']").len(), 2);
    // A base that everything has is nothing to see.
    assert!(all(&Html::parse_document(&text("en-US/iablogoniunknown.html")), ".diagram").is_empty());
}
