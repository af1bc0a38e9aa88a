//! Site → the first page: what is in the store, what happened last, who is in the middle of it, what is disputed.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::layout::Page;
use super::view::View;
use crate::record::EntityType;

pub(super) fn page(view: View<'_>) -> Page {
    let title = view.t("overview.title");
    let body = html! {
        h1 { (title) }
        (store(view))
    };
    Page::new(title, body)
}

/// Numbers of what the store holds.
fn store(view: View<'_>) -> Markup {
    let graph = view.graph();
    let mut kinds: BTreeMap<EntityType, usize> = BTreeMap::new();
    for entity in graph.entities.values() {
        *kinds.entry(entity.kind).or_default() += 1;
    }
    html! {
        section aria-labelledby="store" {
            h2 #store { (view.t("overview.store")) }
            dl.tiles {
                div { dt { (view.t("articles")) } dd { (view.lang.number(graph.documents.len())) } }
                div { dt { (view.t("claims")) } dd { (view.lang.number(graph.claims.len())) } }
                div { dt { (view.t("entities")) } dd { (view.lang.number(graph.entities.len())) } }
            }
        }
    }
}
