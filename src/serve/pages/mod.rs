//! Site → what a browser gets: pages for people, drawn on the server, of use without a script.
//!
//! | address | page |
//! | --- | --- |
//! | `/` | overview |
//! | `/disagreements` | all that sources disagree about |
//! | `/search?q=` | things by name; `/suggest?q=` the same as JSON |
//! | `/id/…` | one entity, claim, or article ([`thing`], chosen by `Accept`) |
//! | `/assets/…` | style sheet and script |
//!
//! Not obvious: every word of an article is hostile. Templates escape all text; what is shown of an article goes through
//! [`text::visible`] besides, and no address of an article becomes a link unless it is one of the web.

mod article;
mod ask;
mod assets;
mod chronology;
mod claim;
mod claims;
mod ego;
mod entity;
mod layout;
mod marked;
mod overview;
mod relations;
mod search;
mod text;
mod triples;
mod view;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;

use super::site::{Live, Site, Thing};
pub(super) use ask::Ask;
use layout::Page;
pub(super) use triples::{answer, description, form};
use view::View;

/// The addresses of pages, `/id/…` and `/sparql` excepted.
pub(super) fn router(live: Arc<Live>) -> Router {
    Router::new()
        .route("/", get(overview))
        .route("/disagreements", get(disagreements))
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
