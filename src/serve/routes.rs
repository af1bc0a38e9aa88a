//! HTTP requests → responses: which address does what, and which fault gets which status.
//!
//! | address | what |
//! | --- | --- |
//! | `/sparql` | query by GET or POST; without a query, the service description |
//! | `/` | page with a form |
//! | `/id/…` | all triples of one IRI |

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use oxigraph::model::{GraphName, NamedNode, Quad, vocab::rdf};
use tokio::sync::Semaphore;

use super::negotiate::{self, Form};
use super::pages::{self, Counts};
use super::protocol::{self, Fault, Request};
use super::{ServeError, ServeOptions};
use crate::rdf::{Answer, CancellationToken, Dataset, QueryOptions, RdfError, stock};

/// What all requests share.
#[derive(Debug)]
pub(super) struct State {
    dataset: Dataset,
    counts: Counts,
    timeout: Duration,
    running: Semaphore,
}

impl State {
    pub(super) fn new(dataset: Dataset, options: &ServeOptions) -> Result<Self, ServeError> {
        let counts = count(&dataset)?;
        Ok(Self {
            dataset,
            counts,
            timeout: options.timeout,
            running: Semaphore::new(options.parallel.max(1)),
        })
    }
}

/// Number of nodes of each class, the largest class first.
fn count(dataset: &Dataset) -> Result<Counts, RdfError> {
    let query = "SELECT ?class (COUNT(?node) AS ?n) WHERE {
        ?class rdfs:isDefinedBy <https://simpul.dev/ontology> ; a owl:Class . ?node a ?class
      } GROUP BY ?class ORDER BY DESC(?n) ?class";
    let Answer::Solutions { rows, .. } = dataset.query(query, &QueryOptions::default())? else {
        return Ok(Counts::default());
    };
    let pair = |row: &Vec<Option<oxigraph::model::Term>>| match row.as_slice() {
        [
            Some(oxigraph::model::Term::NamedNode(class)),
            Some(oxigraph::model::Term::Literal(n)),
        ] => {
            let name = class.as_str().rsplit('#').next().unwrap_or_default();
            Some((name.to_owned(), n.value().to_owned()))
        }
        _ => None,
    };
    Ok(Counts(rows.iter().filter_map(pair).collect()))
}

pub(super) fn router(state: Arc<State>) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/sparql", get(by_get).post(by_post))
        .route("/id/{*local}", get(describe))
        .with_state(state)
}

async fn index(Shared(state): Shared<Arc<State>>, uri: Uri) -> Response {
    let pairs = protocol::pairs(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default();
    let chosen = pairs.iter().find(|(name, _)| name == "stock");
    let query = chosen
        .and_then(|(_, name)| stock::get(name))
        .or_else(|| stock::list().first());
    let text = query.map_or("", |query| query.text);
    Html(pages::index(&state.counts, text)).into_response()
}

async fn by_get(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap) -> Response {
    match protocol::from_get(uri.query().unwrap_or_default()) {
        Ok(request) => answer(state, request, &headers).await,
        Err(Fault::NoQuery) => service(&state, &headers),
        Err(fault) => refuse(&fault),
    }
}

async fn by_post(
    Shared(state): Shared<Arc<State>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let content_type = text(&headers, &header::CONTENT_TYPE);
    match protocol::from_post(content_type, uri.query().unwrap_or_default(), &body) {
        Ok(request) => answer(state, request, &headers).await,
        Err(fault) => refuse(&fault),
    }
}

async fn describe(
    Shared(state): Shared<Arc<State>>,
    Path(local): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Ok(iri) = NamedNode::new(format!("{}{local}", state.dataset.base().as_str())) else {
        return plain(StatusCode::NOT_FOUND, "no such entity");
    };
    let (worker, asked) = (state.dataset.clone(), iri.clone());
    let look = move || worker.describe(asked.as_ref());
    let Ok(found) = tokio::task::spawn_blocking(look).await else {
        return plain(StatusCode::INTERNAL_SERVER_ERROR, "the look-up broke off");
    };
    match found {
        Ok(answer) if answer.is_empty() => plain(StatusCode::NOT_FOUND, "no such entity"),
        Ok(answer) => respond(&answer, &headers, |answer| match answer {
            Answer::Graph(triples) => pages::description(&iri, triples, &state.dataset),
            other => pages::answer(other, &state.dataset),
        }),
        Err(error) => fail(&error),
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
async fn answer(state: Arc<State>, request: Request, headers: &HeaderMap) -> Response {
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
            pages::answer(answer, &state.dataset)
        }),
        Ok(Ok(Err(error))) => fail(&error),
        Ok(Err(_)) => plain(StatusCode::INTERNAL_SERVER_ERROR, "the query broke off"),
        Err(_) => fail(&RdfError::Cancelled),
    }
}

/// Writes an answer in the form that the client likes best.
fn respond(answer: &Answer, headers: &HeaderMap, page: impl Fn(&Answer) -> String) -> Response {
    match negotiate::form(answer, text(headers, &header::ACCEPT)) {
        Some(Form::Page) => Html(page(answer)).into_response(),
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
fn service(state: &State, headers: &HeaderMap) -> Response {
    let host = text(headers, &header::HOST).unwrap_or("localhost");
    let own = NamedNode::new(format!("http://{host}/sparql"));
    let endpoint = own.unwrap_or_else(|_| NamedNode::new_unchecked("http://localhost/sparql"));
    let answer = Answer::Graph(service_description(&endpoint));
    let first = stock::list().first().map_or("", |query| query.text);
    respond(&answer, headers, |_| pages::index(&state.counts, first))
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
