//! `mapidoc serve`: the site in a browser while its pages are edited.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use clap::Args;

use super::examine::Examiner;
use super::upstream::UpstreamOption;
use super::witnesses::Witnesses;
use super::{Common, Failure, Sources, input, site};
use crate::check;
use crate::check::translation::Subject;
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::model::{Model, Words};
use crate::read::{self, Source};
use crate::serve::{self, Examine, Examined, Loaded, Project, Trouble, Watched};

const LONG: &str = "\
Show the site in a browser while its pages are edited. Pages are made when they are asked for, and kept in memory: nothing
is written. A page that is saved shows at once, in every browser that has it open; what is newly wrong with it is told there.
Tables of contents, themes, supplements, headers and mapidoc.toml are watched as well. Ctrl-C ends it.

  mapidoc serve --open                                    the sample, or what mapidoc.toml names
  mapidoc serve es-ES=es/docs/outlook/mapi --port 8080
  mapidoc serve --port 0                                  any free port; the address is printed";

#[derive(Clone, Debug, Args)]
#[command(before_long_help = LONG)]
pub(super) struct Arguments {
    #[command(flatten)]
    sources: Sources,
    #[command(flatten)]
    witnesses: Witnesses,
    /// A folder whose templates/ and assets/ take the place of the site's own files of the same names
    #[arg(long, value_name = "DIR")]
    theme: Option<PathBuf>,
    #[command(flatten)]
    upstream: UpstreamOption,
    /// The port to listen on; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 4173)]
    port: u16,
    /// The address to listen on; with any but this machine's own, others can read the pages
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
}

pub(super) fn execute(arguments: Arguments, common: &Common) -> Result<(), Failure> {
    let address = SocketAddr::new(arguments.host, arguments.port);
    let listener = TcpListener::bind(address).map_err(|error| refused(address, &error))?;
    let open = arguments.open;
    let quiet = common.quiet;
    let project = Arc::new(Served { arguments, common: Common { quiet: true, ..common.clone() }, quiet });
    let ready = |address: SocketAddr| {
        let url = format!("http://{address}/");
        // A script may wait for this line; where nobody reads it, the server serves all the same.
        let _ = writeln!(io::stdout(), "serving {url} until Ctrl-C").and_then(|()| io::stdout().flush());
        if open && let Err(error) = show(&url) {
            project.say(&format!("no browser could be opened: {error}"));
        }
    };
    let served: Arc<dyn Project> = project.clone();
    serve::run(served, listener, ready)
        .map_err(|trouble| Failure { message: trouble.message, help: trouble.help })
}

/// Why an address cannot be listened on, and what to do.
fn refused(address: SocketAddr, error: &io::Error) -> Failure {
    let help = match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "another program, perhaps another `mapidoc serve`, has port {}: end it, or take another with --port N, 0 for any",
            address.port()
        ),
        io::ErrorKind::PermissionDenied => {
            "ports below 1024 are the system's: take another with --port N".to_owned()
        }
        _ => "--host takes an address of this machine, such as 127.0.0.1".to_owned(),
    };
    Failure { message: format!("`{address}` cannot be listened on: {error}"), help: Some(help) }
}

/// Opens an address in the reader's browser.
fn show(url: &str) -> io::Result<()> {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "windows" => ("cmd", &["/c", "start", ""]),
        "macos" => ("open", &[]),
        _ => ("xdg-open", &[]),
    };
    let mut command = std::process::Command::new(program);
    command.args(before).arg(url).stdin(std::process::Stdio::null());
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    command.spawn().map(drop)
}

/// What the command line named, read anew whenever the server asks.
struct Served {
    arguments: Arguments,
    /// For reading: a server's terminal has no use for progress bars.
    common: Common,
    quiet: bool,
}

impl Project for Served {
    fn load(&self) -> Result<Loaded, Trouble> {
        self.read().map_err(|failure| Trouble { message: failure.message, help: failure.help })
    }

    fn say(&self, line: &str) {
        if !self.quiet {
            // Nobody reads stderr any more where this fails.
            let _ = writeln!(io::stderr(), "{line}");
        }
    }
}

impl Examine for Examiner {
    fn examine(
        &self,
        loaded: &Loaded,
        model: &Model,
        only: Option<&BTreeSet<(Locale, Arc<str>)>>,
    ) -> Examined {
        let Loaded { pages, locales, source, .. } = loaded;
        let found = self.find(&Subject { pages, locales, source, api: &model.api, only });
        Examined { findings: self.shown(found.findings, locales), lags: found.lags }
    }

    fn shown(&self, found: Vec<Diagnostic>, locales: &[Locale]) -> Vec<Diagnostic> {
        Self::shown(self, found, locales)
    }

    fn settings(&self) -> &str {
        &self.settings
    }
}

impl Served {
    fn read(&self) -> Result<Loaded, Failure> {
        let since = SystemTime::now();
        let project = input::project(&self.arguments.sources)?;
        let looks = site::Looks { theme: self.arguments.theme.clone(), ..site::Looks::default() };
        let watched = self.watched(&project, &looks);
        let theme = site::theme(site::theme_files(&looks, &project.config, &self.common)?)?;
        let mut input = project.read(&self.common)?;
        let config = input.config.check.clone();
        let upstream = &self.arguments.upstream;
        let examiner =
            Examiner::new(&config, &[], upstream, &input.pages, &input.source)?.for_site(&config)?;
        let known = input.known(&self.arguments.witnesses)?;
        let rust = super::rust::options(&input, input::Docs { locale: input.source.clone(), beside: None });
        Ok(Loaded {
            title: input.config.title.clone(),
            link_root: input.config.link_root().to_owned(),
            source: input.source,
            locales: input.locales,
            books: input.books,
            pages: input.pages,
            findings: input.diagnostics,
            rust,
            rules: check::rules().collect(),
            theme,
            model: Box::new(move |pages, locales, books, source| {
                known.model(pages, locales, books, source, Words::None)
            }),
            examiner: Box::new(examiner),
            watched,
            since,
        })
    }

    /// What the site is made of, on the disk.
    fn watched(&self, project: &input::Project, looks: &site::Looks) -> Watched {
        let witnesses = &self.arguments.witnesses;
        let mut watched = Watched { files: vec![PathBuf::from(read::CONFIG_FILE)], ..Watched::default() };
        for source in &project.sources {
            // A revision of a repository stays what it is, and so does what is compiled in.
            if let Source::Folder { path, .. } = source {
                watched.folders.push(path.clone());
                watched.files.extend(read::toc_places(path));
            }
        }
        watched.folders.extend(looks.theme_folder(&project.config).map(Into::into));
        watched.folders.extend(witnesses.headers_folder(&project.config).map(Into::into));
        watched.files.extend(project.config.check.baseline.clone());
        watched.files.extend(witnesses.supplement_file(&project.config).map(Into::into));
        watched
    }
}
