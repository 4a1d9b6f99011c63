//! Corrections are applied: each where the page still says what the correction says it does.

use super::{PageCorrection, Supplement};
use crate::diagnostic::{Diagnostic, Rule, rule};
use crate::model::facts::Facts;
use crate::model::{Api, Interface, Method, Property, declare, tags, vtable, witness};
use crate::parse::constants::number;
use crate::parse::item::{Common, Correction, Parameter};

/// What became of a correction.
enum Outcome {
    /// The page says what the correction says, and the item says what is right now.
    Applied,
    /// The page says what is right already.
    Needless,
    /// The page says something else.
    Unmatched(String),
    /// The page has no such item, or the correction is none of its kind.
    Nothing,
}

impl Supplement {
    /// Corrects `api`. Corrections of pages that are not there are passed over; one whose page says something else than
    /// the correction expects, or what is right already, is reported and changes nothing.
    pub fn correct(&self, api: &mut Api) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for entry in &self.corrections {
            let PageCorrection { page, item, correction } = entry;
            let what = format!("{}'s correction of {item} ({})", self.name, correction.what);
            let (rule, message): (&'static Rule, String) = match apply(api, entry, &self.facts) {
                Some(Outcome::Applied) | None => continue,
                Some(Outcome::Needless) => {
                    (&rule::NEEDLESS_CORRECTION, format!("{what} is not needed any more: the page is right"))
                }
                Some(Outcome::Unmatched(said)) => {
                    let says = &correction.says;
                    (&rule::UNMATCHED_CORRECTION, format!("{what} expects `{says}`, the page says `{said}`"))
                }
                Some(Outcome::Nothing) => {
                    (&rule::UNMATCHED_CORRECTION, format!("{what} fits nothing on the page"))
                }
            };
            diagnostics
                .push(Diagnostic { page: Some(page.as_str().into()), ..Diagnostic::bare(rule, message) });
        }
        vtable::renumber(&mut api.interfaces);
        diagnostics
    }
}

/// Applies one correction; `None` where its page is not there.
fn apply(api: &mut Api, entry: &PageCorrection, facts: &Facts) -> Option<Outcome> {
    let PageCorrection { page, item, correction } = entry;
    let is = |common: &Common| common.page == *page && common.name == *item;
    if let Some(interface) = api.interfaces.iter_mut().find(|interface| is(&interface.common)) {
        let outcome = correct_interface(interface, correction, facts);
        return Some(note(outcome, &mut interface.common.corrections, correction));
    }
    if let Some(structure) = api.structures.iter_mut().find(|structure| is(&structure.common)) {
        let outcome = correct_fields(&mut structure.fields, correction);
        return Some(note(outcome, &mut structure.common.corrections, correction));
    }
    let of_property = |property: &&mut Property| correction.what == "tag" && property.common.page == *page;
    if let Some(property) = api.properties.iter_mut().find(of_property) {
        let tag = property.tags.get(item).copied();
        let said = tag.map(|tag| format!("0x{tag:08X}")).unwrap_or_default();
        let right = number(&correction.right).and_then(|value| u32::try_from(value).ok());
        let outcome = change(&said, correction, right, |value| {
            property.tags.insert(item.clone(), value);
        });
        return Some(note(outcome, &mut property.common.corrections, correction));
    }
    let of_types = |property: &&mut Property| correction.what == "types" && is(&property.common);
    if let Some(property) = api.properties.iter_mut().find(of_types) {
        let types = correction.right.split(',').map(|ty| ty.trim().to_owned()).collect();
        let outcome = change(&property.types.join(", "), correction, Some(types), |types| {
            property.types = types;
            tags::fill(property);
        });
        return Some(note(outcome, &mut property.common.corrections, correction));
    }
    if let Some(outcome) = correct_call(api, entry) {
        return Some(outcome);
    }
    let constant =
        api.constants.iter_mut().find(|constant| constant.name == *item && constant.page == *page)?;
    let said = constant.number.map(|value| value.to_string()).unwrap_or_default();
    let outcome = change(&said, correction, number(&correction.right), |value| {
        constant.number = Some(value);
        constant.value = Some(correction.right.clone());
    });
    Some(note(outcome, &mut constant.corrections, correction))
}

/// Keeps an applied correction with its item, so that readers see it.
fn note(outcome: Outcome, corrections: &mut Vec<Correction>, correction: &Correction) -> Outcome {
    if matches!(outcome, Outcome::Applied) {
        corrections.push(correction.clone());
    }
    outcome
}

/// Puts `right` in, if `said` is what the correction expects.
fn change<T>(said: &str, correction: &Correction, right: Option<T>, put: impl FnOnce(T)) -> Outcome {
    let same = |a: &str, b: &str| {
        number(a)
            .zip(number(b))
            .map_or_else(|| a.split_whitespace().eq(b.split_whitespace()), |(a, b)| a == b)
    };
    if same(said, &correction.right) {
        return Outcome::Needless;
    }
    if !same(said, &correction.says) {
        return Outcome::Unmatched(said.to_owned());
    }
    match right {
        Some(right) => {
            put(right);
            Outcome::Applied
        }
        None => Outcome::Nothing,
    }
}

fn correct_interface(interface: &mut Interface, correction: &Correction, facts: &Facts) -> Outcome {
    let right = Some(correction.right.clone());
    match correction.what.as_str() {
        "base" => {
            let said = interface.base.clone().unwrap_or_default();
            change(&said, correction, right, |base| interface.base = Some(base))
        }
        "iid" => {
            let said = interface.iid.clone().unwrap_or_default();
            change(&said, correction, right, |iid| interface.iid = Some(iid))
        }
        "vtable" => {
            let said: Vec<&str> =
                interface.methods.iter().map(|method| method.common.name.as_str()).collect();
            let said = said.join(", ");
            let methods = reordered(interface, &correction.right, facts);
            change(&said, correction, methods, |methods| interface.methods = methods)
        }
        _ => Outcome::Nothing,
    }
}

/// The methods in the right order; those that the page does not list are declared as the facts have them. `None` where
/// nobody declares one: a slot is never guessed.
fn reordered(interface: &Interface, right: &str, facts: &Facts) -> Option<Vec<Method>> {
    let fact = facts.interfaces.get(&interface.common.name);
    right
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| {
            if let Some(method) = interface.methods.iter().find(|method| method.common.name == name) {
                return Some(method.clone());
            }
            let declared = fact?.methods.iter().find(|method| method.name == name)?;
            Some(witness::method_of(interface, declared))
        })
        .collect()
}

fn correct_fields(fields: &mut Vec<crate::parse::item::Field>, correction: &Correction) -> Outcome {
    if correction.what == "fields" {
        let mut right = declare::read_fields(&correction.right);
        for field in right.iter_mut().flatten() {
            // What the page says of a field that stays is kept.
            if let Some(old) = fields.iter().find(|old| old.name == field.name && !old.name.is_empty()) {
                (field.summary, field.flags) = (old.summary.clone(), old.flags.clone());
                if old.fields.len() == field.fields.len() {
                    field.fields.clone_from(&old.fields);
                }
            }
        }
        let said = declare::fields(fields);
        return change(&said, correction, right, |right| *fields = right);
    }
    let Some(name) = correction.what.strip_prefix("field ") else { return Outcome::Nothing };
    let Some(field) = fields.iter_mut().find(|field| field.name == name) else { return Outcome::Nothing };
    change(&field.ty.clone(), correction, Some(correction.right.clone()), |ty| field.ty = ty)
}

/// The parts of a call that corrections change.
struct Call<'a> {
    return_type: &'a mut Option<String>,
    parameters: &'a mut Vec<Parameter>,
    corrections: &'a mut Vec<Correction>,
}

/// Corrects a method, function or callback; `None` where there is none of the name on the page.
fn correct_call(api: &mut Api, entry: &PageCorrection) -> Option<Outcome> {
    let PageCorrection { page, item, correction } = entry;
    let methods = api.interfaces.iter_mut().flat_map(|interface| &mut interface.methods).filter(|method| {
        item.split_once("::") == Some((method.interface.as_str(), method.common.name.as_str()))
    });
    let methods = methods.map(|item| (&mut item.common, &mut item.return_type, &mut item.parameters));
    let functions = api.functions.iter_mut().filter(|function| function.common.name == *item);
    let functions = functions.map(|item| (&mut item.common, &mut item.return_type, &mut item.parameters));
    let callbacks = api.callbacks.iter_mut().filter(|callback| callback.common.name == *item);
    let callbacks = callbacks.map(|item| (&mut item.common, &mut item.return_type, &mut item.parameters));
    let mut all = methods.chain(functions).chain(callbacks);
    let (common, return_type, parameters) = all.find(|(common, ..)| common.page == *page)?;
    let mut call = Call { return_type, parameters, corrections: &mut common.corrections };
    Some(correct_parts(&mut call, correction))
}

fn correct_parts(call: &mut Call<'_>, correction: &Correction) -> Outcome {
    let right = Some(correction.right.clone());
    let outcome = if correction.what == "return type" {
        let said = call.return_type.clone().unwrap_or_default();
        change(&said, correction, right, |ty| *call.return_type = Some(ty))
    } else if correction.what == "parameters" {
        let said = declare::parameters(Parameter::declared(call.parameters));
        let right =
            declare::read_parameters(&correction.right).map(|right| documented(right, call.parameters));
        change(&said, correction, right, |right| *call.parameters = right)
    } else if let Some(name) = correction.what.strip_prefix("parameter ") {
        match call.parameters.iter_mut().find(|parameter| parameter.name == name) {
            Some(parameter) => change(&parameter.ty.clone(), correction, right, |ty| parameter.ty = ty),
            None => Outcome::Nothing,
        }
    } else {
        Outcome::Nothing
    };
    note(outcome, call.corrections, correction)
}

/// The right parameters with what the page says of those that it documents.
fn documented(right: Vec<Parameter>, old: &[Parameter]) -> Vec<Parameter> {
    let with_words = |parameter: Parameter| match old.iter().find(|old| old.name == parameter.name) {
        Some(old) => Parameter { ty: parameter.ty, array: parameter.array, ..old.clone() },
        None => parameter,
    };
    right.into_iter().map(with_words).collect()
}
