//! The metadata as windows-rs reads it, compared with the crate's own text.
//!
//! windows-bindgen makes Rust of the emitted `.winmd`, and windows-rdl makes a `.winmd` of the emitted `.rdl`: two readers
//! that know nothing of this emitter. Both texts are set by rustfmt's rules, so lines are enough to compare them.

use std::collections::BTreeMap;
use std::path::Path;

use mapidoc::emit::OutputFile;
use mapidoc::emit::rust::{Options, emit};
use mapidoc::locale::Locale;
use mapidoc::model::{self, Api};
use mapidoc::parse;
use mapidoc::read::{self, Source};
use windows_metadata::reader::{self, Index, TypeCategory};
use windows_metadata::{Type, TypeAttributes};

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/odd_api.rs"]
mod odd_api;
#[path = "support/rust_text.rs"]
mod rust_text;

use rust_text::{Text, signature, value};

/// The namespace of the metadata.
const NAMESPACE: &str = "Mapi";

/// What the crate's own text has; its interfaces have their identifiers in an `impl`.
fn own(files: &[OutputFile]) -> Text {
    let mut all = String::new();
    for file in files.iter().filter(|file| file.path.starts_with("src/")) {
        all.push_str(std::str::from_utf8(&file.bytes).unwrap());
    }
    let mut read = Text::read(&all);
    let all = all.replace(" =\n        windows_core", " = windows_core");
    let mut interface = "";
    for line in all.lines() {
        if let Some(rest) = line.strip_prefix("unsafe impl windows_core::Interface for ") {
            interface = rest.trim_end_matches(" {");
        } else if let Some(rest) = line.strip_prefix("    const IID: windows_core::GUID = ") {
            let value = if rest.contains("zeroed") { Some(0) } else { value(line) };
            read.identifiers.extend(value.map(|value| (interface.to_owned(), value)));
        }
    }
    let functions = files.iter().find(|file| file.path == "src/functions.rs");
    let functions = functions.map(|file| std::str::from_utf8(&file.bytes).unwrap()).unwrap_or_default();
    let names = functions.lines().filter_map(|line| {
        line.strip_prefix("    ")?.trim_start().strip_prefix("pub unsafe fn ")?.split('(').next()
    });
    read.functions.extend(names.map(str::to_owned));
    read
}

fn is_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == ending)
}

fn file<'f>(files: &'f [OutputFile], ending: &str) -> &'f [u8] {
    let file = files.iter().find(|file| file.path.starts_with("metadata/") && is_ending(&file.path, ending));
    &file.unwrap_or_else(|| panic!("no .{ending}")).bytes
}

fn crate_of(api: &Api) -> Vec<OutputFile> {
    let locale = Locale::parse("en-US").unwrap();
    emit(api, &Options { docs: locale.clone(), beside: None, source: locale, crate_name: "trial".into() }).0
}

/// What windows-bindgen makes of metadata.
fn bindgen(winmd: &[u8], filters: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("in.winmd"), winmd).unwrap();
    let (from, to) = (path("in.winmd"), path("out.rs"));
    let arguments = ["--in", &from, "--out", &to, "--flat", "--implement", "--filter"];
    windows_bindgen::bindgen(arguments.into_iter().chain(filters.iter().copied()));
    std::fs::read_to_string(to).unwrap()
}

/// What windows-rdl makes of RDL.
fn compiled(rdl: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.winmd");
    let made = windows_rdl::reader().input_text(std::str::from_utf8(rdl).unwrap()).output(&path).write();
    made.unwrap_or_else(|error| panic!("{error:?}"));
    std::fs::read(path).unwrap()
}

/// How much was compared, and what differs.
#[derive(Debug, Default)]
struct Compared {
    interfaces: usize,
    slots: usize,
    reserved: usize,
    records: usize,
    fields: usize,
    enumerators: usize,
    constants: usize,
    functions: usize,
    faults: Vec<String>,
}

impl Compared {
    /// The crate's text against what windows-bindgen made of its metadata.
    fn of(ours: &Text, theirs: &Text) -> Self {
        let mut compared = Self::default();
        for (name, fields) in &ours.records {
            match name.strip_suffix("_Vtbl") {
                Some(interface) => compared.interface(interface, fields, ours, theirs),
                None => compared.record(name, fields, theirs),
            }
        }
        compared.equal("interfaces", &compared.interfaces.clone(), &theirs.identifiers.len());
        for (name, value) in &ours.constants {
            compared.constants += 1;
            compared.equal(name, &Some(value), &theirs.constants.get(name));
        }
        compared.enumerators = ours.enumerators.len();
        compared.equal("enumerators", &ours.enumerators, &theirs.enumerators);
        let sorted = |text: &Text| {
            let mut names = text.functions.clone();
            names.sort();
            names
        };
        compared.functions = ours.functions.len();
        compared.equal("functions", &sorted(ours), &sorted(theirs));
        compared
    }

    fn equal<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, ours: &T, theirs: &T) {
        if ours != theirs {
            self.faults.push(format!("{what}: {ours:?}, {theirs:?}"));
        }
    }

    fn interface(&mut self, interface: &str, fields: &[(String, String)], ours: &Text, theirs: &Text) {
        self.interfaces += 1;
        self.slots += fields.len() - 1;
        self.reserved += fields.iter().filter(|(_, ty)| ty == "usize").count();
        let Some(there) = theirs.records.get(&format!("{interface}_Vtbl")) else {
            self.faults.push(format!("{interface}_Vtbl is absent"));
            return;
        };
        // Names, their order and number; the base is the first field, and its type says which it is.
        self.equal(interface, &names(fields), &names(there));
        self.equal(interface, &last_part(&fields[0].1), &last_part(&there[0].1));
        for (method, ty) in there.iter().filter(|(_, ty)| ty == "usize") {
            self.faults.push(format!("{interface}::{method} is {ty}"));
        }
        for ((method, here), (_, there)) in fields.iter().zip(there).skip(1) {
            let what = format!("{interface}::{method}");
            let here = if here == "usize" { Some((1, "")) } else { signature(here) };
            self.equal(&what, &here, &signature(there));
        }
        let name = format!("{interface}_Impl");
        let (trait_here, trait_there) = (ours.traits.get(&name), theirs.traits.get(&name));
        if trait_here.is_none() {
            self.faults.push(format!("{name} is not in the crate"));
        }
        self.equal(&name, &trait_here, &trait_there);
        self.equal(interface, &ours.identifiers.get(interface), &theirs.identifiers.get(interface));
    }

    fn record(&mut self, name: &str, fields: &[(String, String)], theirs: &Text) {
        // What is opaque has no field in metadata and a private one, which is not read, in the crate.
        if fields.is_empty() {
            return;
        }
        self.records += 1;
        self.fields += fields.len();
        self.equal(name, &Some(names(fields)), &theirs.records.get(name).map(|there| names(there)));
    }
}

fn names(fields: &[(String, String)]) -> Vec<&str> {
    fields.iter().map(|(name, _)| name.as_str()).collect()
}

fn last_part(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// Compares the crate's text with what windows-bindgen makes of its metadata.
fn compare(files: &[OutputFile]) -> Compared {
    let compared = Compared::of(&own(files), &Text::read(&bindgen(file(files, "winmd"), &[NAMESPACE])));
    assert!(compared.faults.is_empty(), "{:#?}", compared.faults);
    compared
}

/// Names, kinds and methods of the types, in a form that two readers' files share.
fn outline(winmd: &[u8]) -> BTreeMap<String, String> {
    let index = Index::new(vec![reader::File::new(winmd.to_vec()).unwrap()]);
    let mut outline = BTreeMap::new();
    for (namespace, name, def) in index.iter() {
        if namespace != NAMESPACE {
            continue;
        }
        let is_union = def.flags().contains(TypeAttributes::ExplicitLayout);
        let mut text = format!("{:?} {is_union}", category(&def.category()));
        for interface in def.interface_impls() {
            text += " : ";
            text += &spell(&interface.interface(&[]));
        }
        if let Some(guid) = def.attributes_named("GuidAttribute") {
            text += &guid;
        }
        if let Some(layout) = def.class_layout() {
            text += " packed ";
            text += &layout.packing_size().to_string();
        }
        let mut members: Vec<String> = Vec::new();
        for field in def.fields() {
            let value = field.constant().map(|constant| format!("{:?}", constant.value()));
            members.push(format!("{}: {} {value:?}", field.name(), spell(&field.ty())));
        }
        for method in def.methods().filter(|method| method.name() != ".ctor") {
            let signature = method.signature(&[]);
            let types: Vec<String> = signature.types.iter().map(spell).collect();
            let directions: Vec<_> =
                method.params().map(|param| (param.name().to_owned(), param.flags())).collect();
            // windows-rdl keeps the mark of a raw name in the names of methods.
            let name = method.name().trim_start_matches("r#");
            members.push(format!("{name}({types:?}) -> {} {directions:?}", spell(&signature.return_type)));
        }
        outline.insert(name.to_owned(), format!("{text} {members:#?}"));
    }
    outline
}

fn category(category: &TypeCategory) -> &'static str {
    match category {
        TypeCategory::Interface => "interface",
        TypeCategory::Class => "class",
        TypeCategory::Enum => "enum",
        TypeCategory::Struct => "struct",
        TypeCategory::Attribute => "attribute",
        TypeCategory::Delegate => "delegate",
    }
}

trait Attributes {
    /// The values of an attribute.
    fn attributes_named(&self, name: &str) -> Option<String>;
}

impl<'a, T: windows_metadata::HasAttributes<'a>> Attributes for T {
    fn attributes_named(&self, name: &str) -> Option<String> {
        self.find_attribute(name).map(|attribute| format!("{:?}", attribute.value()))
    }
}

/// A type without constness, which RDL and win32metadata say in different places.
fn spell(ty: &Type) -> String {
    match ty {
        Type::PtrMut(inner, count) | Type::PtrConst(inner, count) => {
            format!("{}{}", "*".repeat(*count), spell(inner))
        }
        Type::ArrayFixed(inner, count) => format!("[{}; {count}]", spell(inner)),
        Type::ClassName(name) | Type::ValueName(name) => {
            format!("{}.{}", name.namespace, name.name.replace("PC", "P"))
        }
        ty => format!("{ty:?}"),
    }
}

fn same_as_text(files: &[OutputFile]) -> usize {
    let (ours, theirs) = (outline(file(files, "winmd")), outline(&compiled(file(files, "rdl"))));
    for (name, text) in &ours {
        let there = theirs.get(name).unwrap_or_else(|| panic!("{name} is absent"));
        for (line, there) in text.lines().zip(there.lines()) {
            assert_eq!(line, there, "{name}");
        }
        assert_eq!(text.lines().count(), there.lines().count(), "{name}");
    }
    assert_eq!(ours.len(), theirs.len());
    ours.len()
}

/// The model of some sources.
fn model_of(sources: &[Source]) -> Api {
    let (library, _) = read::read(sources).unwrap();
    let pages: Vec<_> = library.documents.into_iter().map(|document| parse::parse(document).0).collect();
    let source = Locale::parse("en-US").unwrap();
    model::build(&pages, &library.locales, &library.books, &source, model::Words::All).0.api
}

fn sample() -> Vec<OutputFile> {
    crate_of(&model_of(&read::sample::sources()))
}

#[test]
fn the_samples_metadata_and_its_crate_say_the_same() {
    let files = sample();
    let compared = compare(&files);
    println!("{compared:?}");
    assert!(compared.interfaces > 0 && compared.slots > 10 && compared.records > 0, "{compared:?}");
    assert!(same_as_text(&files) > compared.interfaces);
}

#[test]
fn odd_types_keep_their_shape() {
    let files = crate_of(&odd_api::odd());
    let compared = compare(&files);
    assert_eq!((compared.interfaces, compared.slots, compared.reserved), (3, 4, 1));
    same_as_text(&files);
    let rdl = std::str::from_utf8(file(&files, "rdl")).unwrap();
    for line in [
        "#[packed(4)]",
        "rg: [[FOO_1; 3]; 2],",
        "#[in] lpFoo: IFoo,",
        "#[out] lppFoo: *mut IFoo,",
        "#[in] #[opt] lpsz: *const TCHAR,",
        "#[in] #[out] lpch: PWSTR,",
        "#[in] lpul: *mut u32,",
        "#[in] ulConnection: usize,",
        "fn Reserved4(&self);",
        "fn r#match(",
    ] {
        assert!(rdl.lines().any(|there| there.trim() == line), "{line}\n{rdl}");
    }
}

#[test]
fn hostile_names_come_through() {
    let files = crate_of(&odd_api::hostile());
    let compared = compare(&files);
    assert!(compared.interfaces > 10 && compared.records > 10, "{compared:?}");
    same_as_text(&files);
}

/// A type that metadata lacks turns a method into a number and takes the trait away, without a word.
#[test]
fn a_type_that_is_absent_is_noticed() {
    let files = sample();
    let text = bindgen(file(&files, "winmd"), &[NAMESPACE, "!Mapi.MAPIERROR"]);
    let faults = Compared::of(&own(&files), &Text::read(&text)).faults;
    for fault in ["IABLogon::GetLastError is usize", "IABLogon_Impl: Some(", "MAPIERROR: Some("] {
        assert!(faults.iter().any(|there| there.starts_with(fault)), "{fault}\n{faults:#?}");
    }
}

#[test]
fn every_run_writes_the_same_bytes() {
    assert_eq!(sample(), sample());
}

#[test]
#[ignore = "needs the corpus"]
fn the_corpus_metadata_and_its_crate_say_the_same() {
    for (which, api) in [("pages alone", corpus::pages_alone()), ("supplemented", corpus::supplemented())] {
        let files = crate_of(api);
        let compared = compare(&files);
        let types = same_as_text(&files);
        println!("{which}: {compared:?}, {types} types through RDL");
        assert!(compared.interfaces >= 68 && compared.slots > 350, "{compared:?}");
    }
}
