//! `simpul serve`: SPARQL over HTTP, until interrupted.

use std::time::Duration;

use simpul::graph as graphs;
use simpul::rdf::Dataset;
use simpul::serve::{Articles, ServeOptions, Server, Site};

use super::args::Serve;
use super::{Outcome, complain, graph};

/// Loads the store and answers requests.
pub(crate) fn run(options: &Serve) -> anyhow::Result<Outcome> {
    let base = graph::base(&options.graph)?;
    let store = graph::store(&options.graph)?;
    let (records, articles) = Articles::split(store.documents()?)?;
    let graph = graphs::build_with(&records, &graph::decisions(&store)?);
    drop(records);
    let dataset = Dataset::new(&graph, &base)?;
    let site = Site::new(graph, articles, &base);
    let settings = ServeOptions {
        addr: options.addr,
        timeout: Duration::from_secs(options.timeout),
        ..ServeOptions::default()
    };
    let server = Server::bind(site, dataset, &settings)?;
    complain(&format!(
        "listening on http://{}/ (SPARQL at /sparql); Ctrl-C stops",
        server.addr()?
    ));
    server.run()?;
    Ok(Outcome::Complete)
}
