//! Bytes of a web page → its characters.
//!
//! Not obvious: the order is that of browsers (a byte order mark, then what the page declares), but a
//! page that declares nothing and is valid UTF-8 is UTF-8, where a browser would guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into the page a declaration is looked for, in bytes.
const HEAD: usize = 4096;

/// Decodes a page; bytes that its charset does not know become U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    let encoding = declared(bytes).unwrap_or_else(|| guessed(bytes));
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

fn guessed(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"id"), Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_outranks_the_declaration_and_that_the_guess() {
        assert_eq!(
            decode(b"\xef\xbb\xbf<meta charset=latin1>\xc3\xa9"),
            "<meta charset=latin1>é"
        );
        assert_eq!(decode(b"\xff\xfe<\0p\0>\0"), "<p>");
        assert_eq!(
            decode(b"<META Charset = 'windows-1252'>\x93a\x94"),
            "<META Charset = 'windows-1252'>“a”"
        );
        let page = b"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-1\">\x93a\x94\xe9";
        assert!(decode(page).ends_with("“a”é"));
        assert_eq!(
            decode(b"<meta charset=utf-16>\xc3\xa9"),
            "<meta charset=utf-16>é"
        );
        assert_eq!(decode("<p>“Kami”</p>".as_bytes()), "<p>“Kami”</p>");
        assert_eq!(
            decode(b"<p>\x93Kami siap,\x94 kata dia.</p>"),
            "<p>“Kami siap,” kata dia.</p>"
        );
        assert_eq!(decode(b"<meta charset=entah>a"), "<meta charset=entah>a");
    }
}
