//! Exchange files there and back: nothing changes unless it was edited, only that changes.

mod support {
    pub(crate) mod exchange;
    pub(crate) mod halves;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mapidoc::emit::exchange::{Format, Job, Page, Stale, Staleness};
use mapidoc::import::{Newer, Options, Outcome, import};
use mapidoc::locale::Locale;
use mapidoc::read::{self, Document, Source};
use mapidoc::segment::unweave;
use proptest::prelude::*;
use support::exchange::{FORMATS, page, pair};
use support::halves::{codes, halves};
use tempfile::TempDir;

fn locale(tag: &str) -> Locale {
    Locale::parse(tag).unwrap()
}

fn document(key: &str, text: &str) -> Document {
    Document { locale: locale("es-ES"), key: key.into(), path: Path::new(key).into(), text: text.to_owned() }
}

fn exported(format: &str, documents: &[Document]) -> String {
    exported_as(format, documents, &|_, _, _| None)
}

fn exported_as(format: &str, documents: &[Document], stale: Staleness<'_>) -> String {
    let (english, own) = (locale("en-US"), documents[0].locale.clone());
    let job = Job { source: &english, locale: &own, stale, only_stale: false };
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
    imported_with(files, documents, Options::default())
}

fn imported_with(files: &[&str], documents: &[Document], options: Options<'_>) -> Outcome {
    let folder = TempDir::new().unwrap();
    let write = |(index, text): (usize, &&str)| {
        let path = folder.path().join(index.to_string());
        fs::write(&path, text).unwrap();
        path
    };
    let paths: Vec<PathBuf> = files.iter().enumerate().map(write).collect();
    import(&paths, &documents[0].locale, documents.to_vec(), options)
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
                (&*page.key, page.edits.len(), page.before.as_str()),
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
    assert_eq!((outcome.unfinished, outcome.untranslated, outcome.pages.len()), (1, 1, 0));
    let options = Options { take_unfinished: true, ..Options::default() };
    assert_eq!(imported_with(&[&file], &documents, options).pages.len(), 1);
}

#[test]
fn what_xliff_calls_unfinished_is_left() {
    let documents = [document("a.md", &page())];
    let edited = |format: &str, old: &str, new: &str| {
        let file = exported(format, &documents);
        let at = file.find("Another sentence.").unwrap();
        let start = file[..at].rfind("<trans-unit").or_else(|| file[..at].rfind("<unit")).unwrap();
        let unit = file[start..].replacen("Otra frase.", "Mi frase.", 1).replacen(old, new, 1);
        let outcome = imported(&[&format!("{}{unit}", &file[..start])], &documents);
        (messages(&outcome), outcome.unfinished, outcome.pages.len())
    };
    for state in ["new", "needs-translation", "needs-adaptation", "needs-review-translation"] {
        let state = format!("state=\"{state}\"");
        assert_eq!(edited("xliff", "state=\"translated\"", &state), (vec![], 1, 0), "{state}");
    }
    for state in ["translated", "signed-off", "final", "x-own"] {
        let state = format!("state=\"{state}\"");
        assert_eq!(edited("xliff", "state=\"translated\"", &state), (vec![], 0, 1), "{state}");
    }
    assert_eq!(edited("xliff", "<trans-unit", "<trans-unit translate=\"no\""), (vec![], 1, 0));
    assert_eq!(edited("xliff2", "state=\"translated\"", "state=\"initial\""), (vec![], 1, 0));
    assert_eq!(edited("xliff2", "state=\"translated\"", "state=\"reviewed\""), (vec![], 0, 1));
    assert_eq!(edited("xliff2", "<unit", "<unit translate=\"no\""), (vec![], 1, 0));
}

#[test]
fn what_nobody_edited_is_no_claim_where_codes_have_changed() {
    let text = |target: &str| format!("{}\n", pair(target, "See `y` and `x` **here**."));
    let documents = [document("a.md", &text("Vea `y` y `x` **aquí**."))];
    for format in FORMATS {
        let file = exported(format, &documents);
        for now in ["Vea `x` **aquí**.", "Vea aquí.", "Vea `z`, `y` y `x` **aquí**."] {
            let outcome = imported(&[&file], &[document("a.md", &text(now))]);
            assert_eq!((messages(&outcome), outcome.pages.len()), (vec![], 0), "{format}: {now}");
        }
    }
}

#[test]
fn a_source_may_be_copied_into_its_target() {
    let source = r"The [table](a.md) of PR\_BODY.";
    let documents =
        [document("a.md", &format!("{}\n", pair("La [tabla](a.md \"título\") de PR_BODY.", source)))];
    for format in ["xliff", "xliff2"] {
        let file = exported(format, &documents);
        let half = |name: &str| {
            let start = file.find(&format!("<{name}")).unwrap();
            let start = start + file[start..].find('>').unwrap() + 1;
            start..start + file[start..].find(&format!("</{name}>")).unwrap()
        };
        let copied = format!(
            "{}{}{}",
            &file[..half("target").start],
            &file[half("source")],
            &file[half("target").end..]
        );
        let outcome = imported(&[&copied], &documents);
        assert_eq!(messages(&outcome), [""; 0], "{format}");
        assert_eq!(outcome.pages[0].after, format!("{}\n", pair(source, source)), "{format}");
    }
}

#[test]
fn an_edit_pairs_with_nothing_outside_its_half() {
    let text =
        format!("{} y {} {}(b.md) resto\n", pair("*Nota", "*Note"), pair("dos", "two"), pair("uno", "one"));
    let documents = [document("a.md", &text)];
    let file = exported("po", &documents);
    for (old, new) in [("dos", "dos*"), ("uno", "uno [x]"), ("uno", "[uno]")] {
        let outcome = imported(
            &[&file.replace(&format!("msgstr \"{old}\""), &format!("msgstr \"{new}\""))],
            &documents,
        );
        assert!(messages(&outcome)[0].starts_with("breakout-text"), "{new}: {outcome:?}");
    }
    let outcome = imported(&[&file.replace("msgstr \"dos\"", "msgstr \"d[o]s\"")], &documents);
    assert_eq!((messages(&outcome), outcome.pages.len()), (vec![], 1));
}

#[test]
fn white_space_is_no_target_and_edges_stay_as_they_are() {
    let documents = [document("a.md", &page())];
    for format in FORMATS {
        let edit = |new: &str| {
            imported(&[&exported(format, &documents).replacen("Otra frase.", new, 1)], &documents)
        };
        assert_eq!((edit("   ").untranslated, edit("   ").pages.len()), (1, 0), "{format}");
        assert_eq!(edit(" Otra frase.  ").pages.len(), 0, "{format}");
        assert!(edit(" Mi frase.  ").pages[0].after.contains(">Mi frase.<"), "{format}");
    }
}

#[test]
fn a_unit_that_was_split_is_whole_and_in_its_order() {
    let documents = [document("a.md", &page())];
    let split = |segments: &str| {
        let whole = "<segment state=\"translated\"><source>Another sentence.</source><target>Otra frase.</target></segment>";
        let file = exported("xliff2", &documents);
        assert!(file.contains(whole));
        imported(&[&file.replace(whole, segments)], &documents)
    };
    let outcome = split(
        "<segment><source>Another </source><target order=\"2\">frase.</target></segment>\
         <segment><source>sentence.</source><target order=\"1\">Mi </target></segment>",
    );
    assert!(outcome.pages[0].after.contains(">Mi frase.<"), "{:?}", messages(&outcome));
    for second in ["<target/>", "<target> </target>", ""] {
        let halves = |state: &str| {
            split(&format!(
                "<segment{state}><source>Another </source><target>Mi </target></segment>\
                 <segment{state}><source>sentence.</source>{second}</segment>"
            ))
        };
        // Somebody is at it still; or says to be done with what is not.
        assert_eq!((messages(&halves("")).len(), halves("").untranslated), (0, 1));
        assert!(messages(&halves(" state=\"final\""))[0].contains("a part of it has no target"));
    }
}

#[test]
fn an_edit_of_newer_english_brings_it_into_the_page() {
    let documents = [document("a.md", &page())];
    let now: Arc<str> = "A **newer** sentence, see [it](new.md).".into();
    let newer = Newer::from([("a.md".into(), vec![(2, Some(Arc::clone(&now)))])]);
    let is_stale =
        |_: &Locale, _: &str, ordinal: usize| (ordinal == 3).then(|| Stale { now: Some(Arc::clone(&now)) });
    for format in FORMATS {
        let file = exported_as(format, &documents, &is_stale);
        let import = |file: &str, newer: Option<&Newer>| {
            let outcome = imported_with(&[file], &documents, Options { newer, ..Options::default() });
            assert_eq!(messages(&outcome), [""; 0], "{format}");
            outcome
        };
        // As it was exported it is unfinished, edited or not.
        assert_eq!(import(&file, Some(&newer)).pages.len(), 0);
        let done = file
            .replace("#, fuzzy\n", "")
            .replace("needs-review-translation", "translated")
            .replace("initial\" subState=\"mapidoc:stale", "final");
        let edited = done.replacen("Otra frase.", "Una frase nueva.", 1);
        let linked = done.replacen("Otra frase.", "Vea [esta](new.md).", 1);
        assert_eq!(import(&linked, Some(&newer)).pages.len(), 1, "{format}: the source has the link now");
        let outcome = import(&edited, Some(&newer));
        let there = page().replacen("Otra frase.", "Una frase nueva.", 1);
        assert_eq!(outcome.pages[0].after, there.replacen("Another sentence.", &now, 1), "{format}");
        let sources = outcome.pages[0].edits[0].source.clone();
        assert_eq!(sources, ["Another sentence.".to_owned(), now.to_string()]);
        // Whoever finds that the old translation says it still, changes the state alone.
        assert_eq!(
            import(&done, Some(&newer)).pages[0].after,
            page().replacen("Another sentence.", &now, 1),
            "{format}"
        );
        // A tool that drops the state has not said that anyone looked.
        let stateless = done.replace(" state=\"translated\"", "").replace(" state=\"final\"", "");
        let kept = usize::from(*format == "po");
        assert_eq!(import(&stateless, Some(&newer)).pages.len(), kept, "{format}");
        // Nothing but the English itself says what the English is.
        let other = Newer::from([("a.md".into(), vec![(2, Some("Another one.".into()))])]);
        for unconfirmed in [None, Some(&other)] {
            let outcome = import(&edited, unconfirmed);
            assert_eq!(
                (outcome.pages[0].after.as_str(), outcome.unconfirmed),
                (there.as_str(), 1),
                "{format}"
            );
            assert_eq!(import(&done, unconfirmed).pages.len(), 0, "{format}");
        }
    }
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
        // What XML cannot say, an edit cannot bring: it stands as a code, which is the old target's.
        prop_assume!(!edit.contains(['\u{1}', '\u{FFFF}']));
        // Nor can it bring another code with the number of an old one: that number is the old code.
        let old = codes(&target);
        prop_assume!(codes(&edit).iter().all(|code| old.iter().all(|other| code.0 != other.0 || code == other)));
        let theirs = [document("a.md", &text.replacen(&pair(&target, "c"), &pair(&edit, "c"), 1))];
        for format in FORMATS {
            // The export of the page as it would be, with the fingerprint of the page as it is.
            let file = exported(format, &theirs);
            let mark = |text: &str| format!("{:016x}", mapidoc::segment::codes::fingerprint(text));
            let file = file.replace(&mark(&edit), &mark(&target));
            let outcome = imported(&[&file], &documents);
            if let Some(page) = outcome.pages.first() {
                // Spaces at an end are taken where the old target had some there.
                let mut taken = edit.as_str();
                taken = if target.starts_with(' ') { taken } else { taken.trim_start_matches(' ') };
                taken = if target.ends_with(' ') { taken } else { taken.trim_end_matches(' ') };
                let there = text.replacen(&pair(&target, "c"), &pair(taken, "c"), 1);
                prop_assert_eq!(&page.after, &there);
                let (before, after) = (unweave(&page.before), unweave(&page.after));
                prop_assert_eq!(before.segments.len(), after.segments.len());
                prop_assert_eq!(before.source, after.source);
            }
        }
    }
}
