//! Drawing → Picture: where circles, lines and words stand on the page, before any is written.
//!
//! A page holds [`MOST`] nodes, chosen from the best-connected one outwards. What happens between two nodes in one direction
//! is one line; its words stand on it only where they touch no node and no other words, the
//! best-sourced line choosing first.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    layout::{self, Body},
    style,
    view::{Drawing, Edge, Node},
};

/// Nodes on a page.
const MOST: usize = 60;
/// Size of node labels and their line height, in pixels.
pub(super) const LABEL: (f64, f64) = (12.0, 14.0);
/// Size of the words on lines.
pub(super) const WORDS: f64 = 9.5;
/// Width of a letter, as a share of its size.
const LETTER: f64 = 0.57;
/// Space around everything.
const MARGIN: f64 = 28.0;
/// How far parallel lines bend from each other.
const BEND: f64 = 26.0;
/// How far a line may bend aside to run past other nodes, as a share of its length; the first that
/// runs through fewest is taken.
const DETOURS: [f64; 9] = [0.0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.25, -0.25];
/// Predicates on a line before the rest is counted.
const PREDICATES: usize = 3;

/// A page.
pub(super) struct Picture {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) circles: Vec<Circle>,
    pub(super) lines: Vec<Line>,
    /// Nodes that found no room on the page.
    pub(super) left_out: usize,
}

/// A node on the page.
pub(super) struct Circle {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
    pub(super) kind: &'static str,
    pub(super) label: String,
    /// The label in lines, below the circle.
    pub(super) rows: Vec<String>,
}

/// What happens between two nodes, in one direction.
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) start: (f64, f64),
    pub(super) control: (f64, f64),
    pub(super) end: (f64, f64),
    pub(super) arrow: bool,
    pub(super) weight: usize,
    /// Predicates in words, best sourced first.
    pub(super) predicates: Vec<String>,
    pub(super) words: Option<Words>,
}

/// Words along a line.
pub(super) struct Words {
    pub(super) text: String,
    pub(super) at: (f64, f64),
    /// Direction in which they read, of length one.
    pub(super) along: (f64, f64),
}

/// Arranges a drawing on a page.
pub(super) fn arrange(drawing: &Drawing) -> Picture {
    let chosen = best_connected(drawing);
    let page: BTreeMap<usize, usize> = chosen.iter().copied().zip(0..).collect();
    let mut circles: Vec<Circle> = chosen
        .iter()
        .map(|&at| circle(&drawing.nodes[at]))
        .collect();
    let bundles = bundles(&drawing.edges, &page);
    let pairs: Vec<(usize, usize)> = bundles.keys().map(|key| (key.0, key.1)).collect();
    let (width, height) = place(&mut circles, &pairs);
    let mut lines = lines(&bundles, &circles);
    name_lines(&mut lines, &circles);
    Picture {
        width,
        height,
        circles,
        lines,
        left_out: drawing.nodes.len() - chosen.len(),
    }
}

/// Positions of the nodes to show, in order: from the best-connected node outwards, always the one
/// with most neighbours among those shown, so that what is shown hangs together.
fn best_connected(drawing: &Drawing) -> Vec<usize> {
    let neighbours = neighbours(drawing);
    let mut near: BTreeMap<usize, usize> = (0..neighbours.len())
        .filter(|&at| !neighbours[at].is_empty())
        .map(|at| (at, 0))
        .collect();
    let mut chosen = BTreeSet::new();
    while chosen.len() < MOST {
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
        kind: node.kind,
        label: node.label.clone(),
        rows: rows(&node.label),
    }
}

/// A label in one line or two, cut where still too long.
fn rows(label: &str) -> Vec<String> {
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

/// Width of text on the page.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * size * LETTER
}

impl Circle {
    /// Height of the label.
    fn label_height(&self) -> f64 {
        self.rows.len() as f64 * LABEL.1 + 3.0
    }

    fn label_width(&self) -> f64 {
        self.rows
            .iter()
            .map(|row| width(row, LABEL.0))
            .fold(0.0, f64::max)
    }

    /// Whether a point is closer than `room` to the circle or its label.
    fn touches(&self, (x, y): (f64, f64), room: f64) -> bool {
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
    let places = layout::layout(&bodies, pairs);
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

/// Edges by their ends on the page.
type Bundles<'d> = BTreeMap<Ends, Vec<&'d Edge>>;
/// From, to, and whether there is a direction.
type Ends = (usize, usize, bool);

fn bundles<'d>(edges: &'d [Edge], page: &BTreeMap<usize, usize>) -> Bundles<'d> {
    let mut bundles = Bundles::new();
    for edge in edges.iter().filter(|edge| edge.ends.0 != edge.ends.1) {
        if let (Some(&from), Some(&to)) = (page.get(&edge.ends.0), page.get(&edge.ends.1)) {
            bundles
                .entry((from, to, !edge.symmetric))
                .or_default()
                .push(edge);
        }
    }
    for bundle in bundles.values_mut() {
        bundle.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.kind.cmp(&b.kind)));
    }
    bundles
}

/// One line a bundle; lines of the same pair bend apart.
fn lines(bundles: &Bundles<'_>, circles: &[Circle]) -> Vec<Line> {
    let mut pairs: BTreeMap<(usize, usize), Vec<Ends>> = BTreeMap::new();
    for &key in bundles.keys() {
        pairs
            .entry((key.0.min(key.1), key.0.max(key.1)))
            .or_default()
            .push(key);
    }
    let mut lines = Vec::new();
    for keys in pairs.values() {
        for (rank, key) in keys.iter().enumerate() {
            let bend = (rank as f64 - (keys.len() - 1) as f64 / 2.0) * BEND;
            let bend = if key.0 < key.1 { bend } else { -bend };
            let tries = DETOURS
                .iter()
                .map(|detour| line(*key, &bundles[key], circles, (bend, *detour)));
            lines.extend(tries.min_by_key(|line| crossed(line, circles)));
        }
    }
    lines
}

/// How many circles and labels of other nodes a line runs through.
fn crossed(line: &Line, circles: &[Circle]) -> usize {
    let points: Vec<(f64, f64)> = (1..24).map(|at| line.at(f64::from(at) / 24.0)).collect();
    let others = circles
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != line.from && *at != line.to);
    others
        .filter(|(_, circle)| points.iter().any(|point| circle.touches(*point, 2.0)))
        .count()
}

fn line(
    (from, to, arrow): Ends,
    bundle: &[&Edge],
    circles: &[Circle],
    (bend, detour): (f64, f64),
) -> Line {
    let (a, b) = (&circles[from], &circles[to]);
    let (along, length) = direction((a.x, a.y), (b.x, b.y));
    let bend = bend.clamp(-0.15 * length, 0.15 * length) + detour * length;
    let middle = (f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y));
    let control = (
        middle.0 - along.1 * bend * 2.0,
        middle.1 + along.0 * bend * 2.0,
    );
    let tip = if arrow { 3.0 } else { 1.0 };
    Line {
        from,
        to,
        start: toward((a.x, a.y), control, a.radius + 1.0),
        control,
        end: toward((b.x, b.y), control, b.radius + tip),
        arrow,
        weight: bundle.iter().map(|edge| edge.weight).max().unwrap_or(1),
        predicates: bundle.iter().map(|edge| style::words(&edge.kind)).collect(),
        words: None,
    }
}

impl Line {
    /// The point at a share of the way (a quadratic Bézier curve).
    fn at(&self, share: f64) -> (f64, f64) {
        let rest = 1.0 - share;
        let mix =
            |s: f64, c: f64, e: f64| rest * rest * s + 2.0 * rest * share * c + share * share * e;
        let (s, c, e) = (self.start, self.control, self.end);
        (mix(s.0, c.0, e.0), mix(s.1, c.1, e.1))
    }

    /// The direction there.
    fn slope(&self, share: f64) -> (f64, f64) {
        let slope = |s: f64, c: f64, e: f64| (1.0 - share) * (c - s) + share * (e - c);
        let (s, c, e) = (self.start, self.control, self.end);
        direction((0.0, 0.0), (slope(s.0, c.0, e.0), slope(s.1, c.1, e.1))).0
    }
}

/// Direction of length one from a point to another, and their distance.
fn direction(from: (f64, f64), to: (f64, f64)) -> ((f64, f64), f64) {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = (x * x + y * y).sqrt();
    if length > 0.0 {
        ((x / length, y / length), length)
    } else {
        ((1.0, 0.0), 0.0)
    }
}

/// The point so far from one toward another.
fn toward(from: (f64, f64), to: (f64, f64), far: f64) -> (f64, f64) {
    let (along, _) = direction(from, to);
    (from.0 + along.0 * far, from.1 + along.1 * far)
}

/// Puts words on lines where there is room.
fn name_lines(lines: &mut [Line], circles: &[Circle]) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(lines[at].weight), at));
    let mut taken: Vec<(f64, f64)> = Vec::new();
    for at in order {
        let line = &lines[at];
        let words = texts(&line.predicates)
            .into_iter()
            .find_map(|text| fit(line, &text, circles, &taken));
        if let Some(words) = &words {
            taken.extend(dots(words));
        }
        lines[at].words = words;
    }
}

/// What may stand on a line, the fullest first.
fn texts(predicates: &[String]) -> Vec<String> {
    let most = predicates.len().min(PREDICATES);
    (1..=most)
        .rev()
        .map(|shown| {
            let rest = predicates.len() - shown;
            let rest = if rest > 0 {
                format!(" +{rest}")
            } else {
                String::new()
            };
            format!("{}{rest}", predicates[..shown].join(" · "))
        })
        .collect()
}

/// The first place along a line where words touch nothing.
fn fit(line: &Line, text: &str, circles: &[Circle], taken: &[(f64, f64)]) -> Option<Words> {
    let (_, length) = direction(line.start, line.end);
    if width(text, WORDS) + 14.0 > length {
        return None;
    }
    let free = |words: &Words| {
        dots(words).iter().all(|dot| {
            let far = |other: &(f64, f64)| direction(*dot, *other).1 > WORDS * 1.15;
            taken.iter().all(far)
                && !circles
                    .iter()
                    .any(|circle| circle.touches(*dot, WORDS * 0.5))
        })
    };
    let tries = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
    tries
        .into_iter()
        .map(|share| words(line, text.to_owned(), share))
        .find(free)
}

/// Words at a share of a line, reading from left to right.
fn words(line: &Line, text: String, share: f64) -> Words {
    let along = line.slope(share);
    let along = if along.0 < 0.0 {
        (-along.0, -along.1)
    } else {
        along
    };
    Words {
        text,
        at: line.at(share),
        along,
    }
}

/// Points along words, a letter's height apart, by which overlaps are found.
fn dots(words: &Words) -> Vec<(f64, f64)> {
    let half = width(&words.text, WORDS) / 2.0;
    let mut dots = Vec::new();
    let mut far = -half;
    while far < half {
        dots.push((
            words.at.0 + words.along.0 * far,
            words.at.1 + words.along.1 * far,
        ));
        far += WORDS;
    }
    dots.push((
        words.at.0 + words.along.0 * half,
        words.at.1 + words.along.1 * half,
    ));
    dots
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let shown = best_connected(&Drawing { nodes, edges });
        assert!(shown.len() <= MOST && shown.len() > MOST - 5);
        assert!([79, 317, 318, 319, 320].iter().all(|at| shown.contains(at)));
    }

    fn edge(ends: (usize, usize)) -> Edge {
        Edge {
            id: format!("{ends:?}"),
            ends,
            kind: "met".into(),
            predicate: "met".into(),
            iri: String::new(),
            weight: 1,
            claims: 1,
            times: vec![],
            symmetric: true,
        }
    }

    #[test]
    fn a_line_runs_past_a_node_in_its_way() {
        let at = |x: f64, label: &str| Circle {
            x,
            y: 0.0,
            radius: 8.0,
            kind: "State",
            label: label.into(),
            rows: rows(label),
        };
        let circles = [at(0.0, "a"), at(200.0, "b"), at(400.0, "c")];
        let edge = edge((0, 2));
        let bundles = Bundles::from([((0, 2, false), vec![&edge])]);
        let lines = lines(&bundles, &circles);
        assert_eq!(crossed(&lines[0], &circles), 0);
        assert!(lines[0].control.1.abs() > 1.0);
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

    #[test]
    fn the_fullest_text_is_tried_first() {
        let predicates = ["met", "warned", "aided", "trained"].map(str::to_owned);
        assert_eq!(
            texts(&predicates),
            ["met · warned · aided +1", "met · warned +2", "met +3"]
        );
    }

    #[test]
    fn words_read_from_left_to_right() {
        let line = Line {
            from: 0,
            to: 1,
            start: (100.0, 0.0),
            control: (50.0, 0.0),
            end: (0.0, 0.0),
            arrow: true,
            weight: 1,
            predicates: vec![],
            words: None,
        };
        let words = words(&line, "met".into(), 0.5);
        assert!(words.along.0 > 0.0);
        assert!((words.at.0 - 50.0).abs() < 1e-9);
    }
}
