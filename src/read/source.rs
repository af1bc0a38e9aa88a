//! A source (a file or standard input) → its documents, one at a time, errors between them.
//!
//! Not obvious: a file is opened only when its documents are asked for, and what holds many documents is never held as a
//! whole, so that a crawl of any size can be read.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::bytes::{self, Input};
use super::error::{Place, ReadError};
use super::feed::{self, Entries};
use super::format::{self, Ending, Format};
use super::json::Elements;
use super::options::Options;
use super::pieces::{Cut, Lines, Piece, Pieces, State};
use super::raw::{Content, Raw};
use super::rows::{Header, Rows};
use super::warc::Captures;
use super::{Article, Rules};

/// Something to read; made by [`inputs`](super::inputs), or of bytes at hand by [`Source::memory`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    name: String,
    ending: Ending,
    origin: Origin,
}

/// Where the bytes are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    File(PathBuf),
    StandardInput,
    Memory(Arc<[u8]>),
}

/// The articles of a source; see [`Source::articles`].
pub type Articles<'a> = Box<dyn Iterator<Item = Result<Article, ReadError>> + Send + 'a>;

/// The documents of a source; see [`Source::documents`].
pub type Documents = Box<dyn Iterator<Item = Raw> + Send>;

impl Source {
    pub(super) fn file(name: String, path: PathBuf, ending: Ending) -> Self {
        Self {
            name,
            ending,
            origin: Origin::File(path),
        }
    }

    pub(super) fn standard_input() -> Self {
        Self {
            name: "-".to_owned(),
            ending: Ending::Open,
            origin: Origin::StandardInput,
        }
    }

    /// A source that no file holds, read as the file of this name would be.
    ///
    /// ```
    /// # use simpul::read::{Rules, Source};
    /// let table = "judul;text;title\n1;Kapal itu tiba di Ambon hari ini.;Kapal Tiba\n";
    /// let source = Source::memory("kapal.csv", table.as_bytes());
    /// let rules = Rules::default();
    /// let articles: Vec<_> = source.articles(&rules).collect::<Result<_, _>>()?;
    /// assert_eq!(articles[0].title.as_deref(), Some("Kapal Tiba"));
    /// assert_eq!(articles[0].document, "kapal.csv:2");
    /// # Ok::<(), simpul::read::ReadError>(())
    /// ```
    #[must_use]
    pub fn memory(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            ending: format::ending(name).unwrap_or(Ending::Open),
            origin: Origin::Memory(bytes.into()),
        }
    }

    /// Whether it is a file within a folder, which is given by its real path.
    #[must_use]
    pub fn is_within(&self, folder: &Path) -> bool {
        let Origin::File(path) = &self.origin else {
            return false;
        };
        std::fs::canonicalize(path).is_ok_and(|path| path.starts_with(folder))
    }

    /// The path as given with `/` between its parts, `-` for standard input.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes the source has, compressed ones not unfolded; none where that cannot be known.
    #[must_use]
    pub fn size(&self) -> Option<u64> {
        match &self.origin {
            Origin::File(path) => {
                let file = std::fs::metadata(path).ok()?;
                file.is_file().then_some(file.len())
            }
            Origin::StandardInput => None,
            Origin::Memory(bytes) => Some(bytes.len() as u64),
        }
    }

    /// Reads the articles in the order of the source, one after the other, under the default [`Options`].
    ///
    /// An error is one item and does not end the rest; a given date that is no date comes as an error *before* its article.
    #[must_use]
    pub fn articles<'a>(&'a self, rules: &'a Rules) -> Articles<'a> {
        let options = Options::default();
        let documents = self.documents(&options);
        Box::new(documents.flat_map(move |raw| raw.read(rules, &options)))
    }

    /// Takes the documents out of the source, in its order, as they are asked for.
    ///
    /// What fails is a document too, whose [`Raw::read`] gives the error.
    #[must_use]
    pub fn documents(&self, options: &Options) -> Documents {
        let opened = match &self.origin {
            Origin::File(path) => File::open(path).and_then(|file| bytes::open(file, options)),
            Origin::StandardInput => bytes::open(io::stdin(), options),
            Origin::Memory(bytes) => bytes::open(io::Cursor::new(Arc::clone(bytes)), options),
        };
        let file: Arc<str> = self.name.as_str().into();
        match opened.and_then(|input| self.known(&file, input, options)) {
            Ok(documents) => documents,
            Err(error) => {
                let error = ReadError::input(&self.name, error);
                one(&file, Content::Failed(error))
            }
        }
    }

    fn known(&self, file: &Arc<str>, input: Input, options: &Options) -> io::Result<Documents> {
        let (head, input) = bytes::peek(input)?;
        let limit = options.limits.document;
        let format = match Format::of(self.ending, &head, &options.fields) {
            Ok(format) => format,
            Err(cause) => {
                let place = Place::file(&self.name);
                let error = ReadError::NotNews { place, cause };
                return Ok(one(file, Content::Failed(error)));
            }
        };
        let name = || self.name.clone();
        Ok(match format {
            Format::Text => self.whole(file, input, limit, Content::Text)?,
            Format::Markdown => self.whole(file, input, limit, Content::Markdown)?,
            Format::Html => self.whole(file, input, limit, Content::Page)?,
            Format::Lines => pieces(file, Pieces::new(input, Lines, limit), |file, _, piece| {
                let place = Place::line(file, piece.line);
                Some((place, Content::Object(piece)))
            }),
            Format::Json => {
                let elements = Pieces::new(input, Elements::default(), limit);
                pieces(file, elements, |file, number, piece| {
                    let place = Place::file(&format!("{file}#{number}"));
                    Some((place, Content::Object(piece)))
                })
            }
            Format::Rows(delimiter) => rows(file, input, delimiter, options),
            Format::Feed => {
                let input = match feed::declared(&head) {
                    Some(encoding) => bytes::transcode(input, encoding),
                    None => input,
                };
                results(file, Entries::new(name(), input, limit), Content::Item)
            }
            Format::Archive => results(file, Captures::new(name(), input, limit), Content::Capture),
        })
    }

    /// The file as one document; one that is too long is not read to its end.
    fn whole(
        &self,
        file: &Arc<str>,
        input: Input,
        limit: u64,
        make: fn(Vec<u8>) -> Content,
    ) -> io::Result<Documents> {
        let mut bytes = Vec::new();
        input
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)?;
        let content = if bytes.len() as u64 > limit {
            Content::Failed(ReadError::TooLong {
                place: Place::file(&self.name),
                limit: limit >> 20,
            })
        } else {
            make(bytes)
        };
        Ok(one(file, content))
    }
}

fn one(file: &Arc<str>, content: Content) -> Documents {
    Box::new(std::iter::once(Raw {
        file: Arc::clone(file),
        place: Place::file(file),
        content,
    }))
}

/// The documents that readers of archives and feeds find.
fn results<T: 'static>(
    file: &Arc<str>,
    found: impl Iterator<Item = (Place, Result<T, ReadError>)> + Send + 'static,
    make: fn(T) -> Content,
) -> Documents {
    let file = Arc::clone(file);
    Box::new(found.map(move |(place, found)| Raw {
        file: Arc::clone(&file),
        place,
        content: found.map_or_else(Content::Failed, make),
    }))
}

/// The documents in pieces; `make` gives place and content of each by its number from 1, or none.
fn pieces<C: Cut + Send + 'static>(
    file: &Arc<str>,
    mut pieces: Pieces<Input, C>,
    mut make: impl FnMut(&str, usize, Piece) -> Option<(Place, Content)> + Send + 'static,
) -> Documents {
    let file = Arc::clone(file);
    let limit = pieces.limit();
    let mut number = 0;
    Box::new(std::iter::from_fn(move || {
        loop {
            let piece = pieces.next()?;
            let (place, content) = match piece {
                Ok(piece) if piece.is_blank() => continue,
                Ok(piece) => {
                    number += 1;
                    let line = Place::line(&file, piece.line);
                    match piece.state {
                        State::Whole => match make(&file, number, piece) {
                            Some(made) => made,
                            None => continue,
                        },
                        state => (line.clone(), Content::Failed(not_whole(line, state, limit))),
                    }
                }
                Err(error) => {
                    let error = ReadError::input(&file, error);
                    (Place::file(&file), Content::Failed(error))
                }
            };
            return Some(Raw {
                file: Arc::clone(&file),
                place,
                content,
            });
        }
    }))
}

fn not_whole(place: Place, state: State, limit: u64) -> ReadError {
    match state {
        State::Unfinished(cause) => ReadError::CutShort { place, cause },
        _ => ReadError::TooLong {
            place,
            limit: limit >> 20,
        },
    }
}

/// The rows behind the first, which names the columns; where it does not, its error is all there is.
fn rows(file: &Arc<str>, input: Input, delimiter: u8, options: &Options) -> Documents {
    let map = options.fields.clone();
    let rows = Pieces::new(input, Rows::new(delimiter), options.limits.document);
    let mut header = None;
    let mut failed = false;
    pieces(file, rows, move |file, _, piece| {
        let place = Place::line(file, piece.line);
        if failed {
            return None;
        }
        if let Some(header) = &header {
            return Some((place, Content::Row(piece, Arc::clone(header))));
        }
        match Header::read(file, piece, delimiter, &map) {
            Ok(read) => {
                header = Some(Arc::new(read));
                None
            }
            Err(error) => {
                failed = true;
                Some((place, Content::Failed(error)))
            }
        }
    })
}
