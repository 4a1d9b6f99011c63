//! The site's address on the web, where it is known: absolute links, the trail for search engines, the sitemap.
//!
//! Search engines take no relative address for a canonical one, an alternate or a sitemap: without an address there are none.

use std::fmt::Write as _;

use super::context::Link;
use super::escape::escape;
use super::page::Shelf;
use crate::emit::OutputFile;
use crate::locale::Locale;

/// How many addresses a sitemap may hold, and how many bytes: the protocol's limits, the second with room for the end.
const MOST_ADDRESSES: usize = 50_000;
const MOST_BYTES: usize = 49 << 20;

/// Where the site will be, such as `https://example.org/mapi`: without a slash at the end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Address<'a>(pub(super) &'a str);

impl Address<'_> {
    /// The address of a file of the site.
    pub(super) fn of(self, path: &str) -> String {
        format!("{}/{path}", self.0)
    }

    /// The path on its host: `/mapi`; empty where it is the host's root.
    pub(super) fn path(self) -> String {
        let behind = self.0.split_once("://").map_or(self.0, |(_, behind)| behind);
        behind.find('/').map(|at| behind[at..].to_owned()).unwrap_or_default()
    }

    /// The address that a link on the page `from` leads to.
    fn resolve(self, from: &str, link: &str) -> String {
        if link.contains("://") {
            return link.to_owned();
        }
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in link.split('/') {
            if part == ".." {
                parts.pop();
            } else {
                parts.push(part);
            }
        }
        self.of(&parts.join("/"))
    }

    /// The way to a page as schema.org's `BreadcrumbList`, as JSON that can stand in a script element.
    pub(super) fn trail(self, from: &str, crumbs: &[Link], title: &str) -> String {
        let own =
            Link { name: title.to_owned(), href: from.rsplit('/').next().unwrap_or_default().to_owned() };
        let items: Vec<serde_json::Value> = crumbs
            .iter()
            .filter(|crumb| !crumb.href.is_empty())
            .chain([&own])
            .enumerate()
            .map(|(place, crumb)| {
                serde_json::json!({
                    "@type": "ListItem",
                    "position": place + 1,
                    "name": crumb.name,
                    "item": self.resolve(from, &crumb.href),
                })
            })
            .collect();
        let list = serde_json::json!({
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": items,
        });
        // No tag and no comment may begin in it.
        list.to_string().replace('<', "\\u003c")
    }

    /// `robots.txt` and the sitemap of these pages: each a path below its locale's folder and the locales that have it.
    pub(super) fn sitemap(self, pages: &[(String, Vec<&Locale>)], shelf_source: &Locale) -> Vec<OutputFile> {
        let mut maps = Maps::default();
        for (path, locales) in pages {
            let mut alternates = String::new();
            let mut alternate = |tag: &str, locale: &Locale| {
                let href = escape(&self.of(&format!("{locale}/{path}")));
                let _ = writeln!(
                    alternates,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\"/>"
                );
            };
            for locale in locales {
                alternate(locale.as_str(), locale);
            }
            if locales.contains(&shelf_source) {
                alternate("x-default", shelf_source);
            }
            for locale in locales {
                let own = escape(&self.of(&format!("{locale}/{path}")));
                maps.push(&format!("<url>\n<loc>{own}</loc>\n{alternates}</url>\n"));
            }
        }
        let mut files = maps.files(self);
        let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", self.of("sitemap.xml"));
        files.push(OutputFile::text("robots.txt", robots));
        files
    }
}

/// Sitemaps, each as full as it may be.
#[derive(Default)]
struct Maps {
    bodies: Vec<String>,
    /// How many addresses the last holds.
    count: usize,
}

impl Maps {
    fn push(&mut self, entry: &str) {
        let is_full = |body: &String| body.len() + entry.len() > MOST_BYTES;
        if self.count == MOST_ADDRESSES || self.bodies.last().is_none_or(is_full) {
            self.bodies.push(String::new());
            self.count = 0;
        }
        self.count += 1;
        if let Some(body) = self.bodies.last_mut() {
            body.push_str(entry);
        }
    }

    /// `sitemap.xml`: the only one, or the list of all.
    fn files(self, address: Address<'_>) -> Vec<OutputFile> {
        const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
        const SPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
        let map = |body: &str| {
            format!("{HEAD}<urlset {SPACE} xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n{body}</urlset>\n")
        };
        if let [only] = self.bodies.as_slice() {
            return vec![OutputFile::text("sitemap.xml", map(only))];
        }
        let mut files = Vec::new();
        let mut list = String::new();
        for (place, body) in self.bodies.iter().enumerate() {
            let name = format!("sitemap-{}.xml", place + 1);
            let _ = writeln!(list, "<sitemap><loc>{}</loc></sitemap>", escape(&address.of(&name)));
            files.push(OutputFile::text(name, map(body)));
        }
        let list = format!("{HEAD}<sitemapindex {SPACE}>\n{list}</sitemapindex>\n");
        files.push(OutputFile::text("sitemap.xml", list));
        files
    }
}

/// A locale as Open Graph writes it: `es_ES`.
pub(super) fn open_graph(locale: &Locale) -> String {
    let is_region = |subtag: &&str| subtag.len() == 2 || subtag.bytes().all(|byte| byte.is_ascii_digit());
    match locale.as_str().split('-').skip(1).find(is_region) {
        Some(region) => format!("{}_{region}", locale.language()),
        None => locale.language().to_owned(),
    }
}

impl Shelf<'_> {
    /// The way to a page for search engines; empty where the site's address is not known.
    pub(super) fn trail(&self, path: &str, crumbs: &[Link], title: &str) -> String {
        let from = format!("{}/{path}", self.locale);
        self.address.map(|address| address.trail(&from, crumbs, title)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_absolute() {
        let address = Address("https://example.org/a/b");
        assert_eq!(address.path(), "/a/b");
        assert_eq!(Address("https://example.org").path(), "");
        let links = [
            ("index.html", "es-ES/sub/index.html"),
            ("../index.html", "es-ES/index.html"),
            ("../../en-US/x.html", "en-US/x.html"),
        ];
        for (link, expected) in links {
            assert_eq!(
                address.resolve("es-ES/sub/x.html", link),
                format!("https://example.org/a/b/{expected}")
            );
        }
        assert_eq!(address.resolve("es-ES/x.html", "https://example.com/y"), "https://example.com/y");
    }

    #[test]
    fn a_trail_cannot_end_its_element() {
        let trail = Address("https://example.org").trail("es-ES/x.html", &[], "</script><!--");
        assert!(!trail.contains('<'), "{trail}");
        let value: serde_json::Value = serde_json::from_str(&trail).unwrap();
        assert_eq!(value["itemListElement"][0]["name"], "</script><!--");
        assert_eq!(value["itemListElement"][0]["item"], "https://example.org/es-ES/x.html");
    }

    #[test]
    fn a_sitemap_that_is_full_is_split() {
        let locale = Locale::parse("en-US").unwrap();
        let pages: Vec<(String, Vec<&Locale>)> =
            (0..=MOST_ADDRESSES).map(|place| (format!("{place}.html"), vec![&locale])).collect();
        let files = Address("https://example.org").sitemap(&pages, &locale);
        let names: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml", "robots.txt"]);
        let count = |file: &OutputFile| String::from_utf8_lossy(&file.bytes).matches("<url>").count();
        assert_eq!([count(&files[0]), count(&files[1])], [MOST_ADDRESSES, 1]);
    }

    #[test]
    fn open_graph_has_its_own_form_of_locales() {
        for (tag, expected) in
            [("es-ES", "es_ES"), ("zh-Hans-CN", "zh_CN"), ("es-419", "es_419"), ("ja", "ja")]
        {
            assert_eq!(open_graph(&Locale::parse(tag).unwrap()), expected);
        }
    }
}
