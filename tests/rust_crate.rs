//! The emitted crate, as the compiler and rustdoc see it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use mapidoc::emit::rust::{Options, emit};
use mapidoc::locale::Locale;
use mapidoc::model::{
    Api, Callback, Constant, Enumeration, Function, Interface, Macro, Method, Property, Structure, Typedef,
};
use mapidoc::parse::item::{Alias, Common, Direction, Field, Flag, Parameter, ReturnValue, Section, Text};
use mapidoc::parse::kind::enumeration::Enumerator;
use mapidoc::parse::prototype::RecordKind;

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
        Interface { common: common("ILost"), base: Some("IGone".into()), ..Interface::default() },
    ]
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
    let fields = vec![union, callback, array, unknown, field("type", "Gender"), field("by", "Riddle")];
    vec![Structure {
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
    }]
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
            Function { common: common("Bare"), ..Function::default() },
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
        ],
        ..Api::default()
    }
}

/// Writes the crate, and a use of it that implements an interface and calls it.
fn write(folder: &Path) -> Vec<String> {
    let en = Locale::parse("en-US").unwrap();
    let (files, findings) =
        emit(&api(), &Options { docs: en.clone(), source: en, crate_name: "trial".into() });
    for file in files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.bytes).unwrap();
    }
    std::fs::create_dir_all(folder.join("tests")).unwrap();
    std::fs::write(folder.join("tests/used.rs"), include_str!("rust_crate/used.rs")).unwrap();
    findings.iter().map(|finding| finding.message.clone()).collect()
}

/// Settles the versions from what is on this machine, and asks the registry only where that is not enough.
fn fetch(folder: &Path) {
    let mut offline = Command::new(env!("CARGO"));
    offline.args(["fetch", "--quiet", "--offline"]).current_dir(folder).stderr(std::process::Stdio::null());
    if !offline.status().unwrap().success() {
        cargo(folder, &["fetch", "--quiet"]);
    }
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
    cargo(folder.path(), &["check"]);
    cargo(folder.path(), &["test", "--quiet"]);
    cargo(folder.path(), &["doc", "--no-deps"]);
}
