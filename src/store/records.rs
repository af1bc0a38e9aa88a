//! Segments → documents: all lines merged in order of name, of each document the newest.
//!
//! Not obvious: two segments of one update may hold one document (it was given twice); then the line with the
//! lesser checksum holds, so that the order in which they were given does not matter.

use std::cmp::Reverse;
use std::path::Path;
use std::vec;

use super::damage::Damage;
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
    /// Documents whose newest line is lost here.
    lost: Vec<String>,
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
                lost: Vec::new(),
            })
        });
        Ok(Self {
            heads: heads.collect::<Result<_, StoreError>>()?,
        })
    }

    /// Whether all files were there.
    pub(super) fn are_there(&self) -> bool {
        self.heads.iter().all(|head| head.reader.is_there())
    }

    /// What is wrong with the segments, once all was read.
    pub(super) fn damages(self) -> Vec<Damage> {
        let damages = self.heads.into_iter().filter_map(|head| {
            let mut damage = head.reader.damage()?;
            damage.lost = head.lost;
            Some(damage)
        });
        damages.collect()
    }

    /// The line that holds for the next document; one without bytes where it is lost.
    pub(super) fn next(&mut self) -> Result<Option<Found>, StoreError> {
        let names = self.heads.iter().filter_map(|head| head.next.as_ref());
        let Some(least) = names.map(|found| found.entry.name.clone()).min() else {
            return Ok(None);
        };
        let mut best: Option<(usize, u64, Found)> = None;
        for (at, head) in self.heads.iter_mut().enumerate() {
            let Some(found) = head.next.take_if(|found| found.entry.name == least) else {
                continue;
            };
            head.next = head.reader.next()?;
            let rank = (head.generation, Reverse(found.entry.sum));
            let known = best.as_ref();
            if known
                .is_none_or(|(_, generation, known)| rank > (*generation, Reverse(known.entry.sum)))
            {
                best = Some((at, head.generation, found));
            }
        }
        let Some((at, _, found)) = best else {
            return Ok(None);
        };
        if let Some(head) = self.heads.get_mut(at).filter(|_| found.bytes.is_none()) {
            head.lost.push(least);
        }
        Ok(Some(found))
    }
}

/// The documents of a store in order of their names; see [`Store::documents`](super::Store::documents).
pub struct Documents {
    /// `None` at the end, or after an error of the system.
    lines: Option<Merged>,
    /// What was found to be damaged.
    damages: vec::IntoIter<Damage>,
}

impl Documents {
    pub(super) fn open(folder: &Path, manifest: &Manifest) -> Result<Self, StoreError> {
        Merged::open(folder, manifest).map(|lines| Self {
            lines: Some(lines),
            damages: Vec::new().into_iter(),
        })
    }

    /// Whether all files were there when they were opened.
    pub(super) fn are_there(&self) -> bool {
        self.lines.as_ref().is_none_or(Merged::are_there)
    }

    fn read(&mut self) -> Result<Option<Stored>, StoreError> {
        while let Some(mut lines) = self.lines.take() {
            let Some(found) = lines.next()? else {
                self.damages = lines.damages().into_iter();
                break;
            };
            self.lines = Some(lines);
            let Some(bytes) = found.bytes else {
                continue;
            };
            // The checksum was tested when the line was read.
            let decoded = line::value(&bytes).and_then(|(value, _)| value.decode());
            let document = found.entry.name;
            let decoded = decoded.map_err(|cause| StoreError::Unknown { document, cause })?;
            if decoded.is_some() {
                return Ok(decoded);
            }
        }
        self.damages
            .next()
            .map_or(Ok(None), |damage| Err(StoreError::Damaged(damage)))
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
        self.read().transpose()
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
