//! RSS (0.9 to 2.0) or Atom → one item a document, with its full content where the feed has it.
//!
//! Not obvious: feeds are read leniently, as browsers read pages, and item by item, so that an export of a whole site can be
//! read; an item's markup is kept as text and goes the way of web pages later.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::dates::Calendar;
use super::document::Document;
use super::error::{Place, ReadError};
use super::html;
use super::moment;
use crate::record::Details;

mod entries;

pub(super) use entries::Entries;

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
        let date = |text| filled(text).map(|date| iso(&date, calendar).unwrap_or(date));
        let (published, updated) = (date(self.published), date(self.updated));
        Ok(Document {
            name: url
                .clone()
                .or(filled(self.id))
                .unwrap_or_else(|| place.to_string()),
            text,
            start,
            date: published.or_else(|| updated.clone()),
            outlet: filled(self.outlet),
            url,
            language,
            details: Details {
                modified: updated,
                ..Details::default()
            },
            ..Document::default()
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

/// The moment of a feed's date as ISO 8601 writes it; `Sen, 28 Okt 2024 19:04:00 +0700` is read with the month's English name.
fn iso(value: &str, calendar: &Calendar) -> Option<String> {
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
        moment::machine(&words.collect::<Vec<_>>().join(" "))
    };
    let moment = moment::machine(value).or_else(translated);
    moment.map(|moment| moment.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(feed: &str) -> Vec<Document> {
        let calendar = Calendar::parse("", "word\tclass\tvalue\nOkt\tmonth\t10\n").unwrap();
        let entries = Entries::new("a.xml".to_owned(), feed.as_bytes(), 10_000);
        let entries = entries.map(|(_, entry)| entry.unwrap());
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
        assert_eq!(first.date.as_deref(), Some("2024-10-28T23:04:00+00:00"));
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
        assert_eq!(
            documents[0].date.as_deref(),
            Some("2024-10-28T10:00:00+07:00")
        );
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
}
