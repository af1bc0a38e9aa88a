//! A segment ↔ its lines, compressed, sorted by document, each document once.
//!
//! A segment never changes once it is written; beside it stands an index with the name and checksum of each
//! line, so that an update need not read what it does not change. Not obvious: the index is only a copy; where
//! it is missing or damaged it is made of the lines again.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use super::StoreError;
use super::disk::{self, Draft};
use super::index::{self, Entry};
use super::line::{self, Line, Sum};
use super::manifest::Segment;

/// Zstandard level: as fast as the disk, a fifth of the size of JSON.
const LEVEL: i32 = 3;

/// A segment in the making; it bears its name only after [`Writer::finish`].
pub(super) struct Writer {
    folder: PathBuf,
    segment: Segment,
    out: zstd::Encoder<'static, Draft>,
    unfinished: PathBuf,
    index: Vec<u8>,
}

impl Writer {
    /// Begins a segment with the changes of an update.
    pub(super) fn begin(folder: &Path, name: String, generation: u64) -> Result<Self, StoreError> {
        let segment = Segment {
            name,
            generation,
            lines: 0,
            bytes: 0,
        };
        let draft = Draft::begin(&folder.join(segment.file()))?;
        let unfinished = draft.unfinished().to_owned();
        let out = zstd::Encoder::new(draft, LEVEL).and_then(|mut out| {
            out.include_checksum(true)?;
            Ok(out)
        });
        Ok(Self {
            folder: folder.to_owned(),
            segment,
            out: out.map_err(StoreError::io(&unfinished))?,
            unfinished,
            index: Vec::new(),
        })
    }

    /// Adds a line; names must ascend.
    pub(super) fn write(&mut self, entry: &Entry, bytes: &[u8]) -> Result<(), StoreError> {
        self.segment.lines += 1;
        entry.write(&mut self.index);
        self.out
            .write_all(bytes)
            .map_err(StoreError::io(&self.unfinished))
    }

    /// Brings segment and index to the disk under their names.
    pub(super) fn finish(self) -> Result<Segment, StoreError> {
        let Self {
            folder,
            mut segment,
            out,
            unfinished,
            index,
        } = self;
        let draft = out.finish().map_err(StoreError::io(&unfinished))?;
        draft.finish()?;
        let path = folder.join(segment.file());
        segment.bytes = path.metadata().map_err(StoreError::io(&path))?.len();
        disk::replace(&folder.join(segment.index()), &index::seal(index))?;
        Ok(segment)
    }
}

/// The lines of a segment in order.
pub(super) struct Reader {
    path: PathBuf,
    /// `None` after an error or the end.
    input: Option<Box<dyn BufRead + Send>>,
    expected: usize,
    line: usize,
    last: Option<String>,
}

/// A line that was read: the document's name, its checksum, the bytes.
pub(super) struct Found {
    pub(super) entry: Entry,
    pub(super) bytes: Vec<u8>,
}

impl Reader {
    /// Opens a segment; one that is shorter or longer than the manifest says is refused.
    pub(super) fn open(folder: &Path, segment: &Segment) -> Result<Self, StoreError> {
        let path = folder.join(segment.file());
        let file = File::open(&path).map_err(StoreError::io(&path))?;
        let found = file.metadata().map_err(StoreError::io(&path))?.len();
        if found != segment.bytes && !segment.is_plain() {
            return Err(StoreError::Length {
                path,
                expected: segment.bytes,
                found,
            });
        }
        let input: Box<dyn Read + Send> = if segment.is_plain() {
            Box::new(file)
        } else {
            Box::new(zstd::Decoder::new(file).map_err(StoreError::io(&path))?)
        };
        Ok(Self {
            path,
            input: Some(Box::new(BufReader::with_capacity(1 << 18, input))),
            expected: segment.lines,
            line: 0,
            last: None,
        })
    }

    /// The next line; after an error nothing more comes.
    pub(super) fn next(&mut self) -> Result<Option<Found>, StoreError> {
        let Some(input) = &mut self.input else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        match input.read_until(b'\n', &mut bytes) {
            Ok(0) => {
                self.input = None;
                let (expected, found) = (self.expected, self.line);
                let path = self.path.clone();
                let count = StoreError::Count {
                    path,
                    expected,
                    found,
                };
                if expected == found {
                    Ok(None)
                } else {
                    Err(count)
                }
            }
            Ok(_) => {
                self.line += 1;
                let entry = self.entry(&bytes).map_err(|cause| self.corrupt(cause))?;
                self.last = Some(entry.name.clone());
                Ok(Some(Found { entry, bytes }))
            }
            Err(error) => {
                self.line += 1;
                Err(self.corrupt(format!("the file is damaged ({error})")))
            }
        }
    }

    fn entry(&self, bytes: &[u8]) -> Result<Entry, String> {
        let (value, sum) = line::value(bytes)?;
        let name = value.name()?;
        if let Some(last) = self.last.as_ref().filter(|last| **last >= name) {
            return Err(format!("{name} stands behind {last}"));
        }
        let removed = matches!(value, line::Value::Removed(_));
        Ok(Entry { name, sum, removed })
    }

    /// The error of the line just read.
    pub(super) fn corrupt(&mut self, cause: String) -> StoreError {
        self.input = None;
        StoreError::Corrupt {
            path: self.path.clone(),
            line: self.line,
            cause,
        }
    }
}

impl Entry {
    /// That of a line which puts a document.
    pub(super) fn put(name: &str, sum: Sum) -> Self {
        Self {
            name: name.to_owned(),
            sum,
            removed: false,
        }
    }

    /// That of a line which takes it away.
    pub(super) fn removed(name: &str, line: &Line) -> Self {
        Self {
            name: name.to_owned(),
            sum: line.sum,
            removed: true,
        }
    }
}
