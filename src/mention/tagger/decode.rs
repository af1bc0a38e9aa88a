//! Features of each token → the sequence of labels with the highest score (Viterbi 1967).
//!
//! Scores are integers, so that no machine rounds them differently; of equal ones the first label wins.

use super::model::{LABELS, Label, Model, Scores};

/// Far below every score, and far from overflow.
const NEVER: i32 = i32::MIN / 4;

/// One label for each token, from what the model gives it by itself.
pub(super) fn best_path(model: Model<'_>, scores: &[Scores]) -> Vec<Label> {
    let steps = steps(model);
    let mut before: Option<Scores> = None;
    // For each token and label the label before it on the best path.
    let mut from: Vec<[usize; LABELS]> = Vec::with_capacity(scores.len());
    for here in scores {
        let (mut reached, best) = match &before {
            Some(before) => reach(before, &steps),
            None => (begin(), [0; LABELS]),
        };
        for (sum, score) in reached.iter_mut().zip(here) {
            *sum = (*sum + score).max(NEVER);
        }
        before = Some(reached);
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

/// What a sentence begins with: any label but those that go on with a name.
fn begin() -> Scores {
    std::array::from_fn(|label| if of(label).may_follow(None) { 0 } else { NEVER })
}

/// The score of the best way to each label, and the label that it comes from.
fn reach(before: &Scores, steps: &[Scores; LABELS]) -> (Scores, [usize; LABELS]) {
    let (mut best, mut from) = ([i32::MIN; LABELS], [0; LABELS]);
    for (label, (score, row)) in before.iter().zip(steps).enumerate() {
        for ((best, from), step) in best.iter_mut().zip(&mut from).zip(row) {
            if score + step > *best {
                (*best, *from) = (score + step, label);
            }
        }
    }
    (best, from)
}

/// The highest score and where it stands first.
fn first_best(scores: impl Iterator<Item = i32>) -> (i32, usize) {
    let best = scores
        .enumerate()
        .max_by_key(|(at, score)| (*score, std::cmp::Reverse(*at)));
    best.map_or((NEVER, 0), |(at, score)| (score, at))
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

    fn path(bytes: &[u8], features: &[u32]) -> Vec<Label> {
        let model = Model::new(bytes);
        let scores: Vec<Scores> = features.iter().map(|f| model.scores(&[*f])).collect();
        best_path(model, &scores)
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
        let path = path(&bytes, &[1, 2]);
        assert_eq!(path, [PersonFirst, PersonNext]);
    }

    #[test]
    fn a_name_never_begins_with_a_later_word_of_one() {
        use Label::{OrganizationNext, Outside, PersonFirst};
        let bytes = weights(&[(1, OrganizationNext, 100), (2, PersonFirst, 1)]);
        assert_eq!(path(&bytes, &[1]), [Outside]);
        let path = path(&bytes, &[1, 1, 2, 1]);
        assert!(!path.starts_with(&[OrganizationNext]));
        for pair in path.windows(2) {
            assert!(pair[1].may_follow(Some(pair[0])), "{path:?}");
        }
    }

    #[test]
    fn a_model_without_weights_sees_no_names() {
        assert_eq!(path(&[], &[1, 2]), [Label::Outside; 2]);
        assert_eq!(path(&[], &[]), []);
    }
}
