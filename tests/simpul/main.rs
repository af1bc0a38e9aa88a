//! Integration tests, in one binary so that they link once.

mod layers;
mod ontology;
mod properties;
mod queries;
mod read;
mod seeds;
mod store;
mod stories;
