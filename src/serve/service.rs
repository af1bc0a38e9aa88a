//! What the endpoint can do, in the words of
//! [SPARQL 1.1 Service Description](https://www.w3.org/TR/sparql11-service-description/).

use oxigraph::model::{GraphName, NamedNode, Quad, vocab::rdf};

use crate::rdf::Answer;

const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
const FORMATS: &str = "http://www.w3.org/ns/formats/";

const RESULTS: [&str; 8] = [
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
];

/// The description of the endpoint at a host's `/sparql`.
pub(super) fn description(host: &str, writable: bool) -> Answer {
    let own = NamedNode::new(format!("http://{host}/sparql"));
    let endpoint = own.unwrap_or_else(|_| NamedNode::new_unchecked("http://localhost/sparql"));
    let sd = |local: &str| NamedNode::new_unchecked(format!("{SD}{local}"));
    let part = |name: &str| NamedNode::new_unchecked(format!("{}#{name}", endpoint.as_str()));
    let (dataset, graph) = (part("dataset"), part("default-graph"));
    let of = |subject: &NamedNode, predicate: NamedNode, object: NamedNode| {
        Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph)
    };
    let a = || rdf::TYPE.into_owned();
    let mut said = vec![
        of(&endpoint, a(), sd("Service")),
        of(&endpoint, sd("endpoint"), endpoint.clone()),
        of(&endpoint, sd("feature"), sd("UnionDefaultGraph")),
        of(&endpoint, sd("supportedLanguage"), sd("SPARQL11Query")),
        of(&endpoint, sd("defaultDataset"), dataset.clone()),
        of(&dataset, a(), sd("Dataset")),
        of(&dataset, sd("defaultGraph"), graph.clone()),
        of(&graph, a(), sd("Graph")),
    ];
    if writable {
        said.push(of(&endpoint, sd("supportedLanguage"), sd("SPARQL11Update")));
    }
    said.extend(RESULTS.map(|format| {
        let format = NamedNode::new_unchecked(format!("{FORMATS}{format}"));
        of(&endpoint, sd("resultFormat"), format)
    }));
    Answer::Graph(said)
}
