//! Site and parameters → a map of where things happened, and the same as a table.
//!
//! The projection is equirectangular: a twentieth of a degree is a unit, as in `land.svg`, which the picture draws on. A circle's area
//! grows with the number of occasions; it leads to them in the timeline.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};

use super::graph::tools;
use super::layout::Page;
use super::text::visible;
use super::view::View;
use super::wanted::{Wanted, elsewhere};
use crate::export::text_width;
use crate::seeds::Point;

/// Units of a degree, and half the width and height of the world in them.
const DEGREE: f64 = 20.0;
const WORLD: (f64, f64) = (3600.0, 1800.0);
/// The least width of the view, and its height for each unit of width.
const NARROW: f64 = 400.0;
const SHAPE: f64 = 0.52;
/// Width in pixels that sizes of circles and letters are meant for.
const PIXELS: f64 = 1100.0;
const LETTERS: f64 = 13.0;
/// Names on the map, and rows of the table.
const NAMES: usize = 24;
const ROWS: usize = 300;

/// A place and what happened there.
struct Spot<'g> {
    id: &'g str,
    point: Point,
    count: usize,
}

pub(super) fn page(view: View<'_>) -> Page {
    let wanted = Wanted::of(view);
    let (spots, nowhere) = spots(view, &wanted);
    let title = view.t("nav.map");
    let body = html! {
        h1 { (title) }
        p.lead { (view.t("map.lead")) }
        (wanted.form(view, "/map", &Markup::default()))
        @if spots.is_empty() {
            p.notice { (view.t("wanted.nothing")) }
        } @else {
            p.notice {
                (view.lang.number(spots.iter().map(|spot| spot.count).sum())) " " (view.t("map.occasions")) ", "
                (view.lang.number(spots.len())) " " (view.t("map.places")) ". "
                @if nowhere > 0 { (view.lang.number(nowhere)) " " (view.t("map.nowhere")) }
            }
            (drawn(view, &spots))
            (table(view, &spots))
        }
        script src="/assets/view.js" defer {}
    };
    Page::new(title, body)
}

/// Places with most occasions first, and how many occasions have no place that can be drawn.
fn spots<'a>(view: View<'a>, wanted: &Wanted) -> (Vec<Spot<'a>>, usize) {
    let (graph, occasions) = (view.graph(), &view.site.occasions);
    let mut nowhere = 0;
    let mut spots: BTreeMap<&str, Spot<'_>> = BTreeMap::new();
    for occasion in occasions.passing(graph, &wanted.filter) {
        match occasions.place(graph, occasion) {
            Some((id, point)) => {
                let count = 0;
                let spot = spots.entry(id).or_insert(Spot { id, point, count });
                spot.count += 1;
            }
            None => nowhere += 1,
        }
    }
    let mut spots: Vec<_> = spots.into_values().collect();
    spots.sort_by_key(|spot| (Reverse(spot.count), spot.id));
    (spots, nowhere)
}

/// East and south in units.
fn project(point: Point) -> (f64, f64) {
    (point.longitude * DEGREE, -point.latitude * DEGREE)
}

/// Left, top, width and height of what is to be seen.
#[derive(Debug, PartialEq)]
struct Frame {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Frame {
    /// All points with some room, in the shape of the picture, within the world.
    fn around(points: &(impl Iterator<Item = (f64, f64)> + Clone)) -> Self {
        let reach = |value: fn((f64, f64)) -> f64| {
            let values = points.clone().map(value);
            let least = values.clone().fold(f64::INFINITY, f64::min);
            (least, values.fold(f64::NEG_INFINITY, f64::max))
        };
        let (west, east) = reach(|(x, _)| x);
        let (north, south) = reach(|(_, y)| y);
        let room = |from: f64, to: f64| (to - from) * 1.16;
        let width = room(west, east).max(room(north, south) / SHAPE);
        let width = width.clamp(NARROW, 2.0 * WORLD.0);
        let height = width * SHAPE;
        let start = |from: f64, to: f64, size: f64, edge: f64| {
            let least = -edge;
            (f64::midpoint(from, to) - size / 2.0).clamp(least, (edge - size).max(least))
        };
        Self {
            left: start(west, east, width, WORLD.0).round(),
            top: start(north, south, height, WORLD.1).round(),
            width: width.round(),
            height: height.round(),
        }
    }
}

fn drawn(view: View<'_>, spots: &[Spot<'_>]) -> Markup {
    let frame = Frame::around(&spots.iter().map(|spot| project(spot.point)));
    let pixel = frame.width / PIXELS;
    let named = names(view, spots, pixel);
    html! {
        figure.picture.map data-panzoom {
            (tools(view))
            svg viewBox=(format!("{} {} {} {}", frame.left, frame.top, frame.width, frame.height))
                role="group" aria-label=(view.t("nav.map")) {
                use.land href="/assets/land.svg#land" {}
                use.borders href="/assets/land.svg#borders" stroke-width=(format!("{:.2}", 0.8 * pixel)) data-stroke="0.8" {}
                // The largest first, so that small ones lie on top.
                @for (at, spot) in spots.iter().enumerate() { (circle(view, spot, pixel, named.contains(&at))) }
            }
            figcaption { (view.t("map.legend")) }
        }
    }
}

/// Pixels; ten for each root of four occasions, and no more than a coin.
fn radius(count: usize) -> f64 {
    (3.0 + 2.2 * (count as f64).sqrt()).min(26.0)
}

fn circle(view: View<'_>, spot: &Spot<'_>, pixel: f64, named: bool) -> Markup {
    let (x, y) = project(spot.point);
    let radius = radius(spot.count);
    let name = view.name(spot.id);
    let told = format!(
        "{name}: {} {}",
        view.lang.number(spot.count),
        view.t("map.occasions")
    );
    html! {
        a.spot.rough[spot.point.rough] href=(occasions(view, spot)) aria-label=(visible(&told)) {
            title { (visible(&told)) }
            circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r=(format!("{:.1}", radius * pixel)) data-r=(format!("{radius:.1}")) {}
            text.crowded[!named] x=(format!("{x:.1}")) y=(format!("{y:.1}")) dy=(format!("{:.2}em", radius / LETTERS + 0.95))
                font-size=(format!("{:.2}", LETTERS * pixel)) data-size=(LETTERS) { (visible(name)) }
        }
    }
}

/// The timeline of a place, with the other things asked for.
fn occasions(view: View<'_>, spot: &Spot<'_>) -> String {
    elsewhere(
        view.ask,
        "/timeline",
        &[("place", Some(spot.id)), ("page", None)],
    )
}

/// Positions of the spots whose name has room below them, the busiest first.
fn names(view: View<'_>, spots: &[Spot<'_>], pixel: f64) -> Vec<usize> {
    let place = |spot: &Spot<'_>| {
        let (x, y) = project(spot.point);
        (x / pixel, y / pixel)
    };
    let circles = spots.iter().map(|spot| {
        let ((x, y), reach) = (place(spot), radius(spot.count) * 0.8);
        [x - reach, y - reach, x + reach, y + reach]
    });
    let mut taken: Vec<[f64; 4]> = circles.collect();
    let mut named = Vec::new();
    for (at, spot) in spots.iter().enumerate() {
        if named.len() == NAMES {
            break;
        }
        let (x, y) = place(spot);
        let y = y + radius(spot.count);
        let half = text_width(view.name(spot.id), LETTERS) / 2.0;
        let room = [x - half, y, x + half, y + LETTERS * 1.3];
        let meets = |other: &[f64; 4]| {
            room[0] < other[2] && other[0] < room[2] && room[1] < other[3] && other[1] < room[3]
        };
        if !taken.iter().any(meets) {
            taken.push(room);
            named.push(at);
        }
    }
    named
}

fn table(view: View<'_>, spots: &[Spot<'_>]) -> Markup {
    html! {
        h2 { (view.t("map.table")) }
        div.wide tabindex="0" role="region" aria-label=(view.t("map.table")) {
            table.list {
                thead {
                    tr {
                        th scope="col" { (view.t("wanted.place")) }
                        th.number scope="col" { (view.t("map.occasions")) }
                        th scope="col" { (view.t("map.point")) }
                    }
                }
                tbody {
                    @for spot in spots.iter().take(ROWS) {
                        tr {
                            th scope="row" { (view.entity(spot.id)) }
                            td.number { a href=(occasions(view, spot)) { (view.lang.number(spot.count)) } }
                            td { (degrees(spot.point)) @if spot.point.rough { " " span.badge { (view.t("map.rough")) } } }
                        }
                    }
                }
            }
        }
        @if spots.len() > ROWS { p.faint { (view.lang.number(spots.len() - ROWS)) " " (view.t("map.more")) } }
    }
}

/// `39.0° N, 125.8° E`.
fn degrees(point: Point) -> String {
    let half = |degrees: f64, sides: [&str; 2]| {
        let side = sides[usize::from(degrees < 0.0)];
        format!("{:.1}° {side}", degrees.abs())
    };
    format!(
        "{}, {}",
        half(point.latitude, ["N", "S"]),
        half(point.longitude, ["E", "W"])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_holds_all_points_and_stays_within_the_world() {
        let korea = (2515.0, -780.0);
        let near = Frame::around(&[korea].into_iter());
        assert_eq!((near.width, near.height), (NARROW, 208.0));
        assert!(near.left < korea.0 && korea.0 < near.left + near.width);
        let world = Frame::around(&[(-3000.0, -1700.0), (3400.0, 1500.0)].into_iter());
        assert!(world.left >= -WORLD.0 && world.left + world.width <= WORLD.0);
    }

    #[test]
    fn points_are_told_in_degrees() {
        let point = Point {
            latitude: -6.21,
            longitude: 106.85,
            rough: false,
        };
        assert_eq!(degrees(point), "6.2° S, 106.8° E");
        let (x, y) = project(point);
        assert!((x - 2137.0).abs() < 0.1 && (y - 124.2).abs() < 0.1);
    }
}
