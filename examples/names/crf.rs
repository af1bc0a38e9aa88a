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
    for epoch in 0..EPOCHS {
        shuffle(&mut order, &mut state);
        let likelihood: f32 = order.iter().map(|i| learn(&mut weights, &examples[*i])).sum();
        eprintln!("epoch {epoch}: log-likelihood {likelihood:.1}");
    }
    weights.values.iter().map(|w| byte(*w)).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the range of a byte")]
fn byte(weight: f32) -> u8 {
    let [byte] = ((weight * UNIT).round().clamp(-127.0, 127.0) as i8).to_le_bytes();
    byte
}

/// Fisher-Yates with a linear congruential generator (Knuth's MMIX constants).
fn shuffle(order: &mut [usize], state: &mut u64) {
    for i in (1..order.len()).rev() {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
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

/// One step up the gradient of a sentence; gives its log-likelihood before the step.
fn learn(weights: &mut Weights, example: &Example) -> f32 {
    let n = example.labels.len();
    let emissions: Vec<[f32; LABELS]> = example.features.iter().map(|f| emission(weights, f)).collect();
    let mut steps = [[NEVER; LABELS]; LABELS];
    for (from, row) in steps.iter_mut().enumerate() {
        for (to, weight) in row.iter_mut().enumerate() {
            if Label::ALL[to].may_follow(Some(Label::ALL[from])) {
                *weight = weights.values[transition(from, to)];
            }
        }
    }
    let mut forward = emissions.clone();
    let mut backward = vec![[0.0; LABELS]; n];
    for (label, score) in forward[0].iter_mut().enumerate() {
        if !Label::ALL[label].may_follow(None) {
            *score = NEVER;
        }
    }
    for i in 1..n {
        for to in 0..LABELS {
            let before = forward[i - 1];
            forward[i][to] += log_sum((0..LABELS).map(|from| before[from] + steps[from][to]));
        }
    }
    for i in (0..n - 1).rev() {
        for from in 0..LABELS {
            let (after, own) = (backward[i + 1], emissions[i + 1]);
            backward[i][from] = log_sum((0..LABELS).map(|to| after[to] + own[to] + steps[from][to]));
        }
    }
    let total = log_sum(forward[n - 1].iter().copied());
    let mut gold = 0.0;
    for i in 0..n {
        let label = example.labels[i];
        gold += emissions[i][label];
        for other in 0..LABELS {
            let expected = (forward[i][other] + backward[i][other] - total).exp();
            let gradient = f32::from(u8::from(other == label)) - expected;
            if gradient.abs() > 1e-4 {
                for feature in &example.features[i] {
                    weights.step(slot(*feature) + other, gradient);
                }
            }
        }
        if i == 0 {
            continue;
        }
        let before = example.labels[i - 1];
        gold += steps[before][label];
        for from in 0..LABELS {
            for to in 0..LABELS {
                let score = forward[i - 1][from] + steps[from][to] + emissions[i][to] + backward[i][to];
                let gradient = f32::from(u8::from((from, to) == (before, label))) - (score - total).exp();
                if gradient.abs() > 1e-4 {
                    weights.step(transition(from, to), gradient);
                }
            }
        }
    }
    gold - total
}

fn emission(weights: &Weights, features: &[u32]) -> [f32; LABELS] {
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
