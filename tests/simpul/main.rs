//! Integration tests, in one binary so that they link once.

mod cli;
mod copies;
mod coreference;
mod corpus;
mod crash;
mod entities;
mod exports;
mod formats;
mod hostile;
mod kept;
mod layers;
mod mention;
mod ontology;
mod pages;
mod properties;
mod queries;
mod read;
mod rebuild;
mod repair;
mod report;
mod same;
mod seeds;
mod server;
mod store;
mod stories;
mod treebank;
