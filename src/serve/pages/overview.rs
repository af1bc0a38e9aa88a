//! Site → the first page: what is in the store, what happened last, who is in the middle of it, what is disputed.

use maud::{Markup, html};

use super::layout::Page;
use super::text::isolated;
use super::view::{Said, View};
use crate::record::Polarity;
use crate::serve::digest::Tally;
use crate::serve::site::Site;

/// Rows of each list.
const ROWS: usize = 10;

pub(super) fn page(view: View<'_>) -> Page {
    let title = view.t("overview.title");
    let body = html! {
        h1 { (title) }
        p.lead { (view.t("overview.lead")) }
        (store(view))
        div.columns {
            div {
                (disagreements(view, ROWS))
                (latest(view))
            }
            div {
                (hubs(view))
                (kinds(view))
            }
        }
    };
    Page::new(title, body)
}

/// All that sources disagree about.
pub(super) fn all_disagreements(view: View<'_>) -> Page {
    let title = view.t("disagreements");
    let body = html! {
        h1 { (title) }
        p.lead { (view.t("disagreements.about")) }
        (listed(view, usize::MAX))
    };
    Page::new(title, body)
}

/// Numbers of what the store holds.
fn store(view: View<'_>) -> Markup {
    let (graph, digest) = (view.graph(), &view.site.digest);
    let numbers = [
        (view.t("articles"), graph.documents.len()),
        (view.t("outlets"), digest.outlets),
        (view.t("entities"), graph.entities.len()),
        (view.t("claims"), graph.claims.len()),
        (view.t("disagreements"), digest.disagreements()),
    ];
    html! {
        section aria-label=(view.t("overview.store")) {
            dl.tiles {
                @for (words, number) in numbers { div { dt { (words) } dd { (view.lang.number(number)) } } }
            }
            @if let Some((first, last)) = &digest.days {
                p.faint { (view.t("overview.days")) " " (view.day(Some(first))) " – " (view.day(Some(last))) }
            }
        }
    }
}

fn kinds(view: View<'_>) -> Markup {
    let kinds = &view.site.digest.kinds;
    let most = kinds.iter().map(|(_, count)| *count).max().unwrap_or(1);
    html! {
        section aria-labelledby="kinds" {
            h2 #kinds { (view.t("overview.kinds")) }
            table.bars {
                caption.unseen { (view.t("overview.kinds")) }
                thead.unseen { tr { th scope="col" { (view.t("kind")) } th scope="col" { (view.t("entities")) } td {} } }
                tbody {
                    @for (kind, count) in kinds {
                        tr {
                            th scope="row" { (view.kind(*kind)) }
                            td.number { (view.lang.number(*count)) }
                            td.bar {
                                svg viewBox="0 0 100 8" width="100" height="8" preserveAspectRatio="none" aria-hidden="true" {
                                    rect class={ "kind-" (kind) } width=(format!("{:.1}", 100.0 * *count as f64 / most as f64)) height="8" rx="1" {}
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn latest(view: View<'_>) -> Markup {
    let latest = view.site.digest.latest.iter().take(ROWS);
    let latest: Vec<_> = latest
        .filter_map(|&at| view.graph().propositions.get(at))
        .collect();
    html! {
        section aria-labelledby="latest" {
            h2 #latest { (view.t("overview.latest")) }
            @if latest.is_empty() { p.faint { (view.t("claims.none")) } }
            ol.events {
                @for said in latest {
                    li {
                        span.when { (view.day(said.time.as_deref())) } " "
                        span.what { (view.sentence(&Said::of(view.graph(), said))) }
                        " " a.count href=(Site::path(&said.id)) { (view.sources(said.weight)) }
                    }
                }
            }
        }
    }
}

fn hubs(view: View<'_>) -> Markup {
    html! {
        section aria-labelledby="hubs" {
            h2 #hubs { (view.t("overview.hubs")) }
            table {
                caption.unseen { (view.t("overview.hubs")) }
                thead {
                    tr {
                        th scope="col" { (view.t("name")) }
                        th.number scope="col" { (view.t("entity.neighbours")) }
                        th.number scope="col" { (view.t("claims")) }
                    }
                }
                tbody {
                    @for id in view.site.digest.hubs.iter().take(ROWS) {
                        @if let Some(about) = view.site.index.about(id) {
                            tr {
                                th scope="row" { (view.entity(id)) }
                                td.number { (view.lang.number(about.neighbours)) }
                                td.number { (view.lang.number(about.claims.len())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn disagreements(view: View<'_>, most: usize) -> Markup {
    let all = view.site.digest.disagreements();
    html! {
        section aria-labelledby="disagreements" {
            h2 #disagreements { (view.t("disagreements")) }
            @if all == 0 { p.faint { (view.t("disagreements.none")) } }
            (listed(view, most))
            @if all > most { p { a href="/disagreements" { (view.t("disagreements.all")) " (" (view.lang.number(all)) ")" } } }
        }
    }
}

/// Figures that exclude each other first, those of most figures first, then what is denied.
fn listed(view: View<'_>, most: usize) -> Markup {
    let digest = &view.site.digest;
    let mut tallies: Vec<&Tally> = digest
        .tallies
        .iter()
        .filter(|tally| tally.conflict)
        .collect();
    tallies.sort_by_key(|tally| std::cmp::Reverse(tally.claims.len()));
    let figures = tallies
        .len()
        .min(if most == usize::MAX { most } else { most / 2 });
    let disputes = digest.disputes.iter().take(most - figures);
    html! {
        ul.disputes {
            @for tally in tallies.into_iter().take(figures) { li { (figures_of(view, tally)) } }
            @for group in disputes { li { (dispute(view, group)) } }
        }
    }
}

/// `Pasukan Korea Utara (tentara): 1.500 tentara … 12.000 tentara, 9 angka`.
fn figures_of(view: View<'_>, tally: &Tally) -> Markup {
    let claims: Vec<_> = tally
        .claims
        .iter()
        .filter_map(|&at| view.graph().claims.get(at))
        .collect();
    let bound = |claim: &&&crate::graph::Claim| {
        let figure = claim.quantity.as_ref();
        figure
            .and_then(|figure| figure.min.or(figure.max))
            .unwrap_or_default()
    };
    let least = claims.iter().min_by(|a, b| bound(a).total_cmp(&bound(b)));
    let greatest = claims.iter().max_by(|a, b| bound(a).total_cmp(&bound(b)));
    let words = |claim: Option<&&crate::graph::Claim>| {
        let figure = claim.and_then(|claim| claim.quantity.as_ref());
        figure.map(|figure| isolated(&figure.text))
    };
    html! {
        span.what {
            @match &tally.about { Some(id) => (view.entity(id)), None => span.faint { (view.t("nobody")) } }
            " (" (view.unit(&tally.unit)) "): "
            @if let Some(words) = words(least) { strong { (words) } }
            " … "
            @if let Some(words) = words(greatest) { strong { (words) } }
        }
        @if let Some(last) = claims.last() {
            " " a.count href=(Site::path(&last.id)) { (view.lang.number(claims.len())) " " (view.t("figures")) }
        }
    }
}

/// What is affirmed, as its best-sourced claim says it.
fn dispute(view: View<'_>, group: &[usize]) -> Markup {
    let graph = view.graph();
    let sides: Vec<_> = group
        .iter()
        .filter_map(|&at| graph.propositions.get(at))
        .collect();
    let claims: usize = sides.iter().map(|said| said.claims.len()).sum();
    let best = sides
        .iter()
        .max_by_key(|said| (said.polarity == Polarity::Affirmed, said.weight));
    let denied = sides.iter().any(|said| said.polarity == Polarity::Denied);
    html! {
        @if let Some(said) = best {
            span.what {
                (view.sentence(&Said::of(graph, said)))
                @if denied && said.polarity == Polarity::Affirmed { " " span.badge.denied { (view.t("disputed")) } }
            }
            " " a.count href=(Site::path(&said.id)) { (view.lang.number(claims)) " " (view.t("versions")) }
        }
    }
}
