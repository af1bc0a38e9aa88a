//! JSON-LD with nested claims, and RDF 1.2: the same triples as the plain forms, and in the shape that they promise.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that cannot go on fails its test"
)]

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::RdfFormat;
use oxigraph::model::{Quad, Term, Triple, vocab::rdf};
use serde_json::Value;
use simpul::rdf::Format;

use crate::queries::{graph, read, written};

/// Every object of a document that says more of a node than its id.
fn nodes<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| nodes(value, found)),
        Value::Object(object) => {
            if object.contains_key("@id") && object.len() > 1 {
                found.push(value);
            }
            object.values().for_each(|value| nodes(value, found));
        }
        _ => {}
    }
}

fn document() -> Value {
    serde_json::from_slice(&written(&graph(), Format::JsonLd)).unwrap()
}

#[test]
fn each_node_of_the_json_stands_in_one_place() {
    let document = document();
    let mut found = Vec::new();
    nodes(&document["@graph"], &mut found);
    let ids: BTreeSet<&str> = found
        .iter()
        .filter_map(|node| node["@id"].as_str())
        .collect();
    assert_eq!(ids.len(), found.len());
    let triples = read(&written(&graph(), Format::NTriples), RdfFormat::NTriples);
    let subjects: BTreeSet<String> = triples
        .iter()
        .filter_map(|line| Some(line.split_once(' ')?.0.to_owned()))
        .collect();
    assert_eq!(ids.len(), subjects.len());
}

#[test]
fn claims_stand_in_their_subject_with_their_evidence() {
    let document = document();
    let top = document["@graph"].as_array().unwrap();
    let claims: Vec<&Value> = top
        .iter()
        .filter_map(|node| node["claims"].as_array())
        .flatten()
        .collect();
    let subjects = graph()
        .claims
        .iter()
        .filter(|claim| claim.subject.is_some())
        .count();
    assert_eq!(claims.len(), subjects);
    for claim in claims {
        assert_eq!(claim["@type"], "simpul:Claim");
        assert_eq!(claim.get("subject"), None, "its place tells");
        let evidence = &claim["evidence"];
        if evidence.is_object() {
            assert!(evidence["selector"][1]["exact"].is_string(), "{evidence}");
        }
    }
    let alone = top.iter().filter(|node| node["@type"] == "simpul:Claim");
    assert_eq!(alone.count(), graph().claims.len() - subjects);
}

#[test]
fn the_context_has_a_term_for_every_property_that_leads_to_a_node() {
    let context: Value = serde_json::from_str(simpul::rdf::CONTEXT).unwrap();
    let nodes = simpul::rdf::ontology::TURTLE
        .lines()
        .filter(|line| line.contains(" a owl:ObjectProperty"))
        .filter_map(|line| line.split([':', ' ']).nth(1));
    let nodes: Vec<&str> = nodes.collect();
    assert!(nodes.len() > 50);
    for name in nodes {
        let term = &context["@context"][name];
        assert_eq!(term["@id"], format!("simpul:{name}"), "{name}");
        assert_eq!(term["@type"], "@id", "{name}");
    }
}

#[test]
fn rdf_1_2_adds_to_each_whole_claim_the_triple_that_it_reifies() {
    let plain = read(&written(&graph(), Format::Turtle), RdfFormat::Turtle);
    let (mut reified, mut rest): (BTreeMap<String, Triple>, BTreeSet<String>) = Default::default();
    let text = written(&graph(), Format::Rdf12);
    for quad in oxigraph::io::RdfParser::from_format(RdfFormat::Turtle).for_slice(&text) {
        let quad: Quad = quad.unwrap();
        match &quad.object {
            Term::Triple(triple) => {
                assert_eq!(quad.predicate, rdf::REIFIES);
                let former = reified.insert(quad.subject.to_string(), (**triple).clone());
                assert_eq!(former, None);
            }
            _ => assert!(rest.insert(quad.to_string())),
        }
    }
    assert_eq!(rest, plain);
    let whole = graph().claims;
    let whole = whole
        .iter()
        .filter(|claim| claim.subject.is_some() && claim.object.is_some());
    let mut count = 0;
    for claim in whole {
        let base = simpul::rdf::iri::DEFAULT;
        let triple = &reified[&format!("<{base}{}>", claim.id)];
        let said = format!(
            "<{base}{}> <https://simpul.dev/ontology#{}> <{base}{}>",
            claim.subject.as_ref().unwrap(),
            claim.predicate,
            claim.object.as_ref().unwrap()
        );
        assert_eq!(triple.to_string(), said);
        count += 1;
    }
    assert!(count > 0 && reified.len() == count);
}
