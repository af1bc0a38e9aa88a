//! Graph → bytes of a serialisation: Turtle, `TriG`, N-Quads, N-Triples, RDF/XML or JSON-LD.
//!
//! Formats of triples leave graph names out. Formats of quads first give everything in the default
//! graph and then repeat, in named graphs, what each document gave and the projected edges: so the
//! file reads the same in a store whose default graph is the union of all and in one where it is not.

use std::io::Write;

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, GraphNameRef, Quad, QuadRef};

use super::iri::Base;
use super::quads::quads;
use super::vocab::PREFIXES;
use super::{RdfError, jsonld};
use crate::graph::Graph;

/// A serialisation of RDF 1.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Turtle: triples with prefixes, grouped by subject.
    Turtle,
    /// `TriG`: Turtle with named graphs.
    TriG,
    /// N-Quads: one quad a line.
    NQuads,
    /// N-Triples: one triple a line.
    NTriples,
    /// RDF/XML: triples.
    RdfXml,
    /// JSON-LD: triples, compacted with the project's context.
    JsonLd,
}

impl Format {
    /// All formats, in the order of the documentation.
    pub const ALL: [Self; 6] = [
        Self::Turtle,
        Self::TriG,
        Self::NQuads,
        Self::NTriples,
        Self::RdfXml,
        Self::JsonLd,
    ];

    /// The name on the command line: `turtle`, `trig`, `nquads`, `ntriples`, `rdfxml`, `jsonld`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::TriG => "trig",
            Self::NQuads => "nquads",
            Self::NTriples => "ntriples",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// File name extension, without a dot: `ttl`, `trig`, `nq`, `nt`, `rdf`, `jsonld`.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::JsonLd => "jsonld",
            other => other.oxigraph().file_extension(),
        }
    }

    /// Registered media type, `text/turtle`.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::JsonLd => "application/ld+json",
            other => other.oxigraph().media_type(),
        }
    }

    /// Whether it can name graphs and is given them.
    #[must_use]
    pub fn has_graphs(self) -> bool {
        matches!(self, Self::TriG | Self::NQuads)
    }

    fn oxigraph(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::TriG => RdfFormat::TriG,
            Self::NQuads => RdfFormat::NQuads,
            Self::NTriples => RdfFormat::NTriples,
            Self::RdfXml => RdfFormat::RdfXml,
            Self::JsonLd => RdfFormat::JsonLd {
                profile: oxigraph::io::JsonLdProfileSet::empty(),
            },
        }
    }
}

/// Writes the whole graph.
///
/// ```
/// use simpul::{graph::Graph, rdf};
///
/// let mut out = Vec::new();
/// rdf::write(&Graph::default(), rdf::Format::Turtle, &rdf::Base::default(), &mut out)?;
/// # Ok::<(), rdf::RdfError>(())
/// ```
pub fn write(graph: &Graph, format: Format, base: &Base, out: impl Write) -> Result<(), RdfError> {
    let mut quads = quads(graph, base);
    let mut everything = quads.clone();
    for quad in &mut everything {
        quad.graph_name = GraphName::DefaultGraph;
    }
    everything.dedup();
    if format.has_graphs() {
        quads.retain(|quad| quad.graph_name != GraphName::DefaultGraph);
        // Stable, so the order within a graph stays.
        quads.sort_by(|a, b| name(a).cmp(name(b)));
        everything.append(&mut quads);
    }
    serialise(&everything, format, Some(base), out)
}

fn name(quad: &Quad) -> &str {
    match quad.graph_name.as_ref() {
        GraphNameRef::NamedNode(node) => node.as_str(),
        GraphNameRef::BlankNode(_) | GraphNameRef::DefaultGraph => "",
    }
}

/// Writes quads in the order given; `base` becomes the prefix `id:`.
pub(super) fn serialise(
    quads: &[Quad],
    format: Format,
    base: Option<&Base>,
    out: impl Write,
) -> Result<(), RdfError> {
    if format == Format::JsonLd {
        return Ok(jsonld::write(quads, out)?);
    }
    let mut serializer = RdfSerializer::from_format(format.oxigraph());
    let base = base.map(|base| ("id", base.as_str()));
    for (prefix, iri) in PREFIXES.into_iter().chain(base) {
        serializer = serializer
            .with_prefix(prefix, iri)
            .map_err(std::io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    for quad in quads {
        if format.has_graphs() {
            writer.serialize_quad(QuadRef::from(quad))?;
        } else {
            writer.serialize_triple(QuadRef::from(quad))?;
        }
    }
    writer.finish()?.flush()?;
    Ok(())
}
