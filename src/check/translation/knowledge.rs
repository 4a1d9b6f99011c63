//! What rules know of a locale beside the pair: the API's names and the translation memory.

use std::borrow::Cow;
use std::collections::HashSet;

use rayon::prelude::*;

use crate::locale::Locale;
use crate::memory::Memory;
use crate::model::Api;
use crate::parse::item::Common;
use crate::segment::Unwoven;
use crate::segment::tokens::{TokenKind, plain_identifier, tokenize};

/// The dictionary of identifiers: every name of the model, and those that the pages' code declares.
#[derive(Debug, Default)]
pub struct Names<'a> {
    known: HashSet<&'a str>,
    /// Interface and method.
    methods: HashSet<(&'a str, &'a str)>,
}

impl<'a> Names<'a> {
    /// The names of an API and `others`.
    pub fn new(api: &'a Api, others: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names = Self::default();
        others.into_iter().for_each(|name| names.add(name));
        for interface in &api.interfaces {
            names.add_item(&interface.common);
            for method in &interface.methods {
                names.add_item(&method.common);
                names.methods.insert((&interface.common.name, &method.common.name));
                method.parameters.iter().for_each(|parameter| names.add(&parameter.name));
            }
        }
        for item in &api.functions {
            names.add_item(&item.common);
            item.parameters.iter().for_each(|parameter| names.add(&parameter.name));
        }
        for item in &api.structures {
            names.add_item(&item.common);
            item.fields.iter().for_each(|field| names.add(&field.name));
        }
        api.callbacks.iter().for_each(|item| names.add_item(&item.common));
        api.macros.iter().for_each(|item| names.add_item(&item.common));
        api.enumerations.iter().for_each(|item| names.add_item(&item.common));
        api.typedefs.iter().for_each(|item| names.add_item(&item.common));
        api.attributes.iter().for_each(|item| names.add_item(&item.common));
        for item in &api.properties {
            names.add_item(&item.common);
            item.associated.iter().for_each(|name| names.add(name));
        }
        api.constants.iter().for_each(|constant| names.add(&constant.name));
        names
    }

    fn add_item(&mut self, common: &'a Common) {
        self.add(&common.name);
    }

    fn add(&mut self, name: &'a str) {
        if let Some(pair) = name.split_once("::") {
            self.methods.insert(pair);
            return;
        }
        if !name.is_empty() {
            self.known.insert(name);
        }
    }

    /// Whether the API has the name; of a qualified one (`IFoo::Bar`), whether the interface has the method.
    pub fn contains(&self, name: &str) -> bool {
        match name.split_once("::") {
            Some(pair) => self.methods.contains(&pair),
            None => self.known.contains(name),
        }
    }
}

/// The names that the source halves of pages write as identifiers: the dictionary where no model is made.
pub fn written_names<'a>(pages: &[&'a Unwoven]) -> HashSet<Cow<'a, str>> {
    let names_of = |unwoven: &'a Unwoven| {
        let halves = unwoven.segments.iter().map(|segment| segment.source.of(&unwoven.source));
        halves.flat_map(|text| {
            let tokens = tokenize(text).into_iter();
            let names = tokens.filter(|token| token.kind == TokenKind::Identifier);
            names.map(move |token| plain_identifier(token.of(text))).collect::<Vec<_>>()
        })
    };
    pages.par_iter().flat_map_iter(|unwoven| names_of(unwoven)).collect()
}

/// What is known of a locale.
#[derive(Debug)]
pub struct Knowledge<'a> {
    /// The language of the targets.
    pub locale: &'a Locale,
    /// The API's names.
    pub names: &'a Names<'a>,
    /// How the locale translates.
    pub memory: Memory<'a>,
}

impl<'a> Knowledge<'a> {
    /// Puts together what is known.
    pub fn new(locale: &'a Locale, names: &'a Names<'a>, memory: Memory<'a>) -> Self {
        Self { locale, names, memory }
    }

    /// Whether the locale's words stand without spaces between them.
    pub fn is_unspaced(&self) -> bool {
        matches!(self.locale.language(), "ja" | "zh" | "th" | "lo" | "km" | "my")
    }

    /// Whether the locale's signs are as wide as its letters.
    pub fn has_wide_signs(&self) -> bool {
        matches!(self.locale.language(), "ja" | "zh")
    }

    /// Whether one letter says what a syllable or a word does elsewhere.
    pub fn is_dense(&self) -> bool {
        matches!(self.locale.language(), "ja" | "zh" | "ko")
    }

    /// What ends a sentence; nothing in languages that end it by a space.
    pub fn full_stop(&self) -> Option<&'static str> {
        match self.locale.language() {
            "ja" | "zh" => Some("。"),
            "hi" | "ne" | "bn" | "as" | "or" | "pa" => Some("।"),
            "ur" | "sd" | "ks" => Some("۔"),
            "hy" => Some("։"),
            "am" | "ti" => Some("።"),
            "my" => Some("။"),
            "km" => Some("។"),
            "th" | "lo" => None,
            _ => Some("."),
        }
    }
}
