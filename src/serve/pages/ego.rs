//! An entity and its neighbours → SVG: the entity in the middle, the others around it, lines as thick as their sources.
//!
//! Only what is asserted and actual is a line, as in all networks of Simpul. Neighbours are links. A neighbour stands where
//! its place in the list puts it, so the picture is the same each time.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};

use super::text::{short, visible};
use super::view::View;
use crate::export::text_width;
use crate::graph::{Entity, is_symmetric};
use crate::serve::site::Site;

/// Neighbours in the picture.
const MOST: usize = 18;
/// Size of the page and of letters; half axes of the ellipse on which neighbours stand.
const PAGE: (f64, f64) = (760.0, 470.0);
const LETTERS: f64 = 13.0;
const AXES: (f64, f64) = (225.0, 185.0);

/// What joins the entity to a neighbour.
#[derive(Debug, Default)]
struct Tie<'g> {
    /// Sum of the independent sources of each relation.
    weight: usize,
    out: bool,
    back: bool,
    predicates: BTreeMap<&'g str, usize>,
}

/// The picture; `None` where there is no neighbour.
pub(super) fn picture<'a>(view: View<'a>, entity: &'a Entity) -> Option<Markup> {
    let ties = ties(view, entity);
    if ties.is_empty() {
        return None;
    }
    let more = ties.len().saturating_sub(MOST);
    let shown: Vec<_> = ties.into_iter().take(MOST).collect();
    let places = places(shown.len());
    let (cx, cy) = (PAGE.0 / 2.0, PAGE.1 / 2.0);
    let label = format!("{}: {}", view.t("ego.title"), view.name(&entity.id));
    Some(html! {
        figure.ego {
            div.wide tabindex="0" role="region" aria-label=(visible(&label)) {
                svg viewBox={ "0 0 " (PAGE.0) " " (PAGE.1) } width=(PAGE.0) height=(PAGE.1) role="group" aria-label=(visible(&label)) {
                    defs {
                        marker #arrow viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse" {
                            path.head d="M0 0.8L8 4L0 7.2L2 4z" {}
                        }
                    }
                    @for ((_, tie), &(x, y)) in shown.iter().zip(&places) { (line(view, tie, (cx, cy), (x, y))) }
                    @for ((id, tie), &(x, y)) in shown.iter().zip(&places) { (node(view, id, tie, (x, y))) }
                    circle class={ "centre kind-" (entity.kind) } cx=(cx) cy=(cy) r="22" {}
                    text.centre x=(cx) y=(cy + 40.0) text-anchor="middle" { (short(view.name(&entity.id))) }
                }
            }
            figcaption {
                (view.t("ego.about"))
                @if more > 0 { " " (view.lang.number(more)) " " (view.t("ego.more")) }
            }
        }
    })
}

/// Neighbours with what joins them, the best sourced first.
fn ties<'a>(view: View<'a>, entity: &'a Entity) -> Vec<(&'a str, Tie<'a>)> {
    let graph = view.graph();
    let about = view.site.index.about(&entity.id);
    let mut ties: BTreeMap<&str, Tie<'_>> = BTreeMap::new();
    let positions = about.into_iter().flat_map(|about| &about.propositions);
    for said in positions
        .filter_map(|&at| graph.propositions.get(at))
        .filter(|said| said.is_edge())
    {
        let (Some(subject), Some(object)) = (said.subject.as_deref(), said.object.as_deref())
        else {
            continue;
        };
        let other = if subject == entity.id {
            object
        } else {
            subject
        };
        if other == entity.id {
            continue;
        }
        let tie = ties.entry(other).or_default();
        tie.weight += said.weight;
        if !is_symmetric(&said.predicate) {
            tie.out |= other == object;
            tie.back |= other == subject;
        }
        *tie.predicates.entry(&said.predicate).or_default() += said.weight;
    }
    let mut ties: Vec<_> = ties.into_iter().collect();
    ties.sort_by_key(|(id, tie)| (Reverse(tie.weight), *id));
    ties
}

/// Places on the ellipse, the best sourced at the sides, where their labels have room; below the middle, where its own
/// label stands, is nobody.
fn places(count: usize) -> Vec<(f64, f64)> {
    /// Half of what is left free.
    const FREE: f64 = 0.3;
    let turn = std::f64::consts::TAU - 2.0 * FREE;
    let mut angles: Vec<f64> = (0..count)
        .map(|at| std::f64::consts::FRAC_PI_2 + FREE + (at as f64 + 0.5) / count as f64 * turn)
        .collect();
    angles.sort_by(|a, b| b.cos().abs().total_cmp(&a.cos().abs()).then(a.total_cmp(b)));
    let point = |angle: f64| {
        let (sin, cos) = angle.sin_cos();
        let round = |number: f64| (number * 10.0).round() / 10.0;
        (
            round(PAGE.0 / 2.0 + AXES.0 * cos),
            round(PAGE.1 / 2.0 + AXES.1 * sin),
        )
    };
    angles.into_iter().map(point).collect()
}

/// A line that ends at the rims of both circles.
fn line(view: View<'_>, tie: &Tie<'_>, from: (f64, f64), to: (f64, f64)) -> Markup {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    let at = |distance: f64| {
        (
            from.0 + dx / length * distance,
            from.1 + dy / length * distance,
        )
    };
    let (start, end) = (at(26.0), at(length - radius(tie) - 4.0));
    let wide = (1.0 + (tie.weight as f64).sqrt()).min(6.0);
    html! {
        path.tie d=(format!("M{:.1} {:.1}L{:.1} {:.1}", start.0, start.1, end.0, end.1)) stroke-width=(format!("{wide:.1}"))
            marker-end=[tie.out.then_some("url(#arrow)")] marker-start=[tie.back.then_some("url(#arrow)")] {
            title { (visible(&words(view, tie))) }
        }
    }
}

fn radius(tie: &Tie<'_>) -> f64 {
    (7.0 + (tie.weight as f64).sqrt()).min(14.0)
}

/// `bertemu 3, mendukung 1`.
fn words(view: View<'_>, tie: &Tie<'_>) -> String {
    let mut predicates: Vec<_> = tie.predicates.iter().collect();
    predicates.sort_by_key(|(predicate, weight)| (Reverse(**weight), **predicate));
    let words = predicates
        .into_iter()
        .map(|(predicate, weight)| format!("{} {weight}", view.lang.term(predicate)));
    words.collect::<Vec<_>>().join(", ")
}

/// A neighbour, its label away from the middle.
fn node(view: View<'_>, id: &str, tie: &Tie<'_>, (x, y): (f64, f64)) -> Markup {
    let kind = view.graph().entities.get(id).map(|entity| entity.kind);
    let radius = radius(tie);
    let (side, anchor) = if x < PAGE.0 / 2.0 {
        (-1.0, "end")
    } else {
        (1.0, "start")
    };
    let at = x + side * (radius + 6.0);
    let label = short(view.name(id));
    let told = words(view, tie);
    html! {
        a href=(Site::path(id)) aria-label={ (visible(view.name(id))) ": " (told) } {
            title { (visible(view.name(id))) ": " (told) }
            circle class=(kind.map(|kind| format!("kind-{kind}")).unwrap_or_default()) cx=(x) cy=(y) r=(format!("{radius:.1}")) {}
            text x=(format!("{at:.1}")) y=(format!("{:.1}", y + LETTERS * 0.35)) text-anchor=(anchor)
                textLength=[(text_width(&label, LETTERS) > 190.0).then_some("190")] lengthAdjust="spacingAndGlyphs" { (label) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_stand_apart_and_on_the_page() {
        for count in 1..=MOST {
            let places = places(count);
            for (at, one) in places.iter().enumerate() {
                assert!(one.0 > 0.0 && one.0 < PAGE.0 && one.1 > 20.0 && one.1 < PAGE.1 - 20.0);
                for two in places.iter().take(at) {
                    assert!((one.0 - two.0).hypot(one.1 - two.1) > 30.0, "{count}");
                }
            }
        }
    }
}
