//! `mapidoc site` beside the least that could make a site of the same pages, in one run.
//!
//! The baseline drops the English halves, renders with pulldown-cmark and writes the files, on one thread. CPU time is
//! compared, not wall time: the machine may be shared. mapidoc makes its whole site, then its pages and its search alone.
//! Linux only, for it reads `/proc`.
//!
//! ```text
//! MAPIDOC_CORPUS=../shared/corpus cargo bench --bench site
//! ```

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The locales of the corpus, bilingual ones first.
const LOCALES: [&str; 5] = ["es-ES", "de-DE", "ja-JP", "ru-RU", "en-US"];
/// What leaves out what no plain loop has any of: findings of translations and Markdown beside each page.
const PAGES_ALONE: [&str; 2] = ["--no-findings", "--no-markdown"];
/// How often each side runs; the least is compared.
const ROUNDS: usize = 3;
/// Clock ticks a second, as Linux reports CPU time on every common platform.
const TICKS: f64 = 100.0;

fn main() -> ExitCode {
    let Some(corpus) = std::env::var_os("MAPIDOC_CORPUS").map(PathBuf::from) else {
        eprintln!("set MAPIDOC_CORPUS to a folder that holds es-ES/docs/outlook/mapi and the like");
        return ExitCode::from(2);
    };
    match compare(&corpus) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn compare(corpus: &Path) -> io::Result<()> {
    let folders: Vec<(&str, PathBuf)> =
        LOCALES.iter().map(|locale| (*locale, corpus.join(locale).join("docs/outlook/mapi"))).collect();
    let out = std::env::temp_dir().join(format!("mapidoc-bench-{}", std::process::id()));
    let (mut baseline, mut site, mut pages_alone) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let folder = out.join(format!("baseline-{round}"));
        let before = own_cpu()?;
        let started = Instant::now();
        for (locale, pages) in &folders {
            render_plainly(pages, &folder.join(locale))?;
        }
        baseline.push(Run { cpu: own_cpu()? - before, wall: started.elapsed(), peak_mb: own_peak()? });
        site.push(run_site(&folders, &[], &out.join(format!("site-{round}")))?);
        pages_alone.push(run_site(&folders, &PAGES_ALONE, &out.join(format!("pages-{round}")))?);
    }
    fs::remove_dir_all(&out)?;
    let runs = [
        ("plain loop", least(&baseline)),
        ("mapidoc site", least(&site)),
        ("mapidoc: pages and search", least(&pages_alone)),
    ];
    println!("{:<28} {:>9} {:>9} {:>9}", "", "cpu s", "wall s", "peak MB");
    for (name, run) in &runs {
        println!("{name:<28} {:>9.2} {:>9.2} {:>9}", run.cpu, run.wall.as_secs_f64(), run.peak_mb);
    }
    let [plain, whole, pages] = runs.map(|(_, run)| run.cpu);
    println!("ratios of CPU time: {:.1} and {:.1}", whole / plain, pages / plain);
    Ok(())
}

struct Run {
    cpu: f64,
    wall: Duration,
    peak_mb: u64,
}

fn least(runs: &[Run]) -> Run {
    let min = |of: fn(&Run) -> f64| runs.iter().map(of).fold(f64::INFINITY, f64::min);
    Run {
        cpu: min(|run| run.cpu),
        wall: Duration::from_secs_f64(min(|run| run.wall.as_secs_f64())),
        peak_mb: runs.iter().map(|run| run.peak_mb).max().unwrap_or_default(),
    }
}

/// The baseline: front matter and English halves dropped, the rest rendered and written.
fn render_plainly(pages: &Path, out: &Path) -> io::Result<()> {
    fs::create_dir_all(out)?;
    for entry in fs::read_dir(pages)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "md") {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let body = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .map_or(text.as_str(), |(_, body)| body);
        let mut stripped = String::with_capacity(body.len());
        let mut rest = body;
        while let Some(at) = rest.find("<span class=\"sxs-lookup\">") {
            stripped.push_str(&rest[..at]);
            rest = rest[at..]
                .find("</span></span>")
                .map_or("", |end| &rest[at + end + "</span></span>".len()..]);
        }
        stripped.push_str(rest);
        let parser = pulldown_cmark::Parser::new_ext(&stripped, pulldown_cmark::Options::ENABLE_TABLES);
        let mut html = String::with_capacity(stripped.len() * 2);
        pulldown_cmark::html::push_html(&mut html, parser);
        fs::write(out.join(path.with_extension("html").file_name().unwrap_or_default()), html)?;
    }
    Ok(())
}

/// Runs `mapidoc site` and watches its memory.
fn run_site(folders: &[(&str, PathBuf)], options: &[&str], out: &Path) -> io::Result<Run> {
    let sources = folders.iter().map(|(locale, pages)| format!("{locale}={}", pages.display()));
    let before = children_cpu()?;
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mapidoc"))
        .arg("site")
        .args(options)
        .args(sources)
        .arg("-q")
        .arg("-o")
        .arg(out)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let status_file = format!("/proc/{}/status", child.id());
    let mut peak_mb = 0;
    let status = loop {
        peak_mb = peak_mb.max(peak(&status_file).unwrap_or_default());
        match child.try_wait()? {
            Some(status) => break status,
            None => sleep(Duration::from_millis(10)),
        }
    };
    if !status.success() {
        let mut message = String::new();
        child.stderr.take().map(|mut stderr| stderr.read_to_string(&mut message)).transpose()?;
        return Err(io::Error::other(message));
    }
    Ok(Run { cpu: children_cpu()? - before, wall: started.elapsed(), peak_mb })
}

fn own_cpu() -> io::Result<f64> {
    ticks(13)
}

fn children_cpu() -> io::Result<f64> {
    ticks(15)
}

/// Two neighbouring fields of `/proc/self/stat`, in seconds; counted from 0, the name in parentheses being one.
fn ticks(first: usize) -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let behind_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let fields = behind_name.split(' ').skip(first - 2).take(2);
    Ok(fields.filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / TICKS)
}

fn own_peak() -> io::Result<u64> {
    peak("/proc/self/status")
}

/// The peak of resident memory in MB.
fn peak(status: &str) -> io::Result<u64> {
    let status = fs::read_to_string(status)?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    Ok(line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024)
}
