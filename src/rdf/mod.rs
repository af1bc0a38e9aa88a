//! Graph → quads: written as files by [`write()`], or held as a [`Dataset`] that answers SPARQL.
//!
//! Everything is RDF 1.1 without blank nodes and lists, sorted, and the same bytes for the same
//! graph. What a newcomer would not guess: the union of all graphs is what a query sees, so no
//! query needs a graph name; each triple stands in one graph only, and files repeat it in the
//! default graph for stores whose default graph is not the union.

mod claims;
mod dataset;
#[cfg(feature = "rocksdb")]
mod disk;
mod frame;
pub mod iri;
mod jsonld;
mod nodes;
pub mod ontology;
pub mod page;
mod quads;
mod query;
mod reference;
pub mod shapes;
pub mod stock;
mod subjects;
mod time;
mod turtle;
mod validate;
pub mod vocab;
mod write;

pub use dataset::Dataset;
pub use iri::Base;
pub use jsonld::CONTEXT;
pub use ontology::label;
pub use quads::quads;
pub use query::{Answer, AnswerFormat, QueryOptions};
pub use reference::ALIGNMENTS;
pub use validate::Violation;
pub use write::{Format, write};

/// Re-exported so that callers can stop a query that runs too long.
pub use oxigraph::sparql::CancellationToken;

/// What can fail at the door to RDF and SPARQL.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RdfError {
    /// The base is no absolute IRI that ends in `/` or `#`.
    #[error("base {0:?} is not an absolute IRI that ends in `/` or `#`; write it like {default:?}", default = iri::DEFAULT)]
    Base(String),
    /// A graph name of a query's dataset is no IRI.
    #[error("graph name {0:?} is not an absolute IRI")]
    GraphName(String),
    /// The query does not parse.
    #[error("the query does not parse at line {line}, column {column}: {message}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What was expected there.
        message: String,
        /// The parser's own error.
        #[source]
        source: oxigraph::sparql::SparqlSyntaxError,
    },
    /// The query ran longer than allowed, or was called off.
    #[error("the query was stopped before it ended; ask for less or allow more time")]
    Cancelled,
    /// The query parses but cannot be answered.
    #[error("the query cannot be answered: {0}")]
    Evaluation(#[source] oxigraph::sparql::QueryEvaluationError),
    /// The answer cannot be written in that format.
    #[error("{answer} cannot be written as {format}; take one of: {choices}")]
    WrongFormat {
        /// The kind of answer.
        answer: &'static str,
        /// The format asked for.
        format: &'static str,
        /// Formats that fit.
        choices: String,
    },
    /// A file's name does not tell which RDF it holds.
    #[error("{0}: its ending is none of ttl, nt, nq, trig, rdf, xml, jsonld")]
    UnknownRdf(String),
    /// A file of RDF cannot be read.
    #[error("{name}: {source}")]
    Load {
        /// The file.
        name: String,
        /// What is wrong in it, and where.
        #[source]
        source: oxigraph::io::RdfParseError,
    },
    /// The in-memory store failed.
    #[error("the store failed: {0}")]
    Store(#[from] oxigraph::store::StorageError),
    /// Writing failed.
    #[error("cannot write: {0}")]
    Io(#[from] std::io::Error),
}
