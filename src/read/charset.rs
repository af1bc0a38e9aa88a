//! Bytes of a web page, or of a text → its characters.
//!
//! Not obvious: for pages the order is that of browsers (a byte order mark, then what the page declares), but a
//! page that declares nothing and is valid UTF-8 is UTF-8, where a browser would guess. A text declares nothing:
//! it is UTF-8, or Windows-1252 where every byte beyond ASCII makes sense as that.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into the page a declaration is looked for, in bytes.
const HEAD: usize = 4096;

/// The first byte that cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bad {
    /// From 1.
    pub(super) line: usize,
    /// Bytes before it.
    pub(super) offset: usize,
}

/// Decodes a text that is UTF-8 or, plainly, Windows-1252.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, Bad> {
    String::from_utf8(bytes).or_else(|error| {
        let bytes = error.as_bytes();
        if is_windows_1252(bytes) {
            let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
            Ok(text.into_owned())
        } else {
            let offset = error.utf8_error().valid_up_to();
            let before = bytes.get(..offset).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count();
            Err(Bad { line, offset })
        }
    })
}

/// `€ … ‘ ’ “ ” • – — ™`, the no-break space, and `£ © « ® ° ² ³ · » ½ ×` in Windows-1252.
const MARKS: &[u8] =
    b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa9\xab\xae\xb0\xb2\xb3\xb7\xbb\xbd\xd7";

/// Whether each byte beyond ASCII is a letter beside a letter, or a mark as word processors set them.
///
/// Silent where any character is whole UTF-8: that is a damaged text in UTF-8.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0xc0);
    let whole = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
    let sensible = |(at, byte): (usize, &u8)| match byte {
        0xc0.. if *byte != 0xd7 => {
            let before = at.checked_sub(1).and_then(|at| bytes.get(at));
            letter(before) || letter(bytes.get(at + 1))
        }
        byte => byte.is_ascii() || MARKS.contains(byte),
    };
    !whole && bytes.iter().enumerate().all(sensible)
}

/// Decodes a page; bytes that its charset does not know become U+FFFD.
///
/// `sent` is what the server said of it, which servers say of all their pages: it comes last.
pub(super) fn page(bytes: &[u8], sent: Option<&'static Encoding>) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    let encoding = declared(bytes).unwrap_or_else(|| guessed(bytes, sent));
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// What a `<meta>` near the top declares, as `charset` or in its `http-equiv` content.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let tags = head.split("<meta").skip(1);
    let tags = tags.filter_map(|tag| tag.split('>').next());
    let mut values =
        tags.filter_map(|tag| tag.split_once("charset")?.1.trim_start().strip_prefix('='));
    values.find_map(|value| {
        let value =
            value.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        let label = value.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/'));
        let encoding = Encoding::for_label(label.into_iter().next()?.as_bytes())?;
        // The declaration could be read as ASCII, so the page is not UTF-16.
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        Some(if wide { UTF_8 } else { encoding })
    })
}

fn guessed(bytes: &[u8], sent: Option<&'static Encoding>) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    if let Some(sent) = sent {
        return sent;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"id"), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_utf_8_or_plainly_windows_1252() {
        let read = |bytes: &[u8]| text(bytes.to_vec());
        assert_eq!(read("“Kami”".as_bytes()), Ok("“Kami”".to_owned()));
        assert_eq!(
            read(b"\x93Kami\x94 \x96 kata Andr\xe9"),
            Ok("“Kami” – kata André".to_owned())
        );
        assert_eq!(read(b"satu \xff dua"), Err(Bad { line: 1, offset: 5 }));
        assert_eq!(read(b"satu \x8f dua"), Err(Bad { line: 1, offset: 5 }));
        assert_eq!(read(b"\xc3\xa9 \xe9a"), Err(Bad { line: 1, offset: 3 }));
    }

    #[test]
    fn the_mark_outranks_the_declaration_and_that_the_guess() {
        let read = |bytes: &[u8]| page(bytes, None);
        assert_eq!(
            read(b"\xef\xbb\xbf<meta charset=latin1>\xc3\xa9"),
            "<meta charset=latin1>é"
        );
        assert_eq!(read(b"\xff\xfe<\0p\0>\0"), "<p>");
        assert_eq!(
            read(b"<META Charset = 'windows-1252'>\x93a\x94"),
            "<META Charset = 'windows-1252'>“a”"
        );
        let page = b"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-1\">\x93a\x94\xe9";
        assert!(read(page).ends_with("“a”é"));
        assert_eq!(
            read(b"<meta charset=utf-16>\xc3\xa9"),
            "<meta charset=utf-16>é"
        );
        assert_eq!(read("<p>“Kami”</p>".as_bytes()), "<p>“Kami”</p>");
        assert_eq!(
            read(b"<p>\x93Kami siap,\x94 kata dia.</p>"),
            "<p>“Kami siap,” kata dia.</p>"
        );
        assert_eq!(read(b"<meta charset=entah>a"), "<meta charset=entah>a");
    }
}
