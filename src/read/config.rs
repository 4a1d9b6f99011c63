//! `mapidoc.toml`: what a project says once instead of on every command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{ReadError, Source};
use crate::locale::Locale;

/// The file's name, looked for in the working folder.
pub const CONFIG_FILE: &str = "mapidoc.toml";

/// The contents of `mapidoc.toml`. Unknown keys are errors: a misspelt setting should not pass in silence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The book's title on the site.
    pub title: Option<String>,
    /// SOURCE arguments; folders are relative to the file.
    pub sources: Vec<String>,
    /// Where results go; relative to the file.
    pub output: Option<PathBuf>,
    /// The locale of the bindings' documentation.
    pub docs: Option<String>,
    /// Where links from the root (`/windows/win32/…`) lead: the site that publishes the book.
    pub link_root: Option<String>,
    /// The supplement, relative to the file; `none` for none at all.
    pub supplement: Option<PathBuf>,
    /// The folder of C headers, relative to the file.
    pub headers: Option<PathBuf>,
    /// A folder of templates and assets for the site, relative to the file.
    pub theme: Option<PathBuf>,
    /// Where the site will be: `https://example.org/mapi`.
    pub site_url: Option<String>,
    /// Whether the site has Markdown beside each page, and llms.txt; it has unless this is `false`.
    pub markdown: Option<bool>,
    /// Whether the site's pages show what was found on them; they do unless this is `false`.
    pub findings: Option<bool>,
    /// The language of the source halves; `en-US` unless said.
    pub source_locale: Option<String>,
    /// What `mapidoc check` and the site make of findings.
    pub check: CheckConfig,
}

/// The table `[check]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct CheckConfig {
    /// From which severity on findings fail the command: `error`, `warning`, `info` or `none`.
    pub deny: Option<String>,
    /// A file of findings that are known and not shown again, relative to `mapidoc.toml`.
    pub baseline: Option<PathBuf>,
    /// The English repository, `REPO[@REV[:SUBDIR]]`, relative to `mapidoc.toml`.
    pub upstream: Option<String>,
    /// Rule → `off`, `info`, `warning` or `error`.
    pub rules: BTreeMap<String, String>,
    /// Levels for some pages.
    pub paths: Vec<PathConfig>,
}

/// A table `[[check.paths]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathConfig {
    /// A pattern of page keys in which `*` stands for any letters.
    pub pages: String,
    /// Rule → level.
    pub rules: BTreeMap<String, String>,
}

impl Config {
    /// Reads `mapidoc.toml` in `folder`; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or is not what it should be.
    pub fn find(folder: &Path) -> Result<Option<Self>, ReadError> {
        let path = folder.join(CONFIG_FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(ReadError::new(
                    format!("{} cannot be read: {error}", path.display()),
                    "give SOURCE arguments, or mend the file",
                ));
            }
        };
        let mut config: Self = toml::from_str(&text).map_err(|error| {
            ReadError::new(
                format!("{}: {}", path.display(), error.to_string().trim_end()),
                "see `mapidoc build --help` for its keys",
            )
        })?;
        config.output = config.output.map(|output| folder.join(output));
        config.headers = config.headers.map(|headers| folder.join(headers));
        config.theme = config.theme.map(|theme| folder.join(theme));
        config.check.baseline = config.check.baseline.map(|baseline| folder.join(baseline));
        let is_file = |supplement: &PathBuf| supplement.as_os_str() != "none";
        config.supplement =
            config.supplement.map(|path| if is_file(&path) { folder.join(path) } else { path });
        Ok(Some(config))
    }

    /// The sources it names, with folders relative to `folder`.
    ///
    /// # Errors
    ///
    /// When one of them is malformed.
    pub fn sources(&self, folder: &Path) -> Result<Vec<Source>, ReadError> {
        let locate = |argument: &String| {
            Ok(match Source::parse(argument)? {
                Source::Folder { locale, path } => Source::Folder { locale, path: folder.join(path) },
                Source::Git { locale, repository, revision, folder: below } => {
                    Source::Git { locale, repository: folder.join(repository), revision, folder: below }
                }
                sample @ Source::Sample { .. } => sample,
            })
        };
        self.sources.iter().map(locate).collect()
    }

    /// Where links from the root lead.
    pub fn link_root(&self) -> &str {
        self.link_root.as_deref().unwrap_or("https://learn.microsoft.com").trim_end_matches('/')
    }

    /// Where the site will be, without a slash at the end: what is `given`, else what the file says.
    ///
    /// # Errors
    ///
    /// When it is not an address that a site can have.
    pub fn site_url(&self, given: Option<&str>) -> Result<Option<String>, ReadError> {
        let Some(address) = given.or(self.site_url.as_deref()) else { return Ok(None) };
        let host = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
        let is_odd = |letter: char| {
            letter.is_whitespace()
                || letter.is_control()
                || matches!(letter, '?' | '#' | '"' | '<' | '>' | '\\')
        };
        match host {
            Some(host) if !host.starts_with('/') && !host.is_empty() && !address.contains(is_odd) => {
                Ok(Some(address.trim_end_matches('/').to_owned()))
            }
            _ => Err(ReadError::new(
                format!("`{address}` is not an address that a site can have"),
                "site-url is where the site will be, such as https://example.org/mapi",
            )),
        }
    }

    /// The language of the source halves.
    ///
    /// # Errors
    ///
    /// When the file names something that is not a locale.
    pub fn source_locale(&self) -> Result<Locale, ReadError> {
        let tag = self.source_locale.as_deref().unwrap_or("en-US");
        Locale::parse(tag).ok_or_else(|| {
            ReadError::new(
                format!("`{tag}` is not a locale"),
                "set source-locale to a language tag such as en-US",
            )
        })
    }
}
