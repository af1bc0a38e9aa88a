//! `manifest.json` ↔ which generation of records is the valid one.
//!
//! Not obvious: replacing this small file is the one moment at which an update becomes true; whatever
//! else lies in the folder and is not named here is a leftover.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{StoreError, disk};
use crate::record;

/// Version of the folder's layout; a newer one is refused.
pub(super) const FORMAT: u32 = 1;

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
}

/// The part that every version has, read first.
#[derive(Deserialize)]
struct Versions {
    format: u32,
    record: u32,
}

impl Manifest {
    pub(super) fn new(generation: u64, documents: usize) -> Self {
        Self {
            format: FORMAT,
            record: record::VERSION,
            generation,
            documents,
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
        serde_json::from_slice(&bytes).map(Some).map_err(broken)
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

    /// The name of the file of records; there is none in generation 0.
    pub(super) fn records(&self) -> String {
        records(self.generation)
    }
}

/// The name of the file of records of a generation.
pub(super) fn records(generation: u64) -> String {
    format!("records-{generation}.jsonl")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_and_refuses_newer_versions() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), None);
        let manifest = Manifest::new(3, 7);
        manifest.write(folder.path()).unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), Some(manifest));
        fs::write(
            folder.path().join(FILE),
            "{\"format\": 2, \"record\": 1, \"other\": []}",
        )
        .unwrap();
        let message = Manifest::read(folder.path()).unwrap_err().to_string();
        assert!(
            message.contains("written in store format 2, this program knows up to 1"),
            "{message}"
        );
        fs::write(folder.path().join(FILE), "{").unwrap();
        assert!(matches!(
            Manifest::read(folder.path()),
            Err(StoreError::Manifest { .. })
        ));
    }
}
