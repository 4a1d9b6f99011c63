//! All interfaces by what they derive from: a list in a list, and a drawing of the branches.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use super::context::{Diagram, HierarchyContext, Node, PageContext};
use super::escape::{breakable, escape};
use super::indexes::{Listing, frame, list_key};
use super::page::Shelf;
use crate::model::Interface;

/// What the page is called among the lists.
pub(super) const HIERARCHY: &str = "hierarchy";

/// Lists in lists nest this deep at most; what derives from deeper ones stands beside them.
const DEEPEST: usize = 24;
/// The drawing's measures, in its own units, which are pixels where there is room.
const HEIGHT: u32 = 30;
const LETTER: u32 = 7;
const GAP: u32 = 18;
const ROW: u32 = 38;

/// A line of the hierarchy, the bases before what derives from them.
struct Row<'a> {
    name: &'a str,
    /// `None` for a base that no page describes, such as COM's own.
    item: Option<&'a Interface>,
    depth: usize,
}

/// The page of the hierarchy; `None` where there is no interface.
pub(super) fn page(shelf: &Shelf<'_>, listing: &Listing) -> Option<HierarchyContext> {
    let interfaces = &shelf.model.api.interfaces;
    if interfaces.is_empty() {
        return None;
    }
    let rows = rows(interfaces);
    let title = shelf.words.get("kinds_hierarchy").to_owned();
    let frame = frame(shelf, &list_key(HIERARCHY), &title);
    let mut summaries: HashMap<&str, &str> = HashMap::new();
    for item in listing.get("interface").into_iter().flatten() {
        summaries.insert(&item.link.href, &item.html);
    }
    Some(HierarchyContext {
        count: interfaces.len(),
        tree_html: tree(shelf, &rows, &summaries),
        diagram: drawing(shelf, &rows),
        page: PageContext { kind: HIERARCHY.to_owned(), ..frame },
    })
}

/// Every interface once, in the order of a walk from the roots; those of a circle are roots themselves.
fn rows(interfaces: &[Interface]) -> Vec<Row<'_>> {
    let known: HashSet<&str> = interfaces.iter().map(|item| item.common.name.as_str()).collect();
    let mut derived: BTreeMap<&str, Vec<&Interface>> = BTreeMap::new();
    let mut roots: Vec<Row<'_>> = Vec::new();
    for item in interfaces {
        match item.base.as_deref().filter(|base| !base.is_empty()) {
            Some(base) => derived.entry(base).or_default().push(item),
            None => roots.push(Row { name: &item.common.name, item: Some(item), depth: 0 }),
        }
    }
    let outer = derived.keys().filter(|base| !known.contains(**base));
    roots.extend(outer.map(|name| Row { name, item: None, depth: 0 }));
    roots.sort_by_key(|row| (row.item.is_some(), row.name));
    let mut rows = Vec::new();
    let mut seen = HashSet::new();
    let circles = interfaces.iter().map(|item| Row { name: &item.common.name, item: Some(item), depth: 0 });
    for root in roots.into_iter().chain(circles) {
        let mut stack = vec![root];
        while let Some(row) = stack.pop() {
            // Two pages may tell of one interface: what derives from it stands under the first.
            let first = seen.insert((row.name, row.item.map(|item| item.common.page.as_str())));
            if !first {
                continue;
            }
            let below = derived.remove(row.name).into_iter().flatten().rev();
            let depth = (row.depth + 1).min(DEEPEST);
            stack.extend(below.map(|item| Row { name: &item.common.name, item: Some(item), depth }));
            rows.push(row);
        }
    }
    rows
}

/// Where an interface's page is; empty where it has none.
fn href(shelf: &Shelf<'_>, row: &Row<'_>) -> String {
    let item = row.item.filter(|item| item.common.witness.is_none());
    item.map(|item| shelf.links.page("", &item.common.page)).unwrap_or_default()
}

/// The items of the list, each with the list of what derives from it.
fn tree(shelf: &Shelf<'_>, rows: &[Row<'_>], summaries: &HashMap<&str, &str>) -> String {
    let mut html = String::new();
    for (place, row) in rows.iter().enumerate() {
        let href = href(shelf, row);
        let name = format!("<span class=\"name\" translate=\"no\">{}</span>", breakable(row.name));
        let _ = if href.is_empty() {
            write!(html, "<li>{name}")
        } else {
            write!(html, "<li><a href=\"{}\">{name}</a>", escape(&href))
        };
        if let Some(summary) = summaries.get(href.as_str()).filter(|summary| !summary.is_empty()) {
            let _ = write!(html, " <span class=\"about\">{summary}</span>");
        }
        let next = rows.get(place + 1).map_or(0, |next| next.depth);
        if next > row.depth {
            html.push_str("\n<ul>\n");
        } else {
            html.push_str("</li>\n");
            (next..row.depth).for_each(|_| html.push_str("</ul></li>\n"));
        }
    }
    html
}

/// The branches that have branches themselves, from left to right; `None` where there are none.
fn drawing(shelf: &Shelf<'_>, rows: &[Row<'_>]) -> Option<Diagram> {
    let drawn = drawn(rows);
    let deepest = drawn.iter().map(|row| row.depth).max().filter(|depth| *depth > 1)?;
    // As wide as the longest name, within reason.
    let letters = drawn.iter().map(|row| row.name.chars().count()).max().unwrap_or_default().clamp(12, 40);
    let width = letters as u32 * LETTER + 20;
    let mut nodes: Vec<Node> = Vec::new();
    let mut path = String::new();
    // Where the last node of each depth is: those that follow hang from it.
    let mut bases: Vec<(u32, u32)> = Vec::new();
    let mut line = 0_u32;
    for (place, row) in drawn.iter().enumerate() {
        // The first that derives from a base stands beside it, the others below.
        line += u32::from(place > 0 && drawn[place - 1].depth >= row.depth);
        let (x, y) = (1 + row.depth as u32 * (width + GAP), 1 + line * ROW);
        let middle = y + HEIGHT / 2;
        bases.truncate(row.depth);
        if let Some((base_x, base_middle)) = bases.last() {
            let end = base_x + width;
            let _ = if *base_middle == middle {
                write!(path, "M{end} {middle}H{x}")
            } else {
                write!(path, "M{} {base_middle}V{middle}H{x}", end + GAP / 2)
            };
        }
        bases.push((x, middle));
        let href = href(shelf, row);
        nodes.push(Node {
            name: row.name.to_owned(),
            href,
            own: false,
            x,
            y,
            text_x: x + 10,
            text_y: y + 20,
        });
    }
    Some(Diagram {
        width: (deepest as u32 + 1) * (width + GAP) - GAP + 2,
        height: line * ROW + HEIGHT + 2,
        node_width: width,
        node_height: HEIGHT,
        path,
        nodes,
    })
}

/// The rows that are drawn: of what derives from a root only that from which more derives, with all below it.
fn drawn<'a>(rows: &'a [Row<'a>]) -> Vec<&'a Row<'a>> {
    let mut drawn = Vec::new();
    let mut place = 0;
    while let Some(row) = rows.get(place) {
        let end = rows[place + 1..]
            .iter()
            .position(|other| other.depth <= row.depth.max(1))
            .map_or(rows.len(), |end| place + 1 + end);
        if row.depth == 0 {
            let family = rows[place + 1..].iter().take_while(|other| other.depth > 0);
            if family.into_iter().any(|other| other.depth > 1) {
                drawn.push(row);
            }
            place += 1;
        } else if end - place > 1 {
            drawn.extend(&rows[place..end]);
            place = end;
        } else {
            place += 1;
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interface(name: &str, base: &str) -> Interface {
        let mut item =
            Interface { base: (!base.is_empty()).then(|| base.to_owned()), ..Interface::default() };
        item.common.name = name.to_owned();
        item.common.page = format!("{name}.md");
        item
    }

    #[test]
    fn a_walk_has_every_interface_once() {
        let interfaces =
            [("IA", "IUnknown"), ("IB", "IA"), ("IC", "IUnknown"), ("ID", "IE"), ("IE", "ID"), ("IF", "")];
        let interfaces = interfaces.map(|(name, base)| interface(name, base));
        let rows = rows(&interfaces);
        let seen: Vec<(&str, usize)> = rows.iter().map(|row| (row.name, row.depth)).collect();
        let expected = [("IUnknown", 0), ("IA", 1), ("IB", 2), ("IC", 1), ("IF", 0), ("ID", 0), ("IE", 1)];
        assert_eq!(seen, expected);
        let drawn: Vec<&str> = drawn(&rows).iter().map(|row| row.name).collect();
        assert_eq!(drawn, ["IUnknown", "IA", "IB"]);
    }

    #[test]
    fn a_chain_of_many_is_walked_in_a_line() {
        let interfaces: Vec<Interface> =
            (0..20_000).map(|place| interface(&format!("I{place}"), &format!("I{}", place + 1))).collect();
        let rows = rows(&interfaces);
        assert_eq!(rows.len(), 20_001);
        assert_eq!(rows.last().map(|row| row.depth), Some(DEEPEST));
    }
}
