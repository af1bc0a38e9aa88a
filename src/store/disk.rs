//! Files that appear whole or not at all.
//!
//! Not obvious: a rename is lasting only once the *folder* is synced as well, not the file alone.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::StoreError;

/// Ending of files that are being written.
pub(super) const UNFINISHED: &str = "tmp";

/// A file that bears its name only after [`Draft::finish`].
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
    unfinished: PathBuf,
    file: BufWriter<File>,
}

impl Draft {
    /// Begins the file `path` under another name, replacing a leftover.
    pub(super) fn begin(path: &Path) -> Result<Self, StoreError> {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(UNFINISHED);
        let unfinished = PathBuf::from(name);
        let file = File::create(&unfinished).map_err(StoreError::io(&unfinished))?;
        Ok(Self {
            path: path.to_owned(),
            unfinished,
            file: BufWriter::with_capacity(1 << 18, file),
        })
    }

    /// Where the bytes are until it is finished.
    pub(super) fn unfinished(&self) -> &Path {
        &self.unfinished
    }

    /// Brings the bytes to the disk and gives the file its name.
    pub(super) fn finish(self) -> Result<(), StoreError> {
        let Self {
            path,
            unfinished,
            file,
        } = self;
        let file = file
            .into_inner()
            .map_err(|error| StoreError::io(&unfinished)(error.into_error()))?;
        file.sync_all().map_err(StoreError::io(&unfinished))?;
        drop(file);
        fs::rename(&unfinished, &path).map_err(StoreError::io(&path))?;
        path.parent().map_or(Ok(()), sync_folder)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Replaces a small file.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut draft = Draft::begin(path)?;
    let written = draft.write_all(bytes);
    written.map_err(StoreError::io(draft.unfinished()))?;
    draft.finish()
}

/// Makes the names in a folder lasting.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    // Only Unix opens a folder as a file; elsewhere the rename itself is all there is.
    if cfg!(unix) {
        let opened = File::open(folder).and_then(|folder| folder.sync_all());
        opened.map_err(StoreError::io(folder))?;
    }
    Ok(())
}
