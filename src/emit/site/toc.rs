//! The table of contents on the site: a part of it on every page, all of it in one script a locale.
//!
//! 2,300 entries on each of 2,300 pages would be gigabytes: a page shows its ancestors, its nearest siblings and its
//! children; the script brings the rest where there is one.

use std::collections::HashMap;

use super::context::Link;
use super::escape::{breakable, escape};
use super::links::{encoded, html_path, shown_in};
use crate::locale::Locale;
use crate::model::Model;
use crate::model::links::Target;
use crate::read::{TocEntry, TocTarget};

/// How many siblings are shown on either side of a page.
const NEIGHBOURS: usize = 12;

/// A section with so many entries that are more than a third of all is divided: most of what is counted would stand in it.
const LARGE: usize = 100;

/// An entry with its page resolved, in one flat list.
struct Node {
    name: String,
    /// The name as HTML, and where the entry leads, as an attribute: made once, for every page near the entry shows them.
    name_html: String,
    address_html: String,
    /// The page's key; for other entries `None`.
    key: Option<String>,
    /// Its page's address from the locale's folder; another locale's page where this one lacks it.
    path: String,
    /// An address outside the book.
    elsewhere: Option<String>,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Where a page is in the table.
struct Place<'a> {
    /// The page's entry and those above it.
    open: &'a [usize],
    current: Option<usize>,
    /// The way up to the locale's folder.
    base: &'a str,
}

/// The sections of a table of contents, in its order.
pub(super) struct Sections<'a> {
    contents: &'a Contents,
    level: Vec<usize>,
}

impl Sections<'_> {
    /// The place of the section that a page is in, if any.
    pub(super) fn place_of(&self, key: &str) -> Option<usize> {
        let mut next = self.contents.by_key.get(key).copied();
        while let Some(node) = next {
            // A level's nodes stand in the order in which they were added.
            if let Ok(place) = self.level.binary_search(&node) {
                return Some(place);
            }
            next = self.contents.nodes[node].parent;
        }
        None
    }

    /// A section's name and page, from the locale's folder. Of two with one name, each is told by what it stands in.
    pub(super) fn link(&self, place: usize) -> Link {
        let Some(&node) = self.level.get(place) else { return Link::default() };
        let mut link = self.contents.link(node, "");
        let nodes = &self.contents.nodes;
        let is_alone = self.level.iter().filter(|&&other| nodes[other].name == link.name).count() < 2;
        if let Some(parent) = nodes[node].parent.filter(|_| !is_alone) {
            link.name = format!("{} › {}", nodes[parent].name, link.name);
        }
        link
    }
}

/// A locale's table of contents.
#[derive(Default)]
pub(super) struct Contents {
    nodes: Vec<Node>,
    roots: Vec<usize>,
    by_key: HashMap<String, usize>,
}

impl Contents {
    /// Lays out a table of contents. Entries that lead nowhere and hold nothing are left out.
    pub(super) fn new(entries: &[TocEntry], locale: &Locale, source: &Locale, model: &Model) -> Self {
        let mut contents = Self::default();
        // A path of headings with nothing beside them, from the book of all books down to ours, is not worth a level.
        let mut entries = entries;
        while let [only] = entries {
            if only.items.is_empty() || matches!(only.target, TocTarget::Page(_)) {
                break;
            }
            entries = &only.items;
        }
        contents.roots = contents.add(entries, None, locale, source, model);
        contents
    }

    fn add(
        &mut self,
        entries: &[TocEntry],
        parent: Option<usize>,
        locale: &Locale,
        source: &Locale,
        model: &Model,
    ) -> Vec<usize> {
        let mut added = Vec::new();
        for entry in entries {
            let (mut key, mut path, mut elsewhere) = (None, String::new(), None);
            match &entry.target {
                TocTarget::Page(page) => {
                    if let Target::Page { key: page, .. } = model.links.resolve("", locale, page) {
                        let shown = shown_in(&page, locale, source, &model.api.locales, &model.links);
                        let own = encoded(&html_path(&page));
                        path = if shown == locale { own } else { format!("../{shown}/{own}") };
                        key = Some(page.to_string());
                    }
                }
                TocTarget::Elsewhere(address) if address.starts_with("http") => {
                    elsewhere = Some(address.clone());
                }
                _ => {}
            }
            let index = self.nodes.len();
            if let Some(key) = &key {
                self.by_key.entry(key.clone()).or_insert(index);
            }
            let name = entry.name.clone();
            let leads = key.is_some() || elsewhere.is_some();
            let name_html = breakable(&name);
            let address_html = escape(elsewhere.as_deref().filter(|_| key.is_none()).unwrap_or(&path));
            let children = Vec::new();
            self.nodes.push(Node { name, name_html, address_html, key, path, elsewhere, parent, children });
            let children = self.add(&entry.items, Some(index), locale, source, model);
            if leads || !children.is_empty() {
                added.push(index);
            }
            if let Some(node) = self.nodes.get_mut(index) {
                node.children = children;
            }
        }
        added
    }

    fn link(&self, node: usize, base: &str) -> Link {
        let node = &self.nodes[node];
        let href = match (&node.key, &node.elsewhere) {
            (Some(_), _) => format!("{base}{}", node.path),
            (None, Some(address)) => address.clone(),
            (None, None) => String::new(),
        };
        Link { name: node.name.clone(), href }
    }

    /// The entries above a page, from the top.
    fn ancestors(&self, key: &str) -> Vec<usize> {
        let mut path = Vec::new();
        let mut next = self.by_key.get(key).and_then(|&node| self.nodes[node].parent);
        while let Some(node) = next {
            path.push(node);
            next = self.nodes[node].parent;
        }
        path.reverse();
        path
    }

    /// The way from the top to a page, without it.
    pub(super) fn breadcrumbs(&self, key: &str, base: &str) -> Vec<Link> {
        self.ancestors(key).into_iter().map(|node| self.link(node, base)).collect()
    }

    /// The sections that the table is divided into: its first level of more than one entry, and in the place of a large one
    /// of them what stands in it.
    pub(super) fn sections(&self) -> Sections<'_> {
        let mut level = &self.roots;
        while let [only] = level.as_slice()
            && !self.nodes[*only].children.is_empty()
        {
            level = &self.nodes[*only].children;
        }
        let mut divided = Vec::new();
        for &node in level {
            // A page of its own stays a section.
            divided.push(node);
            let size = self.size(node);
            if size >= LARGE && size * 3 > self.nodes.len() {
                divided.extend(&self.nodes[node].children);
            }
        }
        Sections { contents: self, level: divided }
    }

    /// How many entries a part of the table has. Depth is that of the table, which is a few.
    fn size(&self, node: usize) -> usize {
        1 + self.nodes[node].children.iter().map(|&child| self.size(child)).sum::<usize>()
    }

    /// The part of the table around a page as HTML; its top level where the page is not in it.
    ///
    /// Made here and not in a template: it is most of what a page repeats, and costs a third of a page's time there.
    pub(super) fn part(&self, key: &str, base: &str) -> String {
        let current = self.by_key.get(key).copied();
        let mut open = self.ancestors(key);
        open.extend(current);
        let mut html = String::with_capacity(4096);
        self.level(&self.roots, &Place { open: &open, current, base }, &mut html);
        html
    }

    /// The items of one level. Depth is that of the table, which is a few.
    fn level(&self, nodes: &[usize], place: &Place<'_>, html: &mut String) {
        let here = nodes.iter().position(|node| place.open.contains(node));
        // Above the page, every entry is shown; among hundreds of siblings, the nearest.
        let (first, last) = match here {
            // The script finds its place in the whole table by the names of the top level.
            _ if nodes == self.roots => (0, nodes.len()),
            Some(here) => (here.saturating_sub(NEIGHBOURS), (here + NEIGHBOURS + 1).min(nodes.len())),
            None => (0, nodes.len().min(4 * NEIGHBOURS)),
        };
        for &node in &nodes[first..last] {
            let entry = &self.nodes[node];
            let children = &entry.children;
            let is_open = place.open.contains(&node);
            html.push_str(match (children.is_empty(), is_open) {
                (true, _) => "<li>",
                (false, true) => "<li class=\"branch open\">",
                (false, false) => "<li class=\"branch\">",
            });
            if entry.key.is_none() && entry.address_html.is_empty() {
                html.extend(["<span class=\"group\">", &entry.name_html, "</span>"]);
            } else {
                // An address outside the book is whole.
                let base = if entry.key.is_some() { place.base } else { "" };
                let current = if place.current == Some(node) { "\" aria-current=\"page\">" } else { "\">" };
                html.extend(["<a href=\"", base, &entry.address_html, current, &entry.name_html, "</a>"]);
            }
            if is_open && !children.is_empty() {
                html.push_str("\n<ul>\n");
                self.level(children, place, html);
                html.push_str("</ul>");
            }
            html.push_str("</li>\n");
        }
    }

    /// The whole table as the script that the pages load.
    pub(super) fn script(&self) -> String {
        let roots: Vec<serde_json::Value> = self.roots.iter().map(|&node| self.value(node)).collect();
        format!("mapidoc.toc({});\n", script_json(&serde_json::Value::from(roots)))
    }

    fn value(&self, node: usize) -> serde_json::Value {
        let link = self.link(node, "");
        let children: Vec<serde_json::Value> =
            self.nodes[node].children.iter().map(|&child| self.value(child)).collect();
        let mut parts = vec![link.name.into(), link.href.into()];
        if !children.is_empty() {
            parts.push(serde_json::Value::from(children));
        }
        serde_json::Value::from(parts)
    }
}

/// JSON that is also a script: two line separators end a line in old scripts, and a closing tag would end the element.
pub(super) fn script_json(value: &serde_json::Value) -> String {
    value.to_string().replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029").replace("</", "<\\/")
}
