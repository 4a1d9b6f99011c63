//! What methods, functions, callbacks and macros share: a declaration, parameters and return values.

use super::item::{Flag, Parameter, ReturnValue, Text};
use super::outline::BlockKind;
use super::passage::Passage;
use super::prototype::{Declaration, Signature};
use super::reader::Reader;
use super::sheet::{Sheet, is_identifier};
use crate::diagnostic::rule;

/// A call as a page declares and documents it.
pub(super) struct Call {
    pub(super) return_type: Option<String>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) returns: Vec<ReturnValue>,
    pub(super) prototype: String,
}

impl Sheet {
    /// The first thing that the first fence declares.
    pub(super) fn first_declaration(&self) -> Option<&Declaration> {
        self.prototype.as_ref().and_then(|(_, prototype)| prototype.declarations.first())
    }

    /// The signature that the first fence declares, behind constants where it begins with some; a macro's call is one
    /// without types.
    fn signature(&self) -> Option<Signature> {
        let is_call =
            |found: &&Declaration| matches!(found, Declaration::Signature(_) | Declaration::Macro(_));
        match self.prototype.as_ref()?.1.declarations.iter().find(is_call)? {
            Declaration::Signature(signature) => Some(signature.clone()),
            Declaration::Macro(call) => Some(Signature {
                name: call.name.clone(),
                qualifier: None,
                return_type: None,
                parameters: call
                    .parameters
                    .iter()
                    .map(|name| super::prototype::Parameter {
                        name: name.clone(),
                        ty: super::prototype::CType::default(),
                        array: Vec::new(),
                        annotation: None,
                        callback: None,
                    })
                    .collect(),
                is_callback: false,
            }),
            _ => None,
        }
    }
}

impl Reader<'_> {
    /// Reads the declaration, the parameters and the return values of the call that the page's heading names.
    pub(super) fn call(&mut self, name: &str) -> Call {
        let signature = self.sheet.signature();
        let fence = self.sheet.prototype.as_ref().map(|(fence, _)| self.sheet.outline.block(*fence).content);
        match (&signature, fence) {
            (Some(signature), Some(span))
                if !signature.name.eq_ignore_ascii_case(name) && !signature.name.is_empty() =>
            {
                let message = format!("the declaration names `{}`, the page `{name}`", signature.name);
                self.report(&rule::PROTOTYPE_NAME, span, message);
            }
            (None, None) => {
                let span = self.heading_span();
                self.report(&rule::INCOMPLETE_PAGE, span, "the page has no declaration");
            }
            _ => {}
        }
        let prototype = self.take_prototype();
        Call {
            return_type: signature
                .as_ref()
                .and_then(|signature| signature.return_type.as_ref())
                .map(ToString::to_string),
            parameters: self.parameters(signature.as_ref()),
            returns: self.returns(),
            prototype,
        }
    }

    /// Reports an `api_name` that does not say what the heading says.
    pub(super) fn check_api_name(&mut self, name: &str) {
        let stated = &self.sheet.front.api_name;
        if stated.is_empty() || stated.iter().any(|stated| stated == name) {
            return;
        }
        let message =
            format!("the front matter's api_name is `{}`, the heading says `{name}`", stated.join("`, `"));
        let span = self.heading_span();
        self.report(&rule::API_NAME_MISMATCH, span, message);
    }

    /// The values that a page lists anywhere as a name with a quote below, or in a table of names.
    pub(super) fn listed_values(&self) -> Vec<Flag> {
        let outline = &self.sheet.outline;
        let mut values = Vec::new();
        for index in outline.roots() {
            let block = outline.block(index);
            let plain = block.plain.trim();
            match block.kind {
                BlockKind::Paragraph { .. } => {
                    let (name, value) = super::constants::split_line(plain)
                        .map_or((plain, None), |(name, value)| (name, Some(value.to_owned())));
                    if let Some(quote) = self.sheet.quote_behind(index)
                        && is_identifier(name)
                        && super::constants::is_constant_name(name)
                    {
                        let blocks = outline.children(quote).collect();
                        let summary = Text::at(Passage::Blocks { blocks, skip: 0 });
                        values.push(Flag { name: name.to_owned(), value, summary });
                    }
                }
                BlockKind::Table if !self.sheet.info_tables.contains(&index) => {
                    let flags = self.table_flags(index).into_iter();
                    values.extend(flags.filter(|flag| super::constants::is_constant_name(&flag.name)));
                }
                _ => {}
            }
        }
        values
    }
}
