//! The emitted crate, as the compiler and rustdoc see it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use mapidoc::emit::OutputFile;
use mapidoc::emit::rust::{Options, Refusal, emit, interface_style, skeleton};
use mapidoc::locale::Locale;
use mapidoc::model::{
    Api, Callback, Constant, Enumeration, Function, Interface, Macro, Method, Property, Structure, Typedef,
};
use mapidoc::parse::item::{Alias, Common, Direction, Field, Flag, Parameter, ReturnValue, Section, Text};
use mapidoc::parse::kind::enumeration::Enumerator;
use mapidoc::parse::prototype::RecordKind;

#[path = "rust_crate/table.rs"]
mod table;

/// Text that would break a crate which took it as it is.
const HOSTILE: &str = "*/ \"] #![deny(warnings)] \u{202E}\u{7} `` ` [lone] [x](javascript:1) <foo> <script>x</script> <br/> \
    https://a.example/b_c]( {@link} &#x202E; ![alt](x.png) [IFoo](ifoo.md) [`IFoo`](ifoo.md) \\\n\n```rust\nfn main() { panic!() }\n```\n\n\
    ~~~\n```\n~~~\n\n    indented();\n\n# Heading\n\n> [!NOTE]\n> quoted\n\n| a | b |\n|---|---|\n| `x|y` | [IFoo](ifoo.md) |\n\n\
    1. one\n   - two\n\n[^1]: note\n\n/// slashes\n\n```\nunclosed";

fn text(words: &str) -> Text {
    let locale = Locale::parse("en-US").unwrap();
    Text { locales: BTreeMap::from([(locale, words.to_owned())]), ..Text::default() }
}

fn common(name: &str) -> Common {
    let section =
        Section { id: "remarks".into(), level: 2, title: text("Remarks <b> [x] `"), body: text(HOSTILE) };
    Common {
        name: name.into(),
        page: format!("{}.md", name.to_lowercase()),
        summary: text(HOSTILE),
        sections: vec![section],
        ..Common::default()
    }
}

fn parameter(name: &str, ty: &str, direction: Direction) -> Parameter {
    let flags = vec![Flag { name: "FLAG_A".into(), value: Some("`1`".into()), summary: text(HOSTILE) }];
    let direction = Some(direction);
    Parameter {
        name: name.into(),
        ty: ty.into(),
        direction,
        summary: text(HOSTILE),
        flags,
        ..Parameter::default()
    }
}

fn method(name: &str, parameters: Vec<Parameter>) -> Method {
    let returns = vec![ReturnValue { code: "S_OK".into(), summary: text(HOSTILE) }];
    Method {
        common: common(name),
        parameters,
        return_type: Some("HRESULT".into()),
        returns,
        ..Method::default()
    }
}

fn field(name: &str, ty: &str) -> Field {
    Field { name: name.into(), ty: ty.into(), summary: text(HOSTILE), ..Field::default() }
}

fn interfaces() -> Vec<Interface> {
    let reserved = Method { reserved: true, ..Method::default() };
    let plain = |name: &str, ty: &str| parameter(name, ty, Direction::In);
    let odd = vec![
        plain("type", "ULONG"),
        plain("self", "LPTSTR"),
        plain("type", "const BYTE *"),
        plain("FLAG_A", "int"),
    ];
    let sink = vec![
        plain("lpFoo", "LPFOO"),
        parameter("lppFoo", "LPFOO *", Direction::Out),
        plain("x", "LPUNDEFINED"),
    ];
    vec![
        Interface {
            common: common("IFoo"),
            base: Some("IUnknown".into()),
            iid_name: Some("IID_IFoo".into()),
            iid: Some("00020314-0000-0000-C000-000000000046".into()),
            pointer_type: Some("LPFOO".into()),
            methods: vec![method("First", odd), reserved, method("match", sink)],
            ..Interface::default()
        },
        Interface {
            common: common("IFooBar"),
            base: Some("IFoo".into()),
            methods: vec![Method { return_type: None, ..method("Second", vec![plain("f", "IFoo")]) }],
            ..Interface::default()
        },
        results(),
        Interface { common: common("IEmpty"), ..Interface::default() },
        Interface { common: common("ILost"), base: Some("IGone".into()), ..Interface::default() },
    ]
}

fn code(name: &str, number: i64) -> Constant {
    Constant { name: name.into(), page: "c.md".into(), number: Some(number), ..Constant::default() }
}

/// Methods whose last parameter is an `[out]`, each of another kind.
fn results() -> Interface {
    let out = |ty: &str| parameter("result", ty, Direction::Out);
    let flags = parameter("flags", "ULONG", Direction::In);
    let code = |code: &str| ReturnValue { code: code.into(), summary: text(HOSTILE) };
    let codes = vec![code("S_OK"), code("APP_E_FAILED"), code("S_FALSE")];
    Interface {
        common: common("IResults"),
        iid: Some("00020315-0000-0000-C000-000000000046".into()),
        methods: vec![
            method("Count", vec![flags, out("ULONG *")]),
            method("Open", vec![parameter("lpFoo", "LPFOO", Direction::In), out("LPFOO *")]),
            method("Rows", vec![out("LPFOOS *")]),
            Method { returns: codes, ..method("Seek", vec![out("LONG *")]) },
            method("Fill", vec![out("FOO *")]),
            method("Text", vec![out("BYTE *")]),
            Method {
                common: Common { witness: Some("foo.h".into()), ..common("Hidden") },
                ..method("Hidden", vec![out("ULONG *")])
            },
        ],
        ..Interface::default()
    }
}

fn structures() -> Vec<Structure> {
    let union = Field {
        fields: vec![
            field("l", "LONG"),
            field("lpsz", "LPSTR"),
            field("next", "struct _FOO *"),
            field("sink", "LPFOO"),
        ],
        ..field("", "union")
    };
    let callback = Field { callback: Some(vec![Parameter::default()]), ..field("pfn", "BOOL") };
    let array = Field { array: Some(vec!["DIM".into(), "2".into()]), ..field("rg", "BYTE") };
    let unknown = Field { array: Some(vec!["NOWHERE".into()]), ..field("rgUnknown", "Mystery *") };
    let list = |name: &str, count: &str, elements: &str| Structure {
        verified: mapidoc::model::Verified::Pages,
        common: common(name),
        record: RecordKind::Struct,
        tag: format!("_{name}"),
        aliases: Vec::new(),
        packing: None,
        header: None,
        fields: vec![
            field(count, "ULONG"),
            Field { array: Some(vec!["1".into()]), ..field(elements, "ULONG") },
        ],
        prototype: String::new(),
    };
    // The second one's elements are called as what the emitted code is generic over, and as a constant.
    let (plain, tricky) = (list("FOOLIST", "cValues", "rg"), list("TRICKY", "cb", "FLAG_A"));
    let fields = vec![union, callback, array, unknown, field("type", "Gender"), field("by", "Riddle")];
    let record = Structure {
        verified: mapidoc::model::Verified::Pages,
        common: common("FOO"),
        record: RecordKind::Struct,
        tag: "_FOO".into(),
        aliases: vec![
            Alias { name: "FOO".into(), pointers: 0 },
            Alias { name: "LPFOOS".into(), pointers: 1 },
        ],
        packing: Some(4),
        header: Some("foo.h".into()),
        fields,
        prototype: String::new(),
    };
    vec![record, plain, tricky, list("N", "cN", "N")]
}

fn api() -> Api {
    let call = vec![parameter("lpFoo", "LPFOO", Direction::In), parameter("lpfn", "LPFNFOO", Direction::In)];
    let member = |name: &str, value: Option<&str>| Enumerator {
        name: name.into(),
        value: value.map(Into::into),
        summary: text(HOSTILE),
    };
    Api {
        interfaces: interfaces(),
        structures: structures(),
        functions: vec![
            Function {
                common: common("DoFoo"),
                return_type: Some("SCODE".into()),
                parameters: call.clone(),
                ..Function::default()
            },
            Function { common: common("Bare"), library: Some("other.dll".into()), ..Function::default() },
            Function { common: common("Odd"), library: Some("a\"b".into()), ..Function::default() },
        ],
        callbacks: vec![
            Callback {
                common: common("LPFNFOO"),
                return_type: Some("void".into()),
                prototype: "void (*LPFNFOO)()".into(),
                ..Callback::default()
            },
            Callback {
                common: common("LPFNSELF"),
                parameters: vec![parameter("f", "LPFNSELF", Direction::In)],
                ..Callback::default()
            },
        ],
        enumerations: vec![Enumeration {
            common: common("Gender"),
            members: vec![
                member("genderA", None),
                member("genderB", Some("genderA + 1")),
                member("type", Some("0x80000000")),
            ],
            ..Enumeration::default()
        }],
        typedefs: vec![Typedef {
            common: common("BOOKMARK"),
            ty: "ULONG_PTR".into(),
            aliases: vec![Alias { name: "BOOKMARK".into(), pointers: 0 }],
            ..Typedef::default()
        }],
        macros: vec![Macro {
            common: common("CbNewFOO"),
            parameters: vec![Parameter::default()],
            ..Macro::default()
        }],
        properties: vec![Property {
            common: common("PidTagFoo"),
            identifier: Some(0x3001),
            types: vec!["PT_UNICODE".into()],
            associated: vec!["PR_FOO".into(), "PR_FOO_A".into()],
            tags: BTreeMap::from([("PR_FOO".into(), 0x3001_001F), ("PR_FOO_A".into(), 0x3001_001E)]),
            ..Property::default()
        }],
        constants: vec![
            Constant {
                name: "FLAG_A".into(),
                page: "c.md".into(),
                number: Some(1),
                summary: text(HOSTILE),
                ..Constant::default()
            },
            Constant { name: "DIM".into(), page: "c.md".into(), number: Some(3), ..Constant::default() },
            Constant { name: "IFoo".into(), page: "c.md".into(), number: Some(-3), ..Constant::default() },
            code("APP_E_FAILED", 0x8004_0102),
            code("APP_E_OF_NO_PAGE", -2_147_221_244),
            code("S_FALSE", 1),
        ],
        ..Api::default()
    }
}

/// Writes the crate, and a use of it that implements an interface and calls it.
fn write(folder: &Path) -> Vec<String> {
    let findings = write_crate(folder, &api(), &options("trial"));
    std::fs::create_dir_all(folder.join("tests")).unwrap();
    std::fs::write(folder.join("tests/used.rs"), include_str!("rust_crate/used.rs")).unwrap();
    findings
}

fn options(crate_name: &str) -> Options {
    let en = Locale::parse("en-US").unwrap();
    Options { docs: en.clone(), beside: None, source: en, crate_name: crate_name.into() }
}

/// Writes the crate of `api`; what was found on the way.
fn write_crate(folder: &Path, api: &Api, options: &Options) -> Vec<String> {
    let (files, findings) = emit(api, options);
    put(folder, &files);
    findings.iter().map(|finding| finding.message.clone()).collect()
}

fn put(folder: &Path, files: &[OutputFile]) {
    for file in files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.bytes).unwrap();
    }
}

/// Settles the versions from what is on this machine, and asks the registry only where that is not enough.
fn fetch(folder: &Path) {
    let mut offline = Command::new(env!("CARGO"));
    offline.args(["fetch", "--quiet", "--offline"]).current_dir(folder).stderr(std::process::Stdio::null());
    if !offline.status().unwrap().success() {
        cargo(folder, &["fetch", "--quiet"]);
    }
}

/// Checks the crate in `folder` as its user would: compiled, linted, documented.
fn prove(folder: &Path) {
    cargo(folder, &["check", "--quiet"]);
    cargo(folder, &["clippy", "--quiet", "--all-targets", "--", "-D", "warnings"]);
    cargo(folder, &["doc", "--quiet", "--no-deps"]);
    let root = if folder.join("src").exists() { "src/lib.rs" } else { "interfaces.rs" };
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition", "2024", root]).current_dir(folder);
    assert!(rustfmt.status().unwrap().success(), "rustfmt would write it otherwise");
}

fn cargo(folder: &Path, arguments: &[&str]) {
    // One target folder for every run: windows-core is built once.
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("rust_crate");
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {arguments:?}:\n{said}\n{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn the_crate_builds_runs_and_documents_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let findings = write(folder.path());
    for word in
        ["`Riddle`", "`LPUNDEFINED`", "`Bare`", "`IGone`", "`LPFNSELF`", "rgUnknown[NOWHERE]", "`IFoo` is"]
    {
        assert!(findings.iter().any(|finding| finding.contains(word)), "{word} is not in {findings:#?}");
    }
    fetch(folder.path());
    prove(folder.path());
    cargo(folder.path(), &["test", "--quiet"]);
}

#[test]
fn a_megabyte_of_prose_and_two_languages_are_documentation() {
    let mut api = api();
    let spanish = Locale::parse("es-ES").unwrap();
    let mut words = format!("Un párrafo. */ #![no] \u{202E} ``` \"] {}\n\n", "palabra ".repeat(80));
    words = words.repeat((1 << 20) / words.len() + 1);
    let interface = &mut api.interfaces[0];
    interface.common.summary.locales.insert(spanish.clone(), HOSTILE.replace("one", "uno"));
    interface.methods[0].common.sections[0].body.locales.insert(spanish.clone(), words);
    interface.methods[0].parameters[0].summary.locales.insert(spanish.clone(), "El tipo.\n\nMás.".into());
    let folder = tempfile::tempdir().unwrap();
    let en = Locale::parse("en-US").unwrap();
    write_crate(folder.path(), &api, &Options { docs: spanish, beside: Some(en.clone()), ..options("long") });
    fetch(folder.path());
    prove(folder.path());
    let text = std::fs::read_to_string(folder.path().join("src/interfaces/i_foo.rs")).unwrap();
    assert!(text.len() > 1 << 20);
    assert!(
        text.contains("/// - `type` (`ULONG`, in): El tipo.") && text.contains("/// > "),
        "{}",
        &text[..4000]
    );
}

#[test]
fn a_skeleton_and_the_short_form_build_beside_the_bindings() {
    let folder = tempfile::tempdir().unwrap();
    let options = options("trial");
    let names = ["IFooBar", "IResults", "IFoo", "IFoo", "IEmpty"].map(str::to_owned);
    let files = skeleton(&api(), &options, &names, "My provider!", "rust").unwrap();
    put(folder.path(), &files);
    write_crate(&folder.path().join("rust"), &api(), &options);
    fetch(folder.path());
    prove(folder.path());
    cargo(folder.path(), &["test", "--quiet"]);
    let text = std::fs::read_to_string(folder.path().join("src/foo_bar.rs")).unwrap();
    // The base's methods are to be written too, and in their order.
    assert!(text.find("impl IFoo_Impl for FooBar_Impl") < text.find("impl IFooBar_Impl for FooBar_Impl"));
    assert!(text.contains("**Unverified**") && text.contains("Err(E_NOTIMPL.into())"));
    for (name, refusal) in
        [("INone", Refusal::Unknown("INone".into())), ("ILost", Refusal::Unplaced("ILost".into()))]
    {
        assert_eq!(skeleton(&api(), &options, &[name.to_owned()], "x", "rust"), Err(refusal));
    }

    let style = folder.path().join("interface-style");
    put(&style, &interface_style(&api(), &options, "../rust"));
    fetch(&style);
    prove(&style);
    let text = std::fs::read_to_string(style.join("interfaces.rs")).unwrap();
    assert!(text.contains("pub unsafe trait IFooBar: IFoo {") && text.contains("// `ILost` is left out"));
}

#[test]
fn examples_come_with_what_they_need_and_run() {
    let folder = tempfile::tempdir().unwrap();
    let api = table::api();
    write_crate(folder.path(), &api, &options("trial"));
    fetch(folder.path());
    prove(folder.path());
    for name in ["mock_table", "walk_table"] {
        cargo(folder.path(), &["run", "--quiet", "--example", name]);
    }
    // One parameter less, and the example is not written rather than wrong.
    let mut other = api;
    other.interfaces[0].methods[2].parameters.remove(1);
    let (files, _) = emit(&other, &options("trial"));
    assert!(!files.iter().any(|file| file.path.starts_with("examples/")));
}
