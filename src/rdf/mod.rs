//! Graph → quads: written as files by [`write()`], or held as a [`Dataset`] that answers SPARQL.
//!
//! Everything is RDF 1.1 without blank nodes and lists, sorted, and the same bytes for the same
//! graph. What a newcomer would not guess: the union of all graphs is what a query sees, so no
//! query needs a graph name; each triple stands in one graph only, and files repeat it in the
//! default graph for stores whose default graph is not the union.

mod claims;
mod constraint;
mod dataset;
#[cfg(feature = "rocksdb")]
mod disk;
mod draft;
mod frame;
pub mod iri;
mod jsonld;
mod nodes;
pub mod ontology;
pub mod page;
mod parse;
mod quads;
mod query;
mod reference;
mod results;
pub mod shapes;
pub mod stock;
mod subjects;
mod time;
mod turtle;
mod update;
mod validate;
pub mod vocab;
mod write;

pub use dataset::Dataset;
pub use draft::Draft;
pub use iri::Base;
pub use jsonld::CONTEXT;
pub use ontology::label;
pub use quads::quads;
pub use query::{Answer, AnswerFormat, QueryOptions};
pub use reference::ALIGNMENTS;
pub use results::Results;
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
    /// The query is so large that finding a plan for it could take minutes, or more stack than there is.
    #[error("the query has more than {max} {what}; ask in several steps")]
    TooComplex {
        /// How many are allowed.
        max: usize,
        /// Of what.
        what: &'static str,
    },
    /// The query asks another server.
    #[error("SERVICE is refused: queries are answered from this store alone")]
    Service,
    /// The answer is larger than allowed.
    #[error(
        "the answer has more than {max} {what}; ask for less with LIMIT and OFFSET, or a narrower pattern"
    )]
    TooLarge {
        /// How much is allowed.
        max: usize,
        /// Of what: `rows`, `bytes`.
        what: &'static str,
    },
    /// A graph that is made from the articles would be changed.
    #[error(
        "{0} holds what is made from the articles, and cannot be written to; write to a graph of your own"
    )]
    Derived(String),
    /// An update would fetch from elsewhere.
    #[error("LOAD is refused: this server fetches nothing; send the statements themselves")]
    Load,
    /// An update names graphs by USING or WITH, and the request names others.
    #[error(
        "the update has USING or WITH, and the request using-graph-uri too; name the graphs in one place"
    )]
    UsingTwice,
    /// A graph that should be there is not.
    #[error("there is no graph <{0}>")]
    NoGraph(String),
    /// A graph that should not be there is.
    #[error("there is a graph <{0}> already")]
    GraphExists(String),
    /// A change touches more statements than allowed.
    #[error("the change touches more than {max} statements; make it in several steps")]
    ChangeTooLarge {
        /// How many are allowed.
        max: usize,
    },
    /// What was sent to be stored is no RDF of its format.
    #[error("the statements cannot be read: {0}")]
    Payload(String),
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
    File {
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
