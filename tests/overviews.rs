//! What the site says of the whole API: declarations in Rust that are the crate's own, and the overviews.

mod support {
    pub(crate) mod run;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use scraper::{Html, Selector};
use support::run::mapidoc;
use tempfile::TempDir;

/// The sample's site and crate, made once for all tests.
static BUILT: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    mapidoc(folder.path(), &["build", "-q"]).done();
    let root = folder.path().join("dist");
    (folder, root)
});

fn page(path: &str) -> Html {
    Html::parse_document(&fs::read_to_string(BUILT.1.join("site").join(path)).unwrap())
}

fn texts(html: &Html, css: &str) -> Vec<String> {
    html.select(&Selector::parse(css).unwrap()).map(|element| element.text().collect()).collect()
}

/// All Rust below a folder without its documentation.
fn code(folder: &Path) -> String {
    let mut text = String::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            text.push_str(&code(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let file = fs::read_to_string(path).unwrap();
            let code = file.lines().filter(|line| !line.trim_start().starts_with("//"));
            code.for_each(|line| text.extend([line, "\n"]));
        }
    }
    text
}

/// A text without what only lays it out.
fn bare(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    text.replace(",)", ")").replace(",>", ">")
}

#[test]
fn pages_show_the_rust_that_the_crate_has() {
    let code = bare(&code(&BUILT.1.join("rust/src")));
    let mut shown = 0;
    for entry in fs::read_dir(BUILT.1.join("site/en-US")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "html") {
            continue;
        }
        let html = Html::parse_document(&fs::read_to_string(&path).unwrap());
        for declaration in texts(&html, "#code-rust code") {
            let parts = declaration.split("\n\n#[").map(bare);
            for part in parts {
                assert!(code.contains(&part), "{}: {declaration}", path.display());
            }
            shown += 1;
        }
    }
    assert!(shown > 25, "{shown} pages have both");
    let method = texts(&page("ja-JP/iablogon-logoff.html"), "#code-rust code").concat();
    let expected = "pub unsafe fn Logoff(\n    &self,\n    ulFlags: u32,\n) -> windows_core::Result<()>";
    assert_eq!(method, expected);
    assert!(texts(&page("es-ES/adrlist.html"), "#code-rust a.ty").contains(&"ADRENTRY".to_owned()));
}

#[test]
fn headers_list_what_they_declare_whatever_the_case_of_their_names() {
    let html = page("en-US/_header.html");
    let names = texts(&html, "h2 .name");
    let mut folded: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    folded.dedup();
    assert_eq!(folded.len(), names.len(), "{names:?}");
    assert!(texts(&html, "#index a").contains(&"IABLogon".to_owned()));
}

#[test]
fn flags_have_values_and_what_takes_them() {
    let html = page("ja-JP/_flag.html");
    assert_eq!(texts(&html, "#MAPI_UNICODE .entry-value"), ["0x80000000"]);
    assert!(texts(&html, "#MAPI_UNICODE .names a").contains(&"IABLogon::GetLastError".to_owned()));
    let links: Vec<String> =
        texts(&page("ja-JP/iablogon-getlasterror.html"), "a[href='_flag.html#MAPI_UNICODE']");
    assert_eq!(links, ["MAPI_UNICODE"]);
}

#[test]
fn every_property_is_in_the_table_of_tags() {
    let html = page("es-ES/_tag.html");
    let names = texts(&html, ".sortable tbody a");
    assert_eq!(names.len(), texts(&page("es-ES/_property.html"), "#index dt a").len());
    let place = names.iter().position(|name| name == "PidTagDisplayName").unwrap();
    assert_eq!(texts(&html, ".sortable .id")[place], "0x3001001E 0x3001001F");
    assert_eq!(texts(&html, ".sortable tbody td:nth-of-type(2)")[place], "PT_STRING8, PT_UNICODE");
}

#[test]
fn the_hierarchy_has_every_interface_of_the_list() {
    let html = page("es-ES/_hierarchy.html");
    let names = texts(&html, ".hierarchy a");
    for name in texts(&page("es-ES/_interface.html"), "#index dt a") {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    let drawn = texts(&html, ".drawing text");
    assert!(drawn.starts_with(&["IUnknown".to_owned(), "IMAPIProp".to_owned()]), "{drawn:?}");
}

#[test]
fn lists_are_in_the_order_of_their_language() {
    let names = texts(&page("es-ES/_concept.html"), "#index dt a");
    let first = |name: &String| name.chars().next().unwrap_or_default().to_lowercase().to_string();
    let plain =
        |name: &String| first(name).replace('á', "a").replace('é', "e").replace('í', "i").replace('ó', "o");
    assert!(names.is_sorted_by_key(plain), "{names:?}");
}

#[test]
fn a_property_s_values_lead_to_the_list_and_back() {
    let (english, flags) = (page("en-US/pidtagobjecttype-canonical-property.html"), page("en-US/_flag.html"));
    let values = texts(&english, ".value-name a code");
    assert!(values.contains(&"MAPI_STORE".to_owned()), "{values:?}");
    assert_eq!(texts(&english, "#flag-MAPI_STORE .entry-value"), ["0x00000001"]);
    let link = Selector::parse("#flag-MAPI_STORE a").unwrap();
    assert_eq!(english.select(&link).next().unwrap().attr("href"), Some("_flag.html#MAPI_STORE"));
    assert_eq!(texts(&flags, "#MAPI_STORE dt code")[0], "MAPI_STORE");
    // What a page lists as its values and is something else is no flag: no property, no structure, no field.
    let listed = texts(&flags, "#index dt code:first-child");
    assert!(listed.len() > 20 && !listed.iter().any(|name| name.starts_with("Pid") || name == "TRUE"));
    let interface = page("es-ES/imapipropiunknown.html");
    assert!(texts(&interface, ".facts code").contains(&"00020303-0000-0000-C000-000000000046".to_owned()));
}
