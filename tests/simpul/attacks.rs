//! Requests that mean harm, byte by byte: each gets its refusal, and the server goes on answering others.

use std::net::SocketAddr;
use std::time::Duration;

use simpul::serve::ServeOptions;

use super::http::{ask, dataset, encode, options, raw, send, start};

const FIXED: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
         connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
];

fn alive(addr: SocketAddr) -> bool {
    ask(addr, "?s ?p ?o")
}

#[test]
fn every_answer_carries_the_headers_that_protect_its_reader() {
    let addr = start(dataset(), &options());
    for (method, target) in [
        ("GET", "/"),
        ("GET", "/sparql"),
        ("GET", "/sparql?query=nonsense"),
        ("GET", "/nowhere"),
        ("PUT", "/sparql"),
        ("OPTIONS", "/sparql"),
        ("GET", "/id/state-nowhere"),
    ] {
        let found = send(addr, method, target, &["Origin: https://a.example"], b"");
        for (name, value) in FIXED {
            assert_eq!(found.header(name), Some(value), "{method} {target}");
        }
        let shared = found.header("access-control-allow-origin");
        assert_eq!(shared, None, "{method} {target}");
    }
}

#[test]
fn another_site_reads_only_when_it_was_named() {
    let options = ServeOptions {
        cors: Some("https://a.example".to_owned()),
        ..options()
    };
    let addr = start(dataset(), &options);
    let other = ["Origin: https://b.example"];
    let found = send(addr, "GET", "/sparql?query=ASK%7B%7D", &other, b"");
    let allowed = found.header("access-control-allow-origin");
    assert_eq!(allowed, Some("https://a.example"));
    assert!(found.head.to_ascii_lowercase().contains("vary: origin"));
    let preflight = [
        "Origin: https://a.example",
        "Access-Control-Request-Method: PUT",
    ];
    let found = send(addr, "OPTIONS", "/graph-store", &preflight, b"");
    let methods = found.header("access-control-allow-methods");
    assert_eq!(methods, Some("GET, HEAD, POST"));
}

#[test]
fn a_foreign_name_for_this_machine_is_not_answered() {
    let addr = start(dataset(), &options());
    let target = "/sparql?query=ASK%7B%7D";
    for (host, status) in [
        ("Host: attacker.example", 421),
        ("Host: localhost.attacker.example", 421),
        ("Host: ", 421),
        ("Host: localhost", 200),
        ("Host: localhost:1", 200),
        ("Host: [::1]:7878", 200),
    ] {
        let found = send(addr, "GET", target, &[host], b"");
        assert_eq!(found.status, status, "{host}");
    }
    let absolute = format!("http://attacker.example{target}");
    let hidden = send(addr, "GET", &absolute, &["Host: localhost"], b"");
    assert_eq!(hidden.status, 421);
    let twice = raw(
        addr,
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: attacker.example\r\nConnection: close\r\n\r\n",
    );
    assert_eq!(twice.status, 400);
    let named = ServeOptions {
        hosts: vec!["berita.example".to_owned()],
        ..options()
    };
    let addr = start(dataset(), &named);
    let found = send(addr, "GET", target, &["Host: Berita.Example:443"], b"");
    assert_eq!(found.status, 200);
}

#[test]
fn nothing_that_is_sent_becomes_a_header() {
    let addr = start(dataset(), &options());
    let evil = "%0d%0aX-Evil:%20yes%0d%0a%0d%0a<script>";
    for target in [
        format!("/id/a{evil}"),
        format!("/sparql?query=ASK%7B%7D&format={evil}"),
        format!("/sparql?query={evil}"),
        format!("/sparql?query=ASK%7B%7D&default-graph-uri={evil}"),
        format!("/graph-store?graph={evil}"),
        format!("/graph-store?graph=a:b{evil}"),
        format!("/?stock={evil}"),
        format!("/{evil}"),
    ] {
        let found = send(addr, "GET", &target, &[], b"");
        assert_eq!(found.header("x-evil"), None, "{target}: {found:?}");
        assert!(!found.body.starts_with("<script>"), "{target}: {found:?}");
        assert_ne!(found.status, 500, "{target}: {found:?}");
    }
    let host = format!("Host: localhost{}", "\u{1}");
    let found = send(addr, "GET", "/sparql", &[&host], b"");
    assert!((400..500).contains(&found.status), "{found:?}");
}

#[test]
fn no_path_leads_to_files() {
    let addr = start(dataset(), &options());
    for path in [
        "/../../../../etc/passwd",
        "/id/../../../../etc/passwd",
        "/id/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/id/..%5c..%5cetc/passwd",
        "/id//etc/passwd",
        "/id/%00/etc/passwd",
        "/static/%2e%2e/%2e%2e/Cargo.toml",
        "//etc/passwd",
        "/id/%ff%fe",
        "/graph-store?graph=file:///etc/passwd",
    ] {
        let found = send(addr, "GET", path, &[], b"");
        assert!((400..500).contains(&found.status), "{path}: {found:?}");
        assert!(!found.body.contains("root:"), "{path}");
    }
}

#[test]
fn what_is_no_request_is_refused_and_harms_nobody() {
    let addr = start(dataset(), &options());
    let post = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/sparql-query\r\n";
    for bytes in [
        b"\0\xff\xfe\r\n\r\n".to_vec(),
        b"GET\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n".to_vec(),
        b"GET /\xff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_vec(),
        b"GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        format!("{post}Content-Length: -1\r\n\r\nASK {{}}").into_bytes(),
        format!("{post}Content-Length: 99999999999999999999999\r\n\r\nASK {{}}").into_bytes(),
        format!("{post}Content-Length: 3\r\nContent-Length: 6\r\n\r\nASK {{}}").into_bytes(),
        format!("{post}Transfer-Encoding: chunked\r\n\r\nzz\r\nASK {{}}\r\n0\r\n\r\n").into_bytes(),
        format!("{post}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n").into_bytes(),
        format!("{post}Transfer-Encoding: gzip\r\n\r\nASK {{}}").into_bytes(),
    ] {
        let mut ended = bytes.clone();
        ended.extend_from_slice(b"\r\n\r\n");
        let found = raw(addr, &ended);
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        let refused = found.status == 0 || (400..600).contains(&found.status);
        assert!(refused && found.status != 500, "{shown}: {found:?}");
        assert!(alive(addr), "{shown}");
    }
    // Two lengths that differ in kind are how a second request is smuggled past a proxy.
    let smuggled = format!(
        "{post}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
    );
    let found = raw(addr, smuggled.as_bytes());
    assert!((400..500).contains(&found.status), "{found:?}");
    assert!(!found.body.contains("HTTP/1.1"), "{found:?}");
}

#[test]
fn what_is_too_large_is_refused() {
    let addr = start(dataset(), &options());
    let long = format!("/sparql?query={}", "x".repeat(40_000));
    assert_eq!(send(addr, "GET", &long, &[], b"").status, 414);
    let longer = format!("/sparql?query={}", "x".repeat(70_000));
    let found = send(addr, "GET", &longer, &[], b"").status;
    assert!([414, 431].contains(&found), "{found}");
    let header = format!("X-Large: {}", "x".repeat(100_000));
    let found = send(addr, "GET", "/sparql", &[&header], b"");
    assert_eq!(found.status, 431, "{found:?}");
    let many = vec!["X-Many: 1"; 200];
    assert_eq!(send(addr, "GET", "/sparql", &many, b"").status, 431);

    let query = ["Content-Type: application/sparql-query"];
    let body = vec![b' '; 300_000];
    let found = send(addr, "POST", "/sparql", &query, &body);
    assert_eq!(found.status, 413, "{found:?}");
    let mut chunked = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..30 {
        chunked.extend_from_slice(b"4000\r\n");
        chunked.extend_from_slice(&[b' '; 0x4000]);
        chunked.extend_from_slice(b"\r\n");
    }
    chunked.extend_from_slice(b"0\r\n\r\n");
    assert_eq!(raw(addr, &chunked).status, 413);
    assert!(alive(addr));
}

#[test]
fn text_made_to_exhaust_the_parser_ends_nothing() {
    let options = ServeOptions {
        timeout: Duration::from_secs(20),
        ..options()
    };
    let addr = start(dataset(), &options);
    let query = ["Content-Type: application/sparql-query"];
    let nested = |open: &str, n: usize| format!("ASK {{ FILTER({} }}", open.repeat(n));
    let closed = |n: usize| format!("ASK {{ FILTER({}1{}) }}", "(".repeat(n), ")".repeat(n));
    for text in [
        nested("(", 100_000),
        nested("!", 100_000),
        nested("(", 2_000),
        nested("!", 2_000),
        closed(1_000),
        format!("ASK {}{}", "{".repeat(2_000), "}".repeat(2_000)),
        format!("ASK {{ FILTER(1{}) }}", "+1".repeat(100_000)),
        format!("ASK {{ FILTER(1{}) }}", "||1".repeat(80_000)),
        format!("ASK {{ FILTER(1{}) }}", "-1".repeat(100_000)),
        format!("ASK {{ ?s <a:b>{} ?o }}", "/<a:b>".repeat(40_000)),
        format!("ASK {{ ?s <a:b>{} ?o }}", "|^<a:b>".repeat(35_000)),
        format!("ASK {{ ?s <a:b>{} ?o }}", "*".repeat(100_000)),
        format!("ASK {{ {{}}{} }}", " UNION {}".repeat(2_000)),
        format!("ASK {{ ?s ?p ?o{} }}", " OPTIONAL {}".repeat(2_000)),
        format!("ASK {{ {} }}", "?s ?p ?o . ".repeat(20_000)),
        format!("ASK {{ ?s ?p {} }}", "[ ?p ".repeat(2_000)),
        format!("ASK {{ ?s ?p {} }}", "<< ?s ?p ".repeat(20_000)),
        format!("SELECT * {{ BIND({}1 AS ?x) }}", "- ".repeat(100_000)),
    ] {
        let found = send(addr, "POST", "/sparql", &query, text.as_bytes());
        let shown: String = text.chars().take(40).collect();
        assert!(
            [200, 400, 503].contains(&found.status),
            "{shown}: {found:?}"
        );
        assert!(alive(addr), "{shown}");
    }
    let by_get = format!("/sparql?query={}", encode(&nested("(", 9_000)));
    assert_eq!(send(addr, "GET", &by_get, &[], b"").status, 400);
}
