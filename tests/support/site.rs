//! Reads an emitted site as a browser does, and tells what is broken on it.

#![allow(dead_code, reason = "every test crate uses its own part of what they share")]

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use scraper::{Html, Selector};

/// What other pages need to know of a page, and what the page needs of them.
struct Page {
    path: String,
    ids: HashSet<String>,
    /// Addresses as written, each once.
    links: BTreeSet<String>,
    faults: Vec<String>,
}

/// Everything that is wrong with the site in a folder: dead links and fragments, ids that are there twice, images without
/// a text, pages without a language, a title or one heading. Empty for a good site.
pub(crate) fn broken(root: &Path) -> Vec<String> {
    let mut files = BTreeSet::new();
    collect(root, "", &mut files);
    let is_html = |path: &&String| Path::new(path).extension().is_some_and(|ending| ending == "html");
    let pages: Vec<Page> = files
        .iter()
        .filter(is_html)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|path| page(path, &fs::read_to_string(root.join(path)).unwrap()))
        .collect();
    let scripts: Vec<(String, String)> = files
        .iter()
        .filter(|path| path.ends_with("/toc.js"))
        .map(|path| (path.clone(), fs::read_to_string(root.join(path)).unwrap()))
        .collect();
    let ids: HashMap<&str, &HashSet<String>> =
        pages.iter().map(|page| (page.path.as_str(), &page.ids)).collect();
    let mut broken: Vec<String> = pages
        .par_iter()
        .flat_map_iter(|page| {
            let dead = page.links.iter().filter_map(|link| dead(&page.path, link, &files, &ids));
            let faults = page.faults.iter().cloned().chain(dead);
            faults.map(|fault| format!("{}: {fault}", page.path)).collect::<Vec<_>>()
        })
        .collect();
    if pages.is_empty() {
        broken.push("the site has no page".to_owned());
    }
    for (path, script) in &scripts {
        match addresses(script) {
            Ok(links) => broken.extend(
                links
                    .iter()
                    .filter_map(|link| dead(path, link, &files, &ids))
                    .map(|fault| format!("{path}: {fault}")),
            ),
            Err(error) => broken.push(format!("{path}: {error}")),
        }
    }
    for path in files.iter().filter(|path| path.ends_with("/search.json")) {
        let list: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(root.join(path)).unwrap()).unwrap_or_default();
        let links = list["pages"].as_array().into_iter().flatten().filter_map(|page| page["href"].as_str());
        broken.extend(
            links.filter_map(|link| dead(path, link, &files, &ids)).map(|fault| format!("{path}: {fault}")),
        );
    }
    broken.sort();
    broken
}

/// The files below a folder, with `/`.
fn collect(folder: &Path, below: &str, files: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name);
        }
    }
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

fn page(path: &str, text: &str) -> Page {
    let html = Html::parse_document(text);
    let mut page =
        Page { path: path.to_owned(), ids: HashSet::new(), links: BTreeSet::new(), faults: Vec::new() };
    for element in html.select(&selector("*")).map(|element| element.value()) {
        if let Some(id) = element.id()
            && !page.ids.insert(id.to_owned())
        {
            page.faults.push(format!("the id `{id}` is there twice"));
        }
        page.links
            .extend(["href", "src"].into_iter().filter_map(|name| element.attr(name)).map(str::to_owned));
        // The folder that the script loads the contents and the search from.
        page.links.extend(element.attr("data-locale-root").map(|root| format!("{root}toc.js")));
        if element.name() == "img" && element.attr("alt").is_none() {
            page.faults.push(format!("no alt: {:?}", element.attr("src")));
        }
    }
    for link in html.select(&selector("a[href]:not([aria-hidden])")) {
        let image = link.select(&selector("img[alt]:not([alt=''])")).next();
        let named = link.attr("aria-label").or(link.attr("title")).is_some();
        if image.is_none() && !named && link.text().all(|text| text.trim().is_empty()) {
            page.faults.push(format!("a link without words: {}", link.html()));
        }
    }
    if html.root_element().attr("lang").is_none_or(str::is_empty) {
        page.faults.push("no <html lang>".to_owned());
    }
    let title = html.select(&selector("title")).next().map(|title| title.text().collect::<String>());
    if title.is_none_or(|title| title.trim().is_empty()) {
        page.faults.push("no title".to_owned());
    }
    let headings = html.select(&selector("h1")).count();
    if headings != 1 {
        page.faults.push(format!("{headings} h1"));
    }
    page
}

/// Why an address on a page leads nowhere; `None` where it leads somewhere, or out of the site.
fn dead(
    from: &str,
    link: &str,
    files: &BTreeSet<String>,
    ids: &HashMap<&str, &HashSet<String>>,
) -> Option<String> {
    if ["https://", "http://", "mailto:", "ftp://", "//"].iter().any(|scheme| link.starts_with(scheme)) {
        return None;
    }
    if link.split(['/', '?', '#']).next().is_some_and(|scheme| scheme.contains(':')) {
        return Some(format!("`{link}` has a scheme that no page may have"));
    }
    // A host shows it at any address: its links begin at the host's root.
    let link = if from == "404.html" { link.strip_prefix('/').unwrap_or(link) } else { link };
    let (address, fragment) = link.split_once('#').map_or((link, None), |(path, id)| (path, Some(id)));
    let address = address.split('?').next().unwrap_or_default();
    let target = if address.is_empty() && fragment.is_some() {
        from.to_owned()
    } else {
        match resolve(from, &decoded(address)) {
            Some(target) => target,
            None => return Some(format!("`{link}` leads out of the site")),
        }
    };
    if !files.contains(&target) {
        return Some(format!("`{link}` leads to no file"));
    }
    let fragment = fragment?;
    let known = ids
        .get(target.as_str())
        .is_some_and(|ids| ids.contains(fragment) || ids.contains(&decoded(fragment)));
    (!known).then(|| format!("`{link}` leads to no id"))
}

/// The file that a relative address names; `None` for what leaves the site or only works on a host.
fn resolve(from: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if address.starts_with('/') {
        return None;
    }
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// An address with its `%XX` undone.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let code = (first == b'%').then(|| behind.get(..2)).flatten();
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The addresses in the scripts of contents (`[name, href, [children]]`) and of names (`[name, href, kind]`).
fn addresses(script: &str) -> Result<Vec<String>, String> {
    let json = script
        .trim()
        .strip_prefix("mapidoc.")
        .and_then(|script| script.split_once('(')?.1.strip_suffix(");"))
        .ok_or("not a call of the site's script")?;
    let value: serde_json::Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let mut links = Vec::new();
    entries(&value, &mut links);
    Ok(links)
}

fn entries(list: &serde_json::Value, links: &mut Vec<String>) {
    for entry in list.as_array().into_iter().flatten() {
        links.extend(entry[1].as_str().filter(|link| !link.is_empty()).map(str::to_owned));
        entries(&entry[2], links);
    }
}
