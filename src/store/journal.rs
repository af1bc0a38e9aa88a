//! What users wrote ↔ `user-graph.journal` in the store's folder, one change a line, in the order in which they were made.
//!
//! The rest of a store is made of articles and can be read anew; this cannot, so each line bears a checksum and a number,
//! and is on the disk before the change counts. Not obvious: a program that ends within a line leaves a torn tail; that
//! change was never answered with success, and is cut off. A line that is damaged anywhere else is an error.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Store, StoreError, disk, line};

/// The file's name.
pub const JOURNAL: &str = "user-graph.journal";

const HEAD: &[u8] = b"{\"sha256\":\"";
const KEY: &[u8] = b"\",\"change\":";
const TAIL: &[u8] = b"}";
const DIGITS: usize = 64;

/// What one update did: graphs dropped, graphs made, statements taken away, statements added, in this order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its place in the journal, from 1.
    pub number: u64,
    /// IRIs of graphs that are gone, with all that stood in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<String>,
    /// IRIs of graphs that are there, even while they are empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub create: Vec<String>,
    /// N-Quads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remove: String,
    /// N-Quads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub add: String,
}

/// The changes of a journal, and what had to be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// In order.
    pub changes: Vec<Change>,
    /// Bytes of a last line that was never finished; 0 where there is none.
    pub torn: u64,
}

/// The journal of a store, open for writing; the store's lock is held for as long as it lives.
#[derive(Debug)]
pub struct Journal {
    _store: Store,
    path: PathBuf,
    file: File,
    /// Bytes of whole lines.
    length: u64,
    next: u64,
    /// A line could be neither finished nor taken back.
    broken: bool,
}

impl Store {
    /// What users wrote to the store; nothing is changed, a torn tail is only left out.
    pub fn changes(&self) -> Result<Changes, StoreError> {
        read(&self.folder.join(JOURNAL)).map(|(changes, _)| changes)
    }

    /// Opens the journal for writing, cuts a torn tail off, and gives the changes that stand in it.
    ///
    /// Errors where another process writes to the store, or where a line is damaged.
    pub fn journal(mut self) -> Result<(Journal, Changes), StoreError> {
        self.lock()?;
        let path = self.folder.join(JOURNAL);
        let (changes, length) = read(&path)?;
        let options = File::options().create(true).append(true).open(&path);
        let file = options.map_err(StoreError::io(&path))?;
        if changes.torn > 0 {
            file.set_len(length).map_err(StoreError::io(&path))?;
        }
        file.sync_all().map_err(StoreError::io(&path))?;
        disk::sync_folder(&self.folder)?;
        let next = changes.changes.last().map_or(1, |last| last.number + 1);
        let journal = Journal {
            _store: self,
            path,
            file,
            length,
            next,
            broken: false,
        };
        Ok((journal, changes))
    }
}

impl Journal {
    /// The number that the next change gets.
    #[must_use]
    pub fn next(&self) -> u64 {
        self.next
    }

    /// Writes a change and numbers it; after this returns, it survives a power cut. After an error it is not there.
    pub fn append(&mut self, mut change: Change) -> Result<(), StoreError> {
        if self.broken {
            let cause =
                std::io::Error::other("an earlier change could not be taken back; start again");
            return Err(StoreError::io(&self.path)(cause));
        }
        change.number = self.next;
        let line = encode(&change)?;
        let written = self
            .file
            .write_all(&line)
            .and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            let back = self
                .file
                .set_len(self.length)
                .and_then(|()| self.file.sync_data());
            self.broken = back.is_err();
            return Err(StoreError::io(&self.path)(error));
        }
        self.length += line.len() as u64;
        self.next += 1;
        Ok(())
    }
}

fn encode(change: &Change) -> Result<Vec<u8>, StoreError> {
    let value = serde_json::to_vec(change).map_err(|source| StoreError::Encode {
        document: format!("change {}", change.number),
        source,
    })?;
    let sum = line::hex(&Sha256::digest(&value).into());
    Ok([HEAD, sum.as_bytes(), KEY, &value, TAIL, b"\n"].concat())
}

/// The changes of a file, and the bytes that their lines take. No file is an empty one.
fn read(path: &Path) -> Result<(Changes, u64), StoreError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(StoreError::io(path)(error)),
    };
    let mut changes = Changes::default();
    let mut length = 0;
    for (number, line) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        // Only what was cut off lacks its line break: it is written last.
        if !line.ends_with(b"\n") {
            changes.torn = line.len() as u64;
            break;
        }
        let expected = changes.changes.last().map_or(1, |last| last.number + 1);
        let change = decode(line).and_then(|change| {
            let told = change.number;
            (told == expected)
                .then_some(change)
                .ok_or_else(|| format!("change {told} where change {expected} should stand"))
        });
        let change = change.map_err(|cause| StoreError::Journal {
            path: path.to_owned(),
            line: number,
            cause,
        })?;
        changes.changes.push(change);
        length += line.len() as u64;
    }
    Ok((changes, length))
}

fn decode(line: &[u8]) -> Result<Change, String> {
    let parts = line
        .strip_suffix(b"\n")
        .and_then(|line| line.strip_prefix(HEAD))
        .and_then(|rest| rest.split_at_checked(DIGITS));
    let parts = parts.and_then(|(sum, rest)| {
        let value = rest.strip_prefix(KEY)?.strip_suffix(TAIL)?;
        Some((sum, value))
    });
    let (sum, value) = parts.ok_or("not a line of a journal")?;
    if line::hex(&Sha256::digest(value).into()).as_bytes() != sum {
        return Err("the checksum does not hold".to_owned());
    }
    serde_json::from_slice(value).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(add: &str) -> Change {
        Change {
            add: add.to_owned(),
            ..Change::default()
        }
    }

    /// A store with a journal of two changes.
    fn written(folder: &Path) -> Vec<u8> {
        let store = Store::create_or_open(folder).unwrap();
        let (mut journal, changes) = store.journal().unwrap();
        assert_eq!((changes, journal.next()), (Changes::default(), 1));
        journal
            .append(change("<a:a> <a:b> \"satu\nbaris\" <a:g> .\n"))
            .unwrap();
        journal
            .append(change("<a:c> <a:d> <a:e> <a:g> .\n"))
            .unwrap();
        drop(journal);
        fs::read(folder.join(JOURNAL)).unwrap()
    }

    #[test]
    fn what_was_written_is_there_again_and_one_writes_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        written(folder.path());
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(store.changes().unwrap().changes.len(), 2);
        let (journal, changes) = store.journal().unwrap();
        assert_eq!(journal.next(), 3);
        assert_eq!(
            changes.changes[0].add,
            "<a:a> <a:b> \"satu\nbaris\" <a:g> .\n"
        );
        let second = Store::open(folder.path()).unwrap().journal();
        assert!(matches!(second, Err(StoreError::Locked { .. })));
        drop(journal);
        assert!(Store::open(folder.path()).unwrap().journal().is_ok());
    }

    #[test]
    fn wherever_the_power_goes_whole_changes_stay() {
        let folder = tempfile::tempdir().unwrap();
        let whole = written(folder.path());
        let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        for end in 0..whole.len() {
            fs::write(folder.path().join(JOURNAL), &whole[..end]).unwrap();
            let store = Store::open(folder.path()).unwrap();
            let (mut journal, changes) = store.journal().unwrap();
            let kept = usize::from(end >= first);
            assert_eq!(changes.changes.len(), kept, "cut at {end}");
            assert_eq!(changes.torn, (end - kept * first) as u64, "cut at {end}");
            journal
                .append(change("<a:f> <a:f> <a:f> <a:g> .\n"))
                .unwrap();
            drop(journal);
            let again = Store::open(folder.path()).unwrap().changes().unwrap();
            assert_eq!(
                (again.changes.len(), again.torn),
                (kept + 1, 0),
                "cut at {end}"
            );
        }
    }

    #[test]
    fn a_damaged_or_missing_line_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let whole = written(folder.path());
        let store = Store::open(folder.path()).unwrap();
        for at in 0..whole.len() - 1 {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            fs::write(folder.path().join(JOURNAL), &changed).unwrap();
            let read = store.changes();
            assert!(matches!(read, Err(StoreError::Journal { .. })), "byte {at}");
        }
        let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        fs::write(folder.path().join(JOURNAL), &whole[first..]).unwrap();
        let message = store.changes().unwrap_err().to_string();
        assert!(message.contains("change 2 where change 1"), "{message}");
    }

    #[test]
    fn an_update_by_articles_leaves_the_journal_alone() {
        let folder = tempfile::tempdir().unwrap();
        let before = written(folder.path());
        let mut store = Store::create_or_open(folder.path()).unwrap();
        store
            .update(vec![super::super::tests::stored("a.txt", "Kapal tiba.")])
            .unwrap();
        assert_eq!(fs::read(folder.path().join(JOURNAL)).unwrap(), before);
    }
}
