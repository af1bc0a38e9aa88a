//! Graph and Dataset → HTTP: a SPARQL 1.1 Protocol endpoint at `/sparql`, every IRI of the store's base under `/id/`,
//! and pages for people.
//!
//! It listens on the own machine only, unless told otherwise, and cannot be written to. A query
//! runs on a thread of its own and is called off when its time is up or its client has gone away.

mod accept;
mod digest;
mod index;
mod negotiate;
mod occasions;
mod pages;
mod protocol;
mod routes;
mod site;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::rdf::Dataset;
pub use site::{Articles, Site};

/// How to serve.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// Where to listen; port 0 takes a free one.
    pub addr: SocketAddr,
    /// How long a query may run, waiting included.
    pub timeout: Duration,
    /// How many queries run at the same time; the others wait.
    pub parallel: usize,
}

impl Default for ServeOptions {
    /// `127.0.0.1:7878`, thirty seconds, as many queries as the machine has cores.
    fn default() -> Self {
        Self {
            addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 7878)),
            timeout: Duration::from_secs(30),
            parallel: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

/// What can fail before or while serving.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on {addr}; choose another address or port: {source}")]
    Bind {
        /// The address asked for.
        addr: SocketAddr,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// The server could not be started or went down.
    #[error("the server failed: {0}")]
    Io(#[from] std::io::Error),
}

/// A server that listens but does not answer yet.
#[derive(Debug)]
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    state: Arc<routes::State>,
}

impl Server {
    /// Takes the address; pages show the site, queries ask the dataset, both of one graph.
    pub fn bind(site: Site, dataset: Dataset, options: &ServeOptions) -> Result<Self, ServeError> {
        let runtime = Runtime::new()?;
        let bound = runtime.block_on(TcpListener::bind(options.addr));
        let listener = bound.map_err(|source| ServeError::Bind {
            addr: options.addr,
            source,
        })?;
        let state = Arc::new(routes::State::new(site, dataset, options));
        Ok(Self {
            runtime,
            listener,
            state,
        })
    }

    /// The address that it listens on, with the port that it was given.
    pub fn addr(&self) -> Result<SocketAddr, ServeError> {
        Ok(self.listener.local_addr()?)
    }

    /// Answers until Ctrl-C, then lets running requests end.
    pub fn run(self) -> Result<(), ServeError> {
        self.run_until(async {
            // Without a handler for the signal there is no graceful stop, only the usual one.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        })
    }

    /// Answers until `stop` is ready.
    pub fn run_until(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let Self {
            runtime,
            listener,
            state,
        } = self;
        let served = axum::serve(listener, routes::router(state)).with_graceful_shutdown(stop);
        Ok(runtime.block_on(async { served.await })?)
    }
}

/// Listens and answers until Ctrl-C; [`Server`] gives the same in two steps, with the address in between.
pub fn run(site: Site, dataset: Dataset, options: &ServeOptions) -> Result<(), ServeError> {
    Server::bind(site, dataset, options)?.run()
}
