//! `simpul remove`: documents out of the store, and with them what only they gave.

use simpul::store::Store;

use super::args::Remove;
use super::{Outcome, complain, graph};

/// Takes the documents away; names that the store does not hold are complained of.
pub(crate) fn run(options: &Remove) -> anyhow::Result<Outcome> {
    // Says how to make a store where there is none.
    graph::store(&options.graph)?;
    let mut store = Store::create_or_open(&options.graph.store)?;
    let mut update = store.begin()?;
    graph::tell_cut(update.take_cut());
    let (held, missing): (Vec<&String>, Vec<&String>) = options
        .documents
        .iter()
        .partition(|name| update.holds(name));
    held.into_iter().try_for_each(|name| update.remove(name))?;
    let summary = update.commit()?;
    graph::tell_cut(store.take_cut());
    for name in &missing {
        complain(&format!(
            "{name}: not in the store; `simpul query documents` lists what is"
        ));
    }
    complain(&format!(
        "{} removed, {} kept",
        summary.removed, summary.kept
    ));
    Ok(if missing.is_empty() {
        Outcome::Complete
    } else {
        Outcome::SomeFailed
    })
}
