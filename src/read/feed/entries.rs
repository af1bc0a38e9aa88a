//! The XML of a feed → its items, one after the other.
//!
//! Not obvious: end tags need not match and `&` may stand alone, as feeds are written by templates; elements within a part
//! of an item are written out again, because Atom may hold markup as XML.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::super::bytes::Stop;
use super::super::error::{Place, ReadError};
use super::{Entry, Part};

/// The items of a feed, numbered from 1.
pub(in super::super) struct Entries<R> {
    file: String,
    reader: Reader<Budget<R>>,
    limit: u64,
    number: usize,
    /// Title and language of the feed itself.
    feed: Entry,
    open: Open,
    done: bool,
}

/// The item being read, or what stands around the items.
#[derive(Debug, Default)]
struct Open {
    entry: Option<Entry>,
    /// Elements open below the item, or in the feed outside of items.
    depth: usize,
    /// What is being taken, and the depth at which it began.
    part: Option<(Part, usize)>,
    text: String,
}

impl<R: BufRead> Entries<R> {
    /// `limit` is the length of the longest item, in bytes.
    pub(in super::super) fn new(file: String, input: R, limit: u64) -> Self {
        let mut reader = Reader::from_reader(Budget { input, left: limit });
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        config.expand_empty_elements = true;
        Self {
            file,
            reader,
            limit,
            number: 0,
            feed: Entry::default(),
            open: Open::default(),
            done: false,
        }
    }

    fn entry(&mut self) -> Result<Option<Entry>, quick_xml::Error> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let done = match self.reader.read_event_into(&mut buffer)? {
                Event::Eof => {
                    self.done = true;
                    return Ok(self.open.entry.take());
                }
                Event::Start(tag) => self.open.start(&tag),
                Event::End(tag) => self.open.end(tag.name().as_ref(), &mut self.feed),
                Event::Text(text) => self.open.push(&String::from_utf8_lossy(&text)),
                Event::CData(text) => self.open.push(&String::from_utf8_lossy(&text)),
                Event::GeneralRef(reference) => self.open.push(&character(&reference)),
                _ => None,
            };
            if done.is_some() {
                return Ok(done);
            }
        }
    }

    fn place(&self) -> Place {
        Place::file(&format!("{}#{}", self.file, self.number))
    }

    fn failed(&self, error: quick_xml::Error) -> ReadError {
        let quick_xml::Error::Io(error) = error else {
            return ReadError::Xml {
                place: self.place(),
                source: error,
            };
        };
        if Stop::of(&error) == Some(Stop::TooLong) {
            return ReadError::TooLong {
                place: self.place(),
                limit: self.limit >> 20,
            };
        }
        let error = Arc::try_unwrap(error);
        let error = error.unwrap_or_else(|error| io::Error::new(error.kind(), error.to_string()));
        ReadError::input(&self.file, error)
    }
}

impl Open {
    /// Gives the item that ends because another one begins.
    fn start(&mut self, tag: &BytesStart<'_>) -> Option<Entry> {
        let name = tag.name();
        if is_item(name.as_ref()) {
            (self.depth, self.part) = (0, None);
            return self.entry.replace(Entry::default());
        }
        self.depth += 1;
        if self.part.is_some() {
            self.mark("<", name.local_name().as_ref());
        } else if self.entry.is_none() || self.depth == 1 {
            self.part = Part::of(name.as_ref()).map(|part| (part, self.depth));
            self.text.clear();
            if matches!(self.part, Some((Part::Link, _))) {
                self.text = address(tag).unwrap_or_default();
            }
        }
        None
    }

    /// Gives the item that ends; `feed` takes what belongs to none.
    fn end(&mut self, name: &[u8], feed: &mut Entry) -> Option<Entry> {
        if is_item(name) {
            (self.depth, self.part) = (0, None);
            return self.entry.take();
        }
        self.depth = self.depth.saturating_sub(1);
        match self.part {
            Some((part, depth)) if self.depth < depth => {
                self.part = None;
                // What comes first counts: a picture of the feed has a title too.
                let slot = self.entry.as_mut().unwrap_or(feed).part(part);
                if slot.trim().is_empty() {
                    *slot = std::mem::take(&mut self.text);
                }
            }
            Some(_) => {
                let local = name.rsplit(|byte| *byte == b':').next();
                self.mark("</", local.unwrap_or_default());
            }
            None => {}
        }
        None
    }

    fn push(&mut self, text: &str) -> Option<Entry> {
        if self.part.is_some() {
            self.text.push_str(text);
        }
        None
    }

    /// Markup within a part stays what it is, without attributes.
    fn mark(&mut self, open: &str, name: &[u8]) {
        self.text.push_str(open);
        self.text.push_str(&String::from_utf8_lossy(name));
        self.text.push('>');
    }
}

fn is_item(name: &[u8]) -> bool {
    matches!(name, b"item" | b"entry" | b"atom:entry")
}

/// The address in `<link href=…>`, unless it is that of something else than the item.
fn address(tag: &BytesStart<'_>) -> Option<String> {
    let attribute = |name: &str| {
        let attribute = tag.try_get_attribute(name).ok()??;
        Some(attribute.unescape_value().ok()?.into_owned())
    };
    let own = attribute("rel").is_none_or(|relation| relation == "alternate");
    attribute("href").filter(|_| own)
}

/// The character that `&amp;` or `&#233;` stands for; a name that only HTML knows is left to it.
fn character(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = String::from_utf8_lossy(reference);
    let known = quick_xml::escape::resolve_predefined_entity(&name);
    known.map_or_else(|| format!("&{name};"), str::to_owned)
}

impl<R: BufRead> Iterator for Entries<R> {
    type Item = (Place, Result<Box<Entry>, ReadError>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.number += 1;
        let entry = match self.entry() {
            Ok(entry) => Ok(entry?),
            Err(error) => {
                self.done = true;
                Err(self.failed(error))
            }
        };
        self.reader.get_mut().left = self.limit;
        let entry = entry.map(|mut entry| {
            let feed = [Part::Outlet, Part::Language].map(|part| {
                let from = if part == Part::Outlet {
                    Part::Title
                } else {
                    part
                };
                (part, self.feed.part(from).clone())
            });
            for (part, value) in feed {
                let slot = entry.part(part);
                if slot.trim().is_empty() {
                    *slot = value;
                }
            }
            Box::new(entry)
        });
        Some((self.place(), entry))
    }
}

/// An input that may be read so far and no farther.
struct Budget<R> {
    input: R,
    left: u64,
}

impl<R: BufRead> Read for Budget<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Budget<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other(Stop::TooLong));
        }
        let bytes = self.input.fill_buf()?;
        let left = usize::try_from(self.left).unwrap_or(usize::MAX);
        Ok(bytes.get(..left).unwrap_or(bytes))
    }

    fn consume(&mut self, used: usize) {
        self.left = self.left.saturating_sub(used as u64);
        self.input.consume(used);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(feed: &str, limit: u64) -> Vec<Result<Box<Entry>, ReadError>> {
        let entries = Entries::new("a.xml".to_owned(), feed.as_bytes(), limit);
        entries.map(|(_, entry)| entry).collect()
    }

    #[test]
    fn broken_and_endless_feeds_end_with_an_error() {
        let item = "<item><title>a</title></item>";
        let found = read(&format!("<rss>{item}<item><title>{}", "a".repeat(200)), 100);
        assert!(found[0].is_ok() && matches!(found[1], Err(ReadError::TooLong { .. })));
        let found = read(&format!("<rss>{item}<item><![CDATA[ "), 100);
        assert!(matches!(found[1], Err(ReadError::Xml { .. })), "{found:?}");
        assert_eq!(read("<rss><item><title>a</title></channel>", 100).len(), 1);
        let deep = "<b>".repeat(1000);
        assert_eq!(read(&format!("<rss><item><title>{deep}"), 10_000).len(), 1);
    }
}
