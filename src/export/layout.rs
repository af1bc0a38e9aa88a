//! Bodies and springs → positions: a force-directed layout that is the same on every machine.
//!
//! The forces are those of `ForceAtlas2` (Jacomy and others, 2014): springs pull in proportion to their
//! length, bodies push in proportion to their degrees, gravity keeps parts together. There is no
//! chance in it: bodies start on a spiral, hubs first, and only `+ - * /` and square roots are
//! used, which IEEE 754 rounds alike everywhere (sines and powers are not).

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::quadtree::{Point, Quadtree};

/// The room that a node needs, label included, around its position.
#[derive(Debug, Clone, Copy)]
pub(super) struct Body {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Cosine and sine of the golden angle, by which the spiral turns from body to body.
const TURN: (f64, f64) = (-0.737_368_878, 0.675_490_294);
/// How strongly bodies push.
const PUSH: f64 = 440.0;
/// How strongly gravity pulls sideways, and upright: the picture becomes wider than high.
const GRAVITY: (f64, f64) = (0.04, 0.1);
/// How far a body may go in the first round; in the last it hardly moves.
const STEP: f64 = 60.0;
/// Up to so many bodies every pair is counted exactly.
const EXACT: usize = 300;
/// Up to so many bodies labels are moved apart.
const APART: usize = 5000;

/// Positions of the centres of bodies, rounded to two decimals.
pub(super) fn layout(bodies: &[Body], springs: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let springs: BTreeSet<(usize, usize)> = springs
        .iter()
        .filter(|(a, b)| a != b)
        .map(|&(a, b)| (a.min(b), a.max(b)))
        .collect();
    let mut points = spiral(&degrees(bodies.len(), &springs));
    let rounds = rounds(bodies.len());
    for round in 0..rounds {
        let step = STEP * f64::from(rounds - round) / f64::from(rounds);
        let forces = forces(&points, &springs);
        for (point, force) in points.iter_mut().zip(forces) {
            go(point, force, step);
        }
    }
    if bodies.len() <= APART {
        move_apart(&mut points, bodies);
    }
    points
        .iter()
        .map(|point| (rounded(point.x), rounded(point.y)))
        .collect()
}

/// More rounds for a picture that is looked at closely than for a cloud of points.
fn rounds(bodies: usize) -> u32 {
    if bodies <= EXACT {
        600
    } else if bodies <= APART {
        250
    } else {
        80
    }
}

/// Number of springs on each body.
fn degrees(bodies: usize, springs: &BTreeSet<(usize, usize)>) -> Vec<usize> {
    let mut degrees = vec![0; bodies];
    for &(a, b) in springs {
        degrees[a] += 1;
        degrees[b] += 1;
    }
    degrees
}

/// Bodies on a sunflower's spiral, those with most springs in the middle.
fn spiral(degrees: &[usize]) -> Vec<Point> {
    let mut order: Vec<usize> = (0..degrees.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(degrees[at]), at));
    let mut points = vec![
        Point {
            x: 0.0,
            y: 0.0,
            mass: 1.0
        };
        degrees.len()
    ];
    let mut direction = (1.0, 0.0);
    for (rank, at) in order.into_iter().enumerate() {
        let radius = 60.0 * (rank as f64 + 0.5).sqrt();
        let mass = 1.0 + 0.6 * degrees[at] as f64;
        points[at] = Point {
            x: radius * direction.0,
            y: radius * direction.1,
            mass,
        };
        direction = turned(direction);
    }
    points
}

/// The direction after the golden angle, kept at length one.
fn turned((x, y): (f64, f64)) -> (f64, f64) {
    let (x, y) = (x * TURN.0 - y * TURN.1, x * TURN.1 + y * TURN.0);
    let length = (x * x + y * y).sqrt();
    (x / length, y / length)
}

/// The force on each body.
fn forces(points: &[Point], springs: &BTreeSet<(usize, usize)>) -> Vec<(f64, f64)> {
    let tree = Quadtree::new(points);
    let opening = if points.len() <= EXACT { 0.0 } else { 1.0 };
    let mut forces: Vec<(f64, f64)> = points
        .par_iter()
        .map(|point| {
            let push = tree.push(*point, opening);
            let strength = PUSH * point.mass;
            let fall = (
                GRAVITY.0 * point.mass * point.x,
                GRAVITY.1 * point.mass * point.y,
            );
            (strength * push.0 - fall.0, strength * push.1 - fall.1)
        })
        .collect();
    for &(a, b) in springs {
        let (dx, dy) = (points[b].x - points[a].x, points[b].y - points[a].y);
        forces[a] = (forces[a].0 + dx, forces[a].1 + dy);
        forces[b] = (forces[b].0 - dx, forces[b].1 - dy);
    }
    forces
}

/// Moves a body along a force, no further than a step; heavy bodies move less.
fn go(point: &mut Point, (x, y): (f64, f64), step: f64) {
    let (x, y) = (x / (4.0 * point.mass), y / (4.0 * point.mass));
    let length = (x * x + y * y).sqrt();
    let share = if length > step { step / length } else { 1.0 };
    point.x += x * share;
    point.y += y * share;
}

/// Pushes overlapping bodies apart, along the side where they overlap less, until none do.
fn move_apart(points: &mut [Point], bodies: &[Body]) {
    let widest = bodies
        .iter()
        .fold(0.0_f64, |widest, body| widest.max(body.width));
    for _ in 0..200 {
        let mut order: Vec<usize> = (0..points.len()).collect();
        order.sort_by(|&a, &b| points[a].x.total_cmp(&points[b].x).then(a.cmp(&b)));
        let mut moved = false;
        for (rank, &a) in order.iter().enumerate() {
            for &b in &order[rank + 1..] {
                if points[b].x - points[a].x > 2.0 * widest {
                    break;
                }
                moved |= part(points, bodies, a, b);
            }
        }
        if !moved {
            return;
        }
    }
}

/// Moves two bodies apart where they overlap, and tells whether they did.
fn part(points: &mut [Point], bodies: &[Body], a: usize, b: usize) -> bool {
    let (dx, dy) = (points[b].x - points[a].x, points[b].y - points[a].y);
    let wide = f64::midpoint(bodies[a].width, bodies[b].width) - dx.abs();
    let high = f64::midpoint(bodies[a].height, bodies[b].height) - dy.abs();
    if wide <= 0.01 || high <= 0.01 {
        return false;
    }
    if wide < high {
        let shift = if dx < 0.0 { -wide / 2.0 } else { wide / 2.0 };
        points[a].x -= shift;
        points[b].x += shift;
    } else {
        let shift = if dy < 0.0 { -high / 2.0 } else { high / 2.0 };
        points[a].y -= shift;
        points[b].y += shift;
    }
    true
}

/// Two decimals, and no minus zero.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(count: usize) -> Vec<Body> {
        vec![
            Body {
                width: 80.0,
                height: 30.0
            };
            count
        ]
    }

    /// A hub with leaves, and a ring.
    fn wheel(count: usize) -> Vec<(usize, usize)> {
        (1..count)
            .flat_map(|at| [(0, at), (at, if at + 1 < count { at + 1 } else { 1 })])
            .collect()
    }

    #[test]
    fn no_two_labels_overlap() {
        let bodies = bodies(40);
        let places = layout(&bodies, &wheel(40));
        for (at, one) in places.iter().enumerate() {
            for two in &places[at + 1..] {
                assert!(
                    (one.0 - two.0).abs() > 79.0 || (one.1 - two.1).abs() > 29.0,
                    "{one:?} {two:?}"
                );
            }
        }
    }

    #[test]
    fn friends_stand_closer_than_strangers() {
        let springs = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)];
        let places = layout(&bodies(6), &springs);
        let apart = |a: usize, b: usize| {
            let (x, y) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
            x * x + y * y
        };
        assert!(apart(0, 1) < apart(0, 5));
    }

    #[test]
    fn many_bodies_are_laid_out_alike_each_time() {
        let places = layout(&bodies(500), &wheel(500));
        assert_eq!(places, layout(&bodies(500), &wheel(500)));
        assert!(
            places
                .iter()
                .all(|place| place.0.is_finite() && place.1.is_finite())
        );
    }

    #[test]
    fn nothing_and_one_are_laid_out() {
        assert!(layout(&[], &[]).is_empty());
        assert_eq!(layout(&bodies(1), &[(0, 0)]).len(), 1);
    }
}
