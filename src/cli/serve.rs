//! `simpul serve`: SPARQL over HTTP, until interrupted.

use std::time::Duration;

use simpul::serve::{ServeOptions, Server};

use super::args::Serve;
use super::{Outcome, complain, graph};

/// Loads the store and answers requests.
pub(crate) fn run(options: &Serve) -> anyhow::Result<Outcome> {
    let dataset = graph::dataset(&options.graph)?;
    let settings = ServeOptions {
        addr: options.addr,
        timeout: Duration::from_secs(options.timeout),
        ..ServeOptions::default()
    };
    let server = Server::bind(dataset, &settings)?;
    complain(&format!(
        "listening on http://{}/ (SPARQL at /sparql); Ctrl-C stops",
        server.addr()?
    ));
    server.run()?;
    Ok(Outcome::Complete)
}
