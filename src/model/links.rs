//! Where links lead: pages by name, with letter case mended, and pages by the GUID of older addresses.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use crate::locale::Locale;
use crate::parse::Page;
use crate::read::Book;

/// The pages and images that a link may lead to.
#[derive(Debug, Default)]
pub struct LinkIndex {
    /// Lower case → key.
    pages: HashMap<String, Arc<str>, RandomState>,
    /// `ms.assetid` in lower case → key.
    assets: HashMap<String, Arc<str>>,
    /// Lower case → path, for each locale.
    media: BTreeMap<Locale, HashMap<String, String>>,
    /// Keys that each locale has.
    present: BTreeMap<Locale, HashSet<Arc<str>, RandomState>>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a page; `mended` where the letter case was wrong, `by_asset` where a GUID named it.
    Page {
        /// The page's key.
        key: Arc<str>,
        /// What stands behind `#`, if anything.
        fragment: Option<String>,
        /// Whether the link's letter case was not the page's.
        mended: bool,
        /// Whether an older address named the page by its GUID.
        by_asset: bool,
    },
    /// To an anchor of the same page.
    Here(String),
    /// To an image or another file of the book.
    Media {
        /// The locale whose file it is.
        locale: Locale,
        /// Its path below the locale's folder.
        path: String,
        /// Whether the link's letter case was not the file's.
        mended: bool,
    },
    /// To another site, or by another scheme.
    Elsewhere,
    /// To a place on the site that publishes the book: `/windows/win32/…`.
    Root,
    /// To a page of another book, in a folder beside or above the one that was read.
    OtherBook,
    /// Nowhere.
    Dead,
}

impl LinkIndex {
    /// Makes the index of all pages and media.
    pub fn new(pages: &[Page], books: &BTreeMap<Locale, Book>) -> Self {
        let mut index = Self::default();
        for page in pages {
            let key = &page.sheet.key;
            index.pages.entry(key.to_lowercase()).or_insert_with(|| Arc::clone(key));
            if let Some(asset) = &page.sheet.front.asset_id {
                index.assets.entry(asset.to_lowercase()).or_insert_with(|| Arc::clone(key));
            }
            index.present.entry(page.sheet.locale.clone()).or_default().insert(Arc::clone(key));
        }
        for (locale, book) in books {
            let files = book.media.keys().map(|path| (path.to_lowercase(), path.clone())).collect();
            index.media.insert(locale.clone(), files);
        }
        index
    }

    /// Whether a locale has a page.
    pub fn has(&self, locale: &Locale, key: &str) -> bool {
        self.present.get(locale).is_some_and(|keys| keys.contains(key))
    }

    /// Resolves a link on the page `from` of `locale`.
    pub fn resolve(&self, from: &str, locale: &Locale, link: &str) -> Target {
        let link = link.trim();
        if let Some(fragment) = link.strip_prefix('#') {
            return Target::Here(fragment.to_owned());
        }
        if is_absolute(link) {
            return match self.by_asset(link) {
                Some(key) => Target::Page { key, fragment: None, mended: false, by_asset: true },
                None => Target::Elsewhere,
            };
        }
        let (path, fragment) = match link.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment.to_owned())),
            None => (link, None),
        };
        // Most links are the name of a page as it is: nothing to decode, to join or to put in lower case.
        if !from.contains('/')
            && !path.contains(['%', '\\'])
            && let Some(key) = self.pages.get(path).filter(|key| ***key == *path)
        {
            return Target::Page { key: Arc::clone(key), fragment, mended: false, by_asset: false };
        }
        let path = path.split('?').next().unwrap_or_default();
        if path.starts_with('/') {
            return Target::Root;
        }
        let path = join(from, &percent_decoded(path));
        if path.starts_with("../") {
            return Target::OtherBook;
        }
        let lower = path.to_lowercase();
        if let Some(key) = self.pages.get(&lower) {
            return Target::Page { key: Arc::clone(key), fragment, mended: **key != *path, by_asset: false };
        }
        self.media(locale, &path, &lower).unwrap_or(Target::Dead)
    }

    /// A file of the locale; of any other where the locale has none, as a translation may leave its pictures out.
    fn media(&self, locale: &Locale, path: &str, lower: &str) -> Option<Target> {
        let find = |locale: &Locale| {
            let found = self.media.get(locale)?.get(lower)?;
            Some(Target::Media { locale: locale.clone(), path: found.clone(), mended: found != path })
        };
        find(locale).or_else(|| self.media.keys().find_map(find))
    }

    /// The page whose `ms.assetid` an address holds.
    fn by_asset(&self, address: &str) -> Option<Arc<str>> {
        let bytes = address.as_bytes();
        let starts =
            (0..bytes.len().saturating_sub(35)).filter(|&at| at == 0 || !bytes[at - 1].is_ascii_hexdigit());
        let guids = starts.filter_map(|at| address.get(at..at + 36)).filter(|word| is_guid(word));
        guids.into_iter().find_map(|guid| self.assets.get(&guid.to_lowercase())).cloned()
    }
}

fn is_guid(word: &str) -> bool {
    word.bytes().enumerate().all(|(place, byte)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}

/// Whether a link has a scheme or a host.
fn is_absolute(link: &str) -> bool {
    let scheme = link.split(['/', '#', '?']).next().unwrap_or_default();
    link.starts_with("//") || scheme.contains(':')
}

/// The path that `link` names on the page `from`; `..` beyond the book's folder is kept.
fn join(from: &str, link: &str) -> String {
    let mut parts: Vec<&str> =
        from.rsplit_once('/').map(|(folder, _)| folder.split('/').collect()).unwrap_or_default();
    for part in link.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%20` and the like as the bytes they stand for, where those are text.
fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = tail.get(..2).filter(|_| byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(decoded) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(decoded);
            rest = &tail[2..];
        } else {
            bytes.push(byte);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> LinkIndex {
        let mut index = LinkIndex::default();
        for key in ["CreateX.md", "sub/a.md"] {
            index.pages.insert(key.to_lowercase(), key.into());
        }
        index.assets.insert("0b4e4f3c-1111-2222-3333-444444444444".into(), "sub/a.md".into());
        let locale = Locale::parse("es-ES").unwrap();
        index.media.insert(locale, HashMap::from([("media/i.png".into(), "media/I.png".into())]));
        index
    }

    #[test]
    fn pages_are_found_by_name_case_and_guid() {
        let (index, locale) = (index(), Locale::parse("ja-JP").unwrap());
        let key = |from: &str, link: &str| match index.resolve(from, &locale, link) {
            Target::Page { key, mended, by_asset, .. } => Some((key.to_string(), mended, by_asset)),
            _ => None,
        };
        assert_eq!(key("x.md", "createx.md#remarks"), Some(("CreateX.md".into(), true, false)));
        assert_eq!(key("sub/b.md", "a.md"), Some(("sub/a.md".into(), false, false)));
        assert_eq!(key("sub/b.md", "../CreateX.md?view=1"), Some(("CreateX.md".into(), false, false)));
        let old =
            "https://msdn.microsoft.com/library/0B4E4F3C-1111-2222-3333-444444444444%28Office.15%29.aspx";
        assert_eq!(key("x.md", old), Some(("sub/a.md".into(), false, true)));
        assert_eq!(index.resolve("x.md", &locale, "https://example.org/a.md"), Target::Elsewhere);
        assert_eq!(index.resolve("x.md", &locale, "../CreateX.md"), Target::OtherBook);
        assert_eq!(index.resolve("sub/b.md", &locale, "/windows/x"), Target::Root);
        assert_eq!(index.resolve("sub/b.md", &locale, "CreateX.md"), Target::Dead);
        assert_eq!(index.resolve("x.md", &locale, "mailto:x@y"), Target::Elsewhere);
    }

    #[test]
    fn images_of_another_locale_stand_in() {
        let (index, locale) = (index(), Locale::parse("ja-JP").unwrap());
        let target = index.resolve("x.md", &locale, "media/i.png");
        assert!(matches!(target, Target::Media { mended: true, ref path, .. } if path == "media/I.png"));
    }
}
