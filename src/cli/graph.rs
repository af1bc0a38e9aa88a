//! The store of the command line → the graph and the dataset that commands read.

use std::path::Path;

use simpul::graph::{self, Decisions, Graph};
use simpul::rdf::{Base, Dataset};
use simpul::store::{Change, Damage, Store, StoreError};

use super::{args, complain};

/// The file of the graph among what is derived from a store.
const KEPT: &str = "graph";

/// The graph of all records of the store.
pub(crate) fn open(options: &args::Graph) -> anyhow::Result<Graph> {
    of(&store(options)?)
}

/// The store, for reading.
pub(crate) fn store(options: &args::Graph) -> anyhow::Result<Store> {
    at(&options.store)
}

/// The store in a folder, for reading; where there is none, the error says how to make one.
pub(crate) fn at(folder: &Path) -> anyhow::Result<Store> {
    Store::open(folder).map_err(|error| match &error {
        StoreError::NotAStore { path } => {
            let path = path.display().to_string();
            let how =
                format!("{path}: no store there; `simpul build --store {path} INPUT` makes one");
            anyhow::Error::new(error).context(how)
        }
        _ => error.into(),
    })
}

/// What of a store's documents or records is whole; what is lost is told.
pub(crate) fn whole<T>(
    found: impl Iterator<Item = Result<T, StoreError>>,
) -> impl Iterator<Item = Result<T, StoreError>> {
    found.filter_map(|item| match item {
        Err(error) if error.is_loss() => {
            super::lost(&error.to_string());
            None
        }
        item => Some(item),
    })
}

/// Tells what a writer had to cut off.
pub(crate) fn tell_cut(cut: Vec<Damage>) {
    for damage in cut {
        super::lost(&format!("{damage}; cut off, the store goes on without"));
    }
}

/// The graph of an open store: the one that is kept of just this state, else derived again, the same either way.
pub(crate) fn of(store: &Store) -> anyhow::Result<Graph> {
    let key = store.derived_key()?;
    kept(store, &key).map_or_else(|| derived(store), Ok)
}

/// The graph of an open store as [`of`] gives it, kept for who asks next.
///
/// Where it cannot be written, somebody is told, and nothing else comes of it.
pub(crate) fn keep(store: &Store) -> anyhow::Result<Graph> {
    // Before the records are read, so that what changes meanwhile makes it stale.
    let key = store.derived_key()?;
    if let Some(graph) = kept(store, &key) {
        return Ok(graph);
    }
    let graph = derived(store)?;
    if super::has_lost() {
        // A damaged store is answered for; what is left of it is not taken for the whole.
        return Ok(graph);
    }
    let packed = graph.packed().map_err(anyhow::Error::new);
    let written = packed.and_then(|bytes| Ok(store.keep(KEPT, &key, &bytes)?));
    if let Err(error) = written {
        complain(&format!(
            "note: the graph is not kept, so it is derived again: {error:#}"
        ));
    }
    Ok(graph)
}

fn kept(store: &Store, key: &str) -> Option<Graph> {
    Graph::unpacked(&store.kept(KEPT, key)?)
}

/// The graph of the records of a store.
fn derived(store: &Store) -> anyhow::Result<Graph> {
    let records = whole(store.records()?).map(|record| {
        record.map(|mut record| {
            // The graph says nothing of them.
            record.refusals = Vec::new();
            record
        })
    });
    let records = records.collect::<Result<Vec<_>, _>>()?;
    Ok(graph::build_of(records, &decisions(store)?))
}

/// What users decided about the entities of a store.
pub(crate) fn decisions(store: &Store) -> anyhow::Result<Decisions> {
    Ok(match store.decisions()? {
        Some((file, text)) => Decisions::parse(&file, &text)?,
        None => Decisions::default(),
    })
}

/// The base that identifiers begin with.
pub(crate) fn base(options: &args::Graph) -> anyhow::Result<Base> {
    Base::new(&options.base).map_err(|e| super::Usage(format!("--base: {e}")).into())
}

/// The dataset that SPARQL asks: the graph, and what users wrote beside it.
pub(crate) fn dataset(options: &args::Graph) -> anyhow::Result<Dataset> {
    let (store, base) = (store(options)?, base(options)?);
    let key = store.derived_key()?;
    #[cfg(feature = "rocksdb")]
    if store.changes()?.changes.is_empty()
        && let Some(kept) = Dataset::open(&quads(&store), &key, &base)
    {
        return Ok(kept);
    }
    dataset_of(&store, &base, &of(&store)?, &key)
}

/// A dataset that users can write beside.
pub(crate) fn writable(store: &Store, base: &Base, graph: &Graph) -> anyhow::Result<Dataset> {
    in_memory(base, graph, &store.changes()?.changes)
}

fn in_memory(base: &Base, graph: &Graph, changes: &[Change]) -> anyhow::Result<Dataset> {
    let dataset = Dataset::new(graph, base)?;
    dataset.replay(changes)?;
    Ok(dataset)
}

/// The dataset of an open store and its graph; `key` is of the state before the graph was read.
#[cfg(not(feature = "rocksdb"))]
pub(crate) fn dataset_of(
    store: &Store,
    base: &Base,
    graph: &Graph,
    _key: &str,
) -> anyhow::Result<Dataset> {
    in_memory(base, graph, &store.changes()?.changes)
}

/// The dataset of an open store and its graph: the quads on disk, which are made where they are not those of this state;
/// `key` is of the state before the graph was read. They cannot be written to: what users wrote is played back in memory.
#[cfg(feature = "rocksdb")]
pub(crate) fn dataset_of(
    store: &Store,
    base: &Base,
    graph: &Graph,
    key: &str,
) -> anyhow::Result<Dataset> {
    let changes = store.changes()?.changes;
    // A damaged store, or one that changed while it was read, is answered for and not kept.
    if !changes.is_empty() || super::has_lost() || store.derived_key()? != key {
        return in_memory(base, graph, &changes);
    }
    let folder = quads(store);
    if let Some(kept) = Dataset::open(&folder, key, base) {
        return Ok(kept);
    }
    Dataset::keep(&folder, key, base, graph).or_else(|error| {
        complain(&format!(
            "{}: quads cannot be kept ({error}); answering from memory",
            folder.display()
        ));
        in_memory(base, graph, &changes)
    })
}

/// The folder of the quads on disk.
#[cfg(feature = "rocksdb")]
fn quads(store: &Store) -> std::path::PathBuf {
    store.derived().join("quads")
}
