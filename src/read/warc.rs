//! A web archive (WARC 1.0 and 1.1, ISO 28500) → one page a record.
//!
//! Kept are `response` records of pages, and `resource` and `conversion` records of pages or plain text; the rest is passed over. Not
//! obvious: the day on which a page was fetched is not used, because it is not the day on which it was published.

use std::io::{self, BufRead, Read};

use super::document::Document;
use super::error::{Place, ReadError};
use super::http::{self, Head};
use super::{charset, html, plain};

/// The longest header of a record, or of an answer in it, in bytes.
const LONGEST_HEADER: u64 = 64 << 10;

/// Whether bytes begin as a record does.
pub(super) fn is_archive(start: &[u8]) -> bool {
    start.starts_with(b"WARC/1.") || start.starts_with(b"WARC/0.")
}

/// A page or text, as the archive holds it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Capture {
    /// `WARC-Target-URI`.
    url: Option<String>,
    head: Head,
    pub(super) body: Vec<u8>,
}

impl Capture {
    /// The document; its address is that of the record where the page names none.
    ///
    /// `limit` is the length of the longest page, in bytes, once it is unfolded.
    pub(super) fn document(self, place: &Place, limit: u64) -> Result<Document, ReadError> {
        let body = http::body(self.body, &self.head, limit).map_err(|cause| match cause {
            Some(cause) => ReadError::NotNews {
                place: place.clone(),
                cause,
            },
            None => ReadError::TooLong {
                place: place.clone(),
                limit: limit >> 20,
            },
        })?;
        let name = self.url.clone().unwrap_or_else(|| place.to_string());
        let text = charset::page(&body, self.head.charset);
        let mut document = if self.head.is_plain() {
            plain::document(&name, text)
        } else {
            html::document(&name, place, &text)?
        };
        document.url = document.url.or(self.url);
        Ok(document)
    }
}

/// What a record is, as far as it matters here.
#[derive(Debug, Default)]
struct Record {
    kind: String,
    url: Option<String>,
    content: String,
    length: u64,
}

/// A record that is a page, one that is too long to be held, or one that is neither.
enum Found {
    Capture(Box<Capture>),
    TooLong,
    Other,
}

/// The captures of an archive, numbered by record from 1.
pub(super) struct Captures<R> {
    file: String,
    input: R,
    limit: u64,
    number: usize,
    done: bool,
}

impl<R: BufRead> Captures<R> {
    /// `limit` is the length of the longest page, in bytes.
    pub(super) fn new(file: String, input: R, limit: u64) -> Self {
        Self {
            file,
            input,
            limit,
            number: 0,
            done: false,
        }
    }

    fn place(&self) -> Place {
        Place::file(&format!("{}#{}", self.file, self.number))
    }

    /// The header of the next record; empty lines part records.
    fn record(&mut self) -> Result<Option<Record>, ReadError> {
        let mut left = LONGEST_HEADER;
        let version = loop {
            match self.line(&mut left)? {
                None => return Ok(None),
                Some(line) if line.is_empty() => {}
                Some(line) => break line,
            }
        };
        self.number += 1;
        if !is_archive(version.as_bytes()) {
            return Err(self.broken("it begins with no version"));
        }
        let (mut record, mut length) = (Record::default(), None);
        loop {
            let Some(line) = self.line(&mut left)? else {
                return Err(self.cut_short());
            };
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => {
                    let url = value.trim_matches(['<', '>']);
                    record.url = Some(url.to_owned()).filter(|url| !url.is_empty());
                }
                "content-type" => record.content = value.to_ascii_lowercase(),
                "content-length" => length = value.parse().ok(),
                _ => {}
            }
        }
        record.length = length.ok_or_else(|| self.broken("it has no length"))?;
        Ok(Some(record))
    }

    /// A line without its end; `left` is how many bytes the header may still have.
    fn line(&mut self, left: &mut u64) -> Result<Option<String>, ReadError> {
        let mut line = Vec::new();
        let read = self.input.by_ref().take(*left).read_until(b'\n', &mut line);
        let read = read.map_err(|source| ReadError::input(&self.file, source))?;
        *left -= read as u64;
        if read > 0 && line.last() != Some(&b'\n') {
            return Err(if *left == 0 {
                self.broken("its header does not end")
            } else {
                self.cut_short()
            });
        }
        let line = line.trim_ascii_end();
        Ok((read > 0).then(|| String::from_utf8_lossy(line).into_owned()))
    }

    fn found(&mut self, record: Record) -> Result<Found, ReadError> {
        let http = record.content.starts_with("application/http");
        let wanted = match record.kind.as_str() {
            "response" => http || record.content.is_empty(),
            "resource" | "conversion" => Head::of_type(&record.content).is_story(),
            _ => false,
        };
        // The answer's own header tells whether a long record is a page.
        let most = self.limit.saturating_add(LONGEST_HEADER);
        let held = if wanted { record.length.min(most) } else { 0 };
        let mut block = Vec::new();
        let read = self.input.by_ref().take(held).read_to_end(&mut block);
        let read = read.map_err(|source| ReadError::input(&self.file, source))? as u64;
        self.skip(record.length - held)?;
        if read < held {
            return Err(self.cut_short());
        }
        if !wanted {
            return Ok(Found::Other);
        }
        let (head, body) = if record.kind == "response" {
            let Some((head, from)) = Head::read(&block) else {
                return Ok(Found::Other);
            };
            (head, block.split_off(from))
        } else {
            (Head::of_type(&record.content), block)
        };
        Ok(if !head.is_story() {
            Found::Other
        } else if record.length > held || body.len() as u64 > self.limit {
            Found::TooLong
        } else {
            Found::Capture(Box::new(Capture {
                url: record.url,
                head,
                body,
            }))
        })
    }

    fn skip(&mut self, length: u64) -> Result<(), ReadError> {
        let skipped = io::copy(&mut self.input.by_ref().take(length), &mut io::sink());
        match skipped.map_err(|source| ReadError::input(&self.file, source))? {
            skipped if skipped < length => Err(self.cut_short()),
            _ => Ok(()),
        }
    }

    fn broken(&self, cause: &'static str) -> ReadError {
        ReadError::Archive {
            place: self.place(),
            cause,
        }
    }

    fn cut_short(&self) -> ReadError {
        ReadError::CutShort {
            place: self.place(),
            cause: "a record of the archive is not whole",
        }
    }
}

impl<R: BufRead> Iterator for Captures<R> {
    type Item = (Place, Result<Box<Capture>, ReadError>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let found = match self.record() {
                Ok(None) => return None,
                Ok(Some(record)) => self.found(record),
                Err(error) => Err(error),
            };
            let result = match found {
                Ok(Found::Other) => continue,
                Ok(Found::Capture(capture)) => Ok(capture),
                Ok(Found::TooLong) => Err(ReadError::TooLong {
                    place: self.place(),
                    limit: self.limit >> 20,
                }),
                Err(error) => {
                    self.done = true;
                    Err(error)
                }
            };
            return Some((self.place(), result));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, content: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.id/{kind}\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn page(body: &str) -> String {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
        record(
            "response",
            "application/http; msgtype=response",
            &format!("{head}{body}"),
        )
    }

    fn read(archive: &str) -> Vec<(String, Result<Box<Capture>, ReadError>)> {
        let captures = Captures::new("a.warc".to_owned(), archive.as_bytes(), 100);
        captures
            .map(|(place, found)| (place.to_string(), found))
            .collect()
    }

    #[test]
    fn pages_are_found_among_other_records() {
        let archive = [
            record("warcinfo", "application/warc-fields", "software: x"),
            page("<p>satu"),
            record(
                "request",
                "application/http; msgtype=request",
                "GET / HTTP/1.1\r\n\r\n",
            ),
            record(
                "response",
                "application/http",
                "HTTP/1.1 404 x\r\nContent-Type: text/html\r\n\r\n<p>",
            ),
            record(
                "response",
                "application/http",
                "HTTP/1.1 200 x\r\nContent-Type: image/png\r\n\r\n<p>",
            ),
            record("conversion", "text/plain", "dua"),
        ];
        let found = read(&archive.concat());
        let told: Vec<_> = found
            .iter()
            .map(|(place, found)| (place.as_str(), found.as_ref().unwrap()))
            .collect();
        assert_eq!(told.len(), 2);
        assert_eq!(
            (told[0].0, told[0].1.body.as_slice()),
            ("a.warc#2", b"<p>satu".as_slice())
        );
        assert_eq!(
            (told[1].0, told[1].1.body.as_slice()),
            ("a.warc#6", b"dua".as_slice())
        );
        assert_eq!(told[0].1.url.as_deref(), Some("https://a.id/response"));
    }

    #[test]
    fn long_pages_are_named_and_the_rest_is_read() {
        let found = read(&[page(&"a".repeat(101)), page(&"a".repeat(99_000)), page("b")].concat());
        assert!(matches!(found[0].1, Err(ReadError::TooLong { .. })));
        assert!(matches!(found[1].1, Err(ReadError::TooLong { .. })));
        assert_eq!(found[2].1.as_ref().unwrap().body, b"b");
    }

    #[test]
    fn what_is_no_record_ends_the_archive() {
        let cases = [
            ("WARC/1.0\r\nWARC-Type: response\r\n\r\n", "has no length"),
            ("WARC/1.0\r\nContent-Length: 5", "not whole"),
            ("WARC/1.0\r\nContent-Length: 5\r\n\r\nabc", "not whole"),
            ("<html>", "not whole"),
            ("<html>\n", "no version"),
        ];
        for (archive, cause) in cases {
            let found = read(&format!("{}{archive}", page("a")));
            assert_eq!(found.len(), 2);
            let message = found[1].1.as_ref().unwrap_err().to_string();
            assert!(message.contains(cause), "{archive}: {message}");
        }
        let endless = format!("WARC/1.0\r\nX: {}", "a".repeat(70_000));
        assert!(
            read(&endless)[0]
                .1
                .as_ref()
                .unwrap_err()
                .to_string()
                .contains("does not end")
        );
    }
}
