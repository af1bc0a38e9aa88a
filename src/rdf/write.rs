//! Graph → bytes of a serialisation: Turtle, `TriG`, N-Quads, N-Triples, RDF/XML, JSON-LD or RDF 1.2.
//!
//! Formats of triples leave graph names out. Formats of quads first give everything in the default
//! graph and then repeat, in named graphs, what each document gave and the projected edges: so the
//! file reads the same in a store whose default graph is the union of all and in one where it is not.

use std::io::Write;

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{
    GraphName, GraphNameRef, NamedNodeRef, Quad, QuadRef, Term, Triple, vocab::rdf,
};

use super::iri::Base;
use super::quads::{order, quads};
use super::vocab::{PREFIXES, class};
use super::{RdfError, jsonld, turtle};
use crate::graph::Graph;

/// A serialisation of RDF.
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
    /// JSON-LD: triples, framed and compacted with the project's context.
    JsonLd,
    /// Turtle 1.2: what Turtle has, and each claim with subject and object also reifies its triple (`rdf:reifies`).
    ///
    /// Readers of RDF 1.1 (`RDFLib`, Raptor, Jena before 5) reject it.
    Rdf12,
}

impl Format {
    /// All formats, in the order of the documentation.
    pub const ALL: [Self; 7] = [
        Self::Turtle,
        Self::TriG,
        Self::NQuads,
        Self::NTriples,
        Self::RdfXml,
        Self::JsonLd,
        Self::Rdf12,
    ];

    /// The name on the command line: `turtle`, `trig`, `nquads`, `ntriples`, `rdfxml`, `jsonld`, `rdf12`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::TriG => "trig",
            Self::NQuads => "nquads",
            Self::NTriples => "ntriples",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
            Self::Rdf12 => "rdf12",
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
            Self::Rdf12 => "text/turtle; version=1.2",
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
            Self::Turtle | Self::Rdf12 => RdfFormat::Turtle,
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
    if format == Format::Rdf12 {
        everything.append(&mut reified(&everything));
        everything.sort_by(|a, b| order(a.as_ref(), b.as_ref()));
    }
    if format.has_graphs() {
        quads.retain(|quad| quad.graph_name != GraphName::DefaultGraph);
        // Stable, so the order within a graph stays.
        quads.sort_by(|a, b| name(a).cmp(name(b)));
        everything.append(&mut quads);
    }
    serialise(&everything, format, Some(base), out)
}

/// What each claim says, as a triple that it reifies; nothing for a claim that names one end only.
fn reified(quads: &[Quad]) -> Vec<Quad> {
    let reify = |claim: &[Quad]| {
        let said = |predicate: NamedNodeRef<'_>| {
            let found = claim.iter().find(|quad| quad.predicate == predicate);
            match &found?.object {
                Term::NamedNode(node) => Some(node.clone()),
                _ => None,
            }
        };
        let class = class::CLAIM.into_owned().into();
        claim.iter().find(|quad| quad.object == class)?;
        let (subject, predicate) = (said(rdf::SUBJECT)?, said(rdf::PREDICATE)?);
        let triple = Triple::new(subject, predicate, said(rdf::OBJECT)?);
        let node = claim.first()?.subject.clone();
        Some(Quad::new(
            node,
            rdf::REIFIES,
            triple,
            GraphName::DefaultGraph,
        ))
    };
    let nodes = quads.chunk_by(|a, b| a.subject == b.subject);
    nodes.filter_map(reify).collect()
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
    let base = base.map(|base| ("id", base.as_str()));
    let prefixes: Vec<_> = base.into_iter().chain(PREFIXES).collect();
    if matches!(format, Format::Turtle | Format::Rdf12) {
        return Ok(turtle::write(quads, &prefixes, out)?);
    }
    let mut serializer = RdfSerializer::from_format(format.oxigraph());
    for (prefix, iri) in prefixes {
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
