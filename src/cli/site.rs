//! `mapidoc site`: the localized site alone.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::Args;

use super::examine::{Examined, Examiner};
use super::input::{Docs, Input, progress};
use super::unchanged::{Fingerprint, Inputs, Said};
use super::upstream::UpstreamOption;
use super::witnesses::Witnesses;
use super::{Common, Failure, OutputFolder, Sources, input, report, to_stdout};
use crate::check;
use crate::diagnostic::Rule;
use crate::emit::rust;
use crate::emit::site::{self, Theme};
use crate::model::{Model, Words};
use crate::output::{Output, Written};
use crate::read::Config;

/// Where the site is below the output folder.
const FOLDER: &str = "site";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    witnesses: Witnesses,
    #[command(flatten)]
    output: OutputFolder,
    #[command(flatten)]
    looks: Looks,
}

/// What the site looks like.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Looks {
    /// A folder whose templates/ and assets/ take the place of the site's own files of the same names
    #[arg(long, value_name = "DIR")]
    pub(super) theme: Option<PathBuf>,
    /// Where the site will be, for canonical addresses, alternates and the sitemap
    #[arg(long, value_name = "URL")]
    pub(super) site_url: Option<String>,
    /// Leave out llms.txt and the Markdown beside each page, which machines read and people copy from
    #[arg(long)]
    pub(super) no_markdown: bool,
    /// Do not show on the pages what `mapidoc check` finds on them, nor how far they are behind the English: for readers who
    /// do not look after their translation
    #[arg(long)]
    pub(super) no_findings: bool,
    #[command(flatten)]
    pub(super) upstream: UpstreamOption,
}

/// What the site is to be, once the command line and `mapidoc.toml` are read.
pub(super) struct Wishes {
    theme: Theme,
    address: Option<String>,
    markdown: bool,
    findings: bool,
    upstream: UpstreamOption,
}

impl Looks {
    /// These looks, over what `mapidoc.toml` says.
    pub(super) fn wishes(&self, theme: Theme, input: &Input) -> Result<Wishes, Failure> {
        Ok(Wishes {
            theme,
            address: input.config.site_url(self.site_url.as_deref())?,
            markdown: !self.no_markdown && input.config.markdown.unwrap_or(true),
            findings: self.shows_findings(&input.config),
            upstream: self.upstream.clone(),
        })
    }

    /// Whether pages show what is found on them.
    fn shows_findings(&self, config: &Config) -> bool {
        !self.no_findings && config.findings.unwrap_or(true)
    }

    /// The English repository that goes into the site, where one is named.
    pub(super) fn english<'a>(&'a self, config: &'a Config) -> Option<&'a str> {
        self.upstream.named(&config.check).filter(|_| self.shows_findings(config))
    }

    /// The folder of the theme, where one is named.
    pub(super) fn theme_folder<'a>(&'a self, config: &'a Config) -> Option<&'a Path> {
        self.theme.as_deref().or(config.theme.as_deref())
    }
}

pub(super) fn execute(arguments: &Arguments, common: &Common) -> Result<(), Failure> {
    let project = input::project(&arguments.sources)?;
    let root = project.output(&arguments.output);
    let theme = theme_files(&arguments.looks, &project.config, common)?;
    let inputs = Inputs {
        project: &project,
        witnesses: &arguments.witnesses,
        arguments,
        theme: &theme,
        english: arguments.looks.english(&project.config),
    };
    let fingerprint = Fingerprint::new("site", &root, &[FOLDER], &inputs);
    let folder = root.join(FOLDER);
    if let Some(said) = fingerprint.unchanged(common) {
        return tell(&folder, Written { files: said.files.iter().sum(), ..Written::default() });
    }
    let mut input = project.read_noting(common, |page| fingerprint.note(page))?;
    let model = input.model(&arguments.witnesses, Words::None, common)?;
    let wishes = arguments.looks.wishes(self::theme(theme)?, &input)?;
    let written = write(&mut input, &model, &wishes, &folder, common)?;
    let findings = report::findings(input.told(), &input.locales, common);
    fingerprint.keep(&findings, &Said { text: String::new(), files: vec![written.files] })?;
    // The process ends: the system takes millions of texts back at once.
    std::mem::forget((input, model));
    tell(&folder, written)
}

/// Says where the site is.
fn tell(folder: &Path, written: Written) -> Result<(), Failure> {
    to_stdout(|out| {
        writeln!(
            out,
            "{} files ({} changed): open {}",
            written.files,
            written.changed,
            folder.join("index.html").display()
        )
    })
}

/// Writes the site into `folder`; its findings join those of the input.
pub(super) fn write(
    input: &mut Input,
    model: &Model,
    wishes: &Wishes,
    folder: &Path,
    common: &Common,
) -> Result<Written, Failure> {
    let output = Output::begin(folder).map_err(|error| Failure::writing(folder, &error))?;
    // Declarations alone: the language of their documentation does not matter.
    let options = super::rust::options(input, Docs { locale: input.source.clone(), beside: None });
    let rust = rust::signatures(&model.api, &options);
    let rules: Vec<&'static Rule> = check::rules().collect();
    let examined = if wishes.findings { Some(examine(input, model, wishes, common)?) } else { None };
    let book = site::Book {
        title: input.config.title.clone(),
        link_root: input.config.link_root(),
        address: wishes.address.as_deref(),
        source: &input.source,
        locales: &input.locales,
        books: &input.books,
        pages: &input.pages,
        model,
        rust: &rust,
        theme: &wishes.theme,
        markdown: wishes.markdown,
        rules: &rules,
        findings: examined.as_ref().map(|examined| examined.findings.as_slice()),
        lags: examined.as_ref().map(|examined| &examined.lags),
    };
    let bar = progress(common, Some(input.pages.len()), "writing the site");
    let failed = Mutex::new(None);
    let mut findings = site::emit(&book, &|file| {
        if let Err(error) = output.put(&file) {
            failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(error);
        }
        bar.inc(1);
    });
    bar.finish_and_clear();
    if let Some(error) = failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        return Err(Failure::writing(folder, &error));
    }
    input.diagnostics.append(&mut findings);
    output.finish().map_err(|error| Failure::writing(folder, &error))
}

/// What `mapidoc check` finds, and what was found before, as pages show it.
fn examine(input: &Input, model: &Model, wishes: &Wishes, common: &Common) -> Result<Examined, Failure> {
    let spinner = progress(common, None, "checking translations");
    let config = &input.config.check;
    let examiner = Examiner::new(config, &[], &wishes.upstream, &input.pages, &input.source)?;
    let examiner = examiner.for_site(config)?;
    let mut examined = examiner.find(&input.subject(&model.api));
    examined.findings.extend(input.diagnostics.iter().cloned());
    examined.findings = examiner.shown(examined.findings, &input.locales);
    spinner.finish_and_clear();
    Ok(examined)
}

/// The files of the theme that is named on the command line, else in `mapidoc.toml`; none for the built-in looks.
pub(super) fn theme_files(
    looks: &Looks,
    config: &Config,
    common: &Common,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let files = looks.theme_folder(config).map_or_else(|| Ok(Vec::new()), read_theme)?;
    for name in Theme::unused(&files).into_iter().filter(|_| !common.quiet) {
        eprintln!("note: the theme's template `{name}` is not used: no template of the site is called so");
    }
    Ok(files)
}

/// The looks that these files make, over the built-in ones.
pub(super) fn theme(files: Vec<(String, Vec<u8>)>) -> Result<Theme, Failure> {
    Theme::new(files).map_err(|error| Failure {
        message: format!("the theme cannot be used: {}", error.0.trim()),
        help: Some(
            "a theme's templates take the place of those in templates/, and get the same values".to_owned(),
        ),
    })
}

/// Every file of a theme, by its path below the folder, with `/`.
fn read_theme(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let failed = |path: &Path, error: &dyn std::fmt::Display| Failure {
        message: format!("the theme `{}` cannot be read: {error}", path.display()),
        help: Some("--theme takes a folder with templates/ or assets/ in it".to_owned()),
    };
    if !["templates", "assets"].iter().any(|part| folder.join(part).is_dir()) {
        return Err(failed(folder, &"it has neither templates/ nor assets/"));
    }
    let mut files = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build() {
        let path = entry.map_err(|error| failed(folder, &error))?.into_path();
        if path.is_file() {
            let bytes = std::fs::read(&path).map_err(|error| failed(&path, &error))?;
            let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((below, bytes));
        }
    }
    Ok(files)
}
