//! Servers on free ports, and a client that speaks to them through a plain socket, byte by byte.
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a helper that cannot go on fails its test"
)]

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use simpul::graph::Graph;
use simpul::rdf::{Base, Dataset};
use simpul::serve::{Articles, ServeOptions, Server, Site, Token, Writing};
use simpul::store::{Change, Store};

/// The token of writable servers.
pub(crate) const TOKEN: &str = "rahasia-untuk-uji-saja";

/// Options of a server on a free port.
pub(crate) fn options() -> ServeOptions {
    ServeOptions {
        addr: "127.0.0.1:0".parse().unwrap(),
        ..ServeOptions::default()
    }
}

/// A site without an article.
pub(crate) fn no_pages() -> Site {
    Site::new(Graph::default(), Articles::default(), &Base::default())
}

/// The ontology, and statements in graphs `http://ex.org/g1` to `g3`: each has its own number.
pub(crate) fn dataset() -> Dataset {
    let dataset = Dataset::new(&Graph::default(), &Base::default()).unwrap();
    let mut add = String::new();
    for n in 1..=3 {
        writeln!(
            add,
            "<http://ex.org/s{n}> <http://ex.org/p> \"{n}\" <http://ex.org/g{n}> ."
        )
        .unwrap();
    }
    let change = Change {
        add,
        ..Change::default()
    };
    dataset.replay(&[change]).unwrap();
    dataset
}

/// Starts a server that lives as long as the test process.
pub(crate) fn start(dataset: Dataset, options: &ServeOptions) -> SocketAddr {
    run(Server::bind(no_pages(), dataset, options).unwrap())
}

/// Starts a writable server over the store in a folder, with what was written to it before.
pub(crate) fn start_writable(folder: &std::path::Path, options: &ServeOptions) -> SocketAddr {
    run(writable(folder, options))
}

/// A writable server that does not run yet.
pub(crate) fn writable(folder: &std::path::Path, options: &ServeOptions) -> Server {
    let store = Store::create_or_open(folder).unwrap();
    let (journal, changes) = store.journal().unwrap();
    let dataset = dataset();
    dataset.replay(&changes.changes).unwrap();
    let writing = Writing::new(journal, Token::new(TOKEN).unwrap());
    Server::bind_writable(no_pages(), dataset, options, writing).unwrap()
}

fn run(server: Server) -> SocketAddr {
    let addr = server.addr().unwrap();
    std::thread::spawn(move || server.run_until(std::future::pending()));
    addr
}

/// A response as it came.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// Lower-case names and values, a line each.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Response {
    /// Takes a response apart; what is none has status 0.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Self {
            status: status.unwrap_or(0),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut named = lines.filter(|(found, _)| found.eq_ignore_ascii_case(name));
        named.next().map(|(_, value)| value)
    }
}

/// Connects, with a time limit for reading.
pub(crate) fn connect(addr: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(addr).unwrap();
    let limit = Some(Duration::from_secs(30));
    stream.set_read_timeout(limit).unwrap();
    stream
}

/// Sends bytes as they are and reads until the server closes.
pub(crate) fn raw(addr: SocketAddr, bytes: &[u8]) -> Response {
    let mut stream = connect(addr);
    // The server may have closed already, having seen enough.
    drop(stream.write_all(bytes));
    let mut response = Vec::new();
    drop(stream.read_to_end(&mut response));
    Response::parse(&response)
}

/// Sends one request. Headers are lines without line breaks; a length is added.
pub(crate) fn send(
    addr: SocketAddr,
    method: &str,
    target: &str,
    headers: &[&str],
    body: &[u8],
) -> Response {
    let mut request = format!("{method} {target} HTTP/1.1\r\nConnection: close\r\n");
    if !headers.iter().any(|line| line.starts_with("Host:")) {
        write!(request, "Host: {addr}\r\n").unwrap();
    }
    write!(request, "Content-Length: {}\r\n", body.len()).unwrap();
    for line in headers {
        request += line;
        request += "\r\n";
    }
    request += "\r\n";
    raw(addr, &[request.as_bytes(), body].concat())
}

/// A value as part of an address.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").unwrap();
        }
    }
    out
}

/// The answer to an ASK, by GET.
pub(crate) fn ask(addr: SocketAddr, pattern: &str) -> bool {
    let target = format!("/sparql?query={}", encode(&format!("ASK {{ {pattern} }}")));
    let response = send(addr, "GET", &target, &[], b"");
    assert_eq!(response.status, 200, "{response:?}");
    response.body.ends_with("true}")
}
