//! The ontology's files: they parse, are bilingual, and agree with Rust and with `predicates.tsv`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that cannot go on fails its test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};
use simpul::rdf::vocab::{self, SIMPUL};
use simpul::record::EntityType;

const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
const OWL: &str = "http://www.w3.org/2002/07/owl#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology")
}

fn parse(name: &str) -> Vec<Quad> {
    let text = fs::read_to_string(folder().join(name)).unwrap();
    RdfParser::from_format(RdfFormat::Turtle)
        .for_slice(&text)
        .map(|quad| quad.unwrap_or_else(|error| panic!("{name}: {error}")))
        .collect()
}

/// What the ontology says: subject → (predicate, object as written in N-Triples).
fn terms() -> BTreeMap<String, Vec<(String, String)>> {
    let mut terms: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for quad in parse("simpul.ttl") {
        let NamedOrBlankNode::NamedNode(subject) = quad.subject else {
            panic!("simpul.ttl has a blank node");
        };
        let said = (quad.predicate.into_string(), quad.object.to_string());
        terms.entry(subject.into_string()).or_default().push(said);
    }
    terms.retain(|subject, _| subject.starts_with(SIMPUL));
    terms
}

fn has(term: &[(String, String)], predicate: &str, object: &str) -> bool {
    term.iter().any(|(p, o)| p == predicate && o == object)
}

fn locals(
    terms: &BTreeMap<String, Vec<(String, String)>>,
    is: impl Fn(&[(String, String)]) -> bool,
) -> BTreeSet<String> {
    let chosen = terms.iter().filter(|(_, said)| is(said));
    chosen.map(|(iri, _)| iri.replace(SIMPUL, "")).collect()
}

fn constants(all: &[oxigraph::model::NamedNodeRef<'_>]) -> BTreeSet<String> {
    all.iter()
        .map(|term| term.as_str().replace(SIMPUL, ""))
        .collect()
}

#[test]
fn every_turtle_file_parses() {
    for entry in fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if Path::new(&name).extension().is_some_and(|e| e == "ttl") {
            assert!(!parse(&name).is_empty(), "{name}");
        }
    }
}

#[test]
fn every_term_has_label_and_definition_in_both_languages() {
    for (iri, said) in terms() {
        for language in ["en", "id"] {
            for property in [format!("{RDFS}label"), format!("{SKOS}definition")] {
                let tag = format!("\"@{language}");
                let count = said
                    .iter()
                    .filter(|(p, o)| *p == property && o.ends_with(&tag))
                    .count();
                assert_eq!(count, 1, "{iri} needs one {property} in {language}");
            }
        }
        let home = format!("{RDFS}isDefinedBy");
        assert!(has(&said, &home, "<https://simpul.dev/ontology>"), "{iri}");
    }
}

#[test]
fn constants_and_ontology_agree() {
    let terms = terms();
    let occurrence = format!("<{SIMPUL}Occurrence>");
    let classes = locals(&terms, |said| {
        has(said, TYPE, &format!("<{OWL}Class>"))
            && !has(said, &format!("{RDFS}subClassOf"), &occurrence)
    });
    assert_eq!(classes, constants(vocab::class::ALL));
    let predicate = format!("<{SIMPUL}relatedTo>");
    let properties = locals(&terms, |said| {
        said.iter()
            .any(|(p, o)| p == TYPE && o.ends_with("Property>"))
            && !has(said, &format!("{RDFS}subPropertyOf"), &predicate)
    });
    assert_eq!(properties, constants(vocab::property::ALL));
    for kind in EntityType::ALL {
        assert!(classes.contains(kind.name()), "{kind}");
    }
}

/// The rows of `predicates.tsv`: name, subject kinds, object kinds, symmetric.
fn predicates() -> Vec<[String; 4]> {
    let text = fs::read_to_string(folder().join("predicates.tsv")).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let cell = |row: &str, at: usize| row.split('\t').nth(at).unwrap_or_default().to_owned();
    rows.map(|row| [0, 1, 2, 3].map(|at| cell(row, at)))
        .collect()
}

#[test]
fn predicates_and_ontology_agree() {
    let terms = terms();
    let wider = format!("<{SIMPUL}relatedTo>");
    let known = locals(&terms, |said| {
        has(said, &format!("{RDFS}subPropertyOf"), &wider)
    });
    let rows = predicates();
    let listed: BTreeSet<String> = rows.iter().map(|row| row[0].clone()).collect();
    assert_eq!(known, listed);
    for [name, subject, object, symmetric] in rows {
        let said = &terms[&format!("{SIMPUL}{name}")];
        for (kinds, property) in [(subject, "domainIncludes"), (object, "rangeIncludes")] {
            let property = format!("https://schema.org/{property}");
            let stated: BTreeSet<_> = said
                .iter()
                .filter(|(p, _)| *p == property)
                .map(|(_, o)| o.clone())
                .collect();
            let wanted = kinds
                .split('|')
                .filter(|kind| !kind.is_empty() && *kind != "?");
            assert_eq!(
                stated,
                wanted.map(|kind| format!("<{SIMPUL}{kind}>")).collect(),
                "{name}"
            );
        }
        let both_ways = has(said, TYPE, &format!("<{OWL}SymmetricProperty>"));
        assert_eq!(both_ways, symmetric == "yes", "{name}");
    }
}

#[test]
fn alignments_speak_of_known_terms_and_never_equate() {
    let terms = terms();
    for quad in parse("alignments.ttl") {
        let predicate = quad.predicate.as_str();
        assert!(
            !predicate.starts_with(&format!("{OWL}equivalent")),
            "{quad}"
        );
        let nodes = [Term::from(quad.subject.clone()), quad.object.clone()];
        for node in nodes {
            if let Term::NamedNode(node) = node
                && node.as_str().starts_with(SIMPUL)
            {
                assert!(terms.contains_key(node.as_str()), "{node}");
            }
        }
    }
}

#[test]
fn shapes_and_context_speak_of_known_terms() {
    let terms = terms();
    let known = |iri: &str| assert!(terms.contains_key(iri), "{iri} is not in simpul.ttl");
    for name in ["shapes.ttl", "shapes-rules.ttl"] {
        for quad in parse(name) {
            if let Term::NamedNode(node) = &quad.object
                && node.as_str().starts_with(SIMPUL)
            {
                known(node.as_str());
            }
        }
    }
    let context: serde_json::Value = serde_json::from_str(simpul::rdf::CONTEXT).unwrap();
    for (_, entry) in context["@context"].as_object().unwrap() {
        if let Some(local) = entry["@id"]
            .as_str()
            .and_then(|id| id.strip_prefix("simpul:"))
        {
            known(&format!("{SIMPUL}{local}"));
        }
    }
}
