//! What the readers of all kinds share: typed sections, and the prose that is left.

use super::item::{Common, Flag, Parameter, ReturnValue, Section, SeeAlso, Text};
use super::outline::{BlockKind, Mark};
use super::passage::Passage;
use super::prototype::Signature;
use super::sheet::{SectionBlocks, Sheet, is_identifier};
use super::{direction, terms};
use crate::diagnostic::{Diagnostic, rule};
use crate::span::Span;

/// Reads a sheet into an item. Sections that a kind takes as typed data are taken out; the rest stay prose.
pub(super) struct Reader<'a> {
    pub(super) sheet: &'a Sheet,
    sections: Vec<SectionBlocks>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(sheet: &'a Sheet) -> Self {
        Self { sheet, sections: sheet.sections(), diagnostics: Vec::new() }
    }

    pub(super) fn report(&mut self, rule: &'static rule::Rule, span: Span, message: impl Into<String>) {
        self.diagnostics.push(self.sheet.report(rule, span, message));
    }

    /// The span of the page's heading, for findings about the page as a whole.
    pub(super) fn heading_span(&self) -> Span {
        let outline = &self.sheet.outline;
        self.sheet.heading.map_or(Span::new(self.sheet.body as usize, self.sheet.body as usize), |block| {
            outline.block(block).content
        })
    }

    /// Takes the first section with one of these titles.
    pub(super) fn take(&mut self, titles: &[&str]) -> Option<SectionBlocks> {
        let found = self.sections.iter().position(|section| titles.contains(&section.title.trim()))?;
        Some(self.sections.remove(found))
    }

    /// Puts back a section of which only a part was typed data.
    pub(super) fn put_back(&mut self, section: SectionBlocks) {
        let place = self.sections.partition_point(|other| other.heading < section.heading);
        self.sections.insert(place, section);
    }

    /// A row of facts as plain text.
    pub(super) fn info(&self, labels: &[&str]) -> Option<String> {
        self.sheet.info_value(labels).map(|row| row.plain.clone()).filter(|plain| !plain.is_empty())
    }

    /// The first fence's code, for the item's `prototype`; the fence is taken out of the prose.
    pub(super) fn take_prototype(&mut self) -> String {
        let Some((fence, prototype)) = &self.sheet.prototype else { return String::new() };
        for section in &mut self.sections {
            section.blocks.retain(|block| block != fence);
        }
        let content = self.sheet.outline.block(*fence).content;
        for oddity in &prototype.oddities {
            let span = Span {
                start: (content.start + oddity.span.start).min(content.end),
                end: (content.start + oddity.span.end).min(content.end),
            };
            self.diagnostics.push(self.sheet.report(&rule::ODD_PROTOTYPE, span, oddity.message.as_str()));
        }
        self.sheet.outline.block(*fence).plain.clone()
    }

    /// What every item has; called last, when the typed sections are out.
    pub(super) fn common(&mut self, name: &str) -> Common {
        let sheet = self.sheet;
        let see_also = self.take_see_also();
        let applies = sheet.applies_to();
        let summary = self.take_summary(applies);
        for section in &mut self.sections {
            section.blocks.retain(|block| !sheet.info_tables.contains(block) && Some(*block) != applies);
        }
        let quick = |section: &SectionBlocks| terms::QUICK_INFO.contains(&section.title.as_str());
        self.sections.retain(|section| {
            !section.blocks.is_empty() || !(section.level == 0 || quick(section) || section.title.is_empty())
        });
        Common {
            name: name.to_owned(),
            page: sheet.key.to_string(),
            asset_id: sheet.front.asset_id.clone(),
            title: sheet.heading.map(|heading| sheet.inline(heading)).unwrap_or_default(),
            summary,
            info: sheet.info.clone(),
            sections: self.sections.iter().map(|section| self.prose(section)).collect(),
            see_also,
            corrections: Vec::new(),
            witness: None,
        }
    }

    /// A section as prose.
    pub(super) fn prose(&self, section: &SectionBlocks) -> Section {
        Section {
            id: section.heading.map(|heading| self.sheet.anchor(heading)).unwrap_or_default(),
            level: section.level,
            title: section.heading.map(|heading| self.sheet.inline(heading)).unwrap_or_default(),
            body: Text::at(Passage::Blocks { blocks: section.blocks.clone(), skip: 0 }),
        }
    }

    /// Takes the first paragraph that says something, behind the line that names products.
    fn take_summary(&mut self, applies: Option<u32>) -> Text {
        let outline = &self.sheet.outline;
        let Some(intro) = self.sections.first_mut().filter(|section| section.level == 0) else {
            return Text::default();
        };
        let found = intro.blocks.iter().position(|&index| {
            let block = outline.block(index);
            let is_paragraph = matches!(block.kind, BlockKind::Paragraph { .. });
            is_paragraph && !block.plain.trim().is_empty() && Some(index) != applies
        });
        let summary = found.map(|place| intro.blocks.remove(place));
        summary.map(|block| Text::at(Passage::Blocks { blocks: vec![block], skip: 0 })).unwrap_or_default()
    }

    /// Takes the links under "See also"; what stands there without one stays prose.
    fn take_see_also(&mut self) -> Vec<SeeAlso> {
        let Some(mut section) = self.take(terms::SEE_ALSO) else { return Vec::new() };
        let see_also = self.see_also(&section);
        section.blocks.retain(|&block| self.sheet.outline.links_in(block).is_empty());
        if !section.blocks.is_empty() {
            self.put_back(section);
        }
        see_also
    }

    fn see_also(&self, section: &SectionBlocks) -> Vec<SeeAlso> {
        let links = section.blocks.iter().flat_map(|&block| self.sheet.outline.links_in(block));
        links
            .filter(|link| !link.is_image)
            .map(|link| SeeAlso {
                text: Text::at(Passage::Inline(link_text(self.sheet, link.span))),
                target: link.target.clone(),
            })
            .collect()
    }
}

/// The span between a link's brackets; all of a link that is a whole pair, so that the other half is had too.
fn link_text(sheet: &Sheet, span: Span) -> Span {
    if sheet.unwoven.segments_in_source(span).first().is_some_and(|segment| segment.source == span) {
        return span;
    }
    let source = span.of(&sheet.unwoven.source);
    match source.rfind("](") {
        Some(end) if source.starts_with('[') => Span { start: span.start + 1, end: span.start + end as u32 },
        _ => span,
    }
}

/// Something named by a line of its own, with what is said of it below.
pub(super) struct Named {
    /// The name, without marks.
    pub(super) name: String,
    /// The block of the name.
    pub(super) block: u32,
    /// What is said of it.
    pub(super) blocks: Vec<u32>,
    /// The flags or values named below it, each with what is said of it.
    pub(super) flags: Vec<Named>,
}

impl Reader<'_> {
    /// Splits a section's blocks into named things.
    ///
    /// A name is a paragraph that is nothing but a name: marked (`_ulFlags_`, `**cEntries**`), or one of `known`. A bare
    /// identifier with a quote below is a flag of the thing above it. What stands before the first name is returned apart.
    pub(super) fn named(&self, blocks: &[u32], known: &[&str]) -> (Vec<u32>, Vec<Named>) {
        let (mut before, mut things): (Vec<u32>, Vec<Named>) = (Vec::new(), Vec::new());
        for (place, &index) in blocks.iter().enumerate() {
            let name = self.name_line(index).map(|(name, marked)| {
                let is_thing = marked || known.iter().any(|known| same_name(known, &name));
                (name, is_thing)
            });
            let quoted = blocks.get(place + 1).is_some_and(|&next| self.is_quote(next));
            match (name, things.last_mut()) {
                (Some((name, true)), _) => {
                    things.push(Named { name, block: index, blocks: Vec::new(), flags: Vec::new() });
                }
                (Some((name, false)), Some(thing)) if quoted => {
                    thing.flags.push(Named { name, block: index, blocks: Vec::new(), flags: Vec::new() });
                }
                (_, Some(thing)) => match thing.flags.last_mut() {
                    Some(flag) if flag.blocks.is_empty() || self.is_quote(index) => flag.blocks.push(index),
                    _ => thing.blocks.push(index),
                },
                (_, None) => before.push(index),
            }
        }
        (before, things)
    }

    fn is_quote(&self, block: u32) -> bool {
        matches!(self.sheet.outline.block(block).kind, BlockKind::Quote)
    }

    /// The name that a paragraph is, and whether it is marked as one.
    fn name_line(&self, index: u32) -> Option<(String, bool)> {
        let block = self.sheet.outline.block(index);
        if !matches!(block.kind, BlockKind::Paragraph { .. }) {
            return None;
        }
        let plain = block.plain.trim();
        let marked = matches!(block.mark, Mark::Emphasis | Mark::Strong);
        // `_ _centries_` is `_centries` in emphasis to its author; Markdown sees a lone underscore before it.
        let broken_mark = plain.starts_with("_ ");
        let name = if broken_mark { plain.trim_matches(['_', ' ']) } else { plain };
        is_identifier(name).then(|| (name.to_owned(), marked || broken_mark))
    }

    /// The flags of a named thing: those named by lines, and those in tables below it.
    pub(super) fn flags(&self, thing: &Named) -> Vec<Flag> {
        let lines = thing.flags.iter().map(|flag| Flag {
            name: flag.name.clone(),
            value: None,
            summary: Text::at(self.contents(&flag.blocks, 0)),
        });
        let mut flags: Vec<Flag> = lines.collect();
        for &block in &thing.blocks {
            if self.sheet.outline.block(block).kind == BlockKind::Table {
                flags.extend(self.table_flags(block));
            }
        }
        flags
    }

    /// The flags of a table whose first column holds identifiers.
    pub(super) fn table_flags(&self, table: u32) -> Vec<Flag> {
        let outline = &self.sheet.outline;
        let row_flag = |cells: Vec<u32>| {
            let name = outline.block(*cells.first()?).plain.trim().to_owned();
            let value = cells.iter().skip(1).map(|&cell| outline.block(cell).plain.trim());
            let value = value.clone().find(|plain| super::constants::is_number(plain)).map(str::to_owned);
            let summary = cells.last().filter(|_| cells.len() > 1).map(|&cell| self.sheet.inline(cell));
            is_identifier(&name).then(|| Flag { name, value, summary: summary.unwrap_or_default() })
        };
        self.sheet.rows(table).into_iter().filter_map(row_flag).collect()
    }

    /// A passage of blocks; a quote that is there only to indent gives its contents.
    pub(super) fn contents(&self, blocks: &[u32], skip: u32) -> Passage {
        if blocks.is_empty() {
            return Passage::Nowhere;
        }
        let mut contents = Vec::new();
        for &block in blocks {
            if self.is_quote(block) {
                contents.extend(self.sheet.outline.children(block));
            } else {
                contents.push(block);
            }
        }
        Passage::Blocks { blocks: contents, skip }
    }

    /// Reads the parameters of a signature and what the page says of them.
    pub(super) fn parameters(&mut self, signature: Option<&Signature>) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = signature
            .map(|signature| signature.parameters.iter().map(Parameter::from).collect())
            .unwrap_or_default();
        let Some(mut section) = self.take(terms::PARAMETERS) else {
            if !parameters.is_empty() {
                let span = self.heading_span();
                self.report(&rule::PARAMETER_MISMATCH, span, "the page documents none of its parameters");
            }
            return parameters;
        };
        let names: Vec<String> = parameters.iter().map(|parameter| parameter.name.clone()).collect();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let (before, things) = self.named(&section.blocks, &known);
        let documented: Vec<&str> = things.iter().map(|thing| thing.name.as_str()).collect();
        self.compare_parameters(&known, &documented, &section);
        self.merge_parameters(&mut parameters, &things);
        if !before.is_empty() {
            section.blocks = before;
            self.put_back(section);
        }
        parameters
    }

    /// Fills in what the page says of each parameter. A name without a direction that is no parameter's is a flag of the
    /// one before it; any other is appended, without a type.
    fn merge_parameters(&self, parameters: &mut Vec<Parameter>, things: &[Named]) {
        let typed = parameters.len();
        let mut told = vec![false; typed];
        let mut last = None;
        for (place, thing) in things.iter().enumerate() {
            let by_name = (0..typed).find(|&at| !told[at] && same_name(&parameters[at].name, &thing.name));
            // A misspelt name stands where its parameter does.
            let by_place = || {
                let free = place < typed && !told[place];
                let elsewhere =
                    free && things.iter().any(|other| same_name(&parameters[place].name, &other.name));
                (free && !elsewhere && things.len() == typed).then_some(place)
            };
            let (direction, optional, skip) = self.direction_of(thing);
            let found = by_name.or_else(by_place);
            if let (None, None, Some(last)) = (found, direction, last) {
                let summary = Text::at(self.contents(&thing.blocks, 0));
                let parameter: &mut Parameter = &mut parameters[last];
                parameter.flags.push(Flag { name: thing.name.clone(), value: None, summary });
                continue;
            }
            let at = found.unwrap_or_else(|| {
                parameters.push(Parameter { name: thing.name.clone(), ..Parameter::default() });
                parameters.len() - 1
            });
            if at < typed {
                told[at] = true;
                last = Some(at);
            }
            let parameter = &mut parameters[at];
            if parameter.name.is_empty() {
                parameter.name.clone_from(&thing.name);
            }
            parameter.direction = direction;
            parameter.optional = optional;
            parameter.summary = Text::at(self.contents(&thing.blocks, skip));
            parameter.flags = self.flags(thing);
        }
    }

    /// The direction mark that a parameter's text opens with, and its length in the source text.
    fn direction_of(&self, thing: &Named) -> (Option<super::item::Direction>, bool, u32) {
        let Passage::Blocks { blocks, .. } = self.contents(&thing.blocks, 0) else { return (None, false, 0) };
        let content =
            blocks.first().map(|&block| self.sheet.outline.block(block).content).unwrap_or_default();
        direction::read(content.of(&self.sheet.unwoven.source))
    }

    fn compare_parameters(&mut self, declared: &[&str], documented: &[&str], section: &SectionBlocks) {
        let equal = declared.len() == documented.len()
            && declared
                .iter()
                .zip(documented)
                .all(|(declared, documented)| strip_underscores(declared) == strip_underscores(documented));
        if equal {
            return;
        }
        let list = |names: &[&str]| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let message = format!(
            "the parameters documented ({}) are not those of the declaration ({})",
            list(documented),
            list(declared)
        );
        let span = section
            .heading
            .map_or_else(|| self.heading_span(), |block| self.sheet.outline.block(block).content);
        self.report(&rule::PARAMETER_MISMATCH, span, message);
    }

    /// Reads the return values. A section of mere prose stays prose.
    pub(super) fn returns(&mut self) -> Vec<ReturnValue> {
        let Some(mut section) = self.take(terms::RETURNS) else { return Vec::new() };
        let outline = &self.sheet.outline;
        let mut values: Vec<(String, Vec<u32>)> = Vec::new();
        let mut prose = Vec::new();
        for (place, &index) in section.blocks.iter().enumerate() {
            let block = outline.block(index);
            let quoted = section.blocks.get(place + 1).is_some_and(|&next| self.is_quote(next));
            match block.kind {
                BlockKind::Paragraph { .. } if quoted => {
                    values.push((block.plain.trim().to_owned(), Vec::new()));
                }
                BlockKind::Quote if !values.is_empty() => {
                    if let Some((_, blocks)) = values.last_mut() {
                        blocks.push(index);
                    }
                }
                _ => prose.push(index),
            }
        }
        if !prose.is_empty() || values.is_empty() {
            section.blocks = prose;
            self.put_back(section);
        }
        let value = |(code, blocks): (String, Vec<u32>)| ReturnValue {
            code,
            summary: Text::at(self.contents(&blocks, 0)),
        };
        values.into_iter().map(value).collect()
    }
}

/// Whether two names are the same but for leading underscores, which pages add and drop freely.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    strip_underscores(a) == strip_underscores(b)
}

fn strip_underscores(name: &str) -> &str {
    name.trim_start_matches('_')
}
