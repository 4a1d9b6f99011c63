//! The crate's text, without a compiler; `tests/rust_crate.rs` has the compiler read it.

mod calls;

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::markdown::{self, Links};
use super::*;
use crate::model::{Constant, Interface, Macro, Method, Structure};
use crate::parse::item::{Alias, Common, Field, Parameter, Section, SeeAlso, Text, Verified};
use crate::parse::kind::property::PropertyKind;
use crate::parse::prototype::RecordKind;

fn text(words: &str) -> Text {
    let locale = Locale::parse("en-US").unwrap();
    Text { locales: BTreeMap::from([(locale, words.to_owned())]), ..Text::default() }
}

fn common(name: &str) -> Common {
    let page = format!("{}.md", name.to_lowercase());
    Common { name: name.to_owned(), page, summary: text(&format!("About {name}.")), ..Common::default() }
}

fn options() -> Options {
    let locale = Locale::parse("en-US").unwrap();
    Options {
        docs: Locale::parse("es-ES").unwrap(),
        beside: None,
        source: locale,
        crate_name: "trial".to_owned(),
    }
}

fn file(api: &Api, path: &str) -> String {
    let (files, _) = emit(api, &options());
    let file = files.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path} is not there"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

fn rules(api: &Api) -> Vec<&'static str> {
    emit(api, &options()).1.iter().map(|finding| finding.rule).collect()
}

fn parameter(name: &str, ty: &str) -> Parameter {
    Parameter { name: name.to_owned(), ty: ty.to_owned(), ..Parameter::default() }
}

fn method(name: &str, slot: Option<u32>, parameters: Vec<Parameter>) -> Method {
    let return_type = Some("HRESULT".to_owned());
    Method { common: common(name), slot, parameters, return_type, ..Method::default() }
}

fn structure(name: &str, fields: &[(&str, &str)]) -> Structure {
    let field = |&(name, ty): &(&str, &str)| Field { name: name.into(), ty: ty.into(), ..Field::default() };
    Structure {
        verified: Verified::Pages,
        common: common(name),
        record: RecordKind::Struct,
        tag: format!("_{name}"),
        aliases: vec![Alias { name: format!("LP{name}"), pointers: 1 }],
        packing: None,
        header: None,
        fields: fields.iter().map(field).collect(),
        prototype: String::new(),
    }
}

#[test]
fn macros_that_are_expressions_are_functions() {
    let item = |name: &str, parameters: &[&str], definition: &str| Macro {
        common: common(name),
        parameters: parameters.iter().map(|name| parameter(name, "")).collect(),
        definition: Some(definition.to_owned()),
        ..Macro::default()
    };
    let macros = vec![
        item("TAG", &["ulType", "ulID"], "((((ULONG)(ulID))<<16)|((ULONG)(ulType)))"),
        item("KIND", &["_tag"], "((_tag) & MASK)"),
        item("LESS", &["a", "b"], "((a) - ((b) - 1))"),
        item("CbNew", &["_c"], "(offsetof(LIST,aEntries) + (_c)*sizeof(ULONG))"),
        item("CbOf", &["_lp"], "(offsetof(LIST,aEntries) + (UINT)(_lp)->cEntries*sizeof(ULONG))"),
        // What is no expression of numbers, or is not known, is told of alone.
        item("Sized", &["n"], "struct _ ## n { ULONG a; } n"),
        item("Same", &["a", "b"], "(!memcmp(a, b, sizeof(LIST)))"),
        item("Field", &["_lp"], "(offsetof(LIST,aNone) + (_lp)->cEntries)"),
        item("Unread", &["a", "b"], "(a)"),
        item("Shift", &["_lp"], "(offsetof(LIST,aEntries) + ((_lp)->cEntries << 2))"),
        item("Wide", &["_lp"], "(offsetof(LIST,aEntries) + (_lp)->aEntries)"),
        item("MASK", &["a"], "(a)"),
        item("Pattern", &["MASK", "None"], "(MASK + None)"),
        item("Deep", &["a"], &"(".repeat(100_000)),
    ];
    let constants = vec![Constant { name: "MASK".into(), number: Some(0xFFFF), ..Constant::default() }];
    let structures = vec![structure("LIST", &[("cEntries", "ULONG"), ("aEntries", "LPVOID")])];
    let api = Api { macros, structures, constants, ..Api::default() };
    let text = file(&api, "src/macros.rs");
    for function in [
        "pub const fn TAG(ulType: u32, ulID: u32) -> u32 {\n    (ulID << 16) | ulType\n}",
        "pub const fn KIND(_tag: u32) -> u32 {\n    _tag & MASK\n}",
        "pub const fn Pattern(MASK_: u32, None_: u32) -> u32 {\n    MASK_ + None_\n}",
        "pub const fn LESS(a: u32, b: u32) -> u32 {\n    a - (b - 1)\n}",
        "pub const fn CbNew(_c: usize) -> usize {\n    core::mem::offset_of!(LIST, aEntries) + _c * size_of::<u32>()\n}",
        "pub const unsafe fn CbOf(_lp: *const LIST) -> usize {\n    unsafe { core::mem::offset_of!(LIST, aEntries) + (*_lp).cEntries as usize * size_of::<u32>() }\n}",
    ] {
        assert!(text.contains(function), "{function} is not in\n{text}");
    }
    assert_eq!(text.matches("pub const").count(), 6);
    for left in [
        "Sized(n)",
        "Same(a, b)",
        "Field(_lp)",
        "Unread(a, b)",
        "Shift(_lp)",
        "Wide(_lp)",
        "MASK(a)",
        "Deep(a)",
    ] {
        assert!(text.contains(&format!("//! - `{left}`")), "{left}");
    }
    assert!(file(&api, "src/lib.rs").contains("pub use macros::*;"));
    let alone = Api { macros: vec![item("Sized", &["n"], "struct n")], ..Api::default() };
    assert!(!file(&alone, "src/lib.rs").contains("pub use macros::*;"));
}

#[test]
fn slots_keep_their_places() {
    let base = Interface {
        common: common("IBase"),
        methods: vec![method("One", Some(3), vec![])],
        ..Interface::default()
    };
    let reserved = Method { reserved: true, slot: Some(4), ..Method::default() };
    let methods = vec![reserved, method("Two", Some(6), vec![])];
    let derived =
        Interface { common: common("IDerived"), base: Some("IBase".into()), methods, ..Interface::default() };
    let text =
        file(&Api { interfaces: vec![base, derived], ..Api::default() }, "src/interfaces/i_derived.rs");
    let vtable = &text[text.find("pub struct IDerived_Vtbl").unwrap()..];
    let fields: Vec<&str> = vtable
        .lines()
        .skip(1)
        .take_while(|line| *line != "}")
        .filter_map(|line| line.trim().strip_prefix("pub ")?.split(':').next())
        .collect();
    assert_eq!(fields, ["base__", "Reserved4", "Reserved5", "Two"]);
}

#[test]
fn what_has_a_name_and_no_declaration_keeps_its_slot_and_is_not_called() {
    let named = Method { common: common("Advise"), slot: Some(3), ..Method::default() };
    // What a page lists besides a declaration it lacks has no type.
    let documented = Method { parameters: vec![parameter("ulFlags", "")], slot: Some(4), ..named.clone() };
    let methods = vec![named, documented, method("Two", Some(5), vec![])];
    let interface = Interface { common: common("IFoo"), methods, ..Interface::default() };
    let api = Api { interfaces: vec![interface], ..Api::default() };
    let text = file(&api, "src/interfaces/i_foo.rs");
    assert!(
        text.contains("    /// Slot 3: `Advise`, which no page declares.\n    pub Reserved3: usize,"),
        "{text}"
    );
    assert!(text.contains("pub Reserved4: usize,") && text.contains("fn Two("), "{text}");
    assert!(text.contains("/// **Incomplete**: no page declares `Advise`, `Advise`."), "{text}");
    assert!(!text.contains("fn Advise"), "{text}");
}

#[test]
fn an_identifier_that_nobody_knows_is_answered_by_nothing() {
    let iid = Some("00020314-0000-0000-C000-000000000046".to_owned());
    let base = Interface { common: common("IBase"), ..Interface::default() };
    let derived =
        Interface { common: common("IDerived"), base: Some("IBase".into()), iid, ..Interface::default() };
    let api = Api { interfaces: vec![base, derived], ..Api::default() };
    assert!(file(&api, "src/interfaces/i_base.rs").contains("pub fn matches(_: &windows_core::GUID)"));
    let text = file(&api, "src/interfaces/i_derived.rs");
    // The base's is zero, which whoever asks for zero would be answered.
    assert!(text.contains("iid == &<IDerived as windows_core::Interface>::IID\n    }"), "{text}");
}

#[test]
fn a_function_stands_in_the_block_of_its_library() {
    let function = |name: &str, library: Option<&str>| crate::model::Function {
        common: common(name),
        library: library.map(str::to_owned),
        ..crate::model::Function::default()
    };
    let functions = vec![
        function("Nowhere", None),
        function("There", Some("there.dll")),
        function("Odd", Some("a\"]b")),
        function("Too", Some("there.dll")),
    ];
    let text = file(&Api { functions, ..Api::default() }, "src/functions.rs");
    let order =
        ["name = \"there.dll\"", "fn There", "fn Too", "name = \"mapi32.dll\"", "fn Nowhere", "fn Odd"];
    let places: Vec<_> = order.iter().map(|word| text.find(word).unwrap()).collect();
    assert!(places.is_sorted() && text.matches("extern \"system\"").count() == 2, "{text}");
    assert!(text.contains("Library: none is named; `mapi32.dll` is taken."));
}

#[test]
fn witnesses_are_named() {
    use crate::model::Verified;
    let mut hidden = Method { verified: Verified::Headers, ..method("Hidden", Some(3), vec![]) };
    hidden.common.witness = Some("foo.h".into());
    let told = method("Told", Some(4), vec![]);
    let interface = Interface {
        common: common("IFoo"),
        verified: Verified::Supplement,
        methods: vec![hidden, told],
        ..Interface::default()
    };
    let text = file(&Api { interfaces: vec![interface], ..Api::default() }, "src/interfaces/i_foo.rs");
    assert!(text.contains("Verified: the supplement states the base of this interface"));
    assert_eq!(text.matches("No page documents it: it is declared in `foo.h`").count(), 1);
    assert_eq!(text.matches("**Unverified**: no header confirms this signature.").count(), 1);
}

#[test]
fn nobody_calls_a_slot_that_is_not_known() {
    let methods = vec![method("Lost", None, vec![])];
    let interface =
        Interface { common: common("IFoo"), base: Some("INowhere".into()), methods, ..Interface::default() };
    let api = Api { interfaces: vec![interface], ..Api::default() };
    let text = file(&api, "src/interfaces/i_foo.rs");
    assert!(
        text.contains("**Incomplete**: the base, `INowhere`, is on no page.") && text.contains("`Lost`.")
    );
    assert!(!text.contains("fn Lost"));
    assert_eq!(rules(&api), ["unknown-base"]);
}

#[test]
fn names_that_nothing_defines_are_told_once() {
    let fields =
        [("a", "LPNOWHERE"), ("b", "LPNOWHERE *"), ("c", "Mystery *"), ("d", "Riddle"), ("e", "HWND")];
    let api =
        Api { structures: vec![structure("FOO", &fields), structure("BAR", &fields)], ..Api::default() };
    let text = file(&api, "src/undefined.rs");
    assert!(text.contains("pub type LPNOWHERE = *mut core::ffi::c_void;"));
    assert!(text.contains("pub struct Mystery {") && text.contains("pub type Riddle = usize;"));
    assert_eq!(rules(&api), ["opaque-type"; 3]);
    assert!(file(&api, "src/windows.rs").contains("pub type HWND ="));
}

#[test]
fn types_that_hold_themselves_are_opaque() {
    let api = Api {
        structures: vec![
            structure("A", &[("b", "B")]),
            structure("B", &[("a", "struct _A")]),
            structure("C", &[("next", "struct _C *"), ("other", "LPC")]),
        ],
        ..Api::default()
    };
    let text = file(&api, "src/structures.rs");
    assert_eq!(text.matches("_private: [u8; 0],").count(), 2);
    assert!(text.contains("pub next: *mut C,\n") && text.contains("pub other: LPC,"));
    assert_eq!(rules(&api), ["opaque-type"; 2]);
}

#[test]
fn a_constant_keeps_its_first_value() {
    let constant = |page: &str, number| Constant {
        name: "FLAG".into(),
        page: page.into(),
        number: Some(number),
        ..Constant::default()
    };
    let constants = vec![constant("a.md", 1), constant("b.md", 2), constant("c.md", 1)];
    let api = Api { constants, ..Api::default() };
    assert_eq!(file(&api, "src/constants.rs").matches("pub const FLAG: u32 = 0x0001;").count(), 1);
    assert_eq!(rules(&api), ["constant-conflict"]);
}

#[test]
fn properties_have_all_their_names() {
    let property =
        |name: &str, kind, identifier, types: &[&str], associated: &[&str], property_name| Property {
            common: common(name),
            kind,
            identifier,
            types: types.iter().map(|ty| (*ty).to_owned()).collect(),
            associated: associated.iter().map(|name| (*name).to_owned()).collect(),
            property_name,
            ..Property::default()
        };
    let texts = ["PR_DISPLAY_NAME", "PR_DISPLAY_NAME_A", "PR_DISPLAY_NAME_W"];
    let mut api = Api {
        properties: vec![
            property(
                "PidTagDisplayName",
                PropertyKind::Tag,
                Some(0x3001),
                &["PT_STRING8", "PT_UNICODE"],
                &texts,
                None,
            ),
            property("PidLidReminderSet", PropertyKind::Lid, Some(0x8503), &[], &["dispidReminderSet"], None),
            property("PidNameA", PropertyKind::Name, None, &[], &[], Some("a\"b\\\u{202E}".into())),
        ],
        ..Api::default()
    };
    api.properties.iter_mut().for_each(crate::model::tags::fill);
    let text = file(&api, "src/properties.rs");
    for line in [
        "pub const PidTagDisplayName: u32 = 0x3001_001F;",
        "pub const PR_DISPLAY_NAME: u32 = 0x3001_001F;",
        "pub const PR_DISPLAY_NAME_A: u32 = 0x3001_001E;",
        "pub const PR_DISPLAY_NAME_W: u32 = 0x3001_001F;",
        "pub const dispidReminderSet: u32 = 0x8503;",
        "pub const PidNameA: &str = \"a\\\"b\\\\\\u{202e}\";",
    ] {
        assert!(text.lines().any(|there| there == line), "{line}\n{text}");
    }
    assert_eq!(rules(&api), [""; 0]);
}

#[test]
fn markdown_is_written_anew() {
    let links = Links::from([("ifoo.md".to_owned(), "crate::IFoo".to_owned())]);
    for (from, to) in [
        ("See [**IFoo**](ifoo.md#x) and [this](bar.md).", "See [**IFoo**](crate::IFoo) and this."),
        ("![a picture](a.png)", "a picture"),
        ("a <PropertyName> b<br/>c", "a \\<PropertyName> b\\\nc"),
        ("see http://a.example/b_c.", "see <http://a.example/b_c>."),
        ("```\nlet x;\n```", "```text\nlet x;\n```"),
        ("````rust,no_run\n```\n````", "````text\n```\n````"),
        ("    indented", "```text\nindented\n```"),
        ("[lonely] *star ` tick", "\\[lonely\\] \\*star \\` tick"),
        ("> [!NOTE]\n> Mind.", "> **Note**\n>\n> Mind."),
        ("| a | b |\n|--|--|\n| `x\\|y` <br/> | z |", "| a | b |\n| --- | --- |\n| `x\\|y` | z |"),
        ("1. a\n2. b\n   - c", "1. a\n2. b\n   - c"),
        ("x\n- a\n\n  b", "x\n\n- a\n\n  b"),
        ("#![allow(x)]", "\\#!\\[allow(x)\\]"),
        ("&#x202E;", "U+202E"),
    ] {
        assert_eq!(markdown::lines(from, 2, &links).join("\n"), to, "{from}");
    }
}

/// An Api whose every text and name is hostile.
fn hostile(name: &str, words: &str) -> Api {
    let section = Section { id: "x".into(), level: 2, title: text(words), body: text(words) };
    let common = |page: &str| Common {
        name: name.into(),
        page: page.into(),
        summary: text(words),
        sections: vec![section.clone()],
        ..Common::default()
    };
    let mut parameter = parameter(name, words);
    parameter.summary = text(words);
    let method = Method { common: common("m.md"), parameters: vec![parameter.clone()], ..Method::default() };
    let mut structure = structure("S", &[(name, words)]);
    structure.common = common("s.md");
    structure.fields[0].array = Some(vec![words.to_owned()]);
    Api {
        interfaces: vec![Interface { common: common("i.md"), methods: vec![method], ..Interface::default() }],
        structures: vec![structure],
        functions: vec![crate::model::Function {
            common: common("f.md"),
            parameters: vec![parameter],
            ..Default::default()
        }],
        constants: vec![Constant {
            name: name.into(),
            summary: text(words),
            number: Some(-1),
            ..Constant::default()
        }],
        ..Api::default()
    }
}

proptest! {
    #[test]
    fn whatever_pages_say_stays_in_comments(name in any::<String>(), words in any::<String>(), more in "[ \\n\\t`*_#<>\\[\\]()!|~&;/:a-c0-9.-]{0,80}") {
        for words in [&words, &more] {
            let (files, _) = emit(&hostile(&name, words), &options());
            prop_assert_eq!(&files, &emit(&hostile(&name, words), &options()).0);
            for file in files {
                // All but the binary metadata is text.
                let Ok(text) = String::from_utf8(file.bytes) else {
                    prop_assert!(file.path.starts_with("metadata/"));
                    continue;
                };
                prop_assert!(!text.chars().any(|letter| letter.is_control() && letter != '\n'));
                for line in text.lines() {
                    let line = line.trim_start();
                    let comment = line.starts_with("///") || line.starts_with("//!");
                    prop_assert!(comment || line.is_ascii(), "{}", line);
                    prop_assert!(!line.starts_with("////"), "{}", line);
                }
            }
        }
    }
}

#[test]
fn a_status_code_is_a_result() {
    let problem = structure("SPropProblem", &[("ulIndex", "ULONG"), ("scode", "SCODE")]);
    let allocate = crate::model::Function {
        common: common("Allocate"),
        return_type: Some("SCODE".into()),
        ..crate::model::Function::default()
    };
    let api = Api { structures: vec![problem], functions: vec![allocate], ..Api::default() };
    assert!(file(&api, "src/structures.rs").contains("pub scode: windows_core::HRESULT,"));
    assert!(file(&api, "src/functions.rs").contains("fn Allocate() -> windows_core::HRESULT;"));
}

#[test]
fn what_headers_alone_declare_is_not_what_its_page_documents() {
    let of = |name: &str| Common { page: "srestriction.md".into(), ..common(name) };
    let mut hidden = structure("SAnnotation", &[("x", "ULONG")]);
    hidden.common = Common { witness: Some("foo.h".into()), ..of("SAnnotation") };
    let mut documented = structure("SRestriction", &[("y", "ULONG")]);
    documented.common = of("SRestriction");
    let see = SeeAlso { text: text("SRestriction"), target: "srestriction.md".into() };
    let function = crate::model::Function {
        common: Common { see_also: vec![see], ..common("F") },
        return_type: Some("HRESULT".into()),
        ..crate::model::Function::default()
    };
    let api = Api { structures: vec![hidden, documented], functions: vec![function], ..Api::default() };
    assert!(file(&api, "src/functions.rs").contains("[SRestriction](crate::SRestriction)"));
}
