//! `simpul ontology`: the terms of every graph that Simpul writes, for people and programs.

use std::io::Write;

use simpul::rdf::{ontology, page};

use super::Outcome;
use super::args::{Ontology, OntologyFormat};

/// Prints the ontology in one form.
pub(crate) fn run(options: &Ontology) -> anyhow::Result<Outcome> {
    let text = match options.format {
        OntologyFormat::Markdown => page::markdown(),
        OntologyFormat::Html => page::html(),
        OntologyFormat::Turtle => ontology::TURTLE.to_owned(),
    };
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Complete)
}
