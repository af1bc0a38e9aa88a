//! SPARQL 1.1 Protocol and Graph Store Protocol as tables of requests and expected answers.
//!
//! The cases are those of the W3C protocol test suite, in requests of our own.

use std::net::SocketAddr;

use super::http::{TOKEN, ask, dataset, encode, options, send, start, start_writable};

/// One request and what must come back.
struct Case {
    name: &'static str,
    method: &'static str,
    target: &'static str,
    headers: &'static [&'static str],
    body: &'static [u8],
    /// The one status, or 400 for any of 4xx.
    status: u16,
    /// Beginning of the media type, where there is a body.
    media_type: &'static str,
    /// Part of the body.
    contains: &'static str,
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const QUERY: &str = "Content-Type: application/sparql-query";
const UPDATE: &str = "Content-Type: application/sparql-update";
const AUTH: &str = "Authorization: Bearer rahasia-untuk-uji-saja";
const JSON: &str = "application/sparql-results+json";

fn hold(addr: SocketAddr, cases: &[Case]) {
    for case in cases {
        let found = send(addr, case.method, case.target, case.headers, case.body);
        let name = case.name;
        let fits = if case.status == 400 {
            (400..500).contains(&found.status)
        } else {
            found.status == case.status
        };
        assert!(fits, "{name}: {found:?}");
        let media_type = found.header("content-type").unwrap_or_default();
        assert!(media_type.starts_with(case.media_type), "{name}: {found:?}");
        assert!(found.body.contains(case.contains), "{name}: {found:?}");
    }
}

/// A row of the table, short.
macro_rules! case {
    ($name:literal: $method:literal $target:expr, [$($header:expr),*], $body:expr => $status:literal $type:expr, $contains:expr) => {
        Case {
            name: $name,
            method: $method,
            target: $target,
            headers: &[$($header),*],
            body: $body,
            status: $status,
            media_type: $type,
            contains: $contains,
        }
    };
}

#[test]
fn queries() {
    let addr = start(dataset(), &options());
    hold(
        addr,
        &[
            case!("by GET": "GET" "/sparql?query=ASK%20%7B%7D", [], b"" => 200 JSON, "true"),
            case!("by POST as a form": "POST" "/sparql", [FORM], b"query=ASK%20%7B%7D" => 200 JSON, "true"),
            case!("by POST directly": "POST" "/sparql", [QUERY], b"ASK {}" => 200 JSON, "true"),
            case!("default graphs by GET": "GET" "/sparql?query=ASK%7B%3Chttp%3A%2F%2Fex.org%2Fs1%3E%20%3Fp%20%221%22%20.%3Chttp%3A%2F%2Fex.org%2Fs2%3E%20%3Fp%20%222%22%20FILTER%20NOT%20EXISTS%7B%3Fs%20%3Fp%20%223%22%7D%7D&default-graph-uri=http%3A%2F%2Fex.org%2Fg1&default-graph-uri=http%3A%2F%2Fex.org%2Fg2", [], b"" => 200 JSON, "true"),
            case!("default graphs by POST": "POST" "/sparql?default-graph-uri=http%3A%2F%2Fex.org%2Fg1&default-graph-uri=http%3A%2F%2Fex.org%2Fg2", [QUERY], b"ASK { ?a ?p '1' . ?b ?p '2' FILTER NOT EXISTS { ?c ?p '3' } }" => 200 JSON, "true"),
            case!("named graphs by GET": "GET" "/sparql?query=ASK%7BGRAPH%20%3Fg%7B%3Fs%20%3Fp%20%221%22%7D%20GRAPH%20%3Fh%7B%3Fs2%20%3Fp%20%222%22%7D%20FILTER%20NOT%20EXISTS%7BGRAPH%20%3Fi%7B%3Fs3%20%3Fp%20%223%22%7D%7D%7D&named-graph-uri=http%3A%2F%2Fex.org%2Fg1&named-graph-uri=http%3A%2F%2Fex.org%2Fg2", [], b"" => 200 JSON, "true"),
            case!("named graphs by POST": "POST" "/sparql?named-graph-uri=http%3A%2F%2Fex.org%2Fg1&named-graph-uri=http%3A%2F%2Fex.org%2Fg2", [QUERY], b"ASK { GRAPH ?g { ?s ?p '1' } GRAPH ?h { ?t ?p '2' } FILTER NOT EXISTS { GRAPH ?i { ?u ?p '3' } } FILTER NOT EXISTS { ?v ?p '1' } }" => 200 JSON, "true"),
            case!("default and named graphs": "POST" "/sparql", [FORM], b"query=ASK%20%7B%20%3Fs%20%3Fp%20'3'%20GRAPH%20%3Fg%20%7B%3Ft%20%3Fp%20'1'%7D%20FILTER%20NOT%20EXISTS%20%7B%3Fu%20%3Fp%20'1'%7D%20%7D&default-graph-uri=http://ex.org/g3&named-graph-uri=http://ex.org/g1&named-graph-uri=http://ex.org/g2" => 200 JSON, "true"),
            case!("graphs of the request outrank FROM": "POST" "/sparql?default-graph-uri=http%3A%2F%2Fex.org%2Fg2", [QUERY], b"ASK FROM <http://ex.org/g1> { ?s ?p '2' FILTER NOT EXISTS { ?t ?p '1' } }" => 200 JSON, "true"),
            case!("SELECT has a type of rows": "POST" "/sparql", [QUERY, "Accept: application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.1"], b"SELECT (1 AS ?n) {}" => 200 "application/sparql-results+xml", "<variable name=\"n\"/>"),
            case!("ASK has a type of rows": "POST" "/sparql", [QUERY, "Accept: application/sparql-results+xml"], b"ASK {}" => 200 "application/sparql-results+xml", "<boolean>true"),
            case!("DESCRIBE has a type of RDF": "POST" "/sparql", [QUERY, "Accept: application/rdf+xml"], b"DESCRIBE <http://ex.org/s1>" => 200 "application/rdf+xml", "http://ex.org/s1"),
            case!("CONSTRUCT has a type of RDF": "POST" "/sparql", [QUERY, "Accept: text/turtle"], b"CONSTRUCT { ?s <http://ex.org/q> ?o } WHERE { ?s <http://ex.org/p> ?o }" => 200 "text/turtle", "<http://ex.org/q> \"1\""),
        ],
    );
}

#[test]
fn bad_queries() {
    let addr = start(dataset(), &options());
    hold(
        addr,
        &[
            case!("another method": "PUT" "/sparql?query=ASK%20%7B%7D", [], b"" => 405 "", ""),
            case!("several queries": "GET" "/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", [], b"" => 400 "text/plain", "more than one"),
            case!("a wrong media type": "POST" "/sparql", ["Content-Type: text/plain"], b"ASK {}" => 415 "text/plain", "text/plain"),
            case!("a form without its type": "POST" "/sparql", [], b"query=ASK%20%7B%7D" => 400 "text/plain", "send application/x-www-form-urlencoded"),
            case!("a query without its type": "POST" "/sparql", [], b"ASK {}" => 400 "text/plain", ""),
            case!("UTF-16 by its name": "POST" "/sparql", ["Content-Type: application/sparql-query; charset=UTF-16"], b"\xff\xfeA\0S\0K\0 \0{\0}\0" => 400 "text/plain", "UTF-16"),
            case!("UTF-16 without its name": "POST" "/sparql", [QUERY], b"\xff\xfeA\0S\0K\0 \0{\0}\0" => 400 "text/plain", "UTF-8"),
            case!("no SPARQL": "GET" "/sparql?query=ASK%20%7B%0A%3Fs%20%7D", [], b"" => 400 "text/plain", "line 2, column"),
            case!("an empty query": "GET" "/sparql?query=", [], b"" => 400 "text/plain", "line 1"),
            case!("no type that we have": "GET" "/sparql?query=ASK%20%7B%7D", ["Accept: image/png"], b"" => 406 "text/plain", JSON),
            case!("another server": "POST" "/sparql", [QUERY], b"ASK { SERVICE SILENT <http://127.0.0.1/> { ?s ?p ?o } }" => 403 "text/plain", "SERVICE is refused"),
            case!("a graph that is no IRI": "GET" "/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", [], b"" => 400 "text/plain", "no iri"),
            case!("an update, though we only read": "POST" "/sparql", [UPDATE], b"CLEAR ALL" => 403 "text/plain", "--writable"),
            case!("the same at its own address": "POST" "/update", [UPDATE, AUTH], b"CLEAR ALL" => 403 "text/plain", "--writable"),
        ],
    );
}

#[test]
fn every_form_of_an_answer() {
    let addr = start(dataset(), &options());
    let rows = "/sparql?query=SELECT%20%3Fn%20%7BVALUES%20%3Fn%20%7B1%7D%7D";
    let graph = "/sparql?query=CONSTRUCT%20%7B%3Chttp%3A%2F%2Fex.org%2Fs%3E%20%3Chttp%3A%2F%2Fex.org%2Fp%3E%201%7D%20WHERE%20%7B%7D";
    for (target, media_type, part) in [
        (
            rows,
            "application/sparql-results+json",
            "\"bindings\":[{\"n\"",
        ),
        (
            rows,
            "application/sparql-results+xml",
            "<binding name=\"n\">",
        ),
        (rows, "text/csv", "n\r\n1\r\n"),
        (rows, "text/tab-separated-values", "?n\n1\n"),
        (rows, "text/html", "<th>n"),
        (graph, "text/turtle", "<http://ex.org/p> 1"),
        (graph, "application/n-triples", "XMLSchema#integer> .\n"),
        (graph, "application/rdf+xml", "<rdf:Description"),
        (graph, "application/ld+json", "\"http://ex.org/p\""),
    ] {
        let accept = format!("Accept: {media_type}, */*;q=0.1");
        let found = send(addr, "GET", target, &[&accept], b"");
        assert_eq!(found.status, 200, "{media_type}");
        let told = found.header("content-type").unwrap_or_default();
        assert!(told.starts_with(media_type), "{found:?}");
        assert!(found.body.contains(part), "{found:?}");
        assert!(found.head.to_ascii_lowercase().contains("vary: accept"));

        let head = send(addr, "HEAD", target, &[&accept], b"");
        assert_eq!((head.status, head.body.as_str()), (200, ""));
        assert_eq!(
            head.header("content-length"),
            found.header("content-length")
        );
        assert_eq!(head.header("content-type"), found.header("content-type"));
    }
    let told = send(addr, "OPTIONS", "/sparql", &[], b"");
    assert_eq!(told.status, 204);
    assert!(told.head.contains("GET,HEAD,POST"), "{told:?}");
    assert_eq!(send(addr, "OPTIONS", "/nowhere", &[], b"").status, 404);
    let service = send(addr, "GET", "/sparql", &["Accept: text/turtle"], b"");
    for part in [
        "UnionDefaultGraph",
        "SPARQL11Query",
        "SPARQL_Results_CSV",
        "defaultDataset",
    ] {
        assert!(service.body.contains(part), "{part}: {service:?}");
    }
    assert!(!service.body.contains("SPARQL11Update"));
}

#[test]
fn whole_graphs_are_read() {
    let addr = start(dataset(), &options());
    hold(
        addr,
        &[
            case!("a named graph": "GET" "/graph-store?graph=http%3A%2F%2Fex.org%2Fg1", ["Accept: application/n-triples"], b"" => 200 "application/n-triples", "<http://ex.org/s1> <http://ex.org/p> \"1\" .\n"),
            case!("its head": "HEAD" "/graph-store?graph=http%3A%2F%2Fex.org%2Fg1", [], b"" => 200 "text/turtle", ""),
            case!("the default graph, which is the union": "GET" "/graph-store?default", [], b"" => 200 "text/turtle", "<http://ex.org/s3>"),
            case!("a graph that is not there": "GET" "/graph-store?graph=http%3A%2F%2Fex.org%2Fg9", [], b"" => 404 "text/plain", "<http://ex.org/g9>"),
            case!("no graph": "GET" "/graph-store", [], b"" => 400 "text/plain", "?graph=IRI"),
            case!("two graphs": "GET" "/graph-store?default&graph=http%3A%2F%2Fex.org%2Fg1", [], b"" => 400 "text/plain", ""),
            case!("a relative IRI": "GET" "/graph-store?graph=g1", [], b"" => 400 "text/plain", "absolute"),
            case!("no type that we have": "GET" "/graph-store?default", ["Accept: image/png"], b"" => 406 "text/plain", "text/turtle"),
            case!("PUT, though we only read": "PUT" "/graph-store?graph=http%3A%2F%2Fex.org%2Fg1", [AUTH, "Content-Type: text/turtle"], b"" => 403 "text/plain", "--writable"),
            case!("DELETE, though we only read": "DELETE" "/graph-store?graph=http%3A%2F%2Fex.org%2Fg1", [AUTH], b"" => 403 "text/plain", "--writable"),
        ],
    );
    assert!(ask(addr, "GRAPH <http://ex.org/g1> { ?s ?p '1' }"));
}

#[test]
fn updates() {
    let folder = tempfile::tempdir().unwrap();
    let addr = start_writable(folder.path(), &options());
    let graphs = |name: &str, default: &[u8], named: &[u8]| {
        let part =
            |name: &str, n: &u8| format!("&{name}={}", encode(&format!("http://ex.org/g{n}")));
        let default = default.iter().map(|n| part("using-graph-uri", n));
        let named = named.iter().map(|n| part("using-named-graph-uri", n));
        let parameters: String = default.chain(named).collect();
        (name.to_owned(), format!("/update?x=y{parameters}"))
    };
    let copy = |to: &str, from: &str| {
        format!("INSERT {{ GRAPH <http://ex.org/{to}> {{ ?s ?p ?o }} }} WHERE {{ {from} }}")
    };
    for (at, ((name, target), from, there, gone)) in [
        (
            graphs("the union", &[], &[]),
            "?s ?p ?o FILTER (isLiteral(?o) && STRLEN(?o) = 1)",
            "123",
            "",
        ),
        (
            graphs("one default graph", &[1], &[]),
            "?s ?p ?o",
            "1",
            "23",
        ),
        (
            graphs("several default graphs", &[1, 2], &[]),
            "?s ?p ?o",
            "12",
            "3",
        ),
        (
            graphs("named graphs", &[], &[2, 3]),
            "GRAPH ?g { ?s ?p ?o }",
            "23",
            "1",
        ),
        (
            graphs("default and named graphs", &[1], &[2]),
            "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }",
            "12",
            "3",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let to = format!("copy{at}");
        let done = send(
            addr,
            "POST",
            &target,
            &[UPDATE, AUTH],
            copy(&to, from).as_bytes(),
        );
        assert_eq!(done.status, 204, "{name}: {done:?}");
        let has = |n: char| {
            ask(
                addr,
                &format!("GRAPH <http://ex.org/{to}> {{ ?s ?p '{n}' }}"),
            )
        };
        assert!(there.chars().all(has), "{name}");
        assert!(!gone.chars().any(has), "{name}");
    }
    hold(
        addr,
        &[
            case!("as a form": "POST" "/sparql", [FORM, AUTH], b"update=INSERT%20DATA%20%7BGRAPH%20%3Chttp%3A%2F%2Fex.org%2Fform%3E%7B%3Cforms%3A1%3E%20%3Ca%3Ap%3E%201%7D%7D" => 204 "", ""),
            case!("directly": "POST" "/update", [UPDATE, AUTH], b"INSERT DATA { GRAPH <http://ex.org/direct> { <a:s> <a:p> 1 } }" => 204 "", ""),
            case!("with a base": "POST" "/update", [UPDATE, AUTH], b"BASE <http://ex.org/base/> INSERT DATA { GRAPH <g> { <s> <p> <o> } }" => 204 "", ""),
            case!("without a graph": "POST" "/update", [UPDATE, AUTH], b"INSERT DATA { <a:none> <a:p> 1 }" => 204 "", ""),
        ],
    );
    assert!(ask(
        addr,
        "GRAPH <http://ex.org/form> { <forms:1> <a:p> 1 }"
    ));
    assert!(ask(addr, "GRAPH <http://ex.org/direct> { <a:s> <a:p> 1 }"));
    assert!(ask(
        addr,
        "GRAPH <http://ex.org/base/g> { <http://ex.org/base/s> ?p <http://ex.org/base/o> }"
    ));
    assert!(ask(
        addr,
        "GRAPH <https://simpul.dev/id/graph/user> { <a:none> <a:p> 1 }"
    ));
    let service = send(addr, "GET", "/sparql", &[], b"");
    assert!(service.body.contains("SPARQL11Update"), "{service:?}");
}

#[test]
fn bad_updates() {
    let folder = tempfile::tempdir().unwrap();
    let addr = start_writable(folder.path(), &options());
    hold(
        addr,
        &[
            case!("by GET": "GET" "/sparql?update=CLEAR%20SILENT%20GRAPH%20%3Ca%3Ag%3E", [AUTH], b"" => 400 "text/plain", "by POST"),
            case!("by GET at its own address": "GET" "/update?update=CLEAR%20ALL", [AUTH], b"" => 405 "", ""),
            case!("several updates": "POST" "/update", [FORM, AUTH], b"update=CLEAR%20SILENT%20GRAPH%20%3Ca%3Ag%3E&update=CLEAR%20SILENT%20GRAPH%20%3Ca%3Ag%3E" => 400 "text/plain", "more than one"),
            case!("a wrong media type": "POST" "/update", ["Content-Type: text/plain", AUTH], b"CLEAR SILENT GRAPH <a:g>" => 400 "text/plain", "sparql-update"),
            case!("a form without its type": "POST" "/update", [AUTH], b"update=CLEAR%20SILENT%20GRAPH%20%3Ca%3Ag%3E" => 400 "text/plain", ""),
            case!("not UTF-8": "POST" "/update", ["Content-Type: application/sparql-update; charset=UTF-16", AUTH], b"C\0L\0" => 400 "text/plain", "UTF-16"),
            case!("no SPARQL": "POST" "/update", [UPDATE, AUTH], b"CLEAR\nXYZ" => 400 "text/plain", "line 2, column"),
            case!("graphs named twice": "POST" "/update?using-named-graph-uri=http%3A%2F%2Fex.org%2Fg1", [UPDATE, AUTH], b"INSERT { GRAPH <a:g> { ?s ?p ?o } } USING <http://ex.org/g2> WHERE { ?s ?p ?o }" => 400 "text/plain", "in one place"),
            case!("no token": "POST" "/update", [UPDATE], b"INSERT DATA { <a:s> <a:p> 1 }" => 401 "text/plain", "Bearer"),
            case!("another token": "POST" "/update", [UPDATE, "Authorization: Bearer rahasia-untuk-uji-sajA"], b"INSERT DATA { <a:s> <a:p> 1 }" => 401 "text/plain", "Bearer"),
            case!("what comes from articles": "POST" "/update", [UPDATE, AUTH], b"INSERT DATA { GRAPH <https://simpul.dev/id/graph/edges> { <a:s> <a:p> 1 } }" => 403 "text/plain", "<https://simpul.dev/id/graph/edges> holds"),
            case!("everything": "POST" "/update", [UPDATE, AUTH], b"CLEAR ALL" => 403 "text/plain", "made from the articles"),
            case!("from elsewhere": "POST" "/update", [UPDATE, AUTH], b"LOAD SILENT <http://127.0.0.1/>" => 403 "text/plain", "LOAD is refused"),
            case!("through elsewhere": "POST" "/update", [UPDATE, AUTH], b"INSERT { <a:s> <a:p> ?o } WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }" => 403 "text/plain", "SERVICE is refused"),
            case!("a graph that is not there": "POST" "/update", [UPDATE, AUTH], b"DROP GRAPH <a:none>" => 404 "text/plain", "a:none"),
        ],
    );
    assert!(!ask(addr, "<a:s> ?p ?o"));
}

#[test]
fn whole_graphs_are_written() {
    const NEW: &str = "/graph-store?graph=http%3A%2F%2Fex.org%2Fnew";
    const TURTLE: &str = "Content-Type: text/turtle; charset=utf-8";
    let folder = tempfile::tempdir().unwrap();
    let addr = start_writable(folder.path(), &options());
    hold(
        addr,
        &[
            case!("a new graph": "PUT" NEW, [TURTLE, AUTH], b"<s> <p> 1, [] ." => 201 "", ""),
            case!("can be read": "GET" NEW, ["Accept: application/n-triples"], b"" => 200 "application/n-triples", "<http://ex.org/s> <http://ex.org/p> _:u1n1"),
            case!("is replaced": "PUT" NEW, ["Content-Type: application/n-triples", AUTH], b"<a:s> <a:p> \"2\" .\n" => 204 "", ""),
            case!("is added to": "POST" NEW, ["Content-Type: application/ld+json", AUTH], br#"{"@id": "a:s", "a:p": 3}"# => 204 "", ""),
            case!("has both": "GET" NEW, ["Accept: application/n-triples"], b"" => 200 "application/n-triples", "<a:s> <a:p> \"2\" .\n<a:s> <a:p> \"3\"^^"),
            case!("not what was replaced": "GET" "/sparql?query=ASK%7B%3Chttp%3A%2F%2Fex.org%2Fs%3E%20%3Fp%20%3Fo%7D", [], b"" => 200 JSON, "false"),
            case!("what cannot be read": "PUT" NEW, [TURTLE, AUTH], b"<s> <p> \n <o" => 400 "text/plain", "cannot be read"),
            case!("what nobody knows": "PUT" NEW, ["Content-Type: text/csv", AUTH], b"a,b" => 415 "text/plain", "text/turtle"),
            case!("without the token": "PUT" NEW, [TURTLE], b"" => 401 "text/plain", ""),
            case!("changing a part": "PATCH" NEW, [AUTH], b"" => 405 "", ""),
            case!("is still there": "GET" NEW, ["Accept: application/n-triples"], b"" => 200 "", "<a:s> <a:p> \"2\""),
            case!("is deleted": "DELETE" NEW, [AUTH], b"" => 204 "", ""),
            case!("is gone": "GET" NEW, [], b"" => 404 "text/plain", ""),
            case!("cannot be deleted again": "DELETE" NEW, [AUTH], b"" => 404 "text/plain", ""),
            case!("an empty graph": "PUT" NEW, [TURTLE, AUTH], b"" => 201 "", ""),
            case!("is there": "GET" NEW, [], b"" => 200 "text/turtle", ""),
            case!("the default graph is added to": "POST" "/graph-store?default", [TURTLE, AUTH], b"<a:mine> <a:p> 1 ." => 201 "", ""),
            case!("and not replaced": "PUT" "/graph-store?default", [TURTLE, AUTH], b"<a:s> <a:p> 1 ." => 403 "text/plain", "the default graph"),
            case!("nor deleted": "DELETE" "/graph-store?default", [AUTH], b"" => 403 "text/plain", "the default graph"),
            case!("what comes from articles stays": "DELETE" "/graph-store?graph=https%3A%2F%2Fsimpul.dev%2Fontology", [AUTH], b"" => 403 "text/plain", "<https://simpul.dev/ontology>"),
        ],
    );
    assert!(ask(addr, "<a:mine> <a:p> 1"));
    assert_eq!(AUTH, format!("Authorization: Bearer {TOKEN}"));
}
