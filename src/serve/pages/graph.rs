//! Site and parameters → the network as a picture with links, as a table, and as files.
//!
//! The picture holds the best-connected part of what passes; the files hold all of it. Not obvious: of a big store only the
//! edges between entities with many edges are laid out, so that the page does not wait for what it would not show.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use maud::{Markup, html};
use rustc_hash::FxHashMap;

use super::layout::Page;
use super::text::visible;
use super::view::View;
use super::wanted::{Wanted, elsewhere};
use super::words::Lang;
use crate::export::{self, Circle, Format, LABEL, Line, Picture, text_width};
use crate::graph::{Filter, Graph};
use crate::serve::site::Site;

/// Entities in the picture: what may be chosen, and what is shown where nothing is.
const SIZES: [usize; 4] = [20, 40, 80, 150];
const USUAL: usize = 40;
/// For each entity in the picture so many with most edges are looked at.
const SPARE: usize = 4;
/// Rows of the table.
const ROWS: usize = 200;

/// Extension, media type and format of the files.
pub(super) const FILES: [(&str, &str, Format); 4] = [
    ("gexf", "application/gexf+xml", Format::Gexf),
    ("graphml", "application/graphml+xml", Format::GraphMl),
    ("csv", "text/csv; charset=utf-8", Format::CsvEdges),
    ("nodes.csv", "text/csv; charset=utf-8", Format::CsvNodes),
];

pub(super) fn page(view: View<'_>) -> Page {
    let wanted = Wanted::of(view);
    let most = view.ask.get("n").and_then(|n| n.parse().ok());
    let most = most.filter(|n| SIZES.contains(n)).unwrap_or(USUAL);
    let edges = edges(view.graph(), &wanted.filter);
    let part = part(view.graph(), &edges, most);
    let mut shown = view.graph().of(&part);
    translate(&mut shown, view.lang);
    let picture = export::network(&shown, most, &|term| view.lang.term(term));
    let title = view.t("nav.graph");
    let body = html! {
        h1 { (title) }
        p.lead { (view.t("graph.lead")) }
        (wanted.form(view, "/graph", &sizes(view, most)))
        @if picture.circles.is_empty() {
            p.notice { (view.t("wanted.nothing")) }
        } @else {
            (notice(view, &edges, &picture))
            (drawn(view, &picture))
            (files(view))
            (table(view, &picture))
        }
        script src="/assets/view.js" defer {}
    };
    Page::new(title, body)
}

/// The file of that extension: all that passes.
pub(super) fn file(site: &Site, ask: &super::Ask, format: Format) -> Option<Vec<u8>> {
    let wanted = Wanted::of(View::new(site, ask));
    let graph;
    let shown = if wanted.filter.is_empty() {
        &site.graph
    } else {
        graph = site.graph.filtered(&wanted.filter);
        &graph
    };
    let mut out = Vec::new();
    let base = site.base.as_str();
    export::write(shown, format, export::View::Actors, base, &mut out).ok()?;
    Some(out)
}

/// Positions of the propositions that pass and are edges.
fn edges(graph: &Graph, filter: &Filter) -> Vec<usize> {
    let is_edge = |at: &usize| {
        graph
            .propositions
            .get(*at)
            .is_some_and(crate::graph::Proposition::is_edge)
    };
    graph.passing(filter).filter(is_edge).collect()
}

/// Both ends of an edge.
fn ends(graph: &Graph, at: usize) -> Option<(&str, &str)> {
    let said = graph.propositions.get(at)?;
    Some((said.subject.as_deref()?, said.object.as_deref()?))
}

/// The edges between the entities that have most of them.
fn part(graph: &Graph, edges: &[usize], most: usize) -> Vec<usize> {
    let mut degrees: FxHashMap<&str, usize> = FxHashMap::default();
    for (from, to) in edges.iter().filter_map(|&at| ends(graph, at)) {
        if from != to {
            *degrees.entry(from).or_default() += 1;
            *degrees.entry(to).or_default() += 1;
        }
    }
    let mut degrees: Vec<_> = degrees.into_iter().collect();
    degrees.sort_unstable_by_key(|(id, degree)| (Reverse(*degree), *id));
    let busy: BTreeSet<&str> = degrees
        .iter()
        .take(SPARE * most)
        .map(|(id, _)| *id)
        .collect();
    let among =
        |at: &usize| ends(graph, *at).is_some_and(|(a, b)| busy.contains(a) && busy.contains(b));
    edges.iter().copied().filter(among).collect()
}

/// Gives entities the names that the language of the page has for them.
fn translate(graph: &mut Graph, lang: Lang) {
    if lang == Lang::English {
        for entity in graph.entities.values_mut() {
            if let Some(english) = entity.english.take() {
                entity.name = english;
            }
        }
    }
}

fn sizes(view: View<'_>, most: usize) -> Markup {
    html! {
        div {
            label for="n" { (view.t("graph.size")) }
            select #n name="n" {
                @for size in SIZES { option value=(size) selected[size == most] { (size) } }
            }
        }
    }
}

/// How much of what passes is in the picture.
fn notice(view: View<'_>, edges: &[usize], picture: &Picture) -> Markup {
    let ends = edges.iter().filter_map(|&at| ends(view.graph(), at));
    let all = ends
        .flat_map(|(a, b)| [a, b])
        .collect::<BTreeSet<_>>()
        .len();
    let shown = picture.circles.len();
    html! {
        p.notice {
            (view.lang.number(all)) " " (view.t("graph.entities")) ", " (view.lang.number(edges.len())) " " (view.t("graph.relations")) ". "
            @if shown < all { (view.t("graph.drawn")) " " (view.lang.number(shown)) ". " }
        }
    }
}

fn drawn(view: View<'_>, picture: &Picture) -> Markup {
    let (wide, high) = (picture.width, picture.height);
    html! {
        figure.picture data-panzoom {
            (tools(view))
            svg.network viewBox=(format!("0 0 {wide:.0} {high:.0}")) role="group" aria-label=(view.t("nav.graph")) {
                defs {
                    marker #head viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto" {
                        path.head d="M0 0.8L8 4L0 7.2L2 4z" {}
                    }
                }
                @for line in &picture.lines { (edge(view, line, picture)) }
                @for line in &picture.lines { (edge_words(line)) }
                @for (at, circle) in picture.circles.iter().enumerate() { (node(view, at, circle)) }
            }
            figcaption { (legend(view, picture)) " " (view.t("graph.legend")) }
        }
    }
}

/// Buttons of the script, which shows them.
pub(super) fn tools(view: View<'_>) -> Markup {
    html! {
        div.tools hidden role="toolbar" aria-label=(view.t("zoom")) {
            button type="button" data-zoom="in" aria-label=(view.t("zoom.in")) title=(view.t("zoom.in")) { "+" }
            button type="button" data-zoom="out" aria-label=(view.t("zoom.out")) title=(view.t("zoom.out")) { "−" }
            button type="button" data-zoom="all" aria-label=(view.t("zoom.all")) title=(view.t("zoom.all")) { "⤢" }
            span.hint { (view.t("zoom.hint")) }
        }
    }
}

fn edge(view: View<'_>, line: &Line, picture: &Picture) -> Markup {
    let (s, c, e) = (line.start, line.control, line.end);
    let path = format!(
        "M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}",
        s.0, s.1, c.0, c.1, e.0, e.1
    );
    let thick = (0.6 + 0.8 * line.weight as f64).min(4.5);
    html! {
        path.edge d=(path) stroke-width=(format!("{thick:.1}")) data-from=(line.from) data-to=(line.to)
            marker-end=[line.arrow.then_some("url(#head)")] {
            title { (told(view, line, picture)) }
        }
    }
}

/// `Rusia → Kursk: menyerang (2 sumber)`.
fn told(view: View<'_>, line: &Line, picture: &Picture) -> String {
    let name = |at: usize| {
        picture
            .circles
            .get(at)
            .map_or("", |circle| circle.label.as_str())
    };
    let joint = if line.arrow { "→" } else { "↔" };
    let sources = if line.weight == 1 {
        view.t("source.one")
    } else {
        view.t("source.many")
    };
    let (from, to, weight) = (
        name(line.from),
        name(line.to),
        view.lang.number(line.weight),
    );
    let told = format!(
        "{from} {joint} {to}: {} ({weight} {sources})",
        line.predicates.join(", ")
    );
    visible(&told).into_owned()
}

/// The words of a line, on a strip of paper.
fn edge_words(line: &Line) -> Markup {
    let Some(words) = &line.words else {
        return Markup::default();
    };
    let ((x, y), (cos, sin)) = (words.at, words.along);
    let wide = text_width(&words.text, export::WORDS);
    html! {
        g.words transform=(format!("matrix({cos:.3} {sin:.3} {:.3} {cos:.3} {x:.1} {y:.1})", -sin)) data-from=(line.from) data-to=(line.to) {
            rect x=(format!("{:.1}", -wide / 2.0)) y="-6" width=(format!("{wide:.1}")) height="12" rx="3" {}
            text y="3.2" { (visible(&words.text)) }
        }
    }
}

fn node(view: View<'_>, at: usize, circle: &Circle) -> Markup {
    let kind = view.lang.term(circle.kind);
    html! {
        a.node href=(Site::path(&circle.iri)) data-node=(at) aria-label={ (visible(&circle.label)) ", " (kind) } {
            title { (visible(&circle.label)) " (" (kind) ")" }
            circle class={ "kind-" (circle.kind) } cx=(format!("{:.1}", circle.x)) cy=(format!("{:.1}", circle.y)) r=(format!("{:.1}", circle.radius)) {}
            @for (row, text) in circle.rows.iter().enumerate() {
                text.main[circle.radius > 14.0] x=(format!("{:.1}", circle.x))
                    y=(format!("{:.1}", circle.y + circle.radius + LABEL.0 + row as f64 * LABEL.1)) { (visible(text)) }
            }
        }
    }
}

fn legend(view: View<'_>, picture: &Picture) -> Markup {
    let kinds = crate::record::EntityType::ALL.into_iter();
    let shown = kinds.filter(|kind| {
        picture
            .circles
            .iter()
            .any(|circle| circle.kind == kind.name())
    });
    html! { @for kind in shown { (view.kind(kind)) " " } }
}

fn files(view: View<'_>) -> Markup {
    let link =
        |extension: &str| elsewhere(view.ask, &format!("/graph.{extension}"), &[("n", None)]);
    html! {
        p.files {
            (view.t("graph.files")) " "
            a href=(link("gexf")) download { "GEXF (Gephi)" } " · "
            a href=(link("graphml")) download { "GraphML" } " · "
            a href=(link("csv")) download { "CSV: " (view.t("graph.relations")) } " · "
            a href=(link("nodes.csv")) download { "CSV: " (view.t("graph.entities")) }
        }
    }
}

/// What the picture shows, in words.
fn table(view: View<'_>, picture: &Picture) -> Markup {
    let mut lines: Vec<&Line> = picture.lines.iter().collect();
    lines.sort_by_key(|line| (Reverse(line.weight), line.from, line.to));
    let name = |at: usize| {
        picture
            .circles
            .get(at)
            .map(|circle| view.entity(&circle.iri))
    };
    html! {
        details.told {
            summary { (view.t("graph.table")) }
            div.wide tabindex="0" role="region" aria-label=(view.t("graph.table")) {
                table {
                    thead {
                        tr {
                            th scope="col" { (view.t("graph.from")) }
                            th scope="col" { (view.t("wanted.predicate")) }
                            th scope="col" { (view.t("graph.to")) }
                            th.number scope="col" { (view.t("source.many")) }
                        }
                    }
                    tbody {
                        @for line in lines.into_iter().take(ROWS) {
                            tr {
                                td { @if let Some(name) = name(line.from) { (name) } }
                                td { (line.predicates.join(", ")) }
                                td { @if let Some(name) = name(line.to) { (name) } }
                                td.number { (view.lang.number(line.weight)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{
        build,
        fixtures::{record, statement},
    };

    #[test]
    fn only_edges_among_the_best_connected_are_laid_out() {
        let mut told: Vec<_> = (0..9)
            .map(|at| statement("state-a", "met", &format!("state-b{at}")))
            .collect();
        told.push(statement("state-x", "met", "state-y"));
        let graph = build(&[record("1", "x", told)]);
        let all = edges(&graph, &Filter::default());
        assert_eq!(all.len(), 10);
        let some = part(&graph, &all, 1);
        assert!(
            some.iter()
                .all(|&at| ends(&graph, at).is_some_and(|(a, b)| a == "state-a" || b == "state-a"))
        );
        assert_eq!(
            some.len(),
            SPARE - 1,
            "the middle and three of its neighbours"
        );
        assert_eq!(part(&graph, &all, 60).len(), 10);
    }
}
