//! Documentation of items: the parts of a page in the order in which rustdoc's readers expect them.

use super::bilingual;
use super::call::Call;
use super::context::Context;
use super::ctype::CType;
use super::markdown::{self, code, escape};
use super::outcome::Outcome;
use super::scope::Meaning;
use crate::model::Method;
use crate::parse::item::{
    Common, Correction, Direction, Flag, Parameter, ReturnValue, Section, Text, Verified,
};

/// Lines of documentation in the making.
pub(super) struct Docs<'c, 'a> {
    context: &'c Context<'a>,
    lines: Vec<String>,
}

impl<'c, 'a> Docs<'c, 'a> {
    /// No lines yet.
    pub(super) fn new(context: &'c Context<'a>) -> Self {
        Self { context, lines: Vec::new() }
    }

    /// An item's summary; its name where the page has none, for rustdoc shows the first paragraph everywhere.
    pub(super) fn of(context: &'c Context<'a>, common: &Common) -> Self {
        let mut docs = Self::new(context);
        if !docs.text(&common.summary) {
            docs.paragraph(&code(&common.name));
        }
        docs
    }

    /// The lines.
    pub(super) fn finish(mut self) -> Vec<String> {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }

    fn words<'t>(&self, text: &'t Text) -> Option<&'t str> {
        let options = self.context.options;
        if self.context.bare {
            return None;
        }
        text.get(&options.docs, &options.source).filter(|words| !words.trim().is_empty())
    }

    /// The words of the second language, where they are wanted and say it in other words.
    fn beside<'t>(&self, text: &'t Text) -> Option<&'t str> {
        let beside = text.locales.get(self.context.options.beside.as_ref()?)?;
        (!beside.trim().is_empty() && Some(beside.as_str()) != self.words(text)).then_some(beside)
    }

    /// The lines of a text in its languages, headings of `level` as `##`; none where nobody says anything.
    fn lines_of(&self, text: &Text, level: u8) -> Vec<String> {
        let links = &self.context.links;
        let Some(words) = self.words(text) else { return Vec::new() };
        let lines = markdown::lines(words, level, links);
        match self.beside(text) {
            Some(beside) => bilingual::weave(lines, markdown::lines(beside, level, links)),
            None => lines,
        }
    }

    /// A text as it is; whether there was any.
    pub(super) fn text(&mut self, text: &Text) -> bool {
        let lines = self.lines_of(text, 2);
        self.block(lines)
    }

    /// A paragraph that is Markdown already.
    pub(super) fn paragraph(&mut self, paragraph: &str) {
        self.block(vec![paragraph.to_owned()]);
    }

    fn block(&mut self, lines: Vec<String>) -> bool {
        if lines.is_empty() {
            return false;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
        true
    }

    /// A heading, if `lines` stand under it.
    fn part(&mut self, heading: &str, lines: Vec<String>) {
        if !lines.is_empty() {
            self.paragraph(&format!("# {heading}"));
            self.block(lines);
        }
    }

    /// `- lead: text`, and what the text holds besides below it.
    fn entry(&self, lead: &str, text: &Text, indent: usize) -> Vec<String> {
        let lines = self.lines_of(text, 2);
        let space = " ".repeat(indent);
        let mut entry = Vec::with_capacity(lines.len().max(1));
        let mut lines = lines.into_iter().peekable();
        // A table or a list cannot begin behind the lead.
        let inline = lines.peek().is_some_and(|line| !line.starts_with(['|', '-', '>', '#', '`']));
        match lines.next_if(|_| inline) {
            Some(first) => entry.push(format!("{space}- {lead}: {first}")),
            None => entry.push(format!("{space}- {lead}")),
        }
        if !inline && lines.peek().is_some() {
            entry.push(String::new());
        }
        entry.extend(lines.map(|line| if line.is_empty() { line } else { format!("{space}  {line}") }));
        entry
    }

    fn flags(&self, flags: &[Flag], indent: usize) -> Vec<String> {
        let entry = |flag: &Flag| {
            let known = self.context.values.get(flag.name.trim());
            let value = flag.value.as_ref().or_else(|| known.map(|known| &known.text));
            let value = value.map(|value| format!(" ({})", code(value))).unwrap_or_default();
            self.entry(&format!("{}{value}", self.constant(&flag.name)), &flag.summary, indent)
        };
        flags.iter().filter(|flag| !flag.name.trim().is_empty()).flat_map(entry).collect()
    }

    /// The list of parameters: their types in C, directions and flags.
    pub(super) fn parameters(&mut self, parameters: &[Parameter]) {
        let mut lines = Vec::new();
        for parameter in parameters {
            lines.extend(self.entry(self.lead(parameter).trim_start(), &parameter.summary, 0));
            lines.extend(self.flags(&parameter.flags, 2));
        }
        self.part("Parameters", lines);
    }

    /// A parameter's name, and in brackets its type in C and its direction.
    fn lead(&self, parameter: &Parameter) -> String {
        let mut facts = Vec::new();
        if !parameter.ty.trim().is_empty() {
            facts.push(code(&parameter.ty));
        }
        facts.extend(self.interface_of(&parameter.ty).map(|name| format!("[`{name}`]")));
        facts.extend(parameter.direction.map(|direction| direction_name(direction).to_owned()));
        if parameter.optional {
            facts.push("optional".to_owned());
        }
        let facts = if facts.is_empty() { String::new() } else { format!(" ({})", facts.join(", ")) };
        format!("{}{facts}", code(&parameter.name))
    }

    /// The interface that `ty` points to, where the signature hides it behind another name.
    pub(super) fn interface_of(&self, ty: &str) -> Option<String> {
        match &self.context.scope.types.get(&CType::split(ty).base)?.meaning {
            Meaning::InterfacePointer(rust) => Some(rust.clone()),
            _ => None,
        }
    }

    /// The list of parameters by name, type and direction alone.
    pub(super) fn parameters_in_short(&mut self, parameters: &[Parameter]) {
        let lines = parameters.iter().map(|parameter| format!("- {}", self.lead(parameter))).collect();
        self.part("Parameters", lines);
    }

    /// `name` as code, and as a link where a constant of the crate is called so.
    fn constant(&self, name: &str) -> String {
        match self.context.values.get(name.trim()) {
            Some(value) => format!("[{}](crate::{})", code(name), value.rust),
            None => code(name),
        }
    }

    /// The list of return values.
    pub(super) fn returns(&mut self, returns: &[ReturnValue]) {
        let lines = returns
            .iter()
            .flat_map(|value| self.entry(&self.constant(&value.code), &value.summary, 0))
            .collect();
        self.part("Returns", lines);
    }

    /// What the supplement corrected of what the page says.
    pub(super) fn corrections(&mut self, corrections: &[Correction]) {
        for Correction { what, says, right, evidence } in corrections {
            let says = if says.is_empty() { "nothing".to_owned() } else { code(says) };
            self.paragraph(&format!(
                "**Corrected**: the page says {says} as the {}; right is {} ({}).",
                escape(what),
                code(right),
                escape(evidence)
            ));
        }
    }

    /// That nobody confirms the signature of `method`, where somebody does the order of its `vtable`.
    pub(super) fn signature_unverified(&mut self, method: &Method, vtable: Verified) {
        if vtable != Verified::Pages && method.verified == Verified::Pages {
            self.verified(method.verified, "this signature");
        }
    }

    /// What an implementation returns, where that is not what the vtable does.
    pub(super) fn returned(&mut self, call: &Call<'_>) {
        match call.outcome {
            Outcome::Plain => self.paragraph("`Ok(())` becomes `S_OK`, an error its code."),
            _ => self.outcome(call),
        }
    }

    /// What Rust makes of the return value, where that is not what the page says.
    pub(super) fn outcome(&mut self, call: &Call<'_>) {
        match (&call.outcome, call.declared.last()) {
            (Outcome::Value(_), Some(last)) => self.paragraph(&format!(
                "In Rust there is no {}: what it would point to is returned.",
                code(&last.name)
            )),
            (Outcome::Codes(codes), _) => {
                let codes: Vec<String> = codes.iter().map(|name| self.constant(name)).collect();
                self.paragraph(&format!(
                    "The `HRESULT` is returned as it is, for it tells which success it was: {}.",
                    codes.join(", ")
                ));
            }
            _ => {}
        }
    }

    /// The values that a property or a typedef may have.
    pub(super) fn values(&mut self, values: &[Flag]) {
        let lines = self.flags(values, 0);
        self.part("Values", lines);
    }

    /// The flags of a field, under no heading.
    pub(super) fn field_flags(&mut self, flags: &[Flag]) {
        let lines = self.flags(flags, 0);
        self.block(lines);
    }

    /// The page's other sections; those whose anchors `wanted` takes.
    pub(super) fn sections(&mut self, sections: &[Section], wanted: impl Fn(&str) -> bool) {
        for section in sections.iter().filter(|section| wanted(&section.id)) {
            let level = section.level.max(1);
            let body = self.lines_of(&section.body, level + 1);
            match self.title(&section.title) {
                Some(title) if !title.is_empty() && section.level > 0 => self.part(&title, body),
                _ => {
                    self.block(body);
                }
            }
        }
    }

    /// A heading in its languages, on one line.
    fn title(&self, title: &Text) -> Option<String> {
        let line = |words| markdown::line(words, &self.context.links);
        let own = line(self.words(title)?);
        Some(match self.beside(title).map(line) {
            Some(beside) if !beside.is_empty() => format!("{own} · {beside}"),
            _ => own,
        })
    }

    /// Who confirms `what` of the item; where nobody does, it says so in bold.
    pub(super) fn verified(&mut self, verified: Verified, what: &str) {
        self.paragraph(&match verified {
            Verified::Headers => format!("Verified: the headers confirm {what}."),
            Verified::Supplement => format!("Verified: the supplement states {what}."),
            Verified::Pages => format!("**Unverified**: no header confirms {what}."),
        });
    }

    /// What stands at the end of every item: related items, the header, the page.
    pub(super) fn origin(&mut self, common: &Common, header: Option<&str>) {
        let context = self.context;
        let lines = common
            .see_also
            .iter()
            .filter_map(|see| {
                let path = context.links.get(&see.target.to_lowercase())?;
                let text = self.words(&see.text).map(|words| markdown::line(words, &context.links));
                let text = text.filter(|text| !text.is_empty() && !text.contains("]("));
                Some(format!(
                    "- [{}]({path})",
                    text.unwrap_or_else(|| code(path.trim_start_matches("crate::")))
                ))
            })
            .collect();
        self.part("See also", lines);
        self.corrections(&common.corrections);
        let page = match &common.witness {
            Some(witness) => {
                format!(
                    "No page documents it: it is declared in {} · Used on: {}",
                    code(witness),
                    code(&common.page)
                )
            }
            None => format!("Page: {}", code(&common.page)),
        };
        match header.map(str::trim).filter(|header| !header.is_empty()) {
            Some(header) => self.paragraph(&format!("Header: {} · {page}", escape(header))),
            None => self.paragraph(&page),
        }
    }
}

/// As pages write it.
pub(super) fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::In => "in",
        Direction::Out => "out",
        Direction::InOut => "in, out",
    }
}
