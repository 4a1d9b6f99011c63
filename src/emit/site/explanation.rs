//! What `mapidoc explain` says of a rule, as HTML: its sentence, then its sections.

use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd, html};
use serde::Serialize;

use super::escape::escape;
use crate::diagnostic::Rule;

/// A section of an explanation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Section {
    /// `What it finds`.
    pub(super) title: String,
    pub(super) html: String,
}

/// What there is to say of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Explanation {
    /// What it finds, in one sentence.
    pub(super) html: String,
    /// What else stands before the first section.
    pub(super) rest: String,
    /// Empty for a rule of which a sentence says all.
    pub(super) sections: Vec<Section>,
}

impl Explanation {
    pub(super) fn of(rule: &Rule) -> Self {
        let text = rule.explanation();
        // The name stands above it already.
        let named = format!("`{}`:", rule.name);
        let text = capital(text.strip_prefix(&named).unwrap_or(&text).trim_start());
        let mut explanation = Self::default();
        let (mut events, mut in_heading) = (Vec::new(), false);
        for event in Parser::new(&text) {
            match event {
                Event::Start(Tag::Heading { .. }) => {
                    explanation.put(&mut events);
                    explanation.sections.push(Section::default());
                    in_heading = true;
                }
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::Text(words) if in_heading => {
                    if let Some(section) = explanation.sections.last_mut() {
                        section.title.push_str(&words);
                    }
                }
                event => {
                    let is_whole = matches!(event, Event::End(TagEnd::Paragraph));
                    events.push(unchanged_code(event));
                    if is_whole {
                        explanation.put(&mut events);
                    }
                }
            }
        }
        explanation.put(&mut events);
        explanation
    }

    /// Puts what was read where it belongs: in the section that was begun last.
    fn put(&mut self, events: &mut Vec<Event<'_>>) {
        let html = match self.sections.last_mut() {
            Some(section) => &mut section.html,
            None if self.html.is_empty() => &mut self.html,
            None => &mut self.rest,
        };
        html::push_html(html, events.drain(..));
    }
}

/// Code that no translator of pages should touch.
fn unchanged_code(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Code(code) => {
            let html = format!("<code translate=\"no\">{}</code>", escape(&code));
            Event::InlineHtml(CowStr::from(html))
        }
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    }
}

/// The text with a capital at its beginning, unless it begins with something else than a word.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;

    const RULE: Rule = Rule {
        name: "odd-thing",
        severity: Severity::Warning,
        summary: " A thing is <odd>.",
        documentation: "",
        on: true,
    };

    #[test]
    fn what_is_explained_is_what_the_command_prints() {
        let documentation = "//! `odd-thing`: a thing is odd.\n//!\n//! ## What it finds\n//! Things in `<b>`.\n//!\n//! <i>More.\n//!\n//! ## Example\n//! This.\n\nuse x;\n";
        let explanation = Explanation::of(&Rule { documentation, ..RULE });
        assert_eq!(explanation.html, "<p>A thing is odd.</p>\n");
        let section = |title: &str, html: &str| Section { title: title.to_owned(), html: html.to_owned() };
        let finds = "<p>Things in <code translate=\"no\">&lt;b&gt;</code>.</p>\n<p>&lt;i&gt;More.</p>\n";
        assert_eq!(
            explanation.sections,
            [section("What it finds", finds), section("Example", "<p>This.</p>\n")]
        );
    }

    #[test]
    fn what_stands_before_the_sections_is_apart_from_the_sentence() {
        let documentation =
            "//! `odd-thing`: a thing is odd.\n//!\n//! It breaks.\n//!\n//! Or not.\n\nuse x;\n";
        let explanation = Explanation::of(&Rule { documentation, ..RULE });
        assert_eq!(explanation.html, "<p>A thing is odd.</p>\n");
        assert_eq!(explanation.rest, "<p>It breaks.</p>\n<p>Or not.</p>\n");
        assert!(explanation.sections.is_empty());
    }

    #[test]
    fn of_a_rule_without_a_file_the_summary_is_all() {
        let explanation = Explanation::of(&RULE);
        assert!(explanation.sections.is_empty());
        assert_eq!(explanation.html, "<p>A thing is &lt;odd&gt;.</p>\n");
    }
}
