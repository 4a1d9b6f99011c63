//! Reading folders: locales, pairing, and what is not a page.

use super::*;
use std::fs;
use tempfile::TempDir;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let root = TempDir::new().unwrap();
    for (path, bytes) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

fn source(root: &TempDir, below: &str) -> Source {
    Source::Folder { locale: None, path: root.path().join(below) }
}

#[test]
fn sources_are_read_as_the_contract_says() {
    let es = Locale::parse("es-ES").unwrap();
    assert_eq!(Source::parse("docs").unwrap(), Source::Folder { locale: None, path: "docs".into() });
    assert_eq!(
        Source::parse("es-es=docs").unwrap(),
        Source::Folder { locale: Some(es.clone()), path: "docs".into() }
    );
    assert_eq!(
        Source::parse("es-ES=repo.git@live:docs/mapi").unwrap(),
        Source::Git {
            locale: es,
            repository: "repo.git".into(),
            revision: "live".into(),
            folder: "docs/mapi".into()
        }
    );
    assert!(Source::parse("not a tag=docs").unwrap_err().to_string().contains("not a locale"));
}

#[test]
fn locales_come_from_the_pages_then_from_the_folders() {
    let root = folder(&[
        ("a/x.md", b"---\nms.contentlocale: ja-JP\n---\n"),
        ("es-ES/docs/pia/x.md", b"# X\n"),
        ("plain/x.md", b"# X\n"),
    ]);
    let locale = |below| read(&[source(&root, below)]).map(|(library, _)| library.locales[0].to_string());
    assert_eq!(locale("a").unwrap(), "ja-JP");
    assert_eq!(locale("es-ES/docs/pia").unwrap(), "es-ES");
    // The folder of the test itself is no locale either.
    assert!(locale("plain").unwrap_err().help.unwrap().contains("es-ES="));
}

#[test]
fn pages_meet_by_key_in_the_order_of_the_locales() {
    let root = folder(&[
        ("ja-JP/b.md", b"b"),
        ("ja-JP/sub/A.md", b"a"),
        ("ja-JP/notes.txt", b"n"),
        ("es-ES/b.md", b"b"),
        ("es-ES/media/i.png", b"i"),
        ("es-ES/.hidden.md", b"h"),
    ]);
    let (library, diagnostics) = read(&[source(&root, "ja-JP"), source(&root, "es-ES")]).unwrap();
    let pages: Vec<_> = library.documents.iter().map(|d| (d.key.as_ref(), d.locale.as_str())).collect();
    assert_eq!(pages, [("b.md", "ja-JP"), ("b.md", "es-ES"), ("sub/A.md", "ja-JP")]);
    assert_eq!(library.keys().map(AsRef::as_ref).collect::<Vec<&str>>(), ["b.md", "sub/A.md"]);
    let media: Vec<_> = library.books.values().flat_map(|book| book.media.keys().cloned()).collect();
    assert_eq!(media, ["media/i.png", "notes.txt"]);
    assert_eq!(diagnostics, []);
}

#[test]
fn what_cannot_be_a_page_is_told_and_the_rest_is_read() {
    let root = folder(&[
        ("es-ES/good.md", b"good"),
        ("es-ES/binary.md", b"a\0b"),
        ("es-ES/latin.md", b"caf\xe9 s\xed"),
        ("es-ES/GOOD.md", b"again"),
    ]);
    let huge = fs::File::create(root.path().join("es-ES/huge.md")).unwrap();
    huge.set_len(100 << 20).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("..", root.path().join("es-ES/loop")).unwrap();
    let (library, diagnostics) = read(&[source(&root, "es-ES")]).unwrap();
    let keys: Vec<_> = library.keys().map(AsRef::as_ref).collect::<Vec<&str>>();
    assert_eq!(keys, ["GOOD.md", "latin.md"]);
    assert_eq!(library.documents[1].text, "caf\u{FFFD} s\u{FFFD}");
    let mut rules: Vec<_> = diagnostics.iter().map(|d| d.rule).collect();
    rules.sort_unstable();
    let expected = ["binary-page", "duplicate-page", "invalid-utf8", "link-loop", "oversized-page"];
    assert_eq!(rules, if cfg!(unix) { expected.to_vec() } else { vec![] });
    one_by_one_they_are_the_same(&[source(&root, "es-ES")]);
}

/// Holds that pages which are read when their turn comes, and what is told of them, are those that are read at once.
#[track_caller]
fn one_by_one_they_are_the_same(sources: &[Source]) {
    type Told = BTreeSet<(&'static str, Option<PathBuf>, u32, String)>;
    let told = |diagnostics: Vec<Diagnostic>| -> Told {
        let told = |finding: Diagnostic| {
            let path = finding.path.as_deref().map(Path::to_owned);
            (finding.rule, path, finding.line, finding.message)
        };
        diagnostics.into_iter().map(told).collect()
    };
    let (library, at_once) = read(sources).unwrap();
    let (mut catalogue, mut one_by_one) = Catalogue::open(sources).unwrap();
    assert_eq!(catalogue.locales, library.locales);
    for locale in &library.locales {
        let mut pages = Vec::new();
        catalogue
            .hand_on(locale, &mut one_by_one, |page| {
                pages.push((page.key.clone(), page.path.clone(), page.text.clone()));
                Ok(())
            })
            .unwrap();
        let own = library.documents.iter().filter(|page| page.locale == *locale);
        let own: Vec<_> = own.map(|page| (page.key.clone(), page.path.clone(), page.text.clone())).collect();
        assert_eq!(pages, own, "{locale}");
    }
    assert_eq!(told(one_by_one), told(at_once));
}

#[test]
fn pages_one_by_one_are_those_that_are_read_at_once() {
    let stated = b"---\nms.contentlocale: ja-JP\n---\n";
    let root = folder(&[
        ("one/b.md", stated.as_slice()),
        ("one/a/c.md", b"c"),
        ("two/a.md", b"second folder of a locale"),
        ("es-ES/B.md", b"b"),
        ("es-ES/x.png", b"x"),
    ]);
    let ja = Locale::parse("ja-JP").unwrap();
    let two = Source::Folder { locale: Some(ja), path: root.path().join("two") };
    let other = Source::Folder { locale: Locale::parse("de-DE"), path: root.path().join("one") };
    one_by_one_they_are_the_same(&[source(&root, "one"), source(&root, "es-ES"), two.clone()]);
    one_by_one_they_are_the_same(&[other]);
    one_by_one_they_are_the_same(&sample::sources());
    assert!(Catalogue::open(&[two.clone(), two]).unwrap_err().message.contains("twice"));
    let mut catalogue = Catalogue::open(&[source(&root, "one")]).unwrap().0;
    assert!(catalogue.retain(|key| key == "a/c.md") && !catalogue.retain(|key| key == "b.md"));
    // What is gone by then is told, and the rest comes.
    let mut catalogue = Catalogue::open(&[source(&root, "one")]).unwrap().0;
    fs::remove_file(root.path().join("one/a/c.md")).unwrap();
    let (mut findings, mut keys) = (Vec::new(), Vec::new());
    let locale = catalogue.locales[0].clone();
    catalogue
        .hand_on(&locale, &mut findings, |page| {
            keys.push(page.key.to_string());
            Ok(())
        })
        .unwrap();
    assert_eq!((keys.as_slice(), findings[0].rule), (["b.md".to_owned()].as_slice(), "unreadable-file"));
}

#[test]
fn a_missing_or_empty_folder_is_an_error_with_help() {
    let root = folder(&[("empty/notes.txt", b"n")]);
    for (below, message) in [("nowhere", "is not there"), ("empty", "holds no Markdown page")] {
        let error = read(&[source(&root, below)]).unwrap_err();
        assert!(error.message.contains(message) && error.help.is_some(), "{error}");
    }
}

#[test]
fn the_table_of_contents_is_found_above_the_pages() {
    let root = folder(&[
        ("es-ES/docs/mapi/a.md", b"a"),
        ("es-ES/docs/TOC.yml", b"- name: A\n  href: mapi/a.md\n- name: B\n  href: excel/b.md\n"),
    ]);
    let (library, _) = read(&[source(&root, "es-ES/docs/mapi")]).unwrap();
    let toc = &library.books[&library.locales[0]].toc;
    assert_eq!(toc.len(), 1);
    assert_eq!(toc[0].target, toc::TocTarget::Page("a.md".into()));
}

#[test]
fn the_configuration_names_sources_beside_itself_and_refuses_misspellings() {
    let root = folder(&[("mapidoc.toml", b"title = 'Book'\nsources = ['es-ES=es', 'ja-JP=r@v']\n")]);
    let config = Config::find(root.path()).unwrap().unwrap();
    let sources = config.sources(root.path()).unwrap();
    assert!(matches!(&sources[0], Source::Folder { path, .. } if path == &root.path().join("es")));
    fs::write(root.path().join("mapidoc.toml"), "titel = 'x'").unwrap();
    assert!(Config::find(root.path()).unwrap_err().to_string().contains("titel"));
    fs::remove_file(root.path().join("mapidoc.toml")).unwrap();
    assert_eq!(Config::find(root.path()).unwrap(), None);
}
