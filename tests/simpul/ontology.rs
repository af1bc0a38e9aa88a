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

/// Properties that anything can fill.
const OPEN_RANGE: [&str; 2] = ["estimated", "sufferedLosses"];

#[test]
fn every_property_hints_at_its_ends_and_none_rules_them() {
    for (iri, said) in terms() {
        assert!(
            !said.iter().any(|(p, _)| *p == format!("{RDFS}domain")),
            "{iri}"
        );
        assert!(
            !said.iter().any(|(p, _)| *p == format!("{RDFS}range")),
            "{iri}"
        );
        if !said
            .iter()
            .any(|(p, o)| p == TYPE && o.ends_with("Property>"))
        {
            continue;
        }
        let local = iri.replace(SIMPUL, "");
        for hint in ["domainIncludes", "rangeIncludes"] {
            let open = hint == "rangeIncludes" && OPEN_RANGE.contains(&local.as_str());
            let hinted = said
                .iter()
                .any(|(p, _)| *p == format!("https://schema.org/{hint}"));
            assert_eq!(hinted, !open, "{iri} {hint}");
        }
    }
}

#[test]
fn the_ontology_says_its_version_and_licence() {
    let header: Vec<String> = parse("simpul.ttl")
        .iter()
        .filter(|quad| quad.subject.to_string() == "<https://simpul.dev/ontology>")
        .map(|quad| format!("{} {}", quad.predicate.as_str(), quad.object))
        .collect();
    let version = env!("CARGO_PKG_VERSION");
    for said in [
        format!("{OWL}versionIRI <https://simpul.dev/ontology/{version}>"),
        format!("{OWL}versionInfo \"{version}\""),
        "http://purl.org/dc/terms/license <https://spdx.org/licenses/MIT>".to_owned(),
    ] {
        assert!(header.contains(&said), "{said}");
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

/// The vocabularies that terms are aligned with, and how their local names look.
const VOCABULARIES: [&str; 7] = [
    "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "http://www.w3.org/ns/prov#",
    "https://schema.org/",
    "http://www.w3.org/2006/time#",
    "http://www.w3.org/ns/oa#",
    "https://schema.followthemoney.tech/#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
];

#[test]
fn alignments_join_our_terms_to_known_vocabularies_and_never_equate() {
    let terms = terms();
    let joins = ["subClassOf", "subPropertyOf"].map(|local| format!("{RDFS}{local}"));
    let mut reached = BTreeSet::new();
    for quad in parse("alignments.ttl") {
        let subject = quad.subject.to_string().replace(['<', '>'], "");
        if !subject.starts_with(SIMPUL) {
            assert_eq!(subject, "https://simpul.dev/ontology/alignments");
            continue;
        }
        assert!(
            terms.contains_key(&subject),
            "{subject} is not in simpul.ttl"
        );
        let predicate = quad.predicate.as_str();
        let close = predicate == format!("{SKOS}closeMatch");
        assert!(
            close || joins.iter().any(|join| join == predicate),
            "{quad}"
        );
        let foreign = quad.object.to_string().replace(['<', '>'], "");
        let local = VOCABULARIES.iter().find_map(|space| {
            let local = foreign.strip_prefix(space)?;
            reached.insert(*space);
            Some(local)
        });
        let sound =
            |local: &str| !local.is_empty() && local.bytes().all(|b| b.is_ascii_alphanumeric());
        assert!(local.is_some_and(sound), "{foreign}");
        // A class goes below a class, a property below a property: foreign classes begin with a capital.
        let class = |iri: &str| {
            iri.rsplit(['/', '#'])
                .next()
                .is_some_and(|l| l.starts_with(char::is_uppercase))
        };
        assert!(close || class(&subject) == class(&foreign), "{quad}");
        assert_eq!(predicate == joins[0], !close && class(&subject), "{quad}");
    }
    assert_eq!(reached.len(), VOCABULARIES.len(), "{reached:?}");
}

#[test]
fn notations_of_plover_are_of_its_event_types() {
    // The sixteen types of the PLOVER manual.
    const TYPES: [&str; 16] = [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ];
    let coded = terms().into_values().flatten().filter_map(|(p, o)| {
        let code = o.strip_suffix("\"^^<https://simpul.dev/ontology#ploverCode>")?;
        assert_eq!(p, format!("{SKOS}notation"));
        Some(code.replace('"', ""))
    });
    let coded: Vec<String> = coded.collect();
    assert!(coded.len() > 30);
    assert!(
        coded.iter().all(|code| TYPES.contains(&code.as_str())),
        "{coded:?}"
    );
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

#[test]
fn the_page_of_the_ontology_is_the_one_that_the_program_makes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ontology.md");
    let written = fs::read_to_string(path).unwrap();
    let made = simpul::rdf::page::markdown();
    assert!(
        written == made,
        "make it again: simpul ontology > docs/ontology.md"
    );
    for (iri, said) in terms() {
        let anchor = format!("<a id=\"{}\"></a>", iri.replace(SIMPUL, ""));
        assert_eq!(made.matches(&anchor).count(), 1, "{iri}");
        let texts = said
            .iter()
            .filter(|(p, _)| p.ends_with("label") || p.ends_with("definition"));
        for (_, text) in texts {
            let (text, _) = text.trim_start_matches('"').rsplit_once('"').unwrap();
            assert!(made.contains(text), "{iri}: {text}");
        }
    }
}

#[test]
fn every_link_within_the_page_leads_to_a_term() {
    let page = simpul::rdf::page::html();
    let ids: BTreeSet<&str> = between(&page, " id=\"").collect();
    let links: BTreeSet<&str> = between(&page, " href=\"#").collect();
    assert_eq!(ids, links);
    assert_eq!(ids.len(), terms().len());
}

/// What stands between each occurrence of `before` and the next quotation mark.
fn between<'t>(text: &'t str, before: &'t str) -> impl Iterator<Item = &'t str> {
    let parts = text.split(before).skip(1);
    parts.filter_map(|part| part.split('"').next())
}
