//! A claim or proposition → its card: every version of the same figure or statement, with who says it, and how they
//! stand to each other. Nothing is averaged, and none is taken for true.

use std::collections::BTreeSet;

use maud::{Markup, PreEscaped, html};

use super::claims::quote;
use super::layout::Page;
use super::text::{short, visible};
use super::view::{Said, View, title};
use super::words::Lang;
use crate::graph::{Claim, Proposition, Relation};
use crate::report::{Bar, chart};
use crate::serve::digest::Tally;
use crate::serve::site::Site;

/// Versions on one card.
const MOST: usize = 200;

/// The card of a claim.
pub(super) fn page<'a>(view: View<'a>, at: usize, claim: &'a Claim) -> Page {
    let said = Said::from(claim);
    let tally = view.site.digest.tally(at);
    let body = html! {
        p.over { (view.t("claim")) }
        h1.sentence { (view.sentence(&said)) }
        (facts(view, claim))
        (quote(view, claim, None))
        @match tally {
            Some(tally) => (figures(view, tally, at)),
            None => (versions(view, &alike(view, at, claim), Some(at))),
        }
        (view.iri(&claim.id))
    };
    Page::new(view.plain(&said), body)
}

/// The card of what several claims say in common.
pub(super) fn proposition(view: View<'_>, at: usize, said: &Proposition) -> Page {
    let told = Said::of(view.graph(), said);
    let mut claims = said.claims.clone();
    for &other in view.site.digest.dispute(at).into_iter().flatten() {
        claims.extend(
            view.graph()
                .propositions
                .get(other)
                .into_iter()
                .flat_map(|p| &p.claims),
        );
    }
    let body = html! {
        p.over { (view.t("proposition")) " · " (view.sources(said.weight)) }
        h1.sentence { (view.sentence(&told)) }
        (versions(view, &sorted(view, claims), None))
        (view.iri(&said.id))
    };
    Page::new(view.plain(&told), body)
}

/// What the claim tells beside its sentence.
fn facts(view: View<'_>, claim: &Claim) -> Markup {
    let document = view.graph().documents.get(&claim.document);
    html! {
        dl.facts {
            div { dt { (view.t("says")) } dd { (view.voice(claim)) } }
            @if let Some(document) = document {
                div { dt { (view.t("published")) } dd { (view.outlet_and_day(document)) } }
                div {
                    dt { (view.t("article")) }
                    dd { a href={ (Site::path(&document.id)) "#" (claim.id) } { bdi { (visible(title(document))) } } }
                }
            }
            @if claim.time.is_some() { div { dt { (view.t("when")) } dd { (view.day(claim.time.as_deref())) } } }
            @if let Some(place) = &claim.place { div { dt { (view.t("where")) } dd { (view.entity(place)) } } }
            @if let Some(item) = &claim.item { div { dt { (view.t("what")) } dd { (view.entity(item)) } } }
            @if let Some(about) = &claim.about { div { dt { (view.t("counted")) } dd { (view.entity(about)) } } }
            div { dt { (view.t("confidence")) } dd { (format!("{:.0} %", claim.confidence * 100.0)) } }
        }
    }
}

/// Claims of the same proposition, of those that it is at odds with, and all that links name.
fn alike(view: View<'_>, at: usize, claim: &Claim) -> Vec<usize> {
    let graph = view.graph();
    let own = [claim.proposition];
    let group = view.site.digest.dispute(claim.proposition).unwrap_or(&own);
    let said = group.iter().filter_map(|&at| graph.propositions.get(at));
    let mut claims: Vec<usize> = said.flat_map(|said| said.claims.iter().copied()).collect();
    for &link in view.site.index.claim_links(at) {
        claims.extend(
            graph
                .links
                .get(link)
                .into_iter()
                .flat_map(|link| [link.from, link.to]),
        );
    }
    claims.push(at);
    sorted(view, claims)
}

/// Each once, by day of publication.
fn sorted(view: View<'_>, claims: Vec<usize>) -> Vec<usize> {
    let graph = view.graph();
    let day = |at: &usize| {
        let claim = graph.claims.get(*at)?;
        graph.documents.get(&claim.document)?.published.as_deref()
    };
    let mut claims: Vec<usize> = claims
        .into_iter()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    claims.sort_by_key(|at| (day(at).is_none(), day(at), *at));
    claims
}

/// All figures of one thing: the intervals as a chart, then as a table.
fn figures(view: View<'_>, tally: &Tally, this: usize) -> Markup {
    let counted = tally
        .about
        .as_deref()
        .map_or(view.t("nobody"), |id| view.name(id));
    let about = format!("{counted} ({})", view.unit(&tally.unit));
    let bars: Vec<Bar> = tally
        .claims
        .iter()
        .take(MOST)
        .zip(1..)
        .filter_map(|(&at, n)| bar(view, at, n))
        .collect();
    let mark = match view.lang {
        Lang::English => ',',
        Lang::Indonesian => '.',
    };
    html! {
        section aria-labelledby="figures" {
            h2 #figures { (view.t("claim.figures")) ": " bdi { (visible(&about)) } }
            p.faint { (view.t("claim.figures.about")) }
            figure.chart role="img" aria-label={ (visible(&about)) ": " (view.t("claim.chart")) } {
                div.wide tabindex="0" { (PreEscaped(chart(&bars, mark))) }
            }
        }
        (versions(view, &tally.claims, Some(this)))
    }
}

fn bar(view: View<'_>, at: usize, n: usize) -> Option<Bar> {
    let claim = view.graph().claims.get(at)?;
    let figure = claim.quantity.as_ref()?;
    let document = view.graph().documents.get(&claim.document)?;
    let speaker = claim.subject.as_deref();
    let name = speaker
        .map(|id| view.name(id))
        .or(document.outlet.as_deref());
    let day = document.published.as_deref().unwrap_or("–");
    let words = |text: &str| visible(text).into_owned();
    let name = short(name.unwrap_or_default());
    let label = format!("{n}  {day}  {name}");
    Some(Bar {
        label: words(&label),
        speaker: speaker.unwrap_or_default().to_owned(),
        min: figure.min,
        max: figure.max,
        rough: figure.approximate,
        words: words(&figure.text),
    })
}

/// One row a version; `this` is the claim of the page, to which the others are set in relation.
fn versions(view: View<'_>, claims: &[usize], this: Option<usize>) -> Markup {
    html! {
        section aria-labelledby="versions" {
            h2 #versions { (view.t("claim.versions")) }
            div.wide {
                table.versions {
                    caption.unseen { (view.t("claim.versions")) }
                    thead {
                        tr {
                            th scope="col" { "#" }
                            th scope="col" { (view.t("published")) }
                            th scope="col" { (view.t("says")) }
                            th scope="col" { (view.t("claim.said")) }
                            @if this.is_some() { th scope="col" { (view.t("claim.relation")) } }
                            th scope="col" { (view.t("evidence")) }
                        }
                    }
                    tbody {
                        @for (&at, n) in claims.iter().take(MOST).zip(1..) {
                            @if let Some(claim) = view.graph().claims.get(at) { (version(view, n, at, claim, this)) }
                        }
                    }
                }
            }
        }
    }
}

fn version(view: View<'_>, n: usize, at: usize, claim: &Claim, this: Option<usize>) -> Markup {
    let document = view.graph().documents.get(&claim.document);
    let published = document.and_then(|document| document.published.as_deref());
    let here = this == Some(at);
    html! {
        tr aria-current=[here.then_some("true")] {
            th scope="row" { a href=(Site::path(&claim.id)) aria-label={ (view.t("claim")) " " (n) } { (n) } }
            td { (view.day(published)) }
            td { (view.voice(claim)) }
            td {
                @match &claim.quantity {
                    Some(figure) => { strong { bdi { (visible(&figure.text)) } } (view.standing(claim.polarity, claim.modality)) },
                    None => (view.sentence(&Said::from(claim))),
                }
                @if claim.time.is_some() { " " span.when { (view.day(claim.time.as_deref())) } }
            }
            @if let Some(this) = this { td { @if here { strong { (view.t("claim.this")) } } @else { (relation(view, this, at)) } } }
            td.quote {
                (quote(view, claim, None))
                @if let Some(document) = document { p.meta { (view.document(&document.name)) } }
            }
        }
    }
}

/// How another claim stands to this one.
fn relation(view: View<'_>, this: usize, other: usize) -> Markup {
    let links = view.site.index.claim_links(this).iter();
    let links = links.filter_map(|&at| view.graph().links.get(at));
    let mut told: Vec<(&str, &'static str)> = Vec::new();
    for link in links {
        let to_this = link.from == other && link.to == this;
        if !(to_this || link.from == this && link.to == other) {
            continue;
        }
        told.push(match (link.relation, to_this) {
            (Relation::Confirms, _) => ("agrees", view.t("relation.confirms")),
            (Relation::Disputes, _) => ("against", view.t("relation.disputes")),
            (Relation::ConflictsWith, _) => ("against", view.t("relation.conflicts")),
            (Relation::Revises, true) => ("revises", view.t("relation.revises")),
            (Relation::Revises, false) => ("revises", view.t("relation.revised")),
        });
    }
    told.dedup();
    html! {
        @for (class, words) in &told { span class={ "badge " (class) } { (words) } " " }
        @if told.is_empty() { span.faint { (view.t("relation.none")) } }
    }
}
