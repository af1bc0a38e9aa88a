//! Claims → twins: which estimate repeats the figure of which event in the same sentence.
//!
//! `NIS said that North Korea had sent 3,000 soldiers to train` gives one estimate and two events of one figure.

use std::collections::BTreeMap;

use super::{Claim, measure::ESTIMATED};

/// Estimates and event claims that give the same words of a figure in the same sentence.
pub(super) fn twins(claims: &[Claim]) -> BTreeMap<usize, usize> {
    let mut events: BTreeMap<(&str, usize, &str), Vec<usize>> = BTreeMap::new();
    let figure = |at: usize| {
        let claim = claims.get(at)?;
        let words = claim.quantity.as_ref()?.text.as_str();
        Some((claim.document.as_str(), claim.evidence.start, words))
    };
    let estimates = |at: &usize| claims.get(*at).is_some_and(|c| c.predicate == ESTIMATED);
    for at in (0..claims.len()).filter(|at| !estimates(at)) {
        if let Some(figure) = figure(at) {
            events.entry(figure).or_default().push(at);
        }
    }
    let mut twins = BTreeMap::new();
    for at in (0..claims.len()).filter(estimates) {
        let same = figure(at).and_then(|figure| events.get(&figure));
        for &event in same.into_iter().flatten() {
            twins.entry(at).or_insert(event);
            twins.entry(event).or_insert(at);
        }
    }
    twins
}
