//! What the user may name as a source: `DIR`, `LOCALE=DIR`, `LOCALE=REPO@REV[:SUBDIR]`, or nothing at all.

use std::fmt;
use std::path::PathBuf;

use super::ReadError;
use crate::locale::Locale;

/// Where pages come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A folder; its locale, where the user gave one.
    Folder {
        /// The locale as given.
        locale: Option<Locale>,
        /// The folder.
        path: PathBuf,
    },
    /// A revision in a git repository, read without a checkout.
    Git {
        /// The locale as given.
        locale: Locale,
        /// The repository.
        repository: PathBuf,
        /// The revision.
        revision: String,
        /// The folder in it; empty for its root.
        folder: String,
    },
    /// The sample that is compiled into the program, in one of its locales.
    Sample {
        /// The locale.
        locale: Locale,
    },
}

impl Source {
    /// Reads a SOURCE argument.
    ///
    /// # Errors
    ///
    /// When what stands before `=` is not a locale.
    pub fn parse(argument: &str) -> Result<Self, ReadError> {
        let folder = |locale, path: &str| Self::Folder { locale, path: PathBuf::from(path) };
        let Some((tag, path)) = argument.split_once('=') else { return Ok(folder(None, argument)) };
        let Some(locale) = Locale::parse(tag) else {
            // A folder may have an equals sign in its name.
            if PathBuf::from(argument).exists() {
                return Ok(folder(None, argument));
            }
            return Err(ReadError::new(
                format!("`{tag}` in `{argument}` is not a locale"),
                "write SOURCE as DIR or LOCALE=DIR, with a language tag such as es-ES",
            ));
        };
        match split_repository(path) {
            Some((repository, revision)) if !PathBuf::from(path).exists() => {
                let (revision, below) = split_revision(revision);
                Ok(Self::Git {
                    locale,
                    repository: PathBuf::from(repository),
                    revision: revision.to_owned(),
                    folder: below.to_owned(),
                })
            }
            _ => Ok(folder(Some(locale), path)),
        }
    }
}

/// `REPO` and `REV[:SUBDIR]`. A folder above the repository may have an `@` in its name, and a revision too (`main@{1}`): the
/// first `@` behind something that is there divides them.
pub(super) fn split_repository(argument: &str) -> Option<(&str, &str)> {
    let halves = |(at, _)| (&argument[..at], &argument[at + 1..]);
    let mut all = argument.match_indices('@').map(halves);
    all.clone()
        .find(|(repository, _)| !repository.is_empty() && PathBuf::from(repository).exists())
        .or_else(|| all.next())
}

/// `REV` and `SUBDIR`. What stands in braces belongs to the revision (`main@{12:30}`, `v1^{/fix: x}`).
pub(super) fn split_revision(argument: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, letter) in argument.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            // `:/words` is a revision: the newest commit whose message has them.
            ':' if depth == 0 && at > 0 => return (&argument[..at], &argument[at + 1..]),
            _ => {}
        }
    }
    (argument, "")
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder { locale: None, path } => write!(f, "{}", path.display()),
            Self::Folder { locale: Some(locale), path } => write!(f, "{locale}={}", path.display()),
            Self::Git { locale, repository, revision, folder } => {
                write!(f, "{locale}={}@{revision}", repository.display())?;
                if folder.is_empty() { Ok(()) } else { write!(f, ":{folder}") }
            }
            Self::Sample { locale } => write!(f, "{locale} (built-in sample)"),
        }
    }
}
