//! `simpul remove`: documents out of the store, and with them what only they gave.

use simpul::store::Store;

use super::args::Remove;
use super::{Outcome, complain, graph};

/// Takes the documents away; names that the store does not hold are complained of.
pub(crate) fn run(options: &Remove) -> anyhow::Result<Outcome> {
    let held = graph::store(&options.graph)?;
    let mut missing: Vec<&String> = options.documents.iter().collect();
    for record in held.records()? {
        let name = record?.document;
        missing.retain(|wanted| **wanted != name);
    }
    drop(held);
    let mut store = Store::create_or_open(&options.graph.store)?;
    let summary = store.remove(&options.documents)?;
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
