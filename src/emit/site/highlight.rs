//! Code in colour: C and C++ through tree-sitter, with the types of signatures as links.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use tree_sitter_highlight::{HighlightConfiguration, HighlightEvent, Highlighter};

use super::escape::{escape, escape_into};

/// The captures that get a class; `hl-` and the name with hyphens.
const NAMES: &[&str] = &[
    "keyword",
    "type",
    "type.builtin",
    "function",
    "variable.parameter",
    "property",
    "constant",
    "number",
    "string",
    "comment",
    "operator",
    "punctuation",
    "preproc",
    "attribute",
];

/// C's own captures: the grammar of C++ brings only what it adds.
const C_QUERY: &str = r##"
(identifier) @variable
((identifier) @constant (#match? @constant "^[A-Z][A-Z\\d_]*$"))
["break" "case" "const" "continue" "default" "do" "else" "enum" "extern" "for" "if" "inline" "return" "sizeof"
 "static" "struct" "switch" "typedef" "union" "volatile" "while"] @keyword
["#define" "#elif" "#else" "#endif" "#if" "#ifdef" "#ifndef" "#include"] @preproc
(preproc_directive) @preproc
["--" "-" "-=" "->" "=" "!=" "*" "&" "&&" "+" "++" "+=" "<" "==" ">" "||" "|" "|=" "~" "!"] @operator
(string_literal) @string
(system_lib_string) @string
(char_literal) @string
(null) @constant
(number_literal) @number
(field_identifier) @property
(type_identifier) @type
(primitive_type) @type.builtin
(sized_type_specifier) @type.builtin
(call_expression function: (identifier) @function)
(call_expression function: (field_expression field: (field_identifier) @function))
(function_declarator declarator: (identifier) @function)
(parameter_declaration declarator: (identifier) @variable.parameter)
(parameter_declaration declarator: (pointer_declarator declarator: (identifier) @variable.parameter))
(parameter_declaration declarator: (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @variable.parameter)))
(parameter_declaration declarator: (reference_declarator (identifier) @variable.parameter))
(preproc_function_def name: (identifier) @function)
(comment) @comment
"##;

fn configuration() -> Option<&'static HighlightConfiguration> {
    static CONFIGURATION: OnceLock<Option<HighlightConfiguration>> = OnceLock::new();
    CONFIGURATION
        .get_or_init(|| {
            let query = format!("{C_QUERY}\n{}", tree_sitter_cpp::HIGHLIGHT_QUERY);
            let language = tree_sitter_cpp::LANGUAGE.into();
            let mut configuration = HighlightConfiguration::new(language, "cpp", &query, "", "").ok()?;
            configuration.configure(NAMES);
            Some(configuration)
        })
        .as_ref()
}

/// Highlights code once for all locales: it is the same in each.
#[derive(Default)]
pub(super) struct Code {
    done: Mutex<HashMap<String, Arc<str>>>,
}

impl Code {
    /// Code as HTML, the inside of a `<code>`.
    pub(super) fn html(&self, language: &str, code: &str) -> Arc<str> {
        if !matches!(language.to_ascii_lowercase().as_str(), "" | "c" | "cpp" | "c++" | "h") {
            return escape(code).into();
        }
        let lock = || self.done.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(html) = lock().get(code) {
            return Arc::clone(html);
        }
        let html: Arc<str> = highlight(code).unwrap_or_else(|| escape(code)).into();
        lock().insert(code.to_owned(), Arc::clone(&html));
        html
    }
}

/// The code with its captures as spans; `None` where the grammar gives up.
fn highlight(code: &str) -> Option<String> {
    thread_local! {
        static HIGHLIGHTER: RefCell<Highlighter> = RefCell::new(Highlighter::new());
    }
    HIGHLIGHTER.with_borrow_mut(|highlighter| {
        let events = highlighter.highlight(configuration()?, code.as_bytes(), None, None, |_| None).ok()?;
        let mut html = String::with_capacity(code.len() * 3);
        for event in events {
            match event.ok()? {
                HighlightEvent::Source { start, end } => escape_into(code.get(start..end)?, &mut html),
                HighlightEvent::HighlightStart(highlight) => {
                    html.push_str("<span class=\"hl-");
                    html.push_str(&NAMES.get(highlight.0)?.replace('.', "-"));
                    html.push_str("\">");
                }
                HighlightEvent::HighlightEnd => html.push_str("</span>"),
            }
        }
        Some(html)
    })
}

/// Makes links of the type names in highlighted code, or in a type alone. `address` gives where a name leads.
pub(super) fn link_types(html: &str, address: impl Fn(&str) -> Option<String>) -> String {
    let mut linked = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some(start) = rest
        .find(|letter: char| letter.is_ascii_alphabetic() || letter == '_' || letter == '<' || letter == '&')
    {
        let (before, tail) = rest.split_at(start);
        linked.push_str(before);
        // Tags and entities are no words.
        let skip = match tail.as_bytes().first() {
            Some(b'<') => tail.find('>').map(|end| end + 1),
            Some(b'&') => tail.find(';').map(|end| end + 1),
            _ => None,
        };
        if let Some(skip) = skip {
            linked.push_str(&tail[..skip]);
            rest = &tail[skip..];
            continue;
        }
        let end = tail
            .find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
            .unwrap_or(tail.len())
            .max(1);
        let word = &tail[..end];
        match address(word) {
            Some(address) => {
                linked.push_str("<a class=\"ty\" href=\"");
                linked.push_str(&address);
                linked.push_str("\">");
                linked.push_str(word);
                linked.push_str("</a>");
            }
            None => linked.push_str(word),
        }
        rest = &tail[end..];
    }
    linked.push_str(rest);
    linked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_fits_the_grammar() {
        let html = highlight("HRESULT Logoff(\n  ULONG ulFlags // none\n);").expect("the query compiles");
        assert!(html.contains("<span class=\"hl-type\">HRESULT</span>"), "{html}");
        assert!(html.contains("hl-function\">Logoff"), "{html}");
        assert!(html.contains("hl-comment"), "{html}");
    }

    #[test]
    fn words_of_tags_and_entities_are_not_linked() {
        let html = "<span class=\"hl-type\">LPX</span> &lt;LPX&gt;";
        let linked = link_types(html, |word| (word == "LPX" || word == "lt").then(|| "x.html".to_owned()));
        let link = "<a class=\"ty\" href=\"x.html\">LPX</a>";
        assert_eq!(linked, format!("<span class=\"hl-type\">{link}</span> &lt;{link}&gt;"));
    }
}
