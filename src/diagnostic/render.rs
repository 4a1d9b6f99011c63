//! Diagnostics as people read them: `error[RULE]: message`, the place, the line underlined, help.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// Renders one finding, in colour or plain. Ends without a newline.
pub fn human(diagnostic: &Diagnostic, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let path = diagnostic.path.as_ref().map(|path| path.display().to_string());
    let mut group = level
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.rule)
        .elements(std::iter::empty::<Origin<'_>>());
    let excerpt_line = diagnostic.excerpt.as_ref().map(|excerpt| visible(&excerpt.line));
    match (&path, &diagnostic.excerpt, &excerpt_line) {
        (Some(path), Some(excerpt), Some(line)) if *line == excerpt.line => {
            let snippet = Snippet::source(line.as_str())
                .path(path.as_str())
                .line_start(diagnostic.line as usize)
                .annotation(AnnotationKind::Primary.span(excerpt.marked.range()));
            group = group.element(snippet);
        }
        (Some(path), _, _) => {
            let mut origin = Origin::path(path.as_str());
            if diagnostic.line > 0 {
                origin = origin.line(diagnostic.line as usize).char_column(diagnostic.column as usize);
            }
            group = group.element(origin);
        }
        _ => {}
    }
    // The line shows the target: what a translator compares it with stands in another half.
    if let Some(source) = &diagnostic.source {
        let source = visible(&source.replace(['\n', '\t'], " "));
        group = group.element(Level::NOTE.with_name("source").message(source));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]).clone()
}

/// `text` with control characters shown as U+FFFD: a page must not write to the reader's terminal.
fn visible(text: &str) -> String {
    let harmful =
        |letter: char| (letter.is_control() && letter != '\t') || ('\u{202A}'..='\u{202E}').contains(&letter);
    text.chars().map(|letter| if harmful(letter) { '\u{FFFD}' } else { letter }).collect()
}
