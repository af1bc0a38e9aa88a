//! Graph → what an editor reads: propositions as sentences, disagreements, timeline, coverage.
//!
//! A [`Report`] is made once of a graph and written in three ways: for a terminal, as Markdown, and as one
//! HTML page with its charts inside. Not obvious: nothing here decides anything; what disagrees with what is
//! told by the links of the graph.

mod sentence;

pub use sentence::sentence;
