//! The state of a store → the key of what is derived from it, and the folder where that is kept.
//!
//! Whatever lies in `derived/` can be made again and may be taken away at any time. It bears the key of the state
//! that it was made from; one of another key is stale. Not obvious: the lengths of the segments count as well, so that
//! a store that was damaged since is read, and its damage told, instead of answered for by a copy.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::{Store, StoreError, line, manifest};

/// The folder of derived data inside that of the store.
pub const DERIVED: &str = "derived";

/// What tells this program from one that might derive something else.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("SIMPUL_SOURCES"), "\n");

impl Store {
    /// The folder for derived data; it need not be there.
    #[must_use]
    pub fn derived(&self) -> PathBuf {
        self.folder.join(DERIVED)
    }

    /// SHA-256 (64 hexadecimal digits) over all that a graph depends on: the manifest, the lengths of its segments,
    /// the decisions of users, and this program's sources.
    ///
    /// Ask for it *before* the records are read, so that what an update changes meanwhile makes the key stale.
    pub fn derived_key(&self) -> Result<String, StoreError> {
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        add(PROGRAM.as_bytes());
        let path = self.folder.join(manifest::FILE);
        add(&fs::read(&path).map_err(StoreError::io(&path))?);
        for segment in self.manifest()?.segments {
            let found = fs::metadata(self.folder.join(segment.file()));
            add(&found.map_or(0, |found| found.len()).to_le_bytes());
        }
        let decisions = self.decisions()?.map(|(_, text)| text);
        add(&[u8::from(decisions.is_some())]);
        add(decisions.unwrap_or_default().as_bytes());
        Ok(line::hex(&hash.finalize().into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::DECISIONS;
    use crate::store::tests::stored;

    #[test]
    fn each_change_of_the_store_changes_the_key_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create_or_open(folder.path()).unwrap();
        let mut keys = vec![store.derived_key().unwrap()];
        store.update([stored("a", "Satu.")]).unwrap();
        keys.push(store.derived_key().unwrap());
        store.update([stored("a", "Satu.")]).unwrap();
        assert_eq!(store.derived_key().unwrap(), keys[1]);
        fs::create_dir(store.derived()).unwrap();
        assert_eq!(store.derived_key().unwrap(), keys[1]);
        for text in ["", "same\ta\tb\t\t\n"] {
            fs::write(folder.path().join(DECISIONS), text).unwrap();
            keys.push(store.derived_key().unwrap());
        }
        let segment = folder.path().join("segment-1-1.zst");
        let bytes = fs::read(&segment).unwrap();
        fs::write(&segment, &bytes[..bytes.len() - 1]).unwrap();
        keys.push(store.derived_key().unwrap());
        let count = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }
}
