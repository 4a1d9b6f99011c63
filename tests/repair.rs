//! `mapidoc repair`: what is certain is proposed, then made, and the rest of a page stays as it is.

mod support {
    pub(crate) mod git;
    pub(crate) mod run;
}

use std::fs;

use serde_json::Value;
use support::git::{begun, commit, git};
use support::run::mapidoc;
use tempfile::TempDir;

fn pair(id: usize, target: &str, source: &str) -> String {
    format!(
        "<span data-ttu-id=\"a-{id}\">{target}</span><span class=\"sxs-lookup\"><span data-stu-id=\"a-{id}\">{source}</span></span>"
    )
}

/// A page of pairs in paragraphs, with signs outside them that nobody may touch.
fn page(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().enumerate().map(|(id, (target, source))| pair(id + 1, target, source));
    let body: Vec<String> = pairs.collect();
    format!(
        "---\ntitle: \u{fffd}bel\nms.contentlocale: es-ES\n---\n\n# x\n\n{}  \n\n-  end\n",
        body.join("\n\n")
    )
}

const DAMAGED: &[(&str, &str)] = &[
    ("La direcci\u{fffd}n del remitente", "The sender's address"),
    ("Funci\u{fffd}n de d\u{fffd}as", "A day's function"),
    ("[salida] Vea [IFoo::B ar.](a.md)", "[out] See [IFoo::Bar](a.md)."),
    ("Con **IFoo,** es distinto", "With **IFoo**, it differs"),
    ("Nada que decir", "Nothing to say"),
];

const WHOLE: &[(&str, &str)] =
    &[("La dirección del remitente", "The sender's address"), ("la función y la función", "two functions")];

const MENDED: &[(&str, &str)] = &[
    ("La dirección del remitente", "The sender's address"),
    ("Función de d\u{fffd}as", "A day's function"),
    ("[out] Vea [IFoo::Bar](a.md).", "[out] See [IFoo::Bar](a.md)."),
    ("Con **IFoo**, es distinto", "With **IFoo**, it differs"),
    ("Nada que decir", "Nothing to say"),
];

fn pages() -> TempDir {
    let folder = TempDir::new().unwrap();
    let es = folder.path().join("es");
    fs::create_dir(&es).unwrap();
    fs::write(es.join("a.md"), page(DAMAGED)).unwrap();
    fs::write(es.join("b.md"), page(WHOLE)).unwrap();
    folder
}

#[test]
fn some_pages_alone_are_mended() {
    let folder = pages();
    fs::write(folder.path().join("es/c.md"), page(DAMAGED)).unwrap();
    mapidoc(folder.path(), &["repair", "es-ES=es", "--pages", "c*", "--write"]).done();
    assert_eq!(fs::read_to_string(folder.path().join("es/a.md")).unwrap(), page(DAMAGED));
    assert_eq!(fs::read_to_string(folder.path().join("es/c.md")).unwrap(), page(MENDED));
    mapidoc(folder.path(), &["repair", "es-ES=es", "--pages", "d*"]).refused("no page is called d*");
}

/// Whenever the program is interrupted, all pages are as they were or all are mended.
#[cfg(unix)]
#[test]
fn an_interrupted_repair_is_none_or_whole() {
    use std::process::Command;
    use std::time::Duration;

    const PAGES: usize = 100;
    let folder = pages();
    let es = folder.path().join("es");
    let file = |index: usize| es.join(format!("x{index}.md"));
    for step in 0_u64.. {
        (0..PAGES).for_each(|index| fs::write(file(index), page(DAMAGED)).unwrap());
        let arguments = ["repair", "es-ES=es", "--write", "-q", "--pages", "x*"];
        let mut command = support::run::command(folder.path(), &arguments);
        let mut child = command.stdout(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(30 * step));
        let is_over = child.try_wait().unwrap().is_some();
        if !is_over {
            Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        }
        child.wait().unwrap();
        let is_mended = |index: &usize| fs::read_to_string(file(*index)).unwrap() == page(MENDED);
        let mended = (0..PAGES).filter(is_mended).count();
        assert!(mended == 0 || mended == PAGES, "{mended} of {PAGES} pages after {} ms", 30 * step);
        assert_eq!(fs::read_dir(&es).unwrap().count(), PAGES + 2, "something was left beside the pages");
        if is_over {
            assert_eq!(mended, PAGES);
            break;
        }
        assert!(step < 500, "it never ended");
    }
}

#[test]
fn what_is_no_folder_is_not_mended() {
    let folder = TempDir::new().unwrap();
    mapidoc(folder.path(), &["repair", "--write"]).refused("cannot mend the built-in sample");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn mends_are_proposed_with_their_evidence_and_nothing_is_written() {
    let folder = pages();
    let run = mapidoc(folder.path(), &["repair", "--format", "json", "es-ES=es"]).done();
    let found: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let fixes: Vec<&str> = found.iter().map(|found| found["fix"].as_str().unwrap()).collect();
    assert_eq!(fixes, MENDED[..4].iter().map(|(target, _)| *target).collect::<Vec<_>>());
    let whole: Vec<bool> = found.iter().map(|found| found["whole"].as_bool().unwrap()).collect();
    assert_eq!(whole, [true, false, true, true]);
    let why = |index: usize| found[index]["evidence"][0]["why"].as_str().unwrap().to_owned();
    assert!(why(0).contains("b.md, segment 1"), "{}", why(0));
    assert!(why(1).contains("`función`") || why(1).contains("`Función`"), "{}", why(1));
    assert_eq!(found[2]["evidence"].as_array().unwrap().len(), 3);
    assert_eq!(fs::read_to_string(folder.path().join("es/a.md")).unwrap(), page(DAMAGED));
    let run = mapidoc(folder.path(), &["repair", "es-ES=es"]).done();
    for word in ["- La direcci\u{fffd}n", "+ La dirección", "4  segments on 1 pages", "--write"] {
        assert!(run.stdout.contains(word), "{word} is not in:\n{}", run.stdout);
    }
}

#[test]
fn what_is_written_is_the_mended_segments_alone_and_once() {
    let folder = pages();
    let repair = ["repair", "--write", "es-ES=es"];
    mapidoc(folder.path(), &repair).done();
    assert_eq!(fs::read_to_string(folder.path().join("es/a.md")).unwrap(), page(MENDED));
    assert_eq!(fs::read_to_string(folder.path().join("es/b.md")).unwrap(), page(WHOLE));
    let again = mapidoc(folder.path(), &repair).done();
    assert!(again.stdout.contains("0  segments on 0 pages"), "{}", again.stdout);
    assert_eq!(fs::read_to_string(folder.path().join("es/a.md")).unwrap(), page(MENDED));
    assert_eq!(fs::read_dir(folder.path().join("es")).unwrap().count(), 2, "nothing is left over");
}

#[test]
fn other_revisions_give_letters_back() {
    let folder = TempDir::new().unwrap();
    let (at, repository) = (folder.path(), folder.path().join("docs"));
    begun(&repository);
    let commits = [
        ("La dirección del índice", "Señal", "Año"),
        ("La dirección del índice", "Se\u{fffd}al", "Año"),
        ("Otra cosa", "Señal", "A\u{f8}o"),
    ];
    for (number, (address, signal, year)) in commits.iter().enumerate() {
        let text = page(&[(address, "The index's address"), (signal, "Signal"), (year, "Year")]);
        commit(&repository, &[("old.md", &text)]);
        git(&repository, &["tag", &format!("v{}", number + 1)]);
    }
    fs::create_dir(at.join("es")).unwrap();
    let damaged = page(&[
        ("La direcci\u{fffd}n del \u{fffd}ndice", "The index's address"),
        ("Se\u{fffd}al", "Signal"),
        ("A\u{fffd}o", "Year"),
    ]);
    fs::write(at.join("es/a.md"), &damaged).unwrap();

    let repair = |twins: &[&str]| {
        let mut all = vec!["repair", "--format", "json", "es-ES=es"];
        for twin in twins {
            all.extend(["--twins", twin]);
        }
        mapidoc(at, &all)
    };
    let fixes = |twins: &[&str]| -> Vec<Value> {
        repair(twins).done().stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    assert_eq!(fixes(&[]).len(), 0, "nothing on the page itself tells");
    let found = fixes(&["es-ES=docs@v2", "es-ES=docs@v1"]);
    let texts: Vec<&str> = found.iter().map(|found| found["fix"].as_str().unwrap()).collect();
    assert_eq!(texts, ["La dirección del índice", "Señal", "Año"]);
    let why = found[1]["evidence"][0]["why"].as_str().unwrap();
    assert!(why.contains("docs@v1:old.md, segment 2"), "{why}");
    // Two revisions that say it in two ways prove nothing.
    assert_eq!(fixes(&["es-ES=docs@v1", "es-ES=docs@v3"]).len(), 2);

    repair(&["de-DE=docs@v1"]).refused("--twins names pages in de-DE");
    repair(&["es-ES=docs@v9"]).refused("no revision `v9`");
    assert_eq!(fs::read_to_string(at.join("es/a.md")).unwrap(), damaged);
    mapidoc(at, &["repair", "--write", "es-ES=es", "--twins", "es-ES=docs@v1"]).done();
    assert!(!fs::read_to_string(at.join("es/a.md")).unwrap().contains("Se\u{fffd}al"));
}

#[test]
fn rules_can_be_chosen_and_uncertain_ones_cannot() {
    let folder = pages();
    let run = mapidoc(folder.path(), &["repair", "--only", "translated-direction", "es-ES=es"]).done();
    assert!(run.stdout.contains("+ [out] Vea [IFoo::B ar.](a.md)"), "{}", run.stdout);
    let run = mapidoc(folder.path(), &["repair", "--only", "lost-bold", "es-ES=es"]);
    assert!(run.stderr.contains("no certain mend for `lost-bold`"), "{}", run.stderr);
}

#[test]
fn what_a_page_or_a_project_allows_is_not_mended() {
    let folder = pages();
    let path = folder.path().join("es/a.md");
    let proposed = || mapidoc(folder.path(), &["repair", "es-ES=es"]).done().stdout.contains("+ [out] Vea");
    assert!(proposed());
    fs::write(&path, format!("{}<!-- mapidoc-allow-page split-identifier -->\n", page(DAMAGED))).unwrap();
    assert!(!proposed());
    fs::write(&path, page(DAMAGED)).unwrap();
    let config = folder.path().join("mapidoc.toml");
    fs::write(&config, "[[check.paths]]\npages = \"a*.md\"\nrules = { translated-direction = \"off\" }\n")
        .unwrap();
    assert!(!proposed());
    fs::write(&config, "[check.rules]\ntranslated-direction = \"off\"\n").unwrap();
    let run = mapidoc(folder.path(), &["repair", "es-ES=es"]).done();
    assert!(run.stdout.contains("+ [salida] Vea [IFoo::Bar](a.md)."), "{}", run.stdout);
}

#[test]
fn a_page_that_is_not_utf_8_is_not_touched() {
    let folder = pages();
    let path = folder.path().join("es/a.md");
    let mut bytes = page(DAMAGED).into_bytes();
    bytes.push(0xff);
    fs::write(&path, &bytes).unwrap();
    fs::write(folder.path().join("es/c.md"), page(&DAMAGED[2..])).unwrap();
    let run = mapidoc(folder.path(), &["repair", "--write", "es-ES=es"]).done();
    assert!(run.stderr.contains("a.md` is left as it is"), "{}", run.stderr);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(
        fs::read_to_string(folder.path().join("es/c.md")).unwrap(),
        page(&MENDED[2..]),
        "the others are mended"
    );
}
