//! Graph → bytes of a serialisation: Turtle, `TriG`, N-Quads, N-Triples, RDF/XML, JSON-LD or RDF 1.2.
//!
//! Formats of triples leave graph names out. Formats of quads first give everything in the default
//! graph and then repeat, in named graphs, what each document gave and the projected edges: so the
//! file reads the same in a store whose default graph is the union of all and in one where it is not.

use std::io::Write;

use oxigraph::io::{RdfFormat, RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{GraphName, NamedNodeRef, Quad, QuadRef, Term, Triple, vocab::rdf};

use super::iri::Base;
use super::quads::order;
use super::subjects::Subjects;
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
    let subjects = Subjects::of(graph, base);
    if format == Format::JsonLd {
        let mut writer = jsonld::Writer::new(out)?;
        for node in subjects.nested() {
            writer.write(&merged(node, format))?;
        }
        return Ok(writer.finish()?.flush()?);
    }
    let nodes = subjects.nodes().map(|node| merged(node, format));
    let mut writer = Writer::new(format, Some(base), out)?;
    for node in nodes {
        writer.write(&node)?;
    }
    if format.has_graphs() {
        for node in subjects.in_graphs() {
            writer.write(&node)?;
        }
    }
    writer.finish()
}

/// A node's triples without the names of their graphs.
fn merged(mut node: Vec<Quad>, format: Format) -> Vec<Quad> {
    for quad in &mut node {
        quad.graph_name = GraphName::DefaultGraph;
    }
    node.dedup();
    if format == Format::Rdf12 {
        node.append(&mut reified(&node));
        node.sort_by(|a, b| order(a.as_ref(), b.as_ref()));
    }
    node
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
    let mut writer = Writer::new(format, base, out)?;
    writer.write(quads)?;
    writer.finish()
}

/// Writes one node after another in any format but JSON-LD.
enum Writer<W: Write> {
    Turtle(turtle::Writer<W>),
    Triples(WriterQuadSerializer<W>),
    Quads(WriterQuadSerializer<W>),
}

impl<W: Write> Writer<W> {
    fn new(format: Format, base: Option<&Base>, out: W) -> Result<Self, RdfError> {
        let base = base.map(|base| ("id", base.as_str()));
        let prefixes = base.into_iter().chain(PREFIXES);
        if matches!(format, Format::Turtle | Format::Rdf12) {
            return Ok(Self::Turtle(turtle::Writer::new(prefixes, out)?));
        }
        let mut serializer = RdfSerializer::from_format(format.oxigraph());
        for (prefix, iri) in prefixes {
            serializer = serializer
                .with_prefix(prefix, iri)
                .map_err(std::io::Error::other)?;
        }
        let writer = serializer.for_writer(out);
        Ok(if format.has_graphs() {
            Self::Quads(writer)
        } else {
            Self::Triples(writer)
        })
    }

    /// Writes quads, all those of a subject together.
    fn write(&mut self, quads: &[Quad]) -> Result<(), RdfError> {
        match self {
            Self::Turtle(writer) => writer.write(quads)?,
            Self::Triples(writer) => {
                for quad in quads {
                    writer.serialize_triple(QuadRef::from(quad))?;
                }
            }
            Self::Quads(writer) => {
                for quad in quads {
                    writer.serialize_quad(QuadRef::from(quad))?;
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<(), RdfError> {
        let mut out = match self {
            Self::Turtle(writer) => writer.finish(),
            Self::Triples(writer) | Self::Quads(writer) => writer.finish()?,
        };
        Ok(out.flush()?)
    }
}
