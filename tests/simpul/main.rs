//! Integration tests, in one binary so that they link once.

mod ontology;
mod queries;
mod read;
mod store;
