//! A source (a file or standard input) → its articles, one at a time, errors between them.
//!
//! Not obvious: a file is opened only when its articles are asked for, and JSON Lines are never held as a
//! whole, so that a crawl of any size can be read.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use super::document::Document;
use super::error::{Place, ReadError};
use super::json::{self, Item};
use super::{Article, Rules, html, plain};

/// Something to read; made by [`inputs`](super::inputs).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    name: String,
    format: Format,
    path: Option<PathBuf>,
}

/// How a source is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Format {
    /// One article.
    Text,
    /// One article with headings marked by `#`.
    Markdown,
    /// One article a line.
    Lines,
    /// An array of articles.
    Json,
    /// One web page.
    Html,
    /// By the beginning: `{` lines, `[` an array, `<html` a web page, else text.
    Guess,
}

impl Format {
    /// The endings that are read, in lower case.
    const ENDINGS: [(&str, Self); 7] = [
        ("txt", Self::Text),
        ("md", Self::Markdown),
        ("jsonl", Self::Lines),
        ("ndjson", Self::Lines),
        ("json", Self::Json),
        ("html", Self::Html),
        ("htm", Self::Html),
    ];

    /// The format of files that end so, in any letter case.
    pub(super) fn of_ending(ending: &str) -> Option<Self> {
        let known = Self::ENDINGS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(ending));
        known.map(|(_, format)| *format)
    }

    fn of_beginning(start: &[u8]) -> Self {
        if html::is_page(start) {
            return Self::Html;
        }
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
        let mut marks = start.iter().filter(|byte| !byte.is_ascii_whitespace());
        match (marks.next(), marks.next()) {
            (Some(b'{'), _) => Self::Lines,
            (Some(b'['), Some(b'{' | b']')) => Self::Json,
            _ => Self::Text,
        }
    }
}

/// The articles of a source; see [`Source::articles`].
pub type Articles<'a> = Box<dyn Iterator<Item = Result<Article, ReadError>> + Send + 'a>;

impl Source {
    pub(super) fn file(name: String, path: PathBuf, format: Format) -> Self {
        Self {
            name,
            format,
            path: Some(path),
        }
    }

    pub(super) fn standard_input() -> Self {
        Self {
            name: "-".to_owned(),
            format: Format::Guess,
            path: None,
        }
    }

    /// The path as given with `/` between its parts, `-` for standard input.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads the articles in the order of the source; an error is one item and does not end the rest.
    ///
    /// A given date that is no date comes as an error *before* its article.
    #[must_use]
    pub fn articles<'a>(&'a self, rules: &'a Rules) -> Articles<'a> {
        let items = self.items();
        Box::new(items.flat_map(|(place, document)| match document {
            Ok(document) => document.read(&place, rules),
            Err(error) => vec![Err(error)],
        }))
    }

    fn items(&self) -> Box<dyn Iterator<Item = Item> + Send + '_> {
        let opened: Result<Box<dyn Read + Send>, _> = match &self.path {
            Some(path) => File::open(path).map(|file| Box::new(file) as Box<dyn Read + Send>),
            None => Ok(Box::new(std::io::stdin())),
        };
        match opened.and_then(|input| self.known(BufReader::with_capacity(1 << 16, input))) {
            Ok(items) => items,
            Err(source) => {
                let error = ReadError::Unreadable {
                    path: self.name.clone(),
                    source,
                };
                Box::new(std::iter::once((Place::file(&self.name), Err(error))))
            }
        }
    }

    fn known(
        &self,
        mut input: BufReader<Box<dyn Read + Send>>,
    ) -> std::io::Result<Box<dyn Iterator<Item = Item> + Send + '_>> {
        let format = match self.format {
            Format::Guess => Format::of_beginning(input.fill_buf()?),
            format => format,
        };
        if format == Format::Lines {
            return Ok(Box::new(json::Lines::new(self.name.clone(), input)));
        }
        if format == Format::Html {
            return self.page(input);
        }
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes)?;
        Ok(match format {
            Format::Json => Box::new(json::documents(&self.name, bytes).into_iter()),
            Format::Markdown => self.single(bytes, plain::markdown_document),
            _ => self.single(bytes, plain::document),
        })
    }

    /// The web page; one that is too long is not read to its end.
    fn page(
        &self,
        input: impl Read,
    ) -> std::io::Result<Box<dyn Iterator<Item = Item> + Send + '_>> {
        let mut bytes = Vec::new();
        input.take(html::LONGEST + 1).read_to_end(&mut bytes)?;
        let place = Place::file(&self.name);
        let document = if bytes.len() as u64 > html::LONGEST {
            Err(ReadError::TooLong {
                place: place.clone(),
                limit: html::LONGEST >> 20,
            })
        } else {
            html::document(&self.name, &bytes)
        };
        Ok(Box::new(std::iter::once((place, document))))
    }

    fn single(
        &self,
        bytes: Vec<u8>,
        make: fn(&str, String) -> Document,
    ) -> Box<dyn Iterator<Item = Item> + Send> {
        let document = plain::text(&self.name, bytes).map(|text| make(&self.name, text));
        Box::new(std::iter::once((Place::file(&self.name), document)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_ending_and_by_beginning() {
        assert_eq!(Format::of_ending("TXT"), Some(Format::Text));
        assert_eq!(Format::of_ending("pdf"), None);
        assert_eq!(Format::of_beginning(b" {\"id\""), Format::Lines);
        assert_eq!(Format::of_beginning(b"\xef\xbb\xbf[ {"), Format::Json);
        assert_eq!(Format::of_beginning(b"[HOAKS] Kabar"), Format::Text);
        assert_eq!(Format::of_beginning(b"\n<!doctype HTML>"), Format::Html);
    }
}
