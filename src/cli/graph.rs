//! The store of the command line → the graph and the dataset that commands read.

use std::path::Path;

use simpul::graph::{self, Decisions, Graph};
use simpul::rdf::{Base, Dataset};
use simpul::store::{Store, StoreError};

use super::args;

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

/// The graph of an open store.
pub(crate) fn of(store: &Store) -> anyhow::Result<Graph> {
    let records = store.records()?.collect::<Result<Vec<_>, _>>()?;
    Ok(graph::build_with(&records, &decisions(store)?))
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
    let store = store(options)?;
    let dataset = Dataset::new(&of(&store)?, &base(options)?)?;
    dataset.replay(&store.changes()?.changes)?;
    Ok(dataset)
}
