//! Graph and Dataset → HTTP: SPARQL 1.1 Protocol at `/sparql`, Graph Store Protocol at `/graph-store`, every IRI of the
//! store's base under `/id/`, and pages for people.
//!
//! It listens on the own machine only and cannot be written to, unless told otherwise. A query runs on a thread of its
//! own and is called off when its time is up or its client has gone away.

mod accept;
mod body;
mod digest;
mod fault;
mod gate;
mod graph_store;
mod guard;
mod index;
mod listen;
mod negotiate;
mod occasions;
mod pages;
mod parcel;
mod patience;
mod protocol;
mod routes;
mod service;
mod site;
mod writing;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::rdf::Dataset;
use guard::Rules;

pub use site::{Articles, Site};
pub use writing::{Token, Writing};

/// How to serve.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// Where to listen; port 0 takes a free one.
    pub addr: SocketAddr,
    /// How long a query may run, waiting included.
    pub timeout: Duration,
    /// How many queries run at the same time; others wait.
    pub parallel: usize,
    /// How many queries may wait; more are turned away with 503.
    pub waiting: usize,
    /// Rows or triples that an answer may have.
    pub max_rows: usize,
    /// Bytes that an answer may have.
    pub max_bytes: usize,
    /// Bytes that a graph may have which is sent to be stored.
    pub max_body: usize,
    /// Bytes of answers that may be under way to clients, all together.
    pub memory: usize,
    /// Connections that may be open; more wait.
    pub connections: usize,
    /// How long a client may take for a request's head, for its body, or to take the next bytes of an answer.
    pub patience: Duration,
    /// How long running requests may go on once the server is to stop.
    pub grace: Duration,
    /// Host names to answer for beside those of the own machine. Where there is none, a server on
    /// a loopback address answers for those only, any other for all.
    pub hosts: Vec<String>,
    /// The origin whose pages may read answers, `*` for all; `None` for none but its own.
    pub cors: Option<String>,
}

impl Default for ServeOptions {
    /// `127.0.0.1:7878`, thirty seconds, eight queries a core (short ones gain by it), 100 waiting, a million rows,
    /// 128 MiB an answer and 512 MiB all together, 16 MiB a graph sent, 512 connections, ten seconds' patience, three of grace.
    fn default() -> Self {
        Self {
            addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 7878)),
            timeout: Duration::from_secs(30),
            parallel: 8 * std::thread::available_parallelism().map_or(1, usize::from),
            waiting: 100,
            max_rows: 1_000_000,
            max_bytes: 128 << 20,
            max_body: 16 << 20,
            memory: 512 << 20,
            connections: 512,
            patience: Duration::from_secs(10),
            grace: Duration::from_secs(3),
            hosts: Vec::new(),
            cors: None,
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
    /// The origin for other sites is none.
    #[error("origin {0:?} cannot stand in a header; write it like https://example.org")]
    Origin(String),
    /// The token could be guessed.
    #[error(
        "the token must have at least 16 visible ASCII characters; make one with: openssl rand -hex 32"
    )]
    Token,
    /// The server could not be started or went down.
    #[error("the server failed: {0}")]
    Io(#[from] std::io::Error),
}

/// Bytes of stack of each thread: what parsing and running the deepest text that is allowed takes. Only what is used
/// of it is ever memory.
const STACK: usize = 256 << 20;

/// A server that listens but does not answer yet.
#[derive(Debug)]
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    options: ServeOptions,
    state: Arc<routes::State>,
}

impl Server {
    /// Takes the address; pages show the site, queries ask the dataset, both of one graph. The server only reads.
    pub fn bind(site: Site, dataset: Dataset, options: &ServeOptions) -> Result<Self, ServeError> {
        Self::with(site, dataset, options, None)
    }

    /// The same for a server that may be written to.
    pub fn bind_writable(
        site: Site,
        dataset: Dataset,
        options: &ServeOptions,
        writing: Writing,
    ) -> Result<Self, ServeError> {
        Self::with(site, dataset, options, Some(writing))
    }

    fn with(
        site: Site,
        dataset: Dataset,
        options: &ServeOptions,
        writing: Option<Writing>,
    ) -> Result<Self, ServeError> {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.enable_all().thread_stack_size(STACK).build()?;
        let bound = runtime.block_on(TcpListener::bind(options.addr));
        let listener = bound.map_err(|source| ServeError::Bind {
            addr: options.addr,
            source,
        })?;
        let rules = Rules::new(options, listener.local_addr()?)?;
        let state = Arc::new(routes::State::new(site, dataset, options, rules, writing));
        Ok(Self {
            runtime,
            listener,
            options: options.clone(),
            state,
        })
    }

    /// The address that it listens on, with the port that it was given.
    pub fn addr(&self) -> Result<SocketAddr, ServeError> {
        Ok(self.listener.local_addr()?)
    }

    /// Answers until Ctrl-C or a request to terminate, then lets running requests end, for [`ServeOptions::grace`].
    pub fn run(self) -> Result<(), ServeError> {
        self.run_until(stop_signal())
    }

    /// Answers until `stop` is ready.
    pub fn run_until(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let router = routes::router(self.state);
        let served = listen::serve(self.listener, router, &self.options, stop);
        self.runtime.block_on(served);
        // A query that does not notice that it was called off must not hold up the end.
        self.runtime.shutdown_timeout(Duration::from_millis(500));
        Ok(())
    }
}

/// Ready when the process is asked to end.
async fn stop_signal() {
    let interrupt = async {
        // Without a handler for the signal there is no graceful stop, only the usual one.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

/// Listens and answers until Ctrl-C; [`Server`] gives the same in two steps, with the address in between.
pub fn run(site: Site, dataset: Dataset, options: &ServeOptions) -> Result<(), ServeError> {
    Server::bind(site, dataset, options)?.run()
}
