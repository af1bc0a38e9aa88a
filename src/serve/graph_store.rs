//! `/graph-store` → whole graphs, by
//! [SPARQL 1.1 Graph Store HTTP Protocol](https://www.w3.org/TR/sparql11-http-rdf-update/).
//!
//! `?graph=IRI` names a graph, `?default` is the union of all. Not obvious: since it is, nobody can replace or delete the
//! default graph; what is added to it stands in the user's graph.

use std::sync::Arc;

use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;

use super::body::{self, Allowance};
use super::fault::Fault;
use super::negotiate::{self, Form};
use super::pages::{self, Ask};
use super::protocol::{self, Wrong};
use super::routes::{State, text, written};
use crate::rdf::RdfError;

/// The graph that a request speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Default,
    Named(NamedNode),
}

/// What a write does to the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Replace,
    Add,
}

/// Formats of a body that is sent.
const FORMATS: [(&str, RdfFormat); 6] = [
    ("text/turtle", RdfFormat::Turtle),
    ("application/x-turtle", RdfFormat::Turtle),
    ("application/n-triples", RdfFormat::NTriples),
    ("application/rdf+xml", RdfFormat::RdfXml),
    (
        "application/ld+json",
        RdfFormat::JsonLd {
            profile: oxigraph::io::JsonLdProfileSet::empty(),
        },
    ),
    ("text/n3", RdfFormat::Turtle),
];

/// GET and HEAD: the graph's triples, sorted.
pub(super) async fn read(
    Shared(state): Shared<Arc<State>>,
    ask: Ask,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let target = target(&uri)?;
    let form = negotiate::form(true, text(&headers, &header::ACCEPT))?;
    let worker = Arc::clone(&state);
    let look = move |token| {
        let named = match &target {
            Target::Default => None,
            Target::Named(graph) => Some(graph),
        };
        let answer = worker.dataset.graph(named, worker.max_rows, &token)?;
        let answer = answer.ok_or_else(|| absent(named))?;
        match form {
            Form::Page => Ok(pages::answer(&ask, &answer, &worker.dataset)),
            Form::Data(format) => written(&worker.budget, format, |out| answer.write(format, out)),
        }
    };
    state.gate.run(look).await
}

/// PUT: the graph is what is sent, and nothing else.
pub(super) async fn replace(
    Shared(state): Shared<Arc<State>>,
    request: Request,
) -> Result<Response, Fault> {
    write(state, request, Deed::Replace).await
}

/// POST: what is sent comes to the graph.
pub(super) async fn add(
    Shared(state): Shared<Arc<State>>,
    request: Request,
) -> Result<Response, Fault> {
    write(state, request, Deed::Add).await
}

/// DELETE: the graph is gone.
pub(super) async fn delete(
    Shared(state): Shared<Arc<State>>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    state.pen.admit(&headers)?;
    let Target::Named(graph) = target(&uri)? else {
        return Err(RdfError::Derived("the default graph".to_owned()).into());
    };
    let worker = Arc::clone(&state);
    let work = move |token| {
        let found = worker.pen.write(&worker.dataset, &token, |draft| {
            let found = draft.has_graph(&graph)?;
            draft.drop_graph(&graph)?;
            Ok(found)
        })?;
        if found {
            Ok(StatusCode::NO_CONTENT.into_response())
        } else {
            Err(absent(Some(&graph)))
        }
    };
    state.pen.gate().run(work).await
}

async fn write(state: Arc<State>, request: Request, deed: Deed) -> Result<Response, Fault> {
    state.pen.admit(request.headers())?;
    let graph = match (target(request.uri())?, deed) {
        (Target::Named(graph), _) => graph,
        (Target::Default, Deed::Add) => state.dataset.base().user_graph(),
        (Target::Default, Deed::Replace) => {
            return Err(RdfError::Derived("the default graph".to_owned()).into());
        }
    };
    let format = format(&body::media_type(&request))?;
    let allowed = Allowance {
        bytes: state.max_body,
        time: state.timeout,
    };
    let bytes = body::read(request.into_body(), allowed).await?;
    let worker = Arc::clone(&state);
    let work = move |token| {
        let known = worker.pen.write(&worker.dataset, &token, |draft| {
            let known = draft.has_graph(&graph)?;
            if deed == Deed::Replace {
                draft.clear(&graph)?;
            }
            draft.load(&graph, format, &bytes)?;
            Ok(known)
        })?;
        let done = if known {
            StatusCode::NO_CONTENT
        } else {
            StatusCode::CREATED
        };
        Ok(done.into_response())
    };
    state.pen.gate().run(work).await
}

fn absent(graph: Option<&NamedNode>) -> Fault {
    let name = graph.map_or_else(|| "default graph".to_owned(), ToString::to_string);
    Fault::absent(format!("there is no graph {name}"))
}

/// `?default` or `?graph=IRI`, one of them.
fn target(uri: &Uri) -> Result<Target, Fault> {
    let pairs = protocol::pairs(uri.query().unwrap_or_default().as_bytes())
        .map_err(|wrong: Wrong| Fault::from(wrong))?;
    let told = pairs
        .iter()
        .filter_map(|(name, value)| match name.as_str() {
            "default" => Some(Ok(Target::Default)),
            "graph" => Some(NamedNode::new(value).map(Target::Named).map_err(|_| {
                let message = format!("graph={value:?} is no absolute IRI");
                Fault::bad(message)
            })),
            _ => None,
        });
    match told.collect::<Result<Vec<_>, _>>()?.as_slice() {
        [one] => Ok(one.clone()),
        _ => Err(Fault::bad("name one graph, by ?default or ?graph=IRI")),
    }
}

fn format(media_type: &str) -> Result<RdfFormat, Fault> {
    let found = FORMATS.iter().find(|(name, _)| *name == media_type);
    found.map(|(_, format)| *format).ok_or_else(|| {
        let names = FORMATS.map(|(name, _)| name).join(", ");
        let message = format!("the body is {media_type:?}; send one of: {names}");
        Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_names_one_graph() {
        let of = |query: &str| target(&format!("/graph-store?{query}").parse().unwrap());
        assert_eq!(of("default"), Ok(Target::Default));
        let named = NamedNode::new_unchecked("a:b c".replace(' ', "%20"));
        assert_eq!(of("graph=a%3Ab%2520c&x=y"), Ok(Target::Named(named)));
        for wrong in [
            "",
            "default&graph=a:b",
            "graph=a:b&graph=c:d",
            "graph=relative",
            "graph=%ff",
        ] {
            let status = of(wrong).map_err(|fault| fault.status);
            assert_eq!(status, Err(StatusCode::BAD_REQUEST), "{wrong}");
        }
    }
}
