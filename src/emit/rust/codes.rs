//! Error and warning codes: the constants that calls return, as `HRESULT`s with what the pages say of them.

use std::collections::{BTreeMap, BTreeSet};

use super::constant;
use super::context::Context;
use super::docs::Docs;
use super::markdown::code as code_of;
use super::writer::{Code, hex};
use super::{facts, names};
use crate::model::Constant;
use crate::parse::item::{ReturnValue, Text};

/// How many of the pages that return a code are named.
const PAGES_NAMED: usize = 20;

/// What the pages say of one code.
#[derive(Default)]
struct Told<'a> {
    /// The pages that list it.
    pages: BTreeSet<&'a str>,
    /// What they say, with how many say it.
    words: BTreeMap<String, (usize, &'a Text)>,
}

/// Every code that a page lists, by its name, with what is said of it.
fn told<'a>(context: &Context<'a>) -> BTreeMap<&'a str, Told<'a>> {
    let api = context.api;
    let methods = api.interfaces.iter().flat_map(|interface| &interface.methods);
    let methods = methods.map(|method| (&method.common, &method.return_type, &method.returns));
    let functions = api.functions.iter().map(|item| (&item.common, &item.return_type, &item.returns));
    let callbacks = api.callbacks.iter().map(|item| (&item.common, &item.return_type, &item.returns));
    let mut told: BTreeMap<&str, Told<'_>> = BTreeMap::new();
    for (common, return_type, returns) in methods.chain(functions).chain(callbacks) {
        if !return_type.as_deref().is_some_and(|ty| facts::RESULT_TYPES.contains(&ty.trim())) {
            continue;
        }
        for ReturnValue { code, summary } in returns {
            let told = told.entry(code.trim()).or_default();
            told.pages.insert(&common.page);
            if let Some(words) = summary.get(&context.options.docs, &context.options.source) {
                told.words.entry(words.to_owned()).or_insert((0, summary)).0 += 1;
            }
        }
    }
    told
}

/// The constants that are codes: some page returns one of the kind (`MAPI_E_…`, `S_…`), and each has a number.
pub(super) fn of<'a>(context: &Context<'a>) -> Vec<&'a Constant> {
    let told = told(context);
    let families: BTreeSet<&str> = told.keys().filter_map(|name| facts::code_family(name)).collect();
    let is_code = |constant: &&Constant| {
        constant.number.and_then(bits).is_some()
            && facts::code_family(&constant.name).is_some_and(|family| families.contains(family))
    };
    context.api.constants.iter().filter(is_code).collect()
}

/// The 32 bits of a code, whatever its sign; `None` where it has more.
fn bits(number: i64) -> Option<u32> {
    u32::try_from(number).ok().or_else(|| i32::try_from(number).ok().map(i32::cast_unsigned))
}

/// Writes the codes.
pub(super) fn write(context: &mut Context<'_>, code: &mut Code) {
    let told = told(context);
    for constant in of(context) {
        let Some(bits) = constant.number.and_then(bits) else { continue };
        let rust = names::item(&constant.name);
        let value = if bits > i32::MAX.cast_unsigned() {
            format!("windows_core::HRESULT({}_u32 as i32)", hex(u64::from(bits)))
        } else {
            format!("windows_core::HRESULT({})", hex(u64::from(bits)))
        };
        if !context.claim_value(&rust, &constant.page, &value) {
            continue;
        }
        code.gap();
        code.docs(&documentation(context, constant, told.get(constant.name.as_str())));
        code.define(&format!("pub const {rust}: windows_core::HRESULT ="), &format!("{value};"));
    }
}

fn documentation(context: &Context<'_>, constant: &Constant, told: Option<&Told<'_>>) -> Vec<String> {
    let mut docs = Docs::new(context);
    // What most pages say is what it means anywhere.
    let words = told.and_then(|told| told.words.values().max_by_key(|(count, _)| *count));
    let said = docs.text(&constant.summary) || words.is_some_and(|(_, words)| docs.text(words));
    if !said {
        docs.paragraph(&code_of(&constant.name));
    }
    let paths: Vec<&str> = told
        .into_iter()
        .flat_map(|told| &told.pages)
        .filter_map(|page| context.links.get(&page.to_lowercase()))
        .map(String::as_str)
        .collect();
    if !paths.is_empty() {
        let link = |path: &&str| format!("[`{0}`](crate::{0})", path.trim_start_matches("crate::"));
        let named: Vec<String> = paths.iter().take(PAGES_NAMED).map(link).collect();
        let more = paths.len() - named.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        docs.paragraph(&format!("Returned by {}{more}.", named.join(", ")));
    }
    docs.paragraph(&constant::origin(constant));
    docs.finish()
}
