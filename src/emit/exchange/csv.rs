//! CSV by RFC 4180: quotation marks doubled, records ended by CR LF, the first one names the fields.

use std::io;

use super::{Job, Page, Writer, put, put_number};

pub(super) struct Csv;

impl Writer for Csv {
    fn begin(&mut self, _: &Job<'_>, out: &mut Vec<u8>) {
        put(out, &["locale,page,ordinal,id,source,target,stale\r\n"]);
    }

    fn page(&mut self, job: &Job<'_>, page: &Page<'_>, out: &mut Vec<u8>) {
        for unit in page.units(job) {
            put(out, &[page.locale.as_str(), ","]);
            field(page.key, out);
            put(out, &[","]);
            put_number(out, unit.ordinal);
            put(out, &[",", unit.id, ","]);
            field(unit.source, out);
            put(out, &[","]);
            field(unit.target, out);
            put(out, &[if unit.is_stale { ",true\r\n" } else { ",false\r\n" }]);
        }
    }

    fn end(&mut self, _: &mut Vec<u8>) -> io::Result<()> {
        Ok(())
    }
}

fn field(text: &str, out: &mut Vec<u8>) {
    if !text.contains(['"', ',', '\n', '\r']) && text.trim() == text {
        return put(out, &[text]);
    }
    put(out, &["\""]);
    for (index, part) in text.split('"').enumerate() {
        put(out, &[if index > 0 { "\"\"" } else { "" }, part]);
    }
    put(out, &["\""]);
}
