//! What one client takes too much of is refused or ended, others are served meanwhile, and the server stops when told.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails its test"
)]

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::thread::sleep;
use std::time::{Duration, Instant};

use simpul::serve::{ServeOptions, Server};

use super::http::{Response, ask, connect, dataset, no_pages, options, send, start};

const QUERY: [&str; 1] = ["Content-Type: application/sparql-query"];
/// Runs until it is called off.
const ENDLESS: &str = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?b ?f . ?g ?b ?i . ?j ?b ?k }";

/// An answer of some 20 MB, more than the system holds for a client that does not read.
fn large() -> String {
    let numbers: String = (0..400)
        .flat_map(|n| [n.to_string(), " ".to_owned()])
        .collect();
    let text = "x".repeat(50_000);
    format!("SELECT * {{ VALUES ?n {{ {numbers} }} VALUES ?text {{ '{text}' }} }}")
}

fn post(addr: SocketAddr, query: &str) -> Response {
    send(addr, "POST", "/sparql", &QUERY, query.as_bytes())
}

/// Sends a query without reading what comes.
fn ask_and_leave_unread(addr: SocketAddr, query: &str) -> std::net::TcpStream {
    let mut stream = connect(addr);
    let length = query.len();
    write!(
        stream,
        "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: {length}\r\n\r\n{query}"
    )
    .unwrap();
    stream
}

#[test]
fn an_answer_has_so_many_rows_and_bytes() {
    let addr = start(
        dataset(),
        &ServeOptions {
            max_rows: 100,
            max_bytes: 20_000,
            ..options()
        },
    );
    let fits = post(addr, "SELECT * { ?s a owl:Class } LIMIT 10");
    assert_eq!(fits.status, 200, "{fits:?}");
    let rows = post(addr, "SELECT ?s { ?s ?p ?o }");
    assert_eq!(rows.status, 422, "{rows:?}");
    assert!(
        rows.body
            .contains("more than 100 rows; ask for less with LIMIT")
    );
    let bytes = post(addr, "SELECT * { ?s ?p ?o . ?s ?q ?x } LIMIT 90");
    assert_eq!(bytes.status, 422, "{bytes:?}");
    assert!(bytes.body.contains("more than 20000 bytes"), "{bytes:?}");
    let triples = post(addr, "CONSTRUCT WHERE { ?s ?p ?o }");
    assert_eq!(triples.status, 422, "{triples:?}");
    let graph = send(addr, "GET", "/graph-store?default", &[], b"");
    assert_eq!(graph.status, 422, "{graph:?}");
}

#[test]
fn who_finds_no_place_is_told_to_come_again() {
    let addr = start(
        dataset(),
        &ServeOptions {
            parallel: 1,
            waiting: 1,
            timeout: Duration::from_secs(2),
            ..options()
        },
    );
    let begin = Instant::now();
    let busy: Vec<_> = (0..2)
        .map(|_| std::thread::spawn(move || post(addr, ENDLESS)))
        .collect();
    sleep(Duration::from_millis(500));
    let turned_away = post(addr, "ASK {}");
    assert_eq!(turned_away.status, 503, "{turned_away:?}");
    assert_eq!(turned_away.header("retry-after"), Some("1"));
    assert!(turned_away.body.contains("too many queries"));
    assert!(begin.elapsed() < Duration::from_millis(1_900), "at once");
    for thread in busy {
        let stopped = thread.join().unwrap();
        assert_eq!(stopped.status, 503, "{stopped:?}");
        assert_eq!(stopped.header("retry-after"), Some("1"));
    }
    // The turn comes back only once the query has noticed that it was called off.
    sleep(Duration::from_millis(500));
    assert!(ask(addr, "?s ?p ?o"));
}

#[test]
fn a_query_ends_when_its_client_leaves() {
    let addr = start(
        dataset(),
        &ServeOptions {
            parallel: 1,
            timeout: Duration::from_secs(25),
            ..options()
        },
    );
    let left = ask_and_leave_unread(addr, ENDLESS);
    sleep(Duration::from_millis(300));
    drop(left);
    let begin = Instant::now();
    assert!(ask(addr, "?s ?p ?o"));
    assert!(
        begin.elapsed() < Duration::from_secs(10),
        "{:?}",
        begin.elapsed()
    );
}

#[test]
fn slow_clients_hold_up_nobody_and_are_cut_off() {
    let patience = Duration::from_secs(2);
    let addr = start(
        dataset(),
        &ServeOptions {
            patience,
            parallel: 2,
            ..options()
        },
    );
    let mut heads: Vec<_> = (0..50).map(|_| connect(addr)).collect();
    for head in &mut heads {
        head.write_all(b"GET /sparql HTTP/1.1\r\nHost: loc")
            .unwrap();
    }
    let mut bodies: Vec<_> = (0..5).map(|_| connect(addr)).collect();
    for body in &mut bodies {
        let part = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK";
        body.write_all(part).unwrap();
    }
    let mut unread: Vec<_> = (0..2)
        .map(|_| ask_and_leave_unread(addr, &large()))
        .collect();
    for stream in &mut unread {
        stream.read_exact(&mut [0]).unwrap();
    }
    let begin = Instant::now();
    for _ in 0..5 {
        assert!(ask(addr, "?s ?p ?o"));
    }
    assert!(
        begin.elapsed() < Duration::from_secs(10),
        "{:?}",
        begin.elapsed()
    );

    for head in &mut heads {
        let mut rest = Vec::new();
        drop(head.read_to_end(&mut rest));
        let told = Response::parse(&rest).status;
        assert!([0, 408].contains(&told), "{told}");
    }
    for body in &mut bodies {
        let mut rest = Vec::new();
        drop(body.read_to_end(&mut rest));
        assert_eq!(Response::parse(&rest).status, 408);
    }
    // What was not read in time is not there any more: the connection is gone before the end.
    sleep(patience * 2);
    for stream in &mut unread {
        let mut rest = Vec::new();
        drop(stream.read_to_end(&mut rest));
        rest.insert(0, b'H');
        let head = Response::parse(&rest[..rest.len().min(2_000)]);
        let length = head
            .header("content-length")
            .unwrap_or("0")
            .parse()
            .unwrap();
        assert!(rest.len() < length, "{} of {length}", rest.len());
    }
}

#[test]
fn a_drop_at_a_time_is_not_in_time() {
    let patience = Duration::from_secs(1);
    let addr = start(
        dataset(),
        &ServeOptions {
            patience,
            ..options()
        },
    );
    let mut stream = connect(addr);
    let begin = Instant::now();
    for byte in b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    {
        if stream.write_all(&[*byte]).is_err() {
            break;
        }
        sleep(Duration::from_millis(100));
    }
    let mut rest = Vec::new();
    drop(stream.read_to_end(&mut rest));
    assert!([0, 408].contains(&Response::parse(&rest).status));
    assert!(begin.elapsed() < Duration::from_secs(15));
}

#[test]
fn idle_connections_make_room() {
    let patience = Duration::from_secs(1);
    let addr = start(
        dataset(),
        &ServeOptions {
            patience,
            connections: 3,
            ..options()
        },
    );
    let idle: Vec<_> = (0..3).map(|_| connect(addr)).collect();
    sleep(Duration::from_millis(200));
    assert!(ask(addr, "?s ?p ?o"), "served once an idle one was closed");
    drop(idle);
}

#[test]
fn the_server_stops_though_clients_hang() {
    let options = ServeOptions {
        grace: Duration::from_secs(1),
        ..options()
    };
    let server = Server::bind(no_pages(), dataset(), &options).unwrap();
    let addr = server.addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = std::thread::spawn(move || server.run_until(async { drop(stopped.await) }));
    let mut head = connect(addr);
    head.write_all(b"GET /spar").unwrap();
    let unread = ask_and_leave_unread(addr, &large());
    let endless = ask_and_leave_unread(addr, ENDLESS);
    let mut quick = connect(addr);
    sleep(Duration::from_millis(500));
    let begin = Instant::now();
    stop.send(()).unwrap();
    running.join().unwrap().unwrap();
    assert!(
        begin.elapsed() < Duration::from_secs(4),
        "{:?}",
        begin.elapsed()
    );
    let mut rest = Vec::new();
    drop(quick.read_to_end(&mut rest));
    assert!(rest.is_empty());
    drop((head, unread, endless));
}
