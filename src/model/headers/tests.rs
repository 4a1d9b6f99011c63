//! Headers written for these tests, in MAPI's manner.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::model::facts::CallFact;
use crate::parse::item::Direction;
use crate::parse::prototype::RecordKind;

fn read_one(text: &str) -> (Facts, Vec<Diagnostic>) {
    read_text(&[("a.h".to_owned(), text.to_owned())])
}

/// The facts of one header; it must be read without a finding.
#[track_caller]
fn facts(text: &str) -> Facts {
    let (facts, diagnostics) = read_one(text);
    assert_eq!(diagnostics, [], "{text}");
    facts
}

/// The sample of `tests/headers`.
fn sample() -> (Facts, Vec<Diagnostic>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/headers");
    read(&folder).expect("the sample of headers is readable")
}

fn spelled(call: &CallFact) -> String {
    let parameters: Vec<String> = call
        .parameters
        .iter()
        .map(|parameter| format!("{} {}", parameter.ty, parameter.name).trim_end().to_owned())
        .collect();
    format!("{} {}({})", call.return_type, call.name, parameters.join(", "))
}

fn names(calls: &[CallFact]) -> Vec<&str> {
    calls.iter().map(|call| call.name.as_str()).collect()
}

fn value(facts: &Facts, name: &str) -> Option<i64> {
    facts.constants.get(name).map(|constant| constant.value)
}

#[test]
fn the_sample_has_its_interfaces() {
    let (facts, diagnostics) = sample();
    assert_eq!(diagnostics, []);
    let status = &facts.interfaces["IMAPIStatus"];
    assert_eq!(status.base, "IMAPIProp");
    assert_eq!(names(&status.methods), ["ValidateState", "SettingsDialog", "ChangePassword", "FlushQueues"]);
    assert_eq!(status.pointer_types, ["LPMAPISTATUS"]);
    assert_eq!((status.origin.file.as_str(), status.origin.line), ("MAPIDefS.h", 386));
    let queue = &status.methods[3].parameters[2];
    assert_eq!((queue.ty.as_str(), queue.direction), ("LPENTRYID", Some(Direction::In)));
    let logon = &facts.interfaces["IABLogon"];
    assert_eq!((logon.base.as_str(), logon.methods.len()), ("IUnknown", 10));
    assert_eq!(
        spelled(&logon.methods[4]),
        "HRESULT Advise(ULONG cbEntryID, LPENTRYID lpEntryID, ULONG ulEventMask, \
         LPMAPIADVISESINK lpAdviseSink, ULONG_PTR * lpulConnection)"
    );
    assert_eq!(names(&facts.interfaces["IABProvider"].methods), ["Shutdown", "Logon"]);
    assert_eq!(facts.interfaces["IMAPIProp"].methods.len(), 11);
}

#[test]
fn the_sample_has_its_other_facts() {
    let (facts, _) = sample();
    for (name, expected) in [
        ("MAPI_UNICODE", 0x8000_0000),
        ("fMapiUnicode", 0),
        ("PR_DISPLAY_NAME", 0x3001_001E),
        ("PR_ENTRYID", 0x0FFF_0102),
        ("PT_MV_UNICODE", 0x101F),
        ("MAPI_E_NOT_FOUND", 0x8004_010F),
        ("MAPI_W_ERRORS_RETURNED", 0x0004_0380),
        ("MAPI_E_NO_ACCESS", 0x8007_0005),
        ("BOOKMARK_END", 2),
    ] {
        assert_eq!(value(&facts, name), Some(expected), "{name}");
    }
    assert_eq!(facts.constants["PR_ENTRYID"].text, "PROP_TAG( PT_BINARY, 0x0FFF)");
    assert_eq!(facts.guids["IID_IABLogon"].value, "00020314-0000-0000-C000-000000000046");
    assert_eq!(facts.libraries["HrQueryAllRows"], "mapi32.dll");
    assert_eq!(
        spelled(&facts.functions["MAPIAllocateBuffer"]),
        "SCODE MAPIAllocateBuffer(ULONG cbSize, LPVOID * lppBuffer)"
    );
    assert_eq!(spelled(&facts.functions["MAPIUninitialize"]), "void MAPIUninitialize()");
    assert_eq!(facts.functions["ABProviderInit"].parameters.len(), 9);
    assert!(
        facts.callbacks.contains_key("NOTIFCALLBACK") && facts.callback_pointers.contains_key("LPFNBUTTON")
    );
    assert_eq!(facts.typedefs["LPALLOCATEBUFFER"].target, "ALLOCATEBUFFER *");
    assert_eq!(facts.typedefs["LPADRLIST"].target, "ADRLIST *");
    assert_eq!(facts.typedefs["LPSRestriction"].target, "SRestriction *");
    assert_eq!(facts.typedefs["LPCIID"].target, "const IID *");
    let list = &facts.records["ADRLIST"];
    assert_eq!(list.fields[1].array.as_deref(), Some(&["MAPI_DIM".to_owned()][..]));
    assert_eq!(facts.records["DIR_ENTRYID"].packing, Some(4));
    assert_eq!(facts.records["ADRENTRY"].packing, None);
    let restriction = &facts.records["SRestriction"];
    assert_eq!((restriction.tag.as_str(), restriction.fields[1].fields.len()), ("_SRestriction", 3));
    let gender = &facts.enumerations["Gender"];
    assert_eq!(gender.members.last(), Some(&("genderMax".to_owned(), 2)));
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_so_is_one_without_headers() {
    assert!(read(Path::new("no/such/folder")).is_err());
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "").unwrap();
    assert!(read(folder.path()).is_err());
    std::fs::create_dir(folder.path().join("in")).unwrap();
    std::fs::write(folder.path().join("in/A.H"), b"// \xFC\n#define A 1\r\n#define B \\\r\n  2\r\n").unwrap();
    let (facts, diagnostics) = read(folder.path()).unwrap();
    assert_eq!((value(&facts, "A"), value(&facts, "B"), diagnostics), (Some(1), Some(2), vec![]));
    assert_eq!(facts.constants["B"].origin, Origin { file: "A.H".to_owned(), line: 3 });
}

#[test]
fn interfaces_are_read_in_every_form() {
    let facts = facts(
        "DECLARE_INTERFACE(IRoot) { STDMETHOD(QueryInterface)(THIS_ REFIID riid, void **ppv) PURE;\n\
         STDMETHOD_(ULONG, AddRef)(THIS) PURE; STDMETHOD_(ULONG, Release)(THIS) PURE; STDMETHOD(One)(THIS) PURE; };\n\
         struct IPlain : public IUnknown {\npublic:\n virtual HRESULT STDMETHODCALLTYPE Two(/* [in] */ LONG a) = 0;\n \
         template<class Q> HRESULT Other(Q** q) { return 0; }\n virtual ~IPlain() {}\n};\n\
         typedef interface IMidl IMidl;\ntypedef IMidl *LPMIDL;\n\
         MIDL_INTERFACE(\"0002030d-0000-0000-C000-000000000046\")\nIMidl : public IPlain { virtual ULONG WINAPI Three(void) = 0; };\n\
         interface IOlk : IPlain { public: virtual STDMETHODIMP Four(const CLSID* p, DWORD* prg[]); };\n\
         typedef interface IPlain IPlain, FAR * LPPLAIN;\n\
         struct IBoth : public IPlain, public IMidl { virtual HRESULT Five() = 0; };\n",
    );
    let found: Vec<String> = facts
        .interfaces
        .iter()
        .map(|(name, found)| {
            let methods: Vec<String> = found.methods.iter().map(spelled).collect();
            format!("{name}: {}: {}", found.base, methods.join("; "))
        })
        .collect();
    assert_eq!(
        found,
        [
            "IMidl: IPlain: ULONG Three()",
            "IOlk: IPlain: HRESULT Four(const CLSID * p, DWORD * prg)",
            "IPlain: IUnknown: HRESULT Two(LONG a)",
            "IRoot: IUnknown: HRESULT One()",
        ]
    );
    assert_eq!(facts.interfaces["IOlk"].methods[0].parameters[1].array, [""]);
    assert_eq!(facts.interfaces["IMidl"].pointer_types, ["LPMIDL"]);
    assert_eq!(facts.interfaces["IPlain"].pointer_types, ["LPPLAIN"]);
    assert_eq!(facts.interfaces["IPlain"].methods[0].origin.line, 5);
    assert_eq!(facts.guids["IID_IMidl"].value, "0002030D-0000-0000-C000-000000000046");
}

#[test]
fn an_interface_that_repeats_everything_has_the_base_it_names() {
    let methods = "#define ROOT STDMETHOD(QueryInterface)(THIS_ REFIID r, void **p) PURE; STDMETHOD_(ULONG, AddRef)(THIS) PURE; STDMETHOD_(ULONG, Release)(THIS) PURE;\n\
        #define A STDMETHOD(One)(THIS) PURE;\n#define B STDMETHOD(Two)(THIS) PURE;\n";
    let first = format!("{methods}DECLARE_INTERFACE_(IA, IUnknown) {{ ROOT A }};\n");
    // What the second uses stands in the first.
    let second = "DECLARE_INTERFACE_(IB, IA) { ROOT A B };\nDECLARE_INTERFACE_(IC, IUnknown) { ROOT A B };\n";
    let (facts, diagnostics) = read_text(&[("b.h".to_owned(), second.to_owned()), ("a.h".to_owned(), first)]);
    assert_eq!(diagnostics, []);
    let own = |name: &str| (facts.interfaces[name].base.as_str(), names(&facts.interfaces[name].methods));
    assert_eq!(own("IB"), ("IA", vec!["Two"]));
    assert_eq!(own("IC"), ("IUnknown", vec!["One", "Two"]));
    // A method made by a macro stands where the macro spells it.
    let origin = &facts.interfaces["IB"].methods[0].origin;
    assert_eq!((origin.file.as_str(), origin.line), ("a.h", 3));
}

#[test]
fn an_interface_whose_methods_are_elsewhere_is_left_out_and_reported() {
    let (facts, diagnostics) =
        read_one("\nDECLARE_INTERFACE_(IA, IUnknown) { MAPI_ROOT(PURE) STDMETHOD(One)(THIS) PURE; };\n");
    assert_eq!(facts.interfaces.len(), 0);
    let [finding] = <[_; 1]>::try_from(diagnostics).unwrap();
    assert_eq!((finding.rule, finding.line), ("incomplete-header", 2));
    assert_eq!(
        finding.message,
        "the methods of `IA` are not known: `MAPI_ROOT` in its body could not be read"
    );
    let root = "STDMETHOD(QueryInterface)(THIS_ REFIID r, void **p) PURE; STDMETHOD_(ULONG, AddRef)(THIS) PURE; STDMETHOD_(ULONG, Release)(THIS) PURE;";
    let (facts, diagnostics) = read_one(&format!("DECLARE_INTERFACE_(IA, IElsewhere) {{ {root} }};"));
    assert_eq!((facts.interfaces.len(), diagnostics.len()), (0, 1));
    assert!(diagnostics[0].message.ends_with("its base `IElsewhere` is in no header"));
}

#[test]
fn only_the_lines_that_count_are_read() {
    let facts = facts(
        "#ifndef A_H\n#define A_H\n#if defined(_WIN64) && !defined (_MAC)\n#define SIZE 8\n#elif 1\n#define SIZE 4\n#else\n#define SIZE 2\n#endif\n\
         #ifdef UNICODE\n#define W 1\n#else\n#define W 0\n#if 0\n#define W 9\n#else\n#define IN_ELSE 3\n#endif\n#endif\n\
         #define GONE 1\n#undef GONE\n#if SIZE == 8 ? 1 : 0\n#define EIGHT 8\n#endif\n#if NOT_THERE > 3\n#define NOT 1\n#endif\n\
         #if defined OTHER_H\nvoid f(void);\n#endif\n#endif\n",
    );
    let found: Vec<(&str, i64)> =
        facts.constants.iter().map(|(name, constant)| (name.as_str(), constant.value)).collect();
    assert_eq!(found, [("EIGHT", 8), ("IN_ELSE", 3), ("SIZE", 8), ("W", 0)]);
    assert_eq!(facts.functions.len(), 0);
    // With the other header in the folder its guard counts as defined.
    let other = ("b.h".to_owned(), "#ifndef OTHER_H\n#define OTHER_H\n#define INNER 1\n#endif\n".to_owned());
    let first = ("a.h".to_owned(), "#if defined OTHER_H\nvoid f(void);\n#endif\n".to_owned());
    let (facts, _) = read_text(&[first, other]);
    assert!(facts.functions.contains_key("f") && facts.constants.contains_key("INNER"));
}

#[test]
fn macros_expand_as_in_c() {
    let facts = facts(
        "#define CAT(a, b) a ## b\n#define NAME CAT(f, oo)\nvoid NAME(void);\n\
         #define SELF SELF + 1\n#define LOOP_A LOOP_B\n#define LOOP_B LOOP_A\n\
         #define ADD(a, b) ((a) + (b))\n#define NESTED ADD(ADD(1, 2), ADD(3, (4, 5)))\n#define SUM ADD(ADD(1, 2), 3)\n\
         #define EMPTY()\n#define FIRST(a, ...) a\n#define ONE FIRST(1, 2, 3)\n#define ARGS(...) ADD(__VA_ARGS__)\n#define SEVEN ARGS(3, 4)\n\
         #define EARLY LATE\n#define LATE 6 // comment\n#define NOT_CALLED ADD\n#define SPREAD 1 /* over\n two lines */ + 1\n",
    );
    assert_eq!(spelled(&facts.functions["foo"]), "void foo()");
    let found: Vec<(&str, i64)> =
        facts.constants.iter().map(|(name, constant)| (name.as_str(), constant.value)).collect();
    assert_eq!(found, [("EARLY", 6), ("LATE", 6), ("ONE", 1), ("SEVEN", 7), ("SPREAD", 2), ("SUM", 6)]);
}

#[test]
fn declarations_become_facts_of_their_kind() {
    let facts = facts(
        "#define DIM 2\n#define XGUID(n, b) DEFINE_GUID(n, 0x20D00 | (b), 0, 0, 0xC0,0,0,0,0,0,0,0x46)\n\
         XGUID(PS_X, 0x0C)\nDEFINE_OLEGUID(PS_Y, 0x00020329, 0, DIM);\n\
         typedef struct _FORWARD FORWARD;\nstruct _FORWARD { LONG a; union { LONG b; void (CALLBACK *c)(LONG); }; BYTE d[DIM]; };\n\
         union U { LONG a; double b; };\nenum class SEL { A = DIM, B, C = 1 << 4 };\n#define SEL_B B\n\
         typedef BOOL (STDAPICALLTYPE FNIDLE) (LPVOID);\ntypedef FNIDLE *PFNIDLE;\ntypedef BYTE KEY[16];\n\
         extern \"C\" STDAPI_(ULONG) Free(_In_opt_ LPVOID p, __out ULONG FAR *q, ...);\n\
         STDAPI Exit(VOID);\ninline int twice(int a) { return 2 * a; }\nextern FNIDLE Idle;\nextern LONG variable;\n\
         namespace n { HRESULT Inner(IN LONG a OPTIONAL); }\n",
    );
    assert_eq!(facts.guids["PS_X"].value, "00020D0C-0000-0000-C000-000000000046");
    assert_eq!(facts.guids["PS_Y"].value, "00020329-0000-0002-C000-000000000046");
    assert_eq!((facts.guids["PS_X"].origin.line, facts.guids.len()), (3, 2));
    let forward = &facts.records["FORWARD"];
    assert_eq!(
        (forward.kind, forward.tag.as_str(), forward.fields.len()),
        (RecordKind::Struct, "_FORWARD", 3)
    );
    assert_eq!(forward.fields[1].fields[1].callback.as_ref().map(Vec::len), Some(1));
    assert_eq!(facts.records["U"].kind, RecordKind::Union);
    assert_eq!(
        facts.enumerations["SEL"].members,
        [("A".to_owned(), 2), ("B".to_owned(), 3), ("C".to_owned(), 16)]
    );
    assert_eq!(value(&facts, "SEL_B"), Some(3));
    assert_eq!(
        (facts.typedefs["PFNIDLE"].target.as_str(), facts.typedefs["KEY"].target.as_str()),
        ("FNIDLE *", "BYTE[16]")
    );
    let functions: Vec<String> = facts.functions.values().map(spelled).collect();
    assert_eq!(
        functions,
        [
            "HRESULT Exit()",
            "ULONG Free(LPVOID p, ULONG * q, ...)",
            "BOOL Idle(LPVOID)",
            "HRESULT Inner(LONG a)"
        ]
    );
    let free = &facts.functions["Free"].parameters;
    assert_eq!((free[0].direction, free[0].optional), (Some(Direction::In), true));
    assert_eq!((free[1].direction, free[1].optional), (Some(Direction::Out), false));
}

#[test]
fn two_headers_that_disagree_are_reported() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let (facts, diagnostics) =
        read_text(&[file("a.h", "#define A 1\n#define B 1\n"), file("b.h", "#define B 0x1\n#define A 2\n")]);
    assert_eq!((value(&facts, "A"), value(&facts, "B")), (Some(1), Some(1)));
    let [finding] = <[_; 1]>::try_from(diagnostics).unwrap();
    assert_eq!((finding.rule, finding.line), ("constant-conflict", 2));
    assert_eq!(finding.message, "`A` is `2` here and `1` in a.h");
}

#[test]
fn hostile_headers_take_no_more_than_their_time() {
    let lines = |count: u32, line: fn(u32) -> String| (0..count).map(line).collect::<Vec<_>>().concat();
    let nested = lines(10_000, |at| format!("#define M{at} M{}\n", at + 1));
    let doubled = lines(100, |at| format!("#define D{at} D{} D{}\n", at + 1, at + 1));
    let conditions = "#if 1\n".repeat(50_000);
    let call = "#define F(a) F(a) a\n";
    let texts = [
        format!("{nested}#define VALUE M0\nM0;\n"),
        format!("{doubled}D0;\nD0;\n#define VALUE D0\n#if D0\n#endif\n"),
        format!("{conditions}void f(void);\n"),
        format!("{call}{}", "F(".repeat(50_000)),
        format!("{call}{}1{}", "F(".repeat(5_000), ")".repeat(5_000)),
        format!("#define G(a) a a\n{}1{}", "G(".repeat(40), ")".repeat(40)),
        "#define A \\\n".repeat(20_000),
        format!("struct A {}", "{ struct ".repeat(20_000)),
        format!("#define V {}1\n", "(".repeat(50_000)),
        format!("#if {}\n#endif\n", "defined(".repeat(20_000)),
        format!("DECLARE_INTERFACE_(IA, IUnknown) {{ {} }};", "STDMETHOD(A)(THIS) PURE; ".repeat(1_000)),
        "extern \"C\" {".repeat(20_000),
        "}".repeat(50_000),
        "#pragma pack(push, 1)\n".repeat(20_000),
        "#define C(a, b) a ## b\n".to_owned() + &"C(".repeat(200) + "x" + &", x)".repeat(200),
        "/*".to_owned(),
        "#".to_owned(),
        "interface IA : IB { }; interface IB : IA { };".to_owned(),
    ];
    for text in texts {
        let start = Instant::now();
        read_one(&text);
        // Each takes a second at most where nothing else runs; what grows with the square of its length takes minutes.
        assert!(start.elapsed() < Duration::from_secs(30), "{}", &text[..60.min(text.len())]);
    }
}

/// Pieces of headers, to be put together at random.
const PIECES: [&str; 30] = [
    "#define A",
    "#define F(a, b)",
    "#if",
    "#ifdef A",
    "#else",
    "#endif",
    "#undef A",
    "#pragma pack(push, 4)",
    "\n",
    "\\\n",
    "A",
    "F(",
    ")",
    "##",
    "#",
    "(",
    "{",
    "}",
    ";",
    ",",
    "1",
    "\"",
    "'",
    "/*",
    "*/",
    "typedef struct",
    "DECLARE_INTERFACE_(I, J) {",
    "STDMETHOD(M)(THIS_ LONG a) PURE;",
    "DEFINE_GUID(G, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)",
    "enum E { X = A",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_read(text in "(?s).{0,200}") {
        read_one(&text);
    }

    #[test]
    fn any_mixture_of_pieces_is_read(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        let text = pieces.join(" ");
        let (facts, _) = read_one(&text);
        let lines = text.lines().count() as u32;
        for constant in facts.constants.values() {
            prop_assert!((1..=lines).contains(&constant.origin.line));
        }
    }

    #[test]
    fn a_truncated_header_is_read(cut in 0_usize..20_000) {
        let text = include_str!("../../../tests/headers/MAPIDefS.h");
        read_one(text.get(..cut.min(text.len())).unwrap_or_default());
    }
}
