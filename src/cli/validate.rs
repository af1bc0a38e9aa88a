//! `simpul validate`: does a store, or RDF from elsewhere, keep to the shapes of the ontology?

use std::fs::File;
use std::io::{BufReader, Write};

use simpul::graph::Graph;
use simpul::rdf::{Dataset, shapes};

use super::args::Validate;
use super::{Outcome, cannot, complain, graph};

/// Prints every violation, one a line, and counts what was tested.
pub(crate) fn run(options: &Validate) -> anyhow::Result<Outcome> {
    let data = dataset(options)?;
    let found = data.validate()?;
    let mut out = std::io::stdout().lock();
    for violation in &found {
        writeln!(out, "{violation}")?;
    }
    complain(&format!(
        "{} quads tested against {} rules: {} violations",
        data.len()?,
        shapes::rules().len(),
        found.len()
    ));
    Ok(if found.is_empty() {
        Outcome::Complete
    } else {
        Outcome::SomeFailed
    })
}

/// The files, or the store where none is named.
fn dataset(options: &Validate) -> anyhow::Result<Dataset> {
    if options.files.is_empty() {
        return graph::dataset(&options.graph);
    }
    let data = Dataset::new(&Graph::default(), &graph::base(&options.graph)?)?;
    for path in &options.files {
        let file = File::open(path).map_err(cannot("read", path))?;
        data.load(&path.display().to_string(), BufReader::new(file))?;
    }
    Ok(data)
}
