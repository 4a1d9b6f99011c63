//! Exchange files there and back: nothing changes unless it was edited, only that changes, and what is hostile changes nothing.

mod support {
    pub(crate) mod run;
}

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mapidoc::emit::exchange::{Format, Job, Page};
use mapidoc::import::{Options, Outcome, import};
use mapidoc::locale::Locale;
use mapidoc::read::{self, Document, Source};
use mapidoc::segment::unweave;
use proptest::prelude::*;
use support::run::mapidoc;
use tempfile::TempDir;

/// The formats that come back.
const FORMATS: &[&str] = &["xliff", "xliff2", "po"];

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

fn pair(target: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"1a-1\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a-1\">{source}</span></span>"
    )
}

fn document(key: &str, text: &str) -> Document {
    Document { locale: locale("es-ES"), key: key.into(), path: Path::new(key).into(), text: text.to_owned() }
}

fn exported(format: &str, documents: &[Document]) -> String {
    let (english, own) = (locale("en-US"), documents[0].locale.clone());
    let job = Job { source: &english, locale: &own, is_stale: &|_, _, _| false };
    let mut out = Vec::new();
    let pages = |hand_on: &mut dyn FnMut(&Page<'_>) -> std::io::Result<()>| {
        for document in documents {
            let unwoven = unweave(&document.text);
            hand_on(&Page { locale: &own, key: &document.key, unwoven: &unwoven })?;
        }
        Ok(())
    };
    Format::named(format).unwrap().write(&job, pages, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn imported(files: &[&str], documents: &[Document]) -> Outcome {
    let folder = TempDir::new().unwrap();
    let paths: Vec<PathBuf> = files
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let path = folder.path().join(index.to_string());
            fs::write(&path, text).unwrap();
            path
        })
        .collect();
    import(&paths, &documents[0].locale, documents.to_vec(), Options::default())
}

fn messages(outcome: &Outcome) -> Vec<String> {
    outcome.refusals.iter().map(|refusal| format!("{}: {}", refusal.rule, refusal.message)).collect()
}

#[track_caller]
fn comes_back_unchanged(documents: &[Document]) {
    let segments: usize = documents.iter().map(|document| unweave(&document.text).segments.len()).sum();
    for format in FORMATS {
        let outcome = imported(&[&exported(format, documents)], documents);
        assert_eq!(messages(&outcome), [""; 0], "{format}");
        assert_eq!((outcome.units, outcome.pages.len()), (segments, 0), "{format}");
    }
}

fn documents_of(source: Source) -> Vec<Document> {
    read::read(&[source]).unwrap().0.documents
}

#[test]
fn the_sample_comes_back_unchanged() {
    for tag in ["es-ES", "ja-JP"] {
        comes_back_unchanged(&documents_of(Source::Sample { locale: locale(tag) }));
    }
}

#[test]
#[ignore = "needs the corpus"]
fn the_corpus_comes_back_unchanged() {
    let folder =
        std::env::var_os("MAPIDOC_CORPUS").map_or_else(|| PathBuf::from("../shared/corpus"), PathBuf::from);
    for tag in ["es-ES", "ja-JP"] {
        let path = folder.join(tag).join("docs/outlook/mapi");
        let documents = documents_of(Source::Folder { locale: Some(locale(tag)), path });
        assert!(documents.len() > 2_000);
        comes_back_unchanged(&documents);
    }
}

/// A page of everything: a heading, a paragraph, a table, a list, a link around a pair.
fn page() -> String {
    format!(
        "---\ntitle: x\n---\n# {}\n\n{} {}\n\n|{}|{}|\n|:-----|:-----|\n|{}<br/>|{}|\n\n- [{}](b.md)\n",
        pair("Método", "Method"),
        pair(
            r"Use **flags** de [PR\_BODY](b.md) &amp; `x`.",
            r"Uses **flags** of [PR\_BODY](b.md) &amp; `x`."
        ),
        pair("Otra frase.", "Another sentence."),
        pair("Valor", "Value"),
        pair("Descripción", "Description"),
        pair("uno", "one"),
        pair("dos", "two"),
        pair("enlace", "link"),
    )
}

#[test]
fn an_edit_changes_the_bytes_of_its_segment_alone() {
    let documents = [document("a.md", &page()), document("b.md", &page())];
    comes_back_unchanged(&documents);
    for format in FORMATS {
        for (old, new) in
            [("Otra frase.", "Una frase más: 3 < 4 & «así»."), ("uno", "un|o"), ("enlace", "vínculo")]
        {
            let escaped = new.replace('&', "&amp;").replace('<', "&lt;");
            let edited = if *format == "po" { new } else { &escaped };
            // In a cell, a bar is written as Markdown wants it.
            let (new, edited) =
                (new.replace('|', "\\|"), edited.replace('|', if *format == "po" { "\\\\|" } else { "\\|" }));
            let file = exported(format, &documents).replacen(old, &edited, 1);
            let outcome = imported(&[&file], &documents);
            assert_eq!(messages(&outcome), [""; 0], "{format} {new}");
            assert_eq!(outcome.pages.len(), 1);
            let page = &outcome.pages[0];
            assert_eq!(
                (&*page.key, page.segments, page.before.as_str()),
                ("a.md", 1, documents[0].text.as_str())
            );
            assert_eq!(page.after, documents[0].text.replacen(old, &new, 1), "{format}");
        }
    }
}

#[test]
fn codes_may_move_and_none_may_go_or_come() {
    let documents = [document("a.md", &page())];
    let edits = |format: &str, old: &str, new: &str| {
        let file = exported(format, &documents);
        // From the target of the second unit on.
        let start = file.find("Use ").unwrap();
        let at = start + file[start..].find(old).unwrap_or_else(|| panic!("{old} in {file}"));
        imported(&[&format!("{}{}", &file[..at], file[at..].replacen(old, new, 1))], &documents)
    };
    let moved = edits(
        "xliff",
        "Use <g id=\"1\" ctype=\"bold\">flags</g>",
        "<g id=\"1\" ctype=\"bold\">Flags</g> usados",
    );
    assert_eq!(messages(&moved), [""; 0]);
    assert!(moved.pages[0].after.contains(r">**Flags** usados de [PR\_BODY](b.md) &amp; `x`.<"));
    for (format, old, new, message) in [
        (
            "xliff",
            "<g id=\"1\" ctype=\"bold\">flags</g>",
            "flags",
            "lost-code: a.md, unit 2: the edit loses a bold mark",
        ),
        (
            "xliff",
            "<ph id=\"3\" ctype=\"x-identifier\">PR\\_BODY</ph>",
            "cuerpo",
            "the edit loses the name `PR_BODY`",
        ),
        (
            "xliff",
            "<ph id=\"3\" ctype=\"x-identifier\">PR\\_BODY</ph>",
            "<ph id=\"3\">PR\\_SUBJECT</ph>",
            "placeholder 3 is `PR\\_BODY` on the page",
        ),
        ("xliff", "Use ", "<x id=\"9\"/>", "placeholder 9 is in neither half"),
        ("xliff2", "Use ", "<ph id=\"44\"/>", "placeholder 44 is in neither half"),
        ("xliff", "Use ", "Use `y` ", "invented-code: a.md, unit 2: the edit adds the code `y`"),
        ("po", "`x`", "x", "the edit loses the code `x`"),
        ("po", "(b.md)", "(c.md)", "the edit adds the link to `c.md`"),
        ("po", "Otra", "</span>Otra", "the edit adds the tag `</span>`"),
        ("po", "Otra", "\\n\\n# Otra", "breakout-text: a.md, unit 3: the edit adds a line break"),
        ("po", "uno", "uno | dos", "breakout-text: a.md, unit 6: the edit would change the page around it"),
        (
            "po",
            "dos\"",
            "dos | tres\"",
            "breakout-text: a.md, unit 7: the edit would change the page around it",
        ),
        ("po", "enlace", "x](evil) [y", "breakout-text: a.md, unit 8: the edit adds a closing bracket"),
        ("po", "Otra frase.", "Otra frase\\\\", "a backslash at the end"),
        ("xliff", "Otra frase.", "Otra&#1;frase.", "a control character"),
    ] {
        let outcome = edits(format, old, new);
        let messages = messages(&outcome);
        assert!(messages.iter().any(|told| told.contains(message)), "{message}\n{messages:?}");
        assert!(outcome.pages.is_empty());
    }
}

#[test]
fn what_changed_since_the_export_is_a_conflict() {
    let documents = [document("a.md", &page())];
    for format in FORMATS {
        let file = exported(format, &documents);
        let edited = file.replacen("Otra frase.", "Mi frase.", 1);
        let there = |old: &str, new: &str| [document("a.md", &page().replace(old, new))];
        let outcome = imported(&[&edited], &there("Otra frase.", "Su frase."));
        assert!(
            messages(&outcome)[0].contains("outdated-unit: a.md, unit 3: the page's target has changed"),
            "{outcome:?}"
        );
        let outcome = imported(&[&edited], &there("Another sentence.", "A sentence."));
        assert!(
            messages(&outcome)[0].contains("outdated-unit: a.md, unit 3: the page's source"),
            "{outcome:?}"
        );
        // What nobody edited in the file is no claim, whatever became of the page; nor is what the page says already.
        assert_eq!(messages(&imported(&[&file], &there("Otra frase.", "Su frase."))), [""; 0], "{format}");
        assert_eq!(messages(&imported(&[&edited], &there("Otra frase.", "Mi frase."))), [""; 0], "{format}");
        let other = file.replacen("Otra frase.", "Tu frase.", 1);
        let outcome = imported(&[&edited, &other], &documents);
        assert!(messages(&outcome)[0].starts_with("conflicting-unit: a.md, unit 3: "), "{outcome:?}");
        assert_eq!(messages(&imported(&[&edited, &file, &edited], &documents)), [""; 0], "{format}");
    }
}

#[test]
fn what_is_fuzzy_or_empty_is_left() {
    let documents = [document("a.md", &page())];
    let file = exported("po", &documents).replacen("Otra frase.", "Mi frase.", 1);
    let file = file
        .replace("msgctxt \"a.md#3\"", "#, fuzzy\nmsgctxt \"a.md#3\"")
        .replace("msgstr \"uno\"", "msgstr \"\"");
    let outcome = imported(&[&file], &documents);
    assert_eq!((outcome.fuzzy, outcome.untranslated, outcome.pages.len()), (1, 1, 0));
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("x.po"), file).unwrap();
    let path = [folder.path().join("x.po")];
    let outcome = import(&path, &locale("es-ES"), documents.to_vec(), Options { take_fuzzy: true });
    assert_eq!(outcome.pages.len(), 1);
}

#[test]
fn what_tools_add_is_passed_over() {
    let documents = [document("a.md", &page())];
    let file = exported("xliff", &documents)
        .replace("<source>", "<source xml:lang=\"en\">")
        .replace("</target>", "</target><alt-trans><source>x</source><target>y</target></alt-trans>")
        .replace("Otra frase.", "<mrk mtype=\"seg\" mid=\"0\">Mi</mrk> <![CDATA[frase]]><!-- x -->.")
        .replace("<body>", "<body><group id=\"g\">")
        .replace("</body>", "</group></body>");
    let outcome = imported(&[&file], &documents);
    assert_eq!(messages(&outcome), [""; 0]);
    assert!(outcome.pages[0].after.contains(">Mi frase.<"));
    let file = exported("xliff2", &documents).replace(
        "<segment state=\"translated\"><source>Another sentence.</source><target>Otra frase.</target></segment>",
        "<mtc:matches xmlns:mtc=\"m\"><mtc:match><source>x</source><target>y</target></mtc:match></mtc:matches>\
         <segment><source>Another</source><target>Mi</target></segment><ignorable><source> </source></ignorable>\
         <segment><source>sentence.</source><target>frase.</target></segment>",
    );
    let outcome = imported(&[&file], &documents);
    assert_eq!(messages(&outcome), [""; 0]);
    assert!(outcome.pages[0].after.contains(">Mi frase.<"));
}

/// Halves that break formats, without what would break the pair itself.
fn halves() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("**"),
        Just("*"),
        Just("_"),
        Just("`"),
        Just("["),
        Just("]"),
        Just("](a.md)"),
        Just("![i](x \"t\")"),
        Just("<br/>"),
        Just("</x>"),
        Just("&lt;"),
        Just("&"),
        Just("<!--"),
        Just("-->"),
        Just("]]>"),
        Just("\\"),
        Just("\""),
        Just("\n"),
        Just("\r"),
        Just("\t"),
        Just("\u{1}"),
        Just("\u{FFFF}"),
        Just("\u{85}"),
        Just("PR\\_AB"),
        Just("IA::B"),
        Just("é 漢字 🎈"),
        Just(" "),
        Just("|"),
        Just("%s"),
        Just("#1"),
        Just("0x0037001E"),
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn hostile_segments_come_back_unchanged(source in halves(), target in halves()) {
        let documents = [document("a.md", &format!("{}\n\nx\n", pair(&target, &source)))];
        for format in FORMATS {
            let outcome = imported(&[&exported(format, &documents)], &documents);
            prop_assert_eq!(messages(&outcome), Vec::<String>::new(), "{}", format);
            prop_assert!(outcome.pages.is_empty(), "{} {:?}", format, outcome);
        }
    }

    #[test]
    fn an_edit_is_refused_or_stays_in_its_half(target in halves(), edit in halves()) {
        let text = format!("|{}|{}|\n|--|--|\n|{}|y|\n\n[{}](l.md)\n", pair("a", "a"), pair("b", "b"), pair(&target, "c"), pair("d", "d"));
        let documents = [document("a.md", &text)];
        let theirs = [document("a.md", &text.replacen(&pair(&target, "c"), &pair(&edit, "c"), 1))];
        for format in FORMATS {
            // The export of the page as it would be, with the fingerprint of the page as it is.
            let file = exported(format, &theirs);
            let mark = |text: &str| format!("{:016x}", mapidoc::segment::codes::fingerprint(text));
            let file = file.replace(&mark(&edit), &mark(&target));
            let outcome = imported(&[&file], &documents);
            if let Some(page) = outcome.pages.first() {
                prop_assert_eq!(&page.after, &theirs[0].text);
                let (before, after) = (unweave(&page.before), unweave(&page.after));
                prop_assert_eq!(before.segments.len(), after.segments.len());
                prop_assert_eq!(before.source, after.source);
            }
        }
    }
}

/// Every file of a folder with its bytes.
fn bytes_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

/// A folder of pages, and beside it what the command line exports of them.
fn workshop(format: &str) -> (TempDir, String) {
    let root = TempDir::new().unwrap();
    fs::create_dir(root.path().join("es-ES")).unwrap();
    fs::write(root.path().join("es-ES/a.md"), page()).unwrap();
    fs::write(root.path().join("es-ES/b.md"), page()).unwrap();
    mapidoc(root.path(), &["export", "-q", "es-ES=es-ES", "--format", format, "-o", "out.x"]).done();
    let text = fs::read_to_string(root.path().join("out.x")).unwrap();
    (root, text)
}

#[test]
fn the_command_line_writes_what_was_edited_and_nothing_else() {
    for format in FORMATS {
        let (root, text) = workshop(format);
        let before = bytes_of(&root.path().join("es-ES"));
        let run = mapidoc(root.path(), &["import", "out.x", "--into", "es-ES=es-ES"]).done();
        assert!(run.stdout.contains("16 units, 0 segments on 0 pages changed"), "{}", run.stdout);
        fs::write(root.path().join("out.x"), text.replacen("Otra frase.", "Mi frase.", 1)).unwrap();
        let run = mapidoc(root.path(), &["import", "out.x", "--into", "es-ES=es-ES", "--dry-run"]).done();
        assert!(run.stdout.contains("1 segments on 1 pages would change"), "{}", run.stdout);
        assert_eq!(bytes_of(&root.path().join("es-ES")), before);
        mapidoc(root.path(), &["import", "out.x", "--into", "es-ES=es-ES"]).done();
        let after = bytes_of(&root.path().join("es-ES"));
        let changed: Vec<_> = before.iter().filter(|(path, bytes)| after[*path] != **bytes).collect();
        assert_eq!((changed.len(), after.len()), (1, 2), "{format}");
        assert_eq!(
            fs::read_to_string(root.path().join("es-ES/a.md")).unwrap(),
            page().replace("Otra frase.", "Mi frase.")
        );
    }
}

#[test]
fn hostile_files_are_refused_and_nothing_is_written() {
    let (root, text) = workshop("xliff");
    let edited = text.replacen("Otra frase.", "Mi frase.", 1);
    let (_, po) = workshop("po");
    let (_, second) = workshop("xliff2");
    let before = bytes_of(&root.path().join("es-ES"));
    let doctype = |body: &str| edited.replacen("<xliff", &format!("<!DOCTYPE xliff [{body}]>\n<xliff"), 1);
    let laughs: String =
        (1..12).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF_u16).chain(edited.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let latin: Vec<u8> =
        edited.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        (
            "external entity",
            doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">").replace("Mi", "&x;").into(),
            "DOCTYPE",
        ),
        (
            "entity bomb",
            doctype(&format!("<!ENTITY l0 \"lol\">{laughs}")).replace("Mi", "&l11;").into(),
            "DOCTYPE",
        ),
        ("unknown entity", edited.replace("Mi", "&nbsp;").into(), "`&nbsp;` is not one of XML's own"),
        (
            "unknown page",
            edited.replace("original=\"b.md\"", "original=\"../a.md\"").replace("Método", "X").into(),
            "there is no such page",
        ),
        ("unknown segment", edited.replace("unit id=\"3\"", "unit id=\"99\"").into(), "no such segment"),
        ("odd segment", edited.replace("unit id=\"3\"", "unit id=\"0\"").into(), "no such segment"),
        (
            "other locale",
            edited.replace("target-language=\"es-ES\"", "target-language=\"ja-JP\"").into(),
            "for `ja-JP`, and the pages are es-ES",
        ),
        ("other locale, PO", po.replace("es_ES", "ja_JP").into(), "for `ja_JP`"),
        ("other locale, 2.1", second.replace("trgLang=\"es-ES\"", "trgLang=\"de-DE\"").into(), "for `de-DE`"),
        ("truncated", edited.trim_end().trim_end_matches("</xliff>").into(), "ends in the middle"),
        ("truncated tag", edited[..edited.len() / 2].into(), ""),
        ("truncated PO", po[..po.len() - 3].into(), "not closed"),
        (
            "truncated entry",
            format!("{po}\nmsgctxt \"a.md#1\"\nmsgid \"x\"\n").into(),
            "in the middle of an entry",
        ),
        ("UTF-16", utf16, "save it as UTF-8"),
        ("Latin 1", latin, "UTF-8"),
        ("Latin 1, PO", po.replace("charset=UTF-8", "charset=ISO-8859-1").into(), "save it as UTF-8"),
        (
            "declared Latin 1",
            edited.replace("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"").into(),
            "save it as UTF-8",
        ),
        ("wrong end", edited.replacen("</source>", "</target>", 1).into(), "not well-formed"),
        (
            "deep",
            format!("<xliff version=\"1.2\">{}", "<group>".repeat(100_000)).into(),
            "nested without end",
        ),
        ("TMX", "<tmx version=\"1.4\"></tmx>".into(), "is not XLIFF"),
        ("XLIFF 3", "<xliff version=\"3.0\"/>".into(), "XLIFF 3.0 is not read"),
        ("nothing", Vec::new(), "no entries"),
        ("no PO", "hello\nworld\n".into(), "cannot stand here"),
        ("no header", po[po.find("#. ").unwrap()..].into(), "no header"),
        ("bad escape", po.replace("Otra", "\\q").into(), "is no escape"),
        ("no fingerprint", edited.replace("extradata", "extype").into(), "does not say any more"),
    ];
    for (name, bytes, message) in cases {
        fs::write(root.path().join("hostile"), &bytes).unwrap();
        fs::write(root.path().join("good"), &edited).unwrap();
        let run = mapidoc(root.path(), &["import", "good", "hostile", "--into", "es-ES=es-ES"]);
        assert_eq!(run.code, 2, "{name}: {run:#?}");
        assert!(
            run.stderr.contains(message) && run.stderr.contains("nothing was written"),
            "{name}: {}",
            run.stderr
        );
        assert!(bytes_of(&root.path().join("es-ES")) == before, "{name}");
    }
}

#[test]
fn a_gigabyte_is_refused_before_it_is_read() {
    let (root, _) = workshop("po");
    fs::File::create(root.path().join("huge.po")).unwrap().set_len(1 << 30).unwrap();
    let started = std::time::Instant::now();
    let run = mapidoc(root.path(), &["import", "huge.po", "--into", "es-ES=es-ES"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("more than 256 MB"), "{}", run.stderr);
    assert!(started.elapsed().as_secs() < 10);
}

#[cfg(unix)]
#[test]
#[ignore = "pours gigabytes"]
fn a_stream_without_end_takes_no_more_memory_than_a_file_may_have() {
    let (root, po) = workshop("po");
    let (_, xliff) = workshop("xliff");
    let header = po.split("\n\n").next().unwrap();
    let entry = po.split("\n\n").nth(1).unwrap();
    let unit = &xliff[xliff.find("<trans-unit").unwrap()..xliff.find("<trans-unit id=\"2\"").unwrap()];
    let file = "<xliff version=\"1.2\"><file target-language=\"es-ES\"";
    let target = format!("{file}><trans-unit><target>");
    let units = xliff[..xliff.find("<trans-unit").unwrap()].to_owned();
    let cases = [
        ("entries", format!("{header}\n"), format!("\n{entry}")),
        ("a string", format!("{header}\n\nmsgctxt \""), "x".repeat(4_000)),
        ("units", units, unit.replace('\n', "")),
        ("a text", target.clone(), "x".repeat(4_000)),
        ("a tag", format!("{file} x=\""), "x".repeat(4_000)),
        ("entities", target, "&amp;".repeat(500)),
    ];
    for (name, head, body) in cases {
        fs::write(root.path().join("head"), head).unwrap();
        fs::write(root.path().join("body"), body).unwrap();
        let started = std::time::Instant::now();
        let pour =
            if name == "entries" { "yes \"$(cat body)\"" } else { "yes \"$(cat body)\" | tr -d '\\n'" };
        let script = format!(
            "(cat head; {pour}) 2>/dev/null | (ulimit -v 2000000; exec \"$0\" import /dev/stdin --into es-ES=es-ES)"
        );
        let run = std::process::Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_mapidoc")])
            .current_dir(root.path())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{name}: {told}");
        assert!(told.contains("more than 256 MB"), "{name}: {told}");
        assert!(started.elapsed().as_secs() < 60, "{name}");
        println!("{name}: {:.1} s", started.elapsed().as_secs_f64());
    }
}
