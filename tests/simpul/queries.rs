//! A small graph made by hand, its quads, its files, and what the stock queries say of it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that cannot go on fails its test"
)]

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};
use simpul::graph::{Claim, ClaimLink, Document, Entity, Graph, Outcome, Proposition, Relation};
use simpul::rdf::{self, Answer, Base, Dataset, Format, QueryOptions};
use simpul::record::{Details, EntityType, Modality, Polarity, Quantity, Quote, Speech, Stretch};

fn entity(id: &str, kind: EntityType, name: &str, forms: &[&str]) -> Entity {
    let mention = Quote {
        start: 0,
        end: name.chars().count(),
        text: name.to_owned(),
    };
    Entity {
        id: id.to_owned(),
        kind,
        name: name.to_owned(),
        english: None,
        wikidata: None,
        forms: forms.iter().map(|form| ((*form).to_owned(), 1)).collect(),
        mentions: BTreeMap::from([("satu.txt".to_owned(), vec![mention])]),
    }
}

fn document(name: &str, hash: &str, outlet: &str, published: &str) -> Document {
    Document {
        name: name.to_owned(),
        id: format!("document-{hash}"),
        sha256: hash.repeat(8),
        title: Some("Pasukan \"Utara\" tiba".to_owned()),
        published: Some(published.to_owned()),
        outlet: Some(outlet.to_owned()),
        url: Some(format!("https://example.org/{hash}")),
        language: "id".to_owned(),
        copy_of: None,
        publisher: None,
        details: Details {
            authors: vec!["Sari \"S\" Lestari".to_owned(), "Budi".to_owned()],
            modified: Some(format!("{published}T08:15:00+07:00")),
            section: Some("Dunia".to_owned()),
            dateline: Some("Jakarta".to_owned()),
            published_at: None,
        },
        speech: vec![Speech {
            speaker: Some("organization-nis".to_owned()),
            cue: Quote {
                start: 4,
                end: 14,
                text: "mengatakan".to_owned(),
            },
            content: Stretch { start: 15, end: 60 },
            direct: true,
        }],
    }
}

/// A claim of `satu.txt`: who did what to whom, in the words given.
fn claim(id: &str, subject: &str, predicate: &str, object: Option<&str>, words: &str) -> Claim {
    Claim {
        id: format!("claim-{id}"),
        evidence_id: format!("evidence-{id}"),
        document: "satu.txt".to_owned(),
        proposition: 0,
        subject: Some(subject.to_owned()),
        predicate: predicate.to_owned(),
        object: object.map(str::to_owned),
        place: None,
        item: None,
        about: None,
        role: None,
        time: None,
        quantity: None,
        polarity: Polarity::Affirmed,
        modality: Modality::Actual,
        sources: Vec::new(),
        reporting: None,
        confidence: 0.9,
        evidence: Quote {
            start: 0,
            end: words.chars().count(),
            text: words.to_owned(),
        },
        trigger: Stretch { start: 2, end: 9 },
    }
}

fn troops(min: Option<f64>, max: Option<f64>, approximate: bool) -> Quantity {
    Quantity {
        min,
        max,
        unit: "troops".to_owned(),
        approximate,
        text: "sekian tentara".to_owned(),
        currency: None,
        of: None,
    }
}

/// One proposition a claim.
fn proposition(at: usize, claim: &Claim) -> Proposition {
    Proposition {
        id: claim.id.replace("claim-", "proposition-"),
        subject: claim.subject.clone(),
        predicate: claim.predicate.clone(),
        object: claim.object.clone(),
        polarity: claim.polarity,
        modality: claim.modality,
        time: claim.time.clone(),
        place: claim.place.clone(),
        quantity: claim.quantity.clone(),
        claims: vec![at],
        weight: 1,
    }
}

/// Met, denied, two figures, and planned.
fn claims() -> Vec<Claim> {
    let mut met = claim(
        "met",
        "person-kim",
        "met",
        Some("person-kozlov"),
        "Kim bertemu Kozlov di Pyongyang",
    );
    met.place = Some("place-pyongyang".to_owned());
    met.time = Some("2024-11-18".to_owned());
    met.sources = vec![
        "organization-tass".to_owned(),
        "organization-nis".to_owned(),
    ];
    met.reporting = Some("said".to_owned());
    let mut denied = claim(
        "denied",
        "state-russia",
        "deployedTo",
        Some("place-pyongyang"),
        "Rusia membantah mengirim pasukan",
    );
    denied.polarity = Polarity::Denied;
    denied.sources = vec!["state-russia".to_owned()];
    denied.reporting = Some("denied".to_owned());
    let mut exact = claim(
        "exact",
        "organization-nis",
        "estimated",
        None,
        "NIS: 3.000 tentara",
    );
    exact.quantity = Some(troops(Some(3000.0), Some(3000.0), true));
    exact.about = Some("force-north-korea".to_owned());
    let mut least = claim(
        "least",
        "organization-tass",
        "estimated",
        None,
        "TASS: lebih dari 11.000 tentara",
    );
    least.document = "dua.txt".into();
    least.quantity = Some(troops(Some(11_000.0), None, false));
    least.about = Some("force-north-korea".to_owned());
    let mut planned = claim(
        "planned",
        "person-kozlov",
        "met",
        Some("person-kim"),
        "Kozlov akan bertemu Kim",
    );
    planned.modality = Modality::Planned;
    vec![met, denied, exact, least, planned]
}

pub(crate) fn graph() -> Graph {
    let mut claims = claims();
    for (at, claim) in claims.iter_mut().enumerate() {
        claim.proposition = at;
    }
    let mut kim = entity(
        "person-kim",
        EntityType::Person,
        "Kim Jong Un",
        &["Kim", "Kim Jong Un"],
    );
    kim.wikidata = Some("Q56226".to_owned());
    kim.english = Some("Kim Jong Un".to_owned());
    let entities = [
        kim,
        entity(
            "person-kozlov",
            EntityType::Person,
            "Alexander Kozlov",
            &["Kozlov"],
        ),
        entity("place-pyongyang", EntityType::Place, "Pyongyang", &[]),
        entity("state-russia", EntityType::State, "Rusia", &["Moskow"]),
        entity("organization-nis", EntityType::Organization, "NIS", &[]),
        entity("organization-tass", EntityType::Organization, "TASS", &[]),
        entity(
            "force-north-korea",
            EntityType::Force,
            "pasukan Korea Utara",
            &[],
        ),
    ];
    let mut copy = document("tiga.txt", "cccccccc", "Suara Kota", "2024-11-20");
    copy.copy_of = Some("satu.txt".to_owned());
    copy.speech = vec![];
    let documents = [
        document("satu.txt", "aaaaaaaa", "Liputan6.com", "2024-11-19"),
        document("dua.txt", "bbbbbbbb", "CNN Indonesia", "2024-11-20"),
        copy,
    ];
    Graph {
        entities: entities.into_iter().map(|e| (e.id.clone(), e)).collect(),
        documents: documents.into_iter().map(|d| (d.name.clone(), d)).collect(),
        propositions: claims
            .iter()
            .enumerate()
            .map(|(at, c)| proposition(at, c))
            .collect(),
        links: vec![ClaimLink {
            from: 3,
            relation: Relation::ConflictsWith,
            to: 2,
        }],
        outcomes: vec![Outcome { from: 0, of: 4 }],
        claims,
        ..Graph::default()
    }
}

fn dataset() -> Dataset {
    Dataset::new(&graph(), &Base::default()).unwrap()
}

/// Rows of a SELECT as `a | b | c`, an unbound value as nothing.
fn rows(sparql: &str) -> Vec<String> {
    let Answer::Solutions { rows, .. } = dataset().query(sparql, &QueryOptions::default()).unwrap()
    else {
        panic!("not a SELECT");
    };
    let cell = |term: &Option<Term>| match term {
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    rows.iter()
        .map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | "))
        .collect()
}

fn stock(name: &str) -> Vec<String> {
    rows(rdf::stock::get(name).unwrap().text)
}

#[test]
fn who_met_whom_leaves_out_what_is_planned() {
    assert_eq!(
        stock("who-met-whom"),
        [
            "Kim Jong Un | Alexander Kozlov | Pyongyang | 2024-11-18 | NIS, TASS | \
          Kim bertemu Kozlov di Pyongyang | satu.txt | 2024-11-19"
        ]
    );
}

#[test]
fn a_document_tells_what_its_page_told() {
    let about = |property: &str| {
        rows(&format!(
            "SELECT ?value {{ id:document-aaaaaaaa schema:{property} ?value }} ORDER BY ?value"
        ))
    };
    assert_eq!(about("author"), ["Budi", "Sari \"S\" Lestari"]);
    assert_eq!(about("articleSection"), ["Dunia"]);
    assert_eq!(about("locationCreated"), ["Jakarta"]);
    let timed =
        "SELECT ?day { id:document-aaaaaaaa schema:dateModified ?at BIND(DATATYPE(?at) AS ?day) }";
    assert_eq!(rows(timed), ["<http://www.w3.org/2001/XMLSchema#dateTime>"]);
}

#[test]
fn estimates_keep_every_figure_with_its_bounds() {
    assert_eq!(
        stock("estimates"),
        [
            "NIS | about 3000 | troops | pasukan Korea Utara |  | NIS: 3.000 tentara | satu.txt | 2024-11-19",
            "TASS | at least 11000 | troops | pasukan Korea Utara |  | TASS: lebih dari 11.000 tentara | dua.txt | 2024-11-20",
        ]
    );
}

#[test]
fn denials_name_the_denier() {
    assert_eq!(
        stock("denials"),
        [
            "Rusia | deployedTo | Pyongyang |  |  | Rusia | Rusia membantah mengirim pasukan | satu.txt | 2024-11-19"
        ]
    );
}

#[test]
fn disagreements_show_both_sides() {
    let rows = stock("disagreements");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert!(
        rows[0].starts_with("conflictsWith | TASS | estimated |"),
        "{rows:?}"
    );
    assert!(rows[0].ends_with("NIS: 3.000 tentara"), "{rows:?}");
}

#[test]
fn plans_are_shown_with_what_became_of_them() {
    assert_eq!(
        stock("plans"),
        ["Alexander Kozlov | met | Kim Jong Un | planned |  | happened | 2024-11-18 | 1"]
    );
}

#[test]
fn near_duplicates_name_the_copy_and_the_first() {
    assert_eq!(
        stock("near-duplicates"),
        [
            "satu.txt | Liputan6.com | 2024-11-19 | tiga.txt | Suara Kota | 2024-11-20 | Pasukan \"Utara\" tiba"
        ]
    );
}

#[test]
fn every_stock_query_runs_and_answers_the_same_twice() {
    for query in rdf::stock::list() {
        assert_eq!(rows(query.text), rows(query.text), "{}", query.name);
    }
    assert_eq!(stock("timeline").len(), 1);
    assert_eq!(stock("who-says-what"), ["NIS | 2 | 2 | 2"]);
    let about = rdf::stock::get("everything-about").unwrap();
    assert_eq!(
        rows(&about.naming(&["Moskow".to_owned()]).unwrap()).len(),
        2
    );
}

#[test]
fn only_the_asserted_and_actual_becomes_an_edge() {
    assert_eq!(
        rows("SELECT ?s ?p ?o { GRAPH <graph/edges> { ?s ?p ?o } } ORDER BY ?s"),
        [
            "<https://simpul.dev/id/person-kim> | <https://simpul.dev/ontology#met> | <https://simpul.dev/id/person-kozlov>",
            "<https://simpul.dev/id/person-kozlov> | <https://simpul.dev/ontology#met> | <https://simpul.dev/id/person-kim>",
        ]
    );
}

#[test]
fn no_query_needs_a_graph_name_and_nothing_counts_twice() {
    assert_eq!(
        rows("SELECT (COUNT(?c) AS ?n) { ?c a simpul:Claim }"),
        ["5"]
    );
    let anywhere =
        "SELECT (COUNT(?c) AS ?n) { GRAPH <graph/document-aaaaaaaa> { ?c a simpul:Claim } }";
    assert_eq!(rows(anywhere), ["4"]);
    let triples: BTreeSet<String> = rdf::quads(&graph(), &Base::default())
        .map(|q| format!("{} {} {}", q.subject, q.predicate, q.object))
        .collect();
    assert_eq!(
        triples.len(),
        rdf::quads(&graph(), &Base::default()).count()
    );
}

#[test]
fn what_happened_is_typed_by_the_ontology() {
    assert_eq!(
        rows(
            "SELECT ?a { ?o a simpul:Meeting ; simpul:participant ?a ; simpul:location id:place-pyongyang } ORDER BY ?a"
        ),
        [
            "<https://simpul.dev/id/person-kim>",
            "<https://simpul.dev/id/person-kozlov>"
        ]
    );
    assert!(rows("SELECT ?o { ?o a simpul:Deployment }").is_empty());
}

pub(crate) fn written(graph: &Graph, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    rdf::write(graph, format, &Base::default(), &mut out).unwrap();
    out
}

pub(crate) fn read(bytes: &[u8], format: RdfFormat) -> BTreeSet<String> {
    let quads = RdfParser::from_format(format).for_slice(bytes);
    quads.map(|quad| quad.unwrap().to_string()).collect()
}

/// The same graph with whatever order a caller can choose turned round.
fn turned() -> Graph {
    let mut graph = graph();
    graph.claims.reverse();
    let last = graph.claims.len() - 1;
    for link in &mut graph.links {
        (link.from, link.to) = (last - link.from, last - link.to);
    }
    graph.propositions.reverse();
    for outcome in &mut graph.outcomes {
        (outcome.from, outcome.of) = (last - outcome.from, last - outcome.of);
    }
    for claim in &mut graph.claims {
        claim.proposition = last - claim.proposition;
    }
    for proposition in &mut graph.propositions {
        proposition.claims = proposition.claims.iter().map(|at| last - at).collect();
    }
    graph
}

#[test]
fn files_are_the_same_bytes_whatever_the_order() {
    for format in Format::ALL {
        let first = written(&graph(), format);
        assert!(first == written(&graph(), format), "{}", format.name());
        assert!(first == written(&turned(), format), "{}", format.name());
    }
}

#[test]
fn files_of_triples_say_the_same() {
    let expected = read(&written(&graph(), Format::NTriples), RdfFormat::NTriples);
    assert!(expected.len() > 150);
    assert_eq!(
        read(&written(&graph(), Format::Turtle), RdfFormat::Turtle),
        expected
    );
    assert_eq!(
        read(&written(&graph(), Format::RdfXml), RdfFormat::RdfXml),
        expected
    );
    let profile = oxigraph::io::JsonLdProfileSet::empty();
    let jsonld = read(
        &written(&graph(), Format::JsonLd),
        RdfFormat::JsonLd { profile },
    );
    assert_eq!(jsonld, expected);
}

#[test]
fn files_of_quads_repeat_named_graphs_in_the_default_graph() {
    let nquads = read(&written(&graph(), Format::NQuads), RdfFormat::NQuads);
    assert_eq!(
        read(&written(&graph(), Format::TriG), RdfFormat::TriG),
        nquads
    );
    let triples = read(&written(&graph(), Format::NTriples), RdfFormat::NTriples);
    assert!(triples.is_subset(&nquads));
    let named: Vec<Quad> = rdf::quads(&graph(), &Base::default()).collect();
    let named = named
        .iter()
        .filter(|quad| quad.graph_name != GraphName::DefaultGraph);
    assert_eq!(nquads.len(), triples.len() + named.count());
}

#[test]
fn there_are_no_blank_nodes_and_every_iri_is_sound() {
    let sound = |term: &Term| match term {
        Term::NamedNode(node) => oxigraph::model::NamedNode::new(node.as_str()).is_ok(),
        Term::BlankNode(_) | Term::Triple(_) => false,
        Term::Literal(_) => true,
    };
    for Quad {
        subject, object, ..
    } in rdf::quads(&graph(), &Base::default())
    {
        let NamedOrBlankNode::NamedNode(subject) = subject else {
            panic!("blank {subject}")
        };
        assert!(sound(&subject.clone().into()), "{subject}");
        assert!(sound(&object), "{object}");
    }
}

#[test]
fn another_base_changes_no_local_part() {
    let other = Base::new("https://example.org/x/").unwrap();
    let mut out = Vec::new();
    rdf::write(&graph(), Format::NTriples, &other, &mut out).unwrap();
    let text = String::from_utf8(out)
        .unwrap()
        .replace("https://example.org/x/", rdf::iri::DEFAULT);
    let lines: BTreeSet<_> = text.lines().map(str::to_owned).collect();
    let expected = String::from_utf8(written(&graph(), Format::NTriples)).unwrap();
    assert_eq!(lines, expected.lines().map(str::to_owned).collect());
}
