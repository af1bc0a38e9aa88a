//! Triples → JSON-LD, compacted with `ontology/context.jsonld`.
//!
//! The context is written into the file, so a reader needs no network. A value is written short
//! only where the context gives the same datatype back; everything else says its type in full.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::LazyLock;

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Quad, Term, vocab::rdf, vocab::xsd};
use serde_json::{Map, Value, json};

/// The context's own text.
pub const CONTEXT: &str = include_str!("../../ontology/context.jsonld");

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

    /// The term of a property, else its prefixed name, else the IRI.
    fn property(&self, iri: &str) -> String {
        self.terms
            .get(iri)
            .map_or_else(|| self.shorten(iri), |(name, _)| name.clone())
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
        if datatype == Some(own.as_str()) || (datatype.is_none() && own == xsd::STRING) {
            return Value::String(value.to_owned());
        }
        match (own, value) {
            (xsd::BOOLEAN, "true") => Value::Bool(true),
            (xsd::BOOLEAN, "false") => Value::Bool(false),
            _ => json!({ "@value": value, "@type": self.shorten(own.as_str()) }),
        }
    }
}

/// Writes triples that are sorted by subject as one JSON-LD document, a node a line; graph names
/// are left out.
pub(super) fn write(quads: &[Quad], mut out: impl Write) -> io::Result<()> {
    let context = &*COMPACT;
    write!(out, "{{\"@context\": {}, \"@graph\": [", context.value)?;
    for (at, node) in quads.chunk_by(|a, b| a.subject == b.subject).enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &object(node, context))?;
    }
    out.write_all(b"\n]}\n")
}

/// All triples of one subject as one object.
fn object(quads: &[Quad], context: &Context) -> Value {
    let mut object = Map::new();
    if let Some(first) = quads.first() {
        let id = match &first.subject {
            NamedOrBlankNode::NamedNode(node) => context.shorten(node.as_str()),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        object.insert("@id".to_owned(), Value::String(id));
    }
    for same in quads.chunk_by(|a, b| a.predicate == b.predicate) {
        let Some(predicate) = same.first().map(|quad| quad.predicate.as_str()) else {
            continue;
        };
        let typed = predicate == rdf::TYPE.as_str();
        let value = |quad: &Quad| match &quad.object {
            Term::NamedNode(class) if typed => Value::String(context.shorten(class.as_str())),
            term => context.object(predicate, term),
        };
        let mut values: Vec<Value> = same.iter().map(value).collect();
        let value = if values.len() == 1 {
            values.remove(0)
        } else {
            Value::Array(values)
        };
        let name = if typed {
            "@type".to_owned()
        } else {
            context.property(predicate)
        };
        object.insert(name, value);
    }
    Value::Object(object)
}
