//! Records and their texts ↔ a folder on disk, the truth that every graph is rebuilt from.
//!
//! The folder holds `manifest.json` and the segments that it names, each one the documents that an update put or
//! took away, one a line, compressed. Not obvious: a segment never changes; an update writes new ones beside the old
//! and then replaces the manifest, so one that is cut off at any moment leaves the former store, whole.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::read::Origin;
use crate::record::Record;

mod damage;
mod derived;
mod disk;
mod error;
mod index;
mod journal;
mod line;
mod lines;
mod manifest;
mod mend;
mod records;
mod segment;
mod update;
mod verify;

pub use damage::Damage;
pub use derived::DERIVED;
pub use error::StoreError;
pub use journal::{Change, Changes, JOURNAL, Journal};
pub use records::{Documents, Records};
pub use update::Update;
pub use verify::{Fault, spans, verify};

use manifest::Manifest;

/// The file whose lock a writer holds; it stays empty.
const LOCK: &str = "lock";

/// The file in which users keep decisions about entities; the store leaves it alone.
pub const DECISIONS: &str = "simpul-decisions.tsv";

/// One document: its record and the text that the record's offsets count in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stored {
    /// The text as given.
    pub text: String,
    /// What its format told beside the text, so that it can be read again.
    #[serde(default)]
    pub origin: Origin,
    /// What was read from it; its `sha256` is that of `text`.
    pub record: Record,
}

impl Stored {
    /// Joins a text and its record, and sets the record's `sha256`.
    #[must_use]
    pub fn new(text: String, origin: Origin, mut record: Record) -> Self {
        record.sha256 = line::sha256(text.as_bytes());
        Self {
            text,
            origin,
            record,
        }
    }
}

/// What an update did, in documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// New names.
    pub added: usize,
    /// Names whose text or record changed.
    pub replaced: usize,
    /// Given again just as they were.
    pub unchanged: usize,
    /// Taken away.
    pub removed: usize,
    /// Not mentioned by the update.
    pub kept: usize,
    /// Given more than once under one name, and left out.
    pub duplicates: usize,
}

impl Summary {
    /// How many documents the store holds now.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.added + self.replaced + self.unchanged + self.kept
    }

    fn changes_nothing(&self) -> bool {
        self.added + self.replaced + self.removed == 0
    }
}

/// A store in a folder. Readers see one whole generation; one writer at a time may update.
///
/// ```
/// # use simpul::store::Store;
/// let folder = tempfile::tempdir()?;
/// let mut store = Store::create_or_open(&folder.path().join("store"))?;
/// assert_eq!(store.update(vec![])?.documents(), 0);
/// assert_eq!(store.records()?.count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// Held from the first update on; let go when the store is dropped.
    lock: Option<File>,
    /// What was cut off to go on writing.
    cut: Vec<Damage>,
}

impl Store {
    /// Opens the store in `folder` for reading; an update may follow.
    ///
    /// Errors where there is none, or one of a newer version.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        match Manifest::read(folder)? {
            Some(_) => Ok(Self {
                folder: folder.to_owned(),
                lock: None,
                cut: Vec::new(),
            }),
            None => Err(StoreError::NotAStore {
                path: folder.to_owned(),
            }),
        }
    }

    /// Opens the store in `folder` for writing, or begins one in a new or empty folder.
    ///
    /// Errors where another process writes to it, or where the folder holds other files.
    pub fn create_or_open(folder: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).map_err(StoreError::io(folder))?;
        let known = Manifest::read(folder)?.is_some();
        if !known {
            refuse_foreign(folder)?;
        }
        let mut store = Self {
            folder: folder.to_owned(),
            lock: None,
            cut: Vec::new(),
        };
        store.lock()?;
        // Another writer may have begun the store between the first look and the lock.
        if Manifest::read(folder)?.is_none() {
            Manifest::new().write(folder)?;
        }
        Ok(store)
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The documents with their texts, sorted by name (by code point), one at a time.
    ///
    /// Each line's checksum is tested. Where [`StoreError::is_loss`] holds of an error, what is whole still comes after
    /// it; after any other error nothing more comes.
    pub fn documents(&self) -> Result<Documents, StoreError> {
        // A writer may take a file away between reading its name and opening it.
        const TRIES: usize = 8;
        let mut manifest = self.manifest()?;
        for _ in 1..TRIES {
            let documents = Documents::open(&self.folder, &manifest)?;
            let latest = if documents.are_there() {
                None
            } else {
                Some(self.manifest()?).filter(|latest| *latest != manifest)
            };
            match latest {
                Some(latest) => manifest = latest,
                None => return Ok(documents),
            }
        }
        Documents::open(&self.folder, &manifest)
    }

    /// The records alone, as [`Store::documents`] gives them.
    pub fn records(&self) -> Result<Records, StoreError> {
        self.documents().map(Records::new)
    }

    /// The text of the file of decisions, and its path for messages; `None` where there is no such file.
    pub fn decisions(&self) -> Result<Option<(String, String)>, StoreError> {
        let path = self.folder.join(DECISIONS);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some((path.display().to_string(), text))),
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(StoreError::io(&path)(source)),
        }
    }

    /// How many documents the manifest says there are.
    pub fn len(&self) -> Result<usize, StoreError> {
        self.manifest().map(|manifest| manifest.documents)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        self.len().map(|len| len == 0)
    }

    /// Begins an update; it becomes true as a whole when it is committed.
    ///
    /// Errors where another process writes to the store.
    pub fn begin(&mut self) -> Result<Update<'_>, StoreError> {
        Update::begin(self)
    }

    /// Adds documents, replaces those of the same name, and keeps the rest.
    ///
    /// Of several under one name one is taken, whatever the order in which they come. Where nothing
    /// changes, no file is written.
    pub fn update(&mut self, new: impl IntoIterator<Item = Stored>) -> Result<Summary, StoreError> {
        let mut update = self.begin()?;
        new.into_iter().try_for_each(|stored| update.put(&stored))?;
        update.commit()
    }

    /// Takes away the documents of these names; names that are not there are passed over.
    pub fn remove(&mut self, names: &[String]) -> Result<Summary, StoreError> {
        let mut update = self.begin()?;
        names.iter().try_for_each(|name| update.remove(name))?;
        update.commit()
    }

    /// Reads every byte and cuts off what is broken, so that the store names only what is whole.
    ///
    /// Gives what was lost; where nothing was, no file is written. Errors where another process writes to the store.
    pub fn repair(&mut self) -> Result<Vec<Damage>, StoreError> {
        self.lock()?;
        self.mend(true)?;
        Ok(self.take_cut())
    }

    /// What updates had to cut off since this was last asked: segments that were missing, torn or damaged.
    pub fn take_cut(&mut self) -> Vec<Damage> {
        std::mem::take(&mut self.cut)
    }

    /// The manifest of what is whole; the lock is held.
    fn mend(&mut self, thorough: bool) -> Result<Manifest, StoreError> {
        let (manifest, damages) = mend::mend(&self.folder, self.manifest()?, thorough)?;
        if !damages.is_empty() {
            self.sweep(&[&manifest]);
            self.cut.extend(damages);
        }
        Ok(manifest)
    }

    fn manifest(&self) -> Result<Manifest, StoreError> {
        let manifest = Manifest::read(&self.folder)?;
        manifest.ok_or_else(|| StoreError::NotAStore {
            path: self.folder.clone(),
        })
    }

    /// Takes the writer's lock, unless it is held already.
    fn lock(&mut self) -> Result<(), StoreError> {
        if self.lock.is_some() {
            return Ok(());
        }
        let path = self.folder.join(LOCK);
        let opened = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path);
        let file = opened.map_err(StoreError::io(&path))?;
        match file.try_lock() {
            Ok(()) => self.lock = Some(file),
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Locked {
                    path: self.folder.clone(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(StoreError::io(&path)(error)),
        }
        Ok(())
    }

    /// Takes away former generations and leftovers, all that none of these manifests names. What cannot be taken away does no harm and is
    /// tried again at the next update.
    fn sweep(&self, manifests: &[&Manifest]) {
        let segments = manifests.iter().flat_map(|manifest| &manifest.segments);
        let valid: Vec<String> = segments.flat_map(|s| [s.file(), s.index()]).collect();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_ours(&name) && !valid.contains(&name) && name != LOCK && name != manifest::FILE {
                drop(fs::remove_file(entry.path()));
            }
        }
    }
}

/// Whether a file of this name may stand in a store.
fn is_ours(name: &str) -> bool {
    let name = name
        .strip_suffix(disk::UNFINISHED)
        .and_then(|name| name.strip_suffix('.'))
        .unwrap_or(name);
    let old = name
        .strip_prefix("records-")
        .and_then(|rest| rest.split_once('.'));
    let new = name
        .strip_prefix("segment-")
        .and_then(|rest| rest.split_once('.'));
    let number = |digits: &str| digits.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    name == LOCK
        || name == manifest::FILE
        || old
            .is_some_and(|(digits, rest)| number(digits) && matches!(rest, "jsonl" | "jsonl.index"))
        || new.is_some_and(|(digits, rest)| number(digits) && matches!(rest, "zst" | "index"))
}

fn refuse_foreign(folder: &Path) -> Result<(), StoreError> {
    for entry in fs::read_dir(folder).map_err(StoreError::io(folder))? {
        let found = entry
            .map_err(StoreError::io(folder))?
            .file_name()
            .to_string_lossy()
            .into_owned();
        let known = [DECISIONS, DERIVED, JOURNAL];
        if !is_ours(&found) && !known.contains(&found.as_str()) {
            return Err(StoreError::Foreign {
                path: folder.to_owned(),
                found,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A document with an empty record.
    pub(in crate::store) fn stored(document: &str, text: &str) -> Stored {
        let record = Record {
            document: document.to_owned(),
            published: None,
            outlet: None,
            url: None,
            title: None,
            language: "id".to_owned(),
            details: crate::record::Details::default(),
            sha256: String::new(),
            fingerprint: None,
            entities: vec![],
            speech: vec![],
            statements: vec![],
            refusals: vec![],
        };
        Stored::new(text.to_owned(), Origin::default(), record)
    }

    #[test]
    fn names_of_files() {
        for name in [
            "lock",
            "manifest.json",
            "manifest.json.tmp",
            "records-12.jsonl",
            "segment-12-1.zst",
            "segment-12-0.index",
            "segment-1-1.zst.tmp",
        ] {
            assert!(is_ours(name), "{name}");
        }
        for name in [
            "records-x.jsonl",
            "notes.txt",
            "tmp",
            "segment-1",
            "segment-1.txt",
        ] {
            assert!(!is_ours(name), "{name}");
        }
    }
}
