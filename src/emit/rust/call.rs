//! A call of a method or a function: its parameters in Rust, and what becomes of what it returns.

use super::context::{ANY, Context, Shape};
use super::outcome::{Outcome, Returned};
use super::writer::Code;
use crate::parse::item::{Common, Direction, Parameter, ReturnValue};

/// What a page declares of a method or a function.
pub(super) struct Declaration<'a> {
    pub common: &'a Common,
    /// How diagnostics call it: `IFoo::Bar`.
    pub owner: String,
    /// What a page documents and the declaration does not have is no part of it.
    pub parameters: &'a [Parameter],
    pub return_type: Option<&'a str>,
    pub returns: &'a [ReturnValue],
}

/// A call with its types in Rust.
pub(super) struct Call<'a> {
    /// The parameters of the declaration.
    pub declared: &'a [Parameter],
    /// Name and type of each of them.
    pub parameters: Vec<(String, Shape)>,
    /// ` -> T` as the callee has it, or nothing.
    pub result: String,
    /// What becomes of that where Rust calls or implements it.
    pub outcome: Outcome,
    /// What a caller gives for each parameter.
    given: Vec<Given>,
}

/// What a caller gives for a parameter.
enum Given {
    /// What the callee has.
    Same,
    /// An interface that the callee only borrows.
    Interface(String),
    /// A pointer to what is only read, of this type.
    Read(String),
    /// Text that is only read, of this type, where the callee has the other.
    Text(&'static str, &'static str),
}

impl<'a> Call<'a> {
    /// The call of what `declaration` declares.
    pub(super) fn of(context: &mut Context<'_>, declaration: &Declaration<'a>) -> Self {
        let page = &declaration.common.page;
        let declared = declaration.parameters;
        let shapes: Vec<Shape> =
            declared.iter().map(|parameter| context.parameter(parameter, page)).collect();
        let names = context.scope.claims.parameters(declared.iter().map(|parameter| parameter.name.as_str()));
        let result = context.result(declaration.return_type, &declaration.owner, page);
        let outcome = Outcome::of(context, declaration, &shapes, &result);
        let given = shapes
            .iter()
            .zip(declared)
            .map(|(shape, parameter)| given(context, shape, parameter, page))
            .collect();
        Self { declared, parameters: names.into_iter().zip(shapes).collect(), result, outcome, given }
    }

    /// The parameters that Rust has: all but a last one that is returned.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&String, &Shape, &'a Parameter)> {
        let returned = usize::from(matches!(self.outcome, Outcome::Value(_)));
        let kept = self.parameters.len().saturating_sub(returned);
        self.parameters[..kept]
            .iter()
            .zip(self.declared)
            .map(|((name, shape), parameter)| (name, shape, parameter))
    }

    /// The parameters as the callee has them: `name: type`.
    pub(super) fn raw(&self) -> Vec<String> {
        self.parameters.iter().map(|(name, shape)| format!("{name}: {}", abi(shape))).collect()
    }

    /// ` -> T` of what Rust calls or implements.
    pub(super) fn returned(&self) -> String {
        self.outcome.called(&self.result)
    }

    /// Whether it takes or gives back an interface by itself, so that Rust can say more than a pointer.
    pub(super) fn has_interface(&self) -> bool {
        matches!(self.outcome, Outcome::Value(Returned::Interface(_)))
            || self.given.iter().any(|given| matches!(given, Given::Interface(_)))
    }

    /// The parameters that a caller gives.
    pub(super) fn given(&self) -> impl Iterator<Item = String> {
        self.kept().zip(&self.given).map(|((name, shape, _), given)| match given {
            Given::Interface(interface) => format!("{name}: impl windows_core::Param<{interface}>"),
            Given::Read(ty) => format!("{name}: {ty}"),
            Given::Text(ty, _) => format!("{name}: {ty}"),
            Given::Same => format!("{name}: {}", abi(shape)),
        })
    }

    /// Writes the call of `callee`, whose first arguments are `arguments`, as the body of what Rust calls.
    pub(super) fn write_body(&self, code: &mut Code, callee: &str, mut arguments: Vec<String>) {
        arguments.extend(self.kept().zip(&self.given).map(|((name, ..), given)| match given {
            Given::Interface(_) => format!("windows_core::Param::param({name}).abi()"),
            Given::Read(_) => format!("{name}.cast_mut()"),
            Given::Text(_, callee) => format!("{callee}({name}.0.cast_mut())"),
            Given::Same => name.clone(),
        }));
        if matches!(self.outcome, Outcome::Raw | Outcome::Codes(_))
            && code.short_block("unsafe", callee, &arguments)
        {
            return;
        }
        code.open("unsafe {");
        match self.outcome {
            Outcome::Value(Returned::Copy(_)) => {
                code.line("let mut result__ = core::mem::zeroed();");
                arguments.push("&mut result__".to_owned());
                code.assign("code__", callee, &arguments);
                code.line("code__.map(|| result__)");
            }
            Outcome::Value(Returned::Interface(_)) => {
                // What a failed call leaves behind is not to be released.
                code.line("let mut result__ = core::mem::ManuallyDrop::new(None);");
                arguments.push("&mut *result__".to_owned());
                code.assign("code__", callee, &arguments);
                code.open("code__.and_then(|| {");
                code.line("core::mem::ManuallyDrop::into_inner(result__)");
                code.line(
                    "    .ok_or_else(|| windows_core::Error::from_hresult(windows_core::imp::E_POINTER))",
                );
                code.close("})");
            }
            Outcome::Plain => {
                code.assign("code__", callee, &arguments);
                code.line("code__.ok()");
            }
            Outcome::Raw | Outcome::Codes(_) => code.list(callee, &arguments, "", true),
        }
        code.close("}");
    }
}

/// The type of a parameter as the callee has it.
pub(super) fn abi(shape: &Shape) -> &str {
    match shape {
        Shape::Plain(text) => text,
        Shape::Interface(_) | Shape::Void => ANY,
    }
}

/// What a caller gives for `parameter`. What goes in and does not come out may be constant.
fn given(context: &mut Context<'_>, shape: &Shape, parameter: &Parameter, page: &str) -> Given {
    let text = match shape {
        Shape::Interface(_) if matches!(parameter.direction, Some(Direction::Out | Direction::InOut)) => {
            return Given::Same;
        }
        Shape::Interface(interface) => return Given::Interface(interface.clone()),
        Shape::Plain(text) if parameter.direction == Some(Direction::In) => text,
        Shape::Plain(_) | Shape::Void => return Given::Same,
    };
    let pointer = context.aliased(text, page);
    match pointer.as_deref().unwrap_or(text) {
        "windows_core::PSTR" => Given::Text("windows_core::PCSTR", "windows_core::PSTR"),
        "windows_core::PWSTR" => Given::Text("windows_core::PCWSTR", "windows_core::PWSTR"),
        pointer => match pointer.strip_prefix("*mut ") {
            // Of a pointer to anything nobody knows what is done with it, and one to a pointer is there to be filled as a rule.
            Some(target) if target != "core::ffi::c_void" && !target.starts_with('*') => {
                Given::Read(format!("*const {target}"))
            }
            _ => Given::Same,
        },
    }
}
