//! The site's looks: the templates and files that come with the program, and what a folder of the user's puts over them.

use std::io;

use tera::{Kwargs, State, Tera, Value};

use super::escape::{breakable, escape_into, may_change};
use super::numbers::Numbers;
use crate::embedded;
use crate::emit::OutputFile;

/// Templates and files, ready to use.
#[derive(Debug)]
pub struct Theme {
    pub(super) tera: Tera,
    /// Files under `assets/` that are the user's: path below it, bytes.
    own: Vec<(String, Vec<u8>)>,
}

/// A template that does not compile: what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeError(pub String);

impl Theme {
    /// The looks that come with the program.
    ///
    /// # Errors
    ///
    /// Never: that the built-in templates compile is tested.
    pub fn built_in() -> Result<Self, ThemeError> {
        Self::new(Vec::new())
    }

    /// The built-in looks with `files` over them: `templates/…` take the place of templates of the same name,
    /// `assets/…` that of files of the site, and both may be new ones. Other paths are left out.
    ///
    /// # Errors
    ///
    /// When a template does not compile, alone or with those that it includes.
    pub fn new(files: Vec<(String, Vec<u8>)>) -> Result<Self, ThemeError> {
        let built_in = embedded::TEMPLATES
            .iter()
            .filter(|(path, _)| !path.starts_with("rust/") && !path.starts_with("init/"))
            .map(|(path, bytes)| ((*path).to_owned(), *bytes));
        let mut templates: Vec<(String, String)> = Vec::new();
        let mut own = Vec::new();
        for (path, bytes) in built_in {
            templates.push((path, String::from_utf8_lossy(bytes).into_owned()));
        }
        for (path, bytes) in files {
            if let Some(name) = path.strip_prefix("templates/") {
                let text = String::from_utf8(bytes)
                    .map_err(|_| ThemeError(format!("the template `{name}` is not UTF-8")))?;
                templates.retain(|(known, _)| known != name);
                templates.push((name.to_owned(), text));
            } else if let Some(name) = path.strip_prefix("assets/") {
                own.push((name.to_owned(), bytes));
            }
        }
        let mut tera = Tera::new();
        tera.set_escape_fn(escape_html);
        tera.register_filter("breakable", |text: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(&breakable(text))
        });
        // A name of the source language: it may break where it is joined, but is never translated.
        tera.register_filter("name", |name: &str, _: Kwargs, _: &State<'_>| {
            Value::safe_string(&format!("<span class=\"name\" translate=\"no\">{}</span>", breakable(name)))
        });
        // As the engine's own, which copies what it is given: whole pages.
        tera.register_filter("safe", |html: Value, _: Kwargs, _: &State<'_>| html.mark_safe());
        // Until a locale's own take their place.
        Numbers::default().teach(&mut tera);
        tera.add_raw_templates(templates.iter().map(|(name, text)| (name.as_str(), text.as_str())))
            .map_err(|error| ThemeError(error.to_string()))?;
        Ok(Self { tera, own })
    }

    /// The templates among `files` that no page is made with: no built-in one has their name, and none of the files mentions it.
    pub fn unused(files: &[(String, Vec<u8>)]) -> Vec<&str> {
        let templates =
            || files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("templates/")?, bytes)));
        let mentions =
            |name: &str| templates().any(|(_, text)| memchr::memmem::find(text, name.as_bytes()).is_some());
        let is_known = |name: &str| embedded::TEMPLATES.iter().any(|(known, _)| *known == name);
        templates().map(|(name, _)| name).filter(|name| !is_known(name) && !mentions(name)).collect()
    }

    /// The files under `assets/`.
    pub(super) fn assets(&self) -> impl Iterator<Item = OutputFile> + '_ {
        let is_own = |path: &str| self.own.iter().any(|(own, _)| own == path);
        let built_in =
            embedded::SITE.iter().filter(move |(path, _)| !path.starts_with("ui/") && !is_own(path));
        let built_in = built_in.map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()));
        built_in
            .chain(self.own.iter().cloned())
            .map(|(path, bytes)| OutputFile { path: format!("assets/{path}"), bytes })
    }
}

/// Text as HTML, without what no page may hold, and safe in single-quoted attributes of a theme as well.
fn escape_html(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    if !may_change(text) && !text.contains('\'') {
        return out.write_all(text.as_bytes());
    }
    let mut html = String::with_capacity(text.len() + 16);
    for (place, run) in text.split('\'').enumerate() {
        if place > 0 {
            html.push_str("&#39;");
        }
        escape_into(run, &mut html);
    }
    out.write_all(html.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_as_tera_does() {
        let text: String = (' '..='~').chain("\n\t&&'<a href=\"'\">é</a>表".chars()).collect();
        let (mut ours, mut teras) = (Vec::new(), Vec::new());
        escape_html(&text, &mut ours).unwrap();
        tera::escape_html(&text, &mut teras).unwrap();
        assert_eq!(ours, teras);
        let mut lost = Vec::new();
        escape_html("a\u{83}'\u{202e}b", &mut lost).unwrap();
        assert_eq!(String::from_utf8(lost).unwrap(), "a\u{fffd}&#39;\u{fffd}b");
    }

    #[test]
    fn the_built_in_templates_compile() {
        assert!(Theme::built_in().is_ok());
    }

    #[test]
    fn what_lies_over_wins_and_what_does_not_compile_is_refused() {
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let theme = Theme::new(vec![
            file("templates/fixed/footer.html", "<footer>mine</footer>"),
            file("assets/css/mapidoc.css", "body {}"),
            file("assets/logo.svg", "<svg/>"),
            file("readme.txt", "left out"),
        ])
        .unwrap();
        assert_eq!(
            theme.tera.render("fixed/footer.html", &tera::Context::new()).unwrap(),
            "<footer>mine</footer>"
        );
        let assets: Vec<OutputFile> = theme.assets().collect();
        let css: Vec<_> = assets.iter().filter(|file| file.path == "assets/css/mapidoc.css").collect();
        assert_eq!((css.len(), css[0].bytes.as_slice()), (1, b"body {}".as_slice()));
        assert!(assets.iter().any(|file| file.path == "assets/logo.svg"));
        assert!(assets.iter().any(|file| file.path == "assets/js/mapidoc.js"));
        let error = Theme::new(vec![file("templates/method.html", "{% if %}")]).unwrap_err();
        assert!(error.0.contains("method.html"), "{}", error.0);
    }

    #[test]
    fn a_template_that_nothing_asks_for_is_told() {
        let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
        let files = [
            file("templates/methods.html", ""),
            file("templates/method.html", "{% include \"mine.html\" %}"),
            file("templates/mine.html", ""),
            file("assets/a.css", ""),
        ];
        assert_eq!(Theme::unused(&files), ["methods.html"]);
    }
}
