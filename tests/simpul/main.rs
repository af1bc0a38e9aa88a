//! Integration tests, in one binary so that they link once.

mod cli;
mod coreference;
mod entities;
mod exports;
mod layers;
mod ontology;
mod pages;
mod properties;
mod queries;
mod read;
mod same;
mod seeds;
mod server;
mod store;
mod stories;
