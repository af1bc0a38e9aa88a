//! The first bytes of an input, and the ending of its name → how it is written.
//!
//! Not obvious: the content decides and the ending only where the content leaves it open, as news lies in files with wrong
//! endings and on standard input with none.

use super::fields::FieldMap;
use super::{feed, html, rows, warc};

/// How an input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One article.
    Text,
    /// One article with headings marked by `#`.
    Markdown,
    /// One web page.
    Html,
    /// One object a line.
    Lines,
    /// An array of objects, or objects behind each other.
    Json,
    /// A table with the names of its columns in the first row; what parts its cells.
    Rows(u8),
    /// RSS or Atom.
    Feed,
    /// WARC.
    Archive,
}

/// What the ending of a name promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ending {
    Text,
    Markdown,
    Html,
    Lines,
    Json,
    Rows,
    Xml,
    /// Nothing, as where there is none.
    Open,
}

/// In lower case.
const ENDINGS: [(&str, Ending); 14] = [
    ("txt", Ending::Text),
    ("md", Ending::Markdown),
    ("html", Ending::Html),
    ("htm", Ending::Html),
    ("xhtml", Ending::Html),
    ("jsonl", Ending::Lines),
    ("ndjson", Ending::Lines),
    ("json", Ending::Json),
    ("csv", Ending::Rows),
    ("tsv", Ending::Rows),
    ("xml", Ending::Xml),
    ("rss", Ending::Xml),
    ("atom", Ending::Xml),
    ("warc", Ending::Open),
];

/// What a name promises, where its ending is known: `berita.jsonl.gz` is [`Ending::Lines`], `berita.gz` is open.
pub(super) fn ending(name: &str) -> Option<Ending> {
    let parts = |name: &str| {
        let (stem, ending) = name.rsplit_once('.')?;
        Some((stem.to_owned(), ending.to_lowercase()))
    };
    let (stem, last) = parts(name)?;
    let last = if matches!(last.as_str(), "gz" | "zst") {
        let Some((_, inner)) = parts(&stem) else {
            return Some(Ending::Open);
        };
        inner
    } else {
        last
    };
    let known = ENDINGS.iter().find(|(known, _)| *known == last);
    known.map(|(_, ending)| *ending)
}

/// What files that are no news begin with.
const BINARY: [(&[u8], &str); 5] = [
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
];

impl Format {
    /// Tells how an input with these first bytes is written, or why it is no news.
    pub(super) fn of(ending: Ending, head: &[u8], map: &FieldMap) -> Result<Self, &'static str> {
        let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        if let Some((_, cause)) = BINARY.iter().find(|(mark, _)| start.starts_with(mark)) {
            return Err(cause);
        }
        let start = start.trim_ascii_start();
        if warc::is_archive(start) {
            return Ok(Self::Archive);
        }
        if feed::is_feed(start) {
            return Ok(Self::Feed);
        }
        if html::is_page(head) || (ending == Ending::Html && has_tag(start)) {
            return Ok(Self::Html);
        }
        if let Some(json) = json(ending, start) {
            return Ok(json);
        }
        Ok(match ending {
            Ending::Xml if has_tag(start) => return Err("XML that is neither RSS nor Atom"),
            Ending::Markdown => Self::Markdown,
            Ending::Lines => Self::Lines,
            Ending::Json => Self::Json,
            Ending::Rows => Self::Rows(rows::delimiter(start)),
            _ if rows::is_table(start, map) => Self::Rows(rows::delimiter(start)),
            _ => Self::Text,
        })
    }
}

/// Whether any tag stands in it: `<p`, `</p` or `<!`.
fn has_tag(start: &[u8]) -> bool {
    start.windows(2).any(|pair| {
        matches!(pair, [b'<', next] if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    })
}

/// The kind of JSON: an array, an object a line, or objects that go over lines.
fn json(ending: Ending, start: &[u8]) -> Option<Format> {
    let mut marks = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    match (marks.next()?, marks.next()) {
        (b'[', Some(b'{' | b']')) => return Some(Format::Json),
        (b'{', Some(b'"' | b'}')) => {}
        _ => return None,
    }
    if ending == Ending::Lines {
        return Some(Format::Lines);
    }
    let mut lines = start.split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    let whole = serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok();
    let alone = first.len() == start.len() && ending != Ending::Json;
    let another = first.trim_ascii().len() > 1 && lines.any(|line| line.starts_with(b"{"));
    Some(if whole || alone || another {
        Format::Lines
    } else {
        Format::Json
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_known_below_compression_and_in_any_letter_case() {
        assert_eq!(ending("a.TXT"), Some(Ending::Text));
        assert_eq!(ending("berita.2024.jsonl.gz"), Some(Ending::Lines));
        assert_eq!(ending("berita.gz"), Some(Ending::Open));
        assert_eq!(ending("a.pdf"), None);
        assert_eq!(ending("a.tar.gz"), None);
        assert_eq!(ending("gz"), None);
    }

    fn of(ending: Ending, start: &str) -> Result<Format, &'static str> {
        Format::of(ending, start.as_bytes(), &FieldMap::default())
    }

    #[test]
    fn content_decides() {
        for ending in [
            Ending::Text,
            Ending::Html,
            Ending::Xml,
            Ending::Open,
            Ending::Json,
        ] {
            assert_eq!(of(ending, "\n<!doctype HTML>"), Ok(Format::Html));
            assert_eq!(of(ending, "WARC/1.0\r\n"), Ok(Format::Archive));
            assert_eq!(
                of(ending, "<?xml version='1.0'?>\n<rss version='2.0'>"),
                Ok(Format::Feed)
            );
            assert_eq!(of(ending, "\u{feff}[ {\"id\": 1}"), Ok(Format::Json));
            assert_eq!(of(ending, " {\"id\": 1}\n{"), Ok(Format::Lines));
            assert_eq!(of(ending, "{\n\"id\": 1}"), Ok(Format::Json));
            assert!(of(ending, "%PDF-1.7").is_err());
        }
        assert_eq!(
            of(Ending::Text, "judul;text;date\n"),
            Ok(Format::Rows(b';'))
        );
    }

    #[test]
    fn the_ending_tells_the_rest() {
        assert_eq!(of(Ending::Open, "[HOAKS] Kabar"), Ok(Format::Text));
        assert_eq!(of(Ending::Markdown, "# Kapal"), Ok(Format::Markdown));
        assert_eq!(of(Ending::Html, "<p>Kapal itu"), Ok(Format::Html));
        assert_eq!(of(Ending::Html, "Kapal itu < 3 meter"), Ok(Format::Text));
        assert_eq!(of(Ending::Rows, "a\tb\n"), Ok(Format::Rows(b'\t')));
        assert_eq!(of(Ending::Lines, "{oops"), Ok(Format::Lines));
        assert!(of(Ending::Xml, "<?xml version='1.0'?><urlset>").is_err());
    }

    #[test]
    fn objects_a_line_are_told_from_one_over_lines() {
        assert_eq!(of(Ending::Open, "{\"text\": \"a"), Ok(Format::Lines));
        assert_eq!(of(Ending::Json, "{\"text\": \"a"), Ok(Format::Json));
        assert_eq!(
            of(Ending::Open, "{\"text\": \"a\n{\"text\""),
            Ok(Format::Lines)
        );
        assert_eq!(of(Ending::Open, "{}"), Ok(Format::Lines));
    }
}
