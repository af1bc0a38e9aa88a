//! HTTP requests → responses: which address does what.
//!
//! | address | what |
//! | --- | --- |
//! | `/sparql` | query by GET or POST; without a query, the service description |
//! | `/update` | update by POST, as `/sparql` takes it too, where the server is writable |
//! | `/graph-store` | whole graphs: GET, and where the server is writable PUT, POST, DELETE |
//! | `/id/…` | all triples of one IRI, or its page |
//!
//! All other addresses are those of [`pages`].

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request as HttpRequest, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use oxigraph::model::NamedNode;

use super::body::{self, Allowance};
use super::fault::Fault;
use super::gate::Gate;
use super::guard::{self, Rules};
use super::negotiate::{self, Form};
use super::pages::{self, Ask};
use super::parcel::{Budget, Parcel};
use super::protocol::{self, Operation, Request, Wrong};
use super::site::{Live, Site};
use super::writing::{Pen, Writing};
use super::{ServeOptions, graph_store, service};
use crate::rdf::{Answer, AnswerFormat, CancellationToken, Dataset, QueryOptions, RdfError};

/// Bytes that a query or an update may have.
const TEXT: usize = 256 << 10;

/// What all requests share.
#[derive(Debug)]
pub(super) struct State {
    pub(super) dataset: Dataset,
    /// What pages are drawn from.
    live: Arc<Live>,
    pub(super) gate: Gate,
    pub(super) pen: Pen,
    pub(super) budget: Budget,
    pub(super) max_rows: usize,
    pub(super) max_body: usize,
    pub(super) timeout: Duration,
    patience: Duration,
    rules: Arc<Rules>,
}

impl State {
    pub(super) fn new(
        site: Site,
        dataset: Dataset,
        options: &ServeOptions,
        rules: Rules,
        writing: Option<Writing>,
    ) -> Self {
        Self {
            dataset,
            live: Arc::new(Live::new(site)),
            gate: Gate::new(options),
            pen: Pen::new(writing, options),
            budget: Budget::new(options.max_bytes, options.memory),
            max_rows: options.max_rows,
            max_body: options.max_body,
            timeout: options.timeout,
            patience: options.patience,
            rules: Arc::new(rules),
        }
    }
}

pub(super) fn router(state: Arc<State>) -> Router {
    let guarded = middleware::from_fn_with_state(Arc::clone(&state.rules), guard::pass);
    let whole = get(graph_store::read)
        .put(graph_store::replace)
        .post(graph_store::add)
        .delete(graph_store::delete);
    let pages = pages::router(Arc::clone(&state.live));
    Router::new()
        .route("/sparql", get(by_get).post(by_post))
        .route("/update", post(by_post))
        .route("/graph-store", whole)
        .route("/id/{*local}", get(describe))
        .with_state(state)
        .merge(pages)
        .layer(middleware::from_fn(pages::for_browsers))
        .layer(guarded)
}

async fn by_get(
    Shared(state): Shared<Arc<State>>,
    ask: Ask,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    match protocol::from_get(uri.query().unwrap_or_default()) {
        Ok(request) => answer(state, request, &headers, ask).await,
        Err(Wrong::Nothing) => describe_service(&state, &headers, &ask),
        Err(wrong) => Err(wrong.into()),
    }
}

async fn by_post(
    Shared(state): Shared<Arc<State>>,
    ask: Ask,
    request: HttpRequest,
) -> Result<Response, Fault> {
    let (head, body) = request.into_parts();
    let allowed = Allowance {
        bytes: TEXT,
        time: state.patience,
    };
    let body = body::read(body, allowed).await?;
    let content_type = text(&head.headers, &header::CONTENT_TYPE);
    match protocol::from_post(content_type, head.uri.query().unwrap_or_default(), &body)? {
        Operation::Query(request) => answer(state, request, &head.headers, ask).await,
        Operation::Update(request) => {
            state.pen.admit(&head.headers)?;
            update(state, request).await
        }
    }
}

/// Makes the change that an update asks for.
async fn update(state: Arc<State>, request: Request) -> Result<Response, Fault> {
    let worker = Arc::clone(&state);
    let work = move |token: CancellationToken| {
        let options = QueryOptions {
            cancellation: Some(token.clone()),
            max_rows: Some(worker.max_rows),
            default_graphs: request.default_graphs,
            named_graphs: request.named_graphs,
        };
        worker.pen.write(&worker.dataset, &token, |draft| {
            draft.update(&request.text, &options)
        })?;
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    state.pen.gate().run(work).await
}

async fn describe(
    Shared(state): Shared<Arc<State>>,
    Path(local): Path<String>,
    ask: Ask,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let form = negotiate::form(true, text(&headers, &header::ACCEPT))?;
    let iri = NamedNode::new(format!("{}{local}", state.dataset.base().as_str()));
    let Ok(iri) = iri else {
        return absent(form, &ask);
    };
    let worker = Arc::clone(&state);
    let look = move |_| {
        if form == Form::Page
            && let Some(page) = pages::thing(&worker.live.now(), &ask, &local)
        {
            return Ok(page);
        }
        let answer = worker.dataset.describe(iri.as_ref())?;
        match (&answer, form) {
            (Answer::Graph(triples), _) if triples.is_empty() => absent(form, &ask),
            (Answer::Graph(triples), Form::Page) => {
                Ok(pages::description(&ask, &iri, triples, &worker.dataset))
            }
            (_, Form::Data(format)) => {
                written(&worker.budget, format, |out| answer.write(format, out))
            }
            (_, Form::Page) => absent(form, &ask),
        }
    };
    state.gate.run(look).await
}

/// No such IRI, as a page or in a line.
fn absent(form: Form, ask: &Ask) -> Result<Response, Fault> {
    match form {
        Form::Page => Ok(pages::not_found(ask)),
        Form::Data(_) => Err(Fault::absent("no such entity")),
    }
}

/// Runs a query on a thread of its own, within the time allowed, and writes the answer.
async fn answer(
    state: Arc<State>,
    request: Request,
    headers: &HeaderMap,
    ask: Ask,
) -> Result<Response, Fault> {
    let accept = text(headers, &header::ACCEPT).map(str::to_owned);
    let worker = Arc::clone(&state);
    let query = move |token| {
        let options = QueryOptions {
            cancellation: Some(token),
            max_rows: Some(worker.max_rows),
            default_graphs: request.default_graphs,
            named_graphs: request.named_graphs,
        };
        let results = worker.dataset.results(&request.text, &options)?;
        match negotiate::form(results.is_graph(), accept.as_deref())? {
            Form::Page => Ok(pages::answer(&ask, &results.collect()?, &worker.dataset)),
            Form::Data(format) => written(&worker.budget, format, |out| results.write(format, out)),
        }
    };
    state.gate.run(query).await
}

/// What the endpoint can do; for a browser, the form.
fn describe_service(state: &State, headers: &HeaderMap, ask: &Ask) -> Result<Response, Fault> {
    match negotiate::form(true, text(headers, &header::ACCEPT))? {
        Form::Page => Ok(pages::form(ask)),
        Form::Data(format) => {
            let host = text(headers, &header::HOST).unwrap_or("localhost");
            let answer = service::description(host, state.pen.is_open());
            written(&state.budget, format, |out| answer.write(format, out))
        }
    }
}

/// A response in a format of ours.
pub(super) fn written(
    budget: &Budget,
    format: AnswerFormat,
    write: impl FnOnce(&mut Parcel) -> Result<(), RdfError>,
) -> Result<Response, Fault> {
    let body = Parcel::fill(budget, write)?;
    Ok(typed(&negotiate::content_type(format), body))
}

/// A body with its type, which was chosen by what the client accepts.
fn typed(content_type: &str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::VARY, "Accept"),
    ];
    (headers, body).into_response()
}

/// A header's text, where it is text.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
