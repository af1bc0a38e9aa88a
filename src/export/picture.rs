//! Drawing → Picture: where circles, lines and words stand on the page, before any is written.
//!
//! A page holds so many nodes, chosen from the best-connected one outwards. A node stands in the
//! upper part of the box that the layout gives it, its label in the lower.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    layout::{self, Body},
    lines::{self, Line, Term},
    view::{Drawing, Node},
};

/// Nodes on a page of a file.
pub(super) const MOST: usize = 60;
/// Size of node labels and their line height, in pixels.
pub(crate) const LABEL: (f64, f64) = (12.0, 14.0);
/// Width of a bold letter, as a share of a plain one.
const BOLD: f64 = 1.13;
/// Nodes larger than this have their label in bold.
const HUB: f64 = 14.0;
/// Space around everything.
const MARGIN: f64 = 28.0;
/// The widest strip of a page in which no node stands: room for a line and its words.
const STRIP: f64 = 110.0;

/// A page.
pub(crate) struct Picture {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) circles: Vec<Circle>,
    pub(crate) lines: Vec<Line>,
    /// Nodes that found no room on the page.
    pub(crate) left_out: usize,
}

/// A node on the page.
pub(crate) struct Circle {
    pub(crate) iri: String,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) radius: f64,
    pub(crate) kind: &'static str,
    pub(crate) label: String,
    /// The label in lines, below the circle.
    pub(crate) rows: Vec<String>,
}

/// Arranges at most so many nodes of a drawing on a page.
pub(super) fn arrange(drawing: &Drawing, most: usize, term: Term<'_>) -> Picture {
    let chosen = best_connected(drawing, most);
    let page: BTreeMap<usize, usize> = chosen.iter().copied().zip(0..).collect();
    let mut circles: Vec<Circle> = chosen
        .iter()
        .map(|&at| circle(&drawing.nodes[at]))
        .collect();
    let ends = drawing.edges.iter().map(|edge| edge.ends);
    let pairs: Vec<(usize, usize)> = ends
        .filter_map(|(a, b)| Some((*page.get(&a)?, *page.get(&b)?)))
        .collect();
    let (width, height) = place(&mut circles, &pairs);
    Picture {
        width,
        height,
        lines: lines::draw(&drawing.edges, &page, &circles, term),
        circles,
        left_out: drawing.nodes.len() - chosen.len(),
    }
}

/// Positions of the nodes to show, in order: from the best-connected node outwards, always the one
/// with most neighbours among those shown, so that what is shown hangs together.
fn best_connected(drawing: &Drawing, most: usize) -> Vec<usize> {
    let neighbours = neighbours(drawing);
    let mut near: BTreeMap<usize, usize> = (0..neighbours.len())
        .filter(|&at| !neighbours[at].is_empty())
        .map(|at| (at, 0))
        .collect();
    let mut chosen = BTreeSet::new();
    while chosen.len() < most {
        let rank = |at: usize, shown: usize| (shown, neighbours[at].len(), std::cmp::Reverse(at));
        let Some(next) = near
            .iter()
            .max_by_key(|(at, shown)| rank(**at, **shown))
            .map(|(at, _)| *at)
        else {
            break;
        };
        near.remove(&next);
        chosen.insert(next);
        for neighbour in &neighbours[next] {
            near.entry(*neighbour).and_modify(|shown| *shown += 1);
        }
    }
    let hangs = |at: &usize| !neighbours[*at].is_disjoint(&chosen);
    chosen.iter().copied().filter(hangs).collect()
}

/// The other ends of the edges of each node.
fn neighbours(drawing: &Drawing) -> Vec<BTreeSet<usize>> {
    let mut neighbours = vec![BTreeSet::new(); drawing.nodes.len()];
    for (a, b) in drawing
        .edges
        .iter()
        .map(|edge| edge.ends)
        .filter(|(a, b)| a != b)
    {
        neighbours[a].insert(b);
        neighbours[b].insert(a);
    }
    neighbours
}

fn circle(node: &Node) -> Circle {
    let radius = (6.0 + 3.0 * (node.degree as f64).sqrt()).min(24.0);
    let radius = if node.told.is_some() { 5.0 } else { radius };
    Circle {
        x: 0.0,
        y: 0.0,
        radius,
        iri: node.iri.clone(),
        kind: node.kind,
        label: node.label.clone(),
        rows: rows(&node.label),
    }
}

/// A label in one line or two, cut where still too long.
pub(super) fn rows(label: &str) -> Vec<String> {
    let long = label.chars().count();
    if long <= 18 {
        return vec![label.to_owned()];
    }
    let words: Vec<&str> = label.split_whitespace().collect();
    let split =
        (1..words.len()).min_by_key(|&at| long.abs_diff(2 * words[..at].join(" ").chars().count()));
    let parts = split.map_or_else(
        || vec![label.to_owned()],
        |at| vec![words[..at].join(" "), words[at..].join(" ")],
    );
    parts.into_iter().map(|part| shortened(&part, 24)).collect()
}

/// At most so many letters.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// Width of text on the page, in pixels, by the widths of letters in `DejaVu` Sans.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(letter).sum::<f64>() * size
}

/// Width of a letter, as a share of its size.
fn letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | ' ' | '.' | ',' | '\'' | ':' | '·' | '-' => 0.32,
        'f' | 'r' | 't' | '(' | ')' => 0.41,
        'm' | 'M' | 'w' | 'W' | '…' => 0.95,
        'A'..='Z' => 0.71,
        _ => 0.61,
    }
}

impl Circle {
    /// Height of the label.
    fn label_height(&self) -> f64 {
        self.rows.len() as f64 * LABEL.1 + 3.0
    }

    fn label_width(&self) -> f64 {
        let plain = self.rows.iter().map(|row| width(row, LABEL.0));
        plain.fold(0.0, f64::max) * if self.is_hub() { BOLD } else { 1.0 }
    }

    /// Whether the label is bold.
    pub(super) fn is_hub(&self) -> bool {
        self.radius > HUB
    }

    /// Whether a point is closer than `room` to the circle or its label.
    pub(super) fn touches(&self, (x, y): (f64, f64), room: f64) -> bool {
        let (dx, dy) = (x - self.x, y - self.y);
        let reach = self.radius + room;
        let below = y - (self.y + self.radius);
        dx * dx + dy * dy < reach * reach
            || (dx.abs() < self.label_width() / 2.0 + room
                && below > -room
                && below < self.label_height() + room)
    }
}

/// Lays out the circles and returns the size of the page.
fn place(circles: &mut [Circle], pairs: &[(usize, usize)]) -> (f64, f64) {
    let bodies: Vec<Body> = circles
        .iter()
        .map(|circle| Body {
            width: circle.label_width().max(2.0 * circle.radius) + 16.0,
            height: 2.0 * circle.radius + circle.label_height() + 14.0,
        })
        .collect();
    let mut places = layout::layout(&bodies, pairs);
    let sides = bodies.iter().map(|body| body.width);
    close(places.iter_mut().map(|at| &mut at.0).zip(sides).collect());
    let sides = bodies.iter().map(|body| body.height);
    close(places.iter_mut().map(|at| &mut at.1).zip(sides).collect());
    let boxes = || places.iter().zip(&bodies);
    let left = boxes()
        .map(|(at, body)| at.0 - body.width / 2.0)
        .fold(f64::INFINITY, f64::min);
    let top = boxes()
        .map(|(at, body)| at.1 - body.height / 2.0)
        .fold(f64::INFINITY, f64::min);
    let right = boxes()
        .map(|(at, body)| at.0 + body.width / 2.0)
        .fold(0.0, f64::max);
    let bottom = boxes()
        .map(|(at, body)| at.1 + body.height / 2.0)
        .fold(0.0, f64::max);
    for (circle, at) in circles.iter_mut().zip(&places) {
        circle.x = at.0 - left + MARGIN;
        circle.y = at.1 - top + MARGIN - circle.label_height() / 2.0;
    }
    if places.is_empty() {
        (320.0, 60.0)
    } else {
        (right - left + 2.0 * MARGIN, bottom - top + 2.0 * MARGIN)
    }
}

/// Narrows the strips along one side of the page in which nothing stands; parts of a network that
/// hang together only within themselves drift far apart. Takes middles and sizes of boxes.
fn close(mut boxes: Vec<(&mut f64, f64)>) {
    boxes.sort_by(|(a, wide), (b, wider)| (**a - wide / 2.0).total_cmp(&(**b - wider / 2.0)));
    let first = boxes.first().map(|(middle, size)| **middle - size / 2.0);
    let (mut end, mut shift) = (first.unwrap_or_default(), 0.0);
    for (middle, size) in boxes {
        let start = *middle - shift - size / 2.0;
        shift += (start - end - STRIP).max(0.0);
        *middle -= shift;
        end = end.max(*middle + size / 2.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::view::Edge;

    #[test]
    fn what_is_shown_hangs_together() {
        // Eighty hubs that do not touch each other, with three leaves each; the last has four.
        let mut ends: Vec<(usize, usize)> = (0..80)
            .flat_map(|hub| (0..3).map(move |leaf| (hub, 80 + 3 * hub + leaf)))
            .collect();
        ends.push((79, 320));
        let nodes = (0..=320)
            .map(|at| Node {
                id: format!("{at:03}"),
                ..Node::default()
            })
            .collect();
        let edges = ends.into_iter().map(edge).collect();
        let shown = best_connected(&Drawing { nodes, edges }, MOST);
        assert!(shown.len() <= MOST && shown.len() > MOST - 5);
        assert!([79, 317, 318, 319, 320].iter().all(|at| shown.contains(at)));
    }

    fn edge(ends: (usize, usize)) -> Edge {
        Edge {
            ends,
            ..Edge::default()
        }
    }

    #[test]
    fn empty_strips_are_narrowed() {
        let mut middles = [1000.0, 0.0, 30.0, 1150.0];
        close(middles.iter_mut().map(|middle| (middle, 20.0)).collect());
        let expected = [160.0, 0.0, 30.0, 290.0];
        assert!(
            middles
                .iter()
                .zip(expected)
                .all(|(a, b)| (a - b).abs() < 1e-9),
            "{middles:?}"
        );
    }

    #[test]
    fn a_long_label_stands_in_two_rows() {
        assert_eq!(rows("Korea Utara"), ["Korea Utara"]);
        assert_eq!(
            rows("Badan Intelijen Nasional Korea Selatan"),
            ["Badan Intelijen", "Nasional Korea Selatan"]
        );
        assert_eq!(rows(&"x".repeat(40)), [format!("{}…", "x".repeat(23))]);
    }
}
