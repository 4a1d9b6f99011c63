//! Parquet: columns for those who ask questions of all locales at once. Behind the feature `parquet`.

use std::io;
use std::sync::Arc;

use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::parser::parse_message_type;

use super::{Job, Page, Writer};

/// The columns, in the order in which [`Rows`] is written.
const SCHEMA: &str = "message segments {
    REQUIRED BINARY locale (STRING);
    REQUIRED BINARY page (STRING);
    REQUIRED INT32 ordinal;
    REQUIRED BINARY id (STRING);
    REQUIRED BINARY source (STRING);
    REQUIRED BINARY target (STRING);
    REQUIRED BOOLEAN stale;
}";

/// How many rows are held before they are written as a group.
const GROUP: usize = 1 << 16;

#[derive(Default)]
pub(super) struct Parquet {
    rows: Rows,
    /// Compressed, a locale has a few MB: the file is handed on whole.
    file: Option<SerializedFileWriter<Vec<u8>>>,
    failed: Option<ParquetError>,
}

/// The rows of a group, by column.
#[derive(Default)]
struct Rows {
    locale: Vec<ByteArray>,
    page: Vec<ByteArray>,
    ordinal: Vec<i32>,
    id: Vec<ByteArray>,
    source: Vec<ByteArray>,
    target: Vec<ByteArray>,
    stale: Vec<bool>,
}

impl Writer for Parquet {
    fn begin(&mut self, _: &Job<'_>, _: &mut Vec<u8>) {
        match open() {
            Ok(file) => self.file = Some(file),
            Err(error) => self.failed = Some(error),
        }
    }

    fn page(&mut self, job: &Job<'_>, page: &Page<'_>, _: &mut Vec<u8>) {
        let rows = &mut self.rows;
        let (locale, key) = (ByteArray::from(page.locale.as_str()), ByteArray::from(page.key));
        for unit in page.units(job) {
            rows.locale.push(locale.clone());
            rows.page.push(key.clone());
            rows.ordinal.push(i32::try_from(unit.ordinal).unwrap_or(i32::MAX));
            rows.id.push(unit.id.into());
            rows.source.push(unit.source.into());
            rows.target.push(unit.target.into());
            rows.stale.push(unit.is_stale);
        }
        if self.rows.ordinal.len() >= GROUP {
            self.flush();
        }
    }

    fn end(&mut self, out: &mut Vec<u8>) -> io::Result<()> {
        self.flush();
        if let Some(error) = self.failed.take() {
            return Err(io::Error::other(error));
        }
        if let Some(file) = self.file.take() {
            out.append(&mut file.into_inner().map_err(io::Error::other)?);
        }
        Ok(())
    }
}

impl Parquet {
    /// Writes the rows that are held. The first failure is told at the end.
    fn flush(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        if rows.ordinal.is_empty() || self.failed.is_some() {
            return;
        }
        if let Some(file) = &mut self.file {
            let written = file.next_row_group().and_then(|group| rows.write(group));
            self.failed = written.err();
        }
    }
}

fn open() -> Result<SerializedFileWriter<Vec<u8>>, ParquetError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by(concat!("mapidoc ", env!("CARGO_PKG_VERSION")).to_owned())
        .build();
    SerializedFileWriter::new(Vec::new(), Arc::new(parse_message_type(SCHEMA)?), Arc::new(properties))
}

impl Rows {
    fn write(&self, mut group: SerializedRowGroupWriter<'_, Vec<u8>>) -> Result<(), ParquetError> {
        for index in 0.. {
            let Some(mut column) = group.next_column()? else { break };
            let texts = match index {
                0 => &self.locale,
                1 => &self.page,
                3 => &self.id,
                4 => &self.source,
                _ => &self.target,
            };
            match index {
                2 => column.typed::<Int32Type>().write_batch(&self.ordinal, None, None)?,
                6 => column.typed::<BoolType>().write_batch(&self.stale, None, None)?,
                _ => column.typed::<ByteArrayType>().write_batch(texts, None, None)?,
            };
            column.close()?;
        }
        group.close().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
    use ::parquet::record::RowAccessor as _;

    use super::*;
    use crate::emit::exchange::{Format, Stale};
    use crate::locale::Locale;
    use crate::segment::unweave;

    #[test]
    fn a_file_is_read_back() {
        let pair = "<span data-ttu-id=\"1a-1\">día</span><span class=\"sxs-lookup\"><span data-stu-id=\"1a-1\">day</span></span>\n";
        let (english, spanish) = (Locale::parse("en-US").unwrap(), Locale::parse("es-ES").unwrap());
        let unwoven = unweave(&pair.repeat(40_000));
        let page = Page { locale: &spanish, key: "a.md", unwoven: &unwoven };
        let job = Job {
            source: &english,
            locale: &spanish,
            stale: &|_, _, ordinal| (ordinal == 2).then_some(Stale { now: None }),
            only_stale: false,
        };
        let mut out = Vec::new();
        let pages = |hand_on: &mut dyn FnMut(&Page<'_>) -> io::Result<()>| {
            hand_on(&page)?;
            hand_on(&page)
        };
        Format::named("parquet").unwrap().write(&job, pages, &mut out).unwrap();
        let mut file = tempfile::tempfile().unwrap();
        io::Write::write_all(&mut file, &out).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        assert_eq!(reader.metadata().file_metadata().num_rows(), 80_000);
        let row = reader.get_row_iter(None).unwrap().nth(1).unwrap().unwrap();
        let text = |column| row.get_string(column).unwrap().as_str();
        assert_eq!((text(0), text(1), text(3), text(4), text(5)), ("es-ES", "a.md", "1a-1", "day", "día"));
        assert_eq!((row.get_int(2).unwrap(), row.get_bool(6).unwrap()), (2, true));
    }
}
