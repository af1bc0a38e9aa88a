//! The file of records → its documents, one at a time, each tested by its checksum.
//!
//! Not obvious: the end is tested too, against the manifest's count and the order of names, so that
//! a file that lost whole lines is noticed as well as one with a torn line.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::line;
use super::manifest::Manifest;
use super::{StoreError, Stored};
use crate::record::Record;

/// The documents of a store in order of their names; see [`Store::documents`](super::Store::documents).
#[derive(Debug)]
pub struct Documents {
    path: PathBuf,
    /// `None` before the first update, and after an error or the end.
    input: Option<BufReader<File>>,
    expected: usize,
    line: usize,
}

impl Documents {
    pub(super) fn open(folder: &Path, manifest: &Manifest) -> Result<Self, StoreError> {
        let path = folder.join(manifest.records());
        let input = if manifest.generation == 0 {
            None
        } else {
            let file = File::open(&path).map_err(StoreError::io(&path))?;
            Some(BufReader::with_capacity(1 << 18, file))
        };
        Ok(Self {
            path,
            input,
            expected: manifest.documents,
            line: 0,
        })
    }

    /// The lines as they stand, each with the name of its document; names must ascend.
    pub(super) fn lines(mut self) -> impl Iterator<Item = Result<(String, Vec<u8>), StoreError>> {
        let mut last: Option<String> = None;
        std::iter::from_fn(move || {
            let bytes = match self.bytes()? {
                Ok(bytes) => bytes,
                Err(error) => return Some(Err(error)),
            };
            let name = line::name(&bytes).and_then(|name| match &last {
                Some(last) if *last >= name => Err(format!("{name} stands behind {last}")),
                _ => Ok(name),
            });
            last = name.as_ref().ok().cloned();
            Some(
                name.map(|name| (name, bytes))
                    .map_err(|cause| self.corrupt(cause)),
            )
        })
    }

    /// The next line with its line break.
    fn bytes(&mut self) -> Option<Result<Vec<u8>, StoreError>> {
        let mut bytes = Vec::new();
        let read = self.input.as_mut()?.read_until(b'\n', &mut bytes);
        match read {
            Ok(0) => {
                self.input = None;
                let (expected, found) = (self.expected, self.line);
                let path = self.path.clone();
                (expected != found).then_some(Err(StoreError::Count {
                    path,
                    expected,
                    found,
                }))
            }
            Ok(_) => {
                self.line += 1;
                Some(Ok(bytes))
            }
            Err(error) => {
                self.input = None;
                Some(Err(StoreError::io(&self.path)(error)))
            }
        }
    }

    fn corrupt(&mut self, cause: String) -> StoreError {
        self.input = None;
        StoreError::Corrupt {
            path: self.path.clone(),
            line: self.line,
            cause,
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Stored, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = match self.bytes()? {
            Ok(bytes) => bytes,
            Err(error) => return Some(Err(error)),
        };
        Some(line::decode(&bytes).map_err(|cause| self.corrupt(cause)))
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
