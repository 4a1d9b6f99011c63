//! How large pictures are, so that a page keeps room for them while they load and nothing moves when they come.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::locale::Locale;
use crate::read::Book;

/// No picture of a page is this large; a header that says so is broken.
const LARGEST: u32 = 50_000;

/// Width and height in pixels.
pub(super) type Size = (u32, u32);

/// The pictures of all locales, each looked at once, when a page first shows it.
pub(super) struct Pictures<'a> {
    books: &'a BTreeMap<Locale, Book>,
    known: Mutex<HashMap<(Locale, String), Option<Size>>>,
}

impl<'a> Pictures<'a> {
    pub(super) fn new(books: &'a BTreeMap<Locale, Book>) -> Self {
        Self { books, known: Mutex::default() }
    }

    /// The size of a locale's file; `None` where it cannot be read or does not tell.
    pub(super) fn size(&self, locale: &Locale, path: &str) -> Option<Size> {
        let key = (locale.clone(), path.to_owned());
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        if let Some(size) = known {
            return size;
        }
        let file = self.books.get(locale).and_then(|book| book.media.get(path));
        let size = file.and_then(|file| file.read().ok()).and_then(|bytes| size_of(&bytes));
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(key, size);
        size
    }
}

/// What a picture's header says; `None` for what is no picture, or broken.
fn size_of(bytes: &[u8]) -> Option<Size> {
    let (width, height) = match imagesize::blob_size(bytes) {
        Ok(size) => (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?),
        Err(_) => drawn(bytes)?,
    };
    let fits = |length: &u32| (1..=LARGEST).contains(length);
    (fits(&width) && fits(&height)).then_some((width, height))
}

/// The size of an SVG: what its root says in pixels, else the size of its view, as the browser has its shape from there.
fn drawn(bytes: &[u8]) -> Option<Size> {
    let mut reader = Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(root) | Event::Empty(root) => return root_size(&root),
            Event::Text(text) if !text.trim().is_empty() => return None,
            Event::Eof | Event::End(_) => return None,
            _ => {}
        }
    }
}

fn root_size(root: &BytesStart<'_>) -> Option<Size> {
    if root.local_name().into_inner() != "svg" {
        return None;
    }
    let value = |name: &str| {
        let attribute = root.try_get_attribute(name).ok().flatten()?;
        Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    };
    let pixels = |name: &str| whole(value(name)?.trim().trim_end_matches("px"));
    if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
        return Some((width, height));
    }
    let view = value("viewBox")?;
    let mut numbers = view.split([' ', ',', '\n', '\t']).filter(|number| !number.is_empty()).skip(2);
    Some((whole(numbers.next()?)?, whole(numbers.next()?)?))
}

/// A length as whole pixels.
#[expect(clippy::cast_sign_loss, reason = "the range is looked at first")]
fn whole(number: &str) -> Option<u32> {
    let number: f64 = number.parse().ok()?;
    (0.5..=f64::from(LARGEST)).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08\x06\0\0\0";
    const GIF: &[u8] = b"GIF89a\x40\x01\xf0\0\0\0\0";
    const JPEG: &[u8] =
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x20\0\x30\x03\x01\x11\0\x02\x11\0\x03\x11\0";
    const WEBP: &[u8] = b"RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x1f\0\0\0\0\0\0";

    #[test]
    fn headers_tell_the_size() {
        let expected: [(&[u8], Size); 4] =
            [(PNG, (640, 480)), (GIF, (320, 240)), (JPEG, (48, 32)), (WEBP, (16, 32))];
        for (bytes, size) in expected {
            assert_eq!(size_of(bytes), Some(size), "{:?}", &bytes[..4]);
        }
    }

    #[test]
    fn a_drawing_has_the_size_of_its_root_or_of_its_view() {
        let svg = |attributes: &str| {
            size_of(format!("<?xml version=\"1.0\"?>\n<!-- a -->\n<svg {attributes}><g/></svg>").as_bytes())
        };
        assert_eq!(svg("width='40' height=\"30.4px\""), Some((40, 30)));
        assert_eq!(svg("width='100%' height='100%' viewBox='0 0 12.5,8'"), Some((13, 8)));
        assert_eq!(svg("width='10em' viewBox='0 0 7 -8'"), None);
        assert_eq!(svg("width='1e99' height='1'"), None);
        assert_eq!(svg(""), None);
    }

    #[test]
    fn what_is_broken_has_none() {
        let broken: [&[u8]; 8] = [
            b"",
            b"\x89PNG\r\n\x1a\n",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0",
            b"GIF89a\x40",
            b"\xff\xd8\xff\xe0\xff\xff",
            b"<html><svg width='1' height='1'/></html>",
            b"text <svg width='1' height='1'/>",
            b"<svg width='1' height='1",
        ];
        for bytes in broken {
            assert_eq!(size_of(bytes), None, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_end_the_program(picture in 0..4_usize, cut in 0..64_usize, noise in prop::collection::vec(any::<(u8, u8)>(), 0..8), tail in prop::collection::vec(any::<u8>(), 0..64)) {
            let mut bytes = [PNG, GIF, JPEG, WEBP][picture].to_vec();
            for (at, byte) in noise {
                let at = usize::from(at) % bytes.len();
                bytes[at] = byte;
            }
            bytes.truncate(cut);
            bytes.extend(tail);
            let _ = size_of(&bytes);
        }
    }
}
