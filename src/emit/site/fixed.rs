//! What stands on all pages of a folder alike, made once.
//!
//! The templates in `fixed/` are given what does not depend on the page; others have them as `fixed.NAME`, `find-open` as
//! `fixed.find_open`. Those in `placed/` are given `path` as well, and others have them as `placed.NAME`: made once too,
//! with a placeholder for it. A third of what a template engine does for a page would be to say the same words again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Map, Tera, TeraResult, Value};

use super::page::Shelf;

/// The folders of the templates.
const FIXED: &str = "fixed/";
const PLACED: &str = "placed/";

/// What is given of a page to what others have in common with it, beside the words of the interface.
const GIVEN: [&str; 9] =
    ["site_title", "locale", "dir", "source_locale", "root", "base", "state", "language", "languages"];

/// Stands for a page's path until it is known: no address has it unencoded.
const PLACE: char = '\u{F8FF}';

/// The fixed parts of a locale's pages, by the way back from their folder to the locale's and by which locales have them.
#[derive(Debug, Default)]
pub(super) struct Fixed(Mutex<HashMap<String, Arc<Parts>>>);

/// What pages have in common.
#[derive(Debug)]
struct Parts {
    languages: Value,
    original: Value,
    fixed: Value,
    /// The parts by name, as the texts before, between and behind the page's path.
    placed: Vec<(String, Vec<String>)>,
}

impl Fixed {
    /// Gives the context of a page in a locale, or above them, the locales and the fixed parts.
    ///
    /// # Errors
    ///
    /// When one of their templates fails.
    pub(super) fn give(&self, tera: &Tera, shelf: Option<&Shelf<'_>>, page: &mut Context) -> TeraResult<()> {
        let text = |name: &str| page.get(name).and_then(Value::as_str).unwrap_or_default();
        let (base, presence, path) = (text("base"), text("presence"), text("path").to_owned());
        let key = format!("{base}{presence}");
        // Not while a template runs: others wait no longer for it than it would take to make the parts themselves.
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let parts = if let Some(parts) = known {
            parts
        } else {
            let languages = shelf.map(|shelf| shelf.languages(base, presence)).unwrap_or_default();
            let original = languages.iter().position(|language| language.tag == text("source_locale"));
            page.insert("original", &original.map(|place| &languages[place]));
            if shelf.is_some() {
                page.insert("languages", &languages);
            }
            let parts = Arc::new(Parts::make(tera, page)?);
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&parts));
            parts
        };
        let placed: Map = parts
            .placed
            .iter()
            .map(|(name, texts)| (name.clone().into(), Value::safe_string(&texts.join(&path))))
            .collect();
        page.insert_value("languages", parts.languages.clone());
        page.insert_value("original", parts.original.clone());
        page.insert_value("fixed", parts.fixed.clone());
        page.insert_value("placed", Value::from(placed));
        Ok(())
    }
}

impl Parts {
    /// Renders all of them.
    fn make(tera: &Tera, page: &Context) -> TeraResult<Self> {
        let mut context = Context::new();
        // The words are in the engine, but for pages above the locales.
        for name in GIVEN.into_iter().chain(["ui"]) {
            if let Some(value) = page.get(name) {
                context.insert_value(name, value.clone());
            }
        }
        let mut fixed = Map::new();
        for (name, html) in rendered(tera, FIXED, &context)? {
            fixed.insert(name.into(), Value::safe_string(&html));
        }
        context.insert("path", &PLACE);
        let placed = rendered(tera, PLACED, &context)?
            .into_iter()
            .map(|(name, html)| (name, html.split(PLACE).map(str::to_owned).collect()))
            .collect();
        let value = |name: &str| page.get(name).cloned().unwrap_or_else(|| Value::from(()));
        Ok(Self {
            languages: value("languages"),
            original: value("original"),
            fixed: Value::from(fixed),
            placed,
        })
    }
}

/// The templates of a folder by name, rendered.
fn rendered(tera: &Tera, folder: &str, context: &Context) -> TeraResult<Vec<(String, String)>> {
    let templates = tera.get_template_names().filter_map(|name| Some((name, name.strip_prefix(folder)?)));
    templates
        .map(|(template, name)| {
            let name = name.trim_end_matches(".html").replace('-', "_");
            Ok((name, tera.render(template, context)?.trim_end().to_owned()))
        })
        .collect()
}
