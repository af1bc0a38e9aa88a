//! RSS (0.9 to 2.0) or Atom → one item a document, with its full content where the feed has it.
//!
//! Not obvious: feeds are read leniently, as browsers read pages, and item by item, so that an export of a whole site can be
//! read; an item's markup is kept as text and goes the way of web pages later.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::bytes::Stop;
use super::dates::Calendar;
use super::document::Document;
use super::error::{Place, ReadError};
use super::html;

/// Whether bytes begin as a feed does.
pub(super) fn is_feed(start: &[u8]) -> bool {
    let mut rest = start;
    loop {
        rest = rest.trim_ascii_start();
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            _ => break,
        };
        let Some(at) = rest.windows(end.len()).position(|part| part == end) else {
            return false;
        };
        rest = rest.get(at + end.len()..).unwrap_or_default();
    }
    let root = rest
        .split(|byte| byte.is_ascii_whitespace() || *byte == b'>')
        .next();
    matches!(root, Some(b"<rss" | b"<feed" | b"<rdf:RDF" | b"<atom:feed"))
}

/// The charset that the XML declaration names, where it is another than that in which the bytes now are.
pub(super) fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let line = start.split(|byte| *byte == b'>').next()?;
    let line = std::str::from_utf8(line)
        .ok()?
        .trim_start_matches('\u{feff}');
    let (_, value) = line
        .trim_start()
        .strip_prefix("<?xml")?
        .split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let label = value
        .trim_start_matches(['"', '\''])
        .split(['"', '\''])
        .next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    (![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding)).then_some(encoding)
}

/// One item as its feed holds it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    title: String,
    link: String,
    id: String,
    published: String,
    updated: String,
    content: String,
    summary: String,
    /// Of the item, else the feed's own title.
    outlet: String,
    language: String,
}

/// What a child of an item holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Link,
    Id,
    Published,
    Updated,
    Content,
    Summary,
    Outlet,
    Language,
}

impl Part {
    fn of(name: &[u8]) -> Option<Self> {
        let name = name.strip_prefix(b"atom:").unwrap_or(name);
        Some(match name {
            b"title" => Self::Title,
            b"link" => Self::Link,
            b"guid" | b"id" => Self::Id,
            b"pubDate" | b"published" | b"issued" | b"dc:date" | b"dcterms:issued" => {
                Self::Published
            }
            b"updated" | b"dcterms:modified" => Self::Updated,
            b"content:encoded" | b"content" => Self::Content,
            b"description" | b"summary" => Self::Summary,
            b"source" => Self::Outlet,
            b"language" | b"dc:language" => Self::Language,
            _ => return None,
        })
    }
}

impl Entry {
    fn part(&mut self, part: Part) -> &mut String {
        match part {
            Part::Title => &mut self.title,
            Part::Link => &mut self.link,
            Part::Id => &mut self.id,
            Part::Published => &mut self.published,
            Part::Updated => &mut self.updated,
            Part::Content => &mut self.content,
            Part::Summary => &mut self.summary,
            Part::Outlet => &mut self.outlet,
            Part::Language => &mut self.language,
        }
    }

    pub(super) fn size(&self) -> usize {
        self.content.len() + self.summary.len() + self.title.len()
    }

    /// The document; it bears its address as name, else the feed's id for it.
    pub(super) fn document(
        self,
        place: &Place,
        calendar: &Calendar,
    ) -> Result<Document, ReadError> {
        let story = filled(self.content)
            .or(filled(self.summary))
            .unwrap_or_default();
        let (text, start) = html::fragment(filled(self.title).as_deref(), place, &story)?;
        let url = filled(self.link);
        let language = filled(self.language);
        let language = language.and_then(|tag| Some(tag.split(['-', '_']).next()?.to_lowercase()));
        Ok(Document {
            name: url
                .clone()
                .or(filled(self.id))
                .unwrap_or_else(|| place.to_string()),
            text,
            start,
            date: filled(self.published)
                .or(filled(self.updated))
                .map(|date| day(&date, calendar).unwrap_or(date)),
            outlet: filled(self.outlet),
            url,
            language,
        })
    }
}

fn filled(text: String) -> Option<String> {
    let trimmed = text.trim();
    if trimmed.len() == text.len() {
        Some(text).filter(|text| !text.is_empty())
    } else {
        Some(trimmed.to_owned()).filter(|text| !text.is_empty())
    }
}

/// The local day of a feed's date; `Sen, 28 Okt 2024 19:04:00 +0700` is read with the month's English name.
fn day(value: &str, calendar: &Calendar) -> Option<String> {
    const ENGLISH: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let translated = || {
        let words = value.rsplit(',').next()?.split_whitespace();
        let words = words.map(|word| {
            let month = calendar
                .month(word)
                .and_then(|month| usize::try_from(month - 1).ok());
            month
                .and_then(|month| ENGLISH.get(month).copied())
                .unwrap_or(word)
        });
        html::day(&words.collect::<Vec<_>>().join(" "))
    };
    let day = html::day(value).or_else(translated);
    day.map(|day| day.to_string())
}

/// The items of a feed, numbered from 1.
pub(super) struct Entries<R> {
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
    pub(super) fn new(file: String, input: R, limit: u64) -> Self {
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

    fn documents(feed: &str) -> Vec<Document> {
        let calendar = Calendar::parse("", "word\tclass\tvalue\nOkt\tmonth\t10\n").unwrap();
        let entries = read(feed, 10_000).into_iter().map(Result::unwrap);
        entries
            .map(|entry| entry.document(&Place::file("a.xml#1"), &calendar).unwrap())
            .collect()
    }

    #[test]
    fn rss_with_content_and_without() {
        let documents = documents(
            "<?xml version='1.0'?><rss><channel><title>Suara Maluku</title><image><title>x</title></image><language>id-ID</language>
             <item><title>Kapal &amp;amp; Perahu</title><link>https://a.id/1</link><atom:link rel='self' href='x'/>
             <pubDate>Sen, 28 Okt 2024 23:04:00 GMT</pubDate><description>Ringkas</description>
             <content:encoded><![CDATA[<p>Kapal itu&nbsp;tiba.</p><p>Ia <b>pergi</b>.</p>]]></content:encoded></item>
             <item><title>Dua</title><guid>g2</guid><description>&lt;p&gt;Isi &amp;eacute;.&lt;/p&gt;</description><source url='x'>Antara</source></item></channel></rss>",
        );
        let [first, second] = documents.as_slice() else {
            unreachable!("{documents:?}")
        };
        assert_eq!(first.text, "Kapal & Perahu\n\nKapal itu tiba.\n\nIa pergi.");
        assert_eq!(first.name, "https://a.id/1");
        assert_eq!(first.date.as_deref(), Some("2024-10-29"));
        assert_eq!(first.outlet.as_deref(), Some("Suara Maluku"));
        assert_eq!(first.language.as_deref(), Some("id"));
        assert_eq!(second.text, "Dua\n\nIsi é.");
        assert_eq!(
            (second.name.as_str(), second.outlet.as_deref()),
            ("g2", Some("Antara"))
        );
    }

    #[test]
    fn atom_with_markup_of_its_own() {
        let documents = documents(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Suara</title><entry><title>Kapal</title>
             <link rel='enclosure' href='https://a.id/x.mp3'/><link href='https://a.id/1?a=1&amp;b=2'/><updated>2024-10-28T10:00:00+07:00</updated>
             <author><name>x</name></author><content type='xhtml'><div><p>Kapal itu tiba.</p><p>Ia pergi.<br/>Lalu.</p></div></content></entry></feed>",
        );
        assert_eq!(
            documents[0].text,
            "Kapal\n\nKapal itu tiba.\n\nIa pergi.\n\nLalu."
        );
        assert_eq!(documents[0].url.as_deref(), Some("https://a.id/1?a=1&b=2"));
        assert_eq!(documents[0].date.as_deref(), Some("2024-10-28"));
    }

    #[test]
    fn feeds_are_known_behind_comments_and_their_charset_is_found() {
        for feed in [
            "<rss version='2.0'>",
            "<?xml?>\n<!-- <html> --> <feed>",
            "<rdf:RDF x='y'>",
        ] {
            assert!(is_feed(feed.as_bytes()), "{feed}");
        }
        for other in ["<rssx>", "<?xml?><urlset>", "<!-- ", "rss", ""] {
            assert!(!is_feed(other.as_bytes()), "{other}");
        }
        let declared = |text: &str| declared(text.as_bytes()).map(Encoding::name);
        assert_eq!(
            declared("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"),
            Some("windows-1252")
        );
        assert_eq!(declared("<?xml encoding='UTF-8'?>"), None);
        assert_eq!(declared("<rss encoding='latin1'>"), None);
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
