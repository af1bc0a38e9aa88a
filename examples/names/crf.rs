//! Features and labels → weights of a linear-chain conditional random field, one byte each.

use simpul::mention::tagger::{LABELS, Label, SLOTS};

const EPOCHS: usize = 12;
const STEP: f32 = 0.1;
/// Pull of every touched weight towards zero, a step.
const DECAY: f32 = 1e-4;
/// What a weight of 1 becomes in the model; larger weights than 127 of these are cut.
const UNIT: f32 = 32.0;
const NEVER: f32 = -1e9;

/// One sentence: slots of each token and the position of its label in [`Label::ALL`].
pub(crate) struct Example {
    pub(crate) features: Vec<Vec<u32>>,
    pub(crate) labels: Vec<usize>,
}

/// Weights with the sums of their squared gradients.
struct Weights {
    values: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights {
    fn step(&mut self, at: usize, gradient: f32) {
        let gradient = gradient - DECAY * self.values[at];
        self.squares[at] += gradient * gradient;
        self.values[at] += STEP * gradient / (self.squares[at].sqrt() + 1e-6);
    }
}

/// The model file.
pub(crate) fn train(examples: &[Example]) -> Vec<u8> {
    let size = SLOTS * LABELS + LABELS * LABELS;
    let mut weights = Weights {
        values: vec![0.0; size],
        squares: vec![0.0; size],
    };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state: u64 = 1;
    for _ in 0..EPOCHS {
        shuffle(&mut order, &mut state);
        for at in &order {
            learn(&mut weights, &examples[*at]);
        }
    }
    weights.values.iter().map(|w| byte(*w)).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "clamped to the range of a byte"
)]
fn byte(weight: f32) -> u8 {
    let [byte] = ((weight * UNIT).round().clamp(-127.0, 127.0) as i8).to_le_bytes();
    byte
}

/// Fisher-Yates with a linear congruential generator (Knuth's MMIX constants).
fn shuffle(order: &mut [usize], state: &mut u64) {
    for i in (1..order.len()).rev() {
        *state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let j = usize::try_from(*state >> 33).unwrap_or(0) % (i + 1);
        order.swap(i, j);
    }
}

fn slot(feature: u32) -> usize {
    feature as usize % SLOTS * LABELS
}

fn transition(from: usize, to: usize) -> usize {
    SLOTS * LABELS + from * LABELS + to
}

/// One step up the gradient of the log-likelihood of a sentence.
fn learn(weights: &mut Weights, example: &Example) {
    let lattice = Lattice::new(weights, example);
    for (i, label) in example.labels.iter().enumerate() {
        for other in 0..LABELS {
            let gradient = f32::from(u8::from(other == *label)) - lattice.share(i, other);
            if gradient.abs() > 1e-4 {
                for feature in &example.features[i] {
                    weights.step(slot(*feature) + other, gradient);
                }
            }
        }
        let Some(before) = i.checked_sub(1).map(|i| example.labels[i]) else {
            continue;
        };
        for (from, to) in (0..LABELS).flat_map(|from| (0..LABELS).map(move |to| (from, to))) {
            let gold = f32::from(u8::from((from, to) == (before, *label)));
            let gradient = gold - lattice.share_of_step(i, from, to);
            if gradient.abs() > 1e-4 {
                weights.step(transition(from, to), gradient);
            }
        }
    }
}

type Scores = [f32; LABELS];

/// The scores of all label sequences of a sentence, by the forward-backward algorithm; all are logarithms.
struct Lattice {
    emissions: Vec<Scores>,
    steps: [Scores; LABELS],
    /// Of all beginnings that end in a label at a token, that token counted.
    forward: Vec<Scores>,
    /// Of all ends behind a label at a token.
    backward: Vec<Scores>,
    /// Of all sequences.
    total: f32,
}

impl Lattice {
    fn new(weights: &Weights, example: &Example) -> Self {
        let emission = |f: &Vec<u32>| emission(weights, f);
        let emissions: Vec<Scores> = example.features.iter().map(emission).collect();
        let steps = steps(weights);
        let n = emissions.len();
        let mut forward = emissions.clone();
        for label in (0..LABELS).filter(|l| !Label::ALL[*l].may_follow(None)) {
            forward[0][label] = NEVER;
        }
        for i in 1..n {
            let before = forward[i - 1];
            for to in 0..LABELS {
                forward[i][to] += log_sum((0..LABELS).map(|from| before[from] + steps[from][to]));
            }
        }
        let mut backward = vec![[0.0; LABELS]; n];
        for i in (1..n).rev() {
            let (after, own) = (backward[i], emissions[i]);
            for from in 0..LABELS {
                let ends = (0..LABELS).map(|to| after[to] + own[to] + steps[from][to]);
                backward[i - 1][from] = log_sum(ends);
            }
        }
        let total = log_sum(forward[n - 1].iter().copied());
        Self {
            emissions,
            steps,
            forward,
            backward,
            total,
        }
    }

    /// The probability of a label at a token.
    fn share(&self, i: usize, label: usize) -> f32 {
        (self.forward[i][label] + self.backward[i][label] - self.total).exp()
    }

    /// The probability of two labels at a token and the one before it.
    fn share_of_step(&self, i: usize, from: usize, to: usize) -> f32 {
        let (before, after) = (self.forward[i - 1][from], self.backward[i][to]);
        (before + self.steps[from][to] + self.emissions[i][to] + after - self.total).exp()
    }
}

/// The weight of every transition that is allowed; a row for each label that comes first.
fn steps(weights: &Weights) -> [Scores; LABELS] {
    let mut steps = [[NEVER; LABELS]; LABELS];
    for (from, row) in steps.iter_mut().enumerate() {
        for (to, weight) in row.iter_mut().enumerate() {
            if Label::ALL[to].may_follow(Some(Label::ALL[from])) {
                *weight = weights.values[transition(from, to)];
            }
        }
    }
    steps
}

fn emission(weights: &Weights, features: &[u32]) -> Scores {
    let mut scores = [0.0; LABELS];
    for feature in features {
        let row = &weights.values[slot(*feature)..][..LABELS];
        for (score, weight) in scores.iter_mut().zip(row) {
            *score += weight;
        }
    }
    scores
}

fn log_sum(scores: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = scores.clone().fold(f32::MIN, f32::max);
    most + scores.map(|s| (s - most).exp()).sum::<f32>().ln()
}
