//! A server on documents, and a client that sees pages as a browser does.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use dom_query::Document;
use simpul::graph;
use simpul::rdf::{Base, Dataset};
use simpul::serve::{Articles, ServeOptions, Server, Site};
use simpul::store::{StoreError, Stored};

/// Starts a server on a free port.
pub(super) fn serve(documents: impl Iterator<Item = Result<Stored, StoreError>>) -> SocketAddr {
    let documents: Vec<Stored> = documents.collect::<Result<_, _>>().unwrap();
    let records: Vec<_> = documents
        .iter()
        .map(|stored| stored.record.clone())
        .collect();
    let articles = Articles::of(documents.into_iter().map(Ok)).unwrap();
    let graph = graph::build(&records);
    let base = Base::default();
    let dataset = Dataset::new(&graph, &base).unwrap();
    let options = ServeOptions {
        addr: "127.0.0.1:0".parse().unwrap(),
        ..ServeOptions::default()
    };
    let server = Server::bind(Site::new(graph, articles, &base), dataset, &options).unwrap();
    let addr = server.addr().unwrap();
    std::thread::spawn(move || server.run_until(std::future::pending()));
    addr
}

/// A response.
pub(super) struct Page {
    pub(super) path: String,
    pub(super) status: u16,
    pub(super) head: String,
    /// Content type.
    pub(super) kind: String,
    pub(super) body: String,
}

impl Page {
    /// Asks for an address, as a browser unless `headers` say otherwise.
    pub(super) fn get(addr: SocketAddr, path: &str, headers: &str) -> Self {
        let accept = if headers.contains("Accept:") {
            ""
        } else {
            "Accept: text/html,*/*;q=0.8\r\n"
        };
        let mut stream = TcpStream::connect(addr).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n{accept}{headers}\r\n"
        )
        .unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let kind = head
            .lines()
            .find_map(|line| line.strip_prefix("content-type: "));
        Self {
            path: path.to_owned(),
            status,
            head: head.to_owned(),
            kind: kind.unwrap_or_default().to_owned(),
            body: body.to_owned(),
        }
    }

    pub(super) fn dom(&self) -> Document {
        Document::from(self.body.as_str())
    }

    /// The words of the elements that a selector finds, spaces folded.
    pub(super) fn texts(&self, selector: &str) -> Vec<String> {
        let dom = self.dom();
        let found = dom.select(selector);
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        found.iter().map(|one| folded(&one.text())).collect()
    }

    /// Addresses of all links, as they stand.
    pub(super) fn links(&self) -> Vec<String> {
        let dom = self.dom();
        let found = dom.select("a[href], link[href], area[href]");
        found
            .iter()
            .filter_map(|link| link.attr("href"))
            .map(|href| href.to_string())
            .collect()
    }

    pub(super) fn ids(&self) -> BTreeSet<String> {
        let dom = self.dom();
        let found = dom.select("[id]");
        found
            .iter()
            .filter_map(|one| one.attr("id"))
            .map(|id| id.to_string())
            .collect()
    }

    /// A link's address on this server.
    pub(super) fn resolve(&self, target: &str) -> String {
        if target.is_empty() {
            self.path.clone()
        } else if target.starts_with('?') {
            let path = self.path.split('?').next().unwrap();
            format!("{path}{target}")
        } else {
            target.to_owned()
        }
    }
}
