//! Interfaces: what their bodies list, and which of it is their own.
//!
//! MAPI's headers list the methods of all bases again in every interface (C cannot inherit); C++ headers list an
//! interface's own. Which of both it is shows in the listing: it begins with all of the base's methods or not.

use std::collections::BTreeMap;

use super::declaration;
use super::statement;
use super::token::{self, Kind, Token};
use crate::model::facts::{CallFact, InterfaceFact, Origin};
use crate::parse::prototype::{self, Declaration};

/// The root of all interfaces; it is declared nowhere but in the Windows SDK.
const ROOT: &str = "IUnknown";

/// Its methods.
const ROOT_METHODS: [&str; 3] = ["QueryInterface", "AddRef", "Release"];

/// A chain of bases is no longer.
const LONGEST_CHAIN: usize = 32;

/// An interface as it is declared.
pub(super) struct Listing {
    /// Its name.
    pub(super) name: String,
    /// The base that it names; empty where it names none.
    base: String,
    /// The GUID in `MIDL_INTERFACE("…")`.
    pub(super) iid: Option<String>,
    /// What its body lists, in order.
    methods: Vec<CallFact>,
    /// What in its body could not be read: the macro of methods that no file defines, say.
    pub(super) unread: Option<String>,
    /// Where it is declared.
    pub(super) origin: Origin,
}

/// Name, base and GUID in the head of an interface's declaration.
struct Head<'t, 'a> {
    name: &'t Token<'a>,
    base: &'t str,
    iid: Option<String>,
}

/// Reads the declaration of an interface; `None` for anything else, and for a class with several bases.
pub(super) fn listing(tokens: &[Token<'_>], files: &[&str]) -> Option<Listing> {
    let open = tokens.iter().position(|token| token.is("{"))?;
    let close = token::closing(tokens, open)?;
    let head = head(&tokens[..open])?;
    let mut listing = Listing {
        name: head.name.text.to_string(),
        base: head.base.to_owned(),
        iid: head.iid,
        methods: Vec::new(),
        unread: None,
        origin: declaration::origin(head.name, files),
    };
    for member in statement::members(&tokens[open + 1..close]) {
        // What C++ adds beside the vtable.
        if member.iter().any(|token| matches!(token.text.as_ref(), "template" | "operator" | "friend" | "~"))
        {
            continue;
        }
        match method(member) {
            Some(signature) => listing.methods.push(declaration::call(signature, member, files)),
            None => listing.unread = listing.unread.or_else(|| Some(member[0].text.to_string())),
        }
    }
    Some(listing)
}

fn method(member: &[Token<'_>]) -> Option<prototype::Signature> {
    match prototype::parse(&statement::text(member, None)).declarations.pop()? {
        Declaration::Signature(signature) => {
            Some(signature).filter(|signature| !signature.is_callback && signature.return_type.is_some())
        }
        _ => None,
    }
}

/// `DECLARE_INTERFACE_(X, B)`, `MIDL_INTERFACE("…") X : public B`, `interface X : B`, `struct X : public B`.
fn head<'t, 'a>(mut tokens: &'t [Token<'a>]) -> Option<Head<'t, 'a>> {
    while tokens
        .first()
        .is_some_and(|token| matches!(token.text.as_ref(), "extern" | "EXTERN_C") || token.kind == Kind::Text)
    {
        tokens = &tokens[1..];
    }
    let (first, mut rest) = tokens.split_first()?;
    let mut iid = None;
    if statement::is_interface(first) {
        let close = token::closing(rest, 0).filter(|_| rest[0].is("("))?;
        let arguments = token::arguments(&rest[1..close]);
        if first.text != "MIDL_INTERFACE" {
            let [[name], others @ ..] = arguments.as_slice() else { return None };
            let base = match others {
                [[base], ..] if base.is_word() => base.text.as_ref(),
                _ => "",
            };
            let iid = others.iter().find_map(|argument| guid(argument));
            return name.is_word().then_some(Head { name, base, iid });
        }
        iid = guid(arguments.first()?);
        rest = &rest[close + 1..];
    } else if !matches!(first.text.as_ref(), "interface" | "struct" | "class") {
        return None;
    }
    let colon = rest.iter().position(|token| token.is(":"));
    // The name may have attributes before it: `struct __declspec(uuid("…")) X`.
    let name = rest[..colon.unwrap_or(rest.len())].last().filter(|name| name.is_word())?;
    let bases = colon.map_or(&[][..], |colon| &rest[colon + 1..]);
    let mut words = bases.iter().filter(|token| !matches!(token.text.as_ref(), "public" | "virtual"));
    let base = words.next().map_or("", |base| base.text.as_ref());
    // Several bases have no one vtable; a structure without any is a record.
    let is_single = words.next().is_none();
    let is_interface = !base.is_empty() || first.is("interface") || iid.is_some();
    (is_single && is_interface).then_some(Head { name, base, iid })
}

/// A GUID in quotes.
fn guid(argument: &[Token<'_>]) -> Option<String> {
    let [text] = argument else { return None };
    let text = text.text.trim_matches(['"', '{', '}']).to_ascii_uppercase();
    let is_guid = text.len() == 36 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    is_guid.then_some(text)
}

/// Finds out which methods are each interface's own.
///
/// An interface whose listing has the base's methods only in part is left out; the second list names those, and why.
pub(super) fn resolve(
    listings: &BTreeMap<String, Listing>,
) -> (BTreeMap<String, InterfaceFact>, Vec<(String, String)>) {
    let (mut interfaces, mut refused) = (BTreeMap::new(), Vec::new());
    for (name, listing) in listings {
        match own(listing, listings) {
            Ok((base, own)) => {
                let fact = InterfaceFact {
                    base,
                    methods: listing.methods[own..].to_vec(),
                    pointer_types: Vec::new(),
                    origin: listing.origin.clone(),
                };
                interfaces.insert(name.clone(), fact);
            }
            Err(why) => refused.push((name.clone(), why)),
        }
    }
    (interfaces, refused)
}

/// The base, and how many of the listed methods are inherited.
fn own(listing: &Listing, listings: &BTreeMap<String, Listing>) -> Result<(String, usize), String> {
    if let Some(word) = &listing.unread {
        return Err(format!("`{word}` in its body could not be read"));
    }
    let lists_root = begins_with(&listing.methods, &ROOT_METHODS);
    if listing.base.is_empty() {
        let base = if lists_root { ROOT } else { "" };
        return Ok((base.to_owned(), if lists_root { ROOT_METHODS.len() } else { 0 }));
    }
    if !lists_root {
        return Ok((listing.base.clone(), 0));
    }
    if listing.base == ROOT {
        return Ok((ROOT.to_owned(), ROOT_METHODS.len()));
    }
    let inherited = flattened(&listing.base, listings)
        .ok_or_else(|| format!("its base `{}` is in no header", listing.base))?;
    if begins_with(&listing.methods, &inherited) {
        return Ok((listing.base.clone(), inherited.len()));
    }
    Err(format!("it does not list the methods of its base `{}` in their order", listing.base))
}

fn begins_with(methods: &[CallFact], names: &[&str]) -> bool {
    methods.len() >= names.len() && methods.iter().zip(names).all(|(method, name)| method.name == *name)
}

/// The names of all methods of an interface, in slot order; `None` where a base is unknown.
fn flattened<'l>(name: &str, listings: &'l BTreeMap<String, Listing>) -> Option<Vec<&'l str>> {
    let mut chain: Vec<&Listing> = Vec::new();
    let mut next = name;
    while next != ROOT {
        let listing = listings.get(next).filter(|_| chain.len() < LONGEST_CHAIN)?;
        chain.push(listing);
        if begins_with(&listing.methods, &ROOT_METHODS) {
            // It lists everything.
            break;
        }
        next = &listing.base;
    }
    let mut names: Vec<&str> = if next == ROOT { ROOT_METHODS.to_vec() } else { Vec::new() };
    names.extend(
        chain.iter().rev().flat_map(|listing| listing.methods.iter().map(|method| method.name.as_str())),
    );
    Some(names)
}
