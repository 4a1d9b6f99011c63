//! Models that no page would make: hostile names, and every kind of type at once.

use mapidoc::model::{self, Api, Enumeration, Interface, Method, Structure};
use mapidoc::parse::item::{Alias, Common, Direction, Field, Parameter};
use mapidoc::parse::kind::enumeration::Enumerator;
use mapidoc::parse::prototype::RecordKind;

fn common(name: &str) -> Common {
    Common { name: name.into(), page: format!("{}.md", name.to_lowercase()), ..Common::default() }
}

fn parameter(name: &str, ty: &str, direction: Option<Direction>) -> Parameter {
    Parameter { name: name.into(), ty: ty.into(), direction, ..Parameter::default() }
}

fn method(name: &str, parameters: Vec<Parameter>) -> Method {
    let return_type = Some("HRESULT".to_owned());
    Method { common: common(name), parameters, return_type, ..Method::default() }
}

fn field(name: &str, ty: &str) -> Field {
    Field { name: name.into(), ty: ty.into(), ..Field::default() }
}

fn structure(name: &str, fields: Vec<Field>) -> Structure {
    Structure {
        verified: model::Verified::Pages,
        common: common(name),
        record: RecordKind::Struct,
        tag: format!("_{name}"),
        aliases: vec![Alias { name: format!("LP{name}"), pointers: 1 }],
        packing: None,
        header: None,
        fields,
        prototype: String::new(),
    }
}

/// Names that mean something else to Rust, to RDL or to metadata, and some that mean nothing to anybody.
const NAMES: &[&str] = &[
    "type",
    "self",
    "Self",
    "match",
    "",
    "_",
    "void",
    "String",
    "Object",
    "GUID",
    "BOOL",
    "HRESULT",
    "IUnknown",
    "Apis",
    "Value",
    "Invoke",
    "r#type",
    "Größe",
    "名前",
    "a b",
    "3D",
    ".ctor",
    "<Module>",
    "value__",
    "#[in]",
    "\u{202E}\u{0}",
];

/// An Api in which everything has a hostile name.
pub(crate) fn hostile() -> Api {
    let mut parameters: Vec<Parameter> =
        NAMES.iter().map(|name| parameter(name, "ULONG", Some(Direction::Out))).collect();
    parameters.extend(NAMES.iter().map(|name| parameter(name, &format!("{name} *"), None)));
    let methods: Vec<Method> = NAMES.iter().map(|name| method(name, parameters.clone())).collect();
    let fields: Vec<Field> = NAMES.iter().map(|name| field(name, "LONG")).collect();
    let member = |name: &&str| Enumerator { name: (*name).into(), ..Enumerator::default() };
    let interface = |name: &&str| Interface {
        common: common(&format!("I{name}")),
        methods: methods.clone(),
        ..Interface::default()
    };
    Api {
        interfaces: NAMES.iter().map(interface).collect(),
        structures: NAMES.iter().map(|name| structure(name, fields.clone())).collect(),
        enumerations: vec![Enumeration {
            common: common("E"),
            members: NAMES.iter().map(member).collect(),
            ..Enumeration::default()
        }],
        functions: NAMES
            .iter()
            .map(|name| model::Function {
                common: common(&format!("Do{name}")),
                parameters: parameters.clone(),
                ..model::Function::default()
            })
            .collect(),
        ..Api::default()
    }
}

/// An Api that has what the sample has not: nested unions, packing, callbacks, reserved slots, odd pointers.
pub(crate) fn odd() -> Api {
    let union = Field {
        fields: vec![field("l", "LONG"), field("lpsz", "LPSTR"), field("sink", "LPFOO")],
        ..field("", "union")
    };
    let inner = Field {
        array: Some(vec!["2".into(), "3".into()]),
        fields: vec![union.clone(), field("type", "const BYTE * const *")],
        ..field("rg", "struct")
    };
    let callback = Field {
        callback: Some(vec![parameter("lpFoo", "LPFOO", Some(Direction::In))]),
        ..field("pfn", "BOOL")
    };
    let fields = vec![union, inner, callback, field("next", "struct _FOO *"), field("x", "LPNOWHERE")];
    let packed = Structure { packing: Some(4), ..structure("FOO", fields) };
    let reserved = Method { reserved: true, ..Method::default() };
    let call = vec![
        parameter("lpFoo", "LPFOO", Some(Direction::In)),
        parameter("lppFoo", "LPFOO *", Some(Direction::Out)),
        Parameter { optional: true, ..parameter("lpsz", "LPCTSTR", Some(Direction::In)) },
        parameter("lpch", "LPWSTR", Some(Direction::InOut)),
        parameter("lpul", "ULONG *", Some(Direction::In)),
        parameter("ulConnection", "ULONG_PTR", None),
        parameter("odd", "Riddle", None),
        parameter("lpStream", "LPSTREAM", None),
    ];
    let interface = Interface {
        common: common("IFoo"),
        base: Some("IUnknown".into()),
        iid: Some("F0020314-0000-0000-C000-000000000046".into()),
        pointer_type: Some("LPFOO".into()),
        methods: vec![method("First", call.clone()), reserved, method("match", call)],
        ..Interface::default()
    };
    let derived = Interface {
        common: common("IFooBar"),
        base: Some("IFoo".into()),
        methods: vec![method("Second", Vec::new())],
        ..Interface::default()
    };
    let lost = Interface { common: common("ILost"), base: Some("IGone".into()), ..Interface::default() };
    Api { interfaces: vec![interface, derived, lost], structures: vec![packed], ..Api::default() }
}
