//! Site → what a browser gets: pages for people, drawn on the server, of use without a script.
//!
//! | address | page |
//! | --- | --- |
//! | `/` | overview |
//! | `/disagreements` | all that sources disagree about |
//! | `/graph` | network; `/graph.gexf`, `/graph.graphml`, `/graph.csv`, `/graph.nodes.csv` the same as files |
//! | `/map` | where things happened |
//! | `/timeline` | when things happened |
//! | `/search?q=` | things by name; `/suggest?q=` the same as JSON |
//! | `/id/…` | one entity, claim, or article ([`thing`], chosen by `Accept`) |
//! | `/assets/…` | style sheet and script |
//!
//! Not obvious: every word of an article is hostile. Templates escape all text; what is shown of an article goes through
//! [`text::visible`] besides, and no address of an article becomes a link unless it is one of the web.

mod article;
mod ask;
mod assets;
mod browser;
mod chronology;
mod claim;
mod claims;
mod ego;
mod entity;
mod graph;
mod layout;
mod map;
mod marked;
mod overview;
mod relations;
mod search;
mod sparql;
mod text;
mod timeline;
mod triples;
mod view;
mod wanted;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::site::{Live, Site, Thing};
pub(super) use ask::Ask;
pub(super) use browser::for_browsers;
use layout::Page;
pub(super) use sparql::{answer, form};
pub(super) use triples::description;
use view::View;

/// The addresses of pages, `/id/…` and `/sparql` excepted.
pub(super) fn router(live: Arc<Live>) -> Router {
    Router::new()
        .route("/", get(overview))
        .route("/disagreements", get(disagreements))
        .route("/graph", get(network))
        .route("/graph.{extension}", get(network_file))
        .route("/map", get(map))
        .route("/timeline", get(timeline))
        .route("/search", get(search))
        .route("/suggest", get(search::suggest))
        .route("/assets/{name}", get(assets::asset))
        .with_state(live)
}

async fn overview(State(live): State<Arc<Live>>, ask: Ask) -> Response {
    draw(&live, &ask, overview::page)
}

async fn disagreements(State(live): State<Arc<Live>>, ask: Ask) -> Response {
    draw(&live, &ask, overview::all_disagreements)
}

async fn network(State(live): State<Arc<Live>>, ask: Ask) -> Response {
    draw_apart(live, ask, graph::page).await
}

async fn map(State(live): State<Arc<Live>>, ask: Ask) -> Response {
    draw_apart(live, ask, map::page).await
}

async fn timeline(State(live): State<Arc<Live>>, ask: Ask) -> Response {
    draw_apart(live, ask, timeline::page).await
}

/// Draws a page that takes its time on a thread of its own.
async fn draw_apart(live: Arc<Live>, ask: Ask, page: fn(View<'_>) -> Page) -> Response {
    let done = tokio::task::spawn_blocking(move || draw(&live, &ask, page)).await;
    done.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// The network as a file to save.
async fn network_file(
    State(live): State<Arc<Live>>,
    Path(extension): Path<String>,
    ask: Ask,
) -> Response {
    let chosen = graph::FILES.iter().find(|(known, ..)| *known == extension);
    let Some(&(extension, content_type, format)) = chosen else {
        return not_found(&ask);
    };
    let made = tokio::task::spawn_blocking(move || graph::file(&live.now(), &ask, format)).await;
    let Ok(Some(file)) = made else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let disposition = format!("attachment; filename=\"simpul.{extension}\"");
    let headers = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, file).into_response()
}

async fn search(State(live): State<Arc<Live>>, ask: Ask) -> Response {
    draw(&live, &ask, search::page)
}

/// Draws a page on the site as it now is.
fn draw(live: &Live, ask: &Ask, page: impl Fn(View<'_>) -> Page) -> Response {
    let site = live.now();
    page(View::new(&site, ask)).answer(ask)
}

/// The page of what an IRI of the store's base stands for; `None` where there is no page of its own.
pub(super) fn thing(site: &Site, ask: &Ask, local: &str) -> Option<Response> {
    let view = View::new(site, ask);
    let page = match site.find(local)? {
        Thing::Entity(entity) => entity::page(view, entity),
        Thing::Claim(at, claim) => claim::page(view, at, claim),
        Thing::Proposition(at, said) => claim::proposition(view, at, said),
        Thing::Document(document) => article::page(view, document),
    };
    Some(page.answer(ask))
}

/// The page for what is not there.
pub(super) fn not_found(ask: &Ask) -> Response {
    layout::not_found(ask)
}
