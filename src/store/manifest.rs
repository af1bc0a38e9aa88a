//! `manifest.json` ↔ which segments are the store.
//!
//! Not obvious: replacing this small file is the one moment at which an update becomes true; whatever
//! else lies in the folder and is not named here is a leftover.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{StoreError, disk};
use crate::record;

/// Version of the folder's layout; a newer one is refused, format 1 (one plain file of records) is read.
pub(super) const FORMAT: u32 = 2;
/// The file's name.
pub(super) const FILE: &str = "manifest.json";

/// What the manifest says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// [`FORMAT`] of who wrote it.
    pub(super) format: u32,
    /// [`record::VERSION`] of the records.
    pub(super) record: u32,
    /// How many updates changed the store; 0 before the first.
    pub(super) generation: u64,
    /// How many documents it holds.
    pub(super) documents: usize,
    /// From the oldest to the newest.
    #[serde(default)]
    pub(super) segments: Vec<Segment>,
}

/// One file of documents that an update put or took away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Segment {
    /// Name of the file without its ending.
    pub(super) name: String,
    /// The newest update whose changes it holds.
    pub(super) generation: u64,
    /// How many lines it has.
    pub(super) lines: usize,
    /// Length of the file in bytes, so that a cut one is noticed before it is read.
    pub(super) bytes: u64,
    /// SHA-256 over names and checksums of its lines, as its index has them; none of older stores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) sum: Option<String>,
}

impl Segment {
    /// The file of lines.
    pub(super) fn file(&self) -> String {
        // A store of format 1 has one plain file, which has its ending in its name.
        if self.is_plain() {
            self.name.clone()
        } else {
            format!("{}.zst", self.name)
        }
    }

    /// The file of names and checksums.
    pub(super) fn index(&self) -> String {
        format!("{}.index", self.name)
    }

    /// Whether the lines are not compressed.
    pub(super) fn is_plain(&self) -> bool {
        Path::new(&self.name).extension().is_some()
    }
}

/// The part that every version has, read first.
#[derive(Deserialize)]
struct Versions {
    format: u32,
    record: u32,
}

impl Manifest {
    /// That of a store without documents.
    pub(super) fn new() -> Self {
        Self {
            format: FORMAT,
            record: record::VERSION,
            generation: 0,
            documents: 0,
            segments: Vec::new(),
        }
    }

    /// Reads it; `None` where there is none.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, StoreError> {
        let path = folder.join(FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io(&path)(error)),
        };
        let broken = |source| StoreError::Manifest {
            path: path.clone(),
            source,
        };
        let versions: Versions = serde_json::from_slice(&bytes).map_err(broken)?;
        for (what, found, known) in [
            ("store format", versions.format, FORMAT),
            ("record format", versions.record, record::VERSION),
        ] {
            if found > known {
                return Err(StoreError::Newer {
                    path,
                    what,
                    found,
                    known,
                });
            }
        }
        let manifest: Self = serde_json::from_slice(&bytes).map_err(broken)?;
        Ok(Some(manifest.of_today(folder)))
    }

    /// A manifest of format 1 as one of today.
    fn of_today(mut self, folder: &Path) -> Self {
        if self.format == 1 && self.generation > 0 {
            let name = format!("records-{}.jsonl", self.generation);
            let bytes = fs::metadata(folder.join(&name)).map_or(0, |known| known.len());
            self.segments = vec![Segment {
                name,
                generation: self.generation,
                lines: self.documents,
                bytes,
                sum: None,
            }];
        }
        self.format = FORMAT;
        self
    }

    /// Replaces the manifest; after this returns, the new one survives a power cut.
    pub(super) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let path = folder.join(FILE);
        let broken = |source| StoreError::Manifest {
            path: path.clone(),
            source,
        };
        let mut bytes = serde_json::to_vec_pretty(self).map_err(broken)?;
        bytes.push(b'\n');
        disk::replace(&path, &bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_and_refuses_newer_versions() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), None);
        let mut manifest = Manifest::new();
        manifest.segments.push(Segment {
            name: "segment-3-1".into(),
            generation: 3,
            lines: 7,
            bytes: 99,
            sum: Some("ab".into()),
        });
        manifest.write(folder.path()).unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), Some(manifest));
        fs::write(
            folder.path().join(FILE),
            "{\"format\": 3, \"record\": 1, \"other\": []}",
        )
        .unwrap();
        let message = Manifest::read(folder.path()).unwrap_err().to_string();
        assert!(
            message.contains("written in store format 3, this program knows up to 2"),
            "{message}"
        );
        fs::write(folder.path().join(FILE), "{").unwrap();
        assert!(matches!(
            Manifest::read(folder.path()),
            Err(StoreError::Manifest { .. })
        ));
    }

    #[test]
    fn the_first_format_is_one_plain_segment() {
        let folder = tempfile::tempdir().unwrap();
        let old = "{\"format\": 1, \"record\": 1, \"generation\": 4, \"documents\": 2}";
        fs::write(folder.path().join(FILE), old).unwrap();
        fs::write(folder.path().join("records-4.jsonl"), "12345").unwrap();
        let manifest = Manifest::read(folder.path()).unwrap().unwrap();
        let [only] = manifest.segments.as_slice() else {
            panic!("one segment")
        };
        assert_eq!(
            (only.file(), only.lines, only.bytes),
            ("records-4.jsonl".into(), 2, 5)
        );
    }
}
