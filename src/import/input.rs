//! An exchange file as a stream: its size bounded, its lines counted, its encoding known before anything is made of it.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// The largest file that is read. A locale of the MAPI reference has 45 MB as XLIFF 2.1.
const LARGEST: u64 = 256 << 20;

/// Why a file cannot be read, and the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) line: u32,
    pub(super) message: String,
}

impl Broken {
    pub(super) fn new(line: u32, message: impl Into<String>) -> Self {
        Self { line, message: message.into() }
    }
}

/// A reader that counts.
pub(super) struct Counted<R> {
    inner: R,
    read: u64,
    limit: u64,
    /// The line of what was consumed last, from 1.
    pub(super) line: u32,
}

/// Opens a file.
pub(super) fn open(path: &Path) -> Result<Counted<BufReader<File>>, Broken> {
    let failed = |error: io::Error| Broken::new(0, format!("the file cannot be read: {error}"));
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(Broken::new(0, "this is a folder, not a file"));
    }
    if metadata.len() > LARGEST {
        return Err(Broken::new(0, too_large(LARGEST)));
    }
    Counted::new(BufReader::with_capacity(1 << 16, file), LARGEST)
}

fn too_large(limit: u64) -> String {
    format!("the file has more than {} MB: export fewer pages to a file", limit >> 20)
}

impl<R: BufRead> Counted<R> {
    /// Takes the mark of UTF-8 from the beginning, and refuses those of other encodings.
    pub(super) fn new(mut inner: R, limit: u64) -> Result<Self, Broken> {
        let failed = |error: io::Error| Broken::new(0, format!("the file cannot be read: {error}"));
        let start = inner.fill_buf().map_err(failed)?;
        let other = start.starts_with(b"\xFE\xFF")
            || start.starts_with(b"\xFF\xFE")
            || start.starts_with(b"\0<")
            || start.starts_with(b"<\0");
        if other {
            return Err(Broken::new(1, "the file is UTF-16; save it as UTF-8"));
        }
        if start.starts_with(b"\xEF\xBB\xBF") {
            inner.consume(3);
        }
        Ok(Self { inner, read: 0, limit, line: 1 })
    }

    /// Whether the file looks like XML; consumes nothing.
    pub(super) fn is_xml(&mut self) -> bool {
        self.start().first() == Some(&b'<')
    }

    /// What the file is, where it is one that `mapidoc export` writes and no import reads; consumes nothing.
    pub(super) fn one_way(&mut self) -> Option<&'static str> {
        let start = self.start();
        let head = &start[..start.len().min(512)];
        let has = |what: &[u8]| head.windows(what.len()).any(|window| window == what);
        let is = |what: &[u8]| start.starts_with(what);
        [
            (is(b"<") && (has(b"<!DOCTYPE tmx") || has(b"<tmx")), "TMX"),
            (is(b"{"), "JSON lines"),
            (is(b"locale,page,"), "CSV"),
            (is(b"PAR1"), "Parquet"),
        ]
        .into_iter()
        .find_map(|(is_it, name)| is_it.then_some(name))
    }

    fn start(&mut self) -> &[u8] {
        self.inner.fill_buf().unwrap_or_default().trim_ascii_start()
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(buffer.len());
        buffer[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read > self.limit {
            return Err(io::Error::other(too_large(self.limit)));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        // What is consumed is in the buffer: asking for it again reads nothing.
        if let Ok(buffer) = self.inner.fill_buf() {
            let newlines = buffer.iter().take(length).filter(|byte| **byte == b'\n').count();
            self.line = self.line.saturating_add(newlines as u32);
        }
        self.read += length as u64;
        self.inner.consume(length);
    }
}
