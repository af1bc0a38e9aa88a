//! Edges and circles → lines: how what happens between nodes is drawn and named.
//!
//! What happens between two nodes in one direction is one line, bent aside where another node
//! stands in its way. Its words stand on it only where they touch no node and no other words; the
//! best-sourced line chooses first.

use std::collections::BTreeMap;

use super::{
    picture::{Circle, width},
    view::Edge,
};

/// Size of the words on lines.
pub(crate) const WORDS: f64 = 9.5;
/// How far parallel lines bend from each other.
const BEND: f64 = 26.0;
/// How far a line may bend aside to run past other nodes, as a share of its length; the first that
/// runs through fewest is taken.
const DETOURS: [f64; 9] = [0.0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.25, -0.25];
/// Predicates on a line before the rest is counted.
const PREDICATES: usize = 3;

/// What gives the words of a predicate, [`words`](super::words) for one.
pub(super) type Term<'t> = &'t dyn Fn(&str) -> String;

/// What happens between two nodes, in one direction.
pub(crate) struct Line {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) start: (f64, f64),
    pub(crate) control: (f64, f64),
    pub(crate) end: (f64, f64),
    pub(crate) arrow: bool,
    pub(crate) weight: usize,
    /// Predicates in words, best sourced first.
    pub(crate) predicates: Vec<String>,
    pub(crate) words: Option<Words>,
}

/// Words along a line.
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) at: (f64, f64),
    /// Direction in which they read, of length one.
    pub(crate) along: (f64, f64),
}

/// The lines between circles, with their words; `page` tells the circle of each node.
///
/// `term` gives the words of a predicate.
pub(super) fn draw(
    edges: &[Edge],
    page: &BTreeMap<usize, usize>,
    circles: &[Circle],
    term: Term<'_>,
) -> Vec<Line> {
    let mut lines = lines(&bundles(edges, page), circles, term);
    name_lines(&mut lines, circles);
    lines
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
fn lines(bundles: &Bundles<'_>, circles: &[Circle], term: Term<'_>) -> Vec<Line> {
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
            let mut best = tries.min_by_key(|line| crossed(line, circles));
            if let Some(line) = &mut best {
                line.predicates = bundles[key].iter().map(|edge| term(&edge.kind)).collect();
            }
            lines.extend(best);
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
        predicates: Vec::new(),
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
    use crate::export::picture::rows;

    fn edge(ends: (usize, usize)) -> Edge {
        Edge {
            ends,
            ..Edge::default()
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
            iri: String::new(),
        };
        let circles = [at(0.0, "a"), at(200.0, "b"), at(400.0, "c")];
        let edge = edge((0, 2));
        let bundles = Bundles::from([((0, 2, false), vec![&edge])]);
        let lines = lines(&bundles, &circles, &crate::export::words);
        assert_eq!(crossed(&lines[0], &circles), 0);
        assert!(lines[0].control.1.abs() > 1.0);
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
