//! What a call gives back: the `HRESULT` as it is, a `Result`, or a `Result` that holds its last parameter.
//!
//! A success code that is not `S_OK` tells something. Where a page lists one, nothing may swallow it.

use super::call::Declaration;
use super::context::{Context, Shape};
use super::ctype::CType;
use super::facts;
use super::windows::{self, Known};
use crate::parse::item::{Direction, Parameter, ReturnValue};

/// What Rust makes of a return value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// What the callee returns: it is no `HRESULT`, or no page tells of it.
    Raw,
    /// An `HRESULT` of which these codes mean success, each another one; of one alone, it is another than `S_OK`.
    Codes(Vec<String>),
    /// An `HRESULT` that says no more than whether the call succeeded.
    Plain,
    /// The same, and the last parameter is what the call is made for.
    Value(Returned),
}

/// What a last parameter points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Returned {
    /// A number or a pointer of this type.
    Copy(String),
    /// An interface.
    Interface(String),
}

impl Returned {
    /// Its type in Rust.
    pub(super) fn ty(&self) -> &str {
        match self {
            Self::Copy(ty) | Self::Interface(ty) => ty,
        }
    }
}

/// Types that are a value whatever they are used for. Units of text and bytes are not here: a pointer to one is a
/// buffer's more often than not.
const VALUES: &[&str] = &[
    "f32",
    "f64",
    "i32",
    "i64",
    "isize",
    "u32",
    "u64",
    "usize",
    "windows_core::BOOL",
    "windows_core::GUID",
    "windows_core::HRESULT",
    "windows_core::PCSTR",
    "windows_core::PCWSTR",
    "windows_core::PSTR",
    "windows_core::PWSTR",
];

impl Outcome {
    /// What becomes of a call, whose parameters have these `shapes` and whose callee returns `result`.
    pub(super) fn of(
        context: &mut Context<'_>,
        declaration: &Declaration<'_>,
        shapes: &[Shape],
        result: &str,
    ) -> Self {
        // Of what has no page nobody knows what else might mean success.
        if result != " -> windows_core::HRESULT" || declaration.common.witness.is_some() {
            return Self::Raw;
        }
        let codes = successes(context, declaration.returns);
        let tells = |code: &String| context.number_of(code) != Some(0) && code != "S_OK";
        if codes.len() > 1 || codes.iter().any(tells) {
            return Self::Codes(codes);
        }
        returned(context, declaration.parameters, shapes, &declaration.common.page)
            .map_or(Self::Plain, Self::Value)
    }

    /// ` -> T` of what Rust calls or implements, where the callee has `result`.
    pub(super) fn called(&self, result: &str) -> String {
        match self {
            Self::Value(value) => format!(" -> windows_core::Result<{}>", value.ty()),
            Self::Plain => " -> windows_core::Result<()>".to_owned(),
            Self::Raw | Self::Codes(_) => result.to_owned(),
        }
    }
}

/// The codes among `returns` that do not mean failure, each once.
fn successes(context: &Context<'_>, returns: &[ReturnValue]) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for value in returns {
        let code = value.code.trim();
        if !code.is_empty() && !fails(context, code) && !codes.iter().any(|known| known == code) {
            codes.push(code.to_owned());
        }
    }
    codes
}

/// Whether `code` means failure: by its number where one is known, else by its name.
fn fails(context: &Context<'_>, code: &str) -> bool {
    match context.number_of(code) {
        // The sign bit of an HRESULT says so, however many digits a page writes it with.
        Some(number) => number & 0x8000_0000 != 0,
        None => facts::severity(code) == Some(facts::Severity::Error),
    }
}

/// What the last parameter gives back, if it alone gives something back and that is one value.
fn returned(
    context: &mut Context<'_>,
    parameters: &[Parameter],
    shapes: &[Shape],
    page: &str,
) -> Option<Returned> {
    let (last, others) = parameters.split_last()?;
    let only = |parameter: &Parameter| {
        // What no page gives a direction can at least not write where it points to nothing.
        let cannot_write = CType::split(&parameter.ty).pointers.is_empty() && parameter.array.is_empty();
        parameter.direction == Some(Direction::In) || (parameter.direction.is_none() && cannot_write)
    };
    if last.direction != Some(Direction::Out)
        || last.optional
        || !last.array.is_empty()
        || !others.iter().all(only)
        || may_be_null(context, last, others)
    {
        return None;
    }
    let Some(Shape::Plain(text)) = shapes.last() else { return None };
    let target = text.strip_prefix("*mut ")?;
    if let Some(interface) = target.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')) {
        return Some(Returned::Interface(interface.to_owned()));
    }
    // What a name stands for is asked of the type behind the parameter's own pointer.
    is_value(context, target, page).then(|| Returned::Copy(target.to_owned()))
}

/// Whether the page tells what it means where no pointer is given for `last`: where it speaks of NULL, its name is the next parameter's
/// that follows. A parameter that is set to NULL has its name before that.
fn may_be_null(context: &Context<'_>, last: &Parameter, others: &[Parameter]) -> bool {
    let source = &context.options.source;
    let text = last.summary.get(source, source).unwrap_or_default();
    text.split("NULL").skip(1).any(|rest| {
        let place =
            |parameter: &Parameter| rest.find(parameter.name.as_str()).filter(|_| !parameter.name.is_empty());
        place(last).is_some_and(|own| others.iter().filter_map(place).all(|other| own < other))
    })
}

/// Whether the Rust type `text` is a number or a pointer. Structures are not: many are longer than they are declared.
fn is_value(context: &mut Context<'_>, text: &str, page: &str) -> bool {
    let aliased = context.aliased(text, page);
    let text = aliased.as_deref().unwrap_or(text);
    let text = match windows::known(text) {
        Some(Known::Alias(target, ..)) => target,
        _ => text,
    };
    text.starts_with('*') || VALUES.contains(&text) || context.scope.is("enumeration", text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use crate::model::{Api, Constant};

    #[test]
    fn codes_fail_by_number_or_by_name() {
        let constant = |name: &str, number| Constant { name: name.into(), number, ..Constant::default() };
        let constants = vec![
            constant("MAPI_E_ODD", Some(0x0004_0001)),
            constant("WRONG", Some(0x8000_4005)),
            constant("NEGATIVE", Some(-2_147_467_259)),
            constant("E_FAIL", None),
        ];
        let locale = Locale::parse("en-US").unwrap();
        let options = super::super::Options {
            docs: locale.clone(),
            beside: None,
            source: locale,
            crate_name: "trial".into(),
        };
        let api = Api { constants, ..Api::default() };
        let context = Context::new(&api, &options);
        let returns = [
            "S_OK",
            "MAPI_E_ODD",
            "WRONG",
            "NEGATIVE",
            "E_FAIL",
            "MAPI_W_X",
            "S_OK",
            "HRESULT_FROM_WIN32(X)",
        ];
        let returns = returns.map(|code| ReturnValue { code: code.into(), ..ReturnValue::default() });
        assert_eq!(successes(&context, &returns), ["S_OK", "MAPI_E_ODD", "MAPI_W_X"]);
    }
}
