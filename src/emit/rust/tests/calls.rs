//! What is called and what it is given.

use super::*;
use crate::model::Function;
use crate::parse::item::Direction;

#[test]
fn a_function_of_interfaces_is_called_as_a_method() {
    let given = [
        ("lpFoo", "LPFOO", Direction::In),
        ("lpList", "LPLIST", Direction::In),
        ("lpszName", "LPSTR", Direction::In),
    ];
    let mut parameters: Vec<Parameter> = given
        .map(|(name, ty, direction)| Parameter { direction: Some(direction), ..parameter(name, ty) })
        .into();
    let open = |parameters: &[Parameter]| Function {
        common: common("Open"),
        return_type: Some("HRESULT".into()),
        parameters: parameters.to_vec(),
        ..Function::default()
    };
    let plain = open(&parameters[1..]);
    parameters.push(Parameter { direction: Some(Direction::Out), ..parameter("lppFoo", "LPFOO *") });
    let foo =
        Interface { common: common("IFoo"), pointer_type: Some("LPFOO".into()), ..Interface::default() };
    let api = |function| Api {
        interfaces: vec![foo.clone()],
        structures: vec![structure("LIST", &[("cEntries", "ULONG")])],
        functions: vec![function],
        ..Api::default()
    };
    let text = file(&api(open(&parameters)), "src/functions.rs");
    for part in [
        "pub unsafe fn Open(\n    lpFoo: impl windows_core::Param<IFoo>,\n    lpList: *const LIST,\n    lpszName: windows_core::PCSTR,\n) -> windows_core::Result<IFoo> {",
        "imports::Open(\n            windows_core::Param::param(lpFoo).abi(),\n            lpList.cast_mut(),\n            windows_core::PSTR(lpszName.0.cast_mut()),\n            &mut *result__,\n        );",
        "pub mod imports {",
        "        lppFoo: *mut Option<IFoo>,\n",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let text = file(&api(plain), "src/functions.rs");
    assert!(text.contains("lpList: LPLIST") && !text.contains("imports {"), "{text}");
}

#[test]
fn what_may_be_null_is_no_result() {
    let said = |words: &str| {
        let mut out = Parameter { direction: Some(Direction::Out), ..parameter("lpulCount", "ULONG *") };
        out.summary.locales.insert(Locale::parse("en-US").unwrap(), words.to_owned());
        let given = Parameter { direction: Some(Direction::In), ..parameter("lpFoo", "ULONG *") };
        let method = method("Count", Some(3), vec![given, out]);
        let interface = Interface { common: common("IFoo"), methods: vec![method], ..Interface::default() };
        let text = file(&Api { interfaces: vec![interface], ..Api::default() }, "src/interfaces/i_foo.rs");
        text.contains("-> windows_core::Result<u32>")
    };
    assert!(said("The count."));
    assert!(said("The *lpulCount* parameter is set to NULL if there is none."));
    assert!(!said("The count. If NULL is passed in *lpulCount*, none is wanted."));
    assert!(said("The count. If NULL is passed in *lpFoo*, *lpulCount* has all."));
}

#[test]
fn structures_of_any_length_have_a_twin() {
    let mut list = structure("LIST", &[("cEntries", "ULONG"), ("aEntries", "USHORT")]);
    list.fields[1].array = Some(vec!["1".into()]);
    let mut counted = list.clone();
    counted.common = common("COUNTED");
    counted.fields[1].array = Some(vec!["2".into()]);
    let text = file(&Api { structures: vec![list, counted], ..Api::default() }, "src/structures.rs");
    for part in [
        "pub struct SizedLIST<const N: usize> {",
        "pub aEntries: [u16; N],",
        "impl<const N: usize> From<[u16; N]> for SizedLIST<N> {",
        "pub const unsafe fn elements<'a>(this: *const Self) -> &'a [u16] {",
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\npub struct COUNTED {",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains("SizedCOUNTED"));
    // What is not known to be a count is none, and what nobody knows the length of is not of any length.
    let mut flagged = structure("FLAGGED", &[("ulFlags", "ULONG"), ("ab", "BYTE")]);
    flagged.fields[1].array = Some(vec![String::new()]);
    let mut unknown = structure("UNKNOWN", &[("cb", "ULONG"), ("ab", "BYTE")]);
    unknown.fields[1].array = Some(vec!["NOWHERE".into()]);
    let text = file(&Api { structures: vec![flagged, unknown], ..Api::default() }, "src/structures.rs");
    assert!(text.contains("pub struct SizedFLAGGED") && !text.contains("SizedUNKNOWN"), "{text}");
    assert!(!text.contains("impl<const N: usize> From") && !text.contains("fn elements"), "{text}");
    assert!(text.contains("#[derive(Clone, Copy, Debug)]\npub struct FLAGGED {"), "{text}");
}
