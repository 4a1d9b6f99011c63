//! How much each rule's findings matter in a project: its levels, for all pages or for some.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Rule, Severity};

/// What a project makes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Its findings are not shown.
    Off,
    /// They are worth knowing.
    Info,
    /// They are warnings.
    Warning,
    /// They are errors.
    Error,
}

impl Level {
    /// Reads `off`, `info`, `warning` or `error`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "info" => Some(Self::Info),
            "warning" => Some(Self::Warning),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

/// Levels of the pages whose keys match a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathLevels {
    /// A pattern of page keys: `pidtag*.md`. A `*` stands for any letters.
    pub pages: String,
    /// Rule → level.
    pub rules: BTreeMap<String, Level>,
}

/// The levels of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// Rule → level, for all pages.
    pub rules: BTreeMap<String, Level>,
    /// Levels of some pages, which go before the others; of several that match, the last counts.
    pub paths: Vec<PathLevels>,
}

impl Levels {
    /// The level of a rule's finding on a page; `severity` is the finding's own.
    fn level(&self, name: &str, severity: Option<Severity>, page: Option<&str>) -> Option<Severity> {
        let on_page = page.and_then(|page| {
            let mut matching = self.paths.iter().rev().filter(|levels| meets(&levels.pages, page));
            matching.find_map(|levels| levels.rules.get(name))
        });
        match on_page.or_else(|| self.rules.get(name)) {
            Some(Level::Off) => None,
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
            None => severity,
        }
    }

    /// Whether the rule's findings can be shown at all.
    pub fn asks(&self, rule: &Rule) -> bool {
        let on = |level: &Level| *level != Level::Off;
        let somewhere = self.paths.iter().any(|levels| levels.rules.get(rule.name).is_some_and(on));
        somewhere || self.rules.get(rule.name).map_or(rule.on, on)
    }

    /// Whether a rule of this name is turned off on a page.
    pub fn is_off(&self, name: &str, page: &str) -> bool {
        self.level(name, Some(Severity::Error), Some(page)).is_none()
    }

    /// Turns all rules of `all` off but those named.
    pub fn only(&mut self, named: &[String], all: impl Iterator<Item = &'static Rule>) {
        for rule in all.filter(|rule| !named.iter().any(|name| name == rule.name)) {
            self.rules.insert(rule.name.to_owned(), Level::Off);
            for path in &mut self.paths {
                path.rules.remove(rule.name);
            }
        }
    }

    /// The finding with the level that the project gives it; `None` where it wants none of it.
    pub fn apply(&self, mut diagnostic: Diagnostic, on: bool) -> Option<Diagnostic> {
        let own = on.then_some(diagnostic.severity);
        diagnostic.severity = self.level(diagnostic.rule, own, diagnostic.page.as_deref())?;
        Some(diagnostic)
    }
}

/// Whether a page's key matches a pattern in which `*` stands for any letters.
pub fn meets(pattern: &str, key: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = key.strip_prefix(first) else { return false };
    let mut last = None;
    for part in parts {
        // The part before is found as early as can be; the last one has to end the key.
        if let Some(part) = last.replace(part) {
            match rest.find(part) {
                Some(found) => rest = &rest[found + str::len(part)..],
                None => return false,
            }
        }
    }
    last.map_or(rest.is_empty(), |last| rest.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_keys() {
        for (pattern, key, expected) in [
            ("pidtag*.md", "pidtagsubject.md", true),
            ("pidtag*.md", "pidtagsubject.txt", false),
            ("*", "a.md", true),
            ("a.md", "a.md", true),
            ("a.md", "ba.md", false),
            ("*-*-*.md", "a-b-c.md", true),
            ("*-*-*.md", "a-b.md", false),
        ] {
            assert_eq!(meets(pattern, key), expected, "{pattern} {key}");
        }
    }

    #[test]
    fn the_nearest_level_counts() {
        let levels = Levels {
            rules: [("lost-bold".to_owned(), Level::Error)].into(),
            paths: vec![PathLevels {
                pages: "a*".into(),
                rules: [("lost-bold".to_owned(), Level::Off)].into(),
            }],
        };
        let level = |name, page| levels.level(name, Some(Severity::Warning), Some(page));
        assert_eq!(level("lost-bold", "b.md"), Some(Severity::Error));
        assert_eq!(level("lost-bold", "a.md"), None);
        assert_eq!(level("double-space", "a.md"), Some(Severity::Warning));
    }
}
