//! Segments → documents: all lines merged in order of name, of each document the newest.
//!
//! Not obvious: two segments of one update may hold one document (it was given twice); then the line with the
//! lesser checksum holds, so that the order in which they were given does not matter.

use std::path::Path;

use super::line;
use super::manifest::Manifest;
use super::segment::{Found, Reader};
use super::{StoreError, Stored};
use crate::record::Record;

/// A segment with its next line.
struct Head {
    generation: u64,
    reader: Reader,
    next: Option<Found>,
}

/// Lines of several segments as one; also those that take a document away.
pub(super) struct Merged {
    heads: Vec<Head>,
}

impl Merged {
    pub(super) fn open(folder: &Path, manifest: &Manifest) -> Result<Self, StoreError> {
        let heads = manifest.segments.iter().map(|segment| {
            let mut reader = Reader::open(folder, segment)?;
            let next = reader.next()?;
            Ok(Head {
                generation: segment.generation,
                reader,
                next,
            })
        });
        Ok(Self {
            heads: heads.collect::<Result<_, StoreError>>()?,
        })
    }

    /// The line that holds for the next document.
    pub(super) fn next(&mut self) -> Result<Option<Found>, StoreError> {
        let names = self.heads.iter().filter_map(|head| head.next.as_ref());
        let Some(least) = names.map(|found| found.entry.name.clone()).min() else {
            return Ok(None);
        };
        let mut best: Option<(u64, Found)> = None;
        for head in &mut self.heads {
            if head
                .next
                .as_ref()
                .is_none_or(|found| found.entry.name != least)
            {
                continue;
            }
            let Some(found) = head.next.take() else {
                continue;
            };
            head.next = head.reader.next()?;
            let rank = (head.generation, std::cmp::Reverse(found.entry.sum));
            let known = best.as_ref();
            if known.is_none_or(|(generation, known)| {
                rank > (*generation, std::cmp::Reverse(known.entry.sum))
            }) {
                best = Some((head.generation, found));
            }
        }
        Ok(best.map(|(_, found)| found))
    }
}

/// The documents of a store in order of their names; see [`Store::documents`](super::Store::documents).
pub struct Documents {
    /// `None` after an error or the end.
    lines: Option<Merged>,
}

impl Documents {
    pub(super) fn open(folder: &Path, manifest: &Manifest) -> Result<Self, StoreError> {
        Merged::open(folder, manifest).map(|lines| Self { lines: Some(lines) })
    }

    fn read(&mut self) -> Result<Option<Stored>, StoreError> {
        while let Some(found) = self.lines.as_mut().map_or(Ok(None), Merged::next)? {
            // The checksum was tested when the line was read.
            let decoded = line::value(&found.bytes).and_then(|(value, _)| value.decode());
            match decoded {
                Ok(Some(stored)) => return Ok(Some(stored)),
                Ok(None) => {}
                Err(cause) => {
                    return Err(StoreError::Unknown {
                        document: found.entry.name,
                        cause,
                    });
                }
            }
        }
        Ok(None)
    }
}

impl std::fmt::Debug for Documents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Documents").finish_non_exhaustive()
    }
}

impl Iterator for Documents {
    type Item = Result<Stored, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let read = self.read();
        if !matches!(read, Ok(Some(_))) {
            self.lines = None;
        }
        read.transpose()
    }
}

/// The records of a store in order of their documents' names; see [`Store::records`](super::Store::records).
#[derive(Debug)]
pub struct Records {
    documents: Documents,
}

impl Records {
    pub(super) fn new(documents: Documents) -> Self {
        Self { documents }
    }
}

impl Iterator for Records {
    type Item = Result<Record, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.documents.next()?.map(|stored| stored.record))
    }
}
