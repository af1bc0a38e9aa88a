//! Triples → JSON-LD, framed ([`Frame`]) and compacted with `ontology/context.jsonld`.
//!
//! The context is written into the file, so a reader needs no network. A value is written short
//! only where the context gives the same datatype back; everything else says its type in full.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::LazyLock;

use oxigraph::model::{
    Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, vocab::rdf, vocab::xsd,
};
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::{Value, json};

use super::frame::Frame;

/// The context's own text.
pub const CONTEXT: &str = include_str!("../../ontology/context.jsonld");

/// The context's term for the claims about a node: `rdf:subject` read backwards.
const CLAIMS: &str = "claims";

/// The context, turned round: IRI → term, and how the term reads plain strings.
struct Context {
    value: Value,
    prefixes: Vec<(String, String)>,
    terms: BTreeMap<String, (String, Option<String>)>,
}

static COMPACT: LazyLock<Context> = LazyLock::new(Context::read);

impl Context {
    fn read() -> Self {
        // A test reads the file strictly; without it everything is written in full.
        let file: Value = serde_json::from_str(CONTEXT).unwrap_or_default();
        let value = file.get("@context").cloned().unwrap_or_default();
        let mut context = Self {
            value: value.clone(),
            prefixes: Vec::new(),
            terms: BTreeMap::new(),
        };
        let entries: Vec<_> = value.as_object().into_iter().flatten().collect();
        for (name, entry) in &entries {
            if let Some(iri) = entry.as_str().filter(|_| !name.starts_with('@')) {
                context.prefixes.push(((*name).clone(), iri.to_owned()));
            }
        }
        for (name, entry) in entries {
            if let Some(iri) = entry.get("@id").and_then(Value::as_str) {
                let datatype = entry.get("@type").and_then(Value::as_str);
                let datatype = datatype.map(|d| {
                    if d == "@id" {
                        d.to_owned()
                    } else {
                        context.expand(d)
                    }
                });
                context
                    .terms
                    .insert(context.expand(iri), (name.clone(), datatype));
            }
        }
        context
    }

    fn expand(&self, name: &str) -> String {
        let known = |prefix: &str| self.prefixes.iter().find(|(p, _)| p == prefix);
        match name
            .split_once(':')
            .and_then(|(p, local)| Some((known(p)?, local)))
        {
            Some(((_, iri), local)) => format!("{iri}{local}"),
            None => name.to_owned(),
        }
    }

    /// The key of a property: its term, else its prefixed name, else the IRI.
    fn key(&self, property: &NamedNode) -> String {
        if *property == rdf::TYPE {
            return "@type".to_owned();
        }
        let iri = property.as_str();
        self.terms
            .get(iri)
            .map_or_else(|| self.shorten(iri), |(name, _)| name.clone())
    }

    fn id(&self, node: &NamedOrBlankNode) -> String {
        match node {
            NamedOrBlankNode::NamedNode(node) => self.shorten(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        }
    }

    fn shorten(&self, iri: &str) -> String {
        let fit = |(prefix, space): &(String, String)| {
            let local = iri.strip_prefix(space.as_str())?;
            (!local.is_empty() && !local.contains(['/', ':'])).then(|| format!("{prefix}:{local}"))
        };
        self.prefixes
            .iter()
            .find_map(fit)
            .unwrap_or_else(|| iri.to_owned())
    }

    fn object(&self, property: &str, term: &Term) -> Value {
        let datatype = self
            .terms
            .get(property)
            .and_then(|(_, datatype)| datatype.as_deref());
        match term {
            Term::NamedNode(node) => self.node(node, datatype),
            Term::BlankNode(node) => json!({ "@id": node.to_string() }),
            Term::Triple(triple) => Value::String(triple.to_string()),
            Term::Literal(literal) => self.literal(literal, datatype),
        }
    }

    fn node(&self, node: &NamedNode, datatype: Option<&str>) -> Value {
        let name = self.shorten(node.as_str());
        if datatype == Some("@id") {
            Value::String(name)
        } else {
            json!({ "@id": name })
        }
    }

    fn literal(&self, literal: &Literal, datatype: Option<&str>) -> Value {
        let value = literal.value();
        if let Some(language) = literal.language() {
            return json!({ "@value": value, "@language": language });
        }
        let own = literal.datatype();
        if datatype == Some(own.as_str()) {
            return native(own, value).unwrap_or_else(|| Value::String(value.to_owned()));
        }
        if datatype.is_none() && own == xsd::STRING {
            return Value::String(value.to_owned());
        }
        match (own, value) {
            (xsd::BOOLEAN, "true") => Value::Bool(true),
            (xsd::BOOLEAN, "false") => Value::Bool(false),
            _ => json!({ "@value": value, "@type": self.shorten(own.as_str()) }),
        }
    }
}

/// A whole number or truth value as JSON has it, where a reader gets the same literal back. (It would turn a number
/// with a fraction into a float.)
fn native(datatype: NamedNodeRef<'_>, value: &str) -> Option<Value> {
    match datatype {
        xsd::BOOLEAN => value.parse().ok().map(Value::Bool),
        xsd::INTEGER | xsd::NON_NEGATIVE_INTEGER => {
            // Larger ones are no exact numbers in JavaScript.
            let number: i32 = value.parse().ok()?;
            (number.to_string() == value).then(|| number.into())
        }
        _ => None,
    }
}

/// Writes triples that are sorted by subject as one JSON-LD document; graph names are left out.
pub(super) fn write(quads: &[Quad], out: impl Write) -> io::Result<()> {
    let mut writer = Writer::new(out)?;
    writer.write(quads)?;
    writer.finish().map(drop)
}

/// Writes a document part by part, a node that stands in no other a line.
pub(super) struct Writer<W> {
    out: W,
    begun: bool,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(mut out: W) -> io::Result<Self> {
        write!(out, "{{\"@context\": {}, \"@graph\": [", COMPACT.value)?;
        Ok(Self { out, begun: false })
    }

    /// Writes triples that are sorted by subject, with all that is to stand inside of their nodes.
    pub(super) fn write(&mut self, quads: &[Quad]) -> io::Result<()> {
        let frame = Frame::new(quads);
        for at in frame.top() {
            self.out
                .write_all(if self.begun { b",\n" } else { b"\n" })?;
            self.begun = true;
            let node = Node { frame: &frame, at };
            serde_json::to_writer(&mut self.out, &node)?;
        }
        Ok(())
    }

    /// Closes the document and gives what was written to.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out)
    }
}

/// A node with all that stands in it. It is written as it is walked, never held as a tree of values.
struct Node<'f> {
    frame: &'f Frame<'f>,
    at: usize,
}

/// What stands at the end of a property.
#[derive(Serialize)]
#[serde(untagged)]
enum End<'f> {
    Value(Value),
    Node(Node<'f>),
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        let own: Vec<&Quad> = self.frame.own(self.at).collect();
        if let Some(first) = own.first() {
            object.serialize_entry("@id", &COMPACT.id(&first.subject))?;
        }
        for same in own.chunk_by(|a, b| a.predicate == b.predicate) {
            let ends: Vec<End<'_>> = same.iter().map(|quad| self.end(quad)).collect();
            let name = same.first().map(|quad| COMPACT.key(&quad.predicate));
            match (name, ends.as_slice()) {
                (Some(name), [end]) => object.serialize_entry(&name, end)?,
                (Some(name), ends) => object.serialize_entry(&name, ends)?,
                (None, _) => {}
            }
        }
        let claims = self.frame.claims(self.at);
        if !claims.is_empty() {
            let inside: Vec<Node<'_>> = claims.iter().map(|&at| Node { at, ..*self }).collect();
            object.serialize_entry(CLAIMS, &inside)?;
        }
        object.end()
    }
}

impl Node<'_> {
    fn end(&self, quad: &Quad) -> End<'_> {
        match (self.frame.inside(quad), &quad.object) {
            (Some(at), _) => End::Node(Node { at, ..*self }),
            (None, Term::NamedNode(class)) if quad.predicate == rdf::TYPE => {
                End::Value(Value::String(COMPACT.shorten(class.as_str())))
            }
            (None, term) => End::Value(COMPACT.object(quad.predicate.as_str(), term)),
        }
    }
}
