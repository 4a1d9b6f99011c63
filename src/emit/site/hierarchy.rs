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
const STEP: u32 = 22;
const ROW: u32 = 36;

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
        branches: branches(shelf, &rows),
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

/// The branches that have branches themselves, each with the root that it derives from: one line an interface, so that a
/// branch is as wide as a phone however deep it is.
fn branches(shelf: &Shelf<'_>, rows: &[Row<'_>]) -> Vec<Diagram> {
    drawn(rows).iter().map(|branch| drawing(branch, |row| href(shelf, row))).collect()
}

/// A branch: what derives from an interface stands below it, further in.
fn drawing(branch: &[&Row<'_>], href: impl Fn(&Row<'_>) -> String) -> Diagram {
    // As wide as the longest name, within reason.
    let letters = branch.iter().map(|row| row.name.chars().count()).max().unwrap_or_default().clamp(12, 40);
    let node_width = letters as u32 * LETTER + 20;
    let mut diagram = Diagram {
        name: branch.get(1).map(|row| row.name.to_owned()).unwrap_or_default(),
        node_width,
        node_height: HEIGHT,
        ..Diagram::default()
    };
    // Where the last node of each depth ends: those that follow hang from it.
    let mut bases: Vec<u32> = Vec::new();
    for (line, row) in branch.iter().enumerate() {
        let (x, y) = (1 + row.depth as u32 * STEP, 1 + line as u32 * ROW);
        bases.truncate(row.depth);
        if let Some(bottom) = bases.last() {
            let _ = write!(diagram.path, "M{} {bottom}V{}H{x}", x - STEP / 2, y + HEIGHT / 2);
        }
        bases.push(y + HEIGHT);
        diagram.width = diagram.width.max(x + node_width + 1);
        diagram.height = y + HEIGHT + 1;
        let (name, href) = (row.name.to_owned(), href(row));
        diagram.nodes.push(Node { name, href, own: false, x, y, text_x: x + 10, text_y: y + 20 });
    }
    diagram
}

/// Each branch below a root from which more derives, after its root.
fn drawn<'a>(rows: &'a [Row<'a>]) -> Vec<Vec<&'a Row<'a>>> {
    let mut branches: Vec<Vec<&Row<'_>>> = Vec::new();
    let mut root = None;
    for row in rows {
        match (row.depth, root) {
            (0, _) => root = Some(row),
            (1, Some(root)) => branches.push(vec![root, row]),
            _ => {
                if let Some(branch) = branches.last_mut() {
                    branch.push(row);
                }
            }
        }
    }
    branches.retain(|branch| branch.len() > 2);
    branches
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
        let drawn = drawn(&rows);
        let names: Vec<Vec<&str>> =
            drawn.iter().map(|branch| branch.iter().map(|row| row.name).collect()).collect();
        assert_eq!(names, [["IUnknown", "IA", "IB"]]);
        let diagram = drawing(&drawn[0], |row| row.name.to_lowercase());
        assert_eq!((diagram.name.as_str(), diagram.nodes.len()), ("IA", 3));
        // Each hangs from the middle of the step before it.
        assert_eq!(diagram.path, "M12 31V52H23M34 67V88H45");
        assert!(diagram.nodes.iter().all(|node| node.x + diagram.node_width < diagram.width));
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
