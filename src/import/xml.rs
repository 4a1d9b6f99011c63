//! The events of an XML file that may be hostile: no DTD, no entity but XML's five, no depth without end, nothing left open.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::{Reader, XmlVersion};

use super::input::{Broken, Counted};

/// How deep elements may stand in one another.
const DEEPEST: usize = 256;

/// What is read, one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Start(Element),
    End,
    Text(String),
    Eof,
}

/// An element's name without a prefix, and its attributes without the prefix of theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute; empty where it is not there.
    pub(super) fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }
}

/// The events of a file.
pub(super) struct Events<R: BufRead> {
    reader: Reader<Counted<R>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: BufRead> Events<R> {
    pub(super) fn new(input: Counted<R>) -> Self {
        let mut reader = Reader::from_reader(input);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The line that was read to.
    pub(super) fn line(&self) -> u32 {
        self.reader.get_ref().line
    }

    pub(super) fn broken(&self, message: impl Into<String>) -> Broken {
        Broken::new(self.line(), message)
    }

    /// What follows.
    pub(super) fn next(&mut self) -> Result<Event, Broken> {
        loop {
            self.buffer.clear();
            let line = self.reader.get_ref().line;
            let malformed = |error: &dyn std::fmt::Display| {
                Broken::new(line, format!("this is not well-formed XML: {error}"))
            };
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(Raw::Start(start)) => {
                    element(&start).map(Event::Start).map_err(|error| malformed(&error))?
                }
                Ok(Raw::End(_)) => Event::End,
                Ok(Raw::Text(text)) => Event::Text(text.xml10_content().into_owned()),
                Ok(Raw::CData(text)) => Event::Text(text.xml10_content().into_owned()),
                Ok(Raw::GeneralRef(reference)) => match reference.resolve_char_ref() {
                    Ok(Some(letter)) => Event::Text(letter.to_string()),
                    Ok(None) => {
                        predefined(&reference).map(|text| Event::Text(text.to_owned())).ok_or_else(|| {
                            Broken::new(
                                line,
                                format!("the entity `&{};` is not one of XML's own", &*reference),
                            )
                        })?
                    }
                    Err(error) => return Err(malformed(&error)),
                },
                Ok(Raw::DocType(_)) => {
                    return Err(Broken::new(
                        line,
                        "the file has a DOCTYPE; none is read, for it could name files and entities",
                    ));
                }
                Ok(Raw::Decl(declaration)) => {
                    let encoding = declaration.encoding().and_then(Result::ok);
                    if encoding.is_some_and(|name| !name.eq_ignore_ascii_case("utf-8")) {
                        return Err(Broken::new(
                            line,
                            "the file says that it is not UTF-8; save it as UTF-8",
                        ));
                    }
                    continue;
                }
                Ok(Raw::Comment(_) | Raw::PI(_) | Raw::Empty(_)) => continue,
                Ok(Raw::Eof) => Event::Eof,
                Err(error) => return Err(malformed(&error)),
            };
            match event {
                Event::Start(_) if self.depth == DEEPEST => {
                    return Err(Broken::new(line, "elements are nested without end"));
                }
                Event::Start(_) => self.depth += 1,
                Event::End => self.depth -= 1,
                Event::Eof if self.depth > 0 => return Err(Broken::new(line, "the file ends in the middle")),
                _ => {}
            }
            return Ok(event);
        }
    }

    /// Reads to the end of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Broken> {
        self.text().map(|_| ())
    }

    /// The same, and the text in it.
    pub(super) fn text(&mut self) -> Result<String, Broken> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Event::Text(more) => text.push_str(&more),
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(text)
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, quick_xml::Error> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute?;
        let name = attribute.key.local_name().into_inner().to_owned();
        attributes.push((name, attribute.normalized_value(XmlVersion::Implicit1_0)?.into_owned()));
    }
    Ok(Element { name: start.local_name().into_inner().to_owned(), attributes })
}

fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}
