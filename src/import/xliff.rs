//! XLIFF 1.2 and 2.x read back: units, and of these what an import needs; all else is passed over.

use std::collections::HashMap;
use std::io::BufRead;

use super::input::{Broken, Counted};
use super::unit::{Bit, Content, Part, Place, Sink, Unit, is_blank, push_text};
use super::xml::{Element, Event, Events};

/// Reads a file.
pub(super) fn read<R: BufRead>(input: Counted<R>, sink: Sink<'_>) -> Result<(), Broken> {
    let mut events = Events::new(input);
    let root = loop {
        match events.next()? {
            Event::Start(root) => break root,
            Event::Eof => return Err(events.broken("the file is empty")),
            _ => {}
        }
    };
    if root.name != "xliff" {
        let message = format!("`{}` is not XLIFF: mapidoc imports XLIFF 1.2, XLIFF 2.1 and PO", root.name);
        return Err(events.broken(message));
    }
    match root.get("version") {
        "1.2" => files(&mut events, false, sink),
        version if version.starts_with("2.") => {
            if !sink(Part::Locale(root.get("trgLang").to_owned(), events.line())) {
                return Ok(());
            }
            files(&mut events, true, sink)
        }
        version => Err(events.broken(format!("XLIFF {version} is not read: mapidoc imports 1.2 and 2.1"))),
    }
}

/// Reads on to the end: files, groups, units.
fn files<R: BufRead>(events: &mut Events<R>, is_second: bool, sink: Sink<'_>) -> Result<(), Broken> {
    let mut page = String::new();
    loop {
        let element = match events.next()? {
            Event::Start(element) => element,
            Event::Eof => return Ok(()),
            _ => continue,
        };
        match element.name.as_str() {
            "file" => {
                element.get("original").clone_into(&mut page);
                let locale = || Part::Locale(element.get("target-language").to_owned(), events.line());
                if !is_second && !sink(locale()) {
                    return Ok(());
                }
            }
            "group" | "body" => {}
            "trans-unit" if !is_second => {
                let unit = first(events, &element, &page)?;
                if !sink(Part::Unit(unit)) {
                    return Ok(());
                }
            }
            "unit" if is_second => {
                let unit = second(events, &element, &page)?;
                if !sink(Part::Unit(unit)) {
                    return Ok(());
                }
            }
            _ => events.skip()?,
        }
    }
}

/// What names the note that holds the newer English.
const NEWER: &str = "mapidoc-english";

fn fingerprint(text: &str) -> Option<u64> {
    u64::from_str_radix(text.trim(), 16).ok()
}

/// A unit of XLIFF 1.2. Alternatives, notes and the segmented source are passed over.
fn first<R: BufRead>(events: &mut Events<R>, element: &Element, page: &str) -> Result<Unit, Broken> {
    let mut unit = Unit {
        page: page.to_owned(),
        ordinal: element.get("id").to_owned(),
        exported: fingerprint(element.get("extradata")),
        is_unfinished: element.get("translate") == "no",
        ..Unit::default()
    };
    loop {
        match events.next()? {
            Event::Start(child) => match child.name.as_str() {
                "source" => unit.source = content(events, &HashMap::new())?,
                "target" => {
                    let state = child.get("state");
                    unit.is_unfinished |= state == "new" || state.starts_with("needs-");
                    unit.is_done = matches!(state, "translated" | "signed-off" | "final");
                    unit.target = content(events, &HashMap::new())?;
                }
                "note" if child.get("from") == NEWER => unit.newer = Some(events.text()?),
                _ => events.skip()?,
            },
            Event::End | Event::Eof => break,
            Event::Text(_) => {}
        }
    }
    unit.line = events.line();
    Ok(unit)
}

/// A unit of XLIFF 2. One that a tool has split is put together again.
fn second<R: BufRead>(events: &mut Events<R>, element: &Element, page: &str) -> Result<Unit, Broken> {
    let mut unit = Unit {
        page: page.to_owned(),
        ordinal: element.get("id").to_owned(),
        is_unfinished: element.get("translate") == "no",
        ..Unit::default()
    };
    let mut data = HashMap::new();
    let mut parts: Vec<SplitPart> = Vec::new();
    // Whether somebody is still at work on one of its sentences.
    let mut is_begun = false;
    loop {
        let child = match events.next()? {
            Event::Start(child) => child,
            Event::End | Event::Eof => break,
            Event::Text(_) => continue,
        };
        match child.name.as_str() {
            "notes" => {
                children(events, |events, note| {
                    let text = events.text()?;
                    match note.get("category") {
                        "mapidoc-target" => unit.exported = fingerprint(&text),
                        NEWER => unit.newer = Some(text),
                        _ => {}
                    }
                    Ok(())
                })?;
            }
            "originalData" => {
                children(events, |events, one| {
                    let text = events.text()?;
                    data.insert(one.get("id").to_owned(), text);
                    Ok(())
                })?;
            }
            "segment" | "ignorable" => {
                let state = child.get("state");
                unit.is_unfinished |= state == "initial";
                is_begun |= child.name == "segment" && matches!(state, "" | "initial");
                // Of a unit that a tool has split, every sentence.
                let is_done = matches!(state, "translated" | "reviewed" | "final");
                unit.is_done = is_done && (unit.is_done || parts.is_empty());
                let place = parts.len() + 1;
                parts.push(part(events, child.name == "ignorable", place, &data)?);
            }
            _ => events.skip()?,
        }
    }
    unit.line = events.line();
    match whole(parts) {
        Some(halves) => (unit.source, unit.target) = halves,
        // As a unit without a target, which is left.
        None if is_begun => {}
        None => {
            let message =
                format!("unit {} of {page} has been split, and a part of it has no target", unit.ordinal);
            return Err(events.broken(message));
        }
    }
    Ok(unit)
}

/// A `segment` or an `ignorable` of XLIFF 2.
struct SplitPart {
    is_ignorable: bool,
    source: Content,
    target: Option<Content>,
    /// Where its target stands among those of the unit.
    order: usize,
}

fn part<R: BufRead>(
    events: &mut Events<R>,
    is_ignorable: bool,
    place: usize,
    data: &HashMap<String, String>,
) -> Result<SplitPart, Broken> {
    let mut part = SplitPart { is_ignorable, source: Content::new(), target: None, order: place };
    children(events, |events, half| {
        match half.name.as_str() {
            "source" => part.source = content(events, data)?,
            "target" => {
                part.order = half.get("order").parse().unwrap_or(place);
                part.target = Some(content(events, data)?);
            }
            _ => events.skip()?,
        }
        Ok(())
    })?;
    Ok(part)
}

/// The halves of a unit's parts; `None` where some say something in the target and some do not.
fn whole(mut parts: Vec<SplitPart>) -> Option<(Content, Content)> {
    let source = joined(parts.iter().flat_map(|part| part.source.clone()));
    parts.sort_by_key(|part| part.order);
    let says = |part: &SplitPart| part.target.as_ref().is_some_and(|target| !is_blank(target));
    let mut sentences = parts.iter().filter(|part| !part.is_ignorable && !is_blank(&part.source));
    let first = sentences.next().is_some_and(says);
    if sentences.any(|part| says(part) != first) {
        return None;
    }
    // What lies between sentences may go without saying.
    let target = parts.into_iter().flat_map(|part| match part.target {
        Some(target) => target,
        None if part.is_ignorable => part.source,
        None => Content::new(),
    });
    Some((source, joined(target)))
}

/// Hands each child of the element that was opened last to `read`, which reads it to its end.
fn children<R: BufRead>(
    events: &mut Events<R>,
    mut read: impl FnMut(&mut Events<R>, &Element) -> Result<(), Broken>,
) -> Result<(), Broken> {
    loop {
        match events.next()? {
            Event::Start(child) => read(events, &child)?,
            Event::End | Event::Eof => return Ok(()),
            Event::Text(_) => {}
        }
    }
}

fn joined(content: impl IntoIterator<Item = Bit>) -> Content {
    let mut joined = Content::new();
    for bit in content {
        match bit {
            Bit::Text(text) => push_text(&mut joined, &text),
            code @ Bit::Code { .. } => joined.push(code),
        }
    }
    joined
}

/// A half, to its end. Codes without bytes of their own have them in `data`.
fn content<R: BufRead>(events: &mut Events<R>, data: &HashMap<String, String>) -> Result<Content, Broken> {
    let mut content = Content::new();
    // What each open element closes with.
    let mut open: Vec<Option<Bit>> = Vec::new();
    loop {
        match events.next()? {
            Event::Text(text) => push_text(&mut content, &text),
            Event::Start(element) => match begin(events, &element, data, &mut content)? {
                Begun::Whole => {}
                Begun::Mark => open.push(None),
                Begun::Code(close) => open.push(Some(close)),
            },
            Event::End => match open.pop() {
                Some(Some(close)) => content.push(close),
                Some(None) => {}
                None => return Ok(content),
            },
            Event::Eof => return Ok(content),
        }
    }
}

/// What became of an element of a half.
enum Begun {
    /// It has been read to its end.
    Whole,
    /// It is open, and closes with nothing.
    Mark,
    /// It is open, and closes with this.
    Code(Bit),
}

/// Reads what an element of a half begins with.
fn begin<R: BufRead>(
    events: &mut Events<R>,
    element: &Element,
    data: &HashMap<String, String>,
    content: &mut Content,
) -> Result<Begun, Broken> {
    let id = element.get("id").to_owned();
    let bytes = |name: &str| data.get(element.get(name)).cloned().unwrap_or_default();
    let code = |id: &str, place, shown| Bit::Code { id: id.to_owned(), place, shown };
    match element.name.as_str() {
        "g" | "pc" => {
            content.push(code(&id, Place::Open, bytes("dataRefStart")));
            return Ok(Begun::Code(code(&id, Place::Close, bytes("dataRefEnd"))));
        }
        // Marks of tools and of reviewers: their text is the half's.
        "mrk" => return Ok(Begun::Mark),
        "sm" | "em" => events.skip()?,
        "cp" => {
            let letter = u32::from_str_radix(element.get("hex"), 16).ok().and_then(char::from_u32);
            let letter = letter.ok_or_else(|| events.broken("`cp` names no character"))?;
            push_text(content, letter.encode_utf8(&mut [0; 4]));
            events.skip()?;
        }
        "bpt" | "ept" | "ph" | "it" | "bx" | "ex" | "x" | "sc" | "ec" => {
            let place = match element.name.as_str() {
                "bpt" | "bx" | "sc" => Place::Open,
                "ept" | "ex" | "ec" => Place::Close,
                _ => Place::Alone,
            };
            let id = [element.get("startRef"), element.get("rid"), &id].into_iter().find(|id| !id.is_empty());
            let id = id.unwrap_or_default().to_owned();
            let own = events.text()?;
            content.push(code(&id, place, if own.is_empty() { bytes("dataRef") } else { own }));
        }
        name => return Err(events.broken(format!("a segment holds `{name}`, which is no code of mapidoc's"))),
    }
    Ok(Begun::Whole)
}
