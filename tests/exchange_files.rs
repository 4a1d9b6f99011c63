//! Exchange files on the command line: what was edited is written and nothing else, and what is hostile changes nothing.

mod support {
    pub(crate) mod exchange;
    pub(crate) mod run;
}

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use support::exchange::{FORMATS, page};
use support::run::mapidoc;
use tempfile::TempDir;

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
        assert!(run.stdout.contains("1 segment on 1 page would change"), "{}", run.stdout);
        assert!(run.stdout.contains("unit 3  [-Otra-]{+Mi+} frase."), "{}", run.stdout);
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
fn what_is_refused_can_be_left_and_the_rest_is_written() {
    for format in FORMATS {
        let (root, text) = workshop(format);
        let import = |arguments: &[&str]| {
            let all = ["import", "out.x", "--into", "es-ES=es-ES"];
            mapidoc(root.path(), &[&all[..], arguments].concat())
        };
        // Three edits of the first page, of which one is out of its cell.
        let edited = text.replacen("Otra frase.", "Mi frase.", 1).replacen(">uno<", ">uno | dos<", 1);
        let edited = edited.replacen("\"uno\"", "\"uno | dos\"", 1).replacen("Use ", "Usen ", 1);
        fs::write(root.path().join("out.x"), &edited).unwrap();
        let before = bytes_of(&root.path().join("es-ES"));
        let run = import(&[]);
        assert!(run.code == 2 && run.stderr.contains("; --skip-refused leaves such units"), "{}", run.stderr);
        assert_eq!(bytes_of(&root.path().join("es-ES")), before);
        let run = import(&["--skip-refused", "--dry-run"]).done();
        assert!(run.stdout.contains("2 segments on 1 page would change"), "{format}: {}", run.stdout);
        assert_eq!(bytes_of(&root.path().join("es-ES")), before);
        let run = import(&["--skip-refused"]).done();
        assert!(
            run.stderr.contains("breakout-text") && run.stderr.contains("a.md, unit 6"),
            "{}",
            run.stderr
        );
        assert!(run.stdout.contains("1 unit refused, left"), "{}", run.stdout);
        let page = page().replace("Otra frase.", "Mi frase.").replace("Use ", "Usen ");
        assert_eq!(fs::read_to_string(root.path().join("es-ES/a.md")).unwrap(), page, "{format}");
        // What is wrong with the file as a whole is no unit's.
        fs::write(root.path().join("out.x"), edited.replace("es-ES", "de-DE").replace("es_ES", "de_DE"))
            .unwrap();
        let run = import(&["--skip-refused"]);
        assert!(run.code == 2 && run.stderr.contains("as a whole cannot be left"), "{}", run.stderr);
    }
}

#[test]
fn of_two_texts_for_one_segment_neither_is_taken_where_the_rest_is() {
    let (root, text) = workshop("po");
    for (name, new) in [("1.po", "Mi frase."), ("2.po", "Su frase."), ("3.po", "Mi frase.")] {
        let text = text.replacen("Otra frase.", new, 1).replacen("\"Valor\"", "\"Valores\"", 1);
        fs::write(root.path().join(name), text).unwrap();
    }
    let files = ["import", "1.po", "2.po", "3.po", "--into", "es-ES=es-ES"];
    assert_eq!(mapidoc(root.path(), &files).code, 2);
    let run = mapidoc(root.path(), &[&files[..], &["--skip-refused"]].concat()).done();
    assert!(run.stdout.contains("2 units refused, left"), "{}", run.stdout);
    let after = fs::read_to_string(root.path().join("es-ES/a.md")).unwrap();
    assert_eq!(after, page().replace(">Valor<", ">Valores<"));
}

#[test]
fn a_file_that_names_the_language_alone_is_of_its_locale() {
    for format in FORMATS {
        let (root, text) = workshop(format);
        let of = |tag: &str| {
            let text = text.replace("es-ES\"", &format!("{tag}\"")).replace("es_ES", tag);
            fs::write(root.path().join("out.x"), text.replacen("Otra frase.", "Mi frase.", 1)).unwrap();
            mapidoc(root.path(), &["import", "out.x", "--into", "es-ES=es-ES", "--dry-run"])
        };
        let run = of("es").done();
        assert!(run.stdout.contains("1 segment on 1 page would change"), "{format}: {}", run.stdout);
        for other in ["de", "es-MX"] {
            let run = of(other);
            let told = format!("this is for `{other}`");
            assert!(run.code == 2 && run.stderr.contains(&told), "{}", run.stderr);
        }
    }
}

#[test]
fn edits_that_make_a_segment_worse_are_told() {
    let (root, text) = workshop("po");
    fs::write(root.path().join("out.x"), text.replacen("Otra frase.", "Otra  frase", 1)).unwrap();
    for dry_run in [&["--dry-run"][..], &[]] {
        let arguments = [&["import", "out.x", "--into", "es-ES=es-ES"][..], dry_run].concat();
        let run = mapidoc(root.path(), &arguments).done();
        assert!(run.stdout.contains("introduces double-space, lost-punctuation"), "{}", run.stdout);
        assert!(run.stdout.contains("1 edit with new defects"), "{}", run.stdout);
    }
}

#[test]
fn an_edit_is_made_wherever_the_same_is_said() {
    let (root, text) = workshop("po");
    let import = |text: &str| {
        fs::write(root.path().join("out.x"), text).unwrap();
        mapidoc(root.path(), &["import", "out.x", "--into", "es-ES=es-ES", "--propagate", "--dry-run"])
            .done()
            .stdout
    };
    let stdout = import(&text.replacen("Otra frase.", "Mi frase.", 1));
    assert!(stdout.contains("2 segments on 2 pages would change"), "{stdout}");
    assert!(stdout.contains("1 edit of them for another segment"), "{stdout}");
    assert_eq!(fs::read_to_string(root.path().join("es-ES/b.md")).unwrap(), page());
    mapidoc(root.path(), &["import", "out.x", "--into", "es-ES=es-ES", "--propagate"]).done();
    for name in ["es-ES/a.md", "es-ES/b.md"] {
        let after = fs::read_to_string(root.path().join(name)).unwrap();
        assert_eq!(after, page().replace("Otra frase.", "Mi frase."), "{name}");
        fs::write(root.path().join(name), page()).unwrap();
    }
    // A third page says it too, and what two edits disagree on goes no further.
    fs::write(root.path().join("es-ES/c.md"), page()).unwrap();
    let stdout = import(&text.replacen("Otra frase.", "Mi frase.", 1));
    assert!(stdout.contains("3 segments on 3 pages would change"), "{stdout}");
    let stdout =
        import(&text.replacen("Otra frase.", "Mi frase.", 1).replacen("Otra frase.", "Tu frase.", 1));
    assert!(stdout.contains("2 segments on 2 pages would change"), "{stdout}");
}

#[test]
fn an_edit_goes_nowhere_where_it_does_not_fit() {
    let (root, text) = workshop("po");
    // `a | b` is a cell's end on a page of tables.
    let table = format!(
        "---\ntitle: x\n---\n# x\n\n|{0}|\n|:-----|\n|{0}|\n",
        support::exchange::pair("Otra frase.", "Another sentence.")
    );
    fs::write(root.path().join("es-ES/c.md"), &table).unwrap();
    let import = |text: &str, more: &[&str]| {
        fs::write(root.path().join("out.x"), text).unwrap();
        mapidoc(root.path(), &[&["import", "out.x", "--into", "es-ES=es-ES", "--propagate"], more].concat())
            .done()
            .stdout
    };
    let stdout = import(&text.replacen("Otra frase.", "Mi | frase.", 1), &["--dry-run"]);
    assert!(stdout.contains("2 segments on 2 pages would change"), "{stdout}");
    // What is unfinished is left, whatever another unit says.
    let (first, second) = text.split_at(text.rfind("msgid \"Another sentence.\"").unwrap());
    let comment = first.rfind("\n\n").unwrap();
    let fuzzy = format!(
        "{}\n\n#, fuzzy{}{}",
        &first[..comment],
        &first[comment + 1..],
        second.replacen("Otra frase.", "Tu frase.", 1)
    );
    let stdout = import(&fuzzy.replacen("Otra frase.", "Mi frase.", 1), &["--dry-run"]);
    assert!(stdout.contains("1 edit marked as unfinished, left"), "{stdout}");
    assert!(stdout.contains("3 segments on 2 pages would change"), "b.md is left: {stdout}");
}

#[test]
fn edits_that_are_denied_write_nothing() {
    let (root, text) = workshop("po");
    let before = bytes_of(&root.path().join("es-ES"));
    fs::write(root.path().join("out.x"), text.replacen("Otra frase.", "Otra  frase", 1)).unwrap();
    let import = |deny| mapidoc(root.path(), &["import", "out.x", "--into", "es-ES=es-ES", "--deny", deny]);
    let run = import("info");
    assert_eq!(run.code, 1, "{run:#?}");
    assert!(run.stderr.contains("nothing was written: 1 edit with a defect"), "{}", run.stderr);
    assert_eq!(bytes_of(&root.path().join("es-ES")), before);
    import("error").done();
    assert_ne!(bytes_of(&root.path().join("es-ES")), before);
}

#[test]
fn hostile_files_are_refused_and_nothing_is_written() {
    let (root, text) = workshop("xliff");
    let edited = text.replacen("Otra frase.", "Mi frase.", 1);
    let (_, po) = workshop("po");
    let (_, second) = workshop("xliff2");
    let before = bytes_of(&root.path().join("es-ES"));
    let doctype = |body: &str| edited.replacen("<xliff", &format!("<!DOCTYPE xliff [{body}]>\n<xliff"), 1);
    let laughs: Vec<String> =
        (1..12).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs = laughs.concat();
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
        ("TMX", "<tmx version=\"1.4\"></tmx>".into(), "this is TMX: an import reads XLIFF"),
        (
            "TMX of ours",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx/>".into(),
            "this is TMX",
        ),
        ("JSON lines", "{\"locale\":\"es-ES\"}\n".into(), "this is JSON lines"),
        ("CSV", "locale,page,ordinal\n".into(), "this is CSV"),
        ("other XML", "<html></html>".into(), "`html` is not XLIFF"),
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
