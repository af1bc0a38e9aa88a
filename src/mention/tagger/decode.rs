//! Features of each token → the sequence of labels with the highest score (Viterbi 1967).
//!
//! Scores are integers, so that no machine rounds them differently; of equal ones the first label wins.

use super::model::{LABELS, Label, Model};

/// Far below every score, and far from overflow.
const NEVER: i32 = i32::MIN / 4;

type Scores = [i32; LABELS];

/// One label for each token.
pub(super) fn best_path(model: Model<'_>, features: &[Vec<u32>]) -> Vec<Label> {
    let steps = steps(model);
    let mut before: Option<Scores> = None;
    // For each token and label the label before it on the best path.
    let mut from: Vec<[usize; LABELS]> = Vec::with_capacity(features.len());
    for slots in features {
        let mut scores = emission(model, slots);
        let mut best = [0; LABELS];
        for (label, (score, best)) in scores.iter_mut().zip(&mut best).enumerate() {
            let reached = match &before {
                Some(before) => reach(before, &steps, label),
                None if of(label).may_follow(None) => (0, 0),
                None => (NEVER, 0),
            };
            *score = (*score + reached.0).max(NEVER);
            *best = reached.1;
        }
        before = Some(scores);
        from.push(best);
    }
    let mut label = before.map_or(0, |last| first_best(last.into_iter()).1);
    let mut path: Vec<Label> = Vec::with_capacity(from.len());
    for best in from.iter().rev() {
        path.push(of(label));
        label = best.get(label).copied().unwrap_or(0);
    }
    path.reverse();
    path
}

/// The score of the best way to a label, and the label that it comes from.
fn reach(before: &Scores, steps: &[Scores; LABELS], label: usize) -> (i32, usize) {
    let step = |(score, row): (&i32, &Scores)| score + row.get(label).copied().unwrap_or(NEVER);
    first_best(before.iter().zip(steps).map(step))
}

/// The highest score and where it stands first.
fn first_best(scores: impl Iterator<Item = i32>) -> (i32, usize) {
    let best = scores
        .enumerate()
        .max_by_key(|(at, score)| (*score, std::cmp::Reverse(*at)));
    best.map_or((NEVER, 0), |(at, score)| (score, at))
}

fn emission(model: Model<'_>, slots: &[u32]) -> Scores {
    let mut scores = [0; LABELS];
    for slot in slots {
        model.add(*slot, &mut scores);
    }
    scores
}

/// The weight of every transition, [`NEVER`] where it is not allowed; a row for each label that comes first.
fn steps(model: Model<'_>) -> [Scores; LABELS] {
    let mut steps = [[NEVER; LABELS]; LABELS];
    for (from, row) in steps.iter_mut().enumerate() {
        for (to, weight) in row.iter_mut().enumerate() {
            if of(to).may_follow(Some(of(from))) {
                *weight = model.transition(from, to);
            }
        }
    }
    steps
}

fn of(label: usize) -> Label {
    Label::ALL.get(label).copied().unwrap_or(Label::Outside)
}

#[cfg(test)]
mod tests {
    use super::super::model::SLOTS;
    use super::*;

    /// A model whose only weights are these, by slot and label.
    fn weights(of: &[(usize, Label, i8)]) -> Vec<u8> {
        let mut bytes = vec![0; SLOTS * LABELS + LABELS * LABELS];
        for (slot, label, weight) in of {
            bytes[slot * LABELS + *label as usize] = weight.to_le_bytes()[0];
        }
        bytes
    }

    #[test]
    fn the_path_with_the_highest_sum_wins_over_the_best_single_labels() {
        use Label::{Outside, PersonFirst, PersonNext, PlaceFirst};
        let bytes = weights(&[
            (1, PlaceFirst, 5),
            (1, PersonFirst, 4),
            (2, PersonNext, 9),
            (2, Outside, 6),
        ]);
        let path = best_path(Model::new(&bytes), &[vec![1], vec![2]]);
        assert_eq!(path, [PersonFirst, PersonNext]);
    }

    #[test]
    fn a_name_never_begins_with_a_later_word_of_one() {
        use Label::{OrganizationNext, Outside, PersonFirst};
        let bytes = weights(&[(1, OrganizationNext, 100), (2, PersonFirst, 1)]);
        let path = best_path(Model::new(&bytes), &[vec![1], vec![1], vec![2], vec![1]]);
        assert!(!path.starts_with(&[OrganizationNext]));
        assert_eq!(best_path(Model::new(&bytes), &[vec![1]]), [Outside]);
        for pair in path.windows(2) {
            assert!(pair[1].may_follow(Some(pair[0])), "{path:?}");
        }
    }

    #[test]
    fn a_model_without_weights_sees_no_names() {
        let path = best_path(Model::new(&[]), &[vec![1], vec![2]]);
        assert_eq!(path, [Label::Outside; 2]);
        assert_eq!(best_path(Model::new(&[]), &[]), []);
    }
}
