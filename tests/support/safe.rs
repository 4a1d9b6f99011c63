//! Tells what on an emitted page could act against its reader, and whether the page's tags nest.

#![allow(dead_code, reason = "every test crate uses its own part of what they share")]

use scraper::{Html, Selector};

/// Elements that no page of the site has: they load, embed or send.
const FORBIDDEN: &[&str] = &[
    "iframe", "frame", "object", "embed", "applet", "base", "form", "style", "math", "template", "noscript",
];

/// Everything on a page that a translation could have smuggled in. Empty for a good page.
pub(crate) fn hostile(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let document = Html::parse_document(html);
    for element in document.select(&Selector::parse("*").unwrap()) {
        let value = element.value();
        let name = value.name();
        let is_data = value.attr("type") == Some("application/ld+json") && value.attr("src").is_none();
        if is_data {
            let text = element.text().collect::<String>();
            if let Err(error) = serde_json::from_str::<serde_json::Value>(&text) {
                faults.push(format!("data that is none: {error}"));
            }
        } else if name == "script" && !is_own_script(value.attr("src"), &element.text().collect::<String>()) {
            faults.push(format!("a script: {}", element.html()));
        }
        let is_refresh = name == "meta" && value.attr("http-equiv").is_some() && !is_moved(&document, value);
        if FORBIDDEN.contains(&name) || is_refresh {
            faults.push(format!("<{name}>"));
        }
        for (attribute, text) in value.attrs() {
            // White space and control characters in a scheme are nothing to a browser.
            let bare: String =
                text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
            let bare = bare.to_lowercase();
            let acts = is_address(attribute)
                && ["javascript:", "vbscript:", "data:"].iter().any(|scheme| bare.starts_with(scheme));
            if attribute.starts_with("on") || acts || matches!(attribute, "style" | "srcdoc" | "formaction") {
                faults.push(format!("{attribute}=\"{text}\" on <{name}>"));
            }
        }
    }
    faults.extend(unbalanced(html));
    faults
}

/// Whether an element sends the reader of a former name on, at once and to another page of the site: no other page may.
fn is_moved(document: &Html, meta: &scraper::node::Element) -> bool {
    let body = document.select(&Selector::parse("body.page-moved").unwrap()).next();
    let link = |link: &str| {
        let leads = body.is_some_and(|body| {
            body.select(&Selector::parse("main a").unwrap()).any(|found| found.attr("href") == Some(link))
        });
        let is_sign = |letter: char| letter.is_ascii_alphanumeric() || "-_.~/%".contains(letter);
        leads && link.strip_suffix(".html").is_some() && !link.starts_with('/') && link.chars().all(is_sign)
    };
    meta.attr("http-equiv") == Some("refresh")
        && meta.attr("content").and_then(|content| content.strip_prefix("0; url=")).is_some_and(link)
}

/// Whether an attribute's value is an address.
fn is_address(attribute: &str) -> bool {
    matches!(
        attribute,
        "href" | "xlink:href" | "src" | "srcset" | "action" | "poster" | "cite" | "background" | "ping"
    )
}

/// The scripts that the site brings, each a file: what stands in line, a strict policy forbids.
fn is_own_script(source: Option<&str>, text: &str) -> bool {
    let own = ["aids", "early", "mapidoc", "overview", "search"].map(|name| format!("assets/js/{name}.js"));
    text.is_empty()
        && source.is_some_and(|source| own.iter().any(|own| own == source.trim_start_matches("../")))
}

/// Elements without an end.
const VOID: &[&str] = &["meta", "link", "br", "hr", "img", "input", "wbr", "col", "source"];
/// Elements that end a paragraph in front of them, whatever its own end tag says.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
];

/// The first tag of a page that does not nest, if any. A browser mends such pages, each in its own way.
///
/// The emitter writes every end tag, so the check needs none of HTML's rules for leaving them out.
pub(crate) fn unbalanced(html: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = tag_end(rest)?;
        let tag = &rest[1..end];
        let near = || html[html.len() - rest.len()..].chars().take(120).collect::<String>();
        rest = &rest[end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let name = &name[..name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if closes {
            let last = open.pop();
            if last != Some(name) {
                return Some(format!("</{name}> where {last:?} is open, at {}", near()));
            }
            continue;
        }
        if open.contains(&"p") && BLOCKS.contains(&name) {
            return Some(format!("<{name}> in a paragraph, at {}", near()));
        }
        if name == "a" && open.contains(&"a") {
            return Some(format!("a link in a link, at {}", near()));
        }
        if name == "script" {
            let past = rest.find("</script>").map_or(rest.len(), |end| end + "</script>".len());
            rest = &rest[past..];
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
    }
    (!open.is_empty()).then(|| format!("{open:?} are not closed"))
}

/// Where a tag ends: at the first `>` outside quotation marks.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.char_indices().find_map(|(at, letter)| {
        match quote {
            Some(open) if open == letter => quote = None,
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            None if letter == '>' => return Some(at),
            Some(_) | None => {}
        }
        None
    })
}
