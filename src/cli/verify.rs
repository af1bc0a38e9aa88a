//! `simpul verify`: is all that the store says borne out by its articles?

use std::io::Write;

use simpul::{graph, store};

use super::args::Verify;
use super::{Outcome, complain, graph as opened};

/// Prints every fault, one a line, and counts what was tested.
pub(crate) fn run(options: &Verify) -> anyhow::Result<Outcome> {
    let store = opened::store(&options.graph)?;
    let mut out = std::io::stdout().lock();
    let (mut records, mut spans, mut faults) = (Vec::new(), 0, 0);
    for stored in store.documents()? {
        let stored = match stored {
            Err(error) if error.is_loss() => {
                writeln!(out, "{error}")?;
                faults += 1;
                continue;
            }
            stored => stored?,
        };
        for fault in store::verify(&stored) {
            writeln!(out, "{fault}")?;
            faults += 1;
        }
        spans += store::spans(&stored.record);
        records.push(stored.record);
    }
    let graph = graph::build_with(&records, &opened::decisions(&store)?);
    for fault in graph::unbacked(&graph) {
        writeln!(out, "{fault}")?;
        faults += 1;
    }
    complain(&format!(
        "{} documents, {spans} spans, {} claims, {} edges tested: {faults} faults",
        records.len(),
        graph.claims.len(),
        graph.network.edge_count(),
    ));
    Ok(if faults == 0 {
        Outcome::Complete
    } else {
        Outcome::SomeFailed
    })
}
