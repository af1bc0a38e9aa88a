//! HTTP requests → responses: which address does what, and which fault gets which status.
//!
//! | address | what |
//! | --- | --- |
//! | `/sparql` | query by GET or POST; without a query, the service description |
//! | `/id/…` | all triples of one IRI, or its page |
//!
//! All other addresses are those of [`pages`].

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use oxigraph::model::{GraphName, NamedNode, Quad, vocab::rdf};
use tokio::sync::Semaphore;

use super::ServeOptions;
use super::negotiate::{self, Form};
use super::pages::{self, Ask};
use super::protocol::{self, Fault, Request};
use super::site::{Live, Site};
use crate::rdf::{Answer, CancellationToken, Dataset, QueryOptions, RdfError};

/// What all requests share.
#[derive(Debug)]
pub(super) struct State {
    dataset: Dataset,
    /// What pages are drawn from.
    live: Arc<Live>,
    timeout: Duration,
    running: Semaphore,
}

impl State {
    pub(super) fn new(site: Site, dataset: Dataset, options: &ServeOptions) -> Self {
        Self {
            dataset,
            live: Arc::new(Live::new(site)),
            timeout: options.timeout,
            running: Semaphore::new(options.parallel.max(1)),
        }
    }
}

pub(super) fn router(state: Arc<State>) -> Router {
    let pages = pages::router(Arc::clone(&state.live));
    Router::new()
        .route("/sparql", get(by_get).post(by_post))
        .route("/id/{*local}", get(describe))
        .with_state(state)
        .merge(pages)
        .layer(from_fn(pages::for_browsers))
}

async fn by_get(
    Shared(state): Shared<Arc<State>>,
    ask: Ask,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match protocol::from_get(uri.query().unwrap_or_default()) {
        Ok(request) => answer(state, request, &headers, &ask).await,
        Err(Fault::NoQuery) => service(&headers, &ask),
        Err(fault) => refuse(&fault),
    }
}

async fn by_post(
    Shared(state): Shared<Arc<State>>,
    ask: Ask,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let content_type = text(&headers, &header::CONTENT_TYPE);
    match protocol::from_post(content_type, uri.query().unwrap_or_default(), &body) {
        Ok(request) => answer(state, request, &headers, &ask).await,
        Err(fault) => refuse(&fault),
    }
}

async fn describe(
    Shared(state): Shared<Arc<State>>,
    Path(local): Path<String>,
    ask: Ask,
    headers: HeaderMap,
) -> Response {
    let Ok(iri) = NamedNode::new(format!("{}{local}", state.dataset.base().as_str())) else {
        return missing(&ask, &headers);
    };
    let worker = Arc::clone(&state);
    let look = move || {
        if wants_page(&headers)
            && let Some(page) = pages::thing(&worker.live.now(), &ask, &local)
        {
            return page;
        }
        match worker.dataset.describe(iri.as_ref()) {
            Ok(found) if found.is_empty() => missing(&ask, &headers),
            Ok(found) => respond(&found, &headers, |found| match found {
                Answer::Graph(triples) => pages::description(&ask, &iri, triples, &worker.dataset),
                other => pages::answer(&ask, other, &worker.dataset),
            }),
            Err(error) => fail(&error),
        }
    };
    let done = tokio::task::spawn_blocking(look).await;
    done.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "the look-up broke off"))
}

/// Whether the client likes a page better than triples.
fn wants_page(headers: &HeaderMap) -> bool {
    let any = Answer::Graph(Vec::new());
    negotiate::form(&any, text(headers, &header::ACCEPT)) == Some(Form::Page)
}

/// No such IRI, as a page or in a line.
fn missing(ask: &Ask, headers: &HeaderMap) -> Response {
    if wants_page(headers) {
        pages::not_found(ask)
    } else {
        plain(StatusCode::NOT_FOUND, "no such entity")
    }
}

/// Calls a query off when the request is dropped, so that nobody works for a client that left.
struct Guard(CancellationToken);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Runs a query on a thread of its own, within the time allowed, and writes the answer.
async fn answer(state: Arc<State>, request: Request, headers: &HeaderMap, ask: &Ask) -> Response {
    let token = CancellationToken::new();
    let guard = Guard(token.clone());
    let options = QueryOptions {
        cancellation: Some(token),
        default_graphs: request.default_graphs,
        named_graphs: request.named_graphs,
    };
    let worker = Arc::clone(&state);
    let work = async {
        let turn = state.running.acquire().await;
        let query = move || worker.dataset.query(&request.query, &options);
        let done = tokio::task::spawn_blocking(query).await;
        drop(turn);
        done
    };
    let done = tokio::time::timeout(state.timeout, work).await;
    drop(guard);
    match done {
        Ok(Ok(Ok(answer))) => respond(&answer, headers, |answer| {
            pages::answer(ask, answer, &state.dataset)
        }),
        Ok(Ok(Err(error))) => fail(&error),
        Ok(Err(_)) => plain(StatusCode::INTERNAL_SERVER_ERROR, "the query broke off"),
        Err(_) => fail(&RdfError::Cancelled),
    }
}

/// Writes an answer in the form that the client likes best.
fn respond(answer: &Answer, headers: &HeaderMap, page: impl Fn(&Answer) -> Response) -> Response {
    match negotiate::form(answer, text(headers, &header::ACCEPT)) {
        Some(Form::Page) => page(answer),
        Some(Form::Data(format)) => match negotiate::body(answer, format) {
            Ok(body) => typed(StatusCode::OK, &negotiate::content_type(format), body),
            Err(error) => fail(&error),
        },
        None => {
            let choices = negotiate::choices(answer);
            let message = format!("no such format; take one of: {choices}");
            plain(StatusCode::NOT_ACCEPTABLE, &message)
        }
    }
}

/// What the endpoint can do, in SPARQL 1.1 Service Description; for a browser, the form.
fn service(headers: &HeaderMap, ask: &Ask) -> Response {
    let host = text(headers, &header::HOST).unwrap_or("localhost");
    let own = NamedNode::new(format!("http://{host}/sparql"));
    let endpoint = own.unwrap_or_else(|_| NamedNode::new_unchecked("http://localhost/sparql"));
    let answer = Answer::Graph(service_description(&endpoint));
    respond(&answer, headers, |_| pages::form(ask))
}

fn service_description(endpoint: &NamedNode) -> Vec<Quad> {
    const SD: &str = "http://www.w3.org/ns/sparql-service-description#";
    const FORMATS: &str = "http://www.w3.org/ns/formats/";
    let sd = |local: &str| NamedNode::new_unchecked(format!("{SD}{local}"));
    let mut said = vec![
        (rdf::TYPE.into_owned(), sd("Service")),
        (sd("endpoint"), endpoint.clone()),
        (sd("feature"), sd("UnionDefaultGraph")),
        (sd("supportedLanguage"), sd("SPARQL11Query")),
    ];
    for format in [
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "RDF_XML",
        "JSON-LD",
    ] {
        let format = NamedNode::new_unchecked(format!("{FORMATS}{format}"));
        said.push((sd("resultFormat"), format));
    }
    let quad =
        |(property, object)| Quad::new(endpoint.clone(), property, object, GraphName::DefaultGraph);
    said.into_iter().map(quad).collect()
}

/// A header's text, where it is text.
fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn refuse(fault: &Fault) -> Response {
    let status = match fault {
        Fault::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Fault::NoQuery | Fault::SeveralQueries | Fault::Update | Fault::Encoding => {
            StatusCode::BAD_REQUEST
        }
    };
    plain(status, &fault.to_string())
}

fn fail(error: &RdfError) -> Response {
    let status = match error {
        RdfError::Syntax { .. } | RdfError::GraphName(_) => StatusCode::BAD_REQUEST,
        RdfError::Cancelled => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    plain(status, &error.to_string())
}

fn plain(status: StatusCode, message: &str) -> Response {
    typed(
        status,
        "text/plain; charset=utf-8",
        format!("{message}\n").into_bytes(),
    )
}

/// A body with its type; readable by pages of other sites, since nothing here is secret or changes.
fn typed(status: StatusCode, content_type: &str, body: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::VARY, "Accept"),
    ];
    (status, headers, body).into_response()
}
