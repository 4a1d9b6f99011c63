//! A C++ compiler as a witness: what it makes of Debian's headers is what our slots and layouts say.
//!
//! One C++ file is written from the model, with a pointer to each method and the size and the offsets of each structure.
//! `g++` for 64-bit Windows compiles it; nothing is run. A pointer to a virtual method is eight times its slot and one, so
//! that the object's data tells the slots. The layouts are compared with those that rustc gives the emitted crate.
//!
//! ```text
//! apt-get install mingw-w64-common g++-mingw-w64-x86-64
//! MAPIDOC_CORPUS=../shared/corpus cargo test --test cpp_witness -- --ignored --nocapture
//! ```

mod support {
    pub(crate) mod corpus;
}

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mapidoc::emit::rust::{Options, emit};
use mapidoc::locale::Locale;
use mapidoc::model::facts::Facts;
use mapidoc::model::{Api, headers};
use support::corpus::supplemented;

/// Where Debian's `mingw-w64-common` has its headers.
const HEADERS: &str = "/usr/share/mingw-w64/include";
/// The files that declare MAPI, in an order in which they can be included.
const INCLUDED: &[&str] = &[
    "mapidefs", "mapicode", "mapiguid", "mapitags", "mapix", "mapispi", "mapiform", "mapiutil", "mapihook",
    "mapiwz",
];
const COMPILER: &str = "x86_64-w64-mingw32-g++";
const OBJCOPY: &str = "x86_64-w64-mingw32-objcopy";

/// What Debian's headers of MAPI declare: the other headers of Windows beside them are left alone.
fn debian() -> Facts {
    let files: Vec<(String, String)> = INCLUDED
        .iter()
        .map(|name| {
            let path = Path::new(HEADERS).join(format!("{name}.h"));
            let text = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (format!("{name}.h"), String::from_utf8_lossy(&text).into_owned())
        })
        .collect();
    headers::read_text(&files).0
}

/// The methods that both have, as `interface`, `method`, and the slot that the model gives it.
fn methods(api: &Api, facts: &Facts) -> Vec<(String, String, u32)> {
    let mut methods = Vec::new();
    for interface in &api.interfaces {
        let Some(fact) = facts.interfaces.get(&interface.common.name) else { continue };
        for method in &interface.methods {
            if let (Some(slot), true) =
                (method.slot, fact.methods.iter().any(|known| known.name == method.common.name))
            {
                methods.push((interface.common.name.clone(), method.common.name.clone(), slot));
            }
        }
    }
    methods
}

/// The structures that both have, with their named fields.
fn structures(api: &Api, facts: &Facts) -> Vec<(String, Vec<String>)> {
    let shared = api.structures.iter().filter(|structure| facts.records.contains_key(&structure.common.name));
    shared
        .map(|structure| {
            let fact = &facts.records[&structure.common.name];
            let known = |name: &&String| fact.fields.iter().any(|field| field.name == **name);
            let fields = structure.fields.iter().map(|field| &field.name).filter(|name| !name.is_empty());
            (structure.common.name.clone(), fields.filter(known).cloned().collect())
        })
        .collect()
}

fn cpp(methods: &[(String, String, u32)], structures: &[(String, Vec<String>)]) -> String {
    let mut text = String::from("#define INITGUID\n#include <windows.h>\n#include <cstddef>\n");
    for name in INCLUDED {
        let _ = writeln!(text, "#include <{name}.h>");
    }
    text.push_str("struct Slots {\n");
    for (at, (interface, method, _)) in methods.iter().enumerate() {
        let _ = writeln!(text, "  decltype(&{interface}::{method}) m{at};");
    }
    text.push_str("};\nextern \"C\" __attribute__((section(\".slots\"))) const Slots slots = {\n");
    for (interface, method, _) in methods {
        let _ = writeln!(text, "  &{interface}::{method},");
    }
    text.push_str(
        "};\nextern \"C\" __attribute__((section(\".layout\"))) const unsigned long long layout[] = {\n",
    );
    for (name, fields) in structures {
        let _ = write!(text, "  sizeof({name}),");
        for field in fields {
            let _ = write!(text, " offsetof({name}, {field}),");
        }
        text.push('\n');
    }
    text.push_str("};\n");
    text
}

/// The words of a section of the object.
fn section(folder: &Path, name: &str) -> Vec<u64> {
    let file = folder.join("section.bin");
    run(Command::new(OBJCOPY).current_dir(folder).args([
        "-O",
        "binary",
        &format!("--only-section={name}"),
        "witness.o",
        "section.bin",
    ]));
    let bytes = fs::read(file).unwrap();
    bytes.chunks_exact(8).map(|word| u64::from_le_bytes(word.try_into().unwrap())).collect()
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}:\n{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Sizes and offsets as rustc lays the emitted crate's structures out: `NAME FIELD` → offset, `NAME ` → size.
fn rust_layout(api: &Api, structures: &[(String, Vec<String>)], folder: &Path) -> BTreeMap<String, u64> {
    let english = Locale::parse("en-US").unwrap();
    let options =
        Options { docs: english.clone(), beside: None, source: english, crate_name: "trial".into() };
    for file in emit(api, &options).0 {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.bytes).unwrap();
    }
    let mut main = String::from("fn main() {\n");
    for (name, fields) in structures {
        let _ = writeln!(main, "    println!(\"{name}  {{}}\", size_of::<trial::{name}>());");
        for field in fields {
            let raw = if field == "type" { "r#type" } else { field };
            let _ = writeln!(
                main,
                "    println!(\"{name} {field} {{}}\", core::mem::offset_of!(trial::{name}, {raw}));"
            );
        }
    }
    main.push_str("}\n");
    fs::create_dir_all(folder.join("examples")).unwrap();
    fs::write(folder.join("examples/layout.rs"), main).unwrap();
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("rust_crate");
    let printed = run(Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--example", "layout"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target));
    printed
        .lines()
        .filter_map(|line| line.rsplit_once(' '))
        .map(|(what, number)| (what.to_owned(), number.parse().unwrap()))
        .collect()
}

#[test]
#[ignore = "needs the corpus and a C++ compiler for Windows"]
fn a_compiler_agrees_with_every_slot_and_layout() {
    let (api, facts) = (supplemented().clone(), debian());
    let (methods, structures) = (methods(&api, &facts), structures(&api, &facts));
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("witness.cpp"), cpp(&methods, &structures)).unwrap();
    run(Command::new(COMPILER).current_dir(folder).args([
        "-std=c++14",
        "-fpermissive",
        "-w",
        "-c",
        "witness.cpp",
        "-o",
        "witness.o",
    ]));
    // A pointer to a method is two words: eight times the slot and one, and an offset.
    let slots: Vec<u64> = section(folder, ".slots").chunks_exact(2).map(|pair| (pair[0] - 1) / 8).collect();
    assert!(slots.len() >= methods.len());
    let wrong: Vec<_> =
        methods.iter().zip(&slots).filter(|((.., slot), compiled)| u64::from(*slot) != **compiled).collect();
    assert_eq!(wrong, [], "slots of the model, and the compiler's");

    let ours = rust_layout(&api, &structures, &folder.join("crate"));
    let mut theirs = section(folder, ".layout").into_iter();
    let mut differences = Vec::new();
    let mut compared = 0;
    for (name, fields) in &structures {
        for field in std::iter::once("").chain(fields.iter().map(String::as_str)) {
            let (compiled, laid_out) = (theirs.next().unwrap(), ours[&format!("{name} {field}")]);
            compared += 1;
            if compiled != laid_out {
                differences.push((name.as_str(), field, laid_out, compiled));
            }
        }
    }
    assert_eq!(differences, [], "structure, field, our offset or size, the compiler's");
    println!(
        "the compiler agrees with {} slots and {compared} sizes and offsets of {} structures",
        methods.len(),
        structures.len()
    );
}
