//! Integration tests, in one binary so that they link once.

mod attacks;
mod card;
mod cli;
mod copies;
mod coreference;
mod corpus;
mod crash;
#[cfg(feature = "rocksdb")]
mod disk;
mod entities;
mod exports;
mod formats;
mod full;
#[path = "../generated/mod.rs"]
mod generated;
mod hostile;
mod http;
mod kept;
mod layers;
mod limits;
mod mention;
mod ontology;
mod pages;
mod properties;
mod protocol;
mod queries;
mod rdf_forms;
mod read;
mod rebuild;
mod repair;
mod report;
mod salvage;
mod same;
mod seeds;
mod server;
mod sets;
mod site;
mod store;
mod stories;
mod treebank;
mod validate;
mod writable;
