//! Features of each token → the best sequence of labels (Viterbi), and how sure each label is.
//!
//! The margin of a label is the score of the best path less that of the best path with any other label there, from a second pass
//! backwards. Scores are integers.

use super::model::{LABELS, Label, Model};

/// Far below every score, and far from overflow.
const NEVER: i32 = i32::MIN / 4;

type Scores = [i32; LABELS];

/// The label of each token with its margin.
pub(super) fn best_path(model: Model<'_>, features: &[Vec<u32>]) -> Vec<(Label, i32)> {
    let emissions: Vec<Scores> = features.iter().map(|f| emission(model, f)).collect();
    let steps = steps(model);
    let forward = pass(&emissions, |before, label| {
        best((0..LABELS).map(|from| at(before, from) + step(&steps, from, label)))
    });
    let reversed: Vec<Scores> = emissions.iter().rev().copied().collect();
    let mut backward = pass(&reversed, |after, label| {
        best((0..LABELS).map(|to| at(after, to) + step(&steps, label, to)))
    });
    backward.reverse();
    let mut out: Vec<(Label, i32)> = Vec::with_capacity(features.len());
    for ((f, b), e) in forward.iter().zip(&backward).zip(&emissions) {
        let through = |label: usize| at(f, label) + at(b, label) - at(e, label);
        let before = out.last().map(|(label, _)| *label);
        let allowed = (0..LABELS).filter(|l| may_follow(*l, before));
        let Some(label) = allowed.max_by_key(|l| (through(*l), std::cmp::Reverse(*l))) else {
            continue;
        };
        let other = best((0..LABELS).filter(|l| *l != label).map(through));
        out.push((of(label), through(label) - other));
    }
    out
}

fn emission(model: Model<'_>, features: &[u32]) -> Scores {
    let mut scores = [0; LABELS];
    for slot in features {
        model.add(*slot, &mut scores);
    }
    scores
}

/// The weight of every transition, [`NEVER`] where it is not allowed.
fn steps(model: Model<'_>) -> [Scores; LABELS] {
    let mut steps = [[NEVER; LABELS]; LABELS];
    for (from, row) in steps.iter_mut().enumerate() {
        for (to, weight) in row.iter_mut().enumerate() {
            if may_follow(to, Some(of(from))) {
                *weight = model.transition(from, to);
            }
        }
    }
    steps
}

/// For each token and label the best score of a path from the first token up to it.
fn pass(emissions: &[Scores], reach: impl Fn(&Scores, usize) -> i32) -> Vec<Scores> {
    let mut out: Vec<Scores> = Vec::with_capacity(emissions.len());
    for emission in emissions {
        let mut scores = *emission;
        if let Some(before) = out.last() {
            for (label, score) in scores.iter_mut().enumerate() {
                *score = (*score + reach(before, label)).max(NEVER);
            }
        }
        out.push(scores);
    }
    out
}

fn may_follow(label: usize, before: Option<Label>) -> bool {
    of(label).may_follow(before)
}

fn of(label: usize) -> Label {
    Label::ALL.get(label).copied().unwrap_or(Label::Outside)
}

fn at(scores: &Scores, label: usize) -> i32 {
    scores.get(label).copied().unwrap_or(NEVER)
}

fn step(steps: &[Scores; LABELS], from: usize, to: usize) -> i32 {
    steps.get(from).map_or(NEVER, |row| at(row, to))
}

fn best(scores: impl Iterator<Item = i32>) -> i32 {
    scores.max().unwrap_or(NEVER)
}
