//! What can go wrong with a store, in words for the one who keeps it.

use std::path::PathBuf;

use thiserror::Error;

use super::Damage;

/// A store that cannot be opened, read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// No store there.
    #[error("{}: not a store (no manifest.json in it); build one first, or name another folder", path.display())]
    NotAStore {
        /// The folder.
        path: PathBuf,
    },
    /// A folder with other files; writing there might mix with them.
    #[error("{}: holds files that belong to no store ({found}); name an empty or new folder", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// One of the files.
        found: String,
    },
    /// Made by a later version of this program.
    #[error("{}: written in {what} {found}, this program knows up to {known}; use a newer simpul", path.display())]
    Newer {
        /// The manifest.
        path: PathBuf,
        /// Which format: that of the store or that of its records.
        what: &'static str,
        /// The version found.
        found: u32,
        /// The newest version known.
        known: u32,
    },
    /// The manifest is no manifest.
    #[error("{}: the manifest cannot be understood ({source}); restore it, or build the store anew", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// A segment that is not as it was written; what is whole in it is given all the same.
    #[error(
        "{0}; `simpul rebuild` takes what is broken out of the store, then build what is lost again"
    )]
    Damaged(Damage),
    /// A line of the journal whose bytes are not those that were written.
    #[error("{}:{line}: {cause}; restore the file, or take it away with what users wrote", path.display())]
    Journal {
        /// The journal.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong with it.
        cause: String,
    },
    /// A line that is whole and is no document that this version knows.
    #[error("{document}: its record cannot be understood ({cause}); extract the document again")]
    Unknown {
        /// Name of the document.
        document: String,
        /// What the parser says.
        cause: String,
    },
    /// Another process writes.
    #[error("{}: another simpul is writing to this store; wait until it is done", path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// A record that was not made from the text beside it.
    #[error("{document}: the record's sha256 is not that of its text; extract the document again")]
    Mismatch {
        /// Name of the document.
        document: String,
    },
    /// A record that JSON cannot write.
    #[error("{document}: cannot be written as JSON ({source})")]
    Encode {
        /// Name of the document.
        document: String,
        /// What the writer says.
        source: serde_json::Error,
    },
    /// The system refuses.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

impl StoreError {
    /// Whether something in the store is lost and the rest of it is still given.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        matches!(self, Self::Damaged(_) | Self::Unknown { .. })
    }

    /// Wraps what the system says of `path`.
    pub(super) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}
