//! `?q=` → the things of which a name fits, as a page and as suggestions.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Serialize;
use std::sync::Arc;

use super::ask::Ask;
use super::layout::Page;
use super::text::visible;
use super::view::View;
use crate::graph::Document;
use crate::serve::site::{Live, Site};

/// Things on a page, and names that are suggested.
const FOUND: usize = 100;
const SUGGESTED: usize = 10;

/// One suggestion.
#[derive(Debug, Serialize)]
pub(super) struct Suggestion {
    name: String,
    kind: String,
    href: String,
}

/// Answers `/suggest?q=` with the best few, as a JSON array.
pub(super) async fn suggest(State(live): State<Arc<Live>>, ask: Ask) -> Response {
    let site = live.now();
    let view = View::new(&site, &ask);
    let found = site
        .index
        .search(ask.get("q").unwrap_or_default(), SUGGESTED);
    let entities = found
        .into_iter()
        .filter_map(|id| site.graph.entities.get(id));
    let suggestions = entities.map(|entity| Suggestion {
        name: view.name(&entity.id).to_owned(),
        kind: ask.lang.term(entity.kind.name()),
        href: Site::path(&entity.id),
    });
    let suggestions: Vec<Suggestion> = suggestions.collect();
    // Strings can always be written as JSON.
    let json = serde_json::to_vec(&suggestions).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/json")], json).into_response()
}

/// Entities by name, then articles by the words of their titles.
pub(super) fn page(view: View<'_>) -> Page {
    let asked = view.ask.get("q").unwrap_or_default().trim();
    let found = view.site.index.search(asked, FOUND);
    let articles = view.site.index.search_titles(asked, FOUND);
    let articles = articles
        .into_iter()
        .filter_map(|name| view.graph().documents.get(name));
    let articles: Vec<&Document> = articles.collect();
    let heading = view.t("search.title");
    let body = html! {
        h1 { (heading) @if !asked.is_empty() { ": " bdi { (visible(asked)) } } }
        @if asked.is_empty() {
            p { (view.t("search.empty")) }
        } @else if found.is_empty() && articles.is_empty() {
            p { (view.t("search.nothing")) }
        }
        @if !found.is_empty() { (entities(view, &found)) }
        @if !articles.is_empty() {
            h2 { (view.t("articles")) }
            ul.plain {
                @for document in articles {
                    li { (view.document(&document.name)) " " span.faint { (view.outlet_and_day(document)) } }
                }
            }
        }
    };
    Page::new(format!("{heading}: {asked}"), body)
}

fn entities(view: View<'_>, found: &[&str]) -> Markup {
    html! {
        div.wide {
            table.list {
                caption.unseen { (view.t("search.found")) }
                thead {
                    tr {
                        th scope="col" { (view.t("name")) }
                        th scope="col" { (view.t("kind")) }
                        th.number scope="col" { (view.t("claims")) }
                        th.number scope="col" { (view.t("articles")) }
                    }
                }
                tbody {
                    @for id in found {
                        @if let Some(entity) = view.graph().entities.get(*id) {
                            tr {
                                th scope="row" { (view.entity(id)) }
                                td { (view.kind(entity.kind)) }
                                td.number { (view.lang.number(view.site.index.about(id).map_or(0, |about| about.claims.len()))) }
                                td.number { (view.lang.number(entity.mentions.len())) }
                            }
                        }
                    }
                }
            }
        }
    }
}
