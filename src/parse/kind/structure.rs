//! Structure pages: a `struct` or `union`.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Item, Kind};
use crate::parse::item::{Alias, Common, Field, Verified};
use crate::parse::members;
use crate::parse::prototype::{Declaration, Record, RecordKind};
use crate::parse::reader::Reader;
use crate::parse::sheet::Sheet;
use crate::parse::terms;

/// A structure or union.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Structure {
    /// What every item has; the name is that of the page.
    #[serde(flatten)]
    pub common: Common,
    /// Structure or union.
    #[serde(rename = "type")]
    pub record: RecordKind,
    /// The tag after `struct` or `union`; empty where there is none.
    pub tag: String,
    /// The names its typedef gives.
    pub aliases: Vec<Alias>,
    /// The `n` of a `#pragma pack(n)` in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packing: Option<u8>,
    /// The header that declares it.
    pub header: Option<String>,
    /// Who confirms its layout.
    pub verified: Verified,
    /// Its fields in order.
    pub fields: Vec<Field>,
    /// Its declaration as the page has it.
    pub prototype: String,
}

/// How structure pages are known and read: the first fence declares a `struct` or `union`.
pub(super) const KIND: Kind = Kind { name: "structure", recognise, read };

fn recognise(sheet: &Sheet) -> bool {
    sheet.identifier_title().is_some() && matches!(sheet.first_declaration(), Some(Declaration::Record { .. }))
}

fn read(reader: &mut Reader<'_>) -> Item {
    let name = reader.sheet.title();
    let (record, aliases) = match reader.sheet.first_declaration() {
        Some(Declaration::Record { record, aliases }) => (record.clone(), aliases.clone()),
        _ => (Record { kind: RecordKind::Struct, tag: String::new(), fields: Vec::new(), packing: None }, Vec::new()),
    };
    let prototype = reader.take_prototype();
    let mut fields = members::fields(&record);
    members::describe_fields(reader, &mut fields);
    Item::Structure(Structure {
        record: record.kind,
        tag: record.tag,
        aliases: members::aliases(&aliases),
        packing: record.packing,
        header: reader.info(terms::row::HEADER),
        verified: Verified::Pages,
        fields,
        prototype,
        common: reader.common(name),
    })
}
