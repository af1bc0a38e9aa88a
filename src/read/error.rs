//! What can go wrong while news is read, in words for the one who gave the input.
//!
//! Not obvious: no error here ends a run; each is one item of the stream, beside the articles.

use std::fmt;

use thiserror::Error;

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
        "{pattern}: matches no news file; name .txt, .md, .html, .jsonl, .ndjson or .json files"
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
        "{path}: no news file in this folder; put .txt, .md, .html, .jsonl, .ndjson or .json files there"
    )]
    NoFiles {
        /// As given.
        path: String,
    },
    /// The ending stands for a format that is not read.
    #[error(
        "{path}: files that end in .{ending} are not read; give .txt, .md, .html, .jsonl, .ndjson or .json"
    )]
    UnknownFormat {
        /// As given.
        path: String,
        /// After the last dot.
        ending: String,
    },
    /// The system refuses.
    #[error("{path}: cannot be read ({source}); check that it is readable")]
    Unreadable {
        /// As given.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A web page of more bytes than are read.
    #[error("{place}: a web page of more than {limit} MiB; leave it out or give its text as .txt")]
    TooLong {
        /// Which document.
        place: Place,
        /// In MiB.
        limit: u64,
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
