//! Simpul reads news, Indonesian first, and ties it into a knowledge graph of actors, places,
//! events and treaties, and of who claims what about them.
//!
//! Data flows one way through the modules, in this order; none uses a later one.

pub mod record;
pub mod seeds;

pub mod read;

pub mod text;

pub mod mention;

pub mod link;

pub mod extract;

pub mod store;

pub mod graph;

pub mod rdf;

pub mod export;
pub mod report;

pub mod serve;
