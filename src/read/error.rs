//! What can go wrong while news is read, in words for the one who gave the input.
//!
//! Not obvious: no error here ends a run; each is one item of the stream, beside the articles.

use std::{fmt, io};

use thiserror::Error;

use super::bytes::Stop;

/// Where in the input something is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path as given, `-` for standard input.
    pub file: String,
    /// Line, from 1, where the file holds many documents.
    pub line: Option<usize>,
}

impl Place {
    /// A whole file.
    pub(super) fn file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
        }
    }

    /// A line of a file.
    pub(super) fn line(file: &str, line: usize) -> Self {
        Self {
            file: file.to_owned(),
            line: Some(line),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

/// An input, or one document of it, that could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The path is not there.
    #[error("{path}: no such file or folder; check the spelling")]
    Missing {
        /// As given.
        path: String,
    },
    /// The pattern matched no file that can be read.
    #[error(
        "{pattern}: matches no news file; name .txt, .md, .html, .jsonl, .json, .csv, .xml or .warc files"
    )]
    NoMatch {
        /// As given.
        pattern: String,
    },
    /// The pattern is no pattern.
    #[error("{pattern}: not a valid pattern; write * ? or [a-z], and ** for folders")]
    Pattern {
        /// As given.
        pattern: String,
        /// What the pattern library says.
        source: glob::PatternError,
    },
    /// The folder holds no file that can be read.
    #[error(
        "{path}: no news file in this folder; put .txt, .md, .html, .jsonl, .json, .csv, .xml or .warc files there"
    )]
    NoFiles {
        /// As given.
        path: String,
    },
    /// A pipe, socket or device, which may never end.
    #[error("{path}: {kind}, not a file; read it through standard input (`-`)")]
    NotAFile {
        /// As given.
        path: String,
        /// With its article.
        kind: &'static str,
    },
    /// The system refuses.
    #[error("{path}: cannot be read ({source}); check that it is readable")]
    Unreadable {
        /// As given.
        path: String,
        /// What the system says.
        source: io::Error,
    },
    /// A document of more bytes than are read.
    #[error(
        "{place}: more than {limit} MiB in one document; leave it out, or allow more with --max-document"
    )]
    TooLong {
        /// Which document.
        place: Place,
        /// In MiB.
        limit: u64,
    },
    /// A document with more text than any article has.
    #[error("{place}: more than {limit} KiB of text; split it, or allow more with --max-text")]
    LongText {
        /// Which document.
        place: Place,
        /// In KiB.
        limit: u64,
    },
    /// A compressed file that unfolds to more than it is worth.
    #[error(
        "{path}: unfolds to more than {limit} times its size; leave it out, or allow more with --max-expansion"
    )]
    Expansion {
        /// As given.
        path: String,
        /// How many times its size is allowed.
        limit: u64,
    },
    /// The input ends too early; what came before is read.
    #[error("{place}: is cut short ({cause}); get the whole file")]
    CutShort {
        /// Where the part that is not whole begins.
        place: Place,
        /// What is missing.
        cause: &'static str,
    },
    /// A field or column that is needed is not there.
    #[error(
        "{place}: no field or column {field:?}; there is {found} (name it with --map, as in --map text=isi)"
    )]
    NoField {
        /// Which document, or the first row of a table.
        place: Place,
        /// By name.
        field: String,
        /// The names that are there.
        found: String,
    },
    /// A feed that is no XML from here on.
    #[error("{place}: not XML ({source}); save the feed again")]
    Xml {
        /// The last item that was begun.
        place: Place,
        /// What the parser says.
        source: quick_xml::Error,
    },
    /// A web archive that is none from here on.
    #[error("{place}: not a record of a web archive ({cause}); get the archive again")]
    Archive {
        /// The record.
        place: Place,
        /// What is wrong.
        cause: &'static str,
    },
    /// Bytes that are no UTF-8.
    #[error("{file}:{line}: not UTF-8 at byte {offset}; save the file as UTF-8")]
    Encoding {
        /// Path as given.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Bytes before the first bad one, counted from the start of the file.
        offset: u64,
    },
    /// Nothing to read.
    #[error("{place}: holds no text; remove it or give it a text")]
    Empty {
        /// Which document.
        place: Place,
    },
    /// Text or bytes, but no news.
    #[error("{place}: not news ({cause}); leave it out of the input")]
    NotNews {
        /// Which document.
        place: Place,
        /// Why.
        cause: &'static str,
    },
    /// A document that is no JSON object of the right shape.
    #[error("{place}: {cause}; write one object with id, title and text")]
    Json {
        /// Which document.
        place: Place,
        /// What is wrong, with the column.
        cause: String,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// A given date that cannot be understood; the article is read all the same.
    #[error(
        "{place}: the date {value:?} is no date; write YYYY-MM-DD (the text's own date is used)"
    )]
    Date {
        /// Which document.
        place: Place,
        /// As given.
        value: String,
    },
}

impl ReadError {
    /// What an input failed with while it was read.
    pub(super) fn input(path: &str, source: io::Error) -> Self {
        match Stop::of(&source) {
            Some(Stop::Expansion(limit)) => Self::Expansion {
                path: path.to_owned(),
                limit,
            },
            Some(Stop::CutShort) => Self::CutShort {
                place: Place::file(path),
                cause: "the compressed data ends too early",
            },
            Some(Stop::TooLong) | None => Self::Unreadable {
                path: path.to_owned(),
                source,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_place_cause_and_remedy() {
        let error = ReadError::NotNews {
            place: Place::line("a.jsonl", 3),
            cause: "fewer than five words",
        };
        assert_eq!(
            error.to_string(),
            "a.jsonl:3: not news (fewer than five words); leave it out of the input"
        );
    }
}
