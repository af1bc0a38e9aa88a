//! An HTTP answer as an archive keeps it → what kind of thing it is, and its body as the page's bytes.
//!
//! Not obvious: many crawlers keep the header but unfold the body, so chunks (RFC 9112, section 7.1) and compression are known by
//! the bytes, and a body that only claims them is taken as it is.

use std::io::{self, Read};

use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::bytes::zstd::{self, Frames};
use super::html;

/// What the header says of the body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    status: u16,
    kind: String,
    pub(super) charset: Option<&'static Encoding>,
    chunked: bool,
    coding: String,
    /// Whether the body begins as a page does.
    page: bool,
}

impl Head {
    /// Reads an answer's header; gives also where its body begins.
    pub(super) fn read(answer: &[u8]) -> Option<(Self, usize)> {
        let (mut rest, mut head) = (answer, Self::default());
        let status = line(&mut rest)?;
        let status = status.strip_prefix("HTTP/")?.split_whitespace().nth(1)?;
        head.status = status.parse().ok()?;
        loop {
            let line = line(&mut rest)?;
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim().to_ascii_lowercase();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => (head.kind, head.charset) = kind(&value),
                "transfer-encoding" => head.chunked = value.contains("chunked"),
                "content-encoding" => head.coding = value,
                _ => {}
            }
        }
        head.page = html::is_page(rest);
        Some((head, answer.len() - rest.len()))
    }

    /// What a `Content-Type` alone says.
    pub(super) fn of_type(value: &str) -> Self {
        let (kind, charset) = kind(&value.to_ascii_lowercase());
        Self {
            status: 200,
            kind,
            charset,
            ..Self::default()
        }
    }

    pub(super) fn is_plain(&self) -> bool {
        self.kind == "text/plain" && !self.page
    }

    /// Whether the body may be a story: a page, or a text that is no answer of a server.
    pub(super) fn is_story(&self) -> bool {
        let page = match self.kind.as_str() {
            "text/html" | "application/xhtml+xml" => true,
            "" => self.page,
            _ => false,
        };
        (200..300).contains(&self.status) && (page || self.kind == "text/plain")
    }
}

/// `text/html; charset=utf-8` in its parts.
fn kind(value: &str) -> (String, Option<&'static Encoding>) {
    let (kind, rest) = value.split_once(';').unwrap_or((value, ""));
    let charset = rest.split_once("charset=").map(|(_, label)| label);
    let label = charset.and_then(|label| label.split(';').next());
    let label = label.map(|label| label.trim_matches(['"', '\'', ' ']));
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    (kind.trim().to_owned(), encoding)
}

/// The next line without its end, taken off `rest`; none where no line feed follows.
fn line(rest: &mut &[u8]) -> Option<String> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (line, after) = rest.split_at_checked(end + 1)?;
    *rest = after;
    Some(String::from_utf8_lossy(line.trim_ascii_end()).into_owned())
}

/// The body without chunks and compression.
///
/// Errors with a cause where it cannot be unfolded, and without one where it has more than `limit` bytes.
pub(super) fn body(
    body: Vec<u8>,
    head: &Head,
    limit: u64,
) -> Result<Vec<u8>, Option<&'static str>> {
    let body = match chunks(&body) {
        Some(whole) if head.chunked => whole,
        _ => body,
    };
    if body.starts_with(b"\x1f\x8b") {
        return unfold(MultiGzDecoder::new(body.as_slice()), limit);
    }
    if zstd::is_frame(&body) {
        return unfold(Frames::new(body.as_slice()), limit);
    }
    match head.coding.as_str() {
        "deflate" if body.starts_with(b"\x78") => unfold(ZlibDecoder::new(body.as_slice()), limit),
        "deflate" if !html::is_page(&body) => unfold(DeflateDecoder::new(body.as_slice()), limit),
        "br" if std::str::from_utf8(&body).is_err() && !html::is_page(&body) => {
            Err(Some("a page compressed with Brotli"))
        }
        _ => Ok(body),
    }
}

fn unfold(input: impl Read, limit: u64) -> Result<Vec<u8>, Option<&'static str>> {
    let mut body = Vec::new();
    match input.take(limit.saturating_add(1)).read_to_end(&mut body) {
        Ok(_) if body.len() as u64 > limit => Err(None),
        // A crawl may end a page early; what is there is read.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && !body.is_empty() => Ok(body),
        Err(_) => Err(Some("a page whose compression is broken")),
        Ok(_) => Ok(body),
    }
}

/// The body put together from its chunks; none where it does not lie in chunks. One cut short gives what is there.
fn chunks(body: &[u8]) -> Option<Vec<u8>> {
    let (mut rest, mut whole, mut first) = (body, Vec::new(), true);
    loop {
        let size = line(&mut rest).and_then(|size| {
            let digits = size.split(';').next()?.trim();
            usize::from_str_radix(digits, 16).ok()
        });
        let Some(size) = size else {
            return (!first).then_some(whole);
        };
        first = false;
        if size == 0 {
            return Some(whole);
        }
        let (chunk, after) = rest.split_at(size.min(rest.len()));
        whole.extend_from_slice(chunk);
        rest = after
            .strip_prefix(b"\r\n")
            .or(after.strip_prefix(b"\n"))
            .unwrap_or(after);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(head: &str, bytes: &[u8]) -> (Head, Result<Vec<u8>, Option<&'static str>>) {
        let answer = [head.as_bytes(), b"\r\n\r\n", bytes].concat();
        let (head, from) = Head::read(&answer).unwrap();
        let body = body(answer[from..].to_vec(), &head, 50);
        (head, body)
    }

    #[test]
    fn headers_tell_what_is_a_story() {
        let story = |head: &str, bytes: &[u8]| read(head, bytes).0.is_story();
        assert!(story("HTTP/1.1 200 OK\r\ncontent-type: text/html", b""));
        assert!(story("HTTP/2 203", b"<!doctype html>"));
        assert!(!story("HTTP/1.1 200 OK", b"{}"));
        assert!(!story("HTTP/1.1 301 x\r\nContent-Type: text/html", b""));
        let (head, _) = read(
            "HTTP/1.1 200\r\nContent-Type: TEXT/HTML; Charset=\"windows-1252\"",
            b"",
        );
        assert_eq!(head.charset, Some(encoding_rs::WINDOWS_1252));
        assert!(Head::read(b"HTTP/1.1 200 OK\r\nA: b").is_none());
    }

    #[test]
    fn chunks_and_compression_are_undone_where_they_are() {
        let chunked = "HTTP/1.1 200\r\nTransfer-Encoding: chunked";
        let undone = |head, bytes: &[u8]| read(head, bytes).1;
        assert_eq!(
            undone(chunked, b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"),
            Ok(b"abcde".to_vec())
        );
        assert_eq!(undone(chunked, b"9\r\nabc"), Ok(b"abc".to_vec()));
        assert_eq!(undone(chunked, b"<p>abc"), Ok(b"<p>abc".to_vec()));
        let gzip = |text: &[u8]| {
            let mut encoder =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(text).unwrap();
            encoder.finish().unwrap()
        };
        let head = "HTTP/1.1 200\r\nContent-Encoding: gzip";
        assert_eq!(undone(head, &gzip(b"abc")), Ok(b"abc".to_vec()));
        assert_eq!(undone(head, b"abc"), Ok(b"abc".to_vec()));
        assert_eq!(undone(head, &gzip(&[b'a'; 51])), Err(None));
        assert!(matches!(undone(head, b"\x1f\x8bxx"), Err(Some(_))));
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        zlib.write_all(b"abc").unwrap();
        let head = "HTTP/1.1 200\r\nContent-Encoding: deflate";
        assert_eq!(undone(head, &zlib.finish().unwrap()), Ok(b"abc".to_vec()));
    }
}
