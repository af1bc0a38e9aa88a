//! `simpul serve`: SPARQL over HTTP, until interrupted.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Duration;

use simpul::rdf::Dataset;
use simpul::serve::{Articles, ServeOptions, Server, Site, Token, Writing};
use simpul::store::JOURNAL;

use super::args::Serve;
use super::{Outcome, complain, graph};

/// Loads the store and answers requests.
pub(crate) fn run(options: &Serve) -> anyhow::Result<Outcome> {
    let usual = ServeOptions::default();
    let settings = ServeOptions {
        addr: options.addr,
        timeout: Duration::from_secs(options.timeout),
        parallel: options.parallel.map_or(usual.parallel, NonZeroUsize::get),
        waiting: options.waiting,
        max_rows: options.max_results,
        max_bytes: options.max_answer.saturating_mul(1 << 20),
        hosts: options.hosts.clone(),
        cors: options.cors.clone(),
        ..usual
    };
    let server = if options.writable {
        writable(options, &settings)?
    } else {
        let (site, dataset) = shown(options)?;
        Server::bind(site, dataset, &settings)?
    };
    let what = if options.writable {
        "; it can be written to"
    } else {
        ""
    };
    complain(&format!(
        "listening on http://{}/ (SPARQL at /sparql{what}); Ctrl-C stops",
        server.addr()?
    ));
    server.run()?;
    Ok(Outcome::Complete)
}

/// What pages show, and what queries ask.
fn shown(options: &Serve) -> anyhow::Result<(Site, Dataset)> {
    let store = &graph::store(&options.graph)?;
    let base = graph::base(&options.graph)?;
    let articles = Articles::of(graph::whole(store.documents()?))?;
    let key = store.derived_key()?;
    let graph = graph::of(store)?;
    let dataset = if options.writable {
        graph::writable(store, &base, &graph)?
    } else {
        graph::dataset_of(store, &base, &graph, &key)?
    };
    Ok((Site::new(graph, articles, &base), dataset))
}

/// A server that holds the store's lock, with what users wrote before.
fn writable(options: &Serve, settings: &ServeOptions) -> anyhow::Result<Server> {
    let token = token(options.token_file.as_deref())?;
    let store = graph::store(&options.graph)?;
    let (journal, changes) = store.journal()?;
    if changes.torn > 0 {
        complain(&format!(
            "{JOURNAL}: the last {} bytes were of a change that was never finished; they were cut off",
            changes.torn
        ));
    }
    let (site, dataset) = shown(options)?;
    let writing = Writing::new(journal, token);
    Ok(Server::bind_writable(site, dataset, settings, writing)?)
}

fn token(file: Option<&Path>) -> anyhow::Result<Token> {
    let text = match file {
        Some(file) => std::fs::read_to_string(file).map_err(super::cannot("read", file))?,
        None => std::env::var("SIMPUL_TOKEN").map_err(|_| {
            let how = "--writable needs a token: name a file by --token-file, or set SIMPUL_TOKEN";
            super::Usage(how.to_owned())
        })?,
    };
    Ok(Token::new(&text)?)
}
