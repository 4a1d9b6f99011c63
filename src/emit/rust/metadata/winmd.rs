//! The metadata as `.winmd`, in the form of win32metadata.
//!
//! That form says of a parameter or field that it is constant (`ConstAttribute`), where windows-rs modifies the type: a
//! modified type is what C#'s generator refuses.

use windows_metadata::writer::{
    AttributeType, Field, File, HasAttribute, HasConstant, MemberRefParent, MethodDef, TypeDef, TypeDefOrRef,
};
use windows_metadata::{
    FieldAttributes, MethodAttributes, MethodCallAttributes, MethodImplAttributes, PInvokeAttributes,
    ParamAttributes, Signature, Type, TypeAttributes, Value,
};

use super::types::guid;
use super::vocabulary::{self, ATTRIBUTES};
use super::{Argument, Call, Constant, Item, Kind, Library, Literal, NAMESPACE};
use crate::emit::rust::facts::LIBRARY;

/// Where .NET keeps what it knows of other languages.
const INTEROP: &str = "System.Runtime.InteropServices";

/// No table may have more rows than its two-byte indexes reach; a few are the file's own.
const MOST_ROWS: usize = 0xFFF0;

/// The file; `None` where there is more than it can hold.
pub(super) fn write(library: &Library) -> Option<Vec<u8>> {
    if rows(library).into_iter().any(|rows| rows > MOST_ROWS) {
        return None;
    }
    let mut file = File::new(NAMESPACE);
    file.set_reference(vocabulary::index());
    for item in &library.types {
        write_item(&mut file, item);
    }
    if !library.functions.is_empty() || !library.constants.is_empty() {
        let object = extends(&mut file, "Object");
        let flags = TypeAttributes::Public | TypeAttributes::Abstract | TypeAttributes::Sealed;
        file.TypeDef(NAMESPACE, "Apis", object, flags);
        for function in &library.functions {
            write_function(&mut file, function);
        }
        for constant in &library.constants {
            write_constant(&mut file, constant);
        }
    }
    Some(file.into_stream())
}

/// How many types, fields, methods and parameters there will be.
fn rows(library: &Library) -> [usize; 4] {
    let mut fields = library.constants.len();
    let mut calls: Vec<&Call> = library.functions.iter().collect();
    for item in &library.types {
        match &item.kind {
            Kind::Interface { slots, .. } => calls.extend(slots),
            Kind::Record { fields: own, .. } => fields += own.len(),
            Kind::Enumeration(values) => fields += values.len() + 1,
            // One more is the constructor, with two parameters.
            Kind::Callback(call) => calls.extend([call; 2]),
            Kind::Typedef(_) => fields += 1,
        }
    }
    let parameters = calls.iter().map(|call| call.parameters.len().max(2)).sum();
    [library.types.len(), fields, calls.len(), parameters]
}

fn write_item(file: &mut File, item: &Item) {
    let Item { name, kind } = item;
    match kind {
        Kind::Interface { base, iid, slots } => write_interface(file, name, base, *iid, slots),
        Kind::Record { is_union, packing, fields } => {
            let layout =
                if *is_union { TypeAttributes::ExplicitLayout } else { TypeAttributes::SequentialLayout };
            let def = write_struct(file, name, layout);
            if let Some(packing) = packing {
                file.ClassLayout(def, u16::from(*packing), 0);
            }
            for (name, ty) in fields {
                let field = write_field(file, name, ty);
                if *is_union {
                    file.FieldLayout(field, 0);
                }
            }
        }
        Kind::Enumeration(values) => write_enumeration(file, name, values),
        Kind::Callback(call) => write_callback(file, name, call),
        Kind::Typedef(ty) => {
            let def = write_struct(file, name, TypeAttributes::SequentialLayout);
            attribute(
                file,
                HasAttribute::TypeDef(def),
                (ATTRIBUTES, "NativeTypedefAttribute"),
                Vec::new(),
                &[],
            );
            write_field(file, "Value", ty);
        }
    }
}

fn write_struct(file: &mut File, name: &str, layout: TypeAttributes) -> TypeDef {
    let base = extends(file, "ValueType");
    file.TypeDef(NAMESPACE, name, base, layout | TypeAttributes::Sealed | TypeAttributes::Public)
}

fn write_field(file: &mut File, name: &str, ty: &Type) -> Field {
    let (ty, is_const) = plain(ty);
    let field = file.Field(name, &ty, FieldAttributes::Public);
    if is_const {
        mark_const(file, HasAttribute::Field(field));
    }
    field
}

fn write_interface(file: &mut File, name: &str, base: &Type, iid: Option<u128>, slots: &[Call]) {
    let flags = TypeAttributes::Public | TypeAttributes::Interface | TypeAttributes::Abstract;
    let def = file.TypeDef(NAMESPACE, name, TypeDefOrRef::default(), flags);
    if let Some(iid) = iid {
        write_guid(file, HasAttribute::TypeDef(def), iid);
    }
    file.InterfaceImpl(def, base);
    for slot in slots {
        write_method(file, slot, instance(), MethodImplAttributes::PreserveSig);
    }
}

/// What every method of an object is.
fn instance() -> MethodAttributes {
    MethodAttributes::Public
        | MethodAttributes::HideBySig
        | MethodAttributes::Abstract
        | MethodAttributes::NewSlot
        | MethodAttributes::Virtual
}

fn write_method(
    file: &mut File,
    call: &Call,
    flags: MethodAttributes,
    how: MethodImplAttributes,
) -> MethodDef {
    let is_static = flags.contains(MethodAttributes::Static);
    let types = call.parameters.iter().map(|argument| plain(&argument.ty).0);
    let signature = Signature {
        flags: if is_static { MethodCallAttributes::default() } else { MethodCallAttributes::HASTHIS },
        return_type: plain(&call.result).0,
        types: types.collect(),
    };
    let method = file.MethodDef(&call.name, &signature, flags, how);
    // A sequence number is all that may run out, long after any page.
    for (sequence, argument) in (1..=u16::MAX).zip(&call.parameters) {
        let param = file.Param(&argument.name, sequence, directions(argument));
        if plain(&argument.ty).1 {
            mark_const(file, HasAttribute::Param(param));
        }
    }
    method
}

fn directions(argument: &Argument) -> ParamAttributes {
    let mut flags = ParamAttributes::default();
    for (is_so, flag) in [
        (argument.reads, ParamAttributes::In),
        (argument.writes, ParamAttributes::Out),
        (argument.optional, ParamAttributes::Optional),
    ] {
        if is_so {
            flags |= flag;
        }
    }
    flags
}

fn write_enumeration(file: &mut File, name: &str, values: &[(String, i32)]) {
    let base = extends(file, "Enum");
    let def = file.TypeDef(NAMESPACE, name, base, TypeAttributes::Public | TypeAttributes::Sealed);
    // As in the crate, the enumerators' names are the type's own.
    attribute(file, HasAttribute::TypeDef(def), (ATTRIBUTES, "ScopedEnumAttribute"), Vec::new(), &[]);
    let hidden = FieldAttributes::SpecialName | FieldAttributes::RTSpecialName;
    file.Field("value__", &Type::I32, FieldAttributes::Public | hidden);
    for (member, value) in values {
        let field = file.Field(member, &Type::value_named(NAMESPACE, name), literal());
        file.Constant(HasConstant::Field(field), &Value::I32(*value));
    }
}

fn literal() -> FieldAttributes {
    FieldAttributes::Public | FieldAttributes::Static | FieldAttributes::Literal | FieldAttributes::HasDefault
}

fn write_callback(file: &mut File, name: &str, call: &Call) {
    let base = extends(file, "MulticastDelegate");
    let def = file.TypeDef(NAMESPACE, name, base, TypeAttributes::Public | TypeAttributes::Sealed);
    let convention = Type::value_named(INTEROP, "CallingConvention");
    attribute(
        file,
        HasAttribute::TypeDef(def),
        (INTEROP, "UnmanagedFunctionPointerAttribute"),
        vec![convention],
        // The platform's own.
        &[Value::I32(1)],
    );
    let argument =
        |name: &str, ty| Argument { name: name.to_owned(), ty, reads: true, writes: false, optional: false };
    let constructor = Call {
        name: ".ctor".to_owned(),
        parameters: vec![argument("object", Type::Object), argument("method", Type::ISize)],
        result: Type::Void,
    };
    let flags = MethodAttributes::Public
        | MethodAttributes::HideBySig
        | MethodAttributes::SpecialName
        | MethodAttributes::RTSpecialName;
    write_method(file, &constructor, flags, MethodImplAttributes::Runtime);
    let flags = MethodAttributes::Public
        | MethodAttributes::HideBySig
        | MethodAttributes::NewSlot
        | MethodAttributes::Virtual;
    write_method(file, call, flags, MethodImplAttributes::Runtime);
}

fn write_function(file: &mut File, function: &Call) {
    let flags = MethodAttributes::Public
        | MethodAttributes::HideBySig
        | MethodAttributes::Static
        | MethodAttributes::PInvokeImpl;
    let method = write_method(file, function, flags, MethodImplAttributes::PreserveSig);
    let mapping = PInvokeAttributes::NoMangle | PInvokeAttributes::CallConvPlatformapi;
    file.ImplMap(method, mapping, &function.name, LIBRARY);
}

fn write_constant(file: &mut File, constant: &Constant) {
    match &constant.value {
        Literal::Guid(value) => {
            let flags = FieldAttributes::Public | FieldAttributes::Static;
            let field = file.Field(&constant.name, &guid(), flags);
            write_guid(file, HasAttribute::Field(field), *value);
        }
        Literal::Plain(ty, value) => {
            let field = file.Field(&constant.name, ty, literal());
            file.Constant(HasConstant::Field(field), value);
        }
    }
}

/// The attribute that holds a GUID: its four parts, the last of eight bytes.
fn write_guid(file: &mut File, target: HasAttribute, guid: u128) {
    let parts =
        [Value::U32((guid >> 96) as u32), Value::U16((guid >> 80) as u16), Value::U16((guid >> 64) as u16)];
    let values: Vec<Value> = parts.into_iter().chain((guid as u64).to_be_bytes().map(Value::U8)).collect();
    let types = values.iter().map(Value::ty).collect();
    attribute(file, target, (ATTRIBUTES, "GuidAttribute"), types, &values);
}

fn mark_const(file: &mut File, target: HasAttribute) {
    attribute(file, target, (ATTRIBUTES, "ConstAttribute"), Vec::new(), &[]);
}

fn attribute(
    file: &mut File,
    target: HasAttribute,
    (namespace, name): (&str, &str),
    types: Vec<Type>,
    values: &[Value],
) {
    let class = file.TypeRef(namespace, name);
    let signature = Signature { types, ..Signature::default() };
    let constructor = file.MemberRef(".ctor", &signature, MemberRefParent::TypeRef(class));
    let values: Vec<(String, Value)> = values.iter().map(|value| (String::new(), value.clone())).collect();
    file.Attribute(target, AttributeType::MemberRef(constructor), &values);
}

fn extends(file: &mut File, name: &str) -> TypeDefOrRef {
    TypeDefOrRef::TypeRef(file.TypeRef("System", name))
}

/// `ty` without the constness that its spelling has, and whether it had some.
fn plain(ty: &Type) -> (Type, bool) {
    match ty {
        Type::PtrConst(inner, count) => (Type::PtrMut(Box::new(plain(inner).0), *count), true),
        Type::PtrMut(inner, count) => (Type::PtrMut(Box::new(plain(inner).0), *count), false),
        Type::ArrayFixed(inner, count) => {
            let (inner, is_const) = plain(inner);
            (Type::ArrayFixed(Box::new(inner), *count), is_const)
        }
        Type::ValueName(name) => vocabulary::unconst(name).map_or((ty.clone(), false), |ty| (ty, true)),
        ty => (ty.clone(), false),
    }
}
