//! A segment ↔ its lines, compressed, sorted by document, each document once.
//!
//! A segment never changes once it is written; beside it stands an index with the name and checksum of each
//! line, so that an update need not read what it does not change. Not obvious: the index is only a copy; where
//! it is missing or damaged it is made of the lines again.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::iter::Peekable;
use std::mem;
use std::path::{Path, PathBuf};
use std::vec;

use super::StoreError;
use super::damage::Damage;
use super::disk::{self, Draft};
use super::index::{self, Entry};
use super::line::{self, Line, Sum};
use super::lines::{Lines, Piece};
use super::manifest::Segment;

/// Zstandard level: as fast as the disk, a fifth of the size of JSON.
const LEVEL: i32 = 3;

/// Bytes of lines in a frame, of which each is read without the others: the most that one damaged byte can cost.
const FRAME: usize = 1 << 18;

/// A segment in the making; it bears its name only after [`Writer::finish`].
pub(super) struct Writer {
    folder: PathBuf,
    segment: Segment,
    draft: Draft,
    /// Lines of the frame in the making.
    frame: Vec<u8>,
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
            sum: None,
        };
        let draft = Draft::begin(&folder.join(segment.file()))?;
        Ok(Self {
            folder: folder.to_owned(),
            segment,
            draft,
            frame: Vec::new(),
            index: Vec::new(),
        })
    }

    /// Adds a line; names must ascend.
    pub(super) fn write(&mut self, entry: &Entry, bytes: &[u8]) -> Result<(), StoreError> {
        self.segment.lines += 1;
        entry.write(&mut self.index);
        self.frame.extend_from_slice(bytes);
        if self.frame.len() < FRAME {
            return Ok(());
        }
        self.close()
    }

    /// Writes the frame in the making.
    fn close(&mut self) -> Result<(), StoreError> {
        let frame = mem::take(&mut self.frame);
        let written = zstd::Encoder::new(&mut self.draft, LEVEL).and_then(|mut out| {
            out.include_checksum(true)?;
            out.write_all(&frame)?;
            out.finish().map(drop)
        });
        written.map_err(StoreError::io(self.draft.unfinished()))
    }

    /// Brings segment and index to the disk under their names.
    pub(super) fn finish(mut self) -> Result<Segment, StoreError> {
        if !self.frame.is_empty() {
            self.close()?;
        }
        let Self {
            folder,
            mut segment,
            draft,
            index,
            ..
        } = self;
        draft.finish()?;
        let path = folder.join(segment.file());
        segment.bytes = path.metadata().map_err(StoreError::io(&path))?.len();
        segment.sum = Some(line::sha256(&index));
        disk::replace(&folder.join(segment.index()), &index::seal(index))?;
        Ok(segment)
    }
}

/// The lines of a segment in order, those that are lost among them as far as the index names them.
pub(super) struct Reader {
    folder: PathBuf,
    segment: Segment,
    /// `None` at the end, or where the file is missing.
    lines: Option<Lines>,
    /// How many lines were passed, and how many of them were whole.
    line: usize,
    whole: usize,
    last: Option<String>,
    damage: Option<Damage>,
    /// Whether an index tells what a damaged segment held.
    indexed: bool,
    /// What of that stood behind the last line that was given.
    index: Peekable<vec::IntoIter<Entry>>,
    /// A whole line before which lost ones may stand.
    next: Option<Found>,
}

/// A line of a segment: the document's name, its checksum, the bytes.
pub(super) struct Found {
    pub(super) entry: Entry,
    /// `None` where they are lost.
    pub(super) bytes: Option<Vec<u8>>,
}

impl Reader {
    /// Opens a segment. One that is missing, or not as long as the manifest says, is damaged and no error.
    pub(super) fn open(folder: &Path, segment: &Segment) -> Result<Self, StoreError> {
        let mut reader = Self {
            folder: folder.to_owned(),
            segment: segment.clone(),
            lines: None,
            line: 0,
            whole: 0,
            last: None,
            damage: None,
            indexed: false,
            index: Vec::new().into_iter().peekable(),
            next: None,
        };
        let path = folder.join(segment.file());
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                reader.damaged(None, "the file is missing".to_owned());
                return Ok(reader);
            }
            Err(error) => return Err(StoreError::io(&path)(error)),
        };
        let found = file.metadata().map_err(StoreError::io(&path))?.len();
        if segment.is_plain() {
            reader.lines = Some(Lines::plain(file));
            return Ok(reader);
        }
        reader.lines = Some(Lines::frames(file));
        let expected = segment.bytes;
        if found != expected {
            let cause = format!("{found} bytes where {expected} were written");
            reader.damaged(None, cause);
        }
        Ok(reader)
    }

    /// Whether the file was there.
    pub(super) fn is_there(&self) -> bool {
        self.lines.is_some() || self.line > 0 || self.damage.is_none()
    }

    /// The next line; of the lost ones only those that an index names.
    pub(super) fn next(&mut self) -> Result<Option<Found>, StoreError> {
        if self.next.is_none() {
            self.next = self.read()?;
        }
        let Some(lost) = self.lost() else {
            return Ok(self.next.take());
        };
        // What a line that takes a document away says is in the index as well.
        let line = lost.removed.then(|| Line::remove(&lost.name)).transpose()?;
        Ok(Some(Found {
            entry: lost,
            bytes: line.map(|line| line.bytes),
        }))
    }

    /// What is wrong with the segment, once all was read.
    pub(super) fn damage(self) -> Option<Damage> {
        let mut damage = self.damage?;
        damage.unnamed = if self.indexed {
            0
        } else {
            self.segment.lines.saturating_sub(self.whole)
        };
        Some(damage)
    }

    /// The next line that is whole.
    fn read(&mut self) -> Result<Option<Found>, StoreError> {
        while let Some(lines) = &mut self.lines {
            let path = self.folder.join(self.segment.file());
            let piece = lines.next().map_err(StoreError::io(&path))?;
            self.line += 1;
            let cause = match piece {
                Some(Piece::Line(bytes)) => match self.entry(&bytes) {
                    Ok(entry) => {
                        self.whole += 1;
                        self.last = Some(entry.name.clone());
                        let bytes = Some(bytes);
                        return Ok(Some(Found { entry, bytes }));
                    }
                    Err(cause) => cause,
                },
                Some(Piece::Broken(cause)) => cause,
                None => {
                    self.lines = None;
                    let (found, expected) = (self.whole, self.segment.lines);
                    if found == expected {
                        break;
                    }
                    format!("{found} lines where {expected} were written")
                }
            };
            self.damaged(Some(self.line), cause);
        }
        Ok(None)
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

    /// Notes what is wrong; of several things the first line and the first cause are kept.
    fn damaged(&mut self, line: Option<usize>, cause: String) {
        if let Some(known) = &mut self.damage {
            known.line = known.line.or(line);
            return;
        }
        let entries = index::read(&self.folder, &self.segment);
        self.indexed = entries.is_some();
        let mut entries = entries.unwrap_or_default();
        entries.retain(|entry| self.last.as_ref().is_none_or(|last| entry.name > *last));
        self.index = entries.into_iter().peekable();
        self.damage = Some(Damage {
            path: self.folder.join(self.segment.file()),
            line,
            cause,
            lost: Vec::new(),
            unnamed: 0,
        });
    }

    /// The next document of the index before the line that stands next.
    fn lost(&mut self) -> Option<Entry> {
        let next = self.next.as_ref().map(|found| &found.entry.name);
        let lost = self
            .index
            .next_if(|e| next.is_none_or(|name| e.name < *name));
        if lost.is_none() {
            self.index.next_if(|e| Some(&e.name) == next);
        }
        lost
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
