//! What can go wrong with a store, in words for the one who keeps it.

use std::path::PathBuf;

use thiserror::Error;

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
    /// A line whose bytes are not those that were written.
    #[error("{}:{line}: {cause}; restore the file, or build the store anew", path.display())]
    Corrupt {
        /// The segment.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What is wrong with it.
        cause: String,
    },
    /// A file that is shorter or longer than it was written.
    #[error("{}: {found} bytes where {expected} were written; restore the file, or build the store anew", path.display())]
    Length {
        /// The segment.
        path: PathBuf,
        /// What the manifest says.
        expected: u64,
        /// What is there.
        found: u64,
    },
    /// A line that is whole and is no document that this version knows.
    #[error("{document}: its record cannot be understood ({cause}); extract the document again")]
    Unknown {
        /// Name of the document.
        document: String,
        /// What the parser says.
        cause: String,
    },
    /// Fewer or more lines than the manifest says.
    #[error("{}: holds {found} lines where the manifest says {expected}; restore the file, or build the store anew", path.display())]
    Count {
        /// The segment.
        path: PathBuf,
        /// What the manifest says.
        expected: usize,
        /// What is there.
        found: usize,
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
    /// Wraps what the system says of `path`.
    pub(super) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}
