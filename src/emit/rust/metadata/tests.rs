//! The metadata, without windows-rs; `tests/metadata.rs` has that read it.

use windows_metadata::Type;
use windows_metadata::reader::{File, Index};

use super::*;
use crate::emit::rust::Options;
use crate::locale::Locale;
use crate::model::{Api, Interface};
use crate::parse::item::Common;

fn context<'a>(api: &'a Api, options: &'a Options) -> Context<'a> {
    Context::new(api, options)
}

fn options() -> Options {
    let locale = Locale::parse("en-US").unwrap();
    Options { docs: locale.clone(), beside: None, source: locale, crate_name: "trial".to_owned() }
}

#[test]
fn types_are_read_from_the_crates_text() {
    let common = Common { name: "IFoo".into(), page: "a.md".into(), ..Common::default() };
    let api = Api {
        interfaces: vec![Interface { common, pointer_type: Some("LPFOO".into()), ..Interface::default() }],
        ..Api::default()
    };
    let options = options();
    let types = types::Types::of(&mut context(&api, &options));
    let foo = || Type::class_named(NAMESPACE, "IFoo");
    let pointer = |ty, count| Type::PtrMut(Box::new(ty), count);
    for (text, ty) in [
        ("u32", Type::U32),
        ("usize", Type::USize),
        ("()", Type::Void),
        ("*mut core::ffi::c_void", pointer(Type::Void, 1)),
        ("*const u8", Type::PtrConst(Box::new(Type::U8), 1)),
        ("*const *const u8", Type::PtrConst(Box::new(Type::U8), 2)),
        // Somebody writes through one of them.
        ("*const *mut u8", pointer(Type::U8, 2)),
        ("*mut *const u8", pointer(Type::U8, 2)),
        ("*mut Option<IFoo>", pointer(foo(), 1)),
        ("LPFOO", foo()),
        ("*mut LPFOO", pointer(foo(), 1)),
        ("[[u16; 3]; 2]", Type::ArrayFixed(Box::new(Type::ArrayFixed(Box::new(Type::U16), 3)), 2)),
        ("windows_core::GUID", Type::value_named("System", "Guid")),
        ("windows_core::PWSTR", Type::value_named("Windows.Win32.Foundation", "PWSTR")),
        ("windows_core::IUnknown", Type::class_named("Windows.Win32.System.Com", "IUnknown")),
        ("Nowhere", pointer(Type::Void, 1)),
    ] {
        assert_eq!(types.parse(text), ty, "{text}");
    }
    // However deep: nothing recurses without an end.
    assert_eq!(types.parse(&"*mut ".repeat(100_000)), pointer(Type::Void, 33));
}

#[test]
fn values_are_read_from_the_crates_text() {
    let api = Api::default();
    let options = options();
    let mut context = context(&api, &options);
    let long = "0xffffffff_0000_0000_c000_000000000046";
    for (name, value) in [
        ("A", "u32 = 0x3001_001F"),
        ("B", "i32 = -1"),
        ("C", "&str = \"a\\\"b\\\\\\u{202e}\""),
        ("D", long),
        ("E", "Strange = 1"),
        ("F", "windows_core::HRESULT(0x8004_010F_u32 as i32)"),
        ("G", "windows_core::HRESULT(0x0001)"),
    ] {
        assert!(context.claim_value(name, "a.md", value));
    }
    let code = Type::value_named(vocabulary::FOUNDATION, "HRESULT");
    let constants = values::constants(&context);
    let shown: Vec<String> = constants.iter().map(|constant| format!("{:?}", constant.value)).collect();
    assert_eq!(
        shown,
        [
            "Plain(U32, U32(805371935))",
            "Plain(I32, I32(-1))",
            "Plain(String, Utf16(\"a\\\"b\\\\\\u{202e}\"))",
            &format!("Guid({})", 0xffffffff_0000_0000_c000_000000000046_u128),
            &format!("Plain({code:?}, I32(-2147221233))"),
            &format!("Plain({code:?}, I32(1))"),
        ]
    );
}

#[test]
fn a_file_is_written_even_of_nothing_and_never_of_too_much() {
    let empty = Library::default();
    let bytes = winmd::write(&empty).unwrap();
    assert_eq!(bytes, winmd::write(&empty).unwrap());
    let index = Index::new(vec![File::new(bytes).unwrap()]);
    assert_eq!(index.iter().filter(|(namespace, ..)| *namespace == NAMESPACE).count(), 0);
    let constant = |number: u32| Constant {
        name: format!("C{number}"),
        value: Literal::Plain(Type::U32, Value::U32(number)),
    };
    let library = |count| Library { constants: (0..count).map(constant).collect(), ..Library::default() };
    assert!(winmd::write(&library(60_000)).is_some());
    assert!(winmd::write(&library(70_000)).is_none());
}

#[test]
fn constness_is_an_attribute_and_directions_are_flags() {
    let argument = |name: &str, ty, writes: bool| Argument {
        name: name.to_owned(),
        ty,
        reads: !writes,
        writes,
        optional: writes,
    };
    let text = Type::value_named(vocabulary::FOUNDATION, "PCSTR");
    let call = Call {
        name: "DoFoo".to_owned(),
        parameters: vec![
            argument("a", Type::PtrConst(Box::new(Type::U8), 1), false),
            argument("b", text, false),
            argument("c", Type::PtrMut(Box::new(Type::U32), 1), true),
        ],
        result: Type::I32,
    };
    let bytes = winmd::write(&Library { functions: vec![call], ..Library::default() }).unwrap();
    let index = Index::new(vec![File::new(bytes).unwrap()]);
    let apis = index.expect(NAMESPACE, "Apis");
    let method = apis.methods().next().unwrap();
    // C#'s generator refuses modified types: none may be there.
    let text = Type::value_named(vocabulary::FOUNDATION, "PSTR");
    let pointer = |ty| Type::PtrMut(Box::new(ty), 1);
    assert_eq!(method.signature(&[]).types, [pointer(Type::U8), text, pointer(Type::U32)]);
    let shown: Vec<(String, u16, bool)> = method
        .params()
        .map(|param| {
            let attributes = windows_metadata::HasAttributes::attributes(&param);
            (param.name().to_owned(), param.flags().0, attributes.count() == 1)
        })
        .collect();
    assert_eq!(shown, [("a".into(), 1, true), ("b".into(), 1, true), ("c".into(), 0x12, false)]);
    let import = method.impl_map().unwrap();
    assert_eq!(import.import_scope().name(), crate::emit::rust::facts::LIBRARY);
}
