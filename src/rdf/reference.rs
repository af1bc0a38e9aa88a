//! `ontology/simpul.ttl` and `alignments.ttl` → what a page about them shows: sections of terms with their facts.
//!
//! Not obvious: terms keep the order of the file, which tells more than the alphabet; `page.rs` writes the page.

use std::collections::BTreeMap;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad, Term as Object};

use super::ontology::{IRI, ONTOLOGY};
use super::vocab::{PREFIXES, SIMPUL};

/// The alignments' own text, Turtle.
pub const ALIGNMENTS: &str = include_str!("../../ontology/alignments.ttl");

/// English, then Indonesian.
pub(super) type Bilingual = [String; 2];

/// The ontology as a reader sees it.
pub(super) struct Reference {
    pub(super) title: Bilingual,
    pub(super) about: Bilingual,
    pub(super) version: String,
    pub(super) licences: Vec<String>,
    /// Never empty; no section without terms.
    pub(super) sections: Vec<Section>,
}

/// Terms of one sort.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) terms: Vec<Term>,
}

/// One term.
pub(super) struct Term {
    /// Local name, `met`.
    pub(super) name: String,
    pub(super) label: Bilingual,
    pub(super) definition: Bilingual,
    /// What is said of it: the fact's name and its values.
    pub(super) facts: Vec<(&'static str, Vec<Value>)>,
}

/// The value of a fact.
pub(super) enum Value {
    /// A term of the ontology, by local name.
    Own(String),
    /// A term of another vocabulary: its IRI, and the IRI with a prefix.
    Foreign(String, String),
    /// A code.
    Code(String),
}

const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const SCHEMA: &str = "https://schema.org/";

/// The facts, in the order in which they are shown: name, namespace and local name of the property.
const FACTS: [(&str, &str, &str); 8] = [
    ("narrower than", RDFS, "subClassOf"),
    ("narrower than", RDFS, "subPropertyOf"),
    ("from", SCHEMA, "domainIncludes"),
    ("to", SCHEMA, "rangeIncludes"),
    ("what happens", SIMPUL, "eventClass"),
    ("notation", SKOS, "notation"),
    ("close to", SKOS, "closeMatch"),
    (
        "sort",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "type",
    ),
];

/// What is said of each subject: property and object, in the order of the files.
type Said = BTreeMap<String, Vec<(String, Object)>>;

impl Reference {
    pub(super) fn read() -> Self {
        let mut said = Said::new();
        let mut order = Vec::new();
        let aligned = RdfParser::from_format(RdfFormat::Turtle).for_slice(ALIGNMENTS);
        // Tests read both files strictly.
        for quad in ONTOLOGY
            .quads
            .iter()
            .cloned()
            .chain(aligned.filter_map(Result::ok))
        {
            let Quad {
                subject: NamedOrBlankNode::NamedNode(subject),
                ..
            } = quad
            else {
                continue;
            };
            let subject = subject.into_string();
            if !said.contains_key(&subject) && subject.starts_with(SIMPUL) {
                order.push(subject.clone());
            }
            said.entry(subject)
                .or_default()
                .push((quad.predicate.into_string(), quad.object));
        }
        let header = said.get(IRI).map(Vec::as_slice).unwrap_or_default();
        Self {
            title: bilingual(header, DCTERMS, "title"),
            about: bilingual(header, DCTERMS, "description"),
            version: plain(header, OWL, "versionIRI").concat(),
            licences: plain(header, DCTERMS, "license"),
            sections: sections(&order, &said),
        }
    }
}

fn sections(order: &[String], said: &Said) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for iri in order {
        let Some(facts) = said.get(iri) else { continue };
        let title = sort(facts);
        let term = term(iri, facts);
        match sections.iter_mut().find(|section| section.title == title) {
            Some(section) => section.terms.push(term),
            None => sections.push(Section {
                title,
                terms: vec![term],
            }),
        }
    }
    sections
}

/// The section that a term belongs to.
fn sort(facts: &[(String, Object)]) -> &'static str {
    let of = |local: &str, iri: String| {
        facts
            .iter()
            .any(|(p, o)| p.ends_with(local) && o.to_string() == format!("<{iri}>"))
    };
    if of("#subClassOf", format!("{SIMPUL}Occurrence")) {
        "Kinds of occurrence"
    } else if of("#type", format!("{OWL}Class")) {
        "Classes"
    } else if of("#subPropertyOf", format!("{SIMPUL}relatedTo")) {
        "Predicates of claims"
    } else if of("#type", format!("{RDFS}Datatype")) {
        "Datatypes"
    } else if facts
        .iter()
        .any(|(p, o)| p.ends_with("#type") && o.to_string().ends_with("Property>"))
    {
        "Properties"
    } else {
        "Values"
    }
}

fn term(iri: &str, said: &[(String, Object)]) -> Term {
    let mut facts: Vec<(&'static str, Vec<Value>)> = Vec::new();
    for (name, space, local) in FACTS {
        let property = format!("{space}{local}");
        let objects = said.iter().filter(|(p, _)| *p == property);
        let values: Vec<Value> = objects.map(|(_, object)| value(object)).collect();
        match facts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => known.extend(values),
            None if values.is_empty() => {}
            None => facts.push((name, values)),
        }
    }
    Term {
        name: iri.replace(SIMPUL, ""),
        label: bilingual(said, RDFS, "label"),
        definition: bilingual(said, SKOS, "definition"),
        facts,
    }
}

fn value(object: &Object) -> Value {
    match object {
        Object::NamedNode(node) => match node.as_str().strip_prefix(SIMPUL) {
            Some(local) => Value::Own(local.to_owned()),
            None => Value::Foreign(node.as_str().to_owned(), short(node.as_str())),
        },
        Object::Literal(literal) => {
            let scheme = literal.datatype().as_str().contains("ploverCode");
            let of = if scheme { "PLOVER " } else { "" };
            Value::Code(format!("{of}{}", literal.value()))
        }
        other => Value::Code(other.to_string()),
    }
}

/// The IRI with the prefix that is usual for its namespace.
fn short(iri: &str) -> String {
    const MORE: [(&str, &str); 2] = [
        ("ftm", "https://schema.followthemoney.tech/#"),
        ("time", "http://www.w3.org/2006/time#"),
    ];
    let fit = |(prefix, space)| Some(format!("{prefix}:{}", iri.strip_prefix(space)?));
    let mut known = PREFIXES.into_iter().chain(MORE);
    known.find_map(fit).unwrap_or_else(|| iri.to_owned())
}

fn bilingual(said: &[(String, Object)], space: &str, local: &str) -> Bilingual {
    let property = format!("{space}{local}");
    ["en", "id"].map(|language| {
        let text = said.iter().find_map(|(p, o)| match o {
            Object::Literal(text) if *p == property && text.language() == Some(language) => {
                Some(text.value())
            }
            _ => None,
        });
        text.unwrap_or_default().to_owned()
    })
}

/// IRIs and literals as they are.
fn plain(said: &[(String, Object)], space: &str, local: &str) -> Vec<String> {
    let property = format!("{space}{local}");
    let objects = said.iter().filter(|(p, _)| *p == property);
    let text = |(_, object): &(String, Object)| match object {
        Object::NamedNode(node) => node.as_str().to_owned(),
        Object::Literal(text) => text.value().to_owned(),
        other => other.to_string(),
    };
    objects.map(text).collect()
}
