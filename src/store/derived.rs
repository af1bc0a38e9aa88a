//! The state of a store → the key of what is derived from it, and the folder where that is kept.
//!
//! Whatever lies in `derived/` can be made again and may be taken away at any time. It bears the key of the state
//! that it was made from; one of another key is stale. Not obvious: the lengths of the segments count as well, so that
//! a store that was damaged since is read, and its damage told, instead of answered for by a copy.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::{Store, StoreError, disk, line, manifest};

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

    /// What is kept under a name and bears this key; `None` where nothing, something stale or something damaged is.
    #[must_use]
    pub fn kept(&self, name: &str, key: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.derived().join(name)).ok()?;
        let (head, value) = bytes.split_at_checked(HEAD)?;
        if head != self::head(key, value).as_bytes() {
            return None;
        }
        bytes.drain(..HEAD);
        Some(bytes)
    }

    /// Keeps bytes under a name, with the key of the state that they were derived from; replaces those of another key.
    ///
    /// Errors where the store cannot be written to; what was kept before is then as it was.
    pub fn keep(&self, name: &str, key: &str, value: &[u8]) -> Result<(), StoreError> {
        let folder = self.derived();
        fs::create_dir_all(&folder).map_err(StoreError::io(&folder))?;
        let mut draft = disk::Draft::begin(&folder.join(name))?;
        let head = head(key, value);
        let written = draft.write_all(head.as_bytes());
        let written = written.and_then(|()| draft.write_all(value));
        written.map_err(StoreError::io(draft.unfinished()))?;
        draft.finish()
    }
}

/// Bytes of [`head`]: two checksums of 64 digits and a line break.
const HEAD: usize = 129;

/// The first line of what is kept: its key, and the checksum of what follows.
fn head(key: &str, value: &[u8]) -> String {
    format!("{key}{}\n", line::sha256(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{DECISIONS, tests::stored};

    #[test]
    fn what_is_kept_bears_its_key_and_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create_or_open(folder.path()).unwrap();
        let key = store.derived_key().unwrap();
        assert_eq!(store.kept("x", &key), None);
        store.keep("x", &key, b"value").unwrap();
        assert_eq!(store.kept("x", &key).as_deref(), Some(b"value".as_slice()));
        assert_eq!(store.kept("x", &"0".repeat(64)), None);
        let path = store.derived().join("x");
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(store.kept("x", &key), None, "{length} bytes");
        }
        for at in 0..whole.len() {
            let mut other = whole.clone();
            other[at] ^= 1;
            fs::write(&path, &other).unwrap();
            assert_eq!(store.kept("x", &key), None, "byte {at}");
        }
    }

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
