//! The store of the command line → the graph and the dataset that commands read.

use std::path::Path;

use simpul::graph::{self, Decisions, Graph};
use simpul::rdf::{Base, Dataset};
use simpul::store::{Damage, Store, StoreError};

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
    dataset_of(&store(options)?, &base(options)?)
}

/// The dataset of an open store.
pub(crate) fn dataset_of(store: &Store, base: &Base) -> anyhow::Result<Dataset> {
    let dataset = derived_dataset(store, base)?;
    dataset.replay(&store.changes()?.changes)?;
    Ok(dataset)
}

#[cfg(not(feature = "rocksdb"))]
fn derived_dataset(store: &Store, base: &Base) -> anyhow::Result<Dataset> {
    Ok(Dataset::new(&of(store)?, base)?)
}

/// From the quads on disk, which are made where they are not those of this state.
#[cfg(feature = "rocksdb")]
fn derived_dataset(store: &Store, base: &Base) -> anyhow::Result<Dataset> {
    let (folder, key) = (store.derived().join("quads"), store.derived_key()?);
    if let Some(kept) = Dataset::open(&folder, &key, base) {
        return Ok(kept);
    }
    let graph = of(store)?;
    // A damaged store, or one that changed while it was read, is answered for and not kept.
    if !super::has_lost() && store.derived_key()? == key {
        match Dataset::keep(&folder, &key, base, &graph) {
            Ok(kept) => return Ok(kept),
            Err(error) => super::complain(&format!(
                "{}: quads cannot be kept ({error}); answering from memory",
                folder.display()
            )),
        }
    }
    Ok(Dataset::new(&graph, base)?)
}
