//! `simpul rebuild`: every stored article read again by this version's rules and words.
//!
//! The store keeps each text as given with what its format told, so the files are not needed any more.

use rayon::prelude::*;
use simpul::read::{ReadError, Rules};
use simpul::seeds::Seeds;
use simpul::store::{Store, Stored};

use super::args::Rebuild;
use super::{Outcome, complain, graph, input};

/// Articles that are read at a time.
const BATCH: usize = 256;

/// Reads all again; what cannot be read any more keeps its former record and is complained of.
pub(crate) fn run(options: &Rebuild) -> anyhow::Result<Outcome> {
    let (seeds, rules) = input::words(&options.words)?;
    let held = graph::store(&options.graph)?;
    let pool = input::pool(&options.work)?;
    let mut store = Store::create_or_open(&options.graph.store)?;
    graph::tell_cut(store.repair()?);
    let mut update = store.begin()?;
    let mut outcome = Outcome::Complete;
    let mut documents = graph::whole(held.documents()?);
    loop {
        let batch: Vec<Stored> = documents.by_ref().take(BATCH).collect::<Result<_, _>>()?;
        if batch.is_empty() {
            break;
        }
        let read = |stored: Stored| again(stored, &seeds, &rules);
        let results: Vec<_> = pool.install(|| batch.into_par_iter().map(read).collect());
        for result in results {
            match result {
                Ok(stored) => update.put(&stored)?,
                Err(error) => {
                    complain(&error.to_string());
                    outcome = Outcome::SomeFailed;
                }
            }
        }
    }
    let changes = update.commit()?;
    graph::tell_cut(store.take_cut());
    complain(&format!(
        "{} documents, {} changed, {} as before",
        changes.documents(),
        changes.replaced,
        changes.unchanged
    ));
    Ok(outcome)
}

fn again(stored: Stored, seeds: &Seeds, rules: &Rules) -> Result<Stored, ReadError> {
    let Stored {
        text,
        origin,
        record,
    } = stored;
    let article = origin.read(&record.document, text, rules)?;
    Ok(input::stored(article, seeds))
}
