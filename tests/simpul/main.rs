//! Integration tests of the library, one module a subject.

mod ontology;
mod queries;
mod server;
