//! Integration tests, in one binary so that they link once.

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
mod kept;
mod layers;
mod mention;
mod ontology;
mod pages;
mod properties;
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
