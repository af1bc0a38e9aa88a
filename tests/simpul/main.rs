//! Integration tests, in one binary so that they link once.

mod cli;
mod exports;
mod layers;
mod mention;
mod ontology;
mod pages;
mod properties;
mod queries;
mod read;
mod seeds;
mod server;
mod store;
mod stories;
mod treebank;
