//! Graph → quads in a folder of RocksDB, from which later queries are answered without the graph.
//!
//! A folder bears the key of the state that its quads were derived from and gets its name when it is whole, so one
//! that is there is true. Not obvious: whoever reads one holds a shared lock on it, so that a stale one is taken
//! away only when the last server that answers from it has ended. Taking all of it away does no harm.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use oxigraph::model::Quad;
use oxigraph::store::Store;
use sha2::{Digest, Sha256};

use super::iri::Base;
use super::ontology::ONTOLOGY;
use super::parse::Parser;
use super::{Dataset, RdfError, quads};
use crate::graph::Graph;

/// The file whose lock readers and makers hold; it stays empty.
const LOCK: &str = "lock";
const ROCKSDB: &str = "rocksdb";

impl Dataset {
    /// Opens what [`Dataset::keep`] left in `folder` for this key and base.
    ///
    /// `None` where there is nothing; what is there and cannot be read is taken away.
    #[must_use]
    pub fn open(folder: &Path, key: &str, base: &Base) -> Option<Self> {
        let place = place(folder, key, base);
        let held = File::open(place.join(LOCK)).ok()?;
        held.lock_shared().ok()?;
        let Ok(store) = Store::open_read_only(place.join(ROCKSDB)) else {
            drop(held);
            drop(fs::remove_dir_all(&place));
            return None;
        };
        Some(Self {
            store,
            base: base.clone(),
            held: Some(Arc::new(held)),
            parser: Parser::new(base).ok()?,
        })
    }

    /// Writes the quads of a graph, and the ontology, into a folder inside `folder`, and opens it; those of other keys
    /// that nobody reads are taken away.
    pub fn keep(folder: &Path, key: &str, base: &Base, graph: &Graph) -> Result<Self, RdfError> {
        let place = place(folder, key, base);
        let unfinished = place.with_extension(format!("{}.tmp", std::process::id()));
        let made = write(&unfinished, graph, base).and_then(|lock| {
            // Another process may have been quicker; then its folder serves.
            if fs::rename(&unfinished, &place).is_err() {
                fs::remove_dir_all(&unfinished)?;
            }
            Ok(lock)
        });
        if made.is_err() {
            drop(fs::remove_dir_all(&unfinished));
        }
        drop(made?);
        sweep(folder, &place);
        Self::open(folder, key, base).ok_or_else(|| {
            let what = format!("{}: cannot be opened", place.display());
            RdfError::Io(io::Error::other(what))
        })
    }
}

/// The folder of one state under one base.
fn place(folder: &Path, key: &str, base: &Base) -> PathBuf {
    let name = Sha256::digest(format!("{key}\n{}", base.as_str()));
    folder.join(data_encoding::HEXLOWER.encode(&name))
}

/// Fills a new folder and gives its lock, held.
fn write(folder: &Path, graph: &Graph, base: &Base) -> Result<File, RdfError> {
    drop(fs::remove_dir_all(folder));
    fs::create_dir_all(folder)?;
    let lock = File::create(folder.join(LOCK))?;
    lock.lock()?;
    let store = Store::open(folder.join(ROCKSDB))?;
    let mut loader = store.bulk_loader();
    loader.load_quads(quads(graph, base))?;
    loader.load_quads(ONTOLOGY.quads.iter().map(Quad::clone))?;
    loader.commit()?;
    store.flush()?;
    Ok(lock)
}

/// Takes away all folders but one that nobody holds.
fn sweep(folder: &Path, keep: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let free = File::open(path.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if path != keep && free {
            drop(fs::remove_dir_all(path));
        }
    }
}
