//! One test a shape; the declarations are written for this file or are facts of the API.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// The only declaration of `code`, which must have no oddity.
fn only(code: &str) -> Declaration {
    let prototype = parse(code);
    assert_eq!(prototype.oddities, [], "{code}");
    let [declaration] = <[_; 1]>::try_from(prototype.declarations).expect(code);
    declaration
}

/// The only declaration of `code`, with the text its only oddity points at and its message.
fn odd(code: &str) -> (Declaration, String, String) {
    let prototype = parse(code);
    let [declaration] = <[_; 1]>::try_from(prototype.declarations).expect(code);
    let [oddity] = <[_; 1]>::try_from(prototype.oddities).expect(code);
    (declaration, oddity.span.of(code).to_owned(), oddity.message)
}

fn signature(declaration: Declaration) -> Signature {
    match declaration {
        Declaration::Signature(signature) => signature,
        other => panic!("{other:?}"),
    }
}

fn record(declaration: Declaration) -> (Record, Vec<Alias>) {
    match declaration {
        Declaration::Record { record, aliases } => (record, aliases),
        other => panic!("{other:?}"),
    }
}

fn dimensions(array: &[String]) -> String {
    array.iter().flat_map(|size| ["[", size.as_str(), "]"]).collect()
}

/// A signature spelled in one line, `!` marking a callback.
fn spelled(signature: &Signature) -> String {
    let spell = |p: &Parameter| {
        let array = dimensions(&p.array);
        format!("{} {}{array}", p.ty, p.name).trim_end().to_owned()
    };
    let parameters: Vec<_> = signature.parameters.iter().map(spell).collect();
    let return_type = signature.return_type.as_ref().map_or("?".to_owned(), CType::to_string);
    let qualifier =
        signature.qualifier.as_ref().map(|qualifier| format!("{qualifier}::")).unwrap_or_default();
    let mark = if signature.is_callback { "!" } else { "" };
    format!("{mark}{return_type} {qualifier}{}({})", signature.name, parameters.join(", "))
}

#[track_caller]
fn reads(code: &str, expected: &str) {
    assert_eq!(spelled(&signature(only(code))), expected);
}

fn fields(record: &Record) -> Vec<String> {
    let spell = |field: &Field| {
        let ty = match &field.ty {
            FieldType::Plain(ty) => ty.to_string(),
            FieldType::Inner(inner) => format!("{:?}{{{}}}", inner.kind, fields(inner).join(";")),
            FieldType::Callback(callback) => spelled(callback),
        };
        let array = dimensions(&field.array);
        format!("{ty} {}{array}", field.name).trim_end().to_owned()
    };
    record.fields.iter().map(spell).collect()
}

fn names(aliases: &[Alias]) -> Vec<String> {
    aliases.iter().map(|alias| format!("{}{}", "*".repeat(alias.pointers.into()), alias.name)).collect()
}

#[test]
fn functions_and_methods() {
    reads("HRESULT Close(ULONG ulFlags);", "HRESULT Close(ULONG ulFlags)");
    reads(
        "HRESULT Close(\n  LPVOID FAR * lppv, /* é */\n  LPSTR a // b\n)",
        "HRESULT Close(LPVOID * lppv, LPSTR a)",
    );
    reads("HRESULT IABLogon::Logoff(ULONG f)", "HRESULT IABLogon::Logoff(ULONG f)");
    reads("HRESULT IABLogon:: Logoff ( ULONG f );", "HRESULT IABLogon::Logoff(ULONG f)");
    reads("VOID Stop( void );", "VOID Stop()");
    reads("LPMALLOC Take( );", "LPMALLOC Take()");
    reads("SCODE F(ULONG a[], BYTE b[MAPI_DIM][2 + 1])", "SCODE F(ULONG a[], BYTE b[MAPI_DIM][2 + 1])");
    reads("unsigned long int F(short int a, unsigned)", "unsigned long int F(short int a, unsigned)");
    reads(
        "LPX * F(ULONG const * a, const BYTE *const *b, VOID**c)",
        "LPX * F(const ULONG * a, const BYTE * const * b, VOID ** c)",
    );
    reads("int F(struct X * x, REFIID r, IFoo & i, ...)", "int F(X * x, REFIID r, IFoo * i, ...)");
    reads("int F(ULONG class, ULONG this);", "int F(ULONG class, ULONG this)");
    reads("int F(LPCSTR);", "int F(LPCSTR)");
}

#[test]
fn calling_conventions_are_left_out() {
    reads("STDAPI Make(LPVOID p);", "HRESULT Make(LPVOID p)");
    reads("STDMETHODIMP_(SCODE) Grow\n(\nLPVOID lpv\n)", "SCODE Grow(LPVOID lpv)");
    reads("STDAPI_(ULONG) Count(THIS)", "ULONG Count()");
    reads("STDMETHOD(Close)(THIS_ ULONG f) PURE;", "HRESULT Close(ULONG f)");
    reads("STDMETHOD_(ULONG, Release)(THIS) PURE;", "ULONG Release()");
    reads("DWORD STDAPICALLTYPE Fix(void);", "DWORD Fix()");
    reads("extern \"C\" HRESULT __stdcall F(LPX p);", "HRESULT F(LPX p)");
    reads("__declspec(dllexport) LONG WINAPI F(LPX p);", "LONG F(LPX p)");
}

#[test]
fn callbacks() {
    reads("typedef ULONG (CALLBACK FNIDLE) (LPVOID);", "!ULONG FNIDLE(LPVOID)");
    reads("SCODE (STDMETHODCALLTYPE FAR * LPFNBUTTON)(ULONG a)", "!SCODE LPFNBUTTON(ULONG a)");
    reads(
        "typedef HRESULT (STDAPICALLTYPE * LPX)(\n LPVOID a, LPVOID * b);",
        "!HRESULT LPX(LPVOID a, LPVOID * b)",
    );
    reads("BOOL (STDAPICALLTYPE FNX)(LPVOID)", "!BOOL FNX(LPVOID)");
    reads("void FNX(ULONG a)", "void FNX(ULONG a)");
    let outer = signature(only("HRESULT Filter(LPTABLE t, void (FAR * pfn)(LPTAGS p, ULONG))"));
    assert_eq!(spelled(&outer), "HRESULT Filter(LPTABLE t, void (*)(LPTAGS, ULONG) pfn)");
    assert_eq!(spelled(outer.parameters[1].callback.as_ref().unwrap()), "!void pfn(LPTAGS p, ULONG)");
}

#[test]
fn macros() {
    let expected = |name: &str, parameters: &[&str]| {
        let parameters = parameters.iter().map(ToString::to_string).collect();
        Declaration::Macro(MacroCall { name: name.to_owned(), parameters })
    };
    assert_eq!(only("CbNewADRLIST (_centries)"), expected("CbNewADRLIST", &["_centries"]));
    assert_eq!(only("SizedX (n, u)\n"), expected("SizedX", &["n", "u"]));
    assert_eq!(only("int CbX (_c)"), expected("CbX", &["_c"]));
    assert_eq!(only("#define F(a, b) ((a) \\\n + (b))"), expected("F", &["a", "b"]));
}

#[test]
fn signatures_that_lack_something() {
    let no_type = "the declaration has no return type";
    let (found, at, message) = odd("Open(\n  LPMAPISESSION s,\n  ULONG FAR * p\n);");
    assert_eq!(spelled(&signature(found)), "? Open(LPMAPISESSION s, ULONG * p)");
    assert_eq!((at.as_str(), message.as_str()), ("Open", no_type));
    assert_eq!(odd("Open(LPX FAR * pp);").2, no_type);
    assert_eq!(odd("Open()").2, no_type);
    assert_eq!(spelled(&signature(odd("IFoo::Open(ULONG)").0)), "? IFoo::Open(ULONG)");

    let (found, at, message) = odd("HRESULTCopyProfile(LPSTR a)");
    assert_eq!(spelled(&signature(found)), "HRESULT CopyProfile(LPSTR a)");
    assert_eq!(at, "HRESULTCopyProfile");
    assert_eq!(message, "the return type `HRESULT` and the name `CopyProfile` are written as one word");
    assert_eq!(odd("ULONGLONG(ULONG a)").2, no_type, "not every prefix is fused");

    let (found, at, message) = odd("HRESULT Ask(\n  ULONG a,\n  LPCSTR s LPFOLDER p\n);");
    assert_eq!(spelled(&signature(found)), "HRESULT Ask(ULONG a, LPCSTR s, LPFOLDER p)");
    assert_eq!(at, "s LPFOLDER");
    assert_eq!(message, "a comma is missing between the parameters `s` and `LPFOLDER`");
    assert_eq!(
        spelled(&signature(odd("int F(LPCWSTR a[2]\n const BOOL *b)").0)),
        "int F(LPCWSTR a[2], const BOOL * b)"
    );
}

#[test]
fn signatures_with_too_much() {
    let (found, at, message) = odd("HRESULT F(LPX a, ULONG b, LPX a,);");
    assert_eq!(spelled(&signature(found)), "HRESULT F(LPX a, ULONG b, LPX a)");
    assert_eq!(at, "a");
    assert_eq!(message, "two parameters have the name `a`; a comma follows the last parameter");

    let (found, at, _) =
        odd("HRESULT F(__in_z const WCHAR *a, _In_reads_(n) BYTE *b, LPX c OPTIONAL, ULONG n)");
    let found = signature(found);
    assert_eq!(spelled(&found), "HRESULT F(const WCHAR * a, BYTE * b, LPX c, ULONG n)");
    let annotations: Vec<_> =
        found.parameters.iter().map(|parameter| parameter.annotation.as_deref()).collect();
    assert_eq!(annotations, [Some("__in_z"), Some("_In_reads_(n)"), Some("OPTIONAL"), None]);
    assert_eq!(at, "__in_z");

    let (found, at, message) = odd("int F(CONST X *a, CONST Y *b)");
    assert_eq!(spelled(&signature(found)), "int F(const X * a, const Y * b)");
    assert_eq!((at.as_str(), message.as_str()), ("CONST", "`CONST` stands for `const`"));
}

#[test]
fn a_list_of_commas_alone_is_read() {
    let prototype = parse("HRESULT F(,);");
    assert_eq!(prototype.oddities[0].message, "a parameter is missing; a comma follows the last parameter");
}

#[test]
fn structures_and_unions() {
    let (found, aliases) =
        record(only("typedef struct _ROW\n{\n ULONG a, *b;\n SRow aRow[MAPI_DIM];\n} ROW, FAR *LPROW"));
    assert_eq!((found.kind, found.tag.as_str(), found.packing), (RecordKind::Struct, "_ROW", None));
    assert_eq!(fields(&found), ["ULONG a", "ULONG * b", "SRow aRow[MAPI_DIM]"]);
    assert_eq!(names(&aliases), ["ROW", "*LPROW"]);

    let code = "struct X { union { LONG l; struct { int y; } s; } u; union { int p; }; union _PV Value; \
                SCODE (CALLBACK *pfn)(int a); ULONG flag : 3; unsigned short w; const GUID *g; short int FAR *z; };";
    let (found, aliases) = record(only(code));
    let expected = [
        "Union{LONG l;Struct{int y} s} u",
        "Union{int p}",
        "_PV Value",
        "!SCODE pfn(int a) pfn",
        "ULONG flag",
        "unsigned short w",
        "const GUID * g",
        "short int * z",
    ];
    assert_eq!(fields(&found), expected);
    assert!(aliases.is_empty());
    assert_eq!(record(only("union U { int a; char b[2 * 4]; };")).0.kind, RecordKind::Union);
}

#[test]
fn packing() {
    let code = "#pragma pack(4) \nstruct A { int a; };\n#pragma pack()\nstruct B { int b; };\n\
                #pragma pack(push, 1)\nstruct C { int c; };\n#pragma pack(pop)\nstruct D { int d; };\n";
    let packing: Vec<_> = parse(code).declarations.into_iter().map(|found| record(found).0.packing).collect();
    assert_eq!(packing, [Some(4), None, Some(1), None]);
    let (found, at, message) = odd("#pragma pack(4)\nstruct A { int a; };\n#pragma pack()");
    assert_eq!(record(found).0.packing, Some(4));
    assert_eq!((at.as_str(), message.as_str()), ("#pragma pack()", "no newline after the `#pragma`"));
}

#[test]
fn records_that_lack_something() {
    let (found, at, message) =
        odd("typedef struct P { ULONG c; union { LPSTR s; ULONG i; }\n LPDTCTL l; } P;");
    assert_eq!(fields(&record(found).0), ["ULONG c", "Union{LPSTR s;ULONG i}", "LPDTCTL l"]);
    assert_eq!((at.as_str(), message.as_str()), ("}", "no `;` after the `}`"));

    let (found, at, message) = odd("struct T { UINTiEnt; UINT n; };");
    assert_eq!(fields(&record(found).0), ["UINT iEnt", "UINT n"]);
    assert_eq!(
        (at.as_str(), message.as_str()),
        ("UINTiEnt", "the type `UINT` and the name `iEnt` of a field are written as one word")
    );

    assert_eq!(fields(&record(odd("struct T { ULONG a\n ULONG b; };").0).0), ["ULONG a", "ULONG b"]);
    assert_eq!(fields(&record(odd("struct T { ULONG a; ULONG b };").0).0), ["ULONG a", "ULONG b"]);
    assert_eq!(fields(&record(odd("struct T { ULONG a; BEGIN; };").0).0), ["ULONG a"]);
}

#[test]
fn enumerations_and_typedefs() {
    let code = "typedef enum {\n A = 0, // none\n B = 1 << 0x0,\n C,\n} E, *LPE;";
    let Declaration::Enumeration { tag, enumerators, aliases } = only(code) else { panic!() };
    let values: Vec<_> = enumerators.iter().map(|e| (e.name.as_str(), e.value.as_deref())).collect();
    assert_eq!(values, [("A", Some("0")), ("B", Some("1 << 0x0")), ("C", None)]);
    assert_eq!((tag.as_str(), names(&aliases)), ("", vec!["E".to_owned(), "*LPE".to_owned()]));
    assert!(matches!(only("enum Gender { a, b }"), Declaration::Enumeration { tag, .. } if tag == "Gender"));

    let typedef = |code: &str| match only(code) {
        Declaration::Typedef { target, aliases } => format!("{target}: {}", names(&aliases).join(" ")),
        other => panic!("{other:?}"),
    };
    assert_eq!(typedef("typedef ULONG_PTR BOOKMARK;"), "ULONG_PTR: BOOKMARK");
    assert_eq!(
        typedef("typedef SBinaryArray ENTRYLIST, FAR *LPENTRYLIST;"),
        "SBinaryArray: ENTRYLIST *LPENTRYLIST"
    );
    assert_eq!(typedef("typedef struct _X FAR * LPX;"), "_X: *LPX");
    assert_eq!(typedef("typedef const BYTE *LPCBYTE"), "const BYTE: *LPCBYTE");
    assert_eq!(typedef("typedef unsigned short WORD;"), "unsigned short: WORD");
}

#[test]
fn defines() {
    let define =
        |name: &str, value: &str| Declaration::Define { name: name.to_owned(), value: value.to_owned() };
    assert_eq!(only("#define A 0x8005 // why\n"), define("A", "0x8005"));
    assert_eq!(only("#define A"), define("A", ""));
    assert_eq!(
        only("# define  A  PROP_TAG( PT_LONG, /* x */ 0x341A)"),
        define("A", "PROP_TAG( PT_LONG, 0x341A)")
    );
    let fused = "no space between the name and the value of the `#define`";
    assert_eq!(
        odd("#define kMeeting0x0026 "),
        (define("kMeeting", "0x0026"), "kMeeting0x0026".into(), fused.into())
    );
    assert_eq!(odd("#define ROOM((ULONG) 7)").0, define("ROOM", "((ULONG) 7)"));
    let (found, at, _) = odd("#define kEnd 0x8708MNID_STRING properties");
    assert_eq!((found, at.as_str()), (define("kEnd", "0x8708"), "MNID_STRING properties"));
    assert_eq!(parse("#define A 1\n#define B 2\n#define C 3\n").declarations.len(), 3);
}

#[test]
fn guids() {
    let guid = |name: &str, value: &str| Declaration::Guid { name: name.to_owned(), value: value.to_owned() };
    let one = guid("IID_A", "5024A385-2D44-486A-81A8-8F0ECB6071DD");
    assert_eq!(
        only(
            "DEFINE_GUID (IID_A, 0x5024a385, 0x2d44, 0x486a,  0x81, 0xa8, 0x8f, 0xe, 0xcb, 0x60, 0x71, 0xdd)"
        ),
        one
    );
    assert_eq!(
        only(
            "const GUID IID_A = {0x5024a385, 0x2d44, 0x486a, {0x81, 0xa8, 0x8f, 0xe, 0xcb, 0x60, 0x71, 0xdd}};"
        ),
        one
    );
    assert_eq!(
        only("DEFINE_OLEGUID(B, 0x00020393, 0, 0);"),
        guid("B", "00020393-0000-0000-C000-000000000046")
    );
    let code = "#define DEFINE_PRXGUID(_n, _l) DEFINE_GUID(_n, (0x29f3ab10 + _l), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)\n\
                DEFINE_PRXGUID(P, 0x00000002L);";
    assert_eq!(parse(code).declarations[1], guid("P", "29F3AB12-0001-0002-0304-05060708090A"));
    let two = parse("DEFINE_OLEGUID(A, 1, 0, 0)\nDEFINE_OLEGUID(B, 2, 0, 0)\n");
    assert_eq!(two.declarations.len(), 2, "no semicolons");
    let unknown = parse("DEFINE_PRXGUID(P, 2);");
    assert!(unknown.declarations.is_empty());
    assert_eq!(unknown.oddities[0].message, "`DEFINE_PRXGUID` does not give a GUID here");
}

#[test]
fn what_is_no_declaration_is_passed_over() {
    let code =
        "HRESULT hr;\nhr = Open(a, b);\nif (FAILED(hr)) { return hr; }\nClose(a);\nstruct A { int a; };";
    assert_eq!(fields(&record(only(code)).0), ["int a"]);
    for code in [
        "",
        "  \n",
        "return S_OK;",
        "a.b = c;",
        "HRESULT F(int a) { return 0; }",
        "[Verbs]\nVerb1=1",
        "F(&x, 1);",
    ] {
        let prototype = parse(code);
        assert!(prototype.declarations.is_empty(), "{code}");
        assert_eq!(prototype.oddities.len(), 1, "{code}");
        assert_eq!(prototype.oddities[0].message, "nothing here could be read as a declaration");
    }
}

#[test]
fn types_read_and_write() {
    for text in [
        "LPMAPIERROR *",
        "const BYTE *",
        "VOID **",
        "ULONG",
        "X * const",
        "unsigned long * const **",
        "A::B *",
    ] {
        assert_eq!(CType::parse(text).expect(text).to_string(), text);
    }
    assert_eq!("LPVOID FAR * FAR*".parse::<CType>().unwrap().to_string(), "LPVOID **");
    assert_eq!("struct _X CONST*".parse::<CType>().unwrap().to_string(), "const _X *");
    for text in ["", "*", "ULONG a", "return", "a b c", "é", "f()", "X["] {
        assert_eq!(text.parse::<CType>(), Err(NotAType), "{text}");
    }
}

#[test]
fn hostile_input_is_read_quickly() {
    let wide = |part: &str, length: usize| part.repeat(length / part.len());
    let inputs = [
        format!("HRESULT F{}{};", "(".repeat(10_000), ")".repeat(10_000)),
        wide("(", 1 << 20),
        wide("struct A { ", 1 << 20),
        wide("typedef ", 1 << 20),
        wide("é@\0\u{1}ж", 1 << 20),
        wide("a b(c d, e *f) ", 1 << 20),
        wide("F(a,a) *&::[]{};=\n", 1 << 20),
        format!("int F({});", wide("int *a, ", 30_000)),
        format!("int F(int {}a);", wide("*", 1 << 20)),
        format!("typedef int {}a;", wide("*", 30_000)),
        format!("struct A {{ {} }};", wide("int a b c d e f; ", 30_000)),
        format!("enum A {{ {} }};", wide("= , + ) ( ] [ ", 30_000)),
        format!("struct A {{ {} }};\n", wide("+ - int ( ) a = b ; { : } ", 30_000)).repeat(30),
        wide("#define A( b\\\n", 1 << 20),
        wide("STDAPI_(STDAPI_(", 1 << 20),
        format!("/* {}", wide("never closed ", 1 << 20)),
    ];
    for input in inputs {
        let start = Instant::now();
        check(&input);
        // Tests run unoptimized and beside others; a hang would be minutes.
        let head: String = input.chars().take(20).collect();
        assert!(start.elapsed() < Duration::from_secs(20), "{head}: {:?}", start.elapsed());
    }
}

/// Parses and checks what holds of every input.
fn check(code: &str) {
    let prototype = parse(code);
    for oddity in &prototype.oddities {
        let range = oddity.span.range();
        assert!(range.start <= range.end && code.get(range.clone()).is_some(), "{range:?} of {code:?}");
    }
    assert!(!prototype.declarations.is_empty() || !prototype.oddities.is_empty(), "{code:?}");
    let _ = CType::parse(code);
}

/// Declarations to spoil.
const SEEDS: [&str; 7] = [
    "HRESULT IFoo::Bar(\n  const ULONG FAR * a,\n  LPSTR b[MAPI_DIM],\n  void (* f)(LPX y)\n);",
    "typedef struct _A { ULONG a, *b; union { int x; } u; } A, FAR * LPA;",
    "typedef enum { A = 0, B = 1 << 0x0, C, } E;",
    "SCODE (STDMETHODCALLTYPE FAR * LPFN)(__in_z CONST X *a, ...)",
    "#define A(b) (b)\n#define C0x12\nDEFINE_OLEGUID(I, 1, 2, 3)\n",
    "STDMETHODIMP_(SCODE) F(int a); STDMETHOD_(int, G)(THIS) PURE;",
    "#pragma pack(push, 4)\nstruct S { UINTx; LONG y:3 };\n#pragma pack(pop)",
];

proptest! {
    #[test]
    fn any_text_is_read(code in "\\PC*") {
        check(&code);
    }

    #[test]
    fn any_tokens_are_read(words in prop::collection::vec(prop::sample::select(vec![
        "typedef", "struct", "union", "enum", "A", "ULONG", "_b", "const", "CONST", "FAR", "STDAPI_", "STDMETHOD", "__in",
        "(", ")", "{", "}", "[", "]", "*", "&", ",", ";", ":", "::", "=", "...", "0x1", "\"", "\n", "#define", "é", "//", "/*", "class",
    ]), 0..60)) {
        check(&words.join(" "));
    }

    #[test]
    fn spoiled_declarations_are_read(
        seed in prop::sample::select(SEEDS.to_vec()),
        edits in prop::collection::vec((any::<prop::sample::Index>(), "[ -~\\n\0é]{0,3}", 0..4_usize), 1..6),
    ) {
        let mut letters: Vec<char> = seed.chars().collect();
        for (at, text, length) in edits {
            let start = at.index(letters.len() + 1);
            let end = (start + length).min(letters.len());
            letters.splice(start..end, text.chars());
        }
        check(&letters.into_iter().collect::<String>());
    }
}
