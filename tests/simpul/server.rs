//! The server through a plain socket: protocol, negotiation, faults, pages, time-outs.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use simpul::graph::{Entity, Graph};
use simpul::rdf::{Base, Dataset};
use simpul::record::EntityType;
use simpul::serve::{Articles, ServeOptions, Server, Site};

/// Starts a server on a free port that lives as long as the test process.
fn start(timeout: Duration) -> SocketAddr {
    let russia = Entity {
        id: "state-russia".to_owned(),
        kind: EntityType::State,
        name: "Rusia".to_owned(),
        english: Some("Russia".to_owned()),
        wikidata: Some("Q159".to_owned()),
        forms: BTreeMap::new(),
        mentions: BTreeMap::new(),
    };
    let graph = Graph {
        entities: BTreeMap::from([(russia.id.clone(), russia)]),
        ..Graph::default()
    };
    let base = Base::default();
    let dataset = Dataset::new(&graph, &base).unwrap();
    let site = Site::new(graph, Articles::default(), &base);
    let addr = "127.0.0.1:0".parse().unwrap();
    let options = ServeOptions {
        addr,
        timeout,
        ..ServeOptions::default()
    };
    let server = Server::bind(site, dataset, &options).unwrap();
    let addr = server.addr().unwrap();
    std::thread::spawn(move || server.run_until(std::future::pending()));
    addr
}

/// Sends one request and reads all of the response, head and body.
fn talk(addr: SocketAddr, line: &str, headers: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(addr).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let length = body.len();
    write!(
        stream,
        "{line} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
    )
    .unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response
}

fn status(response: &str) -> &str {
    response.split(' ').nth(1).unwrap()
}

#[test]
fn the_endpoint_speaks_the_protocol() {
    let addr = start(Duration::from_secs(20));
    let ask = "GET /sparql?query=ASK%20%7B%7D";

    let json = talk(addr, ask, "", "");
    assert_eq!(status(&json), "200", "{json}");
    assert!(
        json.contains("content-type: application/sparql-results+json"),
        "{json}"
    );
    assert!(json.ends_with("{\"head\":{},\"boolean\":true}"), "{json}");
    let xml = talk(
        addr,
        ask,
        "Accept: text/turtle, application/sparql-results+xml;q=0.1\r\n",
        "",
    );
    assert!(xml.contains("<boolean>true</boolean>"), "{xml}");

    let form = "Content-Type: application/x-www-form-urlencoded\r\nAccept: text/csv\r\n";
    let csv = talk(
        addr,
        "POST /sparql",
        form,
        "query=SELECT+(1+AS+%3Fn)+%7B%7D",
    );
    assert!(csv.ends_with("n\r\n1\r\n"), "{csv}");
    let bare = "Content-Type: application/sparql-query\r\nAccept: application/n-triples\r\n";
    let triples = talk(
        addr,
        "POST /sparql",
        bare,
        "CONSTRUCT { <a:b> <a:c> <a:d> } WHERE {}",
    );
    assert!(triples.ends_with("<a:b> <a:c> <a:d> .\n"), "{triples}");

    let dataset = "GET /sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D&default-graph-uri=https%3A%2F%2Fexample.org%2F";
    assert!(talk(addr, dataset, "", "").ends_with("\"boolean\":false}"));
    let service = talk(addr, "GET /sparql", "", "");
    assert!(
        service.contains("sparql-service-description#UnionDefaultGraph"),
        "{service}"
    );
}

#[test]
fn faults_have_their_status() {
    let addr = start(Duration::from_secs(20));
    let wrong = talk(addr, "GET /sparql?query=SELECT%0A%3Fs%20WHERE", "", "");
    assert_eq!(status(&wrong), "400");
    assert!(wrong.contains("at line 2, column"), "{wrong}");
    assert_eq!(status(&talk(addr, "DELETE /sparql", "", "")), "405");
    let image = talk(
        addr,
        "GET /sparql?query=ASK%7B%7D",
        "Accept: image/png\r\n",
        "",
    );
    assert_eq!(status(&image), "406");
    assert_eq!(
        status(&talk(
            addr,
            "POST /sparql",
            "Content-Type: text/csv\r\n",
            "a"
        )),
        "415"
    );
    let update = "Content-Type: application/sparql-update\r\n";
    assert_eq!(
        status(&talk(addr, "POST /sparql", update, "CLEAR ALL")),
        "403"
    );
    assert_eq!(status(&talk(addr, "GET /id/state-nowhere", "", "")), "404");
    assert_eq!(status(&talk(addr, "GET /nowhere", "", "")), "404");
}

#[test]
fn browsers_get_pages() {
    let addr = start(Duration::from_secs(20));
    let front = talk(
        addr,
        "GET /sparql?stock=estimates",
        "Accept: text/html\r\nAccept-Language: id\r\n",
        "",
    );
    assert!(
        front.contains("simpul:estimated") && front.contains("Siapa bertemu siapa"),
        "{front}"
    );
    let answer = talk(
        addr,
        "GET /sparql?query=ASK%7B%7D",
        "Accept: text/html,*/*;q=0.8\r\n",
        "",
    );
    assert!(answer.contains(">Yes</p>"), "{answer}");
}

#[test]
fn a_query_that_runs_too_long_is_stopped() {
    let addr = start(Duration::from_millis(200));
    let headers = "Content-Type: application/sparql-query\r\n";
    let query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?b ?f . ?g ?b ?i . ?j ?b ?k }";
    let slow = talk(addr, "POST /sparql", headers, query);
    assert_eq!(status(&slow), "503", "{slow}");
    assert!(talk(addr, "GET /sparql?query=ASK%7B%7D", "", "").ends_with("true}"));
}

#[test]
fn every_iri_of_the_base_is_described() {
    let addr = start(Duration::from_secs(20));
    let turtle = talk(addr, "GET /id/state-russia", "Accept: text/turtle\r\n", "");
    assert!(
        turtle.contains("content-type: text/turtle; charset=utf-8"),
        "{turtle}"
    );
    assert!(
        turtle.contains("skos:prefLabel \"Rusia\"@id , \"Russia\"@en"),
        "{turtle}"
    );
    let page = talk(addr, "GET /id/state-russia", "Accept: text/html\r\n", "");
    assert!(page.contains("<html lang=\"en\">"), "{page}");
}
