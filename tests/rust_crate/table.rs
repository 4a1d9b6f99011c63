//! A model of a table and its rows, by which the examples of the crate are tested.

use mapidoc::model::{Api, Interface, Method, Property, Structure};
use mapidoc::parse::item::{Alias, Common, Direction, Field, Parameter, ReturnValue};

fn common(name: &str) -> Common {
    Common { name: name.into(), page: format!("{}.md", name.to_lowercase()), ..Common::default() }
}

fn parameter(name: &str, ty: &str, direction: Direction) -> Parameter {
    Parameter { name: name.into(), ty: ty.into(), direction: Some(direction), ..Parameter::default() }
}

fn method(name: &str, parameters: Vec<Parameter>, codes: &[&str]) -> Method {
    let code = |code: &&str| ReturnValue { code: (*code).into(), ..ReturnValue::default() };
    let (return_type, returns) = (Some("HRESULT".into()), codes.iter().map(code).collect());
    Method { common: common(name), parameters, return_type, returns, ..Method::default() }
}

fn field(name: &str, ty: &str) -> Field {
    Field { name: name.into(), ty: ty.into(), ..Field::default() }
}

fn structure(name: &str, fields: Vec<Field>) -> Structure {
    let aliases = vec![Alias { name: format!("LP{name}"), pointers: 1 }];
    let (record, tag) = (mapidoc::parse::prototype::RecordKind::Struct, format!("_{name}"));
    let verified = mapidoc::model::Verified::Pages;
    Structure {
        common: common(name),
        record,
        tag,
        aliases,
        packing: None,
        header: None,
        verified,
        fields,
        prototype: String::new(),
    }
}

fn property(name: &str, identifier: u32, ty: &str, tag: &str) -> Property {
    let (types, associated) = (vec![ty.into()], vec![tag.into()]);
    let mut property = Property {
        common: common(name),
        identifier: Some(identifier),
        types,
        associated,
        ..Property::default()
    };
    mapidoc::model::tags::fill(&mut property);
    property
}

/// A table that can be asked for rows, and what rows are made of.
pub(crate) fn api() -> Api {
    let flags = || parameter("ulFlags", "ULONG", Direction::In);
    let count = parameter("lpulCount", "ULONG *", Direction::Out);
    let rows = vec![
        parameter("lRowCount", "LONG", Direction::In),
        flags(),
        parameter("lppRows", "LPSRowSet *", Direction::Out),
    ];
    let value =
        Field { fields: vec![field("l", "LONG"), field("lpszW", "LPWSTR")], ..field("Value", "union") };
    let one = Field { array: Some(vec!["1".into()]), ..field("aRow", "SRow") };
    Api {
        interfaces: vec![Interface {
            common: common("IMAPITable"),
            methods: vec![
                method("GetRowCount", vec![flags(), count], &["S_OK", "MAPI_W_APPROX_COUNT"]),
                method("Abort", vec![], &["S_OK"]),
                method("QueryRows", rows, &["S_OK"]),
            ],
            ..Interface::default()
        }],
        structures: vec![
            structure("SPropValue", vec![field("ulPropTag", "ULONG"), field("dwAlignPad", "ULONG"), value]),
            structure(
                "SRow",
                vec![
                    field("ulAdrEntryPad", "ULONG"),
                    field("cValues", "ULONG"),
                    field("lpProps", "LPSPropValue"),
                ],
            ),
            structure("SRowSet", vec![field("cRows", "ULONG"), one]),
        ],
        properties: vec![
            property("PidTagDisplayName", 0x3001, "PT_UNICODE", "PR_DISPLAY_NAME_W"),
            property("PidTagRowid", 0x3000, "PT_LONG", "PR_ROWID"),
        ],
        ..Api::default()
    }
}
