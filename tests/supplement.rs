//! Headers and supplements as users give them: on the sample, with the project's own headers in `tests/headers/`.

mod support {
    pub(crate) mod pages;
    pub(crate) mod run;
}

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::pages::folder;
use support::run::{Run, mapidoc};

/// The project's own headers.
fn headers() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/headers").display().to_string()
}

/// Runs the program in an empty folder, on the sample.
fn sample(arguments: &[&str]) -> Run {
    let root = tempfile::tempdir().unwrap();
    mapidoc(root.path(), arguments)
}

fn model(arguments: &[&str]) -> Value {
    let run = sample(&[&["model", "-q"], arguments].concat()).done();
    serde_json::from_str(&run.stdout).unwrap()
}

/// The item of that name in a list of the model.
fn item<'m>(model: &'m Value, list: &str, name: &str) -> &'m Value {
    model[list].as_array().unwrap().iter().find(|item| item["name"] == name).unwrap()
}

fn method<'m>(model: &'m Value, interface: &str, name: &str) -> &'m Value {
    let methods = item(model, "interfaces", interface)["methods"].as_array().unwrap();
    methods.iter().find(|method| method["name"] == name).unwrap()
}

fn slots(model: &Value, interface: &str) -> Vec<String> {
    let methods = item(model, "interfaces", interface)["methods"].as_array().unwrap();
    methods.iter().map(|method| format!("{} {}", method["slot"], method["name"].as_str().unwrap())).collect()
}

#[test]
fn the_built_in_supplement_corrects_visibly() {
    let (alone, supplemented) = (model(&["--supplement", "none"]), model(&[]));
    assert_eq!(slots(&alone, "IABProvider"), ["3 Logon", "4 Shutdown"]);
    assert_eq!(slots(&supplemented, "IABProvider"), ["3 Shutdown", "4 Logon"]);
    let correction = &item(&supplemented, "interfaces", "IABProvider")["corrections"][0];
    assert_eq!(correction["what"], "vtable");
    assert_eq!(correction["says"], "Logon, Shutdown");
    assert!(correction["evidence"].as_str().unwrap().contains("MAPISPI.h"));
    assert_eq!(item(&alone, "interfaces", "IABProvider")["verified"], "pages");
    assert_eq!(item(&supplemented, "interfaces", "IABProvider")["verified"], "supplement");
    let advise = &method(&supplemented, "IABLogon", "Advise");
    let connection = advise["parameters"].as_array().unwrap().last().unwrap();
    assert_eq!(connection["type"], "ULONG_PTR *");
    // What no page says: an identifier, a value, a library, a method.
    assert_eq!(item(&supplemented, "interfaces", "IMAPIProp")["iid"], "00020303-0000-0000-C000-000000000046");
    assert_eq!(item(&supplemented, "functions", "MAPIAllocateBuffer")["library"], "mapi32.dll");
    let copy = method(&supplemented, "IMAPIProp", "CopyTo");
    assert_eq!((&copy["reserved"], &copy["witness"]), (&Value::Bool(false), &Value::from("MAPIDefS.h")));
    assert_eq!(item(&supplemented, "constants", "MAPI_E_NOT_FOUND")["number"], 0x8004_010F_u32);
}

#[test]
fn headers_tell_where_they_disagree_and_fill_gaps() {
    let headers = headers();
    let run = sample(&["model", "--supplement", "none", "--headers", &headers, "-v"]).done();
    for finding in [
        "warning[vtable-order]: `IABProvider` has `Shutdown` where the page lists `Logon`",
        "warning[parameter-type]: `lpulConnection` is `ULONG_PTR *`, not `ULONG *`",
        "info[parameter-name]: `lpulRet` is `lpulResult` in the header",
        "info[parameter-type]: the letters of `lpszProfileName` are those of `LPTSTR`, not of `LPSTR`",
    ] {
        assert_eq!(run.stderr.matches(finding).count(), 1, "{finding}\n{}", run.stderr);
    }
    assert!(run.stderr.contains("iablogon-advise.md:"), "findings have their lines");
    let model: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(item(&model, "interfaces", "IABLogon")["verified"], "headers");
    assert_eq!(
        item(&model, "interfaces", "IABProvider")["verified"],
        "pages",
        "its order is not the headers'"
    );
    assert_eq!(method(&model, "IABLogon", "Unadvise")["verified"], "pages");
    assert_eq!(method(&model, "IABLogon", "Logoff")["verified"], "headers");
}

#[test]
fn corrected_pages_agree_with_the_headers() {
    let headers = headers();
    let run = sample(&["model", "--headers", &headers, "-v"]).done();
    for rule in ["vtable-order", "missing-method", "base-interface", "unmatched-correction"] {
        assert!(!run.stderr.contains(rule), "{rule}\n{}", run.stderr);
    }
    let model: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(item(&model, "interfaces", "IABProvider")["verified"], "headers");
}

#[test]
fn a_supplement_is_written_and_read_again() {
    let root = tempfile::tempdir().unwrap();
    let headers = headers();
    let draft =
        mapidoc(root.path(), &["supplement", "--headers", &headers, "--supplement", "none", "--draft", "-q"])
            .done();
    assert!(draft.stdout.contains("item = \"IABProvider\"\nwhat = \"vtable\""), "{}", draft.stdout);
    let file = root.path().join("own.toml");
    fs::write(&file, format!("# Ours.\n\n{}", draft.stdout)).unwrap();
    let into = ["supplement", "--headers", &headers, "--into", "own.toml", "--name", "our headers"];
    mapidoc(root.path(), &into).done();
    let first = fs::read_to_string(&file).unwrap();
    assert!(first.starts_with("# Ours.\n\n[[correction]]"), "what people wrote stays");
    assert!(first.contains("What our headers say") && first.contains("[facts.interfaces."), "{first}");
    mapidoc(root.path(), &into).done();
    assert_eq!(fs::read_to_string(&file).unwrap(), first, "a second run changes nothing");
    let run = mapidoc(root.path(), &["model", "--supplement", "own.toml", "-v"]).done();
    assert!(!run.stderr.contains("correction"), "{}", run.stderr);
    let model: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(slots(&model, "IABProvider"), ["3 Shutdown", "4 Logon"]);
    assert_eq!(item(&model, "interfaces", "IABLogon")["verified"], "supplement");
    // Nothing that matters is left to correct.
    let left = mapidoc(
        root.path(),
        &["supplement", "--headers", &headers, "--supplement", "own.toml", "--draft", "-q"],
    )
    .done();
    assert_eq!(left.stdout, "");
}

#[test]
fn corrections_that_do_not_fit_are_told_and_change_nothing() {
    let root = tempfile::tempdir().unwrap();
    let correction = |what: &str, says: &str, right: &str| {
        format!(
            "[[correction]]\npage = \"iabprovideriunknown.md\"\nitem = \"IABProvider\"\nwhat = \"{what}\"\nsays = \"{says}\"\n\
             right = \"{right}\"\nevidence = \"a guess\"\n"
        )
    };
    for (text, finding) in [
        (
            correction("vtable", "Shutdown", "Logon"),
            "warning[unmatched-correction]: own.toml's correction of IABProvider (vtable) expects `Shutdown`, the page says `Logon, Shutdown`",
        ),
        (correction("base", "IMAPIProp", "IUnknown"), "info[needless-correction]"),
        (correction("colour", "", "red"), "fits nothing on the page"),
        // A slot is never guessed: nobody declares this method.
        (correction("vtable", "Logon, Shutdown", "Logon, Guess, Shutdown"), "fits nothing on the page"),
    ] {
        fs::write(root.path().join("own.toml"), &text).unwrap();
        let run = mapidoc(root.path(), &["model", "--supplement", "own.toml", "-v"]).done();
        assert!(run.stderr.contains(finding), "{finding}\n{}", run.stderr);
        let model: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(slots(&model, "IABProvider"), ["3 Logon", "4 Shutdown"]);
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    let root = folder(&[
        ("bad.toml", b"[[correction]]\npage = 1\n"),
        ("odd.toml", b"[facts.declarations]\n\"x.h\" = [\"what is this\"]\n"),
        ("key.toml", b"colour = 1\n"),
        ("empty/readme.txt", b"no header"),
    ]);
    let run = |arguments: &[&str]| mapidoc(root.path(), arguments);
    run(&["model", "--supplement", "gone.toml"]).refused("gone.toml");
    run(&["model", "--supplement", "bad.toml"]).refused("line 2");
    run(&["model", "--supplement", "odd.toml"]).refused("`what is this` is not a C declaration");
    run(&["model", "--supplement", "key.toml"]).refused("colour");
    run(&["model", "--headers", "gone"]).refused("gone");
    run(&["model", "--headers", "empty"]).refused("empty");
    run(&["supplement"]).refused("--headers");
    run(&["supplement", "--headers", "empty"]).refused("empty");
}

#[test]
fn settings_name_both() {
    let headers = headers();
    let root =
        folder(&[("mapidoc.toml", format!("supplement = \"none\"\nheaders = {headers:?}\n").as_bytes())]);
    let run = mapidoc(root.path(), &["model", "-v"]).done();
    assert!(run.stderr.contains("vtable-order"), "{}", run.stderr);
}
